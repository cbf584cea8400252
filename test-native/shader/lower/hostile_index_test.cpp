// SPDX-License-Identifier: MIT
// Indices out of range, of every kind of storage: they reach the last element (read as unsigned, -1
// is large), never memory beside it. The vectors of a run are exactly as large as they must be, so
// that a sanitizer sees any access outside.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "shader/shader_run.h"

using namespace nogpu::shader;
using nogpu::shader::test::VertexProgram;

namespace {

constexpr int32_t kHostile[] = {0,           1,          4,    5,         6,
                                -1,          -2,         1000, -1000,     0x10000000,
                                -0x10000000, 0x3fffffff, 100,  INT32_MIN, INT32_MAX};

uint32_t clamped(int32_t index, uint32_t count) {
  return std::min(static_cast<uint32_t>(index), count - 1);
}

/// Every hostile index next to every other in a group of four.
std::vector<VertexProgram::Inputs> hostileLanes() {
  std::vector<VertexProgram::Inputs> lanes;
  for (const int32_t i : kHostile) {
    for (const int32_t j : kHostile) lanes.push_back({0, 0, 0, static_cast<float>(j), i});
  }
  return lanes;
}

/// `code` sets `r` to the element of {10, 20, … count * 10} that `i` is clamped to.
void checkReads(VertexProgram& p, uint32_t count) {
  REQUIRE(p.ok());
  const std::vector<VertexProgram::Inputs> lanes = hostileLanes();
  const std::vector<VertexProgram::Result> results = p.run(lanes);
  for (size_t at = 0; at < lanes.size(); ++at) {
    CAPTURE(lanes[at].i);
    CHECK(results[at].r == static_cast<float>((clamped(lanes[at].i, count) + 1) * 10));
  }
}

std::vector<float> tens(uint32_t count) {
  std::vector<float> values;
  for (uint32_t i = 0; i < count; ++i) values.push_back(static_cast<float>((i + 1) * 10));
  return values;
}

}  // namespace

TEST_CASE("an index out of range stays in a uniform array") {
  VertexProgram p("uniform float u[5]; void main() { r = u[i]; }");
  p.setUniform("u[0]", tens(5));
  checkReads(p, 5);
}

TEST_CASE("an index out of range stays in a uniform block") {
  VertexProgram p("layout(std140) uniform B { float u[5]; }; void main() { r = u[i]; }");
  p.blocks.emplace_back(20);
  for (uint32_t i = 0; i < 5; ++i) {
    p.blocks[0][i * 4] = __builtin_bit_cast(uint32_t, static_cast<float>((i + 1) * 10));
  }
  checkReads(p, 5);
}

TEST_CASE("an index out of range stays in an array of constants") {
  VertexProgram p(
      "const float t[5] = float[5](10., 20., 30., 40., 50.); void main() { r = t[i]; }");
  checkReads(p, 5);
}

TEST_CASE("an index out of range stays in arrays in memory, and arrays of values") {
  VertexProgram memory(R"(void main() {
    float a[40]; for (int k = 0; k < 40; ++k) a[k] = float(k + 1) * 10.0; r = a[i]; })");
  checkReads(memory, 40);
  VertexProgram values(R"(void main() {
    float a[5]; for (int k = 0; k < 5; ++k) a[k] = float(k + 1) * 10.0; r = a[i]; })");
  checkReads(values, 5);
}

TEST_CASE("an index out of range stores inside the array") {
  VertexProgram p(R"(void main() {
    float before[20], a[20], after[20];
    for (int k = 0; k < 20; ++k) { before[k] = 1.0; a[k] = 1.0; after[k] = 1.0; }
    before[(i & 0x7fffffff) % 20] = 2.0; after[(i & 0x7fffffff) % 20] = 2.0;
    a[i] = 100.0;
    r = 0.0;
    for (int k = 0; k < 20; ++k) r += before[k] + a[k] + after[k];
    n = int(a[19]);
  })");
  REQUIRE(p.ok());
  const auto lanes = hostileLanes();
  const auto results = p.run(lanes);
  for (size_t at = 0; at < lanes.size(); ++at) {
    CAPTURE(lanes[at].i);
    CHECK(results[at].r == 21 + 119 + 21);
    CHECK(results[at].n == (clamped(lanes[at].i, 20) == 19 ? 100 : 1));
  }
}

TEST_CASE("indices into structs, matrices and columns are each held") {
  VertexProgram p(R"(
    struct S { vec3 pad; float f[3]; mat3 m; };
    uniform S s[3];
    void main() { int j = int(w); r = s[i].f[j] + s[i].m[j][i]; }
  )");
  REQUIRE(p.ok());
  for (uint32_t k = 0; k < 3; ++k) {
    const std::string name = "s[" + std::to_string(k) + "].";
    p.setUniform(name + "pad", {1e6f, 1e6f, 1e6f});
    p.setUniform(name + "f[0]", {k * 100.f, k * 100.f + 10, k * 100.f + 20});
    p.setUniform(name + "m", {0, 1, 2, 3, 4, 5, 6, 7, 8});
  }
  const auto lanes = hostileLanes();
  const auto results = p.run(lanes);
  for (size_t at = 0; at < lanes.size(); ++at) {
    const float w = lanes[at].w;
    const int32_t asInt = w >= 2147483648.f ? INT32_MAX : static_cast<int32_t>(w);
    const uint32_t i = clamped(lanes[at].i, 3), j = clamped(asInt, 3);
    CAPTURE(lanes[at].i);
    CAPTURE(w);
    CHECK(results[at].r == static_cast<float>(i * 100 + j * 10 + j * 3 + i));
  }
}

TEST_CASE("NaN and infinities as an index") {
  VertexProgram p("uniform float u[5]; void main() { r = u[int(x)] + u[uint(y)]; }");
  REQUIRE(p.ok());
  p.setUniform("u[0]", tens(5));
  const float inf = std::numeric_limits<float>::infinity();
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const auto results = p.run({{nan, nan}, {inf, inf}, {-inf, -inf}, {1e30f, -1e30f}});
  CHECK(results[0].r == 20);  // NaN gives 0
  CHECK(results[1].r == 100);
  CHECK(results[2].r == 60);  // signed: INT_MIN, the last; unsigned: 0
  CHECK(results[3].r == 60);
}

TEST_CASE("lanes that have left a loop do not read outside") {
  // The lanes leave at different times, with indices that then run away from them.
  VertexProgram p(R"(
    uniform float u[5];
    void main() {
      float a[20];
      for (int k = 0; k < 20; ++k) a[k] = float(k);
      int at = i;
      r = 0.0;
      for (int k = 0; k < 30; ++k) {
        if (k >= int(w)) break;
        at = at * 1664525 + 1013904223;
        if ((at & 3) == 0) { at -= 0x40000000; r += u[at]; a[at] += 1.0; continue; }
        r += u[at >> 3] + a[at];
      }
      n = at;
    })");
  REQUIRE(p.ok());
  p.setUniform("u[0]", tens(5));
  std::vector<VertexProgram::Inputs> lanes;
  for (int32_t at = 0; at < 64; ++at) {
    lanes.push_back({0, 0, 0, static_cast<float>(at % 31), at * 0x3779b9});
  }
  const auto results = p.run(lanes);
  for (size_t lane = 0; lane < lanes.size(); ++lane) {
    float a[20], r = 0;
    for (int k = 0; k < 20; ++k) a[k] = static_cast<float>(k);
    uint32_t at = static_cast<uint32_t>(lanes[lane].i);
    for (int k = 0; k < static_cast<int>(lanes[lane].w); ++k) {
      at = at * 1664525u + 1013904223u;
      if ((at & 3) == 0) {
        at -= 0x40000000u;
        r += static_cast<float>((std::min(at, 4u) + 1) * 10);
        a[std::min(at, 19u)] += 1;
        continue;
      }
      const uint32_t shifted = static_cast<uint32_t>(static_cast<int32_t>(at) >> 3);
      r += static_cast<float>((std::min(shifted, 4u) + 1) * 10) + a[std::min(at, 19u)];
    }
    CAPTURE(lane);
    CHECK(results[lane].r == r);
    CHECK(static_cast<uint32_t>(results[lane].n) == at);
  }
}
