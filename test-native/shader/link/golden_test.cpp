// SPDX-License-Identifier: MIT
// Golden tests of the linker's messages: print=link. The input is a vertex shader, a line `;;
// fragment`, and a fragment shader.
#include <doctest/doctest.h>

#include "golden_runner.h"
#include "shader/program.h"

namespace nogpu::shader {

namespace {

std::string printLink(const golden::Request& request) {
  constexpr std::string_view kSeparator = ";; fragment\n";
  const size_t at = request.input.find(kSeparator);
  if (at == request.input.npos) return "no ';; fragment'\n";
  const Limits limits;
  const std::string_view text = request.input;
  const CompiledShader vertex = compileShader(text.substr(0, at), Stage::Vertex, limits, {});
  const CompiledShader fragment =
      compileShader(text.substr(at + kSeparator.size()), Stage::Fragment, limits, {});
  const LinkedProgram program = linkProgram(vertex, fragment, {}, limits);
  const std::string log = vertex.infoLog + fragment.infoLog + program.infoLog;
  return log.empty() ? "no diagnostics\n" : log;
}

}  // namespace

TEST_CASE("link: golden files") {
  golden::registerPrinter("link", printLink);
  golden::runFolder("link");
}

}  // namespace nogpu::shader
