// SPDX-License-Identifier: MIT
#include "format/format.h"

#include <doctest/doctest.h>
#include <cstring>

using namespace nogpu;
using namespace nogpu::format;

TEST_CASE("sized internal formats find their row, unsized ones do not") {
  CHECK(sizedFormat(GL_RGBA8) == FormatId::RGBA8);
  CHECK(sizedFormat(GL_DEPTH24_STENCIL8) == FormatId::DEPTH24_STENCIL8);
  CHECK(sizedFormat(GL_COMPRESSED_RGBA_ASTC_6x5_KHR) == FormatId::COMPRESSED_RGBA_ASTC_6x5_KHR);
  CHECK(sizedFormat(GL_RGBA) == FormatId::kNone);
  CHECK(sizedFormat(GL_LUMINANCE) == FormatId::kNone);
  CHECK(sizedFormat(GL_TEXTURE_2D) == FormatId::kNone);
  for (uint32_t i = 1; i < kFormatCount; ++i) {
    const FormatInfo& f = info(static_cast<FormatId>(i));
    CAPTURE(f.name);
    if (f.internalFormat != f.base)
      CHECK(sizedFormat(f.internalFormat) == static_cast<FormatId>(i));
    CHECK(info(f.storedAs).compressed() == false);
    if (!f.compressed()) CHECK(f.storedAs == static_cast<FormatId>(i));
  }
}

TEST_CASE("unsized internal formats become effective ones by type") {
  CHECK(effectiveFormat(GL_RGBA, GL_UNSIGNED_BYTE) == FormatId::RGBA8);
  CHECK(effectiveFormat(GL_RGBA, GL_UNSIGNED_SHORT_4_4_4_4) == FormatId::RGBA4);
  CHECK(effectiveFormat(GL_RGBA, GL_UNSIGNED_SHORT_5_5_5_1) == FormatId::RGB5_A1);
  CHECK(effectiveFormat(GL_RGB, GL_UNSIGNED_SHORT_5_6_5) == FormatId::RGB565);
  CHECK(effectiveFormat(GL_LUMINANCE_ALPHA, GL_UNSIGNED_BYTE) == FormatId::LUMINANCE8_ALPHA8);
  CHECK(effectiveFormat(GL_ALPHA, GL_FLOAT) == FormatId::ALPHA32F);
  CHECK(effectiveFormat(GL_RGBA, GL_HALF_FLOAT) == FormatId::RGBA16F);
  CHECK(effectiveFormat(GL_DEPTH_COMPONENT, GL_UNSIGNED_INT) == FormatId::DEPTH_COMPONENT24);
  CHECK(effectiveFormat(GL_DEPTH_STENCIL, GL_UNSIGNED_INT_24_8) == FormatId::DEPTH24_STENCIL8);
  CHECK(effectiveFormat(GL_R11F_G11F_B10F, GL_FLOAT) == FormatId::R11F_G11F_B10F);
  CHECK(effectiveFormat(GL_RGBA, GL_UNSIGNED_INT) == FormatId::kNone);
}

TEST_CASE("uploads: what tables 3.2 and 3.3 allow, and nothing else") {
  CHECK(uploadAllowed(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE));
  CHECK(uploadAllowed(GL_RGBA, GL_RGBA, GL_UNSIGNED_BYTE));
  CHECK(uploadAllowed(GL_RGB5_A1, GL_RGBA, GL_UNSIGNED_INT_2_10_10_10_REV));
  CHECK(uploadAllowed(GL_R16F, GL_RED, GL_FLOAT));
  CHECK_FALSE(uploadAllowed(GL_RGBA8, GL_RGB, GL_UNSIGNED_BYTE));
  CHECK_FALSE(uploadAllowed(GL_RGBA, GL_RGBA, GL_FLOAT));
  CHECK_FALSE(uploadAllowed(GL_DEPTH_COMPONENT, GL_DEPTH_COMPONENT, GL_UNSIGNED_INT));
  CHECK_FALSE(uploadAllowed(GL_RGBA8I, GL_RGBA, GL_BYTE));
  CHECK(subUploadAllowed(FormatId::RGBA4, GL_RGBA, GL_UNSIGNED_BYTE));
  CHECK(subUploadAllowed(FormatId::LUMINANCE8, GL_LUMINANCE, GL_UNSIGNED_BYTE));
  CHECK_FALSE(subUploadAllowed(FormatId::RGBA8, GL_RGBA, GL_FLOAT));
  CHECK(isTexImageFormat(GL_RGB));
  CHECK_FALSE(isTexImageFormat(GL_COMPRESSED_RGBA_S3TC_DXT5_EXT));
  CHECK_FALSE(isTexImageFormat(GL_DEPTH_COMPONENT));
}

TEST_CASE("every upload row agrees with clientBytesPerPixel") {
#define X(internalFormat, format, type, bytes, effective)                               \
  CHECK_MESSAGE(clientBytesPerPixel(GL_##format, GL_##type) == bytes, #internalFormat); \
  CHECK(effectiveFormat(GL_##internalFormat, GL_##type) == FormatId::effective);
#include "format/uploads.def"
  CHECK(clientBytesPerPixel(GL_TEXTURE_2D, GL_FLOAT) == 0);
  CHECK(clientBytesPerPixel(GL_RGBA, GL_TEXTURE_2D) == 0);
}

TEST_CASE("read pairs") {
  CHECK(readAllowed(FormatId::RGBA8, GL_RGBA, GL_UNSIGNED_BYTE));
  CHECK_FALSE(readAllowed(FormatId::RGBA8, GL_RGBA, GL_FLOAT));
  CHECK(readAllowed(FormatId::RGB565, GL_RGB, GL_UNSIGNED_SHORT_5_6_5));
  CHECK(readAllowed(FormatId::RGBA16F, GL_RGBA, GL_FLOAT));
  CHECK(readAllowed(FormatId::RGBA16F, GL_RGBA, GL_HALF_FLOAT));
  CHECK_FALSE(readAllowed(FormatId::RGBA16F, GL_RGBA, GL_UNSIGNED_BYTE));
  CHECK(readAllowed(FormatId::RG8UI, GL_RG_INTEGER, GL_UNSIGNED_BYTE));
  CHECK(readAllowed(FormatId::RG8UI, GL_RGBA_INTEGER, GL_UNSIGNED_INT));
  CHECK(readAllowed(FormatId::RGB10_A2, GL_RGBA, GL_UNSIGNED_INT_2_10_10_10_REV));
  CHECK(readAllowed(FormatId::R11F_G11F_B10F, GL_RGB, GL_UNSIGNED_INT_10F_11F_11F_REV));
  CHECK_FALSE(readAllowed(FormatId::DEPTH_COMPONENT16, GL_DEPTH_COMPONENT, GL_UNSIGNED_SHORT));
}

TEST_CASE("names of enums") {
  CHECK(std::strcmp(enumName(GL_TEXTURE_2D), "TEXTURE_2D") == 0);
  CHECK(std::strcmp(enumName(GL_TEXTURE_MAX_ANISOTROPY_EXT), "TEXTURE_MAX_ANISOTROPY_EXT") == 0);
  CHECK(std::strcmp(enumName(0xABCDEF), "unknown enum") == 0);
}

TEST_CASE("level counts and compressed sizes") {
  CHECK(mipLevelCount(1, 1) == 1);
  CHECK(mipLevelCount(256, 4) == 9);
  CHECK(mipLevelCount(5, 3, 17) == 5);
  CHECK(compressedImageBytes(FormatId::COMPRESSED_RGB8_ETC2, 5, 4, 1) == 16);
  CHECK(compressedImageBytes(FormatId::COMPRESSED_RGBA_ASTC_10x8_KHR, 11, 8, 2) == 64);
}
