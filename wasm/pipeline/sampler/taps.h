// SPDX-License-Identifier: MIT
// The addresses of the texels that four lanes need of one level, and their weights. Tap order of a
// linear filter: bit 0 = high in s, bit 1 = high in t, bit 2 = high in r (3D).
#pragma once

#include <cstddef>
#include <cstdint>

#include "pipeline/sampler/cube.h"
#include "pipeline/sampler/sampler.h"
#include "pipeline/sampler/wrap.h"

namespace nogpu::pipeline {

using LanePointers = const std::byte* [4];

/// Linear taps. corner[lane]: the tap of a cube's lane that has no texel (three faces meet there),
/// its value is the mean of the other three; kNoCorner for all others.
struct Taps {
  alignas(16) LanePointers texel[8];
  v128_t weight[3];
  bool anyCorner;
  uint8_t corner[4];
};
inline constexpr uint8_t kNoCorner = 255;

/// base + each lane's offset.
NOGPU_INLINE void storePointers(const std::byte* base, v128_t offsets, LanePointers& out) {
#if defined(__wasm32__)
  const uint32_t address = reinterpret_cast<uint32_t>(base);
  wasm_v128_store(out, wasm_i32x4_add(offsets, wasm_i32x4_splat(static_cast<int32_t>(address))));
#else
  alignas(16) uint32_t lanes[4];
  wasm_v128_store(lanes, offsets);
  for (int i = 0; i < 4; ++i) out[i] = base + lanes[i];
#endif
}

NOGPU_INLINE Axis axisOf(const Sampler& s, const SamplerLevel& level, const int32_t* offset,
                         int i) {
  return {s.wrap[i], level.size[i], level.texels[i], offset[i]};
}

inline v128_t scaled(v128_t index, uint32_t stride) {
  return wasm_i32x4_mul(index, wasm_i32x4_splat(static_cast<int32_t>(stride)));
}

/// The byte offset of each lane's slice or layer when it is one and not filtered.
template <TextureDim kDim>
inline v128_t layerOffset(const SamplerLevel& level, const v128_t* coord) {
  if constexpr (kDim == TextureDim::D2Array) {
    return scaled(layerIndex(coord[2], level.texels[2]), level.sliceStrideBytes);
  }
  return wasm_i32x4_splat(0);
}

// ---- cube faces
// ------------------------------------------------------------------------------------

/// Face coordinates in [0, 1] to texel space; NaN becomes 0.
inline v128_t faceTexelSpace(v128_t s, float size) {
  return clampLanes(wasm_f32x4_mul(s, wasm_f32x4_splat(size)), 0.0f, size);
}

inline void nearestCubeTaps(const SamplerLevel& level, uint32_t texelBytes, const v128_t* coord,
                            LanePointers& texel) {
  const v128_t x = clampIndex(wholeToInt(wasm_f32x4_floor(faceTexelSpace(coord[0], level.size[0]))),
                              level.texels[0]);
  const v128_t y = clampIndex(wholeToInt(wasm_f32x4_floor(faceTexelSpace(coord[1], level.size[0]))),
                              level.texels[0]);
  alignas(16) uint32_t offset[4], face[4];
  wasm_v128_store(offset, wasm_i32x4_add(scaled(y, level.rowStrideBytes), scaled(x, texelBytes)));
  wasm_v128_store(face, coord[2]);
  for (int lane = 0; lane < 4; ++lane) texel[lane] = level.faces[face[lane]] + offset[lane];
}

inline const std::byte* cubeTexel(const SamplerLevel& level, uint32_t texelBytes, CubeTexel t) {
  return level.faces[t.face] + size_t{level.rowStrideBytes} * static_cast<uint32_t>(t.y) +
         size_t{texelBytes} * static_cast<uint32_t>(t.x);
}

/// One lane with a tap outside its face.
inline void seamTaps(const SamplerLevel& level, uint32_t texelBytes, CubeTexel low, int lane,
                     Taps& taps) {
  const int32_t n = level.texels[0];
  for (int tap = 0; tap < 4; ++tap) {
    CubeTexel t{low.face, low.x + (tap & 1), low.y + (tap >> 1)};
    const bool outX = t.x < 0 || t.x >= n, outY = t.y < 0 || t.y >= n;
    if (outX && outY) {
      taps.anyCorner = true;
      taps.corner[lane] = static_cast<uint8_t>(tap);
      t = low;  // a readable texel; its value is not used
      t.x = t.x < 0 ? 0 : t.x;
      t.y = t.y < 0 ? 0 : t.y;
    } else if (outX || outY) {
      t = acrossEdge(t, n);
    }
    taps.texel[tap][lane] = cubeTexel(level, texelBytes, t);
  }
}

inline void linearCubeTaps(const SamplerLevel& level, uint32_t texelBytes, const v128_t* coord,
                           Taps& taps) {
  const v128_t half = wasm_f32x4_splat(0.5f), one = wasm_i32x4_splat(1);
  const v128_t u = wasm_f32x4_sub(faceTexelSpace(coord[0], level.size[0]), half);
  const v128_t v = wasm_f32x4_sub(faceTexelSpace(coord[1], level.size[0]), half);
  const v128_t wholeU = wasm_f32x4_floor(u), wholeV = wasm_f32x4_floor(v);
  taps.weight[0] = wasm_f32x4_sub(u, wholeU);
  taps.weight[1] = wasm_f32x4_sub(v, wholeV);
  taps.anyCorner = false;

  alignas(16) int32_t x[4], y[4], face[4];
  const v128_t xs = wholeToInt(wholeU), ys = wholeToInt(wholeV);
  wasm_v128_store(x, xs);
  wasm_v128_store(y, ys);
  wasm_v128_store(face, coord[2]);
  // x ∈ -1 … n-1; x and x+1 are both inside if x is in 0 … n-2.
  const v128_t last = wasm_i32x4_splat(level.texels[0] - 1);
  const v128_t outside = wasm_v128_or(wasm_v128_or(wasm_i32x4_shr(wasm_v128_or(xs, ys), 31),
                                                   wasm_i32x4_gt(wasm_i32x4_add(xs, one), last)),
                                      wasm_i32x4_gt(wasm_i32x4_add(ys, one), last));
  alignas(16) int32_t isOutside[4];
  wasm_v128_store(isOutside, outside);
  for (int lane = 0; lane < 4; ++lane) {
    taps.corner[lane] = kNoCorner;
    const CubeTexel low{face[lane], x[lane], y[lane]};
    if (isOutside[lane]) {
      seamTaps(level, texelBytes, low, lane, taps);
      continue;
    }
    const std::byte* p = cubeTexel(level, texelBytes, low);
    taps.texel[0][lane] = p;
    taps.texel[1][lane] = p + texelBytes;
    taps.texel[2][lane] = p + level.rowStrideBytes;
    taps.texel[3][lane] = p + level.rowStrideBytes + texelBytes;
  }
}

// ---- all dimensions
// ----------------------------------------------------------------------------------

template <TextureDim kDim>
NOGPU_INLINE void nearestTaps(const Sampler& s, const SamplerLevel& level, uint32_t texelBytes,
                              const int32_t* offset, const v128_t* coord, LanePointers& texel) {
  if constexpr (kDim == TextureDim::Cube) {
    nearestCubeTaps(level, texelBytes, coord, texel);
  } else {
    const v128_t x = nearestTexel(axisOf(s, level, offset, 0), coord[0]);
    const v128_t y = nearestTexel(axisOf(s, level, offset, 1), coord[1]);
    v128_t at = wasm_i32x4_add(scaled(y, level.rowStrideBytes), scaled(x, texelBytes));
    if constexpr (kDim == TextureDim::D3) {
      const v128_t z = nearestTexel(axisOf(s, level, offset, 2), coord[2]);
      at = wasm_i32x4_add(at, scaled(z, level.sliceStrideBytes));
    } else if constexpr (kDim == TextureDim::D2Array) {
      at = wasm_i32x4_add(at, layerOffset<kDim>(level, coord));
    }
    storePointers(level.faces[0], at, texel);
  }
}

template <TextureDim kDim>
NOGPU_INLINE void linearTaps(const Sampler& s, const SamplerLevel& level, uint32_t texelBytes,
                             const int32_t* offset, const v128_t* coord, Taps& taps) {
  if constexpr (kDim == TextureDim::Cube) {
    linearCubeTaps(level, texelBytes, coord, taps);
  } else {
    const TexelPair x = linearTexels(axisOf(s, level, offset, 0), coord[0]);
    const TexelPair y = linearTexels(axisOf(s, level, offset, 1), coord[1]);
    taps.weight[0] = x.weight;
    taps.weight[1] = y.weight;
    const v128_t left = scaled(x.low, texelBytes), right = scaled(x.high, texelBytes);
    v128_t bottom = scaled(y.low, level.rowStrideBytes), top = scaled(y.high, level.rowStrideBytes);
    const std::byte* base = level.faces[0];
    if constexpr (kDim == TextureDim::D3) {
      const TexelPair z = linearTexels(axisOf(s, level, offset, 2), coord[2]);
      taps.weight[2] = z.weight;
      const v128_t back = scaled(z.high, level.sliceStrideBytes);
      storePointers(base, wasm_i32x4_add(wasm_i32x4_add(bottom, back), left), taps.texel[4]);
      storePointers(base, wasm_i32x4_add(wasm_i32x4_add(bottom, back), right), taps.texel[5]);
      storePointers(base, wasm_i32x4_add(wasm_i32x4_add(top, back), left), taps.texel[6]);
      storePointers(base, wasm_i32x4_add(wasm_i32x4_add(top, back), right), taps.texel[7]);
      const v128_t front = scaled(z.low, level.sliceStrideBytes);
      bottom = wasm_i32x4_add(bottom, front);
      top = wasm_i32x4_add(top, front);
    } else if constexpr (kDim == TextureDim::D2Array) {
      const v128_t layer = layerOffset<kDim>(level, coord);
      bottom = wasm_i32x4_add(bottom, layer);
      top = wasm_i32x4_add(top, layer);
    }
    storePointers(base, wasm_i32x4_add(bottom, left), taps.texel[0]);
    storePointers(base, wasm_i32x4_add(bottom, right), taps.texel[1]);
    storePointers(base, wasm_i32x4_add(top, left), taps.texel[2]);
    storePointers(base, wasm_i32x4_add(top, right), taps.texel[3]);
  }
}

}  // namespace nogpu::pipeline
