// SPDX-License-Identifier: MIT
#include "shader/random_module.h"

#include "shader/passes/uniformity.h"

namespace nogpu::shader::test {

using namespace ir;

uint32_t randomWord(Random& random, Kind kind) {
  static constexpr uint32_t kFloats[] = {0x00000000, 0x80000000, 0x3f800000, 0xbf800000,
                                         0x7f800000, 0xff800000, 0x7fc00000, 0x00000001,
                                         0x807fffff, 0x7f7fffff, 0x4f000000, 0xcf000000,
                                         0x4f800000, 0x3f000000, 0x40200000};
  static constexpr uint32_t kInts[] = {0, 1, 0xffffffff, 0x80000000, 0x7fffffff, 2, 3, 31, 32, 100};
  if (kind == Kind::Bool) return random.below(2);
  if (kind == Kind::I32) {
    return random.oneIn(2) ? kInts[random.below(10)] : random.below(20) - 6;
  }
  if (random.oneIn(3)) return kFloats[random.below(15)];
  return __builtin_bit_cast(uint32_t, float(int32_t(random.below(4001)) - 2000) / 64.0f);
}

namespace {

class Generator {
 public:
  Generator(Stage stage, uint32_t seed, const RandomOptions& options)
      : random_(seed), options_(options) {
    module_.stage = stage;
  }

  Module run() {
    interface();
    module_.entry = newBlock();
    budget_ = options_.statements;
    seedValues();
    statements(module_.entry, 0, options_.statements);
    outputs();
    passes::inferUniformity(module_);
    return std::move(module_);
  }

 private:
  void interface() {
    const bool vertex = module_.stage == Stage::Vertex;
    for (uint32_t i = 0; i < kRandomInputs; ++i) {
      InputSlot slot{};
      slot.semantic = vertex ? InputSemantic::Attribute : InputSemantic::Interpolant;
      slot.kind = vertex && i >= 3 ? Kind::I32 : Kind::F32;
      slot.interpolation = Interpolation::Linear;
      slot.index = i;
      module_.inputs.push_back(slot);
    }
    module_.planeCount = vertex ? 0 : kRandomInputs;
    module_.arrays = {{4, Kind::F32, "floats"}, {3, Kind::I32, "ints"}};
    module_.uniformWords = kRandomUniforms;
    module_.constants = {0x3f800000, 0x40000000, 0x40400000, 0x40800000};
  }

  /// The newest values of each kind, and all integers together: most of the module is alive.
  void outputs() {
    ValueId all = scope(Kind::I32)[0];
    const std::vector<ValueId> integers = scope(Kind::I32);
    for (ValueId id : integers) all = add(module_.entry, {Op::IXor, Kind::I32, false, all, id});
    output(all, Kind::I32);
    for (size_t i = 0; i < 5; ++i) {
      const auto newest = [&](const std::vector<ValueId>& values) {
        return values[values.size() - 1 - i % values.size()];
      };
      output(newest(scope(Kind::F32)), Kind::F32);
      output(newest(integers), Kind::I32);
      const ValueId flag = newest(scope(Kind::Bool));
      const ValueId number = newInst({Op::BToI, Kind::I32, false, flag});
      module_.blocks[module_.entry].insts.push_back(number);
      output(number, Kind::I32);
    }
  }

  void output(ValueId value, Kind kind) {
    const bool vertex = module_.stage == Stage::Vertex;
    const uint32_t index = uint32_t(module_.outputs.size());
    module_.outputs.push_back(
        {vertex ? OutputSemantic::Varying : OutputSemantic::Color, kind, index, value});
  }

  BlockId newBlock() {
    module_.blocks.emplace_back();
    return BlockId(module_.blocks.size() - 1);
  }

  ValueId newInst(Inst inst) {
    module_.insts.push_back(inst);
    return ValueId(module_.insts.size() - 1);
  }

  ValueId add(BlockId block, Inst inst) {
    const ValueId id = newInst(inst);
    module_.blocks[block].insts.push_back(id);
    if (inst.kind != Kind::None) scope(inst.kind).push_back(id);
    return id;
  }

  ValueId constant(BlockId block, Kind kind, uint32_t bits) {
    Inst inst{Op::Const, kind, false};
    inst.imm = bits;
    return add(block, inst);
  }

  std::vector<ValueId>& scope(Kind kind) { return scopes_[size_t(kind)]; }

  ValueId pick(Kind kind) {
    const std::vector<ValueId>& values = scope(kind);
    const uint32_t size = uint32_t(values.size());
    if (!random_.oneIn(4) && size > 6) return values[size - 1 - random_.below(6)];
    return values[random_.below(size)];
  }

  Kind anyKind() { return Kind(1 + random_.below(3)); }

  void seedValues() {
    for (uint32_t i = 0; i < kRandomInputs; ++i) {
      Inst inst{Op::InputLoad, module_.inputs[i].kind, false};
      inst.imm = i;
      const ValueId value = add(module_.entry, inst);
      if (inst.kind == Kind::F32 && i >= 3) add(module_.entry, {Op::FToI, Kind::I32, false, value});
    }
    for (uint32_t i = 0; i < kRandomUniforms; ++i) {
      Inst inst{Op::UniformLoad, i < 4 ? Kind::F32 : Kind::I32, false};
      inst.imm = i * 4;
      add(module_.entry, inst);
    }
    for (Kind kind : {Kind::F32, Kind::I32, Kind::Bool}) {
      constant(module_.entry, kind, randomWord(random_, kind));
      constant(module_.entry, kind, randomWord(random_, kind));
    }
  }

  void statements(BlockId block, uint32_t depth, uint32_t count) {
    for (uint32_t i = 0; i < count && budget_ > 0; ++i) {
      --budget_;
      const uint32_t choice = random_.below(depth < 3 ? 24 : 20);
      if (choice >= 22) {
        branch(block, depth);
      } else if (choice >= 20) {
        loop(block, depth);
      } else if (choice == 19) {
        memory(block);
      } else if (choice == 18 && module_.stage == Stage::Fragment && random_.oneIn(4)) {
        add(block, {Op::Discard, Kind::None, false});
      } else if (choice == 17 && options_.derivatives) {
        add(block, {random_.oneIn(2) ? Op::DDx : Op::DDy, Kind::F32, false, pick(Kind::F32)});
      } else if (choice == 16) {
        const Kind kind = anyKind();
        constant(block, kind, randomWord(random_, kind));
      } else {
        operation(block);
      }
    }
  }

  void operation(BlockId block) {
    // BitsToI is left out: a NaN's bits may differ between equally right answers.
    Op op;
    do {
      op = Op(uint32_t(Op::FAdd) + random_.below(uint32_t(Op::Select) - uint32_t(Op::FAdd) + 1));
    } while (op == Op::BitsToI);
    if (op == Op::Select) {
      const Kind kind = anyKind();
      add(block, {op, kind, false, pick(Kind::Bool), pick(kind), pick(kind)});
      return;
    }
    const bool takesFloat = op <= Op::FGe || op == Op::FToI || op == Op::FToU;
    const bool takesBool = (op >= Op::BAnd && op <= Op::BNot) || op == Op::BToF || op == Op::BToI;
    const Kind operand = takesFloat ? Kind::F32 : takesBool ? Kind::Bool : Kind::I32;
    const bool two = opInfo(op).operands == 2;
    add(block, {op, resultKind(op), false, pick(operand), two ? pick(operand) : kNoValue});
  }

  static Kind resultKind(Op op) {
    if ((op >= Op::FEq && op <= Op::FGe) || (op >= Op::IEq && op <= Op::BNot)) return Kind::Bool;
    if (op <= Op::FMax || op == Op::IToF || op == Op::UToF || op == Op::BToF || op == Op::BitsToF) {
      return Kind::F32;
    }
    return Kind::I32;
  }

  void memory(BlockId block) {
    const uint32_t array = random_.below(2);
    const Kind kind = module_.arrays[array].kind;
    ValueId index = kNoValue;
    Inst inst{Op::LocalLoad, kind, false};
    if (random_.oneIn(3)) {
      inst.imm = random_.below(module_.arrays[array].elements);
    } else {
      Inst clamp{Op::ClampIndex, Kind::I32, false, pick(Kind::I32)};
      clamp.imm = module_.arrays[array].elements;
      index = add(block, clamp);
    }
    inst.a = index;
    inst.imm2 = array;
    if (random_.oneIn(2)) {
      inst.op = Op::LocalStore;
      inst.kind = Kind::None;
      inst.b = pick(kind);
    }
    add(block, inst);
  }

  struct Marks {
    size_t at[4];
  };
  Marks mark() const { return {{0, scopes_[1].size(), scopes_[2].size(), scopes_[3].size()}}; }
  void leave(const Marks& marks) {
    for (size_t kind = 1; kind < 4; ++kind) scopes_[kind].resize(marks.at[kind]);
  }

  void branch(BlockId block, uint32_t depth) {
    const BlockId thenBlock = newBlock(), elseBlock = newBlock();
    const uint32_t index = uint32_t(module_.ifs.size());
    module_.ifs.push_back({thenBlock, elseBlock, {}});
    const ValueId cond = pick(Kind::Bool);
    std::vector<Kind> kinds;
    for (uint32_t i = random_.below(4); i > 0; --i) kinds.push_back(anyKind());
    Inst inst{Op::If, Kind::None, false, cond};
    inst.imm = index;
    std::vector<ValueId> results[2];
    const Marks marks = mark();
    for (int side = 0; side < 2; ++side) {
      statements(side == 0 ? thenBlock : elseBlock, depth + 1, random_.below(8));
      for (Kind kind : kinds) results[side].push_back(pick(kind));
      leave(marks);
    }
    module_.blocks[block].insts.push_back(newInst(inst));
    for (size_t i = 0; i < kinds.size(); ++i) {
      const ValueId phi = newInst({Op::Phi, kinds[i], false});
      module_.ifs[index].merges.push_back({phi, results[0][i], results[1][i]});
      scope(kinds[i]).push_back(phi);
    }
  }

  /// for (i = 0; i < bound && extra; ++i), with bound at most 5 in every lane.
  void loop(BlockId block, uint32_t depth) {
    Inst clamp{Op::ClampIndex, Kind::I32, false, pick(Kind::I32)};
    clamp.imm = 6;
    const ValueId bound = add(block, clamp);
    const ValueId zero = constant(block, Kind::I32, 0);
    const BlockId head = newBlock(), body = newBlock();
    const uint32_t index = uint32_t(module_.loops.size());
    module_.loops.push_back({head, body, kNoValue, {}});
    Inst inst{Op::Loop, Kind::None, false};
    inst.imm = index;
    inst.loc.line = index + 1;
    const ValueId id = newInst(inst);
    std::vector<LoopParam> params = {{newInst({Op::Phi, Kind::I32, false}), zero, kNoValue, false}};
    for (uint32_t i = random_.below(3); i > 0; --i) {
      const Kind kind = anyKind();
      params.push_back({newInst({Op::Phi, kind, false}), pick(kind), kNoValue, false});
    }
    const Marks outside = mark();
    for (const LoopParam& param : params) scope(module_.insts[param.phi].kind).push_back(param.phi);
    const Marks after = mark();
    statements(head, depth + 1, random_.below(3));
    ValueId cond = add(head, {Op::ILt, Kind::Bool, false, params[0].phi, bound});
    if (random_.oneIn(2)) cond = add(head, {Op::BAnd, Kind::Bool, false, cond, pick(Kind::Bool)});
    module_.loops[index].cond = cond;
    statements(body, depth + 1, 1 + random_.below(6));
    const ValueId one = constant(body, Kind::I32, 1);
    params[0].next = add(body, {Op::IAdd, Kind::I32, false, params[0].phi, one});
    for (size_t i = 1; i < params.size(); ++i) {
      params[i].next = pick(module_.insts[params[i].phi].kind);
    }
    leave(random_.oneIn(2) ? outside : after);
    module_.loops[index].params = params;
    module_.blocks[block].insts.push_back(id);
  }

  Random random_;
  const RandomOptions options_;
  Module module_;
  std::vector<ValueId> scopes_[4];
  uint32_t budget_ = 0;
};

}  // namespace

Module randomModule(Stage stage, uint32_t seed, const RandomOptions& options) {
  return Generator(stage, seed, options).run();
}

}  // namespace nogpu::shader::test
