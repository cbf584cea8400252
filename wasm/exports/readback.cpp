// SPDX-License-Identifier: MIT
// Exports of readPixels.
#include <cstring>

#include "exports/export.h"
#include "gl/pixel_transfer.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;

/// `readPixels` into an array, first half: every rule, and where the rows go. `bytes` are those of
/// the array from dstOffset on. Payload: u32 offset of the first byte, u32 bytes of a row, u32
/// distance of rows, u32 rows (0: no pixel lies inside the framebuffer).
NOGPU_EXPORT Ephemeral wasm_ctx_read_pixels_layout(uint32_t ctx, int32_t x, int32_t y,
                                                   int32_t width, int32_t height, uint32_t format,
                                                   uint32_t type, uint32_t viewType, double bytes) {
  gl::Context* c = decodeContext(ctx);
  const gl::ReadPixelsCall call{x, y, width, height, format, type};
  if (c == nullptr || !gl::validateReadPixelsView(*c, call, viewType, bytes)) return nullptr;
  const gl::ReadPlacement placement = gl::readPlacement(*c, call);
  static_assert(sizeof placement == 16);
  std::byte* out = c->arenas.requestSmall(sizeof placement);
  if (out != nullptr) std::memcpy(out, &placement, sizeof placement);
  return out;
}

/// `readPixels`, second half. Payload: the rows that lie inside the framebuffer, without padding,
/// bottom row first; the pack state plays no part.
NOGPU_EXPORT Ephemeral wasm_ctx_read_pixels(uint32_t ctx, int32_t x, int32_t y, int32_t width,
                                            int32_t height, uint32_t format, uint32_t type) {
  gl::Context* c = decodeContext(ctx);
  const gl::ReadPixelsCall call{x, y, width, height, format, type};
  if (c == nullptr || !gl::validateReadPixels(*c, call)) return nullptr;
  const gl::ReadPlacement placement = gl::readPlacement(*c, call);
  std::byte* out = c->arenas.requestBlob(uint64_t{placement.rows} * placement.rowBytes);
  if (out == nullptr) {
    c->error(GL_OUT_OF_MEMORY, "readPixels: no memory for %u rows of %u bytes", placement.rows,
             placement.rowBytes);
    return nullptr;
  }
  return gl::readPixels(*c, call, out, placement.rowBytes) ? out : nullptr;
}

/// `readPixels` into PIXEL_PACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_read_pixels_offset(uint32_t ctx, int32_t x, int32_t y, int32_t width,
                                              int32_t height, uint32_t format, uint32_t type,
                                              double offset) {
  gl::Context* c = decodeContext(ctx);
  const gl::ReadPixelsCall call{x, y, width, height, format, type};
  if (c == nullptr || !gl::validateReadPixelsOffset(*c, call, offset)) return;
  gl::readPixelsToBuffer(*c, call, offset);
}
