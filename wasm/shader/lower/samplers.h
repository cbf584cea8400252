// SPDX-License-Identifier: MIT
// Counting samplers inside types, for lowering and linker.
#pragma once

#include <cstdint>

#include "shader/front/types.h"

namespace nogpu::shader::lower {

/// Samplers in a value of the type, at any depth: each takes a slot.
inline uint32_t samplerCount(const front::Type* type) {
  if (!type->containsSampler) return 0;
  if (type->isSampler()) return 1;
  if (type->isArray()) return type->length * samplerCount(type->element);
  uint32_t count = 0;
  for (const front::StructMember& m : type->structure->members) count += samplerCount(m.type);
  return count;
}

}  // namespace nogpu::shader::lower
