// SPDX-License-Identifier: MIT
// What the builder does to an instruction before it exists. The contract of every rule: the result
// has the same bits for every input, NaN payloads excepted, and no rule makes more work.
#include <algorithm>
#include <bit>

#include "shader/ir/builder.h"
#include "shader/ir/lane_ops.h"

namespace nogpu::shader::ir {

namespace {

v128_t splat(const Inst& constant) {
  if (constant.kind == Kind::Bool) return wasm_i32x4_splat(constant.imm != 0 ? -1 : 0);
  return wasm_i32x4_splat(static_cast<int32_t>(constant.imm));
}

bool isNaN(uint32_t bits) { return (bits & 0x7fffffffu) > 0x7f800000u; }

/// The comparison that is true exactly when `op` is false, or Count. Floats have none but Eq and
/// Ne: with NaN, not less is not greater or equal.
Op oppositeOf(Op op) {
  switch (op) {
    case Op::FEq:
      return Op::FNe;
    case Op::FNe:
      return Op::FEq;
    case Op::IEq:
      return Op::INe;
    case Op::INe:
      return Op::IEq;
    case Op::ILt:
      return Op::IGe;
    case Op::ILe:
      return Op::IGt;
    case Op::IGt:
      return Op::ILe;
    case Op::IGe:
      return Op::ILt;
    case Op::ULt:
      return Op::UGe;
    case Op::ULe:
      return Op::UGt;
    case Op::UGt:
      return Op::ULe;
    case Op::UGe:
      return Op::ULt;
    default:
      return Op::Count;
  }
}

}  // namespace

ValueId Builder::fold(Op op, ValueId a, ValueId b, ValueId c) {
  const OpInfo& info = opInfo(op);
  if (!lane::isLaneOp(op)) return kNoValue;
  const ValueId operands[3] = {a, b, c};
  v128_t lanes[3] = {wasm_i32x4_splat(0), wasm_i32x4_splat(0), wasm_i32x4_splat(0)};
  for (int n = 0; n < info.operands; ++n) {
    if (!isConst(operands[n])) return kNoValue;
    lanes[n] = splat(inst(operands[n]));
  }
  const v128_t result = lane::evaluate(op, lanes[0], lanes[1], lanes[2]);
  const uint32_t bits = static_cast<uint32_t>(wasm_i32x4_extract_lane(result, 0));
  switch (op) {
    case Op::Select:
      return bitsOf(a) != 0 ? b : c;
    case Op::FAdd:
    case Op::FSub:
    case Op::FMul:
    case Op::FDiv:
    case Op::FSqrt:
    case Op::FFloor:
    case Op::FCeil:
    case Op::FTrunc:
    case Op::FNearest:
    case Op::FMin:
    case Op::FMax:
    case Op::DDx:
    case Op::DDy:
      // Which NaN an operation makes is the machine's choice: leave it to the machine.
      return isNaN(bits) ? kNoValue : constant(Kind::F32, bits);
    case Op::FNeg:
    case Op::FAbs:
    case Op::IToF:
    case Op::UToF:
    case Op::BToF:
    case Op::BitsToF:
      return constant(Kind::F32, bits);
    case Op::FEq:
    case Op::FNe:
    case Op::FLt:
    case Op::FLe:
    case Op::FGt:
    case Op::FGe:
    case Op::IEq:
    case Op::INe:
    case Op::ILt:
    case Op::ILe:
    case Op::IGt:
    case Op::IGe:
    case Op::ULt:
    case Op::ULe:
    case Op::UGt:
    case Op::UGe:
    case Op::BAnd:
    case Op::BOr:
    case Op::BXor:
    case Op::BNot:
      return boolean(bits != 0);
    default:
      return u(bits);
  }
}

ValueId Builder::simplify(Op op, ValueId a, ValueId b, ValueId c) {
  switch (op) {
    case Op::Select:
      return simplifySelect(a, b, c);
    case Op::BNot:
      return simplifyNot(a);
    case Op::BAnd:
    case Op::BOr:
    case Op::BXor:
      return simplifyBool(op, a, b);
    default:
      break;
  }
  const int operands = opInfo(op).operands;
  if (operands == 1) return simplifyConversion(op, a);
  if (kindOf(a) == Kind::F32) return simplifyFloat(op, a, b);
  if (kindOf(a) == Kind::I32) return simplifyInt(op, a, b);
  return kNoValue;
}

ValueId Builder::simplifyFloat(Op op, ValueId a, ValueId b) {
  switch (op) {
    case Op::FAdd:
      if (isF(b, -0.0f)) return a;
      if (inst(b).op == Op::FNeg) return sub(a, inst(b).a);
      if (inst(a).op == Op::FNeg) return sub(b, inst(a).a);
      break;
    case Op::FSub:
      if (isF(b, 0.0f)) return a;
      if (isF(a, -0.0f)) return neg(b);
      if (inst(b).op == Op::FNeg) return add(a, inst(b).a);
      break;
    case Op::FMul:
      if (isF(b, 1.0f)) return a;
      if (isF(b, -1.0f)) return neg(a);
      if (inst(a).op == Op::FNeg && inst(b).op == Op::FNeg) return mul(inst(a).a, inst(b).a);
      break;
    case Op::FDiv:
      if (isF(b, 1.0f)) return a;
      if (isF(b, -1.0f)) return neg(a);
      // Dividing by a power of two whose inverse is normal is multiplying by the inverse.
      if (isConst(b)) {
        const uint32_t bits = bitsOf(b), exponent = (bits >> 23) & 255;
        if ((bits & 0x7fffff) == 0 && exponent >= 1 && exponent <= 253) {
          return mul(a, constant(Kind::F32, (bits & 0x80000000u) | ((254 - exponent) << 23)));
        }
      }
      break;
    case Op::FMin:
    case Op::FMax:
      if (a == b) return a;
      break;
    default:
      break;
  }
  return kNoValue;
}

ValueId Builder::simplifyInt(Op op, ValueId a, ValueId b) {
  const bool constB = isConst(b);
  const uint32_t bits = constB ? bitsOf(b) : 0;
  switch (op) {
    case Op::IAdd:
      if (constB && bits == 0) return a;
      if (constB && inst(a).op == Op::IAdd && isConst(inst(a).b)) {
        return this->op(Op::IAdd, inst(a).a, u(bitsOf(inst(a).b) + bits));
      }
      break;
    case Op::ISub:
      if (a == b) return u(0);
      if (constB) return this->op(Op::IAdd, a, u(0u - bits));
      break;
    case Op::IMul:
      if (!constB) break;
      if (bits == 0) return b;
      if (bits == 1) return a;
      if (std::has_single_bit(bits)) return this->op(Op::IShl, a, u(std::countr_zero(bits)));
      break;
    case Op::IDiv:
      if (constB && bits == 1) return a;
      break;
    case Op::UDiv:
      if (constB && std::has_single_bit(bits)) {
        return this->op(Op::UShr, a, u(std::countr_zero(bits)));
      }
      break;
    case Op::URem:
      if (constB && std::has_single_bit(bits)) return this->op(Op::IAnd, a, u(bits - 1));
      break;
    case Op::IAnd:
      if (a == b || (constB && bits == 0xffffffffu)) return a;
      if (constB && bits == 0) return b;
      break;
    case Op::IOr:
      if (a == b || (constB && bits == 0)) return a;
      if (constB && bits == 0xffffffffu) return b;
      break;
    case Op::IXor:
      if (a == b) return u(0);
      if (constB && bits == 0) return a;
      break;
    case Op::IShl:
    case Op::IShr:
    case Op::UShr:
      if (constB && (bits & 31) == 0) return a;
      break;
    case Op::IMin:
    case Op::IMax:
    case Op::UMin:
    case Op::UMax:
      if (a == b) return a;
      break;
    case Op::IEq:
    case Op::INe:
      if (a == b) return boolean(op == Op::IEq);
      if (constB && bits == 0 && inst(a).op == Op::BToI) {
        return op == Op::INe ? inst(a).a : notOf(inst(a).a);
      }
      break;
    case Op::ILt:
    case Op::IGt:
    case Op::ULt:
    case Op::UGt:
      if (a == b) return boolean(false);
      break;
    case Op::ILe:
    case Op::IGe:
    case Op::ULe:
    case Op::UGe:
      if (a == b) return boolean(true);
      break;
    default:
      break;
  }
  return kNoValue;
}

ValueId Builder::simplifyBool(Op op, ValueId a, ValueId b) {
  const bool constB = isConst(b);
  const bool value = constB && bitsOf(b) != 0;
  const auto isNotOf = [&](ValueId x, ValueId y) {
    return inst(x).op == Op::BNot && inst(x).a == y;
  };
  switch (op) {
    case Op::BAnd:
      if (constB) return value ? a : b;
      if (a == b) return a;
      if (isNotOf(a, b) || isNotOf(b, a)) return boolean(false);
      break;
    case Op::BOr:
      if (constB) return value ? b : a;
      if (a == b) return a;
      if (isNotOf(a, b) || isNotOf(b, a)) return boolean(true);
      break;
    default:
      if (constB) return value ? notOf(a) : a;
      if (a == b) return boolean(false);
      break;
  }
  return kNoValue;
}

ValueId Builder::simplifyNot(ValueId a) {
  const Inst& of = inst(a);
  if (of.op == Op::BNot) return of.a;
  const Op opposite = oppositeOf(of.op);
  return opposite == Op::Count ? kNoValue : op(opposite, of.a, of.b);
}

ValueId Builder::simplifyConversion(Op op, ValueId a) {
  const Inst& of = inst(a);
  switch (op) {
    case Op::FNeg:
      return of.op == Op::FNeg ? of.a : kNoValue;
    case Op::FAbs:
      if (of.op == Op::FAbs) return a;
      return of.op == Op::FNeg ? abs(of.a) : kNoValue;
    case Op::INeg:
      return of.op == Op::INeg ? of.a : kNoValue;
    case Op::INot:
      return of.op == Op::INot ? of.a : kNoValue;
    case Op::BitsToF:
      return of.op == Op::BitsToI ? of.a : kNoValue;
    case Op::BitsToI:
      return of.op == Op::BitsToF ? of.a : kNoValue;
    case Op::FFloor:
    case Op::FCeil:
    case Op::FTrunc:
    case Op::FNearest: {
      const bool whole = of.op == Op::FFloor || of.op == Op::FCeil || of.op == Op::FTrunc ||
                         of.op == Op::FNearest || of.op == Op::IToF || of.op == Op::UToF ||
                         of.op == Op::BToF;
      return whole ? a : kNoValue;
    }
    default:
      return kNoValue;
  }
}

ValueId Builder::simplifySelect(ValueId c, ValueId a, ValueId b) {
  if (isConst(c)) return bitsOf(c) != 0 ? a : b;
  if (a == b) return a;
  if (inst(c).op == Op::BNot) return select(inst(c).a, b, a);
  if (kindOf(a) == Kind::Bool) {
    if (isConst(a)) return bitsOf(a) != 0 ? either(c, b) : both(notOf(c), b);
    if (isConst(b)) return bitsOf(b) != 0 ? either(notOf(c), a) : both(c, a);
  }
  if (isF(a, 1.0f) && isF(b, 0.0f)) return op(Op::BToF, c);
  if (kindOf(a) == Kind::I32 && isConst(a, 1) && isConst(b, 0)) return op(Op::BToI, c);
  // The same condition inside: that half is decided.
  if (inst(a).op == Op::Select && inst(a).a == c) return select(c, inst(a).b, b);
  if (inst(b).op == Op::Select && inst(b).a == c) return select(c, a, inst(b).c);
  return kNoValue;
}

}  // namespace nogpu::shader::ir
