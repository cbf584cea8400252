// SPDX-License-Identifier: MIT
// From derivatives to the level of detail (ES 3.0 §3.8.10.1). All lengths are squared until the
// logarithm: lambda = log2(rho) = log2(rho²) / 2.
#pragma once

#include "pipeline/sampler/sampler.h"
#include "simd/simd.h"

namespace nogpu::pipeline {

/// log2 of positive lanes, exact at powers of two, else within 5e-5: the exponent plus a polynomial
/// in the mantissa, log2(1 + x) ≈ x·(1 + (1 - x)·r(x)). Zero gives -127; other lanes something
/// finite.
inline v128_t approximateLog2(v128_t v) {
  const v128_t one = wasm_f32x4_splat(1.0f);
  const v128_t exponent = wasm_i32x4_sub(wasm_i32x4_shr(v, 23), wasm_i32x4_splat(127));
  const v128_t mantissa = wasm_v128_or(wasm_v128_and(v, wasm_i32x4_splat(0x007FFFFF)), one);
  const v128_t x = wasm_f32x4_sub(mantissa, one);
  v128_t r = wasm_f32x4_splat(-0.04487396f);
  r = wasm_f32x4_add(wasm_f32x4_mul(r, x), wasm_f32x4_splat(0.15053320f));
  r = wasm_f32x4_add(wasm_f32x4_mul(r, x), wasm_f32x4_splat(-0.26957801f));
  r = wasm_f32x4_add(wasm_f32x4_mul(r, x), wasm_f32x4_splat(0.44241858f));
  const v128_t factor = wasm_f32x4_add(one, wasm_f32x4_mul(wasm_f32x4_sub(one, x), r));
  return wasm_f32x4_add(wasm_f32x4_convert_i32x4(exponent), wasm_f32x4_mul(x, factor));
}

inline float approximateLog2(float v) {
  return wasm_f32x4_extract_lane(approximateLog2(wasm_f32x4_splat(v)), 0);
}

/// Squared lengths, in texels of the base level, of the quad's two difference vectors:
/// lane 0 → lane 1 along x, lane 0 → lane 2 along y.
struct QuadFootprint {
  float x2, y2;
};

/// Lanes 0 and 1: the differences of a coordinate along x and y; the other lanes repeat them.
inline v128_t quadDifferences(v128_t c) {
  return wasm_f32x4_sub(wasm_i32x4_shuffle(c, c, 1, 2, 1, 2), wasm_i32x4_shuffle(c, c, 0, 0, 0, 0));
}

template <int kDimensions>
inline QuadFootprint quadFootprint(const SamplerLevel& base, const v128_t* coord) {
  v128_t sum = wasm_f32x4_splat(0.0f);
  for (int i = 0; i < kDimensions; ++i) {
    const v128_t d = wasm_f32x4_mul(quadDifferences(coord[i]), wasm_f32x4_splat(base.size[i]));
    sum = i == 0 ? wasm_f32x4_mul(d, d) : wasm_f32x4_add(sum, wasm_f32x4_mul(d, d));
  }
  return {wasm_f32x4_extract_lane(sum, 0), wasm_f32x4_extract_lane(sum, 1)};
}

/// max, with NaN on the left given up for the right.
inline float larger(float a, float b) { return a > b ? a : b; }

/// [minLod, maxLod]; NaN becomes minLod.
inline v128_t clampLod(const Sampler& s, v128_t lod) {
  return wasm_f32x4_pmin(wasm_f32x4_splat(s.maxLod),
                         wasm_f32x4_pmax(wasm_f32x4_splat(s.minLod), lod));
}

/// bias added, clamped to ±kMaxLodBias, before the LOD is clamped.
inline v128_t biasedLod(const Sampler& s, float lod, v128_t bias) {
  const v128_t limited = wasm_f32x4_pmin(wasm_f32x4_splat(kMaxLodBias),
                                         wasm_f32x4_pmax(wasm_f32x4_splat(-kMaxLodBias), bias));
  return clampLod(s, wasm_f32x4_add(wasm_f32x4_splat(lod), limited));
}

inline bool lanesEqual(v128_t v) {
  return wasm_i32x4_all_true(wasm_i32x4_eq(v, wasm_i32x4_shuffle(v, v, 0, 0, 0, 0)));
}

}  // namespace nogpu::pipeline
