// SPDX-License-Identifier: MIT
// Exports of fixed-function state. Setting it is an assignment to gl::FixedState.
#include "exports/export.h"
#include "gl/validate_fixed_state.h"
#include "gl/webgl1.h"

using namespace nogpu;
using exports::decodeContext;

namespace {

/// GLclampf where ES 3.0 clamps when setting. NaN becomes 0.
float clampToUnit(float value) { return value > 0 ? (value < 1 ? value : 1) : 0; }

void setBox(int32_t (&box)[4], int32_t x, int32_t y, int32_t width, int32_t height) {
  box[0] = x;
  box[1] = y;
  box[2] = width;
  box[3] = height;
}

void setColor(float (&color)[4], float red, float green, float blue, float alpha) {
  color[0] = red;
  color[1] = green;
  color[2] = blue;
  color[3] = alpha;
}

void setCapability(uint32_t ctx, const char* function, uint32_t cap, bool on) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateCapability(*c, function, cap)) return;
  gl::setCapability(c->fixed, cap, on);
}

void setBlendEquation(uint32_t ctx, const char* function, uint32_t rgb, uint32_t alpha) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateBlendEquation(*c, function, rgb, alpha)) return;
  for (gl::DrawBufferState& buffer : c->fixed.drawBuffers) {
    buffer.blend.equationRgb = rgb;
    buffer.blend.equationAlpha = alpha;
  }
}

void setBlendFunc(uint32_t ctx, const char* function, uint32_t srcRgb, uint32_t dstRgb,
                  uint32_t srcAlpha, uint32_t dstAlpha) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateBlendFunc(*c, function, srcRgb, dstRgb, srcAlpha, dstAlpha)) {
    return;
  }
  for (gl::DrawBufferState& buffer : c->fixed.drawBuffers) {
    buffer.blend.srcRgb = srcRgb;
    buffer.blend.dstRgb = dstRgb;
    buffer.blend.srcAlpha = srcAlpha;
    buffer.blend.dstAlpha = dstAlpha;
  }
}

void setStencilFunc(uint32_t ctx, const char* function, uint32_t face, uint32_t func, int32_t ref,
                    uint32_t mask) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateFace(*c, function, face) ||
      !gl::validateCompareFunc(*c, function, func)) {
    return;
  }
  gl::forEachFace(c->fixed, face, [&](gl::StencilFaceState& state) {
    state.func = func;
    state.ref = ref;
    state.valueMask = mask;
  });
}

void setStencilMask(uint32_t ctx, const char* function, uint32_t face, uint32_t mask) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateFace(*c, function, face)) return;
  gl::forEachFace(c->fixed, face, [&](gl::StencilFaceState& state) { state.writeMask = mask; });
}

void setStencilOp(uint32_t ctx, const char* function, uint32_t face, uint32_t fail,
                  uint32_t depthFail, uint32_t depthPass) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateFace(*c, function, face) ||
      !gl::validateStencilOp(*c, function, fail, depthFail, depthPass)) {
    return;
  }
  gl::forEachFace(c->fixed, face, [&](gl::StencilFaceState& state) {
    state.fail = fail;
    state.depthFail = depthFail;
    state.depthPass = depthPass;
  });
}

}  // namespace

/// `enable`
NOGPU_EXPORT void wasm_ctx_enable(uint32_t ctx, uint32_t cap) {
  setCapability(ctx, "enable", cap, true);
}

/// `disable`
NOGPU_EXPORT void wasm_ctx_disable(uint32_t ctx, uint32_t cap) {
  setCapability(ctx, "disable", cap, false);
}

/// `isEnabled`
NOGPU_EXPORT uint32_t wasm_ctx_is_enabled(uint32_t ctx, uint32_t cap) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateCapability(*c, "isEnabled", cap)) return 0;
  return gl::capabilityOn(c->fixed, cap) ? 1 : 0;
}

/// `blendColor`: kept unclamped where colour buffers can be of floats. ES 3.0 §4.1.7; in WebGL 1,
/// EXT_color_buffer_half_float and WEBGL_color_buffer_float.
NOGPU_EXPORT void wasm_ctx_blend_color(uint32_t ctx, float red, float green, float blue,
                                       float alpha) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  const bool floats = !gl::isWebgl1(*c) ||
                      c->extensions.has(gl::Extension::EXT_color_buffer_half_float) ||
                      c->extensions.has(gl::Extension::WEBGL_color_buffer_float);
  setColor(c->fixed.blendColor, red, green, blue, alpha);
  if (floats) return;
  for (float& component : c->fixed.blendColor) component = clampToUnit(component);
}

/// `blendEquation`
NOGPU_EXPORT void wasm_ctx_blend_equation(uint32_t ctx, uint32_t mode) {
  setBlendEquation(ctx, "blendEquation", mode, mode);
}

/// `blendEquationSeparate`
NOGPU_EXPORT void wasm_ctx_blend_equation_separate(uint32_t ctx, uint32_t modeRgb,
                                                   uint32_t modeAlpha) {
  setBlendEquation(ctx, "blendEquationSeparate", modeRgb, modeAlpha);
}

/// `blendFunc`
NOGPU_EXPORT void wasm_ctx_blend_func(uint32_t ctx, uint32_t sfactor, uint32_t dfactor) {
  setBlendFunc(ctx, "blendFunc", sfactor, dfactor, sfactor, dfactor);
}

/// `blendFuncSeparate`
NOGPU_EXPORT void wasm_ctx_blend_func_separate(uint32_t ctx, uint32_t srcRgb, uint32_t dstRgb,
                                               uint32_t srcAlpha, uint32_t dstAlpha) {
  setBlendFunc(ctx, "blendFuncSeparate", srcRgb, dstRgb, srcAlpha, dstAlpha);
}

/// `colorMask`
NOGPU_EXPORT void wasm_ctx_color_mask(uint32_t ctx, uint32_t red, uint32_t green, uint32_t blue,
                                      uint32_t alpha) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  const uint32_t given[4] = {red, green, blue, alpha};
  for (gl::DrawBufferState& buffer : c->fixed.drawBuffers) {
    for (uint32_t i = 0; i < 4; ++i) buffer.colorMask[i] = given[i] != 0;
  }
}

/// `depthFunc`
NOGPU_EXPORT void wasm_ctx_depth_func(uint32_t ctx, uint32_t func) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateCompareFunc(*c, "depthFunc", func)) return;
  c->fixed.depthFunc = func;
}

/// `depthMask`
NOGPU_EXPORT void wasm_ctx_depth_mask(uint32_t ctx, uint32_t flag) {
  gl::Context* c = decodeContext(ctx);
  if (c != nullptr) c->fixed.depthMask = flag != 0;
}

/// `depthRange`
NOGPU_EXPORT void wasm_ctx_depth_range(uint32_t ctx, float zNear, float zFar) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateDepthRange(*c, zNear, zFar)) return;
  c->fixed.depthRange[0] = clampToUnit(zNear);
  c->fixed.depthRange[1] = clampToUnit(zFar);
}

/// `stencilFunc`
NOGPU_EXPORT void wasm_ctx_stencil_func(uint32_t ctx, uint32_t func, int32_t ref, uint32_t mask) {
  setStencilFunc(ctx, "stencilFunc", GL_FRONT_AND_BACK, func, ref, mask);
}

/// `stencilFuncSeparate`
NOGPU_EXPORT void wasm_ctx_stencil_func_separate(uint32_t ctx, uint32_t face, uint32_t func,
                                                 int32_t ref, uint32_t mask) {
  setStencilFunc(ctx, "stencilFuncSeparate", face, func, ref, mask);
}

/// `stencilMask`
NOGPU_EXPORT void wasm_ctx_stencil_mask(uint32_t ctx, uint32_t mask) {
  setStencilMask(ctx, "stencilMask", GL_FRONT_AND_BACK, mask);
}

/// `stencilMaskSeparate`
NOGPU_EXPORT void wasm_ctx_stencil_mask_separate(uint32_t ctx, uint32_t face, uint32_t mask) {
  setStencilMask(ctx, "stencilMaskSeparate", face, mask);
}

/// `stencilOp`
NOGPU_EXPORT void wasm_ctx_stencil_op(uint32_t ctx, uint32_t fail, uint32_t zfail, uint32_t zpass) {
  setStencilOp(ctx, "stencilOp", GL_FRONT_AND_BACK, fail, zfail, zpass);
}

/// `stencilOpSeparate`
NOGPU_EXPORT void wasm_ctx_stencil_op_separate(uint32_t ctx, uint32_t face, uint32_t fail,
                                               uint32_t zfail, uint32_t zpass) {
  setStencilOp(ctx, "stencilOpSeparate", face, fail, zfail, zpass);
}

/// `cullFace`
NOGPU_EXPORT void wasm_ctx_cull_face(uint32_t ctx, uint32_t mode) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateFace(*c, "cullFace", mode)) return;
  c->fixed.cullFace = mode;
}

/// `frontFace`
NOGPU_EXPORT void wasm_ctx_front_face(uint32_t ctx, uint32_t mode) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateFrontFace(*c, mode)) return;
  c->fixed.frontFace = mode;
}

/// `polygonOffset`
NOGPU_EXPORT void wasm_ctx_polygon_offset(uint32_t ctx, float factor, float units) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  c->fixed.polygonOffsetFactor = factor;
  c->fixed.polygonOffsetUnits = units;
  c->fixed.polygonOffsetClamp = 0;
}

/// `lineWidth`
NOGPU_EXPORT void wasm_ctx_line_width(uint32_t ctx, float width) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateLineWidth(*c, width)) return;
  c->fixed.lineWidth = width;
}

/// `sampleCoverage`
NOGPU_EXPORT void wasm_ctx_sample_coverage(uint32_t ctx, float value, uint32_t invert) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  c->fixed.sampleCoverageValue = clampToUnit(value);
  c->fixed.sampleCoverageInvert = invert != 0;
}

/// `viewport`: a size above MAX_VIEWPORT_DIMS is set to it. ES 3.0 §2.13.1.
NOGPU_EXPORT void wasm_ctx_viewport(uint32_t ctx, int32_t x, int32_t y, int32_t width,
                                    int32_t height) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateBox(*c, "viewport", width, height)) return;
  const int32_t limit = static_cast<int32_t>(c->limits.maxViewportDims);
  setBox(c->fixed.viewport, x, y, width < limit ? width : limit, height < limit ? height : limit);
}

/// `scissor`
NOGPU_EXPORT void wasm_ctx_scissor(uint32_t ctx, int32_t x, int32_t y, int32_t width,
                                   int32_t height) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateBox(*c, "scissor", width, height)) return;
  setBox(c->fixed.scissor, x, y, width, height);
}

/// `clearColor`: kept unclamped, float colour buffers are cleared so.
NOGPU_EXPORT void wasm_ctx_clear_color(uint32_t ctx, float red, float green, float blue,
                                       float alpha) {
  gl::Context* c = decodeContext(ctx);
  if (c != nullptr) setColor(c->fixed.clearColor, red, green, blue, alpha);
}

/// `clearDepth`
NOGPU_EXPORT void wasm_ctx_clear_depth(uint32_t ctx, float depth) {
  gl::Context* c = decodeContext(ctx);
  if (c != nullptr) c->fixed.clearDepth = clampToUnit(depth);
}

/// `clearStencil`
NOGPU_EXPORT void wasm_ctx_clear_stencil(uint32_t ctx, int32_t s) {
  gl::Context* c = decodeContext(ctx);
  if (c != nullptr) c->fixed.clearStencil = s;
}

/// `hint`
NOGPU_EXPORT void wasm_ctx_hint(uint32_t ctx, uint32_t target, uint32_t mode) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateHint(*c, target, mode)) return;
  (target == GL_GENERATE_MIPMAP_HINT ? c->fixed.generateMipmapHint : c->fixed.derivativeHint) =
      mode;
}

/// `pixelStorei`
NOGPU_EXPORT void wasm_ctx_pixel_storei(uint32_t ctx, uint32_t pname, int32_t param) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validatePixelStorei(*c, pname, param)) return;
  gl::pixelStorei(*c, pname, param);
}
