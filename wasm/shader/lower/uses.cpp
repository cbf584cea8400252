// SPDX-License-Identifier: MIT
#include "shader/lower/uses.h"

#include "shader/front/builtins.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

class Walker {
 public:
  explicit Walker(Uses& uses) : uses_(uses) {}

  void function(const Function* f) {
    if (f == nullptr || !uses_.functions.insert(f).second) return;
    statement(f->body);
  }

 private:
  void variable(const Variable* v) {
    if (v->block != nullptr) uses_.blocks.insert(v->block);
    if (!uses_.variables.insert(v).second) return;
    if (v->function == nullptr) expression(v->initializer);
  }

  void write(const Expr* target) {
    if (const Variable* v = rootVariable(target)) uses_.written.insert(v);
  }

  void expression(const Expr* e) {
    if (e == nullptr) return;
    // A constant array is itself a value, and yet indexed as a variable.
    if (e->kind == ExprKind::VariableRef) variable(e->variable);
    if (e->hasValue()) return;
    switch (e->kind) {
      case ExprKind::Assign:
      case ExprKind::CompoundAssign:
      case ExprKind::IncDec:
        write(e->operands[0]);
        break;
      case ExprKind::Ternary:
        if (const int known = constantCondition(e->operands[0]); known >= 0) {
          expression(e->operands[known == 1 ? 1 : 2]);
          return;
        }
        break;
      case ExprKind::CallUser:
        call(e);
        break;
      case ExprKind::CallBuiltin:
        if (e->builtin->id == BuiltinId::Modf) write(e->operands[1]);
        break;
      default:
        break;
    }
    for (const Expr* operand : e->operands) expression(operand);
  }

  void call(const Expr* e) {
    for (size_t i = 0; i < e->operands.size(); ++i) {
      const Storage s = e->callee->params[i]->storage;
      if (s == Storage::ParamOut || s == Storage::ParamInOut) write(e->operands[i]);
    }
    function(e->callee);
  }

  void statement(const Stmt* s) {
    if (s == nullptr) return;
    if (s->kind == StmtKind::If && s->conditionVariable == nullptr) {
      const int known = constantCondition(s->expr);
      if (known >= 0) {
        statement(known == 1 ? s->body : s->elseBody);
        return;
      }
    }
    for (const Variable* v : s->variables) expression(v->initializer);
    if (s->conditionVariable != nullptr) expression(s->conditionVariable->initializer);
    expression(s->expr);
    statement(s->init);
    expression(s->step);
    for (const Stmt* child : s->children) statement(child);
    statement(s->body);
    statement(s->elseBody);
  }

  Uses& uses_;
};

}  // namespace

Uses findUses(const Module& module) {
  Uses uses;
  Walker(uses).function(module.main);
  return uses;
}

int constantCondition(const Expr* condition) {
  if (condition == nullptr || !condition->hasValue()) return -1;
  return condition->value[0] != 0 ? 1 : 0;
}

}  // namespace nogpu::shader::lower
