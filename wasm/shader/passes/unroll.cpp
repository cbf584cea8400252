// SPDX-License-Identifier: MIT
// The number of trips is found by running what the condition needs, with the params' constants.
// Then head and body are copied once per trip, each copy reading the values of the copy before it.
#include "shader/passes/unroll.h"

#include "shader/ir/lane_ops.h"
#include "shader/passes/rewrite.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

constexpr uint32_t kMaxTrips = 32;
constexpr uint32_t kMaxCopied = 256;  ///< instructions after unrolling one loop

/// Evaluates values of one iteration from what is known about the loop's params.
class Trips {
 public:
  explicit Trips(const Module& module) : module_(module), cache_(module.insts.size()) {}

  static constexpr uint32_t kUnknown = 0xffffffffu;

  /// How often the body runs, or kUnknown.
  uint32_t count(const Loop& loop) {
    params_.clear();
    for (const LoopParam& param : loop.params) {
      const Inst& init = module_.insts[param.init];
      if (init.op == Op::Const) params_.push_back({&param, init.imm, true});
    }
    for (uint32_t trips = 0; trips <= kMaxTrips; ++trips) {
      begin();
      const Result cond = evaluate(loop.cond);
      if (!cond.known) return kUnknown;
      if (cond.bits == 0) return trips;
      advance();
    }
    return kUnknown;
  }

 private:
  struct Result {
    bool known = false;
    uint32_t bits = 0;
  };
  struct Cached {
    uint32_t epoch = 0;
    Result result;
  };
  struct Param {
    const LoopParam* param;
    uint32_t bits;
    bool known;
  };

  void begin() {
    ++epoch_;
    for (const Param& param : params_) {
      cache(param.param->phi) = {epoch_, {param.known, param.bits}};
    }
  }

  void advance() {
    std::vector<Result> next;
    for (const Param& param : params_) next.push_back(evaluate(param.param->next));
    for (size_t i = 0; i < params_.size(); ++i) {
      params_[i].known = params_[i].known && next[i].known;
      params_[i].bits = next[i].bits;
    }
  }

  Cached& cache(ValueId id) {
    if (id >= cache_.size()) cache_.resize(module_.insts.size());
    return cache_[id];
  }

  Result evaluate(ValueId id) {
    if (id == kNoValue) return {true, 0};
    if (cache(id).epoch == epoch_) return cache(id).result;
    cache(id) = {epoch_, {}};
    const Inst& inst = module_.insts[id];
    Result result;
    if (inst.op == Op::Const) {
      result = {true, inst.imm};
    } else if (inst.op == Op::ClampIndex) {
      result = evaluate(inst.a);
      if (result.bits >= inst.imm) result.bits = inst.imm - 1;
    } else if (lane::isLaneOp(inst.op) && !(opInfo(inst.op).flags & kQuad)) {
      result = laneOp(inst);
    }
    cache(id).result = result;
    return result;
  }

  Result laneOp(const Inst& inst) {
    const ValueId ids[3] = {inst.a, inst.b, inst.c};
    v128_t operands[3];
    for (int i = 0; i < 3; ++i) {
      const Result operand = evaluate(ids[i]);
      if (!operand.known) return {};
      const bool isBool = ids[i] != kNoValue && module_.insts[ids[i]].kind == Kind::Bool;
      operands[i] = wasm_i32x4_splat(int32_t(isBool ? 0u - operand.bits : operand.bits));
    }
    const v128_t value = lane::evaluate(inst.op, operands[0], operands[1], operands[2]);
    const uint32_t bits = uint32_t(wasm_i32x4_extract_lane(value, 0));
    return {true, inst.kind == Kind::Bool ? bits & 1 : bits};
  }

  const Module& module_;
  std::vector<Cached> cache_;
  std::vector<Param> params_;
  uint32_t epoch_ = 0;
};

class Unroller {
 public:
  explicit Unroller(Module& module) : module_(module), rename_(module), trips_(module) {}

  void run() {
    block(module_.entry);
    for (OutputSlot& slot : module_.outputs) slot.value = rename_(slot.value);
  }

 private:
  using List = std::vector<ValueId>;

  void block(BlockId id) {
    const List list = std::move(module_.blocks[id].insts);
    List out;
    out.reserve(list.size());
    for (ValueId value : list) {
      rename_.operands(module_, module_.insts[value]);
      const Inst inst = module_.insts[value];
      if (inst.op == Op::If) branch(inst.imm);
      if (inst.op != Op::Loop || !loop(inst.imm, out)) out.push_back(value);
    }
    module_.blocks[id].insts = std::move(out);
  }

  void branch(uint32_t index) {
    block(module_.ifs[index].thenBlock);
    block(module_.ifs[index].elseBlock);
    for (Merge& merge : module_.ifs[index].merges) {
      merge.thenValue = rename_(merge.thenValue);
      merge.elseValue = rename_(merge.elseValue);
    }
  }

  bool loop(uint32_t index, List& out) {
    for (LoopParam& param : module_.loops[index].params) param.init = rename_(param.init);
    block(module_.loops[index].head);
    module_.loops[index].cond = rename_(module_.loops[index].cond);
    block(module_.loops[index].body);
    for (LoopParam& param : module_.loops[index].params) param.next = rename_(param.next);

    const uint32_t trips = trips_.count(module_.loops[index]);
    if (trips == Trips::kUnknown) return false;
    const Loop loop = module_.loops[index];
    const uint32_t size = sizeOf(loop.head) + sizeOf(loop.body);
    if (trips > 1 && trips * size > kMaxCopied) return false;
    unroll(loop, trips, out);
    return true;
  }

  uint32_t sizeOf(BlockId id) const {
    uint32_t size = 0;
    for (ValueId value : module_.blocks[id].insts) {
      const Inst& inst = module_.insts[value];
      size += inst.op != Op::Const;
      if (inst.op == Op::If) {
        size += sizeOf(module_.ifs[inst.imm].thenBlock) + sizeOf(module_.ifs[inst.imm].elseBlock);
      } else if (inst.op == Op::Loop) {
        size += sizeOf(module_.loops[inst.imm].head) + sizeOf(module_.loops[inst.imm].body);
      }
    }
    return size;
  }

  void unroll(const Loop& loop, uint32_t trips, List& out) {
    for (const LoopParam& param : loop.params) copies_.set(param.phi, param.init);
    for (uint32_t trip = 0; trip < trips; ++trip) {
      copyList(loop.head, out);
      copyList(loop.body, out);
      std::vector<ValueId> next;
      for (const LoopParam& param : loop.params) next.push_back(copies_.get(param.next));
      for (size_t i = 0; i < next.size(); ++i) copies_.set(loop.params[i].phi, next[i]);
    }
    // The last run of the head only computes the condition that is false.
    for (const LoopParam& param : loop.params) rename_.set(param.phi, copies_.get(param.phi));
    if (hasEffects(loop.head)) copyList(loop.head, out);
    for (const LoopParam& param : loop.params) copies_.set(param.phi, param.phi);
  }

  bool hasEffects(BlockId id) const {
    for (ValueId value : module_.blocks[id].insts) {
      if (opInfo(module_.insts[value].op).flags & (kMasked | kControl)) return true;
    }
    return false;
  }

  // ---- copying
  // ------------------------------------------------------------------------------------
  /// What each original currently stands for. Unlike Renames, entries change from trip to trip.
  struct Copies {
    std::vector<ValueId> to;
    ValueId get(ValueId id) const { return id < to.size() && to[id] != kNoValue ? to[id] : id; }
    void set(ValueId id, ValueId copy) {
      if (id >= to.size()) to.resize(id + 1, kNoValue);
      to[id] = copy;
    }
  };

  ValueId copyInst(ValueId id) {
    const Inst inst = module_.insts[id];
    const ValueId copy = ValueId(module_.insts.size());
    module_.insts.push_back(inst);
    copies_.set(id, copy);
    return copy;
  }

  void copyList(BlockId from, List& out) {
    const List list = module_.blocks[from].insts;
    for (ValueId value : list) out.push_back(copyStatement(value));
  }

  BlockId copyBlock(BlockId from) {
    List list;
    copyList(from, list);
    module_.blocks.push_back({std::move(list)});
    return BlockId(module_.blocks.size() - 1);
  }

  ValueId copyStatement(ValueId id) {
    const ValueId copy = copyInst(id);
    const uint32_t index = module_.insts[copy].imm;
    switch (module_.insts[copy].op) {
      case Op::If:
        module_.insts[copy].imm = copyIf(index);
        break;
      case Op::Loop: {
        const uint32_t loop = copyLoop(index);
        module_.insts[copy].imm = loop;
        return copy;
      }
      case Op::Tex:
        module_.insts[copy].imm = uint32_t(module_.texs.size());
        module_.texs.push_back(Tex(module_.texs[index]));
        break;
      default:
        break;
    }
    forEachOperand(module_, module_.insts[copy],
                   [&](ValueId& operand) { operand = copies_.get(operand); });
    return copy;
  }

  uint32_t copyIf(uint32_t index) {
    If branch = module_.ifs[index];
    branch.thenBlock = copyBlock(branch.thenBlock);
    branch.elseBlock = copyBlock(branch.elseBlock);
    for (Merge& merge : branch.merges) {
      merge.thenValue = copies_.get(merge.thenValue);
      merge.elseValue = copies_.get(merge.elseValue);
    }
    for (Merge& merge : branch.merges) merge.phi = copyInst(merge.phi);
    module_.ifs.push_back(std::move(branch));
    return uint32_t(module_.ifs.size() - 1);
  }

  uint32_t copyLoop(uint32_t index) {
    Loop loop = module_.loops[index];
    for (LoopParam& param : loop.params) param.init = copies_.get(param.init);
    for (LoopParam& param : loop.params) param.phi = copyInst(param.phi);
    loop.head = copyBlock(loop.head);
    loop.body = copyBlock(loop.body);
    loop.cond = copies_.get(loop.cond);
    for (LoopParam& param : loop.params) param.next = copies_.get(param.next);
    module_.loops.push_back(std::move(loop));
    return uint32_t(module_.loops.size() - 1);
  }

  Module& module_;
  Renames rename_;
  Trips trips_;
  Copies copies_;
};

}  // namespace

void unrollSmallLoops(Module& module) { Unroller(module).run(); }

}  // namespace nogpu::shader::passes
