// SPDX-License-Identifier: MIT
// Completeness of framebuffers, and the surfaces behind their attachments.
#include "gl/framebuffer.h"

#include "gl/context.h"
#include "gl/validate_textures.h"
#include "gl/webgl1.h"
#include "pipeline/resolve.h"

namespace nogpu::gl {

Image* Attachment::image() const {
  if (renderbuffer) return renderbuffer->image.defined() ? &renderbuffer->image : nullptr;
  return texture ? texture->image(face, level) : nullptr;
}

// ---- completeness -------------------------------------------------------------------------------

namespace {

uint32_t samplesOf(const Attachment& a) { return a.renderbuffer ? a.renderbuffer->samples : 0; }

// ES 3.0 §4.4.4.1: levels other than the base one only of a chain that is complete.
bool levelUsable(const Texture& texture, uint32_t level) {
  if (texture.immutable) return true;
  if (texture.target == GL_TEXTURE_CUBE_MAP && !cubeComplete(texture)) return false;
  if (texture.baseLevel > texture.maxLevel) return false;
  const LevelRange range = mipLevels(texture);
  if (level == range.base) return true;
  return level > range.base && level <= range.last && mipmapComplete(texture);
}

bool formatFits(const Context& context, const format::FormatInfo& info, uint32_t point,
                const Framebuffer& framebuffer) {
  // WebGL 1.0 §6.8: a point takes exactly what it is named for.
  if (point >= kDepthAttachment && isWebgl1(context)) {
    const bool both = framebuffer.points.depthStencil.attached();
    return info.hasDepth() == (both || point == kDepthAttachment) &&
           info.hasStencil() == (both || point == kStencilAttachment);
  }
  if (point == kDepthAttachment) return info.hasDepth();
  if (point == kStencilAttachment) return info.hasStencil();
  return info.hasColor() && supported(context, info.renderable);
}

bool attachmentComplete(const Context& context, const Attachment& a, uint32_t point,
                        const Framebuffer& framebuffer) {
  const Image* image = a.image();
  if (image == nullptr || image->empty() || a.layer >= image->depth) return false;
  if (a.texture && !levelUsable(*a.texture, a.level)) return false;
  return !image->isCompressed() && formatFits(context, image->info(), point, framebuffer);
}

bool sameColorTwice(const Framebuffer& framebuffer) {
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    if (!framebuffer.attachments[i].attached()) continue;
    for (uint32_t j = i + 1; j < kMaxDrawBuffers; ++j) {
      if (framebuffer.attachments[i] == framebuffer.attachments[j]) return true;
    }
  }
  return false;
}

bool depthStencilDiffer(const Framebuffer& framebuffer) {
  const auto& points = framebuffer.points;
  const int inUse =
      points.depth.attached() + points.stencil.attached() + points.depthStencil.attached();
  if (inUse > 1) return true;
  const Attachment& depth = framebuffer.attachments[kDepthAttachment];
  const Attachment& stencil = framebuffer.attachments[kStencilAttachment];
  return depth.attached() && stencil.attached() && !(depth == stencil);
}

}  // namespace

uint32_t framebufferStatus(const Context& context, const Framebuffer& framebuffer) {
  if (framebuffer.isDefault) return GL_FRAMEBUFFER_COMPLETE;
  // WebGL 1.0 §6.8 asks for this before all else.
  if (isWebgl1(context) && depthStencilDiffer(framebuffer)) return GL_FRAMEBUFFER_UNSUPPORTED;
  const Attachment* first = nullptr;
  for (uint32_t point = 0; point < kAttachments; ++point) {
    const Attachment& a = framebuffer.attachments[point];
    if (!a.attached()) continue;
    if (!attachmentComplete(context, a, point, framebuffer))
      return GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT;
    if (first == nullptr) first = &a;
  }
  if (first == nullptr) return GL_FRAMEBUFFER_INCOMPLETE_MISSING_ATTACHMENT;
  for (const Attachment& a : framebuffer.attachments) {
    if (!a.attached()) continue;
    const Image &image = *a.image(), &reference = *first->image();
    if (image.width != reference.width || image.height != reference.height) {
      return GL_FRAMEBUFFER_INCOMPLETE_DIMENSIONS;
    }
    if (samplesOf(a) != samplesOf(*first)) return GL_FRAMEBUFFER_INCOMPLETE_MULTISAMPLE;
  }
  if (depthStencilDiffer(framebuffer) || sameColorTwice(framebuffer)) {
    return GL_FRAMEBUFFER_UNSUPPORTED;
  }
  return GL_FRAMEBUFFER_COMPLETE;
}

FramebufferExtent framebufferExtent(const Framebuffer& framebuffer) {
  for (const Attachment& a : framebuffer.attachments) {
    const Image* image = a.image();
    if (image != nullptr) return {image->width, image->height, samplesOf(a)};
  }
  return {};
}

// ---- attachments --------------------------------------------------------------------------------

const Attachment* drawAttachment(const Framebuffer& framebuffer, uint32_t i) {
  return framebuffer.drawBuffers[i] == GL_NONE ? nullptr : &framebuffer.attachments[i];
}

const Attachment* readAttachment(const Framebuffer& framebuffer) {
  if (framebuffer.readBuffer == GL_NONE) return nullptr;
  if (framebuffer.readBuffer == GL_BACK) return &framebuffer.attachments[0];
  return &framebuffer.attachments[framebuffer.readBuffer - GL_COLOR_ATTACHMENT0];
}

const format::FormatInfo* drawBufferFormat(const Framebuffer& framebuffer, uint32_t i) {
  const Attachment* a = drawAttachment(framebuffer, i);
  const Image* image = a != nullptr ? a->image() : nullptr;
  return image != nullptr ? &image->info() : nullptr;
}

uint32_t depthBits(const Framebuffer& framebuffer) {
  const Image* image = framebuffer.attachments[kDepthAttachment].image();
  return image != nullptr ? image->info().depthBits : 0;
}

uint32_t stencilBits(const Framebuffer& framebuffer) {
  const Image* image = framebuffer.attachments[kStencilAttachment].image();
  return image != nullptr ? image->info().stencilBits : 0;
}

// ---- surfaces -----------------------------------------------------------------------------------

pipeline::Surface attachmentSurface(const Attachment& attachment) {
  Image* image = attachment.image();
  if (image == nullptr) return {};
  fillImage(*image);
  return colorSurface(*image, attachment.layer);
}

pipeline::Surface attachmentStencil(const Attachment& attachment) {
  Image* image = attachment.image();
  if (image == nullptr) return {};
  fillImage(*image);
  return stencilSurface(*image, attachment.layer);
}

pipeline::DrawTarget drawTarget(const Framebuffer& framebuffer) {
  pipeline::DrawTarget target;
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    const Attachment* a = drawAttachment(framebuffer, i);
    if (a != nullptr) target.color[i] = attachmentSurface(*a);
  }
  target.depth = attachmentSurface(framebuffer.attachments[kDepthAttachment]);
  target.stencil = attachmentStencil(framebuffer.attachments[kStencilAttachment]);
  const FramebufferExtent extent = framebufferExtent(framebuffer);
  target.width = extent.width;
  target.height = extent.height;
  target.samples = extent.samples == 0 ? 1 : extent.samples;
  return target;
}

pipeline::Surface readSurface(Context& context, Framebuffer& framebuffer) {
  const Attachment* a = readAttachment(framebuffer);
  if (a == nullptr) return {};
  const pipeline::Surface surface = attachmentSurface(*a);
  if (!surface || surface.samples == 1) return surface;
  if (!framebuffer.resolved) {
    Renderbuffer* made =
        context.createObject<Renderbuffer>("resolve", boundary::MemoryKind::DrawingBuffers);
    if (made == nullptr) return {};
    framebuffer.resolved = made;
    made->internal = true;
    made->dropName();
  }
  Image& image = framebuffer.resolved->image;
  const Image& source = *a->image();
  const bool fits = image.defined() && image.width == source.width &&
                    image.height == source.height && image.format == source.format;
  if (!fits && !allocateImage(image, source.format, source.internalFormat,
                              {source.width, source.height, 1})) {
    context.error(GL_OUT_OF_MEMORY, "no memory to resolve %u x %u", source.width, source.height);
    return {};
  }
  const pipeline::Surface target = colorSurface(image);
  pipeline::resolveColor(surface, target, boundsOf(target));
  image.filled = true;
  return target;
}

}  // namespace nogpu::gl
