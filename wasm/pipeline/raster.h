// SPDX-License-Identifier: MIT
// Coverage: which quads and samples a primitive touches. Positions are 24.8 fixed point, y upward;
// everything is exact integer arithmetic, so shared edges cover each sample once.
#pragma once

#include <cstdint>

#include "pipeline/fragment_stage.h"
#include "pipeline/surface.h"

namespace nogpu::pipeline {

/// Corners in window space, 1/256 pixel. |x|, |y| < 2^24.
struct Corner {
  int32_t x, y;
};

/// Pixels that the box of the corners may cover: those whose centre (multisampled: any part) it
/// holds.
Rect pixelBox(const Corner* corners, int count, bool multisample);

/// Appends the quads of a counter-clockwise triangle of non-zero area. `box` is its pixel box,
/// clipped to `scissor`, not empty.
void rasterizeTriangle(FragmentStage& stage, const Corner corners[3], Rect box, Rect scissor,
                       uint32_t samples);

/// An axis-aligned rectangle: samples with low ≤ position < high.
void rasterizeRectangle(FragmentStage& stage, Corner low, Corner high, Rect scissor,
                        uint32_t samples);

/// A line by the diamond-exit rule (ES 3.0 §3.5.1), one sample a pixel, `width` pixels wide along
/// its minor axis.
void rasterizeLine(FragmentStage& stage, Corner from, Corner to, Rect scissor, int32_t width);

}  // namespace nogpu::pipeline
