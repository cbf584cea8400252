// SPDX-License-Identifier: MIT
// Gives the values of linear code their registers: values whose lifetimes do not overlap share one.
#pragma once

#include <cstdint>
#include <vector>

#include "shader/interp/program.h"

namespace nogpu::shader::interp {

/// A span of `main` that runs repeatedly: what is live into it must survive until its end.
struct LoopSpan {
  uint32_t begin, end;
};  // [begin, end), positions in Program::main

/// Rewrites the register operands of `program`, which so far name values, as registers.
/// `fixed[value]` is the register of a value that must have one of its own (constants), or kNoReg;
/// registers from `firstFree` on are handed out. `loops` in order of their begin. Returns how many
/// registers the frame needs.
uint32_t allocateRegisters(Program& program, const std::vector<Reg>& fixed, uint32_t firstFree,
                           const std::vector<LoopSpan>& loops);

}  // namespace nogpu::shader::interp
