// SPDX-License-Identifier: MIT
#include "gl/texture_units.h"

#include <cstdio>

#include "gl/validate_textures.h"
#include "gl/webgl1.h"
#include "pipeline/sampler/sampler.h"

namespace nogpu::gl {

// The descriptor of a unit, with what it was made from. One per unit is enough: samplers of
// different type on one unit are an error.
struct ResolvedSampler {
  pipeline::Sampler sampler;
  uint32_t texture = 0, object = 0;  ///< handles: they are never used twice, and hold nothing alive
  uint32_t textureVersion = 0, objectVersion = 0;
  uint32_t samplerType = 0;
  FilterSupport filters;
};

TextureUnit::TextureUnit() = default;
TextureUnit::~TextureUnit() = default;

namespace {

enum class TexelClass : uint8_t { Float, Int, Uint };

struct SamplerFacts {
  TextureKind kind;
  TexelClass texels;
  bool shadow;
};

SamplerFacts samplerFacts(uint32_t glType) {
  switch (glType) {
    case GL_SAMPLER_3D:
      return {TextureKind::D3, TexelClass::Float, false};
    case GL_SAMPLER_CUBE:
      return {TextureKind::Cube, TexelClass::Float, false};
    case GL_SAMPLER_2D_ARRAY:
      return {TextureKind::D2Array, TexelClass::Float, false};
    case GL_SAMPLER_2D_SHADOW:
      return {TextureKind::D2, TexelClass::Float, true};
    case GL_SAMPLER_CUBE_SHADOW:
      return {TextureKind::Cube, TexelClass::Float, true};
    case GL_SAMPLER_2D_ARRAY_SHADOW:
      return {TextureKind::D2Array, TexelClass::Float, true};
    case GL_INT_SAMPLER_2D:
      return {TextureKind::D2, TexelClass::Int, false};
    case GL_INT_SAMPLER_3D:
      return {TextureKind::D3, TexelClass::Int, false};
    case GL_INT_SAMPLER_CUBE:
      return {TextureKind::Cube, TexelClass::Int, false};
    case GL_INT_SAMPLER_2D_ARRAY:
      return {TextureKind::D2Array, TexelClass::Int, false};
    case GL_UNSIGNED_INT_SAMPLER_2D:
      return {TextureKind::D2, TexelClass::Uint, false};
    case GL_UNSIGNED_INT_SAMPLER_3D:
      return {TextureKind::D3, TexelClass::Uint, false};
    case GL_UNSIGNED_INT_SAMPLER_CUBE:
      return {TextureKind::Cube, TexelClass::Uint, false};
    case GL_UNSIGNED_INT_SAMPLER_2D_ARRAY:
      return {TextureKind::D2Array, TexelClass::Uint, false};
    default:
      return {TextureKind::D2, TexelClass::Float, false};
  }
}

TexelClass texelClass(const format::FormatInfo& info) {
  if (info.kind == format::ComponentKind::Sint) return TexelClass::Int;
  return info.kind == format::ComponentKind::Uint ? TexelClass::Uint : TexelClass::Float;
}

uint32_t unitOf(const Executable& executable, size_t slot) {
  return executable.words[executable.code->samplerWords[slot]];
}

Texture* textureFor(const Context& context, uint32_t unit, TextureKind kind) {
  return context.textures.units[unit].bound[static_cast<uint32_t>(kind)].get();
}

const SamplerParams& paramsFor(const TextureUnit& unit, const Texture& texture) {
  return unit.sampler ? unit.sampler->params : texture.params;
}

FilterSupport filterSupport(const Context& context) {
  const ExtensionState& ext = context.extensions;
  const bool first = isWebgl1(context);
  return {ext.has(Extension::OES_texture_float_linear),
          !first || ext.has(Extension::OES_texture_half_float_linear), !first, first};
}

}  // namespace

// ---- rules --------------------------------------------------------------------------------------

std::string samplerConflict(const Context&, const Executable& executable) {
  uint32_t typeOfUnit[kMaxTextureUnits] = {};
  for (size_t slot = 0; slot < executable.linked.samplers.size(); ++slot) {
    const uint32_t type = executable.linked.samplers[slot].glType;
    uint32_t& known = typeOfUnit[unitOf(executable, slot)];
    if (known != 0 && known != type) {
      char line[128];
      std::snprintf(line, sizeof line, "ERROR: samplers %s and %s both use texture unit %u\n",
                    format::enumName(known), format::enumName(type), unitOf(executable, slot));
      return line;
    }
    known = type;
  }
  return {};
}

namespace {

// The class of the sampler must be that of the texture; shadow samplers need a comparing depth
// texture.
const char* samplerMismatch(const SamplerFacts& facts, const Texture& texture,
                            const SamplerParams& params) {
  const Image* base = texture.image(0, effectiveBaseLevel(texture));
  if (base == nullptr) return nullptr;
  const format::FormatInfo& info = texture.sampledInfo(*base);
  if (texelClass(info) != facts.texels) return "the sampler's type does not fit the format";
  const bool compares = params.compareMode == GL_COMPARE_REF_TO_TEXTURE;
  if (facts.shadow && !(info.hasDepth() && compares)) {
    return "a shadow sampler needs a depth texture with COMPARE_REF_TO_TEXTURE";
  }
  if (!facts.shadow && info.hasDepth() && compares) {
    return "a depth texture with COMPARE_REF_TO_TEXTURE needs a shadow sampler";
  }
  return nullptr;
}

}  // namespace

bool validateSamplers(Context& context, const Executable& executable, const char* function) {
  uint32_t typeOfUnit[kMaxTextureUnits] = {};
  for (size_t slot = 0; slot < executable.linked.samplers.size(); ++slot) {
    const uint32_t type = executable.linked.samplers[slot].glType;
    const uint32_t unit = unitOf(executable, slot);
    if (typeOfUnit[unit] != 0 && typeOfUnit[unit] != type) {
      context.error(GL_INVALID_OPERATION, "%s: samplers %s and %s both use texture unit %u",
                    function, format::enumName(typeOfUnit[unit]), format::enumName(type), unit);
      return false;
    }
    typeOfUnit[unit] = type;
    const SamplerFacts facts = samplerFacts(type);
    const Texture* texture = textureFor(context, unit, facts.kind);
    if (texture == nullptr) continue;
    const SamplerParams& params = paramsFor(context.textures.units[unit], *texture);
    const char* mismatch = samplerMismatch(facts, *texture, params);
    if (mismatch == nullptr) continue;
    context.error(GL_INVALID_OPERATION, "%s: texture unit %u: %s", function, unit, mismatch);
    return false;
  }
  return true;
}

namespace {

bool attachedTo(const Framebuffer& framebuffer, const Texture& texture, LevelRange levels) {
  // Whether a draw buffer selects the attachment does not matter (WebGL 2.0 §5, feedback loops).
  for (const Attachment& a : framebuffer.attachments) {
    if (a.texture == &texture && a.level >= levels.base && a.level <= levels.last) return true;
  }
  return false;
}

}  // namespace

bool validateNoFeedbackLoop(Context& context, const Executable& executable,
                            const Framebuffer& framebuffer, const char* function) {
  if (framebuffer.isDefault) return true;
  for (size_t slot = 0; slot < executable.linked.samplers.size(); ++slot) {
    const uint32_t unit = unitOf(executable, slot);
    const SamplerFacts facts = samplerFacts(executable.linked.samplers[slot].glType);
    const Texture* texture = textureFor(context, unit, facts.kind);
    if (texture == nullptr) continue;
    const SamplerParams& params = paramsFor(context.textures.units[unit], *texture);
    LevelRange levels = mipLevels(*texture);
    if (!params.mipmapped()) levels.last = levels.base;
    if (!attachedTo(framebuffer, *texture, levels)) continue;
    // Lookups in an incomplete texture see no texels.
    if (!textureComplete(*texture, params, filterSupport(context))) continue;
    context.error(GL_INVALID_OPERATION,
                  "%s: the texture of unit %u is also attached to the framebuffer", function, unit);
    return false;
  }
  return true;
}

// ---- resolution ---------------------------------------------------------------------------------

namespace {

pipeline::Wrap wrapOf(uint32_t wrap) {
  if (wrap == GL_CLAMP_TO_EDGE) return pipeline::Wrap::ClampToEdge;
  if (wrap == GL_MIRROR_CLAMP_TO_EDGE_EXT) return pipeline::Wrap::MirrorClampToEdge;
  return wrap == GL_MIRRORED_REPEAT ? pipeline::Wrap::MirroredRepeat : pipeline::Wrap::Repeat;
}

pipeline::MipFilter mipFilterOf(uint32_t filter) {
  switch (filter) {
    case GL_NEAREST_MIPMAP_NEAREST:
    case GL_LINEAR_MIPMAP_NEAREST:
      return pipeline::MipFilter::Nearest;
    case GL_NEAREST_MIPMAP_LINEAR:
    case GL_LINEAR_MIPMAP_LINEAR:
      return pipeline::MipFilter::Linear;
    default:
      return pipeline::MipFilter::None;
  }
}

pipeline::Filter minFilterOf(uint32_t filter) {
  const bool linear = filter == GL_LINEAR || filter == GL_LINEAR_MIPMAP_NEAREST ||
                      filter == GL_LINEAR_MIPMAP_LINEAR;
  return linear ? pipeline::Filter::Linear : pipeline::Filter::Nearest;
}

pipeline::SamplerState stateOf(const SamplerParams& params, const Limits& limits) {
  pipeline::SamplerState state;
  state.mag = minFilterOf(params.magFilter);
  state.min = minFilterOf(params.minFilter);
  state.mip = mipFilterOf(params.minFilter);
  state.wrapS = wrapOf(params.wrapS);
  state.wrapT = wrapOf(params.wrapT);
  state.wrapR = wrapOf(params.wrapR);
  state.minLod = params.minLod;
  state.maxLod = params.maxLod;
  state.compare = params.compareMode == GL_COMPARE_REF_TO_TEXTURE;
  state.compareFunc = static_cast<pipeline::CompareFunc>(params.compareFunc - GL_NEVER);
  const float most = limits.maxTextureMaxAnisotropy;
  state.maxAnisotropy = params.maxAnisotropy < most ? params.maxAnisotropy : most;
  return state;
}

pipeline::TextureLevel levelOf(Texture& texture, uint32_t level) {
  pipeline::TextureLevel result;
  for (uint32_t face = 0; face < texture.faces(); ++face) {
    Image& image = *texture.image(face, level);
    fillImage(image);
    const bool stencil = texture.samplesStencil(image);
    result.faces[face] = stencil ? image.stencil.data() : image.color.data();
    result.width = image.width;
    result.height = image.height;
    result.depth = image.depth;
    result.rowStrideBytes = stencil ? image.width : image.rowStrideBytes;
    result.sliceStrideBytes =
        static_cast<uint32_t>(stencil ? image.stencilSliceBytes() : image.sliceStrideBytes);
  }
  return result;
}

void resolve(Context& context, ResolvedSampler& resolved, Texture* texture,
             const SamplerParams& params, TextureKind kind) {
  pipeline::TextureView view;
  pipeline::TextureLevel levels[pipeline::kMaxTextureLevels];
  view.dim = static_cast<pipeline::TextureDim>(kind);
  view.complete = texture != nullptr && textureComplete(*texture, params, filterSupport(context));
  if (view.complete) {
    const LevelRange range = mipLevels(*texture);
    const Image& base = *texture->image(0, range.base);
    view.format = texture->samplesStencil(base) ? format::FormatId::R8UI : base.format;
    view.baseLevel = view.maxLevel = range.base;
    // Without mipmaps other levels need not exist; texelFetch reaches only what is there.
    const bool chain = params.mipmapped() || mipmapComplete(*texture);
    if (chain) view.maxLevel = range.last;
    for (uint32_t level = view.baseLevel; level <= view.maxLevel; ++level) {
      levels[level] = levelOf(*texture, level);
    }
    view.levels = levels;
  }
  pipeline::resolveSampler(view, stateOf(params, context.limits), &resolved.sampler);
}

bool upToDate(const Context& context, const ResolvedSampler& resolved, const Texture* texture,
              const Sampler* object, uint32_t samplerType) {
  return resolved.texture == (texture != nullptr ? texture->handle : 0) &&
         resolved.object == (object != nullptr ? object->handle : 0) &&
         resolved.samplerType == samplerType &&
         resolved.textureVersion == (texture != nullptr ? texture->version : 0) &&
         resolved.objectVersion == (object != nullptr ? object->version : 0) &&
         resolved.filters == filterSupport(context);
}

const shader::SamplerDesc* resolveUnit(Context& context, uint32_t unitIndex, uint32_t samplerType) {
  TextureUnit& unit = context.textures.units[unitIndex];
  const TextureKind kind = samplerFacts(samplerType).kind;
  Texture* texture = unit.bound[static_cast<uint32_t>(kind)].get();
  if (unit.resolved == nullptr) unit.resolved = std::make_unique<ResolvedSampler>();
  ResolvedSampler& resolved = *unit.resolved;
  if (!upToDate(context, resolved, texture, unit.sampler.get(), samplerType)) {
    static constexpr SamplerParams kDefaults{};
    resolve(context, resolved, texture, texture != nullptr ? paramsFor(unit, *texture) : kDefaults,
            kind);
    resolved.texture = texture != nullptr ? texture->handle : 0;
    resolved.object = unit.sampler.handle();
    resolved.samplerType = samplerType;
    resolved.textureVersion = texture != nullptr ? texture->version : 0;
    resolved.objectVersion = unit.sampler ? unit.sampler->version : 0;
    resolved.filters = filterSupport(context);
  }
  return &resolved.sampler;
}

}  // namespace

const shader::SamplerDesc* const* resolveSamplers(Context& context, Executable& executable) {
  const size_t count = executable.linked.samplers.size();
  executable.samplers.resize(count);
  for (size_t slot = 0; slot < count; ++slot) {
    executable.samplers[slot] =
        resolveUnit(context, unitOf(executable, slot), executable.linked.samplers[slot].glType);
  }
  return executable.samplers.data();
}

}  // namespace nogpu::gl
