// SPDX-License-Identifier: MIT
#include "gl/compressed_tex.h"

#include "format/block_decompress.h"
#include "gl/validate_textures.h"

namespace nogpu::gl {
namespace {

void upload(Context& context, Image& image, const CompressedTexCall& call,
            const PixelSource& source) {
  const TexelBox& box = call.box;
  const auto width = static_cast<uint32_t>(box.width), height = static_cast<uint32_t>(box.height);
  const auto depth = static_cast<uint32_t>(box.depth);
  if (width == 0 || height == 0 || depth == 0) return;
  const bool whole = width == image.width && height == image.height && depth == image.depth;
  if (!whole) fillImage(image);
  image.filled = true;
  const std::byte* blocks = source.data;
  if (source.kind == PixelSource::Kind::Buffer) {
    blocks = context.buffers.pixelUnpack->storage.data() + static_cast<size_t>(source.offset);
  }
  const uint64_t sliceBytes = format::compressedImageBytes(image.compressed, width, height, 1);
  for (uint32_t z = 0; z < depth; ++z, blocks += sliceBytes) {
    std::byte* texels = texelAt(image, static_cast<uint32_t>(box.x), static_cast<uint32_t>(box.y),
                                static_cast<uint32_t>(box.z) + z);
    format::decompressImage(image.compressed, blocks, width, height, texels, image.rowStrideBytes);
  }
}

}  // namespace

void compressedTexImage(Context& context, const CompressedTexCall& call,
                        const PixelSource& source) {
  Texture& texture = *boundTexture(context.textures, call.target);
  Image& image = texture.imageSlot(faceIndex(call.target), static_cast<uint32_t>(call.level));
  const TexelBox& box = call.box;
  if (!allocateImage(image, format::sizedFormat(call.internalFormat), call.internalFormat,
                     {static_cast<uint32_t>(box.width), static_cast<uint32_t>(box.height),
                      static_cast<uint32_t>(box.depth)})) {
    context.error(GL_OUT_OF_MEMORY, "%s: no memory for %d x %d x %d texels of %s", call.function,
                  box.width, box.height, box.depth, format::enumName(call.internalFormat));
    return;
  }
  ++texture.version;
  upload(context, image, call, source);
}

void compressedTexSubImage(Context& context, const CompressedTexCall& call,
                           const PixelSource& source) {
  Texture& texture = *boundTexture(context.textures, call.target);
  upload(context, *texture.image(faceIndex(call.target), static_cast<uint32_t>(call.level)), call,
         source);
}

std::vector<uint32_t> compressedTextureFormats(const Context& context) {
  std::vector<uint32_t> formats;
  for (uint32_t i = 1; i < format::kFormatCount; ++i) {
    const auto id = static_cast<format::FormatId>(i);
    const format::FormatInfo& info = format::info(id);
    if (info.compressed() && formatAvailable(context, id)) formats.push_back(info.internalFormat);
  }
  return formats;
}

}  // namespace nogpu::gl
