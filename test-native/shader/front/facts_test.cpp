// SPDX-License-Identifier: MIT
// What the finished tree says about variables, functions and constants.
#include <doctest/doctest.h>

#include <algorithm>

#include "shader/front/compile.h"

namespace nogpu::shader::front {

namespace {

const Variable* global(const Module& m, std::string_view name) {
  for (const Variable* v : m.globals) {
    if (v->name == name) return v;
  }
  return nullptr;
}

const Function* function(const Module& m, std::string_view name) {
  for (const Function* f : m.functions) {
    if (f->name == name) return f;
  }
  return nullptr;
}

// Value of a global constant of one word; checks that it is known.
uint32_t constantWord(std::string_view declaration) {
  const FrontResult r = compile(fragment300(declaration), Stage::Fragment);
  INFO(printInfoLog(r.diagnostics));
  REQUIRE(r.module != nullptr);
  const Variable* v = global(*r.module, "k");
  REQUIRE(v != nullptr);
  REQUIRE_EQ(v->value.size(), 1);
  return v->value[0];
}

uint32_t bits(float f) { return __builtin_bit_cast(uint32_t, f); }

}  // namespace

TEST_CASE("facts: static use tells reads from writes") {
  const FrontResult r =
      compile(fragment300("uniform vec4 u; uniform vec4 unused; float a, b, c; out vec4 o;\n"
                          "void g(out float x, inout float y, float z) { x = z; y += z; }\n"
                          "void main() { g(a, b, c); o.x = u.y; }"),
              Stage::Fragment);
  REQUIRE(r.module != nullptr);
  const auto facts = [&](std::string_view name) {
    const Variable* v = global(*r.module, name);
    return std::string(v->staticallyUsed ? "u" : "") + (v->staticallyRead ? "r" : "") +
           (v->staticallyWritten ? "w" : "");
  };
  CHECK_EQ(facts("u"), "ur");
  CHECK_EQ(facts("unused"), "");
  CHECK_EQ(facts("a"), "uw");
  CHECK_EQ(facts("b"), "urw");
  CHECK_EQ(facts("c"), "ur");
  CHECK_EQ(facts("o"), "uw");
}

TEST_CASE("facts: dynamic indexing is seen through members and swizzles") {
  const FrontResult r = compile(
      fragment300(
          "uniform int i; struct S { vec4 v[3]; }; S s; S t; mat3 m; vec4 v;\n"
          "void main() { s.v[i].x = 1.0; t.v[1 + 1].x = 2.0; m[1][i] = 0.0; v.xyz[0] = 1.0; }"),
      Stage::Fragment);
  REQUIRE(r.module != nullptr);
  CHECK(global(*r.module, "s")->dynamicallyIndexed);
  CHECK_FALSE(global(*r.module, "t")->dynamicallyIndexed);
  CHECK(global(*r.module, "m")->dynamicallyIndexed);
  CHECK_FALSE(global(*r.module, "v")->dynamicallyIndexed);
}

TEST_CASE("facts: call graph") {
  const FrontResult r =
      compile(fragment300("float late(float x);\nfloat a() { return late(1.0); }\n"
                          "float dead() { return a(); }\n"
                          "void main() { a(); a(); }\n"
                          "float late(float y) { return y; }"),
              Stage::Fragment);
  REQUIRE(r.module != nullptr);
  CHECK(function(*r.module, "late")->reachable);
  CHECK(function(*r.module, "late")->body != nullptr);
  CHECK_EQ(function(*r.module, "late")->params[0]->name, "y");
  CHECK_FALSE(function(*r.module, "dead")->reachable);
  CHECK_EQ(function(*r.module, "main")->callees.size(), 1);
  CHECK_EQ(r.module->main, function(*r.module, "main"));
}

TEST_CASE("facts: constants fold as they would run") {
  CHECK_EQ(constantWord("const int k = 7 / 2 * 3 - 1;"), 8);
  CHECK_EQ(
      constantWord("const int k = -7 % 3 + (5 >> 1) + (1 << 4) + (6 & 3) + (6 | 1) + (6 ^ 2);"),
      30);
  CHECK_EQ(constantWord("const uint k = 4294967295u + 2u;"), 1);
  CHECK_EQ(constantWord("const int k = 0xFFFFFFFF;"), UINT32_MAX);
  CHECK_EQ(constantWord("const float k = 0.1 + 0.2;"), bits(0.1f + 0.2f));
  CHECK_EQ(constantWord("const float k = 16777216.0 + 1.0;"), bits(16777216.0f));
  CHECK_EQ(constantWord("const float k = -0.0;"), bits(-0.0f));
  CHECK_EQ(constantWord("const int k = int(-1.9);"), static_cast<uint32_t>(-1));
  CHECK_EQ(constantWord("const bool k = bool(0.5) && !false ^^ false;"), 1);
  CHECK_EQ(constantWord("const float k = vec3(1.0, 2.0, 3.0).zyx[1 - 1];"), bits(3.0f));
  CHECK_EQ(constantWord("const float k = mat2(5.0)[1][1] + mat3(mat2(2.0))[2].z;"), bits(6.0f));
  CHECK_EQ(constantWord("struct S { float a; ivec2 b; }; const int k = S(1.0, ivec2(4, 5)).b.y;"),
           5);
  CHECK_EQ(constantWord("const int a[3] = int[](1, 2, 3); const int k = a[2] + a.length();"), 6);
  CHECK_EQ(constantWord("const int k = true ? 1 : 2;"), 1);
  CHECK_EQ(constantWord("const bool k = vec2(1, 2) == vec2(1, 2);"), 1);
  CHECK_EQ(constantWord("const int k = max(3, clamp(9, 0, 5));"), 5);
  CHECK_EQ(constantWord("const bool k = all(lessThan(ivec2(1, 2), ivec2(2, 3)));"), 1);
  CHECK_EQ(constantWord("const float k = mix(1.0, 2.0, true);"), bits(2.0f));
  CHECK_EQ(constantWord("const int k = floatBitsToInt(1.0);"), 0x3F800000);
  CHECK_EQ(constantWord("const float k = 1e400;"), 0x7F800000);
  CHECK_EQ(constantWord("const float k = 1.5f;"), bits(1.5f));
}

TEST_CASE("facts: in ESSL 1.00 a sequence of constants is the last of them") {
  const FrontResult r =
      compile(fragment100("const float k = (0.25, 0.5); float a[(2, 3)];"), Stage::Fragment);
  REQUIRE(r.module != nullptr);
  REQUIRE_EQ(global(*r.module, "k")->value.size(), 1);
  CHECK_EQ(global(*r.module, "k")->value[0], bits(0.5f));
  CHECK_EQ(global(*r.module, "a")->type->length, 3);
}

TEST_CASE("facts: what back ends compute in their own way is left to them") {
  const FrontResult r =
      compile(fragment300("const float k = sin(1.0); float a[int(sqrt(9.0))];"), Stage::Fragment);
  REQUIRE(r.module != nullptr);
  CHECK(global(*r.module, "k")->value.empty());
  CHECK(global(*r.module, "k")->initializer->isConstant);
  CHECK_EQ(global(*r.module, "a")->type->length, 3);
}

TEST_CASE("facts: uniform blocks") {
  const FrontResult r = compile(vertex300("layout(row_major) uniform;\n"
                                          "uniform A { mat4 m; layout(column_major) mat3 n; };\n"
                                          "uniform B { vec4 v; } b[3];\n"
                                          "void main() { gl_Position = m * b[1].v; }"),
                                Stage::Vertex);
  REQUIRE(r.module != nullptr);
  REQUIRE_EQ(r.module->blocks.size(), 2);
  const InterfaceBlock* a = r.module->blocks[0];
  CHECK_EQ(a->memberLayouts[0], MatrixLayout::RowMajor);
  CHECK_EQ(a->memberLayouts[1], MatrixLayout::ColumnMajor);
  REQUIRE_EQ(a->members.size(), 2);
  CHECK(a->members[0]->staticallyRead);
  CHECK_FALSE(a->members[1]->staticallyUsed);
  const InterfaceBlock* b = r.module->blocks[1];
  CHECK_EQ(b->arrayLength, 3);
  CHECK(b->members.empty());
  CHECK(b->instance->staticallyRead);
}

TEST_CASE("facts: locations of expressions inside macros are those of the use") {
  const FrontResult r = compile(
      "#version 300 es\nprecision highp float;\n#define BAD undeclared_name\n"
      "void main() {\n  float x = BAD;\n}\n",
      Stage::Fragment);
  REQUIRE_EQ(r.diagnostics.size(), 1);
  CHECK_EQ(r.diagnostics[0].loc.line, 5);
  CHECK_EQ(r.diagnostics[0].loc.column, 13);
  CHECK_EQ(printInfoLog(r.diagnostics), "ERROR: 0:5: 'undeclared_name' : undeclared identifier\n");
}

}  // namespace nogpu::shader::front
