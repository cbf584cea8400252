// SPDX-License-Identifier: MIT
// Implicit, Lod and Grad: coordinates and level of detail for a quad, then one or two levels. The
// templates take the level function as a type, so that the hottest are called directly and all
// others share one instance per dimension.
#pragma once

#include <cmath>

#include "pipeline/sampler/filter.h"
#include "pipeline/sampler/lod.h"

namespace nogpu::pipeline {

/// Calls whatever the sampler was resolved to.
struct LevelByPointer {
  static void call(const Sampler& s, const SamplerLevel& level, Filter filter,
                   const shader::SampleArgs& args, const v128_t* coord, v128_t* rgba) {
    s.level(s, level, filter, args, coord, rgba);
  }
};

template <class T, TextureDim kDim>
struct LevelDirect {
  static void call(const Sampler& s, const SamplerLevel& level, Filter filter,
                   const shader::SampleArgs& args, const v128_t* coord, v128_t* rgba) {
    filterLevel<T, kDim>(s, level, filter, args, coord, rgba);
  }
};

/// One LOD for the whole quad (ES 3.0 §3.8.10.4, §3.8.11). `lod` is clamped and a number.
template <class Level>
inline void filterAtLod(const Sampler& s, const shader::SampleArgs& args, const v128_t* coord,
                        float lod, v128_t* rgba) {
  if (lod <= 0.0f || s.mip == MipFilter::None) {
    const Filter filter = lod <= 0.0f ? s.mag : s.min;
    return Level::call(s, s.levels[0], filter, args, coord, rgba);
  }
  const float last = static_cast<float>(s.lastLevel);
  lod = lod < last ? lod : last;
  if (s.mip == MipFilter::Nearest) {  // ceil(lod + 1/2) - 1
    const float shifted = lod + 0.5f;
    uint32_t d = static_cast<uint32_t>(shifted);
    if (static_cast<float>(d) == shifted) --d;
    return Level::call(s, s.levels[d], s.min, args, coord, rgba);
  }
  const uint32_t d = static_cast<uint32_t>(lod);
  const float weight = lod - static_cast<float>(d);
  Level::call(s, s.levels[d], s.min, args, coord, rgba);
  if (weight == 0.0f) return;
  v128_t next[4];
  Level::call(s, s.levels[d + 1], s.min, args, coord, next);
  for (int c = 0; c < 4; ++c) rgba[c] = lerp(rgba[c], next[c], wasm_f32x4_splat(weight));
}

/// Lanes with LODs of their own: each distinct LOD once for all lanes, kept where it belongs.
template <class Level>
inline void filterAtLods(const Sampler& s, const shader::SampleArgs& args, const v128_t* coord,
                         v128_t lods, v128_t* rgba) {
  if (lanesEqual(lods)) {
    return filterAtLod<Level>(s, args, coord, wasm_f32x4_extract_lane(lods, 0), rgba);
  }
  alignas(16) float lod[4];
  wasm_v128_store(lod, lods);
  for (int c = 0; c < 4; ++c) rgba[c] = wasm_i32x4_splat(0);
  for (int lane = 0; lane < 4; ++lane) {
    bool done = false;
    for (int before = 0; before < lane; ++before) done = done || lod[before] == lod[lane];
    if (done) continue;
    v128_t these[4];
    filterAtLod<Level>(s, args, coord, lod[lane], these);
    const v128_t mine = wasm_f32x4_eq(lods, wasm_f32x4_splat(lod[lane]));
    for (int c = 0; c < 4; ++c) rgba[c] = wasm_v128_bitselect(these[c], rgba[c], mine);
  }
}

// ---- anisotropy (EXT_texture_filter_anisotropic)
// -------------------------------------------------

/// How many times longer than wide a pixel's parallelogram in the texture is, 1 … maxAnisotropy:
/// its longer side squared over its area. The sides' own ratio says 1 of a pixel that lies
/// diagonally.
inline float anisotropyOf(const Sampler& s, const v128_t* coord, QuadFootprint f) {
  const float longer = larger(f.x2, f.y2);
  if (!(longer > 1.0f)) return 1.0f;
  const v128_t u = wasm_f32x4_mul(quadDifferences(coord[0]), wasm_f32x4_splat(s.levels[0].size[0]));
  const v128_t v = wasm_f32x4_mul(quadDifferences(coord[1]), wasm_f32x4_splat(s.levels[0].size[1]));
  const v128_t crossed = wasm_f32x4_mul(u, wasm_i32x4_shuffle(v, v, 1, 0, 1, 0));
  const float area =
      std::fabs(wasm_f32x4_extract_lane(crossed, 0) - wasm_f32x4_extract_lane(crossed, 1));
  return longer < s.maxAnisotropy * area ? larger(longer / area, 1.0f) : s.maxAnisotropy;
}

template <class Level>
inline void filterProbes(const Sampler& s, const shader::SampleArgs& args, const v128_t* coord,
                         QuadFootprint f, uint32_t n, v128_t lods, v128_t* rgba) {
  v128_t along[2];
  for (int i = 0; i < 2; ++i) {
    const v128_t d = quadDifferences(coord[i]);
    along[i] = laneSplat(d, f.x2 >= f.y2 ? 0 : 1);
  }
  const float part = 1.0f / static_cast<float>(n);
  for (int c = 0; c < 4; ++c) rgba[c] = wasm_f32x4_splat(0.0f);
  for (uint32_t probe = 0; probe < n; ++probe) {
    const v128_t t = wasm_f32x4_splat((static_cast<float>(probe) + 0.5f) * part - 0.5f);
    const v128_t at[3] = {wasm_f32x4_add(coord[0], wasm_f32x4_mul(along[0], t)),
                          wasm_f32x4_add(coord[1], wasm_f32x4_mul(along[1], t)), coord[2]};
    v128_t one[4];
    filterAtLods<Level>(s, args, at, lods, one);
    for (int c = 0; c < 4; ++c) rgba[c] = wasm_f32x4_add(rgba[c], one[c]);
  }
  scaleChannels(rgba, part);
}

// ---- the methods
// -----------------------------------------------------------------------------------

inline const Sampler& samplerOf(const shader::SamplerDesc* desc) {
  return *static_cast<const Sampler*>(desc);
}

/// s, t, r as the level functions want them.
template <TextureDim kDim>
inline void prepareCoord(const shader::SampleArgs& args, v128_t* coord) {
  if constexpr (kDim == TextureDim::Cube) {
    cubeCoordinates(args.coord, coord);
  } else {
    for (int i = 0; i < 3; ++i) coord[i] = args.coord[i];
  }
}

/// The direction's differences across the quad, seen from lane 0's face.
inline QuadFootprint cubeQuadFootprint(const Sampler& s, const v128_t* direction) {
  v128_t dx[3], dy[3];
  for (int i = 0; i < 3; ++i) {
    const v128_t d = quadDifferences(direction[i]);
    dx[i] = laneSplat(d, 0);
    dy[i] = laneSplat(d, 1);
  }
  const CubeFace face = cubeFace(direction);
  const CubeVector at = onFace(face, direction);
  const float size = s.levels[0].size[0];
  return {wasm_f32x4_extract_lane(cubeFootprint(face, at, dx, size), 0),
          wasm_f32x4_extract_lane(cubeFootprint(face, at, dy, size), 0)};
}

template <TextureDim kDim>
inline QuadFootprint footprintOf(const Sampler& s, const shader::SampleArgs& args) {
  if constexpr (kDim == TextureDim::Cube)
    return cubeQuadFootprint(s, args.coord);
  else
    return quadFootprint < kDim == TextureDim::D3 ? 3 : 2 > (s.levels[0], args.coord);
}

template <class Level, TextureDim kDim>
void sampleImplicit(const shader::SamplerDesc* desc, shader::SampleArgs* args, uint32_t count) {
  const Sampler& s = samplerOf(desc);
  constexpr bool kFlat = kDim == TextureDim::D2 || kDim == TextureDim::D2Array;
  for (; count != 0; --count, ++args) {
    const QuadFootprint f = footprintOf<kDim>(s, *args);
    float longest = larger(f.x2, f.y2);
    uint32_t probes = 1;
    if constexpr (kFlat) {
      if (s.maxAnisotropy > 1.0f) {
        const float anisotropy = anisotropyOf(s, args->coord, f);
        longest /= anisotropy * anisotropy;
        probes = static_cast<uint32_t>(anisotropy + 0.5f);
      }
    }
    const v128_t lods = biasedLod(s, 0.5f * approximateLog2(longest), args->lod);
    v128_t coord[3];
    prepareCoord<kDim>(*args, coord);
    if (probes > 1)
      filterProbes<Level>(s, *args, coord, f, probes, lods, args->result);
    else
      filterAtLods<Level>(s, *args, coord, lods, args->result);
  }
}

template <class Level, TextureDim kDim>
void sampleLod(const shader::SamplerDesc* desc, shader::SampleArgs* args, uint32_t count) {
  const Sampler& s = samplerOf(desc);
  for (; count != 0; --count, ++args) {
    v128_t coord[3];
    prepareCoord<kDim>(*args, coord);
    filterAtLods<Level>(s, *args, coord, clampLod(s, args->lod), args->result);
  }
}

/// All methods of a sampler that has one level and one filter: there is no LOD to find.
template <class Level, TextureDim kDim>
void sampleOnlyLevel(const shader::SamplerDesc* desc, shader::SampleArgs* args, uint32_t count) {
  const Sampler& s = samplerOf(desc);
  for (; count != 0; --count, ++args) {
    v128_t coord[3];
    prepareCoord<kDim>(*args, coord);
    Level::call(s, s.levels[0], s.mag, *args, coord, args->result);
  }
}

/// Squared length of a gradient, per lane.
template <TextureDim kDim>
inline v128_t gradientLength(const Sampler& s, const shader::SampleArgs& args, const v128_t* d) {
  const SamplerLevel& base = s.levels[0];
  if constexpr (kDim == TextureDim::Cube) {
    const CubeFace face = cubeFace(args.coord);
    return cubeFootprint(face, onFace(face, args.coord), d, base.size[0]);
  } else {
    v128_t sum = wasm_f32x4_splat(0.0f);
    for (int i = 0; i < (kDim == TextureDim::D3 ? 3 : 2); ++i) {
      const v128_t scaledD = wasm_f32x4_mul(d[i], wasm_f32x4_splat(base.size[i]));
      sum = wasm_f32x4_add(sum, wasm_f32x4_mul(scaledD, scaledD));
    }
    return sum;
  }
}

template <class Level, TextureDim kDim>
void sampleGrad(const shader::SamplerDesc* desc, shader::SampleArgs* args, uint32_t count) {
  const Sampler& s = samplerOf(desc);
  for (; count != 0; --count, ++args) {
    const v128_t longest = wasm_f32x4_pmax(gradientLength<kDim>(s, *args, args->ddx),
                                           gradientLength<kDim>(s, *args, args->ddy));
    const v128_t lods = wasm_f32x4_mul(approximateLog2(longest), wasm_f32x4_splat(0.5f));
    v128_t coord[3];
    prepareCoord<kDim>(*args, coord);
    filterAtLods<Level>(s, *args, coord, clampLod(s, lods), args->result);
  }
}

/// Fills fn[Implicit], fn[Lod], fn[Grad] (methods.cpp), and fn[Fetch], fn[Size] (fetch.cpp).
void chooseMethods(TextureDim dim, Sampler* sampler);
void chooseFetch(TextureDim dim, Sampler* sampler);

}  // namespace nogpu::pipeline
