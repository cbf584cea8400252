// SPDX-License-Identifier: MIT
// Exports of texture images. Each method of the API has three: pixels in memory that JS filled
// (`data`, `bytes` from wasm_alloc; `viewType` is the GL type of the array's elements, 0 for null
// pixels), an offset into PIXEL_UNPACK_BUFFER, and a picture (RGBA8, top row first; `flags` 1: all
// of it, 2: an ImageBitmap, which is never flipped or premultiplied, 4: RGBA of 16 bits a channel).
#include "boundary/upload.h"
#include "exports/export.h"
#include "gl/pixel_transfer.h"

using namespace nogpu;
using exports::decodeContext;

namespace {

constexpr uint32_t kWholePicture = 1, kAsIs = 2, kDeep = 4;

gl::PixelSource memorySource(const std::byte* data, uint32_t bytes, uint32_t viewType) {
  gl::PixelSource source;
  if (viewType == 0) return source;
  source.kind = gl::PixelSource::Kind::View;
  source.data = data;
  source.bytes = boundary::readable(data, bytes) ? bytes : 0;
  source.viewType = viewType;
  return source;
}

gl::PixelSource bufferSource(double offset) {
  gl::PixelSource source;
  source.kind = gl::PixelSource::Kind::Buffer;
  source.offset = offset;
  return source;
}

gl::PixelSource pictureSource(const std::byte* data, uint32_t width, uint32_t height,
                              uint32_t flags) {
  gl::PixelSource source;
  source.deep = (flags & kDeep) != 0;
  const bool there =
      boundary::readable(data, uint64_t{width} * height * source.pictureTexelBytes());
  source.kind = gl::PixelSource::Kind::Picture;
  source.data = data;
  source.width = there ? width : 0;
  source.height = there ? height : 0;
  source.whole = (flags & kWholePicture) != 0 && there;
  source.asIs = (flags & kAsIs) != 0;
  return source;
}

void texImage(uint32_t ctx, const gl::TexImageCall& call, const gl::PixelSource& source) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateTexImage(*c, call, source)) return;
  gl::texImage(*c, call, source);
}

void texSubImage(uint32_t ctx, const gl::TexImageCall& call, const gl::PixelSource& source) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateTexSubImage(*c, call, source)) return;
  gl::texSubImage(*c, call, source);
}

}  // namespace

/// `texImage2D` from an array, or with null pixels.
NOGPU_EXPORT void wasm_ctx_tex_image2d(uint32_t ctx, uint32_t target, int32_t level,
                                       uint32_t internalFormat, int32_t width, int32_t height,
                                       int32_t border, uint32_t format, uint32_t type,
                                       const std::byte* data, uint32_t bytes, uint32_t viewType) {
  texImage(ctx,
           {"texImage2D",
            2,
            target,
            level,
            internalFormat,
            {0, 0, 0, width, height, 1},
            border,
            format,
            type},
           memorySource(data, bytes, viewType));
}

/// `texImage2D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_tex_image2d_offset(uint32_t ctx, uint32_t target, int32_t level,
                                              uint32_t internalFormat, int32_t width,
                                              int32_t height, int32_t border, uint32_t format,
                                              uint32_t type, double offset) {
  texImage(ctx,
           {"texImage2D",
            2,
            target,
            level,
            internalFormat,
            {0, 0, 0, width, height, 1},
            border,
            format,
            type},
           bufferSource(offset));
}

/// `texImage2D` from a picture of `sourceWidth` × `sourceHeight`.
NOGPU_EXPORT void wasm_ctx_tex_image2d_picture(uint32_t ctx, uint32_t target, int32_t level,
                                               uint32_t internalFormat, int32_t width,
                                               int32_t height, int32_t border, uint32_t format,
                                               uint32_t type, const std::byte* data,
                                               uint32_t sourceWidth, uint32_t sourceHeight,
                                               uint32_t flags) {
  texImage(ctx,
           {"texImage2D",
            2,
            target,
            level,
            internalFormat,
            {0, 0, 0, width, height, 1},
            border,
            format,
            type},
           pictureSource(data, sourceWidth, sourceHeight, flags));
}

/// `texImage3D` from an array, or with null pixels.
NOGPU_EXPORT void wasm_ctx_tex_image3d(uint32_t ctx, uint32_t target, int32_t level,
                                       uint32_t internalFormat, int32_t width, int32_t height,
                                       int32_t depth, int32_t border, uint32_t format,
                                       uint32_t type, const std::byte* data, uint32_t bytes,
                                       uint32_t viewType) {
  texImage(ctx,
           {"texImage3D",
            3,
            target,
            level,
            internalFormat,
            {0, 0, 0, width, height, depth},
            border,
            format,
            type},
           memorySource(data, bytes, viewType));
}

/// `texImage3D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_tex_image3d_offset(uint32_t ctx, uint32_t target, int32_t level,
                                              uint32_t internalFormat, int32_t width,
                                              int32_t height, int32_t depth, int32_t border,
                                              uint32_t format, uint32_t type, double offset) {
  texImage(ctx,
           {"texImage3D",
            3,
            target,
            level,
            internalFormat,
            {0, 0, 0, width, height, depth},
            border,
            format,
            type},
           bufferSource(offset));
}

/// `texImage3D` from a picture whose images lie below one another.
NOGPU_EXPORT void wasm_ctx_tex_image3d_picture(uint32_t ctx, uint32_t target, int32_t level,
                                               uint32_t internalFormat, int32_t width,
                                               int32_t height, int32_t depth, int32_t border,
                                               uint32_t format, uint32_t type,
                                               const std::byte* data, uint32_t sourceWidth,
                                               uint32_t sourceHeight, uint32_t flags) {
  texImage(ctx,
           {"texImage3D",
            3,
            target,
            level,
            internalFormat,
            {0, 0, 0, width, height, depth},
            border,
            format,
            type},
           pictureSource(data, sourceWidth, sourceHeight, flags));
}

/// `texSubImage2D` from an array.
NOGPU_EXPORT void wasm_ctx_tex_sub_image2d(uint32_t ctx, uint32_t target, int32_t level,
                                           int32_t xoffset, int32_t yoffset, int32_t width,
                                           int32_t height, uint32_t format, uint32_t type,
                                           const std::byte* data, uint32_t bytes,
                                           uint32_t viewType) {
  texSubImage(ctx,
              {"texSubImage2D",
               2,
               target,
               level,
               0,
               {xoffset, yoffset, 0, width, height, 1},
               0,
               format,
               type},
              memorySource(data, bytes, viewType));
}

/// `texSubImage2D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_tex_sub_image2d_offset(uint32_t ctx, uint32_t target, int32_t level,
                                                  int32_t xoffset, int32_t yoffset, int32_t width,
                                                  int32_t height, uint32_t format, uint32_t type,
                                                  double offset) {
  texSubImage(ctx,
              {"texSubImage2D",
               2,
               target,
               level,
               0,
               {xoffset, yoffset, 0, width, height, 1},
               0,
               format,
               type},
              bufferSource(offset));
}

/// `texSubImage2D` from a picture.
NOGPU_EXPORT void wasm_ctx_tex_sub_image2d_picture(uint32_t ctx, uint32_t target, int32_t level,
                                                   int32_t xoffset, int32_t yoffset, int32_t width,
                                                   int32_t height, uint32_t format, uint32_t type,
                                                   const std::byte* data, uint32_t sourceWidth,
                                                   uint32_t sourceHeight, uint32_t flags) {
  texSubImage(ctx,
              {"texSubImage2D",
               2,
               target,
               level,
               0,
               {xoffset, yoffset, 0, width, height, 1},
               0,
               format,
               type},
              pictureSource(data, sourceWidth, sourceHeight, flags));
}

/// `texSubImage3D` from an array.
NOGPU_EXPORT void wasm_ctx_tex_sub_image3d(uint32_t ctx, uint32_t target, int32_t level,
                                           int32_t xoffset, int32_t yoffset, int32_t zoffset,
                                           int32_t width, int32_t height, int32_t depth,
                                           uint32_t format, uint32_t type, const std::byte* data,
                                           uint32_t bytes, uint32_t viewType) {
  texSubImage(ctx,
              {"texSubImage3D",
               3,
               target,
               level,
               0,
               {xoffset, yoffset, zoffset, width, height, depth},
               0,
               format,
               type},
              memorySource(data, bytes, viewType));
}

/// `texSubImage3D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_tex_sub_image3d_offset(uint32_t ctx, uint32_t target, int32_t level,
                                                  int32_t xoffset, int32_t yoffset, int32_t zoffset,
                                                  int32_t width, int32_t height, int32_t depth,
                                                  uint32_t format, uint32_t type, double offset) {
  texSubImage(ctx,
              {"texSubImage3D",
               3,
               target,
               level,
               0,
               {xoffset, yoffset, zoffset, width, height, depth},
               0,
               format,
               type},
              bufferSource(offset));
}

/// `texSubImage3D` from a picture whose images lie below one another.
NOGPU_EXPORT void wasm_ctx_tex_sub_image3d_picture(uint32_t ctx, uint32_t target, int32_t level,
                                                   int32_t xoffset, int32_t yoffset,
                                                   int32_t zoffset, int32_t width, int32_t height,
                                                   int32_t depth, uint32_t format, uint32_t type,
                                                   const std::byte* data, uint32_t sourceWidth,
                                                   uint32_t sourceHeight, uint32_t flags) {
  texSubImage(ctx,
              {"texSubImage3D",
               3,
               target,
               level,
               0,
               {xoffset, yoffset, zoffset, width, height, depth},
               0,
               format,
               type},
              pictureSource(data, sourceWidth, sourceHeight, flags));
}

/// `copyTexImage2D`
NOGPU_EXPORT void wasm_ctx_copy_tex_image2d(uint32_t ctx, uint32_t target, int32_t level,
                                            uint32_t internalFormat, int32_t x, int32_t y,
                                            int32_t width, int32_t height, int32_t border) {
  gl::Context* c = decodeContext(ctx);
  const gl::CopyTexCall call{"copyTexImage2D", target, level, internalFormat, 0, 0, 0, x, y, width,
                             height,           border};
  if (c == nullptr || !gl::validateCopyTexImage(*c, call)) return;
  gl::copyTexImage(*c, call);
}

/// `copyTexSubImage2D`
NOGPU_EXPORT void wasm_ctx_copy_tex_sub_image2d(uint32_t ctx, uint32_t target, int32_t level,
                                                int32_t xoffset, int32_t yoffset, int32_t x,
                                                int32_t y, int32_t width, int32_t height) {
  gl::Context* c = decodeContext(ctx);
  const gl::CopyTexCall call{
      "copyTexSubImage2D", target, level, 0, xoffset, yoffset, 0, x, y, width, height};
  if (c == nullptr || !gl::validateCopyTexSubImage(*c, 2, call)) return;
  gl::copyTexSubImage(*c, call);
}

/// `copyTexSubImage3D`
NOGPU_EXPORT void wasm_ctx_copy_tex_sub_image3d(uint32_t ctx, uint32_t target, int32_t level,
                                                int32_t xoffset, int32_t yoffset, int32_t zoffset,
                                                int32_t x, int32_t y, int32_t width,
                                                int32_t height) {
  gl::Context* c = decodeContext(ctx);
  const gl::CopyTexCall call{
      "copyTexSubImage3D", target, level, 0, xoffset, yoffset, zoffset, x, y, width, height};
  if (c == nullptr || !gl::validateCopyTexSubImage(*c, 3, call)) return;
  gl::copyTexSubImage(*c, call);
}
