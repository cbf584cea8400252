// SPDX-License-Identifier: MIT
// Box filter. Along one axis, a level of n texels becomes m = max(1, floor(n/2)); texel i of the
// new level covers [i·n/m, (i+1)·n/m) of the old one: two texels if n is even, three with weights
// (m-i, m, i+1)/n if it is odd (n = 2m+1), the only one if n is 1.
#include "format/mipmap.h"

#include <algorithm>

#include "format/convert.h"
#include "simd/simd.h"

namespace nogpu::format {
namespace {

struct Taps {
  uint32_t count;
  float weight[3];
};

Taps tapsAt(uint32_t i, uint32_t srcSize, uint32_t dstSize) {
  if (srcSize == dstSize) return {1, {1.0f, 0.0f, 0.0f}};
  if (srcSize % 2 == 0) return {2, {0.5f, 0.5f, 0.0f}};
  const float n = static_cast<float>(srcSize), m = static_cast<float>(dstSize);
  return {3, {(m - static_cast<float>(i)) / n, m / n, static_cast<float>(i + 1) / n}};
}

/// First source texel of texel i.
uint32_t firstTap(uint32_t i, uint32_t srcSize, uint32_t dstSize) {
  return srcSize == dstSize ? i : 2 * i;
}

/// Four 8-bit channels, both sizes even: sums of four bytes, rounded half up.
void averageRgba8Row(const std::byte* row0, const std::byte* row1, std::byte* dst, uint32_t count) {
  const v128_t two = wasm_i16x8_splat(2);
  for (uint32_t i = 0; i < count; ++i) {
    // Two texels of each row, widened: [left RGBA, right RGBA].
    const v128_t top = wasm_u16x8_extend_low_u8x16(wasm_v128_load64_zero(row0 + size_t{i} * 8));
    const v128_t bottom = wasm_u16x8_extend_low_u8x16(wasm_v128_load64_zero(row1 + size_t{i} * 8));
    const v128_t columns = wasm_i16x8_add(top, bottom);
    const v128_t right = wasm_i64x2_shuffle(columns, columns, 1, 1);
    const v128_t sum = wasm_u16x8_shr(wasm_i16x8_add(wasm_i16x8_add(columns, right), two), 2);
    wasm_v128_store32_lane(dst + size_t{i} * 4, wasm_u8x16_narrow_i16x8(sum, sum), 0);
  }
}

/// Destination texels filtered at a time, and the source texels that they cover at most.
constexpr uint32_t kChunk = 32;
constexpr uint32_t kSourceChunk = 2 * kChunk + 1;

void addWeighted(const float* texels, float weight, float* sum, uint32_t floats) {
  for (uint32_t i = 0; i < floats; ++i) sum[i] += texels[i] * weight;
}

/// Texels [x0, x0 + n) of row y, slice z of the new level.
void filterChunk(FormatId id, const ImageView& src, const MutableImageView& dst, uint32_t x0,
                 uint32_t n, uint32_t y, uint32_t z) {
  const uint32_t first = firstTap(x0, src.width, dst.width);
  const uint32_t last =
      firstTap(x0 + n - 1, src.width, dst.width) + tapsAt(x0 + n - 1, src.width, dst.width).count;
  const uint32_t columns = last - first, texelBytes = info(id).storageBytes;

  float texels[kSourceChunk * 4], column[kSourceChunk * 4] = {};
  const Taps slices = tapsAt(z, src.depth, dst.depth), rows = tapsAt(y, src.height, dst.height);
  for (uint32_t s = 0; s < slices.count; ++s) {
    for (uint32_t r = 0; r < rows.count; ++r) {
      const std::byte* row = src.data +
                             (firstTap(z, src.depth, dst.depth) + s) * src.sliceStrideBytes +
                             (firstTap(y, src.height, dst.height) + r) * src.rowStrideBytes;
      unpackRow(id, row + size_t{first} * texelBytes, texels, columns);
      addWeighted(texels, slices.weight[s] * rows.weight[r], column, columns * 4);
    }
  }

  float result[kChunk * 4] = {};
  for (uint32_t i = 0; i < n; ++i) {
    const Taps taps = tapsAt(x0 + i, src.width, dst.width);
    const float* from = column + (firstTap(x0 + i, src.width, dst.width) - first) * 4;
    for (uint32_t t = 0; t < taps.count; ++t) {
      addWeighted(from + t * 4, taps.weight[t], result + i * 4, 4);
    }
  }
  packRow(id, result,
          dst.data + z * dst.sliceStrideBytes + y * dst.rowStrideBytes + size_t{x0} * texelBytes,
          n);
}

}  // namespace

void generateMip(FormatId id, const ImageView& src, const MutableImageView& dst) {
  const FormatInfo& f = info(id);
  const bool averageBytes = f.layout == Layout::Unorm8 && f.storageBytes == 4 && !f.srgb &&
                            src.width % 2 == 0 && src.height % 2 == 0 && src.depth == dst.depth;
  for (uint32_t z = 0; z < dst.depth; ++z) {
    for (uint32_t y = 0; y < dst.height; ++y) {
      if (averageBytes) {
        const std::byte* row = src.data + z * src.sliceStrideBytes + 2 * y * src.rowStrideBytes;
        averageRgba8Row(row, row + src.rowStrideBytes,
                        dst.data + z * dst.sliceStrideBytes + y * dst.rowStrideBytes, dst.width);
        continue;
      }
      for (uint32_t x = 0; x < dst.width; x += kChunk) {
        filterChunk(id, src, dst, x, std::min(kChunk, dst.width - x), y, z);
      }
    }
  }
}

}  // namespace nogpu::format
