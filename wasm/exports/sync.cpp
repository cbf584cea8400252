// SPDX-License-Identifier: MIT
// Exports of sync objects. `turn` is the number of the application's task (gl/query.h): a fence is
// signaled in a later one.
#include "exports/payload.h"
#include "gl/queries.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;

/// `fenceSync`: handle, or 0 with INVALID_ENUM, INVALID_VALUE or OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_fence_sync(uint32_t ctx, uint32_t condition, uint32_t flags,
                                          uint32_t turn) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateFenceSync(*c, condition, flags)) return 0;
  const gl::Sync* sync = c->createObject<gl::Sync>("fenceSync", turn);
  return sync != nullptr ? sync->handle : 0;
}

/// `isSync`
NOGPU_EXPORT uint32_t wasm_ctx_is_sync(uint32_t ctx, uint32_t sync) {
  gl::Context* c = decodeContext(ctx);
  return c != nullptr && c->lookup<gl::Sync>(sync) != nullptr ? 1 : 0;
}

/// `deleteSync`
NOGPU_EXPORT void wasm_ctx_delete_sync(uint32_t ctx, uint32_t sync) {
  gl::Context* c = decodeContext(ctx);
  gl::Sync* object;
  if (c == nullptr || !gl::validateDeleteSync(*c, sync, object) || object == nullptr) return;
  object->deleted = true;
  object->dropName();
}

/// `clientWaitSync`: ALREADY_SIGNALED, TIMEOUT_EXPIRED, or WAIT_FAILED with an error. Nothing is
/// ever waited for: what a fence stands behind is done, and waiting within its task would never
/// end.
NOGPU_EXPORT uint32_t wasm_ctx_client_wait_sync(uint32_t ctx, uint32_t sync, uint32_t flags,
                                                double timeout, uint32_t turn) {
  gl::Context* c = decodeContext(ctx);
  gl::Sync* object;
  if (c == nullptr || !gl::validateClientWaitSync(*c, sync, flags, timeout, object)) {
    return GL_WAIT_FAILED;
  }
  return object->signaled(turn) ? GL_ALREADY_SIGNALED : GL_TIMEOUT_EXPIRED;
}

/// `waitSync`: only its rules; everything a fence stands behind is done.
NOGPU_EXPORT void wasm_ctx_wait_sync(uint32_t ctx, uint32_t sync, uint32_t flags, double timeout) {
  gl::Context* c = decodeContext(ctx);
  if (c != nullptr) gl::validateWaitSync(*c, sync, flags, timeout);
}

/// `getSyncParameter`. Payload: exports/payload.h, U32.
NOGPU_EXPORT Ephemeral wasm_ctx_get_sync_parameter(uint32_t ctx, uint32_t sync, uint32_t pname,
                                                   uint32_t turn) {
  gl::Context* c = decodeContext(ctx);
  gl::Sync* object;
  if (c == nullptr || !gl::validateGetSyncParameter(*c, sync, pname, object)) return nullptr;
  return exports::answerWord(*c, PayloadTag::U32, gl::getSyncParameter(*object, pname, turn));
}
