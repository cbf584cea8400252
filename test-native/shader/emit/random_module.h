// SPDX-License-Identifier: MIT
// Random IR modules for differential tests: every operation, nested branches and loops, arrays,
// textures, discard. All loops end. The same seed gives the same module everywhere.
#pragma once

#include <cstdint>

#include "shader/ir/ir.h"

namespace nogpu::shader::emit {

struct RandomOptions {
  Stage stage = Stage::Fragment;
  uint32_t statements = 24;  ///< at the top level; nested blocks get fewer
};

/// What a random module may read: the caller provides at least this much data.
inline constexpr uint32_t kRandomUniformWords = 32, kRandomBlockWords = 16, kRandomBlocks = 2,
                          kRandomPlanes = 6, kRandomSamplers = 3, kRandomConstants = 16;

/// Verified, with uniformity inferred.
ir::Module randomModule(uint64_t seed, const RandomOptions& options);

}  // namespace nogpu::shader::emit
