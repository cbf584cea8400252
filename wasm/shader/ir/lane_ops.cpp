// SPDX-License-Identifier: MIT
// The rows of lane_ops.def as one switch, for callers that run an op once.
#include "shader/ir/lane_ops.h"

namespace nogpu::shader::ir::lane {

bool isLaneOp(Op op) {
  switch (op) {
#define UNARY(name, expression) case Op::name:
#define BINARY(name, expression) case Op::name:
#define TERNARY(name, expression) case Op::name:
#include "shader/ir/lane_ops.def"
#undef UNARY
#undef BINARY
#undef TERNARY
    return true;
    default:
      return false;
  }
}

v128_t evaluate(Op op, v128_t a, v128_t b, v128_t c) {
  switch (op) {
#define UNARY(name, expression) \
  case Op::name:                \
    return expression;
#define BINARY(name, expression) UNARY(name, expression)
#define TERNARY(name, expression) UNARY(name, expression)
#include "shader/ir/lane_ops.def"
#undef UNARY
#undef BINARY
#undef TERNARY
    default:
      return wasm_i32x4_splat(0);
  }
}

}  // namespace nogpu::shader::ir::lane
