// SPDX-License-Identifier: MIT
// Exports around what a context holds: figures, labels, the list of what is alive.
#include <cstring>

#include "boundary/upload.h"
#include "exports/export.h"
#include "gl/memory_report.h"

using namespace nogpu;
using exports::decodeEvenLostContext;
using exports::Ephemeral;

/// `getMemoryInfo`. Payload: f64 in the order of gl::MemoryReport.
NOGPU_EXPORT Ephemeral wasm_ctx_get_memory_info(uint32_t ctx) {
  gl::Context* c = decodeEvenLostContext(ctx);
  if (c == nullptr) return nullptr;
  // The payload first: the arena that it grows is in the figures.
  std::byte* payload = c->arenas.requestBlob(sizeof(gl::MemoryReport));
  if (payload == nullptr) return nullptr;
  const gl::MemoryReport report = gl::memoryReport(*c);
  std::memcpy(payload, &report, sizeof report);
  return payload;
}

/// A label for an object of this context, `bytes` bytes of UTF-8 at `text`, cut at 256. 0, with the
/// last error set, if there is no such object.
NOGPU_EXPORT uint32_t wasm_ctx_set_label(uint32_t ctx, uint32_t object, const char* text,
                                         uint32_t bytes) {
  gl::Context* c = decodeEvenLostContext(ctx);
  if (c == nullptr || !boundary::readable(text, bytes)) return 0;
  return gl::setLabel(*c, object, {text, bytes}) ? 1 : 0;
}

/// The objects that are alive, the context's own left out. Payload: JSON,
/// `[{"kind":"texture","handle":n,"bytes":n,"label":"…","deleted":bool}, …]`.
NOGPU_EXPORT Ephemeral wasm_ctx_get_live_objects(uint32_t ctx) {
  gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? c->arenas.requestString(gl::liveObjectsJson(*c)) : nullptr;
}
