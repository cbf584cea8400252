// SPDX-License-Identifier: MIT
// A walk over the finished tree: loops first say which variables are loop indices, their bodies are
// then held to the rules.
#include "shader/front/appendix_a.h"

#include <algorithm>

#include "shader/front/builtins.h"

namespace nogpu::shader::front {

namespace {

bool isComparison(BinaryOp op) { return op >= BinaryOp::Less && op <= BinaryOp::NotEqual; }

bool isRefTo(const Expr* e, const Variable* v) {
  return e->kind == ExprKind::VariableRef && e->variable == v;
}

// Made of constants and loop indices.
bool isConstantIndex(const Expr* e) {
  if (e->isConstant) return true;
  switch (e->kind) {
    case ExprKind::VariableRef:
      return e->variable->isLoopIndex;
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
    case ExprKind::IncDec:
    case ExprKind::CallUser:
      return false;
    default:
      return std::all_of(e->operands.begin(), e->operands.end(), isConstantIndex);
  }
}

class AppendixA {
 public:
  AppendixA(Module& module, DiagnosticList& diagnostics)
      : module_(module), diagnostics_(diagnostics) {}

  void run() {
    for (const Variable* v : module_.globals) initializer(v);
    for (const Function* f : module_.functions) statement(f->body);
  }

 private:
  void error(SourceLoc loc, std::string_view token, std::string_view message) {
    diagnostics_.error(loc, token, message);
  }

  void initializer(const Variable* v) {
    if (v->initializer != nullptr) expression(v->initializer);
  }

  void statement(const Stmt* s) {
    if (s == nullptr) return;
    if (s->kind == StmtKind::While || s->kind == StmtKind::DoWhile) {
      error(s->loc, s->kind == StmtKind::While ? "while" : "do",
            "only for loops exist in ESSL 1.00");
    }
    if (s->kind == StmtKind::For) forLoop(s);
    for (const Variable* v : s->variables) initializer(v);
    if (s->init != nullptr) statement(s->init);
    if (s->expr != nullptr) expression(s->expr);
    // The step of a for loop is the one place that may change its index.
    if (s->step != nullptr && s->kind != StmtKind::For) expression(s->step);
    for (const Stmt* child : s->children) statement(child);
    statement(s->body);
    statement(s->elseBody);
  }

  void forLoop(const Stmt* s) {
    Variable* index = loopIndex(s);
    if (index == nullptr) return;
    if (!conditionFits(s, index)) {
      error(s->loc, "for",
            "condition must compare '" + std::string(index->name) +
                "' with a constant expression in ESSL 1.00");
    } else if (!stepFits(s, index)) {
      error(s->loc, "for",
            "step must change '" + std::string(index->name) +
                "' by a constant expression in ESSL 1.00");
    }
    index->isLoopIndex = true;
  }

  Variable* loopIndex(const Stmt* s) {
    const bool one =
        s->init != nullptr && s->init->kind == StmtKind::Decl && s->init->variables.size() == 1;
    Variable* v = one ? s->init->variables[0] : nullptr;
    const bool fits =
        v != nullptr && v->storage == Storage::Local && v->initializer != nullptr &&
        v->initializer->isConstant &&
        (v->type->isScalarOf(ScalarKind::Int) || v->type->isScalarOf(ScalarKind::Float));
    if (fits) return v;
    error(s->loc, "for",
          "loop must declare one int or float with a constant initializer in ESSL 1.00");
    return nullptr;
  }

  bool conditionFits(const Stmt* s, const Variable* index) {
    const Expr* e = s->expr;
    return e != nullptr && s->conditionVariable == nullptr && e->kind == ExprKind::Binary &&
           isComparison(e->binaryOp) && isRefTo(e->operands[0], index) &&
           e->operands[1]->isConstant;
  }

  bool stepFits(const Stmt* s, const Variable* index) {
    const Expr* e = s->step;
    if (e == nullptr) return false;
    if (e->kind == ExprKind::IncDec) return isRefTo(e->operands[0], index);
    return e->kind == ExprKind::CompoundAssign &&
           (e->binaryOp == BinaryOp::Add || e->binaryOp == BinaryOp::Sub) &&
           isRefTo(e->operands[0], index) && e->operands[1]->isConstant;
  }

  void expression(const Expr* e) {
    if (e->kind == ExprKind::Index) checkIndex(e);
    if (e->kind == ExprKind::Assign || e->kind == ExprKind::CompoundAssign ||
        e->kind == ExprKind::IncDec) {
      checkWrite(e->operands[0]);
    }
    if (e->kind == ExprKind::CallUser) {
      for (size_t i = 0; i < e->operands.size(); ++i) {
        if (e->callee->params[i]->storage != Storage::ParamIn) checkWrite(e->operands[i]);
      }
    }
    for (const Expr* o : e->operands) expression(o);
  }

  void checkWrite(const Expr* target) {
    const Variable* v = rootVariable(target);
    if (v == nullptr || !v->isLoopIndex) return;
    error(target->loc, v->name, "loop index cannot be changed inside the loop in ESSL 1.00");
  }

  void checkIndex(const Expr* e) {
    if (isConstantIndex(e->operands[1])) return;
    const Variable* root = rootVariable(e->operands[0]);
    const bool freeUniform = module_.stage == Stage::Vertex && root != nullptr &&
                             root->storage == Storage::Uniform &&
                             !withoutArrays(e->operands[0]->type)->isSampler();
    if (freeUniform) return;
    error(e->loc, "[]", "index must be made of constants and loop indices in ESSL 1.00");
  }

  Module& module_;
  DiagnosticList& diagnostics_;
};

}  // namespace

void checkAppendixA(Module& module, DiagnosticList& diagnostics) {
  AppendixA(module, diagnostics).run();
}

}  // namespace nogpu::shader::front
