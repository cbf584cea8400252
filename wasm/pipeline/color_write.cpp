// SPDX-License-Identifier: MIT
// Two kinds of writers: specialised by codec, blend state and sample count for the hot formats, and
// one by the size of a texel for all others, which calls the format's codec for each quad.
#include "pipeline/color_write.h"

#include <algorithm>
#include <type_traits>

#include "pipeline/color_codec.h"

namespace nogpu::pipeline {
namespace {

using format::Channels;
using format::FormatId;
using format::Layout;

/// Calls `write(sampleOffset, lanes)` for quad `q`, for every sample that has lanes to be written.
template <bool kMultisample, class Write>
inline void forEachSample(uint32_t samples, const TexelPlane& plane, const QuadBatch& batch,
                          uint32_t q, Write write) {
  const v128_t mask = batch.shader.mask[q];
  if constexpr (!kMultisample) {
    (void)samples, (void)plane;
    write(size_t{0}, mask);
  } else {
    const v128_t covered = wasm_v128_and(batch.coverage[q], mask);
    for (uint32_t s = 0; s < samples; ++s) {
      const v128_t lanes = sampleLanes(covered, s);
      if (wasm_v128_any_true(lanes)) write(s * plane.sampleStrideBytes, lanes);
    }
  }
}

template <class Write>
inline void forEachSample(const ColorTarget& t, const QuadBatch& batch, uint32_t q, Write write) {
  if (t.samples == 1)
    forEachSample<false>(1, t.plane, batch, q, write);
  else
    forEachSample<true>(t.samples, t.plane, batch, q, write);
}

/// The colours of a batch, r, g, b, a side by side. Shaders that write a whole vec4 leave them so;
/// otherwise they are gathered into `room`.
struct Sources {
  const v128_t* first;
  uint32_t stride;

  const v128_t* of(uint32_t q) const { return first + size_t{q} * stride; }
};

Sources sourcesOf(const ColorTarget& t, const int32_t* slots, const QuadBatch& batch,
                  v128_t* room) {
  if (slots[0] >= 0 && slots[1] == slots[0] + 1 && slots[2] == slots[0] + 2 &&
      slots[3] == slots[0] + 3) {
    return {batch.shader.outputs + slots[0], t.outputCount};
  }
  for (uint32_t q = 0; q < batch.shader.quadCount; ++q) {
    for (uint32_t c = 0; c < 4; ++c) {
      room[4 * q + c] =
          slots[c] < 0 ? t.missing[c]
                       : batch.shader.outputs[q * t.outputCount + static_cast<uint32_t>(slots[c])];
    }
  }
  return {room, 4};
}

Sources sourcesOf(const ColorTarget& t, const QuadBatch& batch, v128_t* room) {
  return sourcesOf(t, t.slots, batch, room);
}

/// The colours that SRC1 factors are taken from; the first ones where there are none.
Sources secondSourcesOf(const ColorTarget& t, const QuadBatch& batch, v128_t* room) {
  return sourcesOf(t, t.secondSource ? t.secondSlots : t.slots, batch, room);
}

// ---- texels as words (texel_codec.h)
// --------------------------------------------------------------

template <size_t kBytes>
inline void bitsToWords(const QuadBits<kBytes>& bits, v128_t* words) {
  if constexpr (kBytes == 8) {
    words[0] = wasm_i32x4_shuffle(bits.v[0], bits.v[1], 0, 2, 4, 6);
    words[1] = wasm_i32x4_shuffle(bits.v[0], bits.v[1], 1, 3, 5, 7);
  } else if constexpr (kBytes == 16) {
    transpose4(bits.v, words);
  } else {
    words[0] = bits.v[0];
  }
}

template <size_t kBytes>
inline QuadBits<kBytes> wordsToBits(const v128_t* words) {
  QuadBits<kBytes> bits;
  if constexpr (kBytes == 8) {
    bits.v[0] = wasm_i32x4_shuffle(words[0], words[1], 0, 4, 1, 5);
    bits.v[1] = wasm_i32x4_shuffle(words[0], words[1], 2, 6, 3, 7);
  } else if constexpr (kBytes == 16) {
    transpose4(words, bits.v);
  } else {
    bits.v[0] = words[0];
  }
  return bits;
}

/// A texel codec for the writers of hot formats.
template <class Codec, bool kFixed>
struct QuadCodec {
  static constexpr size_t kTexelBytes = Codec::kBytes;
  static constexpr bool kFixedPoint = kFixed;

  static void unpack(const QuadBits<kTexelBytes>& bits, const CodecConstants&, v128_t* rgba) {
    v128_t words[4];
    bitsToWords<kTexelBytes>(bits, words);
    Codec::unpack(words, rgba);
  }
  template <BlendRange kRange = BlendRange::Any>
  static QuadBits<kTexelBytes> pack(const v128_t* rgba, const CodecConstants&) {
    v128_t words[4];
    Codec::pack(rgba, words);
    return wordsToBits<kTexelBytes>(words);
  }
};

// ---- hot formats
// ----------------------------------------------------------------------------------

/// Whether all lanes of a quad have all samples and all channels are written.
inline bool writesWhole(v128_t covered, v128_t allSamples, v128_t channels) {
  const v128_t missing = wasm_v128_or(wasm_v128_xor(covered, allSamples), wasm_v128_not(channels));
  return !wasm_v128_any_true(missing);
}

/// Whether all samples of a quad hold the same bits; `bits` are those of the first.
template <size_t kTexelBytes>
inline bool samplesEqual(const QuadRows& rows, size_t sampleStride, uint32_t samples,
                         QuadBits<kTexelBytes>& bits) {
  bits = loadBits<kTexelBytes>(rows);
  v128_t differences = wasm_i32x4_splat(0);
  for (uint32_t s = 1; s < samples; ++s) {
    const QuadBits<kTexelBytes> other = loadBits<kTexelBytes>(rows.at(s * sampleStride));
    for (int i = 0; i < QuadBits<kTexelBytes>::kVectors; ++i) {
      differences = wasm_v128_or(differences, wasm_v128_xor(bits.v[i], other.v[i]));
    }
  }
  return !wasm_v128_any_true(differences);
}

template <class Codec, BlendKind kKind, bool kMultisample>
void writeQuads(const ColorTarget& t, const QuadBatch& batch) {
  constexpr size_t kTexelBytes = Codec::kTexelBytes;
  using Bits = QuadBits<kTexelBytes>;
  v128_t room[4 * kMaxQuads], secondRoom[kKind == BlendKind::General ? 4 * kMaxQuads : 1];
  const Sources sources = sourcesOf(t, batch, room);
  [[maybe_unused]] Sources seconds = sources;
  if constexpr (kKind == BlendKind::General) seconds = secondSourcesOf(t, batch, secondRoom);
  // Copies, because the compiler must take every store to the surface for a store to these.
  const uint32_t count = batch.shader.quadCount, samples = t.samples;
  const TexelPlane plane = t.plane;
  const Blend blending = t.blend;
  const CodecConstants constants = t.constants;
  const v128_t channels = t.channelBits, forced = t.forcedBits;
  [[maybe_unused]] const v128_t allSamples = wasm_i32x4_splat((1 << samples) - 1);
  for (uint32_t q = 0; q < count; ++q) {
    const v128_t* color = sources.of(q);
    v128_t src[4] = {color[0], color[1], color[2], color[3]};
    [[maybe_unused]] v128_t second[4];
    if constexpr (kKind == BlendKind::General) std::copy_n(seconds.of(q), 4, second);
    Bits packed;
    if constexpr (kKind == BlendKind::None) {
      packed = Codec::pack(src, constants);
      packed.v[0] = wasm_v128_or(packed.v[0], forced);
    } else if constexpr (Codec::kFixedPoint) {
      for (v128_t& c : src) c = saturate(c, constants.one);
      if constexpr (kKind == BlendKind::General) {
        for (v128_t& c : second) c = saturate(c, constants.one);
      }
    }
    const auto blend = [&](const Bits& old) {
      v128_t dst[4], out[4];
      Codec::unpack(old, constants, dst);
      blendQuad<kKind>(blending, src, second, dst, out);
      packed = Codec::template pack<blendRange(kKind)>(out, constants);
      packed.v[0] = wasm_v128_or(packed.v[0], forced);
    };
    const auto write = [&](const QuadRows& first) {
      if constexpr (kMultisample) {
        // Inside of a primitive: all samples get the same, in one go.
        const v128_t everyLane = wasm_i32x4_splat(-1);
        const v128_t covered = wasm_v128_and(batch.coverage[q], batch.shader.mask[q]);
        Bits old;
        if (first.whole && writesWhole(covered, allSamples, channels) &&
            (kKind == BlendKind::None ||
             samplesEqual<kTexelBytes>(first, plane.sampleStrideBytes, samples, old))) {
          if constexpr (kKind != BlendKind::None) blend(old);
          for (uint32_t s = 0; s < samples; ++s) {
            storeBits<kTexelBytes>(first.at(s * plane.sampleStrideBytes), packed, everyLane);
          }
          return;
        }
      }
      forEachSample<kMultisample>(samples, plane, batch, q, [&](size_t sampleOffset, v128_t lanes) {
        const QuadRows rows = first.at(sampleOffset);
        const Bits old = loadBits<kTexelBytes>(rows);
        if constexpr (kKind != BlendKind::None) blend(old);
        storeBits<kTexelBytes>(rows, mergeBits<kTexelBytes>(packed, old, lanes, channels), lanes);
      });
    };
    const int32_t x = batch.shader.quadX[q], y = batch.shader.quadY[q];
    if (plane.whole(x, y))
      write(wholeQuadRows<kTexelBytes>(plane, x, y));
    else
      write(quadRows<kTexelBytes>(plane, x, y));
  }
}

template <class Codec, BlendKind kKind>
ColorWriteFn writerFor(uint32_t samples) {
  return samples > 1 ? writeQuads<Codec, kKind, true> : writeQuads<Codec, kKind, false>;
}

/// The two formats that sums of light are drawn to have all kinds, the others fewer.
template <class Codec>
ColorWriteFn writerFor(const ColorTarget& t) {
  if constexpr (std::is_same_v<Codec, CodecRgba8> || std::is_same_v<Codec, CodecRgba16F>) {
    switch (blendKind(t.blend.state)) {
      case BlendKind::SrcAlphaAll:
        return writerFor<Codec, BlendKind::SrcAlphaAll>(t.samples);
      case BlendKind::Add:
        return writerFor<Codec, BlendKind::Add>(t.samples);
      case BlendKind::AddSrcAlpha:
        return writerFor<Codec, BlendKind::AddSrcAlpha>(t.samples);
      case BlendKind::AddSrcAlphaAll:
        return writerFor<Codec, BlendKind::AddSrcAlphaAll>(t.samples);
      default:
        break;
    }
  }
  switch (blendKind(t.blend.state)) {
    case BlendKind::None:
      return writerFor<Codec, BlendKind::None>(t.samples);
    case BlendKind::SrcAlpha:
      return writerFor<Codec, BlendKind::SrcAlpha>(t.samples);
    case BlendKind::Premultiplied:
      return writerFor<Codec, BlendKind::Premultiplied>(t.samples);
    default:
      return writerFor<Codec, BlendKind::General>(t.samples);
  }
}

/// Formats of data rather than of pictures: blended by the general code.
template <class Codec>
ColorWriteFn dataWriterFor(const ColorTarget& t) {
  return blendKind(t.blend.state) == BlendKind::None
             ? writerFor<Codec, BlendKind::None>(t.samples)
             : writerFor<Codec, BlendKind::General>(t.samples);
}

// ---- every other format
// ---------------------------------------------------------------------------

/// Clamps to -1 … 1; NaN becomes -1.
v128_t saturateSigned(v128_t x) {
  const v128_t low = wasm_f32x4_pmax(wasm_f32x4_splat(-1.0f), x);
  return wasm_f32x4_pmin(wasm_f32x4_splat(1.0f), low);
}

/// What fixed-point buffers do to sources and the blend constant (ES 3.0 §4.1.7).
v128_t clampToRange(const ColorTarget& t, v128_t c) {
  if (t.fixedPoint) return saturate(c);
  return t.signedFixedPoint ? saturateSigned(c) : c;
}

/// Blends and masks by the old texels.
void combine(const ColorTarget& t, const v128_t* src, const v128_t* second, const v128_t* words,
             v128_t* out) {
  v128_t dst[4];
  t.codec.unpack(words, dst);
  if (t.blend.state.enabled)
    blendGeneral(t.blend, src, second, dst, out);
  else
    std::copy_n(src, 4, out);
  for (int c = 0; c < 4; ++c) {
    if (!(t.colorMask >> c & 1)) out[c] = dst[c];
  }
}

template <uint32_t kBytes>
void writeByCodec(const ColorTarget& t, const QuadBatch& batch) {
  constexpr uint32_t kWords = (kBytes + 3) / 4;
  v128_t room[4 * kMaxQuads], secondRoom[4 * kMaxQuads];
  const Sources sources = sourcesOf(t, batch, room);
  const Sources seconds = secondSourcesOf(t, batch, secondRoom);
  const bool needsOld = t.blend.state.enabled || t.colorMask != kMaskAll;
  for (uint32_t q = 0; q < batch.shader.quadCount; ++q) {
    v128_t src[4], second[4];
    std::copy_n(sources.of(q), 4, src);
    if (needsOld) std::copy_n(seconds.of(q), 4, second);
    if (t.fixedPoint || t.signedFixedPoint) {
      for (v128_t& c : src) c = clampToRange(t, c);
      for (v128_t& c : second) c = clampToRange(t, c);
    }
    v128_t fresh[kWords];
    if (!needsOld) t.codec.pack(src, fresh);
    const QuadRows first = quadRows<kBytes>(t.plane, batch.shader.quadX[q], batch.shader.quadY[q]);
    forEachSample(t, batch, q, [&](size_t sampleOffset, v128_t lanes) {
      const QuadRows rows = first.at(sampleOffset);
      v128_t old[kWords], merged[kWords];
      bitsToWords<kBytes>(loadBits<kBytes>(rows), old);
      if (needsOld) {
        v128_t out[4];
        combine(t, src, second, old, out);
        t.codec.pack(out, fresh);
      }
      for (uint32_t i = 0; i < kWords; ++i)
        merged[i] = wasm_v128_bitselect(fresh[i], old[i], lanes);
      storeBits<kBytes>(rows, wordsToBits<kBytes>(merged), lanes);
    });
  }
}

ColorWriteFn writerBySize(uint32_t texelBytes) {
  switch (texelBytes) {
    case 1:
      return writeByCodec<1>;
    case 2:
      return writeByCodec<2>;
    case 4:
      return writeByCodec<4>;
    case 8:
      return writeByCodec<8>;
    default:
      return writeByCodec<16>;
  }
}

// ---- resolving
// ------------------------------------------------------------------------------------

/// One bit range for each channel of a texel of up to 16 bytes.
struct ChannelLayout {
  uint8_t firstBit[4], bits[4];
};
constexpr ChannelLayout kByte1 = {{0, 0, 0, 0}, {8, 0, 0, 0}};
constexpr ChannelLayout kBytes2 = {{0, 8, 0, 0}, {8, 8, 0, 0}};
constexpr ChannelLayout kBytes4 = {{0, 8, 16, 24}, {8, 8, 8, 8}};
constexpr ChannelLayout kTens = {{0, 10, 20, 30}, {10, 10, 10, 2}};
constexpr ChannelLayout kHalf1 = {{0, 0, 0, 0}, {16, 0, 0, 0}};
constexpr ChannelLayout kHalves2 = {{0, 16, 0, 0}, {16, 16, 0, 0}};
constexpr ChannelLayout kHalves4 = {{0, 16, 32, 48}, {16, 16, 16, 16}};
constexpr ChannelLayout kWord1 = {{0, 0, 0, 0}, {32, 0, 0, 0}};
constexpr ChannelLayout kWords2 = {{0, 32, 0, 0}, {32, 32, 0, 0}};
constexpr ChannelLayout kWords4 = {{0, 32, 64, 96}, {32, 32, 32, 32}};
constexpr ChannelLayout kSmallFloats = {{0, 11, 22, 0}, {11, 11, 10, 0}};

/// The texel's mask of writable bits, repeated to 16 bytes.
v128_t channelBits(const ChannelLayout& layout, uint8_t colorMask, uint32_t texelBytes) {
  uint8_t bytes[16] = {};
  for (int c = 0; c < 4; ++c) {
    if (!(colorMask >> c & 1)) continue;
    for (int b = layout.firstBit[c]; b < layout.firstBit[c] + layout.bits[c]; ++b) {
      bytes[b >> 3] = static_cast<uint8_t>(bytes[b >> 3] | 1u << (b & 7));
    }
  }
  for (uint32_t i = texelBytes; i < 16; ++i) bytes[i] = bytes[i - texelBytes];
  return wasm_v128_load(bytes);
}

void chooseWriter(ColorTarget& t) {
  switch (t.format) {
    case FormatId::RGB8:
      t.forcedBits = wasm_i32x4_splat(static_cast<int32_t>(0xFF000000u));
      [[fallthrough]];
    case FormatId::RGBA8:
      t.channelBits = channelBits(kBytes4, t.colorMask, 4);
      t.write = writerFor<CodecRgba8>(t);
      break;
    case FormatId::SRGB8_ALPHA8:
      t.channelBits = channelBits(kBytes4, t.colorMask, 4);
      t.write = writerFor<CodecSrgb8Alpha8>(t);
      break;
    case FormatId::RGBA16F:
      t.channelBits = channelBits(kHalves4, t.colorMask, 8);
      t.write = writerFor<CodecRgba16F>(t);
      break;
    case FormatId::RGBA32F:
      t.channelBits = channelBits(kWords4, t.colorMask, 16);
      t.write = writerFor<CodecRgba32F>(t);
      break;
    case FormatId::R11F_G11F_B10F:
      t.channelBits = channelBits(kSmallFloats, t.colorMask, 4);
      t.write = writerFor<CodecR11G11B10F>(t);
      break;
    case FormatId::R8:
      t.channelBits = channelBits(kByte1, t.colorMask, 1);
      t.write = dataWriterFor<QuadCodec<EqualCodec<Layout::Unorm8, Channels::R>, true>>(t);
      break;
    case FormatId::RG8:
      t.channelBits = channelBits(kBytes2, t.colorMask, 2);
      t.write = dataWriterFor<QuadCodec<EqualCodec<Layout::Unorm8, Channels::RG>, true>>(t);
      break;
    case FormatId::RGB10_A2:
      t.channelBits = channelBits(kTens, t.colorMask, 4);
      t.write = dataWriterFor<QuadCodec<Codec2101010<false>, true>>(t);
      break;
    case FormatId::R16F:
      t.channelBits = channelBits(kHalf1, t.colorMask, 2);
      t.write = dataWriterFor<QuadCodec<EqualCodec<Layout::Float16, Channels::R>, false>>(t);
      break;
    case FormatId::RG16F:
      t.channelBits = channelBits(kHalves2, t.colorMask, 4);
      t.write = dataWriterFor<QuadCodec<EqualCodec<Layout::Float16, Channels::RG>, false>>(t);
      break;
    case FormatId::R32F:
    case FormatId::R32I:
    case FormatId::R32UI:
      t.channelBits = channelBits(kWord1, t.colorMask, 4);
      t.write = dataWriterFor<QuadCodec<EqualCodec<Layout::Float32, Channels::R>, false>>(t);
      break;
    case FormatId::RG32F:
    case FormatId::RG32I:
    case FormatId::RG32UI:
      t.channelBits = channelBits(kWords2, t.colorMask, 8);
      t.write = dataWriterFor<QuadCodec<EqualCodec<Layout::Float32, Channels::RG>, false>>(t);
      break;
    case FormatId::RGBA32I:
    case FormatId::RGBA32UI:
      t.channelBits = channelBits(kWords4, t.colorMask, 16);
      t.write = writerFor<CodecRgba32F, BlendKind::None>(t.samples);
      break;
    default:
      t.codec = codecOf(t.format);
      t.write = writerBySize(t.codec.bytes);
  }
}

void findSlots(const DrawCall& call, shader::ir::OutputSemantic semantic, uint32_t index,
               int32_t* slots) {
  std::fill(slots, slots + 4, -1);
  const auto& outputs = call.program->fragment.outputs;
  if (call.program->broadcastsColor) index = 0;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].semantic == semantic && outputs[i].index / 4 == index) {
      slots[outputs[i].index % 4] = static_cast<int32_t>(i);
    }
  }
}

}  // namespace

ColorTarget resolveColorTarget(const DrawCall& call, uint32_t index) {
  ColorTarget t;
  const Surface& surface = call.target.color[index];
  const DrawBufferState& state = call.drawBuffers[index];
  findSlots(call, shader::ir::OutputSemantic::Color, index, t.slots);
  findSlots(call, shader::ir::OutputSemantic::SecondaryColor, index, t.secondSlots);
  const bool written = std::any_of(t.slots, t.slots + 4, [](int32_t s) { return s >= 0; });
  if (!surface || !written || state.colorMask == 0) return t;

  const format::FormatInfo& info = format::info(surface.format);
  t.plane = TexelPlane(surface);
  t.format = surface.format;
  t.samples = call.target.samples;
  t.colorMask = state.colorMask;
  t.fixedPoint = info.kind == format::ComponentKind::Unorm;
  t.signedFixedPoint = info.kind == format::ComponentKind::Snorm;
  t.outputCount = static_cast<uint32_t>(call.program->fragment.outputs.size());
  t.missing[3] = info.isInteger() ? wasm_i32x4_splat(1) : wasm_f32x4_splat(1.0f);
  t.blend.state = state.blend;
  if (info.isInteger()) t.blend.state.enabled = false;
  t.secondSource = usesSecondSource(t.blend.state);
  for (int c = 0; c < 4; ++c) {
    const v128_t k = wasm_f32x4_splat(call.blendColor[c]);
    t.blend.constant[c] = clampToRange(t, k);
  }
  chooseWriter(t);
  return t;
}

}  // namespace nogpu::pipeline
