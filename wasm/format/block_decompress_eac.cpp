// SPDX-License-Identifier: MIT
// EAC: a channel of 16 values as base + modifier · multiplier; eight bits for the alpha of ETC2,
// eleven for the formats R11 and RG11, which are kept in 16 bits.
#include <algorithm>
#include <cstring>

#include "format/block_decompress.h"

namespace nogpu::format {
namespace {

constexpr int8_t kModifiers[16][8] = {
    {-3, -6, -9, -15, 2, 5, 8, 14}, {-3, -7, -10, -13, 2, 6, 9, 12}, {-2, -5, -8, -13, 1, 4, 7, 12},
    {-2, -4, -6, -13, 1, 3, 5, 12}, {-3, -6, -8, -12, 2, 5, 7, 11},  {-3, -7, -9, -11, 2, 6, 8, 10},
    {-4, -7, -8, -11, 3, 6, 7, 10}, {-3, -5, -8, -11, 2, 4, 7, 10},  {-2, -6, -8, -10, 1, 5, 7, 9},
    {-2, -5, -8, -10, 1, 4, 7, 9},  {-2, -4, -8, -10, 1, 3, 7, 9},   {-2, -5, -7, -10, 1, 4, 6, 9},
    {-3, -4, -7, -10, 2, 3, 6, 9},  {-1, -2, -3, -10, 0, 1, 2, 9},   {-4, -6, -8, -9, 3, 5, 7, 8},
    {-3, -5, -7, -9, 2, 4, 6, 8},
};

struct EacBlock {
  uint8_t base;
  int32_t multiplier;
  const int8_t* modifiers;
  uint64_t indices;

  explicit EacBlock(const uint8_t* block)
      : base(block[0]), multiplier(block[1] >> 4), modifiers(kModifiers[block[1] & 15]) {
    indices = 0;
    for (uint32_t i = 2; i < 8; ++i) indices = indices << 8 | block[i];
  }
  /// Texels run down the columns, from the highest bits on.
  int32_t modifier(uint32_t x, uint32_t y) const {
    return modifiers[indices >> (45 - 3 * (4 * x + y)) & 7];
  }
};

uint16_t unsigned11(const EacBlock& block, uint32_t x, uint32_t y) {
  const int32_t step = block.multiplier == 0 ? 1 : 8 * block.multiplier;
  const int32_t value = std::clamp(block.base * 8 + 4 + block.modifier(x, y) * step, 0, 2047);
  return static_cast<uint16_t>((value * 65535 + 1023) / 2047);
}

uint16_t signed11(const EacBlock& block, uint32_t x, uint32_t y) {
  const int32_t base = std::max<int32_t>(static_cast<int8_t>(block.base), -127);
  const int32_t step = block.multiplier == 0 ? 1 : 8 * block.multiplier;
  const int32_t value = std::clamp(base * 8 + block.modifier(x, y) * step, -1023, 1023);
  const int32_t half = value < 0 ? -511 : 511;
  return static_cast<uint16_t>((value * 32767 + half) / 1023);
}

}  // namespace

void decodeEacAlpha(const uint8_t* block, uint8_t* values, uint32_t stride) {
  const EacBlock eac(block);
  for (uint32_t y = 0; y < 4; ++y) {
    for (uint32_t x = 0; x < 4; ++x) {
      const int32_t value = eac.base + eac.modifier(x, y) * eac.multiplier;
      values[(4 * y + x) * stride] = static_cast<uint8_t>(std::clamp(value, 0, 255));
    }
  }
}

void decodeEacBlock(FormatId id, const uint8_t* block, std::byte* texels) {
  const FormatInfo& format = info(id);
  const auto value = format.kind == ComponentKind::Snorm ? signed11 : unsigned11;
  const uint32_t channels = format.base == GL_RG ? 2 : 1;
  uint16_t values[32];
  for (uint32_t c = 0; c < channels; ++c) {
    const EacBlock eac(block + 8 * c);
    for (uint32_t i = 0; i < 16; ++i) values[i * channels + c] = value(eac, i % 4, i / 4);
  }
  std::memcpy(texels, values, size_t{32} * channels);
}

}  // namespace nogpu::format
