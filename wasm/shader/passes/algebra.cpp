// SPDX-License-Identifier: MIT
// One function per operation class. Why floats have so few rules: x + 0.0 is not x for x = -0.0,
// x * 0.0 is not 0.0 for infinities, x - x is NaN for them, and !(a < b) is not a >= b for NaN.
#include "shader/passes/algebra.h"

#include "shader/ir/lane_ops.h"
#include "shader/ir/operands.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

constexpr uint32_t kOne = 0x3f800000u, kMinusZero = 0x80000000u;
constexpr uint32_t kQuietNaN = 0x7fc00000u;

constexpr Simplified kUnchanged{};
constexpr Simplified kRewritten{Simplified::Rewritten, kNoValue};
constexpr Simplified same(ValueId value) { return {Simplified::Same, value}; }

class Rules {
 public:
  Rules(Module& module, ValueId id, std::vector<ValueId>& before)
      : module_(module), id_(id), inst_(module.insts[id]), before_(before) {}

  Simplified apply() {
    if (lane::isLaneOp(inst_.op)) {
      if (fold()) return kRewritten;
      constantToTheRight();
    }
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
  // ---- looking
  // ------------------------------------------------------------------------------------
  const Inst& at(ValueId id) const { return module_.insts[id]; }
  bool isConst(ValueId id) const { return id != kNoValue && at(id).op == Op::Const; }
  bool isConst(ValueId id, uint32_t bits) const { return isConst(id) && at(id).imm == bits; }
  bool is(ValueId id, Op op) const { return id != kNoValue && at(id).op == op; }

  // ---- rewriting in place
  // ---------------------------------------------------------------------------
  Simplified constant(uint32_t bits) {
    const Inst old = inst_;
    inst_ = Inst{Op::Const, old.kind, true};
    inst_.imm = bits;
    inst_.loc = old.loc;
    return kRewritten;
  }

  Simplified become(Op op, ValueId a, ValueId b = kNoValue, ValueId c = kNoValue) {
    inst_.op = op;
    inst_.a = a;
    inst_.b = b;
    inst_.c = c;
    inst_.imm = inst_.imm2 = 0;
    return kRewritten;
  }

  // ---- folding
  // ------------------------------------------------------------------------------------
  v128_t splat(ValueId id) const {
    if (id == kNoValue) return wasm_i32x4_splat(0);
    const Inst& inst = at(id);
    return wasm_i32x4_splat(int32_t(inst.kind == Kind::Bool ? 0u - inst.imm : inst.imm));
  }

  bool fold() {
    for (ValueId id : {inst_.a, inst_.b, inst_.c}) {
      if (id != kNoValue && !isConst(id)) return false;
    }
    const v128_t result = lane::evaluate(inst_.op, splat(inst_.a), splat(inst_.b), splat(inst_.c));
    uint32_t bits = uint32_t(wasm_i32x4_extract_lane(result, 0));
    if (inst_.kind == Kind::Bool) bits &= 1;
    const float value = __builtin_bit_cast(float, bits);
    const bool moves = inst_.op == Op::BitsToF || inst_.op == Op::Select;
    if (inst_.kind == Kind::F32 && value != value && !moves) bits = kQuietNaN;
    constant(bits);
    return true;
  }

  void constantToTheRight() {
    if (!(opInfo(inst_.op).flags & kCommutes)) return;
    if (isConst(inst_.a) && !isConst(inst_.b)) std::swap(inst_.a, inst_.b);
  }

  Simplified inverse(Op op) {
    if (!is(inst_.a, op)) return kUnchanged;
    return same(at(inst_.a).a);
  }

  // ---- floats
  // -------------------------------------------------------------------------------------
  Simplified floats() {
    const ValueId a = inst_.a, b = inst_.b;
    switch (inst_.op) {
      case Op::FAdd:
        if (isConst(b, kMinusZero)) return same(a);
        if (is(b, Op::FNeg)) return become(Op::FSub, a, at(b).a);
        if (is(a, Op::FNeg)) return become(Op::FSub, b, at(a).a);
        return kUnchanged;
      case Op::FSub:
        if (isConst(b, 0)) return same(a);
        if (isConst(a, kMinusZero)) return become(Op::FNeg, b);
        if (is(b, Op::FNeg)) return become(Op::FAdd, a, at(b).a);
        return kUnchanged;
      case Op::FMul:
        if (isConst(b, kOne)) return same(a);
        if (is(a, Op::FNeg) && is(b, Op::FNeg)) return become(Op::FMul, at(a).a, at(b).a);
        return kUnchanged;
      case Op::FDiv:
        if (isConst(b, kOne)) return same(a);
        return divideByPowerOfTwo();
      case Op::FNeg:
        return inverse(Op::FNeg);
      case Op::FAbs:
        if (is(a, Op::FAbs)) return same(a);
        if (is(a, Op::FNeg)) return become(Op::FAbs, at(a).a);
        return kUnchanged;
      case Op::FMin:
      case Op::FMax:
        return a == b ? same(a) : kUnchanged;
      case Op::FFloor:
      case Op::FCeil:
      case Op::FTrunc:
      case Op::FNearest:
        if (a != kNoValue && at(a).op >= Op::FFloor && at(a).op <= Op::FNearest) return same(a);
        return kUnchanged;
      default:
        return kUnchanged;
    }
  }

  /// x / 2^n = x * 2^-n exactly, as long as 2^-n is a normal number.
  Simplified divideByPowerOfTwo() {
    if (!isConst(inst_.b)) return kUnchanged;
    const uint32_t bits = at(inst_.b).imm, exponent = bits >> 23 & 0xff;
    if ((bits & 0x007fffffu) != 0 || exponent == 0 || exponent >= 254) return kUnchanged;
    const uint32_t inverse = (bits & 0x80000000u) | (254 - exponent) << 23;
    Inst reciprocal{Op::Const, Kind::F32, true};
    reciprocal.imm = inverse;
    reciprocal.loc = inst_.loc;
    before_.push_back(ValueId(module_.insts.size()));
    module_.insts.push_back(reciprocal);  // inst_ may dangle from here on
    module_.insts[id_].op = Op::FMul;
    module_.insts[id_].b = before_.back();
    return kRewritten;
  }

  // ---- integers
  // -----------------------------------------------------------------------------------
  static bool isPowerOfTwo(uint32_t value) { return value != 0 && (value & (value - 1)) == 0; }

  Simplified integers() {
    const ValueId a = inst_.a, b = inst_.b;
    switch (inst_.op) {
      case Op::IAdd:
        if (is(b, Op::INeg)) return become(Op::ISub, a, at(b).a);
        return isConst(b, 0) ? same(a) : kUnchanged;
      case Op::ISub:
        if (a == b) return constant(0);
        if (isConst(a, 0)) return become(Op::INeg, b);
        return isConst(b, 0) ? same(a) : kUnchanged;
      case Op::IOr:
      case Op::IXor:
        if (a == b) return inst_.op == Op::IOr ? same(a) : constant(0);
        return isConst(b, 0) ? same(a) : kUnchanged;
      case Op::IShl:
      case Op::IShr:
      case Op::UShr:
        return isConst(b) && (at(b).imm & 31) == 0 ? same(a) : kUnchanged;
      case Op::IMul:
        if (isConst(b, 0)) return constant(0);
        return isConst(b, 1) ? same(a) : kUnchanged;
      case Op::IDiv:
      case Op::UDiv:
        return isConst(b, 1) || isConst(b, 0) ? same(a) : kUnchanged;
      case Op::IRem:
      case Op::URem:
        return isConst(b, 1) || isConst(b, 0) ? constant(0) : kUnchanged;
      case Op::IAnd:
        if (a == b || isConst(b, 0xffffffffu)) return same(a);
        return isConst(b, 0) ? constant(0) : kUnchanged;
      case Op::IMin:
      case Op::IMax:
      case Op::UMin:
      case Op::UMax:
        return a == b ? same(a) : kUnchanged;
      case Op::INeg:
        return inverse(Op::INeg);
      case Op::INot:
        return inverse(Op::INot);
      default:
        return kUnchanged;
    }
  }

  // ---- comparisons
  // --------------------------------------------------------------------------------
  Simplified comparisons() {
    const ValueId a = inst_.a, b = inst_.b;
    const Op op = inst_.op;
    if (op >= Op::IEq && a == b) {
      const bool holds =
          op == Op::IEq || op == Op::ILe || op == Op::IGe || op == Op::ULe || op == Op::UGe;
      return constant(holds);
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

  // ---- bools
  // --------------------------------------------------------------------------------------
  bool opposite(ValueId a, ValueId b) const {
    return (is(a, Op::BNot) && at(a).a == b) || (is(b, Op::BNot) && at(b).a == a);
  }

  Simplified bools() {
    const ValueId a = inst_.a, b = inst_.b;
    switch (inst_.op) {
      case Op::BAnd:
        if (a == b || isConst(b, 1)) return same(a);
        return isConst(b, 0) || opposite(a, b) ? constant(0) : kUnchanged;
      case Op::BOr:
        if (a == b || isConst(b, 0)) return same(a);
        return isConst(b, 1) || opposite(a, b) ? constant(1) : kUnchanged;
      case Op::BXor:
        if (a == b) return constant(0);
        if (isConst(b, 1)) return become(Op::BNot, a);
        return isConst(b, 0) ? same(a) : kUnchanged;
      default:
        break;
    }
    if (is(a, Op::BNot)) return same(at(a).a);
    const Op inverted = invertedComparison(at(a).op);
    return inverted != Op::Count ? become(inverted, at(a).a, at(a).b) : kUnchanged;
  }

  static Op invertedComparison(Op op) {
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

  // ---- select and addresses
  // -----------------------------------------------------------------------
  Simplified select() {
    const ValueId cond = inst_.a, x = inst_.b, y = inst_.c;
    if (isConst(cond)) return same(at(cond).imm != 0 ? x : y);
    if (x == y) return same(x);
    if (is(cond, Op::BNot)) return become(Op::Select, at(cond).a, y, x);
    if (is(x, Op::Select) && at(x).a == cond) return become(Op::Select, cond, at(x).b, y);
    if (is(y, Op::Select) && at(y).a == cond) return become(Op::Select, cond, x, at(y).c);
    if (inst_.kind == Kind::Bool) return selectBool(cond, x, y);
    if (!isConst(y, 0)) return kUnchanged;
    if (inst_.kind == Kind::F32 && isConst(x, kOne)) return become(Op::BToF, cond);
    if (inst_.kind == Kind::I32 && isConst(x, 1)) return become(Op::BToI, cond);
    return kUnchanged;
  }

  Simplified selectBool(ValueId cond, ValueId x, ValueId y) {
    if (isConst(x, 1) && isConst(y, 0)) return same(cond);
    if (isConst(x, 0) && isConst(y, 1)) return become(Op::BNot, cond);
    if (isConst(x, 1) || x == cond) return become(Op::BOr, cond, y);
    if (isConst(y, 0) || y == cond) return become(Op::BAnd, cond, x);
    return kUnchanged;
  }

  Simplified clampIndex() {
    if (isConst(inst_.a)) {
      const uint32_t index = at(inst_.a).imm;
      return constant(index < inst_.imm ? index : inst_.imm - 1);
    }
    if (inst_.imm == 1) return constant(0);
    if (is(inst_.a, Op::ClampIndex) && at(inst_.a).imm <= inst_.imm) return same(inst_.a);
    return kUnchanged;
  }

  Simplified constantAddress() {
    if (!isConst(inst_.a)) return kUnchanged;
    inst_.imm += at(inst_.a).imm;
    inst_.a = kNoValue;
    return kRewritten;
  }

  Simplified constLoad() {
    if (inst_.a != kNoValue) return constantAddress();
    if (inst_.imm / 4 >= module_.constants.size()) return kUnchanged;
    const uint32_t bits = module_.constants[inst_.imm / 4];
    return constant(inst_.kind == Kind::Bool ? bits != 0 : bits);
  }

  Module& module_;
  const ValueId id_;
  Inst& inst_;
  std::vector<ValueId>& before_;
};

}  // namespace

Simplified simplifyInst(Module& module, ValueId id, std::vector<ValueId>& before) {
  return Rules(module, id, before).apply();
}

}  // namespace nogpu::shader::passes
