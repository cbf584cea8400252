// SPDX-License-Identifier: MIT
// Where a value lives. Expressions that name storage (variables, their members, elements,
// components) become Places before they become values, so that what is not needed is never loaded.
#pragma once

#include <cstdint>
#include <span>

#include "shader/front/ast.h"
#include "shader/ir/ir.h"

namespace nogpu::shader::lower {

/// The flattened scalars of a value, in the order of front::Expr::value.
using Scalars = std::span<ir::ValueId>;

/// A dynamic index into storage that has no addresses: reading selects among all elements.
struct Dim {
  ir::ValueId index;
  uint32_t count;
  uint32_t strideWords;
  const Dim* outer;
};

struct Place {
  enum class Kind : uint8_t {
    Slots,    ///< SSA variables: slots base, base + 1, …
    Values,   ///< an immutable value: values[base], …
    Input,    ///< scalar `base` of the stage input `variable`
    Memory,   ///< element `base` of local array `index`
    Uniform,  ///< word `base` of the default block
    Block,    ///< byte `base` of uniform block `index`
    Table,    ///< byte `base` of Module::constants
  };
  Kind kind = Kind::Values;
  const front::Type* type = nullptr;
  const front::Variable* variable = nullptr;
  uint32_t base = 0;
  uint32_t index = 0;
  /// Added to base: elements (Memory) or bytes (Uniform, Block, Table).
  ir::ValueId offset = ir::kNoValue;
  const Dim* dims = nullptr;  ///< Slots, Values, Input
  Scalars values;

  // Block: how matrices inside lie, and the distance between the components of a vector.
  bool rowMajor = false;
  uint8_t componentStride = 4;

  // A selection of components of the vector that the fields above describe; `type` is its type.
  uint8_t swizzleCount = 0;
  uint8_t swizzle[4] = {};
  ir::ValueId swizzleIndex = ir::kNoValue;  ///< then one of the selected components

  // Samplers: slot, dynamic addition, and how many slots from the first one that may reach.
  uint32_t samplerSlot = 0;
  uint32_t samplerReach = 1;
  ir::ValueId samplerIndex = ir::kNoValue;
};

}  // namespace nogpu::shader::lower
