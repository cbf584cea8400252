// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "format/convert.h"
#include "pipeline/blit.h"
#include "pipeline/resolve.h"
#include "pipeline/scene.h"

using namespace nogpu::test;

namespace {

Image numbered(uint32_t w, uint32_t h) {
  Image image(FormatId::RGBA8, w, h);
  for (uint32_t y = 0; y < h; ++y)
    for (uint32_t x = 0; x < w; ++x) {
      const uint32_t v = 0xFF000000u | y << 8 | x;
      std::memcpy(image.surface.row(y) + 4 * x, &v, 4);
    }
  return image;
}
constexpr Rect kEverything{-1000, -1000, 1000, 1000};

}  // namespace

TEST_CASE("blit copies, mirrors and scales by nearest") {
  const Image src = numbered(8, 6);
  Image dst(FormatId::RGBA8, 8, 6);
  blitColor(src.surface, {1, 1, 5, 4}, dst.surface, {2, 3, 6, 6}, kEverything, BlitFilter::Nearest);
  CHECK(dst.at<uint32_t>(2, 3) == 0xFF000101u);
  CHECK(dst.at<uint32_t>(5, 5) == 0xFF000304u);
  CHECK(dst.at<uint32_t>(6, 5) == 0);
  CHECK(dst.at<uint32_t>(1, 3) == 0);

  Image mirrored(FormatId::RGBA8, 8, 6);
  blitColor(src.surface, {0, 0, 8, 6}, mirrored.surface, {8, 0, 0, 6}, kEverything,
            BlitFilter::Nearest);
  CHECK(mirrored.at<uint32_t>(0, 2) == 0xFF000207u);
  CHECK(mirrored.at<uint32_t>(7, 2) == 0xFF000200u);
  blitColor(src.surface, {8, 6, 0, 0}, mirrored.surface, {8, 6, 0, 0}, kEverything,
            BlitFilter::Nearest);
  CHECK(mirrored.at<uint32_t>(3, 2) == 0xFF000203u);

  Image large(FormatId::RGBA8, 16, 12);
  blitColor(src.surface, {0, 0, 8, 6}, large.surface, {0, 0, 16, 12}, kEverything,
            BlitFilter::Nearest);
  CHECK(large.at<uint32_t>(5, 7) == 0xFF000302u);
}

TEST_CASE("blit leaves texels alone whose source does not exist, and honours the scissor") {
  const Image src = numbered(4, 4);
  Image dst(FormatId::RGBA8, 8, 8);
  blitColor(src.surface, {-2, -2, 6, 6}, dst.surface, {0, 0, 8, 8}, {0, 0, 5, 8},
            BlitFilter::Nearest);
  CHECK(dst.at<uint32_t>(1, 3) == 0);
  CHECK(dst.at<uint32_t>(2, 2) == 0xFF000000u);
  CHECK(dst.at<uint32_t>(4, 5) == 0xFF000302u);
  CHECK(dst.at<uint32_t>(5, 5) == 0);
  CHECK(dst.at<uint32_t>(4, 6) == 0);
  CHECK(dst.guardsIntact());
  // Far outside on both sides: nothing happens.
  blitColor(src.surface, {100, 100, 200, 200}, dst.surface, {-50, -50, 50, 50}, kEverything,
            BlitFilter::Linear);
  blitColor(src.surface, {0, 0, 0, 4}, dst.surface, {0, 0, 8, 8}, kEverything, BlitFilter::Linear);
  CHECK(dst.guardsIntact());
}

TEST_CASE("linear blit interpolates between centres and clamps to the edge") {
  Image src(FormatId::RGBA8, 2, 1), dst(FormatId::RGBA8, 4, 1);
  const uint32_t texels[2] = {0xFF000000u, 0xFF0000C8u};  // 0 and 200
  std::memcpy(src.surface.data, texels, 8);
  blitColor(src.surface, {0, 0, 2, 1}, dst.surface, {0, 0, 4, 1}, kEverything, BlitFilter::Linear);
  const int expected[4] = {0, 50, 150, 200};
  for (uint32_t x = 0; x < 4; ++x) {
    CHECK(static_cast<int>(dst.at<uint32_t>(x, 0) & 255) == expected[x]);
  }
}

TEST_CASE("blit converts formats, depth and stencil") {
  const Image src = numbered(4, 4);
  Image dst(FormatId::RGBA16F, 4, 4);
  blitColor(src.surface, {0, 0, 4, 4}, dst.surface, {0, 0, 4, 4}, kEverything, BlitFilter::Nearest);
  CHECK((dst.at<uint64_t>(2, 2) >> 48) == 0x3C00);
  Image d0(FormatId::DEPTH_COMPONENT24, 4, 4), d1(FormatId::DEPTH_COMPONENT24, 8, 8);
  d0.fill<uint32_t>(77);
  blitDepth(d0.surface, {0, 0, 4, 4}, d1.surface, {0, 0, 8, 8}, kEverything);
  CHECK(d1.at<uint32_t>(7, 7) == 77);
  Image s0(FormatId::STENCIL_INDEX8, 4, 4), s1(FormatId::STENCIL_INDEX8, 4, 4);
  s0.fill<uint8_t>(9);
  blitStencil(s0.surface, {0, 0, 4, 4}, s1.surface, {0, 0, 4, 4}, kEverything);
  CHECK(int{s1.at<uint8_t>(3, 0)} == 9);
}

TEST_CASE("resolve averages, integers take sample 0") {
  for (const uint32_t samples : {2u, 4u, 8u}) {
    Image src(FormatId::RGBA8, 9, 3, samples), dst(FormatId::RGBA8, 9, 3);
    uint32_t sum = 0;
    for (uint32_t k = 0; k < samples; ++k) {
      const uint32_t v = 10 * k + 3;
      sum += v;
      for (uint32_t y = 0; y < 3; ++y)
        for (uint32_t x = 0; x < 9; ++x) std::memcpy(src.surface.row(y, k) + 4 * x, &v, 4);
    }
    resolveColor(src.surface, dst.surface, {0, 0, 9, 2});
    CHECK(dst.at<uint32_t>(8, 1) == (sum + samples / 2) / samples);
    CHECK(dst.at<uint32_t>(8, 2) == 0);
  }
  Image ints(FormatId::RGBA8UI, 2, 2, 4), out(FormatId::RGBA8UI, 2, 2);
  ints.fill<uint32_t>(5);
  const uint32_t first = 42;
  std::memcpy(ints.surface.row(1, 0) + 4, &first, 4);
  resolveColor(ints.surface, out.surface, {0, 0, 2, 2});
  CHECK(out.at<uint32_t>(1, 1) == 42);
  Image halves(FormatId::RGBA16F, 2, 2, 4), half(FormatId::RGBA16F, 2, 2);
  halves.fill<uint64_t>(0x3C003C003C003C00u);
  resolveColor(halves.surface, half.surface, {0, 0, 2, 2});
  CHECK(half.at<uint64_t>(0, 1) == 0x3C003C003C003C00u);
}

TEST_CASE("a multisampled edge resolves to its share of samples") {
  Scene s(8, 8, FormatId::RGBA8, 4);
  s.vertices = {s.at(0, 0), s.at(4.5f, 0), s.at(4.5f, 8), s.at(0, 0), s.at(4.5f, 8), s.at(0, 8)};
  s.draw();
  Image out(FormatId::RGBA8, 8, 8);
  resolveColor(s.color.surface, out.surface, {0, 0, 8, 8});
  CHECK(out.at<uint32_t>(3, 4) == 0xFFFFFFFFu);
  CHECK(out.at<uint32_t>(4, 4) == 0x80808080u);
  CHECK(out.at<uint32_t>(5, 4) == 0);
}

TEST_CASE("four texels at a time resolve to the bits of the format table") {
  for (const FormatId id :
       {FormatId::R8_SNORM, FormatId::RGB565, FormatId::RGBA4, FormatId::RGB5_A1,
        FormatId::RGB10_A2, FormatId::R16F, FormatId::RG16F, FormatId::RGBA16F,
        FormatId::R11F_G11F_B10F, FormatId::RGBA8_SNORM, FormatId::RGB9_E5}) {
    CAPTURE(nogpu::format::info(id).name);
    const uint32_t bytes = nogpu::format::info(id).storageBytes;
    Image src(id, 7, 1, 4), dst(id, 7, 1);
    float mean[7][4] = {};
    for (uint32_t x = 0; x < 7; ++x) {
      for (uint32_t s = 0; s < 4; ++s) {
        const float k = static_cast<float>(x + 3 * s) / 16.0f;
        const float rgba[4] = {k, 1.0f - k, 0.5f * k, 1.0f};
        float stored[4];
        std::byte* texel = src.surface.row(0, s) + x * bytes;
        nogpu::format::packRow(id, rgba, texel, 1);
        nogpu::format::unpackRow(id, texel, stored, 1);
        for (int c = 0; c < 4; ++c) mean[x][c] += stored[c];
      }
      for (float& c : mean[x]) c *= 0.25f;
    }
    resolveColor(src.surface, dst.surface, {0, 0, 7, 1});
    for (uint32_t x = 0; x < 7; ++x) {
      std::byte expected[16];
      nogpu::format::packRow(id, mean[x], expected, 1);
      CHECK(std::memcmp(dst.surface.row(0) + x * bytes, expected, bytes) == 0);
    }
  }
}
