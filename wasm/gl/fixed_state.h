// SPDX-License-Identifier: MIT
// Fixed-function state: plain values as the application set them, GL enums and all. draws.cpp maps
// them to the pipeline's own; nothing is checked here. ES 3.0 tables 6.5 to 6.16.
#pragma once

#include <cstdint>

#include "format/gl_enums.h"
#include "format/pixel_store.h"
#include "gl/limits.h"

namespace nogpu::gl {

/// enable, disable, isEnabled: member and initial value by cap (capabilities.def).
struct Capabilities {
#define X(CAP, member, initial, extension) bool member = initial;
#include "gl/capabilities.def"
};

struct StencilFaceState {
  uint32_t func = GL_ALWAYS;
  int32_t ref = 0;
  uint32_t valueMask = 0xffffffff;
  uint32_t writeMask = 0xffffffff;
  uint32_t fail = GL_KEEP, depthFail = GL_KEEP, depthPass = GL_KEEP;
};

struct BlendFunctions {
  uint32_t equationRgb = GL_FUNC_ADD, equationAlpha = GL_FUNC_ADD;
  uint32_t srcRgb = GL_ONE, dstRgb = GL_ZERO;
  uint32_t srcAlpha = GL_ONE, dstAlpha = GL_ZERO;
};

/// SRC1 factors of WEBGL_blend_func_extended.
inline bool isSecondSourceFactor(uint32_t factor) {
  return factor == GL_SRC1_ALPHA_WEBGL ||
         (factor >= GL_SRC1_COLOR_WEBGL && factor <= GL_ONE_MINUS_SRC1_ALPHA_WEBGL);
}
inline bool usesSecondSource(const BlendFunctions& blend) {
  return isSecondSourceFactor(blend.srcRgb) || isSecondSourceFactor(blend.dstRgb) ||
         isSecondSourceFactor(blend.srcAlpha) || isSecondSourceFactor(blend.dstAlpha);
}

/// What OES_draw_buffers_indexed sets by draw buffer; all other calls set it for every one.
struct DrawBufferState {
  bool blending = false;
  BlendFunctions blend;
  bool colorMask[4] = {true, true, true, true};
};

/// PACK_* or UNPACK_* with the flags that only WebGL has.
struct PixelStoreState {
  format::PixelStore pack, unpack;
  bool unpackFlipY = false;
  bool unpackPremultiplyAlpha = false;
  uint32_t unpackColorspaceConversion = GL_BROWSER_DEFAULT_WEBGL;
};

struct FixedState {
  Capabilities caps;

  DrawBufferState drawBuffers[kMaxDrawBuffers];
  float blendColor[4] = {};
  bool depthMask = true;
  uint32_t depthFunc = GL_LESS;
  float depthRange[2] = {0, 1};
  StencilFaceState stencilFront, stencilBack;

  uint32_t cullFace = GL_BACK;
  uint32_t frontFace = GL_CCW;
  uint32_t polygonMode = GL_FILL_WEBGL;
  float polygonOffsetFactor = 0, polygonOffsetUnits = 0, polygonOffsetClamp = 0;
  uint32_t provokingVertex = GL_LAST_VERTEX_CONVENTION_WEBGL;
  uint32_t clipOrigin = GL_LOWER_LEFT_EXT, clipDepthMode = GL_NEGATIVE_ONE_TO_ONE_EXT;
  float lineWidth = 1;
  float sampleCoverageValue = 1;
  bool sampleCoverageInvert = false;

  int32_t viewport[4] = {};
  int32_t scissor[4] = {};

  float clearColor[4] = {};
  float clearDepth = 1;
  int32_t clearStencil = 0;

  uint32_t generateMipmapHint = GL_DONT_CARE;
  uint32_t derivativeHint = GL_DONT_CARE;

  PixelStoreState pixelStore;
};

/// enable and disable of a known cap.
void setCapability(FixedState& state, uint32_t cap, bool on);
bool capabilityOn(const FixedState& state, uint32_t cap);

}  // namespace nogpu::gl
