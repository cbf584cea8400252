// SPDX-License-Identifier: MIT
// The rules of the language: snippets that are right, and snippets that are wrong in one way each.
#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <string>

#include "shader/front/compile.h"

namespace nogpu::shader::front {

namespace {

using LogFunction = std::string (*)(std::string_view);

struct Wrong {
  const char* code;
  const char* message;  // a part of it
};

void expectRight(LogFunction log, std::span<const char* const> snippets) {
  for (const char* code : snippets) {
    INFO(std::string(code));
    CHECK_EQ(log(code), "");
  }
}

void expectWrong(LogFunction log, std::span<const Wrong> snippets) {
  for (const Wrong& wrong : snippets) {
    INFO(std::string(wrong.code));
    const std::string actual = log(wrong.code);
    INFO(actual);
    CHECK(actual.find("ERROR") != std::string::npos);
    CHECK(actual.find(wrong.message) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("check: operators") {
  static constexpr const char* kRight[] = {
      "vec3 a = 2.0 * vec3(1) + vec3(1) / 2.0;",
      "mat3 m = mat3(1) * mat3(2) - 1.0; vec3 v = m * vec3(1) + vec3(1) * m;",
      "mat2x3 a = mat2x3(1); mat3x2 b = mat3x2(1); mat3 c = a * b; mat2 d = b * a; vec3 e = a * "
      "vec2(1);",
      "ivec2 a = ivec2(1) % 2 << uvec2(1); a <<= 1u; a &= 3; a ^= ivec2(1); int b = ~5 | 2;",
      "bool b = 1 < 2 && 2.0 >= 1.0 ^^ 1u == 2u || !true;",
      "bool b = vec2(1) == vec2(1) && mat2(1) != mat2(2);",
      "float a[2] = float[](1.0, 2.0); float b[2] = a; bool c = a == b; a = b;",
      "int i = 1; i++; --i; vec2 v = vec2(1); v++; v.x--; mat2 m = mat2(1); ++m; m[1]++;",
      "float x = true ? 1.0 : 2.0; x = (1.0, 2.0); x = -x; x = +x;",
      "vec4 v = vec4(1); v.xy = v.zw; v.rgb.xy = v.st; v[2] = v.w; v.yx += vec2(1);",
      "mat4 m = mat4(1); m[1].xy = vec2(1); m[1][2] = 1.0; m *= m; vec4 v = vec4(1); v *= m;",
      "const int a = 1; int b[a + 1]; b[0] = b[1];",
  };
  expectRight(logBody, kRight);
  static constexpr Wrong kWrong[] = {
      {"float x = 1;", "initializer has type 'int', expected 'float'"},
      {"float x = 1.0 + 1;", "operator does not exist for 'float' and 'int'"},
      {"int x = 1 + 1u;", "'int' and 'uint'"},
      {"vec3 x = vec3(1) + vec2(1);", "'vec3' and 'vec2'"},
      {"mat3 m = mat3(1) * mat2(1);", "'mat3' and 'mat2'"},
      {"float x = 1.0 % 2.0;", "'float' and 'float'"},
      {"int x = 1 << ivec2(1);", "'int' and 'ivec2'"},
      {"bool b = vec2(1) < vec2(2);", "'vec2' and 'vec2'"},
      {"bool b = 1 && true;", "'int' and 'bool'"},
      {"bool b = !1;", "cannot be applied to type 'int'"},
      {"float x = -true;", "cannot be applied to type 'bool'"},
      {"int x = ~1.0;", "cannot be applied to type 'float'"},
      {"bool b = true + true;", "'bool' and 'bool'"},
      {"1 = 2;", "no variable"},
      {"int a, b; a + b = 2;", "no variable"},
      {"const int a = 1; a = 2;", "constant"},
      {"vec2 v; v.xx = vec2(1);", "repeats a component"},
      {"vec2 v; v.xr = vec2(1);", "mixes letters"},
      {"vec2 v; v.z = 1.0;", "does not have"},
      {"vec2 v; v.xyxyx;", "at most four"},
      {"vec2 v; v.foo;", "no component of a vector"},
      {"float f; f.x = 1.0;", "has no members"},
      {"float f; f[0];", "cannot be indexed"},
      {"vec2 v; v[2];", "index 2 is out of range for type 'vec2'"},
      {"float a[3]; a[-1];", "index -1 is out of range"},
      {"float a[3]; a[1.0];", "expected an integer"},
      {"int i; i = true ? 1 : 1.0;", "expected the same type"},
      {"int i; i = 1 ? 1 : 2;", "expected 'bool'"},
      {"float a[2]; float b[2]; true ? a : b;", "cannot be selected"},
      {"float a[2]; (a, a);", "operator does not exist"},
      {"int a = 1; a += 1.0;", "'int' and 'float'"},
      {"float f = 1.0; f *= vec2(1);", "'float' and 'vec2'"},
      {"int i = undeclared;", "undeclared identifier"},
      {"float a[2] = float[2](1.0);", "1 arguments, expected 2"},
      {"int i = 3000000000000;", "at most 32 bits"},
      {"int i = 08;", "invalid integer"},
  };
  expectWrong(logBody, kWrong);
}

TEST_CASE("check: constructors") {
  static constexpr const char* kRight[] = {
      "vec4 a = vec4(1, 2.0, true, 3u); vec4 b = vec4(vec2(1), vec2(2)); vec2 c = vec2(vec4(1));",
      "mat2 a = mat2(1, 2, 3, 4); mat2 b = mat2(vec2(1), vec2(2)); mat4 c = mat4(mat2(1)); mat2 d "
      "= mat2(mat4(1));",
      "float a = float(vec3(1)); int b = int(2.5); bool c = bool(1u); uint d = uint(-1);",
      "struct S { int a; float b[2]; } s = S(1, float[2](1.0, 2.0));",
      "float[3] a = float[](1.0, 2.0, 3.0); float[] b = a; int n = b.length();",
      "vec3 v = vec3(mat2(1));",
  };
  expectRight(logBody, kRight);
  static constexpr Wrong kWrong[] = {
      {"vec4 a = vec4(1, 2);", "2 components, expected 4"},
      {"vec2 a = vec2(1, 2, 3);", "more arguments than it needs"},
      {"vec2 a = vec2(vec2(1), 1);", "more arguments than it needs"},
      {"vec2 a = vec2();", "0 components, expected 2"},
      {"mat2 a = mat2(mat3(1), 1);", "takes no other argument"},
      {"mat4 a = mat4(mat2(1), 1);", "takes no other argument"},
      {"mat2 a = mat2(vec2(1));", "2 components, expected 4"},
      {"struct S { int a; }; S s = S(1.0);", "argument has type 'float', expected 'int'"},
      {"struct S { int a; }; S s = S(1, 2);", "2 arguments, expected 1"},
      {"struct S { int a; }; float f = float(S(1));", "expected numbers or bools"},
      {"float[2] a = float[](1.0, 2);", "argument has type 'int', expected 'float'"},
      {"sampler2D s = sampler2D(1);", "cannot be constructed"},
      {"void(1);", "cannot be constructed"},
  };
  expectWrong(logBody, kWrong);
}

TEST_CASE("check: declarations") {
  static constexpr const char* kRight[] = {
      "float a = 1.0, b[2], c;",
      "struct S { float a, b; vec3 c[2]; } s; S t[2];",
      "struct A { float x; }; struct B { A a; }; struct C { B b; }; struct D { C c; };",
      "float;",
      "float, a = 1.0, b = 2.0;",
      "struct S { float a; }, s;",
      "float sin = 1.0; struct cos { float a; }; uniform cos tan;",
      "const float a = 1.0; const float b = a * 2.0;",
      "int f(int a) { int b = a; { int a = b; return a; } }",
      "float distance_; void f() { float distance = distance(vec2(1), vec2(2)); }",
      "uniform sampler2D t[3]; vec4 f(sampler2D s) { return texture(s, vec2(0)); } vec4 g() { "
      "return f(t[1]); }",
      "float a_b; precision mediump float; float c;",
      "void f(void) {} float g(in float a, out float b, inout float c, const in float d);",
      "float f(float a[3]) { return a[0]; } float[2] g() { return float[2](1.0, 2.0); }",
      "int f(int a); int f(float a); int f(int b) { return 1; } int f(int c);",
      "flat in ivec2 i; smooth in vec2 a; centroid in vec2 b; in float c[3]; struct S { vec2 a; }; "
      "in S s;",
      "layout(location = 0) out vec4 a; layout(location = 1) out uvec2 b[2]; layout(location = 3) "
      "out int c;",
      "layout(std140, row_major) uniform; uniform A { float a; } x; layout(std140) uniform B { "
      "mat4 m; };",
      "invariant out vec4 o;",
      "out vec4 o; invariant o;",
      "bool isGood = gl_FrontFacing == true || false == false ? true : false;",
  };
  // The last one reads a variable where only constants are allowed.
  expectRight(log300, std::span(kRight).first(std::size(kRight) - 1));
  CHECK_EQ(log300("#pragma debug(1.23)").find("WARNING"), 0);
  static constexpr Wrong kWrong[] = {
      {"float a; int a;", "declared already"},
      {"int[];", "array size is missing"},
      {"float image2DArrayShadow;", "reserved word"},
      {"void f() { float a; float a; }", "declared already"},
      {"void f(float a) { float a; }", "declared already"},
      {"void f() { for (int i = 0; i < 1; ++i) { int i; } }", "declared already"},
      {"float gl_a;", "'gl_' are reserved"},
      {"float webgl_a;", "'webgl_' are reserved"},
      {"float _webgl_a;", "'_webgl_' are reserved"},
      {"struct S { float gl_a; };", "'gl_' are reserved"},
      {"const float a;", "needs an initializer"},
      {"uniform float u; const float a = u;", "must be a constant expression"},
      {"uniform float u; float a = u;", "must be a constant expression"},
      {"bool isGood = gl_FrontFacing;", "must be a constant expression"},
      {"float a[0];", "array size is 0"},
      {"float a[-1];", "array size is -1"},
      {"float a[1.0];", "constant integer expression"},
      {"uniform int n; float a[n];", "constant integer expression"},
      {"float a[2][2];", "arrays of arrays"},
      {"float[2] a[2];", "arrays of arrays"},
      {"float a[];", "array size is missing"},
      {"void a;", "'void'"},
      {"sampler2D s;", "samplers can only be uniforms"},
      {"void f() { sampler2D s; }", "samplers can only be uniforms"},
      {"struct S { sampler2D s; }; S s;", "samplers can only be uniforms"},
      {"uniform float u = 1.0;", "cannot have an initializer"},
      {"void f() { uniform float u; }", "local variable"},
      {"void f() { in float u; }", "local variable"},
      {"struct S { struct T { int a; } t; };", "do not nest"},
      {"struct S { };", "at least one member"},
      {"struct S { float a; float a; };", "declared twice"},
      {"struct S { const float a; };", "no other qualifier"},
      {"struct A{int x;};struct B{A a;};struct C{B b;};struct D{C c;};struct E{D d;};",
       "5 levels deep"},
      {"S s;", "expected a type"},
      {"attribute vec4 a;", "reserved word"},
      {"float goto_; int goto;", "reserved word"},
      {";", "expected a type"},
      {"uniform;", "only block layouts"},
      {"const in float a;", "const cannot be combined"},
      {"layout(location = 0, location = 1) out vec4 a;", "there already"},
      {"layout(location = 0) out vec4 a, b;", "one variable only"},
      {"uniform B { vec4 a; } b; void f() { b; }", "no value"},
      {"uniform B { vec4 a; } b[2]; void f() { b[1], 1; }", "no value"},
      {"float sin; float a = sin(1.0);", "not a function"},
      {"float sin(float x) { return x; }", "cannot be redefined"},
      {"float sin(int x) { return 1.0; }", "cannot be redefined"},
      {"int f(int a) { return a; } int f(int b) { return b; }", "defined already"},
      {"int f(int a); float f(int a);", "another return type"},
      {"int f(int a); int f(out int a);", "other parameter qualifiers"},
      {"float f; float f() { return 1.0; }", "declared already"},
      {"int main() { return 1; }", "void main()"},
      {"void main(int a) { }", "void main()"},
      {"int f() { }", "no return statement"},
      {"int f() { return 1.0; }", "value has type 'float', expected 'int'"},
      {"int f() { return; }", "expected 'int'"},
      {"void f() { return 1; }", "expected no value"},
      {"void f(const out int a) { }", "const parameters"},
      {"void f(out sampler2D s) { }", "samplers can only be 'in'"},
      {"void f(uniform int a) { }", "cannot be used for a parameter"},
      {"void f() { void g(); }", "global scope"},
      {"void f() { f(); }", "calls itself"},
      {"void g(); void f() { g(); } void g() { f(); }", "calls itself"},
      {"void g(); void f() { g(); }", "no body"},
      {"void f(out int a) {} void g() { f(1); }", "passed as out or inout"},
      {"void f(int a) {} void g() { f(1.0); }", "takes (float)"},
      {"void f() { g(); }", "undeclared function"},
      {"int x; void f() { x(); }", "not a function"},
      {"precision highp vec2;", "no default precision"},
      {"highp bool b;", "has no precision"},
      {"in mat3 uniform;", "expected a name"},
      {"varying vec2 v;", "reserved word"},
      {"in int i;", "must be 'flat'"},
      {"in bool b;", "cannot contain bool"},
      {"struct S { float a[2]; }; in S s;", "cannot contain arrays"},
      {"struct S { float a; }; in S s[2];", "arrays of structs"},
      {"flat uniform float f;", "interpolation qualifiers"},
      {"out mat2 m;", "fragment outputs"},
      {"out bool b;", "fragment outputs"},
      {"layout(location = 0) in vec4 v;", "locations are for"},
      {"layout(location = 8) out vec4 v;", "beyond the last location"},
      {"layout(location = 0) out vec4 v; out vec4 w;", "several outputs"},
      {"layout(location = 0) out vec4 v; layout(location = 0) out vec4 w;", "taken by 'v'"},
      {"layout(location = 0) out vec4 v[3]; layout(location = 2) out vec4 w;", "taken by 'v'"},
      {"layout(std140) uniform float f;", "uniform blocks only"},
      {"layout(shared) uniform B { float f; };", "only be std140"},
      {"layout(nonsense) uniform B { float f; };", "unknown layout"},
      {"uniform B { sampler2D s; };", "cannot contain samplers"},
      {"uniform B { float f; }; float f;", "declared already"},
      {"uniform B { float f; }; uniform B { float g; };", "declared already"},
      {"in B { float f; };", "only uniform blocks"},
      {"uniform B { float f; } b[2]; uniform int i; void g() { b[i].f; }", "constant index"},
      {"uniform sampler2D s[2]; uniform int i; void f() { texture(s[i], vec2(0)); }",
       "constant index"},
      {"invariant in vec4 v;", "only outputs can be invariant"},
      {"invariant undeclared;", "undeclared identifier"},
      {"highp lowp float a;", "there already"},
      {"highp uniform float a;", "order"},
      {"centroid uniform vec2 v;", "'in' or 'out'"},
      {"uniform uniform float a;", "there already"},
      {"out vec4 o; void f() { o = vec4(1); gl_FragCoord = o; }", "read-only"},
      {"in vec4 v; void f() { v = vec4(1); }", "fragment input"},
      {"uniform vec4 v; void f() { v.x = 1.0; }", "uniform"},
      {"void f() { gl_FragColor = vec4(1); }", "does not exist in ESSL 3.00, expected an output"},
      {"void f() { gl_Position = vec4(1); }", "exists in vertex shaders only"},
      {"void main() { uniform vec4; }", "qualifier cannot be used for the local variable"},
      {"layout(column_major) uniform vec3;", "layout"},
      {"invariant vec3;", "invariant"},
      {"float a__b;", "two underscores in a row are reserved"},
      {"void f__g() { }", "two underscores in a row are reserved"},
      {"float f(;", "expected a type"},
      {"float a = ;", "expected an expression"},
      {"void f() { if (true) }", "expected an expression"},
      {"void f() {", "unexpected end of the shader"},
      {"#if 1\nfloat a", "conditional is not closed"},
  };
  expectWrong(log300, kWrong);
}

TEST_CASE("check: vertex shaders of version 300") {
  static constexpr const char* kRight[] = {
      "in vec3 a; in mat4 b; layout(location = 3) in uint c; flat out int d; centroid out vec2 e; "
      "out mat3 f;",
      "void main() { gl_Position = vec4(gl_VertexID + gl_InstanceID); gl_PointSize = 1.0; }",
      "invariant gl_Position; void main() { gl_Position.x = gl_Position.y; }",
      "#pragma STDGL invariant(all)\nvoid main() {}",
      "float f = float(gl_MaxVertexAttribs + gl_MinProgramTexelOffset); int a[gl_MaxDrawBuffers];",
      "void main() { float d = gl_DepthRange.diff; gl_DepthRangeParameters p = gl_DepthRange; }",
  };
  expectRight(logVertex300, kRight);
  static constexpr Wrong kWrong[] = {
      {"in bool b;", "cannot be bool"},
      {"in float a[2];", "cannot be arrays"},
      {"struct S { float a; }; in S s;", "cannot be arrays, structs"},
      {"centroid in vec2 a;", "interpolation qualifiers"},
      {"layout(location = 0) out vec4 v;", "locations are for"},
      {"out int i;", "must be 'flat'"},
      {"void main() { discard; }", "fragment shaders only"},
      {"void main() { gl_VertexID = 1; }", "read-only"},
      {"void main() { gl_FragCoord; }", "exists in fragment shaders only"},
      {"void main() { dFdx(1.0); }", "exists in fragment shaders only"},
      {"void main() { gl_Position; } invariant gl_Position;", "before it is used"},
      {"float f() { return gl_DepthRange.nope; }", "no member of this name"},
  };
  expectWrong(logVertex300, kWrong);
}

TEST_CASE("check: statements") {
  static constexpr const char* kRight[] = {
      "for (int i = 0, j = 1; i < j; ++i, j--) { if (i > 3) continue; break; }",
      "for (;;) break; while (true) { break; } do { } while (false); int i; for (i = 0; i < 2;) "
      "i++;",
      "while (bool b = false) { b = true; } for (int i = 0; bool b = i < 2; ++i) { }",
      "switch (1) { } switch (2u) { case 0u: case 1u: break; default: break; }",
      "switch (1) { case 1: { break; } default: int a = 1; a++; }",
      "if (true) int a = 1; else int a = 2; int a = 3;",
      "{ int a; { int a; } } { precision lowp float; float x; }",
      "int a[2]; float[2](1.0, 2.0).length(); float[2] b; float[2] c = float[2](1.0, 2.0), d;",
      "for (int i = 0; i < 1; ++i) for (int i = 0; i < 1; ++i) ;",
  };
  expectRight(logBody, kRight);
  static constexpr Wrong kWrong[] = {
      {"if (1) { }", "expected 'bool'"},
      {"while (1) { }", "expected 'bool'"},
      {"for (; 1.0;) { }", "expected 'bool'"},
      {"do { } while (1);", "expected 'bool'"},
      {"break;", "outside a loop or switch"},
      {"continue;", "outside a loop"},
      {"switch (1) { case 1: continue; }", "outside a loop"},
      {"switch (1.0) { }", "expected 'int' or 'uint'"},
      {"switch (1) { case 1u: break; }", "expected 'int'"},
      {"switch (1) { case 1: case 1: break; }", "there already"},
      {"switch (1) { default: default: break; }", "there already"},
      {"switch (1) { int a; case 1: break; }", "before the first label"},
      {"switch (1) { case 1: }", "expected a statement"},
      {"int i = 1; switch (1) { case i: break; }", "constant integer"},
      {"switch (1) { case 1: if (true) { case 2: break; } }", "directly inside a switch"},
      {"case 1: ;", "directly inside a switch"},
      {"while (bool b) { }", "needs an initializer"},
      {"int a", "unexpected token, expected ';'"},
      {"float x = (1.0;", "expected ')'"},
      {"else { }", "expected an expression"},
      {"int x = 1 2;", "expected ';'"},
      {"1.0.x;", "has no members"},
      {"1.0e;", "invalid number"},
      {"12ab;", "invalid number"},
  };
  expectWrong(logBody, kWrong);
}

TEST_CASE("check: precision") {
  const auto raw = [](std::string_view code) {
    return logOf("#version 300 es\n" + std::string(code), Stage::Fragment);
  };
  CHECK(raw("float a;").find("no precision specified") != std::string::npos);
  CHECK(raw("uniform vec4 a;").find("no precision specified") != std::string::npos);
  CHECK(raw("uniform mediump sampler3D s; uniform sampler3D t;").find("'sampler3D'") !=
        std::string::npos);
  CHECK(raw("struct S { float a; };").find("no precision specified") != std::string::npos);
  CHECK(raw("float f();").find("no precision specified") != std::string::npos);
  CHECK_EQ(raw("uniform highp vec4 a; int i; bool b; uniform sampler2D s; highp float f();"), "");
  CHECK_EQ(logOf("#version 300 es\nfloat a; in vec4 b; uniform sampler2D s;", Stage::Vertex), "");
}

TEST_CASE("check: ESSL 1.00") {
  static constexpr const char* kRight[] = {
      "varying vec2 v; uniform sampler2D s; void main() { gl_FragColor = texture2D(s, v); }",
      "void main() { gl_FragData[0] = vec4(1); }",
      "uniform float u; float a = u * 2.0; void main() { }",
      "void main() { for (int i = 0; i < 4; i++) { float a[4]; a[i] = 1.0; a[i + 1 - 1] += 1.0; } "
      "}",
      "void main() { for (float x = 1.0; x > 0.0; x -= 0.25) { continue; } }",
      "varying float v[3]; invariant varying vec2 w; invariant v;",
      "float flat_; float mat2x3; float smooth; float layout; float f(float uint) { return uint; }",
      "float sin(int a) { return 1.0; } void main() { sin(1); sin(1.0); }",
      "struct S { float a; } s; S t; void main() { s = t; bool b = s == t; }",
      "float a[gl_MaxDrawBuffers]; void main() { a[7] = 1.0; gl_FragData[0] = vec4(a[7]); }",
      "const float a = (0.2, 0.5); void main() { float b[(2, 3)]; b[2] = a; }",
      "struct S { float a[2]; }; void f(out float a[3], inout S s) { a[0] = s.a[1]; } "
      "void main() { float a[3]; S s; f(a, s); }",
      "uniform vec2 u; float a = 1.0; float b = sin(a) * u.x; float c = u.y < 0.5 ? a : b;",
      "float f(float a); float f(int a); float f(float a) { return a; } float f(int a) { return "
      "1.0; }",
      "#extension GL_OES_nothing : enable\nvoid main() { }",
  };
  expectRight(log100, std::span(kRight).first(std::size(kRight) - 1));
  CHECK_EQ(log100(kRight[std::size(kRight) - 1]).find("WARNING"), 0);
  static constexpr Wrong kWrong[] = {
      {"void main() { while (true) { } }", "only for loops"},
      {"void main() { do { } while (true); }", "only for loops"},
      {"void main() { for (;;) { } }", "must declare one"},
      {"void main() { int i; for (i = 0; i < 2; i++) { } }", "must declare one"},
      {"void main() { for (int i = 0; 2 > i; i++) { } }", "condition must compare"},
      {"uniform int n; void main() { for (int i = 0; i < n; i++) { } }", "condition must compare"},
      {"void main() { for (int i = 0; i < 2; i *= 2) { } }", "step must change"},
      {"void main() { for (int i = 0; i < 2; i++) { i = 1; } }", "cannot be changed"},
      {"void f(out int a) {} void main() { for (int i = 0; i < 2; i++) { f(i); } }",
       "cannot be changed"},
      {"uniform int n; void main() { float a[4]; a[n] = 1.0; }", "constants and loop indices"},
      {"uniform vec4 u[4]; uniform int n; void main() { u[n]; }", "constants and loop indices"},
      {"in vec2 v;", "do not exist in ESSL 1.00"},
      {"attribute vec2 v;", "vertex shaders only"},
      {"varying int v;", "float types"},
      {"void main() { int a = 1 % 2; }", "does not exist in ESSL 1.00"},
      {"void main() { int a = 1 << 2; }", "does not exist in ESSL 1.00"},
      {"void main() { int a = ~1; }", "does not exist in ESSL 1.00"},
      {"void main() { int a = 1; a &= 1; }", "does not exist in ESSL 1.00"},
      {"void main() { float a[2]; float b[2]; a = b; }", "cannot be assigned"},
      {"void main() { float a[2]; float b[2]; a == b; }", "operator does not exist"},
      {"void main() { float a[2] = float[2](1.0, 2.0); }", "do not exist in ESSL 1.00"},
      {"void main() { float a[2]; a.length(); }", "does not exist in ESSL 1.00"},
      {"float[2] f();", "in ESSL 1.00"},
      {"void main() { switch (1) { } }", "reserved word"},
      {"uint u;", "expected a type"},
      {"void main() { 1u; }", "invalid number"},
      {"void main() { 1.0f; }", "invalid number"},
      {"uniform sampler3D s;", "reserved word"},
      {"void main() { gl_FragData[1] = vec4(1); }", "out of range"},
      {"void main() { gl_FragColor = vec4(1); gl_FragData[0] = vec4(1); }", "not both"},
      {"float sin(float a) { return a; }", "cannot be redefined"},
      {"void main() { dFdx(1.0); }", "needs the extension GL_OES_standard_derivatives"},
      {"void main() { texture(1.0); }", "expected 'texture2D' or 'textureCube'"},
      {"void main() { int a__b; }", "two underscores in a row are reserved"},
      {"uniform B { float f; };", "do not exist in ESSL 1.00"},
      {"varying vec2 v; float a = v.x;", "must be a constant expression"},
      {"uniform sampler2D s; vec4 a = texture2D(s, vec2(0.5));", "must be a constant expression"},
      {"float a; float b = (a = 1.0);", "must be a constant expression"},
      {"float a; float b = a += 1.0;", "must be a constant expression"},
      {"float a; float b = a++;", "must be a constant expression"},
      {"invariant gl_FrontFacing;", "cannot be invariant"},
      {"const vec2 a = vec2(1), b;", "needs an initializer"},
      {"float f(float a); float f(float a);", "allows one declaration"},
  };
  expectWrong(log100, kWrong);
  CHECK_EQ(logOf("attribute vec3 p; uniform mat4 m[4]; uniform int n; varying vec2 v;\n"
                 "void main() { gl_Position = m[n] * vec4(p, 1.0); gl_PointSize = 1.0; v = p.xy; }",
                 Stage::Vertex),
           "");
}

TEST_CASE("check: extensions of ESSL 1.00") {
  ExtensionSet all;
  for (int i = 0; i < kExtensionCount; ++i) all.add(static_cast<Extension>(i));
  CHECK_EQ(
      logOf("#extension GL_EXT_draw_buffers : require\n#extension GL_EXT_frag_depth : require\n"
            "precision highp float;\n"
            "void main() { gl_FragData[7] = vec4(1); gl_FragDepthEXT = 0.5; }",
            Stage::Fragment, all),
      "");
  CHECK(logOf("precision highp float; void main() { gl_FragDepthEXT = 0.5; }", Stage::Fragment,
              all) != "");
  CHECK_EQ(logOf("#version 300 es\n#extension GL_ANGLE_multi_draw : require\n"
                 "void main() { gl_Position = vec4(gl_DrawID); }",
                 Stage::Vertex, all),
           "");
}

TEST_CASE("check: several mistakes are reported, each once") {
  const std::string log = log300(
      "float a = 1;\nvoid f() { a = b; int c = d + e.x; c = true; }\nint g( { }\nfloat h = 2;\n");
  INFO(log);
  CHECK_EQ(std::count(log.begin(), log.end(), '\n'), 6 + 1);  // c has its type all the same
  CHECK(log.find("0:3: 'a'") != std::string::npos);
  CHECK(log.find("0:4: 'b'") != std::string::npos);
  CHECK(log.find("0:4: 'd'") != std::string::npos);
  CHECK(log.find("0:4: 'e'") != std::string::npos);
  CHECK(log.find("0:5: '{'") != std::string::npos);
  CHECK(log.find("0:6: 'h'") != std::string::npos);
}

TEST_CASE("check: identifiers may have 1024 characters") {
  CHECK_EQ(log300("float " + std::string(1024, 'a') + ";"), "");
  CHECK(log300("float " + std::string(1025, 'a') + ";").find("1025 characters") !=
        std::string::npos);
}

TEST_CASE("check: what extensions add is there only when a directive asks for it") {
  ExtensionSet offered;
  offered.add(Extension::AngleClipCullDistance);
  offered.add(Extension::ExtConservativeDepth);
  offered.add(Extension::NvNoperspective);
  offered.add(Extension::ExtBlendFuncExtended);
  offered.add(Extension::OesSampleVariables);
  offered.add(Extension::OesMultisampleInterpolation);
  const auto log = [&](const char* extension, const char* code, Stage stage) {
    const std::string directive =
        *extension != 0 ? "#extension " + std::string(extension) + " : require\n" : "";
    return logOf("#version 300 es\n" + directive + "precision highp float;\n" + code, stage,
                 offered);
  };
  struct Row {
    const char* extension;
    const char* code;
    Stage stage;
    const char* without;  // a part of the message if the directive is missing
  };
  static constexpr const char* kClip = "GL_ANGLE_clip_cull_distance";
  static constexpr const char* kDepth = "GL_EXT_conservative_depth";
  static constexpr const char* kLinear = "GL_NV_shader_noperspective_interpolation";
  static constexpr const char* kBlend = "GL_EXT_blend_func_extended";
  static constexpr const char* kSamples = "GL_OES_sample_variables";
  static constexpr const char* kPlaces = "GL_OES_shader_multisample_interpolation";
  constexpr Stage V = Stage::Vertex, F = Stage::Fragment;
  static constexpr Row kRight[] = {
      {kClip, "void main() { gl_ClipDistance[2] = 1.0; gl_CullDistance[0] = 1.0; }", V,
       "needs the extension GL_ANGLE_clip_cull_distance"},
      {kClip,
       "out float gl_ClipDistance[4]; uniform int i; void main() { gl_ClipDistance[i] = "
       "float(gl_ClipDistance.length()); }",
       V, "'gl_' are reserved"},
      {kClip, "in highp float gl_ClipDistance[2]; void main() { float f = gl_ClipDistance[1]; }", F,
       "'gl_' are reserved"},
      {kClip, "int i = gl_MaxClipDistances + gl_MaxCombinedClipAndCullDistances; void main() { }",
       F, "undeclared identifier"},
      {kDepth, "layout(depth_greater) out float gl_FragDepth; void main() { gl_FragDepth = 1.0; }",
       F, "unknown layout qualifier"},
      {kLinear, "noperspective out vec4 a; noperspective centroid out vec2 b; void main() { }", V,
       "reserved word"},
      {kBlend,
       "layout(location = 0) out vec4 a; layout(location = 0, index = 1) out vec4 b; void main() { "
       "}",
       F, "layout qualifier does not exist"},
      {kSamples, "void main() { gl_SampleMask[0] = gl_SampleMaskIn[0] & 1 << gl_SampleID; }", F,
       "gl_SampleMask"},
      {kPlaces, "sample out vec4 a; void main() { a = vec4(1); }", V, "reserved word"},
      {kPlaces, "sample in vec4 a; void main() { vec4 b = interpolateAtSample(a, 1); }", F,
       "reserved word"},
  };
  for (const Row& row : kRight) {
    INFO(std::string(row.code));
    CHECK_EQ(log(row.extension, row.code, row.stage), "");
    CHECK(log("", row.code, row.stage).find(row.without) != std::string::npos);
  }
  static constexpr Row kWrong[] = {
      {kClip, "out float gl_ClipDistance[9]; void main() { }", V, "larger than the limit"},
      {kClip, "out float gl_ClipDistance[4]; out float gl_CullDistance[5]; void main() { }", V,
       "limit is 8"},
      {kClip, "void main() { gl_ClipDistance[8] = 1.0; }", V, "out of range"},
      {kClip, "uniform int i; void main() { gl_ClipDistance[i] = 1.0; }", V, "with a size"},
      {kClip, "void main() { int n = gl_ClipDistance.length(); }", V, "with a size"},
      {kClip, "out vec2 gl_ClipDistance[2]; void main() { }", V, "another type"},
      {kClip, "in float gl_ClipDistance[2]; void main() { }", V, "other qualifiers"},
      {kClip, "void f() { gl_ClipDistance[1] = 1.0; } out float gl_ClipDistance[2];", V,
       "before it is used"},
      {kClip, "out float gl_ClipDistance[2]; out float gl_ClipDistance[2];", V, "once"},
      {kClip, "void main() { gl_ClipDistance[0] = 1.0; }", F, "read-only"},
      {kDepth, "layout(depth_less) out vec4 c; void main() { }", F, "gl_FragDepth only"},
      {kDepth, "layout(depth_less, depth_any) out float gl_FragDepth;", F, "there already"},
      {kDepth, "layout(depth_unchanged) out float gl_FragDepth;", F, "unknown layout qualifier"},
      {kDepth, "layout(depth_less) out vec2 gl_FragDepth;", F, "another type"},
      {kBlend, "layout(location = 1, index = 1) out vec4 a; void main() { }", F,
       "last location, 0"},
      {kBlend, "layout(index = 1) out vec4 a; void main() { }", F, "needs a location"},
      {kPlaces, "in vec4 a; void main() { float b = interpolateAtCentroid(a.x); }", F,
       "must be an input"},
      {kPlaces, "sample vec4 a; void main() { }", F, "after 'sample'"},
      {kLinear, "noperspective flat out vec4 a;", V, "there already"},
      {kLinear, "noperspective out int a;", V, "must be 'flat'"},
  };
  for (const Row& row : kWrong) {
    const std::string actual = log(row.extension, row.code, row.stage);
    INFO(std::string(row.code));
    INFO(actual);
    CHECK(actual.find(row.without) != std::string::npos);
  }
}

TEST_CASE("check: gl_FragColor and gl_FragData exclude each other by use") {
  CHECK_EQ(log100("invariant gl_FragColor; invariant gl_FragData; void main() { }"), "");
  CHECK(log100("void main() { vec4 a = gl_FragData[0]; gl_FragColor = a; }").find("not both") !=
        std::string::npos);
}

}  // namespace nogpu::shader::front
