// SPDX-License-Identifier: MIT
// Shadow lookups: each texel's depth is compared with the reference first, the results are filtered
// (ES 3.0 §3.8.15). Here one vector holds one tap of all four lanes. Result: (c, 0, 0, 1).
#include "pipeline/sampler/filter.h"

namespace nogpu::pipeline {
namespace {

using format::Layout;

/// reference FUNC depth, as 0 or 1, for `count` taps.
void compareDepths(CompareFunc func, v128_t reference, const v128_t* depth, v128_t* out,
                   int count) {
  const auto each = [&](auto passes) {
    for (int tap = 0; tap < count; ++tap) {
      out[tap] = wasm_v128_and(passes(depth[tap]), wasm_f32x4_splat(1.0f));
    }
  };
  switch (func) {
    case CompareFunc::Never:
      return each([](v128_t) { return wasm_i32x4_splat(0); });
    case CompareFunc::Less:
      return each([=](v128_t d) { return wasm_f32x4_lt(reference, d); });
    case CompareFunc::Equal:
      return each([=](v128_t d) { return wasm_f32x4_eq(reference, d); });
    case CompareFunc::LessEqual:
      return each([=](v128_t d) { return wasm_f32x4_le(reference, d); });
    case CompareFunc::Greater:
      return each([=](v128_t d) { return wasm_f32x4_gt(reference, d); });
    case CompareFunc::NotEqual:
      return each([=](v128_t d) { return wasm_f32x4_ne(reference, d); });
    case CompareFunc::GreaterEqual:
      return each([=](v128_t d) { return wasm_f32x4_ge(reference, d); });
    case CompareFunc::Always:
      return each([](v128_t) { return wasm_i32x4_splat(-1); });
  }
}

/// Fixed-point depth lies in [0, 1], and so must what it is compared with.
template <Layout kLayout>
v128_t clampReference(v128_t reference) {
  return kLayout == Layout::Depth32F ? reference : clampLanes(reference, 0.0f, 1.0f);
}

template <Layout kLayout, TextureDim kDim>
void compareLevel(const Sampler& s, const SamplerLevel& level, Filter filter,
                  const shader::SampleArgs& args, const v128_t* coord, v128_t* rgba) {
  using T = TexelOne<kLayout>;
  const v128_t reference = clampReference<kLayout>(args.dref);
  rgba[1] = rgba[2] = wasm_f32x4_splat(0.0f);
  rgba[3] = wasm_f32x4_splat(1.0f);
  if (filter == Filter::Nearest) {
    alignas(16) LanePointers texel;
    nearestTaps<kDim>(s, level, T::kBytes, args.offset, coord, texel);
    const v128_t depth = T::values(texel);
    return compareDepths(s.compareFunc, reference, &depth, rgba, 1);
  }
  Taps taps;
  linearTaps<kDim>(s, level, T::kBytes, args.offset, coord, taps);
  v128_t depths[4], results[4];
  for (int tap = 0; tap < 4; ++tap) depths[tap] = T::values(taps.texel[tap]);
  compareDepths(s.compareFunc, reference, depths, results, 4);
  if constexpr (kDim == TextureDim::Cube) {
    if (taps.anyCorner) fillCorners(taps, results);
  }
  rgba[0] = lerp(lerp(results[0], results[1], taps.weight[0]),
                 lerp(results[2], results[3], taps.weight[0]), taps.weight[1]);
}

template <Layout kLayout>
LevelFn forDim(TextureDim dim) {
  switch (dim) {
    case TextureDim::D2:
      return compareLevel<kLayout, TextureDim::D2>;
    case TextureDim::Cube:
      return compareLevel<kLayout, TextureDim::Cube>;
    case TextureDim::D2Array:
      return compareLevel<kLayout, TextureDim::D2Array>;
    case TextureDim::D3:
      break;  // no 3D texture has a depth format
  }
  return nullptr;
}

}  // namespace

LevelFn compareFunction(format::FormatId id, TextureDim dim) {
  switch (format::info(id).layout) {
    case Layout::Depth16:
      return forDim<Layout::Depth16>(dim);
    case Layout::Depth24:
      return forDim<Layout::Depth24>(dim);
    default:
      return forDim<Layout::Depth32F>(dim);
  }
}

}  // namespace nogpu::pipeline
