// SPDX-License-Identifier: MIT
// Expressions to scalars.
#include <algorithm>

#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

constexpr uint32_t kMaxRecursion = 900;  // each level is some hundred bytes of stack

}  // namespace

bool Lowering::withinLimits(SourceLoc loc) {
  if (failed_) return false;
  // Steps count beside instructions: equal values are merged as they are made, so that functions
  // calling functions twice can be 2^n steps of work for a handful of instructions.
  if (b.instCount() <= kMaxInstructions && recursion_ <= kMaxRecursion && ++steps_ <= kMaxSteps) {
    return true;
  }
  fail(loc, "", "program too complex: more than the compiler can unfold");
  return false;
}

Scalars Lowering::value(const Expr* e) {
  if (e->hasValue()) return constants(e->type, e->value);
  if (!withinLimits(e->loc)) return zeros(e->type);
  DepthGuard guard(*this);
  b.setLoc(e->loc);
  return valueOfKind(e);
}

Scalars Lowering::valueOfKind(const Expr* e) {
  switch (e->kind) {
    case ExprKind::Constant:
      return constants(e->type, e->value);
    case ExprKind::VariableRef:
    case ExprKind::Index:
    case ExprKind::FieldAccess:
    case ExprKind::Swizzle:
      return load(placeOf(e));
    case ExprKind::Unary:
      return unary(e);
    case ExprKind::IncDec:
      return incDec(e);
    case ExprKind::Binary:
      return binary(e);
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
      return assign(e);
    case ExprKind::Ternary:
      return ternary(e);
    case ExprKind::Comma:
      effect(e->operands[0]);
      return value(e->operands[1]);
    case ExprKind::Constructor:
      return constructor(e);
    case ExprKind::CallUser:
      return callUser(e);
    case ExprKind::CallBuiltin:
      return callBuiltin(e);
  }
  return zeros(e->type);
}

Scalars Lowering::unary(const Expr* e) {
  const Scalars x = value(e->operands[0]);
  if (e->unaryOp == UnaryOp::Plus) return x;
  const Scalars to = allocate(x.size());
  for (size_t i = 0; i < x.size(); ++i) {
    switch (e->unaryOp) {
      case UnaryOp::Negate:
        to[i] = e->type->isFloat() ? b.neg(x[i]) : b.op(Op::INeg, x[i]);
        break;
      case UnaryOp::LogicalNot:
        to[i] = b.notOf(x[i]);
        break;
      default:
        to[i] = b.op(Op::INot, x[i]);
        break;
    }
  }
  return to;
}

Scalars Lowering::incDec(const Expr* e) {
  const Place place = placeOf(e->operands[0]);
  const Scalars before = load(place);
  const Scalars after = allocate(before.size());
  const bool up = e->unaryOp == UnaryOp::PreIncrement || e->unaryOp == UnaryOp::PostIncrement;
  for (size_t i = 0; i < before.size(); ++i) {
    after[i] = e->type->isFloat() ? b.add(before[i], b.f(up ? 1.0f : -1.0f))
                                  : b.op(Op::IAdd, before[i], b.i(up ? 1 : -1));
  }
  store(place, after);
  const bool post = e->unaryOp == UnaryOp::PostIncrement || e->unaryOp == UnaryOp::PostDecrement;
  return post ? before : after;
}

Scalars Lowering::binary(const Expr* e) {
  const Expr* left = e->operands[0];
  const Expr* right = e->operands[1];
  switch (e->binaryOp) {
    case BinaryOp::LogicalAnd:
    case BinaryOp::LogicalOr:
      return logical(e);
    default:
      break;
  }
  const Scalars x = value(left);
  const Scalars y = value(right);
  b.setLoc(e->loc);
  switch (e->binaryOp) {
    case BinaryOp::LogicalXor:
      return one(b.op(Op::BXor, x[0], y[0]));
    case BinaryOp::Equal:
      return one(equal(left->type, x, y));
    case BinaryOp::NotEqual:
      return one(b.notOf(equal(left->type, x, y)));
    case BinaryOp::Less:
    case BinaryOp::LessEqual:
    case BinaryOp::Greater:
    case BinaryOp::GreaterEqual:
      return one(compare(e->binaryOp, left->type->scalar, x[0], y[0]));
    default:
      return arithmetic(e->binaryOp, x, left->type, y, right->type);
  }
}

// Both sides at once where that is cheaper than a branch.
Scalars Lowering::logical(const Expr* e) {
  const bool isAnd = e->binaryOp == BinaryOp::LogicalAnd;
  const V x = scalar(e->operands[0]);
  if (b.isConst(x)) return (b.bitsOf(x) != 0) == isAnd ? value(e->operands[1]) : one(x);
  if (Analysis::isCheap(e->operands[1])) {
    const V y = scalar(e->operands[1]);
    return one(isAnd ? b.both(x, y) : b.either(x, y));
  }
  const auto right = [&] { return value(e->operands[1]); };
  const auto decided = [&] { return one(b.boolean(!isAnd)); };
  return isAnd ? lowerIf(x, e->loc, right, decided) : lowerIf(x, e->loc, decided, right);
}

Scalars Lowering::ternary(const Expr* e) {
  const V condition = scalar(e->operands[0]);
  if (b.isConst(condition)) return value(e->operands[b.bitsOf(condition) != 0 ? 1 : 2]);
  if (Analysis::isCheap(e->operands[1]) && Analysis::isCheap(e->operands[2])) {
    const Scalars x = value(e->operands[1]);
    const Scalars y = value(e->operands[2]);
    b.setLoc(e->loc);
    const Scalars to = allocate(x.size());
    for (size_t i = 0; i < to.size(); ++i) to[i] = b.select(condition, x[i], y[i]);
    return to;
  }
  return lowerIf(
      condition, e->loc, [&] { return value(e->operands[1]); },
      [&] { return value(e->operands[2]); });
}

Scalars Lowering::assign(const Expr* e) {
  const Expr* left = e->operands[0];
  const Expr* right = e->operands[1];
  const Place place = placeOf(left);
  Scalars result = value(right);
  b.setLoc(e->loc);
  if (e->kind == ExprKind::CompoundAssign) {
    result = arithmetic(e->binaryOp, load(place), left->type, result, right->type);
  }
  store(place, result);
  return result;
}

Scalars Lowering::constructor(const Expr* e) {
  const Type* type = e->type;
  if (type->isStruct() || type->isArray()) {
    const Scalars to = allocate(type->wordCount);
    size_t at = 0;
    for (const Expr* operand : e->operands) {
      const Scalars part = value(operand);
      std::copy(part.begin(), part.end(), to.begin() + static_cast<std::ptrdiff_t>(at));
      at += part.size();
    }
    return to;
  }
  return type->isMatrix() ? constructMatrix(e) : constructVector(e);
}

}  // namespace nogpu::shader::lower
