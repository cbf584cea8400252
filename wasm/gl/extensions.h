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

/// Whether contexts of that version of WebGL (1 or 2) can have it.
bool extensionExistsIn(Extension extension, uint32_t version);

struct ExtensionState {
  uint64_t enabledBits = 0;
  uint64_t hiddenBits =
      0;  ///< that the application wants to do without; fixed before the first use

  bool hidden(Extension extension) const {
    return (hiddenBits >> static_cast<uint32_t>(extension) & 1) != 0;
  }
  void hide(Extension extension) { hiddenBits |= uint64_t{1} << static_cast<uint32_t>(extension); }
  bool has(Extension extension) const {
    return (enabledBits >> static_cast<uint32_t>(extension) & 1) != 0;
  }
  /// Enables an extension and what it implies; what is hidden stays disabled.
  void enable(Extension extension);
};

}  // namespace nogpu::gl
