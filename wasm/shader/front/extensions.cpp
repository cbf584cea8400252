// SPDX-License-Identifier: MIT
// Look-ups in extensions.def.
#include "shader/front/extensions.h"

namespace nogpu::shader::front {

namespace {

struct ExtensionRow {
  std::string_view name;
  bool in100;
  bool in300;
};

constexpr ExtensionRow kExtensions[] = {
#define SHADER_EXTENSION(id, name, essl100, essl300) {name, essl100, essl300},
#include "shader/front/extensions.def"
#undef SHADER_EXTENSION
    {"", false, false},
};

}  // namespace

std::string_view extensionName(Extension extension) {
  return kExtensions[static_cast<int>(extension)].name;
}

Extension findExtension(std::string_view name) {
  for (int i = 0; i < kExtensionCount; ++i) {
    if (kExtensions[i].name == name) return static_cast<Extension>(i);
  }
  return Extension::None;
}

bool extensionExistsIn(Extension extension, int version) {
  const ExtensionRow& row = kExtensions[static_cast<int>(extension)];
  return version == 300 ? row.in300 : row.in100;
}

}  // namespace nogpu::shader::front
