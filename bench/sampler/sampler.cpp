// SPDX-License-Identifier: MIT
// What does one texture lookup of a quad cost? ns per quad (four lanes), by format, filter and
// dimension; two quads a call, as emitted code does. Median of 15 runs, with the spread, and a
// checksum of the results. The texture is 256², inside the cache; coordinates walk along lines.
//
//   native  ninja bench_sampler && ./bench_sampler
//   WASM    bench/sampler/run-wasm.sh
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "format/mipmap.h"
#include "pipeline/sampler/sampler.h"
#include "shader/ir/ir.h"

namespace {

using namespace nogpu;
using namespace nogpu::pipeline;
using format::FormatId;
using shader::ir::TexMethod;

constexpr uint32_t kSize = 256;
constexpr uint32_t kPairs = 512;

struct Scene {
  std::vector<std::vector<std::byte>> storage;
  TextureLevel levels[kMaxTextureLevels];
  TextureView view;

  Scene(FormatId id, TextureDim dim) {
    const uint32_t texel = format::info(id).storageBytes;
    const uint32_t faces = dim == TextureDim::Cube ? 6 : 1;
    const uint32_t depth = dim == TextureDim::D3 ? 8 : 1;
    uint32_t random = 1, count = 0;
    for (uint32_t n = dim == TextureDim::D3 ? kSize / 4 : kSize; n != 0; n /= 2, ++count) {
      TextureLevel& level = levels[count];
      level.width = level.height = n;
      level.depth = std::max(1u, depth >> count);
      level.rowStrideBytes = n * texel;
      level.sliceStrideBytes = n * n * texel;
      for (uint32_t f = 0; f < faces; ++f) {
        std::vector<std::byte>& bytes =
            storage.emplace_back(size_t{level.sliceStrideBytes} * level.depth);
        for (std::byte& b : bytes)
          b = static_cast<std::byte>((random = random * 1664525 + 1013904223) >> 26);
        level.faces[f] = bytes.data();
      }
    }
    view = {dim, id, true, 0, count - 1, levels};
  }
};

void fillQuads(std::vector<shader::SampleArgs>& args, TextureDim dim, float texelsPerPixel) {
  const float step = texelsPerPixel / static_cast<float>(kSize);
  for (size_t i = 0; i < args.size(); ++i) {
    const float s = 0.013f + static_cast<float>(i % 64) * 2 * step * 1.01f;
    const float t = 0.027f + static_cast<float>(i / 64) * 2 * step;
    shader::SampleArgs& a = args[i];
    a = shader::SampleArgs{};
    a.coord[0] = wasm_f32x4_make(s, s + step, s, s + step);
    a.coord[1] = wasm_f32x4_make(t, t, t + step, t + step);
    a.coord[2] = wasm_f32x4_splat(dim == TextureDim::Cube ? 1.0f : 0.4f);
    a.dref = wasm_f32x4_splat(0.5f);
  }
}

void measure(const char* name, FormatId id, TextureDim dim, SamplerState state,
             float texelsPerPixel) {
  Scene scene(id, dim);
  Sampler sampler{};
  resolveSampler(scene.view, state, &sampler);
  std::vector<shader::SampleArgs> args(kPairs * 2);
  fillQuads(args, dim, texelsPerPixel);
  const shader::SampleFn fn = sampler.fn[static_cast<int>(TexMethod::Implicit)];

  std::vector<double> times;
  for (int run = 0; run < 18; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    for (int repeat = 0; repeat < 40; ++repeat) {
      for (uint32_t i = 0; i < kPairs; ++i) fn(&sampler, &args[2 * i], 2);
    }
    const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
    if (run >= 3) times.push_back(time.count() / (40.0 * kPairs * 2));
  }
  std::sort(times.begin(), times.end());
  uint32_t checksum = 0;
  for (const shader::SampleArgs& a : args) {
    alignas(16) uint32_t words[16];
    for (int c = 0; c < 4; ++c) wasm_v128_store(words + 4 * c, a.result[c]);
    for (uint32_t w : words) checksum = (checksum ^ w) * 16777619u;
  }
  std::printf("%-34s %7.1f ns  (%.1f … %.1f)  %08x\n", name, times[times.size() / 2], times.front(),
              times.back(), checksum);
}

SamplerState filtered(Filter filter, MipFilter mip, Wrap wrap = Wrap::Repeat) {
  SamplerState state;
  state.mag = state.min = filter;
  state.mip = mip;
  state.wrapS = state.wrapT = state.wrapR = wrap;
  return state;
}

}  // namespace

int main() {
  const SamplerState nearest = filtered(Filter::Nearest, MipFilter::None);
  const SamplerState bilinear = filtered(Filter::Linear, MipFilter::None);
  const SamplerState clamped = filtered(Filter::Linear, MipFilter::None, Wrap::ClampToEdge);
  const SamplerState trilinear = filtered(Filter::Linear, MipFilter::Linear);
  SamplerState anisotropic = trilinear;
  anisotropic.maxAnisotropy = 16;
  SamplerState shadow = clamped;
  shadow.compare = true;

  measure("RGBA8 2D nearest", FormatId::RGBA8, TextureDim::D2, nearest, 1.0f);
  measure("RGBA8 2D bilinear repeat", FormatId::RGBA8, TextureDim::D2, bilinear, 1.0f);
  measure("RGBA8 2D bilinear clamp", FormatId::RGBA8, TextureDim::D2, clamped, 0.5f);
  measure("RGBA8 2D trilinear", FormatId::RGBA8, TextureDim::D2, trilinear, 1.4f);
  measure("RGBA8 2D trilinear, magnified", FormatId::RGBA8, TextureDim::D2, trilinear, 0.5f);
  measure("RGBA8 2D anisotropic, isotropic", FormatId::RGBA8, TextureDim::D2, anisotropic, 1.4f);
  measure("SRGB8_ALPHA8 2D nearest", FormatId::SRGB8_ALPHA8, TextureDim::D2, nearest, 1.0f);
  measure("SRGB8_ALPHA8 2D bilinear", FormatId::SRGB8_ALPHA8, TextureDim::D2, bilinear, 1.0f);
  measure("SRGB8_ALPHA8 2D trilinear", FormatId::SRGB8_ALPHA8, TextureDim::D2, trilinear, 1.4f);
  measure("RGBA16F 2D trilinear", FormatId::RGBA16F, TextureDim::D2, trilinear, 1.4f);
  measure("RGBA32F 2D nearest", FormatId::RGBA32F, TextureDim::D2, nearest, 1.0f);
  measure("R8 2D trilinear", FormatId::R8, TextureDim::D2, trilinear, 1.4f);
  measure("RG16F 2D bilinear", FormatId::RG16F, TextureDim::D2, bilinear, 1.0f);
  measure("RGB565 2D bilinear", FormatId::RGB565, TextureDim::D2, bilinear, 1.0f);
  measure("RGBA8 cube trilinear", FormatId::RGBA8, TextureDim::Cube, trilinear, 1.4f);
  measure("RGBA16F cube trilinear", FormatId::RGBA16F, TextureDim::Cube, trilinear, 1.4f);
  measure("RGBA8 3D linear", FormatId::RGBA8, TextureDim::D3, bilinear, 1.0f);
  measure("RGBA8 array bilinear", FormatId::RGBA8, TextureDim::D2Array, bilinear, 1.0f);
  measure(
      "DEPTH24 shadow nearest", FormatId::DEPTH_COMPONENT24, TextureDim::D2,
      [&] {
        SamplerState s = shadow;
        s.mag = s.min = Filter::Nearest;
        return s;
      }(),
      1.0f);
  measure("DEPTH24 shadow linear", FormatId::DEPTH_COMPONENT24, TextureDim::D2, shadow, 1.0f);
  return 0;
}
