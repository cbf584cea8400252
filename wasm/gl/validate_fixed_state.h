// SPDX-License-Identifier: MIT
// What fixed-function state may be set to. Rules: ES 3.0 §2.13, §3.5, §4.1; WebGL 1.0 §6.13, §6.12.
// Setting it is an assignment, so that there is no execution file beside this one.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

/// enable, disable, isEnabled.
bool validateCapability(Context& context, const char* function, uint32_t cap);

// ---- OES_draw_buffers_indexed
bool validateDrawBufferIndex(Context& context, const char* function, uint32_t index);
bool validateIndexedCapability(Context& context, const char* function, uint32_t target,
                               uint32_t index);

// ---- EXT_clip_control, WEBGL_polygon_mode, WEBGL_provoking_vertex
bool validateClipControl(Context& context, uint32_t origin, uint32_t depth);
bool validatePolygonMode(Context& context, uint32_t face, uint32_t mode);
bool validateProvokingVertex(Context& context, uint32_t mode);

bool validateBlendEquation(Context& context, const char* function, uint32_t rgb, uint32_t alpha);
/// Which blend constants two RGB factors use; those of one draw must not use both (WebGL 1.0
/// §6.13).
constexpr uint32_t kConstantColor = 1, kConstantAlpha = 2;
uint32_t constantFactors(uint32_t srcRgb, uint32_t dstRgb);

bool validateBlendFunc(Context& context, const char* function, uint32_t srcRgb, uint32_t dstRgb,
                       uint32_t srcAlpha, uint32_t dstAlpha);
bool validateCompareFunc(Context& context, const char* function, uint32_t func);
/// FRONT, BACK or FRONT_AND_BACK.
bool validateFace(Context& context, const char* function, uint32_t face);
bool validateStencilOp(Context& context, const char* function, uint32_t fail, uint32_t depthFail,
                       uint32_t depthPass);
bool validateFrontFace(Context& context, uint32_t mode);
bool validateDepthRange(Context& context, float near, float far);
bool validateLineWidth(Context& context, float width);
/// viewport, scissor.
bool validateBox(Context& context, const char* function, int32_t width, int32_t height);
bool validateHint(Context& context, uint32_t target, uint32_t mode);
bool validatePixelStorei(Context& context, uint32_t pname, int32_t value);
void pixelStorei(Context& context, uint32_t pname, int32_t value);

/// The faces that `face` names: calls `f` with each.
template <typename F>
void forEachFace(FixedState& state, uint32_t face, F&& f) {
  if (face != GL_BACK) f(state.stencilFront);
  if (face != GL_FRONT) f(state.stencilBack);
}

}  // namespace nogpu::gl
