// SPDX-License-Identifier: MIT
#include "format/block_decompress.h"

#include <doctest/doctest.h>
#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "format/gl_enums.h"

using namespace nogpu::format;

namespace {

std::vector<uint8_t> bytesOf(const std::string& hex) {
  std::vector<uint8_t> bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

template <typename T>
std::vector<T> decode(FormatId id, const std::vector<uint8_t>& block, uint32_t width,
                      uint32_t height) {
  const size_t row = width * size_t{info(info(id).storedAs).storageBytes};
  std::vector<T> texels(row * height / sizeof(T));
  REQUIRE(block.size() == compressedImageBytes(id, width, height, 1));
  decompressImage(id, reinterpret_cast<const std::byte*>(block.data()), width, height,
                  reinterpret_cast<std::byte*>(texels.data()), row);
  return texels;
}

template <typename T>
std::vector<T> decode(FormatId id, const std::string& hex) {
  return decode<T>(id, bytesOf(hex), info(id).blockWidth, info(id).blockHeight);
}

FormatId byName(const std::string& name) {
  for (uint32_t i = 1; i < kFormatCount; ++i) {
    if (name == info(static_cast<FormatId>(i)).name) return static_cast<FormatId>(i);
  }
  FAIL("no format " << name);
  return FormatId::kNone;
}

struct Case {
  FormatId id;
  std::string block, texels;
};

/// blocks.txt: "FORMAT block", then indented lines of texels.
std::vector<Case> readCases() {
  std::ifstream file(NOGPU_SOURCE_DIR "/test-native/format/blocks.txt");
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == ' ') {
      cases.back().texels += line.substr(2);
    } else {
      const size_t space = line.find(' ');
      cases.push_back({byName(line.substr(0, space)), line.substr(space + 1), {}});
    }
  }
  return cases;
}

using Bytes = std::vector<uint8_t>;
using Rgba = std::array<uint8_t, 4>;

Rgba texel(const Bytes& texels, size_t i) {
  return {texels[4 * i], texels[4 * i + 1], texels[4 * i + 2], texels[4 * i + 3]};
}

}  // namespace

TEST_CASE("blocks of every mode decode as an independent decoder has it") {
  const std::vector<Case> cases = readCases();
  CHECK(cases.size() > 60);
  for (const Case& c : cases) {
    CAPTURE(info(c.id).name);
    CAPTURE(c.block);
    const Bytes expected = bytesOf(c.texels);
    if (info(c.id).kind == ComponentKind::Float) {
      const std::vector<uint16_t> halves = decode<uint16_t>(c.id, c.block);
      for (size_t i = 0; i < 48; ++i) {
        const int want = expected[2 * i] << 8 | expected[2 * i + 1];
        CHECK(halves[i / 3 * 4 + i % 3] == want);
      }
      continue;
    }
    const Bytes texels = decode<uint8_t>(c.id, c.block);
    REQUIRE(texels.size() == expected.size());
    // The other decoder rounds ASTC's 16 bits where the specification takes the upper eight.
    const int allowed = info(c.id).family == CompressedFamily::Astc ? 1 : 0;
    for (size_t i = 0; i < texels.size(); ++i) {
      CAPTURE(i);
      CHECK(std::abs(texels[i] - expected[i]) <= allowed);
    }
  }
}

TEST_CASE("S3TC: four colours, three colours with black, and the two kinds of alpha") {
  // Red 0xF800 and blue 0x001F; indices 0, 1, 2, 3 in the first row.
  const std::string four = "00f81f00e4000000", three = "1f0000f8e4000000";
  const Bytes a = decode<uint8_t>(FormatId::COMPRESSED_RGB_S3TC_DXT1_EXT, four);
  CHECK(texel(a, 0) == Rgba{255, 0, 0, 255});
  CHECK(texel(a, 1) == Rgba{0, 0, 255, 255});
  CHECK(texel(a, 2) == Rgba{170, 0, 85, 255});
  CHECK(texel(a, 3) == Rgba{85, 0, 170, 255});
  const Bytes b = decode<uint8_t>(FormatId::COMPRESSED_RGB_S3TC_DXT1_EXT, three);
  CHECK(texel(b, 2) == Rgba{128, 0, 128, 255});
  CHECK(texel(b, 3) == Rgba{0, 0, 0, 255});
  const Bytes c = decode<uint8_t>(FormatId::COMPRESSED_RGBA_S3TC_DXT1_EXT, three);
  CHECK(texel(c, 3) == Rgba{0, 0, 0, 0});
  // DXT3 has four colours in any order; alphas 0, 1, …, 15 in sixteenths.
  const Bytes d =
      decode<uint8_t>(FormatId::COMPRESSED_RGBA_S3TC_DXT3_EXT, "1032547698badcfe" + three);
  CHECK(texel(d, 2) == Rgba{85, 0, 170, 34});
  CHECK(texel(d, 15)[3] == 255);
  // DXT5: 200 and 60 make six values between, 60 and 200 four, and 0 and 255.
  const Bytes e = decode<uint8_t>(FormatId::COMPRESSED_RGBA_S3TC_DXT5_EXT,
                                  "c83c88c6fa000000" + four);  // indices 0 … 7
  const uint8_t eight[8] = {200, 60, 180, 160, 140, 120, 100, 80};
  for (size_t i = 0; i < 8; ++i) CHECK(texel(e, i)[3] == eight[i]);
  const Bytes f =
      decode<uint8_t>(FormatId::COMPRESSED_RGBA_S3TC_DXT5_EXT, "3cc888c6fa000000" + four);
  const uint8_t six[8] = {60, 200, 88, 116, 144, 172, 0, 255};
  for (size_t i = 0; i < 8; ++i) CHECK(texel(f, i)[3] == six[i]);
}

TEST_CASE("RGTC keeps more than eight bits, signed values symmetric") {
  const auto u = decode<uint16_t>(FormatId::COMPRESSED_RED_RGTC1_EXT, "ff0088c6fa000000");
  CHECK(u[0] == 65535);
  CHECK(u[1] == 0);
  CHECK(u[2] == 56173);  // 6/7
  const auto s = decode<uint16_t>(FormatId::COMPRESSED_SIGNED_RED_RGTC1_EXT, "7f8088c6fa000000");
  CHECK(static_cast<int16_t>(s[0]) == 32767);
  CHECK(static_cast<int16_t>(s[1]) == -32767);  // -128 is -1 as well
  CHECK(static_cast<int16_t>(s[2]) == 23405);   // 5/7
  CHECK(static_cast<int16_t>(s[7]) == -23405);
  const auto low = decode<uint16_t>(FormatId::COMPRESSED_SIGNED_RED_RGTC1_EXT, "817f88c6fa000000");
  CHECK(static_cast<int16_t>(low[6]) == -32767);
  CHECK(static_cast<int16_t>(low[7]) == 32767);
  const auto two = decode<uint16_t>(FormatId::COMPRESSED_RED_GREEN_RGTC2_EXT,
                                    "ff00000000000000"
                                    "00ff000000000000");
  CHECK(two[0] == 65535);
  CHECK(two[1] == 0);
}

TEST_CASE("EAC has eleven bits; a multiplier of zero counts as an eighth") {
  // Base 128, multiplier 1, table 13 (… 0, 1, 2, 9); all indices 7.
  const auto one = decode<uint16_t>(FormatId::COMPRESSED_R11_EAC, "801dffffffffffff");
  CHECK(one[5] == ((128 * 8 + 4 + 72) * 65535 + 1023) / 2047);
  const auto eighth = decode<uint16_t>(FormatId::COMPRESSED_R11_EAC, "800dffffffffffff");
  CHECK(eighth[0] == ((128 * 8 + 4 + 9) * 65535 + 1023) / 2047);
  const auto least = decode<uint16_t>(FormatId::COMPRESSED_SIGNED_R11_EAC, "80f0ffffffffffff");
  CHECK(static_cast<int16_t>(least[0]) == ((-127 * 8 + 14 * 15 * 8) * 32767 + 511) / 1023);
}

TEST_CASE("BC7 blocks without a mode are zero, reserved BC6H blocks black") {
  const std::string zero(32, '0');
  for (uint8_t value : decode<uint8_t>(FormatId::COMPRESSED_RGBA_BPTC_UNORM_EXT, zero)) {
    CHECK(value == 0);
  }
  const auto halves =
      decode<uint16_t>(FormatId::COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT, "13" + zero.substr(2));
  for (size_t i = 0; i < halves.size(); ++i) CHECK(halves[i] == (i % 4 == 3 ? 0x3C00 : 0));
}

TEST_CASE("ASTC: constant blocks, and magenta for what is illegal") {
  const auto first = [](const std::string& hex) {
    return texel(decode<uint8_t>(FormatId::COMPRESSED_RGBA_ASTC_6x5_KHR, hex), 29);
  };
  const Rgba magenta{255, 0, 255, 255};
  CHECK(first("fcfdffffffffffff00400080ffff0010") == Rgba{0x40, 0x80, 0xFF, 0x10});
  CHECK(first("fcffffffffffffff00400080ffff0010") == magenta);  // HDR
  CHECK(first("fcf1ffffffffffff00400080ffff0010") == magenta);  // reserved bits not set
  CHECK(first("fcfd0000000000000040008000ff0010") == magenta);  // an extent without size
  CHECK(first("00000000000000000000000000000000") == magenta);  // reserved block mode
  CHECK(first("c2010000000000000000000000000000") == magenta);  // grid wider than the block
}

TEST_CASE("images are cut to their size") {
  // 5 × 3 texels of 4 × 4 blocks: red, then blue.
  const Bytes texels = decode<uint8_t>(FormatId::COMPRESSED_RGB_S3TC_DXT1_EXT,
                                       bytesOf("00f8000000000000"
                                               "1f00000000000000"),
                                       5, 3);
  CHECK(texel(texels, 3) == Rgba{255, 0, 0, 255});
  CHECK(texel(texels, 4) == Rgba{0, 0, 255, 255});
  CHECK(texel(texels, 14) == Rgba{0, 0, 255, 255});
}

TEST_CASE("every bit pattern decodes") {
  uint32_t state = 1;
  for (uint32_t i = 1; i < kFormatCount; ++i) {
    const auto id = static_cast<FormatId>(i);
    if (!info(id).compressed()) continue;
    Bytes block(info(id).blockBytes);
    for (int round = 0; round < 500; ++round) {
      for (uint8_t& byte : block) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<uint8_t>(state >> 24);
      }
      const Bytes texels = decode<uint8_t>(id, block, info(id).blockWidth, info(id).blockHeight);
      // The padding channel of three-component formats stays one.
      if (info(id).base == nogpu::GL_RGB && info(info(id).storedAs).storageBytes == 4) {
        CHECK(texels[3] == 255);
      }
    }
  }
}
