// SPDX-License-Identifier: MIT
#include "boundary/storage.h"
#include "gl/gl_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;
using Bytes = std::vector<uint8_t>;

namespace {

struct FloatCase {
  uint32_t internalFormat, format, type;
};

}  // namespace

TEST_CASE_FIXTURE(GlFixture, "what is uploaded is what a framebuffer reads back") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  colorFramebuffer(texture);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE,
         Bytes{1, 2, 3, 4, 250, 251, 252, 253});
  CHECK(read<uint8_t>(0, 0, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE) ==
        Bytes{1, 2, 3, 4, 250, 251, 252, 253});
  upload(GL_TEXTURE_2D, 0, GL_RGB8, 1, 1, GL_RGB, GL_UNSIGNED_BYTE, Bytes{9, 8, 7, 0});
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{9, 8, 7, 255});
  upload(GL_TEXTURE_2D, 0, GL_RG8, 1, 1, GL_RG, GL_UNSIGNED_BYTE, Bytes{9, 8, 0, 0});
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{9, 8, 0, 255});
  upload(GL_TEXTURE_2D, 0, GL_RGB565, 1, 1, GL_RGB, GL_UNSIGNED_SHORT_5_6_5,
         std::vector<uint16_t>{0xF81F});
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{255, 0, 255, 255});
  upload(GL_TEXTURE_2D, 0, GL_SRGB8_ALPHA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE,
         Bytes{10, 128, 200, 77});
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{10, 128, 200, 77});
  CHECK(error() == GL_NO_ERROR);
}

TEST_CASE_FIXTURE(GlFixture, "integer and float formats round-trip") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  colorFramebuffer(texture);
  const std::vector<int32_t> ints{-5, 70000, INT32_MIN, INT32_MAX};
  upload(GL_TEXTURE_2D, 0, GL_RGBA32I, 1, 1, GL_RGBA_INTEGER, GL_INT, ints);
  CHECK(read<int32_t>(0, 0, 1, 1, GL_RGBA_INTEGER, GL_INT) == ints);
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE).empty());
  CHECK(error() == GL_INVALID_OPERATION);
  upload(GL_TEXTURE_2D, 0, GL_R8UI, 1, 1, GL_RED_INTEGER, GL_UNSIGNED_BYTE, Bytes{200, 0, 0, 0});
  CHECK(read<uint32_t>(0, 0, 1, 1, GL_RGBA_INTEGER, GL_UNSIGNED_INT) ==
        std::vector<uint32_t>{200, 0, 0, 1});

  const std::vector<float> floats{0.25f, -3.5f, 1e6f, 1.0f};
  upload(GL_TEXTURE_2D, 0, GL_RGBA32F, 1, 1, GL_RGBA, GL_FLOAT, floats);
  CHECK(read<float>(0, 0, 1, 1, GL_RGBA, GL_FLOAT).empty());
  CHECK(error() == GL_INVALID_FRAMEBUFFER_OPERATION);  // not renderable without the extension
  context().extensions.enable(Extension::EXT_color_buffer_float);
  CHECK(read<float>(0, 0, 1, 1, GL_RGBA, GL_FLOAT) == floats);
}

TEST_CASE_FIXTURE(GlFixture, "flip-Y, row length, skips and alignment address the source") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  colorFramebuffer(texture);
  PixelStoreState& store = context().fixed.pixelStore;
  store.unpack.alignment = 1;
  store.unpackFlipY = true;
  upload(GL_TEXTURE_2D, 0, GL_R8, 1, 3, GL_RED, GL_UNSIGNED_BYTE, Bytes{1, 2, 3});
  CHECK(read<uint8_t>(0, 0, 1, 3, GL_RED, GL_UNSIGNED_BYTE) == Bytes{3, 2, 1});
  store.unpackFlipY = false;

  store.unpack = {.alignment = 2, .rowLength = 3, .skipPixels = 1, .skipRows = 1};
  upload(GL_TEXTURE_2D, 0, GL_R8, 2, 2, GL_RED, GL_UNSIGNED_BYTE,
         Bytes{0, 0, 0, 99, 0, 5, 6, 99, 0, 7, 8});
  CHECK(read<uint8_t>(0, 0, 2, 2, GL_RED, GL_UNSIGNED_BYTE) == Bytes{5, 6, 7, 8});
  CHECK(error() == GL_NO_ERROR);
  upload(GL_TEXTURE_2D, 0, GL_R8, 3, 2, GL_RED, GL_UNSIGNED_BYTE, Bytes(64));
  CHECK(error() == GL_INVALID_OPERATION);  // skip + width exceeds the row
}

TEST_CASE_FIXTURE(GlFixture, "premultiplication touches colours, not alpha") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  colorFramebuffer(texture);
  context().fixed.pixelStore.unpackPremultiplyAlpha = true;
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, Bytes{255, 100, 0, 128});
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{128, 50, 0, 128});
}

TEST_CASE_FIXTURE(GlFixture, "a part of an image that was never filled leaves zeros around it") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  colorFramebuffer(texture);
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE);
  uploadPart(GL_TEXTURE_2D, 0, {1, 1, 0, 1, 1, 1}, GL_RGBA, GL_UNSIGNED_BYTE, Bytes{4, 3, 2, 1});
  CHECK(read<uint8_t>(0, 0, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE) ==
        Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 3, 2, 1});
}

TEST_CASE_FIXTURE(GlFixture, "a whole picture is not read beyond its size") {
  boundTexture(GL_TEXTURE_2D);
  const Bytes picture(2 * 1 * 4, 9);
  PixelSource source;
  source.kind = PixelSource::Kind::Picture;
  source.data = reinterpret_cast<const std::byte*>(picture.data());
  source.width = 2;
  source.height = 1;
  source.whole = true;
  TexImageCall call{"texImage2D",    2, GL_TEXTURE_2D, 0, GL_RGBA, {0, 0, 0, 2, 1, 1}, 0, GL_RGBA,
                    GL_UNSIGNED_BYTE};
  CHECK(validateTexImage(context(), call, source));
  call.box.width = 3;
  CHECK_FALSE(validateTexImage(context(), call, source));
  CHECK(error() == GL_INVALID_OPERATION);
  call.box = {0, 0, 0, 2, 2, 1};
  CHECK_FALSE(validateTexImage(context(), call, source));
  CHECK(error() == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(GlFixture, "a picture is RGBA bytes, its top row first") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  colorFramebuffer(texture);
  const Bytes picture{10, 20, 30, 255, 40, 50, 60, 128};
  PixelSource source;
  source.kind = PixelSource::Kind::Picture;
  source.data = reinterpret_cast<const std::byte*>(picture.data());
  source.width = 1;
  source.height = 2;
  source.whole = true;
  TexImageCall call{"texImage2D",    2, GL_TEXTURE_2D, 0, GL_RGBA, {0, 0, 0, 1, 2, 1}, 0, GL_RGBA,
                    GL_UNSIGNED_BYTE};
  REQUIRE(validateTexImage(context(), call, source));
  texImage(context(), call, source);
  CHECK(read<uint8_t>(0, 0, 1, 2, GL_RGBA, GL_UNSIGNED_BYTE) == picture);

  context().fixed.pixelStore.unpackFlipY = context().fixed.pixelStore.unpackPremultiplyAlpha = true;
  texImage(context(), call, source);
  CHECK(read<uint8_t>(0, 0, 1, 2, GL_RGBA, GL_UNSIGNED_BYTE) ==
        Bytes{20, 25, 30, 128, 10, 20, 30, 255});
  source.asIs = true;
  texImage(context(), call, source);
  CHECK(read<uint8_t>(0, 0, 1, 2, GL_RGBA, GL_UNSIGNED_BYTE) == picture);

  call.internalFormat = GL_DEPTH_COMPONENT16;
  call.format = GL_DEPTH_COMPONENT;
  call.type = GL_UNSIGNED_SHORT;
  CHECK_FALSE(validateTexImage(context(), call, source));
  CHECK(error() == GL_INVALID_VALUE);
}

TEST_CASE_FIXTURE(GlFixture, "texImage2D reports each rule with its error") {
  const auto attempt = [this](uint32_t target, int32_t level, uint32_t internalFormat,
                              int32_t width, int32_t border, uint32_t format, uint32_t type,
                              size_t bytes = 64) {
    const Bytes data(bytes);
    PixelSource source;
    source.kind = PixelSource::Kind::View;
    source.data = reinterpret_cast<const std::byte*>(data.data());
    source.bytes = bytes;
    source.viewType = GL_UNSIGNED_BYTE;
    const TexImageCall call{"texImage2D",           2,      target, level, internalFormat,
                            {0, 0, 0, width, 1, 1}, border, format, type};
    return validateTexImage(context(), call, source) ? 0u : error();
  };
  const uint32_t t2d = GL_TEXTURE_2D, rgba = GL_RGBA, ub = GL_UNSIGNED_BYTE;
  CHECK(attempt(t2d, 0, rgba, 1, 0, rgba, ub) == GL_INVALID_OPERATION);  // nothing bound
  boundTexture(GL_TEXTURE_2D);
  CHECK(attempt(t2d, 0, rgba, 1, 0, rgba, ub) == 0);
  CHECK(attempt(GL_TEXTURE_3D, 0, rgba, 1, 0, rgba, ub) == GL_INVALID_ENUM);
  CHECK(attempt(t2d, 0, rgba, 1, 0, GL_TEXTURE0, ub) == GL_INVALID_ENUM);
  CHECK(attempt(t2d, 0, rgba, 1, 0, rgba, GL_TEXTURE0) == GL_INVALID_ENUM);
  CHECK(attempt(t2d, 0, GL_TEXTURE0, 1, 0, rgba, ub) == GL_INVALID_VALUE);
  CHECK(attempt(t2d, -1, rgba, 1, 0, rgba, ub) == GL_INVALID_VALUE);
  CHECK(attempt(t2d, 15, rgba, 1, 0, rgba, ub) == GL_INVALID_VALUE);
  CHECK(attempt(t2d, 0, rgba, -1, 0, rgba, ub) == GL_INVALID_VALUE);
  CHECK(attempt(t2d, 0, rgba, 16385, 0, rgba, ub) == GL_INVALID_VALUE);
  CHECK(attempt(t2d, 0, rgba, 1, 1, rgba, ub) == GL_INVALID_VALUE);
  CHECK(attempt(t2d, 0, GL_RGBA8, 1, 0, GL_RGB, ub) == GL_INVALID_OPERATION);
  CHECK(attempt(t2d, 0, GL_R16_EXT, 1, 0, GL_RED, GL_UNSIGNED_SHORT) == GL_INVALID_VALUE);
  CHECK(attempt(t2d, 0, rgba, 1, 0, rgba, GL_UNSIGNED_SHORT_4_4_4_4) == GL_INVALID_OPERATION);
  CHECK(attempt(t2d, 0, rgba, 2, 0, rgba, ub, 7) == GL_INVALID_OPERATION);
  CHECK(attempt(t2d, 0, rgba, 0, 0, rgba, ub, 0) == 0);
}

TEST_CASE_FIXTURE(GlFixture, "memory that cannot be had is OUT_OF_MEMORY, and nothing changes") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, Bytes{1, 2, 3, 4});
  boundary::failAllocations(1, 1000);
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 256, 256, GL_RGBA, GL_UNSIGNED_BYTE);
  boundary::failAllocations(0);
  CHECK(error() == GL_OUT_OF_MEMORY);
  colorFramebuffer(texture);
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{1, 2, 3, 4});
}

TEST_CASE_FIXTURE(GlFixture, "copyTexImage2D converts, and pads with zeros outside") {
  Texture& source = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE,
         Bytes{1, 2, 3, 4, 5, 6, 7, 8});
  Framebuffer& framebuffer = colorFramebuffer(source);
  Texture& copy = boundTexture(GL_TEXTURE_2D);
  CopyTexCall call{"copyTexImage2D", GL_TEXTURE_2D, 0, GL_RGB, 0, 0, 0, 1, 0, 2, 1};
  REQUIRE(validateCopyTexImage(context(), call));
  copyTexImage(context(), call);
  colorFramebuffer(copy);
  CHECK(read<uint8_t>(0, 0, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{5, 6, 7, 255, 0, 0, 0, 255});

  bindFramebuffer(context(), GL_FRAMEBUFFER, &framebuffer);
  const auto attempt = [&](uint32_t internalFormat) {
    call.internalFormat = internalFormat;
    return validateCopyTexImage(context(), call) ? 0u : error();
  };
  CHECK(attempt(GL_RGBA8) == 0);
  CHECK(attempt(GL_LUMINANCE_ALPHA) == 0);
  CHECK(attempt(GL_RGBA4) == GL_INVALID_OPERATION);
  CHECK(attempt(GL_RGBA8UI) == GL_INVALID_OPERATION);
  CHECK(attempt(GL_SRGB8_ALPHA8) == GL_INVALID_OPERATION);
  CHECK(attempt(GL_DEPTH_COMPONENT16) == GL_INVALID_ENUM);
  bindTexture(context(), GL_TEXTURE_2D, &source);
  CHECK(attempt(GL_RGBA) == GL_INVALID_OPERATION);  // copies onto itself
}
