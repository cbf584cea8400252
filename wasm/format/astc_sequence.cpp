// SPDX-License-Identifier: MIT
#include "format/astc_sequence.h"

namespace nogpu::format {
namespace {

class LimitedReader {
 public:
  LimitedReader(const BlockBits& bits, uint32_t first, uint32_t end)
      : bits_(bits), position_(first), end_(end) {}

  uint32_t take(uint32_t count) {
    const uint32_t left = position_ < end_ ? end_ - position_ : 0;
    const uint32_t value = bits_.at(position_, count < left ? count : left);
    position_ += count;
    return value;
  }

 private:
  const BlockBits& bits_;
  uint32_t position_, end_;
};

uint8_t bit(uint32_t v, uint32_t i) { return static_cast<uint8_t>(v >> i & 1); }

void unpackTrits(uint32_t t, uint8_t (&trits)[5]) {
  uint32_t c;
  if ((t >> 2 & 7) == 7) {
    c = (t >> 5 & 7) << 2 | (t & 3);
    trits[4] = trits[3] = 2;
  } else {
    c = t & 31;
    if ((t >> 5 & 3) == 3) {
      trits[4] = 2;
      trits[3] = bit(t, 7);
    } else {
      trits[4] = bit(t, 7);
      trits[3] = static_cast<uint8_t>(t >> 5 & 3);
    }
  }
  if ((c & 3) == 3) {
    trits[2] = 2;
    trits[1] = bit(c, 4);
    trits[0] = static_cast<uint8_t>(bit(c, 3) << 1 | (bit(c, 2) & ~bit(c, 3)));
  } else if ((c >> 2 & 3) == 3) {
    trits[2] = trits[1] = 2;
    trits[0] = static_cast<uint8_t>(c & 3);
  } else {
    trits[2] = bit(c, 4);
    trits[1] = static_cast<uint8_t>(c >> 2 & 3);
    trits[0] = static_cast<uint8_t>(bit(c, 1) << 1 | (bit(c, 0) & ~bit(c, 1)));
  }
}

void unpackQuints(uint32_t q, uint8_t (&quints)[3]) {
  if ((q >> 1 & 3) == 3 && (q >> 5 & 3) == 0) {
    const uint8_t low = bit(q, 0), none = static_cast<uint8_t>(1 - low);
    quints[2] = static_cast<uint8_t>(low << 2 | (bit(q, 4) & none) << 1 | (bit(q, 3) & none));
    quints[1] = quints[0] = 4;
    return;
  }
  uint32_t c;
  if ((q >> 1 & 3) == 3) {
    quints[2] = 4;
    c = (q >> 3 & 3) << 3 | (~(q >> 5) & 3) << 1 | (q & 1);
  } else {
    quints[2] = static_cast<uint8_t>(q >> 5 & 3);
    c = q & 31;
  }
  if ((c & 7) == 5) {
    quints[1] = 4;
    quints[0] = static_cast<uint8_t>(c >> 3 & 3);
  } else {
    quints[1] = static_cast<uint8_t>(c >> 3 & 3);
    quints[0] = static_cast<uint8_t>(c & 7);
  }
}

/// A group: each value's low bits, followed by its share of the packed trits or quints.
template <uint32_t kValues>
void readGroup(LimitedReader& reader, uint32_t bits, const uint8_t (&shares)[kValues],
               void (*unpack)(uint32_t, uint8_t (&)[kValues]), uint32_t count, AstcValue* out) {
  uint8_t low[kValues], high[kValues];
  uint32_t packed = 0, at = 0;
  for (uint32_t i = 0; i < kValues; ++i) {
    low[i] = static_cast<uint8_t>(reader.take(bits));
    packed |= reader.take(shares[i]) << at;
    at += shares[i];
  }
  unpack(packed, high);
  for (uint32_t i = 0; i < kValues && i < count; ++i) out[i] = {high[i], low[i]};
}

constexpr uint8_t kTritShares[5] = {2, 2, 1, 2, 1};
constexpr uint8_t kQuintShares[3] = {3, 2, 2};

/// Replicates the `bits` low bits of `value` to `wanted` bits, from the top on.
uint32_t replicate(uint32_t value, uint32_t bits, uint32_t wanted) {
  uint32_t result = 0;
  for (int32_t shift = static_cast<int32_t>(wanted - bits); shift > -static_cast<int32_t>(bits);
       shift -= static_cast<int32_t>(bits)) {
    result |= shift >= 0 ? value << shift : value >> -shift;
  }
  return result;
}

/// The constants C of the specification's tables, by kind and number of bits.
constexpr uint8_t kColorTritFactor[7] = {0, 204, 93, 44, 22, 11, 5};
constexpr uint8_t kColorQuintFactor[6] = {0, 113, 54, 26, 13, 6};
constexpr uint8_t kWeightTritFactor[4] = {0, 50, 23, 11};
constexpr uint8_t kWeightQuintFactor[3] = {0, 28, 13};

/// B: the bits above the lowest, x, spread over nine bits: at the top and again further down.
uint32_t colorSpread(bool trits, uint32_t bits, uint32_t x) {
  if (trits) {
    switch (bits) {
      case 2:
        return x << 8 | x << 4 | x << 2 | x << 1;
      case 3:
        return x << 7 | x << 2 | x;
      case 4:
        return x << 6 | x;
      case 5:
        return x << 5 | x >> 2;
      case 6:
        return x << 4 | x >> 4;
      default:
        return 0;
    }
  }
  switch (bits) {
    case 2:
      return x << 8 | x << 3 | x << 2;
    case 3:
      return x << 7 | x << 1 | x >> 1;
    case 4:
      return x << 6 | x >> 1;
    case 5:
      return x << 5 | x >> 3;
    default:
      return 0;
  }
}

/// The same in seven bits.
uint32_t weightSpread(bool trits, uint32_t bits, uint32_t x) {
  if (bits == 3) return x << 5 | x;
  if (bits == 2) return trits ? x << 6 | x << 2 | x : x << 6 | x << 1;
  return 0;
}

}  // namespace

void readAstcSequence(const BlockBits& bits, uint32_t first, uint32_t end, AstcRange range,
                      uint32_t count, AstcValue* out) {
  LimitedReader reader(bits, first, end);
  if (range.trits != 0) {
    for (uint32_t i = 0; i < count; i += 5) {
      readGroup<5>(reader, range.bits, kTritShares, unpackTrits, count - i, out + i);
    }
  } else if (range.quints != 0) {
    for (uint32_t i = 0; i < count; i += 3) {
      readGroup<3>(reader, range.bits, kQuintShares, unpackQuints, count - i, out + i);
    }
  } else {
    for (uint32_t i = 0; i < count; ++i)
      out[i] = {0, static_cast<uint8_t>(reader.take(range.bits))};
  }
}

uint32_t unquantizeAstcColor(AstcRange range, AstcValue value) {
  const bool trits = range.trits != 0;
  if (!trits && range.quints == 0) return replicate(value.low, range.bits, 8);
  const uint32_t a = (value.low & 1) != 0 ? 0x1FF : 0;
  const uint32_t b = colorSpread(trits, range.bits, value.low >> 1);
  const uint32_t c = trits ? kColorTritFactor[range.bits] : kColorQuintFactor[range.bits];
  const uint32_t t = (value.high * c + b) ^ a;
  return (a & 0x80) | t >> 2;
}

uint32_t unquantizeAstcWeight(AstcRange range, AstcValue value) {
  static constexpr uint8_t kTrits[3] = {0, 32, 63};
  static constexpr uint8_t kQuints[5] = {0, 16, 32, 47, 63};
  const bool trits = range.trits != 0;
  uint32_t weight;
  if (!trits && range.quints == 0) {
    weight = replicate(value.low, range.bits, 6);
  } else if (range.bits == 0) {
    weight = trits ? kTrits[value.high] : kQuints[value.high];
  } else {
    const uint32_t a = (value.low & 1) != 0 ? 0x7F : 0;
    const uint32_t b = weightSpread(trits, range.bits, value.low >> 1);
    const uint32_t c = trits ? kWeightTritFactor[range.bits] : kWeightQuintFactor[range.bits];
    const uint32_t t = (value.high * c + b) ^ a;
    weight = (a & 0x20) | t >> 2;
  }
  return weight > 32 ? weight + 1 : weight;
}

}  // namespace nogpu::format
