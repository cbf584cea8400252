// SPDX-License-Identifier: MIT
#include "shader/shader_run.h"

#include <cstdio>

#include "shader/ir/verify.h"

namespace nogpu::shader::test {

LinkedProgram linkText(std::string_view vertex, std::string_view fragment,
                       const LinkOptions& options, const Limits& limits,
                       const front::ExtensionSet& extensions) {
  const CompiledShader vs = compileShader(vertex, Stage::Vertex, limits, extensions);
  const CompiledShader fs = compileShader(fragment, Stage::Fragment, limits, extensions);
  if (vs.module == nullptr || fs.module == nullptr) {
    LinkedProgram failed;
    failed.infoLog = "compile: " + vs.infoLog + fs.infoLog;
    return failed;
  }
  LinkedProgram program = linkProgram(vs, fs, options, limits);
  const std::string broken =
      program.ok ? ir::verify(program.vertex) + ir::verify(program.fragment) : "";
  if (!broken.empty()) {
    program.ok = false;
    program.infoLog = broken;
  }
  return program;
}

std::string vertexText(std::string_view code) { return "#version 300 es\n" + std::string(code); }

std::string fragmentText(std::string_view code) {
  return "#version 300 es\nprecision highp float; precision highp int;\n" + std::string(code);
}

VertexProgram::VertexProgram(std::string_view code) {
  LinkOptions options;
  options.attributeBindings = {{"x", 0}, {"y", 1}, {"z", 2}, {"w", 3}, {"i", 4}};
  options.capturedVaryings = {"r", "n"};
  const std::string vertex = vertexText(
      "in float x, y, z, w; in int i; out float r; flat out int n;\n" + std::string(code));
  program_ = linkText(vertex, fragmentText("out vec4 o; void main() { o = vec4(0); }"), options);
  if (!program_.ok) std::printf("%s\n", program_.infoLog.c_str());
  uniforms_.resize(program_.uniformWords);
}

void VertexProgram::setWords(std::string_view name, const std::vector<uint32_t>& words) {
  for (const ActiveUniform& u : program_.uniforms) {
    if (u.name != name) continue;
    for (size_t i = 0; i < words.size(); ++i) uniforms_[u.wordOffset + i] = words[i];
    return;
  }
  std::printf("no uniform %s\n", std::string(name).c_str());
}

void VertexProgram::setUniform(std::string_view name, const std::vector<float>& values) {
  std::vector<uint32_t> words;
  for (const float f : values) words.push_back(__builtin_bit_cast(uint32_t, f));
  setWords(name, words);
}

void VertexProgram::setUniformInts(std::string_view name, const std::vector<int32_t>& values) {
  setWords(name, {values.begin(), values.end()});
}

uint32_t VertexProgram::inputWord(const ir::InputSlot& slot, const Inputs& lane) const {
  const float floats[] = {lane.x, lane.y, lane.z, lane.w};
  const uint32_t location = slot.index / 4;
  return location < 4 ? __builtin_bit_cast(uint32_t, floats[location])
                      : static_cast<uint32_t>(lane.i);
}

std::vector<VertexProgram::Result> VertexProgram::run(const std::vector<Inputs>& lanes) {
  std::vector<Result> results(lanes.size());
  if (!program_.ok) return results;
  std::vector<std::vector<Lanes4>> groups((lanes.size() + 3) / 4);
  for (size_t g = 0; g < groups.size(); ++g) {
    for (const ir::InputSlot& slot : program_.vertex.inputs) {
      Lanes4 words{};
      for (size_t l = 0; l < 4; ++l) {
        const size_t at = g * 4 + l;
        words[l] = inputWord(slot, lanes[at < lanes.size() ? at : lanes.size() - 1]);
      }
      groups[g].push_back(words);
    }
  }
  InterpreterRun interpreter(program_.vertex);
  interpreter.uniforms = uniforms_;
  interpreter.blocks = blocks;
  interpreter.loopBudget = loopBudget;
  const std::vector<ReferenceOutput> out = interpreter.runVertex(groups);
  const uint32_t rSlot = program_.captured[0].vertexSlots[0];
  const uint32_t nSlot = program_.captured[1].vertexSlots[0];
  for (size_t at = 0; at < lanes.size(); ++at) {
    results[at].r = __builtin_bit_cast(float, out[at / 4].outputs[rSlot][at % 4]);
    results[at].n = static_cast<int32_t>(out[at / 4].outputs[nSlot][at % 4]);
  }
  return results;
}

}  // namespace nogpu::shader::test
