// SPDX-License-Identifier: MIT
// Rules of texImage* and texSubImage*: errors.json texFmt, texLevel, texDims, unpackView,
// unpackPbo, unpackDom. Order: enums, numbers, bindings, ranges, format combination, data.
#include <cmath>

#include "gl/pixel_transfer.h"
#include "gl/byte_count.h"
#include "gl/validate_textures.h"
#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

// ---- the image ----------------------------------------------------------------------------------

bool validateImageTarget(Context& context, const char* function, uint32_t dimensions,
                         uint32_t target) {
  const bool flat = target == GL_TEXTURE_2D || isCubeFace(target);
  const bool deep = target == GL_TEXTURE_3D || target == GL_TEXTURE_2D_ARRAY;
  if (dimensions == 2 ? flat : deep) return true;
  context.error(GL_INVALID_ENUM, "%s: target %s (%#x) is no %u-dimensional image", function,
                enumName(target), target, dimensions);
  return false;
}

bool validateFormatAndType(Context& context, const char* function, uint32_t format, uint32_t type) {
  const auto known = [&context](EnumRole role, uint32_t value) {
    return isWebgl1(context) ? webgl1Knows(context, role, value) : !onlyWebgl1Has(value);
  };
  if (format::formatComponents(format) == 0 || !known(EnumRole::PixelFormat, format)) {
    context.error(GL_INVALID_ENUM, "%s: format %s (%#x) is no pixel format", function,
                  enumName(format), format);
    return false;
  }
  if (format::typeBytes(type) != 0 && known(EnumRole::PixelType, type)) return true;
  context.error(GL_INVALID_ENUM, "%s: type %s (%#x) is no pixel type", function, enumName(type),
                type);
  return false;
}

bool validateImageSize(Context& context, const char* function, uint32_t target, int32_t level,
                       const TexelBox& box, int32_t border) {
  if (!validateLevel(context, function, target, level)) return false;
  const uint32_t base = maxTextureSize(context.limits, target);
  const int32_t most = static_cast<int32_t>(base >> level);
  const int32_t mostDepth = target == GL_TEXTURE_2D_ARRAY
                                ? static_cast<int32_t>(context.limits.maxArrayTextureLayers)
                            : target == GL_TEXTURE_3D ? most
                                                      : 1;
  if (box.width < 0 || box.height < 0 || box.depth < 0 || box.width > most || box.height > most ||
      box.depth > mostDepth) {
    context.error(GL_INVALID_VALUE, "%s: size %d x %d x %d is not within %d x %d x %d of level %d",
                  function, box.width, box.height, box.depth, most, most, mostDepth, level);
    return false;
  }
  if (isCubeFace(target) && box.width != box.height) {
    context.error(GL_INVALID_VALUE, "%s: cube face %d x %d is not square", function, box.width,
                  box.height);
    return false;
  }
  if (level != 0 && isWebgl1(context) &&
      !(powerOfTwo(static_cast<uint32_t>(box.width)) &&
        powerOfTwo(static_cast<uint32_t>(box.height)))) {
    return context.error(GL_INVALID_VALUE, "%s: level %d of %d x %d, which are no powers of two",
                         function, level, box.width, box.height);
  }
  if (border == 0) return true;
  context.error(GL_INVALID_VALUE, "%s: border %d is not 0", function, border);
  return false;
}

namespace {

Texture* validateTextureBound(Context& context, const char* function, uint32_t target) {
  Texture* texture = boundTexture(context.textures, target);
  if (texture == nullptr) {
    context.error(GL_INVALID_OPERATION, "%s: no texture is bound to %s", function,
                  enumName(target));
  }
  return texture;
}

}  // namespace

bool validateDefinable(Context& context, const char* function, uint32_t target) {
  const Texture* texture = validateTextureBound(context, function, target);
  if (texture == nullptr) return false;
  if (!texture->immutable) return true;
  context.error(GL_INVALID_OPERATION, "%s: the texture is immutable", function);
  return false;
}

bool validateSubImageBox(Context& context, const char* function, uint32_t target, int32_t level,
                         const TexelBox& box) {
  if (!validateLevel(context, function, target, level)) return false;
  if (box.x < 0 || box.y < 0 || box.z < 0 || box.width < 0 || box.height < 0 || box.depth < 0) {
    context.error(GL_INVALID_VALUE, "%s: offset %d, %d, %d or size %d x %d x %d is negative",
                  function, box.x, box.y, box.z, box.width, box.height, box.depth);
    return false;
  }
  const Texture* texture = validateTextureBound(context, function, target);
  if (texture == nullptr) return false;
  const Image* image = texture->image(faceIndex(target), static_cast<uint32_t>(level));
  if (image == nullptr) {
    context.error(GL_INVALID_OPERATION, "%s: level %d was never defined", function, level);
    return false;
  }
  const auto inside = [](int32_t offset, int32_t size, uint32_t limit) {
    return int64_t{offset} + size <= int64_t{limit};
  };
  if (inside(box.x, box.width, image->width) && inside(box.y, box.height, image->height) &&
      inside(box.z, box.depth, image->depth)) {
    return true;
  }
  context.error(GL_INVALID_VALUE, "%s: %d, %d, %d + %d x %d x %d exceeds the level's %u x %u x %u",
                function, box.x, box.y, box.z, box.width, box.height, box.depth, image->width,
                image->height, image->depth);
  return false;
}

bool validateNotFeedbackTarget(Context& context, const char* function, const Buffer& buffer) {
  if (!doubleBound(context, buffer)) return true;
  context.error(GL_INVALID_OPERATION, "%s: the buffer is also bound for transform feedback",
                function);
  return false;
}

// ---- the source ---------------------------------------------------------------------------------

uint32_t viewTypeFor(uint32_t type) {
  switch (type) {
    case GL_BYTE:
    case GL_UNSIGNED_BYTE:
    case GL_SHORT:
    case GL_UNSIGNED_SHORT:
    case GL_INT:
    case GL_UNSIGNED_INT:
    case GL_FLOAT:
      return type;
    case GL_HALF_FLOAT:
    case GL_HALF_FLOAT_OES:
    case GL_UNSIGNED_SHORT_5_6_5:
    case GL_UNSIGNED_SHORT_5_5_5_1:
    case GL_UNSIGNED_SHORT_4_4_4_4:
      return GL_UNSIGNED_SHORT;
    case GL_UNSIGNED_INT_5_9_9_9_REV:
    case GL_UNSIGNED_INT_2_10_10_10_REV:
    case GL_UNSIGNED_INT_10F_11F_11F_REV:
    case GL_UNSIGNED_INT_24_8:
      return GL_UNSIGNED_INT;
    default:
      return 0;
  }
}

namespace {

bool fail(Context& context, const TexImageCall& call, uint32_t code, const char* why) {
  context.error(code, "%s: %s", call.function, why);
  return false;
}

// WebGL 2.0 §3.7.6: what is skipped must lie inside the rows that are counted.
bool validateSkips(Context& context, const TexImageCall& call) {
  const format::PixelStore& store = pixelStore(context).unpack;
  const uint64_t row = store.rowLength != 0 ? store.rowLength : call.box.width;
  if (uint64_t{store.skipPixels} + call.box.width > row) {
    return fail(context, call, GL_INVALID_OPERATION,
                "UNPACK_SKIP_PIXELS + width exceeds the row's length");
  }
  if (call.dimensions == 2) return true;
  const uint64_t rows = store.imageHeight != 0 ? store.imageHeight : call.box.height;
  if (uint64_t{store.skipRows} + call.box.height <= rows) return true;
  return fail(context, call, GL_INVALID_OPERATION,
              "UNPACK_SKIP_ROWS + height exceeds the image's height");
}

format::PixelStore storeFor(const Context& context, uint32_t dimensions) {
  format::PixelStore store = pixelStore(context).unpack;
  if (dimensions == 2) store.imageHeight = store.skipImages = 0;
  return store;
}

uint64_t requiredBytes(const Context& context, const TexImageCall& call) {
  return format::pixelStoreLayout(storeFor(context, call.dimensions), call.format, call.type,
                                  static_cast<uint32_t>(call.box.width),
                                  static_cast<uint32_t>(call.box.height),
                                  static_cast<uint32_t>(call.box.depth))
      .requiredBytes;
}

bool validateView(Context& context, const TexImageCall& call, const PixelSource& source,
                  bool subImage) {
  if (call.type == GL_FLOAT_32_UNSIGNED_INT_24_8_REV) {
    return fail(context, call, subImage ? GL_INVALID_ENUM : GL_INVALID_OPERATION,
                "no array fits FLOAT_32_UNSIGNED_INT_24_8_REV");
  }
  const bool halfArray = coreType(call.type) == GL_HALF_FLOAT && source.viewType == GL_HALF_FLOAT;
  if (source.viewType != viewTypeFor(call.type) && !halfArray) {
    context.error(GL_INVALID_OPERATION, "%s: the array's elements do not fit type %s",
                  call.function, enumName(call.type));
    return false;
  }
  if (call.dimensions == 3 &&
      (pixelStore(context).unpackFlipY || pixelStore(context).unpackPremultiplyAlpha)) {
    return fail(context, call, GL_INVALID_OPERATION,
                "UNPACK_FLIP_Y_WEBGL and UNPACK_PREMULTIPLY_ALPHA_WEBGL are not for 3D arrays");
  }
  if (!validateSkips(context, call)) return false;
  const uint64_t required = requiredBytes(context, call);
  if (required <= source.bytes) return true;
  context.error(GL_INVALID_OPERATION, "%s: the array has %llu bytes, %llu are needed",
                call.function, static_cast<unsigned long long>(source.bytes),
                static_cast<unsigned long long>(required));
  return false;
}

bool validateUnpackBuffer(Context& context, const TexImageCall& call, const PixelSource& source) {
  const Buffer* buffer = context.buffers.pixelUnpack.get();
  if (buffer == nullptr) {
    return fail(context, call, GL_INVALID_OPERATION, "no buffer is bound to PIXEL_UNPACK_BUFFER");
  }
  if (!isByteCount(source.offset)) {
    return fail(context, call, GL_INVALID_VALUE, "the offset is negative");
  }
  const uint32_t unit =
      call.type == GL_FLOAT_32_UNSIGNED_INT_24_8_REV ? 4 : format::typeBytes(call.type);
  if (std::fmod(source.offset, unit) != 0.0) {
    return fail(context, call, GL_INVALID_OPERATION,
                "the offset is no multiple of the type's size");
  }
  if (pixelStore(context).unpackFlipY || pixelStore(context).unpackPremultiplyAlpha) {
    return fail(context, call, GL_INVALID_OPERATION,
                "UNPACK_FLIP_Y_WEBGL and UNPACK_PREMULTIPLY_ALPHA_WEBGL are not for buffers");
  }
  if (!validateSkips(context, call)) return false;
  const double end = source.offset + static_cast<double>(requiredBytes(context, call));
  if (end > static_cast<double>(buffer->storage.size())) {
    context.error(GL_INVALID_OPERATION, "%s: the transfer ends at byte %.0f of a buffer of %zu",
                  call.function, end, buffer->storage.size());
    return false;
  }
  return validateNotFeedbackTarget(context, call.function, *buffer);
}

// formats.json domUpload: no depth, no signed or wide integers, no snorm.
bool pictureAllowed(const format::FormatInfo& info) {
  if (info.kind == format::ComponentKind::Uint) return info.layout == format::Layout::Uint8;
  return !info.hasDepth() && info.kind != format::ComponentKind::Snorm &&
         info.kind != format::ComponentKind::Sint && info.layout != format::Layout::Unorm16;
}

bool pictureTypeAllowed(const format::FormatInfo& info, uint32_t type) {
  if (info.internalFormat == GL_RGB5_A1) return type != GL_UNSIGNED_INT_2_10_10_10_REV;
  return type != GL_UNSIGNED_INT_5_9_9_9_REV && type != GL_UNSIGNED_SHORT;
}

bool validatePicture(Context& context, const TexImageCall& call, const PixelSource& source,
                     const format::FormatInfo& info) {
  if (!pictureAllowed(info)) {
    const bool named = call.internalFormat != 0;  // by texImage*
    return fail(context, call, named ? GL_INVALID_VALUE : GL_INVALID_OPERATION,
                "images cannot be given for this internal format");
  }
  if (!pictureTypeAllowed(info, call.type)) {
    return fail(context, call, GL_INVALID_OPERATION, "images cannot be given for this type");
  }
  const format::PixelStore store =
      source.whole ? format::PixelStore{} : storeFor(context, call.dimensions);
  const uint64_t imageRows = store.imageHeight != 0 ? store.imageHeight : call.box.height;
  const uint64_t right = uint64_t{store.skipPixels} + call.box.width;
  const uint64_t images =
      uint64_t{store.skipImages} + (call.box.depth > 0 ? call.box.depth - 1 : 0);
  const uint64_t bottom = images * imageRows + store.skipRows + call.box.height;
  if (right <= source.width && bottom <= source.height) return true;
  context.error(GL_INVALID_OPERATION, "%s: %llu x %llu texels exceed the source's %u x %u",
                call.function, static_cast<unsigned long long>(right),
                static_cast<unsigned long long>(bottom), source.width, source.height);
  return false;
}

bool validateSource(Context& context, const TexImageCall& call, const PixelSource& source,
                    const format::FormatInfo& info, bool subImage) {
  if (source.kind == PixelSource::Kind::Buffer) return validateUnpackBuffer(context, call, source);
  if (context.buffers.pixelUnpack.get() != nullptr) {
    return fail(context, call, GL_INVALID_OPERATION,
                "a buffer is bound to PIXEL_UNPACK_BUFFER: give an offset");
  }
  switch (source.kind) {
    case PixelSource::Kind::View:
      return validateView(context, call, source, subImage);
    case PixelSource::Kind::Picture:
      return validatePicture(context, call, source, info);
    default:
      break;
  }
  return !subImage || fail(context, call, GL_INVALID_VALUE, "there are no pixels");
}

}  // namespace

bool validateTexImage(Context& context, const TexImageCall& call, const PixelSource& source) {
  if (!validateImageTarget(context, call.function, call.dimensions, call.target)) return false;
  if (!validateFormatAndType(context, call.function, call.format, call.type)) return false;
  const format::Api api = apiOf(context);
  const format::FormatId sized = format::sizedFormat(call.internalFormat);
  if (!format::isTexImageFormat(call.internalFormat, api) ||
      (sized != format::FormatId::kNone && !formatAvailable(context, sized))) {
    context.error(GL_INVALID_VALUE,
                  "%s: internalformat %s (%#x) is unknown, or of an extension that is not enabled",
                  call.function, enumName(call.internalFormat), call.internalFormat);
    return false;
  }
  if (!validateImageSize(context, call.function, call.target, call.level, call.box, call.border)) {
    return false;
  }
  if (!validateDefinable(context, call.function, call.target)) return false;
  const format::FormatId effective = format::effectiveFormat(call.internalFormat, call.type);
  if (!format::uploadAllowed(call.internalFormat, call.format, call.type, api) ||
      !formatAvailable(context, effective)) {
    context.error(GL_INVALID_OPERATION, "%s: %s does not take %s / %s", call.function,
                  enumName(call.internalFormat), enumName(call.format), enumName(call.type));
    return false;
  }
  if (isWebgl1(context) && format::info(effective).hasDepth() &&
      (call.target != GL_TEXTURE_2D || call.level != 0 || source.kind != PixelSource::Kind::None)) {
    return fail(context, call, GL_INVALID_OPERATION,
                "a depth texture of WebGL 1 is a TEXTURE_2D of level 0, without data");
  }
  if (call.target == GL_TEXTURE_3D && format::info(effective).hasDepth()) {
    return fail(context, call, GL_INVALID_OPERATION, "depth formats are not for TEXTURE_3D");
  }
  return validateSource(context, call, source, format::info(effective), false);
}

bool validateTexSubImage(Context& context, const TexImageCall& call, const PixelSource& source) {
  if (!validateImageTarget(context, call.function, call.dimensions, call.target)) return false;
  if (!validateFormatAndType(context, call.function, call.format, call.type)) return false;
  if (!validateSubImageBox(context, call.function, call.target, call.level, call.box)) return false;
  const Texture& texture = *boundTexture(context.textures, call.target);
  const Image& image = *texture.image(faceIndex(call.target), static_cast<uint32_t>(call.level));
  const format::Api api = apiOf(context);
  // A level defined without sizes takes whatever its internal format takes; in WebGL 1 the type of
  // its definition only.
  const bool unsized = !isWebgl1(context) &&
                       format::sizedFormat(image.internalFormat) == format::FormatId::kNone &&
                       format::uploadAllowed(image.internalFormat, call.format, call.type, api);
  if (image.isCompressed() ||
      (!unsized && !format::subUploadAllowed(image.format, call.format, call.type, api)) ||
      (isWebgl1(context) && image.info().hasDepth())) {
    context.error(GL_INVALID_OPERATION, "%s: a level of %s does not take %s / %s", call.function,
                  enumName(image.internalFormat), enumName(call.format), enumName(call.type));
    return false;
  }
  return validateSource(context, call, source, image.info(), true);
}

}  // namespace nogpu::gl
