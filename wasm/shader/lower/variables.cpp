// SPDX-License-Identifier: MIT
// Variables as slots, and what happens to slots where control flow splits and joins.
#include <algorithm>

#include "shader/lower/lowering.h"
#include "shader/lower/std140.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

// Dynamically indexed arrays up to this size stay in SSA form and are read by selecting.
constexpr uint32_t kMaxSelectedWords = 16;

ir::Kind kindOf(ScalarKind kind) {
  switch (kind) {
    case ScalarKind::Float:
      return ir::Kind::F32;
    case ScalarKind::Bool:
      return ir::Kind::Bool;
    default:
      return ir::Kind::I32;
  }
}

void appendKinds(const Type* type, std::vector<ScalarKind>& to) {
  if (type->isStruct()) {
    for (const StructMember& m : type->structure->members) appendKinds(m.type, to);
  } else if (type->isArray()) {
    for (uint32_t i = 0; i < type->length; ++i) appendKinds(type->element, to);
  } else {
    to.insert(to.end(), type->wordCount, type->isSampler() ? ScalarKind::Int : type->scalar);
  }
}

}  // namespace

// ---- scalars ------------------------------------------------------------------------------------

Scalars Lowering::allocate(size_t count) {
  if (count == 0) return {};
  return {static_cast<V*>(arena_.allocate(count * sizeof(V), alignof(V))), count};
}

Scalars Lowering::copy(std::span<const V> values) {
  const Scalars to = allocate(values.size());
  std::copy(values.begin(), values.end(), to.begin());
  return to;
}

Scalars Lowering::one(V value) {
  const Scalars to = allocate(1);
  to[0] = value;
  return to;
}

const std::vector<ScalarKind>& Lowering::scalarKinds(const Type* type) {
  const auto [it, fresh] = scalarKinds_.try_emplace(type);
  if (fresh) appendKinds(type, it->second);
  return it->second;
}

Scalars Lowering::zeros(const Type* type) {
  const std::vector<ScalarKind>& kinds = scalarKinds(type);
  const Scalars to = allocate(kinds.size());
  for (size_t i = 0; i < kinds.size(); ++i) to[i] = b.zero(kindOf(kinds[i]));
  return to;
}

Scalars Lowering::constants(const Type* type, std::span<const uint32_t> words) {
  const std::vector<ScalarKind>& kinds = scalarKinds(type);
  const Scalars to = allocate(kinds.size());
  for (size_t i = 0; i < kinds.size(); ++i) to[i] = b.constant(kindOf(kinds[i]), words[i]);
  return to;
}

// ---- slots --------------------------------------------------------------------------------------

uint32_t Lowering::newSlots(size_t count) {
  const size_t base = slots_.size();
  slots_.resize(base + count, ir::kNoValue);
  slotDepth_.resize(base + count, 0);
  slotStamp_.resize(base + count, 0);
  return static_cast<uint32_t>(base);
}

void Lowering::setSlot(uint32_t slot, V value) {
  if (slots_[slot] == value) return;
  overwritten_.push_back({slot, slots_[slot]});
  slots_[slot] = value;
}

void Lowering::startSlots(uint32_t base, std::span<const V> values) {
  for (uint32_t i = 0; i < values.size(); ++i) {
    slotDepth_[base + i] = depth_;
    setSlot(base + i, values[i]);
  }
}

bool Lowering::livesInMemory(const Variable* v) const {
  return v->dynamicallyIndexed && v->type->containsArray && v->type->wordCount > kMaxSelectedWords;
}

// A read-only array of constants that is indexed dynamically: a table in the module.
bool Lowering::isTable(const Variable* v, Scalars values) const {
  return v->dynamicallyIndexed && v->type->containsArray &&
         std::all_of(values.begin(), values.end(), [this](V s) { return b.isConst(s); });
}

void Lowering::declare(const Variable* v, Scalars initial) {
  Place place;
  place.type = v->type;
  place.variable = v;
  if (!uses_.writes(v) && isTable(v, initial)) {
    std::vector<uint32_t> words;
    for (V s : initial) words.push_back(b.bitsOf(s));
    place.kind = Place::Kind::Table;
    place.base = b.addTable(words);
  } else if (livesInMemory(v)) {
    place.kind = Place::Kind::Memory;
    const auto [it, fresh] = arrays_.try_emplace(v, 0);
    if (fresh) {
      const std::vector<ScalarKind>& kinds = scalarKinds(v->type);
      const bool floats = std::all_of(kinds.begin(), kinds.end(),
                                      [](ScalarKind k) { return k == ScalarKind::Float; });
      it->second = b.addArray(v->type->wordCount, floats ? ir::Kind::F32 : ir::Kind::I32,
                              std::string(v->name));
    }
    place.index = it->second;
    store(place, initial);
  } else if (!uses_.writes(v)) {
    place.kind = Place::Kind::Values;
    place.values = initial;
  } else {
    return declareSlots(v, initial);
  }
  bindings_[v] = place;
}

void Lowering::declareSlots(const Variable* v, Scalars initial) {
  Place place;
  place.type = v->type;
  place.variable = v;
  place.kind = Place::Kind::Slots;
  const auto [it, fresh] = slotBases_.try_emplace(v, 0);
  if (fresh) it->second = newSlots(v->type->wordCount);
  place.base = it->second;
  startSlots(place.base, initial);
  bindings_[v] = place;
}

const Place& Lowering::bindingOf(const Variable* v) {
  const auto found = bindings_.find(v);
  if (found != bindings_.end()) return found->second;
  return bindings_[v] = makeBinding(v);
}

// Variables that need no declaration: they lie where the linker put them.
Place Lowering::makeBinding(const Variable* v) {
  const auto lookUp = [](const auto& map, auto key) {
    const auto found = map.find(key);
    return found == map.end() ? 0u : found->second;
  };
  Place place;
  place.type = v->type;
  place.variable = v;
  switch (v->storage) {
    case Storage::Uniform:
      place.kind = Place::Kind::Uniform;
      place.base = lookUp(layout_.uniformWords, v);
      place.samplerSlot = lookUp(layout_.samplerSlots, v);
      break;
    case Storage::BlockInstance:
      place.kind = Place::Kind::Block;
      place.index = lookUp(layout_.blocks, v->block);
      break;
    case Storage::BlockMember: {
      Place block;
      block.kind = Place::Kind::Block;
      block.type = v->block->type;
      block.variable = v;
      block.index = lookUp(layout_.blocks, v->block);
      place = memberPlace(block, v->memberIndex);
      break;
    }
    case Storage::Builtin:
      if (v->builtin == BuiltinVariable::DepthRange) {
        place.kind = Place::Kind::Uniform;
        place.base = layout_.depthRangeWord;
        break;
      }
      place.kind = Place::Kind::Input;
      break;
    case Storage::Attribute:
    case Storage::FragmentInput:
      place.kind = Place::Kind::Input;
      break;
    default:  // declared later than named: reading it gives zero
      place.kind = Place::Kind::Values;
      place.values = zeros(v->type);
      break;
  }
  return place;
}

// ---- regions ------------------------------------------------------------------------------------

void Lowering::beginRegion() { ++depth_; }

std::vector<Lowering::Change> Lowering::endRegion(size_t logStart) {
  --depth_;
  ++stamp_;
  std::vector<Change> changes;
  for (size_t i = logStart; i < overwritten_.size(); ++i) {
    const uint32_t slot = overwritten_[i].slot;
    if (slotStamp_[slot] == stamp_) continue;
    slotStamp_[slot] = stamp_;
    // What was declared inside is gone now.
    if (slotDepth_[slot] <= depth_) changes.push_back({slot, slots_[slot]});
  }
  while (overwritten_.size() > logStart) {
    slots_[overwritten_.back().slot] = overwritten_.back().before;
    overwritten_.pop_back();
  }
  return changes;
}

Lowering::V Lowering::joinValue(V condition, size_t instMark, bool empty, V thenValue, V elseValue,
                                ir::If& branches) {
  const bool visible = b.visibleBefore(thenValue, instMark) && b.visibleBefore(elseValue, instMark);
  // Flags become plain logic that later conditions fold with.
  if (visible && (empty || b.kindOf(thenValue) == ir::Kind::Bool)) {
    return b.select(condition, thenValue, elseValue);
  }
  const V phi = b.phi(b.kindOf(thenValue));
  branches.merges.push_back({phi, thenValue, elseValue});
  return phi;
}

Scalars Lowering::joinBranches(V condition, SourceLoc loc, size_t instMark, Branch& then,
                               Branch& otherwise) {
  b.setLoc(loc);
  ir::If branches{then.block, otherwise.block, {}};
  const bool empty = b.blockEmpty(then.block) && b.blockEmpty(otherwise.block);
  // Selects stand before the If that they are about; Phis come to life after it.
  std::vector<Change> joined;
  const auto join = [&](uint32_t slot, V thenValue, V elseValue) {
    if (thenValue == elseValue) {
      joined.push_back({slot, thenValue});
    } else {
      joined.push_back(
          {slot, joinValue(condition, instMark, empty, thenValue, elseValue, branches)});
    }
  };
  ++stamp_;
  std::unordered_map<uint32_t, V> elseValues;
  for (const Change& c : otherwise.changes) elseValues.emplace(c.slot, c.value);
  for (const Change& c : then.changes) {
    const auto other = elseValues.find(c.slot);
    join(c.slot, c.value, other == elseValues.end() ? slots_[c.slot] : other->second);
    slotStamp_[c.slot] = stamp_;
  }
  for (const Change& c : otherwise.changes) {
    if (slotStamp_[c.slot] != stamp_) join(c.slot, slots_[c.slot], c.value);
  }
  const Scalars values = allocate(then.values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    values[i] =
        then.values[i] == otherwise.values[i]
            ? then.values[i]
            : joinValue(condition, instMark, empty, then.values[i], otherwise.values[i], branches);
  }
  if (!empty) b.insertIf(condition, std::move(branches));
  for (const Change& c : joined) setSlot(c.slot, c.value);
  return values;
}

}  // namespace nogpu::shader::lower
