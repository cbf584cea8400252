// SPDX-License-Identifier: MIT
// A texture in memory and one lookup, for the sampler tests.
#pragma once

#include <cstring>
#include <vector>

#include "format/convert.h"
#include "pipeline/sampler/sampler.h"
#include "shader/ir/ir.h"

namespace nogpu::pipeline {

struct Texel {
  float r, g, b, a;
  bool operator==(const Texel&) const = default;
};

/// Levels of one texture, each in a block of its own with exactly the bytes it needs.
struct TestTexture {
  format::FormatId format;
  TextureDim dim;
  std::vector<std::vector<std::byte>> storage;
  std::vector<TextureLevel> levels;

  TestTexture(format::FormatId f, TextureDim d) : format(f), dim(d) {}

  /// Adds a level; returns its number.
  uint32_t addLevel(uint32_t width, uint32_t height, uint32_t depth = 1) {
    const uint32_t row = width * format::info(format).storageBytes, slice = row * height;
    const uint32_t faces = dim == TextureDim::Cube ? 6 : 1;
    TextureLevel level;
    for (uint32_t face = 0; face < faces; ++face) {
      storage.emplace_back(size_t{slice} * depth);
      level.faces[face] = storage.back().data();
    }
    level.width = width;
    level.height = height;
    level.depth = depth;
    level.rowStrideBytes = row;
    level.sliceStrideBytes = slice;
    levels.push_back(level);
    return static_cast<uint32_t>(levels.size() - 1);
  }

  std::byte* at(uint32_t level, uint32_t x, uint32_t y, uint32_t z = 0, uint32_t face = 0) {
    const TextureLevel& l = levels[level];
    return const_cast<std::byte*>(l.faces[face]) + size_t{z} * l.sliceStrideBytes +
           size_t{y} * l.rowStrideBytes + size_t{x} * format::info(format).storageBytes;
  }

  void set(uint32_t level, uint32_t x, uint32_t y, Texel t, uint32_t z = 0, uint32_t face = 0) {
    const float rgba[4] = {t.r, t.g, t.b, t.a};
    format::packRow(format, rgba, at(level, x, y, z, face), 1);
  }

  /// texel = f(x, y, z, face)
  template <class F>
  void fill(uint32_t level, F f) {
    const TextureLevel l = levels[level];
    for (uint32_t face = 0; face < (dim == TextureDim::Cube ? 6u : 1u); ++face) {
      for (uint32_t z = 0; z < l.depth; ++z) {
        for (uint32_t y = 0; y < l.height; ++y) {
          for (uint32_t x = 0; x < l.width; ++x) set(level, x, y, f(x, y, z, face), z, face);
        }
      }
    }
  }

  TextureView view() const {
    TextureView v;
    v.dim = dim;
    v.format = format;
    v.complete = true;
    v.maxLevel = static_cast<uint32_t>(levels.size() - 1);
    v.levels = levels.data();
    return v;
  }
};

using shader::ir::TexMethod;

/// Four lanes of a lookup, scalars in and out.
struct Lookup {
  shader::SampleArgs args{};

  Lookup& coord(int i, float a, float b, float c, float d) {
    args.coord[i] = wasm_f32x4_make(a, b, c, d);
    return *this;
  }
  Lookup& at(float s, float t, float r = 0) {
    return coord(0, s, s, s, s).coord(1, t, t, t, t).coord(2, r, r, r, r);
  }
  /// Lane 0 at (s, t), the others one step along x and y.
  Lookup& quad(float s, float t, float dx, float dy) {
    return coord(0, s, s + dx, s, s + dx).coord(1, t, t, t + dy, t + dy);
  }
  Lookup& texel(int32_t x, int32_t y, int32_t z = 0) {
    args.coord[0] = wasm_i32x4_splat(x);
    args.coord[1] = wasm_i32x4_splat(y);
    args.coord[2] = wasm_i32x4_splat(z);
    return *this;
  }
  Lookup& lod(float l) { return args.lod = wasm_f32x4_splat(l), *this; }
  Lookup& level(int32_t l) { return args.lod = wasm_i32x4_splat(l), *this; }
  Lookup& reference(float d) { return args.dref = wasm_f32x4_splat(d), *this; }
  Lookup& offset(int32_t x, int32_t y, int32_t z = 0) {
    args.offset[0] = x, args.offset[1] = y, args.offset[2] = z;
    return *this;
  }

  Lookup& run(const Sampler& s, TexMethod method) {
    s.fn[static_cast<int>(method)](&s, &args, 1);
    return *this;
  }
  Texel result(int lane = 0) const {
    float c[4][4];
    for (int i = 0; i < 4; ++i) wasm_v128_store(c[i], args.result[i]);
    return {c[0][lane], c[1][lane], c[2][lane], c[3][lane]};
  }
  int32_t integer(int channel, int lane = 0) const {
    int32_t c[4];
    wasm_v128_store(c, args.result[channel]);
    return c[lane];
  }
};

inline Sampler resolved(const TextureView& view, const SamplerState& state) {
  Sampler s{};
  resolveSampler(view, state, &s);
  return s;
}

inline SamplerState nearestState() {
  SamplerState state;
  state.mag = state.min = Filter::Nearest;
  state.mip = MipFilter::None;
  return state;
}

inline SamplerState linearState() {
  SamplerState state;
  state.mag = state.min = Filter::Linear;
  state.mip = MipFilter::None;
  return state;
}

}  // namespace nogpu::pipeline
