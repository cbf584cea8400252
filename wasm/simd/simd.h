// SPDX-License-Identifier: MIT
// The one door to SIMD. Code is written once against the names of wasm_simd128.h; the native build
// takes them from SIMDe. Nothing relaxed and nothing fused is used anywhere, so that the same input
// gives the same bits on every machine.
#pragma once

#include <cstdint>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#else
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/wasm/simd128.h>
#endif

#if !defined(__wasm_simd128__)
namespace nogpu::simd {

/// SIMDe 0.7's u32x4_trunc_sat_f32x4 gives 2^31 for some values in [2^31, 2^32) on SSE4.1.
inline v128_t truncSatU32(v128_t a) {
  const v128_t value = wasm_f32x4_pmax(wasm_f32x4_splat(0.0f), a);  // NaN gives 0
  const v128_t half = wasm_f32x4_splat(2147483648.0f);
  const v128_t big = wasm_f32x4_ge(value, half);
  const v128_t low = wasm_i32x4_trunc_sat_f32x4(wasm_f32x4_sub(value, wasm_v128_and(big, half)));
  return wasm_v128_xor(low, wasm_v128_and(big, wasm_i32x4_splat(INT32_MIN)));
}

/// SIMDe 0.7's f32x4_nearest loses the sign of -0.5 when compiled by clang 14.
inline v128_t nearest(v128_t a) {
  const v128_t magic = wasm_f32x4_splat(8388608.0f);  // 2^23: from here on floats are integers
  const v128_t sign = wasm_v128_and(a, wasm_i32x4_splat(INT32_MIN));
  const v128_t size = wasm_v128_xor(a, sign);
  const v128_t rounded = wasm_f32x4_sub(wasm_f32x4_add(size, magic), magic);
  return wasm_v128_bitselect(wasm_v128_or(rounded, sign), a, wasm_f32x4_lt(size, magic));
}

}  // namespace nogpu::simd
#undef wasm_f32x4_nearest
#define wasm_f32x4_nearest(a) ::nogpu::simd::nearest(a)
#undef wasm_u32x4_trunc_sat_f32x4
#define wasm_u32x4_trunc_sat_f32x4(a) ::nogpu::simd::truncSatU32(a)
#endif
