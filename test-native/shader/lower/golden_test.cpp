// SPDX-License-Identifier: MIT
// Golden tests of lowering: print=lowered. What is dead is removed before printing, nothing else is
// optimised. Uniforms and inputs lie one after the other in order of declaration.
#include <doctest/doctest.h>

#include "golden_runner.h"
#include "shader/front/front.h"
#include "shader/ir/print.h"
#include "shader/ir/verify.h"
#include "shader/lower/lower.h"
#include "shader/lower/samplers.h"
#include "shader/lower/std140.h"
#include "shader/passes/compact.h"
#include "shader/passes/dead_code.h"
#include "shader/passes/uniformity.h"

namespace nogpu::shader::lower {

void registerLoweredPrinter();  // for the documents too

namespace {

StageLayout layoutOf(const front::Module& ast) {
  StageLayout layout;
  uint32_t inputs = 0;
  for (const front::Variable* v : ast.globals) {
    switch (v->storage) {
      case front::Storage::Uniform:
        layout.uniformWords[v] = layout.uniformWordCount;
        layout.samplerSlots[v] = layout.samplerCount;
        layout.uniformWordCount += v->type->wordCount;
        layout.samplerCount += samplerCount(v->type);
        break;
      case front::Storage::Attribute:
        layout.inputs[v] = inputs;
        inputs += v->type->columns;
        break;
      case front::Storage::FragmentInput:
        layout.inputs[v] = inputs;
        inputs += v->type->wordCount;
        break;
      case front::Storage::FragmentOutput:
        layout.outputLocations[v] = 0;
        break;
      default:
        break;
    }
  }
  for (const front::InterfaceBlock* block : ast.blocks) {
    layout.blocks[block] = static_cast<uint32_t>(layout.blockBytes.size());
    std140::Cursor members;
    for (size_t i = 0; i < block->memberLayouts.size(); ++i) {
      members.next(block->type->structure->members[i].type,
                   block->memberLayouts[i] == front::MatrixLayout::RowMajor);
    }
    layout.blockBytes.push_back((members.end() + 15) / 16 * 16);
  }
  return layout;
}

std::string printLowered(const golden::Request& request) {
  const Stage stage = request.option("stage") == "vertex" ? Stage::Vertex : Stage::Fragment;
  const front::FrontResult result = front::parseAndCheck(request.input, stage, Limits{}, {});
  if (result.module == nullptr) return printInfoLog(result.diagnostics);
  ir::Module module;
  DiagnosticList log;
  if (!lowerModule(*result.module, layoutOf(*result.module), module, log)) return printInfoLog(log);
  for (const ir::InputSlot& slot : module.inputs) {
    module.planeCount += slot.semantic == ir::InputSemantic::Interpolant ? 1 : 0;
  }
  if (const std::string broken = ir::verify(module); !broken.empty()) return broken;
  passes::inferUniformity(module);
  passes::removeDeadCode(module);
  passes::compact(module);
  return ir::print(module);
}

}  // namespace

void registerLoweredPrinter() { golden::registerPrinter("lowered", printLowered); }

TEST_CASE("lower: golden files") {
  registerLoweredPrinter();
  golden::runFolder("lower");
}

}  // namespace nogpu::shader::lower
