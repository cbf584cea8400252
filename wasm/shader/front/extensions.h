// SPDX-License-Identifier: MIT
// Which shading language extensions there are (extensions.def), and sets of them.
#pragma once

#include <cstdint>
#include <string_view>

namespace nogpu::shader::front {

enum class Extension : uint8_t {
#define SHADER_EXTENSION(id, ...) id,
#include "shader/front/extensions.def"
#undef SHADER_EXTENSION
  None,
};
inline constexpr int kExtensionCount = static_cast<int>(Extension::None);

class ExtensionSet {
 public:
  constexpr ExtensionSet() = default;
  bool operator==(const ExtensionSet&) const = default;
  constexpr bool has(Extension e) const { return (bits_ >> static_cast<int>(e)) & 1; }
  constexpr void add(Extension e) { bits_ |= 1u << static_cast<int>(e); }
  constexpr void remove(Extension e) { bits_ &= ~(1u << static_cast<int>(e)); }

 private:
  uint32_t bits_ = 0;
};

std::string_view extensionName(Extension extension);
/// Extension::None if there is none of that name.
Extension findExtension(std::string_view name);
/// `version` 100 or 300.
bool extensionExistsIn(Extension extension, int version);

}  // namespace nogpu::shader::front
