// SPDX-License-Identifier: MIT
#include "gl/textures.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "format/mipmap.h"
#include "gl/framebuffers.h"

namespace nogpu::gl {

Image& Texture::imageSlot(uint32_t face, uint32_t level) {
  while (levels() <= level) {
    for (uint32_t f = 0; f < faces(); ++f) images.emplace_back(boundary::MemoryKind::Textures);
  }
  return images[level * faces() + face];
}

bool textureKind(uint32_t target, TextureKind& kind) {
  switch (target) {
    case GL_TEXTURE_2D:
      kind = TextureKind::D2;
      return true;
    case GL_TEXTURE_CUBE_MAP:
      kind = TextureKind::Cube;
      return true;
    case GL_TEXTURE_3D:
      kind = TextureKind::D3;
      return true;
    case GL_TEXTURE_2D_ARRAY:
      kind = TextureKind::D2Array;
      return true;
    default:
      return false;
  }
}

Texture* boundTexture(const TextureState& state, uint32_t target) {
  TextureKind kind;
  if (!textureKind(isCubeFace(target) ? GL_TEXTURE_CUBE_MAP : target, kind)) return nullptr;
  return state.units[state.activeUnit].bound[static_cast<uint32_t>(kind)].get();
}

uint32_t maxTextureSize(const Limits& limits, uint32_t target) {
  if (target == GL_TEXTURE_CUBE_MAP || isCubeFace(target)) return limits.maxCubeMapTextureSize;
  return target == GL_TEXTURE_3D ? limits.max3DTextureSize : limits.maxTextureSize;
}

void deleteTexture(Context& context, Texture& texture) {
  const Ref<Texture> alive(&texture);
  texture.deleted = true;
  for (TextureUnit& unit : context.textures.units) {
    for (Ref<Texture>& bound : unit.bound) {
      if (bound == &texture) bound = nullptr;
    }
  }
  detachFromBound(context, texture);
  texture.dropName();
}

void bindTexture(Context& context, uint32_t target, Texture* texture) {
  TextureKind kind;
  if (!textureKind(target, kind)) return;
  TextureUnit& unit = context.textures.units[context.textures.activeUnit];
  unit.bound[static_cast<uint32_t>(kind)] = texture;
  if (texture != nullptr) texture->target = target;
}

void deleteSampler(Context& context, Sampler& sampler) {
  const Ref<Sampler> alive(&sampler);
  sampler.deleted = true;
  for (TextureUnit& unit : context.textures.units) {
    if (unit.sampler == &sampler) unit.sampler = nullptr;
  }
  sampler.dropName();
}

void bindSampler(Context& context, uint32_t unit, Sampler* sampler) {
  context.textures.units[unit].sampler = sampler;
}

// ---- parameters ---------------------------------------------------------------------------------

namespace {

// Names and levels are small: what is outside them, NaN too, goes to an end so that the conversion
// is defined.
uint32_t roundedWord(float value) {
  const float rounded = std::round(value);
  return rounded > 0 ? static_cast<uint32_t>(std::min(rounded, 2147483520.0f)) : 0;
}

}  // namespace

void samplerParameter(SamplerParams& params, uint32_t pname, float value) {
  const uint32_t word = roundedWord(value);
  switch (pname) {
    case GL_TEXTURE_MIN_FILTER:
      params.minFilter = word;
      break;
    case GL_TEXTURE_MAG_FILTER:
      params.magFilter = word;
      break;
    case GL_TEXTURE_WRAP_S:
      params.wrapS = word;
      break;
    case GL_TEXTURE_WRAP_T:
      params.wrapT = word;
      break;
    case GL_TEXTURE_WRAP_R:
      params.wrapR = word;
      break;
    case GL_TEXTURE_COMPARE_MODE:
      params.compareMode = word;
      break;
    case GL_TEXTURE_COMPARE_FUNC:
      params.compareFunc = word;
      break;
    case GL_TEXTURE_MIN_LOD:
      params.minLod = value;
      break;
    case GL_TEXTURE_MAX_LOD:
      params.maxLod = value;
      break;
    case GL_TEXTURE_MAX_ANISOTROPY_EXT:
      params.maxAnisotropy = value;
      break;
    default:
      break;
  }
}

void texParameter(Texture& texture, uint32_t pname, float value) {
  ++texture.version;
  const uint32_t level = roundedWord(value);
  if (pname == GL_TEXTURE_BASE_LEVEL) {
    texture.baseLevel = level;
  } else if (pname == GL_TEXTURE_MAX_LEVEL) {
    texture.maxLevel = level;
  } else if (pname == GL_DEPTH_STENCIL_TEXTURE_MODE_WEBGL) {
    texture.depthStencilMode = level;
  } else {
    samplerParameter(texture.params, pname, value);
  }
}

namespace {

ParameterValue enumValue(uint32_t word) { return {ParameterValue::Kind::Uint, word, 0}; }
ParameterValue intValue(uint32_t word) { return {ParameterValue::Kind::Int, word, 0}; }
ParameterValue boolValue(bool value) { return {ParameterValue::Kind::Bool, value ? 1u : 0u, 0}; }
ParameterValue floatValue(float value) { return {ParameterValue::Kind::Float, 0, value}; }

}  // namespace

ParameterValue getSamplerParameter(const SamplerParams& params, uint32_t pname) {
  switch (pname) {
    case GL_TEXTURE_MIN_FILTER:
      return enumValue(params.minFilter);
    case GL_TEXTURE_MAG_FILTER:
      return enumValue(params.magFilter);
    case GL_TEXTURE_WRAP_S:
      return enumValue(params.wrapS);
    case GL_TEXTURE_WRAP_T:
      return enumValue(params.wrapT);
    case GL_TEXTURE_WRAP_R:
      return enumValue(params.wrapR);
    case GL_TEXTURE_COMPARE_MODE:
      return enumValue(params.compareMode);
    case GL_TEXTURE_COMPARE_FUNC:
      return enumValue(params.compareFunc);
    case GL_TEXTURE_MIN_LOD:
      return floatValue(params.minLod);
    case GL_TEXTURE_MAX_LOD:
      return floatValue(params.maxLod);
    case GL_TEXTURE_MAX_ANISOTROPY_EXT:
      return floatValue(params.maxAnisotropy);
    default:
      return {};
  }
}

ParameterValue getTexParameter(const Texture& texture, uint32_t pname) {
  switch (pname) {
    case GL_TEXTURE_BASE_LEVEL:
      return intValue(texture.baseLevel);
    case GL_TEXTURE_MAX_LEVEL:
      return intValue(texture.maxLevel);
    case GL_DEPTH_STENCIL_TEXTURE_MODE_WEBGL:
      return enumValue(texture.depthStencilMode);
    case GL_TEXTURE_IMMUTABLE_FORMAT:
      return boolValue(texture.immutable);
    case GL_TEXTURE_IMMUTABLE_LEVELS:
      return enumValue(texture.immutableLevels);
    default:
      return getSamplerParameter(texture.params, pname);
  }
}

// ---- storage ------------------------------------------------------------------------------------

void texStorage(Context& context, const char* function, Texture& texture, uint32_t levels,
                uint32_t internalFormat, ImageSize size) {
  const format::FormatId format = format::sizedFormat(internalFormat);
  const bool volume = texture.target == GL_TEXTURE_3D;
  std::vector<Image> images;
  images.reserve(levels * texture.faces());
  for (uint32_t level = 0; level < levels; ++level) {
    const ImageSize levelSize = {std::max(1u, size.width >> level),
                                 std::max(1u, size.height >> level),
                                 volume ? std::max(1u, size.depth >> level) : size.depth};
    for (uint32_t face = 0; face < texture.faces(); ++face) {
      Image& image = images.emplace_back(boundary::MemoryKind::Textures);
      if (allocateImage(image, format, internalFormat, levelSize)) continue;
      context.error(GL_OUT_OF_MEMORY, "%s: no memory for %u x %u x %u %s", function, size.width,
                    size.height, size.depth, format::enumName(internalFormat));
      return;
    }
  }
  texture.images = std::move(images);
  texture.immutable = true;
  texture.immutableLevels = levels;
  ++texture.version;
}

namespace {

format::ImageView viewOf(Image& image) {
  return {image.color.data(), image.width,          image.height,
          image.depth,        image.rowStrideBytes, image.sliceStrideBytes};
}

format::MutableImageView mutableViewOf(Image& image) {
  return {image.color.data(), image.width,          image.height,
          image.depth,        image.rowStrideBytes, image.sliceStrideBytes};
}

// Gives `level` the size that follows `above`, unless it has it already.
bool prepareLevel(Texture& texture, uint32_t face, uint32_t level, bool volume) {
  Image& image = texture.imageSlot(face, level);
  const Image& above = texture.images[(level - 1) * texture.faces() + face];
  const ImageSize size = {std::max(1u, above.width / 2), std::max(1u, above.height / 2),
                          volume ? std::max(1u, above.depth / 2) : above.depth};
  const bool fits = image.format == above.format && image.internalFormat == above.internalFormat &&
                    image.width == size.width && image.height == size.height &&
                    image.depth == size.depth;
  if (fits) return true;
  ++texture.version;
  return allocateImage(image, above.format, above.internalFormat, size);
}

}  // namespace

void generateMipmap(Context& context, Texture& texture) {
  const LevelRange range = mipLevels(texture);
  const bool volume = texture.target == GL_TEXTURE_3D;
  for (uint32_t face = 0; face < texture.faces(); ++face) {
    for (uint32_t level = range.base + 1; level <= range.last; ++level) {
      if (!prepareLevel(texture, face, level, volume)) {
        context.error(GL_OUT_OF_MEMORY, "generateMipmap: no memory for level %u", level);
        return;
      }
      Image& above = *texture.image(face, level - 1);
      Image& image = *texture.image(face, level);
      fillImage(above);
      format::generateMip(image.format, viewOf(above), mutableViewOf(image));
      image.filled = true;
    }
  }
}

}  // namespace nogpu::gl
