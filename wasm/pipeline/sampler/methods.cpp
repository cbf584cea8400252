// SPDX-License-Identifier: MIT
// The instances of the sampling methods: shared ones that call the level function through its pointer,
// and for what most scenes do, RGBA8 and sRGB in two dimensions with implicit LOD, inlined ones.
#include "pipeline/sampler/methods.h"

#include "shader/ir/ir.h"

namespace nogpu::pipeline {
namespace {

using shader::ir::TexMethod;

template <TextureDim kDim>
void choose(Sampler* sampler) {
  sampler->fn[static_cast<int>(TexMethod::Implicit)] = sampleImplicit<LevelByPointer, kDim>;
  sampler->fn[static_cast<int>(TexMethod::Lod)] = sampleLod<LevelByPointer, kDim>;
  sampler->fn[static_cast<int>(TexMethod::Grad)] = sampleGrad<LevelByPointer, kDim>;
}

template <class T>
constexpr shader::SampleFn kInlined =
    sampleImplicit<LevelInline<T, TextureDim::D2>, TextureDim::D2>;

}  // namespace

void chooseMethods(TextureDim dim, Sampler* sampler) {
  switch (dim) {
    case TextureDim::D2: choose<TextureDim::D2>(sampler); break;
    case TextureDim::Cube: choose<TextureDim::Cube>(sampler); break;
    case TextureDim::D3: choose<TextureDim::D3>(sampler); break;
    case TextureDim::D2Array: choose<TextureDim::D2Array>(sampler); break;
  }
  shader::SampleFn& implicit = sampler->fn[static_cast<int>(TexMethod::Implicit)];
  if (sampler->level == filterLevel<TexelRgba8, TextureDim::D2>) implicit = kInlined<TexelRgba8>;
  if (sampler->level == filterLevel<TexelSrgb8, TextureDim::D2>) implicit = kInlined<TexelSrgb8>;
}

}  // namespace nogpu::pipeline
