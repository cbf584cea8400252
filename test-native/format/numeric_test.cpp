// SPDX-License-Identifier: MIT
// Exactness of single-number conversions, over all their values where there are few enough.
#include "format/numeric.h"

#include <doctest/doctest.h>
#include <cmath>
#include <limits>

#include "format/srgb.h"

using namespace nogpu::format;

TEST_CASE("every half survives the way through float") {
  for (uint32_t h = 0; h < 0x10000; ++h) {
    const float f = halfToFloat(h);
    const bool nan = (h & 0x7C00) == 0x7C00 && (h & 0x3FF) != 0;
    CAPTURE(h);
    REQUIRE(std::isnan(f) == nan);
    REQUIRE(floatToHalf(f) == (nan ? (h | 0x200) : h));
    const v128_t four = halfToFloat4(wasm_i32x4_splat(static_cast<int32_t>(h)));
    REQUIRE(static_cast<uint32_t>(wasm_i32x4_extract_lane(four, 2)) == floatBits(f));
  }
}

TEST_CASE("float to half rounds to nearest even and overflows to infinity") {
  CHECK(floatToHalf(1.0f) == 0x3C00);
  CHECK(floatToHalf(1.0f + 0x1p-11f) == 0x3C00);      // tie, down to even
  CHECK(floatToHalf(1.0f + 3 * 0x1p-11f) == 0x3C02);  // tie, up to even
  CHECK(floatToHalf(65519.99f) == 0x7BFF);
  CHECK(floatToHalf(65520.0f) == 0x7C00);
  CHECK(floatToHalf(-1e30f) == 0xFC00);
  CHECK(floatToHalf(0x1p-24f) == 0x0001);
  CHECK(floatToHalf(0x1p-25f) == 0x0000);  // tie, to even
  CHECK(floatToHalf(0x1.8p-25f) == 0x0001);
  CHECK(floatToHalf(-0.0f) == 0x8000);
}

TEST_CASE("every f11 and f10 survives the way through float") {
  for (uint32_t v = 0; v < 0x800; ++v) {
    const float f = float11ToFloat(v);
    if (std::isnan(f))
      CHECK(std::isnan(float11ToFloat(floatToSmallFloat<6>(f))));
    else
      REQUIRE(floatToSmallFloat<6>(f) == v);
  }
  for (uint32_t v = 0; v < 0x400; ++v) {
    const float f = float10ToFloat(v);
    if (std::isnan(f))
      CHECK(std::isnan(float10ToFloat(floatToSmallFloat<5>(f))));
    else
      REQUIRE(floatToSmallFloat<5>(f) == v);
  }
}

TEST_CASE("small floats: no sign, finite overflow stays finite") {
  CHECK(float11ToFloat(floatToSmallFloat<6>(1e9f)) == 65024.0f);
  CHECK(float10ToFloat(floatToSmallFloat<5>(1e9f)) == 64512.0f);
  CHECK(floatToSmallFloat<6>(-3.0f) == 0);
  CHECK(floatToSmallFloat<6>(-std::numeric_limits<float>::infinity()) == 0);
  CHECK(std::isinf(float11ToFloat(floatToSmallFloat<6>(std::numeric_limits<float>::infinity()))));
}

TEST_CASE("RGB9_E5: normalised values survive, the rest is clamped") {
  for (uint32_t e = 0; e < 32; ++e) {
    for (uint32_t m = 0; m < 512; ++m) {
      // One mantissa in [256, 511] keeps the encoding unique, as does exponent 0.
      const uint32_t word = e << 27 | (256 + (m * 7) % 256) << 18 | (511 - m) << 9 | m;
      float rgb[3];
      unpackRgb9E5(word, rgb);
      REQUIRE(packRgb9E5(rgb) == word);
    }
  }
  const float wild[3] = {1e9f, -5.0f, std::numeric_limits<float>::quiet_NaN()};
  float rgb[3];
  unpackRgb9E5(packRgb9E5(wild), rgb);
  CHECK(rgb[0] == 65408.0f);
  CHECK(rgb[1] == 0.0f);
  CHECK(rgb[2] == 0.0f);
}

TEST_CASE("unorm and snorm round to nearest, clamp, and take NaN for 0") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  for (uint32_t c = 0; c < 65536; ++c) {
    REQUIRE(floatToUnorm(static_cast<float>(c) / 65535.0f, 65535.0f) == c);
  }
  for (int32_t c = -32767; c < 32768; ++c) {
    REQUIRE(floatToSnorm(snormToFloat(c, 32767.0f), 32767.0f) == c);
  }
  CHECK(floatToUnorm(nan, 255.0f) == 0);
  CHECK(floatToSnorm(nan, 127.0f) == 0);
  CHECK(floatToUnorm(7.0f, 255.0f) == 255);
  CHECK(floatToUnorm(-7.0f, 255.0f) == 0);
  CHECK(floatToSnorm(-7.0f, 127.0f) == -127);
  CHECK(snormToFloat(-128, 127.0f) == -1.0f);
}

TEST_CASE("24-bit depth survives the way through float but for float's own precision") {
  for (uint32_t d = 0; d < (1u << 23); d += 97) REQUIRE(floatToDepth24(depth24ToFloat(d)) == d);
  CHECK(floatToDepth24(1.0f) == 0xFFFFFF);
  CHECK(floatToDepth24(0.0f) == 0);
  CHECK(floatToDepth24(std::numeric_limits<float>::quiet_NaN()) == 0);
}

TEST_CASE("sRGB tables agree with the formulas") {
  for (int c = 0; c < 256; ++c) {
    const double x = c / 255.0;
    const double expected = x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
    CHECK(kSrgbToLinear[static_cast<uint32_t>(c)] == doctest::Approx(expected).epsilon(1e-7));
    REQUIRE(linearToSrgb8(kSrgbToLinear[static_cast<uint32_t>(c)]) == c);
  }
  uint32_t wrong = 0;
  for (uint32_t i = 0; i <= 200000; ++i) {
    const float linear = static_cast<float>(i) / 200000.0f;
    const double s = linear < 0.0031308
                         ? 12.92 * linear
                         : 1.055 * std::pow(static_cast<double>(linear), 1 / 2.4) - 0.055;
    const double scaled = s * 255.0;
    const double distance = std::abs(scaled - linearToSrgb8(linear));
    if (distance > 0.5 + 1e-5) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(linearToSrgb8(std::numeric_limits<float>::quiet_NaN()) == 0);
  CHECK(linearToSrgb8(-1.0f) == 0);
  CHECK(linearToSrgb8(std::numeric_limits<float>::infinity()) == 255);
}
