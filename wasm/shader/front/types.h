// SPDX-License-Identifier: MIT
// The types of the shading language. Basic types are static and shared by all modules; arrays and
// structs belong to a module's TypeTable. Within one module equal types are the same pointer;
// across modules (the linker) compare with sameType.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shader/front/ast_arena.h"
#include "shader/source_location.h"

namespace nogpu::shader::front {

enum class TypeKind : uint8_t { Error, Void, Scalar, Vector, Matrix, Sampler, Struct, Array };
enum class ScalarKind : uint8_t { Bool, Int, Uint, Float };
enum class SamplerDim : uint8_t { None, D2, D3, Cube, D2Array };
enum class Precision : uint8_t { None, Low, Medium, High };

/// Types with a keyword, in the order of basic_types.def, then the type of what failed to check
/// (which never reaches a finished module).
enum class BasicType : uint8_t {
#define BASIC_TYPE(id, ...) id,
#include "shader/front/basic_types.def"
#undef BASIC_TYPE
  Error,
};
inline constexpr int kBasicTypeCount = static_cast<int>(BasicType::Error) + 1;

struct StructType;

struct Type {
  TypeKind kind;
  BasicType basic;    // Error unless the type has a keyword
  ScalarKind scalar;  // of scalars, vectors, matrices; of samplers: of a texel component
  uint8_t columns;    // of a matrix, else 1
  uint8_t rows;       // of a matrix, or components of a vector, else 1
  SamplerDim dim;
  bool shadow;
  bool containsSampler;   // itself, an element or a member at any depth
  bool containsArray;     // likewise
  uint32_t length;        // of an array; 0: not known yet (only while checking a declaration)
  uint32_t wordCount;     // flattened 32-bit scalars; samplers count as 1; 0 for void
  uint32_t glType;        // GL enum of basic types, else 0
  std::string_view name;  // keyword or struct name; empty for arrays
  const Type* element;    // of an array
  const StructType* structure;

  bool isError() const { return kind == TypeKind::Error; }
  bool isVoid() const { return kind == TypeKind::Void; }
  bool isScalar() const { return kind == TypeKind::Scalar; }
  bool isVector() const { return kind == TypeKind::Vector; }
  bool isMatrix() const { return kind == TypeKind::Matrix; }
  bool isSampler() const { return kind == TypeKind::Sampler; }
  bool isStruct() const { return kind == TypeKind::Struct; }
  bool isArray() const { return kind == TypeKind::Array; }
  /// Scalar, vector or matrix.
  bool isNumericOrBool() const { return isScalar() || isVector() || isMatrix(); }
  /// The above without bool.
  bool isNumeric() const { return isNumericOrBool() && scalar != ScalarKind::Bool; }
  bool isInteger() const {
    return isNumeric() && (scalar == ScalarKind::Int || scalar == ScalarKind::Uint);
  }
  bool isFloat() const { return isNumeric() && scalar == ScalarKind::Float; }
  bool isScalarOf(ScalarKind k) const { return isScalar() && scalar == k; }
  /// int or uint.
  bool isIntScalar() const { return isScalar() && isInteger(); }
  uint32_t componentCount() const { return uint32_t{columns} * rows; }
};

struct StructMember {
  std::string_view name;
  const Type* type;
  Precision precision;
  SourceLoc loc;
};

struct StructType {
  std::string_view name;
  std::span<const StructMember> members;
  SourceLoc loc;
  uint32_t nesting;  // 1 for a struct without structs inside
  bool isBlock;      // made up for an interface block with an instance name

  /// Index of a member, or -1.
  int find(std::string_view memberName) const;
  /// Flattened word offset of a member inside a value of the struct.
  uint32_t wordOffset(uint32_t member) const;
};

const Type* basicType(BasicType basic);
inline const Type* errorType() { return basicType(BasicType::Error); }
const Type* scalarType(ScalarKind scalar);
/// `rows` 1 to 4; 1 gives the scalar.
const Type* vectorType(ScalarKind scalar, uint32_t rows);
/// 2 to 4 each.
const Type* matrixType(uint32_t columns, uint32_t rows);
/// A column of a matrix, a component of a vector, an element of an array; else null.
const Type* elementType(const Type* type);
/// Innermost element of (arrays of) arrays; the type itself if it is no array.
const Type* withoutArrays(const Type* type);

/// Structural equality, for types of two modules. Structs are equal when names, member names,
/// member types and (if `withPrecision`) member precisions are.
bool sameType(const Type* a, const Type* b, bool withPrecision = false);

/// As in source: `vec3`, `float[4]`, `Light[2][3]`.
std::string typeName(const Type* type);
std::string_view precisionName(Precision precision);

/// Owns the arrays and structs of one module.
class TypeTable {
 public:
  explicit TypeTable(AstArena& arena) : arena_(arena) {}
  const Type* arrayOf(const Type* element, uint32_t length);
  /// Every call makes a new type: a struct is equal to no other within a module.
  const Type* makeStruct(std::string_view name, std::span<const StructMember> members,
                         SourceLoc loc, bool isBlock);

 private:
  AstArena& arena_;
  std::vector<const Type*> arrays_;
};

}  // namespace nogpu::shader::front
