// SPDX-License-Identifier: MIT
// Compilations and links, found again by what went into them: the text of a shader, the pair of
// shaders with its link options. Whatever is alive anywhere is shared, between contexts too, and
// goes with its last user: nothing is kept in reserve.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/draw_call.h"
#include "shader/program.h"

namespace nogpu::shader::interp {
struct Program;
}

namespace nogpu::gl {

/// Emitted code of one stage in the function table; identical bytes share it (gl/code_cache.h).
struct CompiledCode;

/// What a successful link makes and no call changes.
struct LinkedCode {
  LinkedCode() = default;
  ~LinkedCode();
  LinkedCode(const LinkedCode&) = delete;
  LinkedCode& operator=(const LinkedCode&) = delete;

  struct Location {
    uint32_t uniform;  ///< index into program.uniforms
    uint32_t element;
  };

  shader::LinkedProgram program;
  std::shared_ptr<CompiledCode> vertexCode, fragmentCode;  ///< null where the interpreter runs
  std::shared_ptr<const shader::interp::Program> vertexInterpreted, fragmentInterpreted;
  pipeline::StageCode vertex, fragment;
  std::vector<Location> locations;     ///< by location
  std::vector<uint32_t> samplerWords;  ///< by sampler slot: word that holds its texture unit

  // What it was made of.
  std::shared_ptr<const shader::CompiledShader> vertexShader, fragmentShader;
  shader::LinkOptions options;
  shader::Limits limits;
};

std::shared_ptr<const shader::CompiledShader> compileCached(
    std::string_view source, shader::Stage stage, const shader::Limits& limits,
    const shader::front::ExtensionSet& supported);

/// Null if the link fails; `infoLog` says why, or has the warnings.
std::shared_ptr<const LinkedCode> linkCached(
    const std::shared_ptr<const shader::CompiledShader>& vertex,
    const std::shared_ptr<const shader::CompiledShader>& fragment,
    const shader::LinkOptions& options, const shader::Limits& limits, std::string& infoLog);

}  // namespace nogpu::gl
