// SPDX-License-Identifier: MIT
// Takes code out of function bodies that can be seen to do nothing.
#pragma once

#include "shader/front/ast.h"

namespace nogpu::shader::front {

/// Removes statements behind an unconditional jump, expression statements without effect, local
/// variables that nothing names and whose initializers have no effect, and what a `switch` on a
/// constant does not reach. Browsers do the same before they list what is active: a uniform named
/// only there is none. Facts about static use (ESSL 3.00 §4.3.9) are collected before.
void prune(Module& module);

}  // namespace nogpu::shader::front
