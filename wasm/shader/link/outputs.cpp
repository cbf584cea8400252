// SPDX-License-Identifier: MIT
// Fragment outputs and their draw buffers. ESSL 3.00 §4.3.8.2; ESSL 1.00 has gl_FragColor, gl_FragData.
#include "shader/link/linker.h"

namespace nogpu::shader::link {

using front::BuiltinVariable;
using front::Storage;
using front::Variable;

void Linker::linkFragmentOutputs() {
  const std::vector<const Variable*> outputs = fragment_.globals(Storage::FragmentOutput);
  uint64_t taken = 0;
  for (const Variable* v : outputs) {
    if (v->location < 0 && outputs.size() > 1) {
      fail("fragment output '" + std::string(v->name) +
           "' needs a location, because there is more than one output");
      continue;
    }
    placeOutput(v, v->location < 0 ? 0 : static_cast<uint32_t>(v->location), taken);
  }
  for (const auto id : {BuiltinVariable::FragColor, BuiltinVariable::FragData}) {
    if (const Variable* v = fragment_.usedBuiltin(id)) {
      const int32_t size = v->type->isArray() ? static_cast<int32_t>(v->type->length) : 1;
      program_.fragmentOutputs.push_back(
          {std::string(v->name), front::withoutArrays(v->type)->glType, 0, size});
    }
  }
}

void Linker::placeOutput(const Variable* v, uint32_t location, uint64_t& taken) {
  const uint32_t count = v->type->isArray() ? v->type->length : 1;
  if (location >= limits_.maxDrawBuffers || count > limits_.maxDrawBuffers - location) {
    fail("fragment output '" + std::string(v->name) + "' reaches beyond the limit of " +
         std::to_string(limits_.maxDrawBuffers) + " draw buffers");
    return;
  }
  const uint64_t mask = ((1ull << count) - 1) << location;
  if ((taken & mask) != 0) {
    fail("fragment output '" + std::string(v->name) + "' shares location " +
         std::to_string(location) + " with another output");
  }
  taken |= mask;
  fragment_.layout.outputLocations[v] = location;
  program_.fragmentOutputs.push_back({std::string(v->name),
                                      front::withoutArrays(v->type)->glType,
                                      static_cast<int32_t>(location), static_cast<int32_t>(count)});
}

}  // namespace nogpu::shader::link
