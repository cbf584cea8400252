// SPDX-License-Identifier: MIT
// Which texel a coordinate means, in every wrap mode, for sizes that are powers of two and not.
#include <doctest/doctest.h>
#include <cmath>
#include <limits>

#include "sampler_scene.h"

using namespace nogpu;
using namespace nogpu::pipeline;
using format::FormatId;

namespace {

/// The rules of ES 3.0 §3.8.10.2 in plain integers.
int expectedTexel(Wrap wrap, int i, int n) {
  const auto modulo = [](int a, int m) { return ((a % m) + m) % m; };
  const auto mirror = [](int a) { return a >= 0 ? a : -(1 + a); };
  switch (wrap) {
    case Wrap::Repeat:
      return modulo(i, n);
    case Wrap::ClampToEdge:
      return i < 0 ? 0 : i >= n ? n - 1 : i;
    case Wrap::MirroredRepeat:
      return (n - 1) - mirror(modulo(i, 2 * n) - n);
    case Wrap::MirrorClampToEdge:
      return mirror(i) >= n ? n - 1 : mirror(i);
  }
  return 0;
}

constexpr Wrap kWraps[] = {Wrap::Repeat, Wrap::ClampToEdge, Wrap::MirroredRepeat,
                           Wrap::MirrorClampToEdge};

}  // namespace

TEST_CASE("nearest: every wrap mode, on both axes, with and without offsets") {
  for (uint32_t n : {1u, 3u, 4u, 5u, 8u}) {
    TestTexture t(FormatId::RGBA32F, TextureDim::D2);
    t.addLevel(n, n + 1);
    t.fill(0, [](uint32_t x, uint32_t y, uint32_t, uint32_t) {
      return Texel{static_cast<float>(x), static_cast<float>(y), 0, 1};
    });
    for (Wrap wrap : kWraps) {
      SamplerState state = nearestState();
      state.wrapS = state.wrapT = wrap;
      const Sampler s = resolved(t.view(), state);
      for (int i = -20; i < 24; ++i) {
        for (int offset : {0, 3, -8, 7}) {
          const float u = (static_cast<float>(i) + 0.5f) / static_cast<float>(n);
          const float v = (static_cast<float>(i) + 0.5f) / static_cast<float>(n + 1);
          const Texel r = Lookup().at(u, v).offset(offset, -offset).run(s, TexMethod::Lod).result();
          CAPTURE(n);
          CAPTURE(static_cast<int>(wrap));
          CAPTURE(i);
          CAPTURE(offset);
          REQUIRE(r.r == expectedTexel(wrap, i + offset, static_cast<int>(n)));
          REQUIRE(r.g == expectedTexel(wrap, i - offset, static_cast<int>(n + 1)));
        }
      }
    }
  }
}

TEST_CASE("linear: both texels are wrapped") {
  for (uint32_t n : {1u, 3u, 4u, 8u}) {
    TestTexture t(FormatId::RGBA32F, TextureDim::D2);
    t.addLevel(n, 1);
    t.fill(0, [](uint32_t x, uint32_t, uint32_t, uint32_t) {
      return Texel{static_cast<float>(1u << x), 0, 0, 1};
    });
    for (Wrap wrap : kWraps) {
      SamplerState state = linearState();
      state.wrapS = state.wrapT = wrap;
      const Sampler s = resolved(t.view(), state);
      for (int i = -20; i < 20; ++i) {
        // A quarter of the way from texel i's centre to the next one's.
        const float u = (static_cast<float>(i) + 0.75f) / static_cast<float>(n);
        const int size = static_cast<int>(n);
        const float a = static_cast<float>(1 << expectedTexel(wrap, i, size));
        const float b = static_cast<float>(1 << expectedTexel(wrap, i + 1, size));
        const Texel r = Lookup().at(u, 0.5f).run(s, TexMethod::Lod).result();
        CAPTURE(n);
        CAPTURE(static_cast<int>(wrap));
        CAPTURE(i);
        REQUIRE(r.r == doctest::Approx(a * 0.75f + b * 0.25f).epsilon(1e-4));
      }
    }
  }
}

TEST_CASE("NaN, infinities and huge coordinates read some texel, never beyond") {
  // Sanitizers and the exact-size blocks of TestTexture make a wrong address visible.
  const float wild[] = {std::numeric_limits<float>::quiet_NaN(),
                        std::numeric_limits<float>::infinity(),
                        -std::numeric_limits<float>::infinity(),
                        1e30f,
                        -1e30f,
                        3.4e38f,
                        16777216.0f,
                        -0.0f,
                        1e-42f,
                        2147483648.0f};
  for (TextureDim dim : {TextureDim::D2, TextureDim::Cube, TextureDim::D3, TextureDim::D2Array}) {
    for (FormatId id :
         {FormatId::RGBA8, FormatId::SRGB8_ALPHA8, FormatId::RG16F, FormatId::RGBA16F}) {
      TestTexture t(id, dim);
      const bool cube = dim == TextureDim::Cube, flat = dim == TextureDim::D2;
      t.addLevel(6, cube ? 6 : 5, cube || flat ? 1 : 3);
      t.addLevel(3, cube ? 3 : 2, cube || flat ? 1 : dim == TextureDim::D3 ? 1 : 3);
      t.addLevel(1, 1, cube || flat ? 1 : dim == TextureDim::D3 ? 1 : 3);
      for (Wrap wrap : kWraps) {
        SamplerState state;
        state.mag = state.min = Filter::Linear;
        state.wrapS = state.wrapT = state.wrapR = wrap;
        state.maxAnisotropy = 4;
        const Sampler s = resolved(t.view(), state);
        for (float a : wild) {
          for (float b : wild) {
            Lookup l;
            l.coord(0, a, b, 0.5f, a).coord(1, b, 0.25f, a, b).coord(2, 0.5f, a, b, a);
            l.args.ddx[0] = l.args.ddy[1] = wasm_f32x4_splat(a);
            l.args.ddx[1] = l.args.ddy[2] = wasm_f32x4_splat(b);
            for (float bias : {0.0f, a}) {
              l.lod(bias).run(s, TexMethod::Implicit);
              l.lod(bias).run(s, TexMethod::Lod);
              l.run(s, TexMethod::Grad);
            }
            l.offset(INT32_MAX, INT32_MIN, 7).lod(0).run(s, TexMethod::Lod);
          }
        }
      }
    }
  }
}
