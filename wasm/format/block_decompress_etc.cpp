// SPDX-License-Identifier: MIT
// ETC1 and ETC2 colour blocks. ETC2 uses the overflows of ETC1's differential form for three more
// forms (T, H, planar), so one decoder serves both. Bits are numbered as in the specification: 63
// is the highest bit of the first byte; texels run down the columns.
#include <algorithm>
#include <cstring>

#include "format/block_decompress.h"

namespace nogpu::format {
namespace {

struct Color {
  int32_t r, g, b;
};

constexpr int32_t kModifiers[8][2] = {{2, 8},   {5, 17},  {9, 29},   {13, 42},
                                      {18, 60}, {24, 80}, {33, 106}, {47, 183}};
constexpr int32_t kDistances[8] = {3, 6, 11, 16, 23, 32, 41, 64};

uint8_t clamp255(int32_t v) { return static_cast<uint8_t>(std::clamp(v, 0, 255)); }

int32_t extend4(uint32_t v) { return static_cast<int32_t>(v * 17); }
int32_t extend5(uint32_t v) { return static_cast<int32_t>(v << 3 | v >> 2); }
int32_t extend6(uint32_t v) { return static_cast<int32_t>(v << 2 | v >> 4); }
int32_t extend7(uint32_t v) { return static_cast<int32_t>(v << 1 | v >> 6); }

class EtcBlock {
 public:
  /// `punchThrough`: one bit of alpha; the bit that else chooses the form says "opaque" then.
  EtcBlock(const uint8_t* block, bool punchThrough, uint8_t* texels) : texels_(texels) {
    for (uint32_t i = 0; i < 8; ++i) bits_ = bits_ << 8 | block[i];
    transparent_ = punchThrough && field(33, 33) == 0;
  }

  void decode() {
    const bool differential = transparent_ || field(33, 33) != 0;
    if (!differential) return individual();
    const int32_t r = base(59), g = base(51), b = base(43);
    const int32_t r2 = r + delta(56), g2 = g + delta(48), b2 = b + delta(40);
    if (r2 < 0 || r2 > 31) return formT();
    if (g2 < 0 || g2 > 31) return formH();
    if (b2 < 0 || b2 > 31) return planar();
    halves(extend({r, g, b}), extend({r2, g2, b2}));
  }

 private:
  uint32_t field(uint32_t high, uint32_t low) const {
    return static_cast<uint32_t>(bits_ >> low & ((uint64_t{1} << (high - low + 1)) - 1));
  }
  int32_t base(uint32_t low) const { return static_cast<int32_t>(field(low + 4, low)); }
  int32_t delta(uint32_t low) const {
    const auto value = static_cast<int32_t>(field(low + 2, low));
    return value < 4 ? value : value - 8;
  }
  static Color extend(Color c) {
    return {extend5(static_cast<uint32_t>(c.r)), extend5(static_cast<uint32_t>(c.g)),
            extend5(static_cast<uint32_t>(c.b))};
  }
  uint32_t index(uint32_t x, uint32_t y) const {
    const uint32_t i = 4 * x + y;
    return field(16 + i, 16 + i) << 1 | field(i, i);
  }

  void store(uint32_t x, uint32_t y, Color c) {
    uint8_t* texel = texels_ + 4 * (4 * y + x);
    texel[0] = clamp255(c.r);
    texel[1] = clamp255(c.g);
    texel[2] = clamp255(c.b);
    texel[3] = 255;
  }
  /// Index 2 of a block that is not opaque.
  void storeTransparent(uint32_t x, uint32_t y) { std::memset(texels_ + 4 * (4 * y + x), 0, 4); }

  void individual() {
    halves({extend4(field(63, 60)), extend4(field(55, 52)), extend4(field(47, 44))},
           {extend4(field(59, 56)), extend4(field(51, 48)), extend4(field(43, 40))});
  }

  void halves(Color first, Color second) {
    const bool flipped = field(32, 32) != 0;
    const int32_t* modifiers[2] = {kModifiers[field(39, 37)], kModifiers[field(36, 34)]};
    const Color colors[2] = {first, second};
    for (uint32_t y = 0; y < 4; ++y) {
      for (uint32_t x = 0; x < 4; ++x) {
        const uint32_t part = (flipped ? y : x) >> 1, i = index(x, y);
        if (transparent_ && i == 2) {
          storeTransparent(x, y);
          continue;
        }
        // 0: +small, 1: +large, 2: -small, 3: -large; small is 0 in blocks with transparency.
        const int32_t size = transparent_ && (i & 1) == 0 ? 0 : modifiers[part][i & 1];
        const int32_t shift = i < 2 ? size : -size;
        const Color& c = colors[part];
        store(x, y, {c.r + shift, c.g + shift, c.b + shift});
      }
    }
  }

  static Color shifted(Color c, int32_t d) { return {c.r + d, c.g + d, c.b + d}; }

  void paint(const Color (&palette)[4]) {
    for (uint32_t y = 0; y < 4; ++y) {
      for (uint32_t x = 0; x < 4; ++x) {
        const uint32_t i = index(x, y);
        if (transparent_ && i == 2) {
          storeTransparent(x, y);
        } else {
          store(x, y, palette[i]);
        }
      }
    }
  }

  void formT() {
    const Color first = {extend4(field(60, 59) << 2 | field(57, 56)), extend4(field(55, 52)),
                         extend4(field(51, 48))};
    const Color second = {extend4(field(47, 44)), extend4(field(43, 40)), extend4(field(39, 36))};
    const int32_t d = kDistances[field(35, 34) << 1 | field(32, 32)];
    paint({first, shifted(second, d), second, shifted(second, -d)});
  }

  void formH() {
    const uint32_t r1 = field(62, 59), g1 = field(58, 56) << 1 | field(52, 52),
                   b1 = field(51, 51) << 3 | field(49, 47);
    const uint32_t r2 = field(46, 43), g2 = field(42, 39), b2 = field(38, 35);
    // The order of the two colours is the lowest bit of the distance.
    const bool ordered = (r1 << 8 | g1 << 4 | b1) >= (r2 << 8 | g2 << 4 | b2);
    const int32_t d =
        kDistances[field(34, 34) << 2 | field(32, 32) << 1 | static_cast<uint32_t>(ordered)];
    const Color first = {extend4(r1), extend4(g1), extend4(b1)};
    const Color second = {extend4(r2), extend4(g2), extend4(b2)};
    paint({shifted(first, d), shifted(first, -d), shifted(second, d), shifted(second, -d)});
  }

  void planar() {
    const Color o = {extend6(field(62, 57)), extend7(field(56, 56) << 6 | field(54, 49)),
                     extend6(field(48, 48) << 5 | field(44, 43) << 3 | field(41, 39))};
    const Color h = {extend6(field(38, 34) << 1 | field(32, 32)), extend7(field(31, 25)),
                     extend6(field(24, 19))};
    const Color v = {extend6(field(18, 13)), extend7(field(12, 6)), extend6(field(5, 0))};
    const auto at = [](int32_t x, int32_t y, int32_t o, int32_t h, int32_t v) {
      return (x * (h - o) + y * (v - o) + 4 * o + 2) >> 2;
    };
    for (uint32_t y = 0; y < 4; ++y) {
      for (uint32_t x = 0; x < 4; ++x) {
        const auto sx = static_cast<int32_t>(x), sy = static_cast<int32_t>(y);
        store(x, y,
              {at(sx, sy, o.r, h.r, v.r), at(sx, sy, o.g, h.g, v.g), at(sx, sy, o.b, h.b, v.b)});
      }
    }
  }

  uint64_t bits_ = 0;
  uint8_t* texels_;
  bool transparent_ = false;
};

}  // namespace

void decodeEtcBlock(FormatId id, const uint8_t* block, std::byte* texels) {
  auto* out = reinterpret_cast<uint8_t*>(texels);
  switch (id) {
    case FormatId::COMPRESSED_RGBA8_ETC2_EAC:
    case FormatId::COMPRESSED_SRGB8_ALPHA8_ETC2_EAC:
      EtcBlock(block + 8, false, out).decode();
      return decodeEacAlpha(block, out + 3, 4);
    case FormatId::COMPRESSED_RGB8_PUNCHTHROUGH_ALPHA1_ETC2:
    case FormatId::COMPRESSED_SRGB8_PUNCHTHROUGH_ALPHA1_ETC2:
      return EtcBlock(block, true, out).decode();
    default:
      return EtcBlock(block, false, out).decode();
  }
}

}  // namespace nogpu::format
