// SPDX-License-Identifier: MIT
// One texel, or one channel of four, as a vector, per format. The formats of hot paths have a type
// here, with which filter.h is instantiated; all others go through Sampler::gather, one indirect
// call for four texels.
#pragma once

#include <cstddef>
#include <cstring>

#include "format/srgb.h"
#include "pipeline/sampler/sampler.h"
#include "pipeline/texel_codec.h"
#include "simd/simd.h"
#include "simd/transpose.h"

namespace nogpu::pipeline {

/// The gather function of any uncompressed format with a colour or depth plane: four texels as one
/// vector per channel, float RGBA with missing channels (0, 0, 0, 1), or integers likewise.
GatherFn gatherFunction(format::FormatId id);

// A texel type has
//   kBytes   bytes per texel, 0 if only the sampler knows
//   kScale   what load()'s and gather()'s numbers must be multiplied with
//   kPlanes  0: a vector holds one texel, load() gives it
//            1: one channel, 2: two, 4: all; a vector holds one channel of four texels, gather()
//            gives these. What is missing is (0, 0, 0, 1)
//   loadForBlend()   load() where what it will be blended with does not care about NaN or Inf

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

// ---- four texels at once
// -----------------------------------------------------------------------------

/// 32 bits of each texel, `offset` bytes into it; gather16 and gather8: the rest of a lane is zero.
inline v128_t gather32(const std::byte* const* texel, uint32_t offset = 0) {
  v128_t words = wasm_v128_load32_zero(texel[0] + offset);
  words = wasm_v128_load32_lane(texel[1] + offset, words, 1);
  words = wasm_v128_load32_lane(texel[2] + offset, words, 2);
  return wasm_v128_load32_lane(texel[3] + offset, words, 3);
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

/// The words of four texels of `kBytes` (texel_codec.h).
template <uint32_t kBytes>
inline void gatherWords(const std::byte* const* texel, v128_t* words) {
  if constexpr (kBytes == 1) {
    words[0] = gather8(texel);
  } else if constexpr (kBytes == 2) {
    words[0] = gather16(texel);
  } else if constexpr (kBytes == 16) {
    v128_t lanes[4];
    for (int lane = 0; lane < 4; ++lane) lanes[lane] = wasm_v128_load(texel[lane]);
    transpose4(lanes, words);
  } else {
    for (uint32_t i = 0; i < kBytes / 4; ++i) words[i] = gather32(texel, 4 * i);
  }
}

/// Formats of one channel, by how its numbers are stored.
template <format::Layout kLayout>
struct TexelOne {
  static constexpr uint32_t kBytes = format::componentBytes(kLayout);
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 1;

  static v128_t values(const std::byte* const* texel) {
    v128_t word, value;
    gatherWords<kBytes>(texel, &word);
    unpackComponents<kLayout, 1>(&word, &value);
    return value;
  }
  static void gather(const Sampler&, const std::byte* const* texel, v128_t* planes) {
    planes[0] = values(texel);
  }
};

/// SRGB8_ALPHA8 and SRGB8: each texel is decoded before anything is blended.
struct TexelSrgb8 {
  static constexpr uint32_t kBytes = 4;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 4;

  static void gather(const Sampler&, const std::byte* const* texel, v128_t* planes) {
    const float* linear = format::kSrgbToLinear.values;
    uint32_t word[4];
    for (int lane = 0; lane < 4; ++lane) std::memcpy(&word[lane], texel[lane], 4);
    for (int c = 0; c < 3; ++c) {
      v128_t v = wasm_v128_load32_zero(&linear[word[0] >> 8 * c & 255]);
      v = wasm_v128_load32_lane(&linear[word[1] >> 8 * c & 255], v, 1);
      v = wasm_v128_load32_lane(&linear[word[2] >> 8 * c & 255], v, 2);
      planes[c] = wasm_v128_load32_lane(&linear[word[3] >> 8 * c & 255], v, 3);
    }
    planes[3] = unormToFloat4(wasm_u32x4_shr(gather32(texel), 24), 255.0f);
  }
};

/// RG16F, which look-up tables of physically based shading are made of.
struct TexelRg16F {
  static constexpr uint32_t kBytes = 4;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 2;

  static void gather(const Sampler&, const std::byte* const* texel, v128_t* planes) {
    const v128_t words = gather32(texel);
    unpackComponents<format::Layout::Float16, 2>(&words, planes);
  }
};

struct TexelAny {
  static constexpr uint32_t kBytes = 0;
  static constexpr float kScale = 1.0f;
  static constexpr int kPlanes = 4;

  static void gather(const Sampler& s, const std::byte* const* texel, v128_t* planes) {
    s.gather(s, texel, planes);
  }
};

}  // namespace nogpu::pipeline
