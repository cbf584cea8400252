// SPDX-License-Identifier: MIT
// Where the samples of a pixel lie, as offsets from its centre in 1/256 pixel (the rasterizer's
// sub-pixel unit). The usual standard patterns; ES 3.0 §3.3 leaves them free.
#pragma once

#include <cstdint>

namespace nogpu::pipeline {

inline constexpr int32_t kSubpixelBits = 8;
inline constexpr int32_t kSubpixelsPerPixel = 1 << kSubpixelBits;
inline constexpr uint32_t kMaxSamples = 8;

struct SampleOffset {
  int32_t x, y;
};

inline constexpr SampleOffset kPattern1[] = {{0, 0}};
inline constexpr SampleOffset kPattern2[] = {{64, 64}, {-64, -64}};
inline constexpr SampleOffset kPattern4[] = {{-32, -96}, {96, -32}, {-96, 32}, {32, 96}};
inline constexpr SampleOffset kPattern8[] = {{16, -48}, {-16, 48},   {80, 16},  {-48, -80},
                                             {-80, 80}, {-112, -16}, {48, 112}, {112, -112}};

constexpr const SampleOffset* samplePattern(uint32_t samples) {
  return samples >= 8 ? kPattern8 : samples >= 4 ? kPattern4 : samples >= 2 ? kPattern2 : kPattern1;
}

}  // namespace nogpu::pipeline
