// SPDX-License-Identifier: MIT
#include "format/mipmap.h"

#include <doctest/doctest.h>
#include <cstring>
#include <vector>

#include "format/convert.h"
#include "format/srgb.h"

using namespace nogpu::format;

namespace {

struct Level {
  uint32_t width, height, depth;
  std::vector<std::byte> bytes;

  Level(FormatId id, uint32_t w, uint32_t h, uint32_t d = 1)
      : width(w), height(h), depth(d), bytes(size_t{w} * h * d * info(id).storageBytes) {}

  ImageView view() const {
    const size_t row = bytes.size() / depth / height;
    return {bytes.data(), width, height, depth, row, row * height};
  }
  MutableImageView target() {
    const size_t row = bytes.size() / depth / height;
    return {bytes.data(), width, height, depth, row, row * height};
  }
};

}  // namespace

TEST_CASE("RGBA8: four texels average, rounded to nearest") {
  Level src(FormatId::RGBA8, 4, 2), dst(FormatId::RGBA8, 2, 1);
  const uint8_t texels[32] = {0, 10, 20, 30, 1, 10, 20, 30, 255, 0, 0, 0, 255, 0, 0, 4,
                              0, 10, 20, 30, 1, 10, 20, 30, 255, 0, 0, 0, 255, 0, 0, 0};
  std::memcpy(src.bytes.data(), texels, 32);
  generateMip(FormatId::RGBA8, src.view(), dst.target());
  const uint8_t expected[8] = {1, 10, 20, 30, 255, 0, 0, 1};
  CHECK(std::memcmp(dst.bytes.data(), expected, 8) == 0);
}

TEST_CASE("sRGB is averaged in linear light") {
  Level src(FormatId::SRGB8_ALPHA8, 2, 1), dst(FormatId::SRGB8_ALPHA8, 1, 1);
  const uint8_t texels[8] = {0, 0, 0, 0, 255, 255, 255, 255};
  std::memcpy(src.bytes.data(), texels, 8);
  generateMip(FormatId::SRGB8_ALPHA8, src.view(), dst.target());
  CHECK(std::to_integer<int>(dst.bytes[0]) == linearToSrgb8(0.5f));
  CHECK(std::to_integer<int>(dst.bytes[0]) == 188);
  CHECK(std::to_integer<int>(dst.bytes[3]) == 128);
}

TEST_CASE("odd sizes: every texel of the level above has the same weight") {
  Level src(FormatId::R32F, 5, 1), dst(FormatId::R32F, 2, 1);
  const float texels[5] = {1, 2, 3, 4, 5};
  std::memcpy(src.bytes.data(), texels, sizeof(texels));
  generateMip(FormatId::R32F, src.view(), dst.target());
  float out[2];
  std::memcpy(out, dst.bytes.data(), 8);
  CHECK(out[0] == doctest::Approx((1 * 2 + 2 * 2 + 3 * 1) / 5.0));
  CHECK(out[1] == doctest::Approx((3 * 1 + 4 * 2 + 5 * 2) / 5.0));
}

TEST_CASE("a constant image stays constant through a whole chain of odd sizes") {
  for (FormatId id : {FormatId::RGBA8, FormatId::SRGB8_ALPHA8, FormatId::RGB565, FormatId::RG16F,
                      FormatId::R11F_G11F_B10F, FormatId::RGB10_A2, FormatId::LUMINANCE8_ALPHA8}) {
    CAPTURE(info(id).name);
    const float color[4] = {0.5f, 0.25f, 1.0f, 0.75f};
    Level src(id, 77, 41);
    const uint32_t texel = info(id).storageBytes;
    for (uint32_t i = 0; i < 77 * 41; ++i) packRow(id, color, &src.bytes[i * texel], 1);
    const std::vector<std::byte> first(src.bytes.begin(), src.bytes.begin() + texel);
    while (src.width > 1 || src.height > 1) {
      Level dst(id, src.width > 1 ? src.width / 2 : 1, src.height > 1 ? src.height / 2 : 1);
      generateMip(id, src.view(), dst.target());
      for (size_t i = 0; i < dst.bytes.size(); ++i) REQUIRE(dst.bytes[i] == first[i % texel]);
      src = dst;
    }
  }
}

TEST_CASE("3D halves the depth, arrays keep their layers") {
  Level src(FormatId::R32F, 2, 2, 2), volume(FormatId::R32F, 1, 1, 1);
  const float texels[8] = {0, 1, 2, 3, 10, 11, 12, 13};
  std::memcpy(src.bytes.data(), texels, sizeof(texels));
  generateMip(FormatId::R32F, src.view(), volume.target());
  float out[2];
  std::memcpy(out, volume.bytes.data(), 4);
  CHECK(out[0] == 6.5f);
  Level layers(FormatId::R32F, 1, 1, 2);
  generateMip(FormatId::R32F, src.view(), layers.target());
  std::memcpy(out, layers.bytes.data(), 8);
  CHECK(out[0] == 1.5f);
  CHECK(out[1] == 11.5f);
}
