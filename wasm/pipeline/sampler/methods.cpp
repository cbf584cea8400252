// SPDX-License-Identifier: MIT
// The instances of the sampling methods: shared ones that call the level function through its
// pointer, and for what most scenes do, RGBA8 and sRGB in two dimensions with implicit LOD, direct
// ones.
#include "pipeline/sampler/methods.h"

#include "shader/ir/ir.h"

namespace nogpu::pipeline {
namespace {

using shader::ir::TexMethod;

template <class Level, TextureDim kDim>
void choose(Sampler* s) {
  const bool onlyLevel = s->mag == s->min && (s->mip == MipFilter::None || s->lastLevel == 0);
  const auto set = [s](TexMethod method, shader::SampleFn fn) {
    s->fn[static_cast<int>(method)] = fn;
  };
  set(TexMethod::Implicit, onlyLevel ? sampleOnlyLevel<Level, kDim> : sampleImplicit<Level, kDim>);
  set(TexMethod::Lod, onlyLevel ? sampleOnlyLevel<Level, kDim> : sampleLod<LevelByPointer, kDim>);
  set(TexMethod::Grad, onlyLevel ? sampleOnlyLevel<Level, kDim> : sampleGrad<LevelByPointer, kDim>);
}

}  // namespace

void chooseMethods(TextureDim dim, Sampler* sampler) {
  switch (dim) {
    case TextureDim::D2: {
      constexpr TextureDim k2D = TextureDim::D2;
      if (sampler->level == filterLevel<TexelRgba8, k2D>) {
        return choose<LevelDirect<TexelRgba8, k2D>, k2D>(sampler);
      }
      if (sampler->level == filterLevel<TexelSrgb8, k2D>) {
        return choose<LevelDirect<TexelSrgb8, k2D>, k2D>(sampler);
      }
      return choose<LevelByPointer, k2D>(sampler);
    }
    case TextureDim::Cube:
      return choose<LevelByPointer, TextureDim::Cube>(sampler);
    case TextureDim::D3:
      return choose<LevelByPointer, TextureDim::D3>(sampler);
    case TextureDim::D2Array:
      return choose<LevelByPointer, TextureDim::D2Array>(sampler);
  }
}

}  // namespace nogpu::pipeline
