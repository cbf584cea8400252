// SPDX-License-Identifier: MIT
// Runs shader text natively: compile, link, and the interpreter over lanes given by the test. The
// vertex stage is the workhorse: its inputs can be any value per lane, and transform feedback says
// where its outputs are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shader/interpreter_run.h"
#include "shader/program.h"

namespace nogpu::shader::test {

/// Links the two sources; the log of whatever failed is in `infoLog`.
LinkedProgram linkText(std::string_view vertex, std::string_view fragment,
                       const LinkOptions& options = {}, const Limits& limits = {},
                       const front::ExtensionSet& extensions = {});

/// `#version 300 es` and precisions in front.
std::string vertexText(std::string_view code);
std::string fragmentText(std::string_view code);

/// A vertex shader that computes `r` from `x`, `y`, `z` and `w`, all declared here:
///   in float x, y, z, w; in int i; out float r; flat out int n;
/// `code` is global declarations and main.
class VertexProgram {
 public:
  explicit VertexProgram(std::string_view code);

  bool ok() const { return program_.ok; }
  const LinkedProgram& program() const { return program_; }
  /// Words of the default block; sets what `name` has, element 0 first.
  void setUniform(std::string_view name, const std::vector<float>& values);
  void setUniformInts(std::string_view name, const std::vector<int32_t>& values);
  std::vector<std::vector<uint32_t>> blocks;
  int32_t loopBudget = 1 << 20;

  struct Inputs {
    float x = 0, y = 0, z = 0, w = 0;
    int32_t i = 0;
  };
  struct Result {
    float r;
    int32_t n;
  };
  /// One result per lane; lanes of a group of four diverge if their inputs do.
  std::vector<Result> run(const std::vector<Inputs>& lanes);
  float run(float x, float y = 0, float z = 0, float w = 0) { return run({{x, y, z, w, 0}})[0].r; }
  int32_t runInt(int32_t i) { return run({{0, 0, 0, 0, i}})[0].n; }

 private:
  void setWords(std::string_view name, const std::vector<uint32_t>& words);
  uint32_t inputWord(const ir::InputSlot& slot, const Inputs& lane) const;

  LinkedProgram program_;
  std::vector<uint32_t> uniforms_;
};

}  // namespace nogpu::shader::test
