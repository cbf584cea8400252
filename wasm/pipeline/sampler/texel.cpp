// SPDX-License-Identifier: MIT
// Texel functions: a few written out because scenes use them, the rest through the row functions.
#include "pipeline/sampler/texel.h"

#include "format/convert.h"

namespace nogpu::pipeline {
namespace {

using format::FormatId;

constexpr Unorm8Table makeUnorm8Table() {
  Unorm8Table table{};
  for (int c = 0; c < 256; ++c) table.values[c] = static_cast<float>(c) / 255.0f;
  return table;
}

template <class T>
T read(const std::byte* p, uint32_t index = 0) {
  T value;
  std::memcpy(&value, p + index * sizeof(T), sizeof(T));
  return value;
}

float unorm8(const std::byte* p, uint32_t index = 0) {
  return kUnorm8ToFloat.values[std::to_integer<uint32_t>(p[index])];
}

v128_t texelR8(const Sampler&, const std::byte* p) { return wasm_f32x4_make(unorm8(p), 0, 0, 1); }
v128_t texelRg8(const Sampler&, const std::byte* p) {
  return wasm_f32x4_make(unorm8(p), unorm8(p, 1), 0, 1);
}
v128_t texelRgba8(const Sampler&, const std::byte* p) {
  return wasm_f32x4_make(unorm8(p), unorm8(p, 1), unorm8(p, 2), unorm8(p, 3));
}
v128_t texelLuminance8(const Sampler&, const std::byte* p) {
  return wasm_f32x4_make(unorm8(p), unorm8(p), unorm8(p), 1);
}
v128_t texelR16F(const Sampler&, const std::byte* p) {
  return wasm_f32x4_make(format::halfToFloat(read<uint16_t>(p)), 0, 0, 1);
}
v128_t texelRg16F(const Sampler&, const std::byte* p) {
  return wasm_f32x4_make(format::halfToFloat(read<uint16_t>(p)),
                         format::halfToFloat(read<uint16_t>(p, 1)), 0, 1);
}
v128_t texelR32F(const Sampler&, const std::byte* p) {
  return wasm_f32x4_make(read<float>(p), 0, 0, 1);
}
v128_t texelRg32F(const Sampler&, const std::byte* p) {
  return wasm_f32x4_make(read<float>(p), read<float>(p, 1), 0, 1);
}
/// RGBA32F, RGBA32I and RGBA32UI, and RGB32F with its padding: the bits are the result.
v128_t texelWords(const Sampler&, const std::byte* p) { return wasm_v128_load(p); }

v128_t texelFloats(const Sampler& s, const std::byte* p) {
  float rgba[4];
  format::unpackRow(s.format, p, rgba, 1);
  return wasm_v128_load(rgba);
}
v128_t texelInts(const Sampler& s, const std::byte* p) {
  int32_t rgba[4];
  format::unpackRowInt(s.format, p, rgba, 1);
  return wasm_v128_load(rgba);
}

}  // namespace

constexpr Unorm8Table kUnorm8ToFloat = makeUnorm8Table();

TexelFn texelFunction(FormatId id) {
  switch (id) {
    case FormatId::R8:
      return texelR8;
    case FormatId::RG8:
      return texelRg8;
    case FormatId::RGB8:
    case FormatId::RGBA8:
      return texelRgba8;
    case FormatId::SRGB8:
    case FormatId::SRGB8_ALPHA8:
      return TexelSrgb8::load;
    case FormatId::LUMINANCE8:
      return texelLuminance8;
    case FormatId::R16F:
      return texelR16F;
    case FormatId::RG16F:
      return texelRg16F;
    case FormatId::RGB16F:
    case FormatId::RGBA16F:
      return TexelRgba16F::load;
    case FormatId::R32F:
      return texelR32F;
    case FormatId::RG32F:
      return texelRg32F;
    case FormatId::RGB32F:
    case FormatId::RGBA32F:
    case FormatId::RGB32I:
    case FormatId::RGBA32I:
    case FormatId::RGB32UI:
    case FormatId::RGBA32UI:
      return texelWords;
    default:
      return format::info(id).isInteger() ? texelInts : texelFloats;
  }
}

}  // namespace nogpu::pipeline
