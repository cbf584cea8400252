// SPDX-License-Identifier: MIT
#include "shader/reference.h"

#include <cmath>

namespace nogpu::shader::test {

using namespace ir;

namespace {

float f(uint32_t bits) { return __builtin_bit_cast(float, bits); }
uint32_t bits(float value) { return __builtin_bit_cast(uint32_t, value); }
int32_t s(uint32_t value) { return int32_t(value); }

uint32_t floatToInt(float value) {
  if (value != value) return 0;
  if (value >= 2147483648.0f) return 0x7fffffffu;
  if (value <= -2147483648.0f) return 0x80000000u;
  return uint32_t(int32_t(value));
}

uint32_t floatToUnsigned(float value) {
  if (value != value || value <= 0.0f) return 0;
  if (value >= 4294967296.0f) return 0xffffffffu;
  return uint32_t(value);
}

uint32_t divide(uint32_t a, uint32_t b) {
  if (b == 0) return a;
  if (a == 0x80000000u && b == 0xffffffffu) return a;
  return uint32_t(s(a) / s(b));
}

}  // namespace

bool sameFloat(uint32_t x, uint32_t y) { return x == y || (std::isnan(f(x)) && std::isnan(f(y))); }

uint32_t referenceOp(Op op, uint32_t a, uint32_t b, uint32_t c, uint32_t imm) {
  switch (op) {
    case Op::FAdd:
      return bits(f(a) + f(b));
    case Op::FSub:
      return bits(f(a) - f(b));
    case Op::FMul:
      return bits(f(a) * f(b));
    case Op::FDiv:
      return bits(f(a) / f(b));
    case Op::FNeg:
      return a ^ 0x80000000u;
    case Op::FAbs:
      return a & 0x7fffffffu;
    case Op::FSqrt:
      return bits(sqrtf(f(a)));
    case Op::FFloor:
      return bits(floorf(f(a)));
    case Op::FCeil:
      return bits(ceilf(f(a)));
    case Op::FTrunc:
      return bits(truncf(f(a)));
    case Op::FNearest:
      return bits(nearbyintf(f(a)));
    case Op::FMin:
      return f(b) < f(a) ? b : a;
    case Op::FMax:
      return f(a) < f(b) ? b : a;
    case Op::FEq:
      return f(a) == f(b);
    case Op::FNe:
      return f(a) != f(b);
    case Op::FLt:
      return f(a) < f(b);
    case Op::FLe:
      return f(a) <= f(b);
    case Op::FGt:
      return f(a) > f(b);
    case Op::FGe:
      return f(a) >= f(b);
    case Op::IAdd:
      return a + b;
    case Op::ISub:
      return a - b;
    case Op::IMul:
      return a * b;
    case Op::IDiv:
      return divide(a, b);
    case Op::UDiv:
      return b == 0 ? a : a / b;
    case Op::IRem:
      return b == 0 ? 0 : a - b * divide(a, b);
    case Op::URem:
      return b == 0 ? 0 : a % b;
    case Op::INeg:
      return 0 - a;
    case Op::INot:
      return ~a;
    case Op::IAnd:
      return a & b;
    case Op::IOr:
      return a | b;
    case Op::IXor:
      return a ^ b;
    case Op::IShl:
      return a << (b & 31);
    case Op::IShr:
      return uint32_t(s(a) >> (b & 31));
    case Op::UShr:
      return a >> (b & 31);
    case Op::IMin:
      return s(a) < s(b) ? a : b;
    case Op::IMax:
      return s(a) > s(b) ? a : b;
    case Op::UMin:
      return a < b ? a : b;
    case Op::UMax:
      return a > b ? a : b;
    case Op::IAbs:
      return s(a) < 0 ? 0 - a : a;
    case Op::IEq:
      return a == b;
    case Op::INe:
      return a != b;
    case Op::ILt:
      return s(a) < s(b);
    case Op::ILe:
      return s(a) <= s(b);
    case Op::IGt:
      return s(a) > s(b);
    case Op::IGe:
      return s(a) >= s(b);
    case Op::ULt:
      return a < b;
    case Op::ULe:
      return a <= b;
    case Op::UGt:
      return a > b;
    case Op::UGe:
      return a >= b;
    case Op::BAnd:
      return a & b;
    case Op::BOr:
      return a | b;
    case Op::BXor:
      return a ^ b;
    case Op::BNot:
      return a ^ 1;
    case Op::FToI:
      return floatToInt(f(a));
    case Op::FToU:
      return floatToUnsigned(f(a));
    case Op::IToF:
      return bits(float(s(a)));
    case Op::UToF:
      return bits(float(a));
    case Op::BToF:
      return bits(a != 0 ? 1.0f : 0.0f);
    case Op::BToI:
    case Op::BitsToF:
    case Op::BitsToI:
      return a;
    case Op::Select:
      return a != 0 ? b : c;
    case Op::ClampIndex:
      return a < imm ? a : imm - 1;
    default:
      return 0xdeadbeefu;
  }
}

namespace {

class Run {
 public:
  Run(const Module& module, const ReferenceInput& input)
      : module_(module), input_(input), values_(module.insts.size()) {
    for (const LocalArray& array : module.arrays) arrays_.emplace_back(array.elements);
    budget_ = input.loopBudget;
    result_.mask = input.mask;
  }

  ReferenceOutput run() {
    block(module_.entry);
    for (const OutputSlot& slot : module_.outputs) result_.outputs.push_back(values_[slot.value]);
    return result_;
  }

 private:
  bool stopped() const { return result_.stoppedLine != 0; }

  bool anyLane() const {
    for (bool lane : exec_) {
      if (lane) return true;
    }
    return false;
  }

  void block(BlockId id) {
    for (ValueId value : module_.blocks[id].insts) {
      if (stopped()) return;
      instruction(value);
    }
  }

  uint32_t lane(ValueId id, int i) const { return id == kNoValue ? 0 : values_[id][size_t(i)]; }

  void instruction(ValueId id) {
    const Inst& inst = module_.insts[id];
    if (inst.op == Op::If) return branch(inst);
    if (inst.op == Op::Loop) return loop(inst);
    Lanes4 result{};
    for (int i = 0; i < 4; ++i) result[size_t(i)] = oneLane(inst, i);
    values_[id] = result;
  }

  uint32_t oneLane(const Inst& inst, int i) {
    const uint32_t a = lane(inst.a, i), b = lane(inst.b, i), c = lane(inst.c, i);
    switch (inst.op) {
      case Op::Const:
        return inst.imm;
      case Op::UniformLoad:
        return input_.uniforms[(inst.imm + a) / 4];
      case Op::BlockLoad:
        return input_.blocks[inst.imm2][(inst.imm + a) / 4];
      case Op::ConstLoad:
        return module_.constants[(inst.imm + a) / 4];
      case Op::InputLoad:
        return input_.inputs[inst.imm][size_t(i)];
      case Op::LocalLoad:
        return arrays_[inst.imm2][inst.imm + a][size_t(i)];
      case Op::LocalStore:
        if (exec_[size_t(i)]) arrays_[inst.imm2][inst.imm + a][size_t(i)] = b;
        return 0;
      case Op::Discard:
        if (exec_[size_t(i)]) result_.mask[size_t(i)] = 0;
        return 0;
      case Op::DDx:
        return bits(f(lane(inst.a, i | 1)) - f(lane(inst.a, i & 2)));
      case Op::DDy:
        return bits(f(lane(inst.a, i | 2)) - f(lane(inst.a, i & 1)));
      default:
        return referenceOp(inst.op, a, b, c, inst.imm);
    }
  }

  void branch(const Inst& inst) {
    const If& branch = module_.ifs[inst.imm];
    const bool uniform = module_.insts[inst.a].uniform;
    const Lanes4 cond = values_[inst.a];
    const std::array<bool, 4> outer = exec_;
    if (uniform) {
      block(cond[0] ? branch.thenBlock : branch.elseBlock);
    } else {
      for (size_t i = 0; i < 4; ++i) exec_[i] = outer[i] && cond[i] != 0;
      if (anyLane()) block(branch.thenBlock);
      for (size_t i = 0; i < 4; ++i) exec_[i] = outer[i] && cond[i] == 0;
      if (anyLane()) block(branch.elseBlock);
      exec_ = outer;
    }
    for (const Merge& merge : branch.merges) {
      for (size_t i = 0; i < 4; ++i) {
        const uint32_t taken = values_[cond[i] ? merge.thenValue : merge.elseValue][i];
        const uint32_t idle = branch.idleLanesZero ? 0 : 0xdeadbeefu;
        values_[merge.phi][i] = uniform || exec_[i] ? taken : idle;
      }
    }
  }

  void loop(const Inst& inst) {
    const Loop& loop = module_.loops[inst.imm];
    const bool varying = !module_.insts[loop.cond].uniform;
    const std::array<bool, 4> outer = exec_;
    for (const LoopParam& param : loop.params) values_[param.phi] = values_[param.init];
    for (;;) {
      block(loop.head);
      if (stopped()) return;
      const Lanes4 cond = values_[loop.cond];
      for (size_t i = 0; i < 4; ++i) exec_[i] = exec_[i] && cond[i] != 0;
      if (varying ? !anyLane() : cond[0] == 0) break;
      block(loop.body);
      if (stopped()) return;
      next(loop, varying);
      if (--budget_ < 0) {
        result_.stoppedLine = inst.loc.line;
        return;
      }
    }
    exec_ = outer;
  }

  void next(const Loop& loop, bool varying) {
    std::vector<Lanes4> now;
    for (const LoopParam& param : loop.params) {
      Lanes4 value = values_[param.next];
      for (size_t i = 0; i < 4; ++i) {
        if (varying && param.escapes && !exec_[i]) value[i] = values_[param.phi][i];
      }
      now.push_back(value);
    }
    for (size_t i = 0; i < now.size(); ++i) values_[loop.params[i].phi] = now[i];
  }

  const Module& module_;
  const ReferenceInput& input_;
  std::vector<Lanes4> values_;
  std::vector<std::vector<Lanes4>> arrays_;
  std::array<bool, 4> exec_{true, true, true, true};
  int32_t budget_ = 0;
  ReferenceOutput result_;
};

}  // namespace

ReferenceOutput runReference(const Module& module, const ReferenceInput& input) {
  return Run(module, input).run();
}

}  // namespace nogpu::shader::test
