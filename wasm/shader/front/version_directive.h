// SPDX-License-Identifier: MIT
// Finding `#version` before anything else is done: it decides which words and rules there are.
#pragma once

#include <cstddef>
#include <string_view>

namespace nogpu::shader::front {

struct VersionDirective {
  int version = 100;
  size_t hashAt = std::string_view::npos;  // offset of its '#'; npos if there is none
  std::string_view problem;                // message; empty if it is fine
};

/// `text` without line continuations. ESSL 3.00 §3.3, ESSL 1.00 §3.4.
VersionDirective findVersionDirective(std::string_view text);

}  // namespace nogpu::shader::front
