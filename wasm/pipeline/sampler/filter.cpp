// SPDX-License-Identifier: MIT
// The level functions that exist: texel types by dimensions.
#include "pipeline/sampler/filter.h"

namespace nogpu::pipeline {
namespace {

using format::FormatId;
using format::Layout;

template <class T>
LevelFn forDim(TextureDim dim) {
  switch (dim) {
    case TextureDim::D2:
      return filterLevel<T, TextureDim::D2>;
    case TextureDim::Cube:
      return filterLevel<T, TextureDim::Cube>;
    case TextureDim::D3:
      return filterLevel<T, TextureDim::D3>;
    case TextureDim::D2Array:
      return filterLevel<T, TextureDim::D2Array>;
  }
  return nullptr;
}

/// Types that only flat textures have an instance for.
template <class T>
LevelFn forFlat(TextureDim dim) {
  if (dim == TextureDim::D2) return filterLevel<T, TextureDim::D2>;
  if (dim == TextureDim::D2Array) return filterLevel<T, TextureDim::D2Array>;
  return forDim<TexelAny>(dim);
}

/// And volumes: data of one channel, grids of light probes.
template <class T>
LevelFn forVolume(TextureDim dim) {
  return dim == TextureDim::D3 ? filterLevel<T, TextureDim::D3> : forFlat<T>(dim);
}

}  // namespace

LevelFn filterFunction(FormatId id, TextureDim dim) {
  switch (id) {
    case FormatId::RGB8:
    case FormatId::RGBA8:
      return forDim<TexelRgba8>(dim);
    case FormatId::SRGB8:
    case FormatId::SRGB8_ALPHA8:
      return forDim<TexelSrgb8>(dim);
    case FormatId::RGB16F:
    case FormatId::RGBA16F:
      return forDim<TexelRgba16F>(dim);
    case FormatId::RGB32F:
    case FormatId::RGBA32F:
      return forVolume<TexelRgba32F>(dim);
    case FormatId::R8:
      return forVolume<TexelOne<Layout::Unorm8>>(dim);
    case FormatId::R16F:
      return forVolume<TexelOne<Layout::Float16>>(dim);
    case FormatId::RG16F:
      return forFlat<TexelRg16F>(dim);
    case FormatId::R32F:
      return forVolume<TexelOne<Layout::Float32>>(dim);
    default:
      break;
  }
  switch (format::info(id).layout) {
    case Layout::Depth16:
      return forFlat<TexelOne<Layout::Depth16>>(dim);
    case Layout::Depth24:
      return forFlat<TexelOne<Layout::Depth24>>(dim);
    case Layout::Depth32F:
      return forFlat<TexelOne<Layout::Float32>>(dim);
    default:
      return forDim<TexelAny>(dim);
  }
}

}  // namespace nogpu::pipeline
