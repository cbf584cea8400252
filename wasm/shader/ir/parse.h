// SPDX-License-Identifier: MIT
// Reads the text that ir/print.h writes, so that tests of passes and of both back ends start from
// IR. Line breaks mean nothing except after an array's name; `;` starts a comment.
#pragma once

#include <string>
#include <string_view>

#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

struct ParseResult {
  Module module;
  std::string error;  ///< empty, or "line 3: …"; then `module` is not usable
};

/// The result has the form the text describes; call verify() to know whether it makes sense.
ParseResult parse(std::string_view text);

}  // namespace nogpu::shader::ir
