// SPDX-License-Identifier: MIT
// Exports of shader objects.
#include <cstring>

#include "boundary/upload.h"
#include "exports/payload.h"
#include "gl/programs.h"
#include "gl/validate_programs.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;

/// `createShader`: handle, or 0 with INVALID_ENUM or OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_shader(uint32_t ctx, uint32_t type) {
  gl::Context* c = decodeContext(ctx);
  shader::Stage stage;
  if (c == nullptr || !gl::validateStage(*c, "createShader", type, stage)) return 0;
  const gl::Shader* shader = c->createObject<gl::Shader>("createShader", stage);
  return shader != nullptr ? shader->handle : 0;
}

/// `deleteShader`: an attached shader lives on until it is detached.
NOGPU_EXPORT void wasm_ctx_delete_shader(uint32_t ctx, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  if (shader == boundary::kInvalidHandle) {
    c->error(GL_INVALID_OPERATION, "deleteShader: shader of another context");
  } else if (gl::Shader* object = c->lookup<gl::Shader>(shader)) {
    gl::deleteShader(*object);
  }
}

/// `isShader`
NOGPU_EXPORT uint32_t wasm_ctx_is_shader(uint32_t ctx, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  return c != nullptr && c->lookupEvenDeleted<gl::Shader>(shader) != nullptr ? 1 : 0;
}

/// `shaderSource`: `bytes` bytes of UTF-8 from wasm_alloc.
NOGPU_EXPORT void wasm_ctx_shader_source(uint32_t ctx, uint32_t shader, const char* text,
                                         uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  gl::Shader* object = c != nullptr ? gl::findShader(*c, "shaderSource", shader) : nullptr;
  if (object == nullptr || !boundary::readable(text, bytes)) return;
  if (c->admit("shaderSource", bytes)) object->source.assign(text, bytes);
}

/// `compileShader`
NOGPU_EXPORT void wasm_ctx_compile_shader(uint32_t ctx, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  gl::Shader* object = c != nullptr ? gl::findShader(*c, "compileShader", shader) : nullptr;
  if (object != nullptr && c->admit("compileShader", gl::kAdmittedBytes)) {
    gl::compileShader(*c, *object);
  }
}

/// `getShaderParameter`. Payload: exports/payload.h, one Bool or U32.
NOGPU_EXPORT Ephemeral wasm_ctx_get_shader_parameter(uint32_t ctx, uint32_t shader,
                                                     uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  const gl::Shader* object =
      c != nullptr ? gl::findShader(*c, "getShaderParameter", shader) : nullptr;
  if (object == nullptr) return nullptr;
  const bool isVertex = object->stage == shader::Stage::Vertex;
  switch (pname) {
    case GL_SHADER_TYPE:
      return exports::answerWord(*c, PayloadTag::U32,
                                 isVertex ? GL_VERTEX_SHADER : GL_FRAGMENT_SHADER);
    case GL_DELETE_STATUS:
      return exports::answerWord(*c, PayloadTag::Bool, object->deleted);
    case GL_COMPILE_STATUS:
      return exports::answerWord(*c, PayloadTag::Bool, object->compileStatus());
    case GL_COMPLETION_STATUS_KHR:
      // Compiling is done when its call returns.
      if (!c->extensions.has(gl::Extension::KHR_parallel_shader_compile)) break;
      return exports::answerWord(*c, PayloadTag::Bool, true);
    default:
      break;
  }
  c->error(GL_INVALID_ENUM, "getShaderParameter: pname %s (%#x) is unknown",
           format::enumName(pname), pname);
  return nullptr;
}

/// `getShaderInfoLog`. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_shader_info_log(uint32_t ctx, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  const gl::Shader* object =
      c != nullptr ? gl::findShader(*c, "getShaderInfoLog", shader) : nullptr;
  if (object == nullptr) return nullptr;
  return c->arenas.requestString(object->compiled != nullptr ? object->compiled->infoLog
                                                             : std::string_view());
}

/// `getShaderSource`. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_shader_source(uint32_t ctx, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  const gl::Shader* object = c != nullptr ? gl::findShader(*c, "getShaderSource", shader) : nullptr;
  return object != nullptr ? c->arenas.requestString(object->source) : nullptr;
}

/// `getTranslatedShaderSource` (WEBGL_debug_shaders): the source that the compiler took, empty
/// unless it succeeded; a source set since then does not count. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_translated_shader_source(uint32_t ctx, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  const gl::Shader* object =
      c != nullptr ? gl::findShader(*c, "getTranslatedShaderSource", shader) : nullptr;
  if (object == nullptr) return nullptr;
  return c->arenas.requestString(object->compiledSource);
}

/// `getShaderPrecisionFormat`. Payload: i32 rangeMin, i32 rangeMax, i32 precision.
NOGPU_EXPORT Ephemeral wasm_ctx_get_shader_precision_format(uint32_t ctx, uint32_t shaderType,
                                                            uint32_t precisionType) {
  gl::Context* c = decodeContext(ctx);
  shader::Stage stage;
  constexpr const char* kName = "getShaderPrecisionFormat";
  if (c == nullptr || !gl::validateStage(*c, kName, shaderType, stage)) return nullptr;
  const bool isFloat = precisionType >= GL_LOW_FLOAT && precisionType <= GL_HIGH_FLOAT;
  const bool isInt = precisionType >= GL_LOW_INT && precisionType <= GL_HIGH_INT;
  if (!isFloat && !isInt) {
    c->error(GL_INVALID_ENUM, "%s: %s (%#x) is no precision type", kName,
             format::enumName(precisionType), precisionType);
    return nullptr;
  }
  // Every precision is computed in 32 bits.
  const int32_t values[3] = {isFloat ? 127 : 31, isFloat ? 127 : 30, isFloat ? 23 : 0};
  std::byte* out = c->arenas.requestSmall(sizeof values);
  if (out != nullptr) std::memcpy(out, values, sizeof values);
  return out;
}
