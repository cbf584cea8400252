// SPDX-License-Identifier: MIT
// S3TC: two RGB565 colours and a line of two or four between them, for DXT3 and DXT5 with alpha of
// its own. The format leaves the arithmetic to implementations; this is the one of Direct3D 11:
// components expanded to eight bits by replication, mixtures rounded to nearest.
#include <cstring>

#include "format/block_decompress.h"

namespace nogpu::format {
namespace {

struct Rgba {
  uint8_t c[4];
};

uint32_t half(const uint8_t* p) { return p[0] | uint32_t{p[1]} << 8; }
uint32_t word(const uint8_t* p) { return half(p) | half(p + 2) << 16; }

Rgba expand565(uint32_t v) {
  const uint32_t r = v >> 11, g = v >> 5 & 63, b = v & 31;
  return {{static_cast<uint8_t>(r << 3 | r >> 2), static_cast<uint8_t>(g << 2 | g >> 4),
           static_cast<uint8_t>(b << 3 | b >> 2), 255}};
}

/// (a · weightA + b · weightB) / (weightA + weightB), to nearest.
uint8_t mix(uint32_t a, uint32_t weightA, uint32_t b, uint32_t weightB) {
  const uint32_t sum = weightA + weightB;
  return static_cast<uint8_t>((a * weightA + b * weightB + sum / 2) / sum);
}

Rgba mix(const Rgba& a, uint32_t weightA, const Rgba& b, uint32_t weightB) {
  Rgba result{{0, 0, 0, 255}};
  for (int i = 0; i < 3; ++i) result.c[i] = mix(a.c[i], weightA, b.c[i], weightB);
  return result;
}

/// `threeColors`: DXT1, whose order of the two colours chooses the form.
void decodeColors(const uint8_t* block, bool threeColors, uint8_t fourthAlpha, uint8_t* texels) {
  const uint32_t first = half(block), second = half(block + 2);
  Rgba palette[4] = {expand565(first), expand565(second), {}, {}};
  if (threeColors && first <= second) {
    palette[2] = mix(palette[0], 1, palette[1], 1);
    palette[3] = {{0, 0, 0, fourthAlpha}};
  } else {
    palette[2] = mix(palette[0], 2, palette[1], 1);
    palette[3] = mix(palette[0], 1, palette[1], 2);
  }
  const uint32_t indices = word(block + 4);
  for (uint32_t i = 0; i < 16; ++i) {
    std::memcpy(texels + 4 * i, palette[indices >> (2 * i) & 3].c, 4);
  }
}

void decodeExplicitAlpha(const uint8_t* block, uint8_t* texels) {
  for (uint32_t i = 0; i < 16; ++i) {
    texels[4 * i + 3] = static_cast<uint8_t>((block[i / 2] >> (4 * (i & 1)) & 15) * 17);
  }
}

void decodeInterpolatedAlpha(const uint8_t* block, uint8_t* texels) {
  const uint8_t first = block[0], second = block[1];
  uint8_t palette[8] = {first, second, 0, 0, 0, 0, 0, 255};
  const uint32_t steps = first > second ? 7 : 5;
  for (uint32_t i = 1; i < steps; ++i) palette[i + 1] = mix(first, steps - i, second, i);
  const uint64_t indices = half(block + 2) | uint64_t{word(block + 4)} << 16;
  for (uint32_t i = 0; i < 16; ++i) texels[4 * i + 3] = palette[indices >> (3 * i) & 7];
}

}  // namespace

void decodeS3tcBlock(FormatId id, const uint8_t* block, std::byte* texels) {
  auto* out = reinterpret_cast<uint8_t*>(texels);
  switch (id) {
    case FormatId::COMPRESSED_RGB_S3TC_DXT1_EXT:
    case FormatId::COMPRESSED_SRGB_S3TC_DXT1_EXT:
      return decodeColors(block, true, 255, out);
    case FormatId::COMPRESSED_RGBA_S3TC_DXT1_EXT:
    case FormatId::COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT:
      return decodeColors(block, true, 0, out);
    case FormatId::COMPRESSED_RGBA_S3TC_DXT3_EXT:
    case FormatId::COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT:
      decodeColors(block + 8, false, 255, out);
      return decodeExplicitAlpha(block, out);
    default:
      decodeColors(block + 8, false, 255, out);
      return decodeInterpolatedAlpha(block, out);
  }
}

}  // namespace nogpu::format
