// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "pipeline/clear.h"
#include "pipeline/scene.h"

using namespace nogpu::test;

TEST_CASE("clear fills the rectangle, all samples, nothing else") {
  for (const uint32_t samples : {1u, 4u}) {
    Image image(FormatId::RGBA8, 7, 5, samples);
    const float rgba[4] = {1, 0, 0.5f, 2};
    clearColorFloat(image.surface, {1, 2, 6, 100}, rgba);
    for (uint32_t k = 0; k < samples; ++k)
      for (uint32_t y = 0; y < 5; ++y)
        for (uint32_t x = 0; x < 7; ++x) {
          const bool inside = x >= 1 && x < 6 && y >= 2;
          CHECK(image.at<uint32_t>(x, y, k) == (inside ? 0xFF8000FFu : 0u));
        }
    CHECK(image.guardsIntact());
  }
}

TEST_CASE("clear honours colour masks and converts") {
  Image image(FormatId::RGBA8, 3, 3);
  const float rgba[4] = {1, 1, 1, 1};
  clearColorFloat(image.surface, {0, 0, 3, 3}, rgba, 0b0101);
  CHECK(image.at<uint32_t>(2, 2) == 0x00FF00FFu);
  Image ints(FormatId::RGBA16UI, 3, 3);
  const int32_t values[4] = {1, 2, 70000, -1};
  clearColorInt(ints.surface, {0, 0, 3, 3}, values);
  CHECK(ints.at<uint64_t>(1, 1) == 0xFFFFFFFF00020001u);
  Image padded(FormatId::RGB8, 2, 2);
  const float black[4] = {0, 0, 0, 0};
  clearColorFloat(padded.surface, {0, 0, 2, 2}, black);
  CHECK(padded.at<uint32_t>(1, 1) == 0xFF000000u);
}

TEST_CASE("depth and stencil clear") {
  Image d16(FormatId::DEPTH_COMPONENT16, 3, 3), d24(FormatId::DEPTH24_STENCIL8, 3, 3),
      d32(FormatId::DEPTH_COMPONENT32F, 3, 3), st(FormatId::STENCIL_INDEX8, 3, 3);
  const Rect all{0, 0, 3, 3};
  clearDepth(d16.surface, all, 1.0f);
  clearDepth(d24.surface, all, 1.0f);
  clearDepth(d32.surface, all, 2.0f);
  clearStencil(st.surface, all, 0xFF, 0x3C);
  CHECK(d16.at<uint16_t>(1, 1) == 0xFFFF);
  CHECK(d24.at<uint32_t>(1, 1) == 0xFFFFFF);
  CHECK(d32.at<float>(1, 1) == 1.0f);
  CHECK(int{st.at<uint8_t>(1, 1)} == 0x3C);
  clearDepth(Surface{}, all, 0);  // no such attachment
}

TEST_CASE("a depth cleared to a value equals the same value drawn") {
  for (const FormatId id :
       {FormatId::DEPTH_COMPONENT16, FormatId::DEPTH_COMPONENT24, FormatId::DEPTH_COMPONENT32F}) {
    for (const float z : {0.0f, 0.125f, 0.5f, 0.75f, 1.0f}) {
      Scene s(4, 4);
      s.addDepth(id);
      clearDepth(s.depth.surface, {0, 0, 4, 4}, z);
      s.call.depth.func = CompareFunc::Equal;
      s.fullQuad(2 * z - 1, 1, 1, 1, 1);
      s.draw();
      CAPTURE(z);
      CHECK(s.color.at<uint32_t>(1, 1) == 0xFFFFFFFFu);
    }
  }
}
