// SPDX-License-Identifier: MIT
// The rules for single instructions, the one list of them: the builder asks before an instruction
// exists, passes/simplify for those that do. The contract of every rule: the result has the same
// bits for every input, NaN's bits excepted, and no rule makes more work.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

/// What a rule made of an instruction.
struct Simplified {
  enum Outcome : uint8_t {
    Unchanged,
    Same,      ///< it is the value `value`
    Constant,  ///< it is a constant of its kind with the bits `bits`
    Become,    ///< it is `inst`; worth asking again
  } outcome = Unchanged;
  bool negatesA = false;   ///< Become: operand a is first to be negated (BNot)
  bool constantB = false;  ///< Become: operand b is a new constant `bits` of operand a's kind
  ValueId value = kNoValue;
  uint32_t bits = 0;
  Inst inst{};
};

/// Tries one rule on `inst`, whose operands are in `module`. Only lane-wise operations, loads,
/// LocalStore and ClampIndex have rules. Of a commutative operation's operands a constant one is b.
Simplified simplifyInst(const Module& module, const Inst& inst);

/// Puts a constant operand of a commutative operation to the right.
void constantToTheRight(const Module& module, Inst& inst);

}  // namespace nogpu::shader::ir
