// SPDX-License-Identifier: MIT
// The words of the language, out of the compiler's own tables: what a fuzzer may put into a text.
#pragma once

#include <span>
#include <string_view>

namespace nogpu::fuzz {

std::span<const std::string_view> shaderWords();

}  // namespace nogpu::fuzz
