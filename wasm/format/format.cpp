// SPDX-License-Identifier: MIT
// Lookups over formats.def and uploads.def, and the facts of client formats and types.
#include "format/format.h"

namespace nogpu::format {
namespace {

constexpr FormatInfo colorRow(const char* name, uint32_t internalFormat, uint32_t base,
                              ComponentKind kind, const uint8_t (&bits)[6], Layout layout,
                              uint8_t bytes, bool srgb, Needs render, Needs filter, Needs blend,
                              FormatId id) {
  return {name,    internalFormat,
          base,    kind,
          layout,  {bits[0], bits[1], bits[2], bits[3]},
          bits[4], bits[5],
          bytes,   srgb,
          render,  filter,
          blend,   CompressedFamily::None,
          0,       0,
          0,       id};
}

constexpr FormatInfo kFormats[kFormatCount] = {
    {"NONE",
     GL_NONE,
     GL_NONE,
     ComponentKind::Unorm,
     Layout::None,
     {0, 0, 0, 0},
     0,
     0,
     0,
     false,
     Needs::No,
     Needs::No,
     Needs::No,
     CompressedFamily::None,
     0,
     0,
     0,
     FormatId::kNone},
#define ROW(id, gl, base, kind, r, g, b, a, d, s, layout, bytes, srgb, render, filter, blend)  \
  colorRow(#id, gl, GL_##base, ComponentKind::kind, {r, g, b, a, d, s}, Layout::layout, bytes, \
           srgb != 0, Needs::render, Needs::filter, Needs::blend, FormatId::id),
#define X(id, ...) ROW(id, GL_##id, __VA_ARGS__)
#define XU(id, base, ...) ROW(id, GL_##base, base, __VA_ARGS__)
#define XC(id, base, kind, srgb, bw, bh, bytes, family, storedAs) \
  {#id,                                                           \
   GL_##id,                                                       \
   GL_##base,                                                     \
   ComponentKind::kind,                                           \
   Layout::None,                                                  \
   {0, 0, 0, 0},                                                  \
   0,                                                             \
   0,                                                             \
   0,                                                             \
   srgb != 0,                                                     \
   Needs::No,                                                     \
   Needs::Core,                                                   \
   Needs::No,                                                     \
   CompressedFamily::family,                                      \
   bw,                                                            \
   bh,                                                            \
   bytes,                                                         \
   FormatId::storedAs},
#include "format/formats.def"
#undef ROW
};

struct UploadRow {
  uint32_t internalFormat, format, type;
  uint8_t clientBytes;
  FormatId effective;
  bool webgl2;

  constexpr bool in(Api api) const {
    return api == Api::WebGl2 ? webgl2 : internalFormat == format;
  }
};

constexpr UploadRow kUploads[] = {
#define X(internalFormat, format, type, bytes, effective) \
  {GL_##internalFormat, GL_##format, GL_##type, bytes, FormatId::effective, true},
#define XW1(internalFormat, format, type, bytes, effective) \
  {GL_##internalFormat, GL_##format, GL_##type, bytes, FormatId::effective, false},
#include "format/uploads.def"
};

struct TypeRow {
  uint32_t type;
  uint8_t bytes;
  bool packed;
};

constexpr TypeRow kTypes[] = {
    {GL_UNSIGNED_BYTE, 1, false},
    {GL_BYTE, 1, false},
    {GL_UNSIGNED_SHORT, 2, false},
    {GL_SHORT, 2, false},
    {GL_UNSIGNED_INT, 4, false},
    {GL_INT, 4, false},
    {GL_HALF_FLOAT, 2, false},
    {GL_HALF_FLOAT_OES, 2, false},
    {GL_FLOAT, 4, false},
    {GL_UNSIGNED_SHORT_5_6_5, 2, true},
    {GL_UNSIGNED_SHORT_4_4_4_4, 2, true},
    {GL_UNSIGNED_SHORT_5_5_5_1, 2, true},
    {GL_UNSIGNED_INT_2_10_10_10_REV, 4, true},
    {GL_UNSIGNED_INT_10F_11F_11F_REV, 4, true},
    {GL_UNSIGNED_INT_5_9_9_9_REV, 4, true},
    {GL_UNSIGNED_INT_24_8, 4, true},
    {GL_FLOAT_32_UNSIGNED_INT_24_8_REV, 8, true},
};

const TypeRow* findType(uint32_t type) {
  for (const TypeRow& row : kTypes) {
    if (row.type == type) return &row;
  }
  return nullptr;
}

/// The client type that has the same bytes as a component (or packed texel) of our storage.
uint32_t naturalType(Layout layout) {
  switch (layout) {
    case Layout::Unorm8:
    case Layout::Uint8:
    case Layout::Stencil8:
      return GL_UNSIGNED_BYTE;
    case Layout::Snorm8:
    case Layout::Sint8:
      return GL_BYTE;
    case Layout::Unorm16:
    case Layout::Uint16:
    case Layout::Depth16:
      return GL_UNSIGNED_SHORT;
    case Layout::Snorm16:
    case Layout::Sint16:
      return GL_SHORT;
    case Layout::Float16:
      return GL_HALF_FLOAT;
    case Layout::Float32:
    case Layout::Depth32F:
      return GL_FLOAT;
    case Layout::Uint32:
    case Layout::Depth24:
      return GL_UNSIGNED_INT;
    case Layout::Sint32:
      return GL_INT;
    case Layout::Packed565:
      return GL_UNSIGNED_SHORT_5_6_5;
    case Layout::Packed4444:
      return GL_UNSIGNED_SHORT_4_4_4_4;
    case Layout::Packed5551:
      return GL_UNSIGNED_SHORT_5_5_5_1;
    case Layout::Packed2101010:
      return GL_UNSIGNED_INT_2_10_10_10_REV;
    case Layout::Packed10F11F11F:
      return GL_UNSIGNED_INT_10F_11F_11F_REV;
    case Layout::Packed5999:
      return GL_UNSIGNED_INT_5_9_9_9_REV;
    case Layout::None:
      break;
  }
  return GL_NONE;
}

uint32_t integerForm(uint32_t base) {
  switch (base) {
    case GL_RED:
      return GL_RED_INTEGER;
    case GL_RG:
      return GL_RG_INTEGER;
    case GL_RGB:
      return GL_RGB_INTEGER;
    default:
      return GL_RGBA_INTEGER;
  }
}

}  // namespace

const FormatInfo& info(FormatId id) { return kFormats[static_cast<size_t>(id)]; }

FormatId sizedFormat(uint32_t internalFormat) {
  for (uint32_t i = 1; i < kFormatCount; ++i) {
    const FormatInfo& row = kFormats[i];
    if (row.internalFormat == internalFormat && row.internalFormat != row.base) {
      return static_cast<FormatId>(i);
    }
  }
  return FormatId::kNone;
}

FormatId effectiveFormat(uint32_t internalFormat, uint32_t type) {
  const FormatId sized = sizedFormat(internalFormat);
  if (sized != FormatId::kNone) return sized;
  const uint32_t wanted = type == GL_HALF_FLOAT ? GL_HALF_FLOAT_OES : type;
  for (const UploadRow& row : kUploads) {
    if (row.internalFormat == internalFormat && row.type == wanted) return row.effective;
  }
  return FormatId::kNone;
}

bool isTexImageFormat(uint32_t internalFormat, Api api) {
  for (const UploadRow& row : kUploads) {
    if (row.in(api) && row.internalFormat == internalFormat) return true;
  }
  return false;
}

bool uploadAllowed(uint32_t internalFormat, uint32_t format, uint32_t type, Api api) {
  for (const UploadRow& row : kUploads) {
    if (row.in(api) && row.internalFormat == internalFormat && row.format == format &&
        row.type == type) {
      return true;
    }
  }
  return false;
}

bool subUploadAllowed(FormatId effective, uint32_t format, uint32_t type, Api api) {
  for (const UploadRow& row : kUploads) {
    if (row.in(api) && row.effective == effective && row.format == format && row.type == type) {
      return true;
    }
  }
  return false;
}

uint32_t formatComponents(uint32_t format) {
  switch (format) {
    case GL_RED:
    case GL_RED_INTEGER:
    case GL_LUMINANCE:
    case GL_ALPHA:
    case GL_DEPTH_COMPONENT:
      return 1;
    case GL_RG:
    case GL_RG_INTEGER:
    case GL_LUMINANCE_ALPHA:
    case GL_DEPTH_STENCIL:
      return 2;
    case GL_RGB:
    case GL_RGB_INTEGER:
    case GL_SRGB_EXT:
      return 3;
    case GL_RGBA:
    case GL_RGBA_INTEGER:
    case GL_SRGB_ALPHA_EXT:
      return 4;
    default:
      return 0;
  }
}

uint32_t typeBytes(uint32_t type) {
  const TypeRow* row = findType(type);
  return row ? row->bytes : 0;
}

bool isPackedType(uint32_t type) {
  const TypeRow* row = findType(type);
  return row && row->packed;
}

uint32_t clientBytesPerPixel(uint32_t format, uint32_t type) {
  const TypeRow* row = findType(type);
  const uint32_t components = formatComponents(format);
  if (!row || components == 0) return 0;
  return row->packed ? row->bytes : row->bytes * components;
}

FormatTypePair implementationReadPair(FormatId id) {
  const FormatInfo& f = info(id);
  return {f.isInteger() ? integerForm(f.base) : f.base, naturalType(f.layout)};
}

FormatTypePair baseReadPair(FormatId id) {
  const FormatInfo& f = info(id);
  switch (f.kind) {
    case ComponentKind::Sint:
      return {GL_RGBA_INTEGER, GL_INT};
    case ComponentKind::Uint:
      return {GL_RGBA_INTEGER, GL_UNSIGNED_INT};
    case ComponentKind::Float:
      return {GL_RGBA, GL_FLOAT};
    case ComponentKind::Snorm:
      return {GL_RGBA, f.layout == Layout::Snorm16 ? GL_SHORT : GL_BYTE};
    case ComponentKind::Unorm:
      return {GL_RGBA, f.layout == Layout::Unorm16 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_BYTE};
    default:
      return {GL_NONE, GL_NONE};
  }
}

bool readAllowed(FormatId id, uint32_t format, uint32_t type) {
  if (!info(id).hasColor()) return false;
  const FormatTypePair base = baseReadPair(id);
  if (format == base.format && type == base.type) return true;
  const FormatTypePair own = implementationReadPair(id);
  if (format == own.format && type == own.type) return true;
  return id == FormatId::RGB10_A2 && format == GL_RGBA && type == GL_UNSIGNED_INT_2_10_10_10_REV;
}

uint32_t mipLevelCount(uint32_t width, uint32_t height, uint32_t depth) {
  const uint32_t all = width | height | depth;
  return all == 0 ? 0 : 32u - static_cast<uint32_t>(__builtin_clz(all));
}

uint64_t compressedImageBytes(FormatId id, uint32_t width, uint32_t height, uint32_t depth) {
  const FormatInfo& f = info(id);
  if (!f.compressed()) return 0;
  const uint64_t columns = (uint64_t{width} + f.blockWidth - 1) / f.blockWidth;
  const uint64_t rows = (uint64_t{height} + f.blockHeight - 1) / f.blockHeight;
  return columns * rows * depth * f.blockBytes;
}

}  // namespace nogpu::format
