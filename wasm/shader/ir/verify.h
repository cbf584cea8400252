// SPDX-License-Identifier: MIT
// Checks that a module keeps the rules written in ir/ir.h. Runs after lowering and, in debug
// builds, after every pass: a broken rule is our mistake, never the shader's.
#pragma once

#include <string>

#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

/// Empty if all is well, else one line per mistake (the first few), each naming the value by its
/// id.
std::string verify(const Module& module);

}  // namespace nogpu::shader::ir
