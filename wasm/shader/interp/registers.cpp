// SPDX-License-Identifier: MIT
// Linear scan over prologue + main as one sequence. The whole of main is a loop too: it runs once
// per step, so what the prologue computes stays. A value that is first written before a loop and
// touched in it lives to the loop's end.
#include "shader/interp/registers.h"

#include <algorithm>

namespace nogpu::shader::interp {

namespace {

enum Touch : uint8_t { kA = 1, kB = 2, kC = 4, kDst = 8 };

/// Which fields of an instruction are registers.
uint8_t touches(Code code) {
  switch (code) {
#define UNARY(name, expression) \
  case Code::name:              \
    return kA | kDst;
#define BINARY(name, expression) \
  case Code::name:               \
    return kA | kB | kDst;
#define TERNARY(name, expression) \
  case Code::name:                \
    return kA | kB | kC | kDst;
#include "shader/ir/lane_ops.def"
#undef UNARY
#undef BINARY
#undef TERNARY
    case Code::MulAdd:
    case Code::MulSub:
    case Code::SubMul:
    case Code::SelectIdle:
      return kA | kB | kC | kDst;
    case Code::ShlSplat:
    case Code::ShrSplat:
    case Code::UShrSplat:
      return kA | kB | kDst;
    case Code::ClampIndex:
    case Code::UniformSplat:
    case Code::UniformGather:
    case Code::BlockSplat:
    case Code::BlockGather:
    case Code::ConstSplat:
    case Code::ConstGather:
    case Code::ToMask:
    case Code::LocalLoadSplat:
    case Code::LocalLoadGather:
    case Code::Move:
    case Code::MoveMasked:
    case Code::EnterThen:
      return kA | kDst;
    case Code::UniformWord:
    case Code::BlockWord:
    case Code::ConstWord:
    case Code::VertexInput:
    case Code::Flat:
    case Code::Linear:
    case Code::Smooth:
    case Code::FragCoordX:
    case Code::FragCoordY:
    case Code::FragCoordZ:
    case Code::FragCoordW:
    case Code::FrontFacing:
    case Code::SampleMask:
    case Code::CentroidX:
    case Code::CentroidY:
    case Code::LocalLoad:
    case Code::SaveExec:
      return kDst;
    case Code::LocalStore:
      return kB;
    case Code::LocalStoreSplat:
    case Code::LocalStoreScatter:
    case Code::EnterElse:
      return kA | kB;
    case Code::JumpIfFalse:
    case Code::RestoreExec:
    case Code::LoopTest:
      return kA;
    case Code::Tex:  // its registers are in the TexCall
    case Code::Discard:
    case Code::Jump:
    case Code::BackEdge:
    case Code::Return:
    case Code::Count:
      return 0;
  }
  return 0;
}

template <class Fn>
void forEachRegister(Program& program, Instr& instr, Fn&& fn) {
  const uint8_t mask = touches(instr.code);
  if (mask & kA) fn(instr.a);
  if (mask & kB) fn(instr.b);
  if (mask & kC) fn(instr.c);
  if (mask & kDst) fn(instr.dst);
  if (instr.code != Code::Tex) return;
  TexCall& call = program.texs[instr.imm];
  const auto visit = [&](Reg& reg) {
    if (reg != kNoReg) fn(reg);
  };
  visit(call.samplerIndex);
  visit(call.dref);
  visit(call.lod);
  for (Reg& reg : call.coord) visit(reg);
  for (Reg& reg : call.ddx) visit(reg);
  for (Reg& reg : call.ddy) visit(reg);
  for (Reg& reg : call.result) visit(reg);
}

class Allocator {
 public:
  Allocator(Program& program, const std::vector<Reg>& fixed, uint32_t firstFree,
            const std::vector<LoopSpan>& loops)
      : program_(program),
        fixed_(fixed),
        loops_(loops),
        mainBegin_(uint32_t(program.prologue.size())),
        length_(mainBegin_ + uint32_t(program.main.size())),
        next_(firstFree),
        lives_(fixed.size()),
        regs_(fixed) {}

  uint32_t run() {
    measure();
    assign();
    for (Instr& instr : program_.prologue) rename(instr);
    for (Instr& instr : program_.main) rename(instr);
    for (Reg& reg : program_.outputs) reg = regs_[reg];
    return next_;
  }

 private:
  static constexpr uint32_t kNever = 0xffffffffu;
  struct Live {
    uint32_t start = kNever, end = 0;
  };

  void measure() {
    for (uint32_t pos = 0; pos < mainBegin_; ++pos) {
      forEachRegister(program_, program_.prologue[pos], [&](Reg reg) { touch(reg, pos); });
    }
    size_t nextLoop = 0;
    for (uint32_t i = 0; i < program_.main.size(); ++i) {
      while (!stack_.empty() && loops_[stack_.back()].end <= i) stack_.pop_back();
      while (nextLoop < loops_.size() && loops_[nextLoop].begin <= i) {
        stack_.push_back(uint32_t(nextLoop++));
      }
      const uint32_t pos = mainBegin_ + i;
      forEachRegister(program_, program_.main[i], [&](Reg reg) { touch(reg, pos); });
    }
    for (Reg reg : program_.outputs) {
      if (fixed_[reg] == kNoReg) lives_[reg].end = length_;
    }
  }

  void touch(Reg reg, uint32_t pos) {
    if (fixed_[reg] != kNoReg) return;
    Live& live = lives_[reg];
    if (live.start == kNever) live = {pos, pos};
    live.end = std::max(live.end, pos);
    if (pos >= mainBegin_ && live.start < mainBegin_) live.end = length_;
    for (uint32_t loop : stack_) {  // outermost first
      if (mainBegin_ + loops_[loop].begin <= live.start) continue;
      live.end = std::max(live.end, mainBegin_ + loops_[loop].end - 1);
      break;
    }
  }

  void assign() {
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < lives_.size(); ++i) {
      if (lives_[i].start != kNever) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) {
      return lives_[x].start != lives_[y].start ? lives_[x].start < lives_[y].start : x < y;
    });
    // Who ends at each position, as linked lists: begin + next.
    std::vector<uint32_t> endsAt(length_ + 1, kNever), nextEnding(lives_.size(), kNever);
    uint32_t released = 0;
    for (uint32_t value : order) {
      const Live& live = lives_[value];
      // A value that dies at the instruction that makes this one gives its register to it.
      for (; released <= live.start; ++released) release(endsAt, nextEnding, released);
      if (free_.empty()) free_.push_back(next_++);
      regs_[value] = free_.back();
      free_.pop_back();
      const uint32_t end = live.end == live.start ? live.end + 1 : live.end;  // never read
      nextEnding[value] = endsAt[std::min(end, length_)];
      endsAt[std::min(end, length_)] = value;
    }
  }

  void release(const std::vector<uint32_t>& endsAt, const std::vector<uint32_t>& nextEnding,
               uint32_t pos) {
    for (uint32_t value = endsAt[pos]; value != kNever; value = nextEnding[value]) {
      free_.push_back(regs_[value]);
    }
  }

  void rename(Instr& instr) {
    forEachRegister(program_, instr, [&](Reg& reg) { reg = regs_[reg]; });
    for (Reg* reg : {&instr.a, &instr.b, &instr.c, &instr.dst}) {
      if (*reg == kNoReg) *reg = 0;  // unused: any register that exists
    }
  }

  Program& program_;
  const std::vector<Reg>& fixed_;
  const std::vector<LoopSpan>& loops_;
  const uint32_t mainBegin_, length_;
  uint32_t next_;
  std::vector<Live> lives_;
  std::vector<Reg> regs_, free_;
  std::vector<uint32_t> stack_;  ///< loops around the current position
};

}  // namespace

uint32_t allocateRegisters(Program& program, const std::vector<Reg>& fixed, uint32_t firstFree,
                           const std::vector<LoopSpan>& loops) {
  return Allocator(program, fixed, firstFree, loops).run();
}

}  // namespace nogpu::shader::interp
