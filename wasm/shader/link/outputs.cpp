// SPDX-License-Identifier: MIT
// Fragment outputs and their draw buffers. ESSL 3.00 §4.3.8.2; ESSL 1.00 has gl_FragColor,
// gl_FragData. That locations are distinct and within the limit has been checked when the shader
// was compiled.
#include <algorithm>

#include "shader/link/linker.h"

namespace nogpu::shader::link {

using front::BuiltinVariable;
using front::Storage;
using front::Variable;

void Linker::linkFragmentOutputs() {
  for (const Variable* v : fragment_.globals(Storage::FragmentOutput)) {
    const int32_t location = std::max(v->location, 0);
    const int32_t size = v->type->isArray() ? static_cast<int32_t>(v->type->length) : 1;
    fragment_.layout.outputLocations[v] = static_cast<uint32_t>(location);
    program_.fragmentOutputs.push_back({std::string(v->name), front::withoutArrays(v->type)->glType,
                                        location, size, v->type->isArray(), v->index});
  }
  for (const auto id : {BuiltinVariable::FragColor, BuiltinVariable::FragData,
                        BuiltinVariable::SecondaryFragColor, BuiltinVariable::SecondaryFragData}) {
    if (const Variable* v = fragment_.usedBuiltin(id)) {
      const int32_t size = v->type->isArray() ? static_cast<int32_t>(v->type->length) : 1;
      const bool second =
          id == BuiltinVariable::SecondaryFragColor || id == BuiltinVariable::SecondaryFragData;
      program_.fragmentOutputs.push_back({std::string(v->name),
                                          front::withoutArrays(v->type)->glType, 0, size,
                                          v->type->isArray(), second ? 1u : 0u});
    }
  }
}

}  // namespace nogpu::shader::link
