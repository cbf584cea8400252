// SPDX-License-Identifier: MIT
// Statements. The IR has no jumps: break, continue, return (and discard inside loops) set a flag,
// and what follows runs under the condition that no flag is set. Most flags are never read: after
// `if (c) return;` the rest of the block simply becomes the other side of the If.
#include <algorithm>

#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

Lowering::V Lowering::notJumped(uint8_t jumps) {
  V jumped = b.boolean(false);
  if ((jumps & jump::kBreak) != 0) jumped = b.either(jumped, slots_[frame_.breakFlag]);
  if ((jumps & jump::kContinue) != 0) jumped = b.either(jumped, slots_[frame_.continueFlag]);
  if ((jumps & jump::kReturn) != 0) jumped = b.either(jumped, slots_[frame_.returnFlag]);
  if ((jumps & jump::kDiscard) != 0 && loopDepth_ > 0) {
    jumped = b.either(jumped, slots_[discardedFlag_]);
  }
  return b.notOf(jumped);
}

void Lowering::statements(std::span<Stmt* const> list, size_t from) {
  DepthGuard guard(*this);
  for (size_t i = from; i < list.size(); ++i) {
    const Stmt* s = list[i];
    const auto rest = list.subspan(i + 1);
    if (s->kind == StmtKind::If && !rest.empty() &&
        (analysis_.alwaysJumps(s->body) || analysis_.alwaysJumps(s->elseBody))) {
      ifStatement(s, rest);
      return;
    }
    statement(s);
    if (analysis_.alwaysJumps(s)) return;
    uint8_t jumps = analysis_.jumps(s);
    if (loopDepth_ == 0) jumps &= static_cast<uint8_t>(~jump::kDiscard);
    if (jumps == 0 || rest.empty()) continue;
    lowerIf(
        notJumped(jumps), rest.front()->loc,
        [&] {
          statements(rest, 0);
          return Scalars{};
        },
        [] { return Scalars{}; });
    return;
  }
}

void Lowering::statement(const Stmt* s) {
  if (s == nullptr || !withinLimits(s->loc)) return;
  DepthGuard guard(*this);
  b.setLoc(s->loc);
  switch (s->kind) {
    case StmtKind::Block:
      statements(s->children, 0);
      break;
    case StmtKind::Decl:
      declaration(s);
      break;
    case StmtKind::ExprStmt:
      effect(s->expr);
      break;
    case StmtKind::If:
      ifStatement(s, {});
      break;
    case StmtKind::For:
    case StmtKind::While:
    case StmtKind::DoWhile:
      loop(s);
      break;
    case StmtKind::Switch:
      switchStatement(s);
      break;
    case StmtKind::Return:
      returnStatement(s);
      break;
    case StmtKind::Break:
      setSlot(frame_.breakFlag, b.boolean(true));
      break;
    case StmtKind::Continue:
      setSlot(frame_.continueFlag, b.boolean(true));
      break;
    case StmtKind::Discard:
      discard(s);
      break;
    case StmtKind::Case:
    case StmtKind::Default:
    case StmtKind::Empty:
      break;
  }
}

void Lowering::declaration(const Stmt* s) {
  for (const Variable* v : s->variables) {
    const Scalars initial = v->initializer != nullptr ? value(v->initializer) : zeros(v->type);
    if (switchScope_.count(v) != 0)
      store(bindingOf(v), initial);
    else
      declare(v, initial);
  }
}

Lowering::V Lowering::condition(const Stmt* s) {
  if (s->conditionVariable != nullptr) {
    const Variable* v = s->conditionVariable;
    declare(v, value(v->initializer));
    return load(bindingOf(v))[0];
  }
  return s->expr == nullptr ? b.boolean(true) : scalar(s->expr);
}

// `rest` follows the statement and is reached only through the sides that do not always jump.
void Lowering::ifStatement(const Stmt* s, std::span<Stmt* const> rest) {
  const auto side = [&](const Stmt* body) {
    statement(body);
    if (analysis_.alwaysJumps(body) || rest.empty()) return Scalars{};
    uint8_t jumps = analysis_.jumps(body);
    if (loopDepth_ == 0) jumps &= static_cast<uint8_t>(~jump::kDiscard);
    lowerIf(
        notJumped(jumps), rest.front()->loc,
        [&] {
          statements(rest, 0);
          return Scalars{};
        },
        [] { return Scalars{}; });
    return Scalars{};
  };
  const V c = condition(s);
  lowerIf(
      c, s->loc, [&] { return side(s->body); }, [&] { return side(s->elseBody); });
}

void Lowering::returnStatement(const Stmt* s) {
  if (s->expr != nullptr) {
    const Scalars result = value(s->expr);
    for (uint32_t i = 0; i < result.size(); ++i) setSlot(frame_.returnBase + i, result[i]);
  }
  setSlot(frame_.returnFlag, b.boolean(true));
}

// Outside loops a discarded lane simply goes on as a helper lane.
void Lowering::discard(const Stmt* s) {
  b.setLoc(s->loc);
  b.discard();
  if (loopDepth_ > 0) setSlot(discardedFlag_, b.boolean(true));
}

// ---- switch -------------------------------------------------------------------------------------

// Labels that stand together, with the statements up to the next label.
std::vector<Lowering::SwitchGroup> Lowering::switchGroups(const Stmt* s) const {
  std::vector<SwitchGroup> groups;
  const auto isLabel = [&](size_t i) {
    const StmtKind kind = s->children[i]->kind;
    return kind == StmtKind::Case || kind == StmtKind::Default;
  };
  for (size_t i = 0; i < s->children.size();) {
    SwitchGroup g{i, i, i, false};
    for (; g.begin < s->children.size() && isLabel(g.begin); ++g.begin) {
      g.hasDefault |= s->children[g.begin]->kind == StmtKind::Default;
    }
    for (g.end = g.begin; g.end < s->children.size() && !isLabel(g.end);) ++g.end;
    groups.push_back(g);
    i = g.end;
  }
  return groups;
}

Lowering::V Lowering::matchesGroup(const Stmt* s, const std::vector<SwitchGroup>& groups,
                                   size_t group, V selector) {
  const auto anyLabel = [&](const SwitchGroup& g) {
    V any = b.boolean(false);
    for (size_t i = g.labelsBegin; i < g.begin; ++i) {
      const Stmt* label = s->children[i];
      if (label->kind == StmtKind::Case) {
        any = b.either(any, b.op(Op::IEq, selector, scalar(label->expr)));
      }
    }
    return any;
  };
  if (!groups[group].hasDefault) return anyLabel(groups[group]);
  V others = b.boolean(false);
  for (size_t i = 0; i < groups.size(); ++i) {
    if (i != group) others = b.either(others, anyLabel(groups[i]));
  }
  return b.notOf(others);
}

void Lowering::switchStatement(const Stmt* s) {
  const V selector = scalar(s->expr);
  const uint32_t outerBreak = frame_.breakFlag;
  frame_.breakFlag = newSlots(1);
  const V no = b.boolean(false);
  startSlots(frame_.breakFlag, {&no, 1});
  // The whole body is one scope: a later group sees variables that an earlier one declares, with
  // their values if it falls through.
  for (const Stmt* child : s->children) {
    for (const Variable* v : child->variables) {
      if (v->isConst && !v->value.empty()) continue;
      switchScope_.insert(v);
      if (livesInMemory(v))
        declare(v, zeros(v->type));
      else
        declareSlots(v, zeros(v->type));
    }
  }
  const std::vector<SwitchGroup> groups = switchGroups(s);
  bool fallsThrough = false;
  for (size_t i = 0; i + 1 < groups.size(); ++i) {
    const auto body = s->children.subspan(groups[i].begin, groups[i].end - groups[i].begin);
    fallsThrough |= std::none_of(body.begin(), body.end(),
                                 [this](const Stmt* c) { return analysis_.alwaysJumps(c); });
  }
  if (fallsThrough) {
    switchFallThrough(s, selector);
  } else {
    switchChain(s, selector, 0);
  }
  frame_.breakFlag = outerBreak;
}

// Every group ends in a jump: if (…) group 0 else if (…) group 1 else …
void Lowering::switchChain(const Stmt* s, V selector, size_t group) {
  const std::vector<SwitchGroup> groups = switchGroups(s);
  if (group >= groups.size() || !withinLimits(s->loc)) return;
  DepthGuard guard(*this);
  const SwitchGroup& g = groups[group];
  const V matches = matchesGroup(s, groups, group, selector);
  lowerIf(
      matches, s->children[g.labelsBegin]->loc,
      [&] {
        statements(s->children.subspan(g.begin, g.end - g.begin), 0);
        return Scalars{};
      },
      [&] {
        switchChain(s, selector, group + 1);
        return Scalars{};
      });
}

// One If per group, entered by its labels or from the group before.
void Lowering::switchFallThrough(const Stmt* s, V selector) {
  const std::vector<SwitchGroup> groups = switchGroups(s);
  const uint32_t running = newSlots(1);
  const V no = b.boolean(false);
  startSlots(running, {&no, 1});
  for (size_t i = 0; i < groups.size(); ++i) {
    const auto body = s->children.subspan(groups[i].begin, groups[i].end - groups[i].begin);
    const V enters = matchesGroup(s, groups, i, selector);
    const V runs = b.either(slots_[running], enters);
    setSlot(running, runs);
    uint8_t jumps = 0;
    for (const Stmt* child : body) jumps |= analysis_.jumps(child);
    lowerIf(
        runs, s->children[groups[i].labelsBegin]->loc,
        [&] {
          statements(body, 0);
          setSlot(running, notJumped(jumps));
          return Scalars{};
        },
        [] { return Scalars{}; });
  }
}

}  // namespace nogpu::shader::lower
