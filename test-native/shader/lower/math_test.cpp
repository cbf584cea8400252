// SPDX-License-Identifier: MIT
// The built-in functions against double precision, densely and at the edges.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "shader/shader_run.h"

using nogpu::shader::test::VertexProgram;

namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();

std::vector<float> evaluate(const std::string& expression,
                            const std::vector<VertexProgram::Inputs>& inputs) {
  VertexProgram p("void main() { r = " + expression + "; }");
  REQUIRE(p.ok());
  std::vector<float> results;
  for (const auto& r : p.run(inputs)) results.push_back(r.r);
  return results;
}

std::vector<VertexProgram::Inputs> range(double from, double to, int count = 20000) {
  std::vector<VertexProgram::Inputs> inputs;
  for (int i = 0; i <= count; ++i) {
    inputs.push_back({static_cast<float>(from + (to - from) * i / count), 0, 0, 0, 0});
  }
  return inputs;
}

std::vector<VertexProgram::Inputs> logRange(double from, double to, int count = 20000) {
  std::vector<VertexProgram::Inputs> inputs;
  for (int i = 0; i <= count; ++i) {
    inputs.push_back(
        {static_cast<float>(from * std::pow(to / from, double(i) / count)), 0, 0, 0, 0});
  }
  return inputs;
}

using Exact = std::function<double(double)>;

double worstAbsolute(const std::string& e, const std::vector<VertexProgram::Inputs>& inputs,
                     const Exact& exact) {
  const std::vector<float> got = evaluate(e, inputs);
  double worst = 0;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const double error = std::abs(got[i] - exact(inputs[i].x));
    worst = std::isnan(error) ? kInf : std::max(worst, error);
  }
  return worst;
}

/// In units of the last place of the exact result.
double worstUlp(const std::string& e, const std::vector<VertexProgram::Inputs>& inputs,
                const Exact& exact) {
  const std::vector<float> got = evaluate(e, inputs);
  double worst = 0;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const double want = exact(inputs[i].x);
    const double ulp =
        want == 0 ? 1.2e-38 : std::max(std::ldexp(1.0, std::ilogb(want) - 23), 1.2e-38);
    const double error = want == got[i] ? 0 : std::abs(got[i] - want) / ulp;
    worst = std::isnan(error) ? kInf : std::max(worst, error);
  }
  return worst;
}

}  // namespace

TEST_CASE("sin and cos are within 1e-6 over many periods") {
  const auto s = [](double x) { return std::sin(x); };
  const auto c = [](double x) { return std::cos(x); };
  CHECK(worstAbsolute("sin(x)", range(-3.2, 3.2), s) < 2e-7);
  CHECK(worstAbsolute("cos(x)", range(-3.2, 3.2), c) < 2e-7);
  CHECK(worstAbsolute("sin(x)", range(-1000, 1000), s) < 1e-6);
  CHECK(worstAbsolute("cos(x)", range(-1000, 1000), c) < 1e-6);
  CHECK(evaluate("sin(x)", {{0, 0, 0, 0, 0}})[0] == 0.0f);
  CHECK(evaluate("cos(x)", {{0, 0, 0, 0, 0}})[0] == 1.0f);
}

TEST_CASE("sin of arguments beyond any precision stays in [-1, 1]") {
  for (const float r : evaluate("sin(x)", logRange(1e3, 1e38, 400))) {
    CHECK(std::abs(r) <= 1.0f);
  }
}

TEST_CASE("tan follows the quotient") {
  CHECK(worstUlp("tan(x)", range(-1.5, 1.5), [](double x) { return std::tan(x); }) < 12);
}

TEST_CASE("inverse trigonometric functions") {
  CHECK(worstAbsolute("asin(x)", range(-1, 1), [](double x) { return std::asin(x); }) < 4e-7);
  CHECK(worstAbsolute("acos(x)", range(-1, 1), [](double x) { return std::acos(x); }) < 4e-7);
  CHECK(worstAbsolute("atan(x)", range(-30, 30), [](double x) { return std::atan(x); }) < 4e-7);
  CHECK(evaluate("atan(x)", {{kInf, 0, 0, 0, 0}})[0] == doctest::Approx(1.5707964f));
}

TEST_CASE("atan of two arguments knows all quadrants and the axes") {
  std::vector<VertexProgram::Inputs> inputs;
  for (int i = 0; i < 720; ++i) {
    const double a = (i - 360) * 3.14159265358979 / 360;
    inputs.push_back({float(std::cos(a)), float(std::sin(a)), 0, 0, 0});
  }
  inputs.push_back({0, 1, 0, 0, 0});
  inputs.push_back({-1, 0, 0, 0, 0});
  const std::vector<float> got = evaluate("atan(y, x)", inputs);
  for (size_t i = 0; i < got.size(); ++i) {
    const double want = std::atan2(double(inputs[i].y), double(inputs[i].x));
    CHECK(got[i] == doctest::Approx(want).epsilon(1e-6));
  }
  CHECK(evaluate("atan(y, x)", {{0, 0, 0, 0, 0}})[0] == 0.0f);
}

TEST_CASE("exponentials are within 3 ULP and saturate") {
  const auto e2 = [](double x) { return std::exp2(x); };
  CHECK(worstUlp("exp2(x)", range(-125, 127.9), e2) <= 3);
  CHECK(worstUlp("exp(x)", range(-86, 88.7), [](double x) { return std::exp(x); }) <= 3);
  CHECK(evaluate("exp2(x)", {{128, 0, 0, 0, 0}, {1e9f, 0, 0, 0, 0}, {kInf, 0, 0, 0, 0}}) ==
        std::vector<float>{kInf, kInf, kInf});
  CHECK(evaluate("exp2(x)", {{-150, 0, 0, 0, 0}, {-kInf, 0, 0, 0, 0}, {0, 0, 0, 0, 0}}) ==
        std::vector<float>{0, 0, 1});
  CHECK(evaluate("exp(x)", {{100, 0, 0, 0, 0}, {-200, 0, 0, 0, 0}, {-kInf, 0, 0, 0, 0}}) ==
        std::vector<float>{kInf, 0, 0});
  for (int n = -126; n < 128; ++n) {
    REQUIRE(evaluate("exp2(x)", {{float(n), 0, 0, 0, 0}})[0] == std::ldexp(1.0f, n));
  }
}

TEST_CASE("logarithms are within 3 ULP and know zero and infinity") {
  CHECK(worstUlp("log2(x)", logRange(1.2e-38, 3e38), [](double x) { return std::log2(x); }) <= 3);
  CHECK(worstUlp("log(x)", logRange(1.2e-38, 3e38), [](double x) { return std::log(x); }) <= 3);
  CHECK(worstAbsolute("log2(x)", range(0.5, 2), [](double x) { return std::log2(x); }) < 1.2e-7);
  CHECK(evaluate("log2(x)", {{0, 0, 0, 0, 0}, {kInf, 0, 0, 0, 0}, {8, 0, 0, 0, 0}}) ==
        std::vector<float>{-kInf, kInf, 3});
  CHECK(evaluate("log(x)", {{0, 0, 0, 0, 0}, {1, 0, 0, 0, 0}}) == std::vector<float>{-kInf, 0});
}

TEST_CASE("pow is exact where graphics code relies on it") {
  const std::vector<VertexProgram::Inputs> inputs = {
      {0, 2, 0, 0, 0}, {0, 0.01f, 0, 0, 0}, {0, 0, 0, 0, 0}, {1, 7, 0, 0, 0}, {2, 10, 0, 0, 0}};
  const std::vector<float> got = evaluate("pow(x, y)", inputs);
  CHECK(got[0] == 0.0f);
  CHECK(got[1] == 0.0f);
  CHECK(got[2] == 1.0f);
  CHECK(got[3] == 1.0f);
  CHECK(got[4] == doctest::Approx(1024.0f).epsilon(1e-6));
  const auto gamma = [](double x) { return std::pow(x, double(2.4f)); };
  CHECK(worstUlp("pow(x, 2.4)", logRange(1e-4, 10), gamma) < 48);
  CHECK(worstAbsolute("pow(x, 0.41666)", range(0, 1),
                      [](double x) { return std::pow(x, double(0.41666f)); }) < 4e-7);
  CHECK(worstUlp("pow(x, 5.0)", logRange(1e-4, 10), [](double x) { return std::pow(x, 5); }) < 3);
}

TEST_CASE("roots") {
  CHECK(worstUlp("sqrt(x)", logRange(1e-30, 1e30), [](double x) { return std::sqrt(x); }) <= 0.5);
  CHECK(worstUlp("inversesqrt(x)", logRange(1e-30, 1e30),
                 [](double x) { return 1 / std::sqrt(x); }) <= 2);
}

TEST_CASE("hyperbolic functions and their inverses") {
  CHECK(worstUlp("sinh(x)", range(-10, 10), [](double x) { return std::sinh(x); }) < 8);
  CHECK(worstUlp("cosh(x)", range(-10, 10), [](double x) { return std::cosh(x); }) < 8);
  CHECK(worstUlp("tanh(x)", range(-12, 12), [](double x) { return std::tanh(x); }) < 4);
  CHECK(worstUlp("asinh(x)", range(-100, 100), [](double x) { return std::asinh(x); }) < 8);
  CHECK(worstUlp("acosh(x)", range(1.001, 100), [](double x) { return std::acosh(x); }) < 8);
  CHECK(worstUlp("atanh(x)", range(-0.99, 0.99), [](double x) { return std::atanh(x); }) < 8);
  CHECK(evaluate("tanh(x)", {{100, 0, 0, 0, 0}})[0] == 1.0f);
}

TEST_CASE("common functions at their edges") {
  CHECK(evaluate("mod(x, 3.0)", {{7, 0, 0, 0, 0}, {-1, 0, 0, 0, 0}}) == std::vector<float>{1, 2});
  CHECK(evaluate("fract(x)", {{-0.25f, 0, 0, 0, 0}})[0] == 0.75f);
  CHECK(evaluate("sign(x)", {{-3, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {2, 0, 0, 0, 0}}) ==
        std::vector<float>{-1, 0, 1});
  CHECK(evaluate("step(0.5, x)", {{0.5f, 0, 0, 0, 0}, {0.4f, 0, 0, 0, 0}}) ==
        std::vector<float>{1, 0});
  CHECK(evaluate("smoothstep(1.0, 3.0, x)", {{0, 0, 0, 0, 0}, {2, 0, 0, 0, 0}, {4, 0, 0, 0, 0}}) ==
        std::vector<float>{0, 0.5f, 1});
  CHECK(evaluate("mix(1.0, 3.0, x)", {{0.25f, 0, 0, 0, 0}})[0] == 1.5f);
  CHECK(evaluate("mix(1.0, 3.0, x > 0.0)", {{1, 0, 0, 0, 0}, {-1, 0, 0, 0, 0}}) ==
        std::vector<float>{3, 1});
  CHECK(evaluate("clamp(x, -1.0, 1.0)", {{-9, 0, 0, 0, 0}, {9, 0, 0, 0, 0}}) ==
        std::vector<float>{-1, 1});
  CHECK(evaluate("roundEven(x)", {{2.5f, 0, 0, 0, 0}, {3.5f, 0, 0, 0, 0}}) ==
        std::vector<float>{2, 4});
  CHECK(evaluate("float(isnan(x / y)) + 2.0 * float(isinf(x))",
                 {{0, 0, 0, 0, 0}, {kInf, 1, 0, 0, 0}, {1, 1, 0, 0, 0}}) ==
        std::vector<float>{1, 2, 0});
}

// Undefined in GLSL, but libraries rely on what GPUs do: max(dot(normalize(n), l), 0.0) is 0 where
// n is 0.
TEST_CASE("min, max, clamp, smoothstep and step of NaN are numbers") {
  const auto ofNaN = [](const char* expression) {
    return evaluate(expression, {{0, 0, 0, 0, 0}})[0];
  };
  CHECK(ofNaN("max(x / y, 0.25)") == 0.25f);
  CHECK(ofNaN("min(x / y, 0.25)") == 0.25f);
  CHECK(ofNaN("clamp(x / y, 0.25, 0.5)") == 0.25f);
  CHECK(ofNaN("smoothstep(0.0, 1.0, x / y)") == 0.0f);
  CHECK(ofNaN("step(0.5, x / y)") == 0.0f);
  CHECK(std::isnan(ofNaN("exp2(x / y)")));
  CHECK(std::isnan(ofNaN("sin(x / y)")));
}

TEST_CASE("modf splits with the sign of its argument") {
  VertexProgram p(
      "void main() { float whole; float part = modf(x, whole); r = whole * 10.0 + part; }");
  CHECK(p.run(3.25f) == 30.25f);
  CHECK(p.run(-3.25f) == -30.25f);
}

TEST_CASE("every half float survives unpacking and packing") {
  VertexProgram p(
      "void main() { vec2 f = unpackHalf2x16(uint(i)); r = f.x; n = int(packHalf2x16(f)); }");
  std::vector<VertexProgram::Inputs> inputs;
  for (int h = 0; h < 65536; ++h) inputs.push_back({0, 0, 0, 0, h | (h << 16)});
  const auto results = p.run(inputs);
  for (int h = 0; h < 65536; ++h) {
    const int exponent = (h >> 10) & 31, mantissa = h & 1023;
    if (exponent == 31 && mantissa != 0) {
      REQUIRE(std::isnan(results[h].r));
      continue;
    }
    double want = exponent == 0    ? std::ldexp(mantissa, -24)
                  : exponent == 31 ? kInf
                                   : std::ldexp(mantissa + 1024, exponent - 25);
    if ((h & 0x8000) != 0) want = -want;
    REQUIRE(results[h].r == want);
    REQUIRE(static_cast<uint32_t>(results[h].n) == (static_cast<uint32_t>(h) * 0x10001u));
  }
}

TEST_CASE("packing half floats rounds to nearest even and overflows to infinity") {
  VertexProgram p("void main() { n = int(packHalf2x16(vec2(x, 0.0))); }");
  const auto pack = [&](float x) { return p.run({{x, 0, 0, 0, 0}})[0].n; };
  CHECK(pack(1.0f + 0x1p-11f) == 0x3c00);
  CHECK(pack(1.0f + 3 * 0x1p-11f) == 0x3c02);
  CHECK(pack(65519.0f) == 0x7bff);
  CHECK(pack(65520.0f) == 0x7c00);
  CHECK(pack(0x1p-25f) == 0);
  CHECK(pack(0x1.8p-24f) == 2);
}

TEST_CASE("normalised packing") {
  VertexProgram p(R"(void main() {
    n = int(packSnorm2x16(vec2(x, y)));
    vec2 u = unpackUnorm2x16(packUnorm2x16(vec2(x, y)));
    r = u.x + 2.0 * u.y;
  })");
  const auto results = p.run({{-1, 1, 0, 0, 0}, {2, 0, 0, 0, 0}});
  CHECK(results[0].n == 0x7fff8001);
  CHECK(results[0].r == 2.0f);
  CHECK(results[1].n == 0x7fff);
  CHECK(results[1].r == 1.0f);
}
