// SPDX-License-Identifier: MIT
// The IR's meaning, written down once more in plain scalar C++: every op from its line in
// ir_ops.def, control flow from the head comment of ir.h, one quad, no cleverness. Tests hold the
// interpreter and the passes against it.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "shader/ir/ir.h"

namespace nogpu::shader::test {

using Lanes4 = std::array<uint32_t, 4>;  ///< Bools are 0 or 1

/// One lane of a lane op that is not DDx or DDy. `imm` for ClampIndex.
uint32_t referenceOp(ir::Op op, uint32_t a, uint32_t b, uint32_t c, uint32_t imm = 0);

struct ReferenceInput {
  std::vector<Lanes4> inputs;  ///< by input slot, after interpolation
  std::vector<uint32_t> uniforms;
  std::vector<std::vector<uint32_t>> blocks;
  Lanes4 mask{1, 1, 1, 1};
  int32_t loopBudget = 1 << 20;
};

struct ReferenceOutput {
  std::vector<Lanes4> outputs;
  Lanes4 mask{};
  uint32_t stoppedLine = 0;
};

/// Values that the IR leaves arbitrary (merges in lanes outside the exec mask) come out as
/// 0xdeadbeef. No textures.
ReferenceOutput runReference(const ir::Module& module, const ReferenceInput& input);

/// Equal, or both NaN.
bool sameFloat(uint32_t x, uint32_t y);

}  // namespace nogpu::shader::test
