// SPDX-License-Identifier: MIT
// Shadow lookups: each texel's depth is compared with the reference first, the results are filtered
// (ES 3.0 §3.8.15). Here one vector holds one tap of all four lanes. Result: (c, 0, 0, 1).
#include "pipeline/sampler/filter.h"

namespace nogpu::pipeline {
namespace {

using format::Layout;

v128_t gatherDepths(const Sampler& s, const LanePointers& texel) {
  alignas(16) uint32_t words[4];
  switch (format::info(s.format).layout) {
    case Layout::Depth16:
      for (int lane = 0; lane < 4; ++lane) {
        uint16_t d;
        std::memcpy(&d, texel[lane], 2);
        words[lane] = d;
      }
      return wasm_f32x4_div(wasm_f32x4_convert_i32x4(wasm_v128_load(words)),
                            wasm_f32x4_splat(65535.0f));
    case Layout::Depth24:
      for (int lane = 0; lane < 4; ++lane) std::memcpy(&words[lane], texel[lane], 4);
      return wasm_f32x4_div(wasm_f32x4_convert_i32x4(
                                wasm_v128_and(wasm_v128_load(words), wasm_i32x4_splat(0xFFFFFF))),
                            wasm_f32x4_splat(16777215.0f));
    default:
      for (int lane = 0; lane < 4; ++lane) std::memcpy(&words[lane], texel[lane], 4);
      return wasm_v128_load(words);
  }
}

/// reference FUNC depth, as 0 or 1.
v128_t compareDepth(CompareFunc func, v128_t reference, v128_t depth) {
  v128_t pass = wasm_i32x4_splat(0);
  switch (func) {
    case CompareFunc::Never:
      break;
    case CompareFunc::Less:
      pass = wasm_f32x4_lt(reference, depth);
      break;
    case CompareFunc::Equal:
      pass = wasm_f32x4_eq(reference, depth);
      break;
    case CompareFunc::LessEqual:
      pass = wasm_f32x4_le(reference, depth);
      break;
    case CompareFunc::Greater:
      pass = wasm_f32x4_gt(reference, depth);
      break;
    case CompareFunc::NotEqual:
      pass = wasm_f32x4_ne(reference, depth);
      break;
    case CompareFunc::GreaterEqual:
      pass = wasm_f32x4_ge(reference, depth);
      break;
    case CompareFunc::Always:
      pass = wasm_i32x4_splat(-1);
      break;
  }
  return wasm_v128_and(pass, wasm_f32x4_splat(1.0f));
}

/// Fixed-point depth lies in [0, 1], and so must what it is compared with.
v128_t clampReference(const Sampler& s, v128_t reference) {
  if (format::info(s.format).layout == Layout::Depth32F) return reference;
  return clampLanes(reference, 0.0f, 1.0f);
}

void fillCorners(const Taps& taps, v128_t* results) {
  alignas(16) float values[4][4];
  for (int tap = 0; tap < 4; ++tap) wasm_v128_store(values[tap], results[tap]);
  for (int lane = 0; lane < 4; ++lane) {
    const uint8_t corner = taps.corner[lane];
    if (corner == kNoCorner) continue;
    float sum = 0.0f;
    for (int tap = 0; tap < 4; ++tap) sum += tap == corner ? 0.0f : values[tap][lane];
    values[corner][lane] = sum * (1.0f / 3.0f);
  }
  for (int tap = 0; tap < 4; ++tap) results[tap] = wasm_v128_load(values[tap]);
}

template <TextureDim kDim>
void compareLevel(const Sampler& s, const SamplerLevel& level, Filter filter,
                  const shader::SampleArgs& args, const v128_t* coord, v128_t* rgba) {
  const v128_t reference = clampReference(s, args.dref);
  rgba[1] = rgba[2] = wasm_f32x4_splat(0.0f);
  rgba[3] = wasm_f32x4_splat(1.0f);
  if (filter == Filter::Nearest) {
    alignas(16) LanePointers texel;
    nearestTaps<kDim>(s, level, s.texelBytes, args.offset, coord, texel);
    rgba[0] = compareDepth(s.compareFunc, reference, gatherDepths(s, texel));
    return;
  }
  Taps taps;
  linearTaps<kDim>(s, level, s.texelBytes, args.offset, coord, taps);
  v128_t results[4];
  for (int tap = 0; tap < 4; ++tap) {
    results[tap] = compareDepth(s.compareFunc, reference, gatherDepths(s, taps.texel[tap]));
  }
  if constexpr (kDim == TextureDim::Cube) {
    if (taps.anyCorner) fillCorners(taps, results);
  }
  rgba[0] = lerp(lerp(results[0], results[1], taps.weight[0]),
                 lerp(results[2], results[3], taps.weight[0]), taps.weight[1]);
}

}  // namespace

LevelFn compareFunction(TextureDim dim) {
  switch (dim) {
    case TextureDim::D2:
      return compareLevel<TextureDim::D2>;
    case TextureDim::Cube:
      return compareLevel<TextureDim::Cube>;
    case TextureDim::D2Array:
      return compareLevel<TextureDim::D2Array>;
    case TextureDim::D3:
      break;  // no 3D texture has a depth format
  }
  return nullptr;
}

}  // namespace nogpu::pipeline
