// SPDX-License-Identifier: MIT
// Exports of program objects: linking, attributes, outputs, capture, and the code of a program.
#include "gl/programs.h"

#include <cstring>

#include "boundary/upload.h"
#include "exports/payload.h"
#include "gl/validate_programs.h"
#include "gl/webgl1.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;

namespace {

gl::Program* programOf(gl::Context* context, const char* function, uint32_t handle) {
  return context != nullptr ? gl::findProgram(*context, function, handle) : nullptr;
}

std::string_view textAt(const char* text, uint32_t bytes) {
  return boundary::readable(text, bytes) ? std::string_view(text, bytes) : std::string_view();
}

/// Payload of the three getActive* queries: i32 size, u32 type.
Ephemeral answerActiveInfo(gl::Context& context, int32_t size, uint32_t glType) {
  const uint32_t words[2] = {static_cast<uint32_t>(size), glType};
  std::byte* out = context.arenas.requestSmall(sizeof words);
  if (out != nullptr) std::memcpy(out, words, sizeof words);
  return out;
}

}  // namespace

/// `createProgram`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_program(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::Program* program = c->createObject<gl::Program>("createProgram");
  return program != nullptr ? program->handle : 0;
}

/// `deleteProgram`: the current program lives on until another one is used.
NOGPU_EXPORT void wasm_ctx_delete_program(uint32_t ctx, uint32_t program) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  if (program == boundary::kInvalidHandle) {
    c->error(GL_INVALID_OPERATION, "deleteProgram: program of another context");
  } else if (gl::Program* object = c->lookup<gl::Program>(program)) {
    gl::deleteProgram(*object);
  }
}

/// `isProgram`
NOGPU_EXPORT uint32_t wasm_ctx_is_program(uint32_t ctx, uint32_t program) {
  gl::Context* c = decodeContext(ctx);
  return c != nullptr && c->lookupEvenDeleted<gl::Program>(program) != nullptr ? 1 : 0;
}

/// `attachShader`
NOGPU_EXPORT void wasm_ctx_attach_shader(uint32_t ctx, uint32_t program, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  gl::Program* object = programOf(c, "attachShader", program);
  gl::Shader* attached = object != nullptr ? gl::findShader(*c, "attachShader", shader) : nullptr;
  if (attached == nullptr || !gl::validateAttachShader(*c, *object, *attached)) return;
  gl::attachShader(*object, *attached);
}

/// `detachShader`
NOGPU_EXPORT void wasm_ctx_detach_shader(uint32_t ctx, uint32_t program, uint32_t shader) {
  gl::Context* c = decodeContext(ctx);
  gl::Program* object = programOf(c, "detachShader", program);
  gl::Shader* attached = object != nullptr ? gl::findShader(*c, "detachShader", shader) : nullptr;
  if (attached == nullptr || !gl::validateDetachShader(*c, *object, *attached)) return;
  gl::detachShader(*object, *attached);
}

/// `getAttachedShaders`. Payload: u32 handles, vertex shader first.
NOGPU_EXPORT Ephemeral wasm_ctx_get_attached_shaders(uint32_t ctx, uint32_t program) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getAttachedShaders", program);
  if (object == nullptr) return nullptr;
  uint32_t handles[2];
  uint32_t count = 0;
  if (object->vertex) handles[count++] = object->vertex.handle();
  if (object->fragment) handles[count++] = object->fragment.handle();
  std::byte* out = c->arenas.requestSmall(count * sizeof(uint32_t));
  if (out != nullptr) std::memcpy(out, handles, count * sizeof(uint32_t));
  return out;
}

/// `linkProgram`
NOGPU_EXPORT void wasm_ctx_link_program(uint32_t ctx, uint32_t program) {
  gl::Context* c = decodeContext(ctx);
  gl::Program* object = programOf(c, "linkProgram", program);
  if (object == nullptr || !gl::validateLinkProgram(*c, *object)) return;
  if (c->admit("linkProgram", gl::kAdmittedBytes)) gl::linkProgram(*c, *object);
}

/// `useProgram`: 0 unbinds.
NOGPU_EXPORT void wasm_ctx_use_program(uint32_t ctx, uint32_t program) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  gl::Program* object = nullptr;
  if (program != 0 && (object = gl::findProgram(*c, "useProgram", program)) == nullptr) return;
  const bool capturing = c->transformFeedbacks.object().capturing();
  if (gl::validateUseProgram(*c, object, capturing)) gl::useProgram(*c, object);
}

/// `validateProgram`
NOGPU_EXPORT void wasm_ctx_validate_program(uint32_t ctx, uint32_t program) {
  gl::Context* c = decodeContext(ctx);
  gl::Program* object = programOf(c, "validateProgram", program);
  if (object != nullptr && c->admit("validateProgram", gl::kAdmittedBytes)) {
    gl::validateProgram(*c, *object);
  }
}

/// `getProgramParameter`. Payload: exports/payload.h, one Bool, I32 or U32.
NOGPU_EXPORT Ephemeral wasm_ctx_get_program_parameter(uint32_t ctx, uint32_t program,
                                                      uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getProgramParameter", program);
  if (object == nullptr) return nullptr;
  const gl::Executable* executable = object->executable.get();
  const auto answerBool = [c](bool value) {
    return exports::answerWord(*c, PayloadTag::Bool, value);
  };
  const auto answerCount = [c, executable](size_t count) {
    return exports::answerWord(*c, PayloadTag::I32,
                               executable != nullptr ? static_cast<uint32_t>(count) : 0);
  };
  static const shader::LinkedProgram* const kNothing = [] {
    const boundary::AccountScope account(boundary::moduleAccount());
    return new shader::LinkedProgram;
  }();
  const shader::LinkedProgram& linked = executable != nullptr ? executable->linked : *kNothing;
  switch (gl::versionKnows(*c, gl::EnumRole::ProgramParameter, pname) ? pname : 0) {
    case GL_DELETE_STATUS:
      return answerBool(object->deleted);
    case GL_LINK_STATUS:
      return answerBool(object->linkStatus);
    case GL_VALIDATE_STATUS:
      return answerBool(object->validateStatus);
    case GL_COMPLETION_STATUS_KHR:
      // Compiling and linking are done when their calls return.
      if (c->extensions.has(gl::Extension::KHR_parallel_shader_compile)) return answerBool(true);
      break;
    case GL_ATTACHED_SHADERS:
      return exports::answerWord(*c, PayloadTag::I32,
                                 (object->vertex ? 1u : 0u) + (object->fragment ? 1u : 0u));
    case GL_ACTIVE_ATTRIBUTES:
      return answerCount(linked.attributes.size());
    case GL_ACTIVE_UNIFORMS:
      return answerCount(linked.uniforms.size());
    case GL_ACTIVE_UNIFORM_BLOCKS:
      return answerCount(linked.uniformBlocks.size());
    case GL_TRANSFORM_FEEDBACK_VARYINGS:
      return answerCount(linked.captured.size());
    case GL_TRANSFORM_FEEDBACK_BUFFER_MODE:
      return exports::answerWord(*c, PayloadTag::U32,
                                 executable != nullptr && executable->captureSeparate
                                     ? GL_SEPARATE_ATTRIBS
                                     : GL_INTERLEAVED_ATTRIBS);
    default:
      break;
  }
  c->error(GL_INVALID_ENUM, "getProgramParameter: pname %s (%#x) is unknown",
           format::enumName(pname), pname);
  return nullptr;
}

/// `getProgramInfoLog`. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_program_info_log(uint32_t ctx, uint32_t program) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getProgramInfoLog", program);
  return object != nullptr ? c->arenas.requestString(object->infoLog) : nullptr;
}

/// `bindAttribLocation`: `name` is `bytes` bytes of UTF-8 in the upload area.
NOGPU_EXPORT void wasm_ctx_bind_attrib_location(uint32_t ctx, uint32_t program, uint32_t index,
                                                const char* name, uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  gl::Program* object = programOf(c, "bindAttribLocation", program);
  const std::string_view text = textAt(name, bytes);
  if (object == nullptr || !gl::validateBindAttribLocation(*c, index, text)) return;
  if (c->admit("bindAttribLocation", bytes)) gl::bindAttribLocation(*object, index, text);
}

/// `getAttribLocation`: -1 if there is none. `name` as for bindAttribLocation.
NOGPU_EXPORT int32_t wasm_ctx_get_attrib_location(uint32_t ctx, uint32_t program, const char* name,
                                                  uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getAttribLocation", program);
  const std::string_view text = textAt(name, bytes);
  if (object == nullptr || !gl::validateName(*c, "getAttribLocation", text)) return -1;
  if (!gl::validateLinked(*c, "getAttribLocation", *object)) return -1;
  return gl::isReservedName(text) ? -1 : gl::findAttribute(*object->executable, text);
}

/// `getActiveAttrib`. Payload: i32 size, u32 type; the name is another call.
NOGPU_EXPORT Ephemeral wasm_ctx_get_active_attrib(uint32_t ctx, uint32_t program, uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getActiveAttrib", program);
  if (object == nullptr) return nullptr;
  const size_t count = object->executable ? object->executable->linked.attributes.size() : 0;
  if (!gl::validateIndex(*c, "getActiveAttrib", "index", index, count)) return nullptr;
  const shader::ActiveAttribute& attribute = object->executable->linked.attributes[index];
  return answerActiveInfo(*c, attribute.size, attribute.glType);
}

/// `getActiveAttrib`: the name. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_active_attrib_name(uint32_t ctx, uint32_t program,
                                                       uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getActiveAttrib", program);
  if (object == nullptr) return nullptr;
  const size_t count = object->executable ? object->executable->linked.attributes.size() : 0;
  if (!gl::validateIndex(*c, "getActiveAttrib", "index", index, count)) return nullptr;
  return c->arenas.requestString(object->executable->linked.attributes[index].name);
}

/// `getFragDataLocation`: -1 if there is none. `name` as for bindAttribLocation.
NOGPU_EXPORT int32_t wasm_ctx_get_frag_data_location(uint32_t ctx, uint32_t program,
                                                     const char* name, uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getFragDataLocation", program);
  if (object == nullptr || !gl::validateLinked(*c, "getFragDataLocation", *object)) return -1;
  return gl::findFragmentOutput(*object->executable, textAt(name, bytes));
}

/// `transformFeedbackVaryings`: `count` names joined by NUL, `bytes` bytes of UTF-8 from
/// wasm_alloc.
NOGPU_EXPORT void wasm_ctx_transform_feedback_varyings(uint32_t ctx, uint32_t program,
                                                       const char* names, uint32_t bytes,
                                                       uint32_t count, uint32_t bufferMode) {
  gl::Context* c = decodeContext(ctx);
  gl::Program* object = programOf(c, "transformFeedbackVaryings", program);
  if (object == nullptr || !gl::validateTransformFeedbackVaryings(*c, count, bufferMode)) return;
  if (!c->admit("transformFeedbackVaryings", uint64_t{count} * sizeof(std::string) + bytes)) return;
  std::string_view rest = textAt(names, bytes);
  object->options.capturedVaryings.clear();
  for (uint32_t i = 0; i < count; ++i) {
    const std::string_view name = rest.substr(0, rest.find('\0'));
    object->options.capturedVaryings.emplace_back(name);
    rest.remove_prefix(name.size() < rest.size() ? name.size() + 1 : rest.size());
  }
  object->options.captureSeparate = bufferMode == GL_SEPARATE_ATTRIBS;
}

namespace {

const shader::CapturedVarying* capturedVarying(gl::Context* context, uint32_t program,
                                               uint32_t index) {
  constexpr const char* kName = "getTransformFeedbackVarying";
  const gl::Program* object = programOf(context, kName, program);
  if (object == nullptr || !gl::validateLinked(*context, kName, *object)) return nullptr;
  const auto& captured = object->executable->linked.captured;
  if (!gl::validateIndex(*context, kName, "index", index, captured.size())) return nullptr;
  return &captured[index];
}

}  // namespace

/// `getTransformFeedbackVarying`. Payload: i32 size, u32 type; the name is another call.
NOGPU_EXPORT Ephemeral wasm_ctx_get_transform_feedback_varying(uint32_t ctx, uint32_t program,
                                                               uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const shader::CapturedVarying* varying = capturedVarying(c, program, index);
  return varying != nullptr ? answerActiveInfo(*c, varying->size, varying->glType) : nullptr;
}

/// `getTransformFeedbackVarying`: the name. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_transform_feedback_varying_name(uint32_t ctx, uint32_t program,
                                                                    uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const shader::CapturedVarying* varying = capturedVarying(c, program, index);
  return varying != nullptr ? c->arenas.requestString(varying->name) : nullptr;
}

namespace {

// The linked program of the three queries below and the stage asked for.
const gl::Executable* linkedStage(gl::Context* context, const char* function, uint32_t program,
                                  uint32_t shaderType, shader::Stage& stage) {
  const gl::Program* object = programOf(context, function, program);
  if (object == nullptr || !gl::validateStage(*context, function, shaderType, stage) ||
      !gl::validateLinked(*context, function, *object)) {
    return nullptr;
  }
  return object->executable.get();
}

}  // namespace

/// `getProgramWasm`: what a stage compiled to. Payload: a WASM module.
NOGPU_EXPORT Ephemeral wasm_ctx_get_program_wasm(uint32_t ctx, uint32_t program,
                                                 uint32_t shaderType) {
  gl::Context* c = decodeContext(ctx);
  shader::Stage stage;
  const gl::Executable* executable = linkedStage(c, "getProgramWasm", program, shaderType, stage);
  if (executable == nullptr) return nullptr;
  const std::vector<uint8_t> bytes = gl::programWasm(*executable, stage);
  std::byte* out = c->arenas.requestBlob(bytes.size());
  if (out != nullptr) std::memcpy(out, bytes.data(), bytes.size());
  return out;
}

/// `getProgramWat`: the same as text. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_program_wat(uint32_t ctx, uint32_t program,
                                                uint32_t shaderType) {
  gl::Context* c = decodeContext(ctx);
  shader::Stage stage;
  const gl::Executable* executable = linkedStage(c, "getProgramWat", program, shaderType, stage);
  if (executable == nullptr) return nullptr;
  return c->arenas.requestString(shader::printWat(gl::programWasm(*executable, stage)));
}

/// `getProgramGlsl`: GLSL ES 3.00 regenerated from a stage's IR. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_program_glsl(uint32_t ctx, uint32_t program,
                                                 uint32_t shaderType) {
  gl::Context* c = decodeContext(ctx);
  shader::Stage stage;
  const gl::Executable* executable = linkedStage(c, "getProgramGlsl", program, shaderType, stage);
  if (executable == nullptr) return nullptr;
  return c->arenas.requestString(shader::decompileGlsl(executable->linked, stage));
}
