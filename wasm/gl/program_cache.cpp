// SPDX-License-Identifier: MIT
#include "gl/program_cache.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "boundary/accounting.h"
#include "gl/code_cache.h"
#include "shader/interp/program.h"

namespace nogpu::gl {

namespace {

struct Compilation {
  Compilation() = default;
  ~Compilation();
  Compilation(const Compilation&) = delete;
  Compilation& operator=(const Compilation&) = delete;

  std::string source;
  shader::Stage stage = shader::Stage::Vertex;
  shader::Limits limits;
  shader::front::ExtensionSet supported;
  shader::CompiledShader result;
};

struct CompilationEntry {
  size_t hash;
  std::weak_ptr<const Compilation> compilation;
};

/// Never destroyed: the module has no dynamically initialised globals. The lists are the module's
/// own: what they know may outlive the context that made it.
template <typename Entry>
std::vector<Entry>* newList() {
  const boundary::AccountScope account(boundary::moduleAccount());
  const boundary::KindScope kind(boundary::MemoryKind::CodeCache);
  return new std::vector<Entry>;
}

std::vector<CompilationEntry>& compilations() {
  static auto* const list = newList<CompilationEntry>();
  return *list;
}

std::vector<std::weak_ptr<const LinkedCode>>& links() {
  static auto* const list = newList<std::weak_ptr<const LinkedCode>>();
  return *list;
}

template <typename Entry>
void add(std::vector<Entry>& list, Entry entry) {
  const boundary::AccountScope account(boundary::moduleAccount());
  const boundary::KindScope kind(boundary::MemoryKind::CodeCache);
  list.push_back(std::move(entry));
}

template <typename Entry, typename Gone>
void sweep(std::vector<Entry>& list, Gone gone) {
  std::erase_if(list, gone);
  if (list.empty()) list.shrink_to_fit();
}

Compilation::~Compilation() {
  sweep(compilations(), [](const CompilationEntry& e) { return e.compilation.expired(); });
}

/// Emitted code where the host takes it, else the interpreter.
void makeRunnable(const shader::ir::Module& module, shader::RunFn interpret,
                  std::shared_ptr<CompiledCode>& code,
                  std::shared_ptr<const shader::interp::Program>& interpreted,
                  pipeline::StageCode& stage) {
#if defined(__EMSCRIPTEN__)
  code = instantiateCode(shader::emitWasm(module));
#endif
  if (code != nullptr) {
    stage.code.run = code->run();
  } else {
    interpreted = shader::interp::prepare(module);
    stage.code = {interpret, interpreted.get()};
  }
  stage.scratchBytes = shader::scratchBytes(module);
}

void listLocations(LinkedCode& code) {
  const shader::LinkedProgram& program = code.program;
  code.locations.resize(program.locationCount);
  for (uint32_t u = 0; u < program.uniforms.size(); ++u) {
    const shader::ActiveUniform& uniform = program.uniforms[u];
    if (uniform.location < 0) continue;
    for (int32_t e = 0; e < uniform.size; ++e) {
      code.locations[uniform.location + e] = {u, static_cast<uint32_t>(e)};
    }
  }
  for (const shader::SamplerSlot& slot : program.samplers) {
    const shader::ActiveUniform& uniform = program.uniforms[slot.uniform];
    code.samplerWords.push_back(uniform.wordOffset + slot.element * uniform.elementWords);
  }
}

}  // namespace

LinkedCode::~LinkedCode() {
  sweep(links(), [](const auto& entry) { return entry.expired(); });
}

std::shared_ptr<const shader::CompiledShader> compileCached(
    std::string_view source, shader::Stage stage, const shader::Limits& limits,
    const shader::front::ExtensionSet& supported) {
  auto& entries = compilations();
  const size_t hash = std::hash<std::string_view>{}(source);
  for (const CompilationEntry& entry : entries) {
    if (entry.hash != hash) continue;
    const auto known = entry.compilation.lock();
    if (known->stage == stage && known->source == source && known->limits == limits &&
        known->supported == supported) {
      return {known, &known->result};
    }
  }
  auto made = std::make_shared<Compilation>();
  made->source = source;
  made->stage = stage;
  made->limits = limits;
  made->supported = supported;
  made->result = shader::compileShader(source, stage, limits, supported);
  add(entries, {hash, made});
  return {made, &made->result};
}

std::shared_ptr<const LinkedCode> linkCached(
    const std::shared_ptr<const shader::CompiledShader>& vertex,
    const std::shared_ptr<const shader::CompiledShader>& fragment,
    const shader::LinkOptions& options, const shader::Limits& limits, std::string& infoLog) {
  auto& entries = links();
  for (const auto& entry : entries) {
    const auto known = entry.lock();
    if (known->vertexShader == vertex && known->fragmentShader == fragment &&
        known->options == options && known->limits == limits) {
      infoLog = known->program.infoLog;
      return known;
    }
  }
  shader::LinkedProgram program = shader::linkProgram(*vertex, *fragment, options, limits);
  infoLog = program.infoLog;
  if (!program.ok) return nullptr;
  auto code = std::make_shared<LinkedCode>();
  code->program = std::move(program);
  code->vertexShader = vertex;
  code->fragmentShader = fragment;
  code->options = options;
  code->limits = limits;
  listLocations(*code);
  makeRunnable(code->program.vertex, shader::interpretVertex, code->vertexCode,
               code->vertexInterpreted, code->vertex);
  makeRunnable(code->program.fragment, shader::interpretFragment, code->fragmentCode,
               code->fragmentInterpreted, code->fragment);
  add(entries, std::weak_ptr<const LinkedCode>(code));
  return code;
}

}  // namespace nogpu::gl
