// SPDX-License-Identifier: MIT
// golden/passes: IR before, IR after the passes that the run line names.
#include <doctest/doctest.h>

#include <sstream>

#include "golden_runner.h"
#include "shader/ir/parse.h"
#include "shader/ir/print.h"
#include "shader/ir/verify.h"
#include "shader/passes/optimize.h"

namespace nogpu::shader {

namespace {

std::string runPasses(const golden::Request& request) {
  ir::ParseResult parsed = ir::parse(request.input);
  if (!parsed.error.empty()) return parsed.error + "\n";
  const std::string before = ir::verify(parsed.module);
  if (!before.empty()) return before;
  std::istringstream names{std::string(request.option("passes"))};
  for (std::string name; std::getline(names, name, ',');) {
    if (!passes::runPass(name, parsed.module)) return "no pass is called " + name + "\n";
    const std::string after = ir::verify(parsed.module);
    if (!after.empty()) return name + ": " + after;
  }
  return ir::print(parsed.module);
}

}  // namespace

TEST_CASE("golden/passes") {
  golden::registerPrinter("ir", runPasses);
  golden::runFolder("passes");
}

}  // namespace nogpu::shader
