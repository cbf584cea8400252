// SPDX-License-Identifier: MIT
#include "gl/clears.h"

#include <cstring>

#include "gl/validate_framebuffers.h"
#include "pipeline/clear.h"

namespace nogpu::gl {

using format::enumName;

namespace {

const char* functionName(ClearKind kind) {
  switch (kind) {
    case ClearKind::Float:
      return "clearBufferfv";
    case ClearKind::Int:
      return "clearBufferiv";
    case ClearKind::Uint:
      return "clearBufferuiv";
    default:
      return "clearBufferfi";
  }
}

bool bufferAllowed(ClearKind kind, uint32_t buffer) {
  switch (buffer) {
    case GL_COLOR:
      return kind != ClearKind::DepthStencil;
    case GL_DEPTH:
      return kind == ClearKind::Float;
    case GL_STENCIL:
      return kind == ClearKind::Int;
    case GL_DEPTH_STENCIL:
      return kind == ClearKind::DepthStencil;
    default:
      return false;
  }
}

ClearKind colorKind(const format::FormatInfo& info) {
  if (info.kind == format::ComponentKind::Sint) return ClearKind::Int;
  return info.kind == format::ComponentKind::Uint ? ClearKind::Uint : ClearKind::Float;
}

void clearDepthPlane(Context& context, const Framebuffer& framebuffer, float depth) {
  if (!context.fixed.depthMask) return;
  pipeline::clearDepth(attachmentSurface(framebuffer.attachments[kDepthAttachment]),
                       scissorRect(context), depth);
}

void clearStencilPlane(Context& context, const Framebuffer& framebuffer, int32_t value) {
  pipeline::clearStencil(attachmentStencil(framebuffer.attachments[kStencilAttachment]),
                         scissorRect(context), static_cast<uint8_t>(value),
                         static_cast<uint8_t>(context.fixed.stencilFront.writeMask));
}

}  // namespace

uint8_t colorMaskBits(const FixedState& fixed, uint32_t drawBuffer) {
  uint8_t bits = 0;
  for (uint32_t i = 0; i < 4; ++i) {
    bits |= static_cast<uint8_t>(fixed.drawBuffers[drawBuffer].colorMask[i] << i);
  }
  return bits;
}

bool validateSharedExponent(Context& context, const char* function, uint32_t drawBuffer,
                            const format::FormatInfo& info) {
  const uint8_t mask = colorMaskBits(context.fixed, drawBuffer);
  if (info.layout != format::Layout::Packed5999 || mask == 0 || mask == 15) return true;
  return context.error(GL_INVALID_OPERATION,
                       "%s: draw buffer %u is %s: all of its channels are written or none",
                       function, drawBuffer, info.name);
}

pipeline::Rect boxRect(const int32_t (&box)[4]) {
  // The far corner saturates; a box may lie anywhere.
  const auto end = [](int32_t at, int32_t size) {
    const int64_t sum = int64_t{at} + size;
    return static_cast<int32_t>(sum < 0x7fffffff ? sum : 0x7fffffff);
  };
  return {box[0], box[1], end(box[0], box[2]), end(box[1], box[3])};
}

pipeline::Rect scissorRect(const Context& context) {
  if (!context.fixed.caps.scissorTest) return {0, 0, 0x7fffffff, 0x7fffffff};
  return boxRect(context.fixed.scissor);
}

bool validateClear(Context& context, uint32_t mask) {
  constexpr uint32_t kAll = GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT | GL_STENCIL_BUFFER_BIT;
  if ((mask & ~kAll) != 0) {
    return context.error(GL_INVALID_VALUE, "clear: mask %#x has bits of no buffer", mask);
  }
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  if (!validateComplete(context, "clear", framebuffer)) return false;
  if ((mask & GL_COLOR_BUFFER_BIT) == 0) return true;
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    const format::FormatInfo* info = drawBufferFormat(framebuffer, i);
    if (info != nullptr && info->isInteger()) {
      return context.error(GL_INVALID_OPERATION, "clear: draw buffer %u is %s, use clearBuffer*", i,
                           info->name);
    }
    if (info != nullptr && !validateSharedExponent(context, "clear", i, *info)) return false;
  }
  return true;
}

void clear(Context& context, uint32_t mask) {
  const FixedState& fixed = context.fixed;
  if (fixed.caps.rasterizerDiscard) return;
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  if ((mask & GL_COLOR_BUFFER_BIT) != 0) {
    for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
      const Attachment* a = drawAttachment(framebuffer, i);
      if (a == nullptr || !a->attached()) continue;
      pipeline::clearColorFloat(attachmentSurface(*a), scissorRect(context), fixed.clearColor,
                                colorMaskBits(fixed, i));
    }
  }
  if ((mask & GL_DEPTH_BUFFER_BIT) != 0) clearDepthPlane(context, framebuffer, fixed.clearDepth);
  if ((mask & GL_STENCIL_BUFFER_BIT) != 0) {
    clearStencilPlane(context, framebuffer, fixed.clearStencil);
  }
}

bool validateClearBuffer(Context& context, ClearKind kind, uint32_t buffer, int32_t drawBuffer) {
  const char* function = functionName(kind);
  if (!bufferAllowed(kind, buffer)) {
    return context.error(GL_INVALID_ENUM, "%s: buffer %s (%#x) is not allowed", function,
                         enumName(buffer), buffer);
  }
  const int32_t count = buffer == GL_COLOR ? static_cast<int32_t>(kMaxDrawBuffers) : 1;
  if (drawBuffer < 0 || drawBuffer >= count) {
    return context.error(GL_INVALID_VALUE, "%s: drawbuffer %d is not 0 to %d", function, drawBuffer,
                         count - 1);
  }
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  if (!validateComplete(context, function, framebuffer)) return false;
  if (buffer != GL_COLOR) return true;
  const format::FormatInfo* info = drawBufferFormat(framebuffer, static_cast<uint32_t>(drawBuffer));
  if (info == nullptr) return true;
  if (colorKind(*info) == kind) {
    return validateSharedExponent(context, function, static_cast<uint32_t>(drawBuffer), *info);
  }
  return context.error(GL_INVALID_OPERATION, "%s: draw buffer %d is %s", function, drawBuffer,
                       info->name);
}

void clearBuffer(Context& context, ClearKind kind, uint32_t buffer, int32_t drawBuffer,
                 const uint32_t* values) {
  if (context.fixed.caps.rasterizerDiscard) return;
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  if (buffer == GL_DEPTH) {
    return clearDepthPlane(context, framebuffer, __builtin_bit_cast(float, values[0]));
  }
  if (buffer == GL_STENCIL) {
    return clearStencilPlane(context, framebuffer, static_cast<int32_t>(values[0]));
  }
  const Attachment* a = drawAttachment(framebuffer, static_cast<uint32_t>(drawBuffer));
  if (a == nullptr || !a->attached()) return;
  const pipeline::Surface surface = attachmentSurface(*a);
  const uint8_t mask = colorMaskBits(context.fixed, static_cast<uint32_t>(drawBuffer));
  if (kind == ClearKind::Float) {
    float rgba[4];
    std::memcpy(rgba, values, sizeof rgba);
    pipeline::clearColorFloat(surface, scissorRect(context), rgba, mask);
  } else {
    int32_t rgba[4];
    std::memcpy(rgba, values, sizeof rgba);
    pipeline::clearColorInt(surface, scissorRect(context), rgba, mask);
  }
}

void clearBufferDepthStencil(Context& context, float depth, int32_t stencil) {
  if (context.fixed.caps.rasterizerDiscard) return;
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  clearDepthPlane(context, framebuffer, depth);
  clearStencilPlane(context, framebuffer, stencil);
}

}  // namespace nogpu::gl
