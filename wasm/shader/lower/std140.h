// SPDX-License-Identifier: MIT
// The std140 layout of uniform blocks, ES 3.0 §2.12.6.4. All sizes and offsets are bytes.
#pragma once

#include <cstdint>

#include "shader/front/types.h"

namespace nogpu::shader::lower::std140 {

/// `rowMajor` is the layout of matrices anywhere inside `type`; the members of a block have one
/// each.
uint32_t alignment(const front::Type* type, bool rowMajor);
/// Without padding behind it: a float may follow a vec3 in the same 16 bytes.
uint32_t size(const front::Type* type, bool rowMajor);
/// Distance between elements of an array.
uint32_t arrayStride(const front::Type* array, bool rowMajor);
/// Offset of a member of a struct that is itself inside a block.
uint32_t memberOffset(const front::StructType& structure, uint32_t member, bool rowMajor);

/// Distance between the columns (row-major: the rows) of a matrix.
inline constexpr uint32_t kMatrixStride = 16;

/// Byte offset of component (column, row) inside a scalar, vector or matrix.
inline uint32_t componentOffset(const front::Type* type, uint32_t column, uint32_t row,
                                bool rowMajor) {
  if (!type->isMatrix()) return row * 4;
  return rowMajor ? row * kMatrixStride + column * 4 : column * kMatrixStride + row * 4;
}

/// Walks the members of a block, or of a struct in one: next(type, rowMajor) gives each one's
/// offset.
class Cursor {
 public:
  uint32_t next(const front::Type* type, bool rowMajor);
  /// End of the last member.
  uint32_t end() const { return end_; }

 private:
  uint32_t end_ = 0;
};

}  // namespace nogpu::shader::lower::std140
