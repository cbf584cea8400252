// SPDX-License-Identifier: MIT
// copyTexImage2D, copyTexSubImage2D, copyTexSubImage3D: from the read framebuffer to a texture
// level (ES 3.0 §3.8.5). Which formats go together: formats.json copyTex.
#include <algorithm>
#include <cstring>

#include "format/convert.h"
#include "gl/pixel_transfer.h"
#include "gl/validate_framebuffers.h"
#include "gl/validate_textures.h"
#include "gl/webgl1.h"

namespace nogpu::gl {
namespace {

using format::enumName;
using format::FormatId;
using format::FormatInfo;

// ---- formats ------------------------------------------------------------------------------------

enum class Class : uint8_t { Fixed, SignedFixed, Float, Sint, Uint, Other };

Class classOf(const FormatInfo& info) {
  switch (info.kind) {
    case format::ComponentKind::Unorm:
      return Class::Fixed;
    case format::ComponentKind::Snorm:
      return Class::SignedFixed;
    case format::ComponentKind::Float:
      return Class::Float;
    case format::ComponentKind::Sint:
      return Class::Sint;
    case format::ComponentKind::Uint:
      return Class::Uint;
    default:
      return Class::Other;
  }
}

// ES 3.0 table 3.16: the destination may not have components that the source lacks.
bool baseAllowed(uint32_t source, uint32_t destination) {
  switch (destination) {
    case GL_LUMINANCE:
    case GL_RED:
      return true;
    case GL_RG:
      return source != GL_RED;
    case GL_RGB:
      return source == GL_RGB || source == GL_RGBA;
    case GL_RGBA:
    case GL_ALPHA:
    case GL_LUMINANCE_ALPHA:
      return source == GL_RGBA;
    default:
      return false;
  }
}

bool compatible(const FormatInfo& source, const FormatInfo& destination) {
  return baseAllowed(source.base, destination.base) && classOf(source) == classOf(destination) &&
         classOf(source) != Class::Other && source.srgb == destination.srgb &&
         destination.layout != format::Layout::Packed5999;
}

bool sizesEqual(const FormatInfo& source, const FormatInfo& destination) {
  for (int i = 0; i < 4; ++i) {
    if (destination.bits[i] != 0 && destination.bits[i] != source.bits[i]) return false;
  }
  return true;
}

bool within(const FormatInfo& info, uint8_t r, uint8_t g, uint8_t b, uint8_t a) {
  return info.bits[0] <= r && info.bits[1] <= g && info.bits[2] <= b && info.bits[3] <= a;
}

// EXT_color_buffer_half_float, WEBGL_color_buffer_float: what is copied from floats of WebGL 1 is
// of floats of that size.
FormatId effectiveForFloats(uint32_t internalFormat, bool half) {
  switch (internalFormat) {
    case GL_ALPHA:
      return half ? FormatId::ALPHA16F : FormatId::ALPHA32F;
    case GL_LUMINANCE:
      return half ? FormatId::LUMINANCE16F : FormatId::LUMINANCE32F;
    case GL_LUMINANCE_ALPHA:
      return half ? FormatId::LUMINANCE_ALPHA16F : FormatId::LUMINANCE_ALPHA32F;
    case GL_RGB:
      return half ? FormatId::RGB16F : FormatId::RGB32F;
    case GL_RGBA:
      return half ? FormatId::RGBA16F : FormatId::RGBA32F;
    default:
      return FormatId::kNone;
  }
}

// ES 3.0 table 3.17, unsized destinations: the effective format by the source's component sizes.
// WebGL 1 knows only UNSIGNED_BYTE ones.
FormatId effectiveForUnsized(const Context& context, uint32_t internalFormat,
                             const FormatInfo& source) {
  if (isWebgl1(context) && classOf(source) == Class::Float) {
    return effectiveForFloats(internalFormat, source.bits[0] <= 16);
  }
  if (classOf(source) != Class::Fixed || source.srgb) return FormatId::kNone;
  if (!within(source, 8, 8, 8, 8)) return FormatId::kNone;
  switch (internalFormat) {
    case GL_ALPHA:
      return FormatId::ALPHA8;
    case GL_LUMINANCE:
      return FormatId::LUMINANCE8;
    case GL_LUMINANCE_ALPHA:
      return FormatId::LUMINANCE8_ALPHA8;
    case GL_RGB:
      if (isWebgl1(context)) return FormatId::RGB8;
      return within(source, 5, 6, 5, 8) ? FormatId::RGB565 : FormatId::RGB8;
    case GL_RGBA:
      if (isWebgl1(context)) return FormatId::RGBA8;
      if (within(source, 4, 4, 4, 4)) return FormatId::RGBA4;
      return within(source, 5, 5, 5, 1) ? FormatId::RGB5_A1 : FormatId::RGBA8;
    default:
      return FormatId::kNone;
  }
}

FormatId destinationFormat(const Context& context, uint32_t internalFormat,
                           const FormatInfo& source) {
  const FormatId sized = format::sizedFormat(internalFormat);
  return sized != FormatId::kNone ? sized : effectiveForUnsized(context, internalFormat, source);
}

bool isColorFormat(const Context& context, uint32_t internalFormat) {
  switch (internalFormat) {
    case GL_ALPHA:
    case GL_LUMINANCE:
    case GL_LUMINANCE_ALPHA:
    case GL_RGB:
    case GL_RGBA:
      return true;
    default:
      break;
  }
  if (isWebgl1(context)) return false;
  const FormatId sized = format::sizedFormat(internalFormat);
  return formatAvailable(context, sized) && format::info(sized).hasColor();
}

const Image& readImage(const Context& context) {
  return *readAttachment(context.framebuffers.readFramebuffer())->image();
}

// ---- rules --------------------------------------------------------------------------------------

bool failFormats(Context& context, const CopyTexCall& call, const Image& source,
                 uint32_t destination) {
  context.error(GL_INVALID_OPERATION, "%s: %s cannot be copied to %s", call.function,
                enumName(source.internalFormat), enumName(destination));
  return false;
}

bool validateNoCopyLoop(Context& context, const CopyTexCall& call) {
  const Attachment& read = *readAttachment(context.framebuffers.readFramebuffer());
  const Texture* texture = boundTexture(context.textures, call.target);
  const bool same = read.texture == texture && texture != nullptr &&
                    read.level == static_cast<uint32_t>(call.level) &&
                    read.face == faceIndex(call.target) &&
                    read.layer == static_cast<uint32_t>(call.zoffset);
  if (!same) return true;
  context.error(GL_INVALID_OPERATION, "%s: the level is the read framebuffer's own image",
                call.function);
  return false;
}

}  // namespace

bool validateCopyTexImage(Context& context, const CopyTexCall& call) {
  if (!validateImageTarget(context, call.function, 2, call.target)) return false;
  if (!isColorFormat(context, call.internalFormat)) {
    context.error(GL_INVALID_ENUM, "%s: internalformat %s (%#x) is no colour format", call.function,
                  enumName(call.internalFormat), call.internalFormat);
    return false;
  }
  const TexelBox box{0, 0, 0, call.width, call.height, 1};
  if (!validateImageSize(context, call.function, call.target, call.level, box, call.border)) {
    return false;
  }
  if (!validateDefinable(context, call.function, call.target)) return false;
  if (!validateReadFramebuffer(context, call.function)) return false;
  const Image& source = readImage(context);
  const FormatId destination = destinationFormat(context, call.internalFormat, source.info());
  const bool sized = format::sizedFormat(call.internalFormat) != FormatId::kNone;
  if (destination == FormatId::kNone || !compatible(source.info(), format::info(destination)) ||
      (sized && !sizesEqual(source.info(), format::info(destination)))) {
    return failFormats(context, call, source, call.internalFormat);
  }
  return validateNoCopyLoop(context, call);
}

bool validateCopyTexSubImage(Context& context, uint32_t dimensions, const CopyTexCall& call) {
  if (!validateImageTarget(context, call.function, dimensions, call.target)) return false;
  const TexelBox box{call.xoffset, call.yoffset, call.zoffset, call.width, call.height, 1};
  if (!validateSubImageBox(context, call.function, call.target, call.level, box)) return false;
  if (!validateReadFramebuffer(context, call.function)) return false;
  const Texture& texture = *boundTexture(context.textures, call.target);
  const Image& destination =
      *texture.image(faceIndex(call.target), static_cast<uint32_t>(call.level));
  const Image& source = readImage(context);
  if (destination.isCompressed() || !compatible(source.info(), destination.info())) {
    return failFormats(context, call, source, destination.internalFormat);
  }
  return validateNoCopyLoop(context, call);
}

// ---- execution ----------------------------------------------------------------------------------

namespace {

constexpr uint32_t kChunk = 256;  // texels converted at a time

void convertRow(FormatId from, const std::byte* src, FormatId to, std::byte* dst, uint32_t count) {
  if (from == to) {
    std::memcpy(dst, src, size_t{count} * format::info(from).storageBytes);
    return;
  }
  alignas(16) float texels[kChunk * 4];
  const uint32_t fromBytes = format::info(from).storageBytes;
  const uint32_t toBytes = format::info(to).storageBytes;
  while (count > 0) {
    const uint32_t n = std::min(count, kChunk);
    if (format::info(from).isInteger()) {
      int32_t integers[kChunk * 4];
      format::unpackRowInt(from, src, integers, n);
      format::packRowInt(to, integers, dst, n);
    } else {
      format::unpackRow(from, src, texels, n);
      format::packRow(to, texels, dst, n);
    }
    src += n * fromBytes;
    dst += n * toBytes;
    count -= n;
  }
}

// Copies the part of the rectangle that lies inside the framebuffer; the rest stays as it is.
void copyRect(const pipeline::Surface& source, Image& image, const CopyTexCall& call) {
  const int64_t x0 = std::max<int64_t>(0, -int64_t{call.x});
  const int64_t y0 = std::max<int64_t>(0, -int64_t{call.y});
  const int64_t x1 = std::min<int64_t>(call.width, int64_t{source.width} - call.x);
  const int64_t y1 = std::min<int64_t>(call.height, int64_t{source.height} - call.y);
  if (x0 >= x1) return;
  const uint32_t texelBytes = format::info(source.format).storageBytes;
  for (int64_t y = y0; y < y1; ++y) {
    const std::byte* from =
        source.row(static_cast<uint32_t>(call.y + y)) + (call.x + x0) * texelBytes;
    std::byte* to =
        texelAt(image, static_cast<uint32_t>(call.xoffset + x0),
                static_cast<uint32_t>(call.yoffset + y), static_cast<uint32_t>(call.zoffset));
    convertRow(source.format, from, image.format, to, static_cast<uint32_t>(x1 - x0));
  }
}

}  // namespace

void copyTexImage(Context& context, const CopyTexCall& call) {
  const pipeline::Surface source = readSurface(context, context.framebuffers.readFramebuffer());
  if (!source) return;
  Texture& texture = *boundTexture(context.textures, call.target);
  Image& image = texture.imageSlot(faceIndex(call.target), static_cast<uint32_t>(call.level));
  const FormatId format =
      destinationFormat(context, call.internalFormat, format::info(source.format));
  if (!allocateImage(image, format, call.internalFormat,
                     {static_cast<uint32_t>(call.width), static_cast<uint32_t>(call.height), 1})) {
    context.error(GL_OUT_OF_MEMORY, "%s: no memory for %d x %d", call.function, call.width,
                  call.height);
    return;
  }
  ++texture.version;
  if (image.empty()) return;
  fillImage(image);
  copyRect(source, image, call);
}

void copyTexSubImage(Context& context, const CopyTexCall& call) {
  const pipeline::Surface source = readSurface(context, context.framebuffers.readFramebuffer());
  if (!source) return;
  Texture& texture = *boundTexture(context.textures, call.target);
  Image& image = *texture.image(faceIndex(call.target), static_cast<uint32_t>(call.level));
  if (image.empty()) return;
  fillImage(image);
  copyRect(source, image, call);
}

}  // namespace nogpu::gl
