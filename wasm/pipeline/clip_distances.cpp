// SPDX-License-Identifier: MIT
#include "pipeline/clip_distances.h"

#include <algorithm>

namespace nogpu::pipeline {
namespace {

float outputOf(const v128_t* outputs, uint32_t outputCount, uint16_t slot, uint32_t component) {
  const auto* bytes = reinterpret_cast<const std::byte*>(outputs);
  float value;
  __builtin_memcpy(&value,
                   bytes + ((slot / 4u * size_t{outputCount} + component) * 4 + slot % 4) * 4, 4);
  return value;
}

/// NaN is outside.
bool inside(float distance) { return distance >= 0; }

}  // namespace

ClipDistances::ClipDistances(const DrawCall& call)
    : call_(call),
      any_(!call.program->cullDistanceSlots.empty() ||
           (call.raster.clipDistances != 0 && !call.program->clipDistanceSlots.empty())) {}

bool ClipDistances::load(const v128_t* outputs, uint32_t outputCount, const uint16_t* slots,
                         int count) {
  planeCount_ = 0;
  int outside = 0;
  const auto read = [&](uint32_t component, float* to) {
    outside = 0;
    std::fill(to, to + 3, 0.0f);
    for (int i = 0; i < count; ++i) {
      to[i] = outputOf(outputs, outputCount, slots[i], component);
      outside += inside(to[i]) ? 0 : 1;
    }
  };
  for (const uint32_t component : call_.program->cullDistanceSlots) {
    float unused[3];
    read(component, unused);
    if (outside == count) return false;
  }
  const auto& clip = call_.program->clipDistanceSlots;
  for (size_t i = 0; i < std::min<size_t>(clip.size(), kMaxClipDistances); ++i) {
    if ((call_.raster.clipDistances >> i & 1) == 0) continue;
    read(clip[i], planes_[planeCount_]);
    if (outside == count) return false;
    if (outside != 0) ++planeCount_;
  }
  return true;
}

float ClipDistances::distance(int plane, const ClipPoint& p) const {
  const float* d = planes_[plane];
  return p.weights[0] * d[0] + p.weights[1] * d[1] + p.weights[2] * d[2];
}

int ClipDistances::clipPolygon(ClipPoint points[kMaxClipPoints], int count) const {
  ClipPoint kept[2 * kMaxClipPoints];
  for (int plane = 0; plane < planeCount_ && count >= 3; ++plane) {
    int n = 0;
    for (int i = 0; i < count; ++i) {
      const ClipPoint &a = points[i], &b = points[i + 1 == count ? 0 : i + 1];
      const float da = distance(plane, a), db = distance(plane, b);
      if (inside(da)) kept[n++] = a;
      // From the inside out, so that neighbours that share the edge get the same point.
      if (inside(da) && !inside(db)) kept[n++] = cutEdge(a, da, b, db);
      if (!inside(da) && inside(db)) kept[n++] = cutEdge(b, db, a, da);
    }
    count = std::min(n, kMaxClipPoints);
    std::copy(kept, kept + count, points);
  }
  return count < 3 ? 0 : count;
}

bool ClipDistances::clipLine(ClipPoint ends[2]) const {
  for (int plane = 0; plane < planeCount_; ++plane) {
    const float d0 = distance(plane, ends[0]), d1 = distance(plane, ends[1]);
    if (!inside(d0) && !inside(d1)) return false;
    if (!inside(d1))
      ends[1] = cutEdge(ends[0], d0, ends[1], d1);
    else if (!inside(d0))
      ends[0] = cutEdge(ends[1], d1, ends[0], d0);
  }
  return true;
}

}  // namespace nogpu::pipeline
