// SPDX-License-Identifier: MIT
// One differential case: a module with data to run on. The interpreter's answer and a 32-bit memory
// image with the same batch, for emitted code under Node (test-js/shader/emit.test.js):
//
//   image   the bytes to place at address 0: draw, batch, segments, planes, uniforms, inputs, …
//   batch   what to pass to run()
//   expect  outputs and mask as the interpreter left them
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shader/ir/ir.h"

namespace nogpu::shader::emit {

/// Function table entries of the test samplers, one per ir::TexMethod: kSamplerTableBase + method.
inline constexpr uint32_t kSamplerTableBase = 1;

struct RunCase {
  std::vector<uint8_t> image;
  uint32_t batchAddress = 0;
  uint32_t outputsAddress = 0;
  uint32_t maskAddress = 0;  ///< 0 for vertex cases
  uint32_t outputCount = 0;
  uint32_t steps = 0;             ///< quads or groups
  std::vector<uint32_t> outputs;  ///< steps * outputCount * 4 words
  std::vector<uint32_t> mask;     ///< steps * 4 words
};

/// `seed` chooses the data.
RunCase runCase(const ir::Module& module, uint64_t seed);

/// The case, its IR and its emitted modules as JSON (bytes in base64).
std::string caseJson(const ir::Module& module, const RunCase& run, const std::string& name);

}  // namespace nogpu::shader::emit
