// SPDX-License-Identifier: MIT
// Primitive assembly on vertex numbers: the seven modes to points, lines and triangles (ES 3.0
// §2.7). The last vertex of each is the provoking one, as the spec numbers them; with
// `firstProvokes` it is the first, and triangles of strips and fans are turned so that it is the
// first of the three (WEBGL_provoking_vertex).
#pragma once

#include <cstdint>

#include "pipeline/draw_call.h"

namespace nogpu::pipeline {

/// Vertices of a primitive: 1, 2 or 3.
constexpr uint32_t verticesPerPrimitive(PrimitiveMode mode) {
  if (mode == PrimitiveMode::Points) return 1;
  return mode <= PrimitiveMode::LineStrip ? 2 : 3;
}

/// One run of vertices without a restart in it. `at(i)` gives the vertex number of position i in
/// [begin, end); `emit(a, b, c)` takes a primitive (a; a, b; a, b, c) and returns false to stop.
template <class At, class Emit>
bool assembleRun(PrimitiveMode mode, bool firstProvokes, uint32_t begin, uint32_t end, At at,
                 Emit emit) {
  const uint32_t n = end - begin;
  switch (mode) {
    case PrimitiveMode::Points:
      for (uint32_t i = begin; i < end; ++i) {
        if (!emit(at(i), 0u, 0u)) return false;
      }
      return true;
    case PrimitiveMode::Lines:
      for (uint32_t i = 0; i + 2 <= n; i += 2) {
        if (!emit(at(begin + i), at(begin + i + 1), 0u)) return false;
      }
      return true;
    case PrimitiveMode::LineLoop:
    case PrimitiveMode::LineStrip:
      for (uint32_t i = 0; i + 2 <= n; ++i) {
        if (!emit(at(begin + i), at(begin + i + 1), 0u)) return false;
      }
      if (mode == PrimitiveMode::LineStrip || n < 2) return true;
      return emit(at(end - 1), at(begin), 0u);
    case PrimitiveMode::Triangles:
      for (uint32_t i = 0; i + 3 <= n; i += 3) {
        if (!emit(at(begin + i), at(begin + i + 1), at(begin + i + 2))) return false;
      }
      return true;
    case PrimitiveMode::TriangleStrip:
      for (uint32_t i = 0; i + 3 <= n; ++i) {
        // Every second triangle is turned over, to keep the facing.
        const uint32_t odd = i & 1;
        if (firstProvokes) {
          if (!emit(at(begin + i), at(begin + i + 1 + odd), at(begin + i + 2 - odd))) return false;
        } else if (!emit(at(begin + i + odd), at(begin + i + 1 - odd), at(begin + i + 2))) {
          return false;
        }
      }
      return true;
    case PrimitiveMode::TriangleFan:
      for (uint32_t i = 1; i + 2 <= n; ++i) {
        const uint32_t hub = at(begin), near = at(begin + i), far = at(begin + i + 1);
        if (!(firstProvokes ? emit(near, far, hub) : emit(hub, near, far))) return false;
      }
      return true;
  }
  return true;
}

/// All runs of an indexed draw: where it has restarts, the largest index ends a run.
template <class Index, class Emit>
bool assembleIndexed(const DrawCall& call, Emit emit) {
  constexpr Index kRestart = static_cast<Index>(~Index{0});
  const auto* indices = static_cast<const Index*>(call.indices);
  const PrimitiveMode mode = call.mode;
  const bool firstProvokes = call.firstVertexProvokes;
  const uint32_t count = call.count;
  const int32_t baseVertex = call.baseVertex;
  const auto at = [=](uint32_t i) { return indices[i] + static_cast<uint32_t>(baseVertex); };
  if (!call.restart) return assembleRun(mode, firstProvokes, 0, count, at, emit);
  for (uint32_t begin = 0; begin < count;) {
    uint32_t end = begin;
    while (end < count && indices[end] != kRestart) ++end;
    if (!assembleRun(mode, firstProvokes, begin, end, at, emit)) return false;
    begin = end + 1;
  }
  return true;
}

/// The primitives of one instance of the draw, in order. False: `emit` stopped it.
template <class Emit>
bool assemble(const DrawCall& call, Emit emit) {
  switch (call.indexType) {
    case IndexType::None: {
      const uint32_t first = call.first;
      return assembleRun(
          call.mode, call.firstVertexProvokes, 0, call.count, [=](uint32_t i) { return first + i; },
          emit);
    }
    case IndexType::U8:
      return assembleIndexed<uint8_t>(call, emit);
    case IndexType::U16:
      return assembleIndexed<uint16_t>(call, emit);
    case IndexType::U32:
      return assembleIndexed<uint32_t>(call, emit);
  }
  return true;
}

}  // namespace nogpu::pipeline
