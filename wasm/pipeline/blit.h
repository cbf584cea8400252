// SPDX-License-Identifier: MIT
// blitFramebuffer between single-sampled surfaces: scaling, mirroring, clipping, conversion of
// formats (ES 3.0 §4.3.3). For a multisampled source see resolve.h.
#pragma once

#include "pipeline/surface.h"

namespace nogpu::pipeline {

/// Two opposite corners, in either order: a reversed axis mirrors.
struct BlitRect {
  int32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

enum class BlitFilter : uint8_t { Nearest, Linear };

/// Copies `from` of `src` to `to` of `dst`, as far as `scissor` and both surfaces reach: texels
/// whose source lies outside `src` keep their value. Integer formats need Nearest and the same
/// signedness. `src` and `dst` may be the same surface when the rectangles do not overlap.
void blitColor(const Surface& src, BlitRect from, const Surface& dst, BlitRect to, Rect scissor,
               BlitFilter filter);

/// Same depth format on both sides.
void blitDepth(const Surface& src, BlitRect from, const Surface& dst, BlitRect to, Rect scissor);
void blitStencil(const Surface& src, BlitRect from, const Surface& dst, BlitRect to, Rect scissor);

}  // namespace nogpu::pipeline
