// SPDX-License-Identifier: MIT
#include "shader/emit/plan.h"

#include "shader/ir/operands.h"

namespace nogpu::shader::emit {

using namespace ir;

namespace {

/// A side of a varying If is skipped by a branch from this weight on. A branch on any_true
/// pays from about 16 operations.
constexpr uint32_t kSkipWeight = 16;

/// Trees grow no larger: what two quads evaluate stays close enough together to overlap, and deep
/// chains do not become deep recursion.
constexpr uint32_t kMaxTreeOps = 24;

uint32_t weightOf(const Module& module, const Inst& inst) {
  switch (inst.op) {
    case Op::Const:
    case Op::TexResult:
    case Op::Phi:
    case Op::If:
      return 0;
    case Op::FDiv:
    case Op::FSqrt:
      return 3;
    case Op::InputLoad:
      return 4;
    case Op::IDiv:
    case Op::UDiv:
    case Op::IRem:
    case Op::URem:
      return 14;
    case Op::IShl:
    case Op::IShr:
    case Op::UShr:
      return isUniform(module, inst.b) ? 1 : 10;
    case Op::UniformLoad:
    case Op::BlockLoad:
    case Op::ConstLoad:
    case Op::LocalLoad:
      return inst.a == kNoValue || isUniform(module, inst.a) ? 1 : 8;
    case Op::LocalStore:
      return inst.a == kNoValue || isUniform(module, inst.a) ? 3 : 16;
    case Op::Tex:
      return 40;
    default:
      return 1;
  }
}

class Planner {
 public:
  explicit Planner(const Module& module) : m_(module) {
    plan_.values.resize(m_.insts.size());
    plan_.blocks.resize(m_.blocks.size());
    plan_.ifNeeded.resize(m_.ifs.size());
    plan_.texResults.resize(m_.texs.size());
    onlyUseAt_.assign(m_.insts.size(), kNowhere);
  }

  Plan run() {
    locate(m_.entry, 0);
    markLive();
    findHoisted(m_.entry);
    weigh(m_.entry);
    countUses();
    inlineSingleUses();
    return std::move(plan_);
  }

 private:
  ValuePlan& value(ValueId id) { return plan_.values[id]; }

  // ---- where everything is ----------------------------------------------------------------------

  void locate(BlockId block, uint32_t loopDepth) {
    for (ValueId id : m_.blocks[block].insts) {
      const Inst& inst = m_.insts[id];
      value(id).home = block;
      order_.push_back(id);
      if (inst.op == Op::InputLoad && loopDepth > 0) value(id).early = true;
      if (inst.op == Op::If) locateIf(id, loopDepth);
      if (inst.op == Op::Loop) locateLoop(id, loopDepth);
    }
  }

  void locateIf(ValueId id, uint32_t loopDepth) {
    const If& branch = m_.ifs[m_.insts[id].imm];
    locate(branch.thenBlock, loopDepth);
    locate(branch.elseBlock, loopDepth);
    for (const Merge& merge : branch.merges) {
      value(merge.phi).home = value(id).home;
      value(merge.phi).owner = id;
    }
  }

  void locateLoop(ValueId id, uint32_t loopDepth) {
    const Loop& loop = m_.loops[m_.insts[id].imm];
    plan_.hasLoops = true;
    for (const LoopParam& param : loop.params) {
      value(param.phi).home = value(id).home;
      value(param.phi).owner = id;
    }
    locate(loop.head, loopDepth + 1);
    locate(loop.body, loopDepth + 1);
  }

  // ---- what is needed ---------------------------------------------------------------------------

  void need(ValueId id) {
    if (id == kNoValue || value(id).live) return;
    value(id).live = true;
    work_.push_back(id);
  }

  void needOperands(ValueId id) {
    forEachOperand(m_, m_.insts[id], [&](ValueId operand) { need(operand); });
  }

  /// Effects and loops are needed, and with them the conditions around them.
  bool needEffects(BlockId block) {
    bool any = false;
    for (ValueId id : m_.blocks[block].insts) {
      const Inst& inst = m_.insts[id];
      if (inst.op == Op::LocalStore || inst.op == Op::Discard) {
        any = true;
        needOperands(id);
        if (inst.op == Op::Discard) plan_.hasDiscard = true;
      } else if (inst.op == Op::If) {
        const If& branch = m_.ifs[inst.imm];
        const bool inThen = needEffects(branch.thenBlock), inElse = needEffects(branch.elseBlock);
        if (inThen || inElse) {
          any = true;
          need(inst.a);
        }
      } else if (inst.op == Op::Loop) {
        const Loop& loop = m_.loops[inst.imm];
        any = true;
        need(loop.cond);
        needEffects(loop.head);
        needEffects(loop.body);
      }
    }
    return any;
  }

  void markLive() {
    for (const OutputSlot& slot : m_.outputs) need(slot.value);
    needEffects(m_.entry);
    while (!work_.empty()) {
      const ValueId id = work_.back();
      work_.pop_back();
      if (m_.insts[id].op == Op::Phi) {
        needPhi(id);
      } else {
        needOperands(id);
      }
    }
  }

  void needPhi(ValueId id) {
    const Inst& owner = m_.insts[value(id).owner];
    if (owner.op == Op::If) {
      need(owner.a);
      for (const Merge& merge : m_.ifs[owner.imm].merges) {
        if (merge.phi == id) need(merge.thenValue), need(merge.elseValue);
      }
    } else {
      for (const LoopParam& param : m_.loops[owner.imm].params) {
        if (param.phi == id) need(param.init), need(param.next);
      }
    }
  }

  // ---- what the prologue takes ------------------------------------------------------------------

  bool inPrologue(ValueId id) { return isConst(m_, id) || value(id).hoisted; }

  void hoist(ValueId id) {
    value(id).hoisted = true;
    plan_.prologue.push_back(id);
  }

  void findHoisted(BlockId block) {
    for (ValueId id : m_.blocks[block].insts) {
      const Inst& inst = m_.insts[id];
      if (inst.op == Op::If) {
        const If& branch = m_.ifs[inst.imm];
        findHoisted(branch.thenBlock);
        findHoisted(branch.elseBlock);
        hoistMerges(inst, branch);
      } else if (inst.op == Op::Loop) {
        findHoisted(m_.loops[inst.imm].head);
        findHoisted(m_.loops[inst.imm].body);
      } else if (value(id).live && inst.uniform && isPure(inst.op) && inst.op != Op::Const) {
        bool ready = true;
        forEachOperand(m_, inst, [&](ValueId operand) { ready = ready && inPrologue(operand); });
        if (ready) hoist(id);
      }
    }
  }

  /// A uniform merge of values that are all in the prologue is a select there.
  void hoistMerges(const Inst& inst, const If& branch) {
    if (!inPrologue(inst.a)) return;
    for (const Merge& merge : branch.merges) {
      if (value(merge.phi).live && m_.insts[merge.phi].uniform && inPrologue(merge.thenValue) &&
          inPrologue(merge.elseValue)) {
        hoist(merge.phi);
      }
    }
  }

  // ---- what blocks cost -------------------------------------------------------------------------

  void weigh(BlockId block) {
    BlockPlan& plan = plan_.blocks[block];
    bool expensive = false;
    for (ValueId id : m_.blocks[block].insts) {
      const Inst& inst = m_.insts[id];
      const ValuePlan& v = value(id);
      if (inst.op == Op::If) {
        if (!weighIf(plan, inst)) continue;
      } else if (inst.op == Op::Loop) {
        expensive |= weighLoop(plan, inst);
      } else if (inst.op == Op::Tex) {
        if (!texIsLive(id)) continue;
        expensive = true;
        plan.empty = false;
      } else if (inst.op == Op::LocalStore || inst.op == Op::Discard) {
        plan.empty = false;
        plan.needsExec = true;
      } else if (!v.live || v.hoisted || v.early || isConst(m_, id)) {
        continue;
      }
      plan.empty = false;
      if (!inst.uniform) ++plan_.varyingOps;
      plan.weight += weightOf(m_, inst);
    }
    plan.skippable = expensive || plan.weight >= kSkipWeight;
    plan.needsExec |= plan.skippable;
  }

  /// Returns whether anything of the If is evaluated in the step.
  bool weighIf(BlockPlan& plan, const Inst& inst) {
    const If& branch = m_.ifs[inst.imm];
    weigh(branch.thenBlock);
    weigh(branch.elseBlock);
    const BlockPlan& thenPlan = plan_.blocks[branch.thenBlock];
    const BlockPlan& elsePlan = plan_.blocks[branch.elseBlock];
    bool needed = !thenPlan.empty || !elsePlan.empty;
    for (const Merge& merge : branch.merges) {
      if (value(merge.phi).live && !value(merge.phi).hoisted) needed = true, ++plan.weight;
    }
    plan_.ifNeeded[inst.imm] = needed;
    if (!needed) return false;
    plan.weight += thenPlan.weight + elsePlan.weight;
    plan.needsExec |= thenPlan.needsExec || elsePlan.needsExec || branch.idleLanesZero;
    return true;
  }

  bool weighLoop(BlockPlan& plan, const Inst& inst) {
    const Loop& loop = m_.loops[inst.imm];
    weigh(loop.head);
    weigh(loop.body);
    plan.empty = false;
    plan.needsExec |= plan_.blocks[loop.head].needsExec || plan_.blocks[loop.body].needsExec ||
                      !isUniform(m_, loop.cond);
    return true;
  }

  bool texIsLive(ValueId tex) {
    if (texSeen_.empty()) {
      texSeen_.resize(m_.insts.size());
      for (ValueId id : order_) {
        const Inst& inst = m_.insts[id];
        if (inst.op != Op::TexResult || !value(id).live) continue;
        plan_.texResults[m_.insts[inst.a].imm].push_back(id);
        texSeen_[inst.a] = 1;
      }
    }
    return texSeen_[tex] != 0;
  }

  // ---- who uses what, from where ----------------------------------------------------------------

  void use(ValueId id, BlockId at, bool scalar) {
    ValuePlan& v = value(id);
    ++v.uses;
    (scalar ? v.scalarUse : v.vectorUse) = true;
    onlyUseAt_[id] = at;
  }

  /// A use that wants the value in a local whatever happens.
  void useLocal(ValueId id, bool scalar) { use(id, kNowhere, scalar); }

  void countUses() {
    for (ValueId id : order_) {
      const Inst& inst = m_.insts[id];
      const ValuePlan& v = value(id);
      if (inst.op == Op::If) {
        countIf(inst, v.home);
      } else if (inst.op == Op::Loop) {
        countLoop(inst, v.home);
      } else if (inst.op == Op::TexResult || (inst.op == Op::Tex && !texIsLive(id))) {
        continue;
      } else if (v.live || inst.op == Op::LocalStore || inst.op == Op::Tex) {
        const BlockId at = v.hoisted ? kPrologue : v.home;
        forEachOperand(m_, inst,
                       [&](ValueId operand) { use(operand, at, takesScalar(m_, id, operand)); });
      }
    }
    for (const OutputSlot& slot : m_.outputs) {
      if (slot.value != kNoValue) use(slot.value, m_.entry, false);
    }
  }

  void countIf(const Inst& inst, BlockId home) {
    const If& branch = m_.ifs[inst.imm];
    const bool uniform = isUniform(m_, inst.a);
    if (plan_.ifNeeded[inst.imm]) {
      if (uniform) {
        use(inst.a, home, true);
      } else {
        useLocal(inst.a, false);
      }
    }
    for (const Merge& merge : branch.merges) {
      const ValuePlan& phi = value(merge.phi);
      if (!phi.live) continue;
      const bool scalar = m_.insts[merge.phi].uniform;
      if (phi.hoisted) {
        use(inst.a, kPrologue, true);
        use(merge.thenValue, kPrologue, true);
        use(merge.elseValue, kPrologue, true);
      } else {
        use(merge.thenValue, branch.thenBlock, scalar);
        use(merge.elseValue, branch.elseBlock, scalar);
      }
    }
  }

  void countLoop(const Inst& inst, BlockId home) {
    const Loop& loop = m_.loops[inst.imm];
    use(loop.cond, loop.head, isUniform(m_, loop.cond));
    for (const LoopParam& param : loop.params) {
      if (!value(param.phi).live) continue;
      const bool scalar = m_.insts[param.phi].uniform;
      use(param.init, home, scalar);
      use(param.next, loop.body, scalar);
    }
  }

  // ---- what stays on the stack ------------------------------------------------------------------

  void inlineSingleUses() {
    for (ValueId id : order_) {
      const Inst& inst = m_.insts[id];
      ValuePlan& v = value(id);
      if (!v.live || !isPure(inst.op) || isConst(m_, id)) continue;
      forEachOperand(m_, inst, [&](ValueId operand) {
        if (value(operand).inlined) v.treeOps += value(operand).treeOps;
      });
      const BlockId home = v.hoisted ? kPrologue : v.home;
      v.inlined = v.uses == 1 && !v.early && onlyUseAt_[id] == home && v.treeOps <= kMaxTreeOps &&
                  !(isUniform(m_, id) && v.vectorUse);
    }
    for (ValueId id : order_) {
      if (value(id).early && value(id).live) plan_.earlyInputs.push_back(id);
    }
  }

  const Module& m_;
  Plan plan_;
  std::vector<ValueId> order_;      ///< every instruction in textual order
  std::vector<BlockId> onlyUseAt_;  ///< of values used once: where
  std::vector<ValueId> work_;
  std::vector<uint8_t> texSeen_;
};

}  // namespace

bool takesScalar(const Module& module, ValueId user, ValueId operand) {
  const Inst& inst = module.insts[user];
  if (!isUniform(module, operand)) return false;
  if (inst.uniform) return true;
  switch (inst.op) {
    case Op::IShl:
    case Op::IShr:
    case Op::UShr:
      return operand == inst.b;
    case Op::UniformLoad:
    case Op::BlockLoad:
    case Op::ConstLoad:
    case Op::LocalLoad:
      return true;
    case Op::LocalStore:
      return operand == inst.a;
    default:
      return false;
  }
}

Plan makePlan(const Module& module) { return Planner(module).run(); }

}  // namespace nogpu::shader::emit
