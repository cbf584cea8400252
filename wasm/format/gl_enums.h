// SPDX-License-Identifier: MIT
// Every GL constant as `GL_<NAME>` in namespace nogpu, made from gl_enums.def, and its name for
// messages. Extension constants keep their suffix (GL_TEXTURE_MAX_ANISOTROPY_EXT).
#pragma once

#include <cstdint>

namespace nogpu {

#define X(NAME, value) inline constexpr uint32_t GL_##NAME = value;
#include "format/gl_enums.def"

namespace format {

/// The constant's name without "GL_", or "unknown enum". Where names share a value (0 and 1, and
/// aliases), the first row of gl_enums.def wins.
const char* enumName(uint32_t value);

}  // namespace format
}  // namespace nogpu
