// SPDX-License-Identifier: MIT
// Pixels between the application and images: what a transfer reads from and the rules that every
// transfer obeys (ES 3.0 §3.7.2, WebGL 2.0 §3.7.6 and §3.7.10).
#pragma once

#include <cstdint>

#include "format/pixel_store.h"
#include "gl/context.h"

namespace nogpu::gl {

/// Where texImage* and texSubImage* take texels from.
struct PixelSource {
  enum class Kind : uint8_t {
    None,     ///< null: zero-filled
    View,     ///< an ArrayBufferView's bytes from srcOffset on
    Buffer,   ///< PIXEL_UNPACK_BUFFER at an offset
    Picture,  ///< a TexImageSource, as RGBA rows of 8 or 16 bits a channel, the top one first
  };
  Kind kind = Kind::None;
  const std::byte* data = nullptr;  ///< View, Picture
  uint64_t bytes = 0;               ///< View
  uint32_t viewType = 0;            ///< View: GL type of the array's elements; else no type
  double offset = 0;                ///< Buffer
  uint32_t width = 0, height = 0;   ///< Picture
  bool whole = false;               ///< Picture: all of it, UNPACK_SKIP_* do not apply
  bool asIs = false;                ///< Picture: an ImageBitmap, never flipped or premultiplied
  bool deep = false;                ///< Picture: of 16 bits a channel

  uint32_t pictureTexelBytes() const { return deep ? 8 : 4; }
};

/// What identifies the texels of an upload; texImage* leaves the offsets 0.
struct TexelBox {
  int32_t x = 0, y = 0, z = 0;
  int32_t width = 0, height = 0, depth = 1;
};

struct TexImageCall {
  const char* function;
  uint32_t dimensions;  ///< 2 or 3
  uint32_t target;
  int32_t level;
  uint32_t internalFormat = 0;  ///< texImage* only
  TexelBox box;
  int32_t border = 0;
  uint32_t format, type;
};

bool validateTexImage(Context& context, const TexImageCall& call, const PixelSource& source);
bool validateTexSubImage(Context& context, const TexImageCall& call, const PixelSource& source);

/// Raises OUT_OF_MEMORY; the level is as before then.
void texImage(Context& context, const TexImageCall& call, const PixelSource& source);
void texSubImage(Context& context, const TexImageCall& call, const PixelSource& source);

// ---- copies from the read framebuffer

struct CopyTexCall {
  const char* function;
  uint32_t target;
  int32_t level;
  uint32_t internalFormat = 0;  ///< copyTexImage2D only
  int32_t xoffset = 0, yoffset = 0, zoffset = 0;
  int32_t x, y, width, height;
  int32_t border = 0;
};
bool validateCopyTexImage(Context& context, const CopyTexCall& call);
bool validateCopyTexSubImage(Context& context, uint32_t dimensions, const CopyTexCall& call);
void copyTexImage(Context& context, const CopyTexCall& call);
void copyTexSubImage(Context& context, const CopyTexCall& call);

/// Levels, targets and sizes that texImage* and copyTexImage2D share.
bool validateImageTarget(Context& context, const char* function, uint32_t dimensions,
                         uint32_t target);
bool validateImageSize(Context& context, const char* function, uint32_t target, int32_t level,
                       const TexelBox& box, int32_t border);
/// A texture is bound, and (for texImage*, copyTexImage2D) not immutable.
bool validateDefinable(Context& context, const char* function, uint32_t target);
/// Level defined, box inside it.
bool validateSubImageBox(Context& context, const char* function, uint32_t target, int32_t level,
                         const TexelBox& box);

inline const PixelStoreState& pixelStore(const Context& context) {
  return context.fixed.pixelStore;
}

/// A pixel buffer that is also captured into cannot be used: INVALID_OPERATION.
bool validateNotFeedbackTarget(Context& context, const char* function, const Buffer& buffer);

/// The format of a pair is known to the API; INVALID_ENUM.
bool validateFormatAndType(Context& context, const char* function, uint32_t format, uint32_t type);
/// GL type of the array kind that `type` wants (formats.json typeToTypedArray); 0 if no view fits.
uint32_t viewTypeFor(uint32_t type);

// ---- readPixels

struct ReadPixelsCall {
  int32_t x, y, width, height;
  uint32_t format, type;
};

/// Where the rows that lie inside the framebuffer go in the destination.
struct ReadPlacement {
  uint32_t offset = 0;  ///< of the first byte
  uint32_t rowBytes = 0;
  uint32_t stride = 0;  ///< from row to row
  uint32_t rows = 0;
};

/// Everything but the destination.
bool validateReadPixels(Context& context, const ReadPixelsCall& call);
/// A view with `bytes` bytes from dstOffset on, of element type `viewType`.
bool validateReadPixelsView(Context& context, const ReadPixelsCall& call, uint32_t viewType,
                            double bytes);
bool validateReadPixelsOffset(Context& context, const ReadPixelsCall& call, double offset);

ReadPlacement readPlacement(const Context& context, const ReadPixelsCall& call);
/// Writes placement.rows rows, `stride` apart, to `out`. False if there is no memory to resolve
/// (OUT_OF_MEMORY raised).
bool readPixels(Context& context, const ReadPixelsCall& call, std::byte* out, uint32_t stride);
void readPixelsToBuffer(Context& context, const ReadPixelsCall& call, double offset);

}  // namespace nogpu::gl
