// SPDX-License-Identifier: MIT
// Rebuilds the module without holes: only what is reachable, numbered in textual order.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Values, blocks and side tables that nothing reaches are dropped; the rest keeps its meaning.
/// Local arrays, constants and the interface (inputs, outputs) stay as they are.
void compact(ir::Module& module);

}  // namespace nogpu::shader::passes
