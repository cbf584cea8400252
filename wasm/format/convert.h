// SPDX-License-Identifier: MIT
// Rows of texels from one form to another: storage <-> float or int RGBA, client memory -> storage,
// storage -> client memory. Rules of conversion: ES 3.0 §2.1.2 … 2.1.6, §3.7.2, §4.3.1.
//
//   client bytes ──uploadRow──▶ storage ──unpackRow──▶ float RGBA ──packRow──▶ storage
//                               storage ──readRow────▶ client bytes
//
// All rows may have any alignment. Formats are effective, never compressed ones.
#pragma once

#include <cstddef>
#include <cstdint>

#include "format/format.h"

namespace nogpu::format {

/// `count` texels to linear float RGBA (sRGB decoded). Missing channels: (0, 0, 0, 1); luminance
/// and alpha formats swizzled as they sample; depth gives (D, 0, 0, 1). `rgba`: 4·count floats.
/// Integer formats: use unpackRowInt.
void unpackRow(FormatId id, const std::byte* src, float* rgba, uint32_t count);

/// The inverse: linear float RGBA to storage; clamps, rounds to nearest, encodes sRGB. NaN gives 0
/// in fixed point. Padding channels are written as one.
void packRow(FormatId id, const float* rgba, std::byte* dst, uint32_t count);

/// Like unpackRow and packRow for integer formats; uint values travel as their bit pattern, the
/// value is clamped to the format's range. Missing channels: (0, 0, 0, 1).
void unpackRowInt(FormatId id, const std::byte* src, int32_t* rgba, uint32_t count);
void packRowInt(FormatId id, const int32_t* rgba, std::byte* dst, uint32_t count);

struct UploadFlags {
  bool premultiplyAlpha = false;  // UNPACK_PREMULTIPLY_ALPHA_WEBGL
};

/// Client texels to storage, any pair that uploads.def has for the format (and any other
/// float-class pair that makes sense, for copies). For depth-stencil formats only the depth plane
/// is written.
void uploadRow(FormatId dst, uint32_t format, uint32_t type, const std::byte* src,
               std::byte* dstRow, uint32_t count, UploadFlags flags = {});

/// The stencil plane of DEPTH_STENCIL client data.
void uploadStencilRow(uint32_t type, const std::byte* src, uint8_t* dst, uint32_t count);

/// Storage to client texels, as readPixels does: any pair of the same class (normalised/float, or
/// integer). sRGB values stay encoded.
void readRow(FormatId src, const std::byte* srcRow, uint32_t format, uint32_t type, std::byte* dst,
             uint32_t count);

}  // namespace nogpu::format
