// SPDX-License-Identifier: MIT
// compileShader: the front end with its outcome as the API shows it.
#include "shader/front/front.h"
#include "shader/front/prune.h"
#include "shader/program.h"

namespace nogpu::shader {

namespace {
// What keeps compiling and linking within the reserve of boundary/heap.h: a text of this length,
// dense with tokens, takes some 110 MB.
constexpr size_t kMaxSourceBytes = 1u << 20;
}  // namespace

CompiledShader compileShader(std::string_view source, Stage stage, const Limits& limits,
                             const front::ExtensionSet& supported) {
  const bool tooLong = source.size() > kMaxSourceBytes;
  front::FrontResult result = front::parseAndCheck(tooLong ? "" : source, stage, limits, supported);
  if (tooLong) {
    result.diagnostics.error({}, "", "the shader is longer than 1 MiB");
    result.module = nullptr;
  }
  const front::Module* tree = result.module.get();
  if (tree != nullptr && (tree->main == nullptr || tree->main->body == nullptr)) {
    result.diagnostics.error({}, "", "the shader has no function 'void main()'");
    result.module = nullptr;
  }
  if (result.module != nullptr) front::prune(*result.module);
  CompiledShader compiled;
  compiled.stage = stage;
  compiled.module = std::move(result.module);
  compiled.infoLog = printInfoLog(result.diagnostics);
  compiled.diagnostics = std::move(result.diagnostics);
  return compiled;
}

}  // namespace nogpu::shader
