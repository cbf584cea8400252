// SPDX-License-Identifier: MIT
// gl_ClipDistance and gl_CullDistance (ANGLE_clip_cull_distance): half-spaces that the shader gives
// as one signed distance per vertex. A primitive is dropped if one of its cull distances, or one of
// the clip distances that are enabled, is negative at every vertex; it is cut where an enabled clip
// distance passes zero. Distances are linear in clip space, like interpolants.
#pragma once

#include <cstdint>

#include "pipeline/clip.h"

namespace nogpu::pipeline {

class ClipDistances {
 public:
  explicit ClipDistances(const DrawCall& call);

  /// Whether there is anything to look at in this draw.
  bool any() const { return any_; }

  /// Takes up a primitive of `count` vertices, given by their slots in the vertex shader's
  /// `outputs`, `outputCount` v128 per group of four. False: nothing of it is to be drawn.
  bool load(const v128_t* outputs, uint32_t outputCount, const uint16_t* slots, int count);

  /// Whether the primitive taken up must be cut.
  bool cuts() const { return planeCount_ != 0; }

  /// Cuts a convex polygon in place; returns the number of corners, 0 if nothing is left.
  int clipPolygon(ClipPoint points[kMaxClipPoints], int count) const;
  /// False: nothing is left.
  bool clipLine(ClipPoint ends[2]) const;

 private:
  float distance(int plane, const ClipPoint& p) const;

  const DrawCall& call_;
  bool any_;
  int planeCount_ = 0;
  float planes_[kMaxClipDistances][3] = {};  ///< distances of the vertices, of what must be cut
};

}  // namespace nogpu::pipeline
