// SPDX-License-Identifier: MIT
// Weights and formats: what a lookup returns when the texels are known.
#include <doctest/doctest.h>
#include <cmath>

#include "format/srgb.h"
#include "sampler_scene.h"

using namespace nogpu;
using namespace nogpu::pipeline;
using format::FormatId;

namespace {

Texel near(Texel t) { return t; }

bool close(Texel a, Texel b, float tolerance) {
  return std::abs(a.r - b.r) <= tolerance && std::abs(a.g - b.g) <= tolerance &&
         std::abs(a.b - b.b) <= tolerance && std::abs(a.a - b.a) <= tolerance;
}

Texel mix(Texel a, Texel b, float t) {
  return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t,
          a.a + (b.a - a.a) * t};
}

const FormatId kColorFormats[] = {
    FormatId::RGBA8,    FormatId::RGB8,        FormatId::SRGB8_ALPHA8,
    FormatId::SRGB8,    FormatId::R8,          FormatId::RG8,
    FormatId::RGBA4,    FormatId::RGB565,      FormatId::RGB5_A1,
    FormatId::RGB10_A2, FormatId::RGBA8_SNORM, FormatId::R16F,
    FormatId::RG16F,    FormatId::RGBA16F,     FormatId::R32F,
    FormatId::RG32F,    FormatId::RGBA32F,     FormatId::R11F_G11F_B10F,
    FormatId::RGB9_E5,  FormatId::LUMINANCE8,  FormatId::LUMINANCE8_ALPHA8,
    FormatId::ALPHA8};

/// A texture of four texels with distinct channels, and the values they really hold.
struct Four {
  TestTexture texture;
  Texel texels[2][2];

  Four(FormatId id, TextureDim dim) : texture(id, dim) {
    texture.addLevel(2, 2);
    for (uint32_t y = 0; y < 2; ++y) {
      for (uint32_t x = 0; x < 2; ++x) {
        const float k = static_cast<float>(x + 2 * y);
        texture.set(0, x, y, {0.1f + 0.2f * k, 0.9f - 0.2f * k, 0.25f * k, 1.0f - 0.2f * k});
        float rgba[4];
        format::unpackRow(id, texture.at(0, x, y), rgba, 1);
        texels[y][x] = {rgba[0], rgba[1], rgba[2], rgba[3]};
      }
    }
  }
};

}  // namespace

TEST_CASE("nearest returns the texel, for every format, in every lane") {
  for (FormatId id : kColorFormats) {
    for (TextureDim dim : {TextureDim::D2, TextureDim::D3, TextureDim::D2Array}) {
      CAPTURE(format::info(id).name);
      Four four(id, dim);
      const Sampler s = resolved(four.texture.view(), nearestState());
      Lookup l;
      l.coord(0, 0.25f, 0.75f, 0.25f, 0.75f).coord(1, 0.25f, 0.25f, 0.75f, 0.75f);
      for (TexMethod method : {TexMethod::Implicit, TexMethod::Lod, TexMethod::Grad}) {
        l.run(s, method);
        for (int lane = 0; lane < 4; ++lane) {
          CHECK(close(l.result(lane), four.texels[lane / 2][lane % 2], 1e-7f));
        }
      }
    }
  }
}

TEST_CASE("bilinear weights, for every format") {
  for (FormatId id : kColorFormats) {
    CAPTURE(format::info(id).name);
    Four four(id, TextureDim::D2);
    SamplerState state = linearState();
    state.wrapS = state.wrapT = Wrap::ClampToEdge;
    const Sampler s = resolved(four.texture.view(), state);
    for (float x : {0.0f, 0.125f, 0.3f, 0.5f, 0.9f, 1.0f}) {
      for (float y : {0.0f, 0.25f, 0.6f, 1.0f}) {
        const Texel low = mix(four.texels[0][0], four.texels[0][1], x);
        const Texel high = mix(four.texels[1][0], four.texels[1][1], x);
        const Texel r =
            Lookup().at(0.25f + 0.5f * x, 0.25f + 0.5f * y).run(s, TexMethod::Implicit).result();
        CHECK(close(r, mix(low, high, y), 1e-4f));
      }
    }
  }
}

TEST_CASE("a constant texture filters to exactly its texel") {
  for (FormatId id : kColorFormats) {
    CAPTURE(format::info(id).name);
    TestTexture t(id, TextureDim::D2);
    for (uint32_t size : {8u, 4u, 2u, 1u}) {
      t.fill(t.addLevel(size, size), [](uint32_t, uint32_t, uint32_t, uint32_t) {
        return Texel{0.3f, 0.7f, 1.0f, 0.6f};
      });
    }
    SamplerState state = linearState();
    state.mip = MipFilter::Linear;
    const Texel exact =
        Lookup().at(0.5f, 0.5f).run(resolved(t.view(), nearestState()), TexMethod::Lod).result();
    const Sampler s = resolved(t.view(), state);
    for (int i = 0; i < 50; ++i) {
      const float u = static_cast<float>(i) * 0.137f - 2.0f;
      CHECK(Lookup().quad(u, 1.7f * u, 0.31f, 0.22f).run(s, TexMethod::Implicit).result(3) ==
            exact);
    }
  }
}

TEST_CASE("texels side by side blend to what the same texels across the seam do") {
  for (const FormatId id : {FormatId::RGBA8, FormatId::R8, FormatId::R32F, FormatId::RGBA32F}) {
    CAPTURE(format::info(id).name);
    for (uint32_t shift = 0; shift < 8; ++shift) {
      TestTexture t(id, TextureDim::D2);
      t.addLevel(8, 2);
      t.fill(0, [&](uint32_t x, uint32_t y, uint32_t, uint32_t) {
        const float k = static_cast<float>((x + shift) % 8 + 8 * y);
        return Texel{k / 16, 1 - k / 16, k * k / 256, 1};
      });
      const Sampler s = resolved(t.view(), linearState());
      for (const float inside : {0.0f, 0.125f, 0.34375f, 0.875f}) {
        // Between texels 3 and 4 of the picture, wherever they lie.
        const float u = (3.5f + inside - static_cast<float>(shift)) / 8;
        const Texel r = Lookup().at(u, 0.4375f).run(s, TexMethod::Lod).result();
        TestTexture plain(id, TextureDim::D2);
        plain.addLevel(8, 2);
        plain.fill(0, [&](uint32_t x, uint32_t y, uint32_t, uint32_t) {
          const float k = static_cast<float>(x + 8 * y);
          return Texel{k / 16, 1 - k / 16, k * k / 256, 1};
        });
        const Sampler p = resolved(plain.view(), linearState());
        CHECK(r == Lookup().at((3.5f + inside) / 8, 0.4375f).run(p, TexMethod::Lod).result());
      }
    }
  }
}

TEST_CASE("sRGB is decoded before it is blended") {
  TestTexture t(FormatId::SRGB8_ALPHA8, TextureDim::D2);
  t.addLevel(2, 1);
  const uint8_t bytes[8] = {0, 0, 0, 0, 255, 128, 64, 255};
  std::memcpy(t.at(0, 0, 0), bytes, 8);
  const Texel r =
      Lookup().at(0.5f, 0.5f).run(resolved(t.view(), linearState()), TexMethod::Lod).result();
  CHECK(r.r == 0.5f);
  CHECK(r.g == doctest::Approx(format::kSrgbToLinear[128] / 2));
  CHECK(r.b == doctest::Approx(format::kSrgbToLinear[64] / 2));
  CHECK(r.a == 0.5f);
}

TEST_CASE("3D: eight texels, r wraps") {
  TestTexture t(FormatId::R32F, TextureDim::D3);
  t.addLevel(2, 2, 2);
  t.fill(0, [](uint32_t x, uint32_t y, uint32_t z, uint32_t) {
    return Texel{static_cast<float>(x + 10 * y + 100 * z), 0, 0, 1};
  });
  SamplerState state = linearState();
  state.wrapS = state.wrapT = state.wrapR = Wrap::ClampToEdge;
  const Sampler s = resolved(t.view(), state);
  CHECK(Lookup().at(0.5f, 0.5f, 0.5f).run(s, TexMethod::Lod).result().r == 55.5f);
  CHECK(Lookup().at(0.25f, 0.25f, 0.375f).run(s, TexMethod::Lod).result().r == 25.0f);
  CHECK(Lookup().at(0.25f, 0.75f, 9.0f).run(s, TexMethod::Lod).result().r == 110.0f);
  state.wrapR = Wrap::Repeat;
  const Sampler repeat = resolved(t.view(), state);
  CHECK(Lookup().at(0.25f, 0.25f, 1.0f).run(repeat, TexMethod::Lod).result().r == 50.0f);
  const Sampler nearestSampler = resolved(t.view(), nearestState());
  CHECK(Lookup().at(0.25f, 0.25f, 0.6f).run(nearestSampler, TexMethod::Lod).result().r == 100.0f);
}

TEST_CASE("3D of one channel: each lane blends the texels of its own place") {
  for (FormatId id : {FormatId::R8, FormatId::R16F, FormatId::R32F}) {
    CAPTURE(format::info(id).name);
    TestTexture t(id, TextureDim::D3);
    t.addLevel(2, 2, 2);
    t.fill(0, [](uint32_t x, uint32_t y, uint32_t z, uint32_t) {
      return Texel{static_cast<float>(x + 2 * y + 4 * z) / 255.0f, 0, 0, 1};
    });
    SamplerState state = linearState();
    state.wrapS = state.wrapT = state.wrapR = Wrap::ClampToEdge;
    Lookup l;
    l.coord(0, 0.25f, 0.5f, 0.5f, 0.75f).coord(1, 0.25f, 0.25f, 0.5f, 0.75f);
    l.coord(2, 0.75f, 0.25f, 0.5f, 0.75f).run(resolved(t.view(), state), TexMethod::Implicit);
    const float expected[4] = {4.0f, 0.5f, 3.5f, 7.0f};
    for (int lane = 0; lane < 4; ++lane) {
      CHECK(close(l.result(lane), Texel{expected[lane] / 255.0f, 0, 0, 1}, 1e-5f));
    }
  }
}

TEST_CASE("array layers are rounded and clamped, never blended") {
  TestTexture t(FormatId::RGBA8, TextureDim::D2Array);
  t.addLevel(2, 2, 4);
  t.fill(0, [](uint32_t, uint32_t, uint32_t z, uint32_t) {
    return Texel{static_cast<float>(z) / 255.0f, 0, 0, 1};
  });
  const Sampler s = resolved(t.view(), linearState());
  Lookup l;
  l.at(0.5f, 0.5f).coord(2, -3.0f, 1.4f, 1.6f, 77.0f).run(s, TexMethod::Lod);
  CHECK(l.result(0).r == 0.0f);
  CHECK(l.result(1).r == doctest::Approx(1 / 255.0f));
  CHECK(l.result(2).r == doctest::Approx(2 / 255.0f));
  CHECK(l.result(3).r == doctest::Approx(3 / 255.0f));
}

TEST_CASE("integer textures give integers, with (0, 0, 0, 1) for missing channels") {
  TestTexture t(FormatId::RG16I, TextureDim::D2);
  t.addLevel(2, 1);
  const int16_t texels[4] = {-5, 30000, 7, -30000};
  std::memcpy(t.at(0, 0, 0), texels, 8);
  const Sampler s = resolved(t.view(), linearState());  // the filter falls back to nearest
  Lookup l;
  l.coord(0, 0.25f, 0.75f, 0.25f, 0.75f).run(s, TexMethod::Implicit);
  CHECK(l.integer(0, 0) == -5);
  CHECK(l.integer(1, 1) == -30000);
  CHECK(l.integer(2, 1) == 0);
  CHECK(l.integer(3, 0) == 1);
}

TEST_CASE("depth without comparison is (D, 0, 0, 1)") {
  TestTexture t(FormatId::DEPTH24_STENCIL8, TextureDim::D2);
  t.addLevel(1, 1);
  const uint32_t depth = 0x800000;
  std::memcpy(t.at(0, 0, 0), &depth, 4);
  const Texel r =
      Lookup().at(0.5f, 0.5f).run(resolved(t.view(), nearestState()), TexMethod::Lod).result();
  CHECK(close(r, near({0.5f, 0, 0, 1}), 1e-6f));
}

TEST_CASE("shadow: every function; linear filters results, not depths") {
  for (FormatId id : {FormatId::DEPTH_COMPONENT16, FormatId::DEPTH_COMPONENT24,
                      FormatId::DEPTH_COMPONENT32F, FormatId::DEPTH32F_STENCIL8}) {
    CAPTURE(format::info(id).name);
    TestTexture t(id, TextureDim::D2);
    t.addLevel(2, 1);
    t.set(0, 0, 0, {0.0f, 0, 0, 1});
    t.set(0, 1, 0, {1.0f, 0, 0, 1});
    SamplerState state = nearestState();
    state.compare = true;
    const auto compare = [&](CompareFunc func, float s, float reference) {
      state.compareFunc = func;
      return Lookup()
          .at(s, 0.5f)
          .reference(reference)
          .run(resolved(t.view(), state), TexMethod::Lod)
          .result()
          .r;
    };
    CHECK(compare(CompareFunc::LessEqual, 0.25f, 0.0f) == 1.0f);
    CHECK(compare(CompareFunc::Less, 0.25f, 0.0f) == 0.0f);
    CHECK(compare(CompareFunc::Less, 0.75f, 0.5f) == 1.0f);
    CHECK(compare(CompareFunc::Greater, 0.25f, 0.5f) == 1.0f);
    CHECK(compare(CompareFunc::GreaterEqual, 0.75f, 1.0f) == 1.0f);
    CHECK(compare(CompareFunc::Equal, 0.75f, 1.0f) == 1.0f);
    CHECK(compare(CompareFunc::NotEqual, 0.75f, 1.0f) == 0.0f);
    CHECK(compare(CompareFunc::Always, 0.25f, 9.0f) == 1.0f);
    CHECK(compare(CompareFunc::Never, 0.25f, 0.0f) == 0.0f);
    // Beyond 1, fixed-point depth clamps the reference.
    CHECK(compare(CompareFunc::LessEqual, 0.75f, 7.0f) ==
          (format::info(id).layout == format::Layout::Depth32F ? 0.0f : 1.0f));
    state.mag = state.min = Filter::Linear;
    CHECK(compare(CompareFunc::LessEqual, 0.5f, 0.5f) == 0.5f);
    state.wrapS = Wrap::ClampToEdge;
    CHECK(compare(CompareFunc::LessEqual, 0.375f, 0.5f) == 0.25f);
  }
}

TEST_CASE("an incomplete texture is (0, 0, 0, 1)") {
  TextureView view;
  const Sampler s = resolved(view, linearState());
  CHECK(Lookup().at(0.5f, 0.5f).run(s, TexMethod::Implicit).result() == Texel{0, 0, 0, 1});
  view.format = FormatId::RGBA8UI;
  const Sampler integers = resolved(view, linearState());
  CHECK(Lookup().at(0.5f, 0.5f).run(integers, TexMethod::Lod).integer(3) == 1);
}
