// SPDX-License-Identifier: MIT
// The batch that the rasterizer fills and the fragment stage empties: the shader's FragmentBatch,
// the segments it refers to, and each lane's sample coverage, which the shader does not see.
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

/// Window depth of a primitive at the pixel centres of quads; not clamped.
struct DepthPlaneEquation {
  float c, dx, dy;
  int32_t x0, y0;
  v128_t lanes;  ///< what the four lanes add

  explicit DepthPlaneEquation(const shader::FragmentSegment& s)
      : c(s.z[0]),
        dx(s.z[1]),
        dy(s.z[2]),
        x0(s.x0),
        y0(s.y0),
        lanes(wasm_f32x4_make(0, s.z[1], s.z[2], s.z[1] + s.z[2])) {}

  v128_t at(int32_t x, int32_t y) const {
    const float first = (c + dx * static_cast<float>(x - x0)) + dy * static_cast<float>(y - y0);
    return wasm_f32x4_add(wasm_f32x4_splat(first), lanes);
  }
};

}  // namespace nogpu::pipeline
