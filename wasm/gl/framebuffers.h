// SPDX-License-Identifier: MIT
// Framebuffers and renderbuffers: execution, for arguments that validate_framebuffers.h has let
// pass.
#pragma once

#include <span>

#include "gl/context.h"
#include "pipeline/blit.h"

namespace nogpu::gl {

void deleteFramebuffer(Context& context, Framebuffer& framebuffer);
void bindFramebuffer(Context& context, uint32_t target, Framebuffer* framebuffer);

/// The framebuffer bound to a target (FRAMEBUFFER means draw), the default one included.
Framebuffer& boundFramebuffer(const Context& context, uint32_t target);

/// Puts an image at an attachment point (DEPTH_STENCIL_ATTACHMENT: at both); an empty `what`
/// detaches.
void attach(Framebuffer& framebuffer, uint32_t attachment, const Attachment& what);

/// Deleting an attached object detaches it from the framebuffers now bound, not from others
/// (ES 3.0 §4.4.2.4).
void detachFromBound(Context& context, const Object& object);

void drawBuffers(Framebuffer& framebuffer, std::span<const uint32_t> buffers);

/// GL entries of attachments (COLOR_ATTACHMENTi, DEPTH…, or COLOR … of the default framebuffer)
/// whose contents may be dropped. They read as zero (depth 1) afterwards. Without effect while the
/// framebuffer is not complete: an attachment may then lie outside its image.
void invalidateFramebuffer(const Context& context, Framebuffer& framebuffer,
                           std::span<const uint32_t> attachments, pipeline::Rect area);

struct BlitArguments {
  pipeline::BlitRect from, to;
  uint32_t mask;
  uint32_t filter;
};
/// The scissor test applies, nothing else of the state does.
void blitFramebuffer(Context& context, const BlitArguments& blit);

/// The payload of getFramebufferAttachmentParameter.
struct AttachmentValue {
  bool object = false;  ///< `object`: kind and handle, else `word`
  uint32_t word = 0;
  ObjectKind kind = ObjectKind::None;
  uint32_t handle = 0;
};
AttachmentValue getFramebufferAttachmentParameter(const Framebuffer& framebuffer,
                                                  uint32_t attachment, uint32_t pname);

void deleteRenderbuffer(Context& context, Renderbuffer& renderbuffer);
void bindRenderbuffer(Context& context, Renderbuffer* renderbuffer);
/// Raises OUT_OF_MEMORY.
void renderbufferStorage(Context& context, const char* function, uint32_t samples,
                         uint32_t internalFormat, uint32_t width, uint32_t height);
uint32_t getRenderbufferParameter(const Renderbuffer& renderbuffer, uint32_t pname);

/// Sample counts of a renderable format, highest first; none for integer formats.
std::span<const int32_t> sampleCounts(const format::FormatInfo& info);

}  // namespace nogpu::gl
