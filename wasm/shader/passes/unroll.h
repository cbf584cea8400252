// SPDX-License-Identifier: MIT
// Loops whose number of trips is a small constant become straight code.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Innermost first. A loop goes if trips × size stays small; its back-edges then no longer count
/// against the loop budget.
void unrollSmallLoops(ir::Module& module);

}  // namespace nogpu::shader::passes
