// SPDX-License-Identifier: MIT
// One open-addressing table of value ids. Leaving a block takes its entries out again, last in
// first out, which is what keeps plain linear probing right.
#include "shader/passes/common_values.h"

#include "shader/passes/rewrite.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

/// What makes two instructions equal. `version` counts the stores to a load's array.
struct Key {
  Op op;
  Kind kind;
  ValueId a, b, c;
  uint32_t imm, imm2, version;

  bool operator==(const Key&) const = default;

  uint32_t hash() const {
    uint32_t h = uint32_t(op) * 31 + uint32_t(kind);
    for (uint32_t word : {a, b, c, imm, imm2, version}) h = (h ^ word) * 0x9e3779b1u + (h >> 15);
    return h ^ h >> 16;
  }
};

class CommonValues {
 public:
  explicit CommonValues(Module& module)
      : module_(module), rename_(module), versions_(module.arrays.size(), 0) {
    size_t size = 64;
    while (size < module.insts.size() * 2) size *= 2;
    table_.resize(size);
  }

  void run() {
    block(module_.entry);
    for (OutputSlot& slot : module_.outputs) slot.value = rename_(slot.value);
  }

 private:
  struct Entry {
    Key key;
    ValueId value = kNoValue;
  };

  Entry& find(const Key& key) {
    size_t at = key.hash() & (table_.size() - 1);
    while (table_[at].value != kNoValue && !(table_[at].key == key))
      at = (at + 1) & (table_.size() - 1);
    return table_[at];
  }

  void enter(const Key& key, ValueId value) {
    Entry& entry = find(key);
    if (entry.value != kNoValue) return;
    entry = {key, value};
    added_.push_back(uint32_t(&entry - table_.data()));
  }

  void block(BlockId id) {
    const size_t mark = added_.size();
    walk(id);
    leave(mark);
  }

  void leave(size_t mark) {
    for (; added_.size() > mark; added_.pop_back()) table_[added_.back()].value = kNoValue;
  }

  void walk(BlockId id) {
    std::vector<ValueId>& list = module_.blocks[id].insts;
    size_t kept = 0;
    for (ValueId value : list) {
      if (!redundant(value)) list[kept++] = value;
    }
    list.resize(kept);
  }

  bool redundant(ValueId id) {
    Inst& inst = module_.insts[id];
    rename_.operands(module_, inst);
    switch (inst.op) {
      case Op::If:
        branch(module_.ifs[inst.imm]);
        return false;
      case Op::Loop:
        loop(module_.loops[inst.imm]);
        return false;
      case Op::LocalStore:
        store(inst);
        return false;
      case Op::LocalLoad:
      case Op::TexResult:
        break;
      default:
        if (!isPure(inst.op)) return false;
        break;
    }
    const Key key = keyOf(inst);
    const Entry& entry = find(key);
    if (entry.value == kNoValue) {
      enter(key, id);
      return false;
    }
    // What is known of one is true of the other.
    Inst& earlier = module_.insts[entry.value];
    earlier.uniform = earlier.uniform || inst.uniform;
    rename_.set(id, entry.value);
    return true;
  }

  Key keyOf(const Inst& inst) const {
    Key key{inst.op, inst.kind, inst.a, inst.b, inst.c, inst.imm, inst.imm2, 0};
    if ((opInfo(inst.op).flags & kCommutes) && key.b < key.a) std::swap(key.a, key.b);
    if (inst.op == Op::LocalLoad) key.version = versions_[inst.imm2];
    return key;
  }

  // ---- memory
  // -------------------------------------------------------------------------------------
  void newVersion(size_t array) { versions_[array] = ++lastVersion_; }

  /// A load of the element gives what was stored, in the lanes that ran the store; others may see
  /// anything until control merges, and then the array has a new version.
  void store(const Inst& inst) {
    newVersion(inst.imm2);
    const Key load{Op::LocalLoad, module_.arrays[inst.imm2].kind,
                   inst.a,        kNoValue,
                   kNoValue,      inst.imm,
                   inst.imm2,     versions_[inst.imm2]};
    enter(load, inst.b);
  }

  /// After a side or a loop body: arrays that it stored to.
  void mergeMemory(const std::vector<uint32_t>& before) {
    for (size_t i = 0; i < versions_.size(); ++i) {
      if (versions_[i] != before[i]) newVersion(i);
    }
  }

  // ---- control
  // ------------------------------------------------------------------------------------
  void branch(If& branch) {
    const std::vector<uint32_t> before = versions_;
    block(branch.thenBlock);
    for (Merge& merge : branch.merges) merge.thenValue = rename_(merge.thenValue);
    const std::vector<uint32_t> afterThen = versions_;
    versions_ = before;
    block(branch.elseBlock);
    for (Merge& merge : branch.merges) merge.elseValue = rename_(merge.elseValue);
    for (size_t i = 0; i < versions_.size(); ++i) {
      if (afterThen[i] != before[i] || versions_[i] != before[i]) newVersion(i);
    }
    dropEqualMerges(branch);
  }

  void dropEqualMerges(If& branch) {
    size_t kept = 0;
    for (const Merge& merge : branch.merges) {
      if (merge.thenValue == merge.elseValue) {
        rename_.set(merge.phi, merge.thenValue);
      } else {
        branch.merges[kept++] = merge;
      }
    }
    branch.merges.resize(kept);
  }

  void loop(Loop& loop) {
    for (LoopParam& param : loop.params) param.init = rename_(param.init);
    // What the body stores is seen by the head of the next iteration.
    for (size_t i = 0; i < versions_.size(); ++i) newVersion(i);
    const std::vector<uint32_t> before = versions_;
    const size_t mark = added_.size();
    walk(loop.head);
    loop.cond = rename_(loop.cond);
    walk(loop.body);
    for (LoopParam& param : loop.params) param.next = rename_(param.next);
    leave(mark);
    mergeMemory(before);
  }

  Module& module_;
  Renames rename_;
  std::vector<Entry> table_;
  std::vector<uint32_t> added_;     ///< table positions, in order
  std::vector<uint32_t> versions_;  ///< by array
  uint32_t lastVersion_ = 0;
};

}  // namespace

void mergeCommonValues(Module& module) { CommonValues(module).run(); }

}  // namespace nogpu::shader::passes
