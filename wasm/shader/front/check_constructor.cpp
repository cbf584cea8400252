// SPDX-License-Identifier: MIT
// Constructors: scalars, vectors, matrices, structs and arrays. ESSL 3.00 §5.4.
#include <algorithm>

#include "shader/front/check.h"

namespace nogpu::shader::front {

namespace {

Precision highestOf(std::span<Expr* const> arguments) {
  Precision p = Precision::None;
  for (const Expr* a : arguments) p = std::max(p, a->precision);
  return p;
}

bool allConstant(std::span<Expr* const> arguments) {
  return std::all_of(arguments.begin(), arguments.end(),
                     [](const Expr* a) { return a->isConstant; });
}

}  // namespace

Expr* Checker::construct(const Type* type, std::span<Expr* const> arguments, SourceLoc loc) {
  for (const Expr* a : arguments) {
    if (a->type->isError()) return errorExpr(loc);
  }
  if (type->isError()) return errorExpr(loc);
  if (type->isArray()) return constructArray(type, arguments, loc);
  if (type->isStruct()) return constructStruct(type, arguments, loc);
  if (!type->isNumericOrBool()) {
    error(loc, typeName(type), "type cannot be constructed");
    return errorExpr(loc);
  }
  if (!checkComponents(type, arguments, loc)) return errorExpr(loc);
  Expr* e = makeExpr(ExprKind::Constructor, type, loc, arguments);
  if (type->scalar != ScalarKind::Bool) e->precision = highestOf(arguments);
  return finish(e, allConstant(arguments));
}

// Enough components, and no argument that contributes none.
bool Checker::checkComponents(const Type* type, std::span<Expr* const> arguments, SourceLoc loc) {
  uint32_t have = 0;
  const uint32_t need = type->componentCount();
  for (const Expr* a : arguments) {
    std::string problem;
    if (!a->type->isNumericOrBool()) {
      problem = "argument has type '" + typeName(a->type) + "', expected numbers or bools";
    } else if (have >= need) {
      problem = "constructor has more arguments than it needs";
    } else if (type->isMatrix() && a->type->isMatrix() && arguments.size() > 1) {
      problem = "a matrix constructed from a matrix takes no other argument";
    }
    if (!problem.empty()) {
      error(a->loc, typeName(type), problem);
      return false;
    }
    have += a->type->componentCount();
  }
  const bool fromOne =
      arguments.size() == 1 &&
      (arguments[0]->type->isScalar() || (type->isMatrix() && arguments[0]->type->isMatrix()));
  if (have >= need || fromOne) return true;
  error(
      loc, typeName(type),
      "constructor has " + std::to_string(have) + " components, expected " + std::to_string(need));
  return false;
}

Expr* Checker::constructStruct(const Type* type, std::span<Expr* const> arguments, SourceLoc loc) {
  const auto members = type->structure->members;
  if (arguments.size() != members.size()) {
    error(loc, typeName(type),
          "constructor has " + std::to_string(arguments.size()) + " arguments, expected " +
              std::to_string(members.size()));
    return errorExpr(loc);
  }
  for (size_t i = 0; i < members.size(); ++i) {
    if (arguments[i]->type == members[i].type && !members[i].type->containsSampler) continue;
    error(arguments[i]->loc, members[i].name,
          "argument has type '" + typeName(arguments[i]->type) + "', expected '" +
              typeName(members[i].type) + "'");
    return errorExpr(loc);
  }
  if (!is300() && type->containsArray) {
    error(loc, typeName(type), "structs that contain arrays cannot be constructed in ESSL 1.00");
    return errorExpr(loc);
  }
  return finish(makeExpr(ExprKind::Constructor, type, loc, arguments), allConstant(arguments));
}

Expr* Checker::constructArray(const Type* type, std::span<Expr* const> arguments, SourceLoc loc) {
  if (!is300()) {
    error(loc, typeName(type), "array constructors do not exist in ESSL 1.00");
    return errorExpr(loc);
  }
  if (type->length == 0) {
    type = module_.types.arrayOf(type->element, static_cast<uint32_t>(arguments.size()));
  }
  if (arguments.empty() || arguments.size() != type->length) {
    error(loc, typeName(type),
          "constructor has " + std::to_string(arguments.size()) + " arguments, expected " +
              std::to_string(std::max(type->length, 1u)));
    return errorExpr(loc);
  }
  for (const Expr* a : arguments) {
    if (a->type == type->element && !a->type->containsSampler) continue;
    error(a->loc, typeName(type),
          "argument has type '" + typeName(a->type) + "', expected '" + typeName(type->element) +
              "'");
    return errorExpr(loc);
  }
  Expr* e = makeExpr(ExprKind::Constructor, type, loc, arguments);
  e->precision = highestOf(arguments);
  return finish(e, allConstant(arguments));
}

}  // namespace nogpu::shader::front
