// SPDX-License-Identifier: MIT
// The door to the rasterizer.
#pragma once

#include "pipeline/arena.h"
#include "pipeline/draw_call.h"

namespace nogpu::pipeline {

/// Draws. `scratch` is reset first and used up to the end of the call; keep one for each context.
DrawResult draw(const DrawCall& call, Arena& scratch);

}  // namespace nogpu::pipeline
