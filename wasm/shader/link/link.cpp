// SPDX-License-Identifier: MIT
// Two compiled stages to a program. The fragment stage is lowered and optimised first: only what it
// still reads then is interpolated, and only that is written by the vertex stage.
#include <algorithm>
#include <cassert>

#include "shader/ir/verify.h"
#include "shader/link/linker.h"
#include "shader/passes/optimize.h"

namespace nogpu::shader::link {

using front::BuiltinVariable;
using front::Storage;
using front::Variable;

std::string elementName(std::string_view name, uint32_t index) {
  return std::string(name) + '[' + std::to_string(index) + ']';
}

std::vector<const Variable*> StageLink::globals(Storage storage) const {
  std::vector<const Variable*> found;
  for (const Variable* v : ast->globals) {
    if (v->storage == storage) found.push_back(v);
  }
  return found;
}

const Variable* StageLink::find(Storage storage, std::string_view name) const {
  for (const Variable* v : ast->globals) {
    if (v->storage == storage && v->name == name) return v;
  }
  return nullptr;
}

const Variable* StageLink::usedBuiltin(BuiltinVariable id) const {
  for (const Variable* v : ast->builtins) {
    if (v->builtin == id && uses.has(v)) return v;
  }
  return nullptr;
}

Linker::Linker(const CompiledShader& vertex, const CompiledShader& fragment,
               const LinkOptions& options, const Limits& limits)
    : vertexShader_(vertex), fragmentShader_(fragment), options_(options), limits_(limits) {}

bool Linker::checkStages() {
  const auto check = [&](const CompiledShader& shader, Stage stage, const char* name) {
    if (shader.module == nullptr || shader.stage != stage) {
      fail(std::string("no ") + name + " shader that has been compiled successfully");
    } else if (shader.module->main == nullptr) {
      fail(std::string("the ") + name + " shader has no function main");
    }
  };
  check(vertexShader_, Stage::Vertex, "vertex");
  check(fragmentShader_, Stage::Fragment, "fragment");
  if (ok() && vertexShader_.module->version != fragmentShader_.module->version) {
    fail("the shaders are of different language versions: vertex " +
         std::to_string(vertexShader_.module->version) + ", fragment " +
         std::to_string(fragmentShader_.module->version));
  }
  return ok();
}

bool Linker::lowerStage(StageLink& stage, ir::Module& out) {
  stage.layout.samplerCount = static_cast<uint32_t>(program_.samplers.size());
  stage.layout.uniformWordCount = program_.uniformWords;
  for (const ActiveUniformBlock& block : program_.uniformBlocks) {
    stage.layout.blockBytes.push_back(block.dataSizeBytes);
  }
  if (!lower::lowerModule(*stage.ast, stage.layout, out, log_)) return false;
  assert(ir::verify(out).empty());
  passes::optimize(out);
  // In release builds too: code that might read outside its memory must not run.
  if (const std::string mistakes = ir::verify(out); !mistakes.empty()) {
    fail("the compiler has made a mistake with this shader: " + mistakes);
  }
  return ok();
}

LinkedProgram Linker::run() {
  if (checkStages()) {
    program_.version = vertexShader_.module->version;
    program_.vertexAst = vertexShader_.module;
    program_.fragmentAst = fragmentShader_.module;
    vertex_.ast = program_.vertexAst.get();
    fragment_.ast = program_.fragmentAst.get();
    vertex_.uses = lower::findUses(*vertex_.ast);
    fragment_.uses = lower::findUses(*fragment_.ast);

    linkUniforms();
    linkBlocks();
    linkAttributes();
    matchVaryings();
    linkFragmentOutputs();
    numberFragmentInputs();
  }
  if (ok() && lowerStage(fragment_, program_.fragment)) {
    describeFragment();
    assignPlanes();
    assignDistances();
    linkFeedback();
    if (ok()) lowerStage(vertex_, program_.vertex);
  }
  program_.ok = ok();
  program_.infoLog = printInfoLog(log_);
  if (!program_.ok) {
    LinkedProgram failed;
    failed.infoLog = std::move(program_.infoLog);
    return failed;
  }
  return std::move(program_);
}

void Linker::describeFragment() {
  for (const ir::OutputSlot& slot : program_.fragment.outputs) {
    if (slot.semantic == ir::OutputSemantic::Color) {
      program_.colorOutputMask |= 1u << (slot.index / 4);
    }
    if (slot.semantic == ir::OutputSemantic::SecondaryColor) {
      program_.secondaryColorOutputMask |= 1u << (slot.index / 4);
    }
    program_.writesDepth |= slot.semantic == ir::OutputSemantic::FragDepth;
  }
  // EXT_draw_buffers: gl_FragColor is for all of them.
  if (fragment_.ast->extensions.has(front::Extension::ExtDrawBuffers) &&
      fragment_.usedBuiltin(front::BuiltinVariable::FragColor) != nullptr) {
    program_.broadcastsColor = true;
    program_.colorOutputMask = (1u << limits_.maxDrawBuffers) - 1;
  }
  for (const ir::Block& block : program_.fragment.blocks) {
    program_.usesDiscard |= std::any_of(
        block.insts.begin(), block.insts.end(),
        [&](ir::ValueId id) { return program_.fragment.insts[id].op == ir::Op::Discard; });
  }
}

}  // namespace nogpu::shader::link

namespace nogpu::shader {

LinkedProgram linkProgram(const CompiledShader& vertex, const CompiledShader& fragment,
                          const LinkOptions& options, const Limits& limits) {
  return link::Linker(vertex, fragment, options, limits).run();
}

}  // namespace nogpu::shader
