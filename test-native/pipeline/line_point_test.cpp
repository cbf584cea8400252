// SPDX-License-Identifier: MIT
// Lines and points.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "pipeline/scene.h"

using namespace nogpu::test;

namespace {

int countDrawn(const Scene& s) {
  int n = 0;
  for (uint32_t y = 0; y < s.call.target.height; ++y)
    for (uint32_t x = 0; x < s.call.target.width; ++x) n += s.color.at<uint32_t>(x, y) != 0;
  return n;
}

}  // namespace

TEST_CASE("a horizontal line has one fragment per column and leaves out its end") {
  Scene s(16, 8);
  s.vertices = {s.at(2.5f, 3.5f), s.at(10.5f, 3.5f)};
  s.draw(PrimitiveMode::Lines);
  for (uint32_t x = 0; x < 16; ++x) {
    CHECK((s.color.at<uint32_t>(x, 3) != 0) == (x >= 2 && x < 10));
  }
  CHECK(countDrawn(s) == 8);
  Scene back(16, 8);
  back.vertices = {back.at(10.5f, 3.5f), back.at(2.5f, 3.5f)};
  back.draw(PrimitiveMode::Lines);
  CHECK(countDrawn(back) == 8);
  CHECK(back.color.at<uint32_t>(10, 3) != 0);
  CHECK(back.color.at<uint32_t>(2, 3) == 0);
}

TEST_CASE("lines have one fragment per column or row, near the true line") {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> d(1, 63);
  for (int i = 0; i < 500; ++i) {
    Scene s(64, 64);
    const float x0 = d(random), y0 = d(random), x1 = d(random), y1 = d(random);
    s.vertices = {s.at(x0, y0), s.at(x1, y1)};
    s.draw(PrimitiveMode::Lines);
    const float length = std::max(std::fabs(x1 - x0), std::fabs(y1 - y0));
    // Both ends may reach into a diamond they do not exit, or out of one they did not enter.
    CHECK(std::fabs(static_cast<float>(countDrawn(s)) - length) < 1.5f);
    const bool steep = std::fabs(y1 - y0) > std::fabs(x1 - x0);
    for (uint32_t y = 0; y < 64; ++y)
      for (uint32_t x = 0; x < 64; ++x) {
        if (s.color.at<uint32_t>(x, y) == 0) continue;
        const float cx = static_cast<float>(x) + 0.5f, cy = static_cast<float>(y) + 0.5f;
        const float off = steep ? cx - (x0 + (cy - y0) * (x1 - x0) / (y1 - y0))
                                : cy - (y0 + (cx - x0) * (y1 - y0) / (x1 - x0));
        CHECK(std::fabs(off) <= 0.52f);
      }
  }
}

TEST_CASE("wide lines: so many pixels across the minor axis, each once") {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> d(12, 52);
  for (int i = 0; i < 300; ++i) {
    const float x0 = d(random), y0 = d(random), x1 = d(random), y1 = d(random);
    const int width = 1 + i % 9;
    const auto drawn = [&](float lineWidth) {
      Scene s(64, 64, FormatId::RGBA32F);
      s.call.raster.lineWidth = lineWidth;
      s.call.drawBuffers[0].blend.enabled = true;
      s.call.drawBuffers[0].blend.dstRgb = BlendFactor::One;
      s.vertices = {s.at(x0, y0), s.at(x1, y1)};
      s.draw(PrimitiveMode::Lines);
      float sum = 0;
      for (uint32_t y = 0; y < 64; ++y)
        for (uint32_t x = 0; x < 64; ++x) {
          float v;
          std::memcpy(&v, s.color.surface.row(y) + 16 * x, 4);
          CHECK(v <= 1.0f);
          sum += v;
        }
      return sum;
    };
    // The ends of the shifted line may enter or leave another diamond than those of the thin one.
    CHECK(std::fabs(drawn(static_cast<float>(width)) - drawn(1) * static_cast<float>(width)) <=
          static_cast<float>(2 * width));
  }
}

TEST_CASE("a wide line lies around its middle; the width is rounded, a multisampled one exact") {
  for (const float width : {3.0f, 2.6f}) {
    Scene s(16, 16);
    s.call.raster.lineWidth = width;
    s.vertices = {s.at(2.5f, 7.5f), s.at(10.5f, 7.5f)};
    s.draw(PrimitiveMode::Lines);
    for (uint32_t y = 0; y < 16; ++y)
      for (uint32_t x = 0; x < 16; ++x) {
        CHECK((s.color.at<uint32_t>(x, y) != 0) == (x >= 2 && x < 10 && y >= 6 && y <= 8));
      }
  }
  Scene m(16, 16, FormatId::RGBA8, 4);
  m.call.raster.lineWidth = 4;
  m.vertices = {m.at(2, 8), m.at(10, 8)};
  m.draw(PrimitiveMode::Lines);
  for (uint32_t y = 0; y < 16; ++y) {
    CHECK((m.color.at<uint32_t>(5, y, 0) != 0) == (y >= 6 && y < 10));
  }
}

TEST_CASE("a closed loop covers each pixel of its joints once") {
  Scene s(32, 32, FormatId::RGBA32F);
  s.call.drawBuffers[0].blend.enabled = true;
  s.call.drawBuffers[0].blend.dstRgb = BlendFactor::One;
  s.vertices = {s.at(4.5f, 4.5f), s.at(20.5f, 4.5f), s.at(20.5f, 24.5f), s.at(4.5f, 24.5f)};
  s.draw(PrimitiveMode::LineLoop);
  float sum = 0, most = 0;
  for (uint32_t y = 0; y < 32; ++y)
    for (uint32_t x = 0; x < 32; ++x) {
      float v;
      std::memcpy(&v, s.color.surface.row(y) + 16 * x, 4);
      sum += v;
      most = std::max(most, v);
    }
  CHECK(most == 1.0f);
  CHECK(sum == 2 * (16 + 20));
}

TEST_CASE("attributes run along a line, and lines clip at the near plane") {
  Scene s(32, 4, FormatId::RGBA32F);
  s.vertices = {s.at(0, 1.5f), s.at(32, 1.5f)};
  s.vertices[0].color[0] = 0, s.vertices[1].color[0] = 1;
  s.draw(PrimitiveMode::Lines);
  float v;
  std::memcpy(&v, s.color.surface.row(1) + 16 * 20, 4);
  CHECK(v == doctest::Approx(20.5 / 32).epsilon(1e-4));
  Scene c(32, 4, FormatId::RGBA32F);
  c.vertices = {c.at(0, 1.5f, 0), c.at(32, 1.5f, -2)};
  c.vertices[0].color[0] = 0.001f, c.vertices[1].color[0] = 1;
  c.draw(PrimitiveMode::Lines);
  std::memcpy(&v, c.color.surface.row(1) + 16 * 10, 4);
  CHECK(v == doctest::Approx(10.5 / 32).epsilon(0.01));
  std::memcpy(&v, c.color.surface.row(1) + 16 * 18, 4);
  CHECK(v == 0.0f);
}

TEST_CASE("multisampled lines are one pixel wide rectangles") {
  Scene s(16, 8, FormatId::RGBA8, 4);
  s.vertices = {s.at(2, 3.5f), s.at(10, 3.5f)};
  s.draw(PrimitiveMode::Lines);
  int samples = 0;
  for (uint32_t k = 0; k < 4; ++k)
    for (uint32_t y = 0; y < 8; ++y)
      for (uint32_t x = 0; x < 16; ++x) samples += s.color.at<uint32_t>(x, y, k) != 0;
  CHECK(samples == 4 * 8);
}

TEST_CASE("points are squares around their position") {
  for (const float size : {1.0f, 2.0f, 3.0f, 7.0f}) {
    Scene s(24, 24);
    s.usePointSize();
    const float centre = std::fmod(size, 2.0f) == 1.0f ? 10.5f : 10.0f;
    s.vertices = {s.at(centre, centre)};
    s.vertices[0].size = size;
    s.draw(PrimitiveMode::Points);
    CHECK(countDrawn(s) == static_cast<int>(size * size));
    CHECK(s.color.at<uint32_t>(10, 10) != 0);
  }
}

TEST_CASE("without gl_PointSize a point is one pixel; sizes are clamped") {
  Scene s(24, 24);
  s.vertices = {s.at(5.2f, 6.9f)};
  s.draw(PrimitiveMode::Points);
  CHECK(countDrawn(s) == 1);
  CHECK(s.color.at<uint32_t>(5, 6) != 0);
  Scene big(24, 24);
  big.usePointSize();
  big.call.raster.maxPointSize = 4;
  big.vertices = {big.at(10, 10)};
  big.vertices[0].size = 1000;
  big.draw(PrimitiveMode::Points);
  CHECK(countDrawn(big) == 16);
}

TEST_CASE("point coordinates run from the upper left") {
  using nogpu::shader::Interpolant;
  for (const auto how :
       {nogpu::shader::ir::Interpolation::Linear, nogpu::shader::ir::Interpolation::Smooth}) {
    Scene s(16, 16, FormatId::RGBA32F);
    s.usePointSize();
    s.program.interpolants[0].source = Interpolant::Source::PointCoordS;
    s.program.interpolants[1].source = Interpolant::Source::PointCoordT;
    s.setInterpolation(how);
    s.vertices = {s.at(8, 8, 0, 3)};
    s.vertices[0].size = 4;
    s.draw(PrimitiveMode::Points);
    float rgba[4];
    std::memcpy(rgba, s.color.surface.row(9) + 16 * 6, 16);  // upper left pixel
    CHECK(rgba[0] == doctest::Approx(0.125));
    CHECK(rgba[1] == doctest::Approx(0.125));
    std::memcpy(rgba, s.color.surface.row(6) + 16 * 9, 16);  // lower right
    CHECK(rgba[0] == doctest::Approx(0.875));
    CHECK(rgba[1] == doctest::Approx(0.875));
    CHECK(rgba[2] == doctest::Approx(1.0));
  }
}
