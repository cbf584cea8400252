// SPDX-License-Identifier: MIT
// The outside of regenerated GLSL: declarations under the program's own names, and expressions for
// what the IR addresses by number: uniform words, block bytes, input slots, sampler slots, output
// slots.
//
// Names made here start with `ng_`. Scalars that cross the stages are called after their slot in
// the vertex stage's outputs, so the two regenerated stages fit each other.
#pragma once

#include <string>
#include <vector>

#include "shader/program.h"

namespace nogpu::shader::emit {

class GlslInterface {
 public:
  GlslInterface(const LinkedProgram& program, Stage stage);

  /// `#version` to the last declaration, functions that dynamic addresses need included: to be
  /// asked for after the body has been written.
  std::string declarations() const;

  /// The uniform, block or constant word that a load reads. `index` is the text of its byte offset
  /// operand, empty if there is none.
  std::string load(const ir::Inst& inst, const std::string& index);
  std::string input(const ir::InputSlot& slot) const;
  /// Element `element` of the sampler array that starts at `slot`.
  std::string sampler(uint32_t slot, uint32_t element) const;
  /// The shading language's type of the sampler.
  const front::Type* samplerType(uint32_t slot) const;
  /// Statement that gives output `index` of the stage the value.
  std::string store(uint32_t index, const std::string& value) const;

 private:
  /// A uniform of basic type, or an array of them; `path` names it in the shader, without its
  /// index.
  struct Leaf {
    std::string path;
    const front::Type* type;
    const ActiveUniform* uniform;
    bool isArray;
  };

  void findLeaves();
  std::string blockPath(const ActiveUniform& uniform, uint32_t block) const;
  const front::InterfaceBlock* blockNamed(const std::string& name, std::string* index) const;
  const Leaf* wordLeaf(uint32_t word) const;
  std::string staticUniform(uint32_t word, ir::Kind kind) const;
  std::string staticBlock(uint32_t block, uint32_t byte, ir::Kind kind) const;
  std::string uniformFunction(uint32_t word);
  std::string blockFunction(uint32_t block);
  void addFunction(const std::string& name, const std::string& body);
  void declareUniforms(std::string& out) const;
  void declareInputs(std::string& out) const;
  void declareOutputs(std::string& out) const;
  std::string varying(uint32_t vertexSlot, ir::Kind kind, const char* direction) const;
  std::string varyingName(uint32_t vertexSlot) const;
  bool isDistance(uint32_t vertexSlot) const;
  void requireExtensions(std::string& out) const;
  void declareDistances(std::string& out) const;
  bool usesDistances(const std::vector<uint32_t>& slots) const;
  ir::Interpolation interpolationOf(uint32_t vertexSlot) const;

  const LinkedProgram& program_;
  const ir::Module& module_;
  const front::Module* ast_;
  Stage stage_;
  std::vector<Leaf> leaves_;
  std::vector<std::vector<Leaf>> blockLeaves_;
  std::vector<std::string> functionNames_;
  std::string functions_;
  bool readsConstants_ = false;
};

}  // namespace nogpu::shader::emit
