// SPDX-License-Identifier: MIT
// Lines without multisampling. Along the major axis there is one fragment for each column (row),
// the pixel that holds the line where it passes the column's centre, or as many one above the other
// as the line is wide (ES 3.0 §3.5.2.1); the diamond-exit
// rule of ES 3.0 §3.5.1 then decides about the two ends, so that strips cover each pixel of a joint
// once.
#include <algorithm>
#include <cstdlib>

#include "pipeline/raster.h"

namespace nogpu::pipeline {
namespace {

constexpr int32_t kHalf = kSubpixelsPerPixel / 2;

/// The line with major and minor axis exchanged where needed: u is the major coordinate.
struct MajorLine {
  int32_t u0, v0, u1, v1;
  bool steep;  ///< u is y
};

bool inDiamond(int32_t u, int32_t v, int32_t column, int32_t row) {
  const int32_t du = u - (column * kSubpixelsPerPixel + kHalf);
  const int32_t dv = v - (row * kSubpixelsPerPixel + kHalf);
  return std::abs(du) + std::abs(dv) < kHalf;
}

/// The row that the line is in at the centre of a column; at the border between two, the upper.
int32_t rowAt(const MajorLine& line, int32_t column) {
  const int64_t du = int64_t{line.u1} - line.u0, dv = int64_t{line.v1} - line.v0;
  const int64_t along = int64_t{column} * kSubpixelsPerPixel + kHalf - line.u0;
  const int64_t numerator = dv * along, denominator = std::abs(du) * kSubpixelsPerPixel;
  // v0 / 256 + numerator / denominator, floored.
  const int64_t whole = (int64_t{line.v0} * std::abs(du)) + (du < 0 ? -numerator : numerator);
  int64_t row = whole / denominator;
  if (whole % denominator < 0) --row;
  return static_cast<int32_t>(row);
}

/// Pixels of two neighbouring columns that share quads: quad by quad, each once.
class ColumnPair {
 public:
  void add(int32_t column, int32_t row) { rows_[column & 1] = {row, true}; }

  /// Each pixel of `height` rows from those of the columns on.
  template <typename Visit>
  void forEach(int32_t column, int32_t height, Visit visit) const {
    const auto low = [&](int i) { return rows_[i].covered ? rows_[i].row : rows_[1 - i].row; };
    const int32_t from = std::min(low(0), low(1)) & ~1, to = std::max(low(0), low(1)) + height;
    for (int32_t quad = from; quad < to; quad += 2) {
      for (int i = 0; i < 2; ++i) {
        for (int32_t row = quad; row < quad + 2; ++row) {
          if (rows_[i].covered && row >= rows_[i].row && row < rows_[i].row + height) {
            visit((column & ~1) + i, row);
          }
        }
      }
    }
  }

 private:
  struct Lowest {
    int32_t row = 0;
    bool covered = false;
  };
  Lowest rows_[2];
};

/// Collects single pixels into quads as long as they fall into the same one.
class PixelQuads {
 public:
  PixelQuads(FragmentStage& stage, Rect scissor) : stage_(stage), scissor_(scissor) {}
  ~PixelQuads() { emit(); }
  PixelQuads(const PixelQuads&) = delete;
  PixelQuads& operator=(const PixelQuads&) = delete;

  void add(int32_t x, int32_t y) {
    if (x < scissor_.x0 || x >= scissor_.x1 || y < scissor_.y0 || y >= scissor_.y1) return;
    if ((x & ~1) != x_ || (y & ~1) != y_) {
      emit();
      x_ = x & ~1;
      y_ = y & ~1;
    }
    lanes_[(x & 1) + 2 * (y & 1)] = -1;
  }

 private:
  void emit() {
    const v128_t mask = wasm_v128_load(lanes_);
    if (!wasm_v128_any_true(mask)) return;
    stage_.reserve(1);
    QuadBatch& batch = stage_.batch();
    const uint32_t q = batch.shader.quadCount++;
    batch.shader.quadX[q] = x_;
    batch.shader.quadY[q] = y_;
    batch.shader.mask[q] = mask;
    for (int32_t& lane : lanes_) lane = 0;
  }

  FragmentStage& stage_;
  Rect scissor_;
  int32_t x_ = -1, y_ = -1;
  int32_t lanes_[4] = {0, 0, 0, 0};
};

}  // namespace

void rasterizeLine(FragmentStage& stage, Corner from, Corner to, Rect scissor, int32_t width) {
  const bool steep = std::abs(to.y - from.y) > std::abs(to.x - from.x);
  MajorLine line = steep ? MajorLine{from.y, from.x, to.y, to.x, true}
                         : MajorLine{from.x, from.y, to.x, to.y, false};
  if (line.u0 == line.u1) return;
  // The lowest of the fragments above one another.
  line.v0 -= (width - 1) * kHalf;
  line.v1 -= (width - 1) * kHalf;
  const int32_t direction = line.u1 > line.u0 ? 1 : -1;
  int32_t first = line.u0 >> kSubpixelBits, last = line.u1 >> kSubpixelBits;

  // The start's column counts if its centre is still ahead or the start is inside its diamond.
  const auto ahead = [&](int32_t column, int32_t u) {
    return (column * kSubpixelsPerPixel + kHalf - u) * direction >= 0;
  };
  if (!ahead(first, line.u0) && !inDiamond(line.u0, line.v0, first, line.v0 >> kSubpixelBits)) {
    first += direction;
  }
  // The end's column counts if its centre is behind and the end has left the diamond.
  if (ahead(last, line.u1) || inDiamond(line.u1, line.v1, last, rowAt(line, last))) {
    last -= direction;
  }
  // Columns outside the scissor are skipped, not walked.
  const int32_t low = steep ? scissor.y0 : scissor.x0, high = (steep ? scissor.y1 : scissor.x1) - 1;
  if (direction > 0) {
    first = first < low ? low : first;
    last = last > high ? high : last;
  } else {
    first = first > high ? high : first;
    last = last < low ? low : last;
  }
  PixelQuads quads(stage, scissor);
  const auto add = [&](int32_t column, int32_t row) {
    if (steep)
      quads.add(row, column);
    else
      quads.add(column, row);
  };
  for (int32_t column = first; (last - column) * direction >= 0; column += direction) {
    if (width == 1) {
      add(column, rowAt(line, column));
      continue;
    }
    ColumnPair pair;
    pair.add(column, rowAt(line, column));
    const int32_t next = column + direction;
    if (next >> 1 == column >> 1 && (last - next) * direction >= 0) {
      pair.add(next, rowAt(line, next));
      column = next;
    }
    pair.forEach(column, width, add);
  }
}

}  // namespace nogpu::pipeline
