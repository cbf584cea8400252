// SPDX-License-Identifier: MIT
// The front end's stages in order.
#include "shader/front/front.h"

#include "shader/front/appendix_a.h"
#include "shader/front/check.h"
#include "shader/front/parser.h"
#include "shader/front/preprocessor.h"
#include "shader/front/tree_facts.h"

namespace nogpu::shader::front {

namespace {

void parse(std::string_view source, Module& module, const Limits& limits,
           const ExtensionSet& supported, DiagnosticList& diagnostics) {
  NameTable names(module.arena);
  Preprocessor preprocessor(source, module, names, supported, limits, diagnostics);
  Checker checker(module, names, limits, diagnostics);
  Parser(preprocessor, checker, limits, diagnostics).translationUnit();
}

}  // namespace

FrontResult parseAndCheck(std::string_view source, Stage stage, const Limits& limits,
                          const ExtensionSet& supported) {
  FrontResult result;
  auto module = std::make_unique<Module>();
  module->stage = stage;
  parse(source, *module, limits, supported, result.diagnostics);
  // The passes over the tree rely on it being whole.
  if (!result.diagnostics.hasErrors()) {
    if (module->version == 100) checkAppendixA(*module, result.diagnostics);
    collectFacts(*module, limits, result.diagnostics);
    checkOutputs(*module, limits, result.diagnostics);
  }
  if (!result.diagnostics.hasErrors()) result.module = std::move(module);
  return result;
}

}  // namespace nogpu::shader::front
