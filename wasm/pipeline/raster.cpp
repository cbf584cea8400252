// SPDX-License-Identifier: MIT
// Triangles, by edge functions. With p at a pixel centre all edge functions step by multiples of
// 256 sub-pixel units from pixel to pixel, so E(p) ≥ 0 is the same as floor(E(p) / 256) ≥ 0: the
// low eight bits are dropped and an edge that crosses a tile fits into 32 bits there, whatever its
// length.
//
//   box ≤ 16 pixels: the box is one tile        larger: 8×8 blocks, rejected or accepted whole
//   tile: quads row by row, with only the edges that cross it
#include "pipeline/raster.h"

#include <algorithm>

namespace nogpu::pipeline {
namespace {

constexpr int32_t kHalf = kSubpixelsPerPixel / 2;
constexpr int32_t kSmallBox = 16;
constexpr int32_t kBlock = 8;

int32_t floorPixel(int32_t v) { return v >> kSubpixelBits; }

/// A(x, y) = floor((E + bias) / 256) at pixel centres; the bias makes "≥ 0" the top-left rule.
/// ES 3.0 §3.6.1: of two triangles that share an edge, one owns a sample on it.
struct Edge {
  int64_t e;                ///< E + bias at the centre of pixel (0, 0)
  int64_t atOrigin;         ///< A there
  int64_t lowest, highest;  ///< A there for the samples that lie furthest out and in
  int32_t stepX, stepY;     ///< of A
};

Edge makeEdge(Corner from, Corner to, const SampleOffset* pattern, uint32_t samples) {
  const int32_t dx = to.x - from.x, dy = to.y - from.y;
  const bool topLeft = dy < 0 || (dy == 0 && dx < 0);
  Edge edge;
  edge.e = int64_t{dx} * (kHalf - from.y) - int64_t{dy} * (kHalf - from.x) - (topLeft ? 0 : 1);
  edge.stepX = -dy;
  edge.stepY = dx;
  edge.atOrigin = edge.e >> kSubpixelBits;
  int64_t low = INT64_MAX, high = INT64_MIN;
  for (uint32_t s = 0; s < samples; ++s) {
    const int64_t shift = int64_t{dx} * pattern[s].y - int64_t{dy} * pattern[s].x;
    low = std::min(low, shift);
    high = std::max(high, shift);
  }
  edge.lowest = (edge.e + low) >> kSubpixelBits;
  edge.highest = (edge.e + high) >> kSubpixelBits;
  return edge;
}

/// An edge that crosses the tile, A relative to the tile's first pixel.
struct TileEdge {
  int32_t a, stepX, stepY;
  int32_t sample[kMaxSamples];  ///< A of each sample minus `a`; multisampled tiles only
};

struct Tile {
  int32_t x, y;           ///< even
  int32_t columns, rows;  ///< of quads
};

/// Lanes of the quad at (x, y) that lie in the rectangle.
v128_t lanesInside(Rect r, int32_t x, int32_t y) {
  const v128_t xs = wasm_i32x4_add(wasm_i32x4_splat(x), wasm_i32x4_const(0, 1, 0, 1));
  const v128_t ys = wasm_i32x4_add(wasm_i32x4_splat(y), wasm_i32x4_const(0, 0, 1, 1));
  const v128_t inX = wasm_v128_and(wasm_i32x4_ge(xs, wasm_i32x4_splat(r.x0)),
                                   wasm_i32x4_lt(xs, wasm_i32x4_splat(r.x1)));
  const v128_t inY = wasm_v128_and(wasm_i32x4_ge(ys, wasm_i32x4_splat(r.y0)),
                                   wasm_i32x4_lt(ys, wasm_i32x4_splat(r.y1)));
  return wasm_v128_and(inX, inY);
}

/// A at the four lanes of the quad whose first lane has `a`.
inline v128_t quadLanes(int32_t a, int32_t stepX, int32_t stepY) {
  const v128_t x = wasm_v128_and(wasm_i32x4_splat(stepX), wasm_i32x4_const(0, -1, 0, -1));
  const v128_t y = wasm_v128_and(wasm_i32x4_splat(stepY), wasm_i32x4_const(0, 0, -1, -1));
  return wasm_i32x4_add(wasm_i32x4_splat(a), wasm_i32x4_add(x, y));
}

/// Appends without a branch: a quad without lanes is overwritten by the next.
inline void append(QuadBatch& batch, uint32_t& count, int32_t x, int32_t y, v128_t mask) {
  batch.shader.quadX[count] = x;
  batch.shader.quadY[count] = y;
  batch.shader.mask[count] = mask;
  count += wasm_v128_any_true(mask) ? 1 : 0;
}

template <int kEdges, bool kClip>
void fillTile(FragmentStage& stage, const Tile tile, const TileEdge* edges, Rect scissor) {
  v128_t rowStart[kEdges + 1], step[kEdges + 1];
  for (int k = 0; k < kEdges; ++k) {
    const TileEdge& e = edges[k];
    rowStart[k] = quadLanes(e.a, e.stepX, e.stepY);
    step[k] = wasm_i32x4_splat(2 * e.stepX);
  }
  for (int32_t row = 0; row < tile.rows; ++row) {
    stage.reserve(static_cast<uint32_t>(tile.columns));
    QuadBatch& batch = stage.batch();
    uint32_t count = batch.shader.quadCount;
    const int32_t y = tile.y + 2 * row;
    v128_t a[kEdges + 1];
    for (int k = 0; k < kEdges; ++k) a[k] = rowStart[k];
    for (int32_t column = 0; column < tile.columns; ++column) {
      const int32_t x = tile.x + 2 * column;
      v128_t mask = wasm_i32x4_splat(-1);
      if constexpr (kEdges > 0) {
        v128_t signs = a[0];
        for (int k = 1; k < kEdges; ++k) signs = wasm_v128_or(signs, a[k]);
        mask = wasm_i32x4_gt(signs, mask);
        for (int k = 0; k < kEdges; ++k) a[k] = wasm_i32x4_add(a[k], step[k]);
      }
      if constexpr (kClip) mask = wasm_v128_and(mask, lanesInside(scissor, x, y));
      append(batch, count, x, y, mask);
    }
    batch.shader.quadCount = count;
    for (int k = 0; k < kEdges; ++k) {
      rowStart[k] = wasm_i32x4_add(rowStart[k], wasm_i32x4_splat(2 * edges[k].stepY));
    }
  }
}

/// Multisampled: the same per sample. The mask has the lanes with any sample. kSamples: their
/// number where it is known, so that the loops over them are unrolled.
template <int kEdges, bool kClip, uint32_t kSamples>
void fillTileSamples(FragmentStage& stage, const Tile tile, const TileEdge* edges,
                     uint32_t sampleCount, Rect scissor) {
  const uint32_t samples = kSamples != 0 ? kSamples : sampleCount;
  const v128_t minusOne = wasm_i32x4_splat(-1), zero = wasm_i32x4_splat(0);
  const v128_t full = wasm_i32x4_splat(static_cast<int32_t>((1u << samples) - 1));
  v128_t rowStart[kEdges + 1], step[kEdges + 1], shift[kEdges + 1][kMaxSamples];
  for (int k = 0; k < kEdges; ++k) {
    rowStart[k] = quadLanes(edges[k].a, edges[k].stepX, edges[k].stepY);
    step[k] = wasm_i32x4_splat(2 * edges[k].stepX);
    for (uint32_t s = 0; s < samples; ++s) shift[k][s] = wasm_i32x4_splat(edges[k].sample[s]);
  }
  for (int32_t row = 0; row < tile.rows; ++row) {
    stage.reserve(static_cast<uint32_t>(tile.columns));
    QuadBatch& batch = stage.batch();
    uint32_t count = batch.shader.quadCount;
    const int32_t y = tile.y + 2 * row;
    v128_t a[kEdges + 1];
    for (int k = 0; k < kEdges; ++k) a[k] = rowStart[k];
    for (int32_t column = 0; column < tile.columns; ++column) {
      const int32_t x = tile.x + 2 * column;
      v128_t coverage = full;
      if constexpr (kEdges > 0) {
        coverage = zero;
        for (uint32_t s = 0; s < samples; ++s) {
          v128_t signs = wasm_i32x4_add(a[0], shift[0][s]);
          for (int k = 1; k < kEdges; ++k) {
            signs = wasm_v128_or(signs, wasm_i32x4_add(a[k], shift[k][s]));
          }
          const v128_t bit = wasm_i32x4_splat(static_cast<int32_t>(1u << s));
          coverage = wasm_v128_or(coverage, wasm_v128_and(wasm_i32x4_gt(signs, minusOne), bit));
        }
        for (int k = 0; k < kEdges; ++k) a[k] = wasm_i32x4_add(a[k], step[k]);
      }
      if constexpr (kClip) coverage = wasm_v128_and(coverage, lanesInside(scissor, x, y));
      batch.coverage[count] = coverage;
      append(batch, count, x, y, wasm_i32x4_ne(coverage, zero));
    }
    batch.shader.quadCount = count;
    for (int k = 0; k < kEdges; ++k) {
      rowStart[k] = wasm_i32x4_add(rowStart[k], wasm_i32x4_splat(2 * edges[k].stepY));
    }
  }
}

template <bool kClip, uint32_t kSamples>
void fillTileSamples(FragmentStage& stage, const Tile& tile, const TileEdge* edges, int edgeCount,
                     uint32_t samples, Rect scissor) {
  switch (edgeCount) {
    case 0:
      return fillTileSamples<0, kClip, kSamples>(stage, tile, edges, samples, scissor);
    case 1:
      return fillTileSamples<1, kClip, kSamples>(stage, tile, edges, samples, scissor);
    case 2:
      return fillTileSamples<2, kClip, kSamples>(stage, tile, edges, samples, scissor);
    default:
      return fillTileSamples<3, kClip, kSamples>(stage, tile, edges, samples, scissor);
  }
}

template <bool kClip>
void fillTile(FragmentStage& stage, const Tile& tile, const TileEdge* edges, int edgeCount,
              uint32_t samples, Rect scissor) {
  if (samples == 4) {
    return fillTileSamples<kClip, 4>(stage, tile, edges, edgeCount, samples, scissor);
  }
  if (samples > 1) {
    return fillTileSamples<kClip, 0>(stage, tile, edges, edgeCount, samples, scissor);
  }
  switch (edgeCount) {
    case 0:
      return fillTile<0, kClip>(stage, tile, edges, scissor);
    case 1:
      return fillTile<1, kClip>(stage, tile, edges, scissor);
    case 2:
      return fillTile<2, kClip>(stage, tile, edges, scissor);
    default:
      return fillTile<3, kClip>(stage, tile, edges, scissor);
  }
}

struct TriangleEdges {
  Edge edge[3];
  const SampleOffset* pattern;
  uint32_t samples;
};

/// Finds the edges that cross the tile. False: the tile lies outside.
bool crossingEdges(const TriangleEdges& t, const Tile& tile, TileEdge* crossing, int& count) {
  const int64_t spanX = 2 * tile.columns - 1, spanY = 2 * tile.rows - 1;
  count = 0;
  for (const Edge& edge : t.edge) {
    const int64_t here = int64_t{tile.x} * edge.stepX + int64_t{tile.y} * edge.stepY;
    const int64_t alongX = spanX * edge.stepX, alongY = spanY * edge.stepY;
    const int64_t rise = std::max<int64_t>(alongX, 0) + std::max<int64_t>(alongY, 0);
    if (edge.highest + here + rise < 0) return false;
    const int64_t fall = std::min<int64_t>(alongX, 0) + std::min<int64_t>(alongY, 0);
    if (edge.lowest + here + fall >= 0) continue;
    TileEdge& e = crossing[count++];
    e.a = static_cast<int32_t>(edge.atOrigin + here);
    e.stepX = edge.stepX;
    e.stepY = edge.stepY;
    for (uint32_t s = 0; t.samples > 1 && s < t.samples; ++s) {
      const int64_t shift =
          int64_t{edge.stepY} * t.pattern[s].y + int64_t{edge.stepX} * t.pattern[s].x;
      e.sample[s] = static_cast<int32_t>(((edge.e + shift) >> kSubpixelBits) - edge.atOrigin);
    }
  }
  return true;
}

bool contains(Rect outer, const Tile& tile) {
  return tile.x >= outer.x0 && tile.y >= outer.y0 && tile.x + 2 * tile.columns <= outer.x1 &&
         tile.y + 2 * tile.rows <= outer.y1;
}

/// False: the tile lies outside the triangle.
bool rasterizeTile(FragmentStage& stage, const TriangleEdges& t, const Tile& tile, Rect scissor) {
  TileEdge crossing[3];
  int count;
  if (!crossingEdges(t, tile, crossing, count)) return false;
  if (contains(scissor, tile)) {
    fillTile<false>(stage, tile, crossing, count, t.samples, scissor);
  } else {
    fillTile<true>(stage, tile, crossing, count, t.samples, scissor);
  }
  return true;
}

}  // namespace

Rect pixelBox(const Corner* corners, int count, bool multisample) {
  Corner low = corners[0], high = corners[0];
  for (int i = 1; i < count; ++i) {
    low = {std::min(low.x, corners[i].x), std::min(low.y, corners[i].y)};
    high = {std::max(high.x, corners[i].x), std::max(high.y, corners[i].y)};
  }
  if (multisample) {
    return {floorPixel(low.x), floorPixel(low.y), floorPixel(high.x) + 1, floorPixel(high.y) + 1};
  }
  // First centre at or after `low`, last one at or before `high`.
  return {floorPixel(low.x + kHalf - 1), floorPixel(low.y + kHalf - 1),
          floorPixel(high.x - kHalf) + 1, floorPixel(high.y - kHalf) + 1};
}

void rasterizeTriangle(FragmentStage& stage, const Corner corners[3], Rect box, Rect scissor,
                       uint32_t samples) {
  TriangleEdges t;
  t.pattern = samplePattern(samples);
  t.samples = samples;
  for (int i = 0; i < 3; ++i) {
    t.edge[i] = makeEdge(corners[i], corners[i == 2 ? 0 : i + 1], t.pattern, samples);
  }
  if (box.x1 - box.x0 <= kSmallBox && box.y1 - box.y0 <= kSmallBox) {
    const int32_t x = box.x0 & ~1, y = box.y0 & ~1;
    rasterizeTile(stage, t, {x, y, (box.x1 - x + 1) >> 1, (box.y1 - y + 1) >> 1}, scissor);
    return;
  }
  for (int32_t y = box.y0 & ~(kBlock - 1); y < box.y1; y += kBlock) {
    bool entered = false;
    for (int32_t x = box.x0 & ~(kBlock - 1); x < box.x1; x += kBlock) {
      const bool inside = rasterizeTile(stage, t, {x, y, kBlock / 2, kBlock / 2}, scissor);
      if (entered && !inside) break;  // convex: the row does not come back
      entered = inside;
    }
  }
}

void rasterizeRectangle(FragmentStage& stage, Corner low, Corner high, Rect scissor,
                        uint32_t samples) {
  const Corner corners[2] = {low, high};
  const Rect box = intersect(pixelBox(corners, 2, true), scissor);
  if (box.empty()) return;
  const SampleOffset* pattern = samplePattern(samples);
  for (int32_t y = box.y0 & ~1; y < box.y1; y += 2) {
    for (int32_t x = box.x0 & ~1; x < box.x1; x += 2) {
      v128_t coverage = wasm_i32x4_splat(0);
      for (uint32_t s = 0; s < samples; ++s) {
        // Pixels p with low ≤ 256·p + 128 + offset < high.
        const int32_t ox = kHalf + pattern[s].x, oy = kHalf + pattern[s].y;
        const Rect r = {(low.x - ox + 255) >> kSubpixelBits, (low.y - oy + 255) >> kSubpixelBits,
                        (high.x - ox + 255) >> kSubpixelBits, (high.y - oy + 255) >> kSubpixelBits};
        const v128_t bit = wasm_i32x4_splat(static_cast<int32_t>(1u << s));
        coverage = wasm_v128_or(coverage, wasm_v128_and(lanesInside(r, x, y), bit));
      }
      coverage = wasm_v128_and(coverage, lanesInside(scissor, x, y));
      stage.reserve(1);
      QuadBatch& batch = stage.batch();
      batch.coverage[batch.shader.quadCount] = coverage;
      append(batch, batch.shader.quadCount, x, y, wasm_i32x4_ne(coverage, wasm_i32x4_splat(0)));
    }
  }
}

}  // namespace nogpu::pipeline
