// SPDX-License-Identifier: MIT
// IR to linear code. Structured control becomes jumps and exec-mask arithmetic:
//
//   varying If              varying Loop               uniform ones
//     EnterThen save,c,E      Move params, init          JumpIfFalse c, E
//     …then…                  SaveExec save              …
//   E: EnterElse c,save,M   H: …head…
//     …else…                  LoopTest c, X
//   M: RestoreExec save       …body…
//     Select phis             MoveMasked params, next
//                             BackEdge H
//                           X: RestoreExec save
//
// Uniform pure instructions go to the prologue as far as their operands are there: speculated out
// of any branch, since pure ops cannot trap.
#include "shader/interp/program.h"
#include "shader/interp/registers.h"
#include "shader/ir/lane_ops.h"
#include "shader/ir/operands.h"

namespace nogpu::shader::interp {

using namespace ir;

namespace {

Code laneCode(Op op) {
  switch (op) {
#define UNARY(name, expression) \
  case Op::name:                \
    return Code::name;
#define BINARY(name, expression) UNARY(name, expression)
#define TERNARY(name, expression) UNARY(name, expression)
#include "shader/ir/lane_ops.def"
#undef UNARY
#undef BINARY
#undef TERNARY
    default:
      return Code::Count;
  }
}

struct SplatGather {
  Code word, splat, gather;
};

SplatGather loadCodes(Op op) {
  switch (op) {
    case Op::UniformLoad:
      return {Code::UniformWord, Code::UniformSplat, Code::UniformGather};
    case Op::BlockLoad:
      return {Code::BlockWord, Code::BlockSplat, Code::BlockGather};
    default:
      return {Code::ConstWord, Code::ConstSplat, Code::ConstGather};
  }
}

/// Uses of each value, and the block of the instruction that uses it if that is the only one.
struct Uses {
  std::vector<uint32_t> count;
  std::vector<BlockId> block;

  Uses(const Module& module) : count(module.insts.size(), 0), block(module.insts.size(), 0) {
    for (BlockId id = 0; id < module.blocks.size(); ++id) {
      for (ValueId value : module.blocks[id].insts) {
        forEachOperand(module, module.insts[value], [&](ValueId operand) {
          ++count[operand];
          block[operand] = id;
        });
      }
    }
    // Two more than one: these uses are not by an instruction that could absorb the value.
    for (const If& branch : module.ifs) {
      for (const Merge& merge : branch.merges)
        count[merge.thenValue] += 2, count[merge.elseValue] += 2;
    }
    for (const Loop& loop : module.loops) {
      count[loop.cond] += 2;
      for (const LoopParam& param : loop.params) count[param.init] += 2, count[param.next] += 2;
    }
    for (const OutputSlot& slot : module.outputs) count[slot.value] += 2;
  }
};

class Preparer {
 public:
  explicit Preparer(const Module& module)
      : module_(module),
        program_(std::make_unique<Program>()),
        uses_(module),
        valueCount_(ValueId(module.insts.size())),
        regs_(valueCount_, kNoReg),
        early_(valueCount_, 0),
        product_(valueCount_, kNoValue),
        texOf_(valueCount_, 0),
        fixed_(valueCount_, kNoReg) {
    uint32_t base = kScratchArraysOffset;
    for (const LocalArray& array : module.arrays) {
      arrayBase_.push_back(base);
      base += array.elements * kElementBytes;
    }
  }

  std::unique_ptr<Program> run() {
    block(module_.entry, /*allLanes=*/true);
    emit({.code = Code::Return});
    program_->prologue.push_back({.code = Code::Return});
    for (const OutputSlot& slot : module_.outputs) program_->outputs.push_back(reg(slot.value));
    program_->inputCount = uint32_t(module_.inputs.size());
    program_->planeStride = (module_.planeCount + 3) & ~3u;
    const uint32_t registers =
        allocateRegisters(*program_, fixed_, uint32_t(constants_.size()), loops_);
    program_->frame.resize(registers + 1);  // never empty: unused operands point at register 0
    for (size_t i = 0; i < constants_.size(); ++i) {
      for (v128_t& v : program_->frame[i].v) v = wasm_i32x4_splat(int32_t(constants_[i].bits));
    }
    return std::move(program_);
  }

 private:
  static constexpr uint32_t kElementBytes = kWidth * 16;
  struct Constant {
    uint32_t bits;
    Reg value;
  };

  // ---- values
  // ------------------------------------------------------------------------------------- Until
  // allocateRegisters has run, a Reg is a value's number: its ValueId, or a new one for what the IR
  // does not name (saved masks, copies).
  Reg reg(ValueId id) const { return id == kNoValue ? kNoReg : regs_[id]; }

  Reg define(ValueId id) {
    regs_[id] = id;
    return id;
  }

  Reg temporary() {
    fixed_.push_back(kNoReg);
    return Reg(fixed_.size() - 1);
  }

  Reg constant(uint32_t bits) {
    for (const Constant& known : constants_) {
      if (known.bits == bits) return known.value;
    }
    const Reg value = temporary();
    fixed_[value] = Reg(constants_.size());
    constants_.push_back({bits, value});
    return value;
  }

  void alias(ValueId id, Reg to, bool early) {
    regs_[id] = to;
    early_[id] = early;
  }

  // ---- code
  // ---------------------------------------------------------------------------------------
  uint32_t here() const { return uint32_t(program_->main.size()); }

  uint32_t emit(Instr instr) {
    program_->main.push_back(instr);
    return here() - 1;
  }

  void jumpsHere(uint32_t at) { program_->main[at].imm = here(); }

  void move(Reg dst, Reg source, Code code = Code::Move) {
    if (dst != source) emit({.code = code, .dst = dst, .a = source});
  }

  void block(BlockId id, bool allLanes) {
    for (ValueId value : module_.blocks[id].insts) {
      const Inst& inst = module_.insts[value];
      switch (inst.op) {
        case Op::If:
          branch(inst, allLanes);
          break;
        case Op::Loop:
          loop(inst, allLanes);
          break;
        case Op::Tex:
          tex(value);
          break;
        case Op::TexResult:
          texResult(value);
          break;
        case Op::LocalStore:
          store(inst);
          break;
        case Op::Discard:
          emit({.code = Code::Discard});
          break;
        default:
          plain(value, id);
          break;
      }
    }
  }

  /// Can this run in the prologue?
  bool isEarly(const Inst& inst) const {
    if (!inst.uniform || !isPure(inst.op)) return false;
    bool early = true;
    forEachOperand(module_, inst, [&](ValueId operand) { early = early && early_[operand]; });
    return early;
  }

  void plain(ValueId id, BlockId in) {
    const Inst& inst = module_.insts[id];
    if (inst.op == Op::Const) {
      const uint32_t bits = inst.kind == Kind::Bool ? 0u - inst.imm : inst.imm;
      return alias(id, constant(bits), true);
    }
    const bool early = isEarly(inst);
    if (inst.op == Op::BitsToF || inst.op == Op::BitsToI) {
      claimProducts(inst);
      return alias(id, reg(inst.a), early);
    }
    early_[id] = early;
    if (early) {
      std::swap(program_->prologue, program_->main);
      instruction(id);
      std::swap(program_->prologue, program_->main);
    } else if (inst.op == Op::FMul && uses_.count[id] == 1 && uses_.block[id] == in) {
      product_[id] = id;  // its user emits it, or takes it in
    } else if (!fused(id)) {
      claimProducts(inst);
      instruction(id);
    }
  }

  // ---- products taken in by their only user -----------------------------------------------------
  bool isProduct(ValueId id) const { return id != kNoValue && product_[id] != kNoValue; }

  void claimProducts(const Inst& inst) {
    forEachOperand(module_, inst, [&](ValueId operand) { claimProduct(operand); });
  }

  void claimProduct(ValueId id) {
    if (!isProduct(id)) return;
    product_[id] = kNoValue;
    const Inst& product = module_.insts[id];
    claimProducts(product);
    emit({.code = Code::FMul, .dst = define(id), .a = reg(product.a), .b = reg(product.b)});
  }

  bool fused(ValueId id) {
    const Inst& inst = module_.insts[id];
    if (inst.op != Op::FAdd && inst.op != Op::FSub) return false;
    if (!isProduct(inst.a) && !isProduct(inst.b)) return false;
    const bool left = isProduct(inst.a);
    const ValueId productId = left ? inst.a : inst.b, otherId = left ? inst.b : inst.a;
    claimProduct(otherId);
    product_[productId] = kNoValue;
    const Inst& product = module_.insts[productId];
    claimProducts(product);
    const Code code = inst.op == Op::FAdd ? Code::MulAdd : left ? Code::MulSub : Code::SubMul;
    const Reg a = reg(product.a), b = reg(product.b), c = reg(otherId);
    emit({.code = code, .dst = define(id), .a = a, .b = b, .c = c});
    return true;
  }

  // ---- instructions -----------------------------------------------------------------------------
  void instruction(ValueId id) {
    const Inst& inst = module_.insts[id];
    const Reg a = reg(inst.a), b = reg(inst.b), c = reg(inst.c);
    switch (inst.op) {
      case Op::UniformLoad:
      case Op::BlockLoad:
      case Op::ConstLoad:
        return load(id);
      case Op::InputLoad:
        return input(id);
      case Op::LocalLoad:
        return localLoad(id);
      case Op::ClampIndex:
        emit({.code = Code::ClampIndex, .dst = define(id), .a = a, .imm = inst.imm});
        return;
      case Op::IShl:
      case Op::IShr:
      case Op::UShr:
        emit({.code = shiftCode(inst), .dst = define(id), .a = a, .b = b});
        return;
      default:
        emit({.code = laneCode(inst.op), .dst = define(id), .a = a, .b = b, .c = c});
        return;
    }
  }

  Code shiftCode(const Inst& inst) const {
    if (!module_.insts[inst.b].uniform) return laneCode(inst.op);
    return inst.op == Op::IShl   ? Code::ShlSplat
           : inst.op == Op::IShr ? Code::ShrSplat
                                 : Code::UShrSplat;
  }

  void load(ValueId id) {
    const Inst& inst = module_.insts[id];
    const SplatGather codes = loadCodes(inst.op);
    const bool splat = inst.a != kNoValue && module_.insts[inst.a].uniform;
    const Code code = inst.a == kNoValue ? codes.word : splat ? codes.splat : codes.gather;
    const Reg a = reg(inst.a), dst = define(id);
    emit({.code = code, .dst = dst, .a = a, .b = inst.imm2, .imm = inst.imm});
    if (inst.kind == Kind::Bool) emit({.code = Code::ToMask, .dst = dst, .a = dst});
  }

  void input(ValueId id) {
    const uint32_t slot = module_.insts[id].imm;
    Instr instr{.code = Code::VertexInput, .dst = define(id), .imm = slot};
    const InputSlot& input = module_.inputs[slot];
    switch (input.semantic) {
      case InputSemantic::Interpolant: {
        static constexpr Code kByInterpolation[] = {Code::Smooth, Code::Flat, Code::Linear,
                                                    Code::Linear};
        instr.code = kByInterpolation[size_t(input.interpolation)];
        instr.imm = input.index;
        break;
      }
      case InputSemantic::FragCoordX:
        instr.code = Code::FragCoordX;
        break;
      case InputSemantic::FragCoordY:
        instr.code = Code::FragCoordY;
        break;
      case InputSemantic::FragCoordZ:
        instr.code = Code::FragCoordZ;
        break;
      case InputSemantic::FragCoordW:
        instr.code = Code::FragCoordW;
        break;
      case InputSemantic::FrontFacing:
        instr.code = Code::FrontFacing;
        break;
      case InputSemantic::SampleMask:
        instr.code = Code::SampleMask;
        break;
      case InputSemantic::CentroidX:
        instr.code = Code::CentroidX;
        break;
      case InputSemantic::CentroidY:
        instr.code = Code::CentroidY;
        break;
      case InputSemantic::Attribute:
      case InputSemantic::VertexId:
      case InputSemantic::InstanceId:
      case InputSemantic::DrawId:
        break;
    }
    emit(instr);
  }

  uint32_t elementOffset(const Inst& inst) const {
    return arrayBase_[inst.imm2] + inst.imm * kElementBytes;
  }

  void localLoad(ValueId id) {
    const Inst& inst = module_.insts[id];
    const bool splat = inst.a != kNoValue && module_.insts[inst.a].uniform;
    const Code code = inst.a == kNoValue ? Code::LocalLoad
                      : splat            ? Code::LocalLoadSplat
                                         : Code::LocalLoadGather;
    const Reg a = reg(inst.a);
    emit({.code = code, .dst = define(id), .a = a, .imm = elementOffset(inst)});
  }

  void store(const Inst& inst) {
    claimProducts(inst);
    const bool splat = inst.a != kNoValue && module_.insts[inst.a].uniform;
    const Code code = inst.a == kNoValue ? Code::LocalStore
                      : splat            ? Code::LocalStoreSplat
                                         : Code::LocalStoreScatter;
    emit({.code = code, .a = reg(inst.a), .b = reg(inst.b), .imm = elementOffset(inst)});
  }

  // ---- textures ---------------------------------------------------------------------------------
  void tex(ValueId id) {
    const Tex& source = module_.texs[module_.insts[id].imm];
    forEachTexOperand(source, [&](ValueId operand) { claimProduct(operand); });
    TexCall call{};
    call.method = source.method;
    call.samplerSlot = source.samplerSlot;
    call.samplerIndex = reg(source.samplerIndex);
    call.dref = reg(source.dref);
    call.lod = reg(source.lod);
    for (int i = 0; i < 3; ++i) {
      call.coord[i] = reg(source.coord[i]);
      call.ddx[i] = reg(source.ddx[i]);
      call.ddy[i] = reg(source.ddy[i]);
      call.offset[i] = source.offset[i];
    }
    // Results are written by the call itself, wherever the TexResults stand.
    for (Reg& result : call.result) result = kNoReg;
    texOf_[id] = uint32_t(program_->texs.size());
    emit({.code = Code::Tex, .imm = texOf_[id]});
    program_->texs.push_back(call);
  }

  void texResult(ValueId id) {
    const Inst& inst = module_.insts[id];
    Reg& result = program_->texs[texOf_[inst.a]].result[inst.imm];
    if (result == kNoReg) result = temporary();
    alias(id, result, false);
  }

  // ---- control ----------------------------------------------------------------------------------
  void branch(const Inst& inst, bool allLanes) {
    claimProducts(inst);
    const If& branch = module_.ifs[inst.imm];
    if (module_.insts[inst.a].uniform) {
      uniformIf(inst, branch, allLanes);
    } else {
      varyingIf(inst, branch);
    }
  }

  void uniformIf(const Inst& inst, const If& branch, bool allLanes) {
    const uint32_t toElse = emit({.code = Code::JumpIfFalse, .a = reg(inst.a)});
    block(branch.thenBlock, allLanes);
    for (const Merge& merge : branch.merges) move(define(merge.phi), reg(merge.thenValue));
    const bool hasElse = !branch.merges.empty() || !module_.blocks[branch.elseBlock].insts.empty();
    const uint32_t toEnd = hasElse ? emit({.code = Code::Jump}) : 0;
    jumpsHere(toElse);
    block(branch.elseBlock, allLanes);
    for (const Merge& merge : branch.merges) move(reg(merge.phi), reg(merge.elseValue));
    if (hasElse) jumpsHere(toEnd);
  }

  void varyingIf(const Inst& inst, const If& branch) {
    const Reg cond = reg(inst.a), save = temporary();
    const uint32_t toElse = emit({.code = Code::EnterThen, .dst = save, .a = cond});
    block(branch.thenBlock, false);
    jumpsHere(toElse);
    if (!module_.blocks[branch.elseBlock].insts.empty()) {
      const uint32_t toMerge = emit({.code = Code::EnterElse, .a = cond, .b = save});
      block(branch.elseBlock, false);
      jumpsHere(toMerge);
    }
    emit({.code = Code::RestoreExec, .a = save});
    const Code select = branch.idleLanesZero ? Code::SelectIdle : Code::Select;
    for (const Merge& merge : branch.merges) {
      const Reg a = reg(merge.thenValue), b = reg(merge.elseValue);
      emit({.code = select, .dst = define(merge.phi), .a = cond, .b = a, .c = b});
    }
  }

  void loop(const Inst& inst, bool allLanes) {
    const Loop& loop = module_.loops[inst.imm];
    const bool varying = !module_.insts[loop.cond].uniform;
    for (const LoopParam& param : loop.params) move(define(param.phi), reg(param.init));
    const Reg save = varying ? temporary() : kNoReg;
    if (varying) emit({.code = Code::SaveExec, .dst = save});
    const uint32_t begin = here();
    const size_t span = loops_.size();
    loops_.push_back({begin, 0});
    block(loop.head, allLanes && !varying);
    const Code test = varying ? Code::LoopTest : Code::JumpIfFalse;
    const uint32_t toExit = emit({.code = test, .a = reg(loop.cond)});
    block(loop.body, allLanes && !varying);
    update(loop, varying);
    emit({.code = Code::BackEdge, .b = inst.loc.line, .imm = begin});
    loops_[span].end = here();
    jumpsHere(toExit);
    if (varying) emit({.code = Code::RestoreExec, .a = save});
  }

  /// All params change at once: one whose next is another param of the loop goes through a copy.
  void update(const Loop& loop, bool varying) {
    std::vector<Reg> next;
    for (const LoopParam& param : loop.params) {
      Reg source = reg(param.next);
      if (source != reg(param.phi) && isParam(loop, source)) {
        const Reg copy = temporary();
        move(copy, source);
        source = copy;
      }
      next.push_back(source);
    }
    for (size_t i = 0; i < next.size(); ++i) {
      const bool frozen = varying && loop.params[i].escapes;
      move(reg(loop.params[i].phi), next[i], frozen ? Code::MoveMasked : Code::Move);
    }
  }

  bool isParam(const Loop& loop, Reg value) const {
    for (const LoopParam& param : loop.params) {
      if (reg(param.phi) == value) return true;
    }
    return false;
  }

  const Module& module_;
  std::unique_ptr<Program> program_;
  const Uses uses_;
  const ValueId valueCount_;
  std::vector<Reg> regs_;         ///< where a value is; kNoReg before its definition
  std::vector<uint8_t> early_;    ///< computed in the prologue
  std::vector<ValueId> product_;  ///< an FMul that waits for its only user
  std::vector<uint32_t> texOf_;   ///< index of a Tex in Program::texs
  std::vector<Reg> fixed_;        ///< by value number
  std::vector<Constant> constants_;
  std::vector<uint32_t> arrayBase_;
  std::vector<LoopSpan> loops_;
};

}  // namespace

std::unique_ptr<Program> prepare(const Module& module) { return Preparer(module).run(); }

}  // namespace nogpu::shader::interp
