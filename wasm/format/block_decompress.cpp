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

}  // namespace

void decompressImage(FormatId id, const std::byte* src, uint32_t width, uint32_t height,
                     std::byte* dst, size_t rowStrideBytes) {
  const FormatInfo& format = info(id);
  const BlockDecoder decode = decoderOf(format);
  const size_t texelBytes = info(format.storedAs).storageBytes;
  const size_t blockRowBytes = format.blockWidth * texelBytes;
  std::byte texels[kMaxBlockBytes];
  for (uint32_t y = 0; y < height; y += format.blockHeight) {
    const uint32_t rows = std::min<uint32_t>(format.blockHeight, height - y);
    for (uint32_t x = 0; x < width; x += format.blockWidth, src += format.blockBytes) {
      decode(id, reinterpret_cast<const uint8_t*>(src), texels);
      const uint32_t columns = std::min<uint32_t>(format.blockWidth, width - x);
      for (uint32_t row = 0; row < rows; ++row) {
        std::memcpy(dst + (y + row) * rowStrideBytes + x * texelBytes, texels + row * blockRowBytes,
                    columns * texelBytes);
      }
    }
  }
}

}  // namespace nogpu::format
