// SPDX-License-Identifier: MIT
// Programs from a grammar: pairs of shaders that mostly compile and link, and use the language
// broadly: all types, loops and branches, functions with out parameters, arrays indexed by
// anything, uniform blocks, textures of every kind, most built-in functions (from builtins.def),
// transform feedback outputs.
#pragma once

#include <string>
#include <vector>

#include "fuzz/choices.h"

namespace nogpu::fuzz {

struct ProgramText {
  std::string vertex, fragment;
  std::vector<std::string> captured;  ///< vertex outputs that transform feedback may take
};

ProgramText writeProgram(Choices& choices);

/// A name such as these programs have: of a uniform, an element, a block, an attribute, …
std::string drawName(Choices& choices);

}  // namespace nogpu::fuzz
