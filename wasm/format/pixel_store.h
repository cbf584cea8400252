// SPDX-License-Identifier: MIT
// Where client texels lie: the addressing of pixel transfers (ES 3.0 §3.7.2, §4.3.2).
//
//   start ──▶ row 0 of image 0 │ rowStride │ row 1 … │ imageStride │ row 0 of image 1 …
#pragma once

#include <cstdint>

namespace nogpu::format {

/// UNPACK_* or PACK_* state; the pack side leaves imageHeight and skipImages 0. Values as GL keeps
/// them: never negative.
struct PixelStore {
  uint32_t alignment = 4;
  uint32_t rowLength = 0;    // 0: the width of the image
  uint32_t imageHeight = 0;  // 0: the height of the image
  uint32_t skipPixels = 0;
  uint32_t skipRows = 0;
  uint32_t skipImages = 0;
};

/// Byte offsets. Values that do not fit saturate at kTransferTooLarge, so that comparing
/// `requiredBytes` with a size is always right.
struct TransferLayout {
  uint32_t pixelBytes;
  uint64_t rowStride;
  uint64_t imageStride;
  uint64_t start;          // of the first texel
  uint64_t requiredBytes;  // from offset 0 to the end of the last texel; 0 for an empty image
};

inline constexpr uint64_t kTransferTooLarge = uint64_t{1} << 62;

TransferLayout pixelStoreLayout(const PixelStore& store, uint32_t format, uint32_t type,
                                uint32_t width, uint32_t height, uint32_t depth = 1);

}  // namespace nogpu::format
