// SPDX-License-Identifier: MIT
#include "gl/validate_textures.h"

#include <cmath>

#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

bool supported(const Context& context, format::Needs needs) {
  const ExtensionState& ext = context.extensions;
  switch (needs) {
    case format::Needs::Core:
      return true;
    case format::Needs::FloatBuffer:
      return ext.has(Extension::EXT_color_buffer_float) ||
             ext.has(Extension::WEBGL_color_buffer_float);
    case format::Needs::HalfBuffer:
      return ext.has(Extension::EXT_color_buffer_float) ||
             ext.has(Extension::EXT_color_buffer_half_float);
    case format::Needs::FloatBufferV1:
      return ext.has(Extension::WEBGL_color_buffer_float);
    case format::Needs::HalfBufferV1:
      return isWebgl1(context) && ext.has(Extension::EXT_color_buffer_half_float);
    case format::Needs::FloatLinear:
      return ext.has(Extension::OES_texture_float_linear);
    case format::Needs::FloatBlend:
      return ext.has(Extension::EXT_float_blend);
    case format::Needs::SnormBuffer:
      return ext.has(Extension::EXT_render_snorm);
    case format::Needs::ExponentBuffer:
      return ext.has(Extension::WEBGL_render_shared_exponent);
    case format::Needs::Norm16:
      return ext.has(Extension::EXT_texture_norm16);
    case format::Needs::No:
      return false;
  }
  return false;
}

namespace {

/// The extension that brings a compressed format.
Extension compressedExtension(const format::FormatInfo& info) {
  switch (info.family) {
    case format::CompressedFamily::S3tc:
      return info.srgb ? Extension::WEBGL_compressed_texture_s3tc_srgb
                       : Extension::WEBGL_compressed_texture_s3tc;
    case format::CompressedFamily::Rgtc:
      return Extension::EXT_texture_compression_rgtc;
    case format::CompressedFamily::Bptc:
      return Extension::EXT_texture_compression_bptc;
    case format::CompressedFamily::Etc1:
      return Extension::WEBGL_compressed_texture_etc1;
    case format::CompressedFamily::Etc2:
      return Extension::WEBGL_compressed_texture_etc;
    case format::CompressedFamily::Astc:
      return Extension::WEBGL_compressed_texture_astc;
    case format::CompressedFamily::None:
      break;
  }
  return Extension::kCount;
}

}  // namespace

bool formatAvailable(const Context& context, format::FormatId format) {
  if (format == format::FormatId::kNone) return false;
  const format::FormatInfo& info = format::info(format);
  if (info.compressed()) return context.extensions.has(compressedExtension(info));
  if (info.layout == format::Layout::Stencil8) return false;
  return info.filterable != format::Needs::Norm16 || supported(context, format::Needs::Norm16);
}

bool validateActiveTexture(Context& context, uint32_t texture) {
  if (texture >= GL_TEXTURE0 && texture - GL_TEXTURE0 < kMaxTextureUnits) return true;
  context.error(GL_INVALID_ENUM, "activeTexture: %#x is not TEXTURE0 … TEXTURE%u", texture,
                kMaxTextureUnits - 1);
  return false;
}

namespace {

bool validateTarget(Context& context, const char* function, uint32_t target) {
  TextureKind kind;
  if (textureKind(target, kind) && versionKnows(context, EnumRole::TextureTarget, target)) {
    return true;
  }
  context.error(GL_INVALID_ENUM, "%s: target %s (%#x) is no texture target", function,
                enumName(target), target);
  return false;
}

bool validateBound(Context& context, const char* function, uint32_t target) {
  if (boundTexture(context.textures, target) != nullptr) return true;
  context.error(GL_INVALID_OPERATION, "%s: no texture is bound to %s", function, enumName(target));
  return false;
}

}  // namespace

bool validateBindTexture(Context& context, uint32_t target, uint32_t handle, Texture*& texture) {
  texture = nullptr;
  if (!validateTarget(context, "bindTexture", target)) return false;
  if (handle == 0) return true;
  texture = context.lookup<Texture>(handle);
  if (texture == nullptr) {
    context.error(GL_INVALID_OPERATION, "bindTexture: texture is deleted or of another context");
    return false;
  }
  if (texture->target != 0 && texture->target != target) {
    context.error(GL_INVALID_OPERATION, "bindTexture: texture was first bound to %s, not to %s",
                  enumName(texture->target), enumName(target));
    return false;
  }
  return true;
}

// ---- parameters ---------------------------------------------------------------------------------

namespace {

enum class Legality : uint8_t { Ok, UnknownName, BadEnum, BadValue };

bool isFilter(uint32_t value, bool mipmapped) {
  if (value == GL_NEAREST || value == GL_LINEAR) return true;
  return mipmapped && value >= GL_NEAREST_MIPMAP_NEAREST && value <= GL_LINEAR_MIPMAP_LINEAR;
}

bool isWrap(const Context& context, uint32_t value) {
  return value == GL_CLAMP_TO_EDGE || value == GL_REPEAT || value == GL_MIRRORED_REPEAT ||
         (value == GL_MIRROR_CLAMP_TO_EDGE_EXT &&
          context.extensions.has(Extension::EXT_texture_mirror_clamp_to_edge));
}

Legality enumLegality(bool legal) { return legal ? Legality::Ok : Legality::BadEnum; }

Legality samplerLegality(const Context& context, uint32_t pname, float value) {
  const float rounded = std::round(value);
  const bool small = rounded >= 0.0f && rounded <= 65535.0f;
  const uint32_t word = small ? static_cast<uint32_t>(rounded) : 0xffffffffu;
  switch (versionKnows(context, EnumRole::TexParameter, pname) ? pname : 0) {
    case GL_TEXTURE_MIN_FILTER:
      return enumLegality(isFilter(word, true));
    case GL_TEXTURE_MAG_FILTER:
      return enumLegality(isFilter(word, false));
    case GL_TEXTURE_WRAP_S:
    case GL_TEXTURE_WRAP_T:
    case GL_TEXTURE_WRAP_R:
      return enumLegality(isWrap(context, word));
    case GL_TEXTURE_COMPARE_MODE:
      return enumLegality(word == GL_NONE || word == GL_COMPARE_REF_TO_TEXTURE);
    case GL_TEXTURE_COMPARE_FUNC:
      return enumLegality(word >= GL_NEVER && word <= GL_ALWAYS);
    case GL_TEXTURE_MIN_LOD:
    case GL_TEXTURE_MAX_LOD:
      return Legality::Ok;
    case GL_TEXTURE_MAX_ANISOTROPY_EXT:
      if (!context.extensions.has(Extension::EXT_texture_filter_anisotropic)) break;
      return value >= 1.0f ? Legality::Ok : Legality::BadValue;
    default:
      break;
  }
  return Legality::UnknownName;
}

bool report(Context& context, const char* function, uint32_t pname, float value,
            Legality legality) {
  switch (legality) {
    case Legality::Ok:
      return true;
    case Legality::UnknownName:
      context.error(GL_INVALID_ENUM, "%s: pname %s (%#x) is not settable here", function,
                    enumName(pname), pname);
      return false;
    case Legality::BadEnum:
      context.error(GL_INVALID_ENUM, "%s: %g is no value of %s", function,
                    static_cast<double>(value), enumName(pname));
      return false;
    case Legality::BadValue:
      context.error(GL_INVALID_VALUE, "%s: %s %g is too small", function, enumName(pname),
                    static_cast<double>(value));
      return false;
  }
  return false;
}

}  // namespace

bool validateTexParameter(Context& context, const char* function, uint32_t target, uint32_t pname,
                          float value) {
  if (!validateTarget(context, function, target)) return false;
  if (!validateBound(context, function, target)) return false;
  if (pname == GL_DEPTH_STENCIL_TEXTURE_MODE_WEBGL &&
      context.extensions.has(Extension::WEBGL_stencil_texturing)) {
    const bool known = value == static_cast<float>(GL_DEPTH_COMPONENT) ||
                       value == static_cast<float>(GL_STENCIL_INDEX_WEBGL);
    return report(context, function, pname, value, enumLegality(known));
  }
  const bool level = (pname == GL_TEXTURE_BASE_LEVEL || pname == GL_TEXTURE_MAX_LEVEL) &&
                     versionKnows(context, EnumRole::TexParameter, pname);
  const Legality legality = !level                      ? samplerLegality(context, pname, value)
                            : std::round(value) >= 0.0f ? Legality::Ok
                                                        : Legality::BadValue;
  return report(context, function, pname, value, legality);
}

bool validateGetTexParameter(Context& context, uint32_t target, uint32_t pname) {
  if (!validateTarget(context, "getTexParameter", target)) return false;
  if (!validateBound(context, "getTexParameter", target)) return false;
  switch (versionKnows(context, EnumRole::TexParameter, pname) ? pname : 0) {
    case GL_TEXTURE_BASE_LEVEL:
    case GL_TEXTURE_MAX_LEVEL:
    case GL_TEXTURE_IMMUTABLE_FORMAT:
    case GL_TEXTURE_IMMUTABLE_LEVELS:
      return true;
    case GL_DEPTH_STENCIL_TEXTURE_MODE_WEBGL:
      if (context.extensions.has(Extension::WEBGL_stencil_texturing)) return true;
      break;
    default:
      break;
  }
  if (samplerLegality(context, pname, 1.0f) != Legality::UnknownName) return true;
  context.error(GL_INVALID_ENUM, "getTexParameter: pname %s (%#x) is unknown", enumName(pname),
                pname);
  return false;
}

bool validateBindSampler(Context& context, uint32_t unit, uint32_t handle, Sampler*& sampler) {
  sampler = nullptr;
  if (unit >= kMaxTextureUnits) {
    context.error(GL_INVALID_VALUE, "bindSampler: unit %u is not below %u", unit, kMaxTextureUnits);
    return false;
  }
  if (handle == 0) return true;
  sampler = context.lookup<Sampler>(handle);
  if (sampler != nullptr) return true;
  context.error(GL_INVALID_OPERATION, "bindSampler: sampler is deleted or of another context");
  return false;
}

namespace {

bool findSampler(Context& context, const char* function, uint32_t handle, Sampler*& sampler) {
  sampler = context.lookup<Sampler>(handle);
  if (sampler != nullptr) return true;
  context.error(GL_INVALID_OPERATION, "%s: sampler is deleted or of another context", function);
  return false;
}

}  // namespace

bool validateSamplerParameter(Context& context, const char* function, uint32_t handle,
                              uint32_t pname, float value, Sampler*& sampler) {
  if (!findSampler(context, function, handle, sampler)) return false;
  return report(context, function, pname, value, samplerLegality(context, pname, value));
}

bool validateGetSamplerParameter(Context& context, uint32_t handle, uint32_t pname,
                                 Sampler*& sampler) {
  if (!findSampler(context, "getSamplerParameter", handle, sampler)) return false;
  if (samplerLegality(context, pname, 1.0f) != Legality::UnknownName) return true;
  context.error(GL_INVALID_ENUM, "getSamplerParameter: pname %s (%#x) is unknown", enumName(pname),
                pname);
  return false;
}

// ---- storage and mipmaps ------------------------------------------------------------------------

bool validateLevel(Context& context, const char* function, uint32_t target, int32_t level) {
  const uint32_t levels = format::mipLevelCount(maxTextureSize(context.limits, target), 1);
  if (level >= 0 && static_cast<uint32_t>(level) < levels) return true;
  context.error(GL_INVALID_VALUE, "%s: level %d is not in 0 … %u", function, level, levels - 1);
  return false;
}

namespace {

// WebGL 1.0 §5.14.8: sizes are powers of two; EXT_sRGB: no sRGB.
bool validateWebgl1Mipmap(Context& context, const Image& base) {
  if (!powerOfTwo(base.width) || !powerOfTwo(base.height)) {
    return context.error(GL_INVALID_OPERATION,
                         "generateMipmap: %u x %u is no power of two in both directions",
                         base.width, base.height);
  }
  if (!base.info().srgb) return true;
  return context.error(GL_INVALID_OPERATION, "generateMipmap: %s is sRGB",
                       enumName(base.internalFormat));
}

}  // namespace

bool validateGenerateMipmap(Context& context, uint32_t target) {
  constexpr const char* kName = "generateMipmap";
  if (!validateTarget(context, kName, target)) return false;
  if (!validateBound(context, kName, target)) return false;
  const Texture& texture = *boundTexture(context.textures, target);
  const Image* base = texture.image(0, effectiveBaseLevel(texture));
  if (base == nullptr || base->empty()) {
    context.error(GL_INVALID_OPERATION, "generateMipmap: base level %u has no texels",
                  effectiveBaseLevel(texture));
    return false;
  }
  if (target == GL_TEXTURE_CUBE_MAP && !cubeComplete(texture)) {
    context.error(GL_INVALID_OPERATION, "generateMipmap: the cube map is not cube complete");
    return false;
  }
  if (isWebgl1(context) && !validateWebgl1Mipmap(context, *base)) return false;
  const bool unsized = format::sizedFormat(base->internalFormat) == format::FormatId::kNone;
  const format::FormatInfo& info = base->info();
  const bool allowed =
      !info.hasDepth() && !base->isCompressed() &&
      (unsized || (supported(context, info.renderable) && supported(context, info.filterable)));
  if (allowed && !info.isInteger()) return true;
  context.error(GL_INVALID_OPERATION, "generateMipmap: %s is not both renderable and filterable",
                enumName(base->internalFormat));
  return false;
}

namespace {

bool validateStorageSize(Context& context, const char* function, uint32_t target, int32_t levels,
                         ImageSize size) {
  const uint32_t most = maxTextureSize(context.limits, target);
  const uint32_t mostDepth = target == GL_TEXTURE_3D         ? most
                             : target == GL_TEXTURE_2D_ARRAY ? context.limits.maxArrayTextureLayers
                                                             : 1;
  if (size.width > most || size.height > most || size.depth > mostDepth) {
    context.error(GL_INVALID_VALUE, "%s: size %u x %u x %u exceeds %u x %u x %u", function,
                  size.width, size.height, size.depth, most, most, mostDepth);
    return false;
  }
  if (target == GL_TEXTURE_CUBE_MAP && size.width != size.height) {
    context.error(GL_INVALID_VALUE, "%s: cube face %u x %u is not square", function, size.width,
                  size.height);
    return false;
  }
  const uint32_t depth = target == GL_TEXTURE_3D ? size.depth : 1;
  const uint32_t mostLevels = format::mipLevelCount(size.width, size.height, depth);
  if (static_cast<uint32_t>(levels) <= mostLevels) return true;
  context.error(GL_INVALID_OPERATION, "%s: levels %d exceeds the %u that the size has", function,
                levels, mostLevels);
  return false;
}

}  // namespace

bool validateTexStorage(Context& context, const char* function, uint32_t dimensions,
                        uint32_t target, int32_t levels, uint32_t internalFormat, int32_t width,
                        int32_t height, int32_t depth) {
  const bool flat = target == GL_TEXTURE_2D || target == GL_TEXTURE_CUBE_MAP;
  const bool deep = target == GL_TEXTURE_3D || target == GL_TEXTURE_2D_ARRAY;
  if (dimensions == 2 ? !flat : !deep) {
    context.error(GL_INVALID_ENUM, "%s: target %s (%#x) does not fit", function, enumName(target),
                  target);
    return false;
  }
  const format::FormatId format = format::sizedFormat(internalFormat);
  if (!formatAvailable(context, format)) {
    context.error(GL_INVALID_ENUM, "%s: internalformat %s (%#x) is no sized format", function,
                  enumName(internalFormat), internalFormat);
    return false;
  }
  if (levels < 1 || width < 1 || height < 1 || depth < 1) {
    context.error(GL_INVALID_VALUE, "%s: levels %d and size %d x %d x %d must be positive",
                  function, levels, width, height, depth);
    return false;
  }
  if (!validateBound(context, function, target)) return false;
  if (boundTexture(context.textures, target)->immutable) {
    context.error(GL_INVALID_OPERATION, "%s: the texture is immutable already", function);
    return false;
  }
  if (target == GL_TEXTURE_3D && format::info(format).hasDepth()) {
    context.error(GL_INVALID_OPERATION, "%s: depth formats are not for TEXTURE_3D", function);
    return false;
  }
  const format::FormatInfo& info = format::info(format);
  if (info.compressed() &&
      !(validateCompressedTarget(context, function, target, info) &&
        validateCompressedSize(context, function, 0, static_cast<uint32_t>(width),
                               static_cast<uint32_t>(height), info))) {
    return false;
  }
  return validateStorageSize(
      context, function, target, levels,
      {static_cast<uint32_t>(width), static_cast<uint32_t>(height), static_cast<uint32_t>(depth)});
}

}  // namespace nogpu::gl
