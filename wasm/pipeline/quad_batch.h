// SPDX-License-Identifier: MIT
// The batch that the rasterizer fills and the fragment stage empties: the shader's FragmentBatch, the
// segments it refers to, and each lane's sample coverage, which the shader does not see.
#pragma once

#include <cstdint>

#include "pipeline/sample_pattern.h"
#include "shader/abi.h"

namespace nogpu::pipeline {

inline constexpr uint32_t kMaxQuads = shader::kMaxBatchQuads;
inline constexpr uint32_t kMaxSegments = kMaxQuads;

struct alignas(16) QuadBatch {
  shader::FragmentBatch shader;
  v128_t coverage[kMaxQuads];  ///< multisampled targets: bit s of a lane: sample s is covered
  shader::FragmentSegment segments[kMaxSegments];
};

/// Lanes whose sample `s` is covered.
inline v128_t sampleLanes(v128_t coverage, uint32_t s) {
  const v128_t bit = wasm_i32x4_splat(static_cast<int32_t>(1u << s));
  return wasm_i32x4_eq(wasm_v128_and(coverage, bit), bit);
}

/// Window depth of the segment at the centres of a quad's pixels; not clamped.
inline v128_t quadDepth(const shader::FragmentSegment& s, int32_t x, int32_t y) {
  const float px = static_cast<float>(x - s.x0), py = static_cast<float>(y - s.y0);
  const v128_t xs = wasm_f32x4_make(px, px + 1, px, px + 1);
  const v128_t ys = wasm_f32x4_make(py, py, py + 1, py + 1);
  return wasm_f32x4_add(wasm_f32x4_add(wasm_f32x4_splat(s.z[0]),
                                       wasm_f32x4_mul(wasm_f32x4_splat(s.z[1]), xs)),
                        wasm_f32x4_mul(wasm_f32x4_splat(s.z[2]), ys));
}

}  // namespace nogpu::pipeline
