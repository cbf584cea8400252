// SPDX-License-Identifier: MIT
// The emitter's inner surface: what emitWasm (shader/program.h) is made of, with the choices that
// tests and benchmarks turn by hand.
#pragma once

#include <cstdint>
#include <vector>

#include "shader/ir/ir.h"
#include "shader/source_location.h"

namespace nogpu::shader::emit {

struct EmitOptions {
  uint32_t interleave = 0;  ///< quads (vertex groups) per step, 1 or 2; 0 lets the emitter choose
};

/// From this byte of the module on, code belongs to `loc`.
struct SourceMark {
  uint32_t offsetBytes;
  SourceLoc loc;
};

struct EmittedModule {
  std::vector<uint8_t> bytes;
  std::vector<SourceMark> marks;  ///< ascending
  uint32_t interleave = 1;
  uint32_t varyingOps = 0;
};

EmittedModule emitModule(const ir::Module& module, const EmitOptions& options);

}  // namespace nogpu::shader::emit
