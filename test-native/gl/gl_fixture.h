// SPDX-License-Identifier: MIT
// A context for tests of the GL machine, and short names for what they do again and again.
#pragma once

#include <doctest/doctest.h>

#include <vector>

#include "gl/context.h"
#include "gl/framebuffers.h"
#include "gl/pixel_transfer.h"
#include "gl/textures.h"
#include "gl/validate_framebuffers.h"
#include "gl/validate_textures.h"

namespace nogpu::gl {

class GlFixture {
 public:
  explicit GlFixture(uint32_t width = 4, uint32_t height = 4)
      : context_(Context::create(width, height, ContextAttributes{.antialias = false})) {
    REQUIRE(context_ != nullptr);
  }
  ~GlFixture() { delete context_; }

  Context& context() { return *context_; }
  uint32_t error() { return context_->errors.take(); }

  Texture& boundTexture(uint32_t target) {
    Texture* texture = context_->createObject<Texture>("test");
    bindTexture(*context_, target, texture);
    return *texture;
  }

  Framebuffer& boundFramebuffer() {
    Framebuffer* framebuffer = context_->createObject<Framebuffer>("test");
    bindFramebuffer(*context_, GL_FRAMEBUFFER, framebuffer);
    return *framebuffer;
  }

  Renderbuffer& boundRenderbuffer(uint32_t format, uint32_t width, uint32_t height,
                                  uint32_t samples = 0) {
    Renderbuffer* renderbuffer = context_->createObject<Renderbuffer>("test");
    bindRenderbuffer(*context_, renderbuffer);
    renderbufferStorage(*context_, "test", samples, format, width, height);
    return *renderbuffer;
  }

  /// texImage2D of an array whose elements have the type that fits.
  template <typename T>
  void upload(uint32_t target, int32_t level, uint32_t internalFormat, int32_t width,
              int32_t height, uint32_t format, uint32_t type, const std::vector<T>& texels) {
    const TexImageCall call{
        "texImage2D", 2,   target, level, internalFormat, {0, 0, 0, width, height, 1}, 0,
        format,       type};
    const PixelSource source = viewOf(texels, type);
    if (validateTexImage(*context_, call, source)) texImage(*context_, call, source);
  }

  template <typename T>
  void uploadPart(uint32_t target, int32_t level, TexelBox box, uint32_t format, uint32_t type,
                  const std::vector<T>& texels) {
    const TexImageCall call{"texSubImage2D", 2, target, level, 0, box, 0, format, type};
    const PixelSource source = viewOf(texels, type);
    if (validateTexSubImage(*context_, call, source)) texSubImage(*context_, call, source);
  }

  /// texImage2D with null pixels.
  void define(uint32_t target, int32_t level, uint32_t internalFormat, int32_t width,
              int32_t height, uint32_t format, uint32_t type) {
    const TexImageCall call{
        "texImage2D", 2,   target, level, internalFormat, {0, 0, 0, width, height, 1}, 0,
        format,       type};
    if (validateTexImage(*context_, call, {})) texImage(*context_, call, {});
  }

  /// A framebuffer, bound, with level 0 of a texture as its colour.
  Framebuffer& colorFramebuffer(Texture& texture, uint32_t level = 0, uint32_t face = 0) {
    Framebuffer& framebuffer = boundFramebuffer();
    Attachment what;
    what.texture = &texture;
    what.level = level;
    what.face = face;
    attach(framebuffer, GL_COLOR_ATTACHMENT0, what);
    return framebuffer;
  }

  template <typename T>
  std::vector<T> read(int32_t x, int32_t y, int32_t width, int32_t height, uint32_t format,
                      uint32_t type) {
    const ReadPixelsCall call{x, y, width, height, format, type};
    if (!validateReadPixels(*context_, call)) return {};
    const ReadPlacement placement = readPlacement(*context_, call);
    std::vector<T> out(size_t{placement.rows} * placement.rowBytes / sizeof(T));
    readPixels(*context_, call, reinterpret_cast<std::byte*>(out.data()), placement.rowBytes);
    return out;
  }

 private:
  template <typename T>
  static PixelSource viewOf(const std::vector<T>& texels, uint32_t type) {
    PixelSource source;
    source.kind = PixelSource::Kind::View;
    source.data = reinterpret_cast<const std::byte*>(texels.data());
    source.bytes = texels.size() * sizeof(T);
    source.viewType = viewTypeFor(type);
    return source;
  }

  Context* context_;
};

}  // namespace nogpu::gl
