// SPDX-License-Identifier: MIT
// Exports of buffers: objects, binding points, contents.
#include <cstring>

#include "boundary/upload.h"
#include "exports/payload.h"
#include "gl/validate_buffers.h"
#include "gl/validate_textures.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;

/// `createBuffer`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_buffer(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::Buffer* buffer = c->createObject<gl::Buffer>("createBuffer");
  return buffer != nullptr ? buffer->handle : 0;
}

/// `deleteBuffer`
NOGPU_EXPORT void wasm_ctx_delete_buffer(uint32_t ctx, uint32_t buffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteBuffer", buffer, object)) return;
  gl::deleteBuffer(*c, *object);
}

/// `isBuffer`: 1 for a buffer that has been bound.
NOGPU_EXPORT uint32_t wasm_ctx_is_buffer(uint32_t ctx, uint32_t buffer) {
  gl::Context* c = decodeContext(ctx);
  const gl::Buffer* object = c != nullptr ? c->lookup<gl::Buffer>(buffer) : nullptr;
  return object != nullptr && object->everBound() ? 1 : 0;
}

/// `bindBuffer`
NOGPU_EXPORT void wasm_ctx_bind_buffer(uint32_t ctx, uint32_t target, uint32_t buffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* object;
  if (c == nullptr || !gl::validateBindBuffer(*c, target, buffer, object)) return;
  gl::bindBuffer(*c, target, object);
}

/// `bindBufferBase`
NOGPU_EXPORT void wasm_ctx_bind_buffer_base(uint32_t ctx, uint32_t target, uint32_t index,
                                            uint32_t buffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* object;
  if (c == nullptr || !gl::validateBindBufferBase(*c, target, index, buffer, object)) return;
  gl::bindBufferBase(*c, target, index, object);
}

/// `bindBufferRange`
NOGPU_EXPORT void wasm_ctx_bind_buffer_range(uint32_t ctx, uint32_t target, uint32_t index,
                                             uint32_t buffer, double offset, double size) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* object;
  if (c == nullptr ||
      !gl::validateBindBufferRange(*c, target, index, buffer, offset, size, object)) {
    return;
  }
  // Without a buffer offset and size are ignored, whatever they are.
  const bool any = object != nullptr;
  gl::bindBufferRange(*c, target, index, object, any ? static_cast<uint64_t>(offset) : 0,
                      any ? static_cast<uint64_t>(size) : 0);
}

/// `bufferData`: `bytes` bytes at `data` (from wasm_alloc or the upload area); null: zeros.
NOGPU_EXPORT void wasm_ctx_buffer_data(uint32_t ctx, uint32_t target, const std::byte* data,
                                       double bytes, uint32_t usage) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* buffer;
  if (c == nullptr || !gl::validateBufferData(*c, target, bytes, usage, buffer)) return;
  const uint64_t length = static_cast<uint64_t>(bytes);
  if (data != nullptr && !boundary::readable(data, length)) return;
  gl::bufferData(*c, *buffer, data, length, usage);
}

/// `bufferSubData`: `bytes` bytes at `data` (from wasm_alloc or the upload area).
NOGPU_EXPORT void wasm_ctx_buffer_sub_data(uint32_t ctx, uint32_t target, double offset,
                                           const std::byte* data, double bytes) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* buffer;
  if (c == nullptr || !gl::validateBufferSubData(*c, target, offset, bytes, buffer)) return;
  const uint64_t length = static_cast<uint64_t>(bytes);
  if (!boundary::readable(data, length)) return;
  gl::bufferSubData(*buffer, static_cast<uint64_t>(offset), data, length);
}

/// `copyBufferSubData`
NOGPU_EXPORT void wasm_ctx_copy_buffer_sub_data(uint32_t ctx, uint32_t readTarget,
                                                uint32_t writeTarget, double readOffset,
                                                double writeOffset, double size) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* from;
  gl::Buffer* to;
  if (c == nullptr || !gl::validateCopyBufferSubData(*c, readTarget, writeTarget, readOffset,
                                                     writeOffset, size, from, to)) {
    return;
  }
  gl::copyBufferSubData(*from, *to, static_cast<uint64_t>(readOffset),
                        static_cast<uint64_t>(writeOffset), static_cast<uint64_t>(size));
}

/// `getBufferSubData`. Payload: the bytes.
NOGPU_EXPORT Ephemeral wasm_ctx_get_buffer_sub_data(uint32_t ctx, uint32_t target, double offset,
                                                    double bytes) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* buffer;
  if (c == nullptr || !gl::validateGetBufferSubData(*c, target, offset, bytes, buffer)) {
    return nullptr;
  }
  const size_t length = static_cast<size_t>(bytes);
  std::byte* out = c->arenas.requestBlob(length);
  if (out == nullptr) {
    c->error(GL_OUT_OF_MEMORY, "getBufferSubData: no memory for %.0f bytes", bytes);
    return nullptr;
  }
  if (length != 0) {
    std::memcpy(out, buffer->storage.data() + static_cast<size_t>(offset), length);
  }
  return out;
}

/// `getBufferParameter`. Payload: exports/payload.h, F64 (BUFFER_SIZE) or U32 (BUFFER_USAGE).
NOGPU_EXPORT Ephemeral wasm_ctx_get_buffer_parameter(uint32_t ctx, uint32_t target,
                                                     uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  gl::Buffer* buffer;
  if (c == nullptr || !gl::validateGetBufferParameter(*c, target, pname, buffer)) return nullptr;
  if (pname == GL_BUFFER_USAGE) return exports::answerWord(*c, PayloadTag::U32, buffer->usage);
  return exports::answerDouble(*c, static_cast<double>(buffer->size()));
}
