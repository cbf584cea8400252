// SPDX-License-Identifier: MIT
// Loops. Each becomes
//
//   Loop params: every scalar assigned inside, plus the flags of jumps that leave it
//     head   test, and no lane-leaving flag set
//     body   statements; step under "not left"
//
// A test with effects (and that of do-while) belongs to the body instead: a flag carries its
// outcome to the head, because values made in a head do not outlive the loop.
#include <algorithm>

#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

bool declaredIn(const Stmt* init, const Variable* v) {
  return init != nullptr &&
         std::find(init->variables.begin(), init->variables.end(), v) != init->variables.end();
}

}  // namespace

/// The slots whose values go around the loop, each once. Their current values are the inits.
std::vector<Lowering::CarriedSlot> Lowering::carriedSlots(const Stmt* s, uint8_t jumps,
                                                          uint32_t breakFlag) {
  WriteSet writes;
  addLoopWrites(s, writes);
  std::vector<CarriedSlot> carried;
  ++stamp_;
  const uint32_t stamp = stamp_;
  const auto add = [&](uint32_t slot, bool escapes) {
    if (slotStamp_[slot] == stamp || slots_[slot] == ir::kNoValue) return;
    slotStamp_[slot] = stamp;
    carried.push_back({slot, b.phi(b.kindOf(slots_[slot])), slots_[slot], escapes});
  };
  for (const WriteRange& w : writes.ranges) {
    if (writes.declared.count(w.variable) != 0) continue;
    const auto bound = bindings_.find(w.variable);
    if (bound == bindings_.end() || bound->second.kind != Place::Kind::Slots) continue;
    const bool escapes = !declaredIn(s->init, w.variable);
    for (uint32_t i = w.begin; i < w.end; ++i) add(bound->second.base + i, escapes);
  }
  add(breakFlag, false);
  if ((jumps & jump::kReturn) != 0) {
    add(frame_.returnFlag, true);
    for (uint32_t i = 0; i < frame_.returnWords; ++i) add(frame_.returnBase + i, true);
  }
  if ((jumps & jump::kDiscard) != 0) add(discardedFlag_, true);
  for (const CarriedSlot& c : carried) setSlot(c.slot, c.phi);
  return carried;
}

void Lowering::addLoopWrites(const Stmt* s, WriteSet& writes) {
  analysis_.addWrites(s->expr, writes);
  analysis_.addWrites(s->step, writes);
  analysis_.addWrites(s->body, writes);
  if (s->conditionVariable != nullptr) {
    writes.declared.insert(s->conditionVariable);
    analysis_.addWrites(s->conditionVariable->initializer, writes);
  }
}

void Lowering::loopBody(const Stmt* s, uint8_t inside) {
  const V no = b.boolean(false);
  startSlots(frame_.continueFlag, {&no, 1});
  statement(s->body);
  if (s->step == nullptr) return;
  // Lanes that leave must not step, unless nobody can see it.
  const uint8_t leaving = inside & static_cast<uint8_t>(~jump::kContinue);
  WriteSet stepped;
  analysis_.addWrites(s->step, stepped);
  const bool hidden =
      std::all_of(stepped.ranges.begin(), stepped.ranges.end(),
                  [&](const WriteRange& w) { return declaredIn(s->init, w.variable); });
  if (leaving == 0 || hidden) {
    effect(s->step);
    return;
  }
  lowerIf(
      notJumped(leaving), s->step->loc,
      [&] {
        effect(s->step);
        return Scalars{};
      },
      [] { return Scalars{}; });
}

void Lowering::loop(const Stmt* s) {
  if (s->init != nullptr) statement(s->init);
  const uint8_t inside = analysis_.jumps(s->body);
  const uint8_t leaving = (inside & static_cast<uint8_t>(~jump::kContinue)) | analysis_.jumps(s);
  const Expr* test = s->conditionVariable != nullptr ? s->conditionVariable->initializer : s->expr;
  const bool testInBody = s->kind == StmtKind::DoWhile || front::hasEffects(test);

  const Frame outer = frame_;
  frame_.breakFlag = newSlots(1);
  frame_.continueFlag = newSlots(1);
  const uint32_t goesOn = newSlots(1);
  const V no = b.boolean(false), yes = b.boolean(true);
  startSlots(frame_.breakFlag, {&no, 1});
  if (testInBody) startSlots(goesOn, {&yes, 1});
  ++loopDepth_;

  ir::Loop out{};
  const size_t logStart = overwritten_.size();
  std::vector<CarriedSlot> carried = carriedSlots(s, leaving, frame_.breakFlag);
  if (testInBody) {
    carried.push_back({goesOn, b.phi(ir::Kind::Bool), slots_[goesOn], false});
    setSlot(goesOn, carried.back().phi);
  }
  beginRegion();
  b.beginBlock();  // head
  V go = testInBody ? slots_[goesOn] : condition(s);
  go = b.both(go, notJumped(leaving));
  out.cond = go;
  out.head = b.endBlockKeepScope();

  b.beginBlock();
  const auto body = [&] {
    loopBody(s, inside);
    return Scalars{};
  };
  if (s->kind == StmtKind::DoWhile) {
    body();
    // continue goes to the test; what leaves does not run it.
    const Scalars again = lowerIf(
        notJumped(leaving), s->loc, [&] { return one(condition(s)); },
        [&] { return one(b.boolean(false)); });
    setSlot(goesOn, again[0]);
  } else if (testInBody) {
    const V tested = condition(s);
    setSlot(goesOn, tested);
    lowerIf(tested, s->loc, body, [] { return Scalars{}; });
  } else {
    body();
  }
  for (CarriedSlot& c : carried) {
    out.params.push_back({c.phi, c.init, slots_[c.slot], c.escapes});
  }
  out.body = b.endBlock();
  b.closeScope();  // head's
  endRegion(logStart);
  --loopDepth_;
  b.setLoc(s->loc);
  b.insertLoop(std::move(out));
  // After the loop a variable has the value with which the lane came to the head for the last time.
  for (const CarriedSlot& c : carried) setSlot(c.slot, c.phi);
  frame_ = outer;
}

}  // namespace nogpu::shader::lower
