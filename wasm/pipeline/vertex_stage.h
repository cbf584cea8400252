// SPDX-License-Identifier: MIT
// Vertices in windows: primitives are collected until their distinct vertices fill a window, then
// all of those are fetched, shaded and projected at once, and the primitives go on in order.
//
//   add(a, b, c) ──▶ slot of each vertex (direct-mapped cache over vertex number) ──▶ primitives[]
//   window full  ──▶ fetch ▶ vertex shader, 4 a group ▶ Vertex + interpolant row per slot
//                ──▶ per primitive: transform feedback, clip, set-up
//
// Two primitives that share a vertex shade it once, as long as they fall into the same window.
// Windows run across instances, so that many small instances cost no more than one large mesh.
#pragma once

#include <cstdint>

#include "pipeline/clip.h"
#include "pipeline/clip_distances.h"
#include "pipeline/feedback.h"
#include "pipeline/fragment_stage.h"
#include "pipeline/setup.h"
#include "pipeline/vertex.h"
#include "pipeline/vertex_fetch.h"

namespace nogpu::pipeline {

class VertexStage {
 public:
  VertexStage(const DrawCall& call, Arena& scratch, FragmentStage& fragments, DrawResult& result,
              int32_t& budget);
  VertexStage(const VertexStage&) = delete;
  VertexStage& operator=(const VertexStage&) = delete;

  /// Vertices added from now on belong to this instance.
  void beginInstance(uint32_t instance);

  /// One primitive; b and c count as far as the draw's mode uses them. False: the draw is stopped.
  bool add(uint32_t a, uint32_t b, uint32_t c);

  /// Processes what is left.
  void flush();

 private:
  struct CacheEntry {
    uint32_t vertex, stamp;
  };

  uint16_t slotOf(uint32_t vertex);
  bool shadeWindow();
  bool runShader(uint32_t groups);
  void project(uint32_t groups);
  void projectRows(uint32_t group);
  void drawPrimitive(const uint16_t* slots);
  void drawTriangle(const uint16_t* slots);
  void drawOutline(const uint16_t* slots, uint32_t codes);
  void drawLine(const uint16_t* slots);
  void drawEdge(uint16_t from, uint16_t to, const float* flat, LineOfTriangle edge);
  void drawPoint(uint16_t slot);
  void drawClippedTriangle(const uint16_t* slots, uint32_t codes);
  void drawClippedLine(const uint16_t* slots, uint32_t codes, const float* flat,
                       LineOfTriangle edge);
  void makeClipVertex(const ClipPoint& point, const uint16_t* slots, int count, Vertex& vertex,
                      float* row) const;
  float output(uint16_t slot, uint32_t component) const;
  /// The row of a primitive's provoking vertex.
  const float* flatRow(const uint16_t* slots) const {
    return rowOf(slots[call_.firstVertexProvokes ? 0 : perPrimitive_ - 1]);
  }
  /// Clip codes that the primitive gets from its clip distances; kInvalid if it is not drawn.
  uint32_t distanceCodes(const uint16_t* slots, int count);
  const float* rowOf(uint16_t slot) const { return rows_ + size_t{slot} * planeStride_; }

  const DrawCall& call_;
  DrawResult& result_;
  int32_t& budget_;
  Setup setup_;
  Feedback feedback_;
  WindowTransform transform_;
  ClipDistances distances_;
  shader::ShaderDraw shaderDraw_{};
  bool visible_;  ///< primitives are rasterized, not only captured
  uint32_t perPrimitive_;
  uint32_t capacity_;  ///< vertices of a window
  uint32_t planeStride_, inputCount_, outputCount_;
  v128_t* inputs_;
  v128_t* outputs_;
  VertexFetch fetch_;
  Vertex* vertices_;
  float* rows_;  ///< interpolant rows, planeStride_ floats each
  float* clipRows_;
  uint32_t* vertexIds_;
  uint32_t* instanceIds_;
  uint16_t* primitives_;  ///< slots, perPrimitive_ each
  CacheEntry* cache_;
  uint16_t* cacheSlots_;
  int32_t pointSizeSlot_ = -1;
  uint32_t vertexCount_ = 0, primitiveCount_ = 0;
  uint32_t stamp_ = 1;  ///< cache entries of other windows or instances do not count
  uint32_t instance_ = 0;
};

}  // namespace nogpu::pipeline
