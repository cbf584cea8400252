// SPDX-License-Identifier: MIT
// libFuzzer entry of the preprocessor: any bytes, all tokens of the file after expansion.
#include <cstdint>
#include <string_view>

#include "fuzz/input_budget.h"
#include "shader/front/preprocessor.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace nogpu::shader;
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const nogpu::fuzz::InputBudget budget;
  front::ExtensionSet extensions;
  for (int i = 0; i < front::kExtensionCount; ++i) {
    extensions.add(static_cast<front::Extension>(i));
  }
  const Limits limits;
  DiagnosticList diagnostics;
  front::Module module;
  front::NameTable names(module.arena);
  front::Preprocessor preprocessor(source, module, names, extensions, limits, diagnostics);
  while (preprocessor.next().kind != front::TokenKind::EndOfFile) {
  }
  printInfoLog(diagnostics);
  return 0;
}
