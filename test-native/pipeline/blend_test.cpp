// SPDX-License-Identifier: MIT
// Blending, colour masks, conversions, several draw buffers, multisample masks.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "format/convert.h"
#include "pipeline/color_codec.h"
#include "pipeline/scene.h"

using namespace nogpu::test;

namespace {

/// `second`: the second source, null where no factor uses it.
double factor(BlendFactor f, int c, const double* s, const double* d, const double* k,
              const double* second = nullptr) {
  switch (f) {
    case BlendFactor::Zero:
      return 0;
    case BlendFactor::One:
      return 1;
    case BlendFactor::SrcColor:
      return s[c];
    case BlendFactor::OneMinusSrcColor:
      return 1 - s[c];
    case BlendFactor::SrcAlpha:
      return s[3];
    case BlendFactor::OneMinusSrcAlpha:
      return 1 - s[3];
    case BlendFactor::DstAlpha:
      return d[3];
    case BlendFactor::OneMinusDstAlpha:
      return 1 - d[3];
    case BlendFactor::DstColor:
      return d[c];
    case BlendFactor::OneMinusDstColor:
      return 1 - d[c];
    case BlendFactor::SrcAlphaSaturate:
      return c == 3 ? 1 : std::min(s[3], 1 - d[3]);
    case BlendFactor::ConstantColor:
      return k[c];
    case BlendFactor::OneMinusConstantColor:
      return 1 - k[c];
    case BlendFactor::ConstantAlpha:
      return k[3];
    case BlendFactor::OneMinusConstantAlpha:
      return 1 - k[3];
    case BlendFactor::Src1Color:
      return second[c];
    case BlendFactor::OneMinusSrc1Color:
      return 1 - second[c];
    case BlendFactor::Src1Alpha:
      return second[3];
    case BlendFactor::OneMinusSrc1Alpha:
      return 1 - second[3];
  }
  return 0;
}

double combine(BlendEquation e, double s, double sf, double d, double df) {
  switch (e) {
    case BlendEquation::Add:
      return s * sf + d * df;
    case BlendEquation::Subtract:
      return s * sf - d * df;
    case BlendEquation::ReverseSubtract:
      return d * df - s * sf;
    case BlendEquation::Min:
      return std::min(s, d);
    case BlendEquation::Max:
      return std::max(s, d);
  }
  return 0;
}

void checkBlend(FormatId id, const BlendState& state, uint32_t samples) {
  Scene s(4, 4, id, samples);
  const uint8_t alpha = id == FormatId::RGB8 ? 255 : 200;
  const uint8_t dstBytes[4] = {30, 120, 250, alpha};
  uint32_t texel;
  std::memcpy(&texel, dstBytes, 4);
  s.color.fill(texel);
  s.call.drawBuffers[0].blend = state;
  const double src[4] = {0.8, 0.1, 0.5, 0.3}, k[4] = {0.9, 0.2, 0.6, 0.4};
  for (int c = 0; c < 4; ++c) s.call.blendColor[c] = static_cast<float>(k[c]);
  s.fullQuad(0, 0.8f, 0.1f, 0.5f, 0.3f);
  s.draw();
  double dst[4];
  for (int c = 0; c < 4; ++c) dst[c] = dstBytes[c] / 255.0;
  for (int c = 0; c < 4; ++c) {
    const bool rgb = c < 3;
    const double v = combine(rgb ? state.equationRgb : state.equationAlpha, src[c],
                             factor(rgb ? state.srcRgb : state.srcAlpha, c, src, dst, k), dst[c],
                             factor(rgb ? state.dstRgb : state.dstAlpha, c, src, dst, k));
    const double exact = std::clamp(v, 0.0, 1.0) * 255;
    const double expected = id == FormatId::RGB8 && c == 3 ? 255 : exact;
    const int actual = static_cast<int>(s.color.at<uint32_t>(1, 2, samples - 1) >> (8 * c) & 255);
    CHECK(std::fabs(actual - expected) < 0.5 + 1e-3);
  }
}

}  // namespace

TEST_CASE("every pair of blend factors on RGBA8 and RGB8") {
  for (int sf = 0; sf < 15; ++sf)
    for (int df = 0; df < 15; ++df) {
      BlendState b;
      b.enabled = true;
      b.srcRgb = static_cast<BlendFactor>(sf), b.dstRgb = static_cast<BlendFactor>(df);
      b.srcAlpha = static_cast<BlendFactor>(df), b.dstAlpha = static_cast<BlendFactor>(sf);
      CAPTURE(sf);
      CAPTURE(df);
      checkBlend(FormatId::RGBA8, b, 1);
      checkBlend(FormatId::RGB8, b, 1);
    }
}

TEST_CASE("factors of a second source") {
  const double src[4] = {0.8, 0.1, 0.5, 0.3}, second[4] = {0.2, 0.9, 0.4, 0.7};
  const double dst[4] = {0.25, 0.5, 1.0, 0.75}, constant[4] = {};
  v128_t lanes[3][4], out[4];
  for (int c = 0; c < 4; ++c) {
    lanes[0][c] = wasm_f32x4_splat(static_cast<float>(src[c]));
    lanes[1][c] = wasm_f32x4_splat(static_cast<float>(second[c]));
    lanes[2][c] = wasm_f32x4_splat(static_cast<float>(dst[c]));
  }
  for (const BlendFactor sf : {BlendFactor::Src1Color, BlendFactor::OneMinusSrc1Color}) {
    for (const BlendFactor df : {BlendFactor::Src1Alpha, BlendFactor::OneMinusSrc1Alpha}) {
      Blend blend;
      blend.state.enabled = true;
      blend.state.srcRgb = sf, blend.state.dstRgb = df;
      blend.state.srcAlpha = df, blend.state.dstAlpha = sf;
      blendGeneral(blend, lanes[0], lanes[1], lanes[2], out);
      for (int c = 0; c < 4; ++c) {
        const BlendFactor fs = c < 3 ? sf : df, fd = c < 3 ? df : sf;
        const double expected = src[c] * factor(fs, c, src, dst, constant, second) +
                                dst[c] * factor(fd, c, src, dst, constant, second);
        CHECK(std::fabs(double{wasm_f32x4_extract_lane(out[c], 2)} - expected) < 1e-6);
      }
    }
  }
}

TEST_CASE("blend equations, the specialised states, multisampling") {
  for (int rgb = 0; rgb < 5; ++rgb)
    for (int alpha = 0; alpha < 5; ++alpha) {
      BlendState b;
      b.enabled = true;
      b.equationRgb = static_cast<BlendEquation>(rgb);
      b.equationAlpha = static_cast<BlendEquation>(alpha);
      b.srcRgb = BlendFactor::SrcAlpha, b.dstRgb = BlendFactor::OneMinusSrcColor;
      b.srcAlpha = BlendFactor::DstAlpha, b.dstAlpha = BlendFactor::One;
      checkBlend(FormatId::RGBA8, b, 1);
      checkBlend(FormatId::RGBA8, b, 4);
    }
  for (const BlendFactor src : {BlendFactor::SrcAlpha, BlendFactor::One}) {
    BlendState b;
    b.enabled = true;
    b.srcRgb = src, b.dstRgb = b.dstAlpha = BlendFactor::OneMinusSrcAlpha;
    checkBlend(FormatId::RGBA8, b, 1);
    checkBlend(FormatId::RGB8, b, 1);
    checkBlend(FormatId::RGBA8, b, 4);
  }
}

namespace {

/// All sources and destinations of a coarse grid, the specialised sum against the general one.
template <BlendKind kKind>
void checkSpecialised() {
  const BlendKindRow row = blendKindRow(kKind);
  Blend blend;
  blend.state.enabled = true;
  blend.state.srcRgb = row.srcRgb, blend.state.dstRgb = row.dstRgb;
  blend.state.srcAlpha = row.srcAlpha, blend.state.dstAlpha = row.dstAlpha;
  REQUIRE(blendKind(blend.state) == kKind);
  const CodecConstants constants;
  for (uint32_t i = 0; i < 65536; i += 5) {
    const float value = static_cast<float>(i & 255) / 255.0f, alpha = 1.0f - value * 0.37f;
    const auto byte = static_cast<int32_t>(i >> 8);
    const v128_t src[4] = {wasm_f32x4_splat(value), wasm_f32x4_splat(1.0f - value),
                           wasm_f32x4_splat(1.0f), wasm_f32x4_splat(i & 1 ? 1.0f : alpha)};
    v128_t dst[4], out[4], general[4];
    CodecRgba8::unpack({{wasm_i32x4_make(byte, byte << 8 | 255, byte << 24, -1)}}, constants, dst);
    blendQuad<kKind>(blend, src, nullptr, dst, out);
    blendGeneral(blend, src, nullptr, dst, general);
    const v128_t special = CodecRgba8::pack<blendRange(kKind)>(out, constants).v[0];
    const v128_t plain = CodecRgba8::pack(general, constants).v[0];
    REQUIRE(!wasm_v128_any_true(wasm_v128_xor(special, plain)));
  }
}

}  // namespace

TEST_CASE("specialised blending and packing equal the general ones bit for bit") {
  checkSpecialised<BlendKind::SrcAlpha>();
  checkSpecialised<BlendKind::SrcAlphaAll>();
  checkSpecialised<BlendKind::Premultiplied>();
  checkSpecialised<BlendKind::Add>();
  checkSpecialised<BlendKind::AddSrcAlpha>();
  checkSpecialised<BlendKind::AddSrcAlphaAll>();
}

TEST_CASE("samples blend alone where they differ and alike where they do not") {
  for (const FormatId id : {FormatId::RGBA8, FormatId::RGBA16F, FormatId::RGBA32F}) {
    const uint32_t bytes = nogpu::format::info(id).storageBytes;
    const float rgba[4] = {0.8f, 0.1f, 0.5f, 0.3f};
    BlendState over;
    over.enabled = true;
    over.srcRgb = over.srcAlpha = BlendFactor::SrcAlpha;
    over.dstRgb = over.dstAlpha = BlendFactor::OneMinusSrcAlpha;
    const auto texel = [&](uint32_t x, uint32_t sample, std::byte* p) {
      // Columns 0 to 3: all samples alike; the others: each its own.
      const float k = x < 4 ? 0.25f : 0.2f * static_cast<float>(sample + 1);
      const float old[4] = {k, 1 - k, k, 1};
      nogpu::format::packRow(id, old, p, 1);
    };
    Scene four(8, 4, id, 4);
    for (uint32_t s = 0; s < 4; ++s)
      for (uint32_t y = 0; y < 4; ++y)
        for (uint32_t x = 0; x < 8; ++x) texel(x, s, four.color.surface.row(y, s) + x * bytes);
    four.call.drawBuffers[0].blend = over;
    four.setInterpolation(nogpu::shader::ir::Interpolation::Flat);
    four.fullQuad(0, rgba[0], rgba[1], rgba[2], rgba[3]);
    four.draw();
    for (uint32_t s = 0; s < 4; ++s) {
      Scene one(8, 4, id);
      for (uint32_t y = 0; y < 4; ++y)
        for (uint32_t x = 0; x < 8; ++x) texel(x, s, one.color.surface.row(y) + x * bytes);
      one.call.drawBuffers[0].blend = over;
      one.setInterpolation(nogpu::shader::ir::Interpolation::Flat);
      one.fullQuad(0, rgba[0], rgba[1], rgba[2], rgba[3]);
      one.draw();
      for (uint32_t y = 0; y < 4; ++y) {
        CHECK(std::memcmp(four.color.surface.row(y, s), one.color.surface.row(y), 8 * bytes) == 0);
      }
    }
  }
}

TEST_CASE("the hot codecs agree with the format table") {
  const FormatId ids[] = {FormatId::RGBA8,   FormatId::SRGB8_ALPHA8,   FormatId::RGBA16F,
                          FormatId::RGBA32F, FormatId::R11F_G11F_B10F, FormatId::RGB8};
  const float values[] = {0,     1,     0.5f,     0.25f, 0.003f,      0.999f,  1.7f,
                          -0.2f, 3e-6f, 70000.0f, 1e-9f, 0.21764706f, 2048.5f, INFINITY};
  for (const FormatId id : ids)
    for (const float a : values)
      for (const float b : {0.3f, 0.9f}) {
        Scene s(4, 4, id);
        s.fullQuad(0, a, b, a, b);
        // Flat, so that the values arrive bit for bit.
        s.setInterpolation(nogpu::shader::ir::Interpolation::Flat);
        s.draw();
        const float rgba[4] = {a, b, a, b};
        std::byte expected[16] = {};
        nogpu::format::packRow(id, rgba, expected, 1);
        CAPTURE(a);
        CAPTURE(static_cast<int>(id));
        CHECK(std::memcmp(expected, s.color.surface.row(1) + nogpu::format::info(id).storageBytes,
                          nogpu::format::info(id).storageBytes) == 0);
        // And back: blending with ZERO, ONE keeps what is there.
        BlendState keep;
        keep.enabled = true;
        keep.srcRgb = keep.srcAlpha = BlendFactor::Zero;
        keep.dstRgb = keep.dstAlpha = BlendFactor::One;
        if (std::isinf(a) || a > 65000) continue;  // 0 · Inf
        s.call.drawBuffers[0].blend = keep;
        s.fullQuad(0, 0.1f, 0.1f, 0.1f, 0.1f);
        s.draw();
        CHECK(std::memcmp(expected, s.color.surface.row(1) + nogpu::format::info(id).storageBytes,
                          nogpu::format::info(id).storageBytes) == 0);
      }
}

TEST_CASE("half and small floats, four at a time, equal the scalar conversions") {
  for (uint64_t i = 0; i < (uint64_t{1} << 32); i += 65521) {
    const auto bits = static_cast<uint32_t>(i);
    const float f = nogpu::format::bitsFloat(bits);
    uint32_t half[4];
    wasm_v128_store(half, nogpu::format::floatToHalf4(wasm_f32x4_splat(f)));
    REQUIRE(half[0] == nogpu::format::floatToHalf(f));
    const v128_t rgba[4] = {wasm_f32x4_splat(f), wasm_f32x4_splat(f), wasm_f32x4_splat(f),
                            wasm_f32x4_splat(1)};
    uint32_t packed[4];
    wasm_v128_store(packed, CodecR11G11B10F::pack(rgba, {}).v[0]);
    const float scalar[3] = {f, f, f};
    REQUIRE(packed[2] == nogpu::format::packR11G11B10F(scalar));
  }
}

TEST_CASE("colour masks keep the other channels, in hot and in general formats") {
  for (const FormatId id :
       {FormatId::RGBA8, FormatId::SRGB8_ALPHA8, FormatId::RGBA16F, FormatId::RGBA32F,
        FormatId::RGBA4, FormatId::RGB10_A2, FormatId::RGBA8UI, FormatId::RGBA32I, FormatId::R8,
        FormatId::RG8, FormatId::R16F, FormatId::RG16F, FormatId::R32F, FormatId::RG32F,
        FormatId::R32I, FormatId::RG32UI}) {
    const nogpu::format::FormatInfo& info = nogpu::format::info(id);
    for (int mask = 0; mask < 16; ++mask) {
      Scene s(3, 3, id);
      const float before[4] = {1, 0, 1, 0};
      const int32_t beforeInt[4] = {1, 0, 1, 0};
      for (uint32_t y = 0; y < 3; ++y)
        for (uint32_t x = 0; x < 3; ++x) {
          std::byte* texel = s.color.surface.row(y) + x * info.storageBytes;
          if (info.isInteger())
            nogpu::format::packRowInt(id, beforeInt, texel, 1);
          else
            nogpu::format::packRow(id, before, texel, 1);
        }
      s.call.drawBuffers[0].colorMask = static_cast<uint8_t>(mask);
      s.setInterpolation(nogpu::shader::ir::Interpolation::Flat);
      s.fullQuad(0, 0, 1, 0, 1);
      if (info.isInteger()) {
        const int32_t after[4] = {0, 1, 0, 1};
        for (TestVertex& v : s.vertices) std::memcpy(v.color, after, 16);
      }
      s.draw();
      float rgba[4];
      int32_t ints[4];
      const std::byte* texel = s.color.surface.row(2) + 2 * info.storageBytes;
      if (info.isInteger())
        nogpu::format::unpackRowInt(id, texel, ints, 1);
      else
        nogpu::format::unpackRow(id, texel, rgba, 1);
      for (int c = 0; c < 4; ++c) {
        const bool written = mask >> c & 1;
        const int expected = (c & 1) == (written ? 1 : 0);
        if (info.bits[c] == 0) continue;
        CHECK((info.isInteger() ? ints[c] : static_cast<int>(rgba[c])) == expected);
      }
    }
  }
}

TEST_CASE("general formats blend like RGBA8") {
  for (const FormatId id : {FormatId::R8, FormatId::RG8, FormatId::RGB565, FormatId::RGBA4,
                            FormatId::RGB5_A1, FormatId::RGB10_A2, FormatId::R16F}) {
    Scene s(5, 5, id);
    s.fullQuad(0, 1, 1, 1, 1);
    s.draw();
    s.call.drawBuffers[0].blend.enabled = true;
    s.call.drawBuffers[0].blend.srcRgb = BlendFactor::SrcAlpha;
    s.call.drawBuffers[0].blend.dstRgb = BlendFactor::OneMinusSrcAlpha;
    s.fullQuad(0, 0, 0, 0, 0.5f);
    s.draw();
    float rgba[4];
    nogpu::format::unpackRow(id, s.color.surface.row(4) + 4 * nogpu::format::info(id).storageBytes,
                             rgba, 1);
    CHECK(rgba[0] == doctest::Approx(0.5).epsilon(0.07));
  }
}

TEST_CASE("codecs make the bits of the format table") {
  const float values[] = {0.0f,    1.0f,     0.25f,     0.3333f, 0.9985f,   -0.5f,  1.5f,
                          6.1e-5f, 70000.0f, 0.001953f, NAN,     -INFINITY, 0.4985f};
  for (const FormatId id :
       {FormatId::R8, FormatId::RG8, FormatId::RGB10_A2, FormatId::R16F, FormatId::RG16F,
        FormatId::R32F, FormatId::RG32F, FormatId::RGB565, FormatId::RGBA4, FormatId::RGB5_A1,
        FormatId::RGBA16_EXT, FormatId::RGB9_E5}) {
    const uint32_t bytes = nogpu::format::info(id).storageBytes;
    for (uint32_t samples : {1u, 4u}) {
      for (float a : values) {
        Scene s(5, 5, id, samples);
        s.setInterpolation(nogpu::shader::ir::Interpolation::Flat);
        s.fullQuad(0, a, 0.75f, a, 0.5f);
        s.draw();
        const float rgba[4] = {a, 0.75f, a, 0.5f};
        std::byte expected[16];
        nogpu::format::packRow(id, rgba, expected, 1);
        for (uint32_t at : {0u, 3u, 4u}) {
          CHECK(std::memcmp(s.color.surface.row(at) + at * bytes, expected, bytes) == 0);
        }
      }
    }
  }
}

TEST_CASE("draw buffers are independent; missing ones are skipped") {
  using namespace nogpu::shader::ir;
  Scene s(4, 4);
  Image second(FormatId::RGBA8, 4, 4);
  s.call.target.color[2] = second.surface;
  for (uint32_t i = 0; i < 4; ++i) {
    s.program.fragment.outputs.push_back({OutputSemantic::Color, Kind::F32, 8 + (3 - i), kNoValue});
  }
  s.shape.fragmentOutputs = 8;
  s.call.drawBuffers[2].colorMask = 1;
  // Outputs 4 to 7 are written by this shader as (a, b, g, r) of the buffer.
  s.call.fragment.code.run = [](void* p) {
    runFragment(p);
    auto& batch = *static_cast<nogpu::shader::FragmentBatch*>(p);
    for (uint32_t q = 0; q < batch.quadCount; ++q)
      for (uint32_t i = 0; i < 4; ++i)
        batch.outputs[q * 8 + 4 + i] = wasm_f32x4_splat(i == 3 ? 1.0f : 0.5f);
  };
  s.fullQuad(0, 0, 1, 0, 1);
  s.draw();
  CHECK(s.color.at<uint32_t>(1, 1) == 0xFF00FF00u);
  CHECK(second.at<uint32_t>(1, 1) == 0x000000FFu);
}

TEST_CASE("alpha to coverage and sample coverage choose samples") {
  const auto covered = [](const Scene& s) {
    int n = 0;
    for (uint32_t k = 0; k < 4; ++k) n += s.color.at<uint32_t>(2, 2, k) != 0;
    return n;
  };
  for (int quarter = 0; quarter <= 4; ++quarter) {
    const float value = static_cast<float>(quarter) / 4;
    Scene a(6, 6, FormatId::RGBA8, 4);
    a.call.multisample.alphaToCoverage = true;
    a.fullQuad(0, 1, 1, 1, value);
    a.draw();
    CHECK(covered(a) == quarter);
    for (const bool invert : {false, true}) {
      Scene c(6, 6, FormatId::RGBA8, 4);
      c.addDepth(FormatId::DEPTH_COMPONENT16);
      c.call.depth.func = CompareFunc::Always;
      c.call.multisample.sampleCoverage = true;
      c.call.multisample.coverageValue = value;
      c.call.multisample.coverageInvert = invert;
      c.fullQuad(0, 1, 1, 1, 1);
      c.draw();
      CHECK(covered(c) == (invert ? 4 - quarter : quarter));
      int depths = 0;
      for (uint32_t k = 0; k < 4; ++k) depths += c.depth.at<uint16_t>(2, 2, k) != 0;
      CHECK(depths == covered(c));
    }
  }
}
