// SPDX-License-Identifier: MIT
// What the pipeline itself costs beside shading: the fragment shader here writes a constant colour.
// Prints median and best of several draws, ns per pixel and per triangle, and a hash of the
// picture: a fast wrong answer is no result.
//
//   bench_pipeline [filter [size]]      size: side of the target, 1024 by default. On a busy
//   machine a
//                                       small target (256) and the best time say more.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "pipeline/clear.h"
#include "pipeline/draw.h"
#include "pipeline/resolve.h"

using namespace nogpu;
using namespace nogpu::pipeline;
using format::FormatId;

namespace {

uint32_t targetSize = 1024;

struct Image {
  Surface surface;
  std::vector<std::byte> memory;

  Image(FormatId id, uint32_t samples) {
    surface.width = surface.height = targetSize;
    surface.format = id;
    surface.samples = samples;
    surface.rowStrideBytes = targetSize * format::info(id).storageBytes;
    surface.sampleStrideBytes = size_t{surface.rowStrideBytes} * targetSize;
    memory.resize(surface.sampleStrideBytes * samples);
    surface.data = memory.data();
  }
  uint32_t hash() const {
    uint32_t h = 2166136261u;
    for (const std::byte b : memory) h = (h ^ static_cast<uint8_t>(b)) * 16777619u;
    return h;
  }
};

struct PackedVertex {
  float x, y, z, color;
};

/// Inputs x, y, z, color; outputs position and color.
void runVertex(void* p) {
  auto& batch = *static_cast<shader::VertexBatch*>(p);
  for (uint32_t g = 0; g < batch.groups; ++g) {
    const v128_t* in = batch.inputs + g * 4;
    v128_t* out = batch.outputs + g * 5;
    out[0] = in[0], out[1] = in[1], out[2] = in[2];
    out[3] = wasm_f32x4_splat(1.0f);
    out[4] = in[3];
  }
}

void runConstant(void* p) {
  auto& batch = *static_cast<shader::FragmentBatch*>(p);
  for (uint32_t q = 0; q < batch.quadCount; ++q) {
    v128_t* out = batch.outputs + q * 4;
    out[0] = wasm_f32x4_splat(0.25f);
    out[1] = wasm_f32x4_splat(0.5f);
    out[2] = wasm_f32x4_splat(0.75f);
    out[3] = wasm_f32x4_splat(0.5f);
  }
}

shader::LinkedProgram makeProgram() {
  using namespace shader::ir;
  shader::LinkedProgram program;
  for (uint32_t i = 0; i < 4; ++i) {
    program.vertex.inputs.push_back(
        {InputSemantic::Attribute, Kind::F32, Interpolation::Smooth, false, i});
    program.vertex.outputs.push_back({OutputSemantic::Position, Kind::F32, i, kNoValue});
    program.fragment.outputs.push_back({OutputSemantic::Color, Kind::F32, i, kNoValue});
  }
  program.vertex.outputs.push_back({OutputSemantic::Varying, Kind::F32, 0, kNoValue});
  shader::Interpolant interpolant;
  interpolant.vertexSlot = 4;
  program.interpolants.push_back(interpolant);
  program.colorOutputMask = 1;
  return program;
}

struct Mesh {
  std::vector<PackedVertex> vertices;
  std::vector<uint32_t> indices;
};

/// n × n cells of two triangles over the whole target.
Mesh grid(uint32_t n) {
  Mesh mesh;
  for (uint32_t j = 0; j <= n; ++j)
    for (uint32_t i = 0; i <= n; ++i) {
      const float x = 2.0f * static_cast<float>(i) / static_cast<float>(n) - 1;
      const float y = 2.0f * static_cast<float>(j) / static_cast<float>(n) - 1;
      mesh.vertices.push_back({x, y, 0.3f * x + 0.2f * y, x});
    }
  for (uint32_t j = 0; j < n; ++j)
    for (uint32_t i = 0; i < n; ++i) {
      const uint32_t a = j * (n + 1) + i, b = a + n + 1;
      mesh.indices.insert(mesh.indices.end(), {a, a + 1, b + 1, a, b + 1, b});
    }
  return mesh;
}

struct Bench {
  shader::LinkedProgram program = makeProgram();
  Arena arena;
  DrawCall call;

  Bench(const Mesh& mesh, const Image& color, const Image* depth) {
    call.program = &program;
    call.vertex.code.run = runVertex;
    call.fragment.code.run = runConstant;
    call.indexType = IndexType::U32;
    call.indices = mesh.indices.data();
    call.count = static_cast<uint32_t>(mesh.indices.size());
    VertexAttrib& a = call.attribs[0];
    a.enabled = true;
    a.data = reinterpret_cast<const std::byte*>(mesh.vertices.data());
    a.byteCount = mesh.vertices.size() * sizeof(PackedVertex);
    a.strideBytes = sizeof(PackedVertex);
    call.target.color[0] = color.surface;
    call.target.width = call.target.height = targetSize;
    call.target.samples = color.surface.samples;
    const auto size = static_cast<int32_t>(targetSize);
    call.viewport = {0, 0, size, size};
    call.scissor = {0, 0, size, size};
    if (depth) {
      call.target.depth = depth->surface;
      call.depth.test = true;
      call.depth.func = CompareFunc::LessEqual;
    }
  }
};

struct Timing {
  double median, best;
};

template <class Work>
Timing measure(Work work) {
  std::vector<double> times;
  for (int i = 0; i < 45; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin() + 15, times.end());  // the first ones warm up
  return {times[30], times[15]};
}

struct Case {
  const char* name;
  uint32_t trianglePixels;  ///< 0: two triangles over everything
  FormatId color;
  FormatId depth;
  uint32_t samples;
  bool blend;
};

void run(const Case& c) {
  const double side = std::sqrt(2.0 * c.trianglePixels);
  const auto cells = c.trianglePixels == 0 ? 1u : static_cast<uint32_t>(targetSize / side + 0.5);
  const Mesh mesh = grid(cells);
  Image color(c.color, c.samples);
  const bool hasDepth = c.depth != FormatId::kNone;
  Image depth(hasDepth ? c.depth : FormatId::DEPTH_COMPONENT16, c.samples);
  Bench bench(mesh, color, hasDepth ? &depth : nullptr);
  if (c.blend) {
    BlendState& b = bench.call.drawBuffers[0].blend;
    b.enabled = true;
    b.srcRgb = BlendFactor::SrcAlpha;
    b.dstRgb = b.dstAlpha = BlendFactor::OneMinusSrcAlpha;
  }
  clearDepth(depth.surface, boundsOf(depth.surface), 1.0f);
  const Timing t = measure([&] { draw(bench.call, bench.arena); });
  const double pixels = static_cast<double>(targetSize) * targetSize,
               triangles = 2.0 * cells * cells;
  std::printf("%-28s %7.2f ns/px (best %7.2f) %10.1f ns/triangle   %08x\n", c.name,
              t.median / pixels, t.best / pixels, t.median / triangles, color.hash());
}

/// What a draw costs however little it draws.
void runDrawCalls() {
  Mesh mesh;
  mesh.vertices = {{0, 0, 0, 1}, {0.01f, 0, 0, 1}, {0, 0.01f, 0, 1}};
  mesh.indices = {0, 1, 2};
  Image color(FormatId::RGBA8, 1), depth(FormatId::DEPTH_COMPONENT24, 1);
  Bench bench(mesh, color, &depth);
  constexpr int kDraws = 200;
  const Timing t = measure([&] {
    for (int i = 0; i < kDraws; ++i) draw(bench.call, bench.arena);
  });
  std::printf("%-28s %7.2f us a draw (best %.2f)\n", "draw call", t.median / kDraws / 1000,
              t.best / kDraws / 1000);
}

constexpr FormatId kNone = FormatId::kNone;
constexpr FormatId kD24 = FormatId::DEPTH_COMPONENT24;
const Case kCases[] = {
    {"fill RGBA8", 0, FormatId::RGBA8, kNone, 1, false},
    {"fill RGBA8 depth16", 0, FormatId::RGBA8, FormatId::DEPTH_COMPONENT16, 1, false},
    {"fill RGBA8 depth24", 0, FormatId::RGBA8, kD24, 1, false},
    {"fill RGBA8 depth32f", 0, FormatId::RGBA8, FormatId::DEPTH_COMPONENT32F, 1, false},
    {"fill RGBA8 4x", 0, FormatId::RGBA8, kNone, 4, false},
    {"fill RGBA8 depth24 4x", 0, FormatId::RGBA8, kD24, 4, false},
    {"fill SRGB8_ALPHA8", 0, FormatId::SRGB8_ALPHA8, kNone, 1, false},
    {"fill RGBA16F", 0, FormatId::RGBA16F, kNone, 1, false},
    {"fill RGBA32F", 0, FormatId::RGBA32F, kNone, 1, false},
    {"fill R11F_G11F_B10F", 0, FormatId::R11F_G11F_B10F, kNone, 1, false},
    {"fill R8 (general)", 0, FormatId::R8, kNone, 1, false},
    {"fill RGBA8UI (general)", 0, FormatId::RGBA8UI, kNone, 1, false},
    {"blend RGBA8", 0, FormatId::RGBA8, kNone, 1, true},
    {"blend RGBA8 4x", 0, FormatId::RGBA8, kNone, 4, true},
    {"blend RGBA16F", 0, FormatId::RGBA16F, kNone, 1, true},
    {"blend SRGB8_ALPHA8", 0, FormatId::SRGB8_ALPHA8, kNone, 1, true},
    {"triangles 8192 px", 8192, FormatId::RGBA8, kD24, 1, false},
    {"triangles 512 px", 512, FormatId::RGBA8, kD24, 1, false},
    {"triangles 32 px", 32, FormatId::RGBA8, kD24, 1, false},
    {"triangles 10 px (100k)", 10, FormatId::RGBA8, kD24, 1, false},
    {"triangles 10 px (100k) 4x", 10, FormatId::RGBA8, kD24, 4, false},
    {"triangles 2 px", 2, FormatId::RGBA8, kD24, 1, false},
};

}  // namespace

int main(int argc, char** argv) {
  if (argc > 2) targetSize = static_cast<uint32_t>(std::atoi(argv[2]));
  for (const Case& c : kCases) {
    if (argc < 2 || std::strstr(c.name, argv[1])) run(c);
  }
  runDrawCalls();
  Image src(FormatId::RGBA8, 4), dst(FormatId::RGBA8, 1);
  // Not inlined into main, which engines run unoptimised.
  void (*volatile resolve)(const Surface&, const Surface&, Rect) = resolveColor;
  const Timing t = measure([&] { resolve(src.surface, dst.surface, boundsOf(dst.surface)); });
  const double pixels = static_cast<double>(targetSize) * targetSize;
  std::printf("%-28s %7.2f ns/px (best %7.2f)\n", "resolve RGBA8 4x", t.median / pixels,
              t.best / pixels);
}
