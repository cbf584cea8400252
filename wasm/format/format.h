// SPDX-License-Identifier: MIT
// Pixel formats: what each internal format is (formats.def), which client data it takes
// (uploads.def), and the lookups over those tables. Rows of texels are converted in convert.h,
// client memory is addressed in pixel_store.h, levels are halved in mipmap.h.
//
// Storage of images, for textures and surfaces alike: plain linear rows, row 0 first (the bottom
// row of a surface, the first row uploaded of a texture). Depth and stencil are two separate
// planes:
//
//   depth plane    16: uint16   24: uint32 in 0 … 2^24-1   32F: float
//   stencil plane  uint8
//   RGB…           padded to four components; the fourth is one (255, 32767, 1.0, 1)
#pragma once

#include <cstddef>
#include <cstdint>

#include "format/gl_enums.h"

namespace nogpu::format {

enum class FormatId : uint8_t {
  kNone,  // no image
#define X(id, ...) id,
#define XC(id, ...) id,
#include "format/formats.def"
  kCount,
};

inline constexpr uint32_t kFormatCount = static_cast<uint32_t>(FormatId::kCount);

enum class ComponentKind : uint8_t {
  Unorm,
  Snorm,
  Float,
  Sint,
  Uint,
  Depth,
  DepthStencil,
  Stencil
};

/// What has to be enabled before a format may be used in some way.
enum class Needs : uint8_t {
  Core,            // always allowed in WebGL 2
  No,              // never
  FloatBuffer,     // EXT_color_buffer_float
  HalfBuffer,      // EXT_color_buffer_float or EXT_color_buffer_half_float
  FloatBufferV1,   // WEBGL_color_buffer_float, which is of WebGL 1 only
  HalfBufferV1,    // EXT_color_buffer_half_float in WebGL 1
  SnormBuffer,     // EXT_render_snorm (16 bit: with EXT_texture_norm16)
  ExponentBuffer,  // WEBGL_render_shared_exponent
  Norm16,          // EXT_texture_norm16
  FloatLinear,     // OES_texture_float_linear
  FloatBlend,      // EXT_float_blend
};

/// How a texel lies in our storage. The first group has 1, 2 or 4 equal components in order R G B A
/// (or L A, or A); the packed ones follow the client type of the same name.
enum class Layout : uint8_t {
  None,
  Unorm8,
  Snorm8,
  Uint8,
  Sint8,
  Unorm16,
  Snorm16,
  Uint16,
  Sint16,
  Float16,
  Float32,
  Uint32,
  Sint32,
  Packed565,
  Packed4444,
  Packed5551,
  Packed2101010,
  Packed10F11F11F,
  Packed5999,
  Depth16,
  Depth24,
  Depth32F,
  Stencil8,
};

enum class CompressedFamily : uint8_t { None, S3tc, Rgtc, Bptc, Etc1, Etc2, Astc };

struct FormatInfo {
  const char* name;         // GL name without prefix
  uint32_t internalFormat;  // GL value; an unsized one for ALPHA8, LUMINANCE…
  uint32_t base;            // GL_RED, GL_RG, … GL_DEPTH_STENCIL, GL_STENCIL
  ComponentKind kind;
  Layout layout;
  uint8_t bits[4];  // R G B A as GL reports them (luminance counts as R)
  uint8_t depthBits;
  uint8_t stencilBits;
  uint8_t storageBytes;  // per texel of the colour or depth plane; 0 if there is none
  bool srgb;             // R, G, B are stored sRGB-encoded
  Needs renderable;
  Needs filterable;
  Needs blendable;
  // Compressed formats only (family != None); storage facts are those of `storedAs`.
  CompressedFamily family;
  uint8_t blockWidth, blockHeight, blockBytes;
  FormatId storedAs;  // the format of the storage: itself unless compressed

  constexpr bool compressed() const { return family != CompressedFamily::None; }
  constexpr bool hasDepth() const { return depthBits != 0; }
  constexpr bool hasStencil() const { return stencilBits != 0; }
  constexpr bool hasColor() const { return !hasDepth() && !hasStencil() && layout != Layout::None; }
  constexpr bool isInteger() const {
    return kind == ComponentKind::Sint || kind == ComponentKind::Uint;
  }
};

const FormatInfo& info(FormatId id);

/// Which of the upload table's rows count: WebGL 1 has the unsized formats, with the rows of its
/// extensions; whether those are enabled is the caller's business.
enum class Api : uint8_t { WebGl1, WebGl2 };

/// The format whose GL internal format is this sized or compressed one; kNone for anything else.
FormatId sizedFormat(uint32_t internalFormat);

/// The effective format of texImage*(internalFormat, …, type): sized formats map to themselves,
/// unsized ones by type (uploads.def), also those that only WebGL 1 extensions allow. kNone if the
/// pair has no meaning.
FormatId effectiveFormat(uint32_t internalFormat, uint32_t type);

/// Whether `internalFormat` is accepted by texImage* at all: sized or unsized, not compressed.
bool isTexImageFormat(uint32_t internalFormat, Api api = Api::WebGl2);

/// ES 3.0 tables 3.2 and 3.3: may `format`/`type` data be given for `internalFormat` (sized or
/// unsized)? The caller checks that extensions for the format are enabled.
bool uploadAllowed(uint32_t internalFormat, uint32_t format, uint32_t type, Api api = Api::WebGl2);

/// The same for an existing texture: its effective format decides, and unsized twins match
/// (texSubImage2D of RGBA/UNSIGNED_BYTE into RGBA8).
bool subUploadAllowed(FormatId effective, uint32_t format, uint32_t type, Api api = Api::WebGl2);

/// Components of a client format (GL_RGBA: 4), 0 if `format` is none.
uint32_t formatComponents(uint32_t format);

/// Bytes of one element of a client type; a packed type is one element per texel. 0 if unknown.
uint32_t typeBytes(uint32_t type);
bool isPackedType(uint32_t type);

/// Bytes of one texel in client memory; 0 if either enum is unknown.
uint32_t clientBytesPerPixel(uint32_t format, uint32_t type);

/// The pair that IMPLEMENTATION_COLOR_READ_FORMAT / _TYPE answer for a colour format, and the pair
/// that readPixels always accepts for it (RGBA with UNSIGNED_BYTE, FLOAT, INT, …).
struct FormatTypePair {
  uint32_t format;
  uint32_t type;
};
FormatTypePair implementationReadPair(FormatId id);
FormatTypePair baseReadPair(FormatId id);

/// Whether readPixels of a `id` surface accepts the pair: base pair, implementation pair, and for
/// RGB10_A2 also RGBA / UNSIGNED_INT_2_10_10_10_REV.
bool readAllowed(FormatId id, uint32_t format, uint32_t type);

/// floor(log2(max dimension)) + 1: levels of a complete mipmap chain.
uint32_t mipLevelCount(uint32_t width, uint32_t height, uint32_t depth = 1);

/// Bytes of a compressed image: whole blocks, rounded up (ES 3.0 §3.8.6).
uint64_t compressedImageBytes(FormatId id, uint32_t width, uint32_t height, uint32_t depth);

}  // namespace nogpu::format
