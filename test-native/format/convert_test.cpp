// SPDX-License-Identifier: MIT
// Round trips of every format through float or int, and the conversions between client memory and
// storage whose results are known.
#include "format/convert.h"

#include <doctest/doctest.h>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "format/numeric.h"

using namespace nogpu;
using namespace nogpu::format;

namespace {

std::vector<std::byte> patternFor(const FormatInfo& f, uint32_t count) {
  std::vector<std::byte> bytes(size_t{count} * f.storageBytes);
  uint32_t state = 12345;
  for (std::byte& b : bytes) {
    state = state * 1664525 + 1013904223;
    b = static_cast<std::byte>(state >> 24);
  }
  return bytes;
}

template <class T, size_t N>
std::vector<std::byte> bytesOf(const T (&values)[N]) {
  std::vector<std::byte> bytes(sizeof(values));
  std::memcpy(bytes.data(), values, sizeof(values));
  return bytes;
}

}  // namespace

TEST_CASE("unpack(pack(unpack(x))) = unpack(x) for every colour and depth format") {
  constexpr uint32_t kCount = 1000;
  for (uint32_t i = 1; i < kFormatCount; ++i) {
    const FormatId id = static_cast<FormatId>(i);
    const FormatInfo& f = info(id);
    if (f.compressed() || f.storageBytes == 0) continue;
    CAPTURE(f.name);
    std::vector<std::byte> storage = patternFor(f, kCount), again(storage.size());
    if (f.layout == Layout::Depth24) {
      for (size_t b = 3; b < storage.size(); b += 4) storage[b] = std::byte{0};
    }
    if (f.isInteger()) {
      std::vector<int32_t> first(kCount * 4), second(kCount * 4);
      unpackRowInt(id, storage.data(), first.data(), kCount);
      packRowInt(id, first.data(), again.data(), kCount);
      unpackRowInt(id, again.data(), second.data(), kCount);
      CHECK(first == second);
      continue;
    }
    std::vector<float> first(kCount * 4), second(kCount * 4);
    unpackRow(id, storage.data(), first.data(), kCount);
    if (f.layout == Layout::Depth32F) {
      for (float& x : first) x = clampFloat(x, 0.0f, 1.0f);
    }
    packRow(id, first.data(), again.data(), kCount);
    unpackRow(id, again.data(), second.data(), kCount);
    uint32_t wrong = 0;
    for (uint32_t k = 0; k < kCount * 4; ++k) {
      const bool bothNan = std::isnan(first[k]) && std::isnan(second[k]);
      if (!bothNan && first[k] != second[k]) ++wrong;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("every value of the 16-bit packed formats packs back to itself") {
  for (FormatId id : {FormatId::RGB565, FormatId::RGBA4, FormatId::RGB5_A1}) {
    for (uint32_t v = 0; v < 0x10000; ++v) {
      const uint16_t word = static_cast<uint16_t>(v);
      uint16_t again = 0;
      float rgba[4];
      unpackRow(id, reinterpret_cast<const std::byte*>(&word), rgba, 1);
      packRow(id, rgba, reinterpret_cast<std::byte*>(&again), 1);
      REQUIRE(again == word);
    }
  }
}

TEST_CASE("missing channels and swizzles") {
  const uint8_t bytes[4] = {51, 102, 153, 204};
  const std::byte* src = reinterpret_cast<const std::byte*>(bytes);
  float t[4];
  const auto is = [&](float r, float g, float b, float a) {
    return t[0] == r && t[1] == g && t[2] == b && t[3] == a;
  };
  unpackRow(FormatId::R8, src, t, 1);
  CHECK(is(51 / 255.0f, 0, 0, 1));
  unpackRow(FormatId::RG8, src, t, 1);
  CHECK(is(51 / 255.0f, 102 / 255.0f, 0, 1));
  unpackRow(FormatId::RGB8, src, t, 1);
  CHECK(is(51 / 255.0f, 102 / 255.0f, 153 / 255.0f, 1));
  unpackRow(FormatId::LUMINANCE8, src, t, 1);
  CHECK(is(51 / 255.0f, 51 / 255.0f, 51 / 255.0f, 1));
  unpackRow(FormatId::LUMINANCE8_ALPHA8, src, t, 1);
  CHECK(is(51 / 255.0f, 51 / 255.0f, 51 / 255.0f, 102 / 255.0f));
  unpackRow(FormatId::ALPHA8, src, t, 1);
  CHECK(is(0, 0, 0, 51 / 255.0f));
}

TEST_CASE("long rows take the SIMD path to the same bytes as short ones") {
  std::vector<float> rgba(4 * 37);
  for (size_t i = 0; i < rgba.size(); ++i) rgba[i] = static_cast<float>(i) / 140.0f - 0.02f;
  rgba[5] = std::numeric_limits<float>::quiet_NaN();
  rgba[6] = std::numeric_limits<float>::infinity();
  for (FormatId id : {FormatId::RGBA8, FormatId::RGB8, FormatId::RG8, FormatId::RGBA16F}) {
    const uint32_t texel = info(id).storageBytes;
    std::vector<std::byte> whole(37 * texel), single(37 * texel);
    packRow(id, rgba.data(), whole.data(), 37);
    for (uint32_t i = 0; i < 37; ++i) packRow(id, &rgba[4 * i], &single[i * texel], 1);
    CHECK(whole == single);
  }
}

TEST_CASE("uploads: padding, luminance, floats and packed types") {
  std::byte out[16];
  const uint8_t rgb[6] = {1, 2, 3, 4, 5, 6};
  uploadRow(FormatId::RGB8, GL_RGB, GL_UNSIGNED_BYTE, bytesOf(rgb).data(), out, 2);
  const uint8_t rgbx[8] = {1, 2, 3, 255, 4, 5, 6, 255};
  CHECK(std::memcmp(out, rgbx, 8) == 0);

  const float floats[4] = {1.0f, -0.5f, 65520.0f, 0.25f};
  uploadRow(FormatId::RGBA16F, GL_RGBA, GL_FLOAT, bytesOf(floats).data(), out, 1);
  const uint16_t halves[4] = {0x3C00, 0xB800, 0x7C00, 0x3400};
  CHECK(std::memcmp(out, halves, 8) == 0);

  const uint8_t rgba[4] = {255, 128, 0, 255};
  uploadRow(FormatId::RGBA4, GL_RGBA, GL_UNSIGNED_BYTE, bytesOf(rgba).data(), out, 1);
  uint16_t word;
  std::memcpy(&word, out, 2);
  CHECK(word == 0xF80F);

  const float rgbFloat[3] = {0.5f, 2.0f, 1e-3f};
  uploadRow(FormatId::RGB32F, GL_RGB, GL_FLOAT, bytesOf(rgbFloat).data(), out, 1);
  const float rgbxFloat[4] = {0.5f, 2.0f, 1e-3f, 1.0f};
  CHECK(std::memcmp(out, rgbxFloat, 16) == 0);

  const int16_t rgbInt[3] = {-5, 6, 30000};
  uploadRow(FormatId::RGB16I, GL_RGB_INTEGER, GL_SHORT, bytesOf(rgbInt).data(), out, 1);
  const int16_t rgbxInt[4] = {-5, 6, 30000, 1};
  CHECK(std::memcmp(out, rgbxInt, 8) == 0);

  const uint8_t srgb[4] = {10, 20, 30, 40};
  uploadRow(FormatId::SRGB8_ALPHA8, GL_RGBA, GL_UNSIGNED_BYTE, bytesOf(srgb).data(), out, 1);
  CHECK(std::memcmp(out, srgb, 4) == 0);
}

TEST_CASE("premultiplied uploads") {
  std::byte out[16];
  const uint8_t rgba[4] = {200, 100, 1, 128};
  uploadRow(FormatId::RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, bytesOf(rgba).data(), out, 1, {true});
  const uint8_t expected[4] = {100, 50, 1, 128};
  CHECK(std::memcmp(out, expected, 4) == 0);

  const uint8_t la[2] = {200, 128};
  uploadRow(FormatId::LUMINANCE8_ALPHA8, GL_LUMINANCE_ALPHA, GL_UNSIGNED_BYTE, bytesOf(la).data(),
            out, 1, {true});
  const uint8_t expectedLa[2] = {100, 128};
  CHECK(std::memcmp(out, expectedLa, 2) == 0);

  const float floats[4] = {1.0f, 0.5f, 4.0f, 0.5f};
  uploadRow(FormatId::RGBA32F, GL_RGBA, GL_FLOAT, bytesOf(floats).data(), out, 1, {true});
  const float expectedFloats[4] = {0.5f, 0.25f, 2.0f, 0.5f};
  CHECK(std::memcmp(out, expectedFloats, 16) == 0);
}

TEST_CASE("depth and stencil uploads go to separate planes") {
  const uint32_t packed[2] = {0xFFFFFF07, 0x12345681};
  uint32_t depth[2];
  uint8_t stencil[2];
  uploadRow(FormatId::DEPTH24_STENCIL8, GL_DEPTH_STENCIL, GL_UNSIGNED_INT_24_8,
            bytesOf(packed).data(), reinterpret_cast<std::byte*>(depth), 2);
  uploadStencilRow(GL_UNSIGNED_INT_24_8, bytesOf(packed).data(), stencil, 2);
  CHECK(depth[0] == 0xFFFFFF);
  CHECK(depth[1] == 0x123456);
  CHECK(stencil[0] == 7);
  CHECK(stencil[1] == 0x81);

  const float floats[3] = {-1.0f, 0.75f, 3.0f};
  float out[3];
  uploadRow(FormatId::DEPTH_COMPONENT32F, GL_DEPTH_COMPONENT, GL_FLOAT, bytesOf(floats).data(),
            reinterpret_cast<std::byte*>(out), 3);
  CHECK(out[0] == 0.0f);
  CHECK(out[1] == 0.75f);
  CHECK(out[2] == 1.0f);

  const uint32_t wide[2] = {0xFFFFFFFF, 0x80000000};
  uint16_t narrow[2];
  uploadRow(FormatId::DEPTH_COMPONENT16, GL_DEPTH_COMPONENT, GL_UNSIGNED_INT, bytesOf(wide).data(),
            reinterpret_cast<std::byte*>(narrow), 2);
  CHECK(narrow[0] == 0xFFFF);
  CHECK(narrow[1] == 0x8000);
}

TEST_CASE("readRow: base pairs, own pairs, clamping") {
  std::byte out[16];
  const uint8_t rgbx[4] = {1, 2, 3, 77};
  readRow(FormatId::RGB8, bytesOf(rgbx).data(), GL_RGBA, GL_UNSIGNED_BYTE, out, 1);
  const uint8_t expected[4] = {1, 2, 3, 255};
  CHECK(std::memcmp(out, expected, 4) == 0);
  readRow(FormatId::RGB8, bytesOf(rgbx).data(), GL_RGB, GL_UNSIGNED_BYTE, out, 1);
  CHECK(std::memcmp(out, expected, 3) == 0);

  const uint16_t half[1] = {0xC000};
  readRow(FormatId::R16F, bytesOf(half).data(), GL_RGBA, GL_FLOAT, out, 1);
  const float floats[4] = {-2.0f, 0.0f, 0.0f, 1.0f};
  CHECK(std::memcmp(out, floats, 16) == 0);

  const uint16_t packed[1] = {0xF81F};
  readRow(FormatId::RGB565, bytesOf(packed).data(), GL_RGBA, GL_UNSIGNED_BYTE, out, 1);
  const uint8_t magenta[4] = {255, 0, 255, 255};
  CHECK(std::memcmp(out, magenta, 4) == 0);

  const int8_t rg[2] = {-7, 100};
  readRow(FormatId::RG8I, bytesOf(rg).data(), GL_RGBA_INTEGER, GL_INT, out, 1);
  const int32_t ints[4] = {-7, 100, 0, 1};
  CHECK(std::memcmp(out, ints, 16) == 0);

  const uint8_t srgb[4] = {10, 20, 30, 40};
  readRow(FormatId::SRGB8_ALPHA8, bytesOf(srgb).data(), GL_RGBA, GL_UNSIGNED_BYTE, out, 1);
  CHECK(std::memcmp(out, srgb, 4) == 0);
}
