// SPDX-License-Identifier: MIT
// Coverage: shared edges, the top-left rule, multisampling, scissor, sizes, wild coordinates.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

#include "pipeline/raster.h"
#include "pipeline/scene.h"

using namespace nogpu::test;

namespace {

BlendState additive() {
  BlendState b;
  b.enabled = true;
  b.dstRgb = b.dstAlpha = BlendFactor::One;
  return b;
}

/// Counts per pixel how often it is covered: each fragment adds 1.0 to a float surface.
void countCoverage(Scene& s) { s.call.drawBuffers[0].blend = additive(); }

float countAt(const Scene& s, uint32_t x, uint32_t y, uint32_t sample = 0) {
  float rgba[4];
  std::memcpy(rgba, s.color.surface.row(y, sample) + x * 16, 16);
  return rgba[0];
}

/// The rule itself, in 64-bit integers: E > 0, or E == 0 on a left or top edge.
bool covers(const Corner* c, int64_t px, int64_t py) {
  for (int i = 0; i < 3; ++i) {
    const Corner a = c[i], b = c[(i + 1) % 3];
    const int64_t dx = int64_t{b.x} - a.x, dy = int64_t{b.y} - a.y;
    const int64_t e = dx * (py - a.y) - dy * (px - a.x);
    if (e < 0 || (e == 0 && !(dy < 0 || (dy == 0 && dx < 0)))) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("random meshes cover each pixel exactly once") {
  std::mt19937 random(1);
  for (const uint32_t samples : {1u, 2u, 4u, 8u}) {
    for (int round = 0; round < 12; ++round) {
      const uint32_t size = 61;
      Scene s(size, size, FormatId::RGBA32F, samples);
      countCoverage(s);
      // A jittered grid that reaches beyond the target on all sides.
      const int n = 3 + round % 7;
      std::vector<std::vector<TestVertex>> grid(static_cast<size_t>(n) + 1);
      const float step = 76.0f / static_cast<float>(n);
      // Little enough that every cell stays convex.
      std::uniform_real_distribution<float> jitter(-0.24f * step, 0.24f * step);
      for (int j = 0; j <= n; ++j) {
        for (int i = 0; i <= n; ++i) {
          const bool border = i == 0 || j == 0 || i == n || j == n;
          const float x = -8 + static_cast<float>(i) * step + (border ? 0 : jitter(random));
          const float y = -8 + static_cast<float>(j) * step + (border ? 0 : jitter(random));
          grid[static_cast<size_t>(j)].push_back(s.at(x, y));
        }
      }
      for (size_t j = 0; j < static_cast<size_t>(n); ++j) {
        for (size_t i = 0; i < static_cast<size_t>(n); ++i) {
          const TestVertex a = grid[j][i], b = grid[j][i + 1], c = grid[j + 1][i + 1],
                           d = grid[j + 1][i];
          // Either diagonal, either direction.
          if (random() & 1)
            s.vertices.insert(s.vertices.end(), {a, b, c, a, d, c});
          else
            s.vertices.insert(s.vertices.end(), {a, b, d, d, c, b});
        }
      }
      s.draw();
      int wrong = 0;
      for (uint32_t k = 0; k < samples; ++k)
        for (uint32_t y = 0; y < size; ++y)
          for (uint32_t x = 0; x < size; ++x) wrong += countAt(s, x, y, k) != 1.0f;
      CHECK(wrong == 0);
      CHECK(s.color.guardsIntact());
    }
  }
}

TEST_CASE("coverage is that of the edge functions, for small and large boxes and all samples") {
  std::mt19937 random(2);
  for (const uint32_t samples : {1u, 4u}) {
    for (int round = 0; round < 300; ++round) {
      const uint32_t size = 64;
      Scene s(size, size, FormatId::RGBA32F, samples);
      countCoverage(s);
      const float spread = round % 3 == 0 ? 10.0f : round % 3 == 1 ? 60.0f : 3000.0f;
      std::uniform_real_distribution<float> d(32 - spread, 32 + spread);
      Corner c[3];
      for (Corner& corner : c) {
        // Multiples of 1/4 pixel hit centres and edges exactly, and survive the transform.
        const float x = std::round(d(random) * 4) / 4, y = std::round(d(random) * 4) / 4;
        corner = {static_cast<int32_t>(x * 256), static_cast<int32_t>(y * 256)};
        s.vertices.push_back(s.at(x, y));
      }
      const int64_t area = (int64_t{c[1].x} - c[0].x) * (int64_t{c[2].y} - c[0].y) -
                           (int64_t{c[2].x} - c[0].x) * (int64_t{c[1].y} - c[0].y);
      if (area == 0) continue;
      s.draw();
      if (area < 0) std::swap(c[1], c[2]);
      const SampleOffset* pattern = samplePattern(samples);
      int wrong = 0;
      for (uint32_t k = 0; k < samples; ++k)
        for (uint32_t y = 0; y < size; ++y)
          for (uint32_t x = 0; x < size; ++x) {
            const bool expected = covers(c, int64_t{x} * 256 + 128 + pattern[k].x,
                                         int64_t{y} * 256 + 128 + pattern[k].y);
            wrong += (countAt(s, x, y, k) == 1.0f) != expected;
          }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("a square from centre to centre owns its left and top pixels only") {
  Scene s(8, 8, FormatId::RGBA32F);
  countCoverage(s);
  const float a = 1.5f, b = 4.5f;
  s.vertices = {s.at(a, a), s.at(b, a), s.at(b, b), s.at(a, a), s.at(b, b), s.at(a, b)};
  s.draw();
  for (uint32_t y = 0; y < 8; ++y)
    for (uint32_t x = 0; x < 8; ++x) {
      // y grows upward: the top edge y = 4.5 belongs to it, the bottom edge y = 1.5 does not.
      CHECK(countAt(s, x, y) == (x >= 1 && x <= 3 && y >= 2 && y <= 4 ? 1.0f : 0.0f));
    }
}

TEST_CASE("both windings draw, culling removes the right one") {
  for (const bool clockwise : {false, true}) {
    Scene s(16, 16, FormatId::RGBA32F);
    countCoverage(s);
    s.call.raster.cull = CullMode::Back;
    s.vertices = {s.at(0, 0), s.at(16, 0), s.at(0, 16)};
    if (clockwise) std::swap(s.vertices[1], s.vertices[2]);
    s.draw();
    CHECK(countAt(s, 2, 2) == (clockwise ? 0.0f : 1.0f));
    s.call.raster.frontIsClockwise = true;
    s.draw();
    CHECK(countAt(s, 2, 2) == 1.0f);
    s.call.raster.cull = CullMode::FrontAndBack;
    s.draw();
    CHECK(countAt(s, 2, 2) == 1.0f);
  }
}

TEST_CASE("scissor cuts at odd and even borders") {
  for (const uint32_t samples : {1u, 4u}) {
    Scene s(40, 40, FormatId::RGBA32F, samples);
    countCoverage(s);
    s.call.scissor = {3, 5, 32, 36};
    s.fullQuad(0, 1, 1, 1, 1);
    s.draw();
    int wrong = 0;
    for (uint32_t y = 0; y < 40; ++y)
      for (uint32_t x = 0; x < 40; ++x) {
        const bool inside = x >= 3 && x < 32 && y >= 5 && y < 36;
        wrong += countAt(s, x, y) != (inside ? 1.0f : 0.0f);
      }
    CHECK(wrong == 0);
  }
}

TEST_CASE("odd sizes are filled to the border and not beyond") {
  for (const FormatId id : {FormatId::RGBA8, FormatId::RGBA16F, FormatId::RGBA32F, FormatId::R8,
                            FormatId::RGB565, FormatId::SRGB8_ALPHA8, FormatId::R11F_G11F_B10F}) {
    for (uint32_t w = 1; w < 6; ++w) {
      for (uint32_t h = 1; h < 6; ++h) {
        Scene s(w, h, id);
        s.addDepth(FormatId::DEPTH_COMPONENT16);
        s.depth.fill<uint16_t>(0xFFFF);
        s.addStencil();
        s.call.stencilFront.pass = StencilOp::IncrementWrap;
        s.fullQuad(0, 1, 1, 1, 1);
        s.draw();
        CHECK(s.color.guardsIntact());
        CHECK(s.depth.guardsIntact());
        CHECK(s.stencil.guardsIntact());
        for (uint32_t y = 0; y < h; ++y)
          for (uint32_t x = 0; x < w; ++x) {
            CHECK(s.stencil.at<uint8_t>(x, y) == 1);
            CHECK(s.depth.at<uint16_t>(x, y) == 32768);
            // The highest byte of the texel: the exponent in float formats.
            const uint32_t bytes = nogpu::format::info(id).storageBytes;
            CHECK(s.color.surface.row(y)[x * bytes + bytes - 1] != std::byte{0});
          }
      }
    }
  }
}

TEST_CASE("huge and non-finite positions never write outside") {
  const float values[] = {0,
                          1,
                          -1,
                          0.5f,
                          1e10f,
                          -1e10f,
                          3e38f,
                          -3e38f,
                          1e-38f,
                          1e-45f,
                          40000,
                          std::numeric_limits<float>::infinity(),
                          -std::numeric_limits<float>::infinity(),
                          std::numeric_limits<float>::quiet_NaN()};
  std::mt19937 random(3);
  const auto pick = [&] { return values[random() % std::size(values)]; };
  for (const uint32_t samples : {1u, 4u}) {
    Scene s(17, 13, FormatId::RGBA8, samples);
    s.addDepth(FormatId::DEPTH_COMPONENT24);
    s.usePointSize();
    for (int i = 0; i < 3000; ++i) {
      TestVertex v{};
      for (float& p : v.position) p = pick();
      for (float& c : v.color) c = pick();
      v.size = pick();
      s.vertices.push_back(v);
    }
    for (int mode = 0; mode < 7; ++mode) s.draw(static_cast<PrimitiveMode>(mode));
    CHECK(s.color.guardsIntact());
    CHECK(s.depth.guardsIntact());
  }
}

TEST_CASE("a triangle far larger than the target covers it exactly") {
  Scene s(50, 50, FormatId::RGBA32F);
  countCoverage(s);
  s.vertices = {s.at(-1e7f, -1e7f), s.at(1e7f, -1e7f), s.at(0, 2e7f)};
  s.draw();
  int wrong = 0;
  for (uint32_t y = 0; y < 50; ++y)
    for (uint32_t x = 0; x < 50; ++x) wrong += countAt(s, x, y) != 1.0f;
  CHECK(wrong == 0);
}

TEST_CASE("occlusion counts samples") {
  uint64_t passed = 0;
  Scene s(10, 10, FormatId::RGBA8);
  s.call.samplesPassed = &passed;
  s.fullQuad(0, 1, 1, 1, 1);
  s.draw();
  CHECK(passed == 100);
  Scene m(10, 10, FormatId::RGBA8, 4);
  m.call.samplesPassed = &passed;
  m.fullQuad(0, 1, 1, 1, 1);
  m.draw();
  CHECK(passed == 500);
}
