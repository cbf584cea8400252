// SPDX-License-Identifier: MIT
// Gather functions: the words of four texels, then their codec.
#include "pipeline/sampler/texel.h"

#include "format/format.h"

namespace nogpu::pipeline {
namespace {

using format::FormatId;
using format::Layout;

template <class Codec>
void gatherBy(const Sampler&, const std::byte* const* texel, v128_t* rgba) {
  v128_t words[4];
  gatherWords<Codec::kBytes>(texel, words);
  Codec::unpack(words, rgba);
}

template <Layout kLayout>
void gatherDepth(const Sampler&, const std::byte* const* texel, v128_t* rgba) {
  rgba[0] = TexelOne<kLayout>::values(texel);
  rgba[1] = rgba[2] = wasm_f32x4_splat(0.0f);
  rgba[3] = wasm_f32x4_splat(1.0f);
}

}  // namespace

GatherFn gatherFunction(FormatId id) {
  switch (format::info(id).layout) {
    case Layout::Depth16:
      return gatherDepth<Layout::Depth16>;
    case Layout::Depth24:
      return gatherDepth<Layout::Depth24>;
    case Layout::Depth32F:
      return gatherDepth<Layout::Depth32F>;
    default:
      break;
  }
  if (format::info(id).srgb) return TexelSrgb8::gather;
  return withCodec(id, []<class Codec>() -> GatherFn { return gatherBy<Codec>; });
}

}  // namespace nogpu::pipeline
