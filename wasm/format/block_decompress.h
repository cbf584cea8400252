// SPDX-License-Identifier: MIT
// Compressed images to the plain storage that formats.def names for each compressed format
// (`storedAs`). Textures are decoded when they are uploaded, so that lookups see plain texels.
//
//   block ──decoder of the family──▶ blockWidth × blockHeight texels ──crop──▶ rows of the image
//
// Every bit pattern has a result: blocks that a family calls illegal give its error colour.
// Facts: Khronos Data Format Specification 1.3, chapters 18 to 23.
#pragma once

#include <cstddef>
#include <cstdint>

#include "format/format.h"

namespace nogpu::format {

/// Decodes a whole image of one slice. `src`: compressedImageBytes(id, width, height, 1) bytes,
/// rows of blocks. `dst`: the first texel, rows `rowStrideBytes` apart; texels beyond the size are
/// cut off.
void decompressImage(FormatId id, const std::byte* src, uint32_t width, uint32_t height,
                     std::byte* dst, size_t rowStrideBytes);

/// What an image of blocks of zeros decodes to: the initial contents of compressed textures.
void decompressZeros(FormatId id, uint32_t width, uint32_t height, std::byte* dst,
                     size_t rowStrideBytes);

// ---- the families, one file each

/// Texels of one block, row by row without gaps, in the layout of `storedAs`.
using BlockDecoder = void (*)(FormatId id, const uint8_t* block, std::byte* texels);

/// 12 × 12 RGBA8, the largest; 4 × 4 RGBA16F takes 128.
inline constexpr size_t kMaxBlockBytes = 12 * 12 * 4;

void decodeS3tcBlock(FormatId id, const uint8_t* block, std::byte* texels);
void decodeRgtcBlock(FormatId id, const uint8_t* block, std::byte* texels);
void decodeEtcBlock(FormatId id, const uint8_t* block, std::byte* texels);
void decodeEacBlock(FormatId id, const uint8_t* block, std::byte* texels);
void decodeBc7Block(FormatId id, const uint8_t* block, std::byte* texels);
void decodeBc6hBlock(FormatId id, const uint8_t* block, std::byte* texels);
void decodeAstcBlock(FormatId id, const uint8_t* block, std::byte* texels);

/// The alpha half of an ETC2 RGBA block: 16 values, row by row, `stride` bytes apart.
void decodeEacAlpha(const uint8_t* block, uint8_t* values, uint32_t stride);

}  // namespace nogpu::format
