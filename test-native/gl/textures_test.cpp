// SPDX-License-Identifier: MIT
#include "gl/gl_fixture.h"

#include <limits>

using namespace nogpu;
using namespace nogpu::gl;
using Bytes = std::vector<uint8_t>;

TEST_CASE_FIXTURE(GlFixture, "a texture keeps the target of its first binding") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  Texture* found;
  CHECK(validateBindTexture(context(), GL_TEXTURE_2D, texture.handle, found));
  CHECK_FALSE(validateBindTexture(context(), GL_TEXTURE_CUBE_MAP, texture.handle, found));
  CHECK(error() == GL_INVALID_OPERATION);
  CHECK_FALSE(validateBindTexture(context(), GL_TEXTURE0, texture.handle, found));
  CHECK(error() == GL_INVALID_ENUM);
}

TEST_CASE_FIXTURE(GlFixture, "a deleted texture lives on where it is attached, and nowhere else") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, Bytes{1, 2, 3, 4});
  Framebuffer& framebuffer = colorFramebuffer(texture);
  const uint32_t handle = texture.handle;
  bindFramebuffer(context(), GL_FRAMEBUFFER, nullptr);
  deleteTexture(context(), texture);
  CHECK(gl::boundTexture(context().textures, GL_TEXTURE_2D) == nullptr);
  CHECK(context().lookup<Texture>(handle) == nullptr);
  CHECK(context().lookupEvenDeleted<Texture>(handle) != nullptr);
  bindFramebuffer(context(), GL_FRAMEBUFFER, &framebuffer);
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{1, 2, 3, 4});
  deleteFramebuffer(context(), framebuffer);
  CHECK(context().lookupEvenDeleted<Texture>(handle) == nullptr);
}

TEST_CASE_FIXTURE(GlFixture, "deleting a texture detaches it from the bound framebuffer") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  Framebuffer& framebuffer = colorFramebuffer(texture);
  deleteTexture(context(), texture);
  CHECK_FALSE(framebuffer.attachments[0].attached());
}

TEST_CASE_FIXTURE(GlFixture, "texParameter refuses names and values that it does not know") {
  CHECK_FALSE(validateTexParameter(context(), "t", GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, 0));
  CHECK(error() == GL_INVALID_OPERATION);  // nothing is bound
  boundTexture(GL_TEXTURE_2D);
  const auto set = [this](uint32_t pname, float value) {
    return validateTexParameter(context(), "t", GL_TEXTURE_2D, pname, value) ? 0u : error();
  };
  CHECK(set(GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR) == 0);
  CHECK(set(GL_TEXTURE_MAG_FILTER, GL_LINEAR_MIPMAP_LINEAR) == GL_INVALID_ENUM);
  CHECK(set(GL_TEXTURE_WRAP_S, GL_REPEAT) == 0);
  CHECK(set(GL_TEXTURE_WRAP_S, 1234) == GL_INVALID_ENUM);
  CHECK(set(GL_TEXTURE_BASE_LEVEL, -1) == GL_INVALID_VALUE);
  CHECK(set(GL_TEXTURE_IMMUTABLE_FORMAT, 1) == GL_INVALID_ENUM);
  CHECK(set(GL_TEXTURE_MAX_ANISOTROPY_EXT, 2) == GL_INVALID_ENUM);
  context().extensions.enable(Extension::EXT_texture_filter_anisotropic);
  CHECK(set(GL_TEXTURE_MAX_ANISOTROPY_EXT, 2) == 0);
  CHECK(set(GL_TEXTURE_MAX_ANISOTROPY_EXT, 0.5f) == GL_INVALID_VALUE);
}

TEST_CASE_FIXTURE(GlFixture, "texStorage2D makes an immutable texture that reads as zero") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  const auto validate = [this](int32_t levels, uint32_t format, int32_t width) {
    const bool ok = validateTexStorage(context(), "texStorage2D", 2, GL_TEXTURE_2D, levels, format,
                                       width, width, 1);
    return ok ? 0u : error();
  };
  CHECK(validate(0, GL_RGBA8, 4) == GL_INVALID_VALUE);
  CHECK(validate(1, GL_RGBA, 4) == GL_INVALID_ENUM);
  CHECK(validate(4, GL_RGBA8, 4) == GL_INVALID_OPERATION);
  CHECK(validate(1, GL_RGBA8, 16385) == GL_INVALID_VALUE);
  CHECK(validate(3, GL_RGBA8, 4) == 0);
  texStorage(context(), "texStorage2D", texture, 3, GL_RGBA8, {4, 4, 1});
  CHECK(texture.immutable);
  CHECK(texture.image(0, 2)->width == 1);
  CHECK(validate(3, GL_RGBA8, 4) == GL_INVALID_OPERATION);
  colorFramebuffer(texture, 1);
  CHECK(read<uint8_t>(0, 0, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes(8, 0));
  upload(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, Bytes(4));
  CHECK(error() == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(GlFixture, "generateMipmap averages down to one texel") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  upload(GL_TEXTURE_2D, 0, GL_RGBA, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE,
         Bytes{0, 0, 0, 255, 100, 0, 0, 255, 100, 40, 0, 255, 200, 0, 80, 255});
  CHECK(validateGenerateMipmap(context(), GL_TEXTURE_2D));
  generateMipmap(context(), texture);
  CHECK(mipmapComplete(texture));
  colorFramebuffer(texture, 1);
  CHECK(read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Bytes{100, 10, 20, 255});
}

TEST_CASE_FIXTURE(GlFixture, "generateMipmap refuses integers, depth, and maps without a base") {
  boundTexture(GL_TEXTURE_2D);
  CHECK_FALSE(validateGenerateMipmap(context(), GL_TEXTURE_2D));
  CHECK(error() == GL_INVALID_OPERATION);
  define(GL_TEXTURE_2D, 0, GL_RGBA8UI, 2, 2, GL_RGBA_INTEGER, GL_UNSIGNED_BYTE);
  CHECK_FALSE(validateGenerateMipmap(context(), GL_TEXTURE_2D));
  CHECK(error() == GL_INVALID_OPERATION);
  define(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT16, 2, 2, GL_DEPTH_COMPONENT, GL_UNSIGNED_SHORT);
  CHECK_FALSE(validateGenerateMipmap(context(), GL_TEXTURE_2D));
  CHECK(error() == GL_INVALID_OPERATION);
  define(GL_TEXTURE_2D, 0, GL_LUMINANCE, 2, 2, GL_LUMINANCE, GL_UNSIGNED_BYTE);
  CHECK(validateGenerateMipmap(context(), GL_TEXTURE_2D));
  CHECK_FALSE(validateGenerateMipmap(context(), GL_TEXTURE_CUBE_MAP_POSITIVE_X));
  CHECK(error() == GL_INVALID_ENUM);
}

TEST_CASE_FIXTURE(GlFixture, "completeness follows levels, faces, formats and filters") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  SamplerParams nearest;
  nearest.minFilter = nearest.magFilter = GL_NEAREST;
  SamplerParams mipmapped;
  SamplerParams linear;
  linear.minFilter = GL_LINEAR;
  CHECK_FALSE(textureComplete(texture, nearest, {}));
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 4, 2, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK(textureComplete(texture, linear, {}));
  CHECK_FALSE(textureComplete(texture, mipmapped, {}));
  define(GL_TEXTURE_2D, 1, GL_RGBA8, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK_FALSE(textureComplete(texture, mipmapped, {}));
  define(GL_TEXTURE_2D, 2, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK(textureComplete(texture, mipmapped, {}));
  define(GL_TEXTURE_2D, 2, GL_RGB8, 1, 1, GL_RGB, GL_UNSIGNED_BYTE);
  CHECK_FALSE(textureComplete(texture, mipmapped, {}));
  texture.maxLevel = 1;
  CHECK(textureComplete(texture, mipmapped, {}));

  Texture& floats = boundTexture(GL_TEXTURE_2D);
  define(GL_TEXTURE_2D, 0, GL_RGBA32F, 1, 1, GL_RGBA, GL_FLOAT);
  CHECK_FALSE(textureComplete(floats, linear, {}));
  CHECK(textureComplete(floats, nearest, {}));
  CHECK(textureComplete(floats, linear, {.floatLinear = true}));

  Texture& depth = boundTexture(GL_TEXTURE_2D);
  define(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT24, 1, 1, GL_DEPTH_COMPONENT, GL_UNSIGNED_INT);
  CHECK_FALSE(textureComplete(depth, linear, {}));
  linear.compareMode = GL_COMPARE_REF_TO_TEXTURE;
  CHECK(textureComplete(depth, linear, {}));
}

TEST_CASE_FIXTURE(GlFixture, "a cube map needs six equal square faces") {
  Texture& cube = boundTexture(GL_TEXTURE_CUBE_MAP);
  define(GL_TEXTURE_CUBE_MAP_POSITIVE_X, 0, GL_RGBA8, 2, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK(error() == GL_INVALID_VALUE);
  for (uint32_t face = 0; face < 6; ++face) {
    CHECK_FALSE(cubeComplete(cube));
    define(GL_TEXTURE_CUBE_MAP_POSITIVE_X + face, 0, GL_RGBA8, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE);
  }
  CHECK(cubeComplete(cube));
  define(GL_TEXTURE_CUBE_MAP_NEGATIVE_Z, 0, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  CHECK_FALSE(cubeComplete(cube));
}

TEST_CASE_FIXTURE(GlFixture, "float parameters of any value have a defined effect") {
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  const float infinity = std::numeric_limits<float>::infinity();
  texParameter(texture, GL_TEXTURE_MIN_LOD, -infinity);
  CHECK(texture.params.minLod == -infinity);
  texParameter(texture, GL_TEXTURE_MAX_LEVEL, infinity);
  CHECK(texture.maxLevel == 2147483520u);
  texParameter(texture, GL_TEXTURE_BASE_LEVEL, std::numeric_limits<float>::quiet_NaN());
  CHECK(texture.baseLevel == 0);
}
