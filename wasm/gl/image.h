// SPDX-License-Identifier: MIT
// Image: the texels of one texture level (of one cube face) or of one renderbuffer. Plain rows as
// pipeline/surface.h draws them; slices of 3D and array images follow one another, the samples of a
// multisampled one too. Stencil is a plane of its own.
//
// Memory is taken at once (so that OUT_OF_MEMORY is answered by the right call), but filled late:
// an image that is uploaded or cleared whole is never zeroed first.
#pragma once

#include <cstddef>
#include <cstdint>

#include "boundary/storage.h"
#include "format/format.h"
#include "pipeline/surface.h"

namespace nogpu::gl {

struct Image {
  explicit Image(boundary::MemoryKind kind) : color(kind), stencil(kind) {}

  format::FormatId format = format::FormatId::kNone;  ///< effective format, never compressed
  /// What the texels were decoded from; `format` is what it is stored as then.
  format::FormatId compressed = format::FormatId::kNone;
  uint32_t internalFormat = 0;  ///< as the application named it; 0: never defined
  uint32_t width = 0, height = 0;
  uint32_t depth = 0;  ///< slices of a 3D image, layers of an array, else 1
  uint32_t samples = 1;
  uint32_t rowStrideBytes = 0;
  size_t sliceStrideBytes = 0;  ///< from slice to slice, and from sample to sample
  boundary::Storage color;      ///< the colour or the depth plane
  boundary::Storage stencil;    ///< one byte a texel, rows of `width` bytes
  bool filled = false;          ///< false: the planes are still whatever the memory held

  bool defined() const { return internalFormat != 0; }
  bool isCompressed() const { return compressed != format::FormatId::kNone; }
  bool empty() const { return width == 0 || height == 0 || depth == 0; }
  const format::FormatInfo& info() const { return format::info(format); }
  uint64_t storageBytes() const { return uint64_t{color.size()} + stencil.size(); }
  size_t stencilSliceBytes() const { return size_t{width} * height; }
};

struct ImageSize {
  uint32_t width, height, depth;
};

/// Gives the image new planes with unspecified contents; a compressed format takes those of the
/// format that it is stored as. False, and the image as before, if there
/// is no memory. A size with a zero gives a defined image without planes.
[[nodiscard]] bool allocateImage(Image& image, format::FormatId format, uint32_t internalFormat,
                                 ImageSize size, uint32_t samples = 1);

/// Zeroes an image that nobody has written yet; a depth plane becomes 1 (WebGL 1.0 §4.1), of
/// textures as of renderbuffers: what is drawn with an attachment that was never cleared is seen
/// then, as in browsers.
void fillImage(Image& image);

/// The colour or depth plane of a slice, and the stencil plane; null surfaces where there is none.
pipeline::Surface colorSurface(Image& image, uint32_t slice = 0);
pipeline::Surface stencilSurface(Image& image, uint32_t slice = 0);

inline std::byte* texelAt(Image& image, uint32_t x, uint32_t y, uint32_t slice) {
  return image.color.data() + slice * image.sliceStrideBytes + size_t{y} * image.rowStrideBytes +
         size_t{x} * image.info().storageBytes;
}
inline uint8_t* stencilAt(Image& image, uint32_t x, uint32_t y, uint32_t slice) {
  return image.stencil.as<uint8_t>() + slice * image.stencilSliceBytes() + size_t{y} * image.width +
         x;
}

}  // namespace nogpu::gl
