// SPDX-License-Identifier: MIT
// compileShader: the front end with its outcome as the API shows it.
#include "shader/front/front.h"
#include "shader/front/prune.h"
#include "shader/program.h"

namespace nogpu::shader {

CompiledShader compileShader(std::string_view source, Stage stage, const Limits& limits,
                             const front::ExtensionSet& supported) {
  front::FrontResult result = front::parseAndCheck(source, stage, limits, supported);
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
