// SPDX-License-Identifier: MIT
#include "format/block_decompress.h"

#include <algorithm>
#include <cstring>

namespace nogpu::format {
namespace {

BlockDecoder decoderOf(const FormatInfo& format) {
  switch (format.family) {
    case CompressedFamily::S3tc:
      return decodeS3tcBlock;
    case CompressedFamily::Rgtc:
      return decodeRgtcBlock;
    case CompressedFamily::Bptc:
      return format.kind == ComponentKind::Float ? decodeBc6hBlock : decodeBc7Block;
    case CompressedFamily::Etc1:
      return decodeEtcBlock;
    case CompressedFamily::Etc2:
      return format.base == GL_RED || format.base == GL_RG ? decodeEacBlock : decodeEtcBlock;
    case CompressedFamily::Astc:
      return decodeAstcBlock;
    case CompressedFamily::None:
      break;
  }
  return nullptr;
}

struct Target {
  std::byte* data;
  size_t rowStrideBytes, texelBytes;
};

/// The part of a block that lies inside the image.
void storeBlock(const FormatInfo& format, const std::byte* texels, const Target& target, uint32_t x,
                uint32_t y, uint32_t width, uint32_t height) {
  const uint32_t columns = std::min<uint32_t>(format.blockWidth, width - x);
  const uint32_t rows = std::min<uint32_t>(format.blockHeight, height - y);
  for (uint32_t row = 0; row < rows; ++row) {
    std::memcpy(target.data + (y + row) * target.rowStrideBytes + x * target.texelBytes,
                texels + row * format.blockWidth * target.texelBytes, columns * target.texelBytes);
  }
}

}  // namespace

void decompressImage(FormatId id, const std::byte* src, uint32_t width, uint32_t height,
                     std::byte* dst, size_t rowStrideBytes) {
  const FormatInfo& format = info(id);
  const BlockDecoder decode = decoderOf(format);
  const Target target{dst, rowStrideBytes, info(format.storedAs).storageBytes};
  std::byte texels[kMaxBlockBytes];
  for (uint32_t y = 0; y < height; y += format.blockHeight) {
    for (uint32_t x = 0; x < width; x += format.blockWidth, src += format.blockBytes) {
      decode(id, reinterpret_cast<const uint8_t*>(src), texels);
      storeBlock(format, texels, target, x, y, width, height);
    }
  }
}

void decompressZeros(FormatId id, uint32_t width, uint32_t height, std::byte* dst,
                     size_t rowStrideBytes) {
  const FormatInfo& format = info(id);
  const Target target{dst, rowStrideBytes, info(format.storedAs).storageBytes};
  const uint8_t zeros[16] = {};
  std::byte texels[kMaxBlockBytes];
  decoderOf(format)(id, zeros, texels);
  for (uint32_t y = 0; y < height; y += format.blockHeight) {
    for (uint32_t x = 0; x < width; x += format.blockWidth) {
      storeBlock(format, texels, target, x, y, width, height);
    }
  }
}

}  // namespace nogpu::format
