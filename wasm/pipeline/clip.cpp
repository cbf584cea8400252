// SPDX-License-Identifier: MIT
// Sutherland-Hodgman, one plane after the other; only planes that the clip codes name are visited.
// A cut is computed from the inside point towards the outside one, so that two triangles
// sharing an edge get the same point, whatever their directions.
#include "pipeline/clip.h"

#include <algorithm>

namespace nogpu::pipeline {
namespace {

struct Plane {
  uint32_t code;
  int axis;  ///< distance = w·factor ± clip[axis]
  float sign;
};
constexpr Plane kPlanes[] = {
    {kClipNear, 2, 1},    {kClipFar, 2, -1},    {kGuardLeft, 0, 1},
    {kGuardRight, 0, -1}, {kGuardBottom, 1, 1}, {kGuardTop, 1, -1},
};

/// How much w counts in a plane's distance.
float factorOf(const WindowTransform& t, const Plane& plane) {
  if (plane.axis == 2) return plane.code == kClipNear ? t.nearW : 1.0f;
  return plane.axis == 0 ? t.guardX : t.guardY;
}

float distance(const WindowTransform& t, const Plane& plane, const ClipPoint& p) {
  return p.clip[3] * factorOf(t, plane) + plane.sign * p.clip[plane.axis];
}

int clipAgainst(const WindowTransform& t, const Plane& plane, const ClipPoint* in, int count,
                ClipPoint* out) {
  int kept = 0;
  for (int i = 0; i < count; ++i) {
    const ClipPoint &a = in[i], &b = in[i + 1 == count ? 0 : i + 1];
    const float da = distance(t, plane, a), db = distance(t, plane, b);
    if (da >= 0) out[kept++] = a;
    if (da >= 0 && db < 0) out[kept++] = cutEdge(a, da, b, db);
    if (da < 0 && db >= 0) out[kept++] = cutEdge(b, db, a, da);
  }
  return kept;
}

ClipPoint corner(const Vertex& v, int index) {
  ClipPoint p{};
  std::copy(v.clip, v.clip + 4, p.clip);
  p.weights[index] = 1.0f;
  return p;
}

}  // namespace

ClipPoint cutEdge(const ClipPoint& inside, float in, const ClipPoint& outside, float out) {
  const float s = in / (in - out);
  ClipPoint p;
  for (int i = 0; i < 4; ++i) p.clip[i] = inside.clip[i] + s * (outside.clip[i] - inside.clip[i]);
  for (int i = 0; i < 3; ++i) {
    p.weights[i] = inside.weights[i] + s * (outside.weights[i] - inside.weights[i]);
  }
  return p;
}

int clipTriangle(const WindowTransform& t, const Vertex* const vertices[3], uint32_t codes,
                 ClipPoint out[kMaxClipPoints]) {
  // Rounding may make a cut point fall outside a plane before; the arrays leave room for the few
  // extra corners that a polygon bent that way can get.
  ClipPoint buffers[2][2 * kMaxClipPoints];
  int current = 0, count = 3;
  for (int i = 0; i < 3; ++i) buffers[0][i] = corner(*vertices[i], i);
  for (const Plane& plane : kPlanes) {
    if (!(codes & plane.code)) continue;
    count = clipAgainst(t, plane, buffers[current], count, buffers[1 - current]);
    current = 1 - current;
    if (count < 3) return 0;
    count = std::min(count, kMaxClipPoints);
  }
  std::copy(buffers[current], buffers[current] + count, out);
  return count;
}

bool clipLine(const WindowTransform& t, const Vertex& from, const Vertex& to, uint32_t codes,
              ClipPoint out[2]) {
  out[0] = corner(from, 0);
  out[1] = corner(to, 1);
  for (const Plane& plane : kPlanes) {
    if (!(codes & plane.code)) continue;
    const float d0 = distance(t, plane, out[0]), d1 = distance(t, plane, out[1]);
    if (d0 < 0 && d1 < 0) return false;
    if (d1 < 0)
      out[1] = cutEdge(out[0], d0, out[1], d1);
    else if (d0 < 0)
      out[0] = cutEdge(out[1], d1, out[0], d0);
  }
  return true;
}

}  // namespace nogpu::pipeline
