// SPDX-License-Identifier: MIT
// One level of a mipmap chain from the level above it, by box filter (ES 3.0 §3.8.10.5).
#pragma once

#include <cstddef>
#include <cstdint>

#include "format/format.h"

namespace nogpu::format {

/// A level's texels: `depth` slices (3D) or layers (arrays; 1 for 2D and cube faces) of `height`
/// rows.
struct ImageView {
  const std::byte* data = nullptr;
  uint32_t width = 0, height = 0, depth = 1;
  size_t rowStrideBytes = 0, sliceStrideBytes = 0;
};

struct MutableImageView {
  std::byte* data = nullptr;
  uint32_t width = 0, height = 0, depth = 1;
  size_t rowStrideBytes = 0, sliceStrideBytes = 0;
};

/// Fills `dst` from `src`; dst's dimensions are max(1, floor(src/2)). Depth is halved when
/// dst.depth is smaller than src.depth (3D), else layers are filtered one by one. Odd sizes take
/// the proper three-tap weights. sRGB is averaged in linear light. Any filterable colour format.
void generateMip(FormatId id, const ImageView& src, const MutableImageView& dst);

}  // namespace nogpu::format
