// SPDX-License-Identifier: MIT
// Removes what no output, discard or reported loop needs: instructions, merges, loop params, empty
// Ifs and Loops, stores to arrays that are never loaded.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Loops whose values nobody reads go too, unless their condition is the constant true: a shader
/// that visibly never ends must still use up its budget.
void removeDeadCode(ir::Module& module);

}  // namespace nogpu::shader::passes
