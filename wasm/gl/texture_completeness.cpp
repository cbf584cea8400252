// SPDX-License-Identifier: MIT
// Which levels lookups reach and when a texture is complete (ES 3.0 §3.8.10, §3.8.13).
#include <algorithm>

#include "gl/texture.h"

namespace nogpu::gl {
namespace {

uint32_t halved(uint32_t size, uint32_t levels) {
  return std::max(1u, levels < 32 ? size >> levels : 0u);
}

bool sameFormat(const Image& a, const Image& b) {
  return a.format == b.format && a.internalFormat == b.internalFormat;
}

// Whether `image` is what a chain from `base` must have `steps` levels on.
bool continuesChain(const Image& image, const Image& base, uint32_t steps, bool volume) {
  return sameFormat(image, base) && image.width == halved(base.width, steps) &&
         image.height == halved(base.height, steps) &&
         image.depth == (volume ? halved(base.depth, steps) : base.depth);
}

bool filterable(const format::FormatInfo& info, FilterSupport support) {
  switch (info.filterable) {
    case format::Needs::Core:
      return support.halfLinear || info.kind != format::ComponentKind::Float;
    case format::Needs::Norm16:  // a texture has such a format only with the extension
      return true;
    case format::Needs::FloatLinear:
      return support.floatLinear;
    default:
      return false;
  }
}

// Linear filtering needs a filterable format; depth compares may filter, plain depth may not.
bool filterAllowed(const format::FormatInfo& info, const SamplerParams& params,
                   FilterSupport support) {
  if (!params.filtersLinearly()) return true;
  if (info.hasDepth()) {
    return support.depthLinear || params.compareMode == GL_COMPARE_REF_TO_TEXTURE;
  }
  return filterable(info, support);
}

}  // namespace

uint32_t effectiveBaseLevel(const Texture& texture) {
  if (!texture.immutable) return texture.baseLevel;
  return std::min(texture.baseLevel, texture.immutableLevels - 1);
}

LevelRange mipLevels(const Texture& texture) {
  const uint32_t base = effectiveBaseLevel(texture);
  const Image* image = texture.image(0, base);
  if (image == nullptr || image->empty()) return {base, base};
  if (texture.immutable) {
    const uint32_t last = std::clamp(texture.maxLevel, base, texture.immutableLevels - 1);
    return {base, last};
  }
  const uint32_t depth = texture.target == GL_TEXTURE_3D ? image->depth : 1;
  const uint32_t p = base + format::mipLevelCount(image->width, image->height, depth) - 1;
  return {base, std::max(base, std::min(p, texture.maxLevel))};
}

bool cubeComplete(const Texture& texture) {
  const uint32_t base = effectiveBaseLevel(texture);
  const Image* first = texture.image(0, base);
  if (first == nullptr || first->empty() || first->width != first->height) return false;
  for (uint32_t face = 1; face < 6; ++face) {
    const Image* image = texture.image(face, base);
    if (image == nullptr || !continuesChain(*image, *first, 0, false)) return false;
  }
  return true;
}

bool mipmapComplete(const Texture& texture) {
  if (texture.immutable) return true;
  const LevelRange range = mipLevels(texture);
  const Image* base = texture.image(0, range.base);
  if (base == nullptr || base->empty() || range.base > texture.maxLevel) return false;
  const bool volume = texture.target == GL_TEXTURE_3D;
  for (uint32_t face = 0; face < texture.faces(); ++face) {
    for (uint32_t level = range.base; level <= range.last; ++level) {
      const Image* image = texture.image(face, level);
      if (image == nullptr || !continuesChain(*image, *base, level - range.base, volume)) {
        return false;
      }
    }
  }
  return true;
}

namespace {

// WebGL 1.0 §5.14.8.1, ES 2.0 §3.8.2
bool sizeAllowed(const Image& base, const SamplerParams& params) {
  if (powerOfTwo(base.width) && powerOfTwo(base.height)) return true;
  return !params.mipmapped() && params.wrapS == GL_CLAMP_TO_EDGE &&
         params.wrapT == GL_CLAMP_TO_EDGE;
}

}  // namespace

bool textureComplete(const Texture& texture, const SamplerParams& params, FilterSupport support) {
  const Image* base = texture.image(0, effectiveBaseLevel(texture));
  if (base == nullptr || base->empty()) return false;
  if (!texture.immutable && texture.baseLevel > texture.maxLevel) return false;
  if (texture.target == GL_TEXTURE_CUBE_MAP && !cubeComplete(texture)) return false;
  if (!support.anySize && !sizeAllowed(*base, params)) return false;
  if (params.mipmapped() && !mipmapComplete(texture)) return false;
  return filterAllowed(texture.sampledInfo(*base), params, support);
}

}  // namespace nogpu::gl
