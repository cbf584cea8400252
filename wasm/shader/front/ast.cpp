// SPDX-License-Identifier: MIT
// Questions about the tree that several passes ask.
#include "shader/front/ast.h"

#include <algorithm>

#include "shader/front/builtins.h"

namespace nogpu::shader::front {

const Variable* rootVariable(const Expr* expr) {
  for (;;) {
    switch (expr->kind) {
      case ExprKind::VariableRef:
        return expr->variable;
      case ExprKind::Index:
      case ExprKind::FieldAccess:
      case ExprKind::Swizzle:
        expr = expr->operands[0];
        break;
      default:
        return nullptr;
    }
  }
}

uint32_t distanceCount(const Variable* distances) {
  if (distances == nullptr) return 0;
  return distances->sizedByUse ? distances->usedLength : distances->type->length;
}

bool hasEffects(const Expr* e) {
  if (e == nullptr || e->hasValue()) return false;
  switch (e->kind) {
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
    case ExprKind::IncDec:
    case ExprKind::CallUser:
      return true;
    case ExprKind::CallBuiltin:
      if (e->builtin->id == BuiltinId::Modf) return true;
      break;
    default:
      break;
  }
  return std::any_of(e->operands.begin(), e->operands.end(), hasEffects);
}

}  // namespace nogpu::shader::front
