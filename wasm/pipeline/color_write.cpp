// SPDX-License-Identifier: MIT
// Two kinds of writers: specialised by codec, blend state and sample count for the hot formats, and one
// that goes through the format table, texel by texel, for all others.
#include "pipeline/color_write.h"

#include <algorithm>
#include <cstring>

#include "format/convert.h"
#include "pipeline/color_codec.h"

namespace nogpu::pipeline {
namespace {

using format::FormatId;

/// Calls `write(sampleOffset, lanes)` for every sample of quad `q` that has lanes to be written.
template <class Write>
inline void forEachSample(const ColorTarget& t, const QuadBatch& batch, uint32_t q, Write write) {
  const v128_t mask = batch.shader.mask[q];
  if (t.samples == 1) return write(size_t{0}, mask);
  const v128_t covered = wasm_v128_and(batch.coverage[q], mask);
  for (uint32_t s = 0; s < t.samples; ++s) {
    const v128_t lanes = sampleLanes(covered, s);
    if (wasm_v128_any_true(lanes)) write(s * t.plane.sampleStrideBytes, lanes);
  }
}

/// Component pointers of a run of quads, so that components which are not written need no branch.
struct Sources {
  const v128_t* component[4];
  uint32_t stride[4];

  Sources(const ColorTarget& t, const QuadBatch& batch) {
    for (int c = 0; c < 4; ++c) {
      const bool written = t.slots[c] >= 0;
      component[c] = written ? batch.shader.outputs + t.slots[c] : &t.missing[c];
      stride[c] = written ? t.outputCount : 0;
    }
  }
  void load(uint32_t q, v128_t* rgba) const {
    for (int c = 0; c < 4; ++c) rgba[c] = component[c][q * stride[c]];
  }
};

// ---- hot formats ----------------------------------------------------------------------------------

template <class Codec, BlendKind kKind>
void writeQuads(const ColorTarget& t, const QuadBatch& batch) {
  using Bits = QuadBits<Codec::kTexelBytes>;
  const Sources sources(t, batch);
  const uint32_t count = batch.shader.quadCount;
  const v128_t channels = t.channelBits, forced = t.forcedBits;
  for (uint32_t q = 0; q < count; ++q) {
    v128_t src[4];
    sources.load(q, src);
    Bits packed;
    if constexpr (kKind == BlendKind::None) {
      packed = Codec::pack(src);
      packed.v[0] = wasm_v128_or(packed.v[0], forced);
    } else if constexpr (Codec::kFixedPoint) {
      for (v128_t& c : src) c = saturate(c);
    }
    const int32_t x = batch.shader.quadX[q], y = batch.shader.quadY[q];
    forEachSample(t, batch, q, [&](size_t sampleOffset, v128_t lanes) {
      const QuadRows rows = quadRows<Codec::kTexelBytes>(t.plane, sampleOffset, x, y);
      const Bits old = loadBits<Codec::kTexelBytes>(rows);
      if constexpr (kKind != BlendKind::None) {
        v128_t dst[4], out[4];
        Codec::unpack(old, dst);
        blendQuad<kKind>(t.blend, src, dst, out);
        packed = Codec::pack(out);
        packed.v[0] = wasm_v128_or(packed.v[0], forced);
      }
      storeBits<Codec::kTexelBytes>(rows, mergeBits<Codec::kTexelBytes>(packed, old, lanes, channels),
                                    lanes);
    });
  }
}

template <class Codec>
ColorWriteFn writerFor(BlendKind kind) {
  switch (kind) {
    case BlendKind::None: return writeQuads<Codec, BlendKind::None>;
    case BlendKind::SrcAlpha: return writeQuads<Codec, BlendKind::SrcAlpha>;
    case BlendKind::Premultiplied: return writeQuads<Codec, BlendKind::Premultiplied>;
    case BlendKind::General: return writeQuads<Codec, BlendKind::General>;
  }
  return nullptr;
}

// ---- every other format ---------------------------------------------------------------------------

std::byte* texelAt(const ColorTarget& t, size_t sampleOffset, int32_t x, int32_t y, int lane) {
  return t.plane.data + sampleOffset + static_cast<size_t>(y + (lane >> 1)) * t.plane.rowStrideBytes +
         static_cast<size_t>(x + (lane & 1)) * t.texelBytes;
}

/// Channels that are masked out keep `old`.
template <class Number>
void maskChannels(uint8_t colorMask, const Number* old, Number* rgba) {
  for (int c = 0; c < 4; ++c) {
    if (!(colorMask >> c & 1)) rgba[c] = old[c];
  }
}

void writeGeneralQuad(const ColorTarget& t, const v128_t* src, size_t sampleOffset, int32_t x,
                      int32_t y, uint32_t lanes) {
  alignas(16) float old[4][4] = {}, fresh[4][4];
  v128_t out[4];
  const bool needsOld = t.blend.state.enabled || t.colorMask != kMaskAll;
  for (int i = 0; needsOld && i < 4; ++i) {
    if (lanes >> i & 1) format::unpackRow(t.format, texelAt(t, sampleOffset, x, y, i), old[i], 1);
  }
  if (t.blend.state.enabled) {
    const v128_t texels[4] = {wasm_v128_load(old[0]), wasm_v128_load(old[1]),
                              wasm_v128_load(old[2]), wasm_v128_load(old[3])};
    v128_t dst[4];
    transpose4(texels, dst);
    blendGeneral(t.blend, src, dst, out);
  } else {
    std::copy(src, src + 4, out);
  }
  v128_t texels[4];
  transpose4(out, texels);
  for (int i = 0; i < 4; ++i) {
    if (!(lanes >> i & 1)) continue;
    wasm_v128_store(fresh[i], texels[i]);
    maskChannels(t.colorMask, old[i], fresh[i]);
    format::packRow(t.format, fresh[i], texelAt(t, sampleOffset, x, y, i), 1);
  }
}

void writeGeneral(const ColorTarget& t, const QuadBatch& batch) {
  const Sources sources(t, batch);
  for (uint32_t q = 0; q < batch.shader.quadCount; ++q) {
    v128_t src[4];
    sources.load(q, src);
    if (t.fixedPoint) {
      for (v128_t& c : src) c = saturate(c);
    }
    forEachSample(t, batch, q, [&](size_t sampleOffset, v128_t lanes) {
      writeGeneralQuad(t, src, sampleOffset, batch.shader.quadX[q], batch.shader.quadY[q],
                       laneBits(lanes));
    });
  }
}

/// Integer formats: no blending, no clamping but to the format's range.
void writeIntegers(const ColorTarget& t, const QuadBatch& batch) {
  const Sources sources(t, batch);
  for (uint32_t q = 0; q < batch.shader.quadCount; ++q) {
    v128_t src[4], texels[4];
    sources.load(q, src);
    transpose4(src, texels);
    forEachSample(t, batch, q, [&](size_t sampleOffset, v128_t lanes) {
      const uint32_t bits = laneBits(lanes);
      for (int i = 0; i < 4; ++i) {
        if (!(bits >> i & 1)) continue;
        std::byte* texel =
            texelAt(t, sampleOffset, batch.shader.quadX[q], batch.shader.quadY[q], i);
        int32_t old[4] = {}, fresh[4];
        wasm_v128_store(fresh, texels[i]);
        if (t.colorMask != kMaskAll) {
          format::unpackRowInt(t.format, texel, old, 1);
          maskChannels(t.colorMask, old, fresh);
        }
        format::packRowInt(t.format, fresh, texel, 1);
      }
    });
  }
}

// ---- resolving ------------------------------------------------------------------------------------

/// One bit range for each channel of a texel of up to 16 bytes.
struct ChannelLayout { uint8_t firstBit[4], bits[4]; };
constexpr ChannelLayout kBytes4 = {{0, 8, 16, 24}, {8, 8, 8, 8}};
constexpr ChannelLayout kHalves4 = {{0, 16, 32, 48}, {16, 16, 16, 16}};
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
  const BlendKind kind = blendKind(t.blend.state);
  switch (t.format) {
    case FormatId::RGB8:
      t.forcedBits = wasm_i32x4_splat(static_cast<int32_t>(0xFF000000u));
      [[fallthrough]];
    case FormatId::RGBA8:
      t.channelBits = channelBits(kBytes4, t.colorMask, 4);
      t.write = writerFor<CodecRgba8>(kind);
      break;
    case FormatId::SRGB8_ALPHA8:
      t.channelBits = channelBits(kBytes4, t.colorMask, 4);
      t.write = writerFor<CodecSrgb8Alpha8>(kind);
      break;
    case FormatId::RGBA16F:
      t.channelBits = channelBits(kHalves4, t.colorMask, 8);
      t.write = writerFor<CodecRgba16F>(kind);
      break;
    case FormatId::RGBA32F:
      t.channelBits = channelBits(kWords4, t.colorMask, 16);
      t.write = writerFor<CodecRgba32F>(kind);
      break;
    case FormatId::R11F_G11F_B10F:
      t.channelBits = channelBits(kSmallFloats, t.colorMask, 4);
      t.write = writerFor<CodecR11G11B10F>(kind);
      break;
    default:
      t.write = format::info(t.format).isInteger() ? writeIntegers : writeGeneral;
  }
}

void findSlots(const DrawCall& call, uint32_t index, int32_t* slots) {
  std::fill(slots, slots + 4, -1);
  const auto& outputs = call.program->fragment.outputs;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].semantic == shader::ir::OutputSemantic::Color && outputs[i].index / 4 == index) {
      slots[outputs[i].index % 4] = static_cast<int32_t>(i);
    }
  }
}

}  // namespace

ColorTarget resolveColorTarget(const DrawCall& call, uint32_t index) {
  ColorTarget t;
  const Surface& surface = call.target.color[index];
  const DrawBufferState& state = call.drawBuffers[index];
  findSlots(call, index, t.slots);
  const bool written = std::any_of(t.slots, t.slots + 4, [](int32_t s) { return s >= 0; });
  if (!surface || !written || state.colorMask == 0) return t;

  const format::FormatInfo& info = format::info(surface.format);
  t.plane = TexelPlane(surface);
  t.format = surface.format;
  t.texelBytes = info.storageBytes;
  t.samples = call.target.samples;
  t.colorMask = state.colorMask;
  t.fixedPoint = info.kind == format::ComponentKind::Unorm;
  t.outputCount = static_cast<uint32_t>(call.program->fragment.outputs.size());
  t.missing[3] = info.isInteger() ? wasm_i32x4_splat(1) : wasm_f32x4_splat(1.0f);
  t.blend.state = state.blend;
  if (info.isInteger()) t.blend.state.enabled = false;
  for (int c = 0; c < 4; ++c) {
    const v128_t k = wasm_f32x4_splat(call.blendColor[c]);
    t.blend.constant[c] = t.fixedPoint ? saturate(k) : k;
  }
  chooseWriter(t);
  return t;
}

}  // namespace nogpu::pipeline
