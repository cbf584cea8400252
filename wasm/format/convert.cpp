// SPDX-License-Identifier: MIT
// Row conversions as pairs of shapes, with short cuts where memory is the same on both sides.
#include "format/convert.h"

#include <algorithm>
#include <cstring>

#include "format/numeric.h"
#include "format/row_codec.h"
#include "format/srgb.h"

namespace nogpu::format {
namespace {

/// (c·a + 127) / 255 for client bytes that end in alpha.
void premultiplyBytes(const std::byte* src, std::byte* dst, uint32_t count, uint32_t channels) {
  for (uint32_t i = 0; i < count; ++i, src += channels, dst += channels) {
    const uint32_t alpha = std::to_integer<uint32_t>(src[channels - 1]);
    for (uint32_t c = 0; c + 1 < channels; ++c) {
      dst[c] = static_cast<std::byte>((std::to_integer<uint32_t>(src[c]) * alpha + 127) / 255);
    }
    dst[channels - 1] = src[channels - 1];
  }
}

void premultiplyFloats(float* rgba, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i, rgba += 4) {
    rgba[0] *= rgba[3], rgba[1] *= rgba[3], rgba[2] *= rgba[3];
  }
}

/// RGB8 <- RGB / UNSIGNED_BYTE, the common padded case.
void padRgb8(const std::byte* src, std::byte* dst, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i, src += 3, dst += 4) {
    dst[0] = src[0], dst[1] = src[1], dst[2] = src[2], dst[3] = std::byte{255};
  }
}

/// RGBA / UNSIGNED_BYTE <- RGB8: the padding reads as alpha one, whatever it holds.
void readRgbx8(const std::byte* src, std::byte* dst, uint32_t count) {
  std::memcpy(dst, src, size_t{count} * 4);
  for (uint32_t i = 0; i < count; ++i) dst[size_t{i} * 4 + 3] = std::byte{255};
}

/// A client depth in [0, 1], in double: 32-bit fixed point does not fit a float.
double clientDepth(const std::byte* src, uint32_t type) {
  if (type == GL_UNSIGNED_SHORT) {
    uint16_t v;
    std::memcpy(&v, src, 2);
    return v / 65535.0;
  }
  uint32_t v;
  std::memcpy(&v, src, 4);
  if (type == GL_UNSIGNED_INT) return v / 4294967295.0;
  if (type == GL_UNSIGNED_INT_24_8) return (v >> 8) / 16777215.0;
  float depth;
  std::memcpy(&depth, &v, 4);
  return clampFloat(depth, 0.0f, 1.0f);
}

void uploadDepthRow(Layout layout, uint32_t type, const std::byte* src, std::byte* dst,
                    uint32_t count) {
  const uint32_t step = typeBytes(type);
  for (uint32_t i = 0; i < count; ++i, src += step) {
    const double depth = clientDepth(src, type);
    if (layout == Layout::Depth16) {
      const uint16_t v = static_cast<uint16_t>(depth * 65535.0 + 0.5);
      std::memcpy(dst + size_t{i} * 2, &v, 2);
    } else if (layout == Layout::Depth24) {
      const uint32_t v = static_cast<uint32_t>(depth * 16777215.0 + 0.5);
      std::memcpy(dst + size_t{i} * 4, &v, 4);
    } else {
      const float v = static_cast<float>(depth);
      std::memcpy(dst + size_t{i} * 4, &v, 4);
    }
  }
}

}  // namespace

void unpackRow(FormatId id, const std::byte* src, float* rgba, uint32_t count) {
  loadFloats(storageShape(id), src, rgba, count);
  if (!info(id).srgb) return;
  for (uint32_t i = 0; i < count; ++i, src += 4, rgba += 4) {
    for (int c = 0; c < 3; ++c) rgba[c] = kSrgbToLinear[std::to_integer<uint32_t>(src[c])];
  }
}

void packRow(FormatId id, const float* rgba, std::byte* dst, uint32_t count) {
  storeFloats(storageShape(id), rgba, dst, count);
  if (!info(id).srgb) return;
  for (uint32_t i = 0; i < count; ++i, dst += 4, rgba += 4) {
    for (int c = 0; c < 3; ++c) dst[c] = static_cast<std::byte>(linearToSrgb8(rgba[c]));
  }
}

void unpackRowInt(FormatId id, const std::byte* src, int32_t* rgba, uint32_t count) {
  loadInts(storageShape(id), src, rgba, count);
}

void packRowInt(FormatId id, const int32_t* rgba, std::byte* dst, uint32_t count) {
  storeInts(storageShape(id), rgba, dst, count);
}

void uploadRow(FormatId dst, uint32_t format, uint32_t type, const std::byte* src,
               std::byte* dstRow, uint32_t count, UploadFlags flags) {
  const FormatInfo& f = info(dst);
  if (f.hasDepth()) return uploadDepthRow(f.layout, type, src, dstRow, count);

  const RowShape client = clientShape(format, type), storage = storageShape(dst);
  const bool premultiply = flags.premultiplyAlpha && !f.isInteger() &&
                           (format == GL_RGBA || format == GL_LUMINANCE_ALPHA);
  if (client == storage && !premultiply) {
    std::memcpy(dstRow, src, size_t{count} * f.storageBytes);
    return;
  }
  if (client == RowShape{Layout::Unorm8, Channels::RGB} &&
      storage == RowShape{Layout::Unorm8, Channels::RGBX}) {
    return padRgb8(src, dstRow, count);
  }

  const uint32_t clientBytes = shapeBytes(client);
  const bool premultiplyAsBytes = premultiply && type == GL_UNSIGNED_BYTE;
  std::byte bytes[4 * kRowChunk];
  float floats[4 * kRowChunk];
  int32_t ints[4 * kRowChunk];
  for (uint32_t i = 0; i < count; i += kRowChunk, dstRow += size_t{kRowChunk} * f.storageBytes) {
    const uint32_t n = std::min(count - i, kRowChunk);
    const std::byte* chunk = src + size_t{i} * clientBytes;
    if (f.isInteger()) {
      loadInts(client, chunk, ints, n);
      storeInts(storage, ints, dstRow, n);
      continue;
    }
    if (premultiplyAsBytes) {
      premultiplyBytes(chunk, bytes, n, clientBytes);
      chunk = bytes;
    }
    loadFloats(client, chunk, floats, n);
    if (premultiply && !premultiplyAsBytes) premultiplyFloats(floats, n);
    storeFloats(storage, floats, dstRow, n);
  }
}

void uploadStencilRow(uint32_t type, const std::byte* src, uint8_t* dst, uint32_t count) {
  const bool wide = type == GL_FLOAT_32_UNSIGNED_INT_24_8_REV;
  for (uint32_t i = 0; i < count; ++i) {
    // The stencil byte is the lowest of its little-endian word.
    dst[i] = std::to_integer<uint8_t>(src[wide ? size_t{i} * 8 + 4 : size_t{i} * 4]);
  }
}

void readRow(FormatId src, const std::byte* srcRow, uint32_t format, uint32_t type, std::byte* dst,
             uint32_t count) {
  const FormatInfo& f = info(src);
  const RowShape client = clientShape(format, type), storage = storageShape(src);
  if (client == storage) {
    std::memcpy(dst, srcRow, size_t{count} * f.storageBytes);
    return;
  }
  if (storage == RowShape{Layout::Unorm8, Channels::RGBX} &&
      client == RowShape{Layout::Unorm8, Channels::RGBA}) {
    return readRgbx8(srcRow, dst, count);
  }
  const uint32_t clientBytes = shapeBytes(client);
  float floats[4 * kRowChunk];
  int32_t ints[4 * kRowChunk];
  for (uint32_t i = 0; i < count; i += kRowChunk) {
    const uint32_t n = std::min(count - i, kRowChunk);
    const std::byte* chunk = srcRow + size_t{i} * f.storageBytes;
    if (f.isInteger()) {
      loadInts(storage, chunk, ints, n);
      storeInts(client, ints, dst + size_t{i} * clientBytes, n);
    } else {
      loadFloats(storage, chunk, floats, n);
      storeFloats(client, floats, dst + size_t{i} * clientBytes, n);
    }
  }
}

}  // namespace nogpu::format
