// SPDX-License-Identifier: MIT
// The hot colour formats, four texels at a time: bits of a quad <-> r, g, b, a in float lanes. Each
// codec is a few static functions for color_write.cpp to be specialised with; all other formats go
// through format/convert.h.
#pragma once

#include <cstdint>

#include "format/numeric.h"
#include "format/srgb.h"
#include "pipeline/blend.h"
#include "pipeline/quad_memory.h"
#include "simd/transpose.h"

namespace nogpu::pipeline {

/// Constants of the hot loops. They are read from memory, not written as literals, because engines
/// build a literal vector anew at every use (bench/pipeline, fill RGBA8: 3.0 against 2.1 ns a
/// pixel); what is loaded before the loop stays in a register.
struct CodecConstants {
  v128_t one = wasm_f32x4_splat(1.0f);
  v128_t scale = wasm_f32x4_splat(255.0f);
  v128_t perByte = wasm_f32x4_splat(1.0f / 255.0f);
  v128_t magic = wasm_f32x4_splat(12582912.0f);  ///< see roundBits
  v128_t magicSum = wasm_i32x4_splat(static_cast<int32_t>(0x8B400000u));
  v128_t lowByte = wasm_i32x4_splat(255);
};

inline v128_t saturate(v128_t x, v128_t one) {
  return wasm_f32x4_pmin(one, wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), x));
}

/// Clamps to 0 … 1; NaN becomes 0.
inline v128_t saturate(v128_t x) {
  // pmax(0, NaN) is 0.
  const v128_t low = wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), x);
  return wasm_f32x4_pmin(wasm_f32x4_splat(1.0f), low);
}

/// Nearest integer, ties to even, of 0 ≤ x < 2^22, in the low bits; the high bits are 0x4B4.
inline v128_t roundBits(v128_t x) { return wasm_f32x4_add(x, wasm_f32x4_splat(12582912.0f)); }

/// RGBA8, and RGB8 whose padding byte is 255 (which then is its alpha, one).
struct CodecRgba8 {
  static constexpr size_t kTexelBytes = 4;
  static constexpr bool kFixedPoint = true;

  static void unpack(const QuadBits<4>& bits, const CodecConstants& k, v128_t* rgba) {
    const v128_t v = bits.v[0];
    rgba[0] = toFloat(wasm_v128_and(v, k.lowByte), k);
    rgba[1] = toFloat(wasm_v128_and(wasm_u32x4_shr(v, 8), k.lowByte), k);
    rgba[2] = toFloat(wasm_v128_and(wasm_u32x4_shr(v, 16), k.lowByte), k);
    rgba[3] = toFloat(wasm_u32x4_shr(v, 24), k);
  }
  /// A bound that `kRange` promises is not looked at again: 255 · (1 + 2^-22) still rounds to 255.
  template <BlendRange kRange = BlendRange::Any>
  static QuadBits<4> pack(const v128_t* rgba, const CodecConstants& k) {
    v128_t rounded[4];
    for (int c = 0; c < 4; ++c) {
      v128_t v = rgba[c];
      if constexpr (kRange == BlendRange::Any) v = saturate(v, k.one);
      if constexpr (kRange == BlendRange::NotNegative) v = wasm_f32x4_pmin(k.one, v);
      rounded[c] = wasm_f32x4_add(wasm_f32x4_mul(v, k.scale), k.magic);
    }
    // Each lane is 0x4B400000 + byte. Shifted to their places and added, the constant parts leave
    // 0x4B400000 + 0x40000000 modulo 2^32, which is taken off at once.
    const v128_t rg = wasm_i32x4_add(rounded[0], wasm_i32x4_shl(rounded[1], 8));
    const v128_t ba =
        wasm_i32x4_add(wasm_i32x4_shl(rounded[2], 16), wasm_i32x4_shl(rounded[3], 24));
    return {{wasm_i32x4_sub(wasm_i32x4_add(rg, ba), k.magicSum)}};
  }

 private:
  static v128_t toFloat(v128_t byte, const CodecConstants& k) {
    return wasm_f32x4_mul(wasm_f32x4_convert_i32x4(byte), k.perByte);
  }
};

struct CodecSrgb8Alpha8 {
  static constexpr size_t kTexelBytes = 4;
  static constexpr bool kFixedPoint = true;

  static void unpack(const QuadBits<4>& bits, const CodecConstants& k, v128_t* rgba) {
    uint8_t bytes[16];
    wasm_v128_store(bytes, bits.v[0]);
    for (int c = 0; c < 3; ++c) {
      rgba[c] = wasm_f32x4_make(
          format::kSrgbToLinear[bytes[c]], format::kSrgbToLinear[bytes[4 + c]],
          format::kSrgbToLinear[bytes[8 + c]], format::kSrgbToLinear[bytes[12 + c]]);
    }
    rgba[3] = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(wasm_u32x4_shr(bits.v[0], 24)), k.perByte);
  }
  template <BlendRange kRange = BlendRange::Any>
  static QuadBits<4> pack(const v128_t* rgba, const CodecConstants&) {
    uint8_t bytes[16];
    float lanes[4];
    for (int c = 0; c < 3; ++c) {
      wasm_v128_store(lanes, rgba[c]);
      for (int i = 0; i < 4; ++i) bytes[4 * i + c] = format::linearToSrgb8(lanes[i]);
    }
    wasm_v128_store(
        lanes, wasm_v128_and(roundBits(wasm_f32x4_mul(saturate(rgba[3]), wasm_f32x4_splat(255.0f))),
                             wasm_i32x4_splat(0xFF)));
    for (int i = 0; i < 4; ++i) {
      bytes[4 * i + 3] = static_cast<uint8_t>(format::floatBits(lanes[i]));
    }
    return {{wasm_v128_load(bytes)}};
  }
};

struct CodecRgba16F {
  static constexpr size_t kTexelBytes = 8;
  static constexpr bool kFixedPoint = false;

  static void unpack(const QuadBits<8>& bits, const CodecConstants&, v128_t* rgba) {
    const v128_t texels[4] = {format::halfToFloat4(wasm_u32x4_extend_low_u16x8(bits.v[0])),
                              format::halfToFloat4(wasm_u32x4_extend_high_u16x8(bits.v[0])),
                              format::halfToFloat4(wasm_u32x4_extend_low_u16x8(bits.v[1])),
                              format::halfToFloat4(wasm_u32x4_extend_high_u16x8(bits.v[1]))};
    transpose4(texels, rgba);
  }
  template <BlendRange kRange = BlendRange::Any>
  static QuadBits<8> pack(const v128_t* rgba, const CodecConstants&) {
    v128_t halves[4], texels[4];
    for (int c = 0; c < 4; ++c) halves[c] = format::floatToHalf4(rgba[c]);
    transpose4(halves, texels);
    return {{wasm_u16x8_narrow_i32x4(texels[0], texels[1]),
             wasm_u16x8_narrow_i32x4(texels[2], texels[3])}};
  }
};

struct CodecRgba32F {
  static constexpr size_t kTexelBytes = 16;
  static constexpr bool kFixedPoint = false;

  static void unpack(const QuadBits<16>& bits, const CodecConstants&, v128_t* rgba) {
    transpose4(bits.v, rgba);
  }
  template <BlendRange kRange = BlendRange::Any>
  static QuadBits<16> pack(const v128_t* rgba, const CodecConstants&) {
    QuadBits<16> bits;
    transpose4(rgba, bits.v);
    return bits;
  }
};

struct CodecR11G11B10F {
  static constexpr size_t kTexelBytes = 4;
  static constexpr bool kFixedPoint = false;

  static void unpack(const QuadBits<4>& bits, const CodecConstants&, v128_t* rgba) {
    const v128_t mask11 = wasm_i32x4_splat(0x7FF0), mask10 = wasm_i32x4_splat(0x7FE0);
    const v128_t v = bits.v[0];
    rgba[0] = format::halfToFloat4(wasm_v128_and(wasm_i32x4_shl(v, 4), mask11));
    rgba[1] = format::halfToFloat4(wasm_v128_and(wasm_u32x4_shr(v, 7), mask11));
    rgba[2] = format::halfToFloat4(wasm_v128_and(wasm_u32x4_shr(v, 17), mask10));
    rgba[3] = wasm_f32x4_splat(1.0f);
  }
  template <BlendRange kRange = BlendRange::Any>
  static QuadBits<4> pack(const v128_t* rgba, const CodecConstants&) {
    return {{wasm_v128_or(wasm_v128_or(small<6>(rgba[0]), wasm_i32x4_shl(small<6>(rgba[1]), 11)),
                          wasm_i32x4_shl(small<5>(rgba[2]), 22))}};
  }

 private:
  /// format::floatToSmallFloat, four at a time.
  template <int kMantissa>
  static v128_t small(v128_t f) {
    constexpr int kShift = 23 - kMantissa;
    constexpr int32_t kInfinity = 31 << kMantissa;
    const v128_t odd = wasm_v128_and(wasm_u32x4_shr(f, kShift), wasm_i32x4_splat(1));
    const int32_t half = static_cast<int32_t>((1u << (kShift - 1)) - 1 - (112u << 23));
    const v128_t normal =
        wasm_u32x4_shr(wasm_i32x4_add(wasm_i32x4_add(f, odd), wasm_i32x4_splat(half)), kShift);
    const v128_t magic = wasm_i32x4_splat((127 + 9 - kMantissa) << 23);
    const v128_t denormal = wasm_i32x4_sub(wasm_f32x4_add(f, magic), magic);
    v128_t r =
        wasm_v128_bitselect(denormal, normal, wasm_i32x4_lt(f, wasm_i32x4_splat(0x38800000)));
    const v128_t isHuge = wasm_i32x4_gt(f, wasm_i32x4_splat(0x477FFFFF));
    r = wasm_v128_bitselect(wasm_i32x4_splat(kInfinity - 1), r, isHuge);
    r = wasm_i32x4_min(r, wasm_i32x4_splat(kInfinity - 1));
    const v128_t isInfinity = wasm_i32x4_eq(f, wasm_i32x4_splat(0x7F800000));
    r = wasm_v128_bitselect(wasm_i32x4_splat(kInfinity), r, isInfinity);
    r = wasm_v128_andnot(r, wasm_i32x4_shr(f, 31));  // negative: 0
    const v128_t magnitude = wasm_v128_and(f, wasm_i32x4_splat(0x7FFFFFFF));
    const v128_t isNan = wasm_i32x4_gt(magnitude, wasm_i32x4_splat(0x7F800000));
    return wasm_v128_bitselect(wasm_i32x4_splat(kInfinity | 1), r, isNan);
  }
};

}  // namespace nogpu::pipeline
