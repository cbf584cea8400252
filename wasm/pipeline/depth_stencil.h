// SPDX-License-Identifier: MIT
// Depth and stencil tests over a run of quads (ES 3.0 §4.1.4, §4.1.5). The same code serves before
// and after shading; before, quads that lose all their lanes are squeezed out of the batch.
#pragma once

#include <cstdint>

#include "pipeline/draw_call.h"
#include "pipeline/quad_batch.h"
#include "pipeline/quad_memory.h"

namespace nogpu::pipeline {

struct DepthStencil;

/// Tests quads [begin, end) of one segment, updates the planes, clears lanes and coverage that
/// fail. `fragDepth`: null, or gl_FragDepth of quad q at fragDepth[q * fragDepthStride]. Returns
/// the new end if quads are squeezed out, else `end`.
using DepthStencilFn = uint32_t (*)(const DepthStencil& state, QuadBatch& batch,
                                    const shader::FragmentSegment& segment, uint32_t begin,
                                    uint32_t end, const v128_t* fragDepth,
                                    uint32_t fragDepthStride);

/// A comparison as lane masks, so that all eight are the same code. A lane passes if
/// ((incoming < stored & less) | (incoming > stored & greater)) ^ invert.
struct CompareMasks {
  v128_t less, greater, invert;
};
CompareMasks compareMasks(CompareFunc func);

enum class DepthLayout : uint8_t { None, D16, D24, D32F };

struct StencilState {
  StencilFace face;
  CompareMasks func{};
};

struct DepthStencil {
  TexelPlane depth, stencil;
  DepthLayout layout = DepthLayout::None;  ///< None also when the depth test is off
  bool hasStencil = false;                 ///< stencil test on and a stencil plane there
  bool depthWrite = false;
  CompareMasks depthFunc{};
  v128_t lowest = wasm_f32x4_splat(0.0f);   ///< what depth is clamped to; constants in memory:
  v128_t highest = wasm_f32x4_splat(1.0f);  ///< see CodecConstants
  v128_t depthScale{};                      ///< 2^bits - 1 of fixed-point layouts
  StencilState front, back;
  uint32_t samples = 1;

  DepthStencilFn testAndSqueeze = nullptr;  ///< before shading; null if there is nothing to test
  DepthStencilFn rejectOnly = nullptr;      ///< before shading, writes nothing
  DepthStencilFn test = nullptr;            ///< after shading
};

/// Chooses the functions for the draw's state.
DepthStencil resolveDepthStencil(const DrawCall& call);

}  // namespace nogpu::pipeline
