// SPDX-License-Identifier: MIT
// Which level a lookup reads: levels hold their own number, so the result is the level of detail.
#include "pipeline/sampler/lod.h"

#include <doctest/doctest.h>
#include <cmath>

#include "sampler_scene.h"

using namespace nogpu;
using namespace nogpu::pipeline;
using format::FormatId;

namespace {

TestTexture numbered(TextureDim dim, uint32_t size, FormatId id = FormatId::RGBA32F) {
  TestTexture t(id, dim);
  for (uint32_t level = 0; size >> level != 0; ++level) {
    const uint32_t n = size >> level;
    t.addLevel(n, n, dim == TextureDim::D3 ? n : dim == TextureDim::D2Array ? 2 : 1);
    t.fill(level, [level](uint32_t, uint32_t, uint32_t, uint32_t) {
      return Texel{static_cast<float>(level), 0, 0, 1};
    });
  }
  return t;
}

SamplerState mipState(MipFilter mip) {
  SamplerState state;
  state.mag = state.min = Filter::Linear;
  state.mip = mip;
  return state;
}

}  // namespace

TEST_CASE("log2: exact at powers of two, close elsewhere") {
  for (int e = -100; e < 100; ++e) CHECK(approximateLog2(std::ldexp(1.0f, e)) == e);
  for (float x = 1e-4f; x < 1e4f; x *= 1.0137f) {
    CHECK(std::abs(approximateLog2(x) - std::log2(x)) < 6e-5f);
  }
}

TEST_CASE("implicit LOD: one texel per pixel is level 0, two are level 1") {
  for (TextureDim dim : {TextureDim::D2, TextureDim::D3, TextureDim::D2Array}) {
    TestTexture t = numbered(dim, 64);
    const Sampler s = resolved(t.view(), mipState(MipFilter::Linear));
    const auto levelFor = [&](float texelsX, float texelsY) {
      return Lookup()
          .quad(0.125f, 0.125f, texelsX / 64, texelsY / 64)
          .run(s, TexMethod::Implicit)
          .result(1)
          .r;
    };
    CHECK(levelFor(1, 1) == 0.0f);
    CHECK(levelFor(0.1f, 0.01f) == 0.0f);
    CHECK(levelFor(2, 1) == 1.0f);
    CHECK(levelFor(1, 4) == 2.0f);
    CHECK(levelFor(std::sqrt(8.0f), 1) == doctest::Approx(1.5f).epsilon(1e-3));
    CHECK(levelFor(25, 25) == doctest::Approx(std::log2(25.0f)).epsilon(1e-3));
    CHECK(levelFor(1e6f, 1e6f) == 6.0f);
    CHECK(levelFor(0, 0) == 0.0f);
  }
}

TEST_CASE("level selection of the mipmap filters") {
  TestTexture t = numbered(TextureDim::D2, 16);
  const auto at = [&](MipFilter mip, float lod) {
    return Lookup()
        .at(0.3f, 0.3f)
        .lod(lod)
        .run(resolved(t.view(), mipState(mip)), TexMethod::Lod)
        .result()
        .r;
  };
  CHECK(at(MipFilter::None, 3.0f) == 0.0f);
  CHECK(at(MipFilter::Nearest, 0.5f) == 0.0f);  // ceil(1.0) - 1
  CHECK(at(MipFilter::Nearest, 0.51f) == 1.0f);
  CHECK(at(MipFilter::Nearest, 1.5f) == 1.0f);
  CHECK(at(MipFilter::Nearest, 1.75f) == 2.0f);
  CHECK(at(MipFilter::Nearest, 99.0f) == 4.0f);
  CHECK(at(MipFilter::Linear, 0.25f) == 0.25f);
  CHECK(at(MipFilter::Linear, 2.5f) == 2.5f);
  CHECK(at(MipFilter::Linear, 4.0f) == 4.0f);
  CHECK(at(MipFilter::Linear, 1e9f) == 4.0f);
  CHECK(at(MipFilter::Linear, -5.0f) == 0.0f);
}

TEST_CASE("bias, LOD clamps, base and maximum level") {
  TestTexture t = numbered(TextureDim::D2, 64);
  SamplerState state = mipState(MipFilter::Linear);
  const auto implicitLevel = [&](const Sampler& s, float texels, float bias) {
    return Lookup()
        .quad(0.125f, 0.125f, texels / 64, texels / 64)
        .lod(bias)
        .run(s, TexMethod::Implicit)
        .result()
        .r;
  };
  const Sampler plain = resolved(t.view(), state);
  CHECK(implicitLevel(plain, 2, 1.0f) == 2.0f);
  CHECK(implicitLevel(plain, 4, -1.5f) == 0.5f);
  state.minLod = 2.0f;
  CHECK(implicitLevel(resolved(t.view(), state), 1, 0.0f) == 2.0f);
  state.minLod = -1000;
  state.maxLod = 1.25f;
  CHECK(implicitLevel(resolved(t.view(), state), 32, 0.0f) == 1.25f);
  state.maxLod = 1000;
  TextureView view = t.view();
  view.baseLevel = 2;
  view.maxLevel = 3;
  const Sampler part = resolved(view, state);
  CHECK(implicitLevel(part, 1, 0.0f) == 2.0f);  // a quarter texel of level 2
  CHECK(implicitLevel(part, 64, 0.0f) == 3.0f);
}

TEST_CASE("magnification and minification use their own filters") {
  TestTexture t(FormatId::R32F, TextureDim::D2);
  t.addLevel(2, 1);
  t.set(0, 0, 0, {0, 0, 0, 1});
  t.set(0, 1, 0, {1, 0, 0, 1});
  SamplerState state;
  state.mag = Filter::Linear;
  state.min = Filter::Nearest;
  state.mip = MipFilter::None;
  const Sampler s = resolved(t.view(), state);
  CHECK(Lookup().at(0.4375f, 0.5f).lod(0.0f).run(s, TexMethod::Lod).result().r == 0.375f);
  CHECK(Lookup().at(0.4375f, 0.5f).lod(0.1f).run(s, TexMethod::Lod).result().r == 0.0f);
}

TEST_CASE("lanes with LODs of their own get their own levels") {
  TestTexture t = numbered(TextureDim::D2, 16);
  const Sampler s = resolved(t.view(), mipState(MipFilter::Linear));
  Lookup l;
  l.at(0.5f, 0.5f);
  l.args.lod = wasm_f32x4_make(0.0f, 1.5f, 3.0f, 1.5f);
  l.run(s, TexMethod::Lod);
  CHECK(l.result(0).r == 0.0f);
  CHECK(l.result(1).r == 1.5f);
  CHECK(l.result(2).r == 3.0f);
  CHECK(l.result(3).r == 1.5f);
}

TEST_CASE("explicit gradients") {
  for (TextureDim dim : {TextureDim::D2, TextureDim::D3, TextureDim::D2Array}) {
    TestTexture t = numbered(dim, 32);
    const Sampler s = resolved(t.view(), mipState(MipFilter::Linear));
    Lookup l;
    l.at(0.5f, 0.5f);
    l.args.ddx[0] = wasm_f32x4_make(1 / 32.0f, 2 / 32.0f, 0.0f, 16 / 32.0f);
    l.args.ddy[1] = wasm_f32x4_make(1 / 32.0f, 1 / 32.0f, 8 / 32.0f, 0.0f);
    l.run(s, TexMethod::Grad);
    CHECK(l.result(0).r == 0.0f);
    CHECK(l.result(1).r == 1.0f);
    CHECK(l.result(2).r == 3.0f);
    CHECK(l.result(3).r == 4.0f);
  }
}

TEST_CASE("anisotropic lookups take the LOD of the shorter side") {
  TestTexture t = numbered(TextureDim::D2, 64, FormatId::RGBA16F);
  SamplerState state = mipState(MipFilter::Linear);
  const auto level = [&](float anisotropy, float x, float y) {
    state.maxAnisotropy = anisotropy;
    return Lookup()
        .quad(0.125f, 0.125f, x / 64, y / 64)
        .run(resolved(t.view(), state), TexMethod::Implicit)
        .result()
        .r;
  };
  CHECK(level(1, 8, 1) == 3.0f);
  CHECK(level(2, 8, 1) == 2.0f);
  CHECK(level(16, 8, 1) == 0.0f);
  CHECK(level(16, 2, 8) == 1.0f);
  CHECK(level(16, 4, 4) == 2.0f);
  CHECK(level(4, 16, 1) == 2.0f);
}

TEST_CASE("anisotropy is that of the pixel's area in the texture, not of its two sides") {
  TestTexture t = numbered(TextureDim::D2, 64, FormatId::RGBA16F);
  SamplerState state = mipState(MipFilter::Linear);
  state.maxAnisotropy = 16;
  const Sampler s = resolved(t.view(), state);
  // Sides (8, 6) and (8, 4.5): nearly parallel, about equally long, 1.2 texels wide.
  Lookup l;
  const float x[4] = {0, 8, 8, 16}, y[4] = {0, 6, 4.5f, 10.5f};
  l.coord(0, 0.1f + x[0] / 64, 0.1f + x[1] / 64, 0.1f + x[2] / 64, 0.1f + x[3] / 64);
  l.coord(1, 0.1f + y[0] / 64, 0.1f + y[1] / 64, 0.1f + y[2] / 64, 0.1f + y[3] / 64);
  CHECK(l.run(s, TexMethod::Implicit).result().r == doctest::Approx(0.263f).epsilon(0.02));
}

TEST_CASE("two quads in one call are independent") {
  TestTexture t = numbered(TextureDim::D2, 16, FormatId::RGBA32F);
  const Sampler s = resolved(t.view(), mipState(MipFilter::Linear));
  Lookup pair[2];
  pair[0].quad(0.125f, 0.125f, 1 / 16.0f, 1 / 16.0f);
  pair[1].quad(0.125f, 0.125f, 4 / 16.0f, 1 / 16.0f);
  shader::SampleArgs args[2] = {pair[0].args, pair[1].args};
  s.fn[static_cast<int>(TexMethod::Implicit)](&s, args, 2);
  CHECK(wasm_f32x4_extract_lane(args[0].result[0], 0) == 0.0f);
  CHECK(wasm_f32x4_extract_lane(args[1].result[0], 0) == 2.0f);
}
