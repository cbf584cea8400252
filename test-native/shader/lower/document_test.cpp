// SPDX-License-Identifier: MIT
// docs/shader-compiler.md shows what the compiler makes of one shader: every stage is printed
// again.
#include <doctest/doctest.h>

#include "golden_runner.h"
#include "shader/front/ast_print.h"
#include "shader/front/preprocessor.h"
#include "shader/ir/print.h"
#include "shader/program.h"

namespace nogpu::shader {

namespace lower {
void registerLoweredPrinter();  // golden_test.cpp
}

namespace {

// The document says so in words.
constexpr std::string_view kVertex =
    "#version 300 es\nin vec2 position; out vec2 uv;\n"
    "void main() { uv = position; gl_Position = vec4(position, 0.0, 1.0); }";

std::string printTokens(const golden::Request& request) {
  const Limits limits;
  DiagnosticList diagnostics;
  front::Module module;
  front::NameTable names(module.arena);
  front::Preprocessor preprocessor(request.input, module, names, {}, limits, diagnostics);
  std::string out;
  uint32_t line = 0;
  for (front::Token t = preprocessor.next(); t.kind != front::TokenKind::EndOfFile;
       t = preprocessor.next()) {
    if (t.loc.line != line) out += (out.empty() ? "" : "\n") + std::to_string(t.loc.line) + ":";
    line = t.loc.line;
    out += " " + std::string(t.text);
  }
  return out;
}

std::string printCompiled(const golden::Request& request) {
  return compileShader(request.input, Stage::Fragment, {}, {}).infoLog;
}

LinkedProgram link(const golden::Request& request) {
  return linkProgram(compileShader(kVertex, Stage::Vertex, {}, {}),
                     compileShader(request.input, Stage::Fragment, {}, {}), {}, {});
}

std::string printTree(const golden::Request& request) {
  const CompiledShader shader = compileShader(request.input, Stage::Fragment, {}, {});
  return shader.module != nullptr ? front::printAst(*shader.module) : shader.infoLog;
}

std::string printOptimized(const golden::Request& request) {
  return ir::print(link(request).fragment);
}

// `from=WORD count=N`: so many lines, from the first one that ends with the word.
std::string printText(const golden::Request& request) {
  const std::string text = printWat(emitWasm(link(request).fragment));
  size_t at = text.find(" " + std::string(request.option("from")) + "\n");
  if (at == text.npos) return text;
  at = text.rfind('\n', at) + 1;
  size_t end = at;
  for (int lines = std::stoi(std::string(request.option("count"))); lines > 0; --lines) {
    end = text.find('\n', end) + 1;
  }
  return text.substr(at, end - at);
}

std::string printDecompiled(const golden::Request& request) {
  return decompileGlsl(link(request), Stage::Fragment);
}

}  // namespace

TEST_CASE("docs: shader-compiler.md shows what the compiler prints") {
  golden::registerPrinter("tokens", printTokens);
  golden::registerPrinter("ast", printTree);
  golden::registerPrinter("optimized", printOptimized);
  golden::registerPrinter("wat", printText);
  golden::registerPrinter("glsl", printDecompiled);
  golden::registerPrinter("log", printCompiled);
  lower::registerLoweredPrinter();
  golden::runDocument("docs/shader-compiler.md");
}

}  // namespace nogpu::shader
