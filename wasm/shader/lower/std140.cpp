// SPDX-License-Identifier: MIT
#include "shader/lower/std140.h"

#include <algorithm>

namespace nogpu::shader::lower::std140 {

namespace {

constexpr uint32_t kVec4Bytes = 16;

uint32_t roundUp(uint32_t value, uint32_t to) { return (value + to - 1) / to * to; }

uint32_t structEnd(const front::StructType& structure, bool rowMajor) {
  Cursor cursor;
  for (const front::StructMember& m : structure.members) cursor.next(m.type, rowMajor);
  return cursor.end();
}

}  // namespace

uint32_t alignment(const front::Type* type, bool rowMajor) {
  switch (type->kind) {
    case front::TypeKind::Vector:
      return type->rows == 2 ? 8 : kVec4Bytes;
    case front::TypeKind::Matrix:
      return kVec4Bytes;
    case front::TypeKind::Array:
      return std::max(kVec4Bytes, alignment(type->element, rowMajor));
    case front::TypeKind::Struct:
      return kVec4Bytes;  // every member's is at most that
    default:
      return 4;
  }
}

uint32_t size(const front::Type* type, bool rowMajor) {
  switch (type->kind) {
    case front::TypeKind::Vector:
      return type->rows * 4u;
    case front::TypeKind::Matrix:
      return (rowMajor ? type->rows : type->columns) * kMatrixStride;
    case front::TypeKind::Array:
      return type->length * arrayStride(type, rowMajor);
    case front::TypeKind::Struct:
      return roundUp(structEnd(*type->structure, rowMajor), kVec4Bytes);
    default:
      return 4;
  }
}

uint32_t arrayStride(const front::Type* array, bool rowMajor) {
  return roundUp(size(array->element, rowMajor), kVec4Bytes);
}

uint32_t memberOffset(const front::StructType& structure, uint32_t member, bool rowMajor) {
  Cursor cursor;
  for (uint32_t i = 0; i < member; ++i) cursor.next(structure.members[i].type, rowMajor);
  return cursor.next(structure.members[member].type, rowMajor);
}

uint32_t Cursor::next(const front::Type* type, bool rowMajor) {
  const uint32_t at = roundUp(end_, alignment(type, rowMajor));
  end_ = at + size(type, rowMajor);
  return at;
}

}  // namespace nogpu::shader::lower::std140
