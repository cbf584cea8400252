// SPDX-License-Identifier: MIT
// What the emitter decides before it writes the first byte: which values are needed, where each is
// evaluated, which stay on the WASM stack, and which branches are worth skipping.
//
//   prologue   uniform pure values whose operands are there too, wherever the IR has them: once per
//              call of run(), however many quads follow
//   step       everything else, in the block where the IR has it; only inputs that the IR reads in
//              a loop are interpolated at the start of the step
//
// A value that is used once, in the block it is evaluated in, is written in place of its use
// ("inlined"): moving a pure value later is always allowed. All others live in locals.
#pragma once

#include <cstdint>
#include <vector>

#include "shader/ir/ir.h"

namespace nogpu::shader::emit {

/// Stands for "evaluated in the prologue" where a block id is asked for.
inline constexpr ir::BlockId kPrologue = 0xfffffffeu;
inline constexpr ir::BlockId kNowhere = 0xffffffffu;

struct ValuePlan {
  ir::BlockId home = kNowhere;       ///< block of the instruction; a phi: block of its If or Loop
  ir::ValueId owner = ir::kNoValue;  ///< a phi: its If or Loop
  uint32_t uses = 0;     ///< references by what is emitted; each is consumed exactly once
  uint32_t treeOps = 1;  ///< instructions of its expression tree, inlined operands included
  bool live = false;
  bool hoisted = false;  ///< in the prologue
  bool inlined = false;
  bool early = false;      ///< an input that is read at the start of the step
  bool scalarUse = false;  ///< uniform values: somebody wants it as i32 or f32 …
  bool vectorUse = false;  ///< … somebody wants it in all lanes
};

struct BlockPlan {
  uint32_t weight = 0;     ///< estimated instructions per quad, nested blocks included
  bool empty = true;       ///< nothing is evaluated here
  bool needsExec = false;  ///< something inside asks which lanes run
  bool skippable = false;  ///< worth a test whether any lane takes it, if the condition is varying
};

struct Plan {
  std::vector<ValuePlan> values;
  std::vector<BlockPlan> blocks;
  std::vector<uint8_t> ifNeeded;                     ///< by index into Module::ifs
  std::vector<std::vector<ir::ValueId>> texResults;  ///< live TexResults, by index into texs
  std::vector<ir::ValueId> prologue;                 ///< hoisted values in order
  std::vector<ir::ValueId> earlyInputs;
  uint32_t varyingOps = 0;
  bool hasLoops = false;
  bool hasDiscard = false;
};

Plan makePlan(const ir::Module& module);

/// Const is uniform whatever its flag says.
inline bool isUniform(const ir::Module& module, ir::ValueId id) {
  return module.insts[id].uniform || module.insts[id].op == ir::Op::Const;
}
inline bool isConst(const ir::Module& module, ir::ValueId id) {
  return module.insts[id].op == ir::Op::Const;
}

/// Whether `user` takes operand `operand` as one scalar. `user` is neither If, Loop nor Phi.
bool takesScalar(const ir::Module& module, ir::ValueId user, ir::ValueId operand);

}  // namespace nogpu::shader::emit
