// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "sampler_scene.h"

using namespace nogpu;
using namespace nogpu::pipeline;
using format::FormatId;

TEST_CASE("texelFetch: the texel, or 0 where there is none") {
  TestTexture t(FormatId::RGBA32F, TextureDim::D2);
  t.addLevel(4, 3);
  t.addLevel(2, 1);
  for (uint32_t level = 0; level < 2; ++level) {
    t.fill(level, [level](uint32_t x, uint32_t y, uint32_t, uint32_t) {
      return Texel{static_cast<float>(x), static_cast<float>(y), static_cast<float>(level), 1};
    });
  }
  const Sampler s = resolved(t.view(), linearState());
  const auto fetch = [&](int x, int y, int level) {
    return Lookup().texel(x, y).level(level).run(s, TexMethod::Fetch).result();
  };
  CHECK(fetch(3, 2, 0) == Texel{3, 2, 0, 1});
  CHECK(fetch(1, 0, 1) == Texel{1, 0, 1, 1});
  const Texel nothing{0, 0, 0, 0};
  CHECK(fetch(4, 0, 0) == nothing);
  CHECK(fetch(-1, 0, 0) == nothing);
  CHECK(fetch(0, 3, 0) == nothing);
  CHECK(fetch(0, 0, 2) == nothing);
  CHECK(fetch(0, 0, -1) == nothing);
  CHECK(fetch(INT32_MAX, INT32_MIN, INT32_MAX) == nothing);
  CHECK(Lookup().texel(1, 1).offset(2, -1).run(s, TexMethod::Fetch).result() == Texel{3, 0, 0, 1});
  CHECK(Lookup().texel(3, 1).offset(2, 0).run(s, TexMethod::Fetch).result() == nothing);
}

TEST_CASE("texelFetch of volumes, arrays and integers") {
  for (TextureDim dim : {TextureDim::D3, TextureDim::D2Array}) {
    TestTexture t(FormatId::R32UI, dim);
    t.addLevel(2, 2, 3);
    for (uint32_t z = 0; z < 3; ++z) {
      const uint32_t value = 0x80000000u + z;
      std::memcpy(t.at(0, 1, 0, z), &value, 4);
    }
    const Sampler s = resolved(t.view(), nearestState());
    Lookup l;
    l.texel(1, 0, 2).run(s, TexMethod::Fetch);
    CHECK(static_cast<uint32_t>(l.integer(0)) == 0x80000002u);
    CHECK(l.integer(3) == 1);
    l.texel(1, 0, 3).run(s, TexMethod::Fetch);
    CHECK(l.integer(0) == 0);
  }
}

TEST_CASE("textureSize: width, height, and depth or layers of a level") {
  TestTexture t(FormatId::R8, TextureDim::D2Array);
  t.addLevel(8, 4, 5);
  t.addLevel(4, 2, 5);
  const Sampler s = resolved(t.view(), nearestState());
  Lookup l;
  l.args.lod = wasm_i32x4_make(0, 1, 2, -1);
  l.run(s, TexMethod::Size);
  CHECK(l.integer(0, 0) == 8);
  CHECK(l.integer(1, 0) == 4);
  CHECK(l.integer(2, 0) == 5);
  CHECK(l.integer(0, 1) == 4);
  CHECK(l.integer(1, 1) == 2);
  CHECK(l.integer(2, 1) == 5);
  CHECK(l.integer(0, 2) == 0);
  CHECK(l.integer(0, 3) == 0);
}

TEST_CASE("levels start at the base level") {
  TestTexture t(FormatId::R8, TextureDim::D2);
  t.addLevel(8, 8);
  t.addLevel(4, 4);
  TextureView view = t.view();
  view.baseLevel = 1;
  Lookup l;
  l.level(0).run(resolved(view, nearestState()), TexMethod::Size);
  CHECK(l.integer(0) == 4);
}
