// SPDX-License-Identifier: MIT
// What only fragment shaders do: textures, derivatives, discard, outputs.
#include <doctest/doctest.h>

#include "shader/run_text.h"
#include "shader/shader_run.h"

using namespace nogpu::shader;
using namespace nogpu::shader::test;

namespace {

constexpr const char* kVertex = "out vec4 v; void main() { v = vec4(1); gl_Position = vec4(0); }";
constexpr const char* kVertex100 =
    "varying vec4 v; void main() { v = vec4(1); gl_Position = vec4(0); }";

/// dref <= s, as a shadow lookup in a texture whose depth is s.
void compare(const SamplerDesc*, SampleArgs* args, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    const v128_t passes = wasm_f32x4_le(args[i].dref, args[i].coord[0]);
    args[i].result[0] = wasm_v128_and(passes, wasm_f32x4_splat(1.0f));
  }
}
constexpr SamplerDesc kCompare = {{compare, compare, compare, compare, compare}};

/// v is (x + 0.5, y + 0.5, 3, 4) at pixel (x, y); one quad at the origin.
struct FragmentRun {
  LinkedProgram program;
  ReferenceOutput result;

  FragmentRun(const std::string& vertex, const std::string& fragment,
              const std::vector<uint32_t>& uniforms = {})
      : program(linkText(vertex, fragment)) {
    INFO(program.infoLog);
    REQUIRE(program.ok);
    InterpreterRun run(program.fragment);
    run.uniforms = uniforms;
    run.uniforms.resize(program.uniformWords + 1);
    const bool shadow = !program.samplers.empty() && program.samplers[0].glType == 0x8B62;
    run.samplers.assign(program.samplers.size() + 1, shadow ? &kCompare : &textSampler());
    run.loopBudget = 10000;
    REQUIRE(program.interpolants.size() == 4);  // every shader here reads all of v
    run.planes = {{0.5f, 1, 0}, {0.5f, 0, 1}, {3, 0, 0}, {4, 0, 0}};
    result = run.runFragment({{0, 0, {1, 1, 1, 1}}})[0];
  }

  bool live(size_t lane) const { return result.mask[lane] != 0; }
  float color(uint32_t component, int lane = 0) const {
    return __builtin_bit_cast(float, result.outputs[component][lane]);
  }
};

FragmentRun run300(const std::string& code, const std::vector<uint32_t>& uniforms = {}) {
  return FragmentRun(vertexText(kVertex), fragmentText("in vec4 v; out vec4 o;\n" + code),
                     uniforms);
}

FragmentRun run100(const std::string& code) {
  return FragmentRun(kVertex100, "precision highp float; varying vec4 v;\n" + code);
}

// The test sampler answers (s + lod, t, r or layer, method).
constexpr float kImplicit = 0, kLod = 1, kGrad = 2;

}  // namespace

TEST_CASE("texture functions choose method, coordinates and LOD") {
  const auto check = [](const char* call, const char* sampler, float r, float g, float b, float a) {
    INFO(call);
    const FragmentRun run = run300(std::string("uniform highp ") + sampler +
                                   " t; void main() { o = " + call + " + 0.0 * v; }");
    CHECK(run.color(0) == r);
    CHECK(run.color(1) == g);
    CHECK(run.color(2) == b);
    CHECK(run.color(3) == a);
  };
  check("texture(t, v.xy)", "sampler2D", 0.5f, 0.5f, 0, kImplicit);
  check("texture(t, v.xy, 2.0)", "sampler2D", 2.5f, 0.5f, 0, kImplicit);
  check("textureLod(t, v.xyz, 2.0)", "sampler3D", 2.5f, 0.5f, 3, kLod);
  check("textureProj(t, vec3(v.xy, 2.0))", "sampler2D", 0.25f, 0.25f, 0, kImplicit);
  check("textureProj(t, vec4(v.xy, 9.0, 2.0))", "sampler2D", 0.25f, 0.25f, 0, kImplicit);
  check("textureGrad(t, v.xyz, v.xyz, v.xyz)", "samplerCube", 0.5f, 0.5f, 3, kGrad);
  check("texture(t, vec3(v.xy, 5.0))", "sampler2DArray", 0.5f, 0.5f, 5, kImplicit);
  check("textureProjLod(t, vec3(v.xy, 2.0), 1.0)", "sampler2D", 1.25f, 0.25f, 0, kLod);
}

TEST_CASE("offsets are constants of the call, biases come after them") {
  const FragmentRun run = run300(
      "uniform sampler2D t; void main() { o = textureOffset(t, v.xy, ivec2(-3, 2), 1.0) + 0.0 * v; "
      "}");
  REQUIRE(run.program.fragment.texs.size() == 1);
  const ir::Tex& tex = run.program.fragment.texs[0];
  CHECK(tex.offset[0] == -3);
  CHECK(tex.offset[1] == 2);
  CHECK(tex.lod != ir::kNoValue);
}

TEST_CASE("shadow lookups take the reference from the coordinate") {
  const FragmentRun run = run300(
      "uniform highp sampler2DShadow t; void main() { o = vec4(texture(t, vec3(v.xy, 0.4)), "
      "texture(t, vec3(v.xy, 0.6)), textureProj(t, vec4(v.xy, 0.9, 2.0)), 0) + 0.0 * v; }");
  CHECK(run.color(0) == 1);
  CHECK(run.color(1) == 0);
  CHECK(run.color(2) == 0);  // 0.45 <= 0.25 fails
}

TEST_CASE("texel fetches and sizes are integers") {
  const FragmentRun run = run300(
      "uniform highp isampler2D t; void main() { ivec4 f = texelFetch(t, ivec2(7, 9), 0);"
      " o = vec4(f) + 0.0 * v; }");
  const ir::Tex& tex = run.program.fragment.texs[0];
  CHECK(tex.method == ir::TexMethod::Fetch);
  CHECK(tex.resultKind == ir::Kind::I32);
  const FragmentRun size = run300(
      "uniform highp sampler2DArray t; void main() { o = vec4(vec3(textureSize(t, 1)), 0) + 0.0 * "
      "v; }");
  CHECK(size.program.fragment.texs[0].method == ir::TexMethod::Size);
}

TEST_CASE("samplers go through function parameters, structs and arrays") {
  const FragmentRun run = run300(R"(
    struct S { vec4 f; sampler2D a, b[3]; };
    uniform S s[2]; uniform sampler2D single;
    vec4 get(sampler2D t) { return texture(t, v.xy); }
    void main() { o = get(s[1].b[2]) + get(single) + get(s[0].a) + 0.0 * v; })");
  std::vector<uint32_t> slots;
  for (const ir::Tex& t : run.program.fragment.texs) slots.push_back(t.samplerSlot);
  CHECK(slots == std::vector<uint32_t>{7, 8, 0});
  CHECK(run.program.samplers.size() == 9);
}

TEST_CASE("ESSL 1.00: sampler arrays by loop index, projections, gl_FragColor") {
  const FragmentRun run = run100(R"(
    uniform sampler2D t[3];
    void main() {
      vec4 sum = vec4(0.0);
      for (int i = 0; i < 3; i++) sum += texture2D(t[i], v.xy);
      gl_FragColor = sum + texture2DProj(t[0], vec3(v.xy, 2.0)) + 0.0 * v;
    })");
  CHECK(run.color(0) == 1.5f + 0.25f);
  CHECK(run.program.colorOutputMask == 1);
  CHECK(run.program.fragmentOutputs[0].name == "gl_FragColor");
}

TEST_CASE("textures in vertex shaders read the base level") {
  const LinkedProgram p = linkText(
      vertexText("uniform sampler2D t; void main() { gl_Position = texture(t, vec2(0.5)); }"),
      fragmentText("out vec4 o; void main() { o = vec4(1); }"));
  REQUIRE(p.ok);
  REQUIRE(p.vertex.texs.size() == 1);
  CHECK(p.vertex.texs[0].method == ir::TexMethod::Lod);
}

TEST_CASE("derivatives are differences inside the quad") {
  const FragmentRun run = run300(
      "void main() { o = vec4(dFdx(v.x), dFdy(v.y), fwidth(v.x * v.x + v.y), dFdx(v.y)) + 0.0 * v; "
      "}");
  CHECK(run.color(0) == 1);
  CHECK(run.color(1) == 1);
  CHECK(run.color(2) == 3);  // (2.25 - 0.25) + 1
  CHECK(run.color(3) == 0);
}

TEST_CASE("discard clears lanes and shading goes on") {
  const FragmentRun run = run300("void main() { if (v.x > 1.0) discard; o = v * 2.0; }");
  CHECK(run.live(0));
  CHECK_FALSE(run.live(1));
  CHECK(run.live(2));
  CHECK_FALSE(run.live(3));
  CHECK(run.color(0, 0) == 1);
  CHECK(run.program.usesDiscard);
}

TEST_CASE("discard inside a loop leaves it") {
  const FragmentRun run = run300(
      "uniform int zero; void kill() { if (v.x > 1.0) discard; }"
      "void main() { float s = 0.0; for (;;) { kill(); s += 1.0; if (v.x < 1.0) break; "
      "for (;;) { if (v.x > 1.0) discard; } } o = vec4(s) + 0.0 * v; }");
  CHECK(run.result.stoppedLine == 0);
  CHECK(run.live(0));
  CHECK_FALSE(run.live(1));
  CHECK(run.live(2));
  CHECK_FALSE(run.live(3));
  CHECK(run.color(0, 0) == 1);
}

TEST_CASE("outputs: several draw buffers, shorter vectors, what is not written is zero") {
  const LinkedProgram p = linkText(
      vertexText(kVertex),
      fragmentText(
          "layout(location = 2) out vec2 a; layout(location = 0) out uvec4 b;"
          "layout(location = 3) out vec4 c[2]; void main() { a = vec2(1, 2); b.y = 7u; }"));
  INFO(p.infoLog);
  REQUIRE(p.ok);
  CHECK(p.colorOutputMask == 0b11101);
  InterpreterRun run(p.fragment);
  const ReferenceOutput r = run.runFragment({{0, 0, {1, 1, 1, 1}}})[0];
  for (size_t i = 0; i < p.fragment.outputs.size(); ++i) {
    const ir::OutputSlot& slot = p.fragment.outputs[i];
    const float f = __builtin_bit_cast(float, r.outputs[i][0]);
    INFO(slot.index);
    if (slot.index / 4 == 2)
      CHECK(f == (slot.index == 8 ? 1 : slot.index == 9 ? 2 : slot.index == 10 ? 0 : 1));
    if (slot.index / 4 == 0) {
      CHECK(slot.kind == ir::Kind::I32);
      CHECK(r.outputs[i][0] == (slot.index == 1 ? 7u : 0u));
    }
    if (slot.index / 4 >= 3) CHECK(f == 0);
  }
}

TEST_CASE("gl_FragDepth, gl_FragCoord, gl_FrontFacing, gl_PointCoord") {
  const LinkedProgram p = linkText(
      vertexText("void main() { gl_Position = vec4(0); gl_PointSize = 4.0; }"),
      fragmentText("out vec4 o; void main() { gl_FragDepth = gl_FragCoord.z * 0.5;"
                   "o = vec4(gl_FragCoord.xy, gl_PointCoord.y, gl_FrontFacing ? 1.0 : 0.0); }"));
  INFO(p.infoLog);
  REQUIRE(p.ok);
  CHECK(p.writesDepth);
  CHECK(p.usesPointSize);
  CHECK(p.vertex.outputs[4].semantic == ir::OutputSemantic::PointSize);
  REQUIRE(p.interpolants.size() == 1);
  CHECK(p.interpolants[0].source == Interpolant::Source::PointCoordT);
  InterpreterRun run(p.fragment);
  run.planes = {{0.25f, 0, 0}};
  const ReferenceOutput r = run.runFragment({{8, 10, {1, 1, 1, 1}}})[0];
  const auto value = [&](size_t slot, int lane) {
    return __builtin_bit_cast(float, r.outputs[slot][lane]);
  };
  CHECK(value(0, 3) == 9.5f);
  CHECK(value(1, 3) == 11.5f);
  CHECK(value(2, 0) == 0.25f);
  CHECK(value(3, 0) == 1.0f);
  CHECK(value(4, 0) == 0.25f);
}
