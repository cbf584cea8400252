// SPDX-License-Identifier: MIT
// The table of built-in functions, and matching a call against one of its rows.
#include "shader/front/builtins.h"

namespace nogpu::shader::front {

namespace {

template <typename... Slots>
constexpr BuiltinFunction makeRow(BuiltinId id, std::string_view name, Slot result,
                                  ResultPrecision precision, int flags, StageMask stages,
                                  VersionMask versions, Extension extension,
                                  std::string_view section, Slots... params) {
  static_assert(sizeof...(params) <= kMaxBuiltinParams);
  return {id,          static_cast<uint8_t>(flags), name,   result,   precision,
          {params...}, sizeof...(params),           stages, versions, extension,
          section};
}

using namespace texture_flags;
using enum Slot;

#define NOGPU_UNPACK(...) __VA_ARGS__
constexpr BuiltinFunction kBuiltins[] = {
#define BUILTIN_ID(id)
#define BUILTIN(id, name, result, precision, params, flags, stages, versions, extension, section) \
  makeRow(BuiltinId::id, name, result, ResultPrecision::precision, flags, StageMask::stages,      \
          VersionMask::versions, Extension::extension, section, NOGPU_UNPACK params),
#include "shader/front/builtins.def"
#undef BUILTIN
#undef BUILTIN_ID
};
#undef NOGPU_UNPACK

constexpr std::string_view kIdNames[] = {
#define BUILTIN_ID(id) #id,
#define BUILTIN(...)
#include "shader/front/builtins.def"
#undef BUILTIN
#undef BUILTIN_ID
};

constexpr bool rowsOfOneNameStandTogether() {
  for (size_t i = 1; i < std::size(kBuiltins); ++i) {
    if (kBuiltins[i].name == kBuiltins[i - 1].name) continue;
    for (size_t j = 0; j < i; ++j) {
      if (kBuiltins[j].name == kBuiltins[i].name) return false;
    }
  }
  return true;
}
static_assert(rowsOfOneNameStandTogether());

// What the arguments seen so far have chosen; 0 or null while open.
struct Choice {
  uint32_t genericRows = 0;
  uint32_t vectorRows = 0;
  const Type* matrix = nullptr;
  ScalarKind texel = ScalarKind::Float;
};

bool chooseRows(uint32_t& chosen, uint32_t rows) {
  if (chosen == 0) chosen = rows;
  return chosen == rows;
}

bool matchGeneric(Choice& c, const Type* t, ScalarKind scalar) {
  if (!t->isScalar() && !t->isVector()) return false;
  return t->scalar == scalar && chooseRows(c.genericRows, t->rows);
}

bool matchVector(Choice& c, const Type* t, ScalarKind scalar) {
  return t->isVector() && t->scalar == scalar && chooseRows(c.vectorRows, t->rows);
}

bool matchSampler(Choice& c, const Type* t, SamplerDim dim) {
  if (!t->isSampler() || t->shadow || t->dim != dim) return false;
  c.texel = t->scalar;
  return true;
}

bool matchSlot(Choice& c, Slot slot, const Type* t) {
  switch (slot) {
    case GFloat:
    case OutGFloat:
      return matchGeneric(c, t, ScalarKind::Float);
    case GInt:
      return matchGeneric(c, t, ScalarKind::Int);
    case GUint:
      return matchGeneric(c, t, ScalarKind::Uint);
    case GBool:
      return matchGeneric(c, t, ScalarKind::Bool);
    case VFloat:
      return matchVector(c, t, ScalarKind::Float);
    case VInt:
      return matchVector(c, t, ScalarKind::Int);
    case VUint:
      return matchVector(c, t, ScalarKind::Uint);
    case VBool:
      return matchVector(c, t, ScalarKind::Bool);
    case AnyMat:
      if (!t->isMatrix()) return false;
      if (c.matrix == nullptr) c.matrix = t;
      return c.matrix == t;
    case GSampler2D:
      return matchSampler(c, t, SamplerDim::D2);
    case GSampler3D:
      return matchSampler(c, t, SamplerDim::D3);
    case GSamplerCube:
      return matchSampler(c, t, SamplerDim::Cube);
    case GSampler2DArray:
      return matchSampler(c, t, SamplerDim::D2Array);
    case ConstIvec2:
      return t == basicType(BasicType::Ivec2);
    case ConstIvec3:
      return t == basicType(BasicType::Ivec3);
    case GVec4:
      return false;
    default:
      return t == basicType(static_cast<BasicType>(static_cast<int>(slot) - 1));
  }
}

const Type* resultType(const Choice& c, Slot slot) {
  switch (slot) {
    case GFloat:
      return vectorType(ScalarKind::Float, c.genericRows);
    case GInt:
      return vectorType(ScalarKind::Int, c.genericRows);
    case GUint:
      return vectorType(ScalarKind::Uint, c.genericRows);
    case GBool:
      return vectorType(ScalarKind::Bool, c.genericRows);
    case VBool:
      return vectorType(ScalarKind::Bool, c.vectorRows);
    case AnyMat:
      return c.matrix;
    case GVec4:
      return vectorType(c.texel, 4);
    default:
      return basicType(static_cast<BasicType>(static_cast<int>(slot) - 1));
  }
}

}  // namespace

std::span<const BuiltinFunction> builtinFunctions() { return kBuiltins; }

std::string_view builtinIdName(BuiltinId id) { return kIdNames[static_cast<int>(id)]; }

bool builtinExists(const BuiltinFunction& row, int version, Stage stage) {
  const int versionBit = version == 300 ? 2 : 1;
  const int stageBit = stage == Stage::Vertex ? 1 : 2;
  return (static_cast<int>(row.versions) & versionBit) != 0 &&
         (static_cast<int>(row.stages) & stageBit) != 0;
}

const Type* matchBuiltin(const BuiltinFunction& row, std::span<const Type* const> arguments) {
  if (arguments.size() != row.paramCount) return nullptr;
  Choice choice;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (!matchSlot(choice, row.params[i], arguments[i])) return nullptr;
  }
  return resultType(choice, row.result);
}

}  // namespace nogpu::shader::front
