// SPDX-License-Identifier: MIT
// Whether variables fit into a number of four-component rows. WebGL asks for at least what this
// algorithm fits (ESSL 1.00 Appendix A.7), and for refusing what does not fit the limits reported.
#pragma once

#include <cstdint>
#include <vector>

#include "shader/front/types.h"

namespace nogpu::shader::link {

class Packing {
 public:
  /// Structs are flattened; samplers take no room. `flat` variables never share a row with others.
  void add(const front::Type* type, bool flat = false);
  bool fits(uint32_t rows) const;

 private:
  /// A rectangle of `rows` × `width` components.
  struct Item {
    uint32_t order;  ///< mat4 mat2 vec4 mat3 vec3 vec2 float
    uint32_t rows, width;
  };
  static bool fits(std::vector<Item> items, std::vector<uint8_t>& grid, uint32_t from);
  std::vector<Item> items_, flatItems_;
};

}  // namespace nogpu::shader::link
