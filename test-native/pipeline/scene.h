// SPDX-License-Identifier: MIT
// A draw for tests: surfaces, a hand-made program and shaders written in C++. Vertex attribute 0 is
// the clip position (four floats); attribute 1 is four floats handed on as planes 0 to 3; attribute
// 2 x is the point size if the program uses it. The fragment shader writes planes 0 to 3 to draw
// buffer 0.
#pragma once

#include <cstring>
#include <vector>

#include "pipeline/draw.h"
#include "pipeline/quad_memory.h"

namespace nogpu::test {

using namespace nogpu::pipeline;
using format::FormatId;

/// A surface that owns its memory, with a guard of 64 bytes on both sides.
struct Image {
  Surface surface;
  std::vector<std::byte> memory;
  static constexpr size_t kGuard = 64;

  Image() = default;
  Image(FormatId id, uint32_t width, uint32_t height, uint32_t samples = 1) {
    const uint32_t bytes = id == FormatId::STENCIL_INDEX8 ? 1 : format::info(id).storageBytes;
    surface.width = width, surface.height = height;
    surface.rowStrideBytes = width * bytes;
    surface.sampleStrideBytes = size_t{surface.rowStrideBytes} * height;
    surface.format = id, surface.samples = samples;
    memory.assign(surface.sampleStrideBytes * samples + 2 * kGuard, std::byte{0xA5});
    surface.data = memory.data() + kGuard;
    std::memset(surface.data, 0, surface.sampleStrideBytes * samples);
  }
  Image(Image&& o) noexcept { *this = static_cast<Image&&>(o); }
  Image& operator=(Image&& o) noexcept {
    surface = o.surface;
    memory.swap(o.memory);
    return *this;
  }
  bool guardsIntact() const {
    for (size_t i = 0; i < kGuard; ++i) {
      if (memory[i] != std::byte{0xA5} || memory[memory.size() - 1 - i] != std::byte{0xA5}) {
        return false;
      }
    }
    return true;
  }
  template <class T>
  T at(uint32_t x, uint32_t y, uint32_t sample = 0) const {
    T v;
    std::memcpy(&v, surface.row(y, sample) + x * sizeof(T), sizeof(T));
    return v;
  }
  template <class T>
  void fill(T v) {
    for (uint32_t s = 0; s < surface.samples; ++s)
      for (uint32_t y = 0; y < surface.height; ++y)
        for (uint32_t x = 0; x < surface.width; ++x)
          std::memcpy(surface.row(y, s) + x * sizeof(T), &v, sizeof(T));
  }
};

struct TestVertex {
  float position[4];
  float color[4] = {1, 1, 1, 1};
  float size = 1;
};

/// What the shaders below need beside the batch: hung into ShaderDraw::code.
struct ShaderShape {
  uint32_t vertexInputs, vertexOutputs, planes, fragmentOutputs;
  bool discardLowAlpha = false;  ///< alpha < 0.5
  bool fragDepth = false;        ///< plane 0 goes to gl_FragDepth (output slot 4)
  std::vector<shader::Interpolant>* interpolants;
};

inline void runVertex(void* p) {
  auto& batch = *static_cast<shader::VertexBatch*>(p);
  const auto& shape = *static_cast<const ShaderShape*>(batch.draw->code);
  for (uint32_t g = 0; g < batch.groups; ++g) {
    for (uint32_t i = 0; i < shape.vertexOutputs; ++i) {
      batch.outputs[g * shape.vertexOutputs + i] = batch.inputs[g * shape.vertexInputs + i];
    }
  }
}

/// Evaluates all planes as shader/abi.h says and writes the first four.
inline void runFragment(void* p) {
  auto& batch = *static_cast<shader::FragmentBatch*>(p);
  const auto& shape = *static_cast<const ShaderShape*>(batch.draw->code);
  const uint32_t stride = (shape.planes + 3) & ~3u;
  for (uint32_t s = 0; s < batch.segmentCount; ++s) {
    const shader::FragmentSegment& seg = batch.segments[s];
    for (uint32_t q = seg.quadBegin; q < seg.quadBegin + seg.quadCount; ++q) {
      float lanes[8][4] = {};
      for (int i = 0; i < 4; ++i) {
        const float px = static_cast<float>(batch.quadX[q] + (i & 1) - seg.x0);
        const float py = static_cast<float>(batch.quadY[q] + (i >> 1) - seg.y0);
        const float w = (seg.oneOverW[0] + seg.oneOverW[1] * px) + seg.oneOverW[2] * py;
        for (uint32_t k = 0; k < shape.planes && k < 8; ++k) {
          const float c = seg.planes[k];
          const float v = (c + seg.planes[stride + k] * px) + seg.planes[2 * stride + k] * py;
          switch ((*shape.interpolants)[k].interpolation) {
            case shader::ir::Interpolation::Flat:
              lanes[k][i] = c;
              break;
            case shader::ir::Interpolation::Linear:
            case shader::ir::Interpolation::OverW:
              lanes[k][i] = v;
              break;
            case shader::ir::Interpolation::Smooth:
              lanes[k][i] = v * (1.0f / w);
              break;
          }
        }
      }
      v128_t* out = batch.outputs + q * shape.fragmentOutputs;
      for (uint32_t k = 0; k < 4; ++k) out[k] = wasm_v128_load(lanes[k]);
      if (shape.fragDepth) out[4] = wasm_v128_load(lanes[0]);
      if (shape.discardLowAlpha) {
        const v128_t keep = wasm_f32x4_ge(out[3], wasm_f32x4_splat(0.5f));
        batch.mask[q] = wasm_v128_and(batch.mask[q], keep);
      }
    }
  }
}

struct Scene {
  shader::LinkedProgram program;
  ShaderShape shape{8, 8, 4, 4, false, false, nullptr};
  DrawCall call;
  Arena arena;
  Image color, depth, stencil;
  std::vector<TestVertex> vertices;

  Scene(uint32_t width, uint32_t height, FormatId id = FormatId::RGBA8, uint32_t samples = 1) {
    using namespace shader::ir;
    color = Image(id, width, height, samples);
    program.ok = true;
    for (uint32_t i = 0; i < 8; ++i) {
      program.vertex.inputs.push_back(
          {InputSemantic::Attribute, Kind::F32, Interpolation::Smooth, false, i});
      program.vertex.outputs.push_back({i < 4 ? OutputSemantic::Position : OutputSemantic::Varying,
                                        Kind::F32, i < 4 ? i : i - 4, kNoValue});
    }
    for (uint32_t i = 0; i < 4; ++i) {
      shader::Interpolant interpolant;
      interpolant.vertexSlot = 4 + i;
      program.interpolants.push_back(interpolant);
      program.fragment.outputs.push_back({OutputSemantic::Color, Kind::F32, i, kNoValue});
    }
    program.colorOutputMask = 1;
    call.program = &program;
    shape.interpolants = &program.interpolants;
    call.vertex.code = {runVertex, &shape};
    call.fragment.code = {runFragment, &shape};
    call.target.color[0] = color.surface;
    call.target.width = width, call.target.height = height, call.target.samples = samples;
    call.viewport = {0, 0, static_cast<int32_t>(width), static_cast<int32_t>(height)};
    call.scissor = {0, 0, static_cast<int32_t>(width), static_cast<int32_t>(height)};
  }
  Scene(const Scene&) = delete;

  void addDepth(FormatId id) {
    depth = Image(id, call.target.width, call.target.height, call.target.samples);
    call.target.depth = depth.surface;
    call.depth.test = true;
  }
  void addStencil() {
    stencil =
        Image(FormatId::STENCIL_INDEX8, call.target.width, call.target.height, call.target.samples);
    call.target.stencil = stencil.surface;
    call.stencilTest = true;
  }
  void usePointSize() {
    using namespace shader::ir;
    program.vertex.inputs.push_back(
        {InputSemantic::Attribute, Kind::F32, Interpolation::Smooth, false, 8});
    program.vertex.outputs.push_back({OutputSemantic::PointSize, Kind::F32, 0, kNoValue});
    shape.vertexInputs = shape.vertexOutputs = 9;
  }
  void setInterpolation(shader::ir::Interpolation i) {
    for (auto& p : program.interpolants) p.interpolation = i;
  }

  DrawResult draw(PrimitiveMode mode = PrimitiveMode::Triangles) {
    call.mode = mode;
    const uint8_t components[3] = {4, 4, 1};
    const size_t offsets[3] = {offsetof(TestVertex, position), offsetof(TestVertex, color),
                               offsetof(TestVertex, size)};
    for (int i = 0; i < 3; ++i) {
      VertexAttrib& a = call.attribs[i];
      a.enabled = true;
      a.data = reinterpret_cast<const std::byte*>(vertices.data()) + offsets[i];
      a.byteCount = vertices.size() * sizeof(TestVertex) - offsets[i];
      a.strideBytes = sizeof(TestVertex);
      a.components = components[i];
    }
    if (call.indexType == IndexType::None) call.count = static_cast<uint32_t>(vertices.size());
    return pipeline::draw(call, arena);
  }
  template <class Index>
  DrawResult drawIndexed(PrimitiveMode mode, const std::vector<Index>& indices) {
    call.indexType = sizeof(Index) == 1   ? IndexType::U8
                     : sizeof(Index) == 2 ? IndexType::U16
                                          : IndexType::U32;
    call.indices = indices.data();
    call.count = static_cast<uint32_t>(indices.size());
    return draw(mode);
  }

  /// A vertex at window position (x, y), given in pixels, with depth z in -1 … 1.
  TestVertex at(float x, float y, float z = 0, float w = 1) const {
    TestVertex v{};
    v.position[0] = (2 * x / static_cast<float>(call.target.width) - 1) * w;
    v.position[1] = (2 * y / static_cast<float>(call.target.height) - 1) * w;
    v.position[2] = z * w;
    v.position[3] = w;
    for (float& c : v.color) c = 1;
    v.size = 1;
    return v;
  }
  /// Two triangles over the whole target.
  void fullQuad(float z, float r, float g, float b, float a) {
    const auto W = static_cast<float>(call.target.width),
               H = static_cast<float>(call.target.height);
    vertices = {at(0, 0, z), at(W, 0, z), at(W, H, z), at(0, 0, z), at(W, H, z), at(0, H, z)};
    for (TestVertex& v : vertices) {
      v.color[0] = r, v.color[1] = g, v.color[2] = b, v.color[3] = a;
    }
  }
};

}  // namespace nogpu::test
