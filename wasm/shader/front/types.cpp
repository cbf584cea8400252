// SPDX-License-Identifier: MIT
// The static table of basic types, and the arrays and structs of a module.
#include "shader/front/types.h"

#include <algorithm>

namespace nogpu::shader::front {

namespace {

constexpr uint32_t wordsOf(TypeKind kind, int columns, int rows) {
  if (kind == TypeKind::Void || kind == TypeKind::Error) return 0;
  return static_cast<uint32_t>(columns) * static_cast<uint32_t>(rows);
}

constexpr Type makeBasic(BasicType id, std::string_view name, TypeKind kind, ScalarKind scalar,
                         int columns, int rows, SamplerDim dim, bool shadow, uint32_t glType) {
  Type t{};
  t.kind = kind;
  t.basic = id;
  t.scalar = scalar;
  t.columns = static_cast<uint8_t>(columns);
  t.rows = static_cast<uint8_t>(rows);
  t.dim = dim;
  t.shadow = shadow;
  t.containsSampler = kind == TypeKind::Sampler;
  t.wordCount = wordsOf(kind, columns, rows);
  t.glType = glType;
  t.name = name;
  return t;
}

constexpr Type kBasicTypes[] = {
#define BASIC_TYPE(id, name, kind, scalar, columns, rows, dim, shadow, glType, essl100) \
  makeBasic(BasicType::id, name, TypeKind::kind, ScalarKind::scalar, columns, rows,     \
            SamplerDim::dim, shadow, glType),
#include "shader/front/basic_types.def"
#undef BASIC_TYPE
    makeBasic(BasicType::Error, "<error>", TypeKind::Error, ScalarKind::Float, 1, 1,
              SamplerDim::None, false, 0),
};
static_assert(std::size(kBasicTypes) == kBasicTypeCount);

constexpr BasicType kVectors[4][4] = {
    {BasicType::Bool, BasicType::Bvec2, BasicType::Bvec3, BasicType::Bvec4},
    {BasicType::Int, BasicType::Ivec2, BasicType::Ivec3, BasicType::Ivec4},
    {BasicType::Uint, BasicType::Uvec2, BasicType::Uvec3, BasicType::Uvec4},
    {BasicType::Float, BasicType::Vec2, BasicType::Vec3, BasicType::Vec4},
};

constexpr BasicType kMatrices[3][3] = {
    {BasicType::Mat2, BasicType::Mat2x3, BasicType::Mat2x4},
    {BasicType::Mat3x2, BasicType::Mat3, BasicType::Mat3x4},
    {BasicType::Mat4x2, BasicType::Mat4x3, BasicType::Mat4},
};

// Saturates: a type beyond any limit must not wrap around to a small one.
uint32_t clampWords(uint64_t words) {
  return static_cast<uint32_t>(std::min<uint64_t>(words, UINT32_MAX));
}

bool sameStruct(const StructType* a, const StructType* b, bool withPrecision) {
  if (a == b) return true;
  if (a->name != b->name || a->members.size() != b->members.size()) return false;
  for (size_t i = 0; i < a->members.size(); ++i) {
    const StructMember& x = a->members[i];
    const StructMember& y = b->members[i];
    if (x.name != y.name || !sameType(x.type, y.type, withPrecision)) return false;
    // Browsers let samplers differ in precision.
    const bool matters = withPrecision && !withoutArrays(x.type)->isSampler();
    if (matters && x.precision != y.precision) return false;
  }
  return true;
}

}  // namespace

int StructType::find(std::string_view memberName) const {
  for (size_t i = 0; i < members.size(); ++i) {
    if (members[i].name == memberName) return static_cast<int>(i);
  }
  return -1;
}

uint32_t StructType::wordOffset(uint32_t member) const {
  uint32_t offset = 0;
  for (uint32_t i = 0; i < member; ++i) offset += members[i].type->wordCount;
  return offset;
}

const Type* basicType(BasicType basic) { return &kBasicTypes[static_cast<int>(basic)]; }

const Type* scalarType(ScalarKind scalar) { return vectorType(scalar, 1); }

const Type* vectorType(ScalarKind scalar, uint32_t rows) {
  return basicType(kVectors[static_cast<int>(scalar)][rows - 1]);
}

const Type* matrixType(uint32_t columns, uint32_t rows) {
  return basicType(kMatrices[columns - 2][rows - 2]);
}

const Type* elementType(const Type* type) {
  if (type->isArray()) return type->element;
  if (type->isMatrix()) return vectorType(type->scalar, type->rows);
  if (type->isVector()) return scalarType(type->scalar);
  return nullptr;
}

const Type* withoutArrays(const Type* type) {
  while (type->isArray()) type = type->element;
  return type;
}

bool sameType(const Type* a, const Type* b, bool withPrecision) {
  if (a->kind != b->kind) return false;
  if (a->isArray()) {
    return a->length == b->length && sameType(a->element, b->element, withPrecision);
  }
  if (a->isStruct()) return sameStruct(a->structure, b->structure, withPrecision);
  return a == b;
}

std::string typeName(const Type* type) {
  std::string suffix;
  for (; type->isArray(); type = type->element) {
    suffix += '[';
    if (type->length != 0) suffix += std::to_string(type->length);
    suffix += ']';
  }
  return std::string(type->name) + suffix;
}

std::string_view precisionName(Precision precision) {
  switch (precision) {
    case Precision::None:
      break;
    case Precision::Low:
      return "lowp";
    case Precision::Medium:
      return "mediump";
    case Precision::High:
      return "highp";
  }
  return "";
}

const Type* TypeTable::arrayOf(const Type* element, uint32_t length) {
  for (const Type* t : arrays_) {
    if (t->element == element && t->length == length) return t;
  }
  Type* t = arena_.make<Type>();
  t->kind = TypeKind::Array;
  t->basic = BasicType::Error;
  t->columns = t->rows = 1;
  t->containsSampler = element->containsSampler;
  t->containsArray = true;
  t->length = length;
  t->wordCount = clampWords(uint64_t{element->wordCount} * length);
  t->element = element;
  arrays_.push_back(t);
  return t;
}

const Type* TypeTable::makeStruct(std::string_view name, std::span<const StructMember> members,
                                  SourceLoc loc, bool isBlock) {
  StructType* s = arena_.make<StructType>();
  *s = {name, arena_.copy(members), loc, 1, isBlock};
  Type* t = arena_.make<Type>();
  t->kind = TypeKind::Struct;
  t->basic = BasicType::Error;
  t->columns = t->rows = 1;
  t->name = name;
  t->structure = s;
  uint64_t words = 0;
  for (const StructMember& m : members) {
    words += m.type->wordCount;
    t->containsSampler |= m.type->containsSampler;
    t->containsArray |= m.type->containsArray;
    const Type* inner = withoutArrays(m.type);
    if (inner->isStruct()) s->nesting = std::max(s->nesting, inner->structure->nesting + 1);
  }
  t->wordCount = clampWords(words);
  return t;
}

}  // namespace nogpu::shader::front
