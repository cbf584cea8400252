// SPDX-License-Identifier: MIT
// Small pieces of text and look-ups that the files about regenerated GLSL share.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "shader/front/types.h"

namespace nogpu::shader::emit {

/// The basic type that the API calls `glType`; float if there is none.
inline const front::Type* typeOf(uint32_t glType) {
  for (int i = 0; i < front::kBasicTypeCount; ++i) {
    const front::Type* type = front::basicType(static_cast<front::BasicType>(i));
    if (type->glType == glType && !type->isVoid()) return type;
  }
  return front::basicType(front::BasicType::Float);
}

inline std::string number(uint32_t n) { return std::to_string(n); }
inline std::string subscript(uint32_t n) { return "[" + number(n) + "]"; }

/// Of "a.b[1]", "a".
inline std::string rootOf(const std::string& path) {
  return path.substr(0, path.find_first_of(".["));
}

/// Place of `slot` in `slots`, -1 if it is not there.
inline int indexOf(const std::vector<uint32_t>& slots, uint32_t slot) {
  const auto found = std::find(slots.begin(), slots.end(), slot);
  return found != slots.end() ? static_cast<int>(found - slots.begin()) : -1;
}

inline bool isBuiltinName(const std::string& name) { return name.compare(0, 3, "gl_") == 0; }

}  // namespace nogpu::shader::emit
