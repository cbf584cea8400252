// SPDX-License-Identifier: MIT
// Set-up: culling, facing, plane equations; then hands the primitive to the rasterizer.
//
//   Vertex × 3 + interpolant rows ──▶ FragmentSegment (z, 1/w, planes) ──▶ rasterizeTriangle
//
// An interpolant row holds one vertex's value of every plane, already divided by w where the
// interpolation is Smooth; Flat planes hold raw bits.
#pragma once

#include <cstdint>

#include "pipeline/fragment_stage.h"
#include "pipeline/raster.h"
#include "pipeline/vertex.h"

namespace nogpu::pipeline {

/// What a line has of the triangle whose edge it is; plain lines face the front.
struct LineOfTriangle {
  bool front;
  float depthOffset;
};

class Setup {
 public:
  Setup(const DrawCall& call, FragmentStage& stage, Arena& scratch);

  /// `flat`: the row of the provoking vertex before clipping.
  void triangle(const Vertex* const vertices[3], const float* const rows[3], const float* flat);
  void line(const Vertex& from, const Vertex& to, const float* fromRow, const float* toRow,
            const float* flat, LineOfTriangle edge = {true, 0});
  void point(const Vertex& vertex, const float* row);

  /// Facing and offset of a polygon of window positions that is drawn as its edges. False: culled.
  bool outline(const Vertex* corners, int count, LineOfTriangle& edge) const;

 private:
  /// Weights of the second and third vertex: at the reference pixel, and per pixel in x and y.
  struct Weights {
    float at, dx, dy;
  };
  void planes(shader::FragmentSegment& segment, float* out, const Vertex* const vertices[3],
              const float* const rows[3], const float* flat, Weights second, Weights third);
  void pointCoordPlanes(const Vertex& vertex, float size, int32_t x0, int32_t y0, float* out);
  /// `slope`: the larger of |dz/dx| and |dz/dy|, `maxZ`: the largest |z| of the triangle.
  float polygonOffset(float slope, float maxZ) const;
  bool culled(bool front) const;

  const DrawCall& call_;
  FragmentStage& stage_;
  uint32_t planeStride_;
  v128_t* flatMask_;  ///< planeStride / 4 vectors: lanes of Flat planes
  bool multisample_;
  bool hasPointCoord_ = false;
};

}  // namespace nogpu::pipeline
