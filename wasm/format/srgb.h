// SPDX-License-Identifier: MIT
// The sRGB transfer function for 8-bit components (ES 3.0 §3.8.16, §4.1.8), as tables that the
// compiler computes: the same on every machine, no libm.
#pragma once

#include <cstdint>

namespace nogpu::format {

/// kSrgbToLinear[c] = the linear value of the sRGB-encoded byte c.
struct SrgbDecodeTable {
  float values[256];
  constexpr float operator[](uint32_t c) const { return values[c]; }
};
extern const SrgbDecodeTable kSrgbToLinear;

/// The byte whose sRGB value is nearest to the encoding of `linear`; exact. NaN gives 0.
uint8_t linearToSrgb8(float linear);

}  // namespace nogpu::format
