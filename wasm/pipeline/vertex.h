// SPDX-License-Identifier: MIT
// A vertex between shading and set-up, and the transform that gives its window position.
#pragma once

#include <cstdint>

#include "pipeline/draw_call.h"

namespace nogpu::pipeline {

/// Clip codes. The six planes of the clip volume reject; near, far and the guard planes also clip.
/// Beyond left, right, bottom and top the rasterizer's box does the clipping, up to the guard band.
enum ClipCode : uint32_t {
  kClipLeft = 1,
  kClipRight = 2,
  kClipBottom = 4,
  kClipTop = 8,
  kClipNear = 16,
  kClipFar = 32,
  kGuardLeft = 64,
  kGuardRight = 128,
  kGuardBottom = 256,
  kGuardTop = 512,
  kInvalid = 1024,  ///< not finite: the primitive is dropped
  kClipDistance = 2048,
  kRejectMask = 63,
  kMustClip =
      kClipNear | kClipFar | kGuardLeft | kGuardRight | kGuardBottom | kGuardTop | kClipDistance,
};

/// The window coordinates of a guard plane, in pixels: what 24.8 fixed point can hold.
inline constexpr float kGuardPixels = 32000.0f;

struct alignas(16) Vertex {
  int32_t x, y;  ///< window, 1/256 pixel
  float z;       ///< window depth
  float oneOverW;
  float clip[4];
  uint32_t clipCode;
  float pointSize;
  float pad[2];
};
static_assert(sizeof(Vertex) == 48);

/// Clip space to window space (ES 3.0 §2.13.1) and the guard band's factors.
struct WindowTransform {
  float scale[3], offset[3];
  float guardX, guardY;  ///< |x| ≤ guardX·w keeps the window position in range
  float nearW;           ///< near plane: z ≥ -nearW·w
  bool depthClamp;       ///< neither near nor far plane
};
WindowTransform windowTransform(const DrawCall& call);

/// Fills four vertices from clip positions in lanes (x, y, z, w).
void projectVertices(const WindowTransform& t, const v128_t clip[4], Vertex* out);

}  // namespace nogpu::pipeline
