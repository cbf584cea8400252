// SPDX-License-Identifier: MIT
#include "format/astc_endpoints.h"

#include <algorithm>

namespace nogpu::format {
namespace {

struct Color {
  int32_t r, g, b, a;
};

uint8_t clamp255(int32_t v) { return static_cast<uint8_t>(std::clamp(v, 0, 255)); }

AstcEndpoints endpoints(Color a, Color b) {
  return {{clamp255(a.r), clamp255(a.g), clamp255(a.b), clamp255(a.a)},
          {clamp255(b.r), clamp255(b.g), clamp255(b.b), clamp255(b.a)}};
}

Color blueContract(Color c) { return {(c.r + c.b) >> 1, (c.g + c.b) >> 1, c.b, c.a}; }

/// Moves the top bit of `offset` to `base`; `offset` becomes -32 … 31.
void transferBit(int32_t& offset, int32_t& base) {
  base = base >> 1 | (offset & 0x80);
  offset = offset >> 1 & 0x3F;
  if ((offset & 0x20) != 0) offset -= 0x40;
}

Color plus(Color a, Color b) { return {a.r + b.r, a.g + b.g, a.b + b.b, a.a + b.a}; }

AstcEndpoints direct(Color a, Color b) {
  if (b.r + b.g + b.b >= a.r + a.g + a.b) return endpoints(a, b);
  return endpoints(blueContract(b), blueContract(a));
}

AstcEndpoints baseAndOffset(Color base, Color offset) {
  const Color sum = plus(base, offset);
  if (offset.r + offset.g + offset.b >= 0) return endpoints(base, sum);
  return endpoints(blueContract(sum), blueContract(base));
}

AstcEndpoints baseAndScale(const int32_t* v, int32_t firstAlpha, int32_t secondAlpha) {
  return endpoints({v[0] * v[3] >> 8, v[1] * v[3] >> 8, v[2] * v[3] >> 8, firstAlpha},
                   {v[0], v[1], v[2], secondAlpha});
}

}  // namespace

AstcEndpoints decodeAstcEndpoints(uint32_t mode, const uint32_t* values) {
  int32_t v[8] = {};
  for (uint32_t i = 0; i < astcValueCount(mode); ++i) v[i] = static_cast<int32_t>(values[i]);
  switch (mode) {
    case 0:
      return endpoints({v[0], v[0], v[0], 255}, {v[1], v[1], v[1], 255});
    case 1: {
      const int32_t low = v[0] >> 2 | (v[1] & 0xC0), high = low + (v[1] & 0x3F);
      return endpoints({low, low, low, 255}, {high, high, high, 255});
    }
    case 4:
      return endpoints({v[0], v[0], v[0], v[2]}, {v[1], v[1], v[1], v[3]});
    case 5:
      transferBit(v[1], v[0]);
      transferBit(v[3], v[2]);
      return endpoints({v[0], v[0], v[0], v[2]},
                       {v[0] + v[1], v[0] + v[1], v[0] + v[1], v[2] + v[3]});
    case 6:
      return baseAndScale(v, 255, 255);
    case 8:
      return direct({v[0], v[2], v[4], 255}, {v[1], v[3], v[5], 255});
    case 10:
      return baseAndScale(v, v[4], v[5]);
    case 12:
      return direct({v[0], v[2], v[4], v[6]}, {v[1], v[3], v[5], v[7]});
    default:  // 9 and 13
      for (int i = 0; i < 8; i += 2) transferBit(v[i + 1], v[i]);
      if (mode == 9) {
        v[6] = 255;
        v[7] = 0;
      }
      return baseAndOffset({v[0], v[2], v[4], v[6]}, {v[1], v[3], v[5], v[7]});
  }
}

}  // namespace nogpu::format
