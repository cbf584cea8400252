// SPDX-License-Identifier: MIT
// Extensions: which exist (extensions.def) and which of them a context has enabled. An extension
// changes nothing before getExtension has been called for it (WebGL 1.0 §5.14.14).
#pragma once

#include <cstdint>
#include <string_view>

namespace nogpu::gl {

enum class Extension : uint8_t {
#define X(name, implies) name,
#include "gl/extensions.def"
  kCount,
};
inline constexpr uint32_t kExtensionCount = static_cast<uint32_t>(Extension::kCount);

const char* extensionName(Extension extension);

/// By name, compared as the spec says, without regard to ASCII case. kCount if there is none.
Extension findExtension(std::string_view name);

struct ExtensionState {
  uint64_t enabledBits = 0;

  bool has(Extension extension) const {
    return (enabledBits >> static_cast<uint32_t>(extension) & 1) != 0;
  }
  /// Enables an extension and what it implies.
  void enable(Extension extension);
};

}  // namespace nogpu::gl
