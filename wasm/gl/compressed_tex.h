// SPDX-License-Identifier: MIT
// compressedTexImage* and compressedTexSubImage* (ES 3.0 §3.8.6; WebGL 2.0 §3.7.6). Blocks are
// decoded at once: an Image holds plain texels and remembers the format that they came in.
#pragma once

#include <cstdint>
#include <vector>

#include "gl/pixel_transfer.h"

namespace nogpu::gl {

struct CompressedTexCall {
  const char* function;
  uint32_t dimensions;  ///< 2 or 3
  uint32_t target;
  int32_t level;
  uint32_t internalFormat;
  TexelBox box;
  int32_t border = 0;
};

/// Where the blocks are: a View (`data`, `bytes`), or the PIXEL_UNPACK_BUFFER (`offset`, and the
/// call's imageSize as `bytes`). UNPACK_* state does not apply.
bool validateCompressedTexImage(Context& context, const CompressedTexCall& call,
                                const PixelSource& source);
bool validateCompressedTexSubImage(Context& context, const CompressedTexCall& call,
                                   const PixelSource& source);

/// Raises OUT_OF_MEMORY; the level is as before then.
void compressedTexImage(Context& context, const CompressedTexCall& call, const PixelSource& source);
void compressedTexSubImage(Context& context, const CompressedTexCall& call,
                           const PixelSource& source);

/// COMPRESSED_TEXTURE_FORMATS: those of enabled extensions.
std::vector<uint32_t> compressedTextureFormats(const Context& context);

}  // namespace nogpu::gl
