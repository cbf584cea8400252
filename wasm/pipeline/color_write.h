// SPDX-License-Identifier: MIT
// Blending, colour masks and conversion to the surface's format, for one draw buffer and all quads
// of a batch (ES 3.0 §4.1.7 … §4.1.9).
#pragma once

#include <cstdint>

#include "pipeline/blend.h"
#include "pipeline/color_codec.h"
#include "pipeline/draw_call.h"
#include "pipeline/quad_batch.h"
#include "pipeline/quad_memory.h"
#include "pipeline/texel_codec.h"

namespace nogpu::pipeline {

struct ColorTarget;
using ColorWriteFn = void (*)(const ColorTarget& target, const QuadBatch& batch);

struct ColorTarget {
  TexelPlane plane;
  format::FormatId format = format::FormatId::kNone;
  uint32_t samples = 1;
  uint8_t colorMask = kMaskAll;
  bool fixedPoint = false;        ///< source and constant are clamped to 0 … 1
  bool signedFixedPoint = false;  ///< they are clamped to -1 … 1
  v128_t channelBits{};           ///< bits of a texel that may be written
  v128_t forcedBits{};            ///< bits that are always one (RGB formats padded to four)
  int32_t slots[4];               ///< output slots of r, g, b, a; -1: the shader does not write it
  int32_t secondSlots[4];         ///< those of the second source
  bool secondSource = false;      ///< blending uses it
  Blend blend;
  CodecConstants constants;
  ColorWriteFn write = nullptr;  ///< null: nothing is written
  TexelCodec codec{};            ///< where `write` is the writer of all formats

  uint32_t outputCount = 0;  ///< slots of one quad
  v128_t missing[4]{};       ///< (0, 0, 0, 1) in the kind of the format
};

/// Draw buffer `index` of the call; `write` is null if it needs no work.
ColorTarget resolveColorTarget(const DrawCall& call, uint32_t index);

}  // namespace nogpu::pipeline
