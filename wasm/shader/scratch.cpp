// SPDX-License-Identifier: MIT
// The size of the scratch memory that abi.h lays out.
#include "shader/abi.h"
#include "shader/program.h"

namespace nogpu::shader {

uint32_t scratchBytes(const ir::Module& module) {
  uint32_t elements = 0;
  for (const ir::LocalArray& array : module.arrays) elements += array.elements;
  return kScratchArraysOffset + elements * kMaxInterleave * 16;
}

}  // namespace nogpu::shader
