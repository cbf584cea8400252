// SPDX-License-Identifier: MIT
#include "gl/validate_framebuffers.h"

#include "gl/validate_textures.h"
#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

bool validateFramebufferTarget(Context& context, const char* function, uint32_t target) {
  const bool known =
      target == GL_FRAMEBUFFER || target == GL_DRAW_FRAMEBUFFER || target == GL_READ_FRAMEBUFFER;
  if (known && versionKnows(context, EnumRole::FramebufferTarget, target)) return true;
  context.error(GL_INVALID_ENUM, "%s: target %s (%#x) is no framebuffer target", function,
                enumName(target), target);
  return false;
}

bool validateBindFramebuffer(Context& context, uint32_t target, uint32_t handle,
                             Framebuffer*& framebuffer) {
  framebuffer = nullptr;
  if (!validateFramebufferTarget(context, "bindFramebuffer", target)) return false;
  if (handle == 0) return true;
  framebuffer = context.lookup<Framebuffer>(handle);
  if (framebuffer != nullptr) return true;
  context.error(GL_INVALID_OPERATION,
                "bindFramebuffer: framebuffer is deleted or of another context");
  return false;
}

// ---- attachments --------------------------------------------------------------------------------

namespace {

bool isColorAttachment(uint32_t attachment) {
  // The API reserves 32 names, whatever MAX_COLOR_ATTACHMENTS is.
  return attachment >= GL_COLOR_ATTACHMENT0 && attachment < GL_COLOR_ATTACHMENT0 + 32;
}

bool isDepthOrStencil(uint32_t attachment) {
  return attachment == GL_DEPTH_ATTACHMENT || attachment == GL_STENCIL_ATTACHMENT ||
         attachment == GL_DEPTH_STENCIL_ATTACHMENT;
}

bool validateAttach(Context& context, const char* function, uint32_t target, uint32_t attachment) {
  if (!validateFramebufferTarget(context, function, target)) return false;
  const bool color = isColorAttachment(attachment) &&
                     attachment - GL_COLOR_ATTACHMENT0 < context.limits.maxColorAttachments;
  if ((!color && !isDepthOrStencil(attachment)) ||
      !versionKnows(context, EnumRole::Attachment, attachment)) {
    context.error(GL_INVALID_ENUM, "%s: %s (%#x) is no attachment point", function,
                  enumName(attachment), attachment);
    return false;
  }
  if (!boundFramebuffer(context, target).isDefault) return true;
  context.error(GL_INVALID_OPERATION, "%s: no framebuffer object is bound to %s", function,
                enumName(target));
  return false;
}

bool validateAttachedTexture(Context& context, const char* function, uint32_t handle,
                             Texture*& texture) {
  texture = context.lookup<Texture>(handle);
  if (texture != nullptr && texture->target != 0) return true;
  context.error(GL_INVALID_OPERATION, "%s: texture is deleted, never bound or of another context",
                function);
  return false;
}

}  // namespace

bool validateFramebufferTexture2D(Context& context, uint32_t target, uint32_t attachment,
                                  uint32_t textarget, uint32_t handle, int32_t level,
                                  Attachment& what) {
  constexpr const char* kName = "framebufferTexture2D";
  what = {};
  if (!validateAttach(context, kName, target, attachment)) return false;
  if (handle == 0) return true;
  if (textarget != GL_TEXTURE_2D && !isCubeFace(textarget)) {
    context.error(GL_INVALID_ENUM, "%s: textarget %s (%#x) is neither TEXTURE_2D nor a cube face",
                  kName, enumName(textarget), textarget);
    return false;
  }
  Texture* texture;
  if (!validateAttachedTexture(context, kName, handle, texture)) return false;
  const uint32_t wanted = isCubeFace(textarget) ? GL_TEXTURE_CUBE_MAP : textarget;
  if (texture->target != wanted) {
    context.error(GL_INVALID_OPERATION, "%s: textarget %s does not fit a texture of %s", kName,
                  enumName(textarget), enumName(texture->target));
    return false;
  }
  if (!validateLevel(context, kName, textarget, level)) return false;
  if (level != 0 && isWebgl1(context) &&
      !context.extensions.has(Extension::OES_fbo_render_mipmap)) {
    return context.error(GL_INVALID_VALUE, "%s: level %d needs OES_fbo_render_mipmap", kName,
                         level);
  }
  what.texture = texture;
  what.level = static_cast<uint32_t>(level);
  what.face = faceIndex(textarget);
  return true;
}

bool validateFramebufferTextureLayer(Context& context, uint32_t target, uint32_t attachment,
                                     uint32_t handle, int32_t level, int32_t layer,
                                     Attachment& what) {
  constexpr const char* kName = "framebufferTextureLayer";
  what = {};
  if (!validateAttach(context, kName, target, attachment)) return false;
  if (handle == 0) return true;
  Texture* texture;
  if (!validateAttachedTexture(context, kName, handle, texture)) return false;
  const bool volume = texture->target == GL_TEXTURE_3D;
  if (!volume && texture->target != GL_TEXTURE_2D_ARRAY) {
    context.error(GL_INVALID_OPERATION, "%s: a texture of %s has no layers", kName,
                  enumName(texture->target));
    return false;
  }
  const uint32_t layers =
      volume ? context.limits.max3DTextureSize : context.limits.maxArrayTextureLayers;
  if (layer < 0 || static_cast<uint32_t>(layer) >= layers) {
    context.error(GL_INVALID_VALUE, "%s: layer %d is not in 0 … %u", kName, layer, layers - 1);
    return false;
  }
  if (!validateLevel(context, kName, texture->target, level)) return false;
  what.texture = texture;
  what.level = static_cast<uint32_t>(level);
  what.layer = static_cast<uint32_t>(layer);
  return true;
}

bool validateFramebufferRenderbuffer(Context& context, uint32_t target, uint32_t attachment,
                                     uint32_t renderbufferTarget, uint32_t handle,
                                     Attachment& what) {
  constexpr const char* kName = "framebufferRenderbuffer";
  what = {};
  if (renderbufferTarget != GL_RENDERBUFFER) {
    context.error(GL_INVALID_ENUM, "%s: renderbuffertarget %#x is not RENDERBUFFER", kName,
                  renderbufferTarget);
    return false;
  }
  if (!validateAttach(context, kName, target, attachment)) return false;
  if (handle == 0) return true;
  Renderbuffer* renderbuffer = context.lookup<Renderbuffer>(handle);
  if (renderbuffer == nullptr || !renderbuffer->everBound) {
    context.error(GL_INVALID_OPERATION,
                  "%s: renderbuffer is deleted, never bound or of another context", kName);
    return false;
  }
  what.renderbuffer = renderbuffer;
  return true;
}

namespace {

bool isDefaultAttachment(uint32_t attachment) {
  return attachment == GL_BACK || attachment == GL_DEPTH || attachment == GL_STENCIL;
}

bool validateQueriedPoint(Context& context, const Framebuffer& framebuffer, uint32_t attachment) {
  constexpr const char* kName = "getFramebufferAttachmentParameter";
  if (framebuffer.isDefault && isWebgl1(context)) {
    return context.error(GL_INVALID_OPERATION, "%s: no framebuffer object is bound", kName);
  }
  if (!versionKnows(context, EnumRole::Attachment, attachment)) {
    return context.error(GL_INVALID_ENUM, "%s: %s needs WEBGL_draw_buffers", kName,
                         enumName(attachment));
  }
  if (framebuffer.isDefault) {
    if (isDefaultAttachment(attachment)) return true;
  } else if (isColorAttachment(attachment)) {
    if (attachment - GL_COLOR_ATTACHMENT0 < context.limits.maxColorAttachments) return true;
    // ES 3.0 §6.1.13 says INVALID_OPERATION; browsers and the conformance suite agree on this.
    return context.error(GL_INVALID_ENUM, "%s: COLOR_ATTACHMENT%u is not below %u", kName,
                         attachment - GL_COLOR_ATTACHMENT0, context.limits.maxColorAttachments);
  } else if (isDepthOrStencil(attachment)) {
    return true;
  }
  context.error(GL_INVALID_ENUM, "%s: %s (%#x) is no attachment of this framebuffer", kName,
                enumName(attachment), attachment);
  return false;
}

bool isTexturePname(uint32_t pname) {
  return pname == GL_FRAMEBUFFER_ATTACHMENT_TEXTURE_LEVEL ||
         pname == GL_FRAMEBUFFER_ATTACHMENT_TEXTURE_LAYER ||
         pname == GL_FRAMEBUFFER_ATTACHMENT_TEXTURE_CUBE_MAP_FACE;
}

bool isAttachmentPname(uint32_t pname) {
  switch (pname) {
    case GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE:
    case GL_FRAMEBUFFER_ATTACHMENT_OBJECT_NAME:
    case GL_FRAMEBUFFER_ATTACHMENT_RED_SIZE:
    case GL_FRAMEBUFFER_ATTACHMENT_GREEN_SIZE:
    case GL_FRAMEBUFFER_ATTACHMENT_BLUE_SIZE:
    case GL_FRAMEBUFFER_ATTACHMENT_ALPHA_SIZE:
    case GL_FRAMEBUFFER_ATTACHMENT_DEPTH_SIZE:
    case GL_FRAMEBUFFER_ATTACHMENT_STENCIL_SIZE:
    case GL_FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE:
    case GL_FRAMEBUFFER_ATTACHMENT_COLOR_ENCODING:
      return true;
    default:
      return isTexturePname(pname);
  }
}

}  // namespace

bool validateGetFramebufferAttachmentParameter(Context& context, uint32_t target,
                                               uint32_t attachment, uint32_t pname) {
  constexpr const char* kName = "getFramebufferAttachmentParameter";
  if (!validateFramebufferTarget(context, kName, target)) return false;
  const Framebuffer& framebuffer = boundFramebuffer(context, target);
  if (!validateQueriedPoint(context, framebuffer, attachment)) return false;
  const Attachment& depth = framebuffer.attachments[kDepthAttachment];
  const Attachment& stencil = framebuffer.attachments[kStencilAttachment];
  // ES 3.0 §6.1.13: the objects count, not which of their images is attached.
  const bool sameObject =
      depth.texture == stencil.texture && depth.renderbuffer == stencil.renderbuffer;
  if (attachment == GL_DEPTH_STENCIL_ATTACHMENT && !sameObject && !isWebgl1(context)) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: depth and stencil attachments are different objects", kName);
  }
  const bool nameOrType = pname == GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE ||
                          pname == GL_FRAMEBUFFER_ATTACHMENT_OBJECT_NAME;
  const AttachmentValue type = getFramebufferAttachmentParameter(
      framebuffer, attachment, GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE);
  // ES 3.0 §6.1.13: without an attachment any other query is this error, whatever it asks for.
  if (type.word == GL_NONE && !nameOrType && !isWebgl1(context)) {
    return context.error(GL_INVALID_OPERATION, "%s: nothing is attached to %s", kName,
                         enumName(attachment));
  }
  if (!isAttachmentPname(pname) || !versionKnows(context, EnumRole::AttachmentFact, pname)) {
    context.error(GL_INVALID_ENUM, "%s: pname %s (%#x) is unknown", kName, enumName(pname), pname);
    return false;
  }
  if (type.word == GL_NONE) {
    // ES 2.0 §6.1.3 is stricter than ES 3.0 §6.1.13.
    if (!isWebgl1(context) || pname == GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE) return true;
    return context.error(GL_INVALID_ENUM, "%s: nothing is attached to %s", kName,
                         enumName(attachment));
  }
  const bool wrongKind = (isTexturePname(pname) && type.word != GL_TEXTURE) ||
                         (pname == GL_FRAMEBUFFER_ATTACHMENT_OBJECT_NAME && framebuffer.isDefault);
  if (wrongKind) {
    context.error(GL_INVALID_ENUM, "%s: %s does not apply to what is attached", kName,
                  enumName(pname));
    return false;
  }
  if (attachment == GL_DEPTH_STENCIL_ATTACHMENT &&
      pname == GL_FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE) {
    context.error(GL_INVALID_OPERATION, "%s: depth and stencil have no common component type",
                  kName);
    return false;
  }
  return true;
}

// ---- draw and read buffers ----------------------------------------------------------------------

bool validateDrawBuffers(Context& context, std::span<const uint32_t> buffers) {
  constexpr const char* kName = "drawBuffers";
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  if (buffers.size() > kMaxDrawBuffers) {
    context.error(GL_INVALID_VALUE, "%s: %zu buffers are more than %u", kName, buffers.size(),
                  kMaxDrawBuffers);
    return false;
  }
  if (framebuffer.isDefault && buffers.size() != 1) {
    context.error(GL_INVALID_OPERATION, "%s: the default framebuffer takes one entry, not %zu",
                  kName, buffers.size());
    return false;
  }
  for (size_t i = 0; i < buffers.size(); ++i) {
    const uint32_t buffer = buffers[i];
    if (buffer == GL_NONE) continue;
    if (buffer != GL_BACK && !isColorAttachment(buffer)) {
      context.error(GL_INVALID_ENUM, "%s: entry %zu, %#x, is no buffer", kName, i, buffer);
      return false;
    }
    const uint32_t wanted =
        framebuffer.isDefault ? GL_BACK : GL_COLOR_ATTACHMENT0 + static_cast<uint32_t>(i);
    if (buffer == wanted) continue;
    context.error(GL_INVALID_OPERATION, "%s: entry %zu is %s, it may be NONE or %s", kName, i,
                  enumName(buffer), enumName(wanted));
    return false;
  }
  return true;
}

bool validateReadBuffer(Context& context, uint32_t source) {
  const Framebuffer& framebuffer = context.framebuffers.readFramebuffer();
  if (source == GL_NONE) return true;
  if (source != GL_BACK && !isColorAttachment(source)) {
    context.error(GL_INVALID_ENUM, "readBuffer: %s (%#x) is no buffer", enumName(source), source);
    return false;
  }
  const bool fits = framebuffer.isDefault
                        ? source == GL_BACK
                        : source - GL_COLOR_ATTACHMENT0 < context.limits.maxColorAttachments;
  if (fits) return true;
  context.error(GL_INVALID_OPERATION, "readBuffer: %s is no buffer of the %s framebuffer",
                enumName(source), framebuffer.isDefault ? "default" : "bound");
  return false;
}

bool validateInvalidateFramebuffer(Context& context, const char* function, uint32_t target,
                                   std::span<const uint32_t> attachments, int32_t width,
                                   int32_t height) {
  if (!validateFramebufferTarget(context, function, target)) return false;
  if (width < 0 || height < 0) {
    context.error(GL_INVALID_VALUE, "%s: size %d x %d is negative", function, width, height);
    return false;
  }
  const bool isDefault = boundFramebuffer(context, target).isDefault;
  for (const uint32_t entry : attachments) {
    const bool known = isDefault ? entry == GL_COLOR || entry == GL_DEPTH || entry == GL_STENCIL
                                 : isColorAttachment(entry) || isDepthOrStencil(entry);
    if (!known) {
      context.error(GL_INVALID_ENUM, "%s: %s (%#x) is no attachment", function, enumName(entry),
                    entry);
      return false;
    }
    if (isDefault || !isColorAttachment(entry)) continue;
    if (entry - GL_COLOR_ATTACHMENT0 < context.limits.maxColorAttachments) continue;
    context.error(GL_INVALID_OPERATION, "%s: COLOR_ATTACHMENT%u is not below %u", function,
                  entry - GL_COLOR_ATTACHMENT0, context.limits.maxColorAttachments);
    return false;
  }
  return true;
}

bool validateComplete(Context& context, const char* function, const Framebuffer& framebuffer) {
  const uint32_t status = framebufferStatus(context, framebuffer);
  if (status == GL_FRAMEBUFFER_COMPLETE) return true;
  context.error(GL_INVALID_FRAMEBUFFER_OPERATION, "%s: framebuffer is %s", function,
                enumName(status));
  return false;
}

bool validateReadFramebuffer(Context& context, const char* function) {
  const Framebuffer& framebuffer = context.framebuffers.readFramebuffer();
  if (!validateComplete(context, function, framebuffer)) return false;
  const Attachment* a = readAttachment(framebuffer);
  if (a == nullptr || a->image() == nullptr || !a->image()->info().hasColor()) {
    context.error(GL_INVALID_OPERATION, "%s: read buffer %s has no image", function,
                  framebuffer.readBuffer == GL_NONE ? "NONE" : enumName(framebuffer.readBuffer));
    return false;
  }
  if (framebuffer.isDefault || a->image()->samples == 1) return true;
  context.error(GL_INVALID_OPERATION, "%s: the read framebuffer is multisampled", function);
  return false;
}

// ---- renderbuffers ------------------------------------------------------------------------------

namespace {

bool validateRenderbufferTarget(Context& context, const char* function, uint32_t target) {
  if (target == GL_RENDERBUFFER) return true;
  context.error(GL_INVALID_ENUM, "%s: target %#x is not RENDERBUFFER", function, target);
  return false;
}

bool validateRenderbufferBound(Context& context, const char* function) {
  if (context.framebuffers.renderbuffer) return true;
  context.error(GL_INVALID_OPERATION, "%s: no renderbuffer is bound", function);
  return false;
}

// WebGL 1.0 §5.14.7 and its extensions.
bool webgl1Renderbuffer(const Context& context, uint32_t internalFormat) {
  const ExtensionState& ext = context.extensions;
  switch (internalFormat) {
    case GL_RGBA4:
    case GL_RGB565:
    case GL_RGB5_A1:
    case GL_DEPTH_COMPONENT16:
    case GL_STENCIL_INDEX8:
    case GL_DEPTH_STENCIL:
      return true;
    case GL_RGBA32F:
      return ext.has(Extension::WEBGL_color_buffer_float);
    case GL_RGBA16F:
      return ext.has(Extension::EXT_color_buffer_half_float);
    case GL_SRGB8_ALPHA8:
      return ext.has(Extension::EXT_sRGB);
    default:
      return false;
  }
}

// kNone unless renderbuffers may have the format.
format::FormatId renderbufferFormat(const Context& context, uint32_t internalFormat) {
  if (isWebgl1(context) && !webgl1Renderbuffer(context, internalFormat)) {
    return format::FormatId::kNone;
  }
  if (internalFormat == GL_DEPTH_STENCIL) return format::FormatId::DEPTH24_STENCIL8;
  const format::FormatId format = format::sizedFormat(internalFormat);
  const bool stencilOnly = internalFormat == GL_STENCIL_INDEX8;
  if (format == format::FormatId::kNone || format::info(format).compressed() ||
      !(stencilOnly || formatAvailable(context, format)) ||
      !supported(context, format::info(format).renderable)) {
    return format::FormatId::kNone;
  }
  return format;
}

}  // namespace

bool validateBindRenderbuffer(Context& context, uint32_t target, uint32_t handle,
                              Renderbuffer*& renderbuffer) {
  renderbuffer = nullptr;
  if (!validateRenderbufferTarget(context, "bindRenderbuffer", target)) return false;
  if (handle == 0) return true;
  renderbuffer = context.lookup<Renderbuffer>(handle);
  if (renderbuffer != nullptr) return true;
  context.error(GL_INVALID_OPERATION,
                "bindRenderbuffer: renderbuffer is deleted or of another context");
  return false;
}

bool validateRenderbufferStorage(Context& context, const char* function, uint32_t target,
                                 int32_t samples, uint32_t internalFormat, int32_t width,
                                 int32_t height) {
  if (!validateRenderbufferTarget(context, function, target)) return false;
  const format::FormatId format = renderbufferFormat(context, internalFormat);
  if (format == format::FormatId::kNone) {
    context.error(GL_INVALID_ENUM, "%s: internalformat %s (%#x) is not renderable", function,
                  enumName(internalFormat), internalFormat);
    return false;
  }
  const int32_t most = static_cast<int32_t>(context.limits.maxRenderbufferSize);
  if (width < 0 || height < 0 || width > most || height > most) {
    context.error(GL_INVALID_VALUE, "%s: size %d x %d is not in 0 … %d", function, width, height,
                  most);
    return false;
  }
  if (samples < 0) {
    context.error(GL_INVALID_VALUE, "%s: samples %d is negative", function, samples);
    return false;
  }
  if (!validateRenderbufferBound(context, function)) return false;
  const std::span<const int32_t> counts = sampleCounts(format::info(format));
  const int32_t mostSamples = counts.empty() || internalFormat == GL_DEPTH_STENCIL ? 0 : counts[0];
  if (samples <= mostSamples) return true;
  context.error(GL_INVALID_OPERATION, "%s: samples %d exceeds %d for %s", function, samples,
                mostSamples, enumName(internalFormat));
  return false;
}

bool validateGetRenderbufferParameter(Context& context, uint32_t target, uint32_t pname) {
  constexpr const char* kName = "getRenderbufferParameter";
  if (!validateRenderbufferTarget(context, kName, target)) return false;
  const bool known = (pname >= GL_RENDERBUFFER_WIDTH && pname <= GL_RENDERBUFFER_INTERNAL_FORMAT) ||
                     (pname >= GL_RENDERBUFFER_RED_SIZE && pname <= GL_RENDERBUFFER_STENCIL_SIZE) ||
                     pname == GL_RENDERBUFFER_SAMPLES;
  if (!known || !versionKnows(context, EnumRole::RenderbufferFact, pname)) {
    context.error(GL_INVALID_ENUM, "%s: pname %s (%#x) is unknown", kName, enumName(pname), pname);
    return false;
  }
  return validateRenderbufferBound(context, kName);
}

format::FormatId queriedFormat(const Context& context, uint32_t internalFormat) {
  switch (internalFormat) {
    case GL_RGB:
      return format::FormatId::RGB8;
    case GL_RGBA:
      return format::FormatId::RGBA8;
    case GL_DEPTH_STENCIL:
      return format::FormatId::kNone;
    default:
      return renderbufferFormat(context, internalFormat);
  }
}

bool validateGetInternalformatParameter(Context& context, uint32_t target, uint32_t internalFormat,
                                        uint32_t pname) {
  constexpr const char* kName = "getInternalformatParameter";
  if (!validateRenderbufferTarget(context, kName, target)) return false;
  if (queriedFormat(context, internalFormat) == format::FormatId::kNone) {
    context.error(GL_INVALID_ENUM, "%s: internalformat %s (%#x) is not renderable", kName,
                  enumName(internalFormat), internalFormat);
    return false;
  }
  if (pname == GL_SAMPLES) return true;
  context.error(GL_INVALID_ENUM, "%s: pname %s (%#x) is not SAMPLES", kName, enumName(pname),
                pname);
  return false;
}

}  // namespace nogpu::gl
