// SPDX-License-Identifier: MIT
// Random modules: the interpreter against the scalar reference, and optimised against unoptimised.
#include <doctest/doctest.h>

#include "shader/interpreter_run.h"
#include "shader/ir/parse.h"
#include "shader/ir/print.h"
#include "shader/ir/verify.h"
#include "shader/passes/optimize.h"
#include "shader/random_module.h"

namespace nogpu::shader::test {

namespace {

struct Case {
  std::vector<uint32_t> uniforms;
  std::vector<std::vector<Lanes4>> groups;  // vertex
  std::vector<Plane> planes;                // fragment
  std::vector<Quad> quads;
};

Case randomCase(Random& random) {
  Case result;
  for (uint32_t i = 0; i < kRandomUniforms; ++i) {
    result.uniforms.push_back(randomWord(random, i < 4 ? ir::Kind::F32 : ir::Kind::I32));
  }
  for (uint32_t group = 0; group < 2; ++group) {
    std::vector<Lanes4> slots;
    for (uint32_t i = 0; i < kRandomInputs; ++i) {
      Lanes4 lanes;
      for (uint32_t& lane : lanes) lane = randomWord(random, i < 3 ? ir::Kind::F32 : ir::Kind::I32);
      slots.push_back(lanes);
    }
    result.groups.push_back(slots);
    result.quads.push_back({int32_t(random.below(64) * 2),
                            int32_t(random.below(64) * 2),
                            {random.below(2), 1, random.below(2), 1}});
  }
  const auto small = [&] { return float(int32_t(random.below(65)) - 32) / 8.0f; };
  for (uint32_t i = 0; i < kRandomInputs; ++i) result.planes.push_back({small(), small(), small()});
  return result;
}

/// The inputs that abi.h's formula gives for quad q.
std::vector<Lanes4> interpolate(const Case& test, const Quad& quad) {
  std::vector<Lanes4> slots;
  for (const Plane& plane : test.planes) {
    Lanes4 lanes;
    for (uint32_t i = 0; i < 4; ++i) {
      const float px = float(quad.x + int32_t(i & 1)), py = float(quad.y + int32_t(i >> 1));
      lanes[i] = __builtin_bit_cast(uint32_t, (plane.c + plane.dx * px) + plane.dy * py);
    }
    slots.push_back(lanes);
  }
  return slots;
}

std::vector<ReferenceOutput> interpret(const ir::Module& module, const Case& test) {
  InterpreterRun run(module);
  run.uniforms = test.uniforms;
  run.planes = test.planes;
  return module.stage == Stage::Vertex ? run.runVertex(test.groups) : run.runFragment(test.quads);
}

std::vector<ReferenceOutput> refer(const ir::Module& module, const Case& test) {
  std::vector<ReferenceOutput> all;
  for (size_t i = 0; i < test.groups.size(); ++i) {
    ReferenceInput input;
    input.uniforms = test.uniforms;
    const bool vertex = module.stage == Stage::Vertex;
    input.inputs = vertex ? test.groups[i] : interpolate(test, test.quads[i]);
    if (!vertex) input.mask = test.quads[i].mask;
    all.push_back(runReference(module, input));
  }
  return all;
}

bool same(const ir::Module& module, const ReferenceOutput& x, const ReferenceOutput& y) {
  if (module.stage == Stage::Fragment && x.mask != y.mask) return false;
  for (size_t s = 0; s < module.outputs.size(); ++s) {
    for (size_t i = 0; i < 4; ++i) {
      const uint32_t a = x.outputs[s][i], b = y.outputs[s][i];
      if (module.outputs[s].kind == ir::Kind::F32 ? !sameFloat(a, b) : a != b) return false;
    }
  }
  return true;
}

bool sameAll(const ir::Module& module, const std::vector<ReferenceOutput>& x,
             const std::vector<ReferenceOutput>& y) {
  for (size_t i = 0; i < x.size(); ++i) {
    if (!same(module, x[i], y[i])) return false;
  }
  return true;
}

Stage stageOf(uint32_t seed) { return seed % 2 == 0 ? Stage::Vertex : Stage::Fragment; }

}  // namespace

TEST_CASE("random modules verify, and their text reads back") {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const ir::Module module = randomModule(stageOf(seed), seed, {.derivatives = true});
    REQUIRE(ir::verify(module) == "");
    const std::string text = ir::print(module);
    const ir::ParseResult again = ir::parse(text);
    REQUIRE(again.error == "");
    REQUIRE(ir::verify(again.module) == "");
    REQUIRE(ir::print(again.module) == text);
  }
}

TEST_CASE("the interpreter does what the reference does") {
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    const RandomOptions options{.statements = 10 + seed % 90, .derivatives = true};
    const ir::Module module = randomModule(stageOf(seed), seed, options);
    Random random(seed);
    const Case test = randomCase(random);
    const bool equal = sameAll(module, interpret(module, test), refer(module, test));
    if (!equal) MESSAGE(ir::print(module));
    REQUIRE(equal);
  }
}

TEST_CASE("optimised modules do what they did before") {
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    const RandomOptions options{.statements = 10 + seed % 90};
    const ir::Module module = randomModule(stageOf(seed), seed, options);
    ir::Module optimized = module;
    passes::optimize(optimized);
    REQUIRE(ir::verify(optimized) == "");
    Random random(seed);
    const Case test = randomCase(random);
    const bool equal = sameAll(module, interpret(optimized, test), refer(module, test));
    if (!equal) MESSAGE(ir::print(module) << "\noptimised:\n" << ir::print(optimized));
    REQUIRE(equal);
  }
}

}  // namespace nogpu::shader::test
