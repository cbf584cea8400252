// SPDX-License-Identifier: MIT
#include "pipeline/vertex.h"

#include <algorithm>
#include <cmath>

#include "pipeline/color_codec.h"
#include "pipeline/sample_pattern.h"

namespace nogpu::pipeline {
namespace {

/// Largest |x/w| whose window coordinate stays within the guard band on both sides.
float guardFactor(float scale, float offset) {
  const float room = kGuardPixels - std::fabs(offset);
  if (room <= scale || scale <= 0) return 1.0f;
  return room / scale;
}

v128_t bitWhere(v128_t lanes, uint32_t bit) {
  return wasm_v128_and(lanes, wasm_i32x4_splat(static_cast<int32_t>(bit)));
}

v128_t clipCodes(const WindowTransform& t, const v128_t clip[4]) {
  const v128_t x = clip[0], y = clip[1], z = clip[2], w = clip[3], minusW = wasm_f32x4_neg(w);
  const v128_t guardX = wasm_f32x4_mul(w, wasm_f32x4_splat(t.guardX));
  const v128_t guardY = wasm_f32x4_mul(w, wasm_f32x4_splat(t.guardY));
  v128_t code = bitWhere(wasm_f32x4_lt(x, minusW), kClipLeft);
  const auto add = [&](v128_t lanes, uint32_t bit) {
    code = wasm_v128_or(code, bitWhere(lanes, bit));
  };
  add(wasm_f32x4_gt(x, w), kClipRight);
  add(wasm_f32x4_lt(y, minusW), kClipBottom);
  add(wasm_f32x4_gt(y, w), kClipTop);
  if (!t.depthClamp) {
    add(wasm_f32x4_lt(z, wasm_f32x4_mul(minusW, wasm_f32x4_splat(t.nearW))), kClipNear);
    add(wasm_f32x4_gt(z, w), kClipFar);
  }
  add(wasm_f32x4_lt(x, wasm_f32x4_neg(guardX)), kGuardLeft);
  add(wasm_f32x4_gt(x, guardX), kGuardRight);
  add(wasm_f32x4_lt(y, wasm_f32x4_neg(guardY)), kGuardBottom);
  add(wasm_f32x4_gt(y, guardY), kGuardTop);
  // x - x is zero exactly for finite numbers.
  v128_t finite = wasm_i32x4_splat(-1);
  for (int c = 0; c < 4; ++c) {
    finite = wasm_v128_and(finite,
                           wasm_f32x4_eq(wasm_f32x4_sub(clip[c], clip[c]), wasm_f32x4_splat(0.0f)));
  }
  add(wasm_v128_not(finite), kInvalid);
  return code;
}

/// Window coordinate to 24.8; out of range (only where clipping follows) saturates, NaN becomes 0.
v128_t snap(v128_t window) {
  const float limit = 16777215.0f;
  const v128_t scaled = wasm_f32x4_mul(window, wasm_f32x4_splat(kSubpixelsPerPixel));
  const v128_t inRange =
      wasm_f32x4_pmin(wasm_f32x4_splat(limit), wasm_f32x4_pmax(wasm_f32x4_splat(-limit), scaled));
  return wasm_i32x4_trunc_sat_f32x4(wasm_f32x4_nearest(inRange));
}

}  // namespace

WindowTransform windowTransform(const DrawCall& call) {
  const Viewport& v = call.viewport;
  WindowTransform t;
  t.scale[0] = static_cast<float>(v.width) * 0.5f;
  t.scale[1] = static_cast<float>(v.height) * 0.5f;
  if (call.clip.depthZeroToOne) {
    t.scale[2] = call.depthFar - call.depthNear;
    t.offset[2] = call.depthNear;
  } else {
    t.scale[2] = (call.depthFar - call.depthNear) * 0.5f;
    t.offset[2] = (call.depthFar + call.depthNear) * 0.5f;
  }
  t.offset[0] = static_cast<float>(v.x) + t.scale[0];
  t.offset[1] = static_cast<float>(v.y) + t.scale[1];
  t.guardX = guardFactor(t.scale[0], t.offset[0]);
  t.guardY = guardFactor(t.scale[1], t.offset[1]);
  if (call.clip.upperLeft) t.scale[1] = -t.scale[1];
  t.nearW = call.clip.depthZeroToOne ? 0.0f : 1.0f;
  t.depthClamp = call.clip.depthClamp;
  return t;
}

void projectVertices(const WindowTransform& t, const v128_t clip[4], Vertex* out) {
  const v128_t oneOverW = wasm_f32x4_div(wasm_f32x4_splat(1.0f), clip[3]);
  v128_t window[3];
  for (int c = 0; c < 3; ++c) {
    const v128_t ndc = wasm_f32x4_div(clip[c], clip[3]);
    window[c] = wasm_f32x4_add(wasm_f32x4_mul(ndc, wasm_f32x4_splat(t.scale[c])),
                               wasm_f32x4_splat(t.offset[c]));
  }
  const v128_t lanes[4] = {snap(window[0]), snap(window[1]), window[2], oneOverW};
  const v128_t codes = clipCodes(t, clip);
  v128_t positions[4], clips[4];
  transpose4(lanes, positions);
  transpose4(clip, clips);
  uint32_t code[4];
  wasm_v128_store(code, codes);
  for (int i = 0; i < 4; ++i) {
    wasm_v128_store(&out[i].x, positions[i]);
    wasm_v128_store(out[i].clip, clips[i]);
    out[i].clipCode = code[i];
    out[i].pointSize = 1.0f;
  }
}

}  // namespace nogpu::pipeline
