// SPDX-License-Identifier: MIT
// ASTC's integer sequences: values of a range that is a power of two, or three or five times one,
// packed as bits, as five trits in eight bits, or as three quints in seven.
#pragma once

#include <cstdint>

#include "format/block_bits.h"

namespace nogpu::format {

/// Values are 0 … 2^bits · (3 for trits, 5 for quints) - 1.
struct AstcRange {
  uint8_t trits, quints, bits;

  /// Of a sequence of `count` values.
  uint32_t sequenceBits(uint32_t count) const {
    return (8 * count * trits + 4) / 5 + (7 * count * quints + 2) / 3 + count * bits;
  }
};

struct AstcValue {
  uint8_t high;  ///< trit or quint; 0 in ranges without
  uint8_t low;   ///< the bits
};

/// Reads `count` values from bit `first` on; bits from `end` on are taken as 0.
void readAstcSequence(const BlockBits& bits, uint32_t first, uint32_t end, AstcRange range,
                      uint32_t count, AstcValue* out);

/// A colour value as 0 … 255.
uint32_t unquantizeAstcColor(AstcRange range, AstcValue value);

/// A weight as 0 … 64.
uint32_t unquantizeAstcWeight(AstcRange range, AstcValue value);

}  // namespace nogpu::format
