// SPDX-License-Identifier: MIT
#include "gl/framebuffers.h"

#include <algorithm>
#include <utility>

#include "gl/webgl1.h"
#include "pipeline/clear.h"

namespace nogpu::gl {

// ---- binding and attaching ----------------------------------------------------------------------

void deleteFramebuffer(Context& context, Framebuffer& framebuffer) {
  const Ref<Framebuffer> alive(&framebuffer);
  framebuffer.deleted = true;
  FramebufferState& state = context.framebuffers;
  if (state.draw == &framebuffer) state.draw = nullptr;
  if (state.read == &framebuffer) state.read = nullptr;
  framebuffer.dropName();
}

void bindFramebuffer(Context& context, uint32_t target, Framebuffer* framebuffer) {
  FramebufferState& state = context.framebuffers;
  if (target != GL_READ_FRAMEBUFFER) state.draw = framebuffer;
  if (target != GL_DRAW_FRAMEBUFFER) state.read = framebuffer;
  if (framebuffer != nullptr) framebuffer->everBound = true;
}

Framebuffer& boundFramebuffer(const Context& context, uint32_t target) {
  return target == GL_READ_FRAMEBUFFER ? context.framebuffers.readFramebuffer()
                                       : context.framebuffers.drawFramebuffer();
}

namespace {

Attachment& webgl1Point(Framebuffer& framebuffer, uint32_t attachment) {
  auto& points = framebuffer.points;
  return attachment == GL_DEPTH_ATTACHMENT     ? points.depth
         : attachment == GL_STENCIL_ATTACHMENT ? points.stencil
                                               : points.depthStencil;
}

// More than one point in use makes the framebuffer unsupported: which of them wins is no matter.
void combineWebgl1Points(Framebuffer& framebuffer) {
  const auto& p = framebuffer.points;
  const bool both = p.depthStencil.attached();
  framebuffer.attachments[kDepthAttachment] = both ? p.depthStencil : p.depth;
  framebuffer.attachments[kStencilAttachment] = both ? p.depthStencil : p.stencil;
}

}  // namespace

void attach(Framebuffer& framebuffer, uint32_t attachment, const Attachment& what) {
  if (isWebgl1(framebuffer.context) && attachment - GL_COLOR_ATTACHMENT0 >= kMaxDrawBuffers) {
    webgl1Point(framebuffer, attachment) = what;
    combineWebgl1Points(framebuffer);
    return;
  }
  switch (attachment) {
    case GL_DEPTH_ATTACHMENT:
      framebuffer.attachments[kDepthAttachment] = what;
      break;
    case GL_STENCIL_ATTACHMENT:
      framebuffer.attachments[kStencilAttachment] = what;
      break;
    case GL_DEPTH_STENCIL_ATTACHMENT:
      framebuffer.attachments[kDepthAttachment] = what;
      framebuffer.attachments[kStencilAttachment] = what;
      break;
    default:
      framebuffer.attachments[attachment - GL_COLOR_ATTACHMENT0] = what;
      break;
  }
}

namespace {

void detach(Framebuffer* framebuffer, const Object& object) {
  if (framebuffer == nullptr) return;
  const auto remove = [&object](Attachment& a) {
    const Object* attached = a.texture ? static_cast<const Object*>(a.texture.get())
                                       : static_cast<const Object*>(a.renderbuffer.get());
    if (attached == &object) a = {};
  };
  for (Attachment& a : framebuffer->attachments) remove(a);
  auto& points = framebuffer->points;
  for (Attachment* a : {&points.depth, &points.stencil, &points.depthStencil}) remove(*a);
  if (isWebgl1(framebuffer->context)) combineWebgl1Points(*framebuffer);
}

}  // namespace

void detachFromBound(Context& context, const Object& object) {
  detach(context.framebuffers.draw.get(), object);
  detach(context.framebuffers.read.get(), object);
}

void drawBuffers(Framebuffer& framebuffer, std::span<const uint32_t> buffers) {
  std::fill(std::begin(framebuffer.drawBuffers), std::end(framebuffer.drawBuffers), GL_NONE);
  std::copy(buffers.begin(), buffers.end(), framebuffer.drawBuffers);
}

// ---- invalidation -------------------------------------------------------------------------------

namespace {

void invalidatePlane(const Attachment& attachment, bool stencil, pipeline::Rect area) {
  const pipeline::Surface surface =
      stencil ? attachmentStencil(attachment) : attachmentSurface(attachment);
  if (!surface) return;
  if (stencil) return pipeline::clearStencil(surface, area, 0);
  const format::FormatInfo& info = format::info(surface.format);
  if (info.hasDepth()) return pipeline::clearDepth(surface, area, 1.0f);
  const int32_t zero[4] = {};
  const float zeroFloat[4] = {};
  if (info.isInteger()) return pipeline::clearColorInt(surface, area, zero);
  pipeline::clearColorFloat(surface, area, zeroFloat);
}

}  // namespace

void invalidateFramebuffer(const Context& context, Framebuffer& framebuffer,
                           std::span<const uint32_t> attachments, pipeline::Rect area) {
  if (framebufferStatus(context, framebuffer) != GL_FRAMEBUFFER_COMPLETE) return;
  for (const uint32_t entry : attachments) {
    const bool both = entry == GL_DEPTH_STENCIL_ATTACHMENT;
    if (both || entry == GL_DEPTH_ATTACHMENT || entry == GL_DEPTH) {
      invalidatePlane(framebuffer.attachments[kDepthAttachment], false, area);
    }
    if (both || entry == GL_STENCIL_ATTACHMENT || entry == GL_STENCIL) {
      invalidatePlane(framebuffer.attachments[kStencilAttachment], true, area);
    }
    if (entry == GL_COLOR) invalidatePlane(framebuffer.attachments[0], false, area);
    const uint32_t index = entry - GL_COLOR_ATTACHMENT0;
    if (index < kMaxDrawBuffers) invalidatePlane(framebuffer.attachments[index], false, area);
  }
}

// ---- queries ------------------------------------------------------------------------------------

namespace {

const Attachment& queriedAttachment(const Framebuffer& framebuffer, uint32_t attachment) {
  if (isWebgl1(framebuffer.context) && attachment - GL_COLOR_ATTACHMENT0 >= kMaxDrawBuffers) {
    return webgl1Point(const_cast<Framebuffer&>(framebuffer), attachment);
  }
  switch (attachment) {
    case GL_DEPTH:
    case GL_DEPTH_ATTACHMENT:
    case GL_DEPTH_STENCIL_ATTACHMENT:
      return framebuffer.attachments[kDepthAttachment];
    case GL_STENCIL:
    case GL_STENCIL_ATTACHMENT:
      return framebuffer.attachments[kStencilAttachment];
    case GL_BACK:
      return framebuffer.attachments[0];
    default:
      return framebuffer.attachments[attachment - GL_COLOR_ATTACHMENT0];
  }
}

uint32_t objectType(const Framebuffer& framebuffer, const Attachment& a) {
  if (!a.attached()) return GL_NONE;
  if (framebuffer.isDefault) return GL_FRAMEBUFFER_DEFAULT;
  return a.texture ? GL_TEXTURE : GL_RENDERBUFFER;
}

uint32_t componentType(const format::FormatInfo& info, bool stencil) {
  if (stencil) return GL_UNSIGNED_INT;
  switch (info.kind) {
    case format::ComponentKind::Snorm:
      return GL_SIGNED_NORMALIZED;
    case format::ComponentKind::Float:
      return GL_FLOAT;
    case format::ComponentKind::Sint:
      return GL_INT;
    case format::ComponentKind::Uint:
      return GL_UNSIGNED_INT;
    case format::ComponentKind::Depth:
    case format::ComponentKind::DepthStencil:
      return info.depthBits == 32 ? GL_FLOAT : GL_UNSIGNED_NORMALIZED;
    default:
      return GL_UNSIGNED_NORMALIZED;
  }
}

uint32_t imageFact(const Attachment& a, uint32_t pname, bool stencil) {
  const Image* image = a.image();
  if (image == nullptr || image->format == format::FormatId::kNone) {
    return pname == GL_FRAMEBUFFER_ATTACHMENT_COLOR_ENCODING ? GL_LINEAR : 0;
  }
  const format::FormatInfo& info = image->info();
  switch (pname) {
    case GL_FRAMEBUFFER_ATTACHMENT_RED_SIZE:
      return info.bits[0];
    case GL_FRAMEBUFFER_ATTACHMENT_GREEN_SIZE:
      return info.bits[1];
    case GL_FRAMEBUFFER_ATTACHMENT_BLUE_SIZE:
      return info.bits[2];
    case GL_FRAMEBUFFER_ATTACHMENT_ALPHA_SIZE:
      return info.bits[3];
    case GL_FRAMEBUFFER_ATTACHMENT_DEPTH_SIZE:
      return info.depthBits;
    case GL_FRAMEBUFFER_ATTACHMENT_STENCIL_SIZE:
      return info.stencilBits;
    case GL_FRAMEBUFFER_ATTACHMENT_COLOR_ENCODING:
      return info.srgb ? GL_SRGB : GL_LINEAR;
    case GL_FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE:
      return componentType(info, stencil);
    default:
      return 0;
  }
}

}  // namespace

AttachmentValue getFramebufferAttachmentParameter(const Framebuffer& framebuffer,
                                                  uint32_t attachment, uint32_t pname) {
  const Attachment& a = queriedAttachment(framebuffer, attachment);
  const bool stencil = attachment == GL_STENCIL || attachment == GL_STENCIL_ATTACHMENT;
  const bool cube = a.texture && a.texture->target == GL_TEXTURE_CUBE_MAP;
  switch (pname) {
    case GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE:
      return {.word = objectType(framebuffer, a)};
    case GL_FRAMEBUFFER_ATTACHMENT_OBJECT_NAME:
      if (a.texture) return {true, 0, ObjectKind::Texture, a.texture.handle()};
      return {true, 0, ObjectKind::Renderbuffer, a.renderbuffer.handle()};
    case GL_FRAMEBUFFER_ATTACHMENT_TEXTURE_LEVEL:
      return {.word = a.level};
    case GL_FRAMEBUFFER_ATTACHMENT_TEXTURE_LAYER:
      return {.word = a.layer};
    case GL_FRAMEBUFFER_ATTACHMENT_TEXTURE_CUBE_MAP_FACE:
      return {.word = cube ? GL_TEXTURE_CUBE_MAP_POSITIVE_X + a.face : 0};
    default:
      return {.word = imageFact(a, pname, stencil)};
  }
}

// ---- renderbuffers ------------------------------------------------------------------------------

void deleteRenderbuffer(Context& context, Renderbuffer& renderbuffer) {
  const Ref<Renderbuffer> alive(&renderbuffer);
  renderbuffer.deleted = true;
  if (context.framebuffers.renderbuffer == &renderbuffer) {
    context.framebuffers.renderbuffer = nullptr;
  }
  detachFromBound(context, renderbuffer);
  renderbuffer.dropName();
}

void bindRenderbuffer(Context& context, Renderbuffer* renderbuffer) {
  context.framebuffers.renderbuffer = renderbuffer;
  if (renderbuffer != nullptr) renderbuffer->everBound = true;
}

bool allocateRenderbuffer(Renderbuffer& renderbuffer, uint32_t internalFormat, uint32_t width,
                          uint32_t height, uint32_t samples) {
  const uint32_t sized = internalFormat == GL_DEPTH_STENCIL ? GL_DEPTH24_STENCIL8 : internalFormat;
  const format::FormatId format = format::sizedFormat(sized);
  const uint32_t count = samples == 0 ? 0 : samples <= 2 ? 2 : samples <= 4 ? 4 : 8;
  if (!allocateImage(renderbuffer.image, format, internalFormat, {width, height, 1},
                     std::max(1u, count))) {
    return false;
  }
  renderbuffer.samples = count;
  return true;
}

void renderbufferStorage(Context& context, const char* function, uint32_t samples,
                         uint32_t internalFormat, uint32_t width, uint32_t height) {
  Renderbuffer& renderbuffer = *context.framebuffers.renderbuffer;
  if (allocateRenderbuffer(renderbuffer, internalFormat, width, height, samples)) return;
  context.error(GL_OUT_OF_MEMORY, "%s: no memory for %u x %u %s", function, width, height,
                format::enumName(internalFormat));
}

uint32_t getRenderbufferParameter(const Renderbuffer& renderbuffer, uint32_t pname) {
  const Image& image = renderbuffer.image;
  if (pname == GL_RENDERBUFFER_INTERNAL_FORMAT) {
    return image.defined() ? image.internalFormat : GL_RGBA4;
  }
  if (!image.defined()) return 0;
  const format::FormatInfo& info = image.info();
  switch (pname) {
    case GL_RENDERBUFFER_WIDTH:
      return image.width;
    case GL_RENDERBUFFER_HEIGHT:
      return image.height;
    case GL_RENDERBUFFER_SAMPLES:
      return renderbuffer.samples;
    case GL_RENDERBUFFER_RED_SIZE:
      return info.bits[0];
    case GL_RENDERBUFFER_GREEN_SIZE:
      return info.bits[1];
    case GL_RENDERBUFFER_BLUE_SIZE:
      return info.bits[2];
    case GL_RENDERBUFFER_ALPHA_SIZE:
      return info.bits[3];
    case GL_RENDERBUFFER_DEPTH_SIZE:
      return info.depthBits;
    case GL_RENDERBUFFER_STENCIL_SIZE:
      return info.stencilBits;
    default:
      return 0;
  }
}

std::span<const int32_t> sampleCounts(const format::FormatInfo& info) {
  static constexpr int32_t kCounts[] = {8, 4, 2};
  return info.isInteger() ? std::span<const int32_t>{} : std::span<const int32_t>{kCounts};
}

}  // namespace nogpu::gl
