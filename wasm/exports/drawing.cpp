// SPDX-License-Identifier: MIT
// Exports of clears and draws.
#include <cstring>

#include "boundary/upload.h"
#include "exports/export.h"
#include "gl/clears.h"
#include "gl/draws.h"

using namespace nogpu;
using exports::decodeContext;

namespace {

/// clearBufferfv, iv, uiv: `count` is the length of the application's list from srcOffset on;
/// `values` hold as many of it as the call takes.
void clearBuffer(uint32_t ctx, const char* function, gl::ClearKind kind, uint32_t buffer,
                 int32_t drawBuffer, const uint32_t* values, uint32_t count) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateClearBuffer(*c, kind, buffer, drawBuffer)) return;
  const uint32_t needed = buffer == GL_COLOR ? 4 : 1;
  if (count < needed) {
    c->error(GL_INVALID_VALUE, "%s: %u values given, %u needed", function, count, needed);
    return;
  }
  if (!boundary::readable(values, needed * sizeof(uint32_t))) return;
  gl::clearBuffer(*c, kind, buffer, drawBuffer, values);
}

void draw(uint32_t ctx, const gl::DrawArguments& arguments) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateDraw(*c, arguments)) return;
  gl::draw(*c, arguments);
}

}  // namespace

/// `clear`
NOGPU_EXPORT void wasm_ctx_clear(uint32_t ctx, uint32_t mask) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateClear(*c, mask)) return;
  gl::clear(*c, mask);
}

/// `clearBufferfv`: `values` in the upload area, `count` as above; so in iv and uiv.
NOGPU_EXPORT void wasm_ctx_clear_bufferfv(uint32_t ctx, uint32_t buffer, int32_t drawbuffer,
                                          const uint32_t* values, uint32_t count) {
  clearBuffer(ctx, "clearBufferfv", gl::ClearKind::Float, buffer, drawbuffer, values, count);
}

/// `clearBufferiv`
NOGPU_EXPORT void wasm_ctx_clear_bufferiv(uint32_t ctx, uint32_t buffer, int32_t drawbuffer,
                                          const uint32_t* values, uint32_t count) {
  clearBuffer(ctx, "clearBufferiv", gl::ClearKind::Int, buffer, drawbuffer, values, count);
}

/// `clearBufferuiv`
NOGPU_EXPORT void wasm_ctx_clear_bufferuiv(uint32_t ctx, uint32_t buffer, int32_t drawbuffer,
                                           const uint32_t* values, uint32_t count) {
  clearBuffer(ctx, "clearBufferuiv", gl::ClearKind::Uint, buffer, drawbuffer, values, count);
}

/// `clearBufferfi`
NOGPU_EXPORT void wasm_ctx_clear_bufferfi(uint32_t ctx, uint32_t buffer, int32_t drawbuffer,
                                          float depth, int32_t stencil) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr ||
      !gl::validateClearBuffer(*c, gl::ClearKind::DepthStencil, buffer, drawbuffer)) {
    return;
  }
  gl::clearBufferDepthStencil(*c, depth, stencil);
}

/// `drawArrays`
NOGPU_EXPORT void wasm_ctx_draw_arrays(uint32_t ctx, uint32_t mode, int32_t first, int32_t count) {
  draw(ctx, {.function = "drawArrays", .mode = mode, .first = first, .count = count});
}

/// `drawArraysInstanced`
NOGPU_EXPORT void wasm_ctx_draw_arrays_instanced(uint32_t ctx, uint32_t mode, int32_t first,
                                                 int32_t count, int32_t instanceCount) {
  draw(ctx, {.function = "drawArraysInstanced",
             .mode = mode,
             .first = first,
             .count = count,
             .instances = instanceCount});
}

/// `drawArraysInstancedBaseInstanceWEBGL`
NOGPU_EXPORT void wasm_ctx_draw_arrays_instanced_base_instance(uint32_t ctx, uint32_t mode,
                                                               int32_t first, int32_t count,
                                                               int32_t instanceCount,
                                                               uint32_t baseInstance) {
  draw(ctx, {.function = "drawArraysInstancedBaseInstanceWEBGL",
             .mode = mode,
             .first = first,
             .count = count,
             .instances = instanceCount,
             .baseInstance = baseInstance});
}

/// `drawElementsInstancedBaseVertexBaseInstanceWEBGL`: `offset` in bytes.
NOGPU_EXPORT void wasm_ctx_draw_elements_instanced_base_vertex_base_instance(
    uint32_t ctx, uint32_t mode, int32_t count, uint32_t type, double offset, int32_t instanceCount,
    int32_t baseVertex, uint32_t baseInstance) {
  draw(ctx, {.function = "drawElementsInstancedBaseVertexBaseInstanceWEBGL",
             .mode = mode,
             .count = count,
             .instances = instanceCount,
             .isIndexed = true,
             .indexType = type,
             .offset = offset,
             .baseVertex = baseVertex,
             .baseInstance = baseInstance});
}

/// `drawElements`: `offset` in bytes; so in the forms below.
NOGPU_EXPORT void wasm_ctx_draw_elements(uint32_t ctx, uint32_t mode, int32_t count, uint32_t type,
                                         double offset) {
  draw(ctx, {.function = "drawElements",
             .mode = mode,
             .count = count,
             .isIndexed = true,
             .indexType = type,
             .offset = offset});
}

/// `drawElementsInstanced`
NOGPU_EXPORT void wasm_ctx_draw_elements_instanced(uint32_t ctx, uint32_t mode, int32_t count,
                                                   uint32_t type, double offset,
                                                   int32_t instanceCount) {
  draw(ctx, {.function = "drawElementsInstanced",
             .mode = mode,
             .count = count,
             .instances = instanceCount,
             .isIndexed = true,
             .indexType = type,
             .offset = offset});
}

/// `drawRangeElements`: the range is a hint; indices outside it are drawn as well.
NOGPU_EXPORT void wasm_ctx_draw_range_elements(uint32_t ctx, uint32_t mode, uint32_t start,
                                               uint32_t end, int32_t count, uint32_t type,
                                               double offset) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateDrawRange(*c, start, end)) return;
  draw(ctx, {.function = "drawRangeElements",
             .mode = mode,
             .count = count,
             .isIndexed = true,
             .indexType = type,
             .offset = offset});
}
