// SPDX-License-Identifier: MIT
// Destination texels are visited; each centre is mapped to the source by exact rational arithmetic,
// per axis, so that a blit without scaling is a copy and mirroring is exact.
#include "pipeline/blit.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "format/convert.h"

namespace nogpu::pipeline {
namespace {

/// One axis of the mapping: destination texel → position in the source.
class Axis {
 public:
  Axis(int32_t from0, int32_t from1, int32_t to0, int32_t to1) {
    if (to1 < to0) std::swap(to0, to1), std::swap(from0, from1);
    to_ = to0;
    from_ = from0;
    span_ = int64_t{from1} - from0;
    size_ = int64_t{to1} - to0;
  }
  int32_t low() const { return to_; }
  int32_t high() const { return static_cast<int32_t>(to_ + size_); }
  bool isCopy() const { return span_ == size_; }

  /// The source texel that holds the centre of destination texel `i`.
  int64_t nearest(int32_t i) const {
    const int64_t numerator = (2 * (int64_t{i} - to_) + 1) * span_, denominator = 2 * size_;
    int64_t q = numerator / denominator;
    if (numerator % denominator < 0) --q;
    return from_ + q;
  }
  /// The centre's position in the source.
  double position(int32_t i) const {
    return static_cast<double>(from_) + (static_cast<double>(i) - to_ + 0.5) *
                                            static_cast<double>(span_) / static_cast<double>(size_);
  }

 private:
  int32_t to_ = 0, from_ = 0;
  int64_t span_ = 0, size_ = 0;
};

/// The part of one axis where the source exists: destination texels and their source texels.
struct Run {
  int32_t begin = 0;
  std::vector<int32_t> source;
};

Run visible(const Axis& axis, int32_t low, int32_t high, uint32_t sourceSize) {
  Run run;
  run.begin = std::max(low, axis.low());
  const int32_t end = std::min(high, axis.high());
  for (int32_t i = run.begin; i < end; ++i) {
    const int64_t s = axis.nearest(i);
    const bool inside = s >= 0 && s < int64_t{sourceSize};
    if (inside)
      run.source.push_back(static_cast<int32_t>(s));
    else if (run.source.empty())
      run.begin = i + 1;
    else
      break;
  }
  return run;
}

struct Mapping {
  Axis x, y;
  Run columns, rows;

  Mapping(const Surface& src, BlitRect from, const Surface& dst, BlitRect to, Rect scissor)
      : x(from.x0, from.x1, to.x0, to.x1), y(from.y0, from.y1, to.y0, to.y1) {
    const Rect area = intersect(scissor, boundsOf(dst));
    if (x.low() == x.high() || y.low() == y.high()) return;
    columns = visible(x, area.x0, area.x1, src.width);
    rows = visible(y, area.y0, area.y1, src.height);
  }
  bool empty() const { return columns.source.empty() || rows.source.empty(); }
};

template <class Copy>
void forEachRow(const Surface& dst, const Mapping& m, size_t texelBytes, Copy copy) {
  for (size_t i = 0; i < m.rows.source.size(); ++i) {
    const uint32_t y = static_cast<uint32_t>(m.rows.begin) + static_cast<uint32_t>(i);
    copy(y, m.rows.source[i], dst.row(y) + static_cast<size_t>(m.columns.begin) * texelBytes);
  }
}

/// Texels as they are: same format, nearest.
void copyTexels(const Surface& src, const Surface& dst, const Mapping& m, size_t texelBytes) {
  if (m.empty()) return;
  const std::vector<int32_t>& columns = m.columns.source;
  forEachRow(dst, m, texelBytes, [&](uint32_t, int32_t sourceY, std::byte* to) {
    const std::byte* from = src.row(static_cast<uint32_t>(sourceY));
    if (m.x.isCopy()) {
      std::memmove(to, from + static_cast<size_t>(columns[0]) * texelBytes,
                   columns.size() * texelBytes);
      return;
    }
    for (const int32_t column : columns) {
      std::memcpy(to, from + static_cast<size_t>(column) * texelBytes, texelBytes);
      to += texelBytes;
    }
  });
}

template <class Number, class Unpack, class Pack>
void convertNearest(const Surface& src, const Surface& dst, const Mapping& m, Unpack unpack,
                    Pack pack) {
  const size_t dstBytes = format::info(dst.format).storageBytes;
  const std::vector<int32_t>& columns = m.columns.source;
  std::vector<Number> row(size_t{4} * src.width), picked(4 * columns.size());
  forEachRow(dst, m, dstBytes, [&](uint32_t, int32_t sourceY, std::byte* to) {
    unpack(src.format, src.row(static_cast<uint32_t>(sourceY)), row.data(), src.width);
    for (size_t i = 0; i < columns.size(); ++i) {
      std::copy_n(&row[4 * static_cast<size_t>(columns[i])], 4, &picked[4 * i]);
    }
    pack(dst.format, picked.data(), to, static_cast<uint32_t>(columns.size()));
  });
}

/// Two neighbouring texels of an axis and the second one's weight; clamped to the edge.
struct Taps {
  int32_t first, second;
  float weight;
};

Taps tapsAt(double position, uint32_t size) {
  const double p = position - 0.5;
  const auto base = static_cast<int32_t>(p < 0 ? -1 : p);  // p > -1: floor
  const int32_t last = static_cast<int32_t>(size) - 1;
  return {std::max(base, 0), std::min(base + 1, last), static_cast<float>(p - base)};
}

/// The last few unpacked source rows, by row number: neighbouring rows share one of their taps.
class RowCache {
 public:
  explicit RowCache(const Surface& src) : src_(src) {
    for (std::vector<float>& r : rows_) r.resize(size_t{4} * src.width);
  }
  /// Rows 2k and 2k+1 never push each other out.
  const float* row(int32_t y) {
    const int slot = y & 1;
    if (held_[slot] != y) {
      format::unpackRow(src_.format, src_.row(static_cast<uint32_t>(y)), rows_[slot].data(),
                        src_.width);
      held_[slot] = y;
    }
    return rows_[slot].data();
  }

 private:
  const Surface& src_;
  std::vector<float> rows_[2];
  int32_t held_[2] = {-1, -1};
};

void blitLinear(const Surface& src, const Surface& dst, const Mapping& m) {
  const size_t count = m.columns.source.size();
  std::vector<Taps> taps(count);
  for (size_t i = 0; i < count; ++i) {
    taps[i] = tapsAt(m.x.position(m.columns.begin + static_cast<int32_t>(i)), src.width);
  }
  RowCache cache(src);
  std::vector<float> result(4 * count);
  const auto mix = [](float a, float b, float w) { return a + w * (b - a); };
  forEachRow(
      dst, m, format::info(dst.format).storageBytes, [&](uint32_t y, int32_t, std::byte* to) {
        const Taps vertical = tapsAt(m.y.position(static_cast<int32_t>(y)), src.height);
        const float *low = cache.row(vertical.first), *high = cache.row(vertical.second);
        for (size_t i = 0; i < count; ++i) {
          const size_t a = 4 * static_cast<size_t>(taps[i].first);
          const size_t b = 4 * static_cast<size_t>(taps[i].second);
          for (size_t c = 0; c < 4; ++c) {
            result[4 * i + c] = mix(mix(low[a + c], low[b + c], taps[i].weight),
                                    mix(high[a + c], high[b + c], taps[i].weight), vertical.weight);
          }
        }
        format::packRow(dst.format, result.data(), to, static_cast<uint32_t>(count));
      });
}

bool sameStorage(const Surface& a, const Surface& b) { return a.format == b.format; }

}  // namespace

void blitColor(const Surface& src, BlitRect from, const Surface& dst, BlitRect to, Rect scissor,
               BlitFilter filter) {
  if (!src || !dst) return;
  const Mapping m(src, from, dst, to, scissor);
  if (m.empty()) return;
  const format::FormatInfo& info = format::info(dst.format);
  // ES 3.0 §4.3.3: without scaling the filter does not matter.
  const bool scaled = !m.x.isCopy() || !m.y.isCopy();
  if (filter == BlitFilter::Linear && scaled && !info.isInteger()) return blitLinear(src, dst, m);
  if (sameStorage(src, dst)) return copyTexels(src, dst, m, info.storageBytes);
  if (info.isInteger()) {
    return convertNearest<int32_t>(src, dst, m, format::unpackRowInt, format::packRowInt);
  }
  convertNearest<float>(src, dst, m, format::unpackRow, format::packRow);
}

void blitDepth(const Surface& src, BlitRect from, const Surface& dst, BlitRect to, Rect scissor) {
  if (!src || !dst || format::info(src.format).layout != format::info(dst.format).layout) return;
  copyTexels(src, dst, Mapping(src, from, dst, to, scissor), format::info(dst.format).storageBytes);
}

void blitStencil(const Surface& src, BlitRect from, const Surface& dst, BlitRect to, Rect scissor) {
  if (!src || !dst) return;
  copyTexels(src, dst, Mapping(src, from, dst, to, scissor), 1);
}

}  // namespace nogpu::pipeline
