// SPDX-License-Identifier: MIT
// Runs a module in the interpreter over the structs of abi.h, for tests: inputs in, outputs out,
// all memory owned here.
#pragma once

#include <vector>

#include "shader/abi.h"
#include "shader/interp/program.h"
#include "shader/reference.h"

namespace nogpu::shader::test {

/// A plane equation as abi.h has it: value = (c + dx * px) + dy * py.
struct Plane {
  float c = 0, dx = 0, dy = 0;
};

struct Quad {
  int32_t x = 0, y = 0;
  Lanes4 mask{1, 1, 1, 1};
};

class InterpreterRun {
 public:
  explicit InterpreterRun(const ir::Module& module);

  std::vector<uint32_t> uniforms;
  std::vector<std::vector<uint32_t>> blocks;
  std::vector<const SamplerDesc*> samplers;
  int32_t loopBudget = 1 << 20;
  // fragment: one segment
  std::vector<Plane> planes;
  Plane z{0.5f, 0, 0}, oneOverW{1, 0, 0};
  int32_t x0 = 0, y0 = 0;
  bool frontFacing = true;

  /// groups[g][slot]: the four lanes of an input.
  std::vector<ReferenceOutput> runVertex(const std::vector<std::vector<Lanes4>>& groups);
  std::vector<ReferenceOutput> runFragment(const std::vector<Quad>& quads);

 private:
  ShaderDraw draw();
  std::vector<ReferenceOutput> results(const std::vector<interp::Lanes>& memory, size_t count,
                                       const ShaderDraw& draw) const;

  const ir::Module& module_;
  std::unique_ptr<interp::Program> program_;
  std::vector<interp::Lanes> scratch_;
  std::vector<const std::byte*> blockPointers_;
};

Lanes4 fromVector(v128_t v);
v128_t toVector(const Lanes4& lanes);

}  // namespace nogpu::shader::test
