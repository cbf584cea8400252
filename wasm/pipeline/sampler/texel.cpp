// SPDX-License-Identifier: MIT
// Gather functions: by how the components lie in memory, and which channels they are.
#include "pipeline/sampler/texel.h"

#include "format/row_codec.h"
#include "simd/transpose.h"

namespace nogpu::pipeline {
namespace {

using format::Channels;
using format::FormatId;
using format::Layout;
using Texels = const std::byte* const*;

// ---- equal components
// -----------------------------------------------------------------------------

constexpr bool isIntegerLayout(Layout layout) {
  return layout == Layout::Uint8 || layout == Layout::Sint8 || layout == Layout::Uint16 ||
         layout == Layout::Sint16 || layout == Layout::Uint32 || layout == Layout::Sint32;
}

constexpr int componentCount(Channels channels) {
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

template <Layout kLayout, Channels kChannels>
void gatherEqual(const Sampler&, Texels texel, v128_t* rgba) {
  constexpr int kCount = componentCount(kChannels);
  v128_t planes[kCount];
  if constexpr (kCount == 4 && componentBytes(kLayout) == 4) {
    v128_t lanes[4];
    for (int lane = 0; lane < 4; ++lane) lanes[lane] = wasm_v128_load(texel[lane]);
    transpose4(lanes, planes);
  } else {
    gatherComponents<kLayout, kCount>(texel, planes);
  }
  const v128_t zero = wasm_i32x4_splat(0);
  const v128_t one = isIntegerLayout(kLayout) ? wasm_i32x4_splat(1) : wasm_f32x4_splat(1.0f);
  constexpr bool kGrey = kChannels == Channels::L || kChannels == Channels::LA;
  constexpr bool kNoColor = kChannels == Channels::A;
  rgba[0] = kNoColor ? zero : planes[0];
  rgba[1] = kGrey ? planes[0] : kCount > 1 ? planes[1 % kCount] : zero;
  rgba[2] = kGrey ? planes[0] : kCount == 4 ? planes[2 % kCount] : zero;
  rgba[3] = kNoColor                                                   ? planes[0]
            : kChannels == Channels::LA || kChannels == Channels::RGBA ? planes[kCount - 1]
                                                                       : one;
}

template <Layout kLayout>
GatherFn forColor(Channels channels) {
  switch (channels) {
    case Channels::R:
      return gatherEqual<kLayout, Channels::R>;
    case Channels::RG:
      return gatherEqual<kLayout, Channels::RG>;
    case Channels::RGBX:
      return gatherEqual<kLayout, Channels::RGBX>;
    default:
      return gatherEqual<kLayout, Channels::RGBA>;
  }
}

/// Layouts that luminance and alpha formats have too.
template <Layout kLayout>
GatherFn forAll(Channels channels) {
  switch (channels) {
    case Channels::L:
      return gatherEqual<kLayout, Channels::L>;
    case Channels::LA:
      return gatherEqual<kLayout, Channels::LA>;
    case Channels::A:
      return gatherEqual<kLayout, Channels::A>;
    default:
      return forColor<kLayout>(channels);
  }
}

// ---- packed texels
// --------------------------------------------------------------------------------

/// Bits `shift` … `shift + bits - 1` of each word.
inline v128_t field(v128_t words, uint32_t shift, uint32_t bits) {
  return wasm_v128_and(wasm_u32x4_shr(words, shift), wasm_i32x4_splat((1 << bits) - 1));
}
inline v128_t unormField(v128_t words, uint32_t shift, uint32_t bits) {
  return unormToFloat4(field(words, shift, bits), static_cast<float>((1 << bits) - 1));
}

void gather565(const Sampler&, Texels texel, v128_t* rgba) {
  const v128_t words = gather16(texel);
  rgba[0] = unormField(words, 11, 5);
  rgba[1] = unormField(words, 5, 6);
  rgba[2] = unormField(words, 0, 5);
  rgba[3] = wasm_f32x4_splat(1.0f);
}

void gather4444(const Sampler&, Texels texel, v128_t* rgba) {
  const v128_t words = gather16(texel);
  for (int c = 0; c < 4; ++c) rgba[c] = unormField(words, 12 - 4 * c, 4);
}

void gather5551(const Sampler&, Texels texel, v128_t* rgba) {
  const v128_t words = gather16(texel);
  rgba[0] = unormField(words, 11, 5);
  rgba[1] = unormField(words, 6, 5);
  rgba[2] = unormField(words, 1, 5);
  rgba[3] = unormField(words, 0, 1);
}

void gather2101010(const Sampler&, Texels texel, v128_t* rgba) {
  const v128_t words = gather32(texel);
  for (int c = 0; c < 3; ++c) rgba[c] = unormField(words, 10 * c, 10);
  rgba[3] = unormField(words, 30, 2);
}

void gather2101010Uint(const Sampler&, Texels texel, v128_t* rgba) {
  const v128_t words = gather32(texel);
  for (int c = 0; c < 3; ++c) rgba[c] = field(words, 10 * c, 10);
  rgba[3] = field(words, 30, 2);
}

/// The small floats are halves without a sign and with fewer bits of mantissa.
void gather10F11F11F(const Sampler&, Texels texel, v128_t* rgba) {
  const v128_t words = gather32(texel);
  rgba[0] = format::halfToFloat4(wasm_i32x4_shl(field(words, 0, 11), 4));
  rgba[1] = format::halfToFloat4(wasm_i32x4_shl(field(words, 11, 11), 4));
  rgba[2] = format::halfToFloat4(wasm_i32x4_shl(field(words, 22, 10), 5));
  rgba[3] = wasm_f32x4_splat(1.0f);
}

void gather5999(const Sampler&, Texels texel, v128_t* rgba) {
  const v128_t words = gather32(texel);
  // 2^(exponent - 15 - 9)
  const v128_t exponent = wasm_i32x4_add(field(words, 27, 5), wasm_i32x4_splat(127 - 24));
  const v128_t scale = wasm_i32x4_shl(exponent, 23);
  for (int c = 0; c < 3; ++c) {
    rgba[c] = wasm_f32x4_mul(wasm_f32x4_convert_i32x4(field(words, 9 * c, 9)), scale);
  }
  rgba[3] = wasm_f32x4_splat(1.0f);
}

}  // namespace

GatherFn gatherFunction(FormatId id) {
  const format::FormatInfo& info = format::info(id);
  const Channels channels = format::storageShape(id).channels;
  if (info.srgb) return TexelSrgb8::gather;
  switch (info.layout) {
    case Layout::Unorm8:
      return forAll<Layout::Unorm8>(channels);
    case Layout::Snorm8:
      return forColor<Layout::Snorm8>(channels);
    case Layout::Uint8:
      return forColor<Layout::Uint8>(channels);
    case Layout::Sint8:
      return forColor<Layout::Sint8>(channels);
    case Layout::Unorm16:
      return forColor<Layout::Unorm16>(channels);
    case Layout::Snorm16:
      return forColor<Layout::Snorm16>(channels);
    case Layout::Uint16:
      return forColor<Layout::Uint16>(channels);
    case Layout::Sint16:
      return forColor<Layout::Sint16>(channels);
    case Layout::Float16:
      return forAll<Layout::Float16>(channels);
    case Layout::Float32:
      return forAll<Layout::Float32>(channels);
    case Layout::Uint32:
    case Layout::Sint32:  // the bits are the result
      return forColor<Layout::Uint32>(channels);
    case Layout::Packed565:
      return gather565;
    case Layout::Packed4444:
      return gather4444;
    case Layout::Packed5551:
      return gather5551;
    case Layout::Packed2101010:
      return info.isInteger() ? gather2101010Uint : gather2101010;
    case Layout::Packed10F11F11F:
      return gather10F11F11F;
    case Layout::Packed5999:
      return gather5999;
    case Layout::Depth16:
      return gatherEqual<Layout::Depth16, Channels::R>;
    case Layout::Depth24:
      return gatherEqual<Layout::Depth24, Channels::R>;
    case Layout::Depth32F:
      return gatherEqual<Layout::Depth32F, Channels::R>;
    case Layout::Stencil8:
      return gatherEqual<Layout::Uint8, Channels::R>;
    case Layout::None:
      break;
  }
  return nullptr;
}

}  // namespace nogpu::pipeline
