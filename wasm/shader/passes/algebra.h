// SPDX-License-Identifier: MIT
// The rules for single instructions, apart from the walk that applies them (passes/simplify).
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// What a rule made of an instruction.
struct Simplified {
  enum Outcome : uint8_t {
    Unchanged,
    Rewritten,  ///< in place: another op or other operands; worth trying again
    Same,       ///< the instruction is the value `value`
  } outcome = Unchanged;
  ir::ValueId value = ir::kNoValue;
};

/// Applies one rule to instruction `id`, whose operands are final. What a rule needs in addition is
/// appended to `before`, the list of instructions in front of `id`.
Simplified simplifyInst(ir::Module& module, ir::ValueId id, std::vector<ir::ValueId>& before);

}  // namespace nogpu::shader::passes
