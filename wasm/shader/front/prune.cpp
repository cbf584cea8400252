// SPDX-License-Identifier: MIT
// Two walks over every body: the first counts how often each local variable is named, the second
// goes backwards, so that a declaration is looked at after all that might have named the variable.
#include "shader/front/prune.h"

#include <algorithm>

namespace nogpu::shader::front {

namespace {

bool isJump(const Stmt* s) {
  return s->kind == StmtKind::Break || s->kind == StmtKind::Continue ||
         s->kind == StmtKind::Return || s->kind == StmtKind::Discard;
}

bool isLabel(const Stmt* s) { return s->kind == StmtKind::Case || s->kind == StmtKind::Default; }

void count(const Expr* e, uint32_t by) {
  if (e == nullptr) return;
  if (e->kind == ExprKind::VariableRef) e->variable->references += by;
  for (const Expr* o : e->operands) count(o, by);
}

/// `by` is 1, or its negative to take a statement's references away again.
void count(const Stmt* s, uint32_t by) {
  if (s == nullptr) return;
  for (const Variable* v : s->variables) count(v->initializer, by);
  if (s->conditionVariable != nullptr) count(s->conditionVariable->initializer, by);
  count(s->init, by);
  count(s->expr, by);
  count(s->step, by);
  for (const Stmt* child : s->children) count(child, by);
  count(s->body, by);
  count(s->elseBody, by);
}

constexpr uint32_t kTakeAway = UINT32_MAX;

class Pruner {
 public:
  explicit Pruner(AstArena& arena) : arena_(arena) {}

  void statement(Stmt* s) {
    if (s == nullptr) return;
    if (s->kind == StmtKind::Block || s->kind == StmtKind::Switch) list(s);
    statement(s->elseBody);
    statement(s->body);
  }

 private:
  void drop(const Stmt* s) { count(s, kTakeAway); }

  void list(Stmt* s) {
    std::vector<Stmt*> kept(s->children.begin(), s->children.end());
    if (s->kind == StmtKind::Switch) keepConstantCase(s, kept);
    dropBehindJumps(s->kind == StmtKind::Switch, kept);
    for (size_t i = kept.size(); i-- > 0;) {
      Stmt* child = kept[i];
      statement(child);
      if (child->kind == StmtKind::Decl) dropUnnamed(child);
      const bool empty = child->kind == StmtKind::ExprStmt && !hasEffects(child->expr);
      // A switch ends with a statement, never with a label.
      if (!empty || s->kind == StmtKind::Switch) continue;
      drop(child);
      kept.erase(kept.begin() + static_cast<ptrdiff_t>(i));
    }
    if (kept.size() != s->children.size()) s->children = arena_.copy(kept);
  }

  // Labels of a switch are reached from elsewhere, and what is declared before one is visible
  // behind it.
  void dropBehindJumps(bool isSwitch, std::vector<Stmt*>& list) {
    bool reached = true;
    const auto unreached = [&](const Stmt* s) {
      if (isSwitch && isLabel(s)) reached = true;
      const bool dropped = !reached && !(isSwitch && s->kind == StmtKind::Decl);
      if (dropped) drop(s);
      if (isJump(s)) reached = false;
      return dropped;
    };
    list.erase(std::remove_if(list.begin(), list.end(), unreached), list.end());
  }

  // From the label that a constant selector chooses to the first break.
  void keepConstantCase(const Stmt* s, std::vector<Stmt*>& list) {
    const auto isDecl = [](const Stmt* c) { return c->kind == StmtKind::Decl; };
    if (!s->expr->hasValue() || std::any_of(list.begin(), list.end(), isDecl)) return;
    const auto chosen = [&](const Stmt* c) {
      return c->kind == StmtKind::Case && c->expr->hasValue() &&
             c->expr->value[0] == s->expr->value[0];
    };
    auto begin = std::find_if(list.begin(), list.end(), chosen);
    if (begin == list.end()) {
      begin = std::find_if(list.begin(), list.end(),
                           [](const Stmt* c) { return c->kind == StmtKind::Default; });
    }
    auto end = std::find_if(begin, list.end(), isJump);
    if (end != list.end()) ++end;
    std::for_each(list.begin(), begin, [&](const Stmt* c) { drop(c); });
    std::for_each(end, list.end(), [&](const Stmt* c) { drop(c); });
    list = std::vector<Stmt*>(begin, end);
  }

  void dropUnnamed(Stmt* s) {
    std::vector<Variable*> kept;
    // Backwards: a later one's initializer may name an earlier one.
    for (size_t i = s->variables.size(); i-- > 0;) {
      Variable* v = s->variables[i];
      if (v->references != 0 || hasEffects(v->initializer)) {
        kept.insert(kept.begin(), v);
      } else {
        count(v->initializer, kTakeAway);
      }
    }
    if (kept.size() != s->variables.size()) s->variables = arena_.copy(kept);
  }

  AstArena& arena_;
};

}  // namespace

void prune(Module& module) {
  for (const Variable* v : module.globals) count(v->initializer, 1);
  for (const Function* f : module.functions) count(f->body, 1);
  Pruner pruner(module.arena);
  for (const Function* f : module.functions) pruner.statement(f->body);
}

}  // namespace nogpu::shader::front
