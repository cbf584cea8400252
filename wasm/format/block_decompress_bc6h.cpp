// SPDX-License-Identifier: MIT
// BC6H, the half-float half of BPTC: endpoints are integers that become bit patterns of halves.
#include <cstring>

#include "format/block_bits.h"
#include "format/block_decompress.h"
#include "format/bptc_partitions.h"

namespace nogpu::format {
namespace {

constexpr uint16_t kHalfOne = 0x3C00;

struct Run {
  uint8_t channel, endpoint, from, to;  ///< bits of the value; from > to: reversed
};

constexpr uint32_t kMaxRuns = 24;

struct Mode {
  uint8_t number, subsets;
  bool transformed;
  uint8_t endpointBits, deltaBits[3];
  Run runs[kMaxRuns];  ///< ends with {0, 0, 0, 0} or the array
  uint8_t runCount;
};

template <typename... Runs>
constexpr Mode makeMode(uint8_t number, uint8_t subsets, bool transformed, uint8_t endpointBits,
                        uint8_t r, uint8_t g, uint8_t b, Runs... runs) {
  static_assert(sizeof...(Runs) <= kMaxRuns);
  return {number, subsets, transformed, endpointBits, {r, g, b}, {runs...}, sizeof...(Runs)};
}

#define RUN(channel, endpoint, from, to) \
  Run { channel, endpoint, from, to }
#define R0(from, to) RUN(0, 0, from, to)
#define R1(from, to) RUN(0, 1, from, to)
#define R2(from, to) RUN(0, 2, from, to)
#define R3(from, to) RUN(0, 3, from, to)
#define G0(from, to) RUN(1, 0, from, to)
#define G1(from, to) RUN(1, 1, from, to)
#define G2(from, to) RUN(1, 2, from, to)
#define G3(from, to) RUN(1, 3, from, to)
#define B0(from, to) RUN(2, 0, from, to)
#define B1(from, to) RUN(2, 1, from, to)
#define B2(from, to) RUN(2, 2, from, to)
#define B3(from, to) RUN(2, 3, from, to)

constexpr Mode kModes[] = {
#define X(...) makeMode(__VA_ARGS__),
#include "format/bc6h_modes.def"
};

#undef RUN
#undef R0
#undef R1
#undef R2
#undef R3
#undef G0
#undef G1
#undef G2
#undef G3
#undef B0
#undef B1
#undef B2
#undef B3

const Mode* findMode(uint32_t number) {
  for (const Mode& mode : kModes) {
    if (mode.number == number) return &mode;
  }
  return nullptr;
}

int32_t signExtend(int32_t value, uint32_t bits) {
  const int32_t sign = 1 << (bits - 1);
  return (value ^ sign) - sign;
}

using Endpoints = int32_t[4][3];

void readEndpoints(const Mode& mode, BlockReader& reader, Endpoints& ends) {
  for (uint32_t i = 0; i < mode.runCount; ++i) {
    const Run& run = mode.runs[i];
    const int32_t step = run.from <= run.to ? 1 : -1;
    for (int32_t bit = run.from;; bit += step) {
      ends[run.endpoint][run.channel] |= static_cast<int32_t>(reader.take(1)) << bit;
      if (bit == run.to) break;
    }
  }
}

/// Differences become values, signed formats get their sign.
void resolveEndpoints(const Mode& mode, bool isSigned, Endpoints& ends) {
  for (uint32_t c = 0; c < 3; ++c) {
    const int32_t mask = (1 << mode.endpointBits) - 1;
    const int32_t base = ends[0][c];
    for (uint32_t e = 1; mode.transformed && e < 2u * mode.subsets; ++e) {
      ends[e][c] = (base + signExtend(ends[e][c], mode.deltaBits[c])) & mask;
    }
    for (uint32_t e = 0; isSigned && e < 2u * mode.subsets; ++e) {
      ends[e][c] = signExtend(ends[e][c], mode.endpointBits);
    }
  }
}

int32_t unquantizeUnsigned(int32_t x, uint32_t bits) {
  if (bits >= 15 || x == 0) return x;
  if (x == (1 << bits) - 1) return 0xFFFF;
  return ((x << 15) + 0x4000) >> (bits - 1);
}

int32_t unquantizeSigned(int32_t x, uint32_t bits) {
  if (bits >= 16 || x == 0) return x;
  const int32_t magnitude = x < 0 ? -x : x;
  const int32_t value =
      magnitude >= (1 << (bits - 1)) - 1 ? 0x7FFF : ((magnitude << 15) + 0x4000) >> (bits - 1);
  return x < 0 ? -value : value;
}

uint16_t halfOf(int32_t value, bool isSigned) {
  if (!isSigned) return static_cast<uint16_t>((value * 31) >> 6);
  if (value < 0) return static_cast<uint16_t>((-value * 31) >> 5 | 0x8000);
  return static_cast<uint16_t>((value * 31) >> 5);
}

}  // namespace

void decodeBc6hBlock(FormatId id, const uint8_t* block, std::byte* texels) {
  const bool isSigned = id == FormatId::COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT;
  uint16_t out[64];
  BlockReader reader{BlockBits::fromLittleEndian(block)};
  uint32_t number = reader.take(2);
  if (number >= 2) number |= reader.take(3) << 2;
  const Mode* mode = findMode(number);
  if (mode == nullptr) {  // reserved
    for (uint32_t i = 0; i < 64; ++i) out[i] = i % 4 == 3 ? kHalfOne : 0;
    std::memcpy(texels, out, sizeof out);
    return;
  }
  Endpoints ends{};
  readEndpoints(*mode, reader, ends);
  resolveEndpoints(*mode, isSigned, ends);
  for (auto& end : ends) {
    for (int32_t& value : end) {
      value = isSigned ? unquantizeSigned(value, mode->endpointBits)
                       : unquantizeUnsigned(value, mode->endpointBits);
    }
  }
  const BptcPartition partition{mode->subsets, mode->subsets == 2 ? reader.take(5) : 0};
  const uint32_t indexBits = mode->subsets == 2 ? 3 : 4;
  for (uint32_t i = 0; i < 16; ++i) {
    const uint32_t index = reader.take(partition.isAnchor(i) ? indexBits - 1 : indexBits);
    const auto weight = static_cast<int32_t>(bptcWeight(index, indexBits));
    const uint32_t subset = partition.subsetOf(i);
    const int32_t *a = ends[2 * subset], *b = ends[2 * subset + 1];
    for (uint32_t c = 0; c < 3; ++c) {
      out[4 * i + c] = halfOf(((64 - weight) * a[c] + weight * b[c] + 32) >> 6, isSigned);
    }
    out[4 * i + 3] = kHalfOne;
  }
  std::memcpy(texels, out, sizeof out);
}

}  // namespace nogpu::format
