// SPDX-License-Identifier: MIT
// Text that nobody would write on purpose: it must end in a log, quickly, and never in a crash.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "shader/front/compile.h"

namespace nogpu::shader::front {

namespace {

constexpr std::string_view kShader = R"(#version 300 es
precision highp float;
#define SQ(x) ((x) * (x))
#if defined(SQ) && __VERSION__ >= 300
struct S { vec3 p; float k[3]; };
#endif
layout(std140) uniform B { mat4 m; layout(row_major) mat3 n; } b[2];
uniform sampler2D t;
in vec2 uv;
layout(location = 0) out vec4 color;
const float kA[3] = float[](1.0, 2.0, SQ(1.5));
float f(inout float a, const in vec2 v) { a += v.x; return a * kA[1]; }
void main() {
  float x = 1.0;
  for (int i = 0; i < 3; ++i) { x += kA[i]; if (x > 2.0) break; else continue; }
  switch (int(x)) { case 0: x = 1.0; break; default: x = 2.0; }
  color = texture(t, uv) * f(x, uv.yx) + b[1].m[0] + vec4(S(vec3(x), kA).p, 1.0);
}
)";

void survives(std::string_view source) {
  for (const Stage stage : {Stage::Vertex, Stage::Fragment}) {
    const FrontResult r = compile(source, stage);
    CHECK_EQ(r.module == nullptr, r.diagnostics.hasErrors());
  }
}

std::string repeat(std::string_view part, int times) {
  std::string s;
  for (int i = 0; i < times; ++i) s += part;
  return s;
}

}  // namespace

TEST_CASE("robustness: random bytes") {
  std::mt19937 random(1);
  for (int run = 0; run < 300; ++run) {
    std::string s = run % 2 == 0 ? "#version 300 es\n" : "";
    const size_t length = random() % 400;
    for (size_t i = 0; i < length; ++i) s += static_cast<char>(random() & 255);
    survives(s);
  }
}

TEST_CASE("robustness: a shader with pieces missing, doubled or changed") {
  CHECK_EQ(logOf(kShader, Stage::Fragment), "");
  std::mt19937 random(2);
  for (int run = 0; run < 4000; ++run) {
    std::string s(kShader);
    const int changes = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes; ++i) {
      const size_t at = 16 + random() % (s.size() - 16);
      const size_t length = 1 + random() % 8;
      switch (random() % 4) {
        case 0:
          s.erase(at, length);
          break;
        case 1:
          s.insert(at, s.substr(random() % s.size(), length * 3));
          break;
        case 2:
          s[at] = static_cast<char>(random() & 255);
          break;
        default:
          s[at] = "(){}[];,.#=+-*/<>?:&|!~^%\n\\"[random() % 28];
          break;
      }
    }
    survives(s);
  }
}

TEST_CASE("robustness: every prefix of a shader") {
  for (size_t n = 0; n < kShader.size(); ++n) survives(kShader.substr(0, n));
}

TEST_CASE("robustness: nesting without end is an error") {
  const std::string head = "#version 300 es\nprecision highp float;\n";
  const std::string_view shells[][2] = {{"(", ")"},      {"-", ""},
                                        {"!", ""},       {"{", "}"},
                                        {"a[", "]"},     {"vec4(", ")"},
                                        {"x=", ""},      {"1.0+", ""},
                                        {"x?", ":x"},    {"if(true)", ""},
                                        {"f(", ")"},     {"{if(x){", "}}"},
                                        {"for(;;)", ""}, {"do ", " while(true);"}};
  for (const auto& shell : shells) {
    INFO(std::string(shell[0]));
    const std::string s = head + "void main() { float x = 1.0; " + repeat(shell[0], 20000) +
                          "1.0;" + repeat(shell[1], 20000) + "}";
    CHECK(logOf(s, Stage::Fragment).find("ERROR") != std::string::npos);
  }
}

TEST_CASE("robustness: long chains are not deep") {
  const std::string calls = [] {
    std::string s = "float f0() { return 1.0; }\n";
    for (int i = 1; i < 3000; ++i) {
      const std::string before = "f" + std::to_string(i - 1);
      s += "float f" + std::to_string(i) + "() { return " + before + "(); }\n";
    }
    return s;
  }();
  CHECK(log300(calls).find("too many levels") != std::string::npos);
  CHECK_EQ(log300("void main() { float x = 1.0;" + repeat("x += 1.0;", 20000) + "}"), "");
  CHECK_EQ(log300("void main() { " + repeat("{}", 20000) + "}"), "");
  CHECK_EQ(log300(repeat("#define A\n#undef A\n", 20000)), "");
  CHECK_EQ(log300(repeat("#if 1\n", 20000) + repeat("#endif\n", 20000)), "");
}

TEST_CASE("robustness: a megabyte of anything") {
  for (const std::string_view part : {"a",
                                      "a ",
                                      "1 ",
                                      "@",
                                      "#\n",
                                      "#foo\n",
                                      "#if 0\n",
                                      "/",
                                      "*",
                                      "\\\n",
                                      "\n",
                                      ";",
                                      "{",
                                      "}",
                                      "float a;\n",
                                      "x(",
                                      "#define A(\n",
                                      "1e",
                                      "\"",
                                      "struct S {",
                                      "#error x\n",
                                      "#define F(x) x\nF(",
                                      "\0"}) {
    INFO(std::string(part));
    const std::string s = repeat(part.empty() ? std::string_view("\0", 1) : part,
                                 static_cast<int>((1 << 20) / std::max<size_t>(part.size(), 1)));
    survives(s);
    survives("#version 300 es\n" + s);
  }
}

TEST_CASE("robustness: huge types are refused") {
  CHECK(log300("float a[65537];") != "");
  CHECK(log300("struct A { float x[65536]; }; struct B { A a[65536]; }; B b;").find("too large") !=
        std::string::npos);
  CHECK(log300("uniform vec4 a[2147483647];") != "");
}

TEST_CASE("robustness: the number of messages is limited") {
  const FrontResult r =
      compile(fragment300("void main() {" + repeat("x;", 50000) + "}"), Stage::Fragment);
  CHECK(r.diagnostics.size() < 300);
}

}  // namespace nogpu::shader::front
