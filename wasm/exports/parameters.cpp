// SPDX-License-Identifier: MIT
// Exports of getParameter and its relatives. Rows and sources are in gl/params.def.
#include "exports/query_value.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;

/// `getParameter`. Payload: exports/payload.h, any tag; String without the text, which
/// wasm_ctx_get_parameter_string gives.
NOGPU_EXPORT Ephemeral wasm_ctx_get_parameter(uint32_t ctx, uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  gl::QueryValue value;
  if (c == nullptr || !gl::getParameter(*c, pname, value)) return nullptr;
  return exports::answerQueryValue(*c, value);
}

/// `getParameter` of a string (VERSION, VENDOR, …). Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_ctx_get_parameter_string(uint32_t ctx, uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  gl::QueryValue value;
  if (c == nullptr || !gl::getParameter(*c, pname, value)) return nullptr;
  if (value.text != nullptr) return c->arenas.requestString(value.text);
  c->error(GL_INVALID_ENUM, "getParameter: pname %s (%#x) is no string", format::enumName(pname),
           pname);
  return nullptr;
}

/// `getIndexedParameter`. Payload: exports/payload.h, Object, Null or F64.
NOGPU_EXPORT Ephemeral wasm_ctx_get_indexed_parameter(uint32_t ctx, uint32_t target,
                                                      uint32_t index) {
  gl::Context* c = decodeContext(ctx);
  gl::QueryValue value;
  if (c == nullptr || !gl::getIndexedParameter(*c, target, index, value)) return nullptr;
  return exports::answerQueryValue(*c, value);
}
