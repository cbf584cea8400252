// SPDX-License-Identifier: MIT
// Four texels at a time, as words of memory and as channels, for every uncompressed colour format
// but the sRGB ones.
//
//   words[i]   the i-th 32 bits of each texel, a lane each; texels of one or two bytes fill the low
//   bits, the rest is 0 rgba[c]    channel c of each texel, floats or integers; what the format
//   lacks is (0, 0, 0, 1)
//
// The numbers are those of format::unpackRow, packRow and their integer forms (ES 3.0 §2.1.6,
// §3.8.3, §4.1.9).
#pragma once

#include <cstdint>

#include "format/numeric.h"
#include "format/row_codec.h"
#include "pipeline/color_codec.h"
#include "simd/simd.h"

namespace nogpu::pipeline {

// ---- components

constexpr bool isSignedLayout(format::Layout layout) {
  using format::Layout;
  return layout == Layout::Snorm8 || layout == Layout::Sint8 || layout == Layout::Snorm16 ||
         layout == Layout::Sint16;
}

constexpr bool isIntegerLayout(format::Layout layout) {
  using format::Layout;
  return layout == Layout::Uint8 || layout == Layout::Sint8 || layout == Layout::Uint16 ||
         layout == Layout::Sint16 || layout == Layout::Uint32 || layout == Layout::Sint32;
}

/// Unsigned whole numbers as fractions of `maximum`.
inline v128_t unormToFloat4(v128_t c, float maximum) {
  return wasm_f32x4_div(wasm_f32x4_convert_i32x4(c), wasm_f32x4_splat(maximum));
}
inline v128_t snormToFloat4(v128_t c, float maximum) {
  return wasm_f32x4_pmax(wasm_f32x4_splat(-1.0f), unormToFloat4(c, maximum));
}

/// format::floatToUnorm and floatToSnorm, four at a time.
inline v128_t floatToUnorm4(v128_t x, float maximum) {
  const v128_t sum = roundBits(wasm_f32x4_mul(saturate(x), wasm_f32x4_splat(maximum)));
  return wasm_i32x4_sub(sum, wasm_i32x4_splat(0x4B400000));
}
inline v128_t floatToSnorm4(v128_t x, float maximum) {
  const v128_t number = wasm_v128_and(x, wasm_f32x4_eq(x, x));  // NaN gives 0
  const v128_t low = wasm_f32x4_pmax(wasm_f32x4_splat(-1.0f), number);
  const v128_t clamped = wasm_f32x4_pmin(wasm_f32x4_splat(1.0f), low);
  const v128_t sum = roundBits(wasm_f32x4_mul(clamped, wasm_f32x4_splat(maximum)));
  return wasm_i32x4_sub(sum, wasm_i32x4_splat(0x4B400000));
}

/// Stored components, sign- or zero-extended, as numbers.
template <format::Layout kLayout>
inline v128_t componentToNumber(v128_t c) {
  using format::Layout;
  if constexpr (kLayout == Layout::Unorm8) return unormToFloat4(c, 255.0f);
  if constexpr (kLayout == Layout::Snorm8) return snormToFloat4(c, 127.0f);
  if constexpr (kLayout == Layout::Unorm16 || kLayout == Layout::Depth16)
    return unormToFloat4(c, 65535.0f);
  if constexpr (kLayout == Layout::Snorm16) return snormToFloat4(c, 32767.0f);
  if constexpr (kLayout == Layout::Float16) return format::halfToFloat4(c);
  if constexpr (kLayout == Layout::Depth24)
    return unormToFloat4(wasm_v128_and(c, wasm_i32x4_splat(0xFFFFFF)), 16777215.0f);
  return c;
}

/// The inverse, for colours: clamped to what the component can hold. Bits above it are undefined.
template <format::Layout kLayout>
inline v128_t numberToComponent(v128_t x) {
  using format::Layout;
  if constexpr (kLayout == Layout::Unorm8) return floatToUnorm4(x, 255.0f);
  if constexpr (kLayout == Layout::Snorm8) return floatToSnorm4(x, 127.0f);
  if constexpr (kLayout == Layout::Unorm16) return floatToUnorm4(x, 65535.0f);
  if constexpr (kLayout == Layout::Snorm16) return floatToSnorm4(x, 32767.0f);
  if constexpr (kLayout == Layout::Float16) return format::floatToHalf4(x);
  if constexpr (kLayout == Layout::Uint8) return wasm_u32x4_min(x, wasm_i32x4_splat(0xFF));
  if constexpr (kLayout == Layout::Uint16) return wasm_u32x4_min(x, wasm_i32x4_splat(0xFFFF));
  if constexpr (kLayout == Layout::Sint8)
    return wasm_i32x4_min(wasm_i32x4_max(x, wasm_i32x4_splat(-128)), wasm_i32x4_splat(127));
  if constexpr (kLayout == Layout::Sint16)
    return wasm_i32x4_min(wasm_i32x4_max(x, wasm_i32x4_splat(-32768)), wasm_i32x4_splat(32767));
  return x;
}

/// `kCount` (1, 2 or 4) equal components out of the words that hold them.
template <format::Layout kLayout, int kCount>
inline void unpackComponents(const v128_t* words, v128_t* planes) {
  constexpr uint32_t kBytes = format::componentBytes(kLayout), kBits = 8 * kBytes;
  for (uint32_t c = 0; c < kCount; ++c) {
    const uint32_t shift = 8 * (kBytes * c % 4);
    v128_t v = words[kBytes * c / 4];
    if constexpr (isSignedLayout(kLayout)) {
      v = wasm_i32x4_shr(wasm_i32x4_shl(v, 32 - kBits - shift), 32 - kBits);
    } else if constexpr (kBits < 32) {
      v = wasm_u32x4_shr(v, shift);
      // The last one has nothing above it.
      const bool isLast = shift + kBits == 32 || c + 1 == kCount;
      if (!isLast) v = wasm_v128_and(v, wasm_i32x4_splat((1 << kBits % 32) - 1));
    }
    planes[c] = componentToNumber<kLayout>(v);
  }
}

template <format::Layout kLayout, int kCount>
inline void packComponents(const v128_t* planes, v128_t* words) {
  constexpr uint32_t kBytes = format::componentBytes(kLayout), kBits = 8 * kBytes;
  for (uint32_t i = 0; 4 * i < kBytes * kCount; ++i) words[i] = wasm_i32x4_splat(0);
  for (uint32_t c = 0; c < kCount; ++c) {
    const uint32_t shift = 8 * (kBytes * c % 4);
    v128_t v = numberToComponent<kLayout>(planes[c]);
    if constexpr (isSignedLayout(kLayout))
      v = wasm_v128_and(v, wasm_i32x4_splat((1 << kBits % 32) - 1));
    v128_t& word = words[kBytes * c / 4];
    word = wasm_v128_or(word, wasm_i32x4_shl(v, shift));
  }
}

// ---- codecs: kBytes of a texel, unpack(words, rgba), pack(rgba, words)

constexpr int componentCount(format::Channels channels) {
  using format::Channels;
  switch (channels) {
    case Channels::R:
    case Channels::L:
    case Channels::A:
      return 1;
    case Channels::RG:
    case Channels::LA:
      return 2;
    default:
      return 4;
  }
}

/// Texels of one, two or four equal components.
template <format::Layout kLayout, format::Channels kChannels>
struct EqualCodec {
  using Channels = format::Channels;
  static constexpr int kCount = componentCount(kChannels);
  static constexpr uint32_t kBytes = kCount * format::componentBytes(kLayout);

  static v128_t one() {
    return isIntegerLayout(kLayout) ? wasm_i32x4_splat(1) : wasm_f32x4_splat(1.0f);
  }
  static void unpack(const v128_t* words, v128_t* rgba) {
    v128_t planes[kCount];
    unpackComponents<kLayout, kCount>(words, planes);
    const v128_t zero = wasm_i32x4_splat(0);
    constexpr bool kGrey = kChannels == Channels::L || kChannels == Channels::LA;
    constexpr bool kHasAlpha = kChannels == Channels::LA || kChannels == Channels::RGBA;
    if constexpr (kChannels == Channels::A) {
      rgba[0] = rgba[1] = rgba[2] = zero;
      rgba[3] = planes[0];
    } else {
      rgba[0] = planes[0];
      rgba[1] = kGrey ? planes[0] : kCount > 1 ? planes[1 % kCount] : zero;
      rgba[2] = kGrey ? planes[0] : kCount == 4 ? planes[2 % kCount] : zero;
      rgba[3] = kHasAlpha ? planes[kCount - 1] : one();
    }
  }
  static void pack(const v128_t* rgba, v128_t* words) {
    if constexpr (kChannels == Channels::RGBX) {
      const v128_t padded[4] = {rgba[0], rgba[1], rgba[2], one()};
      packComponents<kLayout, 4>(padded, words);
    } else if constexpr (kChannels == Channels::LA) {
      const v128_t planes[2] = {rgba[0], rgba[3]};
      packComponents<kLayout, 2>(planes, words);
    } else {
      packComponents<kLayout, kCount>(kChannels == Channels::A ? rgba + 3 : rgba, words);
    }
  }
};

struct BitField {
  uint8_t shift, bits;
};

/// Texels of bit fields, R G B A; no bits: the channel is missing.
template <uint32_t kTexelBytes, bool kInteger, BitField kR, BitField kG, BitField kB, BitField kA>
struct PackedCodec {
  static constexpr uint32_t kBytes = kTexelBytes;
  static constexpr BitField kFields[4] = {kR, kG, kB, kA};

  static void unpack(const v128_t* words, v128_t* rgba) {
    for (int c = 0; c < 4; ++c) {
      const BitField f = kFields[c];
      if (f.bits == 0) {
        rgba[c] = wasm_f32x4_splat(1.0f);  // only alpha is missing anywhere
        continue;
      }
      const int32_t maximum = (1 << f.bits) - 1;
      const v128_t v = wasm_v128_and(wasm_u32x4_shr(words[0], f.shift), wasm_i32x4_splat(maximum));
      rgba[c] = kInteger ? v : unormToFloat4(v, static_cast<float>(maximum));
    }
  }
  static void pack(const v128_t* rgba, v128_t* words) {
    words[0] = wasm_i32x4_splat(0);
    for (int c = 0; c < 4; ++c) {
      const BitField f = kFields[c];
      if (f.bits == 0) continue;
      const int32_t maximum = (1 << f.bits) - 1;
      const v128_t v = kInteger ? wasm_u32x4_min(rgba[c], wasm_i32x4_splat(maximum))
                                : floatToUnorm4(rgba[c], static_cast<float>(maximum));
      words[0] = wasm_v128_or(words[0], wasm_i32x4_shl(v, f.shift));
    }
  }
};

using Codec565 =
    PackedCodec<2, false, BitField{11, 5}, BitField{5, 6}, BitField{0, 5}, BitField{0, 0}>;
using Codec4444 =
    PackedCodec<2, false, BitField{12, 4}, BitField{8, 4}, BitField{4, 4}, BitField{0, 4}>;
using Codec5551 =
    PackedCodec<2, false, BitField{11, 5}, BitField{6, 5}, BitField{1, 5}, BitField{0, 1}>;
template <bool kInteger>
using Codec2101010 =
    PackedCodec<4, kInteger, BitField{0, 10}, BitField{10, 10}, BitField{20, 10}, BitField{30, 2}>;

/// R11F_G11F_B10F, as CodecR11G11B10F has it.
struct Codec10F11F11F {
  static constexpr uint32_t kBytes = 4;

  static void unpack(const v128_t* words, v128_t* rgba) {
    CodecR11G11B10F::unpack(QuadBits<4>{{words[0]}}, {}, rgba);
  }
  static void pack(const v128_t* rgba, v128_t* words) {
    words[0] = CodecR11G11B10F::pack(rgba, {}).v[0];
  }
};

/// RGB9_E5.
struct Codec5999 {
  static constexpr uint32_t kBytes = 4;

  static void unpack(const v128_t* words, v128_t* rgba) {
    // 2^(exponent - 15 - 9)
    const v128_t exponent =
        wasm_i32x4_add(wasm_u32x4_shr(words[0], 27), wasm_i32x4_splat(127 - 24));
    const v128_t scale = wasm_i32x4_shl(exponent, 23);
    for (int c = 0; c < 3; ++c) {
      const v128_t mantissa =
          wasm_v128_and(wasm_u32x4_shr(words[0], 9 * c), wasm_i32x4_splat(0x1FF));
      rgba[c] = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(mantissa), scale);
    }
    rgba[3] = wasm_f32x4_splat(1.0f);
  }
  static void pack(const v128_t* rgba, v128_t* words) {
    alignas(16) float lanes[3][4];
    alignas(16) uint32_t packed[4];
    for (int c = 0; c < 3; ++c) wasm_v128_store(lanes[c], rgba[c]);
    for (int i = 0; i < 4; ++i) {
      const float rgb[3] = {lanes[0][i], lanes[1][i], lanes[2][i]};
      packed[i] = format::packRgb9E5(rgb);
    }
    words[0] = wasm_v128_load(packed);
  }
};

/// `visit.template operator()<Codec>()` for the codec of a colour format that is not sRGB.
template <class Visit>
auto withCodec(format::FormatId id, Visit visit) {
  using format::Channels;
  using format::Layout;
  const Channels channels = format::storageShape(id).channels;
  const auto color = [&]<Layout kLayout>() {
    switch (channels) {
      case Channels::R:
        return visit.template operator()<EqualCodec<kLayout, Channels::R>>();
      case Channels::RG:
        return visit.template operator()<EqualCodec<kLayout, Channels::RG>>();
      case Channels::RGBX:
        return visit.template operator()<EqualCodec<kLayout, Channels::RGBX>>();
      default:
        return visit.template operator()<EqualCodec<kLayout, Channels::RGBA>>();
    }
  };
  // Layouts that luminance and alpha formats have too.
  const auto all = [&]<Layout kLayout>() {
    switch (channels) {
      case Channels::L:
        return visit.template operator()<EqualCodec<kLayout, Channels::L>>();
      case Channels::LA:
        return visit.template operator()<EqualCodec<kLayout, Channels::LA>>();
      case Channels::A:
        return visit.template operator()<EqualCodec<kLayout, Channels::A>>();
      default:
        return color.template operator()<kLayout>();
    }
  };
  switch (format::info(id).layout) {
    case Layout::Unorm8:
      return all.template operator()<Layout::Unorm8>();
    case Layout::Snorm8:
      return color.template operator()<Layout::Snorm8>();
    case Layout::Uint8:
    case Layout::Stencil8:
      return color.template operator()<Layout::Uint8>();
    case Layout::Sint8:
      return color.template operator()<Layout::Sint8>();
    case Layout::Unorm16:
      return color.template operator()<Layout::Unorm16>();
    case Layout::Snorm16:
      return color.template operator()<Layout::Snorm16>();
    case Layout::Uint16:
      return color.template operator()<Layout::Uint16>();
    case Layout::Sint16:
      return color.template operator()<Layout::Sint16>();
    case Layout::Float16:
      return all.template operator()<Layout::Float16>();
    case Layout::Float32:
      return all.template operator()<Layout::Float32>();
    case Layout::Packed565:
      return visit.template operator()<Codec565>();
    case Layout::Packed4444:
      return visit.template operator()<Codec4444>();
    case Layout::Packed5551:
      return visit.template operator()<Codec5551>();
    case Layout::Packed2101010:
      return format::info(id).isInteger() ? visit.template operator()<Codec2101010<true>>()
                                          : visit.template operator()<Codec2101010<false>>();
    case Layout::Packed10F11F11F:
      return visit.template operator()<Codec10F11F11F>();
    case Layout::Packed5999:
      return visit.template operator()<Codec5999>();
    default:  // Uint32, Sint32: the bits are the numbers
      return color.template operator()<Layout::Uint32>();
  }
}

// ---- four texels of a row

/// A codec without its type.
struct TexelCodec {
  uint32_t bytes;  ///< of a texel
  void (*unpack)(const v128_t* words, v128_t* rgba);
  void (*pack)(const v128_t* rgba, v128_t* words);
};
TexelCodec codecOf(format::FormatId id);

/// The words of four texels that lie side by side.
void loadWords(uint32_t texelBytes, const std::byte* texels, v128_t* words);
void storeWords(uint32_t texelBytes, const v128_t* words, std::byte* texels);

}  // namespace nogpu::pipeline
