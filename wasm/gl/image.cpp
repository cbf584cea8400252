// SPDX-License-Identifier: MIT
#include "gl/image.h"

#include <cstring>
#include <utility>

#include "format/block_decompress.h"
#include "pipeline/clear.h"

namespace nogpu::gl {
namespace {

// What SIMD code may read past the last texel.
constexpr uint64_t kTailBytes = 16;

bool allocatePlane(boundary::Storage& plane, uint64_t bytes) {
  return bytes == 0 || plane.allocateUninitialized(bytes + kTailBytes);
}

}  // namespace

bool allocateImage(Image& image, format::FormatId format, uint32_t internalFormat, ImageSize size,
                   uint32_t samples) {
  const format::FormatId stored = format::info(format).storedAs;
  const format::FormatInfo& info = format::info(stored);
  const uint64_t rowBytes = uint64_t{size.width} * info.storageBytes;
  const uint64_t texels = uint64_t{size.width} * size.height;
  const uint64_t planes = uint64_t{size.depth} * samples;
  if (texels != 0 && planes > boundary::kMaxStorageBytes / texels) return false;

  boundary::Storage color = std::move(image.color), stencil = std::move(image.stencil);
  const bool ok = allocatePlane(image.color, rowBytes * size.height * planes) &&
                  allocatePlane(image.stencil, info.hasStencil() ? texels * planes : 0);
  if (!ok) {
    image.color = std::move(color);
    image.stencil = std::move(stencil);
    return false;
  }
  image.format = stored;
  image.compressed = stored != format ? format : format::FormatId::kNone;
  image.internalFormat = internalFormat;
  image.width = size.width;
  image.height = size.height;
  image.depth = size.depth;
  image.samples = samples;
  image.rowStrideBytes = static_cast<uint32_t>(rowBytes);
  image.sliceStrideBytes = static_cast<size_t>(rowBytes * size.height);
  image.filled = false;
  return true;
}

void fillImage(Image& image) {
  if (image.filled) return;
  image.filled = true;
  if (!image.color.empty()) std::memset(image.color.data(), 0, image.color.size());
  if (!image.stencil.empty()) std::memset(image.stencil.data(), 0, image.stencil.size());
  if (image.empty()) return;
  if (image.isCompressed()) {
    for (uint32_t slice = 0; slice < image.depth; ++slice) {
      format::decompressZeros(image.compressed, image.width, image.height,
                              texelAt(image, 0, 0, slice), image.rowStrideBytes);
    }
    return;
  }
  const bool paddedColor = image.info().hasColor() && image.info().base == GL_RGB;
  for (uint32_t slice = 0; slice < image.depth; ++slice) {
    const pipeline::Surface surface = colorSurface(image, slice);
    if (image.info().hasDepth()) {
      pipeline::clearDepth(surface, boundsOf(surface), 1.0f);
    } else if (paddedColor && image.info().isInteger()) {
      // The padding channel of a three-component format is one; clearing writes it.
      const int32_t zero[4] = {0, 0, 0, 1};
      pipeline::clearColorInt(surface, boundsOf(surface), zero);
    } else if (paddedColor) {
      const float zero[4] = {0, 0, 0, 1};
      pipeline::clearColorFloat(surface, boundsOf(surface), zero);
    }
  }
}

pipeline::Surface colorSurface(Image& image, uint32_t slice) {
  pipeline::Surface surface;
  if (image.color.empty()) return surface;
  surface.data = image.color.data() + slice * image.sliceStrideBytes;
  surface.width = image.width;
  surface.height = image.height;
  surface.rowStrideBytes = image.rowStrideBytes;
  surface.sampleStrideBytes = image.sliceStrideBytes;
  surface.format = image.format;
  surface.samples = image.samples;
  return surface;
}

pipeline::Surface stencilSurface(Image& image, uint32_t slice) {
  pipeline::Surface surface;
  if (image.stencil.empty()) return surface;
  surface.data = image.stencil.data() + slice * image.stencilSliceBytes();
  surface.width = image.width;
  surface.height = image.height;
  surface.rowStrideBytes = image.width;
  surface.sampleStrideBytes = image.stencilSliceBytes();
  surface.format = image.format;
  surface.samples = image.samples;
  return surface;
}

}  // namespace nogpu::gl
