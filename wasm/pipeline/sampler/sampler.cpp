// SPDX-License-Identifier: MIT
// Resolving a texture and sampler state to functions and numbers, once per draw.
#include "pipeline/sampler/sampler.h"

#include <algorithm>

#include "pipeline/sampler/methods.h"

namespace nogpu::pipeline {
namespace {

using shader::SampleArgs;
using shader::SamplerDesc;

/// (0, 0, 0, one) for incomplete textures and empty texture units.
template <bool kInteger>
void sampleNothing(const SamplerDesc*, SampleArgs* args, uint32_t count) {
  for (; count != 0; --count, ++args) {
    for (int c = 0; c < 3; ++c) args->result[c] = wasm_i32x4_splat(0);
    args->result[3] = kInteger ? wasm_i32x4_splat(1) : wasm_f32x4_splat(1.0f);
  }
}

bool exists(const TextureLevel& level) {
  return level.faces[0] && level.width != 0 && level.height != 0 && level.depth != 0;
}

SamplerLevel prepareLevel(const TextureLevel& level) {
  SamplerLevel out{};
  const uint32_t sizes[3] = {level.width, level.height, level.depth};
  for (int i = 0; i < 6; ++i) out.faces[i] = level.faces[i];
  for (int i = 0; i < 3; ++i) {
    out.size[i] = static_cast<float>(sizes[i]);
    out.texels[i] = static_cast<int32_t>(sizes[i]);
  }
  out.rowStrideBytes = level.rowStrideBytes;
  out.sliceStrideBytes = level.sliceStrideBytes;
  return out;
}

void copyState(const SamplerState& state, Sampler* s) {
  s->mag = s->integer ? Filter::Nearest : state.mag;
  s->min = s->integer ? Filter::Nearest : state.min;
  s->mip = s->integer && state.mip == MipFilter::Linear ? MipFilter::Nearest : state.mip;
  s->wrap[0] = state.wrapS;
  s->wrap[1] = state.wrapT;
  s->wrap[2] = state.wrapR;
  s->compareFunc = state.compareFunc;
  s->minLod = state.minLod;
  s->maxLod = state.maxLod;
  s->maxAnisotropy = std::min(state.maxAnisotropy, static_cast<float>(kMaxAnisotropy));
}

}  // namespace

void resolveSampler(const TextureView& view, const SamplerState& state, Sampler* sampler) {
  const format::FormatInfo& f = format::info(view.format);
  sampler->format = view.format;
  sampler->integer = f.isInteger();
  sampler->texelBytes = f.storageBytes;
  copyState(state, sampler);

  const bool readable =
      view.complete && view.levels && f.storageBytes != 0 && exists(view.levels[view.baseLevel]);
  if (!readable) {
    for (shader::SampleFn& fn : sampler->fn) {
      fn = sampler->integer ? sampleNothing<true> : sampleNothing<false>;
    }
    sampler->level = nullptr;
    sampler->gather = nullptr;
    sampler->lastLevel = 0;
    return;
  }

  const uint32_t last = std::max(view.baseLevel, view.maxLevel);
  sampler->lastLevel = 0;
  for (uint32_t i = 0; i < kMaxTextureLevels && view.baseLevel + i <= last; ++i) {
    const TextureLevel& level = view.levels[view.baseLevel + i];
    if (!exists(level)) break;  // complete without mipmaps: only the base level must be there
    sampler->levels[i] = prepareLevel(level);
    sampler->lastLevel = i;
  }
  const bool compare = state.compare && f.hasDepth() && view.dim != TextureDim::D3;
  sampler->gather = gatherFunction(view.format);
  sampler->level =
      compare ? compareFunction(view.format, view.dim) : filterFunction(view.format, view.dim);
  chooseMethods(view.dim, sampler);
  chooseFetch(view.dim, sampler);
}

}  // namespace nogpu::pipeline
