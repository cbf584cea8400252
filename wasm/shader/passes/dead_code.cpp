// SPDX-License-Identifier: MIT
// Mark from the roots, sweep the lists. A live instruction keeps the Ifs and Loops around it; a phi
// keeps its owner; a loaded array keeps its stores.
#include "shader/passes/dead_code.h"

#include <algorithm>

#include "shader/ir/operands.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

class DeadCode {
 public:
  explicit DeadCode(Module& module)
      : module_(module),
        live_(module.insts.size(), 0),
        around_(module.insts.size(), kNoValue),
        phis_(module.insts.size()),
        stores_(module.arrays.size()) {}

  void run() {
    survey(module_.entry, kNoValue);
    for (const OutputSlot& slot : module_.outputs) mark(slot.value);
    while (!work_.empty()) {
      const ValueId id = work_.back();
      work_.pop_back();
      keepWhatItNeeds(id);
    }
    sweep();
  }

 private:
  struct PhiSources {
    ValueId owner = kNoValue, first = kNoValue, second = kNoValue;
  };

  void mark(ValueId id) {
    if (id == kNoValue || live_[id]) return;
    live_[id] = 1;
    work_.push_back(id);
  }

  /// Notes who stands inside whom, and marks the roots.
  void survey(BlockId id, ValueId around) {
    for (ValueId value : module_.blocks[id].insts) {
      const Inst& inst = module_.insts[value];
      around_[value] = around;
      if (inst.op == Op::Discard) mark(value);
      if (inst.op == Op::LocalStore) stores_[inst.imm2].push_back(value);
      if (inst.op == Op::If) surveyIf(value, module_.ifs[inst.imm]);
      if (inst.op == Op::Loop) surveyLoop(value, module_.loops[inst.imm]);
    }
  }

  void surveyIf(ValueId id, const If& branch) {
    survey(branch.thenBlock, id);
    survey(branch.elseBlock, id);
    for (const Merge& merge : branch.merges) {
      phis_[merge.phi] = {id, merge.thenValue, merge.elseValue};
    }
  }

  void surveyLoop(ValueId id, const Loop& loop) {
    survey(loop.head, id);
    survey(loop.body, id);
    for (const LoopParam& param : loop.params) phis_[param.phi] = {id, param.init, param.next};
    const Inst& cond = module_.insts[loop.cond];
    if (cond.op == Op::Const && cond.imm != 0) mark(id);
  }

  void keepWhatItNeeds(ValueId id) {
    const Inst& inst = module_.insts[id];
    if (inst.op == Op::Phi) {
      mark(phis_[id].owner);
      mark(phis_[id].first);
      mark(phis_[id].second);
      return;
    }
    mark(around_[id]);
    forEachOperand(module_, inst, [&](ValueId operand) { mark(operand); });
    if (inst.op == Op::Loop) mark(module_.loops[inst.imm].cond);
    if (inst.op == Op::LocalLoad) {
      for (ValueId store : stores_[inst.imm2]) mark(store);
    }
  }

  void sweep() {
    const auto dead = [&](ValueId id) { return !live_[id]; };
    for (Block& block : module_.blocks) {
      block.insts.erase(std::remove_if(block.insts.begin(), block.insts.end(), dead),
                        block.insts.end());
    }
    for (If& branch : module_.ifs) {
      branch.merges.erase(std::remove_if(branch.merges.begin(), branch.merges.end(),
                                         [&](const Merge& merge) { return dead(merge.phi); }),
                          branch.merges.end());
    }
    for (Loop& loop : module_.loops) {
      loop.params.erase(std::remove_if(loop.params.begin(), loop.params.end(),
                                       [&](const LoopParam& param) { return dead(param.phi); }),
                        loop.params.end());
    }
  }

  Module& module_;
  std::vector<uint8_t> live_;
  std::vector<ValueId> around_;  ///< the If or Loop whose block lists the instruction
  std::vector<PhiSources> phis_;
  std::vector<std::vector<ValueId>> stores_;  ///< by array
  std::vector<ValueId> work_;
};

}  // namespace

void removeDeadCode(Module& module) { DeadCode(module).run(); }

}  // namespace nogpu::shader::passes
