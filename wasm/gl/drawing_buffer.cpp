// SPDX-License-Identifier: MIT
#include "gl/drawing_buffer.h"

#include <cstring>

#include "boundary/last_error.h"
#include "format/convert.h"

namespace nogpu::gl {
namespace {

constexpr uint32_t kAntialiasSamples = 4;

struct Planes {
  Ref<Renderbuffer> color, depth, stencil;
};

bool allocatePlane(Context& context, Ref<Renderbuffer>& plane, uint32_t internalFormat,
                   uint32_t width, uint32_t height) {
  Renderbuffer* made =
      context.createObject<Renderbuffer>("drawingBuffer", boundary::MemoryKind::DrawingBuffers);
  if (made == nullptr) return false;
  plane = made;
  made->internal = true;
  made->dropName();
  const uint32_t samples = context.attributes.antialias ? kAntialiasSamples : 0;
  return allocateRenderbuffer(*made, internalFormat, width, height, samples);
}

bool allocatePlanes(Context& context, Planes& planes, uint32_t width, uint32_t height) {
  const ContextAttributes& a = context.attributes;
  if (!allocatePlane(context, planes.color, drawingBufferFormat(context), width, height)) {
    return false;
  }
  if (a.depth) {
    const uint32_t depthFormat = a.stencil ? GL_DEPTH24_STENCIL8 : GL_DEPTH_COMPONENT24;
    if (!allocatePlane(context, planes.depth, depthFormat, width, height)) return false;
    if (a.stencil) planes.stencil = planes.depth;
    return true;
  }
  return !a.stencil || allocatePlane(context, planes.stencil, GL_STENCIL_INDEX8, width, height);
}

const Image& colorImage(const Context& context) {
  return context.framebuffers.defaultFramebuffer->attachments[0].renderbuffer->image;
}

// A row of RGBA8, RGB8 or SRGB8_ALPHA8 (whose bytes are what a screen takes), or of floats.
void pictureRow(const pipeline::Surface& surface, uint32_t y, std::byte* out) {
  const size_t rowBytes = size_t{surface.width} * 4;
  if (surface.format != format::FormatId::RGBA16F) {
    std::memcpy(out, surface.row(y), rowBytes);
    return;
  }
  for (uint32_t x = 0; x < surface.width; ++x) {
    float texel[4];
    format::readRow(surface.format, surface.row(y) + size_t{x} * 8, GL_RGBA, GL_FLOAT,
                    reinterpret_cast<std::byte*>(texel), 1);
    for (int c = 0; c < 4; ++c) {
      const float clamped = texel[c] > 0.0f ? (texel[c] < 1.0f ? texel[c] : 1.0f) : 0.0f;
      out[x * 4 + c] = static_cast<std::byte>(static_cast<int>(clamped * 255.0f + 0.5f));
    }
  }
}

// The inverse of premultiplication, rounded to nearest; colours above alpha saturate.
void unpremultiply(uint8_t* pixels, size_t count) {
  for (size_t i = 0; i < count; ++i, pixels += 4) {
    const uint32_t alpha = pixels[3];
    if (alpha == 255 || alpha == 0) continue;
    for (int c = 0; c < 3; ++c) {
      const uint32_t straight = (pixels[c] * 255u + alpha / 2) / alpha;
      pixels[c] = static_cast<uint8_t>(straight < 255 ? straight : 255);
    }
  }
}

}  // namespace

bool resizeDrawingBuffer(Context& context, uint32_t width, uint32_t height) {
  const uint32_t most = context.limits.maxRenderbufferSize;
  if (width == 0 || height == 0 || width > most || height > most) {
    boundary::setLastError("drawing buffer: size %u x %u is not 1 to %u", width, height, most);
    return false;
  }
  Planes planes;
  if (!allocatePlanes(context, planes, width, height)) {
    boundary::setLastError("drawing buffer: no memory for %u x %u pixels", width, height);
    return false;
  }
  Framebuffer& framebuffer = *context.framebuffers.defaultFramebuffer;
  framebuffer.attachments[0].renderbuffer = planes.color;
  framebuffer.attachments[kDepthAttachment].renderbuffer = planes.depth;
  framebuffer.attachments[kStencilAttachment].renderbuffer = planes.stencil;
  framebuffer.resolved = nullptr;
  return true;
}

bool validateDrawingBufferStorage(Context& context, uint32_t format, uint32_t width,
                                  uint32_t height) {
  constexpr const char* kName = "drawingBufferStorage";
  const ExtensionState& ext = context.extensions;
  const bool half =
      ext.has(Extension::EXT_color_buffer_float) || ext.has(Extension::EXT_color_buffer_half_float);
  if (!context.attributes.alpha) {
    return context.error(GL_INVALID_OPERATION, "%s: the context has no alpha", kName);
  }
  if (format != GL_RGBA8 && format != GL_SRGB8_ALPHA8 && !(format == GL_RGBA16F && half)) {
    return context.error(GL_INVALID_ENUM,
                         "%s: %s (%#x) is not RGBA8, SRGB8_ALPHA8 or, with an extension, RGBA16F",
                         kName, format::enumName(format), format);
  }
  const uint32_t most = context.limits.maxRenderbufferSize;
  if (width != 0 && height != 0 && width <= most && height <= most) return true;
  return context.error(GL_INVALID_VALUE, "%s: size %u x %u is not 1 to %u", kName, width, height,
                       most);
}

void drawingBufferStorage(Context& context, uint32_t format, uint32_t width, uint32_t height) {
  const uint32_t before = context.drawingBufferFormat;
  context.drawingBufferFormat = format;
  if (resizeDrawingBuffer(context, width, height)) return;
  context.drawingBufferFormat = before;
  context.error(GL_OUT_OF_MEMORY, "drawingBufferStorage: no memory for %u x %u pixels", width,
                height);
}

void forgetPicture(const Context& context) {
  for (const Attachment& a : context.framebuffers.defaultFramebuffer->attachments) {
    if (a.renderbuffer) a.renderbuffer->image.filled = false;  // whoever looks first clears it
  }
}

uint32_t drawingBufferFormat(const Context& context) {
  if (context.drawingBufferFormat != 0) return context.drawingBufferFormat;
  // Without alpha the format has none either, so that it reads as one whatever is drawn.
  return context.attributes.alpha ? GL_RGBA8 : GL_RGB8;
}
uint32_t drawingBufferWidth(const Context& context) { return colorImage(context).width; }
uint32_t drawingBufferHeight(const Context& context) { return colorImage(context).height; }

bool readPicture(Context& context, std::byte* out) {
  Framebuffer& framebuffer = *context.framebuffers.defaultFramebuffer;
  const uint32_t readBuffer = framebuffer.readBuffer;
  framebuffer.readBuffer = GL_BACK;
  const pipeline::Surface surface = readSurface(context, framebuffer);
  framebuffer.readBuffer = readBuffer;
  if (!surface) return false;
  const size_t rowBytes = size_t{surface.width} * 4;
  for (uint32_t y = 0; y < surface.height; ++y) {
    std::byte* row = out + (surface.height - 1 - y) * rowBytes;
    pictureRow(surface, y, row);
    if (context.attributes.alpha && context.attributes.premultipliedAlpha) {
      unpremultiply(reinterpret_cast<uint8_t*>(row), surface.width);
    }
  }
  return true;
}

}  // namespace nogpu::gl
