// SPDX-License-Identifier: MIT
// The table behind opInfo: the rows of ir_ops.def, in their order.
#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

namespace {

constexpr OpInfo kOps[] = {
#define X(name, operands, result, flags, meaning) {#name, operands, flags, meaning},
#include "shader/ir/ir_ops.def"
#undef X
};
static_assert(sizeof(kOps) / sizeof(kOps[0]) == size_t(Op::Count));

}  // namespace

const OpInfo& opInfo(Op op) { return kOps[size_t(op)]; }

}  // namespace nogpu::shader::ir
