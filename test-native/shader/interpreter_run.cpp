// SPDX-License-Identifier: MIT
#include "shader/interpreter_run.h"

#include "shader/program.h"

namespace nogpu::shader::test {

Lanes4 fromVector(v128_t v) {
  Lanes4 lanes;
  wasm_v128_store(lanes.data(), v);
  return lanes;
}

v128_t toVector(const Lanes4& lanes) { return wasm_v128_load(lanes.data()); }

namespace {

v128_t maskVector(const Lanes4& mask) { return wasm_i32x4_ne(toVector(mask), wasm_i32x4_splat(0)); }

/// v128 number i of memory that is kept in Lanes, whose alignment vectors respect.
v128_t* vectors(std::vector<interp::Lanes>& memory) {
  return memory.empty() ? nullptr : memory[0].v;
}

size_t lanesFor(size_t vectorCount) { return (vectorCount + interp::kWidth - 1) / interp::kWidth; }

}  // namespace

InterpreterRun::InterpreterRun(const ir::Module& module)
    : module_(module),
      program_(interp::prepare(module)),
      scratch_(scratchBytes(module) / sizeof(interp::Lanes) + 1) {
  for (interp::Lanes& lanes : scratch_) lanes = {{wasm_i32x4_splat(0), wasm_i32x4_splat(0)}};
}

ShaderDraw InterpreterRun::draw() {
  blockPointers_.clear();
  for (const auto& block : blocks) {
    blockPointers_.push_back(reinterpret_cast<const std::byte*>(block.data()));
  }
  ShaderDraw draw{};
  draw.uniforms = uniforms.data();
  draw.blocks = blockPointers_.data();
  draw.samplers = samplers.data();
  draw.constants = module_.constants.data();
  draw.scratch = reinterpret_cast<std::byte*>(scratch_.data());
  draw.loopBudget = loopBudget;
  draw.code = program_.get();
  return draw;
}

std::vector<ReferenceOutput> InterpreterRun::results(const std::vector<interp::Lanes>& memory,
                                                     size_t count, const ShaderDraw& draw) const {
  std::vector<ReferenceOutput> all(count);
  const size_t slots = module_.outputs.size();
  for (size_t i = 0; i < count; ++i) {
    all[i].stoppedLine = draw.stoppedLine;
    for (size_t s = 0; s < slots; ++s) {
      const size_t at = i * slots + s;
      all[i].outputs.push_back(fromVector(memory[at / interp::kWidth].v[at % interp::kWidth]));
    }
  }
  return all;
}

std::vector<ReferenceOutput> InterpreterRun::runVertex(
    const std::vector<std::vector<Lanes4>>& groups) {
  std::vector<interp::Lanes> in(lanesFor(groups.size() * module_.inputs.size()) + 1);
  std::vector<interp::Lanes> out(lanesFor(groups.size() * module_.outputs.size()) + 1);
  v128_t* next = vectors(in);
  for (const auto& group : groups) {
    for (const Lanes4& lanes : group) *next++ = toVector(lanes);
  }
  ShaderDraw draw = this->draw();
  VertexBatch batch{&draw, uint32_t(groups.size()), vectors(in), vectors(out)};
  interpretVertex(&batch);
  return results(out, groups.size(), draw);
}

std::vector<ReferenceOutput> InterpreterRun::runFragment(const std::vector<Quad>& quads) {
  const size_t stride = (module_.planeCount + 3) & ~3u;
  std::vector<interp::Lanes> planeMemory(lanesFor(stride * 3 / 4 + 1));
  float* c = reinterpret_cast<float*>(planeMemory.data());
  for (size_t p = 0; p < planes.size(); ++p) {
    c[p] = planes[p].c;
    c[stride + p] = planes[p].dx;
    c[2 * stride + p] = planes[p].dy;
  }
  FragmentSegment segment{0,
                          uint32_t(quads.size()),
                          c,
                          x0,
                          y0,
                          {z.c, z.dx, z.dy},
                          {oneOverW.c, oneOverW.dx, oneOverW.dy},
                          frontFacing ? 0xffffffffu : 0};
  std::vector<interp::Lanes> out(lanesFor(quads.size() * module_.outputs.size()) + 1);
  ShaderDraw draw = this->draw();
  auto batch = std::make_unique<FragmentBatch>();
  batch->draw = &draw;
  batch->segments = &segment;
  batch->segmentCount = 1;
  batch->outputs = vectors(out);
  batch->quadCount = uint32_t(quads.size());
  for (size_t q = 0; q < quads.size(); ++q) {
    batch->quadX[q] = quads[q].x;
    batch->quadY[q] = quads[q].y;
    batch->mask[q] = maskVector(quads[q].mask);
  }
  interpretFragment(batch.get());
  std::vector<ReferenceOutput> all = results(out, quads.size(), draw);
  for (size_t q = 0; q < quads.size(); ++q) {
    all[q].mask = fromVector(wasm_v128_and(batch->mask[q], wasm_i32x4_splat(1)));
  }
  return all;
}

}  // namespace nogpu::shader::test
