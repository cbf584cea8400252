// SPDX-License-Identifier: MIT
// Moves pure instructions to where they run less often.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Uniform instructions all of whose operands are known in the entry block go there: they run once
/// per batch. Others leave the loops they do not depend on, unless an If inside the loop guards
/// them. Needs current uniformity.
void moveInvariantCode(ir::Module& module);

}  // namespace nogpu::shader::passes
