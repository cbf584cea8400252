// SPDX-License-Identifier: MIT
// The drawing buffer: the default framebuffer with the planes that the context's attributes ask for
// (WebGL 1.0 §2.2). `antialias` gives four samples, resolved when somebody reads.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

/// Gives the context a cleared drawing buffer of this size. False, with the last error set and
/// everything as before, if there is no memory or the size is not 1 … MAX_RENDERBUFFER_SIZE.
[[nodiscard]] bool resizeDrawingBuffer(Context& context, uint32_t width, uint32_t height);

/// drawingBufferStorage: another format as well. Errors: errors.json drawingBufferStorage.
bool validateDrawingBufferStorage(Context& context, uint32_t format, uint32_t width,
                                  uint32_t height);
void drawingBufferStorage(Context& context, uint32_t format, uint32_t width, uint32_t height);

/// Colours, depth and stencil are as in a new drawing buffer.
void forgetPicture(const Context& context);

/// RGBA8, RGB8 without alpha, or what drawingBufferStorage chose.
uint32_t drawingBufferFormat(const Context& context);
uint32_t drawingBufferWidth(const Context& context);
uint32_t drawingBufferHeight(const Context& context);

/// The picture as a canvas shows it: RGBA bytes, top row first, not premultiplied.
/// `out`: 4 · width · height bytes. False, with the last error set, if there is no memory to
/// resolve.
[[nodiscard]] bool readPicture(Context& context, std::byte* out);

}  // namespace nogpu::gl
