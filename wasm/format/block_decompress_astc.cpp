// SPDX-License-Identifier: MIT
// ASTC, two-dimensional blocks of the LDR profile: a grid of weights from the top of the block
// downwards, endpoints of one to four partitions from the bottom upwards. Illegal blocks, and
// texels of partitions with high dynamic range, are magenta.
//
//   127 … weights (bits reversed) │ modes of partitions │ plane selector │ … endpoints … │ header 0
//
// Results are 16-bit values of which eight are kept, as EXT_texture_compression_astc_decode_mode's
// UNORM8 has it.
#include <cstring>

#include "format/astc_endpoints.h"
#include "format/astc_sequence.h"
#include "format/block_decompress.h"

namespace nogpu::format {
namespace {

constexpr uint32_t kMaxWeights = 64;
constexpr uint32_t kMaxEndpointValues = 18;
constexpr uint8_t kMagenta[4] = {255, 0, 255, 255};

/// What the block mode says.
struct WeightGrid {
  uint32_t width, height;
  bool dualPlane;
  AstcRange range;

  uint32_t count() const { return width * height * (dualPlane ? 2 : 1); }
  uint32_t bits() const { return range.sequenceBits(count()); }
};

constexpr AstcRange kWeightRanges[2][6] = {
    {{0, 0, 1}, {1, 0, 0}, {0, 0, 2}, {0, 1, 0}, {1, 0, 1}, {0, 0, 3}},
    {{0, 1, 1}, {1, 0, 2}, {0, 0, 4}, {0, 1, 2}, {1, 0, 3}, {0, 0, 5}},
};

/// Ranges of endpoint values, the largest first; smaller ones are not allowed.
constexpr AstcRange kColorRanges[] = {
    {0, 0, 8}, {1, 0, 6}, {0, 1, 5}, {0, 0, 7}, {1, 0, 5}, {0, 1, 4},
    {0, 0, 6}, {1, 0, 4}, {0, 1, 3}, {0, 0, 5}, {1, 0, 3}, {0, 1, 2},
    {0, 0, 4}, {1, 0, 2}, {0, 1, 1}, {0, 0, 3}, {1, 0, 1},
};

/// False for reserved modes.
bool decodeBlockMode(uint32_t mode, WeightGrid& grid) {
  uint32_t range = mode >> 4 & 1;
  const uint32_t a = mode >> 5 & 3, b = mode >> 7 & 3;
  bool high = (mode >> 9 & 1) != 0;
  grid.dualPlane = (mode >> 10 & 1) != 0;
  if ((mode & 3) != 0) {
    range |= (mode & 3) << 1;
    switch (mode >> 2 & 3) {
      case 0:
        grid.width = b + 4, grid.height = a + 2;
        break;
      case 1:
        grid.width = b + 8, grid.height = a + 2;
        break;
      case 2:
        grid.width = a + 2, grid.height = b + 8;
        break;
      default:
        if (b < 2) {
          grid.width = a + 2, grid.height = b + 6;
        } else {
          grid.width = b, grid.height = a + 2;
        }
        break;
    }
  } else {
    if ((mode >> 2 & 3) == 0) return false;
    range |= (mode >> 2 & 3) << 1;
    switch (b) {
      case 0:
        grid.width = 12, grid.height = a + 2;
        break;
      case 1:
        grid.width = a + 2, grid.height = 12;
        break;
      case 2:
        grid.width = a + 6, grid.height = (mode >> 9 & 3) + 6;
        grid.dualPlane = high = false;
        break;
      default:
        if (a > 1) return false;
        grid.width = a == 0 ? 6 : 10, grid.height = a == 0 ? 10 : 6;
        break;
    }
  }
  grid.range = kWeightRanges[high][range - 2];
  return true;
}

uint64_t reverse(uint64_t v) {
  uint64_t result = 0;
  for (int i = 0; i < 64; ++i) result = result << 1 | (v >> i & 1);
  return result;
}

uint32_t hash52(uint32_t p) {
  p ^= p >> 15;
  p -= p << 17;
  p += p << 7;
  p += p << 4;
  p ^= p >> 5;
  p += p << 16;
  p ^= p >> 7;
  p ^= p >> 3;
  p ^= p << 6;
  p ^= p >> 17;
  return p;
}

/// The partition of a texel: four random gradients, the steepest wins.
class PartitionPattern {
 public:
  PartitionPattern(uint32_t index, uint32_t partitions, bool smallBlock)
      : partitions_(partitions), scale_(smallBlock ? 1 : 0) {
    const uint32_t seed = index + (partitions - 1) * 1024;
    random_ = hash52(seed);
    const uint32_t byBit = (seed & 2) != 0 ? 4 : 5, byCount = partitions == 3 ? 6 : 5;
    const uint32_t xShift = (seed & 1) != 0 ? byBit : byCount;
    const uint32_t yShift = (seed & 1) != 0 ? byCount : byBit;
    for (uint32_t i = 0; i < 8; ++i) {
      const uint32_t nibble = random_ >> (4 * i) & 15;
      slopes_[i] = (nibble * nibble) >> (i % 2 == 0 ? xShift : yShift);
    }
  }

  uint32_t at(uint32_t x, uint32_t y) const {
    if (partitions_ == 1) return 0;
    x <<= scale_;
    y <<= scale_;
    uint32_t best = 0, most = 0;
    for (uint32_t i = 0; i < partitions_; ++i) {
      const uint32_t height =
          (slopes_[2 * i] * x + slopes_[2 * i + 1] * y + (random_ >> (14 - 4 * i))) & 63;
      if (i == 0 || height > most) {
        best = i;
        most = height;
      }
    }
    return best;
  }

 private:
  uint32_t partitions_, scale_, random_, slopes_[8];
};

class AstcBlock {
 public:
  AstcBlock(const FormatInfo& format, const uint8_t* block)
      : width_(format.blockWidth),
        height_(format.blockHeight),
        srgb_(format.srgb),
        bits_(BlockBits::fromLittleEndian(block)) {}

  void decode(uint8_t* texels) {
    uint8_t constant[4];
    if ((bits_.at(0, 9)) == 0x1FC) {
      return fill(texels, voidExtent(constant) ? constant : kMagenta);
    }
    if (!readHeader() || !readEndpoints()) return fill(texels, kMagenta);
    readWeights();
    const PartitionPattern pattern(bits_.at(13, 10), partitions_, width_ * height_ < 31);
    for (uint32_t y = 0; y < height_; ++y) {
      for (uint32_t x = 0; x < width_; ++x, texels += 4) texel(x, y, pattern.at(x, y), texels);
    }
  }

 private:
  void fill(uint8_t* texels, const uint8_t* rgba) const {
    for (uint32_t i = 0; i < width_ * height_; ++i) std::memcpy(texels + 4 * i, rgba, 4);
  }

  /// One colour for the whole block. False if it is illegal or not of low dynamic range.
  bool voidExtent(uint8_t* rgba) const {
    if (bits_.at(9, 1) != 0 || bits_.at(10, 2) != 3) return false;
    const uint32_t s0 = bits_.at(12, 13), s1 = bits_.at(25, 13);
    const uint32_t t0 = bits_.at(38, 13), t1 = bits_.at(51, 13);
    const bool unbounded = (s0 & s1 & t0 & t1) == 0x1FFF;
    if (!unbounded && (s0 >= s1 || t0 >= t1)) return false;
    for (uint32_t c = 0; c < 4; ++c) rgba[c] = static_cast<uint8_t>(bits_.at(72 + 16 * c, 8));
    return true;
  }

  bool readHeader() {
    if (!decodeBlockMode(bits_.at(0, 11), grid_)) return false;
    if (grid_.width > width_ || grid_.height > height_ || grid_.count() > kMaxWeights) return false;
    const uint32_t weightBits = grid_.bits();
    if (weightBits < 24 || weightBits > 96) return false;
    partitions_ = bits_.at(11, 2) + 1;
    if (grid_.dualPlane && partitions_ == 4) return false;
    endpointsEnd_ = 128 - weightBits;
    readModes();
    if (grid_.dualPlane) {
      endpointsEnd_ -= 2;
      secondPlane_ = bits_.at(endpointsEnd_, 2);
    }
    return true;
  }

  void readModes() {
    if (partitions_ == 1) {
      modes_[0] = bits_.at(13, 4);
      endpointsBegin_ = 17;
      return;
    }
    endpointsBegin_ = 29;
    const uint32_t selector = bits_.at(23, 2);
    if (selector == 0) {
      for (uint32_t& mode : modes_) mode = bits_.at(25, 4);
      return;
    }
    const uint32_t extraBits = 3 * partitions_ - 4;
    endpointsEnd_ -= extraBits;
    const uint32_t fields = bits_.at(25, 4) | bits_.at(endpointsEnd_, extraBits) << 4;
    for (uint32_t i = 0; i < partitions_; ++i) {
      const uint32_t modeClass = selector - 1 + (fields >> i & 1);
      modes_[i] = modeClass << 2 | (fields >> (partitions_ + 2 * i) & 3);
    }
  }

  bool readEndpoints() {
    uint32_t count = 0;
    for (uint32_t i = 0; i < partitions_; ++i) count += astcValueCount(modes_[i]);
    if (count > kMaxEndpointValues || endpointsEnd_ < endpointsBegin_) return false;
    const uint32_t available = endpointsEnd_ - endpointsBegin_;
    const AstcRange* range = nullptr;
    for (const AstcRange& candidate : kColorRanges) {
      if (candidate.sequenceBits(count) > available) continue;
      range = &candidate;
      break;
    }
    if (range == nullptr) return false;
    AstcValue packed[kMaxEndpointValues];
    readAstcSequence(bits_, endpointsBegin_, endpointsBegin_ + range->sequenceBits(count), *range,
                     count, packed);
    uint32_t values[kMaxEndpointValues];
    for (uint32_t i = 0; i < count; ++i) values[i] = unquantizeAstcColor(*range, packed[i]);
    const uint32_t* next = values;
    for (uint32_t i = 0; i < partitions_; ++i) {
      if (!isHdrEndpointMode(modes_[i])) endpoints_[i] = decodeAstcEndpoints(modes_[i], next);
      next += astcValueCount(modes_[i]);
    }
    return true;
  }

  void readWeights() {
    const BlockBits reversed{reverse(bits_.high), reverse(bits_.low)};
    AstcValue packed[kMaxWeights];
    readAstcSequence(reversed, 0, grid_.bits(), grid_.range, grid_.count(), packed);
    const uint32_t planes = grid_.dualPlane ? 2 : 1;
    for (uint32_t i = 0; i < grid_.count(); ++i) {
      weights_[i % planes][i / planes] =
          static_cast<uint8_t>(unquantizeAstcWeight(grid_.range, packed[i]));
    }
  }

  /// Bilinear in the grid, in sixteenths.
  uint32_t weight(uint32_t plane, uint32_t x, uint32_t y) const {
    const uint32_t scaleX = (1024 + width_ / 2) / (width_ - 1);
    const uint32_t scaleY = (1024 + height_ / 2) / (height_ - 1);
    const uint32_t gx = (scaleX * x * (grid_.width - 1) + 32) >> 6;
    const uint32_t gy = (scaleY * y * (grid_.height - 1) + 32) >> 6;
    const uint32_t fx = gx & 15, fy = gy & 15;
    // Corners outside the grid have weight 0, but are read.
    const uint8_t* w = weights_[plane] + (gx >> 4) + (gy >> 4) * grid_.width;
    const uint32_t w11 = (fx * fy + 8) >> 4, w10 = fy - w11, w01 = fx - w11;
    const uint32_t w00 = 16 - fx - fy + w11;
    return (w[0] * w00 + w[1] * w01 + w[grid_.width] * w10 + w[grid_.width + 1] * w11 + 8) >> 4;
  }

  void texel(uint32_t x, uint32_t y, uint32_t partition, uint8_t* rgba) const {
    if (isHdrEndpointMode(modes_[partition])) {
      std::memcpy(rgba, kMagenta, 4);
      return;
    }
    const AstcEndpoints& ends = endpoints_[partition];
    const uint32_t first = weight(0, x, y);
    for (uint32_t c = 0; c < 4; ++c) {
      const bool other = grid_.dualPlane && c == secondPlane_;
      const uint32_t w = other ? weight(1, x, y) : first;
      const uint32_t a = expand(ends.first[c]), b = expand(ends.second[c]);
      rgba[c] = static_cast<uint8_t>(((a * (64 - w) + b * w + 32) >> 6) >> 8);
    }
  }

  uint32_t expand(uint32_t c) const { return c << 8 | (srgb_ ? 0x80 : c); }

  uint32_t width_, height_;
  bool srgb_;
  BlockBits bits_;
  WeightGrid grid_{};
  uint32_t partitions_ = 1, secondPlane_ = 0;
  uint32_t endpointsBegin_ = 0, endpointsEnd_ = 0;
  uint32_t modes_[4] = {};
  AstcEndpoints endpoints_[4] = {};
  uint8_t weights_[2][kMaxWeights + 16] = {};
};

}  // namespace

void decodeAstcBlock(FormatId id, const uint8_t* block, std::byte* texels) {
  AstcBlock(info(id), block).decode(reinterpret_cast<uint8_t*>(texels));
}

}  // namespace nogpu::format
