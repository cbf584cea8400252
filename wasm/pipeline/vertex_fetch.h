// SPDX-License-Identifier: MIT
// Attribute fetch: vertices and instances of a window to the vertex shader's inputs, four vertices
// a group (ES 3.0 §2.8). Never reads outside an attribute's bytes: elements that are not wholly
// inside give zeros (WebGL 2.0 §4.1.6 allows it).
#pragma once

#include <cstdint>

#include "pipeline/arena.h"
#include "pipeline/draw_call.h"

namespace nogpu::pipeline {

/// Converts `groups` · 4 elements; `inputs[c]` (null: not wanted) receives component c of the first
/// group, the next groups follow at `inputCount` vectors.
using FetchFn = void (*)(const VertexAttrib& attrib, const uint32_t* elements, uint32_t groups,
                         v128_t* const inputs[4], uint32_t inputCount);

class VertexFetch {
 public:
  /// `inputs`: room for `capacity` (a multiple of 4) vertices. Constant inputs are written at once.
  VertexFetch(const DrawCall& call, Arena& scratch, uint32_t capacity, v128_t* inputs);

  /// Vertex numbers and instances, `groups` · 4 of each.
  void fetch(const uint32_t* vertices, const uint32_t* instances, uint32_t groups);

 private:
  struct Source {
    const VertexAttrib* attrib;
    FetchFn fn;
    v128_t* inputs[4];
  };
  void addConstant(uint32_t slot, uint32_t bits);
  void addAttribute(uint32_t location, uint32_t component, uint32_t slot);
  const uint32_t* instancedElements(uint32_t divisor, const uint32_t* instances, uint32_t groups);

  const DrawCall& call_;
  uint32_t capacity_;
  v128_t* inputs_;
  uint32_t inputCount_;
  uint32_t* elements_;  ///< element numbers of instanced attributes
  Source sources_[kMaxAttribs];
  uint32_t sourceCount_ = 0;
  v128_t* vertexId_ = nullptr;
  v128_t* instanceId_ = nullptr;
};

}  // namespace nogpu::pipeline
