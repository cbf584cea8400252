// SPDX-License-Identifier: MIT
// Shader and program objects, and Executable: what a successful link leaves, ready to be drawn with
// (ES 3.0 §2.12). A program in use keeps its executable alive; a failed re-link takes it away at
// once (WebGL 1.0 §6.43).
//
//   Shader ─source─▶ CompiledShader ┐
//                                   ├─ linkProgram ─▶ Executable { LinkedCode, uniform words }
//   Shader ─source─▶ CompiledShader ┘
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gl/object.h"
#include "gl/program_cache.h"
#include "shader/program.h"

namespace nogpu::gl {

class Shader final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Shader;
  Shader(Context& owner, shader::Stage s) : Object(owner, kKind), stage(s) {}

  const shader::Stage stage;
  std::string source;
  /// Of the last compileShader; null before. Shared, so that a link sees one unchanging value.
  std::shared_ptr<const shader::CompiledShader> compiled;
  std::string compiledSource;  ///< what it was made of, if that went well
  uint32_t attachments = 0;    ///< programs that it is attached to

  bool compileStatus() const { return compiled != nullptr && compiled->module != nullptr; }
};

struct Executable {
  explicit Executable(std::shared_ptr<const LinkedCode> linkedCode)
      : code(std::move(linkedCode)), linked(code->program) {}
  Executable(const Executable&) = delete;
  Executable& operator=(const Executable&) = delete;

  const std::shared_ptr<const LinkedCode> code;      ///< shared with equal links
  const shader::LinkedProgram& linked;               ///< of `code`
  uint32_t linkId = 0;                               ///< unique; uniform locations remember it
  std::vector<uint32_t> words;                       ///< values of the default uniform block
  std::vector<uint32_t> blockBindings;               ///< by uniform block: binding point
  bool captureSeparate = false;                      ///< TRANSFORM_FEEDBACK_BUFFER_MODE of the link
  std::vector<const shader::SamplerDesc*> samplers;  ///< by slot: filled by resolveSamplers
};

class Program final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Program;
  explicit Program(Context& owner) : Object(owner, kKind) {}
  ~Program() override;

  Ref<Shader> vertex, fragment;
  shader::LinkOptions options;  ///< for the next link
  bool linked = false;          ///< linkProgram was called
  bool linkStatus = false, validateStatus = false;
  std::string infoLog;
  std::shared_ptr<Executable> executable;  ///< null unless linkStatus
  uint32_t activeFeedbacks = 0;            ///< transform feedback objects that are active with it
};

struct ProgramState {
  Ref<Program> current;
};

/// What draws run: null without a current program, or if its last link failed.
inline Executable* currentExecutable(const ProgramState& state) {
  return state.current ? state.current->executable.get() : nullptr;
}

}  // namespace nogpu::gl
