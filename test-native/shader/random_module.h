// SPDX-License-Identifier: MIT
// Random modules that keep the rules of ir.h and end: food for differential tests.
#pragma once

#include <cstdint>

#include "shader/ir/ir.h"

namespace nogpu::shader::test {

/// A small deterministic generator (xorshift); the seed names the test case.
class Random {
 public:
  explicit Random(uint32_t seed) : state_(seed * 2654435761u + 88172645u) {}
  uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }
  uint32_t below(uint32_t bound) { return (next() >> 4) % bound; }
  bool oneIn(uint32_t n) { return below(n) == 0; }

 private:
  uint32_t state_;
};

inline constexpr uint32_t kRandomInputs = 6;    ///< three F32, three I32
inline constexpr uint32_t kRandomUniforms = 8;  ///< words: four F32, four I32

struct RandomOptions {
  uint32_t statements = 40;
  bool derivatives = false;  ///< DDx and DDy, also where control diverges
};

/// A vertex module, or a fragment module with discards. Uniformity has been inferred.
ir::Module randomModule(Stage stage, uint32_t seed, const RandomOptions& options);

/// An interesting number of the kind: 0, -0, 1, inf, NaN, denormals, INT_MIN, small and large ones.
uint32_t randomWord(Random& random, ir::Kind kind);

}  // namespace nogpu::shader::test
