// SPDX-License-Identifier: MIT
#include "exports/shader_inspector.h"

#include "shader/emit/reflection_section.h"
#include "shader/ir/print.h"
#include "shader/json_writer.h"

#if defined(__EMSCRIPTEN__)
#include <emscripten/bind.h>

#include <memory>
#endif

namespace nogpu::exports {

using shader::Stage;

ShaderInspector::ShaderInspector(const std::string& vertexSource,
                                 const std::string& fragmentSource) {
  const shader::Limits limits;
  const shader::front::ExtensionSet extensions;
  vertex_ = shader::compileShader(vertexSource, Stage::Vertex, limits, extensions);
  fragment_ = shader::compileShader(fragmentSource, Stage::Fragment, limits, extensions);
  if (vertex_.module == nullptr || fragment_.module == nullptr) return;
  linked_ = shader::linkProgram(vertex_, fragment_, {}, limits);
}

std::string ShaderInspector::infoLog() const {
  return vertex_.infoLog + fragment_.infoLog + linked_.infoLog;
}

const shader::CompiledShader& ShaderInspector::compiled(Stage stage) const {
  return stage == Stage::Vertex ? vertex_ : fragment_;
}

const shader::ir::Module& ShaderInspector::module(Stage stage) const {
  return stage == Stage::Vertex ? linked_.vertex : linked_.fragment;
}

std::string ShaderInspector::diagnostics(Stage stage) const {
  static constexpr const char* kSeverities[] = {"note", "warning", "error"};
  shader::JsonWriter json;
  json.open('[');
  for (const shader::Diagnostic& diagnostic : compiled(stage).diagnostics) {
    json.open('{');
    json.field("severity", kSeverities[static_cast<int>(diagnostic.severity)]);
    json.field("line", diagnostic.loc.line);
    json.field("column", diagnostic.loc.column);
    json.field("token", diagnostic.token);
    json.field("message", diagnostic.message);
    json.close('}');
  }
  json.close(']');
  return json.take();
}

std::string ShaderInspector::reflection() const {
  return ok() ? shader::reflectionJson(linked_) : std::string();
}

std::string ShaderInspector::ir(Stage stage) const {
  return ok() ? shader::ir::print(module(stage)) : std::string();
}

std::string ShaderInspector::wat(Stage stage) const {
  return ok() ? shader::printWat(wasm(stage)) : std::string();
}

std::string ShaderInspector::glsl(Stage stage) const {
  return ok() ? shader::decompileGlsl(linked_, stage) : std::string();
}

std::vector<uint8_t> ShaderInspector::wasm(Stage stage) const {
  if (!ok()) return {};
  return shader::emit::withReflection(shader::emitWasm(module(stage)), linked_);
}

}  // namespace nogpu::exports

#if defined(__EMSCRIPTEN__)

namespace {

using nogpu::exports::ShaderInspector;
using nogpu::shader::Stage;

// A new Uint8Array: a view of linear memory, copied before anything else can run.
emscripten::val wasmBytes(const ShaderInspector& inspector, Stage stage) {
  const std::vector<uint8_t> bytes = inspector.wasm(stage);
  const emscripten::val view(emscripten::typed_memory_view(bytes.size(), bytes.data()));
  return view.call<emscripten::val>("slice");
}

}  // namespace

EMSCRIPTEN_BINDINGS(nogpu_shader_inspector) {
  emscripten::enum_<Stage>("ShaderStage")
      .value("vertex", Stage::Vertex)
      .value("fragment", Stage::Fragment);
  emscripten::class_<ShaderInspector>("ShaderInspector")
      .smart_ptr_constructor(
          "ShaderInspector",
          &std::make_shared<ShaderInspector, const std::string&, const std::string&>)
      .property("ok", &ShaderInspector::ok)
      .function("infoLog", &ShaderInspector::infoLog)
      .function("diagnostics", &ShaderInspector::diagnostics)
      .function("reflection", &ShaderInspector::reflection)
      .function("ir", &ShaderInspector::ir)
      .function("wat", &ShaderInspector::wat)
      .function("glsl", &ShaderInspector::glsl)
      .function("wasm", &wasmBytes);
}

#endif
