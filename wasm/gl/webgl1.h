// SPDX-License-Identifier: MIT
// Contexts of WebGL 1. They run on the same state and code as WebGL 2's; what they lack is a table
// (webgl1.def) that the validation of each enum argument asks.
#pragma once

#include <cstdint>

#include "gl/context.h"

namespace nogpu::gl {

/// Where an enum argument stands; the same value may be known in one place and not in another.
enum class EnumRole : uint8_t {
  BufferTarget,
  BufferUsage,
  AttribType,
  IndexType,
  AttribParameter,
  TextureTarget,
  TexParameter,
  PixelStore,
  PixelFormat,
  PixelType,
  FramebufferTarget,
  Attachment,
  AttachmentFact,
  RenderbufferFact,
  BlendEquation,
  BlendDestination,
  Capability,
  Hint,
  ProgramParameter,
  Parameter,
};

inline bool isWebgl1(const Context& context) { return context.options.version == 1; }

/// Whether a WebGL 1 context has `value` in this role, by itself or through an extension that is
/// enabled.
bool webgl1Knows(const Context& context, EnumRole role, uint32_t value);

/// Whether the context's version of WebGL has `value` in this role; true for WebGL 2, whose own
/// rules say more.
inline bool versionKnows(const Context& context, EnumRole role, uint32_t value) {
  return !isWebgl1(context) || webgl1Knows(context, role, value);
}

inline format::Api apiOf(const Context& context) {
  return isWebgl1(context) ? format::Api::WebGl1 : format::Api::WebGl2;
}

/// Client formats and types that only WebGL 1 has a name for.
bool onlyWebgl1Has(uint32_t formatOrType);

/// Names that only WebGL 1 has for what WebGL 2 has under another one: HALF_FLOAT_OES, and sRGB as
/// a client format. For calls that were validated.
uint32_t coreType(uint32_t type);
uint32_t coreFormat(uint32_t format);

}  // namespace nogpu::gl
