// SPDX-License-Identifier: MIT
// The picture of test-js/pictures/first-light.js, drawn without JavaScript: every layer below it,
// with the interpreter for shaders. Both builds, and both back ends, must give the same bytes, so
// both tests compare with the same line of expected.txt:
//
//   <name> <FNV-1a, 64 bits, of the RGBA8 picture, top row first>
#include <cstring>
#include <fstream>
#include <string>

#include "format/convert.h"
#include "gl/draw_fixture.h"
#include "gl/drawing_buffer.h"
#include "gl/uniforms.h"

using namespace nogpu;
using namespace nogpu::gl;

namespace {

constexpr uint32_t kWidth = 96, kHeight = 64;

constexpr const char* kVertex = R"(#version 300 es
in vec3 position;
in vec2 uv;
uniform mat4 view;
out vec2 vUv;
out vec3 vColor;
void main() {
  vUv = uv * 3.0;
  vColor = 0.5 + 0.5 * sin(position * 2.7 + float(gl_InstanceID));
  gl_Position = view * vec4(position + 0.35 * float(gl_InstanceID), 1.0);
})";

constexpr const char* kFragment = R"(#version 300 es
precision highp float;
in vec2 vUv;
in vec3 vColor;
uniform sampler2D map;
uniform float exposure;
out vec4 pixel;
void main() {
  vec4 texel = texture(map, vUv);
  vec3 color = vColor * texel.rgb;
  float fade = 0.0;
  for (int i = 0; i < 8; i++) {
    fade += exp(-length(vUv - float(i) * 0.3)) * 0.25;
    if (fade > 1.0) break;
  }
  pixel = vec4(pow(color * exposure * fade, vec3(0.4545)), 0.4 + 0.6 * texel.a);
})";

/// x, y, z, u, v per vertex.
constexpr float kVertices[] = {-0.9f, -0.8f, 0.1f, 0, 0, 0.7f, -0.9f, -0.3f, 1, 0,
                               -0.6f, 0.8f,  0.4f, 0, 1, 0.9f, 0.6f,  0.9f,  1, 1};
constexpr uint16_t kIndices[] = {0, 1, 2, 2, 1, 3};
constexpr float kView[] = {0.9f, 0.1f,   0.05f, 0.05f, -0.1f,  0.85f, 0.1f, -0.1f,
                           0.1f, -0.05f, 0.7f,  0.2f,  -0.05f, 0.02f, 0,    1.1f};
constexpr float kExposure = 1.25f;

/// 16×16 RGBA texels.
std::vector<uint8_t> texels() {
  std::vector<uint8_t> data;
  for (uint32_t i = 0; i < 256; ++i) {
    const uint32_t x = i & 15, y = i >> 4;
    for (const uint32_t value :
         {x * 17, y * 17, ((x ^ y) & 4) != 0 ? 255u : 64u, 255u - ((x * y) & 127)}) {
      data.push_back(static_cast<uint8_t>(value));
    }
  }
  return data;
}

void setFloats(Context& context, const Program& program, const char* name, uint8_t columns,
               uint8_t rows, const float* values) {
  std::vector<uint32_t> words(size_t{columns} * rows);
  std::memcpy(words.data(), values, words.size() * sizeof(uint32_t));
  const UniformPlace place = findUniform(*program.executable, name);
  REQUIRE(place.found);
  const UniformValues what{ScalarType::Float,
                           columns,
                           rows,
                           columns > 1,
                           false,
                           words.data(),
                           static_cast<uint32_t>(words.size())};
  UniformTarget target;
  REQUIRE(validateUniform(
      context, "test", {program.handle, program.executable->linkId, place.location}, what, target));
  setUniform(target, what);
}

void drawFirstLight(DrawFixture& f) {
  Context& context = f.context();
  // The linker numbers attributes in order of declaration: position 0, uv 1.
  Program& program = f.useProgramOf(kVertex, kFragment);
  f.boundBuffer(GL_ARRAY_BUFFER, sizeof kVertices, kVertices);
  f.boundBuffer(GL_ELEMENT_ARRAY_BUFFER, sizeof kIndices, kIndices);
  const auto point = [&](const char* name, int32_t size, double offset) {
    const uint32_t index = static_cast<uint32_t>(findAttribute(*program.executable, name));
    vertexAttribPointer(context, {index, size, GL_FLOAT, false, false, 20, offset});
    context.vertexArrays.array().attribs[index].enabled = true;
  };
  point("position", 3, 0);
  point("uv", 2, 12);

  Texture& texture = f.boundTexture(GL_TEXTURE_2D);
  f.upload(GL_TEXTURE_2D, 0, GL_RGBA8, 16, 16, GL_RGBA, GL_UNSIGNED_BYTE, texels());
  generateMipmap(context, texture);
  texParameter(texture, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  setFloats(context, program, "view", 4, 4, kView);
  setFloats(context, program, "exposure", 1, 1, &kExposure);

  const float background[] = {0.1f, 0.2f, 0.3f, 1};
  std::memcpy(context.fixed.clearColor, background, sizeof background);
  clear(context, GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  context.fixed.caps.depthTest = true;
  DrawBufferState& target = context.fixed.drawBuffers[0];
  target.blending = true;
  target.blend.srcRgb = target.blend.srcAlpha = GL_SRC_ALPHA;
  target.blend.dstRgb = target.blend.dstAlpha = GL_ONE_MINUS_SRC_ALPHA;
  const DrawArguments draw{.function = "drawElementsInstanced",
                           .mode = GL_TRIANGLES,
                           .count = 6,
                           .instances = 3,
                           .isIndexed = true,
                           .indexType = GL_UNSIGNED_SHORT};
  REQUIRE(validateDraw(context, draw));
  gl::draw(context, draw);
  CHECK(f.error() == GL_NO_ERROR);
}

std::string hashOf(const std::vector<std::byte>& bytes) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const std::byte byte : bytes) hash = (hash ^ static_cast<uint8_t>(byte)) * 0x100000001b3u;
  char text[17];
  snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

std::string expectedHash(const std::string& name) {
  std::ifstream file(std::string(NOGPU_SOURCE_DIR) + "/test-native/pictures/expected.txt");
  for (std::string found, hash; file >> found >> hash;) {
    if (found == name) return hash;
  }
  return "(none)";
}

}  // namespace

TEST_CASE("first light: the native build draws the bytes that Node and browsers draw") {
  DrawFixture f(kWidth, kHeight);
  drawFirstLight(f);
  std::vector<std::byte> picture(size_t{kWidth} * kHeight * 4);
  REQUIRE(readPicture(f.context(), picture.data()));
  CHECK(hashOf(picture) == expectedHash("first-light"));
}
