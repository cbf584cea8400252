// SPDX-License-Identifier: MIT
// Values of uniform variables of the default block: written by uniform*, read by getUniform (ES 3.0
// §2.12.6). Storage is dense 32-bit scalars, matrices by columns (shader/program.h).
#pragma once

#include <cstdint>

#include "gl/context.h"

namespace nogpu::gl {

enum class ScalarType : uint8_t { Float, Int, Uint, Bool, Sampler };

/// A uniform's GL type taken apart: columns > 1 are matrices.
struct UniformType {
  ScalarType scalar = ScalarType::Float;
  uint8_t columns = 1, rows = 1;
};
UniformType uniformType(uint32_t glType);

/// A WebGLUniformLocation as it crosses the boundary.
struct UniformLocation {
  uint32_t program;  ///< handle
  uint32_t link;     ///< Executable::linkId
  uint32_t index;
};

/// The place in the current program's executable that uniform* writes: uniform and element.
struct UniformTarget {
  Executable* executable = nullptr;
  const shader::ActiveUniform* uniform = nullptr;
  uint32_t element = 0;
};

/// What uniform* writes: `count` elements of `columns` × `rows` scalars at `values`.
struct UniformValues {
  ScalarType scalar;  ///< Float, Int or Uint
  uint8_t columns, rows;
  bool matrix;     ///< uniformMatrix*
  bool transpose;  ///< `values` is by rows
  const uint32_t* values;
  uint32_t scalars;  ///< length of `values`
};

/// Rules of uniform*: current program, location, shape, base type, length, sampler units.
bool validateUniform(Context& context, const char* function, UniformLocation location,
                     const UniformValues& values, UniformTarget& target);
void setUniform(const UniformTarget& target, const UniformValues& values);

/// getUniform's rules; the location must be of this program's last link.
bool validateGetUniform(Context& context, const Program& program, UniformLocation location,
                        UniformTarget& target);
/// The words of the target's element, `uniformType` says what they are.
const uint32_t* uniformWords(const UniformTarget& target);

}  // namespace nogpu::gl
