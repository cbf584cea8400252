// SPDX-License-Identifier: MIT
// The builder's bookkeeping: blocks, the preamble, finding equal instructions again.
#include "shader/ir/builder.h"

#include <algorithm>
#include <utility>

#include "shader/ir/algebra.h"

namespace nogpu::shader::ir {

namespace {

constexpr uint32_t kNone = 0xffffffffu;

bool equalInst(const Inst& x, const Inst& y) {
  return x.op == y.op && x.kind == y.kind && x.a == y.a && x.b == y.b && x.c == y.c &&
         x.imm == y.imm && x.imm2 == y.imm2;
}

Kind resultKind(Op op, [[maybe_unused]] Kind a, Kind b) {
  switch (op) {
#define F32_ Kind::F32
#define I32_ Kind::I32
#define Bool_ Kind::Bool
#define A_ a
#define B_ b
#define Any_ Kind::None
#define None_ Kind::None
#define X(name, operands, result, flags, meaning) \
  case Op::name:                                  \
    return result##_;
#include "shader/ir/ir_ops.def"
#undef X
#undef F32_
#undef I32_
#undef Bool_
#undef A_
#undef B_
#undef Any_
#undef None_
    case Op::Count:
      break;
  }
  return Kind::None;
}

}  // namespace

Builder::Builder(Module& module) : module_(module) {
  module_.insts.reserve(2048);
  blockBuckets_.assign(kBuckets, kNone);
  preambleBuckets_.assign(kBuckets, kNone);
  beginBlock();
}

void Builder::finish() {
  std::vector<ValueId> insts = std::move(preamble_);
  insts.insert(insts.end(), open_.back().begin(), open_.back().end());
  open_.pop_back();
  module_.entry = static_cast<BlockId>(module_.blocks.size());
  module_.blocks.push_back({std::move(insts)});
}

// ---- finding instructions again -----------------------------------------------------------------

uint32_t Builder::hashOf(const Inst& inst) const {
  uint32_t h = static_cast<uint32_t>(inst.op) * 0x9e3779b1u + static_cast<uint32_t>(inst.kind);
  for (uint32_t word : {inst.a, inst.b, inst.c, inst.imm, inst.imm2}) {
    h = (h ^ word) * 0x85ebca6bu;
    h ^= h >> 15;
  }
  return h & (kBuckets - 1);
}

ValueId Builder::append(const Inst& inst, bool preamble) {
  const ValueId id = static_cast<ValueId>(module_.insts.size());
  module_.insts.push_back(inst);
  inPreamble_.push_back(preamble);
  (preamble ? preamble_ : open_.back()).push_back(id);
  return id;
}

ValueId Builder::intern(Inst inst, bool preamble) {
  auto& buckets = preamble ? preambleBuckets_ : blockBuckets_;
  auto& entries = preamble ? preambleEntries_ : blockEntries_;
  const uint32_t bucket = hashOf(inst);
  for (uint32_t e = buckets[bucket]; e != kNone; e = entries[e].next) {
    if (equalInst(module_.insts[entries[e].value], inst)) return entries[e].value;
  }
  inst.loc = loc_;
  const ValueId id = append(inst, preamble);
  entries.push_back({id, buckets[bucket]});
  buckets[bucket] = static_cast<uint32_t>(entries.size() - 1);
  return id;
}

// ---- instructions -------------------------------------------------------------------------------

ValueId Builder::constant(Kind kind, uint32_t bits) {
  Inst inst{Op::Const, kind, true};
  inst.imm = bits;
  return intern(inst, true);
}

ValueId Builder::op(Op op, ValueId a, ValueId b, ValueId c) {
  const Kind kind = resultKind(op, kindOf(a), b == kNoValue ? Kind::None : kindOf(b));
  return make({op, kind, false, a, b, c}, false);
}

ValueId Builder::make(Inst inst, bool preamble) {
  if ((opInfo(inst.op).flags & kCommutes) != 0) {
    // The older value first, so that equal ones are found; constants to the right.
    if (!isConst(inst.b) && inst.b < inst.a) std::swap(inst.a, inst.b);
    constantToTheRight(module_, inst);
  }
  const Simplified s = simplifyInst(module_, inst);
  switch (s.outcome) {
    case Simplified::Unchanged:
      break;
    case Simplified::Same:
      return s.value;
    case Simplified::Constant:
      return constant(inst.kind, s.bits);
    case Simplified::Become: {
      Inst next = s.inst;
      if (s.negatesA) next.a = notOf(next.a);
      if (s.constantB) next.b = constant(kindOf(next.a), s.bits);
      return make(next, preamble);
    }
  }
  return intern(inst, preamble);
}

ValueId Builder::clampIndex(ValueId index, uint32_t count) {
  Inst clamp{Op::ClampIndex, Kind::I32, false, index};
  clamp.imm = count;
  return make(clamp, false);
}

ValueId Builder::load(Op op, Kind kind, uint32_t imm, ValueId byteOffset, uint32_t block) {
  Inst inst{op, kind, false, byteOffset};
  inst.imm = imm;
  inst.imm2 = block;
  return make(inst, byteOffset == kNoValue || isConst(byteOffset));
}

ValueId Builder::input(const InputSlot& slot) {
  uint32_t at = 0;
  for (; at < module_.inputs.size(); ++at) {
    const InputSlot& known = module_.inputs[at];
    if (known.semantic == slot.semantic && known.index == slot.index) break;
  }
  if (at == module_.inputs.size()) module_.inputs.push_back(slot);
  Inst inst{Op::InputLoad, slot.kind, false};
  inst.imm = at;
  return intern(inst, true);
}

uint32_t Builder::addArray(uint32_t elements, Kind kind, std::string name) {
  module_.arrays.push_back({elements, kind, std::move(name)});
  return static_cast<uint32_t>(module_.arrays.size() - 1);
}

ValueId Builder::localLoad(uint32_t array, uint32_t element, ValueId index) {
  if (index != kNoValue && isConst(index)) {
    element += bitsOf(index);
    index = kNoValue;
  }
  Inst inst{Op::LocalLoad, module_.arrays[array].kind, false, index};
  inst.imm = element;
  inst.imm2 = array;
  inst.loc = loc_;
  return append(inst, false);
}

void Builder::localStore(uint32_t array, uint32_t element, ValueId index, ValueId value) {
  if (index != kNoValue && isConst(index)) {
    element += bitsOf(index);
    index = kNoValue;
  }
  Inst inst{Op::LocalStore, Kind::None, false, index, value};
  inst.imm = element;
  inst.imm2 = array;
  inst.loc = loc_;
  append(inst, false);
}

uint32_t Builder::addTable(const std::vector<uint32_t>& words) {
  std::vector<uint32_t>& all = module_.constants;
  const auto found = std::search(all.begin(), all.end(), words.begin(), words.end());
  const uint32_t at = static_cast<uint32_t>(found - all.begin());
  if (found == all.end()) all.insert(all.end(), words.begin(), words.end());
  return at * 4;
}

ValueId Builder::tex(const Tex& tex) {
  Inst inst{Op::Tex, Kind::None, false};
  inst.imm = static_cast<uint32_t>(module_.texs.size());
  inst.loc = loc_;
  module_.texs.push_back(tex);
  return append(inst, false);
}

ValueId Builder::texResult(ValueId tex, uint32_t component, Kind kind) {
  Inst inst{Op::TexResult, kind, false, tex};
  inst.imm = component;
  return intern(inst, false);
}

void Builder::discard() {
  Inst inst{Op::Discard, Kind::None, false};
  inst.loc = loc_;
  append(inst, false);
}

// ---- structure ----------------------------------------------------------------------------------

ValueId Builder::phi(Kind kind) {
  Inst inst{Op::Phi, kind, false};
  inst.loc = loc_;
  const ValueId id = static_cast<ValueId>(module_.insts.size());
  module_.insts.push_back(inst);
  inPreamble_.push_back(false);
  return id;
}

void Builder::beginBlock() {
  open_.emplace_back();
  scopeStarts_.push_back(static_cast<uint32_t>(blockEntries_.size()));
}

BlockId Builder::endBlockKeepScope() {
  const BlockId id = static_cast<BlockId>(module_.blocks.size());
  module_.blocks.push_back({std::move(open_.back())});
  open_.pop_back();
  return id;
}

void Builder::closeScope() {
  const uint32_t start = scopeStarts_.back();
  scopeStarts_.pop_back();
  while (blockEntries_.size() > start) {
    const Entry& last = blockEntries_.back();
    blockBuckets_[hashOf(module_.insts[last.value])] = last.next;
    blockEntries_.pop_back();
  }
}

BlockId Builder::endBlock() {
  closeScope();
  return endBlockKeepScope();
}

void Builder::insertIf(ValueId condition, If branches) {
  Inst inst{Op::If, Kind::None, false, condition};
  inst.imm = static_cast<uint32_t>(module_.ifs.size());
  inst.loc = loc_;
  module_.ifs.push_back(std::move(branches));
  append(inst, false);
}

void Builder::insertLoop(Loop loop) {
  Inst inst{Op::Loop, Kind::None, false};
  inst.imm = static_cast<uint32_t>(module_.loops.size());
  inst.loc = loc_;
  module_.loops.push_back(std::move(loop));
  append(inst, false);
}

}  // namespace nogpu::shader::ir
