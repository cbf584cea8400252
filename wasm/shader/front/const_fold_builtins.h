// SPDX-License-Identifier: MIT
// Built-in functions of constants, one result component at a time.
#pragma once

#include <cstdint>
#include <span>

#include "shader/front/builtins.h"

namespace nogpu::shader::front {

/// A function that works by component. `arguments`: the components, `scalar`: kind of the first.
/// False if the function is no such function, or if `exactOnly` and back ends might differ.
bool foldComponent(BuiltinId id, ScalarKind scalar, const uint32_t (&arguments)[3], bool exactOnly,
                   uint32_t& result);

/// A function from whole vectors to one scalar.
bool foldReduction(BuiltinId id, std::span<const std::span<const uint32_t>> operands,
                   bool exactOnly, uint32_t& result);

}  // namespace nogpu::shader::front
