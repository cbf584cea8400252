// SPDX-License-Identifier: MIT
// ShaderInspector: a pair of shaders compiled and linked without a context, and every stage of it
// as text: diagnostics, reflection, IR, WAT, WASM bytes, GLSL. An owned, cold object, so JS gets it
// as an Embind class with a smart pointer (js/shader-inspector.js is its face).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shader/program.h"

namespace nogpu::exports {

class ShaderInspector {
 public:
  ShaderInspector(const std::string& vertexSource, const std::string& fragmentSource);

  bool ok() const { return linked_.ok; }
  /// Info logs of both shaders and of the link, in this order.
  std::string infoLog() const;
  /// A JSON array of { severity, line, column, token, message }.
  std::string diagnostics(shader::Stage stage) const;

  // Only for a pair that linked; empty otherwise.
  std::string reflection() const;
  std::string ir(shader::Stage stage) const;
  std::string wat(shader::Stage stage) const;
  std::string glsl(shader::Stage stage) const;
  std::vector<uint8_t> wasm(shader::Stage stage) const;

 private:
  const shader::CompiledShader& compiled(shader::Stage stage) const;
  const shader::ir::Module& module(shader::Stage stage) const;

  shader::CompiledShader vertex_, fragment_;
  shader::LinkedProgram linked_;
};

}  // namespace nogpu::exports
