// SPDX-License-Identifier: MIT
// Walks the blocks in program order and rebuilds their lists. Replaced values are renamed at their
// uses; what is known only inside a branch is a rename that is taken back at its end.
#include "shader/passes/simplify.h"

#include "shader/ir/algebra.h"
#include "shader/passes/rewrite.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

class Simplifier {
 public:
  explicit Simplifier(Module& module) : module_(module), rename_(module) {}

  void run() {
    std::vector<ValueId> list;
    bools_[0] = boolConstant(0, list);
    bools_[1] = boolConstant(1, list);
    block(module_.entry, list);
    module_.blocks[module_.entry].insts = std::move(list);
    for (OutputSlot& slot : module_.outputs) slot.value = rename_(slot.value);
  }

 private:
  using List = std::vector<ValueId>;

  /// Rules that one instruction goes through at most.
  static constexpr int kMostRewrites = 4;

  ValueId append(Inst inst, List& out) {
    const ValueId id = ValueId(module_.insts.size());
    module_.insts.push_back(inst);
    out.push_back(id);
    return id;
  }

  ValueId boolConstant(uint32_t value, List& out) {
    Inst inst{Op::Const, Kind::Bool, true};
    inst.imm = value;
    return append(inst, out);
  }

  bool isBool(ValueId id, uint32_t value) const {
    const Inst& inst = module_.insts[id];
    return inst.op == Op::Const && inst.kind == Kind::Bool && inst.imm == value;
  }

  /// Appends the simplified content of block `id` to `out`.
  void block(BlockId id, List& out) {
    const List list = std::move(module_.blocks[id].insts);
    module_.blocks[id].insts.clear();
    for (ValueId value : list) {
      rename_.operands(module_, module_.insts[value]);
      switch (module_.insts[value].op) {
        case Op::If:
          branch(value, out);
          break;
        case Op::Loop:
          loop(value, out);
          break;
        default:
          plain(value, out);
          break;
      }
    }
  }

  void nested(BlockId id) {
    List out;
    block(id, out);
    module_.blocks[id].insts = std::move(out);
  }

  void plain(ValueId id, List& out) {
    for (int tries = 0; tries < kMostRewrites; ++tries) {
      constantToTheRight(module_, module_.insts[id]);
      const Simplified result = simplifyInst(module_, module_.insts[id]);
      if (result.outcome == Simplified::Unchanged) break;
      if (result.outcome == Simplified::Same) return rename_.set(id, result.value);
      rewrite(id, result, out);
    }
    out.push_back(id);
  }

  /// Makes instruction `id` what a rule says; operands that it needs in addition come before it.
  void rewrite(ValueId id, const Simplified& result, List& out) {
    const Inst old = module_.insts[id];
    if (result.outcome == Simplified::Constant) {
      module_.insts[id] = constantOf(old.kind, result.bits, old.loc);
      return;
    }
    Inst next = result.inst;
    if (result.negatesA) {
      Inst inverse{Op::BNot, Kind::Bool, module_.insts[next.a].uniform, next.a};
      inverse.loc = old.loc;
      next.a = append(inverse, out);
    }
    if (result.constantB) {
      next.b = append(constantOf(module_.insts[next.a].kind, result.bits, old.loc), out);
    }
    module_.insts[id] = next;
  }

  static Inst constantOf(Kind kind, uint32_t bits, SourceLoc loc) {
    Inst inst{Op::Const, kind, true};
    inst.imm = bits;
    inst.loc = loc;
    return inst;
  }

  // ---- known conditions
  // -----------------------------------------------------------------------------
  struct Known {
    ValueId id;
  };

  /// From here on `cond` is `value`, and so is what follows from that.
  void learn(ValueId cond, bool value, std::vector<Known>& known) {
    const Inst inst = module_.insts[cond];
    if (inst.op == Op::Const || rename_(cond) != cond) return;
    rename_.set(cond, bools_[value]);
    known.push_back({cond});
    if (inst.op == Op::BNot) learn(inst.a, !value, known);
    if ((inst.op == Op::BAnd && value) || (inst.op == Op::BOr && !value)) {
      learn(inst.a, value, known);
      learn(inst.b, value, known);
    }
  }

  void forget(const std::vector<Known>& known) {
    for (const Known& fact : known) rename_.set(fact.id, fact.id);
  }

  // ---- Ifs
  // ------------------------------------------------------------------------------------------
  void branch(ValueId id, List& out) {
    const uint32_t index = module_.insts[id].imm;
    const ValueId cond = module_.insts[id].a;
    if (module_.insts[cond].op == Op::Const) {
      return takeSide(index, module_.insts[cond].imm != 0, out);
    }
    if (module_.insts[cond].op == Op::BNot) {
      exchangeSides(module_.ifs[index]);
      module_.insts[id].a = rename_(module_.insts[cond].a);
      return branch(id, out);
    }
    side(cond, true, index, &Merge::thenValue);
    side(cond, false, index, &Merge::elseValue);
    out.push_back(id);
    merges(cond, index, out);
  }

  void takeSide(uint32_t index, bool then, List& out) {
    const If branch = module_.ifs[index];
    block(then ? branch.thenBlock : branch.elseBlock, out);
    for (const Merge& merge : branch.merges) {
      rename_.set(merge.phi, rename_(then ? merge.thenValue : merge.elseValue));
    }
  }

  static void exchangeSides(If& branch) {
    std::swap(branch.thenBlock, branch.elseBlock);
    for (Merge& merge : branch.merges) std::swap(merge.thenValue, merge.elseValue);
  }

  void side(ValueId cond, bool value, uint32_t index, ValueId Merge::*result) {
    std::vector<Known> known;
    learn(cond, value, known);
    nested(value ? module_.ifs[index].thenBlock : module_.ifs[index].elseBlock);
    for (Merge& merge : module_.ifs[index].merges) merge.*result = rename_(merge.*result);
    forget(known);
  }

  void merges(ValueId cond, uint32_t index, List& out) {
    std::vector<Merge> kept;
    for (const Merge& merge : module_.ifs[index].merges) {
      if (merge.thenValue == merge.elseValue) {
        rename_.set(merge.phi, merge.thenValue);
      } else if (isBool(merge.thenValue, 1) && isBool(merge.elseValue, 0)) {
        rename_.set(merge.phi, cond);
      } else if (isBool(merge.thenValue, 0) && isBool(merge.elseValue, 1)) {
        Inst inverse{Op::BNot, Kind::Bool, module_.insts[cond].uniform, cond};
        rename_.set(merge.phi, append(inverse, out));
      } else {
        kept.push_back(merge);
      }
    }
    module_.ifs[index].merges = std::move(kept);
  }

  // ---- loops
  // ----------------------------------------------------------------------------------------
  void loop(ValueId id, List& out) {
    const uint32_t index = module_.insts[id].imm;
    dropFixedParams(index);
    nested(module_.loops[index].head);
    const ValueId cond = rename_(module_.loops[index].cond);
    module_.loops[index].cond = cond;
    if (isBool(cond, 0)) return takeHead(index, out);
    std::vector<Known> known;
    learn(cond, true, known);
    nested(module_.loops[index].body);
    for (LoopParam& param : module_.loops[index].params) param.next = rename_(param.next);
    forget(known);
    out.push_back(id);
  }

  /// Params that keep their first value are that value.
  void dropFixedParams(uint32_t index) {
    std::vector<LoopParam> kept;
    for (LoopParam param : module_.loops[index].params) {
      param.init = rename_(param.init);
      const ValueId next = rename_(param.next);
      const bool fixed = next == param.phi || next == param.init || sameConstant(next, param.init);
      if (fixed) {
        rename_.set(param.phi, param.init);
      } else {
        kept.push_back(param);
      }
    }
    module_.loops[index].params = std::move(kept);
  }

  bool sameConstant(ValueId x, ValueId y) const {
    const Inst &a = module_.insts[x], &b = module_.insts[y];
    return a.op == Op::Const && b.op == Op::Const && a.imm == b.imm;
  }

  void takeHead(uint32_t index, List& out) {
    for (const LoopParam& param : module_.loops[index].params) rename_.set(param.phi, param.init);
    // The head has been simplified in terms of the params; once more, now that they are known.
    block(module_.loops[index].head, out);
  }

  Module& module_;
  Renames rename_;
  ValueId bools_[2] = {};
};

}  // namespace

void simplify(Module& module) { Simplifier(module).run(); }

}  // namespace nogpu::shader::passes
