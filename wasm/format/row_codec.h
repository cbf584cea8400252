// SPDX-License-Identifier: MIT
// The one place that knows how texels lie in memory, ours and the client's: a RowShape names a
// layout and an order of channels, and every conversion of convert.h is a load with one shape and a
// store with another. Values here are as stored: sRGB is neither decoded nor encoded.
#pragma once

#include <cstddef>
#include <cstdint>

#include "format/format.h"

namespace nogpu::format {

/// Which channels lie in memory, in which order. RGBX is RGB padded with a one.
enum class Channels : uint8_t { R, RG, RGB, RGBX, RGBA, L, LA, A };

struct RowShape {
  Layout layout = Layout::None;
  Channels channels = Channels::R;

  bool operator==(const RowShape&) const = default;
};

/// Texels handled at a time, so that intermediate rows fit on the stack.
inline constexpr uint32_t kRowChunk = 64;

/// Of a component, or of what a packed texel counts as one.
constexpr uint32_t componentBytes(Layout layout) {
  switch (layout) {
    case Layout::Unorm8:
    case Layout::Snorm8:
    case Layout::Uint8:
    case Layout::Sint8:
    case Layout::Stencil8:
      return 1;
    case Layout::Unorm16:
    case Layout::Snorm16:
    case Layout::Uint16:
    case Layout::Sint16:
    case Layout::Float16:
    case Layout::Depth16:
      return 2;
    case Layout::None:
      return 0;
    default:
      return 4;
  }
}

RowShape storageShape(FormatId id);

/// The shape of client texels. With an _INTEGER format the
/// types mean integers, else normalised values.
/// Layout::None for pairs that are no colour data.
RowShape clientShape(uint32_t format, uint32_t type);

uint32_t shapeBytes(RowShape shape);

/// To and from 4·count floats. Float-class shapes (also the depth layouts, as channel R).
void loadFloats(RowShape shape, const std::byte* src, float* rgba, uint32_t count);
void storeFloats(RowShape shape, const float* rgba, std::byte* dst, uint32_t count);

/// To and from 4·count integers; unsigned values as bit patterns. Stores clamp to the layout's
/// range; the source is taken as signed for Sint layouts and as unsigned for Uint layouts.
void loadInts(RowShape shape, const std::byte* src, int32_t* rgba, uint32_t count);
void storeInts(RowShape shape, const int32_t* rgba, std::byte* dst, uint32_t count);

}  // namespace nogpu::format
