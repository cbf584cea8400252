// SPDX-License-Identifier: MIT
// Exports of query objects. `turn` is the number of the application's task (gl/query.h): results
// show up in a later one.
#include "exports/payload.h"
#include "gl/queries.h"
#include "gl/validate_textures.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;

/// `createQuery`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_query(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::Query* query = c->createObject<gl::Query>("createQuery");
  return query != nullptr ? query->handle : 0;
}

/// `deleteQuery`: an active query is ended first.
NOGPU_EXPORT void wasm_ctx_delete_query(uint32_t ctx, uint32_t query, uint32_t turn) {
  gl::Context* c = decodeContext(ctx);
  gl::Query* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteQuery", query, object)) return;
  gl::deleteQuery(*c, *object, turn);
}

/// `isQuery`: 1 for a query that has been begun.
NOGPU_EXPORT uint32_t wasm_ctx_is_query(uint32_t ctx, uint32_t query) {
  gl::Context* c = decodeContext(ctx);
  const gl::Query* object = c != nullptr ? c->lookup<gl::Query>(query) : nullptr;
  return object != nullptr && object->target != 0 ? 1 : 0;
}

/// `beginQuery`
NOGPU_EXPORT void wasm_ctx_begin_query(uint32_t ctx, uint32_t target, uint32_t query) {
  gl::Context* c = decodeContext(ctx);
  gl::Query* object;
  if (c == nullptr || !gl::validateBeginQuery(*c, target, query, object)) return;
  gl::beginQuery(*c, target, *object);
}

/// `endQuery`
NOGPU_EXPORT void wasm_ctx_end_query(uint32_t ctx, uint32_t target, uint32_t turn) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateEndQuery(*c, target)) return;
  gl::endQuery(*c, target, turn);
}

/// `queryCounterEXT`
NOGPU_EXPORT void wasm_ctx_query_counter(uint32_t ctx, uint32_t query, uint32_t target,
                                         uint32_t turn) {
  gl::Context* c = decodeContext(ctx);
  gl::Query* object;
  if (c == nullptr || !gl::validateQueryCounter(*c, query, target, object)) return;
  gl::queryCounter(*c, target, *object, turn);
}

/// `getQuery`. CURRENT_QUERY: handle of the active query of that very target, or 0.
/// QUERY_COUNTER_BITS_EXT: the number.
NOGPU_EXPORT uint32_t wasm_ctx_get_query(uint32_t ctx, uint32_t target, uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateGetQuery(*c, target, pname)) return 0;
  if (pname == GL_QUERY_COUNTER_BITS_EXT) return gl::kTimerBits;
  if (target == GL_TIMESTAMP_EXT) return 0;
  const gl::Ref<gl::Query>& active =
      c->queries.active[static_cast<uint32_t>(gl::querySlot(target))];
  return active && active->target == target ? active->handle : 0;
}

/// `getQueryParameter`. Payload: exports/payload.h, U32 (QUERY_RESULT; F64 of timers) or Bool
/// (QUERY_RESULT_AVAILABLE).
NOGPU_EXPORT Ephemeral wasm_ctx_get_query_parameter(uint32_t ctx, uint32_t query, uint32_t pname,
                                                    uint32_t turn) {
  gl::Context* c = decodeContext(ctx);
  gl::Query* object;
  if (c == nullptr || !gl::validateGetQueryParameter(*c, query, pname, object)) return nullptr;
  const bool available = object->available(turn);
  if (pname == GL_QUERY_RESULT_AVAILABLE) {
    return exports::answerWord(*c, PayloadTag::Bool, available);
  }
  if (gl::isTimerTarget(object->target)) {
    return exports::answerDouble(*c, available ? static_cast<double>(object->result) : 0);
  }
  return exports::answerWord(*c, PayloadTag::U32,
                             available ? static_cast<uint32_t>(object->result) : 0);
}
