// SPDX-License-Identifier: MIT
// BC7, the fixed-point half of BPTC: eight modes with one to three subsets of two endpoints each.
#include <utility>

#include "format/block_bits.h"
#include "format/block_decompress.h"
#include "format/bptc_partitions.h"

namespace nogpu::format {
namespace {

enum class PBits : uint8_t { None, PerEndpoint, PerSubset };

struct Mode {
  uint8_t subsets, partitionBits, rotationBits, selectionBits;
  uint8_t colorBits, alphaBits;
  PBits pBits;
  uint8_t indexBits, secondIndexBits;
};

constexpr Mode kModes[8] = {
    {3, 4, 0, 0, 4, 0, PBits::PerEndpoint, 3, 0}, {2, 6, 0, 0, 6, 0, PBits::PerSubset, 3, 0},
    {3, 6, 0, 0, 5, 0, PBits::None, 2, 0},        {2, 6, 0, 0, 7, 0, PBits::PerEndpoint, 2, 0},
    {1, 0, 2, 1, 5, 6, PBits::None, 2, 3},        {1, 0, 2, 0, 7, 8, PBits::None, 2, 2},
    {1, 0, 0, 0, 7, 7, PBits::PerEndpoint, 4, 0}, {2, 6, 0, 0, 5, 5, PBits::PerEndpoint, 2, 0},
};

struct Endpoints {
  uint32_t channel[6][4];  ///< two endpoints a subset
};

Endpoints readEndpoints(const Mode& mode, BlockReader& reader) {
  Endpoints ends{};
  const uint32_t count = 2u * mode.subsets;
  for (uint32_t c = 0; c < 4; ++c) {
    const uint32_t bits = c < 3 ? mode.colorBits : mode.alphaBits;
    for (uint32_t e = 0; e < count; ++e) ends.channel[e][c] = reader.take(bits);
  }
  uint32_t low[6] = {};
  if (mode.pBits == PBits::PerEndpoint) {
    for (uint32_t e = 0; e < count; ++e) low[e] = reader.take(1);
  } else if (mode.pBits == PBits::PerSubset) {
    for (uint32_t s = 0; s < mode.subsets; ++s) low[2 * s] = low[2 * s + 1] = reader.take(1);
  }
  for (uint32_t e = 0; e < count; ++e) {
    for (uint32_t c = 0; c < 4; ++c) {
      uint32_t bits = c < 3 ? mode.colorBits : mode.alphaBits;
      uint32_t& value = ends.channel[e][c];
      if (bits == 0) {
        value = 255;
        continue;
      }
      if (mode.pBits != PBits::None) {
        value = value << 1 | low[e];
        ++bits;
      }
      value <<= 8 - bits;
      value |= value >> bits;
    }
  }
  return ends;
}

void readIndices(const BptcPartition& partition, uint32_t bits, BlockReader& reader,
                 uint32_t (&indices)[16]) {
  for (uint32_t i = 0; i < 16; ++i) {
    indices[i] = reader.take(partition.isAnchor(i) ? bits - 1 : bits);
  }
}

uint8_t interpolate(uint32_t a, uint32_t b, uint32_t weight) {
  return static_cast<uint8_t>(((64 - weight) * a + weight * b + 32) >> 6);
}

}  // namespace

void decodeBc7Block(FormatId, const uint8_t* block, std::byte* texels) {
  auto* out = reinterpret_cast<uint8_t*>(texels);
  if (block[0] == 0) {  // reserved
    for (uint32_t i = 0; i < 64; ++i) out[i] = 0;
    return;
  }
  const auto number = static_cast<uint32_t>(__builtin_ctz(block[0]));
  const Mode& mode = kModes[number];
  BlockReader reader{BlockBits::fromLittleEndian(block), number + 1};
  const BptcPartition partition{mode.subsets, reader.take(mode.partitionBits)};
  const uint32_t rotation = reader.take(mode.rotationBits);
  const bool swapped = reader.take(mode.selectionBits) != 0;
  const Endpoints ends = readEndpoints(mode, reader);

  uint32_t first[16], second[16] = {};
  readIndices(partition, mode.indexBits, reader, first);
  const BptcPartition whole{1, 0};
  if (mode.secondIndexBits != 0) readIndices(whole, mode.secondIndexBits, reader, second);
  for (uint32_t i = 0; i < 16; ++i, out += 4) {
    uint32_t colorWeight = bptcWeight(first[i], mode.indexBits), alphaWeight = colorWeight;
    if (mode.secondIndexBits != 0) alphaWeight = bptcWeight(second[i], mode.secondIndexBits);
    if (swapped) std::swap(colorWeight, alphaWeight);
    const uint32_t subset = partition.subsetOf(i);
    const uint32_t* a = ends.channel[2 * subset];
    const uint32_t* b = ends.channel[2 * subset + 1];
    for (uint32_t c = 0; c < 4; ++c) {
      out[c] = interpolate(a[c], b[c], c < 3 ? colorWeight : alphaWeight);
    }
    if (rotation != 0) std::swap(out[3], out[rotation - 1]);
  }
}

}  // namespace nogpu::format
