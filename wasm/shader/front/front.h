// SPDX-License-Identifier: MIT
// The front end: ESSL 3.00 or 1.00 text to a checked tree, or diagnostics.
//
//   text ─ preprocessor ─▶ tokens ─ parser + checker ─▶ Module
//
// One pass: the parser pulls tokens, and every construct is checked as it is built, since the
// grammar cannot be parsed without knowing which names are types.
#pragma once

#include <memory>
#include <string_view>

#include "shader/diagnostic.h"
#include "shader/front/ast.h"
#include "shader/front/extensions.h"
#include "shader/limits.h"

namespace nogpu::shader::front {

struct FrontResult {
  std::unique_ptr<Module> module;  // null if there were errors
  DiagnosticList diagnostics;      // warnings may be there even on success
};

/// Any bytes are allowed as `source`; nothing of it needs to outlive the call. `supported` is what
/// the context offers to `#extension`. A missing main is no error here: compileShader reports it.
FrontResult parseAndCheck(std::string_view source, Stage stage, const Limits& limits,
                          const ExtensionSet& supported);

}  // namespace nogpu::shader::front
