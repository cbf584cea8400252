// SPDX-License-Identifier: MIT
// Makes IR. Every instruction goes through op(), which folds constants (with the very rows that the
// interpreter runs), applies identities that keep every bit, and finds the instruction again if a
// visible block has it already. So lowering may be naive.
//
//   preamble   constants, loads at fixed places, inputs: visible everywhere, put at the head of the
//              entry block by finish()
//   blocks     beginBlock() … endBlock(), nested as in the text
//
// Identities are those of bits, not of real numbers: x + 0.0 stays (it turns -0 into 0), x - 0.0
// goes.
#pragma once

#include <cstdint>
#include <vector>

#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

class Builder {
 public:
  /// Starts the entry block of `module`, which must be empty of instructions.
  explicit Builder(Module& module);
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  /// Closes the entry block. Nothing may be built afterwards.
  void finish();

  Module& module() { return module_; }
  size_t instCount() const { return module_.insts.size(); }
  /// The place that new instructions are made for.
  void setLoc(SourceLoc loc) { loc_ = loc; }
  SourceLoc loc() const { return loc_; }

  Kind kindOf(ValueId v) const { return module_.insts[v].kind; }
  bool isConst(ValueId v) const { return module_.insts[v].op == Op::Const; }
  bool isConst(ValueId v, uint32_t bits) const { return isConst(v) && bitsOf(v) == bits; }
  /// Of a constant.
  uint32_t bitsOf(ValueId v) const { return module_.insts[v].imm; }
  /// Whether `v` can be read after a region that began when instCount() was `mark`.
  bool visibleBefore(ValueId v, size_t mark) const { return v < mark || inPreamble_[v]; }

  ValueId constant(Kind kind, uint32_t bits);
  ValueId f(float value) { return constant(Kind::F32, __builtin_bit_cast(uint32_t, value)); }
  ValueId i(int32_t value) { return constant(Kind::I32, static_cast<uint32_t>(value)); }
  ValueId u(uint32_t value) { return constant(Kind::I32, value); }
  ValueId boolean(bool value) { return constant(Kind::Bool, value ? 1 : 0); }
  ValueId zero(Kind kind) { return constant(kind, 0); }

  /// A pure instruction with value operands only.
  ValueId op(Op op, ValueId a, ValueId b = kNoValue, ValueId c = kNoValue);

  ValueId add(ValueId a, ValueId b) { return op(Op::FAdd, a, b); }
  ValueId sub(ValueId a, ValueId b) { return op(Op::FSub, a, b); }
  ValueId mul(ValueId a, ValueId b) { return op(Op::FMul, a, b); }
  ValueId div(ValueId a, ValueId b) { return op(Op::FDiv, a, b); }
  ValueId neg(ValueId a) { return op(Op::FNeg, a); }
  ValueId abs(ValueId a) { return op(Op::FAbs, a); }
  ValueId min(ValueId a, ValueId b) { return op(Op::FMin, a, b); }
  ValueId max(ValueId a, ValueId b) { return op(Op::FMax, a, b); }
  ValueId toBits(ValueId a) { return op(Op::BitsToI, a); }
  ValueId fromBits(ValueId a) { return op(Op::BitsToF, a); }
  ValueId select(ValueId c, ValueId a, ValueId b) { return op(Op::Select, c, a, b); }
  ValueId both(ValueId a, ValueId b) { return op(Op::BAnd, a, b); }
  ValueId either(ValueId a, ValueId b) { return op(Op::BOr, a, b); }
  ValueId notOf(ValueId a) { return op(Op::BNot, a); }

  /// `index` clamped into [0, count).
  ValueId clampIndex(ValueId index, uint32_t count);
  /// UniformLoad, BlockLoad (`block`) or ConstLoad. `byteOffset` may be kNoValue.
  ValueId load(Op op, Kind kind, uint32_t imm, ValueId byteOffset, uint32_t block = 0);
  /// InputLoad; the slot is found or added.
  ValueId input(const InputSlot& slot);

  uint32_t addArray(uint32_t elements, Kind kind, std::string name);
  ValueId localLoad(uint32_t array, uint32_t element, ValueId index);
  void localStore(uint32_t array, uint32_t element, ValueId index, ValueId value);
  /// Byte offset of `words` in Module::constants.
  uint32_t addTable(const std::vector<uint32_t>& words);

  ValueId tex(const Tex& tex);
  ValueId texResult(ValueId tex, uint32_t component, Kind kind);
  void discard();

  /// Not in any block: to be listed by an If or a Loop.
  ValueId phi(Kind kind);

  void beginBlock();
  BlockId endBlock();
  /// The block's instructions stay visible until closeScope(): a loop's head, while its body is
  /// built.
  BlockId endBlockKeepScope();
  void closeScope();
  bool blockEmpty(BlockId block) const { return module_.blocks[block].insts.empty(); }

  void insertIf(ValueId condition, If branches);
  void insertLoop(Loop loop);

 private:
  struct Entry {
    ValueId value;
    uint32_t next;
  };
  static constexpr uint32_t kBuckets = 4096;

  ValueId append(const Inst& inst, bool preamble);
  /// Adds `inst` unless an equal one is visible.
  ValueId intern(Inst inst, bool preamble);
  uint32_t hashOf(const Inst& inst) const;
  /// Adds the pure `inst`, or what the rules of ir/algebra.h make of it.
  ValueId make(Inst inst, bool preamble);

  Module& module_;
  SourceLoc loc_;
  std::vector<ValueId> preamble_;
  std::vector<std::vector<ValueId>> open_;  // blocks being filled, outermost first
  std::vector<uint8_t> inPreamble_;         // by value
  // Values that can be found again: buckets of chained entries. Those of the preamble stay for
  // good; those of blocks are undone when their scope closes.
  std::vector<uint32_t> blockBuckets_, preambleBuckets_;
  std::vector<Entry> blockEntries_, preambleEntries_;
  std::vector<uint32_t> scopeStarts_;
};

}  // namespace nogpu::shader::ir
