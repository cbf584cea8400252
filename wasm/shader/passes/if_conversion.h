// SPDX-License-Identifier: MIT
// Small pure Ifs become Selects: the masks and the jump cost more than both sides.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Innermost first, so that nests collapse as far as they stay small. A varying If may cost about
/// 16 operations (FACTS: where a branch begins to pay), a uniform one, which is a real branch, a
/// few. Needs current uniformity.
void convertSmallIfs(ir::Module& module);

}  // namespace nogpu::shader::passes
