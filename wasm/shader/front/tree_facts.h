// SPDX-License-Identifier: MIT
// What is only known when the whole shader has been read: static use, the call graph and its rules,
// and the rules for outputs as a group.
#pragma once

#include "shader/diagnostic.h"
#include "shader/front/ast.h"
#include "shader/limits.h"

namespace nogpu::shader::front {

/// Fills in the static-use facts of variables and `callees` and `reachable` of functions.
/// Errors: recursion, calls of functions without a body, call chains beyond the nesting limit.
void collectFacts(Module& module, const Limits& limits, DiagnosticList& diagnostics);

/// ESSL 3.00 §4.3.8.2: locations of fragment outputs; ESSL 1.00 §7.2: gl_FragColor or gl_FragData.
/// After collectFacts.
void checkOutputs(const Module& module, const Limits& limits, DiagnosticList& diagnostics);

}  // namespace nogpu::shader::front
