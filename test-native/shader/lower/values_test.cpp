// SPDX-License-Identifier: MIT
// Vectors, matrices, arrays, structs, and where they live.
#include <doctest/doctest.h>

#include <cmath>

#include "shader/shader_run.h"

using namespace nogpu::shader;
using nogpu::shader::test::VertexProgram;

namespace {

float evaluate(const std::string& code, float x = 0, float y = 0, float z = 0, float w = 0) {
  VertexProgram p(code);
  REQUIRE(p.ok());
  return p.run(x, y, z, w);
}

float expression(const std::string& e, float x = 0, float y = 0, float z = 0, float w = 0) {
  return evaluate("void main() { r = " + e + "; }", x, y, z, w);
}

}  // namespace

TEST_CASE("swizzles read and write") {
  CHECK(evaluate("void main() { vec4 v = vec4(x, y, z, w); v.zx = v.yw; r = dot(v, vec4(1, 10, "
                 "100, 1000)); }",
                 1, 2, 3, 4) == 4 + 20 + 200 + 4000);
  CHECK(
      evaluate("void main() { vec4 v = vec4(x, y, z, w); v.wzyx.xy *= 2.0; r = v.w * 10.0 + v.z; }",
               1, 2, 3, 4) == 86);
}

TEST_CASE("components and columns by a dynamic index") {
  VertexProgram p(R"(
    uniform vec3 u;
    void main() {
      vec3 v = vec3(1, 2, 3);
      v[i] += 10.0;
      mat3 m = mat3(1, 2, 3, 4, 5, 6, 7, 8, 9);
      m[i][2 - i] = 100.0;
      vec4 s = vec4(1, 2, 3, 4);
      s.wyx[i] = 50.0;
      r = v.x + v.y * 2.0 + v.z * 4.0 + dot(m[i], vec3(1)) * 1000.0 + u[i] + s.wyx[i] * 0.5;
      n = int(s.x + s.y * 100.0 + s.w * 10000.0);
    })");
  p.setUniform("u", {0.25f, 0.5f, 0.75f});
  const auto results = p.run({{0, 0, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 2}});
  CHECK(results[0].r == 27 + 103000 + 0.25f + 25);
  CHECK(results[1].r == 37 + 110000 + 0.5f + 25);
  CHECK(results[2].r == 57 + 117000 + 0.75f + 25);
  CHECK(results[0].n == 1 + 200 + 500000);
  CHECK(results[1].n == 1 + 5000 + 40000);
  CHECK(results[2].n == 50 + 200 + 40000);
}

TEST_CASE("matrices: products, constructors, transpose") {
  CHECK(expression("(mat2(1, 2, 3, 4) * vec2(x, y)).y", 5, 6) == 2 * 5 + 4 * 6);
  CHECK(expression("(vec2(x, y) * mat2(1, 2, 3, 4)).y", 5, 6) == 3 * 5 + 4 * 6);
  CHECK(expression("(mat2x3(1, 2, 3, 4, 5, 6) * mat3x2(x, 2, 3, 4, 5, 6))[2].z", 1) ==
        3 * 5 + 6 * 6);
  CHECK(expression("mat3(x)[2].z + mat3(x)[1].x", 7) == 7);
  CHECK(expression("mat3(mat2(x, 2, 3, 4))[2].z * 10.0 + mat2(mat3(x))[1].y", 7) == 17);
  CHECK(expression("transpose(mat2x3(1, 2, 3, 4, x, 6))[1].y", 5) == 5);
  CHECK(expression("outerProduct(vec2(x, 2), vec3(3, 4, 5))[2].y", 1) == 10);
  CHECK(expression("matrixCompMult(mat2(x), mat2(3))[1].y", 2) == 6);
  CHECK(expression("(mat2(x) / 2.0 + 1.0)[0].y", 2) == 1);
}

TEST_CASE("determinants and inverses") {
  CHECK(expression("determinant(mat2(x, 2, 3, 4))", 1) == -2);
  CHECK(expression("determinant(mat3(2, 0, 1, 1, x, 0, 0, 1, 4))", 3) == 25);
  CHECK(expression("determinant(mat4(1, 0, 2, 0, 3, x, 0, 1, 0, 2, 1, 0, 1, 0, 0, 2))", 1) ==
        doctest::Approx(25 - 0).epsilon(1).scale(30));
  for (const char* n : {"2", "3", "4"}) {
    const std::string size = n;
    const std::string matrix = size == "2" ? "mat2(x, 2, 3, 5)"
                               : size == "3"
                                   ? "mat3(x, 2, 3, 0, 1, 4, 5, 6, 0)"
                                   : "mat4(x, 2, 0, 1, 0, 3, 1, 4, 2, 0, 5, 1, 7, 1, 0, 2)";
    const std::string code = "void main() { mat" + size + " m = " + matrix + "; mat" + size +
                             " p = m * inverse(m) - mat" + size +
                             "(1.0); r = 0.0; for (int c = 0; c < " + size +
                             "; c++) r += dot(abs(p[c]), abs(p[c])); }";
    CHECK(evaluate(code, 2) < 1e-8f);
  }
  // inverse(mat2(2, 3, 1, 4)): exact in binary but for the factor 1 / 5.
  CHECK(expression("inverse(mat2(x, 3, 1, 4))[0].y", 2) == doctest::Approx(-0.6f));
  CHECK(expression("inverse(mat3(1, 0, 0, x, 1, 0, 0, 0, 1))[1].x", 5) == -5);
  CHECK(expression("inverse(mat4(1,0,0,0, 0,1,0,0, 0,0,1,0, x,y,z,1))[3].y", 1, 2, 3) == -2);
}

TEST_CASE("geometric functions") {
  CHECK(expression("length(vec3(x, y, z))", 2, 3, 6) == 7);
  CHECK(expression("distance(vec2(x, y), vec2(0))", 3, 4) == 5);
  CHECK(expression("normalize(vec2(x, y)).x", 3, 4) == doctest::Approx(0.6f));
  CHECK(expression("cross(vec3(x, y, z), vec3(4, 5, 6)).y", 1, 2, 3) == 3 * 4 - 1 * 6);
  CHECK(expression("reflect(vec2(x, y), vec2(0, 1)).y", 1, -1) == 1);
  CHECK(expression("refract(vec2(x, y), vec2(0, 1), 0.5).y", 0, -1) == -1);
  CHECK(expression("refract(vec2(x, y), vec2(0, 1), 5.0).y", 0.9f, -0.1f) == 0);
  CHECK(expression("faceforward(vec2(x, y), vec2(0, 1), vec2(0, 1)).x", 3, 4) == -3);
}

TEST_CASE("integers divide toward zero and never trap") {
  const auto run = [](const char* e, int32_t i) {
    VertexProgram p(std::string("void main() { n = ") + e + "; }");
    REQUIRE(p.ok());
    return p.runInt(i);
  };
  CHECK(run("i / 2", -7) == -3);
  CHECK(run("i % 4", 7) == 3);
  CHECK(run("int(uint(i) / 2u)", -2) == 0x7fffffff);
  CHECK(run("int(uint(i) >> 28)", -1) == 15);
  CHECK(run("i >> 28", -1) == -1);
  run("i / (i - i)", 5);
  CHECK(run("(i & 12) | (~i & 3) ^ 1", 5) == 7);
  CHECK(run("int(max(uint(i), 3u))", -1) == -1);
  CHECK(run("abs(i) + sign(i)", -9) == 8);
  CHECK(run("floatBitsToInt(intBitsToFloat(i))", 0x40490fdb) == 0x40490fdb);
}

TEST_CASE("a choice between the bits of 1.0 and zero stays an integer") {
  VertexProgram p(
      "void main() { uint u = i > 2 ? 0x3f800000u : 0u; r = float(u); n = u == 3u ? 7 : 9; }");
  REQUIRE(p.ok());
  CHECK(p.run({{0, 0, 0, 0, 5}})[0].r == 1065353216.0f);
  CHECK(p.runInt(1) == 9);
}

TEST_CASE("structs and arrays are values") {
  CHECK(evaluate(R"(
    struct Inner { float a; vec2 b[2]; };
    struct Outer { Inner s[2]; int k; };
    Outer make(float f) {
      Outer o; o.k = 3; o.s[1].b[0] = vec2(f, f + 1.0); o.s[0] = Inner(9.0, vec2[2](vec2(1), vec2(2)));
      return o;
    }
    void main() {
      Outer p = make(x); Outer q = p; q.s[1].b[0].y = 100.0;
      r = p.s[1].b[0].y + q.s[1].b[0].y + float(p == q) * 1e6 + q.s[0].b[1].x + float(p.k);
    })",
                 5) == 6 + 100 + 2 + 3);
}

TEST_CASE("local arrays indexed dynamically live in memory and start at zero") {
  VertexProgram p(R"(
    void main() {
      float a[40];
      for (int k = 0; k < 20; k++) a[k * 2] = float(k + i);
      int at = i * 7;
      r = a[at];
      a[at] += 1000.0;
      n = int(a[at]) + a.length();
    })");
  const auto results = p.run({{0, 0, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 2}, {0, 0, 0, 0, 4}});
  CHECK(results[0].r == 0);
  CHECK(results[1].r == 0);  // odd elements were never written
  CHECK(results[2].r == 7 + 2);
  CHECK(results[3].r == 14 + 4);
  CHECK(results[2].n == 1009 + 40);
  // Only the lanes that run a store see it, and indices out of range stay inside.
  VertexProgram q(R"(
    void main() {
      float a[20]; for (int k = 0; k < 20; k++) a[k] = 1.0;
      if (i > 1) a[i] = 5.0;
      r = a[i] + a[i * 100000];
    })");
  const auto masked = q.run({{0, 0, 0, 0, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 2}, {0, 0, 0, 0, -3}});
  CHECK(masked[0].r == 2);
  CHECK(masked[1].r == 2);
  CHECK(masked[2].r == 6);
  CHECK(std::isfinite(masked[3].r));
}

TEST_CASE("arrays of structs with members of several kinds in memory") {
  VertexProgram p(R"(
    struct S { float f; int k; bool b; mat2 m; };
    void main() {
      S s[6];
      for (int k = 0; k < 6; k++) { s[k].f = float(k) * 0.5; s[k].k = k - 3; s[k].b = k > 2; s[k].m[1].x = 7.0; }
      S t = s[i];
      r = t.f + t.m[1].x; n = t.b ? t.k : -100;
    })");
  const auto results = p.run({{0, 0, 0, 0, 1}, {0, 0, 0, 0, 5}});
  CHECK(results[0].r == 7.5f);
  CHECK(results[0].n == -100);
  CHECK(results[1].r == 9.5f);
  CHECK(results[1].n == 2);
}

TEST_CASE("constant arrays become tables") {
  VertexProgram p(R"(
    const vec2 table[5] = vec2[5](vec2(1, 2), vec2(3, 4), vec2(5, 6), vec2(7, 8), vec2(9, 10));
    void main() { r = table[i].y; })");
  CHECK(p.run({{0, 0, 0, 0, 3}})[0].r == 8);
  CHECK(p.run({{0, 0, 0, 0, 99}})[0].r == 10);
  CHECK(p.program().vertex.constants.size() == 10);
  CHECK(p.program().vertex.arrays.empty());
}

TEST_CASE("uniform arrays and structs, indexed and passed to functions") {
  VertexProgram p(R"(
    struct Light { vec3 color; float power[3]; };
    uniform Light lights[4];
    uniform mat3 m;
    float sum(Light l, int at) { return l.color.y + l.power[at]; }
    void main() { r = sum(lights[i], 3 - i) + m[2].x; })");
  p.setUniform("lights[2].color", {0, 5, 0});
  p.setUniform("lights[2].power[0]", {1, 2, 3});
  p.setUniform("m", {1, 2, 3, 4, 5, 6, 70, 8, 9});
  CHECK(p.run({{0, 0, 0, 0, 2}})[0].r == 5 + 2 + 70);
}

TEST_CASE("uniform blocks lie as std140 says") {
  VertexProgram p(R"(
    struct S { float x; };
    layout(std140) uniform A { float a; vec2 b; vec3 c; float d; mat3 e; float f[2]; S s; bool t; };
    layout(std140) uniform B { vec3 a; vec3 b; mat2x3 m; layout(row_major) mat4x2 n; } bb;
    void main() {
      r = a + b.y * 10.0 + c.z * 100.0 + d * 1000.0 + e[2].y + f[i] * 0.5 + s.x * 0.25;
      r += bb.n[3].y * 10000.0 + bb.m[1].z * 100000.0 + bb.n[i].x * 1000000.0;
      n = t ? 1 : 0;
    })");
  REQUIRE(p.ok());
  std::vector<uint32_t> words(36), other(24);
  const auto put = [](std::vector<uint32_t>& w, int byte, float v) {
    w[byte / 4] = __builtin_bit_cast(uint32_t, v);
  };
  put(words, 0, 1);                // a
  put(words, 8 + 4, 2);            // b.y
  put(words, 16 + 8, 3);           // c.z
  put(words, 28, 4);               // d
  put(words, 32 + 2 * 16 + 4, 5);  // e[2].y
  put(words, 80 + 16, 6);          // f[1]
  put(words, 112, 8);              // s.x
  words[128 / 4] = 0x80;           // t: anything but zero is true
  put(other, 32 + 16 + 8, 7);      // m[1].z
  put(other, 64 + 16 + 3 * 4, 9);  // n[3].y
  put(other, 64 + 4, 3);           // n[1].x
  p.blocks = {words, other};
  const auto result = p.run({{0, 0, 0, 0, 1}})[0];
  CHECK(result.r == 1 + 20 + 300 + 4000 + 5 + 3 + 2 + 90000.0f + 700000.0f + 3000000.0f);
  CHECK(result.n == 1);
}

TEST_CASE("global initialisers run before main and in order") {
  CHECK(evaluate("const float a = 2.0; float b = a * 3.0; void main() { b += x; r = b; }", 1) == 7);
}

TEST_CASE("gl_DepthRange and gl_VertexID") {
  VertexProgram p("void main() { r = gl_DepthRange.diff; }");
  REQUIRE(p.program().depthRangeWord >= 0);
  p.setUniform("gl_DepthRange.diff", {0.5f});
  CHECK(p.run(0) == 0.5f);
}
