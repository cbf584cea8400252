// SPDX-License-Identifier: MIT
// Attribute fetch, assembly, restart, instancing, the vertex cache, transform feedback, loop
// budgets.
#include <doctest/doctest.h>

#include <cmath>
#include <deque>
#include <random>

#include "pipeline/assemble.h"
#include "pipeline/scene.h"
#include "pipeline/vertex_fetch.h"

using namespace nogpu::test;

namespace {

std::vector<std::vector<uint32_t>> assembled(PrimitiveMode mode,
                                             const std::vector<uint8_t>& indices) {
  DrawCall call;
  call.mode = mode;
  call.indexType = IndexType::U8;
  call.indices = indices.data();
  call.count = static_cast<uint32_t>(indices.size());
  std::vector<std::vector<uint32_t>> out;
  assemble(call, [&](uint32_t a, uint32_t b, uint32_t c) {
    std::vector<uint32_t> p = {a, b, c};
    p.resize(verticesPerPrimitive(mode));
    out.push_back(p);
    return true;
  });
  return out;
}

/// Fetches one attribute for the given vertices: component c of vertex i at [i][c].
std::vector<std::vector<uint32_t>> fetched(const VertexAttrib& attrib, std::vector<uint32_t> ids,
                                           std::vector<uint32_t> instances = {}) {
  nogpu::shader::LinkedProgram program;
  using namespace nogpu::shader::ir;
  for (uint32_t c = 0; c < 4; ++c) {
    program.vertex.inputs.push_back(
        {InputSemantic::Attribute, Kind::F32, Interpolation::Smooth, false, 3 * 4 + c});
  }
  program.vertex.inputs.push_back({InputSemantic::VertexId, Kind::I32});
  program.vertex.inputs.push_back({InputSemantic::InstanceId, Kind::I32});
  DrawCall call;
  call.program = &program;
  call.attribs[3] = attrib;
  const size_t n = ids.size();
  ids.resize((n + 3) & ~size_t{3});
  instances.resize(ids.size());
  Arena arena;
  v128_t* inputs = arena.allocate<v128_t>(ids.size() / 4 * 6);
  VertexFetch fetch(call, arena, static_cast<uint32_t>(ids.size()), inputs);
  fetch.fetch(ids.data(), instances.data(), static_cast<uint32_t>(ids.size() / 4));
  std::vector<std::vector<uint32_t>> out(n);
  for (size_t i = 0; i < n; ++i)
    for (size_t s = 0; s < 6; ++s) {
      uint32_t lanes[4];
      wasm_v128_store(lanes, inputs[i / 4 * 6 + s]);
      out[i].push_back(lanes[i % 4]);
    }
  return out;
}

float asFloat(uint32_t bits) {
  float f;
  std::memcpy(&f, &bits, 4);
  return f;
}

/// Keeps a copy of the data for as long as the tests run.
template <class T>
VertexAttrib attribOf(const std::vector<T>& values, ComponentType type, uint8_t components) {
  static std::deque<std::vector<T>> kept;
  const std::vector<T>& data = kept.emplace_back(values);
  VertexAttrib a;
  a.enabled = true;
  a.data = reinterpret_cast<const std::byte*>(data.data());
  a.byteCount = data.size() * sizeof(T);
  a.type = type;
  a.components = components;
  a.strideBytes = static_cast<uint32_t>(sizeof(T) * components);
  return a;
}

}  // namespace

TEST_CASE("assembly of all modes, with restart") {
  using P = PrimitiveMode;
  using Lists = std::vector<std::vector<uint32_t>>;
  const std::vector<uint8_t> run = {0, 1, 2, 3, 4};
  CHECK(assembled(P::Points, run) == Lists{{0}, {1}, {2}, {3}, {4}});
  CHECK(assembled(P::Lines, run) == Lists{{0, 1}, {2, 3}});
  CHECK(assembled(P::LineStrip, run) == Lists{{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  CHECK(assembled(P::LineLoop, run) == Lists{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}});
  CHECK(assembled(P::Triangles, run) == Lists{{0, 1, 2}});
  CHECK(assembled(P::TriangleStrip, run) == Lists{{0, 1, 2}, {2, 1, 3}, {2, 3, 4}});
  CHECK(assembled(P::TriangleFan, run) == Lists{{0, 1, 2}, {0, 2, 3}, {0, 3, 4}});

  CHECK(assembled(P::LineLoop, {7}).empty());
  CHECK(assembled(P::LineLoop, {7, 8}) == Lists{{7, 8}, {8, 7}});
  CHECK(assembled(P::TriangleStrip, {0, 1, 2, 255, 3, 4, 5, 6, 255, 255, 9}) ==
        Lists{{0, 1, 2}, {3, 4, 5}, {5, 4, 6}});
  CHECK(assembled(P::LineLoop, {0, 1, 2, 255, 5, 6}) ==
        Lists{{0, 1}, {1, 2}, {2, 0}, {5, 6}, {6, 5}});
  CHECK(assembled(P::TriangleFan, {255, 0, 1, 2, 255, 3, 4, 5}) == Lists{{0, 1, 2}, {3, 4, 5}});
  CHECK(assembled(P::Triangles, {0, 1, 255, 2, 3, 4}) == Lists{{2, 3, 4}});
}

TEST_CASE("fetch converts every component type and fills what is missing") {
  const auto f2 = fetched(attribOf<float>({1, 2, 3, 4}, ComponentType::Float, 2), {1, 0});
  CHECK(asFloat(f2[0][0]) == 3.0f);
  CHECK(asFloat(f2[0][1]) == 4.0f);
  CHECK(asFloat(f2[0][2]) == 0.0f);
  CHECK(asFloat(f2[0][3]) == 1.0f);
  CHECK(f2[0][4] == 1);  // gl_VertexID
  const auto f3 = fetched(attribOf<float>({1, 2, 3, 4, 5, 6}, ComponentType::Float, 3), {1});
  CHECK(asFloat(f3[0][2]) == 6.0f);
  CHECK(asFloat(f3[0][3]) == 1.0f);

  VertexAttrib u8 = attribOf<uint8_t>({0, 51, 255, 128}, ComponentType::UnsignedByte, 4);
  CHECK(asFloat(fetched(u8, {0})[0][2]) == 255.0f);
  u8.normalized = true;
  CHECK(asFloat(fetched(u8, {0})[0][1]) == 0.2f);
  CHECK(asFloat(fetched(u8, {0})[0][2]) == 1.0f);

  VertexAttrib i16 = attribOf<int16_t>({-32768, 32767, -16384}, ComponentType::Short, 3);
  i16.normalized = true;
  CHECK(asFloat(fetched(i16, {0})[0][0]) == -1.0f);
  CHECK(asFloat(fetched(i16, {0})[0][1]) == 1.0f);
  CHECK(asFloat(fetched(i16, {0})[0][3]) == 1.0f);

  VertexAttrib i8 = attribOf<int8_t>({-5, 7}, ComponentType::Byte, 2);
  i8.integer = true;
  CHECK(static_cast<int32_t>(fetched(i8, {0})[0][0]) == -5);
  CHECK(fetched(i8, {0})[0][3] == 1);

  VertexAttrib u32 = attribOf<uint32_t>({0xFFFFFFFFu, 5}, ComponentType::UnsignedInt, 2);
  CHECK(asFloat(fetched(u32, {0})[0][0]) == 4294967296.0f);
  u32.normalized = true;
  CHECK(asFloat(fetched(u32, {0})[0][0]) == 1.0f);

  const auto half = fetched(attribOf<uint16_t>({0x3C00, 0xC000}, ComponentType::HalfFloat, 2), {0});
  CHECK(asFloat(half[0][0]) == 1.0f);
  CHECK(asFloat(half[0][1]) == -2.0f);
  CHECK(asFloat(half[0][3]) == 1.0f);

  VertexAttrib packed =
      attribOf<uint32_t>({0x40000000u | 0x1FFu | 0x200u << 10}, ComponentType::Int2101010, 4);
  packed.strideBytes = 4;
  packed.normalized = true;
  const auto p = fetched(packed, {0});
  CHECK(asFloat(p[0][0]) == 1.0f);
  CHECK(asFloat(p[0][1]) == -1.0f);
  CHECK(asFloat(p[0][3]) == 1.0f);
}

TEST_CASE("elements that are not wholly inside the buffer read as zeros") {
  VertexAttrib a = attribOf<float>({1, 2, 3, 4, 5, 6}, ComponentType::Float, 4);  // 1.5 elements
  const auto v = fetched(a, {0, 1, 2, 0xFFFFFFFFu});
  CHECK(asFloat(v[0][3]) == 4.0f);
  for (size_t i = 1; i < 4; ++i)
    for (size_t c = 0; c < 4; ++c) CHECK(v[i][c] == 0);
  a.byteCount = 15;
  CHECK(fetched(a, {0})[0][0] == 0);
  a.byteCount = 0, a.data = nullptr;
  CHECK(fetched(a, {0})[0][0] == 0);
}

TEST_CASE("disabled attributes give their constant, instanced ones step by the divisor") {
  VertexAttrib constant;
  constant.constant[1] = 42;
  CHECK(fetched(constant, {5, 6})[1][1] == 42);
  CHECK(asFloat(fetched(constant, {5})[0][3]) == 1.0f);

  VertexAttrib a = attribOf<float>({10, 11, 12}, ComponentType::Float, 1);
  a.divisor = 2;
  const auto v = fetched(a, {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5});
  const float expected[6] = {10, 10, 11, 11, 12, 12};
  for (size_t i = 0; i < 6; ++i) {
    CHECK(asFloat(v[i][0]) == expected[i]);
    CHECK(v[i][5] == i);  // gl_InstanceID
  }
}

TEST_CASE("indexed meshes shade shared vertices once and draw what plain ones draw") {
  // A grid of 40 × 40 cells.
  const uint32_t n = 40;
  Scene plain(97, 97), indexed(97, 97);
  std::vector<TestVertex> grid;
  std::mt19937 random(11);
  std::uniform_real_distribution<float> c(0, 1);
  for (uint32_t j = 0; j <= n; ++j)
    for (uint32_t i = 0; i <= n; ++i) {
      TestVertex v = plain.at(static_cast<float>(i) * 97 / n, static_cast<float>(j) * 97 / n);
      for (float& k : v.color) k = c(random);
      grid.push_back(v);
    }
  std::vector<uint32_t> indices;
  for (uint32_t j = 0; j < n; ++j)
    for (uint32_t i = 0; i < n; ++i) {
      const uint32_t a = j * (n + 1) + i, b = a + 1, d = a + n + 1, e = d + 1;
      indices.insert(indices.end(), {a, b, e, a, e, d});
    }
  for (const uint32_t i : indices) plain.vertices.push_back(grid[i]);
  indexed.vertices = grid;
  const DrawResult p = plain.draw(), q = indexed.drawIndexed(PrimitiveMode::Triangles, indices);
  CHECK(p.primitives == q.primitives);
  CHECK(q.verticesShaded < grid.size() * 5 / 4);
  CHECK(std::memcmp(plain.color.surface.data, indexed.color.surface.data, 97 * 97 * 4) == 0);
}

TEST_CASE("instances draw in order, each with its own attributes") {
  Scene s(32, 4);
  s.fullQuad(0, 1, 1, 1, 1);
  s.call.instances = 3000;
  std::vector<float> colors;
  for (int i = 0; i < 3000; ++i) {
    colors.insert(colors.end(), {static_cast<float>(i % 256) / 255, 0, 0, 1});
  }
  s.call.mode = PrimitiveMode::Triangles;
  s.draw();  // fills in the attributes
  s.call.attribs[1] = attribOf(colors, ComponentType::Float, 4);
  s.call.attribs[1].divisor = 1;
  const DrawResult r = nogpu::pipeline::draw(s.call, s.arena);
  CHECK(r.primitives == 6000);
  CHECK((s.color.at<uint32_t>(7, 2) & 255) == 2999 % 256);
}

TEST_CASE("out-of-range indices are harmless") {
  Scene s(8, 8);
  s.fullQuad(0, 1, 1, 1, 1);
  s.drawIndexed(PrimitiveMode::Triangles,
                std::vector<uint32_t>{0, 1, 0x7FFFFFFF, 0, 0xFFFFFFFE, 2});
  CHECK(s.color.guardsIntact());
}

TEST_CASE("transform feedback captures whole primitives, also with rasterizer discard") {
  for (const bool separate : {false, true}) {
    Scene s(8, 8);
    s.program.captured.resize(2);
    s.program.captured[0].vertexSlots = {4, 5};
    s.program.captured[1].vertexSlots = {0};
    s.fullQuad(0, 0, 0, 0, 0);
    for (size_t i = 0; i < 6; ++i) {
      s.vertices[i].color[0] = static_cast<float>(i);
      s.vertices[i].color[1] = 0.5f;
    }
    s.vertices.push_back(s.vertices[0]);  // an incomplete triangle
    std::vector<float> first(64, -7), second(64, -7);
    s.call.feedback.active = true;
    s.call.feedback.separate = separate;
    s.call.feedback.targets[0] = {reinterpret_cast<std::byte*>(first.data()), 256};
    s.call.feedback.targets[1] = {reinterpret_cast<std::byte*>(second.data()), 256};
    s.call.raster.discard = true;
    const DrawResult r = s.draw();
    CHECK(r.feedbackPrimitives == 2);
    CHECK(s.color.at<uint32_t>(2, 2) == 0);
    if (separate) {
      CHECK(r.feedbackBytes[0] == 48);
      CHECK(r.feedbackBytes[1] == 24);
      CHECK(first[2] == 1.0f);
      CHECK(second[1] == s.vertices[1].position[0]);
    } else {
      CHECK(r.feedbackBytes[0] == 72);
      CHECK(first[3] == 1.0f);
      CHECK(first[4] == 0.5f);
      CHECK(first[5] == s.vertices[1].position[0]);
      CHECK(first[18] == -7.0f);
    }
  }
}

TEST_CASE("feedback without room writes whole primitives only") {
  Scene s(8, 8);
  s.program.captured.resize(1);
  s.program.captured[0].vertexSlots = {4};
  s.fullQuad(0, 1, 1, 1, 1);
  std::vector<float> buffer(8, -7);
  s.call.feedback.active = true;
  s.call.feedback.targets[0] = {reinterpret_cast<std::byte*>(buffer.data()), 20};
  const DrawResult r = s.draw();
  CHECK(r.feedbackPrimitives == 1);
  CHECK(r.feedbackBytes[0] == 12);
  CHECK(buffer[3] == -7.0f);
  CHECK(s.color.at<uint32_t>(2, 2) != 0);
}

TEST_CASE("a used-up loop budget stops the draw and names the line") {
  Scene s(64, 64);
  s.fullQuad(0, 1, 1, 1, 1);
  s.call.loopBudget = 5;
  s.call.fragment.code.run = [](void* p) {
    runFragment(p);
    auto& draw = *static_cast<nogpu::shader::FragmentBatch*>(p)->draw;
    draw.loopBudget -= 2;
    if (draw.loopBudget < 0) draw.stoppedLine = 17;
  };
  const DrawResult r = s.draw();
  CHECK(r.stopped);
  CHECK(r.stoppedLine == 17);
  CHECK(r.quadsShaded > 2 * 48);  // three batches, filled up to whole blocks
  CHECK(r.quadsShaded <= 3 * 64);
}
