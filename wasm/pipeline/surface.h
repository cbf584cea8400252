// SPDX-License-Identifier: MIT
// A surface is one two-dimensional image in linear memory that can be drawn to: plain rows, row 0
// at the bottom, texels as the format table stores them (format/format.h). Depth and stencil are
// two surfaces, also where GL knows one DEPTH_STENCIL image.
//
//   data ──▶ sample 0: row 0, row 1, … row height-1     texel (x, y) of sample s:
//            sample 1: row 0, …                           data + s·sampleStrideBytes
//            …                                                 + y·rowStrideBytes + x·texelBytes
//
// A layer or mip level of a texture is a surface whose `data` points at that level and layer.
#pragma once

#include <cstddef>
#include <cstdint>

#include "format/format.h"

namespace nogpu::pipeline {

struct Surface {
  std::byte* data = nullptr;  ///< null: there is no such attachment
  uint32_t width = 0, height = 0;
  uint32_t rowStrideBytes = 0;
  size_t sampleStrideBytes = 0;  ///< from one sample's plane to the next; unused if samples is 1
  /// Depth surfaces: any format with a depth plane. Stencil surfaces: not looked at, one byte a
  /// texel.
  format::FormatId format = format::FormatId::kNone;
  uint32_t samples = 1;  ///< 1, 2, 4 or 8

  explicit operator bool() const { return data != nullptr; }

  std::byte* row(uint32_t y, uint32_t sample = 0) const {
    return data + sample * sampleStrideBytes + size_t{y} * rowStrideBytes;
  }
};

/// Texels x0 ≤ x < x1, y0 ≤ y < y1. Empty if it has no texel; empty rectangles may have any
/// numbers.
struct Rect {
  int32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  constexpr bool empty() const { return x0 >= x1 || y0 >= y1; }
};

constexpr Rect intersect(Rect a, Rect b) {
  return {a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0, a.x1 < b.x1 ? a.x1 : b.x1,
          a.y1 < b.y1 ? a.y1 : b.y1};
}

inline Rect boundsOf(const Surface& s) {
  return {0, 0, static_cast<int32_t>(s.width), static_cast<int32_t>(s.height)};
}

}  // namespace nogpu::pipeline
