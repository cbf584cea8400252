// SPDX-License-Identifier: MIT
#include "shader/lower/analysis.h"

#include <algorithm>

#include "shader/front/builtins.h"
#include "shader/lower/uses.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

// Scalar operations below which a branch costs more than it saves (bench/: about 16).
constexpr int kCheapOperations = 16;

struct Target {
  WriteRange range;
  bool exact;  // false: an index on the way is not known
};

Target targetOf(const Expr* e) {
  if (e->kind == ExprKind::VariableRef) {
    return {{e->variable, 0, e->variable->type->wordCount}, true};
  }
  Target t = targetOf(e->operands[0]);
  if (!t.exact) return t;
  uint32_t offset = 0, words = e->type->wordCount;
  switch (e->kind) {
    case ExprKind::Index: {
      const Expr* index = e->operands[1];
      const Type* whole = e->operands[0]->type;
      if (!index->hasValue()) return {t.range, false};
      const uint32_t count = whole->wordCount / words;
      offset = std::min(index->value[0], count - 1) * words;
      break;
    }
    case ExprKind::FieldAccess:
      offset = e->operands[0]->type->structure->wordOffset(e->member);
      break;
    case ExprKind::Swizzle: {
      const auto [low, high] = std::minmax_element(e->swizzle, e->swizzle + e->swizzleCount);
      offset = *low;
      words = *high - *low + 1u;
      break;
    }
    default:
      break;
  }
  t.range.begin += offset;
  t.range.end = t.range.begin + words;
  t.exact = e->kind != ExprKind::Swizzle;
  return t;
}

int builtinCost(const Expr* e) {
  const int words = static_cast<int>(std::max(e->type->wordCount, 1u));
  const BuiltinId id = e->builtin->id;
  if (id >= BuiltinId::Sin && id <= BuiltinId::Log2) return 16 * words;  // polynomials
  switch (id) {
    case BuiltinId::Texture:
    case BuiltinId::TexelFetch:
    case BuiltinId::TextureSize:
      return 1000;
    case BuiltinId::Inverse:
    case BuiltinId::Determinant:
      return 100;
    case BuiltinId::Sqrt:
    case BuiltinId::Inversesqrt:
    case BuiltinId::Length:
    case BuiltinId::Distance:
    case BuiltinId::Normalize:
      return 10;
    case BuiltinId::Smoothstep:
      return 8 * words;
    default:
      return 2 * words;
  }
}

int operationCost(const Expr* e) {
  const int words = static_cast<int>(std::max(e->type->wordCount, 1u));
  switch (e->kind) {
    case ExprKind::CallBuiltin:
      return builtinCost(e);
    case ExprKind::CallUser:
      return 1000;
    case ExprKind::Unary:
      return words;
    case ExprKind::Ternary:
      return words;
    case ExprKind::Index:
      return e->operands[1]->hasValue() ? 0 : 8;
    case ExprKind::Binary:
      return e->operands[0]->type->isMatrix() && e->operands[1]->type->isMatrix() ? 8 * words
                                                                                  : words;
    default:
      return 0;
  }
}

int costOf(const Expr* e, int limit) {
  if (e->hasValue()) return 0;
  int cost = operationCost(e);
  for (const Expr* operand : e->operands) {
    if (cost > limit) break;
    cost += costOf(operand, limit - cost);
  }
  return cost;
}

}  // namespace

bool Analysis::isCheap(const Expr* e) {
  return !front::hasEffects(e) && costOf(e, kCheapOperations) <= kCheapOperations;
}

// ---- jumps --------------------------------------------------------------------------------------

bool Analysis::discards(const Function* function) {
  const auto [it, fresh] = discards_.try_emplace(function, false);
  if (!fresh) return it->second;
  bool result = function->usesDiscard;
  for (const Function* callee : function->callees) result = result || discards(callee);
  return discards_[function] = result;
}

bool Analysis::discards(const Expr* e) {
  if (e == nullptr || e->hasValue()) return false;
  if (e->kind == ExprKind::CallUser && discards(e->callee)) return true;
  return std::any_of(e->operands.begin(), e->operands.end(),
                     [this](const Expr* operand) { return discards(operand); });
}

uint8_t Analysis::jumps(const Stmt* s) {
  if (s == nullptr) return 0;
  switch (s->kind) {
    case StmtKind::Break:
      return jump::kBreak;
    case StmtKind::Continue:
      return jump::kContinue;
    case StmtKind::Return:
      return jump::kReturn | (discards(s->expr) ? jump::kDiscard : 0);
    case StmtKind::Discard:
      return jump::kDiscard;
    default:
      break;
  }
  if (const auto known = jumps_.find(s); known != jumps_.end()) return known->second;
  uint8_t result = 0;
  for (const Stmt* child : s->children) result |= jumps(child);
  result |= jumps(s->body) | jumps(s->elseBody) | jumps(s->init);
  const auto expression = [&](const Expr* e) {
    if (discards(e)) result |= jump::kDiscard;
  };
  expression(s->expr);
  expression(s->step);
  for (const Variable* v : s->variables) expression(v->initializer);
  if (s->conditionVariable != nullptr) expression(s->conditionVariable->initializer);
  if (s->kind == StmtKind::For || s->kind == StmtKind::While || s->kind == StmtKind::DoWhile) {
    result &= static_cast<uint8_t>(~(jump::kBreak | jump::kContinue));
  } else if (s->kind == StmtKind::Switch) {
    result &= static_cast<uint8_t>(~jump::kBreak);
  }
  jumps_.emplace(s, result);
  return result;
}

bool Analysis::alwaysJumps(const Stmt* s) const {
  if (s == nullptr) return false;
  switch (s->kind) {
    case StmtKind::Break:
    case StmtKind::Continue:
    case StmtKind::Return:
      return true;
    case StmtKind::Block:
      return std::any_of(s->children.begin(), s->children.end(),
                         [this](const Stmt* child) { return alwaysJumps(child); });
    case StmtKind::If: {
      const int known = constantCondition(s->expr);
      if (known >= 0) return alwaysJumps(known == 1 ? s->body : s->elseBody);
      return alwaysJumps(s->body) && alwaysJumps(s->elseBody);
    }
    default:
      return false;
  }
}

// ---- writes -------------------------------------------------------------------------------------

void Analysis::addWrites(const Expr* e, WriteSet& set) {
  if (e == nullptr || e->hasValue()) return;
  switch (e->kind) {
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
    case ExprKind::IncDec:
      set.ranges.push_back(targetOf(e->operands[0]).range);
      break;
    case ExprKind::CallBuiltin:
      if (e->builtin->id == BuiltinId::Modf) {
        set.ranges.push_back(targetOf(e->operands[1]).range);
      }
      break;
    case ExprKind::CallUser: {
      for (size_t i = 0; i < e->operands.size(); ++i) {
        const Storage s = e->callee->params[i]->storage;
        if (s == Storage::ParamOut || s == Storage::ParamInOut) {
          set.ranges.push_back(targetOf(e->operands[i]).range);
        }
      }
      const std::vector<WriteRange>& inner = functionWrites(e->callee);
      set.ranges.insert(set.ranges.end(), inner.begin(), inner.end());
      break;
    }
    default:
      break;
  }
  for (const Expr* operand : e->operands) addWrites(operand, set);
}

void Analysis::addWrites(const Stmt* s, WriteSet& set) {
  if (s == nullptr) return;
  for (const Variable* v : s->variables) {
    set.declared.insert(v);
    addWrites(v->initializer, set);
  }
  if (s->conditionVariable != nullptr) {
    set.declared.insert(s->conditionVariable);
    addWrites(s->conditionVariable->initializer, set);
  }
  addWrites(s->expr, set);
  addWrites(s->step, set);
  addWrites(s->init, set);
  for (const Stmt* child : s->children) addWrites(child, set);
  addWrites(s->body, set);
  addWrites(s->elseBody, set);
}

const std::vector<WriteRange>& Analysis::functionWrites(const Function* function) {
  const auto [it, fresh] = functionWrites_.try_emplace(function);
  if (!fresh) return it->second;
  WriteSet set;
  addWrites(function->body, set);
  std::vector<WriteRange> outside;
  for (const WriteRange& w : set.ranges) {
    if (w.variable->function == nullptr) outside.push_back(w);
  }
  return functionWrites_[function] = std::move(outside);
}

}  // namespace nogpu::shader::lower
