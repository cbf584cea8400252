// SPDX-License-Identifier: MIT
// Clipping against near, far and the guard band, in clip space (ES 3.0 §2.17). Results are points
// on the original primitive, given by their weights of its vertices; interpolants follow from
// those, linear in clip space. The flat value is not touched by clipping: it stays that of the
// unclipped vertex.
#pragma once

#include <cstdint>

#include "pipeline/vertex.h"

namespace nogpu::pipeline {

struct ClipPoint {
  float clip[4];
  float weights[3];  ///< of the primitive's vertices; lines use two
};

/// A triangle against six planes and eight clip distances has at most 17 corners.
inline constexpr int kMaxClipPoints = 3 + 6 + static_cast<int>(kMaxClipDistances);

/// Where the edge passes distance 0; `in` and `out` are the distances of its ends.
ClipPoint cutEdge(const ClipPoint& inside, float in, const ClipPoint& outside, float out);

/// Corners in order, as many as returned (0: nothing is left). `codes`: union of the clip codes.
int clipTriangle(const WindowTransform& t, const Vertex* const vertices[3], uint32_t codes,
                 ClipPoint out[kMaxClipPoints]);

/// False: nothing is left.
bool clipLine(const WindowTransform& t, const Vertex& from, const Vertex& to, uint32_t codes,
              ClipPoint out[2]);

}  // namespace nogpu::pipeline
