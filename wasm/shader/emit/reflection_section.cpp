// SPDX-License-Identifier: MIT
#include "shader/emit/reflection_section.h"

#include "shader/emit/code_writer.h"

namespace nogpu::shader::emit {

std::vector<uint8_t> withReflection(std::vector<uint8_t> wasm, const LinkedProgram& program) {
  constexpr uint32_t kCustomSection = 0;
  const std::string json = reflectionJson(program);
  ByteWriter content;
  content.name("nogpu.reflection");
  content.append({json.begin(), json.end()});
  ByteWriter section;
  section.section(kCustomSection, content);
  wasm.insert(wasm.end(), section.bytes().begin(), section.bytes().end());
  return wasm;
}

}  // namespace nogpu::shader::emit
