// SPDX-License-Identifier: MIT
#include "fuzz/compile_all.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "fuzz/input_budget.h"
#include "shader/interp/program.h"
#include "shader/ir/print.h"
#include "shader/program.h"

namespace nogpu::fuzz {
namespace {

using namespace shader;

// Between the vertex and the fragment shader of an input that has both.
constexpr std::string_view kSeparator = "\n//====\n";
constexpr std::string_view kVertex300 = "#version 300 es\nvoid main() { gl_Position = vec4(0.0); }";
constexpr std::string_view kVertex100 = "void main() { gl_Position = vec4(0.0); }";
constexpr std::string_view kFragment300 = "#version 300 es\nvoid main() {}";
constexpr std::string_view kFragment100 = "void main() {}";

front::ExtensionSet allExtensions() {
  front::ExtensionSet extensions;
  for (int i = 0; i < front::kExtensionCount; ++i) {
    extensions.add(static_cast<front::Extension>(i));
  }
  return extensions;
}

void expectCompiles(const std::string& glsl, Stage stage) {
  const CompiledShader again = compileShader(glsl, stage, Limits{}, allExtensions());
  if (again.module != nullptr) return;
  std::fprintf(stderr, "decompiled text does not compile: %s\n%s\n", again.infoLog.c_str(),
               glsl.c_str());
  std::abort();
}

void takeApart(const LinkedProgram& program, Stage stage) {
  const ir::Module& module = stage == Stage::Vertex ? program.vertex : program.fragment;
  ir::print(module);
  printWat(emitWasm(module));
  interp::prepare(module);
  expectCompiles(decompileGlsl(program, stage), stage);
}

void link(const CompiledShader& vertex, const CompiledShader& fragment) {
  if (vertex.module == nullptr || fragment.module == nullptr) return;
  const LinkedProgram program = linkProgram(vertex, fragment, {}, Limits{});
  if (!program.ok) return;
  reflectionJson(program);
  takeApart(program, Stage::Vertex);
  takeApart(program, Stage::Fragment);
}

CompiledShader compile(std::string_view source, Stage stage) {
  return compileShader(source, stage, Limits{}, allExtensions());
}

}  // namespace

void compileAll(std::string_view source) {
  const InputBudget budget;
  const size_t at = source.find(kSeparator);
  if (at != source.npos) {
    link(compile(source.substr(0, at), Stage::Vertex),
         compile(source.substr(at + kSeparator.size()), Stage::Fragment));
    return;
  }
  const CompiledShader vertex = compile(source, Stage::Vertex);
  const CompiledShader fragment = compile(source, Stage::Fragment);
  const auto isNew = [](const CompiledShader& shader) {
    return shader.module != nullptr && shader.module->version == 300;
  };
  link(vertex, compile(isNew(vertex) ? kFragment300 : kFragment100, Stage::Fragment));
  link(compile(isNew(fragment) ? kVertex300 : kVertex100, Stage::Vertex), fragment);
}

}  // namespace nogpu::fuzz
