// SPDX-License-Identifier: MIT
// Two steps per direction: components <-> numbers (one loop per layout) and channels in memory <->
// RGBA (one loop per Channels). That is a dozen and eight small loops instead of their product.
#include "format/row_codec.h"

#include <algorithm>
#include <cstring>

#include "format/numeric.h"

namespace nogpu::format {
namespace {

uint32_t channelCount(Channels channels) {
  switch (channels) {
    case Channels::R:
    case Channels::L:
    case Channels::A:
      return 1;
    case Channels::RG:
    case Channels::LA:
      return 2;
    case Channels::RGB:
      return 3;
    case Channels::RGBX:
    case Channels::RGBA:
      return 4;
  }
  return 0;
}

bool isPacked(Layout layout) { return layout >= Layout::Packed565 && layout <= Layout::Packed5999; }

// ---- channels <-> RGBA
// ------------------------------------------------------------------------------

template <class T>
void spread(Channels channels, const T* in, T* rgba, uint32_t count) {
  constexpr T kOne = 1;
  for (uint32_t i = 0; i < count; ++i, rgba += 4) {
    switch (channels) {
      case Channels::R:
        rgba[0] = in[i], rgba[1] = 0, rgba[2] = 0, rgba[3] = kOne;
        break;
      case Channels::RG:
        rgba[0] = in[2 * i], rgba[1] = in[2 * i + 1], rgba[2] = 0, rgba[3] = kOne;
        break;
      case Channels::RGB:
        rgba[0] = in[3 * i], rgba[1] = in[3 * i + 1], rgba[2] = in[3 * i + 2], rgba[3] = kOne;
        break;
      case Channels::RGBX:
        rgba[0] = in[4 * i], rgba[1] = in[4 * i + 1], rgba[2] = in[4 * i + 2], rgba[3] = kOne;
        break;
      case Channels::RGBA:
        std::memcpy(rgba, in + 4 * i, 4 * sizeof(T));
        break;
      case Channels::L:
        rgba[0] = rgba[1] = rgba[2] = in[i], rgba[3] = kOne;
        break;
      case Channels::LA:
        rgba[0] = rgba[1] = rgba[2] = in[2 * i], rgba[3] = in[2 * i + 1];
        break;
      case Channels::A:
        rgba[0] = rgba[1] = rgba[2] = 0, rgba[3] = in[i];
        break;
    }
  }
}

template <class T>
void gather(Channels channels, const T* rgba, T* out, uint32_t count) {
  constexpr T kOne = 1;
  for (uint32_t i = 0; i < count; ++i, rgba += 4) {
    switch (channels) {
      case Channels::R:
      case Channels::L:
        out[i] = rgba[0];
        break;
      case Channels::RG:
        out[2 * i] = rgba[0], out[2 * i + 1] = rgba[1];
        break;
      case Channels::RGB:
        std::memcpy(out + 3 * i, rgba, 3 * sizeof(T));
        break;
      case Channels::RGBX:
        std::memcpy(out + 4 * i, rgba, 3 * sizeof(T));
        out[4 * i + 3] = kOne;
        break;
      case Channels::RGBA:
        std::memcpy(out + 4 * i, rgba, 4 * sizeof(T));
        break;
      case Channels::LA:
        out[2 * i] = rgba[0], out[2 * i + 1] = rgba[3];
        break;
      case Channels::A:
        out[i] = rgba[3];
        break;
    }
  }
}

// ---- components <-> numbers
// -----------------------------------------------------------------------

template <class Stored, class Number, class Convert>
void loadEach(const std::byte* src, Number* out, uint32_t n, Convert convert) {
  for (uint32_t i = 0; i < n; ++i) {
    Stored c;
    std::memcpy(&c, src + i * sizeof(Stored), sizeof(Stored));
    out[i] = convert(c);
  }
}

template <class Stored, class Number, class Convert>
void storeEach(const Number* in, std::byte* dst, uint32_t n, Convert convert) {
  for (uint32_t i = 0; i < n; ++i) {
    const Stored c = static_cast<Stored>(convert(in[i]));
    std::memcpy(dst + i * sizeof(Stored), &c, sizeof(Stored));
  }
}

void loadHalves(const std::byte* src, float* out, uint32_t n) {
  uint32_t i = 0;
  for (; i + 4 <= n; i += 4) {
    const v128_t halves = wasm_v128_load64_zero(src + 2 * i);
    wasm_v128_store(out + i, halfToFloat4(wasm_u32x4_extend_low_u16x8(halves)));
  }
  loadEach<uint16_t>(src + 2 * i, out + i, n - i, halfToFloat);
}

void storeHalves(const float* in, std::byte* dst, uint32_t n) {
  uint32_t i = 0;
  for (; i + 8 <= n; i += 8) {
    const v128_t low = floatToHalf4(wasm_v128_load(in + i));
    const v128_t high = floatToHalf4(wasm_v128_load(in + i + 4));
    wasm_v128_store(dst + 2 * i, wasm_u16x8_narrow_i32x4(low, high));
  }
  for (; i < n; ++i) {
    const uint16_t half = static_cast<uint16_t>(floatToHalf(in[i]));
    std::memcpy(dst + 2 * i, &half, 2);
  }
}

void loadComponents(Layout layout, const std::byte* src, float* out, uint32_t n) {
  switch (layout) {
    case Layout::Unorm8:
      loadEach<uint8_t>(src, out, n, [](uint8_t c) { return static_cast<float>(c) / 255.0f; });
      break;
    case Layout::Snorm8:
      loadEach<int8_t>(src, out, n, [](int8_t c) { return snormToFloat(c, 127.0f); });
      break;
    case Layout::Unorm16:
    case Layout::Depth16:
      loadEach<uint16_t>(src, out, n, [](uint16_t c) { return static_cast<float>(c) / 65535.0f; });
      break;
    case Layout::Snorm16:
      loadEach<int16_t>(src, out, n, [](int16_t c) { return snormToFloat(c, 32767.0f); });
      break;
    case Layout::Float16:
      loadHalves(src, out, n);
      break;
    case Layout::Float32:
    case Layout::Depth32F:
      std::memcpy(out, src, n * 4);
      break;
    case Layout::Depth24:
      loadEach<uint32_t>(src, out, n, depth24ToFloat);
      break;
    default:
      std::fill(out, out + n, 0.0f);
      break;
  }
}

/// Sixteen floats to sixteen bytes: clamp, scale, round by the magic addition, narrow.
void storeUnorm8(const float* in, std::byte* dst, uint32_t n) {
  const v128_t zero = wasm_f32x4_splat(0.0f), one = wasm_f32x4_splat(1.0f);
  const v128_t scale = wasm_f32x4_splat(255.0f), magic = wasm_f32x4_splat(12582912.0f);
  const auto convert4 = [&](const float* p) {
    // pmax(zero, x) is zero for NaN.
    const v128_t x = wasm_f32x4_pmin(one, wasm_f32x4_pmax(zero, wasm_v128_load(p)));
    const v128_t sum = wasm_f32x4_add(wasm_f32x4_mul(x, scale), magic);
    return wasm_v128_and(sum, wasm_i32x4_splat(0xFF));
  };
  uint32_t i = 0;
  for (; i + 16 <= n; i += 16) {
    const v128_t low = wasm_i16x8_narrow_i32x4(convert4(in + i), convert4(in + i + 4));
    const v128_t high = wasm_i16x8_narrow_i32x4(convert4(in + i + 8), convert4(in + i + 12));
    wasm_v128_store(dst + i, wasm_u8x16_narrow_i16x8(low, high));
  }
  storeEach<uint8_t>(in + i, dst + i, n - i, [](float x) { return floatToUnorm(x, 255.0f); });
}

void storeComponents(Layout layout, const float* in, std::byte* dst, uint32_t n) {
  switch (layout) {
    case Layout::Unorm8:
      storeUnorm8(in, dst, n);
      break;
    case Layout::Snorm8:
      storeEach<int8_t>(in, dst, n, [](float x) { return floatToSnorm(x, 127.0f); });
      break;
    case Layout::Unorm16:
    case Layout::Depth16:
      storeEach<uint16_t>(in, dst, n, [](float x) { return floatToUnorm(x, 65535.0f); });
      break;
    case Layout::Snorm16:
      storeEach<int16_t>(in, dst, n, [](float x) { return floatToSnorm(x, 32767.0f); });
      break;
    case Layout::Float16:
      storeHalves(in, dst, n);
      break;
    case Layout::Float32:
      std::memcpy(dst, in, n * 4);
      break;
    case Layout::Depth24:
      storeEach<uint32_t>(in, dst, n, floatToDepth24);
      break;
    case Layout::Depth32F:
      storeEach<float>(in, dst, n, [](float x) { return clampFloat(x, 0.0f, 1.0f); });
      break;
    default:
      break;
  }
}

// ---- packed texels
// --------------------------------------------------------------------------------

struct BitField {
  uint8_t shift, bits;
};

/// R G B A of the packed unorm (and RGB10_A2UI) layouts.
struct PackedFields {
  BitField channel[4];
};

constexpr PackedFields kFields565 = {{{11, 5}, {5, 6}, {0, 5}, {0, 0}}};
constexpr PackedFields kFields4444 = {{{12, 4}, {8, 4}, {4, 4}, {0, 4}}};
constexpr PackedFields kFields5551 = {{{11, 5}, {6, 5}, {1, 5}, {0, 1}}};
constexpr PackedFields kFields2101010 = {{{0, 10}, {10, 10}, {20, 10}, {30, 2}}};

constexpr uint32_t fieldMaximum(BitField field) { return (1u << field.bits) - 1; }

const PackedFields& packedFields(Layout layout) {
  switch (layout) {
    case Layout::Packed565:
      return kFields565;
    case Layout::Packed4444:
      return kFields4444;
    case Layout::Packed5551:
      return kFields5551;
    default:
      return kFields2101010;
  }
}

uint32_t loadWord(const std::byte* src, uint32_t bytes) {
  uint32_t word = 0;
  std::memcpy(&word, src, bytes);  // little-endian, as WASM is
  return word;
}

uint32_t packedBytes(Layout layout) { return layout <= Layout::Packed5551 ? 2 : 4; }

void loadPacked(Layout layout, const std::byte* src, float* rgba, uint32_t count) {
  const uint32_t bytes = packedBytes(layout);
  const PackedFields& fields = packedFields(layout);
  for (uint32_t i = 0; i < count; ++i, rgba += 4, src += bytes) {
    const uint32_t word = loadWord(src, bytes);
    rgba[3] = 1.0f;
    if (layout == Layout::Packed10F11F11F) {
      unpackR11G11B10F(word, rgba);
    } else if (layout == Layout::Packed5999) {
      unpackRgb9E5(word, rgba);
    } else {
      for (int c = 0; c < 4; ++c) {
        const BitField field = fields.channel[c];
        if (field.bits == 0) continue;
        const uint32_t maximum = fieldMaximum(field);
        rgba[c] = static_cast<float>(word >> field.shift & maximum) / static_cast<float>(maximum);
      }
    }
  }
}

void storePacked(Layout layout, const float* rgba, std::byte* dst, uint32_t count) {
  const uint32_t bytes = packedBytes(layout);
  const PackedFields& fields = packedFields(layout);
  for (uint32_t i = 0; i < count; ++i, rgba += 4, dst += bytes) {
    uint32_t word = 0;
    if (layout == Layout::Packed10F11F11F) {
      word = packR11G11B10F(rgba);
    } else if (layout == Layout::Packed5999) {
      word = packRgb9E5(rgba);
    } else {
      for (int c = 0; c < 4; ++c) {
        const BitField field = fields.channel[c];
        word |= floatToUnorm(rgba[c], static_cast<float>(fieldMaximum(field))) << field.shift;
      }
    }
    std::memcpy(dst, &word, bytes);
  }
}

void loadPackedInts(const std::byte* src, int32_t* rgba, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i, rgba += 4) {
    const uint32_t word = loadWord(src + 4 * i, 4);
    for (int c = 0; c < 4; ++c) {
      const BitField field = kFields2101010.channel[c];
      rgba[c] = static_cast<int32_t>(word >> field.shift & fieldMaximum(field));
    }
  }
}

void storePackedInts(const int32_t* rgba, std::byte* dst, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i, rgba += 4) {
    uint32_t word = 0;
    for (int c = 0; c < 4; ++c) {
      const BitField field = kFields2101010.channel[c];
      word |= std::min(static_cast<uint32_t>(rgba[c]), fieldMaximum(field)) << field.shift;
    }
    std::memcpy(dst + 4 * i, &word, 4);
  }
}

// ---- integer components
// ---------------------------------------------------------------------------

template <class Stored>
void loadIntegers(const std::byte* src, int32_t* out, uint32_t n) {
  loadEach<Stored>(src, out, n, [](Stored c) { return static_cast<int32_t>(c); });
}

template <class Stored>
void storeSigned(const int32_t* in, std::byte* dst, uint32_t n) {
  const int32_t high = (1 << (8 * sizeof(Stored) - 1)) - 1, low = -high - 1;
  storeEach<Stored>(in, dst, n, [=](int32_t x) { return std::clamp(x, low, high); });
}

template <class Stored>
void storeUnsigned(const int32_t* in, std::byte* dst, uint32_t n) {
  const uint32_t high = static_cast<Stored>(~Stored{0});
  storeEach<Stored>(in, dst, n,
                    [=](int32_t x) { return std::min(static_cast<uint32_t>(x), high); });
}

void loadIntComponents(Layout layout, const std::byte* src, int32_t* out, uint32_t n) {
  switch (layout) {
    case Layout::Sint8:
      loadIntegers<int8_t>(src, out, n);
      break;
    case Layout::Uint8:
    case Layout::Stencil8:
      loadIntegers<uint8_t>(src, out, n);
      break;
    case Layout::Sint16:
      loadIntegers<int16_t>(src, out, n);
      break;
    case Layout::Uint16:
      loadIntegers<uint16_t>(src, out, n);
      break;
    case Layout::Sint32:
    case Layout::Uint32:
      std::memcpy(out, src, n * 4);
      break;
    default:
      std::fill(out, out + n, 0);
      break;
  }
}

void storeIntComponents(Layout layout, const int32_t* in, std::byte* dst, uint32_t n) {
  switch (layout) {
    case Layout::Sint8:
      storeSigned<int8_t>(in, dst, n);
      break;
    case Layout::Uint8:
    case Layout::Stencil8:
      storeUnsigned<uint8_t>(in, dst, n);
      break;
    case Layout::Sint16:
      storeSigned<int16_t>(in, dst, n);
      break;
    case Layout::Uint16:
      storeUnsigned<uint16_t>(in, dst, n);
      break;
    case Layout::Sint32:
    case Layout::Uint32:
      std::memcpy(dst, in, n * 4);
      break;
    default:
      break;
  }
}

Channels channelsOf(uint32_t format) {
  switch (format) {
    case GL_RG:
    case GL_RG_INTEGER:
      return Channels::RG;
    case GL_RGB:
    case GL_RGB_INTEGER:
      return Channels::RGB;
    case GL_RGBA:
    case GL_RGBA_INTEGER:
      return Channels::RGBA;
    case GL_LUMINANCE:
      return Channels::L;
    case GL_LUMINANCE_ALPHA:
      return Channels::LA;
    case GL_ALPHA:
      return Channels::A;
    default:
      return Channels::R;
  }
}

Layout clientLayout(uint32_t type, bool integer) {
  switch (type) {
    case GL_UNSIGNED_BYTE:
      return integer ? Layout::Uint8 : Layout::Unorm8;
    case GL_BYTE:
      return integer ? Layout::Sint8 : Layout::Snorm8;
    case GL_UNSIGNED_SHORT:
      return integer ? Layout::Uint16 : Layout::Unorm16;
    case GL_SHORT:
      return integer ? Layout::Sint16 : Layout::Snorm16;
    case GL_UNSIGNED_INT:
      return integer ? Layout::Uint32 : Layout::None;
    case GL_INT:
      return integer ? Layout::Sint32 : Layout::None;
    case GL_HALF_FLOAT:
    case GL_HALF_FLOAT_OES:
      return Layout::Float16;
    case GL_FLOAT:
      return Layout::Float32;
    case GL_UNSIGNED_SHORT_5_6_5:
      return Layout::Packed565;
    case GL_UNSIGNED_SHORT_4_4_4_4:
      return Layout::Packed4444;
    case GL_UNSIGNED_SHORT_5_5_5_1:
      return Layout::Packed5551;
    case GL_UNSIGNED_INT_2_10_10_10_REV:
      return Layout::Packed2101010;
    case GL_UNSIGNED_INT_10F_11F_11F_REV:
      return Layout::Packed10F11F11F;
    case GL_UNSIGNED_INT_5_9_9_9_REV:
      return Layout::Packed5999;
    default:
      return Layout::None;
  }
}

}  // namespace

RowShape storageShape(FormatId id) {
  const FormatInfo& f = info(id);
  const Channels channels = channelsOf(f.base);
  // Packed RGB has nothing to pad: its channels are taken as RGBA with A = 1.
  const bool padded = channels == Channels::RGB;
  if (isPacked(f.layout)) return {f.layout, Channels::RGBA};
  return {f.layout, padded ? Channels::RGBX : channels};
}

RowShape clientShape(uint32_t format, uint32_t type) {
  const bool integer = format == GL_RED_INTEGER || format == GL_RG_INTEGER ||
                       format == GL_RGB_INTEGER || format == GL_RGBA_INTEGER;
  const Layout layout = clientLayout(type, integer);
  return {layout, isPacked(layout) ? Channels::RGBA : channelsOf(format)};
}

uint32_t shapeBytes(RowShape shape) {
  if (isPacked(shape.layout)) return packedBytes(shape.layout);
  return componentBytes(shape.layout) * channelCount(shape.channels);
}

void loadFloats(RowShape shape, const std::byte* src, float* rgba, uint32_t count) {
  if (isPacked(shape.layout)) return loadPacked(shape.layout, src, rgba, count);
  if (shape.channels == Channels::RGBA) return loadComponents(shape.layout, src, rgba, 4 * count);
  const uint32_t channels = channelCount(shape.channels), bytes = shapeBytes(shape);
  float numbers[4 * kRowChunk];
  for (uint32_t i = 0; i < count; i += kRowChunk) {
    const uint32_t n = std::min(count - i, kRowChunk);
    loadComponents(shape.layout, src + size_t{i} * bytes, numbers, n * channels);
    spread(shape.channels, numbers, rgba + size_t{i} * 4, n);
  }
}

void storeFloats(RowShape shape, const float* rgba, std::byte* dst, uint32_t count) {
  if (isPacked(shape.layout)) return storePacked(shape.layout, rgba, dst, count);
  if (shape.channels == Channels::RGBA) return storeComponents(shape.layout, rgba, dst, 4 * count);
  const uint32_t channels = channelCount(shape.channels), bytes = shapeBytes(shape);
  float numbers[4 * kRowChunk];
  for (uint32_t i = 0; i < count; i += kRowChunk) {
    const uint32_t n = std::min(count - i, kRowChunk);
    gather(shape.channels, rgba + size_t{i} * 4, numbers, n);
    storeComponents(shape.layout, numbers, dst + size_t{i} * bytes, n * channels);
  }
}

void loadInts(RowShape shape, const std::byte* src, int32_t* rgba, uint32_t count) {
  if (isPacked(shape.layout)) return loadPackedInts(src, rgba, count);
  const uint32_t channels = channelCount(shape.channels), bytes = shapeBytes(shape);
  int32_t numbers[4 * kRowChunk];
  for (uint32_t i = 0; i < count; i += kRowChunk) {
    const uint32_t n = std::min(count - i, kRowChunk);
    loadIntComponents(shape.layout, src + size_t{i} * bytes, numbers, n * channels);
    spread(shape.channels, numbers, rgba + size_t{i} * 4, n);
  }
}

void storeInts(RowShape shape, const int32_t* rgba, std::byte* dst, uint32_t count) {
  if (isPacked(shape.layout)) return storePackedInts(rgba, dst, count);
  const uint32_t channels = channelCount(shape.channels), bytes = shapeBytes(shape);
  int32_t numbers[4 * kRowChunk];
  for (uint32_t i = 0; i < count; i += kRowChunk) {
    const uint32_t n = std::min(count - i, kRowChunk);
    gather(shape.channels, rgba + size_t{i} * 4, numbers, n);
    storeIntComponents(shape.layout, numbers, dst + size_t{i} * bytes, n * channels);
  }
}

}  // namespace nogpu::format
