// SPDX-License-Identifier: MIT
// One texel as a vector, per format. The formats of hot paths have a type here, with which filter.h
// is instantiated; all others go through Sampler::texel, one indirect call a texel.
#pragma once

#include <cstddef>
#include <cstring>

#include "format/numeric.h"
#include "format/srgb.h"
#include "pipeline/sampler/sampler.h"
#include "simd/simd.h"

namespace nogpu::pipeline {

/// The texel function of any uncompressed format with a colour or depth plane: float RGBA with
/// missing channels (0, 0, 0, 1), or integers likewise.
TexelFn texelFunction(format::FormatId id);

/// kUnorm8ToFloat.values[c] = c / 255.
struct Unorm8Table {
  float values[256];
};
extern const Unorm8Table kUnorm8ToFloat;

// A texel type has
//   kBytes   bytes per texel, 0 if only the sampler knows
//   kScale   what load()'s numbers must be multiplied with
//   load()   one texel
//   loadForBlend()   the same, where what it will be blended with does not care about NaN or Inf
//   kPlanes          0, or 1: (x, 0, 0, 1), or 2: (x, y, 0, 1); gather() loads x, y of four lanes

/// RGBA8, and RGB8 with its padding.
struct TexelRgba8 {
  static constexpr uint32_t kBytes = 4;
  static constexpr float kScale = 1.0f / 255.0f;
  static constexpr int kPlanes = 0;
  static v128_t load(const Sampler&, const std::byte* p) {
    const v128_t words = wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(p));
    return wasm_f32x4_convert_i32x4(wasm_u32x4_extend_low_u16x8(words));
  }
  static v128_t loadForBlend(const Sampler& s, const std::byte* p) { return load(s, p); }
};

/// SRGB8_ALPHA8 and SRGB8: each texel is decoded before anything is blended.
struct TexelSrgb8 {
  static constexpr uint32_t kBytes = 4;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 0;
  static v128_t load(const Sampler&, const std::byte* p) {
    uint32_t word;
    std::memcpy(&word, p, 4);
    const float* linear = format::kSrgbToLinear.values;
    v128_t v = wasm_v128_load32_zero(&linear[word & 255]);
    v = wasm_v128_load32_lane(&linear[word >> 8 & 255], v, 1);
    v = wasm_v128_load32_lane(&linear[word >> 16 & 255], v, 2);
    return wasm_v128_load32_lane(&kUnorm8ToFloat.values[word >> 24], v, 3);
  }
  static v128_t loadForBlend(const Sampler& s, const std::byte* p) { return load(s, p); }
};

struct TexelRgba16F {
  static constexpr uint32_t kBytes = 8;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 0;
  static v128_t load(const Sampler&, const std::byte* p) {
    return format::halfToFloat4(wasm_u32x4_extend_low_u16x8(wasm_v128_load64_zero(p)));
  }
  /// Inf and NaN come out as finite numbers beyond 65504: four operations instead of ten, for each
  /// of the 32 texels of a trilinear quad. The copies of the sign in bits 28 to 30 are masked off.
  static v128_t loadForBlend(const Sampler&, const std::byte* p) {
    const v128_t halves = wasm_i32x4_extend_low_i16x8(wasm_v128_load64_zero(p));
    const v128_t bits = wasm_v128_and(wasm_i32x4_shl(halves, 13),
                                      wasm_i32x4_splat(static_cast<int32_t>(0x8FFFFFFFu)));
    return wasm_f32x4_mul(bits, wasm_f32x4_splat(0x1p112f));
  }
};

struct TexelRgba32F {
  static constexpr uint32_t kBytes = 16;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 0;
  static v128_t load(const Sampler&, const std::byte* p) { return wasm_v128_load(p); }
  static v128_t loadForBlend(const Sampler& s, const std::byte* p) { return load(s, p); }
};

inline v128_t gather32(const std::byte* const* texel) {
  v128_t words = wasm_v128_load32_zero(texel[0]);
  words = wasm_v128_load32_lane(texel[1], words, 1);
  words = wasm_v128_load32_lane(texel[2], words, 2);
  return wasm_v128_load32_lane(texel[3], words, 3);
}
inline v128_t gather16(const std::byte* const* texel) {
  v128_t halves = wasm_i32x4_splat(0);
  halves = wasm_v128_load16_lane(texel[0], halves, 0);
  halves = wasm_v128_load16_lane(texel[1], halves, 2);
  halves = wasm_v128_load16_lane(texel[2], halves, 4);
  return wasm_v128_load16_lane(texel[3], halves, 6);
}
inline v128_t gather8(const std::byte* const* texel) {
  v128_t bytes = wasm_i32x4_splat(0);
  bytes = wasm_v128_load8_lane(texel[0], bytes, 0);
  bytes = wasm_v128_load8_lane(texel[1], bytes, 4);
  bytes = wasm_v128_load8_lane(texel[2], bytes, 8);
  return wasm_v128_load8_lane(texel[3], bytes, 12);
}

/// Formats of one channel, by how its numbers are stored.
template <format::Layout kLayout>
struct TexelOne {
  static constexpr uint32_t kBytes =
      kLayout == format::Layout::Unorm8                                          ? 1
      : kLayout == format::Layout::Float16 || kLayout == format::Layout::Depth16 ? 2
                                                                                 : 4;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 1;

  static v128_t values(const std::byte* const* texel) {
    using format::Layout;
    if constexpr (kLayout == Layout::Unorm8) {
      return wasm_f32x4_div(wasm_f32x4_convert_i32x4(gather8(texel)), wasm_f32x4_splat(255.0f));
    } else if constexpr (kLayout == Layout::Float16) {
      return format::halfToFloat4(gather16(texel));
    } else if constexpr (kLayout == Layout::Depth16) {
      return wasm_f32x4_div(wasm_f32x4_convert_i32x4(gather16(texel)), wasm_f32x4_splat(65535.0f));
    } else if constexpr (kLayout == Layout::Depth24) {
      const v128_t depth = wasm_v128_and(gather32(texel), wasm_i32x4_splat(0xFFFFFF));
      return wasm_f32x4_div(wasm_f32x4_convert_i32x4(depth), wasm_f32x4_splat(16777215.0f));
    } else {
      return gather32(texel);
    }
  }
  static void gather(const std::byte* const* texel, v128_t* planes) { planes[0] = values(texel); }
  static v128_t load(const Sampler& s, const std::byte* p) { return s.texel(s, p); }
  static v128_t loadForBlend(const Sampler& s, const std::byte* p) { return load(s, p); }
};

/// RG16F, which look-up tables of physically based shading are made of.
struct TexelRg16F {
  static constexpr uint32_t kBytes = 4;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 2;

  static void gather(const std::byte* const* texel, v128_t* planes) {
    const v128_t words = gather32(texel);
    planes[0] = format::halfToFloat4(wasm_v128_and(words, wasm_i32x4_splat(0xFFFF)));
    planes[1] = format::halfToFloat4(wasm_u32x4_shr(words, 16));
  }
  static v128_t load(const Sampler& s, const std::byte* p) { return s.texel(s, p); }
  static v128_t loadForBlend(const Sampler& s, const std::byte* p) { return load(s, p); }
};

struct TexelAny {
  static constexpr uint32_t kBytes = 0;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 0;
  static v128_t load(const Sampler& s, const std::byte* p) { return s.texel(s, p); }
  static v128_t loadForBlend(const Sampler& s, const std::byte* p) { return load(s, p); }
};

}  // namespace nogpu::pipeline
