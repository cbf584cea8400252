// SPDX-License-Identifier: MIT
// Built-in functions by id. Most work component by component; scalars among the arguments are used
// for every component. ESSL 3.00 §8.
#include <algorithm>

#include "shader/front/builtins.h"
#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

Scalars Lowering::callBuiltin(const Expr* e) {
  const BuiltinId id = e->builtin->id;
  if (id == BuiltinId::Texture || id == BuiltinId::TexelFetch || id == BuiltinId::TextureSize) {
    return texture(e);
  }
  if (id == BuiltinId::Modf) return modf(e);
  if (id == BuiltinId::InterpolateAtCentroid || id == BuiltinId::InterpolateAtSample ||
      id == BuiltinId::InterpolateAtOffset) {
    return interpolate(e);
  }
  Scalars args[kMaxBuiltinParams];
  const size_t count = e->operands.size();
  for (size_t i = 0; i < count; ++i) args[i] = value(e->operands[i]);
  b.setLoc(e->loc);
  const std::span<const Scalars> used(args, count);
  bool known = true;
  if (const Scalars r = vectorBuiltin(e, used, known); known) return r;
  if (const Scalars r = matrixBuiltin(e, used, known); known) return r;
  if (const Scalars r = packBuiltin(e, used, known); known) return r;
  return mapBuiltin(e, used);
}

Scalars Lowering::mapBuiltin(const Expr* e, std::span<const Scalars> args) {
  const ScalarKind kind = e->operands[0]->type->scalar;
  const Scalars to = allocate(e->type->wordCount);
  for (size_t i = 0; i < to.size(); ++i) {
    V operands[3] = {ir::kNoValue, ir::kNoValue, ir::kNoValue};
    for (size_t k = 0; k < args.size() && k < 3; ++k) {
      operands[k] = args[k][args[k].size() == 1 ? 0 : i];
    }
    const auto [x, y, z] = operands;
    to[i] = kind == ScalarKind::Float ? scalarBuiltin(e->builtin->id, kind, x, y, z)
                                      : intBuiltin(e->builtin->id, kind, x, y, z);
  }
  return to;
}

Lowering::V Lowering::scalarBuiltin(BuiltinId id, ScalarKind kind, V x, V y, V z) {
  switch (id) {
    case BuiltinId::Radians:
      return b.mul(x, b.f(0.0174532925f));
    case BuiltinId::Degrees:
      return b.mul(x, b.f(57.2957795f));
    case BuiltinId::Sin:
      return math_.sin(x);
    case BuiltinId::Cos:
      return math_.cos(x);
    case BuiltinId::Tan:
      return math_.tan(x);
    case BuiltinId::Asin:
      return math_.asin(x);
    case BuiltinId::Acos:
      return math_.acos(x);
    case BuiltinId::Atan:
      return math_.atan(x);
    case BuiltinId::Atan2:
      return math_.atan2(x, y);
    case BuiltinId::Sinh:
      return math_.sinh(x);
    case BuiltinId::Cosh:
      return math_.cosh(x);
    case BuiltinId::Tanh:
      return math_.tanh(x);
    case BuiltinId::Asinh:
      return math_.asinh(x);
    case BuiltinId::Acosh:
      return math_.acosh(x);
    case BuiltinId::Atanh:
      return math_.atanh(x);
    case BuiltinId::Pow:
      return math_.pow(x, y);
    case BuiltinId::Exp:
      return math_.exp(x);
    case BuiltinId::Log:
      return math_.log(x);
    case BuiltinId::Exp2:
      return math_.exp2(x);
    case BuiltinId::Log2:
      return math_.log2(x);
    case BuiltinId::Sqrt:
      return math_.sqrt(x);
    case BuiltinId::Inversesqrt:
      return math_.inverseSqrt(x);
    case BuiltinId::Abs:
      return b.abs(x);
    case BuiltinId::Sign:
      return math_.sign(x);
    case BuiltinId::Floor:
      return math_.floor(x);
    case BuiltinId::Ceil:
      return b.op(Op::FCeil, x);
    case BuiltinId::Fract:
      return math_.fract(x);
    case BuiltinId::Trunc:
      return b.op(Op::FTrunc, x);
    case BuiltinId::Round:
    case BuiltinId::RoundEven:
      return b.op(Op::FNearest, x);
    case BuiltinId::Mod:
      return math_.mod(x, y);
    case BuiltinId::Min:
      return math_.min(x, y);
    case BuiltinId::Max:
      return math_.max(x, y);
    case BuiltinId::Clamp:
      return math_.clamp(x, y, z);
    case BuiltinId::Mix:
      return b.kindOf(z) == ir::Kind::Bool ? b.select(z, y, x) : math_.mix(x, y, z);
    case BuiltinId::Step:
      return math_.step(x, y);
    case BuiltinId::Smoothstep:
      return math_.smoothstep(x, y, z);
    case BuiltinId::Isnan:
      return math_.isNan(x);
    case BuiltinId::Isinf:
      return math_.isInf(x);
    case BuiltinId::FloatBitsToInt:
    case BuiltinId::FloatBitsToUint:
      return b.toBits(x);
    case BuiltinId::DFdx:
      return b.op(Op::DDx, x);
    case BuiltinId::DFdy:
      return b.op(Op::DDy, x);
    case BuiltinId::Fwidth:
      return b.add(b.abs(b.op(Op::DDx, x)), b.abs(b.op(Op::DDy, x)));
    case BuiltinId::MatrixCompMult:
      return b.mul(x, y);
    default:
      return intBuiltin(id, kind, x, y, z);
  }
}

// Integers and bools, and the comparisons of all kinds.
Lowering::V Lowering::intBuiltin(BuiltinId id, ScalarKind kind, V x, V y, V z) {
  const bool isSigned = kind == ScalarKind::Int;
  const Op least = isSigned ? Op::IMin : Op::UMin;
  const Op most = isSigned ? Op::IMax : Op::UMax;
  switch (id) {
    case BuiltinId::Abs:
      return b.op(Op::IAbs, x);
    case BuiltinId::Sign:
      return b.op(Op::IMax, b.op(Op::IMin, x, b.i(1)), b.i(-1));
    case BuiltinId::Min:
      return b.op(least, x, y);
    case BuiltinId::Max:
      return b.op(most, x, y);
    case BuiltinId::Clamp:
      return b.op(least, b.op(most, x, y), z);
    case BuiltinId::IntBitsToFloat:
    case BuiltinId::UintBitsToFloat:
      return b.fromBits(x);
    case BuiltinId::LessThan:
      return compare(BinaryOp::Less, kind, x, y);
    case BuiltinId::LessThanEqual:
      return compare(BinaryOp::LessEqual, kind, x, y);
    case BuiltinId::GreaterThan:
      return compare(BinaryOp::Greater, kind, x, y);
    case BuiltinId::GreaterThanEqual:
      return compare(BinaryOp::GreaterEqual, kind, x, y);
    case BuiltinId::Equal:
      return compare(BinaryOp::Equal, kind, x, y);
    case BuiltinId::NotEqual:
      return compare(BinaryOp::NotEqual, kind, x, y);
    case BuiltinId::Not:
      return b.notOf(x);
    default:
      return x;
  }
}

// ---- geometry -----------------------------------------------------------------------------------

Scalars Lowering::scale(Scalars x, V by) {
  const Scalars to = allocate(x.size());
  for (size_t i = 0; i < x.size(); ++i) to[i] = b.mul(x[i], by);
  return to;
}

Scalars Lowering::vectorBuiltin(const Expr* e, std::span<const Scalars> args, bool& known) {
  const Scalars x = args[0];
  const Scalars y = args.size() > 1 ? args[1] : Scalars{};
  const Scalars to = allocate(e->type->wordCount);
  known = true;
  switch (e->builtin->id) {
    case BuiltinId::Dot:
      return one(dot(x, y));
    case BuiltinId::Length:
      return one(x.size() == 1 ? b.abs(x[0]) : math_.sqrt(dot(x, x)));
    case BuiltinId::Distance: {
      const Scalars d = allocate(x.size());
      for (size_t i = 0; i < x.size(); ++i) d[i] = b.sub(x[i], y[i]);
      return one(x.size() == 1 ? b.abs(d[0]) : math_.sqrt(dot(d, d)));
    }
    case BuiltinId::Normalize:
      return x.size() == 1 ? one(math_.sign(x[0])) : scale(x, math_.inverseSqrt(dot(x, x)));
    case BuiltinId::Cross:
      for (uint32_t i = 0; i < 3; ++i) {
        const uint32_t j = (i + 1) % 3, k = (i + 2) % 3;
        to[i] = b.sub(b.mul(x[j], y[k]), b.mul(y[j], x[k]));
      }
      return to;
    case BuiltinId::Faceforward: {
      const V facing = b.op(Op::FLt, dot(args[2], y), b.f(0.0f));
      for (size_t i = 0; i < x.size(); ++i) to[i] = b.select(facing, x[i], b.neg(x[i]));
      return to;
    }
    case BuiltinId::Reflect: {
      const V d = b.mul(b.f(2.0f), dot(y, x));
      for (size_t i = 0; i < x.size(); ++i) to[i] = b.sub(x[i], b.mul(d, y[i]));
      return to;
    }
    case BuiltinId::Refract: {
      const V eta = args[2][0];
      const V d = dot(y, x);
      const V k = b.sub(b.f(1.0f), b.mul(b.mul(eta, eta), b.sub(b.f(1.0f), b.mul(d, d))));
      const V along = b.add(b.mul(eta, d), math_.sqrt(k));
      const V none = b.op(Op::FLt, k, b.f(0.0f));
      for (size_t i = 0; i < x.size(); ++i) {
        const V r = b.sub(b.mul(eta, x[i]), b.mul(along, y[i]));
        to[i] = b.select(none, b.f(0.0f), r);
      }
      return to;
    }
    case BuiltinId::Any:
    case BuiltinId::All: {
      V all = x[0];
      for (size_t i = 1; i < x.size(); ++i) {
        all = e->builtin->id == BuiltinId::Any ? b.either(all, x[i]) : b.both(all, x[i]);
      }
      return one(all);
    }
    default:
      known = false;
      return {};
  }
}

Scalars Lowering::matrixBuiltin(const Expr* e, std::span<const Scalars> args, bool& known) {
  const Type* type = e->operands[0]->type;
  const Scalars x = args[0];
  known = true;
  switch (e->builtin->id) {
    case BuiltinId::OuterProduct: {
      const Scalars to = allocate(e->type->wordCount);
      for (size_t c = 0; c < args[1].size(); ++c) {
        for (size_t r = 0; r < x.size(); ++r) to[c * x.size() + r] = b.mul(x[r], args[1][c]);
      }
      return to;
    }
    case BuiltinId::Transpose: {
      const Scalars to = allocate(x.size());
      for (uint32_t c = 0; c < type->columns; ++c) {
        for (uint32_t r = 0; r < type->rows; ++r) to[r * type->columns + c] = x[c * type->rows + r];
      }
      return to;
    }
    case BuiltinId::Determinant:
      return one(determinant(x, type->rows));
    case BuiltinId::Inverse:
      return inverse(x, type->rows);
    default:
      known = false;
      return {};
  }
}

// ---- packing ------------------------------------------------------------------------------------

Scalars Lowering::packBuiltin(const Expr* e, std::span<const Scalars> args, bool& known) {
  const Scalars x = args[0];
  known = true;
  const auto join = [this](V low, V high) {
    const V masked = b.op(Op::IAnd, low, b.u(0xffff));
    return one(b.op(Op::IOr, masked, b.op(Op::IShl, high, b.u(16))));
  };
  const auto pair = [this](V first, V second) {
    const Scalars to = allocate(2);
    to[0] = first;
    to[1] = second;
    return to;
  };
  const auto norm = [this](V c, float low, float most) {
    const V clamped = math_.clamp(c, b.f(low), b.f(1.0f));
    return b.op(Op::FToI, b.op(Op::FNearest, b.mul(clamped, b.f(most))));
  };
  switch (e->builtin->id) {
    case BuiltinId::PackSnorm2x16:
      return join(norm(x[0], -1.0f, 32767.0f), norm(x[1], -1.0f, 32767.0f));
    case BuiltinId::PackUnorm2x16:
      return join(norm(x[0], 0.0f, 65535.0f), norm(x[1], 0.0f, 65535.0f));
    case BuiltinId::PackHalf2x16:
      return join(math_.packHalf(x[0]), math_.packHalf(x[1]));
    case BuiltinId::UnpackSnorm2x16: {
      const auto part = [this](V high) {
        const V f = b.op(Op::IToF, b.op(Op::IShr, high, b.u(16)));
        return b.max(b.div(f, b.f(32767.0f)), b.f(-1.0f));
      };
      return pair(part(b.op(Op::IShl, x[0], b.u(16))), part(x[0]));
    }
    case BuiltinId::UnpackUnorm2x16: {
      const auto part = [this](V low) { return b.div(b.op(Op::IToF, low), b.f(65535.0f)); };
      return pair(part(b.op(Op::IAnd, x[0], b.u(0xffff))), part(b.op(Op::UShr, x[0], b.u(16))));
    }
    case BuiltinId::UnpackHalf2x16:
      return pair(math_.unpackHalf(b.op(Op::IAnd, x[0], b.u(0xffff))),
                  math_.unpackHalf(b.op(Op::UShr, x[0], b.u(16))));
    default:
      known = false;
      return {};
  }
}

// modf(x, out i): both have the sign of x.
Scalars Lowering::modf(const Expr* e) {
  const Scalars x = value(e->operands[0]);
  const Place place = placeOf(e->operands[1]);
  const Scalars whole = allocate(x.size());
  const Scalars rest = allocate(x.size());
  for (size_t i = 0; i < x.size(); ++i) {
    whole[i] = b.op(Op::FTrunc, x[i]);
    rest[i] = b.sub(x[i], whole[i]);
  }
  store(place, whole);
  return rest;
}

}  // namespace nogpu::shader::lower
