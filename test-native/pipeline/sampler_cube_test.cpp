// SPDX-License-Identifier: MIT
// Cube maps: faces of the table, edges against geometry, corners, LOD.
#include "pipeline/sampler/cube.h"

#include <doctest/doctest.h>
#include <cmath>

#include "sampler_scene.h"

using namespace nogpu;
using namespace nogpu::pipeline;
using format::FormatId;

namespace {

struct Direction {
  double x, y, z;
};

/// The point of texel coordinates (x, y) of a face of n² texels; ES 3.0 table 3.21 read backwards.
Direction directionOf(int face, double x, double y, int n) {
  const double sc = 2 * x / n - 1, tc = 2 * y / n - 1;
  switch (face) {
    case 0:
      return {1, -tc, -sc};
    case 1:
      return {-1, -tc, sc};
    case 2:
      return {sc, 1, tc};
    case 3:
      return {sc, -1, -tc};
    case 4:
      return {sc, -tc, 1};
    default:
      return {-sc, -tc, -1};
  }
}

TestTexture coded(uint32_t n, FormatId id = FormatId::RGBA32F) {
  TestTexture t(id, TextureDim::Cube);
  t.addLevel(n, n);
  t.fill(0, [](uint32_t x, uint32_t y, uint32_t, uint32_t face) {
    return Texel{static_cast<float>(face), static_cast<float>(x), static_cast<float>(y), 1};
  });
  return t;
}

Texel lookup(const Sampler& s, Direction d) {
  return Lookup()
      .at(static_cast<float>(d.x), static_cast<float>(d.y), static_cast<float>(d.z))
      .run(s, TexMethod::Lod)
      .result();
}

}  // namespace

TEST_CASE("every texel of every face is found by its direction") {
  for (int n : {1, 3, 8}) {
    TestTexture t = coded(static_cast<uint32_t>(n));
    const Sampler s = resolved(t.view(), nearestState());
    for (int face = 0; face < 6; ++face) {
      for (int y = 0; y < n; ++y) {
        for (int x = 0; x < n; ++x) {
          const Texel r = lookup(s, directionOf(face, x + 0.5, y + 0.5, n));
          REQUIRE(r ==
                  Texel{static_cast<float>(face), static_cast<float>(x), static_cast<float>(y), 1});
        }
      }
    }
  }
}

TEST_CASE("acrossEdge agrees with geometry: the neighbour is the nearest texel beyond the edge") {
  for (int n : {1, 2, 5, 16}) {
    TestTexture t = coded(static_cast<uint32_t>(n));
    const Sampler s = resolved(t.view(), nearestState());
    for (int face = 0; face < 6; ++face) {
      for (int i = 0; i < n; ++i) {
        const int beyond[4][2] = {{-1, i}, {n, i}, {i, -1}, {i, n}};
        for (const auto& p : beyond) {
          const CubeTexel neighbour = acrossEdge({face, p[0], p[1]}, n);
          const Texel expected = lookup(s, directionOf(face, p[0] + 0.5, p[1] + 0.5, n));
          CHECK(static_cast<float>(neighbour.face) == expected.r);
          CHECK(static_cast<float>(neighbour.x) == expected.g);
          CHECK(static_cast<float>(neighbour.y) == expected.b);
        }
      }
    }
  }
}

TEST_CASE("linear filtering blends both faces of an edge, equally on the edge itself") {
  TestTexture t(FormatId::RGBA8, TextureDim::Cube);
  t.addLevel(4, 4);
  t.fill(0, [](uint32_t, uint32_t, uint32_t, uint32_t face) {
    return Texel{static_cast<float>(face) * 0.2f, 0, 0, 1};
  });
  const Sampler s = resolved(t.view(), linearState());
  CHECK(lookup(s, {1, 0, 0}).r == doctest::Approx(0.0f));
  CHECK(lookup(s, {1, 0, 0.9999999}).r == doctest::Approx(0.4f).epsilon(1e-3));  // +X 0, +Z 0.8
  CHECK(lookup(s, {0.9999999, 0, 1}).r == doctest::Approx(0.4f).epsilon(1e-3));
  CHECK(lookup(s, {0, 1, -0.9999999}).r == doctest::Approx(0.7f).epsilon(1e-3));  // +Y 0.4, -Z 1
  // No seam: both sides of an edge give nearly the same.
  const float before = lookup(s, {1, 0.3, 0.999}).r, after = lookup(s, {0.999, 0.3, 1}).r;
  CHECK(std::abs(before - after) < 0.01f);
}

TEST_CASE("a corner is the mean of its three faces") {
  for (FormatId id : {FormatId::RGBA8, FormatId::RGBA32F}) {
    TestTexture t(id, TextureDim::Cube);
    t.addLevel(2, 2);
    t.fill(0, [](uint32_t, uint32_t, uint32_t, uint32_t face) {
      return Texel{static_cast<float>(face) * 0.2f, 0, 0, 1};
    });
    const Sampler s = resolved(t.view(), linearState());
    // +X 0, +Y 0.4, +Z 0.8; the fourth tap is the mean of these, so all four weights being 1/4
    // gives it.
    CHECK(lookup(s, {1, 0.9999999, 0.9999998}).r == doctest::Approx(0.4f).epsilon(1e-3));
    CHECK(lookup(s, {-1, 0.9999999, -0.9999998}).r ==
          doctest::Approx((0.2f + 0.4f + 1.0f) / 3).epsilon(1e-3));
  }
}

TEST_CASE("shadow lookups in cubes, corners included") {
  TestTexture t(FormatId::DEPTH_COMPONENT32F, TextureDim::Cube);
  t.addLevel(2, 2);
  t.fill(0, [](uint32_t, uint32_t, uint32_t, uint32_t face) {
    return Texel{face == 0 ? 0.0f : 1.0f, 0, 0, 1};
  });
  SamplerState state = linearState();
  state.compare = true;
  const Sampler s = resolved(t.view(), state);
  Lookup l;
  l.at(1, 0.9999999f, 0.9999998f).reference(0.5f).run(s, TexMethod::Lod);
  CHECK(l.result().r == doctest::Approx(2.0f / 3).epsilon(1e-3));
  l.at(0, 1, 0).reference(0.5f).run(s, TexMethod::Lod);
  CHECK(l.result().r == 1.0f);
}

TEST_CASE("implicit LOD of cubes: a step of one texel at the face's centre is level 0") {
  TestTexture t(FormatId::RGBA32F, TextureDim::Cube);
  for (uint32_t level = 0; level < 6; ++level) {
    t.addLevel(32 >> level, 32 >> level);
    t.fill(level, [level](uint32_t, uint32_t, uint32_t, uint32_t) {
      return Texel{static_cast<float>(level), 0, 0, 1};
    });
  }
  SamplerState state = linearState();
  state.mip = MipFilter::Linear;
  const Sampler s = resolved(t.view(), state);
  const auto level = [&](float texels) {
    const float d = texels / 16.0f;  // 32 texels span 2
    Lookup l;
    l.coord(0, 1, 1, 1, 1).coord(1, 0, 0, d, d).coord(2, 0, d, 0, d).run(s, TexMethod::Implicit);
    return l.result().r;
  };
  CHECK(level(1) == doctest::Approx(0.0f));
  CHECK(level(2) == doctest::Approx(1.0f));
  CHECK(level(8) == doctest::Approx(3.0f));
  // A quad across an edge has the LOD of its angle, not that of a jump between faces.
  Lookup l;
  l.coord(0, 1, 0.99f, 1, 0.99f).coord(1, 0, 0, 0.01f, 0.01f).coord(2, 0.99f, 1, 0.99f, 1);
  CHECK(l.run(s, TexMethod::Implicit).result().r < 0.5f);
}
