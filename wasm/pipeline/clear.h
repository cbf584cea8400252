// SPDX-License-Identifier: MIT
// clear and clearBuffer*: constant values into a rectangle of a surface, all samples (ES 3.0
// §4.2.3). `area` is clipped to the surface; surfaces without data are left alone.
#pragma once

#include <cstdint>

#include "pipeline/surface.h"

namespace nogpu::pipeline {

/// Clamped and converted to the surface's format, which is not an integer one; sRGB is encoded.
/// `colorMask`: bits 1 red, 2 green, 4 blue, 8 alpha.
void clearColorFloat(const Surface& surface, Rect area, const float rgba[4],
                     uint8_t colorMask = 15);

/// Integer formats. Unsigned values travel as their bits.
void clearColorInt(const Surface& surface, Rect area, const int32_t rgba[4],
                   uint8_t colorMask = 15);

/// `depth` is clamped to 0 … 1.
void clearDepth(const Surface& surface, Rect area, float depth);
void clearStencil(const Surface& surface, Rect area, uint8_t value, uint8_t writeMask = 255);

}  // namespace nogpu::pipeline
