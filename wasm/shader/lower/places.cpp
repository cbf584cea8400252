// SPDX-License-Identifier: MIT
// Paths to storage (a.b[i].xy), reading and writing through them.
#include <algorithm>

#include "boundary/checked.h"
#include "shader/lower/lowering.h"
#include "shader/lower/samplers.h"
#include "shader/lower/std140.h"

namespace nogpu::shader::lower {

using namespace front;

Place Lowering::valuesPlace(const Type* type, Scalars values) {
  Place place;
  place.kind = Place::Kind::Values;
  place.type = type;
  place.values = values;
  return place;
}

Place Lowering::placeOf(const Expr* e) {
  if (!withinLimits(e->loc)) return valuesPlace(e->type, zeros(e->type));
  switch (e->kind) {
    case ExprKind::VariableRef:
      return bindingOf(e->variable);
    case ExprKind::Index: {
      const Place whole = placeOf(e->operands[0]);
      const V index = scalar(e->operands[1]);
      b.setLoc(e->loc);
      return indexPlace(whole, e->type, index);
    }
    case ExprKind::FieldAccess:
      return memberPlace(placeOf(e->operands[0]), e->member);
    case ExprKind::Swizzle:
      return swizzlePlace(placeOf(e->operands[0]), e);
    default:
      return valuesPlace(e->type, value(e));
  }
}

// ---- paths --------------------------------------------------------------------------------------

void Lowering::indexSampler(Place& place, uint32_t count, uint32_t perElement, V index) {
  if (b.isConst(index)) {
    place.samplerSlot += b.bitsOf(index) * perElement;
    return;
  }
  place.samplerReach += (count - 1) * perElement;
  const V slots = b.op(Op::IMul, index, b.u(perElement));
  place.samplerIndex =
      place.samplerIndex == ir::kNoValue ? slots : b.op(Op::IAdd, place.samplerIndex, slots);
}

Place Lowering::indexPlace(Place place, const Type* element, V index) {
  const Type* whole = place.type;
  if (place.swizzleCount != 0) {
    if (b.isConst(index)) {
      place.swizzle[0] =
          place.swizzle[std::min<uint32_t>(b.bitsOf(index), place.swizzleCount - 1u)];
      place.swizzleCount = 1;
    } else {
      place.swizzleIndex = b.clampIndex(index, place.swizzleCount);
    }
    place.type = element;
    return place;
  }

  const uint32_t count = whole->isArray()    ? whole->length
                         : whole->isMatrix() ? whole->columns
                                             : whole->rows;
  const bool fixed = b.isConst(index);
  const bool selects = place.kind == Place::Kind::Slots || place.kind == Place::Kind::Values ||
                       place.kind == Place::Kind::Input;
  if (boundary::kChecked && (fixed || !selects)) index = b.clampIndex(index, count);

  if (whole->containsSampler) indexSampler(place, count, samplerCount(element), index);
  const bool blockArray = place.kind == Place::Kind::Block && whole->isArray() &&
                          element->isStruct() && element->structure->isBlock;
  uint32_t stride = element->wordCount;
  if (blockArray) {
    place.index += b.isConst(index) ? b.bitsOf(index) : 0;  // the language asks for a constant
    stride = 0;
  } else if (place.kind == Place::Kind::Block) {
    if (whole->isArray()) {
      stride = std140::arrayStride(whole, place.rowMajor);
    } else if (whole->isMatrix()) {
      stride = place.rowMajor ? 4 : std140::kMatrixStride;
      place.componentStride = place.rowMajor ? std140::kMatrixStride : 4;
    } else {
      stride = place.componentStride;
    }
  } else if (place.kind == Place::Kind::Table) {
    stride *= 4;
  }

  place.type = element;
  if (fixed) {
    place.base += b.bitsOf(index) * stride;
  } else if (selects) {
    place.dims = arena_.make<Dim>(index, count, stride, place.dims);
  } else {
    const uint32_t unit = place.kind == Place::Kind::Uniform ? 4 : 1;
    const V scaled = b.op(Op::IMul, index, b.u(stride * unit));
    place.offset = place.offset == ir::kNoValue ? scaled : b.op(Op::IAdd, place.offset, scaled);
  }
  return place;
}

Place Lowering::memberPlace(Place place, uint32_t member) {
  const StructType& structure = *place.type->structure;
  const StructMember& m = structure.members[member];
  if (place.type->containsSampler) {
    for (uint32_t i = 0; i < member; ++i) {
      place.samplerSlot += samplerCount(structure.members[i].type);
    }
  }
  if (place.kind == Place::Kind::Block &&
      (structure.isBlock || place.variable->block->type == place.type)) {
    const InterfaceBlock& block = *place.variable->block;
    std140::Cursor cursor;
    for (uint32_t i = 0; i <= member; ++i) {
      const bool rowMajor = block.memberLayouts[i] == MatrixLayout::RowMajor;
      const uint32_t at = cursor.next(structure.members[i].type, rowMajor);
      if (i == member) {
        place.base += at;
        place.rowMajor = rowMajor;
      }
    }
  } else if (place.kind == Place::Kind::Block) {
    place.base += std140::memberOffset(structure, member, place.rowMajor);
  } else if (place.kind == Place::Kind::Table) {
    place.base += structure.wordOffset(member) * 4;
  } else {
    place.base += structure.wordOffset(member);
  }
  place.type = m.type;
  return place;
}

Place Lowering::swizzlePlace(Place place, const Expr* e) {
  if (place.type->isScalar()) return valuesPlace(e->type, load(place));
  uint8_t before[4];
  for (int i = 0; i < 4; ++i) {
    before[i] = place.swizzleCount != 0 ? place.swizzle[i] : static_cast<uint8_t>(i);
  }
  place.swizzleCount = e->swizzleCount;
  for (int i = 0; i < e->swizzleCount; ++i) place.swizzle[i] = before[e->swizzle[i]];
  place.type = e->type;
  return place;
}

// ---- reading ------------------------------------------------------------------------------------

Lowering::V Lowering::gather(const Place& place, const Dim* dim, uint32_t word) {
  if (dim == nullptr) {
    switch (place.kind) {
      case Place::Kind::Slots:
        return slots_[word];
      case Place::Kind::Input:
        return inputScalar(place.variable, word);
      default:
        return place.values[word];
    }
  }
  // An index out of range reads the last element.
  const uint32_t last = dim->count - 1;
  V result = gather(place, dim->outer, word + last * dim->strideWords);
  for (uint32_t i = last; i-- > 0;) {
    const V here = gather(place, dim->outer, word + i * dim->strideWords);
    result = b.select(b.op(Op::IEq, dim->index, b.u(i)), here, result);
  }
  return result;
}

Lowering::V Lowering::fromArrayKind(V value, ScalarKind kind) {
  if (kind == ScalarKind::Float && b.kindOf(value) == ir::Kind::I32) return b.fromBits(value);
  if (kind == ScalarKind::Bool) return b.op(Op::INe, value, b.u(0));
  return value;
}

Lowering::V Lowering::toArrayKind(V value, ir::Kind kind) {
  if (b.kindOf(value) == ir::Kind::Bool) return b.op(Op::BToI, value);
  if (b.kindOf(value) == ir::Kind::F32 && kind == ir::Kind::I32) return b.toBits(value);
  return value;
}

Lowering::V Lowering::loadBits(Op op, ScalarKind kind, uint32_t imm, V offset, uint32_t block) {
  const ir::Kind as = kind == ScalarKind::Float ? ir::Kind::F32 : ir::Kind::I32;
  const V bits = b.load(op, as, imm, offset, block);
  return kind == ScalarKind::Bool ? b.op(Op::INe, bits, b.u(0)) : bits;
}

Lowering::V Lowering::loadScalar(const Place& p, uint32_t word, ScalarKind kind) {
  switch (p.kind) {
    case Place::Kind::Memory:
      return fromArrayKind(b.localLoad(p.index, p.base + word, p.offset), kind);
    case Place::Kind::Uniform:
      return loadBits(Op::UniformLoad, kind, (p.base + word) * 4, p.offset, 0);
    case Place::Kind::Table:
      return loadBits(Op::ConstLoad, kind, p.base + word * 4, p.offset, 0);
    case Place::Kind::Block:
      return loadBits(Op::BlockLoad, kind, p.base + word * p.componentStride, p.offset, p.index);
    default:
      return gather(p, p.dims, p.base + word);
  }
}

// A block's words are not dense: follow the type down to scalars and vectors.
void Lowering::loadBlock(const Place& place, Scalars& to) {
  const Type* type = place.type;
  if (type->isStruct()) {
    for (uint32_t i = 0; i < type->structure->members.size(); ++i) {
      loadBlock(memberPlace(place, i), to);
    }
  } else if (type->isArray() || type->isMatrix()) {
    const uint32_t count = type->isArray() ? type->length : type->columns;
    for (uint32_t i = 0; i < count; ++i)
      loadBlock(indexPlace(place, elementType(type), b.u(i)), to);
  } else {
    for (uint32_t i = 0; i < type->rows; ++i) to[i] = loadScalar(place, i, type->scalar);
    to = to.subspan(type->rows);
  }
}

Scalars Lowering::load(const Place& place) {
  const std::vector<ScalarKind>& kinds = scalarKinds(place.type);
  const Scalars to = allocate(kinds.size());
  if (place.swizzleCount != 0) {
    V all[4];
    for (uint32_t i = 0; i < place.swizzleCount; ++i) {
      all[i] = loadScalar(place, place.swizzle[i], kinds[0]);
    }
    if (place.swizzleIndex == ir::kNoValue) {
      std::copy(all, all + place.swizzleCount, to.begin());
      return to;
    }
    V chosen = all[place.swizzleCount - 1];
    for (uint32_t i = place.swizzleCount - 1u; i-- > 0;) {
      chosen = b.select(b.op(Op::IEq, place.swizzleIndex, b.u(i)), all[i], chosen);
    }
    to[0] = chosen;
    return to;
  }
  if (place.kind == Place::Kind::Block) {
    Scalars rest = to;
    loadBlock(place, rest);
    return to;
  }
  for (uint32_t i = 0; i < to.size(); ++i) to[i] = loadScalar(place, i, kinds[i]);
  return to;
}

// ---- writing ------------------------------------------------------------------------------------

void Lowering::scatter(const Dim* dim, uint32_t slot, V value, V condition) {
  if (dim == nullptr) {
    setSlot(slot, condition == ir::kNoValue ? value : b.select(condition, value, slots_[slot]));
    return;
  }
  for (uint32_t i = 0; i < dim->count; ++i) {
    const V here = b.op(Op::IEq, dim->index, b.u(i));
    scatter(dim->outer, slot + i * dim->strideWords, value,
            condition == ir::kNoValue ? here : b.both(condition, here));
  }
}

void Lowering::storeScalar(const Place& p, uint32_t word, V value) {
  if (p.kind == Place::Kind::Memory) {
    b.localStore(p.index, p.base + word, p.offset, toArrayKind(value, out_.arrays[p.index].kind));
  } else if (p.kind == Place::Kind::Slots) {
    scatter(p.dims, p.base + word, value, ir::kNoValue);
  }
}

void Lowering::store(const Place& place, Scalars values) {
  if (place.swizzleCount == 0) {
    for (uint32_t i = 0; i < values.size(); ++i) storeScalar(place, i, values[i]);
  } else if (place.swizzleIndex == ir::kNoValue) {
    for (uint32_t i = 0; i < values.size(); ++i) storeScalar(place, place.swizzle[i], values[i]);
  } else {
    for (uint32_t i = 0; i < place.swizzleCount; ++i) {
      Place component = place;
      component.swizzleIndex = ir::kNoValue;
      component.swizzleCount = 0;
      const V before = loadScalar(component, place.swizzle[i], place.type->scalar);
      const V here = b.op(Op::IEq, place.swizzleIndex, b.u(i));
      storeScalar(component, place.swizzle[i], b.select(here, values[0], before));
    }
  }
}

}  // namespace nogpu::shader::lower
