// SPDX-License-Identifier: MIT
// The linker's rules, and what it reports about a program.
#include <doctest/doctest.h>

#include <algorithm>

#include "shader/shader_run.h"

using namespace nogpu::shader;
using namespace nogpu::shader::test;

namespace {

constexpr const char* kMain = "void main() { gl_Position = vec4(0); }";
constexpr const char* kFragment = "out vec4 o; void main() { o = vec4(1); }";

LinkedProgram link300(const std::string& vertex, const std::string& fragment,
                      const LinkOptions& options = {}, const Limits& limits = {}) {
  return linkText(vertexText(vertex), fragmentText(fragment), options, limits);
}

/// The log of a link that must fail.
std::string failure(const std::string& vertex, const std::string& fragment,
                    const LinkOptions& options = {}, const Limits& limits = {}) {
  const LinkedProgram p = link300(vertex, fragment, options, limits);
  CHECK_FALSE(p.ok);
  CHECK(p.infoLog.find("compile:") == std::string::npos);
  return p.infoLog;
}

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

const ActiveUniform* uniform(const LinkedProgram& p, const char* name) {
  for (const ActiveUniform& u : p.uniforms) {
    if (u.name == name) return &u;
  }
  return nullptr;
}

std::vector<std::string> uniformNames(const LinkedProgram& p) {
  std::vector<std::string> names;
  for (const ActiveUniform& u : p.uniforms) names.push_back(u.name);
  return names;
}

}  // namespace

TEST_CASE("both shaders must be there, compiled, of one version, with a main") {
  const Limits limits;
  const CompiledShader vs = compileShader(vertexText(kMain), Stage::Vertex, limits, {});
  const CompiledShader fs = compileShader(fragmentText(kFragment), Stage::Fragment, limits, {});
  const CompiledShader bad = compileShader("nonsense", Stage::Fragment, limits, {});
  const CompiledShader fs100 =
      compileShader("void main() { gl_FragColor = vec4(1.0); }", Stage::Fragment, limits, {});
  const CompiledShader empty = compileShader(vertexText(""), Stage::Vertex, limits, {});
  CHECK(linkProgram(vs, fs, {}, limits).ok);
  CHECK(contains(linkProgram(vs, bad, {}, limits).infoLog, "no fragment shader"));
  CHECK(contains(linkProgram(fs, fs, {}, limits).infoLog, "no vertex shader"));
  CHECK(contains(linkProgram(vs, fs100, {}, limits).infoLog, "different language versions"));
  CHECK(contains(empty.infoLog, "no function 'void main()'"));
  CHECK(contains(linkProgram(empty, fs, {}, limits).infoLog, "no vertex shader"));
  CHECK(contains(linkProgram(vs, bad, {}, limits).infoLog, "ERROR: "));
}

TEST_CASE("samplers may differ in precision, alone and in structs") {
  const std::string lookup = "texture(s, vec2(0.5)).x";
  CHECK(link300("uniform highp sampler2D s; void main() { gl_Position = vec4(" + lookup + "); }",
                "uniform lowp sampler2D s; out vec4 o; void main() { o = vec4(" + lookup + "); }")
            .ok);
  const std::string member = "texture(u.s[1], vec2(0.5)).x * u.f";
  const auto shader = [&](const char* precision, const char* output) {
    return "struct S { " + std::string(precision) +
           " sampler2D s[2]; highp float f; }; uniform S u; " + output + " = vec4(" + member +
           "); }";
  };
  CHECK(link300(shader("highp", "void main() { gl_Position"),
                shader("mediump", "out vec4 o; void main() { o"))
            .ok);
}

TEST_CASE("varyings match by name, type and interpolation") {
  const std::string read = "out vec4 o; void main() { o = vec4(v); }";
  CHECK(contains(failure(kMain, "in float v; " + read), "does not declare"));
  CHECK(link300(kMain, "in float v; " + std::string(kFragment)).ok);
  CHECK(contains(failure("out vec2 v; " + std::string(kMain), "in float v; " + read),
                 "'v' is vec2 in the vertex shader and float"));
  CHECK(contains(failure("flat out float v; void main() { v = 1.0; }", "in float v; " + read),
                 "is flat in the vertex shader and smooth in the fragment shader"));
  CHECK(contains(failure("out float v[3]; void main() { v[0] = 1.0; }",
                         "in float v[2]; out vec4 o; void main() { o = vec4(v[0]); }"),
                 "float[3]"));
  CHECK(link300("centroid out float v; void main() { v = 1.0; }", "in float v; " + read).ok);
  CHECK(link300("out highp vec2 v; void main() { v = vec2(1); }",
                "in mediump vec2 v; out vec4 o; void main() { o = v.xyxy; }")
            .ok);
}

TEST_CASE("only what the fragment stage still reads is interpolated and written") {
  const LinkedProgram p = link300(
      "in vec4 a; out vec4 used, unused; flat out ivec2 k; void main() { used = a; unused = a; "
      "k = ivec2(3); gl_Position = a; }",
      "in vec4 used, unused; flat in ivec2 k; out vec4 o;"
      "void main() { o = vec4(used.yw, float(k.y), unused.x * float(false)); if (false) o = "
      "unused; }");
  REQUIRE(p.ok);
  CHECK(p.fragment.planeCount == p.interpolants.size());
  REQUIRE(p.interpolants.size() >= 3);
  CHECK(p.interpolants[0].interpolation == ir::Interpolation::Smooth);
  const auto flat = std::count_if(p.interpolants.begin(), p.interpolants.end(), [](const auto& i) {
    return i.interpolation == ir::Interpolation::Flat;
  });
  CHECK(flat == 1);
  for (uint32_t i = 0; i < 4; ++i) {
    CHECK(p.vertex.outputs[i].semantic == ir::OutputSemantic::Position);
    CHECK(p.vertex.outputs[i].index == i);
  }
  CHECK(p.vertex.outputs.size() == 4 + p.interpolants.size());
  for (const Interpolant& i : p.interpolants) CHECK(i.vertexSlot < p.vertex.outputs.size());
}

TEST_CASE("uniforms are shared, flattened and numbered") {
  const LinkedProgram p = link300(
      "struct L { vec3 c; float f[2]; }; uniform mat4 m; uniform L l[2]; uniform float never;"
      "uniform vec2 both; void dead() { gl_Position.x = never; }"
      "void main() { gl_Position = m * vec4(l[1].c, both.x); }",
      "uniform vec2 both; uniform sampler2D t[2]; uniform bool flag; out vec4 o;"
      "void main() { o = texture(t[1], both); if (flag) o.x = 0.0; }");
  REQUIRE(p.ok);
  CHECK(uniformNames(p) == std::vector<std::string>{"m", "l[0].c", "l[0].f[0]", "l[1].c",
                                                    "l[1].f[0]", "both", "t[0]", "flag"});
  const ActiveUniform* f = uniform(p, "l[1].f[0]");
  REQUIRE(f != nullptr);
  CHECK(f->size == 2);
  CHECK(f->wordOffset == 16 + 5 + 3);
  CHECK(f->location == 1 + 3 + 1);
  CHECK(f->glType == 0x1406);
  CHECK(f->usedInVertex);
  CHECK_FALSE(f->usedInFragment);
  const ActiveUniform* both = uniform(p, "both");
  CHECK(both->usedInVertex);
  CHECK(both->usedInFragment);
  const ActiveUniform* t = uniform(p, "t[0]");
  CHECK(t->samplerSlot == 0);
  CHECK(t->size == 2);
  CHECK(p.samplers.size() == 2);
  CHECK(p.samplers[1].element == 1);
  CHECK(p.samplers[1].glType == 0x8B5E);
  CHECK(p.uniformWords == 16 + 10 + 2 + 2 + 1);
  CHECK(p.locationCount == 1 + 6 + 1 + 2 + 1);
}

TEST_CASE("uniforms of one name must agree") {
  CHECK(contains(failure("uniform vec2 u; void main() { gl_Position = u.xyxy; }",
                         "uniform vec3 u; out vec4 o; void main() { o = u.xyzx; }"),
                 "uniform 'u' is vec2"));
  CHECK(contains(failure("uniform mediump vec2 u; void main() { gl_Position = u.xyxy; }",
                         "uniform highp vec2 u; out vec4 o; void main() { o = u.xyxy; }"),
                 "precision"));
  CHECK(contains(
      failure("struct S { float a; }; uniform S u; void main() { gl_Position = vec4(u.a); }",
              "struct S { float b; }; uniform S u; out vec4 o; void main() { o = vec4(u.b); }"),
      "uniform 'u'"));
}

TEST_CASE("gl_DepthRange appears when it is read") {
  const LinkedProgram p =
      link300("void main() { gl_Position = vec4(gl_DepthRange.near); }", kFragment);
  REQUIRE(p.ok);
  CHECK(uniformNames(p) ==
        std::vector<std::string>{"gl_DepthRange.near", "gl_DepthRange.far", "gl_DepthRange.diff"});
  CHECK(p.depthRangeWord == 0);
  CHECK(p.uniformWords == 3);
  CHECK(p.locationCount == 0);
}

TEST_CASE("uniform blocks: offsets, strides, names, arrays of blocks") {
  const LinkedProgram p = link300(
      "struct S { float x; }; layout(std140) uniform A { float a; vec2 b; vec3 c; float d; mat3 e;"
      " float f[2]; S s; };"
      "layout(std140) uniform B { vec3 a; vec3 b; mat2x3 m; layout(row_major) mat4x2 n; } inst[2];"
      "void main() { gl_Position = vec4(inst[1].a, d); }",
      "layout(std140) uniform C { S0 }; out vec4 o; void main() { o = vec4(1); }");
  CHECK_FALSE(p.ok);  // the fragment shader does not compile
  const LinkedProgram q = link300(
      "struct S { float x; }; layout(std140) uniform A { float a; vec2 b; vec3 c; float d; mat3 e;"
      " float f[2]; S s; };"
      "layout(std140) uniform B { vec3 a; vec3 b; mat2x3 m; layout(row_major) mat4x2 n; } inst[2];"
      "void main() { gl_Position = vec4(inst[1].a, d); }",
      kFragment);
  INFO(q.infoLog);
  REQUIRE(q.ok);
  REQUIRE(q.uniformBlocks.size() == 3);
  CHECK(q.uniformBlocks[0].name == "A");
  CHECK(q.uniformBlocks[0].dataSizeBytes == 128);
  CHECK(q.uniformBlocks[1].name == "B[0]");
  CHECK(q.uniformBlocks[2].name == "B[1]");
  CHECK(q.uniformBlocks[2].dataSizeBytes == 96);
  CHECK(q.uniformBlocks[1].uniforms == q.uniformBlocks[2].uniforms);
  CHECK(q.uniformBlocks[0].usedInVertex);
  CHECK_FALSE(q.uniformBlocks[0].usedInFragment);
  const auto offset = [&](const char* name) {
    const ActiveUniform* u = uniform(q, name);
    return u == nullptr ? -1 : u->offset;
  };
  CHECK(offset("a") == 0);
  CHECK(offset("b") == 8);
  CHECK(offset("c") == 16);
  CHECK(offset("d") == 28);
  CHECK(offset("e") == 32);
  CHECK(offset("f[0]") == 80);
  CHECK(offset("s.x") == 112);
  CHECK(offset("B.b") == 16);
  CHECK(offset("B.m") == 32);
  CHECK(offset("B.n") == 64);
  CHECK(uniform(q, "f[0]")->arrayStride == 16);
  CHECK(uniform(q, "e")->matrixStride == 16);
  CHECK(uniform(q, "a")->matrixStride == 0);
  CHECK(uniform(q, "B.n")->rowMajor);
  CHECK_FALSE(uniform(q, "B.m")->rowMajor);
  CHECK(uniform(q, "a")->location == -1);
  CHECK(q.vertex.blockBytes.size() == 3);
}

TEST_CASE("uniform blocks of one name must agree") {
  const auto vertex = [](const char* block) {
    return std::string(block) + " void main() { gl_Position = vec4(0); }";
  };
  const auto fragment = [](const char* block) {
    return std::string(block) + " out vec4 o; void main() { o = vec4(1); }";
  };
  CHECK(contains(failure(vertex("layout(std140) uniform A { highp float a; };"),
                         fragment("layout(std140) uniform A { highp vec2 a; };")),
                 "different members"));
  CHECK(contains(failure(vertex("layout(std140) uniform A { mat4 a; };"),
                         fragment("layout(std140, row_major) uniform A { mat4 a; };")),
                 "matrix layout"));
  CHECK(contains(failure(vertex("layout(std140) uniform A { mat4 a; } x[2];"),
                         fragment("layout(std140) uniform A { mat4 a; } x[3];")),
                 "different length"));
  CHECK(contains(failure(vertex("layout(std140) uniform A { mat4 a; } x;"),
                         fragment("layout(std140) uniform A { mat4 a; };")),
                 "instance name"));
  CHECK(link300(vertex("layout(std140) uniform A { mat4 a; } x;"),
                fragment("layout(std140) uniform A { mat4 a; } y;"))
            .ok);
  CHECK(contains(
      failure(vertex("layout(std140) uniform A { mat4 a; };"), fragment("uniform mat4 a;")),
      "member of uniform block"));
  CHECK(contains(failure(vertex("layout(std140) uniform A { highp mat4 a; };"),
                         fragment("layout(std140) uniform B { highp mat4 a; };")),
                 "member of uniform blocks 'A' and 'B'"));
}

TEST_CASE("attribute locations: layout, binding, then free ones") {
  LinkOptions options;
  options.attributeBindings = {{"b", 1}, {"a", 9}, {"none", 3}};
  const LinkedProgram p = link300(
      "layout(location = 5) in vec2 a; in float b; in mat3 m; in vec4 unread; in ivec2 c;"
      "void main() { gl_Position = vec4(a, b, m[2].z) + float(c.x + gl_VertexID + gl_InstanceID); "
      "}",
      kFragment, options);
  INFO(p.infoLog);
  REQUIRE(p.ok);
  const auto location = [&](const char* name) {
    for (const ActiveAttribute& a : p.attributes) {
      if (a.name == name) return a.location;
    }
    return -2;
  };
  CHECK(location("a") == 5);
  CHECK(location("b") == 1);
  CHECK(location("m") == 2);
  CHECK(location("c") == 0);
  CHECK(location("unread") == -2);
  CHECK(location("gl_VertexID") == -1);
  CHECK(location("gl_InstanceID") == -1);
  for (const ActiveAttribute& a : p.attributes) {
    if (a.name == "m") CHECK(a.locations == 3);
  }
}

TEST_CASE("attributes that collide or do not fit") {
  const std::string both = "in vec4 a, b; void main() { gl_Position = a + b; }";
  LinkOptions options;
  options.attributeBindings = {{"a", 1}, {"b", 1}};
  CHECK(contains(failure(both, kFragment, options), "shares location 1"));
  options.attributeBindings = {{"a", 16}};
  CHECK(contains(failure(both, kFragment, options), "beyond the limit of 16"));
  Limits limits;
  limits.maxVertexAttribs = 8;
  CHECK(contains(failure("in mat4 a, b; in float c; void main() { gl_Position = (a * b)[0] * c; }",
                         kFragment, {}, limits),
                 "no room for attribute 'c'"));
}

TEST_CASE("an attribute may share its name with a uniform of the other stage") {
  const LinkedProgram p = link300("in vec4 u; void main() { gl_Position = u; }",
                                  "uniform vec4 u; out vec4 o; void main() { o = u; }");
  CHECK(p.ok);
  CHECK(p.attributes.size() == 1);
  CHECK(uniform(p, "u") != nullptr);
}

TEST_CASE("ESSL 1.00: unread attributes may share a location") {
  LinkOptions options;
  options.attributeBindings = {{"a", 1}, {"b", 1}};
  const LinkedProgram p = linkText("attribute vec4 a, b; void main() { gl_Position = a; }",
                                   "void main() { gl_FragColor = vec4(1.0); }", options);
  CHECK(p.ok);
  CHECK(p.attributes.size() == 1);
}

TEST_CASE("ESSL 1.00: varyings agree in invariance") {
  const LinkedProgram p =
      linkText("invariant varying vec4 v; void main() { v = vec4(1.0); gl_Position = v; }",
               "precision mediump float; varying vec4 v; void main() { gl_FragColor = v; }");
  CHECK_FALSE(p.ok);
  CHECK(contains(p.infoLog, "invariant"));

  const std::string vertex = "varying vec4 v; void main() { v = vec4(1.0); gl_Position = v; }";
  const std::string head = "precision mediump float; ";
  const std::string fragment = "void main() { gl_FragColor = v; }";
  const std::string pragma = "#pragma STDGL invariant(all)\n";
  CHECK(linkText(pragma + vertex, head + "invariant varying vec4 v; " + fragment).ok);
  CHECK_FALSE(linkText(pragma + vertex, head + "varying vec4 v; " + fragment).ok);
  CHECK(linkText(vertex, pragma + head + "varying vec4 v; " + fragment).ok);
}

TEST_CASE("ESSL 1.00: gl_FragCoord and gl_PointCoord are as invariant as what they come from") {
  const std::string main = "void main() { gl_PointSize = 1.0; gl_Position = vec4(1.0); }";
  const auto links = [](const std::string& vertex, const char* builtin) {
    const std::string name(builtin);
    return linkText(vertex, "precision mediump float; invariant " + name +
                                "; void main() { gl_FragColor = " + name + ".xyxy; }")
        .ok;
  };
  CHECK_FALSE(links(main, "gl_FragCoord"));
  CHECK_FALSE(links(main, "gl_PointCoord"));
  CHECK(links("invariant gl_Position; " + main, "gl_FragCoord"));
  CHECK(links("invariant gl_PointSize; " + main, "gl_PointCoord"));
  CHECK(links("#pragma STDGL invariant(all)\n" + main, "gl_FragCoord"));
}

TEST_CASE("limits on samplers, uniforms, varyings and blocks") {
  Limits limits;
  limits.maxTextureImageUnits = 2;
  CHECK(contains(
      failure(kMain,
              "uniform sampler2D t[3]; out vec4 o; void main() { o = texture(t[0], vec2(0)); }", {},
              limits),
      "uses 3 samplers, the limit is 2"));
  limits = {};
  limits.maxVertexUniformVectors = 4;
  CHECK(link300("uniform mat4 m; void main() { gl_Position = m[0]; }", kFragment, {}, limits).ok);
  CHECK(contains(failure("uniform mat4 m; uniform float f; void main() { gl_Position = m[0] * f; }",
                         kFragment, {}, limits),
                 "do not fit into 4 vectors"));
  CHECK(link300("uniform mat3 m; uniform vec4 v; uniform float f[3]; void main() { gl_Position = v "
                "+ m[0].x * f[0]; }",
                kFragment, {}, limits)
            .ok);
  limits = {};
  limits.maxVaryingVectors = 2;
  CHECK(contains(
      failure("out vec3 a, b, c; void main() { a = b = c = vec3(1); }",
              "in vec3 a, b, c; out vec4 o; void main() { o = vec4(a + b + c, 1); }", {}, limits),
      "do not fit into 2 vectors"));
  limits = {};
  limits.maxVertexUniformBlocks = 1;
  CHECK(contains(
      failure("layout(std140) uniform A { mat4 a; } x[2]; void main() { gl_Position = vec4(0); }",
              kFragment, {}, limits),
      "2 uniform blocks"));
  limits = {};
  limits.maxUniformBlockSizeBytes = 64;
  CHECK(contains(
      failure(
          "layout(std140) uniform A { mat4 a; float b; }; void main() { gl_Position = vec4(0); }",
          kFragment, {}, limits),
      "has 68 bytes"));
}

TEST_CASE("static use decides what must match, unreachable code included") {
  CHECK(contains(failure(kMain, "in vec4 v; out vec4 o; void f() { o = v; } void main() { }"),
                 "does not declare"));
  CHECK(contains(failure(kMain, "in vec4 v; out vec4 o; void main() { if (false) o = v; }"),
                 "does not declare"));
  CHECK(link300("out vec3 v; void main() { gl_Position = vec4(0); }", "in vec4 v; void main() { }")
            .ok);
  CHECK(link300("uniform highp float u; void main() { gl_Position = vec4(u); }",
                "uniform lowp float u; void main() { }")
            .ok);
}

TEST_CASE("what does nothing makes no uniform active") {
  const auto names = [](const char* body) {
    return uniformNames(
        link300(kMain, "uniform vec4 a, b; out vec4 o; void main() {" + std::string(body) + "}"));
  };
  const std::vector<std::string> onlyB{"b"}, both{"a", "b"};
  CHECK(names("vec4 x = a; o = b;") == onlyB);
  CHECK(names("vec4 x = a, y = x; o = b;") == onlyB);
  CHECK(names("a; o = b;") == onlyB);
  CHECK(names("o = b; return; o = a;") == onlyB);
  CHECK(names("switch (1) { case 0: o = a; break; case 1: o = b; break; default: o = a; }") ==
        onlyB);
  CHECK(names("switch (3) { case 0: o = a; break; default: o = b; }") == onlyB);
  CHECK(names("for (int i = 0; i < 2; ++i) { o = b; continue; o = a; }") == onlyB);
  CHECK(names("vec4 x; x = a; o = b;") == both);
  CHECK(names("vec4 x = a; o = b + x;") == both);
  CHECK(names("int i = 0; vec4 x = a * float(i++); o = b * float(i);") == both);
  CHECK(names("switch (1) { case 1: o = a; case 2: o += b; }") == both);
  CHECK(
      names(
          "switch (int(b.x)) { case 1: o = b; break; int k; case 2: k = 1; o = a * float(k); }") ==
      both);
}

TEST_CASE("fragment outputs: one without a location is draw buffer 0") {
  const LinkedProgram p = link300(kMain, "out uvec4 o; void main() { o = uvec4(1); }");
  REQUIRE(p.fragmentOutputs.size() == 1);
  CHECK(p.fragmentOutputs[0].location == 0);
  CHECK(p.fragmentOutputs[0].glType == 0x8DC8);
  CHECK(p.colorOutputMask == 1);
}

TEST_CASE("clip and cull distances are outputs that the pipeline can find") {
  front::ExtensionSet extensions;
  extensions.add(front::Extension::AngleClipCullDistance);
  constexpr const char* kHead =
      "#version 300 es\n#extension GL_ANGLE_clip_cull_distance : require\nprecision highp float;\n";
  const auto link = [&](const std::string& vertex, const std::string& fragment) {
    const CompiledShader vs = compileShader(kHead + vertex, Stage::Vertex, {}, extensions);
    const CompiledShader fs = compileShader(kHead + fragment, Stage::Fragment, {}, extensions);
    INFO(vs.infoLog << fs.infoLog);
    return linkProgram(vs, fs, {}, {});
  };
  const LinkedProgram p = link(
      "out float gl_ClipDistance[3]; void main() { gl_Position = vec4(0); for (int i = 0; i < 3; "
      "++i) gl_ClipDistance[i] = float(i); gl_CullDistance[1] = 2.0; }",
      "out vec4 o; void main() { o = vec4(gl_ClipDistance[2]); }");
  REQUIRE(p.ok);
  CHECK_EQ(p.clipDistanceSlots.size(), 3);
  CHECK_EQ(p.cullDistanceSlots.size(), 2);
  REQUIRE_EQ(p.interpolants.size(), 1);
  CHECK_EQ(p.interpolants[0].vertexSlot, p.clipDistanceSlots[2]);
  CHECK(link(kMain, kFragment).clipDistanceSlots.empty());
}

TEST_CASE("transform feedback captures outputs in order") {
  LinkOptions options;
  options.capturedVaryings = {"b", "gl_Position", "a[1]", "m"};
  const LinkedProgram p = link300(
      "out float a[3]; out vec2 b; out mat2 m; void main() { a[0] = a[1] = a[2] = 1.0; b = vec2(2, "
      "3);"
      "m = mat2(4); gl_Position = vec4(1); }",
      kFragment, options);
  INFO(p.infoLog);
  REQUIRE(p.ok);
  REQUIRE(p.captured.size() == 4);
  CHECK(p.captured[0].glType == 0x8B50);
  CHECK(p.captured[0].vertexSlots.size() == 2);
  CHECK(p.captured[1].vertexSlots == std::vector<uint32_t>{0, 1, 2, 3});
  CHECK(p.captured[2].size == 1);
  CHECK(p.captured[2].vertexSlots.size() == 1);
  CHECK(p.captured[3].vertexSlots.size() == 4);
  CHECK(p.vertex.outputs.size() == 4 + 2 + 1 + 4);
}

TEST_CASE("transform feedback captures members of structs") {
  LinkOptions options;
  options.capturedVaryings = {"s.b"};
  const LinkedProgram p = link300(
      "struct S { vec3 a; vec2 b; }; out S s; void main() { s = S(vec3(1), vec2(2)); "
      "gl_Position = vec4(0); }",
      kFragment, options);
  REQUIRE(p.ok);
  CHECK_EQ(p.captured[0].glType, 0x8B50);  // GL_FLOAT_VEC2
  CHECK_EQ(p.captured[0].vertexSlots.size(), 2);
}

TEST_CASE("transform feedback refuses unknown, repeated and oversized captures") {
  const std::string vertex = "out float a[5]; void main() { a[0] = 1.0; }";
  LinkOptions options;
  options.capturedVaryings = {"nothing"};
  CHECK(contains(failure(vertex, kFragment, options), "is not an output"));
  options.capturedVaryings = {"a[5]"};
  CHECK(contains(failure(vertex, kFragment, options), "is not an output"));
  options.capturedVaryings = {"gl_PointSize"};
  CHECK(contains(failure(vertex, kFragment, options), "is not an output"));
  options.capturedVaryings = {"a", "a[1]"};
  CHECK(contains(failure(vertex, kFragment, options), "more than once"));
  options.capturedVaryings = {"a"};
  options.captureSeparate = true;
  CHECK(contains(failure(vertex, kFragment, options), "components of 'a': 5"));
}

TEST_CASE("programs that grow without end are refused") {
  std::string huge = "float f0(float a) { return sin(a) + cos(a); }";
  for (int i = 1; i < 20; ++i) {
    const std::string last = "f" + std::to_string(i - 1);
    huge += "float f" + std::to_string(i) + "(float a) { return " + last + "(a) * " + last +
            "(a + 1.0) + " + last + "(a * 2.0); }";
  }
  CHECK(contains(
      failure("in float x; " + huge + "void main() { gl_Position = vec4(f19(x)); }", kFragment),
      "too complex"));
}

TEST_CASE("calls that double are refused also where their values are the same") {
  std::string huge = "float f0(float a) { return sin(a); }";
  for (int i = 1; i < 31; ++i) {
    const std::string last = "f" + std::to_string(i - 1);
    huge += "float f" + std::to_string(i) + "(float a) { return " + last + "(a) + " + last +
            "(a + 1.0); }";
  }
  CHECK(contains(
      failure("in float x; " + huge + "void main() { gl_Position = vec4(f30(x)); }", kFragment),
      "too complex"));
}

TEST_CASE("reflection as JSON") {
  const LinkedProgram p = link300(
      "in vec2 a; out float v; layout(std140) uniform B { vec4 q; }; uniform float s[3];"
      "void main() { v = s[1]; gl_Position = vec4(a, 0, 1) + q; }",
      "in float v; out vec4 o; void main() { o = vec4(v); }");
  REQUIRE(p.ok);
  const std::string json = reflectionJson(p);
  CHECK(contains(json, R"({"name":"a","type":35664,"size":1,"location":0})"));
  CHECK(contains(json, R"({"name":"s[0]","type":5126,"size":3,"location":0,"wordOffset":0,)"
                       R"("vertex":true,"fragment":false})"));
  CHECK(contains(json, R"({"name":"q","type":35666,"size":1,"block":0,"offset":0,)"));
  CHECK(contains(json,
                 R"({"name":"B","dataSize":16,"uniforms":[1],"vertex":true,"fragment":false})"));
  CHECK(contains(json, R"("interpolants":[{"source":"vertexOutput","vertexSlot":4,)"));
}

TEST_CASE("the same text links to the same program") {
  const auto once = [] {
    return reflectionJson(link300(
        "in vec4 a; uniform mat4 m; out vec4 v; void main() { gl_Position = m * a; v = a; }",
        "in vec4 v; out vec4 o; void main() { o = v; }"));
  };
  CHECK(once() == once());
}
