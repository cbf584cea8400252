// SPDX-License-Identifier: MIT
// Questions about the tree that several passes ask.
#include "shader/front/ast.h"

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

}  // namespace nogpu::shader::front
