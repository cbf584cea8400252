// SPDX-License-Identifier: MIT
// Exports around a context as a whole: its life, attributes, drawing buffer, errors and loss.
#include <algorithm>

#include "boundary/upload.h"
#include "exports/export.h"
#include "gl/drawing_buffer.h"

using namespace nogpu;
using exports::decodeContext;
using exports::decodeEvenLostContext;
using exports::Ephemeral;

namespace {

// Bits in which context attributes cross the boundary; js/context/create.js has the same list.
constexpr uint32_t kAlpha = 1, kDepth = 2, kStencil = 4, kAntialias = 8, kPremultipliedAlpha = 16,
                   kPreserveDrawingBuffer = 32;
// And of our own options.
constexpr uint32_t kWideLines = 64;

gl::ContextAttributes attributesOf(uint32_t bits) {
  return {.alpha = (bits & kAlpha) != 0,
          .depth = (bits & kDepth) != 0,
          .stencil = (bits & kStencil) != 0,
          .antialias = (bits & kAntialias) != 0,
          .premultipliedAlpha = (bits & kPremultipliedAlpha) != 0,
          .preserveDrawingBuffer = (bits & kPreserveDrawingBuffer) != 0};
}

uint32_t bitsOf(const gl::ContextAttributes& a) {
  return (a.alpha ? kAlpha : 0) | (a.depth ? kDepth : 0) | (a.stencil ? kStencil : 0) |
         (a.antialias ? kAntialias : 0) | (a.premultipliedAlpha ? kPremultipliedAlpha : 0) |
         (a.preserveDrawingBuffer ? kPreserveDrawingBuffer : 0);
}

}  // namespace

/// `createContext`: handle of a new context, or 0 with the last error set. `attributes`: bits alpha
/// 1, depth 2, stencil 4, antialias 8, premultipliedAlpha 16, preserveDrawingBuffer 32, wide
/// lines 64. `version` of WebGL: 1 or 2. The limits (gl/context.h, ContextOptions): 0 is the
/// default.
NOGPU_EXPORT uint32_t wasm_create_context(uint32_t width, uint32_t height, uint32_t attributes,
                                          uint32_t version, uint32_t maxTextureSize,
                                          uint32_t maxLoopIterations, uint32_t maxDrawPixels,
                                          uint32_t maxMemory) {
  const gl::ContextOptions options{
      version == 1 ? 1u : 2u, maxTextureSize, maxLoopIterations,
      maxDrawPixels,          maxMemory,      (attributes & kWideLines) != 0};
  const gl::Context* context =
      gl::Context::create(width, height, attributesOf(attributes), options);
  return context != nullptr ? context->handle : 0;
}

/// `destroy`: ends the context and every object of it; a handle that is not alive is let pass.
NOGPU_EXPORT void wasm_destroy_context(uint32_t ctx) { delete gl::contextTable().get(ctx); }

/// `resize`: a drawing buffer of another size, cleared; the viewport stays. 0 with the last error
/// set if there is no memory or the size is not 1 … MAX_RENDERBUFFER_SIZE; everything is then as
/// before.
NOGPU_EXPORT uint32_t wasm_ctx_resize(uint32_t ctx, uint32_t width, uint32_t height) {
  gl::Context* c = decodeContext(ctx);
  return c != nullptr && gl::resizeDrawingBuffer(*c, width, height) ? 1 : 0;
}

/// `drawingBufferWidth`, `drawingBufferHeight`: pixels.
NOGPU_EXPORT uint32_t wasm_ctx_drawing_buffer_width(uint32_t ctx) {
  const gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? gl::drawingBufferWidth(*c) : 0;
}
NOGPU_EXPORT uint32_t wasm_ctx_drawing_buffer_height(uint32_t ctx) {
  const gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? gl::drawingBufferHeight(*c) : 0;
}

/// `drawingBufferFormat`: the sized format of its colours.
NOGPU_EXPORT uint32_t wasm_ctx_drawing_buffer_format(uint32_t ctx) {
  const gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? gl::drawingBufferFormat(*c) : 0;
}

/// `drawingBufferStorage`
NOGPU_EXPORT void wasm_ctx_drawing_buffer_storage(uint32_t ctx, uint32_t format, uint32_t width,
                                                  uint32_t height) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateDrawingBufferStorage(*c, format, width, height)) return;
  gl::drawingBufferStorage(*c, format, width, height);
}

/// The picture was shown: without preserveDrawingBuffer the drawing buffer is cleared.
NOGPU_EXPORT void wasm_ctx_present(uint32_t ctx) {
  const gl::Context* c = decodeContext(ctx);
  if (c != nullptr && !c->attributes.preserveDrawingBuffer) gl::forgetPicture(*c);
}

/// The picture as a canvas shows it. Payload: RGBA bytes, top row first, not premultiplied.
NOGPU_EXPORT Ephemeral wasm_ctx_read_picture(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return nullptr;
  const uint64_t pixels = uint64_t{gl::drawingBufferWidth(*c)} * gl::drawingBufferHeight(*c);
  std::byte* payload = c->arenas.requestBlob(pixels * 4);
  return payload != nullptr && gl::readPicture(*c, payload) ? payload : nullptr;
}

/// `isContextLost`: also 1 for a context that has been destroyed.
NOGPU_EXPORT uint32_t wasm_ctx_is_context_lost(uint32_t ctx) {
  const gl::Context* c = decodeEvenLostContext(ctx);
  return c == nullptr || c->lost ? 1 : 0;
}

/// Why the context was lost. Payload: UTF-8, empty while it is not.
NOGPU_EXPORT Ephemeral wasm_ctx_get_loss_reason(uint32_t ctx) {
  gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? c->arenas.requestString(c->lossReason) : nullptr;
}

/// `getContextAttributes`: the attributes granted, in the bits of wasm_create_context.
NOGPU_EXPORT uint32_t wasm_ctx_get_context_attributes(uint32_t ctx) {
  const gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? bitsOf(c->attributes) : 0;
}

/// The context's fixed upload area: 16-byte aligned, never moves. Where there is no context, an
/// area that nobody reads, so that callers need not ask before they write.
NOGPU_EXPORT std::byte* wasm_ctx_upload_area(uint32_t ctx) {
  alignas(16) static std::byte unread[boundary::kUploadAreaBytes];
  gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? c->upload.data() : unread;
}

/// Its size in bytes.
NOGPU_EXPORT uint32_t wasm_ctx_upload_bytes(uint32_t) { return boundary::kUploadAreaBytes; }

/// `getError`: the oldest error raised. A lost context answers CONTEXT_LOST_WEBGL once.
NOGPU_EXPORT uint32_t wasm_ctx_get_error(uint32_t ctx) {
  gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? c->errors.take() : 0;
}

/// Raises a GL error that JS itself found (parts of views, no memory for an upload), with its
/// message.
NOGPU_EXPORT void wasm_ctx_report_error(uint32_t ctx, uint32_t code, const char* message,
                                        uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !boundary::readable(message, bytes)) return;
  c->error(code, "%.*s", static_cast<int>(std::min(bytes, 1024U)), message);
}

/// Whether OUT_OF_MEMORY is raised and not yet asked for by getError.
NOGPU_EXPORT uint32_t wasm_ctx_is_out_of_memory(uint32_t ctx) {
  const gl::Context* c = gl::contextTable().get(ctx);
  return c != nullptr && c->errors.raised(GL_OUT_OF_MEMORY) ? 1 : 0;
}

/// Takes OUT_OF_MEMORY back, with its message: JS has found memory and makes the call again.
NOGPU_EXPORT void wasm_ctx_retract_out_of_memory(uint32_t ctx) {
  gl::Context* c = gl::contextTable().get(ctx);
  if (c != nullptr) c->errors.retract(GL_OUT_OF_MEMORY);
}

/// The debug log: messages of the latest GL errors. Payload: UTF-8, a line each.
NOGPU_EXPORT Ephemeral wasm_ctx_get_debug_log(uint32_t ctx) {
  gl::Context* c = decodeEvenLostContext(ctx);
  return c != nullptr ? c->arenas.requestString(c->errors.log()) : nullptr;
}
NOGPU_EXPORT void wasm_ctx_clear_debug_log(uint32_t ctx) {
  gl::Context* c = decodeEvenLostContext(ctx);
  if (c != nullptr) c->errors.clearLog();
}

/// The wrapper of an object was collected in JS: its name's reference goes, with no effect on GL.
NOGPU_EXPORT void wasm_ctx_release(uint32_t ctx, uint32_t object) {
  const gl::Context* c = gl::contextTable().get(ctx);
  gl::Object* o = gl::objectTable().get(object);
  if (c != nullptr && o != nullptr && &o->context == c) o->dropName();
}

/// JS wraps a living object again: its name's reference is taken back.
NOGPU_EXPORT void wasm_ctx_retain(uint32_t ctx, uint32_t object) {
  const gl::Context* c = gl::contextTable().get(ctx);
  gl::Object* o = gl::objectTable().get(object);
  if (c != nullptr && o != nullptr && &o->context == c) o->holdName();
}
