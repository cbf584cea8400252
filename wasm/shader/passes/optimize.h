// SPDX-License-Identifier: MIT
// The order in which the passes run.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Rewrites `module` into an equivalent, faster one: every output, store and discard keeps its bits.
/// Sets Inst::uniform, LoopParam::escapes and If::idleLanesZero, and numbers values in textual order.
/// Debug builds verify the module after every pass.
void optimize(ir::Module& module);

}  // namespace nogpu::shader::passes
