// SPDX-License-Identifier: MIT
// A multisampled surface to a single-sampled one of the same size (ES 3.0 §4.3.3): normalised and
// float formats by the average of the samples, in linear space; integers, depth and stencil by
// sample 0.
#pragma once

#include "pipeline/surface.h"

namespace nogpu::pipeline {

/// Texels of `area` that lie in both surfaces; the same place on both sides.
void resolveColor(const Surface& src, const Surface& dst, Rect area);
void resolveDepth(const Surface& src, const Surface& dst, Rect area);
void resolveStencil(const Surface& src, const Surface& dst, Rect area);

}  // namespace nogpu::pipeline
