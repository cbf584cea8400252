// SPDX-License-Identifier: MIT
// Exports of getParameter and its relatives. Rows and sources are in gl/params.def.
#include <vector>

#include "exports/query_value.h"
#include "gl/compressed_tex.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;

namespace {

/// COMPRESSED_TEXTURE_FORMATS: too many words for the small arena.
Ephemeral answerCompressedFormats(gl::Context& c) {
  const std::vector<uint32_t> formats = gl::compressedTextureFormats(c);
  const size_t bytes = formats.size() * sizeof(uint32_t);
  std::byte* out = c.arenas.requestBlob(exports::kPayloadHead + bytes);
  if (out == nullptr) return nullptr;
  exports::writePayloadHead(out, exports::PayloadTag::U32Array,
                            static_cast<uint32_t>(formats.size()));
  if (bytes != 0) std::memcpy(out + exports::kPayloadHead, formats.data(), bytes);
  return out;
}

}  // namespace

/// `getParameter`. Payload: exports/payload.h, any tag; String without the text, which
/// wasm_ctx_get_parameter_string gives.
NOGPU_EXPORT Ephemeral wasm_ctx_get_parameter(uint32_t ctx, uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c != nullptr && pname == GL_COMPRESSED_TEXTURE_FORMATS) return answerCompressedFormats(*c);
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
