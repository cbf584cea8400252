// SPDX-License-Identifier: MIT
#include "pipeline/resolve.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "format/convert.h"
#include "pipeline/sample_pattern.h"
#include "pipeline/texel_codec.h"
#include "simd/simd.h"

namespace nogpu::pipeline {
namespace {

using format::FormatId;

template <class Visit>
void forEachRow(const Surface& src, const Surface& dst, Rect area, Visit visit) {
  const Rect r = intersect(intersect(area, boundsOf(src)), boundsOf(dst));
  if (!src || !dst || r.empty()) return;
  for (int32_t y = r.y0; y < r.y1; ++y) {
    visit(static_cast<uint32_t>(y), static_cast<size_t>(r.x0), static_cast<uint32_t>(r.x1 - r.x0));
  }
}

/// Sample 0 as it is.
void copySample(const Surface& src, const Surface& dst, Rect area, size_t texelBytes) {
  forEachRow(src, dst, area, [&](uint32_t y, size_t x, uint32_t count) {
    std::memcpy(dst.row(y) + x * texelBytes, src.row(y) + x * texelBytes, count * texelBytes);
  });
}

/// Bytes are averaged as they are, rounding halves up; `samples` is 2^shift.
void averageBytes(const Surface& src, std::byte* to, uint32_t y, size_t offset, size_t bytes) {
  const uint32_t shift = src.samples >= 8 ? 3 : src.samples >= 4 ? 2 : 1;
  const uint32_t half = 1u << (shift - 1), samples = src.samples;
  const std::byte* rows[8] = {};
  for (uint32_t s = 0; s < samples; ++s) rows[s] = src.row(y, s) + offset;
  size_t i = 0;
  for (; i + 16 <= bytes; i += 16) {
    v128_t low = wasm_i16x8_splat(static_cast<int16_t>(half)), high = low;
    for (uint32_t s = 0; s < samples; ++s) {
      const v128_t texels = wasm_v128_load(rows[s] + i);
      low = wasm_i16x8_add(low, wasm_u16x8_extend_low_u8x16(texels));
      high = wasm_i16x8_add(high, wasm_u16x8_extend_high_u8x16(texels));
    }
    wasm_v128_store(
        to + i, wasm_u8x16_narrow_i16x8(wasm_u16x8_shr(low, shift), wasm_u16x8_shr(high, shift)));
  }
  for (; i < bytes; ++i) {
    uint32_t sum = half;
    for (uint32_t s = 0; s < samples; ++s) sum += static_cast<uint8_t>(rows[s][i]);
    to[i] = static_cast<std::byte>(sum >> shift);
  }
}

bool averagesAsBytes(const Surface& src, const Surface& dst) {
  const format::FormatInfo& info = format::info(src.format);
  return src.format == dst.format && info.layout == format::Layout::Unorm8 && !info.srgb &&
         src.samples > 1;
}

/// The mean of all samples of four texels of one format that is not sRGB, as averageFloats has it.
void averageFour(const TexelCodec& codec, const std::byte* const* rows, uint32_t samples,
                 size_t offset, std::byte* to) {
  v128_t sum[4] = {}, rgba[4], words[4];
  for (uint32_t s = 0; s < samples; ++s) {
    loadWords(codec.bytes, rows[s] + offset, words);
    codec.unpack(words, rgba);
    for (int c = 0; c < 4; ++c) sum[c] = wasm_f32x4_add(sum[c], rgba[c]);
  }
  const v128_t scale = wasm_f32x4_splat(1.0f / static_cast<float>(samples));
  for (v128_t& c : sum) c = wasm_f32x4_mul(c, scale);
  codec.pack(sum, words);
  storeWords(codec.bytes, words, to);
}

/// Any other format, in linear floats.
void averageFloats(const Surface& src, const Surface& dst, Rect area) {
  const size_t srcBytes = format::info(src.format).storageBytes;
  const size_t dstBytes = format::info(dst.format).storageBytes;
  const float scale = 1.0f / static_cast<float>(src.samples);
  // Rows of floats need no codec.
  const format::FormatInfo& info = format::info(src.format);
  const bool byFours =
      src.format == dst.format && !info.srgb && info.layout != format::Layout::Float32;
  const TexelCodec codec = byFours ? codecOf(src.format) : TexelCodec{};
  std::vector<float> sum, sample;
  forEachRow(src, dst, area, [&](uint32_t y, size_t x, uint32_t count) {
    if (byFours) {
      const std::byte* rows[kMaxSamples] = {};
      for (uint32_t s = 0; s < src.samples; ++s) rows[s] = src.row(y, s);
      for (; count >= 4; count -= 4, x += 4)
        averageFour(codec, rows, src.samples, x * srcBytes, dst.row(y) + x * dstBytes);
    }
    sum.assign(size_t{4} * count, 0.0f);
    sample.resize(size_t{4} * count);
    for (uint32_t s = 0; s < src.samples; ++s) {
      format::unpackRow(src.format, src.row(y, s) + x * srcBytes, sample.data(), count);
      for (size_t i = 0; i < sum.size(); ++i) sum[i] += sample[i];
    }
    for (float& v : sum) v *= scale;
    format::packRow(dst.format, sum.data(), dst.row(y) + x * dstBytes, count);
  });
}

}  // namespace

void resolveColor(const Surface& src, const Surface& dst, Rect area) {
  if (!src || !dst) return;
  const format::FormatInfo& info = format::info(src.format);
  if (averagesAsBytes(src, dst)) {
    return forEachRow(src, dst, area, [&](uint32_t y, size_t x, uint32_t count) {
      const size_t bytes = info.storageBytes;
      averageBytes(src, dst.row(y) + x * bytes, y, x * bytes, count * bytes);
    });
  }
  if (info.isInteger() && src.format == dst.format) {
    return copySample(src, dst, area, info.storageBytes);
  }
  averageFloats(src, dst, area);
}

void resolveDepth(const Surface& src, const Surface& dst, Rect area) {
  if (!src || !dst || format::info(src.format).layout != format::info(dst.format).layout) return;
  copySample(src, dst, area, format::info(src.format).storageBytes);
}

void resolveStencil(const Surface& src, const Surface& dst, Rect area) {
  copySample(src, dst, area, 1);
}

}  // namespace nogpu::pipeline
