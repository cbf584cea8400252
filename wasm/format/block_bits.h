// SPDX-License-Identifier: MIT
// 128 bits of a compressed block, read by position.
#pragma once

#include <cstdint>

namespace nogpu::format {

struct BlockBits {
  uint64_t low = 0, high = 0;

  /// The 16 bytes of a block, bit 0 the lowest bit of the first byte.
  static BlockBits fromLittleEndian(const uint8_t* block) {
    BlockBits bits;
    for (uint32_t i = 0; i < 8; ++i) {
      bits.low |= uint64_t{block[i]} << (8 * i);
      bits.high |= uint64_t{block[8 + i]} << (8 * i);
    }
    return bits;
  }

  /// `count` ≤ 32 bits from `first` on, any position; bits past the 128th are 0.
  uint32_t at(uint32_t first, uint32_t count) const {
    uint64_t value = 0;
    if (first < 64) {
      value = low >> first;
      if (first != 0) value |= high << (64 - first);
    } else if (first < 128) {
      value = high >> (first - 64);
    }
    return static_cast<uint32_t>(value & ((uint64_t{1} << count) - 1));
  }
};

/// Reads a block's fields one after the other.
struct BlockReader {
  BlockBits bits;
  uint32_t position = 0;

  uint32_t take(uint32_t count) {
    const uint32_t value = bits.at(position, count);
    position += count;
    return value;
  }
};

}  // namespace nogpu::format
