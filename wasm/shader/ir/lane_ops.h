// SPDX-License-Identifier: MIT
// What the rows of lane_ops.def need, and one function to evaluate any of them.
#pragma once

#include <cstdint>

#include "shader/ir/ir.h"
#include "simd/simd.h"

namespace nogpu::shader::ir::lane {

inline uint32_t divideSigned(uint32_t a, uint32_t b) {
  if (b == 0) return a;
  if (b == 0xffffffffu) return 0u - a;  // also INT_MIN / -1
  return uint32_t(int32_t(a) / int32_t(b));
}
inline uint32_t divideUnsigned(uint32_t a, uint32_t b) { return b == 0 ? a : a / b; }
inline uint32_t remainderSigned(uint32_t a, uint32_t b) {
  if (b == 0 || b == 0xffffffffu) return 0;
  return uint32_t(int32_t(a) % int32_t(b));
}
inline uint32_t remainderUnsigned(uint32_t a, uint32_t b) { return b == 0 ? 0 : a % b; }
inline uint32_t shiftLeft(uint32_t a, uint32_t b) { return a << (b & 31); }
inline uint32_t shiftRightSigned(uint32_t a, uint32_t b) {
  return uint32_t(int32_t(a) >> (b & 31));
}
inline uint32_t shiftRightUnsigned(uint32_t a, uint32_t b) { return a >> (b & 31); }

/// For what SIMD128 has no instruction.
template <class Fn>
inline v128_t perLane(v128_t a, v128_t b, Fn fn) {
  alignas(16) uint32_t x[4], y[4];
  wasm_v128_store(x, a);
  wasm_v128_store(y, b);
  for (int i = 0; i < 4; ++i) x[i] = fn(x[i], y[i]);
  return wasm_v128_load(x);
}

/// Is there a row for `op`?
bool isLaneOp(Op op);

/// The result of a lane op. Operands it does not have may be anything.
v128_t evaluate(Op op, v128_t a, v128_t b, v128_t c);

}  // namespace nogpu::shader::ir::lane
