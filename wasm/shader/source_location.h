// SPDX-License-Identifier: MIT
// A place in shader source. Kept from the preprocessor through the IR to the emitted code, because
// info logs, source maps and the debugger all need it.
#pragma once

#include <cstdint>

namespace nogpu::shader {

/// Both counted from 1; line 0 means "no place". `line` follows `#line`. A token that a macro
/// produced has the place of the macro's name where it was used, or of the ')' of a call that goes
/// over several lines.
struct SourceLoc {
  uint32_t line = 0;
  uint32_t column = 0;

  bool operator==(const SourceLoc&) const = default;
};

}  // namespace nogpu::shader
