// SPDX-License-Identifier: MIT
#include "gl/gl_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;
using Bytes = std::vector<uint8_t>;

namespace {

Attachment of(Renderbuffer& renderbuffer) {
  Attachment what;
  what.renderbuffer = &renderbuffer;
  return what;
}

Attachment of(Texture& texture, uint32_t level = 0, uint32_t layer = 0) {
  Attachment what;
  what.texture = &texture;
  what.level = level;
  what.layer = layer;
  return what;
}

}  // namespace

TEST_CASE_FIXTURE(GlFixture, "checkFramebufferStatus names what is incomplete") {
  Framebuffer& framebuffer = boundFramebuffer();
  const auto status = [&] { return framebufferStatus(context(), framebuffer); };
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_MISSING_ATTACHMENT);

  Renderbuffer& color = boundRenderbuffer(GL_RGBA8, 4, 4);
  attach(framebuffer, GL_COLOR_ATTACHMENT0, of(color));
  CHECK(status() == GL_FRAMEBUFFER_COMPLETE);
  attach(framebuffer, GL_COLOR_ATTACHMENT1, of(color));
  CHECK(status() == GL_FRAMEBUFFER_UNSUPPORTED);
  attach(framebuffer, GL_COLOR_ATTACHMENT1, of(boundRenderbuffer(GL_RGBA8, 4, 2)));
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_DIMENSIONS);
  attach(framebuffer, GL_COLOR_ATTACHMENT1, of(boundRenderbuffer(GL_RGBA8, 4, 4, 4)));
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_MULTISAMPLE);
  attach(framebuffer, GL_COLOR_ATTACHMENT1, {});

  attach(framebuffer, GL_DEPTH_ATTACHMENT, of(boundRenderbuffer(GL_DEPTH24_STENCIL8, 4, 4)));
  CHECK(status() == GL_FRAMEBUFFER_COMPLETE);
  attach(framebuffer, GL_STENCIL_ATTACHMENT, of(boundRenderbuffer(GL_STENCIL_INDEX8, 4, 4)));
  CHECK(status() == GL_FRAMEBUFFER_UNSUPPORTED);
  attach(framebuffer, GL_DEPTH_STENCIL_ATTACHMENT, of(boundRenderbuffer(GL_DEPTH_STENCIL, 4, 4)));
  CHECK(status() == GL_FRAMEBUFFER_COMPLETE);
  attach(framebuffer, GL_DEPTH_STENCIL_ATTACHMENT, {});
  attach(framebuffer, GL_DEPTH_ATTACHMENT, of(color));
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
}

TEST_CASE_FIXTURE(GlFixture,
                  "texture attachments need texels, a renderable format and their level") {
  Framebuffer& framebuffer = boundFramebuffer();
  const auto status = [&] { return framebufferStatus(context(), framebuffer); };
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  attach(framebuffer, GL_COLOR_ATTACHMENT0, of(texture));
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK(status() == GL_FRAMEBUFFER_COMPLETE);
  define(GL_TEXTURE_2D, 0, GL_LUMINANCE, 2, 2, GL_LUMINANCE, GL_UNSIGNED_BYTE);
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
  define(GL_TEXTURE_2D, 0, GL_RGBA16F, 2, 2, GL_RGBA, GL_HALF_FLOAT);
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
  context().extensions.enable(Extension::EXT_color_buffer_half_float);
  CHECK(status() == GL_FRAMEBUFFER_COMPLETE);
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 0, 2, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);

  define(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE);
  attach(framebuffer, GL_COLOR_ATTACHMENT0, of(texture, 1));
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
  define(GL_TEXTURE_2D, 1, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK(status() == GL_FRAMEBUFFER_COMPLETE);
  texture.baseLevel = 2;
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);

  Texture& layers = boundTexture(GL_TEXTURE_2D_ARRAY);
  texStorage(context(), "texStorage3D", layers, 1, GL_RGBA8, {2, 2, 3});
  attach(framebuffer, GL_COLOR_ATTACHMENT0, of(layers, 0, 2));
  CHECK(status() == GL_FRAMEBUFFER_COMPLETE);
  attach(framebuffer, GL_COLOR_ATTACHMENT0, of(layers, 0, 3));
  CHECK(status() == GL_FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
}

TEST_CASE_FIXTURE(GlFixture, "a layer of an array is a surface of its own") {
  Texture& layers = boundTexture(GL_TEXTURE_2D_ARRAY);
  texStorage(context(), "texStorage3D", layers, 1, GL_R8, {1, 1, 2});
  const Bytes texels{7, 9};
  PixelSource source;
  source.kind = PixelSource::Kind::View;
  source.data = reinterpret_cast<const std::byte*>(texels.data());
  source.bytes = 2;
  source.viewType = GL_UNSIGNED_BYTE;
  context().fixed.pixelStore.unpack.alignment = 1;
  const TexImageCall call{
      "texSubImage3D", 3, GL_TEXTURE_2D_ARRAY, 0, 0, {0, 0, 0, 1, 1, 2}, 0, GL_RED,
      GL_UNSIGNED_BYTE};
  REQUIRE(validateTexSubImage(context(), call, source));
  texSubImage(context(), call, source);
  Framebuffer& framebuffer = boundFramebuffer();
  attach(framebuffer, GL_COLOR_ATTACHMENT0, of(layers, 0, 1));
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RED, GL_UNSIGNED_BYTE) == Bytes{9});
}

TEST_CASE_FIXTURE(GlFixture, "drawBuffers and readBuffer keep to the framebuffer's own buffers") {
  boundFramebuffer();
  const auto set = [this](std::vector<uint32_t> buffers) {
    return validateDrawBuffers(context(), buffers) ? 0u : error();
  };
  CHECK(set({GL_COLOR_ATTACHMENT0, GL_NONE, GL_COLOR_ATTACHMENT0 + 2}) == 0);
  CHECK(set({}) == 0);
  CHECK(set({GL_NONE, GL_COLOR_ATTACHMENT0}) == GL_INVALID_OPERATION);
  CHECK(set({GL_BACK}) == GL_INVALID_OPERATION);
  CHECK(set({GL_TEXTURE0}) == GL_INVALID_ENUM);
  CHECK(set(std::vector<uint32_t>(9, GL_NONE)) == GL_INVALID_VALUE);
  CHECK_FALSE(validateReadBuffer(context(), GL_BACK));
  CHECK(error() == GL_INVALID_OPERATION);
  CHECK_FALSE(validateReadBuffer(context(), GL_TEXTURE0));
  CHECK(error() == GL_INVALID_ENUM);
  CHECK(validateReadBuffer(context(), GL_COLOR_ATTACHMENT0 + 7));
  CHECK(validateReadBuffer(context(), GL_NONE));
}

TEST_CASE_FIXTURE(GlFixture, "renderbuffers start at zero, their depth at one") {
  Framebuffer& framebuffer = boundFramebuffer();
  attach(framebuffer, GL_COLOR_ATTACHMENT0, of(boundRenderbuffer(GL_RGBA8, 1, 1)));
  attach(framebuffer, GL_DEPTH_STENCIL_ATTACHMENT,
         of(boundRenderbuffer(GL_DEPTH24_STENCIL8, 1, 1)));
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{0, 0, 0, 0});
  const pipeline::DrawTarget target = drawTarget(framebuffer);
  CHECK(*reinterpret_cast<const uint32_t*>(target.depth.data) == 0xFFFFFF);
  CHECK(*target.stencil.data == std::byte{0});
  CHECK(target.samples == 1);
}

TEST_CASE_FIXTURE(GlFixture, "renderbufferStorage refuses formats and sizes") {
  boundRenderbuffer(GL_RGBA4, 1, 1);
  const auto attempt = [this](int32_t samples, uint32_t format, int32_t width) {
    const bool ok = validateRenderbufferStorage(context(), "renderbufferStorage", GL_RENDERBUFFER,
                                                samples, format, width, 1);
    return ok ? 0u : error();
  };
  CHECK(attempt(4, GL_RGBA8, 1) == 0);
  CHECK(attempt(8, GL_RGBA8, 1) == 0);
  CHECK(attempt(9, GL_RGBA8, 1) == GL_INVALID_OPERATION);
  CHECK(attempt(-1, GL_RGBA8, 1) == GL_INVALID_VALUE);
  CHECK(attempt(1, GL_RGBA8UI, 1) == GL_INVALID_OPERATION);
  CHECK(attempt(1, GL_DEPTH_STENCIL, 1) == GL_INVALID_OPERATION);
  CHECK(attempt(0, GL_DEPTH_STENCIL, 1) == 0);
  CHECK(attempt(0, GL_RGBA, 1) == GL_INVALID_ENUM);
  CHECK(attempt(0, GL_SRGB8, 1) == GL_INVALID_ENUM);
  CHECK(attempt(0, GL_RGBA8, 16385) == GL_INVALID_VALUE);
}

TEST_CASE_FIXTURE(GlFixture, "getFramebufferAttachmentParameter tells what is attached") {
  Framebuffer& framebuffer = boundFramebuffer();
  const auto query = [&](uint32_t attachment, uint32_t pname) -> uint32_t {
    if (!validateGetFramebufferAttachmentParameter(context(), GL_FRAMEBUFFER, attachment, pname)) {
      return error();
    }
    const AttachmentValue v = getFramebufferAttachmentParameter(framebuffer, attachment, pname);
    return v.object ? v.handle : v.word;
  };
  const uint32_t color = GL_COLOR_ATTACHMENT0;
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE) == GL_NONE);
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_OBJECT_NAME) == 0);
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_RED_SIZE) == GL_INVALID_OPERATION);
  CHECK(query(GL_BACK, GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE) == GL_INVALID_ENUM);
  Renderbuffer& renderbuffer = boundRenderbuffer(GL_RGB565, 1, 1);
  attach(framebuffer, color, of(renderbuffer));
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE) == GL_RENDERBUFFER);
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_OBJECT_NAME) == renderbuffer.handle);
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_GREEN_SIZE) == 6);
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_ALPHA_SIZE) == 0);
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE) == GL_UNSIGNED_NORMALIZED);
  CHECK(query(color, GL_FRAMEBUFFER_ATTACHMENT_TEXTURE_LEVEL) == GL_INVALID_ENUM);
}

TEST_CASE_FIXTURE(GlFixture, "readPixels writes only pixels inside the framebuffer") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE,
         Bytes{1, 2, 3, 4, 5, 6, 7, 8});
  colorFramebuffer(texture);
  context().fixed.pixelStore.pack = {
      .alignment = 1, .rowLength = 5, .skipPixels = 1, .skipRows = 2};
  const ReadPixelsCall call{-1, -1, 4, 2, GL_RGBA, GL_UNSIGNED_BYTE};
  const ReadPlacement placement = readPlacement(context(), call);
  CHECK(placement.rows == 1);
  CHECK(placement.rowBytes == 8);
  CHECK(placement.stride == 20);
  CHECK(placement.offset == (2 + 1) * 20 + (1 + 1) * 4);
  CHECK(validateReadPixelsView(context(), call, GL_UNSIGNED_BYTE, 80));
  CHECK_FALSE(validateReadPixelsView(context(), call, GL_UNSIGNED_BYTE, 79));
  CHECK(error() == GL_INVALID_OPERATION);
  CHECK_FALSE(validateReadPixelsView(context(), call, GL_FLOAT, 80));
  CHECK(error() == GL_INVALID_OPERATION);
  CHECK(readPlacement(context(), {5, 5, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE}).rows == 0);
}

TEST_CASE_FIXTURE(GlFixture, "blitFramebuffer scales, and refuses what does not fit") {
  Texture& source = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, Bytes{9, 8, 7, 6});
  Framebuffer& read = colorFramebuffer(source);
  Texture& target = boundTexture(GL_TEXTURE_2D);
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  Framebuffer& draw = colorFramebuffer(target);
  bindFramebuffer(context(), GL_READ_FRAMEBUFFER, &read);
  BlitArguments blit{{0, 0, 1, 1}, {0, 0, 2, 1}, GL_COLOR_BUFFER_BIT, GL_NEAREST};
  REQUIRE(validateBlitFramebuffer(context(), blit));
  blitFramebuffer(context(), blit);
  bindFramebuffer(context(), GL_READ_FRAMEBUFFER, &draw);
  CHECK(GlFixture::read<uint8_t>(0, 0, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE) ==
        Bytes{9, 8, 7, 6, 9, 8, 7, 6});

  const auto attempt = [&] { return validateBlitFramebuffer(context(), blit) ? 0u : error(); };
  CHECK(attempt() == GL_INVALID_OPERATION);  // the same image on both sides
  bindFramebuffer(context(), GL_READ_FRAMEBUFFER, &read);
  blit.filter = GL_REPEAT;
  CHECK(attempt() == GL_INVALID_ENUM);
  blit.filter = GL_LINEAR;
  blit.mask = GL_DEPTH_BUFFER_BIT;
  CHECK(attempt() == GL_INVALID_OPERATION);
  blit.mask = 1;
  CHECK(attempt() == GL_INVALID_VALUE);
}

TEST_CASE_FIXTURE(GlFixture, "a multisampled framebuffer resolves by a blit") {
  Framebuffer& multisampled = boundFramebuffer();
  attach(multisampled, GL_COLOR_ATTACHMENT0, of(boundRenderbuffer(GL_RGBA8, 2, 2, 4)));
  CHECK(framebufferExtent(multisampled).samples == 4);
  CHECK_FALSE(validateReadFramebuffer(context(), "readPixels"));
  CHECK(error() == GL_INVALID_OPERATION);
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE, Bytes(16, 77));
  Framebuffer& single = colorFramebuffer(texture);
  bindFramebuffer(context(), GL_READ_FRAMEBUFFER, &multisampled);
  BlitArguments blit{{0, 0, 2, 2}, {0, 0, 2, 2}, GL_COLOR_BUFFER_BIT, GL_NEAREST};
  REQUIRE(validateBlitFramebuffer(context(), blit));
  blitFramebuffer(context(), blit);
  bindFramebuffer(context(), GL_READ_FRAMEBUFFER, &single);
  CHECK(read<uint8_t>(0, 0, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes(16, 0));
  bindFramebuffer(context(), GL_READ_FRAMEBUFFER, &multisampled);
  blit.to = {0, 0, 1, 1};
  CHECK_FALSE(validateBlitFramebuffer(context(), blit));
  CHECK(error() == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(GlFixture, "invalidating an incomplete framebuffer touches no image") {
  Texture& kept = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE, Bytes(16, 77));
  Texture& layers = boundTexture(GL_TEXTURE_2D_ARRAY);
  texStorage(context(), "test", layers, 1, GL_RGBA8, {2, 2, 2});
  Framebuffer& framebuffer = colorFramebuffer(kept);
  Attachment beyond;
  beyond.texture = &layers;
  beyond.layer = 5;  // of two
  attach(framebuffer, GL_COLOR_ATTACHMENT0 + 1, beyond);
  const uint32_t both[] = {GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT0 + 1};
  invalidateFramebuffer(context(), framebuffer, both, {0, 0, 2, 2});
  colorFramebuffer(kept);
  CHECK(read<uint8_t>(0, 0, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes(16, 77));
}
