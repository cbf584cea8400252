// SPDX-License-Identifier: MIT
// Loads and stores of the four texels of a quad, for texels of 1, 2, 4, 8 and 16 bytes. A quad at
// an odd right or upper border has lanes that do not exist: those are never touched, the loads
// repeat an existing neighbour instead.
//
//   row y+1:  lane 2, lane 3        TexelPlane::whole(x, y): all four texels exist
//   row y  :  lane 0, lane 1
#pragma once

#include <cstdint>
#include <cstring>

#include "pipeline/surface.h"
#include "simd/simd.h"

namespace nogpu::pipeline {

/// One sample's rows of a surface, with what a quad needs to know of its borders.
struct TexelPlane {
  std::byte* data = nullptr;
  size_t rowStrideBytes = 0;
  size_t sampleStrideBytes = 0;
  int32_t lastX = 0, lastY = 0;  ///< largest x, y at which a whole quad can begin

  TexelPlane() = default;
  explicit TexelPlane(const Surface& s)
      : data(s.data),
        rowStrideBytes(s.rowStrideBytes),
        sampleStrideBytes(s.sampleStrideBytes),
        lastX(static_cast<int32_t>(s.width) - 2),
        lastY(static_cast<int32_t>(s.height) - 2) {}

  bool whole(int32_t x, int32_t y) const { return x <= lastX && y <= lastY; }
};

/// The four texels of a quad in memory, two by two.
struct QuadRows {
  std::byte* row[2];
  size_t right;  ///< bytes to the right-hand texel; 0 if there is none
  bool whole;

  std::byte* lane(int i) const { return row[i >> 1] + (i & 1 ? right : 0); }

  /// The same texels of another sample.
  QuadRows at(size_t sampleOffset) const {
    return {{row[0] + sampleOffset, row[1] + sampleOffset}, right, whole};
  }
};

template <size_t kTexelBytes>
inline QuadRows quadRows(const TexelPlane& p, int32_t x, int32_t y) {
  std::byte* row =
      p.data + static_cast<size_t>(y) * p.rowStrideBytes + static_cast<size_t>(x) * kTexelBytes;
  return {{row, y <= p.lastY ? row + p.rowStrideBytes : row},
          x <= p.lastX ? kTexelBytes : 0,
          p.whole(x, y)};
}

/// The same where plane.whole(x, y) is known, so that the compiler can drop the border cases.
template <size_t kTexelBytes>
inline QuadRows wholeQuadRows(const TexelPlane& p, int32_t x, int32_t y) {
  std::byte* row =
      p.data + static_cast<size_t>(y) * p.rowStrideBytes + static_cast<size_t>(x) * kTexelBytes;
  return {{row, row + p.rowStrideBytes}, kTexelBytes, true};
}

/// Bit i: lane i is set.
inline uint32_t laneBits(v128_t mask) { return static_cast<uint32_t>(wasm_i32x4_bitmask(mask)); }

inline v128_t load64x2(const std::byte* low, const std::byte* high) {
  return wasm_v128_load64_lane(high, wasm_v128_load64_zero(low), 1);
}

// ---- 4 bytes a texel: one v128
// --------------------------------------------------------------------

inline v128_t loadQuad32(const QuadRows& q) {
  if (q.whole) return load64x2(q.row[0], q.row[1]);
  uint32_t t[4];
  for (int i = 0; i < 4; ++i) std::memcpy(&t[i], q.lane(i), 4);
  return wasm_v128_load(t);
}

/// `value` already holds the old texels in lanes that `mask` leaves out.
inline void storeQuad32(const QuadRows& q, v128_t value, v128_t mask) {
  if (q.whole) {
    wasm_v128_store64_lane(q.row[0], value, 0);
    wasm_v128_store64_lane(q.row[1], value, 1);
    return;
  }
  uint32_t t[4];
  wasm_v128_store(t, value);
  const uint32_t lanes = laneBits(mask);
  for (int i = 0; i < 4; ++i) {
    if (lanes >> i & 1) std::memcpy(q.lane(i), &t[i], 4);
  }
}

// ---- 2 bytes a texel: one v128 of zero-extended lanes
// ---------------------------------------------

inline v128_t loadQuad16(const QuadRows& q) {
  if (q.whole) {
    const v128_t low = wasm_v128_load32_zero(q.row[0]);
    return wasm_u32x4_extend_low_u16x8(wasm_v128_load32_lane(q.row[1], low, 1));
  }
  uint32_t t[4] = {0, 0, 0, 0};
  for (int i = 0; i < 4; ++i) std::memcpy(&t[i], q.lane(i), 2);
  return wasm_v128_load(t);
}

inline void storeQuad16(const QuadRows& q, v128_t value, v128_t mask) {
  if (q.whole) {
    const v128_t narrow = wasm_u16x8_narrow_i32x4(value, value);
    wasm_v128_store32_lane(q.row[0], narrow, 0);
    wasm_v128_store32_lane(q.row[1], narrow, 1);
    return;
  }
  uint32_t t[4];
  wasm_v128_store(t, value);
  const uint32_t lanes = laneBits(mask);
  for (int i = 0; i < 4; ++i) {
    if (lanes >> i & 1) std::memcpy(q.lane(i), &t[i], 2);
  }
}

// ---- 1 byte a texel: one v128 of zero-extended lanes
// ----------------------------------------------

inline v128_t loadQuad8(const QuadRows& q) {
  if (q.whole) {
    uint16_t low, high;
    std::memcpy(&low, q.row[0], 2);
    std::memcpy(&high, q.row[1], 2);
    return wasm_i32x4_make(low & 0xFF, low >> 8, high & 0xFF, high >> 8);
  }
  uint32_t t[4];
  for (int i = 0; i < 4; ++i) t[i] = static_cast<uint8_t>(*q.lane(i));
  return wasm_v128_load(t);
}

/// `value` already holds the old texels in lanes that `mask` leaves out.
inline void storeQuad8(const QuadRows& q, v128_t value, v128_t mask) {
  if (q.whole) {
    const v128_t low = wasm_v128_and(value, wasm_i32x4_splat(0xFF));  // narrowing saturates
    const v128_t halves = wasm_u16x8_narrow_i32x4(low, low);
    const auto bytes =
        static_cast<uint32_t>(wasm_i32x4_extract_lane(wasm_u8x16_narrow_i16x8(halves, halves), 0));
    std::memcpy(q.row[0], &bytes, 2);
    const auto high = static_cast<uint16_t>(bytes >> 16);
    std::memcpy(q.row[1], &high, 2);
    return;
  }
  uint32_t t[4];
  wasm_v128_store(t, value);
  const uint32_t lanes = laneBits(mask);
  for (int i = 0; i < 4; ++i) {
    if (lanes >> i & 1) *q.lane(i) = static_cast<std::byte>(t[i]);
  }
}

// ---- 1 to 16 bytes a texel, as the colour codecs see them
// ----------------------------------------

/// The bits of a quad's texels: 1, 2 or 4 vectors, in lane order. Texels of 1 and 2 bytes are
/// zero-extended.
template <size_t kTexelBytes>
struct QuadBits {
  static constexpr int kVectors = kTexelBytes < 4 ? 1 : kTexelBytes / 4;
  v128_t v[kVectors];
};

template <size_t kTexelBytes>
inline QuadBits<kTexelBytes> loadBits(const QuadRows& q) {
  QuadBits<kTexelBytes> bits;
  if constexpr (kTexelBytes == 1) {
    bits.v[0] = loadQuad8(q);
  } else if constexpr (kTexelBytes == 2) {
    bits.v[0] = loadQuad16(q);
  } else if constexpr (kTexelBytes == 4) {
    bits.v[0] = loadQuad32(q);
  } else if constexpr (kTexelBytes == 8) {
    if (q.whole) {
      bits.v[0] = wasm_v128_load(q.row[0]);
      bits.v[1] = wasm_v128_load(q.row[1]);
    } else {
      bits.v[0] = load64x2(q.lane(0), q.lane(1));
      bits.v[1] = load64x2(q.lane(2), q.lane(3));
    }
  } else {
    for (int i = 0; i < 4; ++i) bits.v[i] = wasm_v128_load(q.lane(i));
  }
  return bits;
}

/// `bits` already holds the old texels in lanes that `mask` leaves out.
template <size_t kTexelBytes>
inline void storeBits(const QuadRows& q, const QuadBits<kTexelBytes>& bits, v128_t mask) {
  if constexpr (kTexelBytes == 1) {
    storeQuad8(q, bits.v[0], mask);
  } else if constexpr (kTexelBytes == 2) {
    storeQuad16(q, bits.v[0], mask);
  } else if constexpr (kTexelBytes == 4) {
    storeQuad32(q, bits.v[0], mask);
  } else if constexpr (kTexelBytes == 8) {
    if (q.whole) {
      wasm_v128_store(q.row[0], bits.v[0]);
      wasm_v128_store(q.row[1], bits.v[1]);
      return;
    }
    const uint32_t lanes = laneBits(mask);
    if (lanes & 1) wasm_v128_store64_lane(q.lane(0), bits.v[0], 0);
    if (lanes & 2) wasm_v128_store64_lane(q.lane(1), bits.v[0], 1);
    if (lanes & 4) wasm_v128_store64_lane(q.lane(2), bits.v[1], 0);
    if (lanes & 8) wasm_v128_store64_lane(q.lane(3), bits.v[1], 1);
  } else {
    const uint32_t lanes = laneBits(mask);
    for (int i = 0; i < 4; ++i) {
      if (lanes >> i & 1) wasm_v128_store(q.lane(i), bits.v[i]);
    }
  }
}

/// Bits of `fresh` where lane and channel mask are set, else of `old`. `channels`: one texel's
/// mask, repeated to fill a vector.
template <size_t kTexelBytes>
inline QuadBits<kTexelBytes> mergeBits(const QuadBits<kTexelBytes>& fresh,
                                       const QuadBits<kTexelBytes>& old, v128_t mask,
                                       v128_t channels) {
  QuadBits<kTexelBytes> masks;
  if constexpr (kTexelBytes <= 4) {
    masks = {{mask}};
  } else if constexpr (kTexelBytes == 8) {
    masks = {
        {wasm_i32x4_shuffle(mask, mask, 0, 0, 1, 1), wasm_i32x4_shuffle(mask, mask, 2, 2, 3, 3)}};
  } else {
    masks = {
        {wasm_i32x4_shuffle(mask, mask, 0, 0, 0, 0), wasm_i32x4_shuffle(mask, mask, 1, 1, 1, 1),
         wasm_i32x4_shuffle(mask, mask, 2, 2, 2, 2), wasm_i32x4_shuffle(mask, mask, 3, 3, 3, 3)}};
  }
  QuadBits<kTexelBytes> out;
  for (int i = 0; i < QuadBits<kTexelBytes>::kVectors; ++i) {
    out.v[i] = wasm_v128_bitselect(fresh.v[i], old.v[i], wasm_v128_and(masks.v[i], channels));
  }
  return out;
}

}  // namespace nogpu::pipeline
