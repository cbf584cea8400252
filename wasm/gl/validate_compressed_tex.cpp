// SPDX-License-Identifier: MIT
// Rules of compressed uploads: formats.json compressedRules, errors.json compressedTex*. Order:
// target, format, numbers, binding, what the family allows, data.
#include "gl/compressed_tex.h"
#include "gl/byte_count.h"
#include "gl/validate_textures.h"

namespace nogpu::gl {

using format::CompressedFamily;
using format::enumName;
using format::FormatId;
using format::FormatInfo;

bool validateCompressedTarget(Context& context, const char* function, uint32_t target,
                              const FormatInfo& info) {
  const bool allowed = target == GL_TEXTURE_3D         ? info.family == CompressedFamily::Bptc
                       : target == GL_TEXTURE_2D_ARRAY ? info.family != CompressedFamily::Etc1
                                                       : true;
  if (allowed) return true;
  return context.error(GL_INVALID_OPERATION, "%s: %s is not for %s", function, info.name,
                       enumName(target));
}

bool validateCompressedSize(Context& context, const char* function, uint32_t level, uint32_t width,
                            uint32_t height, const FormatInfo& info) {
  const bool wholeBlocks = info.family == CompressedFamily::S3tc ||
                           info.family == CompressedFamily::Rgtc ||
                           info.family == CompressedFamily::Bptc;
  // The size that level 0 has, if this level is to be of a chain.
  if (!wholeBlocks || (((width | height) << level) & 3) == 0) return true;
  return context.error(GL_INVALID_OPERATION,
                       "%s: level %u of %u x %u: level 0 of %s must be a multiple of 4 x 4",
                       function, level, width, height, info.name);
}

namespace {

FormatId validateFormat(Context& context, const CompressedTexCall& call) {
  const FormatId id = format::sizedFormat(call.internalFormat);
  if (id != FormatId::kNone && format::info(id).compressed() && formatAvailable(context, id)) {
    return id;
  }
  context.error(GL_INVALID_ENUM,
                "%s: %s (%#x) is no compressed format, or of an extension that is not enabled",
                call.function, enumName(call.internalFormat), call.internalFormat);
  return FormatId::kNone;
}

bool validateBuffer(Context& context, const CompressedTexCall& call, const PixelSource& source) {
  const Buffer* buffer = context.buffers.pixelUnpack.get();
  if (!isByteCount(source.offset)) {
    return context.error(GL_INVALID_VALUE, "%s: offset %.0f is negative", call.function,
                         source.offset);
  }
  const double end = source.offset + static_cast<double>(source.bytes);
  if (end > static_cast<double>(buffer->storage.size())) {
    return context.error(GL_INVALID_OPERATION, "%s: the blocks end at byte %.0f of a buffer of %zu",
                         call.function, end, buffer->storage.size());
  }
  return validateNotFeedbackTarget(context, call.function, *buffer);
}

bool validateBlocks(Context& context, const CompressedTexCall& call, const PixelSource& source,
                    FormatId id) {
  const bool fromBuffer = source.kind == PixelSource::Kind::Buffer;
  if (!fromBuffer && context.buffers.pixelUnpack) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: a buffer is bound to PIXEL_UNPACK_BUFFER: give an offset",
                         call.function);
  }
  if (fromBuffer && !context.buffers.pixelUnpack) {
    return context.error(GL_INVALID_OPERATION, "%s: no buffer is bound to PIXEL_UNPACK_BUFFER",
                         call.function);
  }
  const TexelBox& box = call.box;
  const uint64_t needed = format::compressedImageBytes(id, static_cast<uint32_t>(box.width),
                                                       static_cast<uint32_t>(box.height),
                                                       static_cast<uint32_t>(box.depth));
  if (source.bytes != needed) {
    return context.error(GL_INVALID_VALUE, "%s: %llu bytes given, %d x %d x %d of %s take %llu",
                         call.function, static_cast<unsigned long long>(source.bytes), box.width,
                         box.height, box.depth, format::info(id).name,
                         static_cast<unsigned long long>(needed));
  }
  return !fromBuffer || validateBuffer(context, call, source);
}

/// An edge of a sub-image lies between blocks, or at the edge of the level.
bool onBlocks(int32_t offset, int32_t size, uint32_t block, uint32_t levelSize) {
  const auto begin = static_cast<uint32_t>(offset), extent = static_cast<uint32_t>(size);
  return begin % block == 0 && (extent % block == 0 || begin + extent == levelSize);
}

}  // namespace

bool validateCompressedTexImage(Context& context, const CompressedTexCall& call,
                                const PixelSource& source) {
  if (!validateImageTarget(context, call.function, call.dimensions, call.target)) return false;
  const FormatId id = validateFormat(context, call);
  if (id == FormatId::kNone) return false;
  if (!validateImageSize(context, call.function, call.target, call.level, call.box, call.border)) {
    return false;
  }
  if (!validateDefinable(context, call.function, call.target)) return false;
  const FormatInfo& info = format::info(id);
  return validateCompressedTarget(context, call.function, call.target, info) &&
         validateCompressedSize(context, call.function, static_cast<uint32_t>(call.level),
                                static_cast<uint32_t>(call.box.width),
                                static_cast<uint32_t>(call.box.height), info) &&
         validateBlocks(context, call, source, id);
}

bool validateCompressedTexSubImage(Context& context, const CompressedTexCall& call,
                                   const PixelSource& source) {
  if (!validateImageTarget(context, call.function, call.dimensions, call.target)) return false;
  const FormatId id = validateFormat(context, call);
  if (id == FormatId::kNone) return false;
  const TexelBox& box = call.box;
  if (!validateSubImageBox(context, call.function, call.target, call.level, box)) return false;
  const Texture& texture = *boundTexture(context.textures, call.target);
  const Image& image = *texture.image(faceIndex(call.target), static_cast<uint32_t>(call.level));
  const FormatInfo& info = format::info(id);
  if (image.compressed != id) {
    return context.error(GL_INVALID_OPERATION, "%s: format %s is not the level's %s", call.function,
                         info.name, enumName(image.internalFormat));
  }
  if (info.family == CompressedFamily::Etc1) {
    return context.error(GL_INVALID_OPERATION, "%s: %s cannot be replaced in part", call.function,
                         info.name);
  }
  if (!onBlocks(box.x, box.width, info.blockWidth, image.width) ||
      !onBlocks(box.y, box.height, info.blockHeight, image.height)) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: %d, %d + %d x %d is not made of whole %u x %u blocks of the level",
                         call.function, box.x, box.y, box.width, box.height, info.blockWidth,
                         info.blockHeight);
  }
  return validateBlocks(context, call, source, id);
}

}  // namespace nogpu::gl
