// SPDX-License-Identifier: MIT
// Conversions of single numbers: normalised integers, half, the small floats of R11F_G11F_B10F, and
// the shared exponent of RGB9_E5 (ES 3.0 §2.1.2 … 2.1.6). Rounding is to nearest with ties
// to even (RGB9_E5: the spec's floor(x + 1/2)), so that scalar, SIMD and WASM code agree bit for
// bit.
#pragma once

#include <cstdint>
#include <cstring>

#include "simd/simd.h"

namespace nogpu::format {

inline uint32_t floatBits(float f) {
  uint32_t u;
  std::memcpy(&u, &f, 4);
  return u;
}

inline float bitsFloat(uint32_t u) {
  float f;
  std::memcpy(&f, &u, 4);
  return f;
}

/// Nearest integer, ties to even, of |x| < 2^22: adding 1.5·2^23 leaves it in the low mantissa
/// bits.
inline int32_t roundToInt(float x) {
  return static_cast<int32_t>(floatBits(x + 12582912.0f)) - 0x4B400000;
}

/// NaN becomes `low`.
inline float clampFloat(float x, float low, float high) {
  x = x > low ? x : low;
  return x < high ? x : high;
}

/// `maximum` = 2^b - 1, b ≤ 16.
inline uint32_t floatToUnorm(float x, float maximum) {
  return static_cast<uint32_t>(roundToInt(clampFloat(x, 0.0f, 1.0f) * maximum));
}

/// `maximum` = 2^(b-1) - 1, b ≤ 16. NaN gives 0.
inline int32_t floatToSnorm(float x, float maximum) {
  return x == x ? roundToInt(clampFloat(x, -1.0f, 1.0f) * maximum) : 0;
}

inline float snormToFloat(int32_t c, float maximum) {
  const float x = static_cast<float>(c) / maximum;
  return x > -1.0f ? x : -1.0f;
}

/// 0 … 2^24-1. In double, because float has no bit left for the rounding.
inline uint32_t floatToDepth24(float x) {
  return static_cast<uint32_t>(static_cast<double>(clampFloat(x, 0.0f, 1.0f)) * 16777215.0 + 0.5);
}

inline float depth24ToFloat(uint32_t d) {
  return static_cast<float>(static_cast<double>(d & 0xFFFFFF) / 16777215.0);
}

// ---- half: s1 e5 m10, bias 15
// ---------------------------------------------------------------------

/// A half's exponent and mantissa moved to float position are off by a factor 2^112 and, for Inf
/// and NaN, by the exponent bits that are or-ed in; denormals come out right by the multiplication.
inline float halfToFloat(uint32_t h) {
  const uint32_t magnitude = h & 0x7FFF;
  uint32_t bits = floatBits(bitsFloat(magnitude << 13) * 0x1p112f);
  if (magnitude >= 0x7C00) bits |= 0x7F800000;
  return bitsFloat(bits | (h & 0x8000) << 16);
}

/// A non-negative float (not NaN, not Inf) with 5 exponent bits and `kMantissa` mantissa bits; what
/// overflows comes out as 31 << kMantissa or more.
template <int kMantissa>
inline uint32_t roundToSmallFloat(uint32_t bits) {
  constexpr int kShift = 23 - kMantissa;
  if (bits < 0x38800000) {  // below 2^-14: denormal, let the adder round at its unit
    constexpr uint32_t kMagic = static_cast<uint32_t>(127 + 9 - kMantissa) << 23;
    return floatBits(bitsFloat(bits) + bitsFloat(kMagic)) - kMagic;
  }
  const uint32_t odd = bits >> kShift & 1;
  return (bits - (112u << 23) + ((1u << (kShift - 1)) - 1) + odd) >> kShift;
}

inline uint32_t floatToHalf(float f) {
  const uint32_t bits = floatBits(f);
  const uint32_t sign = bits >> 16 & 0x8000;
  const uint32_t magnitude = bits & 0x7FFFFFFF;
  if (magnitude > 0x7F800000) return sign | 0x7E00 | (magnitude >> 13 & 0x3FF);
  if (magnitude >= 0x47800000) return sign | 0x7C00;
  return sign | roundToSmallFloat<10>(magnitude);
}

/// Four halves in the low 16 bits of the lanes, the high bits zero.
inline v128_t halfToFloat4(v128_t h) {
  const v128_t magnitude = wasm_v128_and(h, wasm_i32x4_splat(0x7FFF));
  const v128_t scaled = wasm_f32x4_mul(wasm_i32x4_shl(magnitude, 13), wasm_f32x4_splat(0x1p112f));
  const v128_t special = wasm_i32x4_gt(magnitude, wasm_i32x4_splat(0x7BFF));
  const v128_t exponent = wasm_v128_and(special, wasm_i32x4_splat(0x7F800000));
  const v128_t sign = wasm_i32x4_shl(wasm_v128_xor(h, magnitude), 16);
  return wasm_v128_or(wasm_v128_or(scaled, exponent), sign);
}

/// Four floats to halves in the low 16 bits of the lanes: floatToHalf, four at a time.
inline v128_t floatToHalf4(v128_t f) {
  const v128_t sign = wasm_v128_and(f, wasm_i32x4_splat(INT32_MIN));
  const v128_t magnitude = wasm_v128_xor(f, sign);
  const v128_t odd = wasm_v128_and(wasm_u32x4_shr(magnitude, 13), wasm_i32x4_splat(1));
  const v128_t normal =
      wasm_u32x4_shr(wasm_i32x4_add(wasm_i32x4_add(magnitude, odd),
                                    wasm_i32x4_splat(0xFFF - static_cast<int32_t>(112u << 23))),
                     13);
  // Below 2^-14 the adder rounds at the unit of half's denormals, 2^-24.
  const v128_t magic = wasm_i32x4_splat((127 - 1) << 23);
  const v128_t denormal = wasm_i32x4_sub(wasm_f32x4_add(magnitude, magic), magic);
  const v128_t isSmall = wasm_i32x4_lt(magnitude, wasm_i32x4_splat(0x38800000));
  const v128_t isHuge = wasm_i32x4_gt(magnitude, wasm_i32x4_splat(0x477FFFFF));
  const v128_t isNan = wasm_i32x4_gt(magnitude, wasm_i32x4_splat(0x7F800000));
  const v128_t payload = wasm_v128_and(wasm_u32x4_shr(magnitude, 13), wasm_i32x4_splat(0x3FF));
  v128_t h = wasm_v128_bitselect(denormal, normal, isSmall);
  h = wasm_v128_bitselect(wasm_i32x4_splat(0x7C00), h, isHuge);
  h = wasm_v128_bitselect(wasm_v128_or(payload, wasm_i32x4_splat(0x7E00)), h, isNan);
  return wasm_v128_or(h, wasm_u32x4_shr(sign, 16));
}

// ---- f11 and f10: e5 m6 / m5, no sign ---------------------------------------------------------

template <int kMantissa>
inline uint32_t floatToSmallFloat(float f) {
  constexpr uint32_t kInfinity = 31u << kMantissa;
  const uint32_t bits = floatBits(f);
  if ((bits & 0x7FFFFFFF) > 0x7F800000) return kInfinity | 1;  // NaN stays NaN
  if (bits >> 31) return 0;
  if (bits == 0x7F800000) return kInfinity;
  if (bits >= 0x47800000) return kInfinity - 1;  // finite overflow: the largest finite value
  const uint32_t rounded = roundToSmallFloat<kMantissa>(bits);
  return rounded < kInfinity ? rounded : kInfinity - 1;
}

inline float float11ToFloat(uint32_t v) { return halfToFloat((v & 0x7FF) << 4); }
inline float float10ToFloat(uint32_t v) { return halfToFloat((v & 0x3FF) << 5); }

inline uint32_t packR11G11B10F(const float* rgb) {
  return floatToSmallFloat<6>(rgb[0]) | floatToSmallFloat<6>(rgb[1]) << 11 |
         floatToSmallFloat<5>(rgb[2]) << 22;
}

inline void unpackR11G11B10F(uint32_t v, float* rgb) {
  rgb[0] = float11ToFloat(v);
  rgb[1] = float11ToFloat(v >> 11);
  rgb[2] = float10ToFloat(v >> 22);
}

// ---- RGB9_E5: three 9-bit mantissas without hidden bit, one exponent, bias 15
// ----------------------

inline float powerOfTwo(int exponent) {
  return bitsFloat(static_cast<uint32_t>(exponent + 127) << 23);
}

inline uint32_t packRgb9E5(const float* rgb) {
  constexpr float kMax = 65408.0f;  // (2^9 - 1) / 2^9 · 2^16
  float c[3];
  for (int i = 0; i < 3; ++i) c[i] = clampFloat(rgb[i], 0.0f, kMax);
  float largest = c[0] > c[1] ? c[0] : c[1];
  largest = largest > c[2] ? largest : c[2];
  int exponent = static_cast<int>(floatBits(largest) >> 23) - 127;  // floor(log2)
  exponent = (exponent > -16 ? exponent : -16) + 16;
  float scale = powerOfTwo(24 - exponent);
  if (static_cast<uint32_t>(largest * scale + 0.5f) == 512) {
    exponent += 1;
    scale *= 0.5f;
  }
  uint32_t packed = static_cast<uint32_t>(exponent) << 27;
  for (int i = 0; i < 3; ++i) packed |= static_cast<uint32_t>(c[i] * scale + 0.5f) << 9 * i;
  return packed;
}

inline void unpackRgb9E5(uint32_t v, float* rgb) {
  const float scale = powerOfTwo(static_cast<int>(v >> 27) - 24);
  for (int i = 0; i < 3; ++i) rgb[i] = static_cast<float>(v >> 9 * i & 0x1FF) * scale;
}

}  // namespace nogpu::format
