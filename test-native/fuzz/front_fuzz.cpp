// SPDX-License-Identifier: MIT
// libFuzzer entry of the shader front end: any bytes as either stage. Besides crashes it looks for
// a module without its promise: there is one exactly when there were no errors.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shader/front/ast_print.h"
#include "shader/front/front.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace nogpu::shader;
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  front::ExtensionSet extensions;
  for (int i = 0; i < front::kExtensionCount; ++i) {
    extensions.add(static_cast<front::Extension>(i));
  }
  for (const Stage stage : {Stage::Vertex, Stage::Fragment}) {
    const front::FrontResult r = front::parseAndCheck(source, stage, Limits{}, extensions);
    if ((r.module == nullptr) != r.diagnostics.hasErrors()) std::abort();
    if (r.module != nullptr) front::printAst(*r.module);
    printInfoLog(r.diagnostics);
  }
  return 0;
}
