// SPDX-License-Identifier: MIT
// Exports of the state that extensions add: OES_draw_buffers_indexed, EXT_clip_control,
// EXT_polygon_offset_clamp, WEBGL_polygon_mode, WEBGL_provoking_vertex. Their methods are reached
// through the extension's object only, so that nothing here asks whether it is enabled.
#include "exports/export.h"
#include "gl/validate_fixed_state.h"

using namespace nogpu;
using exports::decodeContext;

namespace {

void setIndexed(uint32_t ctx, const char* function, uint32_t target, uint32_t index, bool on) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateIndexedCapability(*c, function, target, index)) return;
  c->fixed.drawBuffers[index].blending = on;
}

void setBlendEquation(uint32_t ctx, const char* function, uint32_t index, uint32_t rgb,
                      uint32_t alpha) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateDrawBufferIndex(*c, function, index) ||
      !gl::validateBlendEquation(*c, function, rgb, alpha)) {
    return;
  }
  gl::BlendFunctions& blend = c->fixed.drawBuffers[index].blend;
  blend.equationRgb = rgb;
  blend.equationAlpha = alpha;
}

void setBlendFunc(uint32_t ctx, const char* function, uint32_t index, uint32_t srcRgb,
                  uint32_t dstRgb, uint32_t srcAlpha, uint32_t dstAlpha) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateDrawBufferIndex(*c, function, index) ||
      !gl::validateBlendFunc(*c, function, srcRgb, dstRgb, srcAlpha, dstAlpha)) {
    return;
  }
  gl::BlendFunctions& blend = c->fixed.drawBuffers[index].blend;
  blend.srcRgb = srcRgb;
  blend.dstRgb = dstRgb;
  blend.srcAlpha = srcAlpha;
  blend.dstAlpha = dstAlpha;
}

}  // namespace

/// `enableiOES`
NOGPU_EXPORT void wasm_ctx_enablei(uint32_t ctx, uint32_t target, uint32_t index) {
  setIndexed(ctx, "enableiOES", target, index, true);
}

/// `disableiOES`
NOGPU_EXPORT void wasm_ctx_disablei(uint32_t ctx, uint32_t target, uint32_t index) {
  setIndexed(ctx, "disableiOES", target, index, false);
}

/// `blendEquationiOES`
NOGPU_EXPORT void wasm_ctx_blend_equationi(uint32_t ctx, uint32_t buf, uint32_t mode) {
  setBlendEquation(ctx, "blendEquationiOES", buf, mode, mode);
}

/// `blendEquationSeparateiOES`
NOGPU_EXPORT void wasm_ctx_blend_equation_separatei(uint32_t ctx, uint32_t buf, uint32_t modeRgb,
                                                    uint32_t modeAlpha) {
  setBlendEquation(ctx, "blendEquationSeparateiOES", buf, modeRgb, modeAlpha);
}

/// `blendFunciOES`
NOGPU_EXPORT void wasm_ctx_blend_funci(uint32_t ctx, uint32_t buf, uint32_t src, uint32_t dst) {
  setBlendFunc(ctx, "blendFunciOES", buf, src, dst, src, dst);
}

/// `blendFuncSeparateiOES`
NOGPU_EXPORT void wasm_ctx_blend_func_separatei(uint32_t ctx, uint32_t buf, uint32_t srcRgb,
                                                uint32_t dstRgb, uint32_t srcAlpha,
                                                uint32_t dstAlpha) {
  setBlendFunc(ctx, "blendFuncSeparateiOES", buf, srcRgb, dstRgb, srcAlpha, dstAlpha);
}

/// `colorMaskiOES`: `mask` has the bits 1 red, 2 green, 4 blue, 8 alpha.
NOGPU_EXPORT void wasm_ctx_color_maski(uint32_t ctx, uint32_t buf, uint32_t mask) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateDrawBufferIndex(*c, "colorMaskiOES", buf)) return;
  for (uint32_t i = 0; i < 4; ++i) c->fixed.drawBuffers[buf].colorMask[i] = (mask >> i & 1) != 0;
}

/// `clipControlEXT`
NOGPU_EXPORT void wasm_ctx_clip_control(uint32_t ctx, uint32_t origin, uint32_t depth) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateClipControl(*c, origin, depth)) return;
  c->fixed.clipOrigin = origin;
  c->fixed.clipDepthMode = depth;
}

/// `polygonOffsetClampEXT`
NOGPU_EXPORT void wasm_ctx_polygon_offset_clamp(uint32_t ctx, float factor, float units,
                                                float clamp) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  c->fixed.polygonOffsetFactor = factor;
  c->fixed.polygonOffsetUnits = units;
  c->fixed.polygonOffsetClamp = clamp;
}

/// `polygonModeWEBGL`
NOGPU_EXPORT void wasm_ctx_polygon_mode(uint32_t ctx, uint32_t face, uint32_t mode) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validatePolygonMode(*c, face, mode)) return;
  c->fixed.polygonMode = mode;
}

/// `provokingVertexWEBGL`
NOGPU_EXPORT void wasm_ctx_provoking_vertex(uint32_t ctx, uint32_t provokeMode) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateProvokingVertex(*c, provokeMode)) return;
  c->fixed.provokingVertex = provokeMode;
}
