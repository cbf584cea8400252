// SPDX-License-Identifier: MIT
// Which values are the same in all lanes of a batch. Everything is uniform until a varying operand,
// or a merge point where lanes may come from different places, says otherwise.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Recomputes Inst::uniform of every instruction, LoopParam::escapes from the uses after the loop,
/// and If::idleLanesZero. Changes nothing else.
void inferUniformity(ir::Module& module);

}  // namespace nogpu::shader::passes
