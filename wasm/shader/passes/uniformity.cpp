// SPDX-License-Identifier: MIT
// A worklist over "who is varying if I am" edges: linear in the number of uses.
#include "shader/passes/uniformity.h"

#include "shader/ir/operands.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

/// Adjacency in two arrays: the users of v are targets[begin[v] … begin[v + 1]).
struct Edges {
  struct Edge {
    ValueId from, to;
  };
  std::vector<Edge> list;
  std::vector<uint32_t> begin;
  std::vector<ValueId> targets;

  void add(ValueId from, ValueId to) { list.push_back({from, to}); }

  void index(size_t valueCount) {
    begin.assign(valueCount + 1, 0);
    for (const Edge& edge : list) ++begin[edge.from + 1];
    for (size_t i = 0; i < valueCount; ++i) begin[i + 1] += begin[i];
    targets.resize(list.size());
    std::vector<uint32_t> at(begin.begin(), begin.end() - 1);
    for (const Edge& edge : list) targets[at[edge.from]++] = edge.to;
  }
};

// ---- escapes
// --------------------------------------------------------------------------------------

/// Visits every use in program order; a param that is used once its loop is closed escapes.
class Escapes {
 public:
  explicit Escapes(Module& module) : module_(module), closed_(module.insts.size(), nullptr) {}

  void run() {
    block(module_.entry);
    for (const OutputSlot& slot : module_.outputs) use(slot.value);
  }

 private:
  void use(ValueId id) {
    if (closed_[id] != nullptr) closed_[id]->escapes = true;
  }

  void block(BlockId id) {
    for (ValueId value : module_.blocks[id].insts) {
      const Inst& inst = module_.insts[value];
      forEachOperand(module_, inst, [&](ValueId operand) { use(operand); });
      if (inst.op == Op::If) branch(module_.ifs[inst.imm]);
      if (inst.op == Op::Loop) loop(module_.loops[inst.imm]);
    }
  }

  void branch(const If& branch) {
    block(branch.thenBlock);
    for (const Merge& merge : branch.merges) use(merge.thenValue);
    block(branch.elseBlock);
    for (const Merge& merge : branch.merges) use(merge.elseValue);
  }

  void loop(Loop& loop) {
    for (LoopParam& param : loop.params) {
      param.escapes = false;
      use(param.init);
    }
    block(loop.head);
    use(loop.cond);
    block(loop.body);
    for (const LoopParam& param : loop.params) use(param.next);
    for (LoopParam& param : loop.params) closed_[param.phi] = &param;
  }

  Module& module_;
  std::vector<LoopParam*> closed_;
};

// ---- uniform
// --------------------------------------------------------------------------------------

class Uniformity {
 public:
  explicit Uniformity(Module& module) : module_(module) {}

  void run() {
    for (Inst& inst : module_.insts) inst.uniform = true;
    block(module_.entry);
    edges_.index(module_.insts.size());
    while (!work_.empty()) {
      const ValueId id = work_.back();
      work_.pop_back();
      for (uint32_t i = edges_.begin[id]; i < edges_.begin[id + 1]; ++i) {
        makeVarying(edges_.targets[i]);
      }
    }
  }

 private:
  void makeVarying(ValueId id) {
    if (!module_.insts[id].uniform) return;
    module_.insts[id].uniform = false;
    work_.push_back(id);
  }

  void block(BlockId id) {
    for (ValueId value : module_.blocks[id].insts) {
      const Inst& inst = module_.insts[value];
      forEachOperand(module_, inst, [&](ValueId operand) { edges_.add(operand, value); });
      if (opInfo(inst.op).flags & kVarying) makeVarying(value);
      if (inst.op == Op::If) branch(inst);
      if (inst.op == Op::Loop) loop(module_.loops[inst.imm]);
    }
  }

  void branch(const Inst& inst) {
    const If& branch = module_.ifs[inst.imm];
    block(branch.thenBlock);
    block(branch.elseBlock);
    for (const Merge& merge : branch.merges) {
      edges_.add(merge.thenValue, merge.phi);
      edges_.add(merge.elseValue, merge.phi);
      if (merge.thenValue != merge.elseValue) edges_.add(inst.a, merge.phi);
    }
  }

  void loop(const Loop& loop) {
    block(loop.head);
    block(loop.body);
    for (const LoopParam& param : loop.params) {
      edges_.add(param.init, param.phi);
      edges_.add(param.next, param.phi);
      // Lanes leave at different iterations; who looks afterwards sees different values.
      if (param.escapes) edges_.add(loop.cond, param.phi);
    }
  }

  Module& module_;
  Edges edges_;
  std::vector<ValueId> work_;
};

// ---- idle lanes
// -----------------------------------------------------------------------------------

/// Backwards from the kQuad instructions that stand under varying control: the merges that reach
/// one.
class IdleLanes {
 public:
  explicit IdleLanes(Module& module) : module_(module), owner_(module.insts.size(), nullptr) {}

  void run() {
    for (If& branch : module_.ifs) branch.idleLanesZero = false;
    block(module_.entry, false);
    if (work_.empty()) return;
    edges_.index(module_.insts.size());
    std::vector<uint8_t> seen(module_.insts.size(), 0);
    while (!work_.empty()) {
      const ValueId id = work_.back();
      work_.pop_back();
      if (seen[id]++ != 0) continue;
      if (owner_[id] != nullptr) owner_[id]->idleLanesZero = true;
      for (uint32_t i = edges_.begin[id]; i < edges_.begin[id + 1]; ++i) {
        work_.push_back(edges_.targets[i]);
      }
    }
  }

 private:
  static bool looksAtNeighbours(const Module& module, const Inst& inst) {
    if (inst.op == Op::Tex) return module.texs[inst.imm].method == TexMethod::Implicit;
    return (opInfo(inst.op).flags & kQuad) != 0;
  }

  void block(BlockId id, bool divergent) {
    for (ValueId value : module_.blocks[id].insts) {
      const Inst& inst = module_.insts[value];
      forEachOperand(module_, inst, [&](ValueId operand) { edges_.add(value, operand); });
      if (divergent && looksAtNeighbours(module_, inst)) work_.push_back(value);
      if (inst.op == Op::If) branch(inst, divergent);
      if (inst.op == Op::Loop) loop(module_.loops[inst.imm], divergent);
    }
  }

  void branch(const Inst& inst, bool divergent) {
    If& branch = module_.ifs[inst.imm];
    const bool varying = !module_.insts[inst.a].uniform;
    block(branch.thenBlock, divergent || varying);
    block(branch.elseBlock, divergent || varying);
    for (const Merge& merge : branch.merges) {
      edges_.add(merge.phi, merge.thenValue);
      edges_.add(merge.phi, merge.elseValue);
      edges_.add(merge.phi, inst.a);
      // Where all lanes run, every lane takes one of the sides.
      if (divergent && varying) owner_[merge.phi] = &branch;
    }
  }

  void loop(const Loop& loop, bool divergent) {
    divergent = divergent || !module_.insts[loop.cond].uniform;
    block(loop.head, divergent);
    block(loop.body, divergent);
    for (const LoopParam& param : loop.params) {
      edges_.add(param.phi, param.init);
      edges_.add(param.phi, param.next);
    }
  }

  Module& module_;
  std::vector<If*> owner_;
  Edges edges_;
  std::vector<ValueId> work_;
};

}  // namespace

void inferUniformity(Module& module) {
  Escapes(module).run();
  Uniformity(module).run();
  IdleLanes(module).run();
}

}  // namespace nogpu::shader::passes
