// SPDX-License-Identifier: MIT
// Transfer addressing in saturating 64-bit arithmetic: skip values near 2^31 must not wrap around.
#include "format/pixel_store.h"

#include "format/format.h"

namespace nogpu::format {
namespace {

uint64_t add(uint64_t a, uint64_t b) {
  return a >= kTransferTooLarge || b >= kTransferTooLarge || a + b >= kTransferTooLarge
             ? kTransferTooLarge
             : a + b;
}

uint64_t multiply(uint64_t a, uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kTransferTooLarge / b ? kTransferTooLarge : a * b;
}

}  // namespace

TransferLayout pixelStoreLayout(const PixelStore& store, uint32_t format, uint32_t type,
                                uint32_t width, uint32_t height, uint32_t depth) {
  TransferLayout layout{};
  const uint64_t pixelBytes = clientBytesPerPixel(format, type);
  layout.pixelBytes = static_cast<uint32_t>(pixelBytes);

  // Elements are never wider than 4 bytes but for the 8-byte depth-stencil type, whose rows are
  // aligned to any legal alignment already: rounding up equals the two-case rule of the spec.
  const uint64_t rowTexels = store.rowLength ? store.rowLength : width;
  const uint64_t alignment = store.alignment ? store.alignment : 1;
  const uint64_t rowBytes = rowTexels * pixelBytes;
  layout.rowStride = (rowBytes + alignment - 1) / alignment * alignment;
  layout.imageStride = multiply(layout.rowStride, store.imageHeight ? store.imageHeight : height);

  layout.start = add(add(multiply(store.skipImages, layout.imageStride),
                         multiply(store.skipRows, layout.rowStride)),
                     multiply(store.skipPixels, pixelBytes));
  if (width == 0 || height == 0 || depth == 0) return layout;
  layout.requiredBytes = add(add(layout.start, multiply(depth - 1, layout.imageStride)),
                             add(multiply(height - 1, layout.rowStride), width * pixelBytes));
  return layout;
}

}  // namespace nogpu::format
