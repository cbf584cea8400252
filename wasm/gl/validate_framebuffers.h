// SPDX-License-Identifier: MIT
// What framebuffers and renderbuffers may be asked for. Rules: ES 3.0 §4.2 … §4.5, WebGL 2.0
// §3.7.4.
#pragma once

#include <span>

#include "gl/context.h"
#include "gl/framebuffers.h"

namespace nogpu::gl {

bool validateBindFramebuffer(Context& context, uint32_t target, uint32_t handle,
                             Framebuffer*& framebuffer);
bool validateFramebufferTarget(Context& context, const char* function, uint32_t target);

/// `what` is filled: empty for a null object.
bool validateFramebufferTexture2D(Context& context, uint32_t target, uint32_t attachment,
                                  uint32_t textarget, uint32_t handle, int32_t level,
                                  Attachment& what);
bool validateFramebufferTextureLayer(Context& context, uint32_t target, uint32_t attachment,
                                     uint32_t handle, int32_t level, int32_t layer,
                                     Attachment& what);
bool validateFramebufferRenderbuffer(Context& context, uint32_t target, uint32_t attachment,
                                     uint32_t renderbufferTarget, uint32_t handle,
                                     Attachment& what);
bool validateGetFramebufferAttachmentParameter(Context& context, uint32_t target,
                                               uint32_t attachment, uint32_t pname);

bool validateDrawBuffers(Context& context, std::span<const uint32_t> buffers);
bool validateReadBuffer(Context& context, uint32_t source);
bool validateInvalidateFramebuffer(Context& context, const char* function, uint32_t target,
                                   std::span<const uint32_t> attachments, int32_t width,
                                   int32_t height);
bool validateBlitFramebuffer(Context& context, const BlitArguments& blit);

/// Raises INVALID_FRAMEBUFFER_OPERATION unless the framebuffer is complete.
bool validateComplete(Context& context, const char* function, const Framebuffer& framebuffer);
/// The read framebuffer can be read by readPixels and copyTex*: complete, read buffer there, FBO
/// single-sampled.
bool validateReadFramebuffer(Context& context, const char* function);

bool validateBindRenderbuffer(Context& context, uint32_t target, uint32_t handle,
                              Renderbuffer*& renderbuffer);
bool validateRenderbufferStorage(Context& context, const char* function, uint32_t target,
                                 int32_t samples, uint32_t internalFormat, int32_t width,
                                 int32_t height);
bool validateGetRenderbufferParameter(Context& context, uint32_t target, uint32_t pname);
/// What getInternalformatParameter answers for: renderbuffers' formats, and RGB and RGBA, which
/// render though no renderbuffer has them (ES 3.0 §6.1.15). kNone for all else.
format::FormatId queriedFormat(const Context& context, uint32_t internalFormat);
bool validateGetInternalformatParameter(Context& context, uint32_t target, uint32_t internalFormat,
                                        uint32_t pname);

}  // namespace nogpu::gl
