// SPDX-License-Identifier: MIT
// Framebuffer objects: which images a draw goes to and a read comes from (ES 3.0 §4.4). The default
// framebuffer is one of them: isDefault, its planes are renderbuffers of the drawing buffer.
//
//   attachments   0 … 7 colour │ 8 depth │ 9 stencil
#pragma once

#include <cstdint>

#include "gl/limits.h"
#include "gl/object.h"
#include "gl/renderbuffer.h"
#include "gl/texture.h"
#include "pipeline/draw_call.h"

namespace nogpu::gl {

/// One attachment point. At most one of the two references is set.
struct Attachment {
  Ref<Texture> texture;
  Ref<Renderbuffer> renderbuffer;
  uint32_t level = 0, face = 0;
  uint32_t layer = 0;  ///< 3D slice or array layer

  bool attached() const { return texture || renderbuffer; }
  /// The image behind it; null if nothing is attached, or the level was never defined.
  Image* image() const;
  friend bool operator==(const Attachment& a, const Attachment& b) {
    return a.texture == b.texture && a.renderbuffer == b.renderbuffer && a.level == b.level &&
           a.face == b.face && a.layer == b.layer;
  }
};

inline constexpr uint32_t kDepthAttachment = kMaxDrawBuffers;
inline constexpr uint32_t kStencilAttachment = kMaxDrawBuffers + 1;
inline constexpr uint32_t kAttachments = kMaxDrawBuffers + 2;

class Framebuffer final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Framebuffer;
  explicit Framebuffer(Context& owner) : Object(owner, kKind) {
    drawBuffers[0] = GL_COLOR_ATTACHMENT0;
  }

  Attachment attachments[kAttachments];
  /// WebGL 1, where DEPTH_STENCIL_ATTACHMENT is a point of its own beside the two (WebGL 1.0 §6.8):
  /// what each holds. `attachments` has what follows from them.
  struct {
    Attachment depth, stencil, depthStencil;
  } points;
  uint32_t drawBuffers[kMaxDrawBuffers] = {};  ///< as set; GL_NONE is 0
  uint32_t readBuffer = GL_COLOR_ATTACHMENT0;
  bool isDefault = false;
  bool everBound = false;
  Ref<Renderbuffer> resolved;  ///< default framebuffer with MSAA: where its colour is resolved to

  /// Makes it the default framebuffer: BACK as draw and read buffer, always complete.
  void becomeDefault() {
    isDefault = everBound = true;
    drawBuffers[0] = readBuffer = GL_BACK;
  }
};

struct FramebufferState {
  Ref<Framebuffer> defaultFramebuffer;
  Ref<Framebuffer> draw, read;  ///< null: the default framebuffer
  Ref<Renderbuffer> renderbuffer;

  Framebuffer& drawFramebuffer() const { return draw ? *draw : *defaultFramebuffer; }
  Framebuffer& readFramebuffer() const { return read ? *read : *defaultFramebuffer; }
};

/// checkFramebufferStatus: GL_FRAMEBUFFER_COMPLETE or what is wrong. ES 3.0 §4.4.4, WebGL 2.0
/// §3.7.4.
uint32_t framebufferStatus(const Context& context, const Framebuffer& framebuffer);

/// Common size and sample count of a complete framebuffer's images.
struct FramebufferExtent {
  uint32_t width = 0, height = 0;
  uint32_t samples = 0;  ///< 0: single-sampled (GL SAMPLES)
};
FramebufferExtent framebufferExtent(const Framebuffer& framebuffer);

/// The attachment that draw buffer `i` writes, or the one reads come from; null if it is NONE. An
/// attachment that is selected may still have nothing attached.
const Attachment* drawAttachment(const Framebuffer& framebuffer, uint32_t i);
const Attachment* readAttachment(const Framebuffer& framebuffer);

/// Facts of the format of draw buffer `i`; null if it is NONE or has no image.
const format::FormatInfo* drawBufferFormat(const Framebuffer& framebuffer, uint32_t i);

/// Bits of the planes that exist: 0 without one.
uint32_t depthBits(const Framebuffer& framebuffer);
uint32_t stencilBits(const Framebuffer& framebuffer);

/// Surfaces of a complete framebuffer for a draw or a clear; images never written are zeroed first.
pipeline::DrawTarget drawTarget(const Framebuffer& framebuffer);

/// The single-sampled surface that readPixels and copyTex* read: a multisampled default framebuffer
/// is resolved first. Null surface if the read buffer is NONE, missing, or there is no memory.
pipeline::Surface readSurface(Context& context, Framebuffer& framebuffer);

/// The surface of one attachment (colour or depth plane), zeroed if it was never written.
pipeline::Surface attachmentSurface(const Attachment& attachment);
pipeline::Surface attachmentStencil(const Attachment& attachment);

}  // namespace nogpu::gl
