// SPDX-License-Identifier: MIT
// The blocks form a tree. Walking it in program order while building new lists, an instruction can
// be appended to any block around it: that block's list so far ends just before the If or Loop at
// hand.
#include "shader/passes/code_motion.h"

#include "shader/ir/operands.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

class CodeMotion {
 public:
  explicit CodeMotion(Module& module) : module_(module), home_(module.insts.size(), 0) {}

  void run() { block(module_.entry, Way::Entry); }

 private:
  enum class Way : uint8_t { Entry, Side, Head, Body };  ///< how a block hangs in the tree

  struct Level {
    BlockId block;
    Way way;
    std::vector<ValueId> list;
  };

  /// Levels are indices into path_, the blocks around the current instruction: 0 is the entry
  /// block.
  void block(BlockId id, Way way) {
    path_.push_back({id, way, {}});
    fill(id);
    close();
  }

  void close() {
    module_.blocks[path_.back().block].insts = std::move(path_.back().list);
    path_.pop_back();
  }

  void fill(BlockId id) {
    const std::vector<ValueId> list = std::move(module_.blocks[id].insts);
    for (ValueId value : list) {
      const Inst& inst = module_.insts[value];
      if (inst.op == Op::If) {
        branch(module_.ifs[inst.imm]);
        place(value, here());
      } else if (inst.op == Op::Loop) {
        loop(module_.loops[inst.imm]);
        place(value, here());
      } else {
        place(value, isPure(inst.op) ? target(inst) : here());
      }
    }
  }

  void branch(const If& branch) {
    block(branch.thenBlock, Way::Side);
    block(branch.elseBlock, Way::Side);
    for (const Merge& merge : branch.merges) home_[merge.phi] = here();
  }

  void loop(const Loop& loop) {
    // The body sees the head's values, so it is one level further in.
    path_.push_back({loop.head, Way::Head, {}});
    for (const LoopParam& param : loop.params) home_[param.phi] = here();
    fill(loop.head);
    block(loop.body, Way::Body);
    close();
    for (const LoopParam& param : loop.params) home_[param.phi] = here();
  }

  uint32_t here() const { return uint32_t(path_.size() - 1); }

  void place(ValueId id, uint32_t level) {
    path_[level].list.push_back(id);
    home_[id] = level;
  }

  /// The outermost level worth moving to.
  uint32_t target(const Inst& inst) const {
    uint32_t needed = 0;
    forEachOperand(module_, inst, [&](ValueId operand) {
      if (home_[operand] > needed) needed = home_[operand];
    });
    if (inst.uniform && needed == 0) return 0;
    uint32_t best = here();
    for (uint32_t level = here(); level > needed;) {
      const Way way = path_[level].way;
      if (way == Way::Side) break;
      level -= 1;
      if (way == Way::Head) best = level;  // out of the loop; from the body to its head is no gain
    }
    return best;
  }

  Module& module_;
  std::vector<uint32_t> home_;  ///< level where a value is defined, while it is visible
  std::vector<Level> path_;
};

}  // namespace

void moveInvariantCode(Module& module) { CodeMotion(module).run(); }

}  // namespace nogpu::shader::passes
