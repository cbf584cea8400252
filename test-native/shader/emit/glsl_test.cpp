// SPDX-License-Identifier: MIT
// Regenerated GLSL compiles again, and what it computes is the same: both programs run vertex and
// fragment stage on the same data, found by name, and their colours are compared.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "shader/run_text.h"
#include "shader/shader_run.h"

using namespace nogpu::shader;
using namespace nogpu::shader::test;

namespace {

uint32_t bitsOf(float value) { return __builtin_bit_cast(uint32_t, value); }

front::ExtensionSet everyExtension() {
  front::ExtensionSet set;
  for (int i = 0; i < front::kExtensionCount; ++i) set.add(static_cast<front::Extension>(i));
  return set;
}

LinkedProgram regenerated(const LinkedProgram& program) {
  const std::string vertex = decompileGlsl(program, Stage::Vertex);
  const std::string fragment = decompileGlsl(program, Stage::Fragment);
  LinkedProgram again = linkText(vertex, fragment, {}, {}, everyExtension());
  CAPTURE(vertex);
  CAPTURE(fragment);
  REQUIRE_MESSAGE(again.ok, again.infoLog);
  return again;
}

/// Words by uniform name, so that both programs get the same values wherever they keep them.
std::vector<uint32_t> uniformsOf(const LinkedProgram& program, const LinkedProgram& names) {
  std::vector<uint32_t> words(program.uniformWords + 1);
  for (const ActiveUniform& u : program.uniforms) {
    if (u.block >= 0) continue;
    uint32_t seed = 0;
    for (const ActiveUniform& other : names.uniforms) {
      if (other.name == u.name) seed = other.wordOffset;
    }
    const uint32_t count = u.elementWords * static_cast<uint32_t>(u.size);
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t value = (seed + i) * 5 % 7;
      const bool isFloat = u.glType == 0x1406 || (u.glType >= 0x8B50 && u.glType <= 0x8B52) ||
                           (u.glType >= 0x8B5A && u.glType <= 0x8B5C);
      words[u.wordOffset + i] = isFloat ? bitsOf(static_cast<float>(value) * 0.25f) : value % 3;
    }
  }
  return words;
}

/// Vertex lanes 0, 1, 2 become the planes of one quad.
std::vector<std::vector<uint32_t>> colours(const LinkedProgram& program,
                                           const LinkedProgram& names) {
  const std::vector<uint32_t> uniforms = uniformsOf(program, names);
  std::vector<std::vector<uint32_t>> blocks;
  for (const ActiveUniformBlock& block : program.uniformBlocks) {
    std::vector<uint32_t> words(block.dataSizeBytes / 4);
    for (size_t i = 0; i < words.size(); ++i) words[i] = bitsOf(static_cast<float>(i) * 0.125f);
    blocks.push_back(words);
  }
  const auto common = [&](InterpreterRun& run) {
    run.uniforms = uniforms;
    run.blocks = blocks;
    run.samplers.assign(program.samplers.size() + 1, &textSampler());
    run.loopBudget = 10000;
  };
  InterpreterRun vertex(program.vertex);
  common(vertex);
  std::vector<Lanes4> inputs;
  for (const ir::InputSlot& slot : program.vertex.inputs) {
    Lanes4 lanes;
    for (uint32_t lane = 0; lane < 4; ++lane) {
      const uint32_t number = slot.index + lane * 3 + 1;
      lanes[lane] = slot.kind == ir::Kind::F32 ? bitsOf(static_cast<float>(number) * 0.5f) : number;
    }
    inputs.push_back(lanes);
  }
  const ReferenceOutput vertices = vertex.runVertex({inputs})[0];

  InterpreterRun fragment(program.fragment);
  common(fragment);
  for (const Interpolant& plane : program.interpolants) {
    const Lanes4& from = vertices.outputs[plane.vertexSlot];
    const auto at = [&](uint32_t lane) { return __builtin_bit_cast(float, from[lane]); };
    if (plane.interpolation == ir::Interpolation::Flat) {
      fragment.planes.push_back({at(0), 0, 0});
    } else {
      fragment.planes.push_back({at(0), at(1) - at(0), at(2) - at(0)});
    }
  }
  const ReferenceOutput quad = fragment.runFragment({{0, 0, {1, 1, 1, 1}}})[0];
  std::map<uint32_t, std::vector<uint32_t>> byIndex;
  for (size_t i = 0; i < program.fragment.outputs.size(); ++i) {
    for (uint32_t lane = 0; lane < 4; ++lane) {
      byIndex[program.fragment.outputs[i].index].push_back(
          quad.mask[lane] != 0 ? quad.outputs[i][lane] : 0xdeadu);
    }
  }
  std::vector<std::vector<uint32_t>> result;
  for (const auto& [index, lanes] : byIndex) result.push_back(lanes);
  return result;
}

void checkRoundTrip(const std::string& vertex, const std::string& fragment) {
  const LinkedProgram program = linkText(vertex, fragment, {}, {}, everyExtension());
  REQUIRE_MESSAGE(program.ok, program.infoLog);
  const LinkedProgram again = regenerated(program);
  CHECK(colours(again, program) == colours(program, program));
  CHECK_EQ(again.clipDistanceSlots.size(), program.clipDistanceSlots.size());
  CHECK_EQ(again.cullDistanceSlots.size(), program.cullDistanceSlots.size());
  REQUIRE_EQ(again.interpolants.size(), program.interpolants.size());
  const auto linear = [](const LinkedProgram& p) {
    return std::count_if(p.interpolants.begin(), p.interpolants.end(), [](const Interpolant& i) {
      return i.interpolation == ir::Interpolation::Linear;
    });
  };
  CHECK_EQ(linear(again), linear(program));
}

}  // namespace

TEST_CASE("attributes, matrices, varyings and arithmetic survive") {
  checkRoundTrip(vertexText(R"(
    in vec3 position; in mat3 frame; in ivec2 n; uniform mat4 m;
    out vec3 v; flat out ivec2 k;
    void main() { v = frame * position * 0.1; k = n * 3 % 5; gl_Position = m * vec4(position, 1); }
  )"),
                 fragmentText(R"(
    in vec3 v; flat in ivec2 k; out vec4 o; uniform float gain;
    void main() { o = vec4(sin(v) * gain, float(k.x / 2 - (k.y << 3 >> 1))); }
  )"));
}

TEST_CASE("branches, loops, discard and local arrays survive") {
  checkRoundTrip(vertexText(R"(
    in vec2 p; out vec2 v;
    void main() { v = p; gl_Position = vec4(p, 0, 1); }
  )"),
                 fragmentText(R"(
    in vec2 v; out vec4 o; uniform int count;
    void main() {
      float a[4] = float[4](v.x, v.y, 0.5, -1.0);
      float sum = 0.0;
      for (int i = 0; i < 9; i++) {
        if (float(i) > v.x * 4.0) break;
        if (i == count) continue;
        a[(i * 7 + int(v.y)) & 3] += float(i) * v.y;
        sum += a[i & 3];
      }
      if (v.x - v.y > 1.2) discard;
      o = vec4(sum, a[0], a[1] > a[2] ? min(a[1], 9.0) : a[3], dFdx(sum * v.x));
    }
  )"));
}

TEST_CASE("structs, arrays of uniforms and uniform blocks keep their names") {
  checkRoundTrip(vertexText(R"(
    in vec2 p; out vec2 v;
    void main() { v = p; gl_Position = vec4(p, 0, 1); }
  )"),
                 fragmentText(R"(
    struct Light { vec3 colour; float reach[2]; bool on; };
    uniform Light lights[3];
    uniform vec2 table[5];
    uniform Block { mat3 m; vec2 two[3]; layout(row_major) mat2x3 r; } block;
    uniform Other { vec4 tint; };
    in vec2 v; out vec4 o;
    void main() {
      int k = int(v.x) % 3;
      vec3 c = lights[k].on ? lights[k].colour : lights[1].colour * lights[k].reach[k & 1];
      c += block.m[k] + block.r[k & 1] + vec3(block.two[k], block.r[1][2]);
      o = vec4(c, table[(k * 3) % 5].y) * tint;
    }
  )"));
}

TEST_CASE("textures keep their form") {
  checkRoundTrip(vertexText(R"(
    in vec2 p; out vec2 v;
    void main() { v = p; gl_Position = vec4(p, 0, 1); }
  )"),
                 fragmentText(R"(
    precision highp sampler2DArray; precision highp isampler2D; precision highp sampler2DShadow;
    uniform sampler2D plain[2]; uniform samplerCube cube; uniform sampler2DArray layers;
    uniform isampler2D ints; uniform sampler2DShadow shadow;
    in vec2 v; out vec4 o;
    void main() {
      o = texture(plain[1], v, 0.5) + textureLodOffset(plain[0], v, 1.0, ivec2(1, -2));
      o += texture(cube, vec3(v, 1)) + textureGrad(layers, vec3(v, 2), v, v.yx);
      o += vec4(texelFetch(ints, ivec2(v), 0)) + texture(shadow, vec3(v, 0.5));
      o.xy += vec2(textureSize(plain[0], 1));
    }
  )"));
}

TEST_CASE("ESSL 1.00 programs come back as ESSL 3.00") {
  checkRoundTrip(
      "attribute vec2 p; varying vec2 v; void main() { v = p; gl_Position = vec4(p,0,1); }",
      "precision highp float; varying vec2 v; uniform vec4 tint;"
      "void main() { gl_FragColor = vec4(v, 0, 1) * tint; }");
}

TEST_CASE("clip and cull distances come back under their names") {
  const std::string head =
      "#version 300 es\n#extension GL_ANGLE_clip_cull_distance : require\n"
      "precision highp float;\n";
  const std::string vertex = head + R"(in vec4 p; out float v;
    void main() {
      gl_Position = p; v = p.y; gl_ClipDistance[0] = p.x; gl_ClipDistance[2] = p.z;
      gl_CullDistance[1] = p.w;
    })";
  checkRoundTrip(vertex, head + R"(in float v; out vec4 o; void main() {
      o = vec4(gl_ClipDistance[2], gl_CullDistance[1], v, 1);
    })");
  checkRoundTrip(vertex,
                 "#version 300 es\nprecision highp float; in float v; out vec4 o;"
                 "void main() { o = vec4(v); }");
}

TEST_CASE("noperspective comes back") {
  const std::string head =
      "#version 300 es\n#extension GL_NV_shader_noperspective_interpolation : require\n"
      "precision highp float;\n";
  checkRoundTrip(
      head +
          "in vec4 p; noperspective out vec2 a; out float b;"
          "void main() { gl_Position = p; a = p.xy; b = p.z; }",
      head + "noperspective in vec2 a; in float b; out vec4 o; void main() { o = vec4(a, b, 1); }");
}
