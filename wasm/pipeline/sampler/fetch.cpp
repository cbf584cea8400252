// SPDX-License-Identifier: MIT
// texelFetch and textureSize: integers in, no filter. A texel or level that does not exist reads 0
// (robust access; ES 3.0 leaves it undefined).
#include "pipeline/sampler/methods.h"
#include "shader/ir/ir.h"

namespace nogpu::pipeline {
namespace {

using shader::SampleArgs;
using shader::SamplerDesc;
using shader::ir::TexMethod;

/// One lane's texel, null if it does not exist. Unsigned comparison takes care of negative numbers,
/// and sums wrap (as unsigned ones) when coordinates and offsets are absurd.
template <TextureDim kDim>
const std::byte* fetchAddress(const Sampler& s, const int32_t (*coord)[4], const int32_t* offset,
                              int32_t lod, int lane) {
  const uint32_t index = static_cast<uint32_t>(lod);
  if (index > s.lastLevel) return nullptr;
  const SamplerLevel& level = s.levels[index];
  constexpr int kSizes = kDim == TextureDim::D2 ? 2 : 3;
  uint32_t at[3] = {0, 0, 0};
  for (int i = 0; i < kSizes; ++i) {
    at[i] = static_cast<uint32_t>(coord[i][lane]) + static_cast<uint32_t>(offset[i]);
    if (at[i] >= static_cast<uint32_t>(level.texels[i])) return nullptr;
  }
  return level.faces[0] + size_t{at[2]} * level.sliceStrideBytes +
         size_t{at[1]} * level.rowStrideBytes + size_t{at[0]} * s.texelBytes;
}

template <TextureDim kDim>
void fetch(const SamplerDesc* desc, SampleArgs* args, uint32_t count) {
  const Sampler& s = samplerOf(desc);
  for (; count != 0; --count, ++args) {
    alignas(16) int32_t coord[3][4], lod[4];
    for (int i = 0; i < 3; ++i) wasm_v128_store(coord[i], args->coord[i]);
    wasm_v128_store(lod, args->lod);
    LanePointers texel;
    alignas(16) int32_t exists[4];
    bool all = true;
    for (int lane = 0; lane < 4; ++lane) {
      texel[lane] = fetchAddress<kDim>(s, coord, args->offset, lod[lane], lane);
      exists[lane] = texel[lane] ? -1 : 0;
      all = all && texel[lane];
      if (!texel[lane]) texel[lane] = s.levels[0].faces[0];
    }
    s.gather(s, texel, args->result);
    if (all) continue;
    const v128_t mask = wasm_v128_load(exists);
    for (int c = 0; c < 4; ++c) args->result[c] = wasm_v128_and(args->result[c], mask);
  }
}

void size(const SamplerDesc* desc, SampleArgs* args, uint32_t count) {
  const Sampler& s = samplerOf(desc);
  for (; count != 0; --count, ++args) {
    alignas(16) int32_t lod[4], result[4][4] = {};
    wasm_v128_store(lod, args->lod);
    for (int lane = 0; lane < 4; ++lane) {
      if (static_cast<uint32_t>(lod[lane]) > s.lastLevel) continue;
      for (int i = 0; i < 3; ++i) result[i][lane] = s.levels[lod[lane]].texels[i];
    }
    for (int c = 0; c < 4; ++c) args->result[c] = wasm_v128_load(result[c]);
  }
}

}  // namespace

void chooseFetch(TextureDim dim, Sampler* sampler) {
  shader::SampleFn& fn = sampler->fn[static_cast<int>(TexMethod::Fetch)];
  switch (dim) {
    case TextureDim::D2:
      fn = fetch<TextureDim::D2>;
      break;
    case TextureDim::D3:
      fn = fetch<TextureDim::D3>;
      break;
    case TextureDim::D2Array:
      fn = fetch<TextureDim::D2Array>;
      break;
    case TextureDim::Cube:
      fn = fetch<TextureDim::D2>;
      break;  // ESSL has no texelFetch of cubes
  }
  sampler->fn[static_cast<int>(TexMethod::Size)] = size;
}

}  // namespace nogpu::pipeline
