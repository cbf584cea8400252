// SPDX-License-Identifier: MIT
// Copies the structure into new tables in textual order, then renames the operands.
#include "shader/passes/compact.h"

#include "shader/ir/operands.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

class Compactor {
 public:
  explicit Compactor(Module& module) : old_(module), names_(module.insts.size(), kNoValue) {}

  void run() {
    insts_.reserve(old_.insts.size());
    const BlockId entry = block(old_.entry);
    old_.insts = std::move(insts_);
    old_.blocks = std::move(blocks_);
    old_.ifs = std::move(ifs_);
    old_.loops = std::move(loops_);
    old_.texs = std::move(texs_);
    old_.entry = entry;
    rename();
  }

 private:
  ValueId copy(ValueId id) {
    names_[id] = ValueId(insts_.size());
    insts_.push_back(old_.insts[id]);
    return names_[id];
  }

  BlockId block(BlockId oldBlock) {
    const BlockId id = BlockId(blocks_.size());
    blocks_.emplace_back();
    blocks_[id].insts.reserve(old_.blocks[oldBlock].insts.size());
    for (ValueId value : old_.blocks[oldBlock].insts) {
      const Op op = old_.insts[value].op;
      ValueId moved;
      if (op == Op::If) {
        moved = branch(value);
      } else if (op == Op::Loop) {
        moved = loop(value);
      } else {
        moved = copy(value);
        if (op == Op::Tex) tex(insts_[moved]);
      }
      blocks_[id].insts.push_back(moved);
    }
    return id;
  }

  void tex(Inst& inst) {
    texs_.push_back(old_.texs[inst.imm]);
    inst.imm = uint32_t(texs_.size() - 1);
  }

  ValueId branch(ValueId oldId) {
    const ValueId id = copy(oldId);
    If& source = old_.ifs[insts_[id].imm];
    const uint32_t at = uint32_t(ifs_.size());
    insts_[id].imm = at;
    ifs_.emplace_back();
    const BlockId thenBlock = block(source.thenBlock);
    const BlockId elseBlock = block(source.elseBlock);
    for (Merge& merge : source.merges) merge.phi = copy(merge.phi);
    ifs_[at] = {thenBlock, elseBlock, std::move(source.merges), source.idleLanesZero};
    return id;
  }

  ValueId loop(ValueId oldId) {
    const ValueId id = copy(oldId);
    Loop& source = old_.loops[insts_[id].imm];
    const uint32_t at = uint32_t(loops_.size());
    insts_[id].imm = at;
    loops_.emplace_back();
    for (LoopParam& param : source.params) param.phi = copy(param.phi);
    const BlockId head = block(source.head);
    const BlockId body = block(source.body);
    loops_[at] = {head, body, source.cond, std::move(source.params)};
    return id;
  }

  void rename() {
    const auto to = [&](ValueId& id) { id = names_[id]; };
    for (Inst& inst : old_.insts) {
      if (inst.op != Op::Tex) forEachOperand(old_, inst, to);
    }
    for (Tex& tex : old_.texs) forEachTexOperand(tex, to);
    for (If& branch : old_.ifs) {
      for (Merge& merge : branch.merges) to(merge.thenValue), to(merge.elseValue);
    }
    for (Loop& loop : old_.loops) {
      to(loop.cond);
      for (LoopParam& param : loop.params) to(param.init), to(param.next);
    }
    for (OutputSlot& slot : old_.outputs) to(slot.value);
  }

  Module& old_;
  std::vector<ValueId> names_;  ///< new id by old id
  std::vector<Inst> insts_;
  std::vector<Block> blocks_;
  std::vector<If> ifs_;
  std::vector<Loop> loops_;
  std::vector<Tex> texs_;
};

}  // namespace

void compact(Module& module) { Compactor(module).run(); }

}  // namespace nogpu::shader::passes
