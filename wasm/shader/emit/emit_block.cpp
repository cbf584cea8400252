// SPDX-License-Identifier: MIT
// Statements and control flow. An If with a varying condition runs both sides and selects at its
// merges; a side that costs more than a test is skipped when no lane of the step takes it. Which
// lanes run (exec_) is worked out only for blocks that ask.
#include <cassert>

#include "boundary/checked.h"
#include "shader/emit/function_emitter.h"
#include "shader/ir/operands.h"

namespace nogpu::shader::emit {

using namespace ir;
using namespace abi;
using W = WasmOp;

// ---- statements ---------------------------------------------------------------------------------

namespace {

/// Whether the block or one nested in it can discard.
bool discards(const Module& module, BlockId block) {
  for (ValueId id : module.blocks[block].insts) {
    const Inst& inst = module.insts[id];
    if (inst.op == Op::Discard) return true;
    if (inst.op == Op::If) {
      const If& branch = module.ifs[inst.imm];
      if (discards(module, branch.thenBlock) || discards(module, branch.elseBlock)) return true;
    } else if (inst.op == Op::Loop) {
      const Loop& loop = module.loops[inst.imm];
      if (discards(module, loop.head) || discards(module, loop.body)) return true;
    }
  }
  return false;
}

bool mayDiscard(const Module& module, const Inst& inst) {
  switch (inst.op) {
    case Op::Discard:
      return true;
    case Op::If:
      return discards(module, module.ifs[inst.imm].thenBlock) ||
             discards(module, module.ifs[inst.imm].elseBlock);
    case Op::Loop:
      return discards(module, module.loops[inst.imm].head) ||
             discards(module, module.loops[inst.imm].body);
    default:
      return false;
  }
}

/// One load instruction with a static address, which can fill all lanes by itself.
bool isUnindexedLoad(const Inst& inst) {
  const bool load =
      inst.op == Op::UniformLoad || inst.op == Op::BlockLoad || inst.op == Op::ConstLoad;
  return load && inst.kind != Kind::Bool;
}

}  // namespace

/// After a statement that may discard, a step without living lanes goes straight to its end
/// (`rest`, the innermost label here).
void FunctionEmitter::entryBlock() {
  const Label rest{f_.depth()};
  for (ValueId id : m_.blocks[m_.entry].insts) {
    statement(id);
    if (!plan_.hasDiscard || !mayDiscard(m_, m_.insts[id])) continue;
    testAny(live_);
    f_.op(W::I32Eqz);
    f_.brIf(rest);
  }
}

void FunctionEmitter::block(BlockId id) {
  for (ValueId value : m_.blocks[id].insts) statement(value);
}

void FunctionEmitter::mark(const Inst& inst) {
  if (inst.loc.line == 0) return;
  if (!marks_.empty() && marks_.back().loc == inst.loc) return;
  marks_.push_back({f_.size(), inst.loc});
}

void FunctionEmitter::statement(ValueId id) {
  const Inst& inst = m_.insts[id];
  const ValuePlan& plan = plan_.values[id];
  switch (inst.op) {
    case Op::If: {
      if (!plan_.ifNeeded[inst.imm]) return;
      mark(inst);
      const If& node = m_.ifs[inst.imm];
      return isUniform(m_, inst.a) ? uniformIf(node, inst.a) : varyingIf(node, inst.a);
    }
    case Op::Loop:
      mark(inst);
      return loop(inst);
    case Op::Tex:
      if (plan_.texResults[inst.imm].empty()) return;
      mark(inst);
      return texture(inst);
    case Op::LocalStore:
      mark(inst);
      for (uint32_t w = 0; w < width_; ++w) localStore(inst, w);
      return releaseOperands(id);
    case Op::Discard:
      mark(inst);
      return discard();
    case Op::Const:
    case Op::TexResult:
    case Op::Phi:
      return;
    default:
      if (!plan.live || plan.hoisted || plan.inlined || plan.early) return;
      mark(inst);
      return define(id);
  }
}

void FunctionEmitter::define(ValueId id) {
  const Inst& inst = m_.insts[id];
  takeHome(id);
  if (!inst.uniform) {
    for (uint32_t w = 0; w < width_; ++w) {
      vectorOp(id, w);
      f_.set(homes_[id].lanes[w]);
    }
  } else if (isUnindexedLoad(inst) && !plan_.values[id].scalarUse) {
    vectorLoad(inst, 0);
    f_.set(homes_[id].lanes[0]);
  } else {
    scalarOp(id);
    storeUniform(id);
  }
  releaseOperands(id);
}

/// A hoisted merge is a select.
void FunctionEmitter::defineInPrologue(ValueId id) {
  if (m_.insts[id].op != Op::Phi) return define(id);
  const Inst& owner = m_.insts[plan_.values[id].owner];
  for (const Merge& merge : m_.ifs[owner.imm].merges) {
    if (merge.phi != id) continue;
    takeHome(id);
    pushScalar(merge.thenValue);
    pushScalar(merge.elseValue);
    pushScalar(owner.a);
    f_.op(W::Select);
    storeUniform(id);
    release(owner.a);
    release(merge.thenValue);
    release(merge.elseValue);
  }
}

// ---- If -----------------------------------------------------------------------------------------

bool FunctionEmitter::mergeLives(const Merge& merge) const {
  return plan_.values[merge.phi].live && !plan_.values[merge.phi].hoisted;
}

void FunctionEmitter::releaseMerges(const If& node) {
  for (const Merge& merge : node.merges) {
    if (!mergeLives(merge)) continue;
    release(merge.thenValue);
    release(merge.elseValue);
  }
}

/// phi = value for all lanes, at the end of one side.
void FunctionEmitter::setPhi(ValueId phi, ValueId value) {
  if (m_.insts[phi].uniform) {
    pushScalar(value);
    return storeUniform(phi);
  }
  for (uint32_t w = 0; w < width_; ++w) {
    pushVector(value, w);
    f_.set(homes_[phi].lanes[w]);
  }
}

void FunctionEmitter::uniformIf(const If& node, ValueId cond) {
  bool merges = false;
  for (const Merge& merge : node.merges) {
    if (!mergeLives(merge)) continue;
    takeHome(merge.phi);
    merges = true;
  }
  pushScalar(cond);
  release(cond);
  f_.ifThen();
  block(node.thenBlock);
  for (const Merge& merge : node.merges) {
    if (mergeLives(merge)) setPhi(merge.phi, merge.thenValue);
  }
  if (merges || !plan_.blocks[node.elseBlock].empty) {
    f_.elseThen();
    block(node.elseBlock);
    for (const Merge& merge : node.merges) {
      if (mergeLives(merge)) setPhi(merge.phi, merge.elseValue);
    }
  }
  f_.end();
  releaseMerges(node);
}

/// phi = lanes in `cond` ? thenValue : elseValue, where kNoValue is what the phi holds already.
void FunctionEmitter::selectPhi(ValueId phi, ValueId thenValue, ValueId elseValue,
                                const Lanes& cond) {
  const auto push = [&](ValueId value, uint32_t w) {
    if (value == kNoValue) {
      f_.get(homes_[phi].lanes[w]);
    } else {
      pushVector(value, w);
    }
  };
  for (uint32_t w = 0; w < width_; ++w) {
    push(thenValue, w);
    push(elseValue, w);
    f_.get(cond[w]);
    f_.op(W::V128Bitselect);
    f_.set(homes_[phi].lanes[w]);
  }
}

/// Four shapes. Nothing worth skipping: both sides, then one select per merge. One side empty: the
/// merges start at its values, and the other side selects inside its skip. Else: the "then" side
/// sets the merges, the "else" side selects inside its own skip.
void FunctionEmitter::varyingIf(const If& node, ValueId condValue) {
  const Lanes cond = homes_[condValue].lanes;
  const BlockPlan& thenPlan = plan_.blocks[node.thenBlock];
  const BlockPlan& elsePlan = plan_.blocks[node.elseBlock];
  std::vector<Merge> merges;
  for (const Merge& merge : node.merges) {
    if (!mergeLives(merge)) continue;
    takeHome(merge.phi);
    if (m_.insts[merge.phi].uniform) {
      setPhi(merge.phi, merge.thenValue);  // both sides bring the same value
    } else {
      merges.push_back(merge);
    }
  }

  const Exec outer = exec_;
  const Exec thenExec = sideExec(thenPlan, outer, cond, true);
  const Exec elseExec = sideExec(elsePlan, outer, cond, false);
  if (!thenPlan.skippable && !elsePlan.skippable) {
    side(node.thenBlock, thenExec);
    side(node.elseBlock, elseExec);
    for (const Merge& m : merges) selectPhi(m.phi, m.thenValue, m.elseValue, cond);
  } else if (elsePlan.empty || thenPlan.empty) {
    const bool runThen = elsePlan.empty;
    for (const Merge& m : merges) setPhi(m.phi, runThen ? m.elseValue : m.thenValue);
    beginSkip(runThen ? thenExec : elseExec);
    side(runThen ? node.thenBlock : node.elseBlock, runThen ? thenExec : elseExec);
    for (const Merge& m : merges) {
      selectPhi(m.phi, runThen ? m.thenValue : kNoValue, runThen ? kNoValue : m.elseValue, cond);
    }
    f_.end();
  } else {
    if (thenPlan.skippable) beginSkip(thenExec);
    side(node.thenBlock, thenExec);
    for (const Merge& m : merges) setPhi(m.phi, m.thenValue);
    if (thenPlan.skippable) f_.end();
    if (elsePlan.skippable) beginSkip(elseExec);
    side(node.elseBlock, elseExec);
    for (const Merge& m : merges) selectPhi(m.phi, kNoValue, m.elseValue, cond);
    if (elsePlan.skippable) f_.end();
  }
  exec_ = outer;
  endExec(thenExec);
  endExec(elseExec);
  if (node.idleLanesZero) zeroIdleLanes(merges);
  releaseMerges(node);
  release(condValue);
}

void FunctionEmitter::side(BlockId id, const Exec& exec) {
  exec_ = exec;
  block(id);
}

/// The lanes that take one side; `outer` unchanged if nothing on that side asks.
FunctionEmitter::Exec FunctionEmitter::sideExec(const BlockPlan& plan, const Exec& outer,
                                                const Lanes& cond, bool thenSide) {
  Exec exec = outer;
  exec.owned = false;
  if (!plan.needsExec) return exec;
  exec.all = false;
  exec.lanes = cond;
  if (thenSide && outer.all) return exec;
  exec.owned = true;
  exec.lanes = takeLanes();
  for (uint32_t w = 0; w < width_; ++w) {
    if (!outer.all) f_.get(outer.lanes[w]);
    f_.get(cond[w]);
    f_.op(outer.all ? W::V128Not : thenSide ? W::V128And : W::V128AndNot);
    f_.set(exec.lanes[w]);
  }
  return exec;
}

void FunctionEmitter::endExec(const Exec& exec) {
  if (exec.owned) freeLanes(exec.lanes);
}

void FunctionEmitter::testAny(const Lanes& lanes) {
  f_.get(lanes[0]);
  if (width_ == 2) {
    f_.get(lanes[1]);
    f_.op(W::V128Or);
  }
  f_.op(W::V128AnyTrue);
}

void FunctionEmitter::beginSkip(const Exec& exec) {
  testAny(exec.lanes);
  f_.ifThen();
}

void FunctionEmitter::zeroIdleLanes(const std::vector<Merge>& merges) {
  if (exec_.all) return;
  for (const Merge& merge : merges) {
    for (uint32_t w = 0; w < width_; ++w) {
      f_.get(homes_[merge.phi].lanes[w]);
      f_.get(exec_.lanes[w]);
      f_.op(W::V128And);
      f_.set(homes_[merge.phi].lanes[w]);
    }
  }
}

// ---- Loop ---------------------------------------------------------------------------------------
//
//   head, lanes leave; none left? ▶ exit
//   loop: body, params advance, head again, lanes leave; any left? ▶ loop
//
// The test is at the end and the only way out, because V8's scheduler computes what a loop does not
// change inside of it, each time, if the loop can be left before the place where it is used
// (GetHoistBlock in its scheduler.cc): bench/scenes, ray-march, normalised its ray in every step.

namespace {

/// Estimated instructions of a head that is written twice. In a larger one what the loop does not
/// change is mostly used before the test anyway.
constexpr uint32_t kMaxRepeatedHead = 64;

bool containsLoop(const Module& module, BlockId block) {
  for (ValueId id : module.blocks[block].insts) {
    const Inst& inst = module.insts[id];
    if (inst.op == Op::Loop) return true;
    if (inst.op != Op::If) continue;
    const If& branch = module.ifs[inst.imm];
    if (containsLoop(module, branch.thenBlock) || containsLoop(module, branch.elseBlock)) {
      return true;
    }
  }
  return false;
}

}  // namespace

void FunctionEmitter::loop(const Inst& inst) {
  const Loop& node = m_.loops[inst.imm];
  const bool masked = !isUniform(m_, node.cond);
  startParams(node);
  const Exec outer = exec_;
  Exec inside = outer;
  if (masked) {
    inside = {false, true, takeLanes()};
    for (uint32_t w = 0; w < width_; ++w) {
      if (outer.all) {
        f_.v128Splat(0xffffffffu);
      } else {
        f_.get(outer.lanes[w]);
      }
      f_.set(inside.lanes[w]);
    }
  }
  enterLoop();
  exec_ = inside;
  const bool testsAtEnd =
      plan_.blocks[node.head].weight <= kMaxRepeatedHead && !containsLoop(m_, node.head);
  const Label exit = f_.block();
  Label again;
  if (!testsAtEnd) again = f_.loop();
  const uint32_t begin = f_.size();
  const size_t firstMark = marks_.size();
  block(node.head);
  leaveLoop(node, inside, masked);
  const uint32_t end = f_.size();
  const std::vector<SourceMark> headMarks(marks_.begin() + static_cast<ptrdiff_t>(firstMark),
                                          marks_.end());
  f_.op(W::I32Eqz);
  f_.brIf(exit);
  if (testsAtEnd) again = f_.loop();
  block(node.body);
  advanceParams(node, inside, masked);
  if (testsAtEnd) {
    for (const SourceMark& mark : headMarks) {
      marks_.push_back({mark.offsetBytes + f_.size() - begin, mark.loc});
    }
    f_.repeat(begin, end);
  }
  spendBudget();
  if (testsAtEnd) f_.op(W::I32And);
  f_.brIf(again);
  f_.end();
  f_.end();
  checkBudget(inst.loc.line);
  exitLoop();
  exec_ = outer;
  if (masked) freeLanes(inside.lanes);
}

void FunctionEmitter::startParams(const Loop& node) {
  for (const LoopParam& param : node.params) {
    if (!plan_.values[param.phi].live) continue;
    takeHome(param.phi);
    setPhi(param.phi, param.init);
  }
  for (const LoopParam& param : node.params) {
    if (plan_.values[param.phi].live) release(param.init);
  }
}

/// Lanes whose condition is false leave; the result says whether any is left.
void FunctionEmitter::leaveLoop(const Loop& node, const Exec& inside, bool masked) {
  if (masked) {
    for (uint32_t w = 0; w < width_; ++w) {
      f_.get(inside.lanes[w]);
      pushVector(node.cond, w);
      f_.op(W::V128And);
      f_.set(inside.lanes[w]);
    }
    testAny(inside.lanes);
  } else {
    pushScalar(node.cond);
  }
  release(node.cond);
}

/// All next values go on the stack before the first param changes. Lanes that left keep params that
/// are read after the loop.
void FunctionEmitter::advanceParams(const Loop& node, const Exec& inside, bool masked) {
  std::vector<LoopParam> params;
  for (const LoopParam& param : node.params) {
    if (plan_.values[param.phi].live) params.push_back(param);
  }
  for (const LoopParam& param : params) {
    if (m_.insts[param.phi].uniform) {
      pushScalar(param.next);
      continue;
    }
    for (uint32_t w = 0; w < width_; ++w) {
      pushVector(param.next, w);
      if (!masked || !param.escapes) continue;
      f_.get(homes_[param.phi].lanes[w]);
      f_.get(inside.lanes[w]);
      f_.op(W::V128Bitselect);
    }
  }
  for (size_t i = params.size(); i-- > 0;) {
    if (m_.insts[params[i].phi].uniform) {
      storeUniform(params[i].phi);
      continue;
    }
    for (uint32_t w = width_; w-- > 0;) f_.set(homes_[params[i].phi].lanes[w]);
  }
  for (const LoopParam& param : params) release(param.next);
}

/// One back-edge less; the result says whether it may be taken. No branch of its own: a second way
/// out of the loop would again be one before places where values are used.
void FunctionEmitter::spendBudget() {
  if constexpr (!boundary::kChecked) return f_.i32(1);
  f_.get(budget_);
  f_.i32(1);
  f_.op(W::I32Sub);
  f_.tee(budget_);
  f_.i32(0);
  f_.op(W::I32GeS);
}

/// After a loop: below zero the shader stops here and says in which line.
void FunctionEmitter::checkBudget(uint32_t line) {
  if constexpr (!boundary::kChecked) return;
  f_.get(budget_);
  f_.i32(0);
  f_.op(W::I32LtS);
  f_.ifThen();
  f_.get(draw_);
  f_.i32(static_cast<int32_t>(line));
  f_.memory(W::I32Store, kOffDrawStoppedLine);
  f_.get(draw_);
  f_.get(budget_);
  f_.memory(W::I32Store, kOffDrawLoopBudget);
  f_.op(W::Return);
  f_.end();
}

// ---- effects ------------------------------------------------------------------------------------

void FunctionEmitter::discard() {
  for (uint32_t w = 0; w < width_; ++w) {
    if (exec_.all) {
      f_.v128Splat(0);
    } else {
      f_.get(live_[w]);
      f_.get(exec_.lanes[w]);
      f_.op(W::V128AndNot);
    }
    f_.set(live_[w]);
  }
}

}  // namespace nogpu::shader::emit
