// SPDX-License-Identifier: MIT
// The state of one link. The steps run in this order; each adds to `program`, to the layouts that
// lowering reads, or to the log:
//
//   uniforms.cpp    match, number, place                    blocks.cpp    uniform blocks, std140
//   attributes.cpp  locations                               varyings.cpp  match; planes and slots
//   outputs.cpp     draw buffers                            feedback.cpp  captured varyings
//   packing.cpp     do they fit?                            link.cpp      the order, lowering
//
// What counts as used is what is reached from main (lower/uses.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shader/lower/lower.h"
#include "shader/lower/uses.h"
#include "shader/program.h"

namespace nogpu::shader::link {

/// One stage: its tree, what it reaches, and where its variables will live.
struct StageLink {
  const front::Module* ast = nullptr;
  lower::Uses uses;
  lower::StageLayout layout;

  /// Global variables of one storage, in order of declaration.
  std::vector<const front::Variable*> globals(front::Storage storage) const;
  const front::Variable* find(front::Storage storage, std::string_view name) const;
  /// A built-in variable, if code reaches it.
  const front::Variable* usedBuiltin(front::BuiltinVariable id) const;
};

class Linker {
 public:
  Linker(const CompiledShader& vertex, const CompiledShader& fragment, const LinkOptions& options,
         const Limits& limits);
  LinkedProgram run();

 private:
  /// ", member 'b' is float in the vertex shader and vec4 in the fragment shader"; empty if none is
  /// to blame.
  static std::string differentMember(const front::Type* a, const front::Type* b);
  void fail(std::string message) { log_.error({}, "", message); }
  bool ok() const { return !log_.hasErrors(); }

  // ---- uniforms.cpp
  void linkUniforms();
  void matchUniforms();
  void addUniform(const front::Variable* inVertex, const front::Variable* inFragment);
  void addDepthRange();
  void addSampleWords();
  /// Adds the leaves of a uniform; `word` and `slot` move on.
  void addLeaves(const std::string& name, const front::Type* type, ActiveUniform base,
                 uint32_t& word, uint32_t& slot);
  void addLeaf(const std::string& name, const front::Type* type, ActiveUniform uniform,
               uint32_t& word, uint32_t& slot);
  void checkUniformLimits();
  uint32_t samplersOf(const StageLink& stage) const;

  // ---- blocks.cpp
  void linkBlocks();
  void matchBlocks(const front::InterfaceBlock& a, const front::InterfaceBlock& b);
  void addBlock(const front::InterfaceBlock& block, bool inVertex, bool inFragment);
  void addBlockMember(const std::string& name, const front::Type* type, ActiveUniform base,
                      uint32_t offset, std::vector<uint32_t>& members);
  void checkBlockLimits();
  void checkSharedNames();

  // ---- attributes.cpp
  void linkAttributes();
  void placeAttributes(const std::vector<const front::Variable*>& attributes);
  int32_t boundLocation(const front::Variable* attribute) const;
  void addVertexIds();

  // ---- varyings.cpp
  void matchVaryings();
  void matchVarying(const front::Variable& out, const front::Variable& in);
  void matchBuiltinInvariance();
  void checkVaryingLimits();
  void numberFragmentInputs();
  /// After the fragment stage is lowered: planes for what it still reads, slots for what they need.
  void assignPlanes();
  void assignDistances();
  uint32_t slotOf(const front::Variable* variable, uint32_t word);

  // ---- outputs.cpp
  void linkFragmentOutputs();

  // ---- feedback.cpp
  void linkFeedback();
  bool findCaptured(const std::string& name, CapturedVarying& captured);
  void captureBuiltin(front::BuiltinVariable id, CapturedVarying& captured);
  void checkFeedbackLimits();

  // ---- link.cpp
  bool checkStages();
  bool lowerStage(StageLink& stage, ir::Module& out);
  void describeFragment();

  const CompiledShader& vertexShader_;
  const CompiledShader& fragmentShader_;
  const LinkOptions& options_;
  const Limits& limits_;
  DiagnosticList log_;
  LinkedProgram program_;
  StageLink vertex_, fragment_;

  /// Fragment inputs by scalar: number n is word `word` of `variable`.
  struct InputScalar {
    const front::Variable* variable;
    uint32_t word;
  };
  std::vector<InputScalar> inputScalars_;
};

/// `name[index]`.
std::string elementName(std::string_view name, uint32_t index);

}  // namespace nogpu::shader::link
