// SPDX-License-Identifier: MIT
// One function per operation class. Why floats have so few rules: x + 0.0 is not x for x = -0.0,
// x * 0.0 is not 0.0 for infinities, x - x is NaN for them, and !(a < b) is not a >= b for NaN.
#include "shader/ir/algebra.h"

#include <bit>
#include <utility>

#include "shader/ir/lane_ops.h"

namespace nogpu::shader::ir {

namespace {

constexpr uint32_t kOne = 0x3f800000u, kMinusOne = 0xbf800000u, kMinusZero = 0x80000000u;
/// What every constant NaN is: which one an operation makes is the machine's choice, and programs
/// cannot rely on it; folding must not depend on the machine that compiles.
constexpr uint32_t kQuietNaN = 0x7fc00000u;

constexpr Simplified kUnchanged{};

Simplified same(ValueId value) {
  Simplified s;
  s.outcome = Simplified::Same;
  s.value = value;
  return s;
}

Simplified constant(uint32_t bits) {
  Simplified s;
  s.outcome = Simplified::Constant;
  s.bits = bits;
  return s;
}

class Rules {
 public:
  Rules(const Module& module, const Inst& inst) : module_(module), inst_(inst) {}

  Simplified apply() const {
    if (lane::isLaneOp(inst_.op) && operandsAreConst()) return fold();
    if (inst_.op >= Op::FAdd && inst_.op <= Op::FMax) return floats();
    if (inst_.op >= Op::IAdd && inst_.op <= Op::IAbs) return integers();
    if (inst_.op >= Op::FEq && inst_.op <= Op::UGe) return comparisons();
    if (inst_.op >= Op::BAnd && inst_.op <= Op::BNot) return bools();
    switch (inst_.op) {
      case Op::BitsToF:
        return inverse(Op::BitsToI);
      case Op::BitsToI:
        return inverse(Op::BitsToF);
      case Op::Select:
        return select();
      case Op::ClampIndex:
        return clampIndex();
      case Op::UniformLoad:
      case Op::BlockLoad:
      case Op::LocalLoad:
      case Op::LocalStore:
        return constantAddress();
      case Op::ConstLoad:
        return constLoad();
      default:
        return kUnchanged;
    }
  }

 private:
  // ---- looking ----------------------------------------------------------------------------------

  const Inst& at(ValueId id) const { return module_.insts[id]; }
  bool isConst(ValueId id) const { return id != kNoValue && at(id).op == Op::Const; }
  bool isConst(ValueId id, uint32_t bits) const { return isConst(id) && at(id).imm == bits; }
  bool is(ValueId id, Op op) const { return id != kNoValue && at(id).op == op; }

  // ---- answering --------------------------------------------------------------------------------

  Simplified become(Op op, ValueId a, ValueId b = kNoValue, ValueId c = kNoValue) const {
    Simplified s;
    s.outcome = Simplified::Become;
    s.inst = inst_;
    s.inst.op = op;
    s.inst.a = a;
    s.inst.b = b;
    s.inst.c = c;
    s.inst.imm = s.inst.imm2 = 0;
    return s;
  }

  Simplified becomeWith(Op op, ValueId a, uint32_t bits) const {
    Simplified s = become(op, a);
    s.constantB = true;
    s.bits = bits;
    return s;
  }

  Simplified becomeNegated(Op op, ValueId a, ValueId b) const {
    Simplified s = become(op, a, b);
    s.negatesA = true;
    return s;
  }

  // ---- folding ----------------------------------------------------------------------------------

  bool operandsAreConst() const {
    for (const ValueId id : {inst_.a, inst_.b, inst_.c}) {
      if (id != kNoValue && !isConst(id)) return false;
    }
    return true;
  }

  v128_t splat(ValueId id) const {
    if (id == kNoValue) return wasm_i32x4_splat(0);
    const Inst& inst = at(id);
    return wasm_i32x4_splat(int32_t(inst.kind == Kind::Bool ? 0u - inst.imm : inst.imm));
  }

  Simplified fold() const {
    if (inst_.op == Op::Select) return same(at(inst_.a).imm != 0 ? inst_.b : inst_.c);
    const v128_t result = lane::evaluate(inst_.op, splat(inst_.a), splat(inst_.b), splat(inst_.c));
    uint32_t bits = uint32_t(wasm_i32x4_extract_lane(result, 0));
    if (inst_.kind == Kind::Bool) bits &= 1;
    const float value = __builtin_bit_cast(float, bits);
    const bool moves = inst_.op == Op::BitsToF || inst_.op == Op::FNeg || inst_.op == Op::FAbs;
    if (inst_.kind == Kind::F32 && value != value && !moves) bits = kQuietNaN;
    return constant(bits);
  }

  Simplified inverse(Op op) const { return is(inst_.a, op) ? same(at(inst_.a).a) : kUnchanged; }

  // ---- floats -----------------------------------------------------------------------------------

  Simplified floats() const {
    const ValueId a = inst_.a, b = inst_.b;
    switch (inst_.op) {
      case Op::FAdd:
        if (isConst(b, kMinusZero)) return same(a);
        if (is(b, Op::FNeg)) return become(Op::FSub, a, at(b).a);
        return is(a, Op::FNeg) ? become(Op::FSub, b, at(a).a) : kUnchanged;
      case Op::FSub:
        if (isConst(b, 0)) return same(a);
        if (isConst(a, kMinusZero)) return become(Op::FNeg, b);
        return is(b, Op::FNeg) ? become(Op::FAdd, a, at(b).a) : kUnchanged;
      case Op::FMul:
        if (isConst(b, kOne)) return same(a);
        if (isConst(b, kMinusOne)) return become(Op::FNeg, a);
        if (is(a, Op::FNeg) && is(b, Op::FNeg)) return become(Op::FMul, at(a).a, at(b).a);
        return kUnchanged;
      case Op::FDiv:
        if (isConst(b, kOne)) return same(a);
        if (isConst(b, kMinusOne)) return become(Op::FNeg, a);
        return divideByPowerOfTwo();
      case Op::FNeg:
        return inverse(Op::FNeg);
      case Op::FAbs:
        if (is(a, Op::FAbs)) return same(a);
        return is(a, Op::FNeg) ? become(Op::FAbs, at(a).a) : kUnchanged;
      case Op::FMin:
      case Op::FMax:
        return a == b ? same(a) : kUnchanged;
      case Op::FFloor:
      case Op::FCeil:
      case Op::FTrunc:
      case Op::FNearest:
        return isWhole(at(a).op) ? same(a) : kUnchanged;
      default:
        return kUnchanged;
    }
  }

  /// Whether the result is always a whole number, an infinity or NaN.
  static bool isWhole(Op op) {
    return (op >= Op::FFloor && op <= Op::FNearest) || op == Op::IToF || op == Op::UToF ||
           op == Op::BToF;
  }

  /// x / 2^n = x * 2^-n exactly, as long as 2^-n is a normal number.
  Simplified divideByPowerOfTwo() const {
    if (!isConst(inst_.b)) return kUnchanged;
    const uint32_t bits = at(inst_.b).imm, exponent = bits >> 23 & 0xff;
    if ((bits & 0x007fffffu) != 0 || exponent == 0 || exponent >= 254) return kUnchanged;
    return becomeWith(Op::FMul, inst_.a, (bits & 0x80000000u) | (254 - exponent) << 23);
  }

  // ---- integers ---------------------------------------------------------------------------------

  Simplified integers() const {
    const ValueId a = inst_.a, b = inst_.b;
    const bool constB = isConst(b);
    const uint32_t bits = constB ? at(b).imm : 0;
    const bool powerOfTwo = constB && std::has_single_bit(bits);
    const uint32_t shift = powerOfTwo ? static_cast<uint32_t>(std::countr_zero(bits)) : 0;
    switch (inst_.op) {
      case Op::IAdd:
        if (is(b, Op::INeg)) return become(Op::ISub, a, at(b).a);
        if (constB && bits == 0) return same(a);
        if (constB && is(a, Op::IAdd) && isConst(at(a).b)) {
          return becomeWith(Op::IAdd, at(a).a, at(at(a).b).imm + bits);
        }
        return kUnchanged;
      case Op::ISub:
        if (a == b) return constant(0);
        if (constB) return bits == 0 ? same(a) : becomeWith(Op::IAdd, a, 0u - bits);
        return isConst(a, 0) ? become(Op::INeg, b) : kUnchanged;
      case Op::IMul:
        if (constB && bits == 0) return constant(0);
        if (constB && bits == 1) return same(a);
        return powerOfTwo ? becomeWith(Op::IShl, a, shift) : kUnchanged;
      case Op::IDiv:
        return constB && bits <= 1 ? same(a) : kUnchanged;
      case Op::UDiv:
        if (constB && bits <= 1) return same(a);
        return powerOfTwo ? becomeWith(Op::UShr, a, shift) : kUnchanged;
      case Op::IRem:
        return constB && bits <= 1 ? constant(0) : kUnchanged;
      case Op::URem:
        if (constB && bits <= 1) return constant(0);
        return powerOfTwo ? becomeWith(Op::IAnd, a, bits - 1) : kUnchanged;
      case Op::IShl:
      case Op::IShr:
      case Op::UShr:
        return constB && (bits & 31) == 0 ? same(a) : kUnchanged;
      case Op::IAnd:
        if (a == b || (constB && bits == 0xffffffffu)) return same(a);
        return constB && bits == 0 ? constant(0) : kUnchanged;
      case Op::IOr:
        if (a == b || (constB && bits == 0)) return same(a);
        return constB && bits == 0xffffffffu ? constant(bits) : kUnchanged;
      case Op::IXor:
        if (a == b) return constant(0);
        return constB && bits == 0 ? same(a) : kUnchanged;
      case Op::IMin:
      case Op::IMax:
      case Op::UMin:
      case Op::UMax:
        return a == b ? same(a) : kUnchanged;
      case Op::INeg:
      case Op::INot:
        return inverse(inst_.op);
      default:
        return kUnchanged;
    }
  }

  // ---- comparisons ------------------------------------------------------------------------------

  Simplified comparisons() const {
    const ValueId a = inst_.a, b = inst_.b;
    const Op op = inst_.op;
    if (op >= Op::IEq && a == b) {
      return constant(op == Op::IEq || op == Op::ILe || op == Op::IGe || op == Op::ULe ||
                      op == Op::UGe);
    }
    // A Bool that went through a number comes back.
    const bool number = is(a, Op::BToI) || is(a, Op::BToF);
    if (number && isConst(b, 0)) {
      if (op == Op::INe || op == Op::FNe || op == Op::FGt || op == Op::UGt || op == Op::IGt) {
        return same(at(a).a);
      }
      if (op == Op::IEq || op == Op::FEq) return become(Op::BNot, at(a).a);
    }
    if ((is(a, Op::BToI) && isConst(b, 1)) || (is(a, Op::BToF) && isConst(b, kOne))) {
      if (op == Op::IEq || op == Op::FEq) return same(at(a).a);
      if (op == Op::INe || op == Op::FNe) return become(Op::BNot, at(a).a);
    }
    return kUnchanged;
  }

  /// The comparison that is true exactly when `op` is false, or Count. Floats have none but Eq and
  /// Ne.
  static Op oppositeOf(Op op) {
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

  // ---- bools ------------------------------------------------------------------------------------

  bool areOpposite(ValueId a, ValueId b) const {
    return (is(a, Op::BNot) && at(a).a == b) || (is(b, Op::BNot) && at(b).a == a);
  }

  Simplified bools() const {
    const ValueId a = inst_.a, b = inst_.b;
    switch (inst_.op) {
      case Op::BAnd:
        if (a == b || isConst(b, 1)) return same(a);
        return isConst(b, 0) || areOpposite(a, b) ? constant(0) : kUnchanged;
      case Op::BOr:
        if (a == b || isConst(b, 0)) return same(a);
        return isConst(b, 1) || areOpposite(a, b) ? constant(1) : kUnchanged;
      case Op::BXor:
        if (a == b) return constant(0);
        if (isConst(b, 1)) return become(Op::BNot, a);
        return isConst(b, 0) ? same(a) : kUnchanged;
      default:
        break;
    }
    if (is(a, Op::BNot)) return same(at(a).a);
    const Op opposite = oppositeOf(at(a).op);
    return opposite != Op::Count ? become(opposite, at(a).a, at(a).b) : kUnchanged;
  }

  // ---- select and addresses ---------------------------------------------------------------------

  Simplified select() const {
    const ValueId cond = inst_.a, x = inst_.b, y = inst_.c;
    if (isConst(cond)) return same(at(cond).imm != 0 ? x : y);
    if (x == y) return same(x);
    if (is(cond, Op::BNot)) return become(Op::Select, at(cond).a, y, x);
    // The same condition inside: that half is decided.
    if (is(x, Op::Select) && at(x).a == cond) return become(Op::Select, cond, at(x).b, y);
    if (is(y, Op::Select) && at(y).a == cond) return become(Op::Select, cond, x, at(y).c);
    if (inst_.kind == Kind::Bool) return selectBool(cond, x, y);
    if (!isConst(y, 0)) return kUnchanged;
    if (inst_.kind == Kind::F32 && isConst(x, kOne)) return become(Op::BToF, cond);
    if (inst_.kind == Kind::I32 && isConst(x, 1)) return become(Op::BToI, cond);
    return kUnchanged;
  }

  Simplified selectBool(ValueId cond, ValueId x, ValueId y) const {
    if (isConst(x, 1) && isConst(y, 0)) return same(cond);
    if (isConst(x, 0) && isConst(y, 1)) return become(Op::BNot, cond);
    if (isConst(x, 1) || x == cond) return become(Op::BOr, cond, y);
    if (isConst(y, 0) || y == cond) return become(Op::BAnd, cond, x);
    if (isConst(x, 0)) return becomeNegated(Op::BAnd, cond, y);
    if (isConst(y, 1)) return becomeNegated(Op::BOr, cond, x);
    return kUnchanged;
  }

  Simplified clampIndex() const {
    if (isConst(inst_.a)) {
      const uint32_t index = at(inst_.a).imm;
      return constant(index < inst_.imm ? index : inst_.imm - 1);
    }
    if (inst_.imm == 1) return constant(0);
    if (is(inst_.a, Op::ClampIndex) && at(inst_.a).imm <= inst_.imm) return same(inst_.a);
    return kUnchanged;
  }

  Simplified constantAddress() const {
    if (!isConst(inst_.a)) return kUnchanged;
    Simplified s;
    s.outcome = Simplified::Become;
    s.inst = inst_;
    s.inst.imm += at(inst_.a).imm;
    s.inst.a = kNoValue;
    return s;
  }

  Simplified constLoad() const {
    if (inst_.a != kNoValue) return constantAddress();
    if (inst_.imm / 4 >= module_.constants.size()) return kUnchanged;
    const uint32_t bits = module_.constants[inst_.imm / 4];
    return constant(inst_.kind == Kind::Bool ? bits != 0 : bits);
  }

  const Module& module_;
  const Inst& inst_;
};

}  // namespace

Simplified simplifyInst(const Module& module, const Inst& inst) {
  return Rules(module, inst).apply();
}

void constantToTheRight(const Module& module, Inst& inst) {
  if ((opInfo(inst.op).flags & kCommutes) == 0) return;
  const auto isConst = [&](ValueId id) { return module.insts[id].op == Op::Const; };
  if (isConst(inst.a) && !isConst(inst.b)) std::swap(inst.a, inst.b);
}

}  // namespace nogpu::shader::ir
