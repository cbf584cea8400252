// SPDX-License-Identifier: MIT
// readPixels (ES 3.0 §4.3.2).
#include <algorithm>
#include <cmath>

#include "format/convert.h"
#include "gl/pixel_transfer.h"
#include "gl/byte_count.h"
#include "gl/validate_framebuffers.h"
#include "gl/webgl1.h"

namespace nogpu::gl {
namespace {

constexpr const char* kName = "readPixels";

using format::enumName;

// The part of the rectangle that lies inside the framebuffer, relative to its own corner.
struct Inside {
  uint32_t x0 = 0, y0 = 0, columns = 0, rows = 0;
};

Inside insideOf(const Context& context, const ReadPixelsCall& call) {
  const FramebufferExtent extent = framebufferExtent(context.framebuffers.readFramebuffer());
  const int64_t x0 = std::max<int64_t>(0, -int64_t{call.x});
  const int64_t y0 = std::max<int64_t>(0, -int64_t{call.y});
  const int64_t x1 = std::min<int64_t>(call.width, int64_t{extent.width} - call.x);
  const int64_t y1 = std::min<int64_t>(call.height, int64_t{extent.height} - call.y);
  if (x0 >= x1 || y0 >= y1) return {};
  return {static_cast<uint32_t>(x0), static_cast<uint32_t>(y0), static_cast<uint32_t>(x1 - x0),
          static_cast<uint32_t>(y1 - y0)};
}

format::TransferLayout layoutOf(const Context& context, const ReadPixelsCall& call) {
  return format::pixelStoreLayout(pixelStore(context).pack, call.format, call.type,
                                  static_cast<uint32_t>(call.width),
                                  static_cast<uint32_t>(call.height));
}

bool isIntegerFormat(uint32_t format) {
  return format == GL_RED_INTEGER || format == GL_RG_INTEGER || format == GL_RGB_INTEGER ||
         format == GL_RGBA_INTEGER;
}

bool fail(Context& context, uint32_t code, const char* why) {
  context.error(code, "%s: %s", kName, why);
  return false;
}

bool validateSkips(Context& context, const ReadPixelsCall& call) {
  const format::PixelStore& store = pixelStore(context).pack;
  const uint64_t row = store.rowLength != 0 ? store.rowLength : call.width;
  if (uint64_t{store.skipPixels} + call.width <= row) return true;
  return fail(context, GL_INVALID_OPERATION, "PACK_SKIP_PIXELS + width exceeds the row's length");
}

}  // namespace

// ---- rules --------------------------------------------------------------------------------------

namespace {

// ES 3.0 §4.3.2 and the types of extensions: what some framebuffer can be read as.
bool webgl2Reads(uint32_t format, uint32_t type) {
  switch (format) {
    case GL_ALPHA:
    case GL_RED:
    case GL_RG:
    case GL_RGB:
    case GL_RGBA:
      break;
    default:
      if (!isIntegerFormat(format)) return false;
  }
  return type != GL_UNSIGNED_INT_24_8 && type != GL_FLOAT_32_UNSIGNED_INT_24_8_REV;
}

// WebGL 1.0 §5.14.12 with the float types of its extensions.
bool webgl1Reads(uint32_t format, uint32_t type) {
  const bool formatKnown = format == GL_ALPHA || format == GL_RGB || format == GL_RGBA;
  switch (type) {
    case GL_UNSIGNED_BYTE:
    case GL_UNSIGNED_SHORT_5_6_5:
    case GL_UNSIGNED_SHORT_4_4_4_4:
    case GL_UNSIGNED_SHORT_5_5_5_1:
    case GL_FLOAT:
    case GL_HALF_FLOAT_OES:
      return formatKnown;
    default:
      return false;
  }
}

bool validateReadEnums(Context& context, const ReadPixelsCall& call) {
  const bool webgl1 = isWebgl1(context);
  if (!webgl1 && !validateFormatAndType(context, kName, call.format, call.type)) return false;
  const auto reads = webgl1 ? webgl1Reads : webgl2Reads;
  return reads(call.format, call.type) ||
         context.error(GL_INVALID_ENUM, "%s: %s / %s is nothing that pixels are read as", kName,
                       enumName(call.format), enumName(call.type));
}

}  // namespace

bool validateReadPixels(Context& context, const ReadPixelsCall& call) {
  if (!validateReadEnums(context, call)) return false;
  if (call.width < 0 || call.height < 0) {
    context.error(GL_INVALID_VALUE, "%s: size %d x %d is negative", kName, call.width, call.height);
    return false;
  }
  if (!validateReadFramebuffer(context, kName)) return false;
  const Image& image = *readAttachment(context.framebuffers.readFramebuffer())->image();
  if (isIntegerFormat(call.format) == image.info().isInteger() &&
      format::readAllowed(image.format, call.format, coreType(call.type))) {
    return true;
  }
  context.error(GL_INVALID_OPERATION, "%s: %s / %s cannot be read from %s", kName,
                enumName(call.format), enumName(call.type), enumName(image.internalFormat));
  return false;
}

bool validateReadPixelsView(Context& context, const ReadPixelsCall& call, uint32_t viewType,
                            double bytes) {
  if (!validateReadPixels(context, call)) return false;
  if (context.buffers.pixelPack.get() != nullptr) {
    return fail(context, GL_INVALID_OPERATION,
                "a buffer is bound to PIXEL_PACK_BUFFER: give an offset");
  }
  const bool halfArray = coreType(call.type) == GL_HALF_FLOAT && viewType == GL_HALF_FLOAT;
  if (viewType != viewTypeFor(call.type) && !halfArray) {
    context.error(GL_INVALID_OPERATION, "%s: the array's elements do not fit type %s", kName,
                  enumName(call.type));
    return false;
  }
  if (!validateSkips(context, call)) return false;
  const double required = static_cast<double>(layoutOf(context, call).requiredBytes);
  if (required <= bytes) return true;
  context.error(GL_INVALID_OPERATION, "%s: the array has %.0f bytes, %.0f are needed", kName, bytes,
                required);
  return false;
}

bool validateReadPixelsOffset(Context& context, const ReadPixelsCall& call, double offset) {
  if (!validateReadPixels(context, call)) return false;
  const Buffer* buffer = context.buffers.pixelPack.get();
  if (buffer == nullptr) {
    return fail(context, GL_INVALID_OPERATION, "no buffer is bound to PIXEL_PACK_BUFFER");
  }
  if (!isByteCount(offset)) return fail(context, GL_INVALID_VALUE, "the offset is negative");
  if (std::fmod(offset, format::typeBytes(call.type)) != 0.0) {
    return fail(context, GL_INVALID_OPERATION, "the offset is no multiple of the type's size");
  }
  if (!validateSkips(context, call)) return false;
  const double end = offset + static_cast<double>(layoutOf(context, call).requiredBytes);
  if (end > static_cast<double>(buffer->storage.size())) {
    context.error(GL_INVALID_OPERATION, "%s: the transfer ends at byte %.0f of a buffer of %zu",
                  kName, end, buffer->storage.size());
    return false;
  }
  return validateNotFeedbackTarget(context, kName, *buffer);
}

// ---- execution ----------------------------------------------------------------------------------

ReadPlacement readPlacement(const Context& context, const ReadPixelsCall& call) {
  const Inside inside = insideOf(context, call);
  const format::TransferLayout layout = layoutOf(context, call);
  if (inside.rows == 0) return {};
  const uint64_t offset =
      layout.start + inside.y0 * layout.rowStride + uint64_t{inside.x0} * layout.pixelBytes;
  return {static_cast<uint32_t>(offset), inside.columns * layout.pixelBytes,
          static_cast<uint32_t>(layout.rowStride), inside.rows};
}

bool readPixels(Context& context, const ReadPixelsCall& call, std::byte* out, uint32_t stride) {
  const Inside inside = insideOf(context, call);
  if (inside.rows == 0) return true;
  const pipeline::Surface source = readSurface(context, context.framebuffers.readFramebuffer());
  if (!source) return false;
  const uint32_t texelBytes = format::info(source.format).storageBytes;
  const uint32_t x = static_cast<uint32_t>(call.x + static_cast<int32_t>(inside.x0));
  for (uint32_t row = 0; row < inside.rows; ++row) {
    const uint32_t y = static_cast<uint32_t>(call.y + static_cast<int32_t>(inside.y0 + row));
    format::readRow(source.format, source.row(y) + size_t{x} * texelBytes, call.format, call.type,
                    out + size_t{row} * stride, inside.columns);
  }
  return true;
}

void readPixelsToBuffer(Context& context, const ReadPixelsCall& call, double offset) {
  const ReadPlacement placement = readPlacement(context, call);
  if (placement.rows == 0) return;
  Buffer& buffer = *context.buffers.pixelPack;
  std::byte* base = buffer.storage.data() + static_cast<size_t>(offset);
  readPixels(context, call, base + placement.offset, placement.stride);
  buffer.contentsChanged();
}

}  // namespace nogpu::gl
