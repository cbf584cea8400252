// SPDX-License-Identifier: MIT
// Four vectors of four words as a matrix.
#pragma once

#include "simd/simd.h"

namespace nogpu {

/// 4 lanes × 4 channels to 4 vectors of one texel or vertex each, and back: it is its own inverse.
/// `in` and `out` may be the same.
inline void transpose4(const v128_t* in, v128_t* out) {
  const v128_t a = wasm_i32x4_shuffle(in[0], in[1], 0, 4, 1, 5);
  const v128_t b = wasm_i32x4_shuffle(in[0], in[1], 2, 6, 3, 7);
  const v128_t c = wasm_i32x4_shuffle(in[2], in[3], 0, 4, 1, 5);
  const v128_t d = wasm_i32x4_shuffle(in[2], in[3], 2, 6, 3, 7);
  out[0] = wasm_i64x2_shuffle(a, c, 0, 2);
  out[1] = wasm_i64x2_shuffle(a, c, 1, 3);
  out[2] = wasm_i64x2_shuffle(b, d, 0, 2);
  out[3] = wasm_i64x2_shuffle(b, d, 1, 3);
}

}  // namespace nogpu
