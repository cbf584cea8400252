// SPDX-License-Identifier: MIT
// Everything that the compiler does with a text, for its fuzzers.
#pragma once

#include <string_view>

namespace nogpu::fuzz {

/// Compiles `source` as each stage, links it with a partner made to fit any interface that reads
/// nothing, and takes what links through emitter, printer, interpreter, reflection and decompiler.
/// Aborts if decompiled text does not compile, or the budget of an input is exceeded.
void compileAll(std::string_view source);

}  // namespace nogpu::fuzz
