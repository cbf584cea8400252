// SPDX-License-Identifier: MIT
// The order in which the passes run.
#pragma once

#include <string_view>

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Rewrites `module` into an equivalent, faster one: every output, store and discard keeps its
/// bits. Sets Inst::uniform, LoopParam::escapes and If::idleLanesZero, and numbers values in
/// textual order. Debug builds verify the module after every pass.
void optimize(ir::Module& module);

/// Runs the one pass with this name (uniformity, dead-code, simplify, common-values, code-motion,
/// if-conversion, unroll, compact, optimize); false if there is none.
bool runPass(std::string_view name, ir::Module& module);

}  // namespace nogpu::shader::passes
