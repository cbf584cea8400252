// SPDX-License-Identifier: MIT
// Operators and constructors on flattened values. ESSL 3.00 §5.4 and §5.9.
#include <algorithm>

#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

using ir::Op;

/// The instruction for floats, signed and unsigned integers.
struct OperatorRow {
  BinaryOp op;
  Op ofFloat, ofInt, ofUint;
};

constexpr OperatorRow kOperators[] = {
    {BinaryOp::Add, Op::FAdd, Op::IAdd, Op::IAdd},
    {BinaryOp::Sub, Op::FSub, Op::ISub, Op::ISub},
    {BinaryOp::Mul, Op::FMul, Op::IMul, Op::IMul},
    {BinaryOp::Div, Op::FDiv, Op::IDiv, Op::UDiv},
    {BinaryOp::Mod, Op::Count, Op::IRem, Op::URem},
    {BinaryOp::ShiftLeft, Op::Count, Op::IShl, Op::IShl},
    {BinaryOp::ShiftRight, Op::Count, Op::IShr, Op::UShr},
    {BinaryOp::BitAnd, Op::Count, Op::IAnd, Op::IAnd},
    {BinaryOp::BitXor, Op::Count, Op::IXor, Op::IXor},
    {BinaryOp::BitOr, Op::Count, Op::IOr, Op::IOr},
    {BinaryOp::Less, Op::FLt, Op::ILt, Op::ULt},
    {BinaryOp::LessEqual, Op::FLe, Op::ILe, Op::ULe},
    {BinaryOp::Greater, Op::FGt, Op::IGt, Op::UGt},
    {BinaryOp::GreaterEqual, Op::FGe, Op::IGe, Op::UGe},
    {BinaryOp::Equal, Op::FEq, Op::IEq, Op::IEq},
    {BinaryOp::NotEqual, Op::FNe, Op::INe, Op::INe},
};

Op operatorFor(BinaryOp op, ScalarKind kind) {
  for (const OperatorRow& row : kOperators) {
    if (row.op != op) continue;
    return kind == ScalarKind::Float  ? row.ofFloat
           : kind == ScalarKind::Uint ? row.ofUint
                                      : row.ofInt;
  }
  return Op::Count;
}

}  // namespace

Lowering::V Lowering::scalarArithmetic(BinaryOp op, ScalarKind kind, V x, V y) {
  return b.op(operatorFor(op, kind), x, y);
}

Lowering::V Lowering::compare(BinaryOp op, ScalarKind kind, V x, V y) {
  if (kind == ScalarKind::Bool) {
    const V differ = b.op(Op::BXor, x, y);
    return op == BinaryOp::NotEqual ? differ : b.notOf(differ);
  }
  return b.op(operatorFor(op, kind), x, y);
}

Lowering::V Lowering::equal(const Type* type, Scalars x, Scalars y) {
  const std::vector<ScalarKind>& kinds = scalarKinds(type);
  V all = b.boolean(true);
  for (size_t i = 0; i < x.size(); ++i) {
    all = b.both(all, compare(BinaryOp::Equal, kinds[i], x[i], y[i]));
  }
  return all;
}

Scalars Lowering::arithmetic(BinaryOp op, Scalars x, const Type* xType, Scalars y,
                             const Type* yType) {
  if (op == BinaryOp::Mul && (xType->isMatrix() || yType->isMatrix()) && !xType->isScalar() &&
      !yType->isScalar()) {
    return multiply(x, xType, y, yType);
  }
  // A shift's right side may be of the other signedness: the left one decides.
  const ScalarKind kind = xType->scalar;
  const Scalars to = allocate(std::max(x.size(), y.size()));
  for (size_t i = 0; i < to.size(); ++i) {
    to[i] = scalarArithmetic(op, kind, x[xType->isScalar() ? 0 : i], y[yType->isScalar() ? 0 : i]);
  }
  return to;
}

// ---- constructors -------------------------------------------------------------------------------

Lowering::V Lowering::convert(V x, ScalarKind from, ScalarKind to) {
  const auto isInteger = [](ScalarKind k) { return k == ScalarKind::Int || k == ScalarKind::Uint; };
  if (from == to || (isInteger(from) && isInteger(to))) return x;
  switch (to) {
    case ScalarKind::Bool:
      return from == ScalarKind::Float ? b.op(Op::FNe, x, b.f(0.0f)) : b.op(Op::INe, x, b.u(0));
    case ScalarKind::Float:
      if (from == ScalarKind::Bool) return b.op(Op::BToF, x);
      return b.op(from == ScalarKind::Int ? Op::IToF : Op::UToF, x);
    default:
      if (from == ScalarKind::Bool) return b.op(Op::BToI, x);
      return b.op(to == ScalarKind::Int ? Op::FToI : Op::FToU, x);
  }
}

Scalars Lowering::flattenOperands(const Expr* e, ScalarKind to, size_t most) {
  const Scalars flat = allocate(most);
  size_t count = 0;
  for (const Expr* operand : e->operands) {
    const Scalars part = value(operand);
    b.setLoc(e->loc);
    for (size_t i = 0; i < part.size() && count < most; ++i) {
      flat[count++] = convert(part[i], operand->type->scalar, to);
    }
  }
  return flat.first(count);
}

Scalars Lowering::constructVector(const Expr* e) {
  const size_t words = e->type->wordCount;
  const Scalars flat = flattenOperands(e, e->type->scalar, words);
  if (flat.size() == words) return flat;
  const Scalars to = allocate(words);  // one scalar for all components
  std::fill(to.begin(), to.end(), flat[0]);
  return to;
}

Scalars Lowering::constructMatrix(const Expr* e) {
  const Type* type = e->type;
  const Type* from = e->operands[0]->type;
  if (e->operands.size() > 1 || !(from->isScalar() || from->isMatrix())) {
    return flattenOperands(e, ScalarKind::Float, type->wordCount);
  }
  const Scalars x = value(e->operands[0]);
  const Scalars to = allocate(type->wordCount);
  for (uint32_t c = 0; c < type->columns; ++c) {
    for (uint32_t r = 0; r < type->rows; ++r) {
      V v = b.f(c == r ? 1.0f : 0.0f);
      if (from->isMatrix()) {
        if (c < from->columns && r < from->rows) v = x[c * from->rows + r];
      } else if (c == r) {
        v = convert(x[0], from->scalar, ScalarKind::Float);
      }
      to[c * type->rows + r] = v;
    }
  }
  return to;
}

}  // namespace nogpu::shader::lower
