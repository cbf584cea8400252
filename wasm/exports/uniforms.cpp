// SPDX-License-Identifier: MIT
// Exports of uniform variables and uniform blocks. A location crosses as program handle, link
// number and index; vectors and matrices as an address (upload area or wasm_alloc) and a count of
// scalars.
#include "gl/uniforms.h"

#include <cstring>

#include "boundary/upload.h"
#include "exports/payload.h"
#include "gl/programs.h"
#include "gl/validate_programs.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;
using gl::ScalarType;

namespace {

gl::Program* programOf(gl::Context* context, const char* function, uint32_t handle) {
  return context != nullptr ? gl::findProgram(*context, function, handle) : nullptr;
}

// A program whose last link succeeded.
gl::Program* linkedProgram(gl::Context* context, const char* function, uint32_t handle) {
  gl::Program* program = programOf(context, function, handle);
  return program != nullptr && gl::validateLinked(*context, function, *program) ? program : nullptr;
}

std::string_view textAt(const char* text, uint32_t bytes) {
  return boundary::readable(text, bytes) ? std::string_view(text, bytes) : std::string_view();
}

void setUniform(uint32_t ctx, const char* function, gl::UniformLocation location,
                const gl::UniformValues& values) {
  gl::Context* c = decodeContext(ctx);
  gl::UniformTarget target;
  if (c == nullptr || !boundary::readable(values.values, uint64_t{values.scalars} * 4)) return;
  if (gl::validateUniform(*c, function, location, values, target)) gl::setUniform(target, values);
}

template <uint32_t N, typename T>
void setScalars(uint32_t ctx, const char* function, gl::UniformLocation location, ScalarType type,
                const T (&values)[N]) {
  uint32_t words[N];
  std::memcpy(words, values, sizeof words);
  setUniform(ctx, function, location, {type, 1, static_cast<uint8_t>(N), false, false, words, N});
}

}  // namespace

// `uniform1f` … `uniform4ui`: the components.
#define SCALAR_UNIFORMS(suffix, Name, T, kind)                                               \
  NOGPU_EXPORT void wasm_ctx_uniform1##suffix(uint32_t ctx, uint32_t program, uint32_t link, \
                                              uint32_t index, T x) {                         \
    setScalars(ctx, "uniform1" Name, {program, link, index}, kind, {x});                     \
  }                                                                                          \
  NOGPU_EXPORT void wasm_ctx_uniform2##suffix(uint32_t ctx, uint32_t program, uint32_t link, \
                                              uint32_t index, T x, T y) {                    \
    setScalars(ctx, "uniform2" Name, {program, link, index}, kind, {x, y});                  \
  }                                                                                          \
  NOGPU_EXPORT void wasm_ctx_uniform3##suffix(uint32_t ctx, uint32_t program, uint32_t link, \
                                              uint32_t index, T x, T y, T z) {               \
    setScalars(ctx, "uniform3" Name, {program, link, index}, kind, {x, y, z});               \
  }                                                                                          \
  NOGPU_EXPORT void wasm_ctx_uniform4##suffix(uint32_t ctx, uint32_t program, uint32_t link, \
                                              uint32_t index, T x, T y, T z, T w) {          \
    setScalars(ctx, "uniform4" Name, {program, link, index}, kind, {x, y, z, w});            \
  }
SCALAR_UNIFORMS(f, "f", float, ScalarType::Float)
SCALAR_UNIFORMS(i, "i", int32_t, ScalarType::Int)
SCALAR_UNIFORMS(ui, "ui", uint32_t, ScalarType::Uint)
#undef SCALAR_UNIFORMS

// `uniform1fv` … `uniform4uiv`: `count` scalars at `values`.
#define VECTOR_UNIFORM(n, suffix, kind)                                                        \
  NOGPU_EXPORT void wasm_ctx_uniform##n##suffix(uint32_t ctx, uint32_t program, uint32_t link, \
                                                uint32_t index, const uint32_t* values,        \
                                                uint32_t count) {                              \
    setUniform(ctx, "uniform" #n #suffix, {program, link, index},                              \
               {kind, 1, n, false, false, values, count});                                     \
  }
#define VECTOR_UNIFORMS(suffix, kind) \
  VECTOR_UNIFORM(1, suffix, kind)     \
  VECTOR_UNIFORM(2, suffix, kind)     \
  VECTOR_UNIFORM(3, suffix, kind)     \
  VECTOR_UNIFORM(4, suffix, kind)
VECTOR_UNIFORMS(fv, ScalarType::Float)
VECTOR_UNIFORMS(iv, ScalarType::Int)
VECTOR_UNIFORMS(uiv, ScalarType::Uint)
#undef VECTOR_UNIFORMS
#undef VECTOR_UNIFORM

// `uniformMatrix2fv` … `uniformMatrix4x3fv`: `count` scalars at `values`, by columns unless
// `transpose`.
#define MATRIX_UNIFORM(shape, columns, rows)                                             \
  NOGPU_EXPORT void wasm_ctx_uniform_matrix##shape##fv(                                  \
      uint32_t ctx, uint32_t program, uint32_t link, uint32_t index, uint32_t transpose, \
      const uint32_t* values, uint32_t count) {                                          \
    setUniform(ctx, "uniformMatrix" #shape "fv", {program, link, index},                 \
               {ScalarType::Float, columns, rows, true, transpose != 0, values, count}); \
  }
MATRIX_UNIFORM(2, 2, 2)
MATRIX_UNIFORM(3, 3, 3)
MATRIX_UNIFORM(4, 4, 4)
MATRIX_UNIFORM(2x3, 2, 3)
MATRIX_UNIFORM(3x2, 3, 2)
MATRIX_UNIFORM(2x4, 2, 4)
MATRIX_UNIFORM(4x2, 4, 2)
MATRIX_UNIFORM(3x4, 3, 4)
MATRIX_UNIFORM(4x3, 4, 3)
#undef MATRIX_UNIFORM

/// `getUniformLocation`: null (last error kept) where WebGL returns null. `name` in the upload
/// area. Payload: u32 link, u32 index.
NOGPU_EXPORT Ephemeral wasm_ctx_get_uniform_location(uint32_t ctx, uint32_t program,
                                                     const char* name, uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getUniformLocation", program);
  const std::string_view text = textAt(name, bytes);
  if (object == nullptr || !gl::validateName(*c, "getUniformLocation", text) ||
      !gl::validateLinked(*c, "getUniformLocation", *object)) {
    return nullptr;
  }
  if (gl::isReservedName(text)) return nullptr;
  const gl::UniformPlace place = gl::findUniform(*object->executable, text);
  if (!place.found) return nullptr;
  const uint32_t words[2] = {object->executable->linkId, place.location};
  std::byte* out = c->arenas.requestSmall(sizeof words);
  if (out != nullptr) std::memcpy(out, words, sizeof words);
  return out;
}

namespace {

PayloadTag tagOf(gl::UniformType type) {
  const bool scalar = type.columns * type.rows == 1;
  switch (type.scalar) {
    case ScalarType::Float:
      return scalar ? PayloadTag::F32 : PayloadTag::F32Array;
    case ScalarType::Uint:
      return scalar ? PayloadTag::U32 : PayloadTag::U32Array;
    case ScalarType::Bool:
      return scalar ? PayloadTag::Bool : PayloadTag::BoolArray;
    default:
      return scalar ? PayloadTag::I32 : PayloadTag::I32Array;
  }
}

}  // namespace

/// `getUniform`: the location is `owner`, `link`, `index`. Payload: exports/payload.h by the
/// uniform's type, matrices by columns.
NOGPU_EXPORT Ephemeral wasm_ctx_get_uniform(uint32_t ctx, uint32_t program, uint32_t owner,
                                            uint32_t link, uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = programOf(c, "getUniform", program);
  gl::UniformTarget target;
  if (object == nullptr || !gl::validateGetUniform(*c, *object, {owner, link, index}, target)) {
    return nullptr;
  }
  const gl::UniformType type = gl::uniformType(target.uniform->glType);
  return exports::answerWords(*c, tagOf(type), gl::uniformWords(target),
                              uint32_t{type.columns} * type.rows);
}

namespace {

const shader::ActiveUniform* activeUniform(gl::Context* context, uint32_t program, uint32_t index) {
  const gl::Program* object = programOf(context, "getActiveUniform", program);
  if (object == nullptr) return nullptr;
  const size_t count = object->executable ? object->executable->linked.uniforms.size() : 0;
  if (!gl::validateIndex(*context, "getActiveUniform", "index", index, count)) return nullptr;
  return &object->executable->linked.uniforms[index];
}

}  // namespace

/// `getActiveUniform`. Payload: i32 size, u32 type; the name is another call.
NOGPU_EXPORT Ephemeral wasm_ctx_get_active_uniform(uint32_t ctx, uint32_t program, uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const shader::ActiveUniform* uniform = activeUniform(c, program, index);
  if (uniform == nullptr) return nullptr;
  const uint32_t words[2] = {static_cast<uint32_t>(uniform->size), uniform->glType};
  std::byte* out = c->arenas.requestSmall(sizeof words);
  if (out != nullptr) std::memcpy(out, words, sizeof words);
  return out;
}

/// `getActiveUniform`: the name. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_active_uniform_name(uint32_t ctx, uint32_t program,
                                                        uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const shader::ActiveUniform* uniform = activeUniform(c, program, index);
  return uniform != nullptr ? c->arenas.requestString(uniform->name) : nullptr;
}

/// `getUniformIndices`: `count` names joined by NUL, from wasm_alloc. Payload: u32 indices,
/// INVALID_INDEX for unknown names.
NOGPU_EXPORT Ephemeral wasm_ctx_get_uniform_indices(uint32_t ctx, uint32_t program,
                                                    const char* names, uint32_t bytes,
                                                    uint32_t count) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = linkedProgram(c, "getUniformIndices", program);
  if (object == nullptr) return nullptr;
  std::byte* out = c->arenas.requestBlob(uint64_t{count} * 4);
  if (out == nullptr) return nullptr;
  std::string_view rest = textAt(names, bytes);
  for (uint32_t i = 0; i < count; ++i) {
    const std::string_view name = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(name.size() < rest.size() ? name.size() + 1 : rest.size());
    const int32_t index = gl::findUniformIndex(*object->executable, name);
    std::memcpy(out + size_t{i} * 4, &index, sizeof index);
  }
  return out;
}

namespace {

bool uniformFact(const shader::ActiveUniform& uniform, uint32_t pname, uint32_t& word) {
  switch (pname) {
    case GL_UNIFORM_TYPE:
      word = uniform.glType;
      return true;
    case GL_UNIFORM_SIZE:
      word = static_cast<uint32_t>(uniform.size);
      return true;
    case GL_UNIFORM_BLOCK_INDEX:
      word = static_cast<uint32_t>(uniform.block);
      return true;
    case GL_UNIFORM_OFFSET:
      word = static_cast<uint32_t>(uniform.offset);
      return true;
    case GL_UNIFORM_ARRAY_STRIDE:
      word = static_cast<uint32_t>(uniform.arrayStride);
      return true;
    case GL_UNIFORM_MATRIX_STRIDE:
      word = static_cast<uint32_t>(uniform.matrixStride);
      return true;
    case GL_UNIFORM_IS_ROW_MAJOR:
      word = uniform.rowMajor;
      return true;
    default:
      return false;
  }
}

PayloadTag uniformFactTag(uint32_t pname) {
  if (pname == GL_UNIFORM_IS_ROW_MAJOR) return PayloadTag::BoolArray;
  const bool isUnsigned = pname == GL_UNIFORM_TYPE || pname == GL_UNIFORM_SIZE;
  return isUnsigned ? PayloadTag::U32Array : PayloadTag::I32Array;
}

}  // namespace

/// `getActiveUniforms`: `count` indices from wasm_alloc. Payload: exports/payload.h, an array.
NOGPU_EXPORT Ephemeral wasm_ctx_get_active_uniforms(uint32_t ctx, uint32_t program,
                                                    const uint32_t* indices, uint32_t count,
                                                    uint32_t pname) {
  constexpr const char* kName = "getActiveUniforms";
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = linkedProgram(c, kName, program);
  if (object == nullptr || !boundary::readable(indices, uint64_t{count} * 4)) return nullptr;
  const auto& uniforms = object->executable->linked.uniforms;
  uint32_t word;
  if (!uniformFact({}, pname, word)) {
    c->error(GL_INVALID_ENUM, "%s: pname %s (%#x) is unknown", kName, format::enumName(pname),
             pname);
    return nullptr;
  }
  for (uint32_t i = 0; i < count; ++i) {
    if (!gl::validateIndex(*c, kName, "index", indices[i], uniforms.size())) return nullptr;
  }
  std::byte* out = c->arenas.requestBlob(exports::kPayloadHead + uint64_t{count} * 4);
  if (out == nullptr) return nullptr;
  exports::writePayloadHead(out, uniformFactTag(pname), count);
  for (uint32_t i = 0; i < count; ++i) {
    uniformFact(uniforms[indices[i]], pname, word);
    std::memcpy(out + exports::kPayloadHead + size_t{i} * 4, &word, sizeof word);
  }
  return out;
}

/// `getUniformBlockIndex`: INVALID_INDEX if there is none. `name` in the upload area.
NOGPU_EXPORT uint32_t wasm_ctx_get_uniform_block_index(uint32_t ctx, uint32_t program,
                                                       const char* name, uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  const gl::Program* object = linkedProgram(c, "getUniformBlockIndex", program);
  if (object == nullptr) return GL_INVALID_INDEX;
  return static_cast<uint32_t>(gl::findUniformBlock(*object->executable, textAt(name, bytes)));
}

namespace {

// The executable whose uniform block `index` exists; null with the error raised.
gl::Executable* blockOwner(gl::Context* context, const char* function, uint32_t program,
                           uint32_t index) {
  const gl::Program* object = linkedProgram(context, function, program);
  if (object == nullptr) return nullptr;
  gl::Executable* executable = object->executable.get();
  const size_t count = executable->linked.uniformBlocks.size();
  if (!gl::validateIndex(*context, function, "uniformBlockIndex", index, count)) return nullptr;
  return executable;
}

}  // namespace

/// `getActiveUniformBlockParameter`. Payload: exports/payload.h: U32, Bool, or a U32Array.
NOGPU_EXPORT Ephemeral wasm_ctx_get_active_uniform_block_parameter(uint32_t ctx, uint32_t program,
                                                                   uint32_t index, uint32_t pname) {
  constexpr const char* kName = "getActiveUniformBlockParameter";
  gl::Context* c = decodeContext(ctx);
  const gl::Executable* executable = blockOwner(c, kName, program, index);
  if (executable == nullptr) return nullptr;
  const shader::ActiveUniformBlock& block = executable->linked.uniformBlocks[index];
  const auto count = static_cast<uint32_t>(block.uniforms.size());
  switch (pname) {
    case GL_UNIFORM_BLOCK_BINDING:
      return exports::answerWord(*c, PayloadTag::U32, executable->blockBindings[index]);
    case GL_UNIFORM_BLOCK_DATA_SIZE:
      return exports::answerWord(*c, PayloadTag::U32, block.dataSizeBytes);
    case GL_UNIFORM_BLOCK_ACTIVE_UNIFORMS:
      return exports::answerWord(*c, PayloadTag::U32, count);
    case GL_UNIFORM_BLOCK_REFERENCED_BY_VERTEX_SHADER:
      return exports::answerWord(*c, PayloadTag::Bool, block.usedInVertex);
    case GL_UNIFORM_BLOCK_REFERENCED_BY_FRAGMENT_SHADER:
      return exports::answerWord(*c, PayloadTag::Bool, block.usedInFragment);
    case GL_UNIFORM_BLOCK_ACTIVE_UNIFORM_INDICES: {
      std::byte* out = c->arenas.requestBlob(exports::kPayloadHead + uint64_t{count} * 4);
      if (out == nullptr) return nullptr;
      exports::writePayloadHead(out, PayloadTag::U32Array, count);
      std::memcpy(out + exports::kPayloadHead, block.uniforms.data(), size_t{count} * 4);
      return out;
    }
    default:
      break;
  }
  c->error(GL_INVALID_ENUM, "%s: pname %s (%#x) is unknown", kName, format::enumName(pname), pname);
  return nullptr;
}

/// `getActiveUniformBlockName`. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_active_uniform_block_name(uint32_t ctx, uint32_t program,
                                                              uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  const gl::Executable* executable = blockOwner(c, "getActiveUniformBlockName", program, index);
  if (executable == nullptr) return nullptr;
  return c->arenas.requestString(executable->linked.uniformBlocks[index].name);
}

/// `uniformBlockBinding`
NOGPU_EXPORT void wasm_ctx_uniform_block_binding(uint32_t ctx, uint32_t program, uint32_t index,
                                                 uint32_t binding) {
  constexpr const char* kName = "uniformBlockBinding";
  gl::Context* c = decodeContext(ctx);
  gl::Executable* executable = blockOwner(c, kName, program, index);
  if (executable == nullptr || !gl::validateIndex(*c, kName, "uniformBlockBinding", binding,
                                                  gl::kMaxUniformBufferBindings)) {
    return;
  }
  executable->blockBindings[index] = binding;
}
