// SPDX-License-Identifier: MIT
// What statements ask of their expressions. ESSL 3.00 §6.2 to 6.4.
#include <algorithm>

#include "shader/front/check.h"

namespace nogpu::shader::front {

Expr* Checker::condition(Expr* e, const char* of) {
  if (e->type->isError() || e->type->isScalarOf(ScalarKind::Bool)) return e;
  std::string hint;
  if (e->kind == ExprKind::Assign) hint = ": write '==' to compare";
  if (e->type->isIntScalar() && hint.empty()) hint = ": write '... != 0'";
  error(e->loc, of, "condition has type '" + typeName(e->type) + "', expected 'bool'" + hint);
  return errorExpr(e->loc);
}

void Checker::checkReturn(Expr* value, SourceLoc loc) {
  sawReturn_ = true;
  const Type* wanted = function_->returnType;
  if (value == nullptr) {
    if (!wanted->isVoid()) {
      error(loc, "return", "return without a value, expected '" + typeName(wanted) + "'");
    }
    return;
  }
  if (value->type->isError() || wanted->isError()) return;
  if (wanted->isVoid()) {
    error(loc, "return", "function returns void, expected no value");
  } else if (value->type != wanted) {
    error(loc, "return",
          "value has type '" + typeName(value->type) + "', expected '" + typeName(wanted) + "'" +
              conversionHint(value, wanted));
  }
}

void Checker::checkDiscard(SourceLoc loc) {
  function_->usesDiscard = true;
  if (module_.stage == Stage::Fragment) return;
  error(loc, "discard", "discard exists in fragment shaders only");
}

Expr* Checker::checkSelector(Expr* e) {
  if (e->type->isError() || e->type->isIntScalar()) return e;
  error(e->loc, "switch",
        "selector has type '" + typeName(e->type) + "', expected 'int' or 'uint'");
  return errorExpr(e->loc);
}

// `seen`: values of the labels before.
void Checker::checkCase(Expr* label, const Type* selector, std::vector<uint32_t>& seen) {
  int64_t value = 0;
  if (!integerConstant(label, "case label", value)) return;
  if (!label->hasValue()) label->value = folder_.oneWord(static_cast<uint32_t>(value));
  if (!selector->isError() && label->type != selector) {
    error(label->loc, "case",
          "label has type '" + typeName(label->type) + "', expected '" + typeName(selector) + "'");
    return;
  }
  const uint32_t word = static_cast<uint32_t>(value);
  if (std::find(seen.begin(), seen.end(), word) != seen.end()) {
    error(label->loc, "case", "label " + std::to_string(value) + " is there already");
  }
  seen.push_back(word);
}

}  // namespace nogpu::shader::front
