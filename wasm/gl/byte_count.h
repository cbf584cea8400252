// SPDX-License-Identifier: MIT
// Offsets and sizes cross the boundary as doubles (exports/export.h). Before one becomes an integer
// or is compared as a sum it must be known to be a number of bytes: every comparison with NaN is
// false, and converting what 64 bits do not hold is undefined.
#pragma once

namespace nogpu::gl {

/// Neither negative, nor NaN, nor beyond what a double counts exactly.
constexpr bool isByteCount(double value) { return value >= 0 && value <= 9007199254740991.0; }

}  // namespace nogpu::gl
