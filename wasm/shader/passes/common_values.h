// SPDX-License-Identifier: MIT
// Common subexpressions: a pure instruction that an equal one dominates is that one. So is a load
// from a local array that nothing has stored to since, or whose element was just stored.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Hash-consing over the block tree: what a block computes is known in the blocks nested there.
void mergeCommonValues(ir::Module& module);

}  // namespace nogpu::shader::passes
