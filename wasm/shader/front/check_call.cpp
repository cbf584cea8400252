// SPDX-License-Identifier: MIT
// Calls of user-defined and built-in functions. ESSL 3.00 §6.1: no implicit conversions, so a call
// fits at most one function.
#include <algorithm>

#include "shader/front/check.h"

namespace nogpu::shader::front {

std::string typeList(std::span<Expr* const> arguments) {
  std::string list = "(";
  for (const Expr* a : arguments) {
    if (list.size() > 1) list += ", ";
    list += typeName(a->type);
  }
  return list + ")";
}

bool Checker::builtinVisible(const BuiltinFunction& row) const {
  return builtinExists(row, module_.version, module_.stage) &&
         (row.extension == Extension::None || module_.extensions.has(row.extension));
}

bool Checker::hasVisibleBuiltin(const Name* name) const {
  const auto rows = builtinFunctions().subspan(name->firstBuiltin, name->builtinCount);
  return std::any_of(rows.begin(), rows.end(),
                     [&](const BuiltinFunction& row) { return builtinVisible(row); });
}

Function* Checker::findOverload(const Symbol* s, std::span<const Type* const> types) const {
  for (Overload* o = s->overloads; o != nullptr; o = o->next) {
    const auto params = o->function->params;
    const bool fits = std::equal(params.begin(), params.end(), types.begin(), types.end(),
                                 [](const Variable* p, const Type* t) { return p->type == t; });
    if (fits) return o->function;
  }
  return nullptr;
}

Expr* Checker::call(const Token& name, std::span<Expr* const> arguments) {
  const Symbol* s = lookup(name.name);
  // A mistake of its own, whatever is wrong with the arguments.
  if (s == nullptr && !hasVisibleBuiltin(name.name)) {
    reportUndeclaredFunction(name);
    return errorExpr(name.loc);
  }
  std::vector<const Type*> types;
  for (const Expr* a : arguments) {
    if (a->type->isError()) return errorExpr(name.loc);
    types.push_back(a->type);
  }
  if (s != nullptr && s->kind != Symbol::Kind::Function) {
    error(name.loc, name.text, "not a function");
    return errorExpr(name.loc);
  }
  if (s != nullptr) {
    if (Function* f = findOverload(s, types)) return callUser(name, f, arguments);
  }
  const auto rows = builtinFunctions().subspan(name.name->firstBuiltin, name.name->builtinCount);
  for (const BuiltinFunction& row : rows) {
    if (!builtinVisible(row)) continue;
    const Type* result = matchBuiltin(row, types);
    if (result != nullptr) return callBuiltin(name, row, result, arguments);
  }
  reportNoOverload(name, arguments);
  return errorExpr(name.loc);
}

void Checker::reportNoOverload(const Token& name, std::span<Expr* const> arguments) {
  const Symbol* s = name.name->symbol;
  const bool isBuiltin = hasVisibleBuiltin(name.name);
  std::string message = "no function of this name takes " + typeList(arguments);
  if (isBuiltin) {
    const auto rows = builtinFunctions().subspan(name.name->firstBuiltin, name.name->builtinCount);
    message += overloadHint(rows, module_.version, module_.stage, arguments);
  }
  error(name.loc, name.text, message);
  constexpr int kMostNotes = 4;
  int notes = 0;
  for (Overload* o = s != nullptr ? s->overloads : nullptr; o != nullptr; o = o->next) {
    if (++notes > kMostNotes) break;
    std::string takes = "takes (";
    for (const Variable* p : o->function->params) {
      takes += (takes.back() == '(' ? "" : ", ") + typeName(p->type);
    }
    diagnostics_.note(o->function->loc, name.text, takes + ")");
  }
}

void Checker::reportUndeclaredFunction(const Token& name) {
  std::string problem = builtinFunctionProblem(name.name, module_.version, module_.stage);
  if (problem.empty()) {
    problem = "undeclared function";
    if (mayGuess()) {
      NearestName nearest(name.text);
      names_.forEach([&](const Name& each) {
        const bool declared = each.symbol != nullptr && each.symbol->kind == Symbol::Kind::Function;
        if (declared || hasVisibleBuiltin(&each)) nearest.offer(each.text);
      });
      problem += nearest.hint();
      undeclaredCalls_.push_back(name.name);
    }
  }
  error(name.loc, name.text, problem);
}

Expr* Checker::callUser(const Token& name, Function* f, std::span<Expr* const> arguments) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Storage storage = f->params[i]->storage;
    if (storage == Storage::ParamIn) continue;
    if (!requireLValue(arguments[i], "passed as out or inout")) return errorExpr(name.loc);
    // Arrays as well in ESSL 1.00, although `=` does not take them there: §6.1.
    if (arguments[i]->type->containsSampler) {
      error(arguments[i]->loc, name.text,
            "type '" + typeName(arguments[i]->type) + "' cannot be passed as out or inout");
      return errorExpr(name.loc);
    }
  }
  Expr* e = makeExpr(ExprKind::CallUser, f->returnType, name.loc, arguments);
  e->callee = f;
  e->precision = f->returnPrecision;
  return e;
}

bool Checker::checkTexelOffset(const Token& name, Expr* offset) {
  const auto value = offset->isConstant ? folder_.evaluate(offset) : std::span<const uint32_t>{};
  if (value.empty()) {
    error(offset->loc, name.text, "texel offset must be a constant expression");
    return false;
  }
  for (uint32_t word : value) {
    const int32_t v = static_cast<int32_t>(word);
    if (v >= limits_.minProgramTexelOffset && v <= limits_.maxProgramTexelOffset) continue;
    error(offset->loc, name.text,
          "texel offset " + std::to_string(v) + " is out of range, expected " +
              std::to_string(limits_.minProgramTexelOffset) + " to " +
              std::to_string(limits_.maxProgramTexelOffset));
    return false;
  }
  return true;
}

// OES_shader_multisample_interpolation: an input or an element of one, not a component.
bool Checker::checkInterpolant(const Token& name, const Expr* interpolant) {
  const Expr* e = interpolant;
  while ((e->kind == ExprKind::Index && e->operands[0]->type->isArray()) ||
         e->kind == ExprKind::FieldAccess) {
    e = e->operands[0];
  }
  if (e->kind == ExprKind::VariableRef && e->variable->storage == Storage::FragmentInput) {
    return true;
  }
  error(interpolant->loc, name.text,
        "the interpolant must be an input of the fragment shader or an array element of one");
  return false;
}

bool Checker::checkBuiltinArguments(const Token& name, const BuiltinFunction& row,
                                    std::span<Expr* const> arguments) {
  const bool interpolates = row.id == BuiltinId::InterpolateAtCentroid ||
                            row.id == BuiltinId::InterpolateAtSample ||
                            row.id == BuiltinId::InterpolateAtOffset;
  if (interpolates && !checkInterpolant(name, arguments[0])) return false;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Slot slot = row.params[i];
    if (slot == Slot::OutGFloat && !requireLValue(arguments[i], "passed as out or inout")) {
      return false;
    }
    const bool isOffset = slot == Slot::ConstIvec2 || slot == Slot::ConstIvec3;
    if (isOffset && !checkTexelOffset(name, arguments[i])) return false;
  }
  return true;
}

Expr* Checker::callBuiltin(const Token& name, const BuiltinFunction& row, const Type* result,
                           std::span<Expr* const> arguments) {
  if (!checkBuiltinArguments(name, row, arguments)) return errorExpr(name.loc);
  noteExtensionUse(row.extension, name.loc);
  Expr* e = makeExpr(ExprKind::CallBuiltin, result, name.loc, arguments);
  e->builtin = &row;
  switch (row.resultPrecision) {
    case ResultPrecision::High:
      e->precision = Precision::High;
      break;
    case ResultPrecision::Medium:
      e->precision = Precision::Medium;
      break;
    case ResultPrecision::Sampler:
      e->precision = arguments[0]->precision;
      break;
    case ResultPrecision::None:
      break;
    case ResultPrecision::Operands:
      for (const Expr* a : arguments) e->precision = std::max(e->precision, a->precision);
  }
  const bool isConstant =
      std::all_of(arguments.begin(), arguments.end(), [](const Expr* a) { return a->isConstant; });
  return finish(e, isConstant);
}

}  // namespace nogpu::shader::front
