// SPDX-License-Identifier: MIT
// Interpolation: perspective against double, clipping, flat and linear planes, precision, offset.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "pipeline/scene.h"

using namespace nogpu::test;
using nogpu::shader::ir::Interpolation;

namespace {

struct Rgba {
  float r, g, b, a;
};
Rgba colorAt(const Scene& s, uint32_t x, uint32_t y) {
  Rgba c;
  std::memcpy(&c, s.color.surface.row(y) + x * 16, 16);
  return c;
}

/// Perspective-correct value of a triangle at a pixel centre in double, from clip coordinates:
/// solves for the weights b with sum b·(x, y, w) proportional to the pixel's ray. Works across the
/// near plane.
struct Reference {
  double weights[3];
  double depth;
  bool inside;
};
Reference referenceAt(const std::vector<TestVertex>& v, double ndcX, double ndcY) {
  // b solves: sum b_i (x_i - ndcX w_i) = 0, sum b_i (y_i - ndcY w_i) = 0, sum b_i = 1.
  double fx[3], fy[3];
  for (int i = 0; i < 3; ++i) {
    const float* p = v[static_cast<size_t>(i)].position;
    fx[i] = p[0] - ndcX * p[3];
    fy[i] = p[1] - ndcY * p[3];
  }
  double b[3] = {fx[1] * fy[2] - fx[2] * fy[1], fx[2] * fy[0] - fx[0] * fy[2],
                 fx[0] * fy[1] - fx[1] * fy[0]};
  const double sum = b[0] + b[1] + b[2];
  Reference r{};
  double z = 0, w = 0;
  r.inside = true;
  for (int i = 0; i < 3; ++i) {
    r.weights[i] = b[i] / sum;
    r.inside = r.inside && r.weights[i] >= 0;
    z += r.weights[i] * v[static_cast<size_t>(i)].position[2];
    w += r.weights[i] * v[static_cast<size_t>(i)].position[3];
  }
  r.inside = r.inside && w > 0 && z >= -w && z <= w;
  r.depth = z / w * 0.5 + 0.5;
  return r;
}

}  // namespace

TEST_CASE("interpolation is perspective-correct, also across the clip planes") {
  std::mt19937 random(5);
  std::uniform_real_distribution<float> xy(-3, 3), w(-2, 6), value(0, 1);
  int compared = 0;
  for (int round = 0; round < 400; ++round) {
    const uint32_t size = 48;
    Scene s(size, size, FormatId::RGBA32F);
    s.addDepth(FormatId::DEPTH_COMPONENT32F);
    s.depth.fill(1.0f);
    s.call.depth.func = CompareFunc::Always;
    for (int i = 0; i < 3; ++i) {
      TestVertex v{};
      v.position[0] = xy(random), v.position[1] = xy(random);
      v.position[3] = round < 100 ? std::fabs(w(random)) + 0.5f : w(random);
      v.position[2] = v.position[3] - 0.5f - (round % 2 ? value(random) : 0.0f);
      for (float& c : v.color) c = value(random);
      v.color[3] = 1;
      s.vertices.push_back(v);
    }
    s.draw();
    for (uint32_t y = 0; y < size; ++y) {
      for (uint32_t x = 0; x < size; ++x) {
        const double nx = (x + 0.5) * 2 / size - 1, ny = (y + 0.5) * 2 / size - 1;
        const Reference r = referenceAt(s.vertices, nx, ny);
        const Rgba c = colorAt(s, x, y);
        const bool drawn = c.a != 0;
        // Right at an edge snapping decides.
        const double margin = 0.02;
        const bool near = r.weights[0] < margin || r.weights[1] < margin || r.weights[2] < margin ||
                          r.depth < 0.02 || r.depth > 0.98;
        if (near || !drawn) {
          if (!near && r.inside) CHECK(drawn);
          continue;
        }
        CHECK(r.inside);
        double expected[3] = {};
        for (int i = 0; i < 3; ++i)
          for (int k = 0; k < 3; ++k)
            expected[k] += r.weights[i] * s.vertices[static_cast<size_t>(i)].color[k];
        const double tolerance = 0.03;  // snapping to 1/256 pixel on triangles of any shape
        CHECK(std::fabs(c.r - expected[0]) < tolerance);
        CHECK(std::fabs(c.g - expected[1]) < tolerance);
        CHECK(std::fabs(c.b - expected[2]) < tolerance);
        CHECK(std::fabs(s.depth.at<float>(x, y) - r.depth) < 0.03);
        ++compared;
      }
    }
  }
  CHECK(compared > 5000);
}

TEST_CASE("planes are precise over a large target") {
  const uint32_t size = 1024;
  Scene s(size, size, FormatId::RGBA32F);
  s.fullQuad(0, 0, 0, 0, 1);
  for (TestVertex& v : s.vertices) {
    v.color[0] = v.position[0] * 0.5f + 0.5f;
    v.color[1] = v.position[1] * 0.5f + 0.5f;
  }
  s.draw();
  double worst = 0;
  for (uint32_t y = 0; y < size; y += 7)
    for (uint32_t x = 0; x < size; x += 5) {
      const Rgba c = colorAt(s, x, y);
      worst = std::max(worst, std::fabs(c.r - (x + 0.5) / size));
      worst = std::max(worst, std::fabs(c.g - (y + 0.5) / size));
    }
  CHECK(worst < 4e-7);
}

TEST_CASE("flat takes the last vertex, also when it is clipped away") {
  for (const bool clipped : {false, true}) {
    Scene s(16, 16, FormatId::RGBA32F);
    s.setInterpolation(Interpolation::Flat);
    s.vertices = {s.at(0, 0, 0), s.at(16, 0, 0), s.at(8, 16, clipped ? -3.0f : 0.0f)};
    for (size_t i = 0; i < 3; ++i) s.vertices[i].color[0] = static_cast<float>(i) + 0.25f;
    s.draw();
    CHECK(colorAt(s, 8, 1).r == 2.25f);
  }
}

TEST_CASE("provoking vertices of strips, fans, loops and points") {
  Scene s(32, 8, FormatId::RGBA32F);
  s.setInterpolation(Interpolation::Flat);
  for (int i = 0; i < 6; ++i) {
    TestVertex v = s.at(static_cast<float>(i) * 6, i & 1 ? 8.0f : 0.0f);
    v.color[0] = static_cast<float>(i);
    s.vertices.push_back(v);
  }
  s.draw(PrimitiveMode::TriangleStrip);
  for (int i = 0; i < 4; ++i) {
    // The i-th triangle ends with vertex i + 2; its middle column is that of vertex i + 1.
    CHECK(colorAt(s, static_cast<uint32_t>(i * 6 + 6), 4).r == static_cast<float>(i + 2));
  }
}

TEST_CASE("linear interpolation ignores w") {
  Scene s(32, 32, FormatId::RGBA32F);
  s.setInterpolation(Interpolation::Linear);
  s.vertices = {s.at(0, 0, 0, 1), s.at(32, 0, 0, 8), s.at(0, 32, 0, 4)};
  s.vertices[0].color[0] = 0, s.vertices[1].color[0] = 1, s.vertices[2].color[0] = 0;
  s.draw();
  CHECK(colorAt(s, 15, 3).r == doctest::Approx(15.5 / 32).epsilon(1e-5));
}

TEST_CASE("polygon offset adds slope and units") {
  for (const FormatId id : {FormatId::DEPTH_COMPONENT16, FormatId::DEPTH_COMPONENT24}) {
    Scene s(16, 16);
    s.addDepth(id);
    s.call.depth.func = CompareFunc::Always;
    const bool d16 = id == FormatId::DEPTH_COMPONENT16;
    const auto depthAt = [&](uint32_t x, uint32_t y) {
      return d16 ? uint32_t{s.depth.at<uint16_t>(x, y)} : s.depth.at<uint32_t>(x, y);
    };
    s.fullQuad(0, 1, 1, 1, 1);
    s.draw();
    const uint32_t before = depthAt(5, 5);
    s.call.raster.polygonOffset = true;
    s.call.raster.polygonOffsetUnits = 16;
    s.draw();
    const auto moved = static_cast<int32_t>(depthAt(5, 5) - before);
    CHECK(moved >= 15);
    CHECK(moved <= 17);
    // Slope: depth rises by 1/32 per pixel in x.
    s.call.raster.polygonOffset = false;
    for (TestVertex& v : s.vertices) v.position[2] = v.position[0] * 0.5f;
    s.draw();
    const double full = d16 ? 65535.0 : 16777215.0;
    const double slope = depthAt(6, 5) / full - depthAt(5, 5) / full, plain = depthAt(5, 5) / full;
    s.call.raster.polygonOffset = true;
    s.call.raster.polygonOffsetUnits = 0;
    s.call.raster.polygonOffsetFactor = 2;
    s.draw();
    CHECK(depthAt(5, 5) / full - plain == doctest::Approx(2 * slope).epsilon(0.01));
  }
}

TEST_CASE("depth range maps, and depth clips at near and far") {
  Scene s(8, 8);
  s.addDepth(FormatId::DEPTH_COMPONENT32F);
  s.call.depth.func = CompareFunc::Always;
  s.call.depthNear = 0.25f, s.call.depthFar = 0.75f;
  s.fullQuad(0.5f, 1, 1, 1, 1);
  s.draw();
  CHECK(s.depth.at<float>(3, 3) == doctest::Approx(0.625));
  s.depth.fill(9.0f);
  s.fullQuad(1.5f, 1, 1, 1, 1);
  s.draw();
  s.fullQuad(-1.01f, 1, 1, 1, 1);
  s.draw();
  CHECK(s.depth.at<float>(3, 3) == 9.0f);
}

TEST_CASE("enabled clip distances cut, cull distances drop whole primitives") {
  const auto red = [](Scene& s, uint32_t x) { return s.color.at<uint32_t>(x, 4) & 255; };
  // Red is the distance: negative on the left, zero in the middle.
  const auto scene = [](Scene& s) {
    s.fullQuad(0, 0, 1, 1, 1);
    for (TestVertex& v : s.vertices) v.color[0] = v.position[0] < 0 ? -1.0f : 1.0f;
    s.color.fill(uint32_t{7});
  };
  Scene s(16, 16);
  s.program.clipDistanceSlots = {4};
  scene(s);
  s.draw();
  CHECK_EQ(red(s, 2), 0);  // not enabled: drawn, and clamped to black
  s.call.raster.clipDistances = 1;
  scene(s);
  s.draw();
  CHECK_EQ(red(s, 7), 7);
  CHECK(red(s, 8) > 7);
  CHECK(red(s, 15) > 200);

  scene(s);
  s.vertices = {s.at(0, 4.5f), s.at(16, 4.5f)};
  s.vertices[0].color[0] = -1;
  s.draw(PrimitiveMode::Lines);
  CHECK_EQ(red(s, 6), 7);
  CHECK(red(s, 10) > 7);

  scene(s);
  s.vertices = {s.at(2.5f, 4.5f), s.at(12.5f, 4.5f)};
  s.vertices[0].color[0] = -1;
  s.draw(PrimitiveMode::Points);
  CHECK_EQ(red(s, 2), 7);
  CHECK_EQ(red(s, 12), 255);

  s.program.clipDistanceSlots.clear();
  s.program.cullDistanceSlots = {4};
  scene(s);
  s.draw();
  CHECK_EQ(red(s, 2), 0);  // one corner of each triangle is inside
  scene(s);
  for (TestVertex& v : s.vertices) v.color[0] = -1;
  s.draw();
  CHECK_EQ(red(s, 2), 7);
}

TEST_CASE("noperspective values stay linear in the window where a triangle is clipped") {
  Scene s(16, 16, FormatId::RGBA32F);
  s.setInterpolation(nogpu::shader::ir::Interpolation::Linear);
  s.program.clipDistanceSlots = {7};  // alpha
  s.call.raster.clipDistances = 1;
  const auto draw = [&](float alpha) {
    s.vertices = {s.at(0, 0, 0, 1), s.at(32, 0, 0, 4), s.at(0, 32, 0, 1)};
    s.vertices[0].color[0] = 0;
    s.vertices[1].color[0] = 1;
    s.vertices[2].color[0] = 0;
    s.vertices[1].color[3] = alpha;
    s.draw();
    return s.color.at<float>(4 * 8, 3);
  };
  CHECK(draw(1.0f) == doctest::Approx(8.5 / 32));
  // The new corner lies on the grid of 1/256 pixel, its value at the exact place.
  CHECK(std::fabs(draw(-1.0f) - 8.5 / 32) < 1.0 / 512 / 32);
}
