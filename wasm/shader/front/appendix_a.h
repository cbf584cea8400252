// SPDX-License-Identifier: MIT
// The limits that WebGL keeps for ESSL 1.00: loops whose trip count is plain to see, and indices
// made of constants and loop variables. ESSL 1.00 appendix A, WebGL 1.0 §4.3.
#pragma once

#include "shader/diagnostic.h"
#include "shader/front/ast.h"

namespace nogpu::shader::front {

/// For version 100 only. Marks loop variables with isLoopIndex.
void checkAppendixA(Module& module, DiagnosticList& diagnostics);

}  // namespace nogpu::shader::front
