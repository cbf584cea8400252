// SPDX-License-Identifier: MIT
// What the interpreter costs per quad: CPU time of full batches of a module given as IR text, the
// texture lookup being nearly free. Prints the median of 15 runs and the sum of all outputs, so
// that a fast wrong answer shows.
//
//   bench_interpreter bench/interpreter/lit_textured.ir
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "shader/interp/program.h"
#include "shader/ir/parse.h"
#include "shader/passes/optimize.h"
#include "shader/program.h"

using namespace nogpu::shader;

namespace {

constexpr uint32_t kQuads = kMaxBatchQuads;
constexpr uint32_t kBatches = 2000, kRuns = 15;

void coordinates(const SamplerDesc*, SampleArgs* args, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    for (int k = 0; k < 4; ++k) args[i].result[k] = args[i].coord[k & 1];
  }
}

/// Everything a fragment batch points at, with smooth made-up values.
struct Scene {
  alignas(16) float planes[3 * 64];
  uint32_t uniforms[1024];
  std::vector<interp::Lanes> scratch, outputs;
  SamplerDesc sampler{{coordinates, coordinates, coordinates, coordinates, coordinates}};
  const SamplerDesc* samplers[16];
  ShaderDraw draw{};
  FragmentSegment segment{};
  FragmentBatch batch{};

  Scene(const ir::Module& module, const interp::Program& program)
      : scratch(scratchBytes(module) / sizeof(interp::Lanes) + 1),
        outputs(kQuads * module.outputs.size()) {
    for (int i = 0; i < 3 * 64; ++i) planes[i] = 0.01f * float(i + 1);
    std::fill(std::begin(uniforms), std::end(uniforms), 0x3f000000u);  // 0.5
    std::fill(std::begin(samplers), std::end(samplers), &sampler);
    draw.uniforms = uniforms;
    draw.samplers = samplers;
    draw.constants = module.constants.data();
    draw.scratch = reinterpret_cast<std::byte*>(scratch.data());
    draw.loopBudget = 1 << 30;
    draw.code = &program;
    segment.quadCount = kQuads;
    segment.planes = planes;
    segment.oneOverW[0] = 1.0f;
    segment.oneOverW[1] = segment.oneOverW[2] = 0.001f;
    batch.draw = &draw;
    batch.segments = &segment;
    batch.segmentCount = 1;
    batch.outputs = outputs.data()->v;
    batch.quadCount = kQuads;
    for (uint32_t q = 0; q < kQuads; ++q) {
      batch.quadX[q] = int32_t(q) * 2;
      batch.mask[q] = wasm_i32x4_splat(-1);
    }
  }

  double sumOfOutputs(const ir::Module& module) const {
    double sum = 0;
    for (size_t i = 0; i < kQuads * module.outputs.size(); ++i) {
      alignas(16) float lane[4];
      wasm_v128_store(lane, batch.outputs[i]);
      for (float value : lane) sum += double(value);
    }
    return sum;
  }
};

double nanosecondsPerQuad(Scene& scene) {
  const clock_t begin = clock();
  for (uint32_t i = 0; i < kBatches; ++i) interpretFragment(&scene.batch);
  return double(clock() - begin) / CLOCKS_PER_SEC * 1e9 / kBatches / kQuads;
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream in(argc > 1 ? argv[1] : "bench/interpreter/lit_textured.ir");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  ir::ParseResult parsed = ir::parse(text);
  if (!parsed.error.empty() || parsed.module.outputs.empty()) {
    fprintf(stderr, "%s\n", parsed.error.c_str());
    return 1;
  }
  passes::optimize(parsed.module);
  const std::unique_ptr<interp::Program> program = interp::prepare(parsed.module);
  const auto scene = std::make_unique<Scene>(parsed.module, *program);
  std::vector<double> runs;
  for (uint32_t i = 0; i < kRuns; ++i) runs.push_back(nanosecondsPerQuad(*scene));
  std::sort(runs.begin(), runs.end());
  printf(
      "%.1f ns per quad (min %.1f, max %.1f); %zu instructions a step, %zu in the prologue; "
      "sum %.6g\n",
      runs[kRuns / 2], runs.front(), runs.back(), program->main.size(), program->prologue.size(),
      scene->sumOfOutputs(parsed.module));
  return 0;
}
