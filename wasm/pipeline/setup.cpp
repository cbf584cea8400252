// SPDX-License-Identifier: MIT
// Weights are made from the exact integer edge functions, relative to a reference pixel at or near
// the first vertex inside the drawn box: c is then a value that occurs in the picture, not one
// extrapolated from far outside, and differences of vertex values are taken before anything is
// scaled.
#include "pipeline/setup.h"

#include <algorithm>
#include <cmath>

#include "format/numeric.h"

namespace nogpu::pipeline {
namespace {

using shader::Interpolant;
using shader::ir::Interpolation;

constexpr int32_t kHalf = kSubpixelsPerPixel / 2;

int32_t clampTo(int32_t v, int32_t low, int32_t high) {
  return std::max(low, std::min(v, high - 1));
}

float planeAt(float a, float b, float c, float second, float third) {
  return a + (second * (b - a) + third * (c - a));
}

/// The smallest step of the depth plane that polygon offset units count (ES 3.0 §3.6.4).
float depthUnit(const Surface& depth, float maxZ) {
  switch (format::info(depth.format).layout) {
    case format::Layout::Depth16:
      return 0x1p-16f;
    case format::Layout::Depth32F: {
      const uint32_t exponent = format::floatBits(maxZ) >> 23 & 255;
      return exponent > 24 ? format::bitsFloat((exponent - 23) << 23) : 0x1p-126f;
    }
    default:
      return 0x1p-24f;
  }
}

float maxDepth(const Vertex& a, const Vertex& b, const Vertex& c) {
  return std::max({std::fabs(a.z), std::fabs(b.z), std::fabs(c.z)});
}

}  // namespace

Setup::Setup(const DrawCall& call, FragmentStage& stage, Arena& scratch)
    : call_(call),
      stage_(stage),
      planeStride_(stage.planeStride()),
      flatMask_(scratch.allocate<v128_t>(stage.planeStride() / 4)),
      multisample_(call.target.samples > 1) {
  if (scratch.failed()) return;
  const auto& interpolants = call.program->interpolants;
  for (uint32_t p = 0; p < planeStride_; p += 4) {
    int32_t lanes[4] = {0, 0, 0, 0};
    for (uint32_t i = p; i < p + 4 && i < interpolants.size(); ++i) {
      if (interpolants[i].interpolation == Interpolation::Flat) lanes[i - p] = -1;
      if (interpolants[i].source == Interpolant::Source::PointCoordS ||
          interpolants[i].source == Interpolant::Source::PointCoordT) {
        hasPointCoord_ = true;
      }
    }
    flatMask_[p / 4] = wasm_v128_load(lanes);
  }
}

bool Setup::culled(bool front) const {
  switch (call_.raster.cull) {
    case CullMode::None:
      return false;
    case CullMode::Front:
      return front;
    case CullMode::Back:
      return !front;
    case CullMode::FrontAndBack:
      return true;
  }
  return false;
}

void Setup::planes(shader::FragmentSegment& segment, float* out, const Vertex* const v[3],
                   const float* const rows[3], const float* flat, Weights second, Weights third) {
  const auto difference = [](float a, float b, float c, float wb, float wc) {
    return wb * (b - a) + wc * (c - a);
  };
  segment.z[0] = planeAt(v[0]->z, v[1]->z, v[2]->z, second.at, third.at);
  segment.z[1] = difference(v[0]->z, v[1]->z, v[2]->z, second.dx, third.dx);
  segment.z[2] = difference(v[0]->z, v[1]->z, v[2]->z, second.dy, third.dy);
  const float w0 = v[0]->oneOverW, w1 = v[1]->oneOverW, w2 = v[2]->oneOverW;
  segment.oneOverW[0] = planeAt(w0, w1, w2, second.at, third.at);
  segment.oneOverW[1] = difference(w0, w1, w2, second.dx, third.dx);
  segment.oneOverW[2] = difference(w0, w1, w2, second.dy, third.dy);

  const v128_t at1 = wasm_f32x4_splat(second.at), at2 = wasm_f32x4_splat(third.at);
  const v128_t dx1 = wasm_f32x4_splat(second.dx), dx2 = wasm_f32x4_splat(third.dx);
  const v128_t dy1 = wasm_f32x4_splat(second.dy), dy2 = wasm_f32x4_splat(third.dy);
  for (uint32_t p = 0; p < planeStride_; p += 4) {
    const v128_t a = wasm_v128_load(rows[0] + p);
    const v128_t d1 = wasm_f32x4_sub(wasm_v128_load(rows[1] + p), a);
    const v128_t d2 = wasm_f32x4_sub(wasm_v128_load(rows[2] + p), a);
    const auto weigh = [&](v128_t w1, v128_t w2) {
      return wasm_f32x4_add(wasm_f32x4_mul(w1, d1), wasm_f32x4_mul(w2, d2));
    };
    const v128_t c = wasm_f32x4_add(a, weigh(at1, at2));
    wasm_v128_store(out + p, wasm_v128_bitselect(wasm_v128_load(flat + p), c, flatMask_[p / 4]));
    wasm_v128_store(out + planeStride_ + p, weigh(dx1, dx2));
    wasm_v128_store(out + 2 * planeStride_ + p, weigh(dy1, dy2));
  }
}

float Setup::polygonOffset(float slope, float maxZ) const {
  const RasterState& raster = call_.raster;
  const float offset = slope * raster.polygonOffsetFactor +
                       depthUnit(call_.target.depth, maxZ) * raster.polygonOffsetUnits;
  if (raster.polygonOffsetClamp > 0) return std::min(offset, raster.polygonOffsetClamp);
  if (raster.polygonOffsetClamp < 0) return std::max(offset, raster.polygonOffsetClamp);
  return offset;
}

bool Setup::outline(const Vertex* corners, int count, LineOfTriangle& edge) const {
  int64_t area = 0;  // twice; the sum over the fan
  double dzdx = 0, dzdy = 0;
  for (int i = 1; i + 1 < count; ++i) {
    const Vertex &a = corners[0], &b = corners[i], &c = corners[i + 1];
    const int64_t x1 = int64_t{b.x} - a.x, y1 = int64_t{b.y} - a.y;
    const int64_t x2 = int64_t{c.x} - a.x, y2 = int64_t{c.y} - a.y;
    const int64_t part = x1 * y2 - x2 * y1;
    area += part;
    if (part == 0 || dzdx != 0 || dzdy != 0) continue;
    const double perPixel = kSubpixelsPerPixel / static_cast<double>(part);
    const double z1 = double{b.z} - a.z, z2 = double{c.z} - a.z;
    dzdx = (z1 * static_cast<double>(y2) - z2 * static_cast<double>(y1)) * perPixel;
    dzdy = (z2 * static_cast<double>(x1) - z1 * static_cast<double>(x2)) * perPixel;
  }
  edge.front = (area > 0) != call_.raster.frontIsClockwise;
  edge.depthOffset = 0;
  if (culled(edge.front)) return false;
  if (call_.raster.polygonOffset) {
    const auto slope = static_cast<float>(std::max(std::fabs(dzdx), std::fabs(dzdy)));
    edge.depthOffset = polygonOffset(slope, maxDepth(corners[0], corners[1], corners[2]));
  }
  return true;
}

void Setup::triangle(const Vertex* const v[3], const float* const rows[3], const float* flat) {
  Corner corners[3];
  for (int i = 0; i < 3; ++i) corners[i] = {v[i]->x, v[i]->y};
  const int64_t x1 = int64_t{corners[1].x} - corners[0].x,
                y1 = int64_t{corners[1].y} - corners[0].y;
  const int64_t x2 = int64_t{corners[2].x} - corners[0].x,
                y2 = int64_t{corners[2].y} - corners[0].y;
  const int64_t area = x1 * y2 - x2 * y1;  // twice the area; positive: counter-clockwise
  if (area == 0) return;
  const bool front = (area > 0) != call_.raster.frontIsClockwise;
  if (culled(front)) return;
  const Rect box = intersect(pixelBox(corners, 3, multisample_), call_.scissor);
  if (box.empty()) return;
  stage_.spend(static_cast<uint32_t>(box.y1 - box.y0));

  float* out;
  shader::FragmentSegment& segment = stage_.beginPrimitive(out);
  segment.x0 = clampTo(corners[0].x >> kSubpixelBits, box.x0, box.x1);
  segment.y0 = clampTo(corners[0].y >> kSubpixelBits, box.y0, box.y1);
  segment.frontFacing = front ? 0xffffffffu : 0;
  const int64_t px = int64_t{segment.x0} * kSubpixelsPerPixel + kHalf - corners[0].x;
  const int64_t py = int64_t{segment.y0} * kSubpixelsPerPixel + kHalf - corners[0].y;
  // Barycentric weights: p - v0 = second·(v1 - v0) + third·(v2 - v0).
  const double scale = 1.0 / static_cast<double>(area);
  const double pixel = scale * kSubpixelsPerPixel;
  const auto weight = [](int64_t n, double s) {
    return static_cast<float>(static_cast<double>(n) * s);
  };
  const Weights second = {weight(px * y2 - py * x2, scale), weight(y2, pixel), weight(-x2, pixel)};
  const Weights third = {weight(py * x1 - px * y1, scale), weight(-y1, pixel), weight(x1, pixel)};
  planes(segment, out, v, rows, flat, second, third);
  if (call_.raster.polygonOffset) {
    const float slope = std::max(std::fabs(segment.z[1]), std::fabs(segment.z[2]));
    segment.z[0] += polygonOffset(slope, maxDepth(*v[0], *v[1], *v[2]));
  }

  if (area < 0) std::swap(corners[1], corners[2]);
  rasterizeTriangle(stage_, corners, box, call_.scissor, call_.target.samples);
  stage_.endPrimitive();
}

void Setup::line(const Vertex& from, const Vertex& to, const float* fromRow, const float* toRow,
                 const float* flat, LineOfTriangle edge) {
  const Corner a = {from.x, from.y}, b = {to.x, to.y};
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  if (length2 == 0) return;
  float* out;
  shader::FragmentSegment& segment = stage_.beginPrimitive(out);
  segment.x0 = clampTo(a.x >> kSubpixelBits, call_.scissor.x0, call_.scissor.x1);
  segment.y0 = clampTo(a.y >> kSubpixelBits, call_.scissor.y0, call_.scissor.y1);
  segment.frontFacing = edge.front ? 0xffffffffu : 0;
  // t = (p - a)·(b - a) / |b - a|²: ES 3.0 §3.5.1.
  const double px = segment.x0 * double{kSubpixelsPerPixel} + kHalf - a.x;
  const double py = segment.y0 * double{kSubpixelsPerPixel} + kHalf - a.y;
  const Weights second = {static_cast<float>((px * dx + py * dy) / length2),
                          static_cast<float>(kSubpixelsPerPixel * dx / length2),
                          static_cast<float>(kSubpixelsPerPixel * dy / length2)};
  const Vertex* const v[3] = {&from, &to, &from};
  const float* const rows[3] = {fromRow, toRow, fromRow};
  planes(segment, out, v, rows, flat, second, {0, 0, 0});
  segment.z[0] += edge.depthOffset;
  if (!multisample_) {
    const auto width = static_cast<int32_t>(std::lrint(call_.raster.lineWidth));
    rasterizeLine(stage_, a, b, call_.scissor, std::max(width, 1));
    return stage_.endPrimitive();
  }
  // Multisampled: a rectangle of that width along the segment, as two triangles.
  const double half = double{call_.raster.lineWidth} * kHalf / std::sqrt(length2);
  const auto nx = static_cast<int32_t>(std::lrint(-dy * half));
  const auto ny = static_cast<int32_t>(std::lrint(dx * half));
  const Corner q[4] = {
      {a.x - nx, a.y - ny}, {b.x - nx, b.y - ny}, {b.x + nx, b.y + ny}, {a.x + nx, a.y + ny}};
  for (int i = 0; i < 2; ++i) {
    const Corner corners[3] = {q[0], q[i + 1], q[i + 2]};
    const Rect box = intersect(pixelBox(corners, 3, true), call_.scissor);
    if (!box.empty()) rasterizeTriangle(stage_, corners, box, call_.scissor, call_.target.samples);
  }
  stage_.endPrimitive();
}

void Setup::pointCoordPlanes(const Vertex& vertex, float size, int32_t x0, int32_t y0, float* out) {
  const auto& interpolants = call_.program->interpolants;
  const float dx =
      (static_cast<float>(x0) + 0.5f) - static_cast<float>(vertex.x) / kSubpixelsPerPixel;
  const float dy =
      (static_cast<float>(y0) + 0.5f) - static_cast<float>(vertex.y) / kSubpixelsPerPixel;
  for (uint32_t p = 0; p < interpolants.size(); ++p) {
    const Interpolant& i = interpolants[p];
    const float scale = isPerspective(i.interpolation) ? vertex.oneOverW : 1.0f;
    if (i.source == Interpolant::Source::PointCoordS) {
      out[p] = (0.5f + dx / size) * scale;
      out[planeStride_ + p] = scale / size;
    } else if (i.source == Interpolant::Source::PointCoordT) {
      out[p] = (0.5f - dy / size) * scale;
      out[2 * planeStride_ + p] = -scale / size;
    }
  }
}

void Setup::point(const Vertex& vertex, const float* row) {
  // NaN sizes become the smallest.
  const float size =
      format::clampFloat(vertex.pointSize, call_.raster.minPointSize, call_.raster.maxPointSize);
  const auto half = static_cast<int32_t>(size * kHalf);
  const Corner low = {vertex.x - half, vertex.y - half}, high = {vertex.x + half, vertex.y + half};
  float* out;
  shader::FragmentSegment& segment = stage_.beginPrimitive(out);
  segment.x0 = clampTo(vertex.x >> kSubpixelBits, call_.scissor.x0, call_.scissor.x1);
  segment.y0 = clampTo(vertex.y >> kSubpixelBits, call_.scissor.y0, call_.scissor.y1);
  segment.frontFacing = 0xffffffffu;
  const Vertex* const v[3] = {&vertex, &vertex, &vertex};
  const float* const rows[3] = {row, row, row};
  planes(segment, out, v, rows, row, {0, 0, 0}, {0, 0, 0});
  if (hasPointCoord_) pointCoordPlanes(vertex, size, segment.x0, segment.y0, out);
  rasterizeRectangle(stage_, low, high, call_.scissor, call_.target.samples);
  stage_.endPrimitive();
}

}  // namespace nogpu::pipeline
