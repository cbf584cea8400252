// SPDX-License-Identifier: MIT
// One level at four lanes: taps (taps.h) → texels (texel.h) → blend → one vector per channel. The
// blend works lane by lane, RGBA in a vector, and is transposed once at the end.
#pragma once

#include <type_traits>

#include "pipeline/sampler/taps.h"
#include "pipeline/sampler/texel.h"
#include "simd/transpose.h"

namespace nogpu::pipeline {

/// a + (b - a)·t: exactly a where a = b.
inline v128_t lerp(v128_t a, v128_t b, v128_t t) {
  return wasm_f32x4_add(a, wasm_f32x4_mul(wasm_f32x4_sub(b, a), t));
}

inline void scaleChannels(v128_t* rgba, float scale) {
  for (int c = 0; c < 4; ++c) rgba[c] = wasm_f32x4_mul(rgba[c], wasm_f32x4_splat(scale));
}

template <class T>
inline uint32_t texelBytesOf(const Sampler& s) {
  return T::kBytes != 0 ? T::kBytes : s.texelBytes;
}

/// (x, 0, 0, 1), (x, y, 0, 1), or all.
template <int kPlanes>
inline void fillChannels(const v128_t* planes, v128_t* rgba) {
  for (int c = 0; c < 4; ++c) {
    rgba[c] = c < kPlanes ? planes[c] : wasm_f32x4_splat(c == 3 ? 1.0f : 0.0f);
  }
}

// ---- nearest
// --------------------------------------------------------------------------------------

template <class T, TextureDim kDim>
inline void nearestLevel(const Sampler& s, const SamplerLevel& level, const int32_t* offset,
                         const v128_t* coord, v128_t* rgba) {
  alignas(16) LanePointers texel;
  nearestTaps<kDim>(s, level, texelBytesOf<T>(s), offset, coord, texel);
  if constexpr (std::is_same_v<T, TexelRgba8>) {
    v128_t words = wasm_v128_load32_zero(texel[0]);
    words = wasm_v128_load32_lane(texel[1], words, 1);
    words = wasm_v128_load32_lane(texel[2], words, 2);
    words = wasm_v128_load32_lane(texel[3], words, 3);
    const v128_t byte = wasm_i32x4_splat(255);
    rgba[0] = wasm_f32x4_convert_i32x4(wasm_v128_and(words, byte));
    rgba[1] = wasm_f32x4_convert_i32x4(wasm_v128_and(wasm_u32x4_shr(words, 8), byte));
    rgba[2] = wasm_f32x4_convert_i32x4(wasm_v128_and(wasm_u32x4_shr(words, 16), byte));
    rgba[3] = wasm_f32x4_convert_i32x4(wasm_u32x4_shr(words, 24));
  } else if constexpr (T::kPlanes != 0) {
    v128_t planes[T::kPlanes];
    T::gather(s, texel, planes);
    fillChannels<T::kPlanes>(planes, rgba);
  } else {
    v128_t lanes[4];
    for (int lane = 0; lane < 4; ++lane) lanes[lane] = T::load(s, texel[lane]);
    transpose4(lanes, rgba);
  }
  if constexpr (T::kScale != 1.0f) scaleChannels(rgba, T::kScale);
}

// ---- linear
// ---------------------------------------------------------------------------------------

inline v128_t laneSplat(v128_t v, int lane) {
  switch (lane) {
    case 0:
      return wasm_i32x4_shuffle(v, v, 0, 0, 0, 0);
    case 1:
      return wasm_i32x4_shuffle(v, v, 1, 1, 1, 1);
    case 2:
      return wasm_i32x4_shuffle(v, v, 2, 2, 2, 2);
    default:
      return wasm_i32x4_shuffle(v, v, 3, 3, 3, 3);
  }
}

/// The corner's value: the mean of the other three (ES 3.0 §3.8.10.3).
inline void fillCorner(v128_t* texels, uint8_t corner) {
  v128_t sum = wasm_f32x4_splat(0.0f);
  for (int tap = 0; tap < 4; ++tap) {
    if (tap != corner) sum = wasm_f32x4_add(sum, texels[tap]);
  }
  texels[corner] = wasm_f32x4_mul(sum, wasm_f32x4_splat(1.0f / 3.0f));
}

/// One tap of four lanes a vector: the same for the lanes that have a corner.
inline void fillCorners(const Taps& taps, v128_t* tap) {
  alignas(16) float values[4][4];
  for (int i = 0; i < 4; ++i) wasm_v128_store(values[i], tap[i]);
  for (int lane = 0; lane < 4; ++lane) {
    const uint8_t corner = taps.corner[lane];
    if (corner == kNoCorner) continue;
    float sum = 0.0f;
    for (int i = 0; i < 4; ++i) sum += i == corner ? 0.0f : values[i][lane];
    values[corner][lane] = sum * (1.0f / 3.0f);
  }
  for (int i = 0; i < 4; ++i) tap[i] = wasm_v128_load(values[i]);
}

template <class T, TextureDim kDim>
inline v128_t blendTexels(const Sampler& s, const Taps& taps, int first, int lane) {
  v128_t texels[4];
  for (int tap = 0; tap < 4; ++tap) {
    texels[tap] = T::loadForBlend(s, taps.texel[first + tap][lane]);
  }
  if constexpr (kDim == TextureDim::Cube) {
    if (taps.anyCorner && taps.corner[lane] != kNoCorner) fillCorner(texels, taps.corner[lane]);
  }
  const v128_t x = laneSplat(taps.weight[0], lane), y = laneSplat(taps.weight[1], lane);
  return lerp(lerp(texels[0], texels[1], x), lerp(texels[2], texels[3], x), y);
}

// RGBA8 blends horizontally in integers, with 14-bit weights, and vertically in float
// (bench/sampler in WASM: cube trilinear 50 ns, 95 when blended as floats throughout).

inline constexpr float kByteWeightOne = 16384.0f;

/// Horizontal weights as pairs of int16, (1 - x)·2^14 in the low half of each lane, x·2^14 in the
/// high.
inline v128_t byteWeights(v128_t x) {
  const v128_t high = wholeToInt(wasm_f32x4_mul(x, wasm_f32x4_splat(kByteWeightOne)));
  const v128_t low = wasm_i32x4_sub(wasm_i32x4_splat(16384), high);
  return wasm_v128_or(low, wasm_i32x4_shl(high, 16));
}

/// Four bytes each of two neighbours: r0·w0 + r1·w1, … as float.
inline v128_t blendPair(const std::byte* left, const std::byte* right, v128_t weights) {
  const v128_t a = wasm_v128_load32_zero(left), b = wasm_v128_load32_zero(right);
  const v128_t pairs =
      wasm_i8x16_shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return wasm_f32x4_convert_i32x4(
      wasm_i32x4_dot_i16x8(wasm_u16x8_extend_low_u8x16(pairs), weights));
}

inline v128_t blendBytes(const Taps& taps, v128_t weights, int first, int lane) {
  const v128_t w = laneSplat(weights, lane);
  const v128_t low = blendPair(taps.texel[first][lane], taps.texel[first + 1][lane], w);
  const v128_t high = blendPair(taps.texel[first + 2][lane], taps.texel[first + 3][lane], w);
  return lerp(low, high, laneSplat(taps.weight[1], lane));
}

/// Four lanes of four or eight taps by `blend(first tap, lane)`.
template <TextureDim kDim, class Blend>
inline void blendLanes(const Taps& taps, v128_t* rgba, Blend blend) {
  v128_t lanes[4];
  for (int lane = 0; lane < 4; ++lane) {
    lanes[lane] = blend(0, lane);
    if constexpr (kDim == TextureDim::D3) {
      lanes[lane] = lerp(lanes[lane], blend(4, lane), laneSplat(taps.weight[2], lane));
    }
  }
  transpose4(lanes, rgba);
}

/// Four taps of all lanes: nothing to transpose.
template <class T, TextureDim kDim>
inline void blendSlice(const Sampler& s, const Taps& taps, int first, v128_t* planes) {
  v128_t channels[4][T::kPlanes];
  for (int i = 0; i < 4; ++i) T::gather(s, taps.texel[first + i], channels[i]);
  const v128_t x = taps.weight[0], y = taps.weight[1];
  for (int p = 0; p < T::kPlanes; ++p) {
    v128_t tap[4] = {channels[0][p], channels[1][p], channels[2][p], channels[3][p]};
    if constexpr (kDim == TextureDim::Cube) {
      if (taps.anyCorner) fillCorners(taps, tap);
    }
    planes[p] = lerp(lerp(tap[0], tap[1], x), lerp(tap[2], tap[3], x), y);
  }
}

template <class T, TextureDim kDim>
inline void blendPlanes(const Sampler& s, const Taps& taps, v128_t* rgba) {
  v128_t planes[T::kPlanes];
  blendSlice<T, kDim>(s, taps, 0, planes);
  if constexpr (kDim == TextureDim::D3) {
    v128_t back[T::kPlanes];
    blendSlice<T, kDim>(s, taps, 4, back);
    for (int p = 0; p < T::kPlanes; ++p) planes[p] = lerp(planes[p], back[p], taps.weight[2]);
  }
  fillChannels<T::kPlanes>(planes, rgba);
}

template <class T, TextureDim kDim>
inline void linearLevel(const Sampler& s, const SamplerLevel& level, const int32_t* offset,
                        const v128_t* coord, v128_t* rgba) {
  Taps taps;
  linearTaps<kDim>(s, level, texelBytesOf<T>(s), offset, coord, taps);
  if constexpr (std::is_same_v<T, TexelRgba8>) {
    if (kDim != TextureDim::Cube || !taps.anyCorner) {
      const v128_t weights = byteWeights(taps.weight[0]);
      blendLanes<kDim>(taps, rgba,
                       [&](int first, int lane) { return blendBytes(taps, weights, first, lane); });
      return scaleChannels(rgba, 1.0f / (255.0f * kByteWeightOne));
    }
  }
  if constexpr (T::kPlanes != 0) {
    blendPlanes<T, kDim>(s, taps, rgba);
  } else if constexpr (!std::is_same_v<T, TexelRgba8> || kDim == TextureDim::Cube) {
    blendLanes<kDim>(taps, rgba, [&](int first, int lane) {
      return blendTexels<T, kDim>(s, taps, first, lane);
    });
    if constexpr (T::kScale != 1.0f) scaleChannels(rgba, T::kScale);
  }
}

template <class T, TextureDim kDim>
__attribute__((noinline)) void filterLevel(const Sampler& s, const SamplerLevel& level,
                                           Filter filter, const shader::SampleArgs& args,
                                           const v128_t* coord, v128_t* rgba) {
  if (filter == Filter::Linear)
    linearLevel<T, kDim>(s, level, args.offset, coord, rgba);
  else
    nearestLevel<T, kDim>(s, level, args.offset, coord, rgba);
}

/// The level function of a format and dimension (filter.cpp), and of shadow lookups (compare.cpp).
LevelFn filterFunction(format::FormatId id, TextureDim dim);
LevelFn compareFunction(format::FormatId id, TextureDim dim);

}  // namespace nogpu::pipeline
