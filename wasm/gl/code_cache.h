// SPDX-License-Identifier: MIT
// Emitted shader code that has been brought to life by the host: one entry of the function table
// for each distinct module, shared by all programs (of all contexts) that compiled to the same
// bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "shader/abi.h"

namespace nogpu::gl {

struct CompiledCode {
  CompiledCode(std::vector<uint8_t> moduleBytes, uint32_t tableIndex);
  ~CompiledCode();
  CompiledCode(const CompiledCode&) = delete;
  CompiledCode& operator=(const CompiledCode&) = delete;

  /// A table index is what a function pointer is in WebAssembly.
  shader::RunFn run() const { return reinterpret_cast<shader::RunFn>(uintptr_t{index}); }

  const std::vector<uint8_t> bytes;
  const uint32_t index;
};

/// The code of these bytes; null where the host compiles nothing at run time (native builds, strict
/// content security policies): the interpreter runs then.
std::shared_ptr<CompiledCode> instantiateCode(std::vector<uint8_t> bytes);

/// Modules in the table now.
uint32_t liveCodeModules();

}  // namespace nogpu::gl
