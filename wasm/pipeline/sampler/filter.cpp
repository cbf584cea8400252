// SPDX-License-Identifier: MIT
// The level functions that exist: four texel types by four dimensions.
#include "pipeline/sampler/filter.h"

namespace nogpu::pipeline {
namespace {

using format::FormatId;

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
    default:
      return forDim<TexelAny>(dim);
  }
}

}  // namespace nogpu::pipeline
