// SPDX-License-Identifier: MIT
// One walk over the tree, then the call graph. Calls may form long chains, so the graph is walked
// without recursion; trees are limited in depth by the checker.
#include "shader/front/tree_facts.h"

#include <algorithm>
#include <unordered_map>

#include "shader/front/builtins.h"

namespace nogpu::shader::front {

namespace {

enum class Access : uint8_t { Read = 1, Write = 2, ReadWrite = 3 };

Access accessOf(const Variable* param) {
  if (param->storage == Storage::ParamOut) return Access::Write;
  return param->storage == Storage::ParamInOut ? Access::ReadWrite : Access::Read;
}

class FactWalk {
 public:
  explicit FactWalk(Module& module) : module_(module) {}

  void run() {
    for (const Variable* v : module_.globals) initializer(v);
    for (Function* f : module_.functions) {
      callees_.clear();
      if (f->body != nullptr) statement(f->body);
      f->callees = module_.arena.copy(callees_);
    }
  }

 private:
  void initializer(const Variable* v) {
    if (v->initializer != nullptr) expression(v->initializer, Access::Read);
  }

  void mark(Variable* v, Access access) {
    v->staticallyUsed = true;
    v->staticallyRead |= access != Access::Write;
    v->staticallyWritten |= access != Access::Read;
  }

  void markDynamic(const Expr* base) {
    // The tree is ours; rootVariable is const for the sake of its other callers.
    if (auto* v = const_cast<Variable*>(rootVariable(base))) v->dynamicallyIndexed = true;
  }

  void expression(const Expr* e, Access access) {
    const auto operands = e->operands;
    switch (e->kind) {
      case ExprKind::VariableRef:
        return mark(e->variable, access);
      case ExprKind::Index:
        if (!operands[1]->hasValue()) markDynamic(operands[0]);
        expression(operands[0], access);
        return expression(operands[1], Access::Read);
      case ExprKind::FieldAccess:
      case ExprKind::Swizzle:
        return expression(operands[0], access);
      case ExprKind::IncDec:
        return expression(operands[0], Access::ReadWrite);
      case ExprKind::Assign:
      case ExprKind::CompoundAssign:
        expression(operands[0], e->kind == ExprKind::Assign ? Access::Write : Access::ReadWrite);
        return expression(operands[1], Access::Read);
      case ExprKind::CallUser:
        return userCall(e);
      case ExprKind::CallBuiltin:
        return builtinCall(e);
      default:
        for (const Expr* o : operands) expression(o, Access::Read);
    }
  }

  void userCall(const Expr* e) {
    if (std::find(callees_.begin(), callees_.end(), e->callee) == callees_.end()) {
      callees_.push_back(e->callee);
    }
    for (size_t i = 0; i < e->operands.size(); ++i) {
      expression(e->operands[i], accessOf(e->callee->params[i]));
    }
  }

  void builtinCall(const Expr* e) {
    for (size_t i = 0; i < e->operands.size(); ++i) {
      const bool out = e->builtin->params[i] == Slot::OutGFloat;
      expression(e->operands[i], out ? Access::Write : Access::Read);
    }
  }

  void statement(const Stmt* s) {
    if (s == nullptr) return;
    for (const Variable* v : s->variables) initializer(v);
    if (s->conditionVariable != nullptr) initializer(s->conditionVariable);
    statement(s->init);
    if (s->expr != nullptr) expression(s->expr, Access::Read);
    if (s->step != nullptr) expression(s->step, Access::Read);
    for (const Stmt* child : s->children) statement(child);
    statement(s->body);
    statement(s->elseBody);
  }

  Module& module_;
  std::vector<Function*> callees_;
};

// Depth-first over the call graph with a stack of its own.
class CallGraph {
 public:
  CallGraph(Module& module, const Limits& limits, DiagnosticList& diagnostics)
      : module_(module), limits_(limits), diagnostics_(diagnostics) {}

  void run() {
    for (Function* f : module_.functions) visit(f);
    if (module_.main == nullptr) return;
    std::vector<Function*> open{module_.main};
    while (!open.empty()) {
      Function* f = open.back();
      open.pop_back();
      if (f->reachable) continue;
      f->reachable = true;
      open.insert(open.end(), f->callees.begin(), f->callees.end());
    }
  }

 private:
  struct State {
    bool open = false;
    bool done = false;
    uint32_t height = 1;  // of the longest chain of calls from here
  };
  struct Frame {
    Function* function;
    size_t next = 0;
  };

  void visit(Function* start) {
    if (states_[start].done) return;
    states_[start].open = true;
    std::vector<Frame> stack{{start}};
    while (!stack.empty()) {
      Frame& top = stack.back();
      Function* f = top.function;
      if (top.next == f->callees.size()) {
        close(f);
        stack.pop_back();
        continue;
      }
      Function* callee = f->callees[top.next++];
      State& state = states_[callee];
      if (state.open) {
        diagnostics_.error(callee->loc, callee->name,
                           "function calls itself, directly or through others");
      } else if (!state.done) {
        state.open = true;
        stack.push_back({callee});
      }
    }
  }

  void close(Function* f) {
    uint32_t height = 0;
    for (const Function* callee : f->callees) height = std::max(height, states_[callee].height);
    State& state = states_[f];
    state.height = height + 1;
    state.open = false;
    state.done = true;
    if (state.height == limits_.maxNestingDepth + 1) {
      diagnostics_.error(f->loc, f->name, "functions call each other too many levels deep");
    }
    for (const Function* callee : f->callees) {
      if (callee->body != nullptr) continue;
      diagnostics_.error(callee->loc, callee->name, "function is called but has no body");
    }
  }

  Module& module_;
  const Limits& limits_;
  DiagnosticList& diagnostics_;
  std::unordered_map<const Function*, State> states_;
};

uint32_t locationCount(const Variable* v) { return v->type->isArray() ? v->type->length : 1; }

void checkLocations(const std::vector<const Variable*>& outputs, const Limits& limits,
                    DiagnosticList& diagnostics) {
  std::vector<const Variable*> sources[2];  // by index
  for (const Variable* v : outputs) {
    std::vector<const Variable*>& at = sources[v->index];
    at.resize(v->index == 0 ? limits.maxDrawBuffers : limits.maxDualSourceDrawBuffers);
    if (v->location < 0 && outputs.size() > 1) {
      diagnostics.error(v->loc, v->name, "output needs a location, as there are several outputs");
      continue;
    }
    const uint32_t first = v->location < 0 ? 0 : static_cast<uint32_t>(v->location);
    if (first >= at.size() || locationCount(v) > at.size() - first) {
      diagnostics.error(v->loc, v->name,
                        "output is beyond the last location, " + std::to_string(at.size() - 1));
      continue;
    }
    for (uint32_t i = first; i < first + locationCount(v); ++i) {
      if (at[i] != nullptr) {
        diagnostics.error(
            v->loc, v->name,
            "location " + std::to_string(i) + " is taken by '" + std::string(at[i]->name) + "'");
        break;
      }
      at[i] = v;
    }
  }
}

}  // namespace

void collectFacts(Module& module, const Limits& limits, DiagnosticList& diagnostics) {
  FactWalk(module).run();
  CallGraph(module, limits, diagnostics).run();
}

void checkOutputs(const Module& module, const Limits& limits, DiagnosticList& diagnostics) {
  std::vector<const Variable*> outputs;
  for (const Variable* v : module.globals) {
    if (v->storage == Storage::FragmentOutput) outputs.push_back(v);
  }
  checkLocations(outputs, limits, diagnostics);

  uint32_t distances = 0;
  for (const Variable* v : module.builtins) {
    const bool counts =
        v->builtin == BuiltinVariable::ClipDistance || v->builtin == BuiltinVariable::CullDistance;
    if (counts) distances += distanceCount(v);
  }
  if (distances > limits.maxCombinedClipAndCullDistances) {
    diagnostics.error({1, 1}, "gl_ClipDistance",
                      std::to_string(distances) +
                          " clip and cull distances together, the limit is " +
                          std::to_string(limits.maxCombinedClipAndCullDistances));
  }

  const Variable *color = nullptr, *data = nullptr;
  for (const Variable* v : module.builtins) {
    if (!v->staticallyUsed) continue;  // only made invariant
    if (v->builtin == BuiltinVariable::FragColor ||
        v->builtin == BuiltinVariable::SecondaryFragColor) {
      color = v;
    }
    if (v->builtin == BuiltinVariable::FragData ||
        v->builtin == BuiltinVariable::SecondaryFragData) {
      data = v;
    }
  }
  if (color != nullptr && data != nullptr) {
    diagnostics.error({1, 1}, data->name,
                      "a shader uses either " + std::string(color->name) + " or " +
                          std::string(data->name) + ", not both");
  }
}

}  // namespace nogpu::shader::front
