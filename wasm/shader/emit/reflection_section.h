// SPDX-License-Identifier: MIT
// Emitted modules for people and tools: with the program's reflection inside. The module that runs
// goes without, so that programs that differ in names only share their code.
#pragma once

#include <cstdint>
#include <vector>

#include "shader/program.h"

namespace nogpu::shader::emit {

/// `wasm`, made by emitWasm for a stage of `program`, with reflectionJson(program) as its custom
/// section `nogpu.reflection`, the last one.
std::vector<uint8_t> withReflection(std::vector<uint8_t> wasm, const LinkedProgram& program);

}  // namespace nogpu::shader::emit
