// SPDX-License-Identifier: MIT
// Exports of vertex array objects and vertex attributes.
#include "boundary/upload.h"
#include "exports/query_value.h"
#include "gl/validate_textures.h"
#include "gl/vertex_arrays.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;

namespace {

constexpr uint32_t kOne = 0x3f800000;  // 1.0f

uint32_t bitsOf(float value) { return __builtin_bit_cast(uint32_t, value); }

void setAttrib(uint32_t ctx, const char* function, uint32_t index, gl::AttribClass attribClass,
               uint32_t x, uint32_t y, uint32_t z, uint32_t w) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateAttribIndex(*c, function, index)) return;
  const uint32_t bits[4] = {x, y, z, w};
  gl::vertexAttrib(*c, index, attribClass, bits);
}

/// The list forms: `count` values at `values`, of which the first `components` are taken.
void setAttribFromList(uint32_t ctx, const char* function, uint32_t index,
                       gl::AttribClass attribClass, const uint32_t* values, uint32_t count,
                       uint32_t components) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateAttribIndex(*c, function, index)) return;
  if (count < components) {
    c->error(GL_INVALID_VALUE, "%s: %u values given, %u needed", function, count, components);
    return;
  }
  if (!boundary::readable(values, components * sizeof(uint32_t))) return;
  uint32_t bits[4] = {0, 0, 0, kOne};
  for (uint32_t i = 0; i < components; ++i) bits[i] = values[i];
  gl::vertexAttrib(*c, index, attribClass, bits);
}

void setPointer(uint32_t ctx, const char* function, const gl::AttribPointer& pointer) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateVertexAttribPointer(*c, function, pointer)) return;
  gl::vertexAttribPointer(*c, pointer);
}

void setEnabled(uint32_t ctx, const char* function, uint32_t index, bool enabled) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateAttribIndex(*c, function, index)) return;
  c->vertexArrays.array().attribs[index].enabled = enabled;
}

}  // namespace

/// `createVertexArray`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_vertex_array(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::VertexArray* array = c->createObject<gl::VertexArray>("createVertexArray");
  return array != nullptr ? array->handle : 0;
}

/// `deleteVertexArray`
NOGPU_EXPORT void wasm_ctx_delete_vertex_array(uint32_t ctx, uint32_t vertexArray) {
  gl::Context* c = decodeContext(ctx);
  gl::VertexArray* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteVertexArray", vertexArray, object)) return;
  gl::deleteVertexArray(*c, *object);
}

/// `isVertexArray`: 1 for a vertex array that has been bound.
NOGPU_EXPORT uint32_t wasm_ctx_is_vertex_array(uint32_t ctx, uint32_t vertexArray) {
  gl::Context* c = decodeContext(ctx);
  const gl::VertexArray* object = c != nullptr ? c->lookup<gl::VertexArray>(vertexArray) : nullptr;
  return object != nullptr && object->everBound ? 1 : 0;
}

/// `bindVertexArray`
NOGPU_EXPORT void wasm_ctx_bind_vertex_array(uint32_t ctx, uint32_t vertexArray) {
  gl::Context* c = decodeContext(ctx);
  gl::VertexArray* object;
  if (c == nullptr || !gl::validateBindVertexArray(*c, vertexArray, object)) return;
  gl::bindVertexArray(*c, object);
}

/// `enableVertexAttribArray`
NOGPU_EXPORT void wasm_ctx_enable_vertex_attrib_array(uint32_t ctx, uint32_t index) {
  setEnabled(ctx, "enableVertexAttribArray", index, true);
}

/// `disableVertexAttribArray`
NOGPU_EXPORT void wasm_ctx_disable_vertex_attrib_array(uint32_t ctx, uint32_t index) {
  setEnabled(ctx, "disableVertexAttribArray", index, false);
}

/// `vertexAttribPointer`
NOGPU_EXPORT void wasm_ctx_vertex_attrib_pointer(uint32_t ctx, uint32_t index, int32_t size,
                                                 uint32_t type, uint32_t normalized, int32_t stride,
                                                 double offset) {
  setPointer(ctx, "vertexAttribPointer",
             {index, size, type, normalized != 0, false, stride, offset});
}

/// `vertexAttribIPointer`
NOGPU_EXPORT void wasm_ctx_vertex_attrib_i_pointer(uint32_t ctx, uint32_t index, int32_t size,
                                                   uint32_t type, int32_t stride, double offset) {
  setPointer(ctx, "vertexAttribIPointer", {index, size, type, false, true, stride, offset});
}

/// `vertexAttribDivisor`
NOGPU_EXPORT void wasm_ctx_vertex_attrib_divisor(uint32_t ctx, uint32_t index, uint32_t divisor) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateAttribIndex(*c, "vertexAttribDivisor", index)) return;
  c->vertexArrays.array().attribs[index].divisor = divisor;
}

/// `vertexAttrib1f`
NOGPU_EXPORT void wasm_ctx_vertex_attrib1f(uint32_t ctx, uint32_t index, float x) {
  setAttrib(ctx, "vertexAttrib1f", index, gl::AttribClass::Float, bitsOf(x), 0, 0, kOne);
}
/// `vertexAttrib2f`
NOGPU_EXPORT void wasm_ctx_vertex_attrib2f(uint32_t ctx, uint32_t index, float x, float y) {
  setAttrib(ctx, "vertexAttrib2f", index, gl::AttribClass::Float, bitsOf(x), bitsOf(y), 0, kOne);
}
/// `vertexAttrib3f`
NOGPU_EXPORT void wasm_ctx_vertex_attrib3f(uint32_t ctx, uint32_t index, float x, float y,
                                           float z) {
  setAttrib(ctx, "vertexAttrib3f", index, gl::AttribClass::Float, bitsOf(x), bitsOf(y), bitsOf(z),
            kOne);
}
/// `vertexAttrib4f`
NOGPU_EXPORT void wasm_ctx_vertex_attrib4f(uint32_t ctx, uint32_t index, float x, float y, float z,
                                           float w) {
  setAttrib(ctx, "vertexAttrib4f", index, gl::AttribClass::Float, bitsOf(x), bitsOf(y), bitsOf(z),
            bitsOf(w));
}
/// `vertexAttribI4i`
NOGPU_EXPORT void wasm_ctx_vertex_attrib_i4i(uint32_t ctx, uint32_t index, uint32_t x, uint32_t y,
                                             uint32_t z, uint32_t w) {
  setAttrib(ctx, "vertexAttribI4i", index, gl::AttribClass::Int, x, y, z, w);
}
/// `vertexAttribI4ui`
NOGPU_EXPORT void wasm_ctx_vertex_attrib_i4ui(uint32_t ctx, uint32_t index, uint32_t x, uint32_t y,
                                              uint32_t z, uint32_t w) {
  setAttrib(ctx, "vertexAttribI4ui", index, gl::AttribClass::Uint, x, y, z, w);
}

/// `vertexAttrib1fv`: `count` is the length of the application's list; `values` hold as many of it
/// as the call takes. So in all list forms.
NOGPU_EXPORT void wasm_ctx_vertex_attrib1fv(uint32_t ctx, uint32_t index, const uint32_t* values,
                                            uint32_t count) {
  setAttribFromList(ctx, "vertexAttrib1fv", index, gl::AttribClass::Float, values, count, 1);
}
/// `vertexAttrib2fv`
NOGPU_EXPORT void wasm_ctx_vertex_attrib2fv(uint32_t ctx, uint32_t index, const uint32_t* values,
                                            uint32_t count) {
  setAttribFromList(ctx, "vertexAttrib2fv", index, gl::AttribClass::Float, values, count, 2);
}
/// `vertexAttrib3fv`
NOGPU_EXPORT void wasm_ctx_vertex_attrib3fv(uint32_t ctx, uint32_t index, const uint32_t* values,
                                            uint32_t count) {
  setAttribFromList(ctx, "vertexAttrib3fv", index, gl::AttribClass::Float, values, count, 3);
}
/// `vertexAttrib4fv`
NOGPU_EXPORT void wasm_ctx_vertex_attrib4fv(uint32_t ctx, uint32_t index, const uint32_t* values,
                                            uint32_t count) {
  setAttribFromList(ctx, "vertexAttrib4fv", index, gl::AttribClass::Float, values, count, 4);
}
/// `vertexAttribI4iv`
NOGPU_EXPORT void wasm_ctx_vertex_attrib_i4iv(uint32_t ctx, uint32_t index, const uint32_t* values,
                                              uint32_t count) {
  setAttribFromList(ctx, "vertexAttribI4iv", index, gl::AttribClass::Int, values, count, 4);
}
/// `vertexAttribI4uiv`
NOGPU_EXPORT void wasm_ctx_vertex_attrib_i4uiv(uint32_t ctx, uint32_t index, const uint32_t* values,
                                               uint32_t count) {
  setAttribFromList(ctx, "vertexAttribI4uiv", index, gl::AttribClass::Uint, values, count, 4);
}

/// `getVertexAttrib`. Payload: exports/payload.h: Object or Null, Bool, U32, or the four values of
/// CURRENT_VERTEX_ATTRIB as F32Array, I32Array or U32Array.
NOGPU_EXPORT Ephemeral wasm_ctx_get_vertex_attrib(uint32_t ctx, uint32_t index, uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateGetVertexAttrib(*c, index, pname)) return nullptr;
  return exports::answerQueryValue(*c, gl::getVertexAttrib(*c, index, pname));
}

/// `getVertexAttribOffset`: bytes; 0 with INVALID_VALUE or INVALID_ENUM.
NOGPU_EXPORT double wasm_ctx_get_vertex_attrib_offset(uint32_t ctx, uint32_t index,
                                                      uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateAttribIndex(*c, "getVertexAttribOffset", index)) return 0;
  if (pname != GL_VERTEX_ATTRIB_ARRAY_POINTER) {
    c->error(GL_INVALID_ENUM, "getVertexAttribOffset: pname %s (%#x) is not %s",
             format::enumName(pname), pname, "VERTEX_ATTRIB_ARRAY_POINTER");
    return 0;
  }
  return static_cast<double>(c->vertexArrays.array().attribs[index].offset);
}
