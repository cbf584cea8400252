// SPDX-License-Identifier: MIT
// Exports of textures: objects, parameters, storage, mipmaps. Uploads are in tex_image.cpp.
#include "gl/textures.h"
#include "exports/payload.h"
#include "gl/validate_textures.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;

namespace {

Ephemeral answerParameter(gl::Context& context, const gl::ParameterValue& value) {
  using Kind = gl::ParameterValue::Kind;
  switch (value.kind) {
    case Kind::Bool:
      return exports::answerWord(context, PayloadTag::Bool, value.word);
    case Kind::Int:
      return exports::answerWord(context, PayloadTag::I32, value.word);
    case Kind::Uint:
      return exports::answerWord(context, PayloadTag::U32, value.word);
    case Kind::Float:
      return exports::answerFloat(context, value.number);
    case Kind::None:
      break;
  }
  return nullptr;
}

}  // namespace

/// `createTexture`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_texture(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::Texture* texture = c->createObject<gl::Texture>("createTexture");
  return texture != nullptr ? texture->handle : 0;
}

/// `deleteTexture`
NOGPU_EXPORT void wasm_ctx_delete_texture(uint32_t ctx, uint32_t texture) {
  gl::Context* c = decodeContext(ctx);
  gl::Texture* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteTexture", texture, object)) return;
  gl::deleteTexture(*c, *object);
}

/// `isTexture`: 1 for a texture that has been bound.
NOGPU_EXPORT uint32_t wasm_ctx_is_texture(uint32_t ctx, uint32_t texture) {
  gl::Context* c = decodeContext(ctx);
  const gl::Texture* object = c != nullptr ? c->lookup<gl::Texture>(texture) : nullptr;
  return object != nullptr && object->target != 0 ? 1 : 0;
}

/// `activeTexture`
NOGPU_EXPORT void wasm_ctx_active_texture(uint32_t ctx, uint32_t texture) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateActiveTexture(*c, texture)) return;
  c->textures.activeUnit = texture - GL_TEXTURE0;
}

/// `bindTexture`
NOGPU_EXPORT void wasm_ctx_bind_texture(uint32_t ctx, uint32_t target, uint32_t texture) {
  gl::Context* c = decodeContext(ctx);
  gl::Texture* object;
  if (c == nullptr || !gl::validateBindTexture(*c, target, texture, object)) return;
  gl::bindTexture(*c, target, object);
}

/// `texParameterf`
NOGPU_EXPORT void wasm_ctx_tex_parameterf(uint32_t ctx, uint32_t target, uint32_t pname,
                                          float param) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateTexParameter(*c, "texParameterf", target, pname, param)) return;
  gl::texParameter(*gl::boundTexture(c->textures, target), pname, param);
}

/// `texParameteri`
NOGPU_EXPORT void wasm_ctx_tex_parameteri(uint32_t ctx, uint32_t target, uint32_t pname,
                                          int32_t param) {
  gl::Context* c = decodeContext(ctx);
  const float value = static_cast<float>(param);
  if (c == nullptr || !gl::validateTexParameter(*c, "texParameteri", target, pname, value)) return;
  gl::texParameter(*gl::boundTexture(c->textures, target), pname, value);
}

/// `getTexParameter`. Payload: exports/payload.h, one value: Bool, I32, U32 or F32.
NOGPU_EXPORT Ephemeral wasm_ctx_get_tex_parameter(uint32_t ctx, uint32_t target, uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateGetTexParameter(*c, target, pname)) return nullptr;
  return answerParameter(*c, gl::getTexParameter(*gl::boundTexture(c->textures, target), pname));
}

/// `texStorage2D`
NOGPU_EXPORT void wasm_ctx_tex_storage2d(uint32_t ctx, uint32_t target, int32_t levels,
                                         uint32_t internalFormat, int32_t width, int32_t height) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateTexStorage(*c, "texStorage2D", 2, target, levels, internalFormat,
                                              width, height, 1)) {
    return;
  }
  gl::texStorage(*c, "texStorage2D", *gl::boundTexture(c->textures, target), levels, internalFormat,
                 {static_cast<uint32_t>(width), static_cast<uint32_t>(height), 1});
}

/// `texStorage3D`
NOGPU_EXPORT void wasm_ctx_tex_storage3d(uint32_t ctx, uint32_t target, int32_t levels,
                                         uint32_t internalFormat, int32_t width, int32_t height,
                                         int32_t depth) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateTexStorage(*c, "texStorage3D", 3, target, levels, internalFormat,
                                              width, height, depth)) {
    return;
  }
  gl::texStorage(
      *c, "texStorage3D", *gl::boundTexture(c->textures, target), levels, internalFormat,
      {static_cast<uint32_t>(width), static_cast<uint32_t>(height), static_cast<uint32_t>(depth)});
}

/// `generateMipmap`
NOGPU_EXPORT void wasm_ctx_generate_mipmap(uint32_t ctx, uint32_t target) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateGenerateMipmap(*c, target)) return;
  gl::generateMipmap(*c, *gl::boundTexture(c->textures, target));
}

/// `createSampler`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_sampler(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::Sampler* sampler = c->createObject<gl::Sampler>("createSampler");
  return sampler != nullptr ? sampler->handle : 0;
}

/// `deleteSampler`
NOGPU_EXPORT void wasm_ctx_delete_sampler(uint32_t ctx, uint32_t sampler) {
  gl::Context* c = decodeContext(ctx);
  gl::Sampler* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteSampler", sampler, object)) return;
  gl::deleteSampler(*c, *object);
}

/// `isSampler`
NOGPU_EXPORT uint32_t wasm_ctx_is_sampler(uint32_t ctx, uint32_t sampler) {
  gl::Context* c = decodeContext(ctx);
  return c != nullptr && c->lookup<gl::Sampler>(sampler) != nullptr ? 1 : 0;
}

/// `bindSampler`
NOGPU_EXPORT void wasm_ctx_bind_sampler(uint32_t ctx, uint32_t unit, uint32_t sampler) {
  gl::Context* c = decodeContext(ctx);
  gl::Sampler* object;
  if (c == nullptr || !gl::validateBindSampler(*c, unit, sampler, object)) return;
  gl::bindSampler(*c, unit, object);
}

/// `samplerParameterf`
NOGPU_EXPORT void wasm_ctx_sampler_parameterf(uint32_t ctx, uint32_t sampler, uint32_t pname,
                                              float param) {
  gl::Context* c = decodeContext(ctx);
  gl::Sampler* object;
  if (c == nullptr ||
      !gl::validateSamplerParameter(*c, "samplerParameterf", sampler, pname, param, object)) {
    return;
  }
  gl::samplerParameter(object->params, pname, param);
  ++object->version;
}

/// `samplerParameteri`
NOGPU_EXPORT void wasm_ctx_sampler_parameteri(uint32_t ctx, uint32_t sampler, uint32_t pname,
                                              int32_t param) {
  gl::Context* c = decodeContext(ctx);
  gl::Sampler* object;
  const float value = static_cast<float>(param);
  if (c == nullptr ||
      !gl::validateSamplerParameter(*c, "samplerParameteri", sampler, pname, value, object)) {
    return;
  }
  gl::samplerParameter(object->params, pname, value);
  ++object->version;
}

/// `getSamplerParameter`. Payload: exports/payload.h, one value: U32 or F32.
NOGPU_EXPORT Ephemeral wasm_ctx_get_sampler_parameter(uint32_t ctx, uint32_t sampler,
                                                      uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  gl::Sampler* object;
  if (c == nullptr || !gl::validateGetSamplerParameter(*c, sampler, pname, object)) return nullptr;
  return answerParameter(*c, gl::getSamplerParameter(object->params, pname));
}
