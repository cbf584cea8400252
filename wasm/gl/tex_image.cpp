// SPDX-License-Identifier: MIT
// texImage* and texSubImage*: rows of client pixels into an image's planes.
#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

#include "format/convert.h"
#include "gl/pixel_transfer.h"
#include "gl/webgl1.h"

namespace nogpu::gl {
namespace {

// The rows of an upload, wherever they come from.
struct Rows {
  const std::byte* first = nullptr;
  uint64_t rowStride = 0, imageStride = 0;
  bool flip = false;

  const std::byte* row(uint32_t z, uint32_t y, uint32_t height) const {
    return first + z * imageStride + (flip ? height - 1 - y : y) * rowStride;
  }
};

bool hasStencilData(uint32_t format) { return format == GL_DEPTH_STENCIL; }

bool coversWhole(const Image& image, const TexelBox& box) {
  return static_cast<uint32_t>(box.width) == image.width &&
         static_cast<uint32_t>(box.height) == image.height &&
         static_cast<uint32_t>(box.depth) == image.depth;
}

// Rows of a view or buffer: already in the client format of the call.
void uploadRows(Image& image, const TexImageCall& call, const Rows& rows,
                format::UploadFlags flags) {
  const TexelBox& box = call.box;
  for (int32_t z = 0; z < box.depth; ++z) {
    for (int32_t y = 0; y < box.height; ++y) {
      const std::byte* row = rows.row(z, y, box.height);
      const uint32_t dstX = box.x, dstY = box.y + y, dstZ = box.z + z;
      format::uploadRow(image.format, call.format, call.type, row, texelAt(image, dstX, dstY, dstZ),
                        box.width, flags);
      if (!hasStencilData(call.format) || image.stencil.empty()) continue;
      format::uploadStencilRow(call.type, row, stencilAt(image, dstX, dstY, dstZ), box.width);
    }
  }
}

void uploadFromMemory(Context& context, Image& image, const TexImageCall& call,
                      const std::byte* data) {
  format::PixelStore store = pixelStore(context).unpack;
  if (call.dimensions == 2) store.imageHeight = store.skipImages = 0;
  const format::TransferLayout layout = format::pixelStoreLayout(
      store, call.format, call.type, call.box.width, call.box.height, call.box.depth);
  const Rows rows{data + layout.start, layout.rowStride, layout.imageStride,
                  pixelStore(context).unpackFlipY};
  uploadRows(image, call, rows, {pixelStore(context).unpackPremultiplyAlpha});
}

// ---- pictures -----------------------------------------------------------------------------------

// Bytes of an RGBA8 texel that a client format takes, in its order.
uint32_t channelsOf(uint32_t format, uint8_t channels[4]) {
  switch (format) {
    case GL_ALPHA:
      channels[0] = 3;
      return 1;
    case GL_LUMINANCE_ALPHA:
      channels[0] = 0;
      channels[1] = 3;
      return 2;
    default:
      break;
  }
  const uint32_t count = format::formatComponents(format);
  for (uint32_t i = 0; i < count; ++i) channels[i] = static_cast<uint8_t>(i);
  return count;
}

template <typename Sample>
Sample premultiplied(Sample c, Sample a) {
  constexpr uint64_t most = std::numeric_limits<Sample>::max();
  return static_cast<Sample>((uint64_t{c} * a + most / 2) / most);
}

// One row of a picture as `format` with the samples' own unsigned type.
template <typename Sample>
void convertPictureRow(const std::byte* rgba, uint32_t format, bool premultiply, uint32_t width,
                       std::byte* out) {
  uint8_t channels[4];
  const uint32_t count = channelsOf(format, channels);
  for (uint32_t x = 0; x < width; ++x, rgba += 4 * sizeof(Sample)) {
    Sample texel[4];
    std::memcpy(texel, rgba, sizeof texel);
    for (uint32_t i = 0; i < count; ++i, out += sizeof(Sample)) {
      Sample value = texel[channels[i]];
      if (premultiply && channels[i] < 3) value = premultiplied(value, texel[3]);
      std::memcpy(out, &value, sizeof value);
    }
  }
}

// A row of 16 bits a channel as one of eight: integer formats take the values of bytes.
void narrowPictureRow(const std::byte* samples, uint32_t width, std::byte* out) {
  for (uint32_t i = 0; i < width * 4; ++i, samples += 2) {
    uint16_t sample;
    std::memcpy(&sample, samples, sizeof sample);
    out[i] = static_cast<std::byte>((sample + 128) / 257);
  }
}

void uploadPicture(Context& context, Image& image, const TexImageCall& call,
                   const PixelSource& source) {
  const TexelBox& box = call.box;
  format::PixelStore store = pixelStore(context).unpack;
  if (call.dimensions == 2) store.imageHeight = store.skipImages = 0;
  if (source.whole) store = {};
  const uint32_t texelBytes = source.pictureTexelBytes();
  const uint64_t stride = uint64_t{source.width} * texelBytes;
  const uint64_t imageRows = store.imageHeight != 0 ? store.imageHeight : box.height;
  const bool flip = pixelStore(context).unpackFlipY && !source.asIs;
  // UNPACK_FLIP_Y turns over the picture as a whole; what is skipped, is skipped in the result.
  const auto rowAt = [&](int32_t z, int32_t y) {
    const uint64_t image = uint64_t{store.skipImages} + static_cast<uint32_t>(z);
    const uint64_t row = image * imageRows + store.skipRows + static_cast<uint32_t>(y);
    return source.data + (flip ? source.height - 1 - row : row) * stride +
           uint64_t{store.skipPixels} * texelBytes;
  };
  const bool premultiply = pixelStore(context).unpackPremultiplyAlpha && !source.asIs;
  const bool narrows = source.deep && image.info().isInteger();
  const bool deep = source.deep && !narrows;
  std::vector<std::byte> narrow(narrows ? size_t{4} * box.width : 0);
  std::vector<std::byte> converted(size_t{texelBytes} * box.width);
  for (int32_t z = 0; z < box.depth; ++z) {
    for (int32_t y = 0; y < box.height; ++y) {
      const std::byte* row = rowAt(z, y);
      if (narrows) {
        narrowPictureRow(row, box.width, narrow.data());
        row = narrow.data();
      }
      const auto convert = deep ? convertPictureRow<uint16_t> : convertPictureRow<uint8_t>;
      convert(row, call.format, premultiply, box.width, converted.data());
      format::uploadRow(image.format, call.format, deep ? GL_UNSIGNED_SHORT : GL_UNSIGNED_BYTE,
                        converted.data(), texelAt(image, box.x, box.y + y, box.z + z), box.width);
    }
  }
}

void upload(Context& context, Image& image, const TexImageCall& given, const PixelSource& source) {
  TexImageCall call = given;
  call.format = coreFormat(given.format);
  call.type = coreType(given.type);
  if (call.box.width == 0 || call.box.height == 0 || call.box.depth == 0) return;
  if (!image.filled && !coversWhole(image, call.box)) fillImage(image);
  image.filled = true;
  switch (source.kind) {
    case PixelSource::Kind::None:
      break;
    case PixelSource::Kind::View:
      uploadFromMemory(context, image, call, source.data);
      break;
    case PixelSource::Kind::Buffer:
      uploadFromMemory(
          context, image, call,
          context.buffers.pixelUnpack.get()->storage.data() + static_cast<size_t>(source.offset));
      break;
    case PixelSource::Kind::Picture:
      uploadPicture(context, image, call, source);
      break;
  }
}

}  // namespace

void texImage(Context& context, const TexImageCall& call, const PixelSource& source) {
  Texture& texture = *boundTexture(context.textures, call.target);
  Image& image = texture.imageSlot(faceIndex(call.target), static_cast<uint32_t>(call.level));
  const format::FormatId format = format::effectiveFormat(call.internalFormat, call.type);
  const TexelBox& box = call.box;
  // An image of the same shape keeps its memory: applications upload frames of video this way.
  const bool reuse = image.defined() && image.format == format &&
                     image.internalFormat == call.internalFormat && coversWhole(image, box);
  if (!reuse && !allocateImage(image, format, call.internalFormat,
                               {static_cast<uint32_t>(box.width), static_cast<uint32_t>(box.height),
                                static_cast<uint32_t>(box.depth)})) {
    context.error(GL_OUT_OF_MEMORY, "%s: no memory for %d x %d x %d %s", call.function, box.width,
                  box.height, box.depth, format::enumName(call.internalFormat));
    return;
  }
  ++texture.version;
  image.filled = false;
  if (source.kind != PixelSource::Kind::None) upload(context, image, call, source);
}

void texSubImage(Context& context, const TexImageCall& call, const PixelSource& source) {
  Texture& texture = *boundTexture(context.textures, call.target);
  upload(context, *texture.image(faceIndex(call.target), static_cast<uint32_t>(call.level)), call,
         source);
}

}  // namespace nogpu::gl
