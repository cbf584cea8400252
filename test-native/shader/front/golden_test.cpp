// SPDX-License-Identifier: MIT
// Golden tests of the front end: print=ast and print=diagnostics.
#include <doctest/doctest.h>

#include "golden_runner.h"
#include "shader/front/ast_print.h"
#include "shader/front/front.h"
#include "shader/program.h"

namespace nogpu::shader::front {

namespace {

FrontResult run(const golden::Request& request) {
  const Stage stage = request.option("stage") == "vertex" ? Stage::Vertex : Stage::Fragment;
  ExtensionSet extensions;
  const Extension e = findExtension(request.option("extension"));
  if (e != Extension::None) extensions.add(e);
  return parseAndCheck(request.input, stage, Limits{}, extensions);
}

std::string printDiagnostics(const golden::Request& request) {
  const std::string log = printInfoLog(run(request).diagnostics);
  return log.empty() ? "no diagnostics\n" : log;
}

// With what only a whole shader can lack.
std::string printLog(const golden::Request& request) {
  const Stage stage = request.option("stage") == "vertex" ? Stage::Vertex : Stage::Fragment;
  return compileShader(request.input, stage, Limits{}, {}).infoLog;
}

std::string printTree(const golden::Request& request) {
  const FrontResult result = run(request);
  return result.module ? printAst(*result.module) : printInfoLog(result.diagnostics);
}

}  // namespace

TEST_CASE("front: golden files") {
  golden::registerPrinter("ast", printTree);
  golden::registerPrinter("diagnostics", printDiagnostics);
  golden::registerPrinter("log", printLog);
  golden::runFolder("front");
  golden::runFolder("mistakes");
}

}  // namespace nogpu::shader::front
