// SPDX-License-Identifier: MIT
// The built-in functions: one table, builtins.def, feeds overload resolution, folding and lowering.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shader/front/extensions.h"
#include "shader/front/types.h"
#include "shader/limits.h"

namespace nogpu::shader::front {

/// What is computed. Rows that differ only in types share an id.
enum class BuiltinId : uint8_t {
#define BUILTIN_ID(id) id,
#define BUILTIN(...)
#include "shader/front/builtins.def"
#undef BUILTIN
#undef BUILTIN_ID
};

/// How a texture is looked up. The operands are always in this order, absent ones left out:
///   sampler, P, lod (Lod) | dPdx, dPdy (Grad), offset (Offset; a constant), bias (Bias)
namespace texture_flags {
inline constexpr uint8_t kProj = 1;
inline constexpr uint8_t kLod = 2;
inline constexpr uint8_t kGrad = 4;
inline constexpr uint8_t kOffset = 8;
inline constexpr uint8_t kBias = 16;
}  // namespace texture_flags

/// The type of a parameter or result: a basic type, or a family of which the arguments choose one.
/// All `G…` slots of a call have the same number of components, all `V…` slots too.
enum class Slot : uint8_t {
  None,
#define BASIC_TYPE(id, ...) id,
#include "shader/front/basic_types.def"
#undef BASIC_TYPE
  GFloat,
  GInt,
  GUint,
  GBool,  // scalar or vector
  VFloat,
  VInt,
  VUint,
  VBool,   // vector
  AnyMat,  // any matrix
  GSampler2D,
  GSampler3D,
  GSamplerCube,
  GSampler2DArray,  // float, int or uint texels
  GVec4,            // four texel components of the sampler
  OutGFloat,        // GFloat, written
  ConstIvec2,
  ConstIvec3,  // must be a constant expression
};

enum class ResultPrecision : uint8_t { Operands, Sampler, High, Medium, None };
enum class StageMask : uint8_t { Vertex = 1, Fragment = 2, Both = 3 };
enum class VersionMask : uint8_t { V100 = 1, V300 = 2, All = 3 };

inline constexpr int kMaxBuiltinParams = 5;

struct BuiltinFunction {
  BuiltinId id;
  uint8_t textureFlags;
  std::string_view name;
  Slot result;
  ResultPrecision resultPrecision;
  Slot params[kMaxBuiltinParams];
  uint8_t paramCount;
  StageMask stages;
  VersionMask versions;
  Extension extension;       // must be enabled; None if part of the language
  std::string_view section;  // of the language's specification
};

/// All rows; those of one name stand together.
std::span<const BuiltinFunction> builtinFunctions();
std::string_view builtinIdName(BuiltinId id);

/// Whether the row exists for a shader of that version and stage (extensions not considered).
bool builtinExists(const BuiltinFunction& row, int version, Stage stage);

/// The result type if the arguments fit the row's parameters exactly (the language has no implicit
/// conversions), else null.
const Type* matchBuiltin(const BuiltinFunction& row, std::span<const Type* const> arguments);

}  // namespace nogpu::shader::front
