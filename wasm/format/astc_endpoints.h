// SPDX-License-Identifier: MIT
// ASTC's low dynamic range endpoint modes: from unquantized values to two RGBA colours.
#pragma once

#include <cstdint>

namespace nogpu::format {

struct AstcEndpoints {
  uint8_t first[4], second[4];
};

/// Modes 2, 3, 7, 11, 14 and 15 hold high dynamic range; they have no decoding here.
constexpr bool isHdrEndpointMode(uint32_t mode) { return (0xC88Cu >> mode & 1) != 0; }

/// Values that a mode takes: 2, 4, 6 or 8.
constexpr uint32_t astcValueCount(uint32_t mode) { return 2 * (mode / 4 + 1); }

/// `v`: astcValueCount(mode) values, 0 … 255. `mode`: none of the above.
AstcEndpoints decodeAstcEndpoints(uint32_t mode, const uint32_t* v);

}  // namespace nogpu::format
