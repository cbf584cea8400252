// SPDX-License-Identifier: MIT
// The clear value is packed once; rows are filled with its bytes. Only a partial colour mask needs
// the texels that are there.
#include "pipeline/clear.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "format/convert.h"
#include "format/numeric.h"

namespace nogpu::pipeline {
namespace {

/// Repeats a texel over `count` texels, doubling what is already filled.
void fillRow(std::byte* row, const std::byte* texel, size_t texelBytes, size_t count) {
  const size_t total = texelBytes * count;
  std::memcpy(row, texel, texelBytes);
  for (size_t done = texelBytes; done < total;) {
    const size_t step = std::min(done, total - done);
    std::memcpy(row + done, row, step);
    done += step;
  }
}

/// Calls `visit(first texel of the row's part, texels)` for every row and sample of the area.
template <class Visit>
void forEachRow(const Surface& surface, Rect area, size_t texelBytes, Visit visit) {
  const Rect r = intersect(area, boundsOf(surface));
  if (!surface || r.empty()) return;
  for (uint32_t s = 0; s < surface.samples; ++s) {
    for (int32_t y = r.y0; y < r.y1; ++y) {
      visit(surface.row(static_cast<uint32_t>(y), s) + static_cast<size_t>(r.x0) * texelBytes,
            static_cast<uint32_t>(r.x1 - r.x0));
    }
  }
}

void fill(const Surface& surface, Rect area, const std::byte* texel, size_t texelBytes) {
  const std::byte* filled = nullptr;
  forEachRow(surface, area, texelBytes, [&](std::byte* row, uint32_t count) {
    if (filled)
      std::memcpy(row, filled, texelBytes * count);
    else
      fillRow(row, texel, texelBytes, count);
    filled = row;
  });
}

/// Whether all channels that the format has are written.
bool writesAll(const format::FormatInfo& info, uint8_t colorMask) {
  for (int c = 0; c < 4; ++c) {
    if (info.bits[c] != 0 && !(colorMask >> c & 1)) return false;
  }
  return true;
}

template <class Number, class Unpack, class Pack>
void clearColor(const Surface& surface, Rect area, const Number rgba[4], uint8_t colorMask,
                Unpack unpack, Pack pack) {
  if (!surface) return;
  const format::FormatInfo& info = format::info(surface.format);
  const size_t texelBytes = info.storageBytes;
  if (writesAll(info, colorMask)) {
    std::byte texel[16] = {};
    pack(surface.format, rgba, texel, 1);
    return fill(surface, area, texel, texelBytes);
  }
  std::vector<Number> texels;
  forEachRow(surface, area, texelBytes, [&](std::byte* row, uint32_t count) {
    texels.resize(size_t{4} * count);
    unpack(surface.format, row, texels.data(), count);
    for (size_t i = 0; i < texels.size(); ++i) {
      if (colorMask >> (i & 3) & 1) texels[i] = rgba[i & 3];
    }
    pack(surface.format, texels.data(), row, count);
  });
}

}  // namespace

void clearColorFloat(const Surface& surface, Rect area, const float rgba[4], uint8_t colorMask) {
  clearColor(surface, area, rgba, colorMask, format::unpackRow, format::packRow);
}

void clearColorInt(const Surface& surface, Rect area, const int32_t rgba[4], uint8_t colorMask) {
  clearColor(surface, area, rgba, colorMask, format::unpackRowInt, format::packRowInt);
}

void clearDepth(const Surface& surface, Rect area, float depth) {
  if (!surface) return;
  const float clamped = format::clampFloat(depth, 0.0f, 1.0f);
  std::byte texel[4] = {};
  switch (format::info(surface.format).layout) {
    case format::Layout::Depth16: {
      const auto d = static_cast<uint16_t>(format::floatToUnorm(clamped, 65535.0f));
      std::memcpy(texel, &d, 2);
      return fill(surface, area, texel, 2);
    }
    case format::Layout::Depth24: {
      const uint32_t d = format::floatToDepth24(clamped);
      std::memcpy(texel, &d, 4);
      return fill(surface, area, texel, 4);
    }
    case format::Layout::Depth32F:
      std::memcpy(texel, &clamped, 4);
      return fill(surface, area, texel, 4);
    default:
      return;
  }
}

void clearStencil(const Surface& surface, Rect area, uint8_t value, uint8_t writeMask) {
  if (writeMask == 255) {
    const std::byte texel{value};
    return fill(surface, area, &texel, 1);
  }
  forEachRow(surface, area, 1, [&](std::byte* row, uint32_t count) {
    const std::byte set{static_cast<uint8_t>(value & writeMask)},
        keep{static_cast<uint8_t>(~writeMask)};
    for (uint32_t i = 0; i < count; ++i) row[i] = (row[i] & keep) | set;
  });
}

}  // namespace nogpu::pipeline
