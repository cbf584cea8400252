// SPDX-License-Identifier: MIT
// Lowering: the checked tree of one stage to IR. Scalars and SSA from the start: vectors, matrices,
// structs and arrays are broken up, user functions inlined, built-in functions expanded into
// arithmetic (so that both back ends agree), jumps turned into conditions.
//
// Lowering knows no names: the linker has decided where everything lives and says so in a
// StageLayout.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "shader/diagnostic.h"
#include "shader/front/ast.h"
#include "shader/ir/ir.h"

namespace nogpu::shader::lower {

/// What the linker has decided for one stage. Keys are declarations of the module that is lowered.
struct StageLayout {
  /// First 32-bit word of a uniform in the default block. A uniform's words follow its type
  /// flattened (front::Expr::value has the same order), samplers included.
  std::unordered_map<const front::Variable*, uint32_t> uniformWords;
  /// Slot of the first sampler of a uniform; further ones follow in flattened order.
  std::unordered_map<const front::Variable*, uint32_t> samplerSlots;
  /// Index of a uniform block (of the first element of an array of blocks).
  std::unordered_map<const front::InterfaceBlock*, uint32_t> blocks;
  /// Vertex inputs: location. Fragment inputs: number of the first scalar.
  std::unordered_map<const front::Variable*, uint32_t> inputs;
  uint32_t depthRangeWord = 0;    ///< gl_DepthRange: near, far, diff
  uint32_t sampleWord = 0;        ///< see LinkedProgram::sampleWord
  uint32_t pointCoordNumber = 0;  ///< gl_PointCoord: numbers of s and t, like a fragment input's
  uint32_t samplerCount = 0, uniformWordCount = 0;
  std::vector<uint32_t> blockBytes;

  /// Vertex: which scalars are handed on, in the order of the output slots that follow position and
  /// point size. Output k gets OutputSlot::index k.
  struct VaryingScalar {
    const front::Variable* variable;
    uint32_t word;  ///< of the flattened type
  };
  std::vector<VaryingScalar> varyings;
  bool writesPointSize = false;

  /// Fragment: location of each user-defined output.
  std::unordered_map<const front::Variable*, uint32_t> outputLocations;
  bool writesDepth = false;
};

/// Instructions that one stage may come to before the optimiser: beyond this the program is
/// refused.
inline constexpr size_t kMaxInstructions = 400'000;
/// Expressions that lowering looks at, inlined functions each time. The largest programs of
/// three.js take some twenty thousand.
inline constexpr size_t kMaxSteps = 1'000'000;

/// Appends to `out`, a fresh module. False if the shader cannot be lowered (function without a
/// body, program too complex); `log` says why.
bool lowerModule(const front::Module& ast, const StageLayout& layout, ir::Module& out,
                 DiagnosticList& log);

}  // namespace nogpu::shader::lower
