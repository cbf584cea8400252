// SPDX-License-Identifier: MIT
// Exports of compressed texture images. Each method has two: blocks in memory that JS filled
// (`data`, `bytes` from wasm_alloc), and an offset into PIXEL_UNPACK_BUFFER with the size that the
// application names.
#include "boundary/upload.h"
#include "exports/export.h"
#include "gl/compressed_tex.h"

using namespace nogpu;
using exports::decodeContext;

namespace {

gl::PixelSource memorySource(const std::byte* data, uint32_t bytes) {
  gl::PixelSource source;
  source.kind = gl::PixelSource::Kind::View;
  source.data = data;
  source.bytes = boundary::readable(data, bytes) ? bytes : 0;
  return source;
}

gl::PixelSource bufferSource(int32_t imageSize, double offset) {
  gl::PixelSource source;
  source.kind = gl::PixelSource::Kind::Buffer;
  source.offset = offset;
  // A negative size is no image's size.
  source.bytes = imageSize < 0 ? UINT64_MAX : static_cast<uint64_t>(imageSize);
  return source;
}

void texImage(uint32_t ctx, const gl::CompressedTexCall& call, const gl::PixelSource& source) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateCompressedTexImage(*c, call, source)) return;
  gl::compressedTexImage(*c, call, source);
}

void texSubImage(uint32_t ctx, const gl::CompressedTexCall& call, const gl::PixelSource& source) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateCompressedTexSubImage(*c, call, source)) return;
  gl::compressedTexSubImage(*c, call, source);
}

}  // namespace

/// `compressedTexImage2D` from an array.
NOGPU_EXPORT void wasm_ctx_compressed_tex_image2d(uint32_t ctx, uint32_t target, int32_t level,
                                                  uint32_t internalFormat, int32_t width,
                                                  int32_t height, int32_t border,
                                                  const std::byte* data, uint32_t bytes) {
  const gl::TexelBox box{0, 0, 0, width, height, 1};
  texImage(ctx, {"compressedTexImage2D", 2, target, level, internalFormat, box, border},
           memorySource(data, bytes));
}

/// `compressedTexImage2D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_compressed_tex_image2d_offset(uint32_t ctx, uint32_t target,
                                                         int32_t level, uint32_t internalFormat,
                                                         int32_t width, int32_t height,
                                                         int32_t border, int32_t imageSize,
                                                         double offset) {
  const gl::TexelBox box{0, 0, 0, width, height, 1};
  texImage(ctx, {"compressedTexImage2D", 2, target, level, internalFormat, box, border},
           bufferSource(imageSize, offset));
}

/// `compressedTexImage3D` from an array.
NOGPU_EXPORT void wasm_ctx_compressed_tex_image3d(uint32_t ctx, uint32_t target, int32_t level,
                                                  uint32_t internalFormat, int32_t width,
                                                  int32_t height, int32_t depth, int32_t border,
                                                  const std::byte* data, uint32_t bytes) {
  const gl::TexelBox box{0, 0, 0, width, height, depth};
  texImage(ctx, {"compressedTexImage3D", 3, target, level, internalFormat, box, border},
           memorySource(data, bytes));
}

/// `compressedTexImage3D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_compressed_tex_image3d_offset(uint32_t ctx, uint32_t target,
                                                         int32_t level, uint32_t internalFormat,
                                                         int32_t width, int32_t height,
                                                         int32_t depth, int32_t border,
                                                         int32_t imageSize, double offset) {
  const gl::TexelBox box{0, 0, 0, width, height, depth};
  texImage(ctx, {"compressedTexImage3D", 3, target, level, internalFormat, box, border},
           bufferSource(imageSize, offset));
}

/// `compressedTexSubImage2D` from an array.
NOGPU_EXPORT void wasm_ctx_compressed_tex_sub_image2d(uint32_t ctx, uint32_t target, int32_t level,
                                                      int32_t xoffset, int32_t yoffset,
                                                      int32_t width, int32_t height,
                                                      uint32_t format, const std::byte* data,
                                                      uint32_t bytes) {
  const gl::TexelBox box{xoffset, yoffset, 0, width, height, 1};
  texSubImage(ctx, {"compressedTexSubImage2D", 2, target, level, format, box},
              memorySource(data, bytes));
}

/// `compressedTexSubImage2D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_compressed_tex_sub_image2d_offset(uint32_t ctx, uint32_t target,
                                                             int32_t level, int32_t xoffset,
                                                             int32_t yoffset, int32_t width,
                                                             int32_t height, uint32_t format,
                                                             int32_t imageSize, double offset) {
  const gl::TexelBox box{xoffset, yoffset, 0, width, height, 1};
  texSubImage(ctx, {"compressedTexSubImage2D", 2, target, level, format, box},
              bufferSource(imageSize, offset));
}

/// `compressedTexSubImage3D` from an array.
NOGPU_EXPORT void wasm_ctx_compressed_tex_sub_image3d(uint32_t ctx, uint32_t target, int32_t level,
                                                      int32_t xoffset, int32_t yoffset,
                                                      int32_t zoffset, int32_t width,
                                                      int32_t height, int32_t depth,
                                                      uint32_t format, const std::byte* data,
                                                      uint32_t bytes) {
  const gl::TexelBox box{xoffset, yoffset, zoffset, width, height, depth};
  texSubImage(ctx, {"compressedTexSubImage3D", 3, target, level, format, box},
              memorySource(data, bytes));
}

/// `compressedTexSubImage3D` from PIXEL_UNPACK_BUFFER.
NOGPU_EXPORT void wasm_ctx_compressed_tex_sub_image3d_offset(uint32_t ctx, uint32_t target,
                                                             int32_t level, int32_t xoffset,
                                                             int32_t yoffset, int32_t zoffset,
                                                             int32_t width, int32_t height,
                                                             int32_t depth, uint32_t format,
                                                             int32_t imageSize, double offset) {
  const gl::TexelBox box{xoffset, yoffset, zoffset, width, height, depth};
  texSubImage(ctx, {"compressedTexSubImage3D", 3, target, level, format, box},
              bufferSource(imageSize, offset));
}
