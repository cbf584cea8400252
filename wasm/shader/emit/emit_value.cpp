// SPDX-License-Identifier: MIT
// Arithmetic: one row per operation that is one instruction in both forms; the rest by hand below.
#include "shader/emit/function_emitter.h"
#include "shader/ir/operands.h"

namespace nogpu::shader::emit {

using namespace ir;

namespace {

using W = WasmOp;

/// Operations that are one instruction over their operands in order. None: written by hand.
struct DirectRow {
  Op op;
  W vector, scalar;
};
// clang-format off
constexpr DirectRow kDirect[] = {
  {Op::FAdd, W::F32x4Add, W::F32Add},
  {Op::FSub, W::F32x4Sub, W::F32Sub},
  {Op::FMul, W::F32x4Mul, W::F32Mul},
  {Op::FDiv, W::F32x4Div, W::F32Div},
  {Op::FNeg, W::F32x4Neg, W::F32Neg},
  {Op::FAbs, W::F32x4Abs, W::F32Abs},
  {Op::FSqrt, W::F32x4Sqrt, W::F32Sqrt},
  {Op::FFloor, W::F32x4Floor, W::F32Floor},
  {Op::FCeil, W::F32x4Ceil, W::F32Ceil},
  {Op::FTrunc, W::F32x4Trunc, W::F32Trunc},
  {Op::FNearest, W::F32x4Nearest, W::F32Nearest},
  {Op::FMin, W::F32x4Pmin, W::None},
  {Op::FMax, W::F32x4Pmax, W::None},
  {Op::FEq, W::F32x4Eq, W::F32Eq},
  {Op::FNe, W::F32x4Ne, W::F32Ne},
  {Op::FLt, W::F32x4Lt, W::F32Lt},
  {Op::FLe, W::F32x4Le, W::F32Le},
  {Op::FGt, W::F32x4Gt, W::F32Gt},
  {Op::FGe, W::F32x4Ge, W::F32Ge},
  {Op::IAdd, W::I32x4Add, W::I32Add},
  {Op::ISub, W::I32x4Sub, W::I32Sub},
  {Op::IMul, W::I32x4Mul, W::I32Mul},
  {Op::INeg, W::I32x4Neg, W::None},
  {Op::INot, W::V128Not, W::None},
  {Op::IAnd, W::V128And, W::I32And},
  {Op::IOr, W::V128Or, W::I32Or},
  {Op::IXor, W::V128Xor, W::I32Xor},
  {Op::IShl, W::None, W::I32Shl},
  {Op::IShr, W::None, W::I32ShrS},
  {Op::UShr, W::None, W::I32ShrU},
  {Op::IMin, W::I32x4MinS, W::None},
  {Op::IMax, W::I32x4MaxS, W::None},
  {Op::UMin, W::I32x4MinU, W::None},
  {Op::UMax, W::I32x4MaxU, W::None},
  {Op::IAbs, W::I32x4Abs, W::None},
  {Op::IEq, W::I32x4Eq, W::I32Eq},
  {Op::INe, W::I32x4Ne, W::I32Ne},
  {Op::ILt, W::I32x4LtS, W::I32LtS},
  {Op::ILe, W::I32x4LeS, W::I32LeS},
  {Op::IGt, W::I32x4GtS, W::I32GtS},
  {Op::IGe, W::I32x4GeS, W::I32GeS},
  {Op::ULt, W::I32x4LtU, W::I32LtU},
  {Op::ULe, W::I32x4LeU, W::I32LeU},
  {Op::UGt, W::I32x4GtU, W::I32GtU},
  {Op::UGe, W::I32x4GeU, W::I32GeU},
  {Op::BAnd, W::V128And, W::I32And},
  {Op::BOr, W::V128Or, W::I32Or},
  {Op::BXor, W::V128Xor, W::I32Xor},
  {Op::BNot, W::V128Not, W::I32Eqz},
  {Op::FToI, W::I32x4TruncSatS, W::I32TruncSatS},
  {Op::FToU, W::I32x4TruncSatU, W::I32TruncSatU},
  {Op::IToF, W::F32x4ConvertS, W::F32ConvertS},
  {Op::UToF, W::F32x4ConvertU, W::F32ConvertU},
  {Op::BToF, W::None, W::F32ConvertS},
  {Op::BitsToF, W::None, W::F32ReinterpretI},
  {Op::BitsToI, W::None, W::I32ReinterpretF},
};
// clang-format on

struct DirectTable {
  W vector[static_cast<size_t>(Op::Count)] = {};
  W scalar[static_cast<size_t>(Op::Count)] = {};
};

constexpr DirectTable makeDirectTable() {
  DirectTable table;
  for (W& op : table.vector) op = W::None;
  for (W& op : table.scalar) op = W::None;
  for (const DirectRow& r : kDirect) {
    table.vector[static_cast<size_t>(r.op)] = r.vector;
    table.scalar[static_cast<size_t>(r.op)] = r.scalar;
  }
  return table;
}
constexpr DirectTable kTable = makeDirectTable();

constexpr uint32_t kOneBits = 0x3f800000u, kIntMin = 0x80000000u;

/// A divisor that needs no guard.
bool isSafeDivisor(const Module& module, ValueId id) {
  const Inst& inst = module.insts[id];
  return inst.op == Op::Const && inst.imm != 0 && inst.imm != 0xffffffffu;
}

}  // namespace

// ---- reading values -----------------------------------------------------------------------------

void FunctionEmitter::pushScalar(ValueId id) {
  const Inst& inst = m_.insts[id];
  if (inst.op == Op::Const) {
    if (inst.kind == Kind::F32) return f_.f32(inst.imm);
    return f_.i32(static_cast<int32_t>(inst.imm));
  }
  if (homes_[id].scalar != kNoLocal) return f_.get(homes_[id].scalar);
  scalarOp(id);
}

/// Constants stay where they are used: as locals set in the prologue they gained nothing
/// (bench/shader, ns per pixel: lit 32.4 and 32.5, fbm 30.2 and 30.2, ray-march 52.3 and 52.4).
void FunctionEmitter::pushVector(ValueId id, uint32_t w) {
  const Inst& inst = m_.insts[id];
  if (inst.op == Op::Const) return f_.v128Splat(inst.kind == Kind::Bool ? 0 - inst.imm : inst.imm);
  const Home& home = homes_[id];
  if (!inst.uniform) {
    if (home.lanes[w] != kNoLocal) return f_.get(home.lanes[w]);
    return vectorOp(id, w);
  }
  if (home.lanes[0] != kNoLocal) return f_.get(home.lanes[0]);
  pushScalar(id);
  splat(inst.kind);
}

/// The scalar on the stack in all lanes; 0 and 1 become masks.
void FunctionEmitter::splat(Kind kind) {
  if (kind == Kind::Bool) {
    f_.op(W::I32Eqz);
    f_.i32(1);
    f_.op(W::I32Sub);
  }
  f_.op(kind == Kind::F32 ? W::F32x4Splat : W::I32x4Splat);
}

// ---- uniform values: one scalar -----------------------------------------------------------------

void FunctionEmitter::scalarOp(ValueId id) {
  const Inst& inst = m_.insts[id];
  if (const W direct = kTable.scalar[static_cast<size_t>(inst.op)]; direct != W::None) {
    pushScalar(inst.a);
    if (inst.b != kNoValue) pushScalar(inst.b);
    return f_.op(direct);
  }
  switch (inst.op) {
    case Op::UniformLoad:
    case Op::BlockLoad:
    case Op::ConstLoad:
      return scalarLoad(inst);
    case Op::FMin:
      return scalarMinMax(inst, W::F32Lt);
    case Op::FMax:
      return scalarMinMax(inst, W::F32Gt);
    case Op::IMin:
      return scalarMinMax(inst, W::I32LtS);
    case Op::IMax:
      return scalarMinMax(inst, W::I32GtS);
    case Op::UMin:
      return scalarMinMax(inst, W::I32LtU);
    case Op::UMax:
      return scalarMinMax(inst, W::I32GtU);
    case Op::IDiv:
      return scalarDivide(inst, W::I32DivS, true);
    case Op::UDiv:
      return scalarDivide(inst, W::I32DivU, false);
    case Op::IRem:
      return scalarDivide(inst, W::I32RemS, true);
    case Op::URem:
      return scalarDivide(inst, W::I32RemU, false);
    case Op::IAbs:
      return scalarAbs(inst);
    case Op::BToI:
      return pushScalar(inst.a);
    case Op::INeg:
      f_.i32(0);
      pushScalar(inst.a);
      return f_.op(W::I32Sub);
    case Op::INot:
      pushScalar(inst.a);
      f_.i32(-1);
      return f_.op(W::I32Xor);
    case Op::Select:
      pushScalar(inst.b);
      pushScalar(inst.c);
      pushScalar(inst.a);
      return f_.op(W::Select);
    case Op::ClampIndex: {
      const Temp a(locals_, ValType::I32);
      pushScalar(inst.a);
      f_.tee(a);
      f_.i32(static_cast<int32_t>(inst.imm - 1));
      f_.get(a);
      f_.i32(static_cast<int32_t>(inst.imm - 1));
      f_.op(W::I32LtU);
      return f_.op(W::Select);
    }
    default:
      return f_.op(W::Return);  // the verifier has refused such a module
  }
}

/// `compare(b, a) ? b : a`, the operand order of f32x4.pmin and pmax.
void FunctionEmitter::scalarMinMax(const Inst& inst, W compare) {
  const ValType type = inst.kind == Kind::F32 ? ValType::F32 : ValType::I32;
  const Temp a(locals_, type), b(locals_, type);
  pushScalar(inst.a);
  f_.set(a);
  pushScalar(inst.b);
  f_.tee(b);
  f_.get(a);
  f_.get(b);
  f_.get(a);
  f_.op(compare);
  f_.op(W::Select);
}

/// A divisor that would trap becomes 1, which gives every guarded result: a / 1 = a, a % 1 = 0, and
/// INT_MIN stays.
void FunctionEmitter::scalarDivide(const Inst& inst, W op, bool isSigned) {
  if (isSafeDivisor(m_, inst.b)) {
    pushScalar(inst.a);
    pushScalar(inst.b);
    return f_.op(op);
  }
  const Temp a(locals_, ValType::I32), b(locals_, ValType::I32);
  pushScalar(inst.a);
  f_.set(a);
  pushScalar(inst.b);
  f_.set(b);
  f_.get(a);
  f_.i32(1);
  f_.get(b);
  f_.get(b);
  f_.op(W::I32Eqz);
  if (isSigned) {
    f_.get(a);
    f_.i32(static_cast<int32_t>(kIntMin));
    f_.op(W::I32Eq);
    f_.get(b);
    f_.i32(-1);
    f_.op(W::I32Eq);
    f_.op(W::I32And);
    f_.op(W::I32Or);
  }
  f_.op(W::Select);
  f_.op(op);
}

void FunctionEmitter::scalarAbs(const Inst& inst) {
  const Temp a(locals_, ValType::I32), sign(locals_, ValType::I32);
  pushScalar(inst.a);
  f_.tee(a);
  f_.get(a);
  f_.i32(31);
  f_.op(W::I32ShrS);
  f_.tee(sign);
  f_.op(W::I32Xor);
  f_.get(sign);
  f_.op(W::I32Sub);
}

// ---- varying values: four lanes -----------------------------------------------------------------

void FunctionEmitter::vectorOp(ValueId id, uint32_t w) {
  const Inst& inst = m_.insts[id];
  if (const W direct = kTable.vector[static_cast<size_t>(inst.op)]; direct != W::None) {
    pushVector(inst.a, w);
    if (inst.b != kNoValue) pushVector(inst.b, w);
    return f_.op(direct);
  }
  switch (inst.op) {
    case Op::UniformLoad:
    case Op::BlockLoad:
    case Op::ConstLoad:
      return vectorLoad(inst, w);
    case Op::InputLoad:
      return pushInput(inst, w);
    case Op::LocalLoad:
      return localLoad(inst, w);
    case Op::IDiv:
      return vectorDivide(inst, w, W::I32DivS, true);
    case Op::UDiv:
      return vectorDivide(inst, w, W::I32DivU, false);
    case Op::IRem:
      return vectorDivide(inst, w, W::I32RemS, true);
    case Op::URem:
      return vectorDivide(inst, w, W::I32RemU, false);
    case Op::IShl:
      return vectorShift(inst, w, W::I32x4Shl, W::I32Shl);
    case Op::IShr:
      return vectorShift(inst, w, W::I32x4ShrS, W::I32ShrS);
    case Op::UShr:
      return vectorShift(inst, w, W::I32x4ShrU, W::I32ShrU);
    case Op::DDx:
      return derivative(inst, w, true);
    case Op::DDy:
      return derivative(inst, w, false);
    case Op::BitsToF:
    case Op::BitsToI:
      return pushVector(inst.a, w);
    case Op::BToF:
    case Op::BToI:
      pushVector(inst.a, w);
      f_.v128Splat(inst.op == Op::BToF ? kOneBits : 1);
      return f_.op(W::V128And);
    case Op::Select:
      pushVector(inst.b, w);
      pushVector(inst.c, w);
      pushVector(inst.a, w);
      return f_.op(W::V128Bitselect);
    case Op::ClampIndex:
      pushVector(inst.a, w);
      f_.v128Splat(inst.imm - 1);
      return f_.op(W::I32x4MinU);
    default:
      return f_.op(W::Return);  // the verifier has refused such a module
  }
}

/// Lane by lane, with the divisor guarded as in scalarDivide.
void FunctionEmitter::vectorDivide(const Inst& inst, uint32_t w, W op, bool isSigned) {
  const bool guard = !isSafeDivisor(m_, inst.b);
  const Temp a(locals_, ValType::V128), b(locals_, ValType::V128);
  pushVector(inst.a, w);
  f_.set(a);
  if (guard) {
    f_.v128Splat(1);
    pushVector(inst.b, w);
    f_.tee(b);
    f_.get(b);
    f_.v128Splat(0);
    f_.op(W::I32x4Eq);
    if (isSigned) {
      f_.get(a);
      f_.v128Splat(kIntMin);
      f_.op(W::I32x4Eq);
      f_.get(b);
      f_.v128Splat(0xffffffffu);
      f_.op(W::I32x4Eq);
      f_.op(W::V128And);
      f_.op(W::V128Or);
    }
    f_.op(W::V128Bitselect);
    f_.set(b);
  }
  for (uint32_t lane = 0; lane < 4; ++lane) {
    f_.get(a);
    f_.lane(W::I32x4ExtractLane, lane);
    if (guard) {
      f_.get(b);
      f_.lane(W::I32x4ExtractLane, lane);
    } else {
      pushScalar(inst.b);
    }
    f_.op(op);
    if (lane == 0) {
      f_.op(W::I32x4Splat);
    } else {
      f_.lane(W::I32x4ReplaceLane, lane);
    }
  }
}

void FunctionEmitter::vectorShift(const Inst& inst, uint32_t w, W simd, W perLane) {
  if (isUniform(m_, inst.b)) {
    pushVector(inst.a, w);
    pushScalar(inst.b);
    return f_.op(simd);
  }
  const Temp a(locals_, ValType::V128), b(locals_, ValType::V128);
  pushVector(inst.a, w);
  f_.set(a);
  pushVector(inst.b, w);
  f_.set(b);
  for (uint32_t lane = 0; lane < 4; ++lane) {
    f_.get(a);
    f_.lane(W::I32x4ExtractLane, lane);
    f_.get(b);
    f_.lane(W::I32x4ExtractLane, lane);
    f_.op(perLane);
    if (lane == 0) {
      f_.op(W::I32x4Splat);
    } else {
      f_.lane(W::I32x4ReplaceLane, lane);
    }
  }
}

void FunctionEmitter::derivative(const Inst& inst, uint32_t w, bool alongX) {
  using Four = std::array<uint8_t, 4>;
  const Four to = alongX ? Four{1, 1, 3, 3} : Four{2, 3, 2, 3};
  const Four from = alongX ? Four{0, 0, 2, 2} : Four{0, 1, 0, 1};
  const Temp a(locals_, ValType::V128);
  pushVector(inst.a, w);
  f_.tee(a);
  f_.get(a);
  f_.shuffle32(to);
  f_.get(a);
  f_.get(a);
  f_.shuffle32(from);
  f_.op(W::F32x4Sub);
}

// ---- who holds what -----------------------------------------------------------------------------

/// Locals for a value that is about to be defined here.
void FunctionEmitter::takeHome(ValueId id) {
  const Inst& inst = m_.insts[id];
  const ValuePlan& plan = plan_.values[id];
  Home& home = homes_[id];
  home.loopDepth = static_cast<uint32_t>(endsWithLoop_.size());
  if (!inst.uniform) {
    home.lanes = takeLanes();
    return;
  }
  const ValType type = inst.kind == Kind::F32 ? ValType::F32 : ValType::I32;
  if (plan.scalarUse) home.scalar = locals_.take(type);
  if (plan.vectorUse) home.lanes[0] = locals_.take(ValType::V128);
}

/// Takes the scalar from the stack into the value's locals.
void FunctionEmitter::storeUniform(ValueId id) {
  const Home& home = homes_[id];
  if (home.lanes[0] == kNoLocal) return f_.set(home.scalar);
  if (home.scalar != kNoLocal) f_.tee(home.scalar);
  splat(m_.insts[id].kind);
  f_.set(home.lanes[0]);
}

FunctionEmitter::Lanes FunctionEmitter::takeLanes() {
  Lanes lanes{kNoLocal, kNoLocal};
  for (uint32_t w = 0; w < width_; ++w) lanes[w] = locals_.take(ValType::V128);
  return lanes;
}

void FunctionEmitter::freeLanes(const Lanes& lanes) {
  for (LocalId local : lanes) {
    if (local != kNoLocal) locals_.give(local);
  }
}

/// What was defined outside a loop stays until its end: the next iteration reads it again. The home
/// keeps naming the locals, because a loop's param is still to be advanced after its last use.
void FunctionEmitter::freeHome(Home& home) {
  const auto free = [&](LocalId local) {
    if (local == kNoLocal) return;
    if (home.loopDepth < endsWithLoop_.size()) {
      endsWithLoop_[home.loopDepth].push_back(local);
    } else {
      locals_.give(local);
    }
  };
  free(home.scalar);
  for (LocalId local : home.lanes) free(local);
}

void FunctionEmitter::release(ValueId id) {
  if (isConst(m_, id)) return;
  if (plan_.values[id].inlined) return releaseOperands(id);
  if (--homes_[id].remaining == 0) freeHome(homes_[id]);
}

void FunctionEmitter::releaseOperands(ValueId id) {
  forEachOperand(m_, m_.insts[id], [&](ValueId operand) { release(operand); });
}

void FunctionEmitter::enterLoop() { endsWithLoop_.emplace_back(); }

void FunctionEmitter::exitLoop() {
  const std::vector<LocalId> ended = std::move(endsWithLoop_.back());
  endsWithLoop_.pop_back();
  for (LocalId local : ended) locals_.give(local);
}

}  // namespace nogpu::shader::emit
