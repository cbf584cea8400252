// SPDX-License-Identifier: MIT
// RGTC: one or two channels, each two bytes and a line of four or six values between them, signed
// or not. Values are kept in 16 bits, so that the mixtures lose nothing that eight bits would.
#include <cstring>

#include "format/block_decompress.h"

namespace nogpu::format {
namespace {

/// numerator / denominator · maximum, to nearest; halves away from zero.
int32_t scaled(int32_t numerator, int32_t denominator, int32_t maximum) {
  const int64_t twice = int64_t{numerator} * maximum * 2;
  const int64_t rounded = twice + (numerator < 0 ? -denominator : denominator);
  return static_cast<int32_t>(rounded / (2 * denominator));
}

/// 16 texels of a channel; `stride` in 16-bit units.
void decodeChannel(const uint8_t* block, bool isSigned, uint16_t* out, uint32_t stride) {
  const int32_t rawFirst = isSigned ? static_cast<int8_t>(block[0]) : block[0];
  const int32_t rawSecond = isSigned ? static_cast<int8_t>(block[1]) : block[1];
  // -128 and -127 both mean -1; the comparison sees the bytes.
  const int32_t first = rawFirst == -128 ? -127 : rawFirst;
  const int32_t second = rawSecond == -128 ? -127 : rawSecond;
  const int32_t one = isSigned ? 127 : 255, maximum = isSigned ? 32767 : 65535;
  int32_t palette[8] = {scaled(first, one, maximum), scaled(second, one, maximum)};
  const int32_t steps = rawFirst > rawSecond ? 7 : 5;
  for (int32_t i = 1; i < steps; ++i) {
    palette[i + 1] = scaled(first * (steps - i) + second * i, one * steps, maximum);
  }
  if (steps == 5) {
    palette[6] = isSigned ? -maximum : 0;
    palette[7] = maximum;
  }
  uint64_t indices = 0;
  for (uint32_t i = 0; i < 6; ++i) indices |= uint64_t{block[2 + i]} << (8 * i);
  for (uint32_t i = 0; i < 16; ++i) {
    out[i * stride] = static_cast<uint16_t>(palette[indices >> (3 * i) & 7]);
  }
}

}  // namespace

void decodeRgtcBlock(FormatId id, const uint8_t* block, std::byte* texels) {
  const FormatInfo& format = info(id);
  const bool isSigned = format.kind == ComponentKind::Snorm;
  const uint32_t channels = format.base == GL_RG ? 2 : 1;
  uint16_t values[32];
  for (uint32_t c = 0; c < channels; ++c) {
    decodeChannel(block + 8 * c, isSigned, values + c, channels);
  }
  std::memcpy(texels, values, size_t{32} * channels);
}

}  // namespace nogpu::format
