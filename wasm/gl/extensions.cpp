// SPDX-License-Identifier: MIT
#include "gl/extensions.h"

namespace nogpu::gl {
namespace {

struct Row {
  const char* name;
  Extension implies;
  bool in1, in2;
};

constexpr Row kRows[] = {
#define X(name, implies) {#name, implies, true, true},
#define X1(name, implies) {#name, implies, true, false},
#define X2(name, implies) {#name, implies, false, true},
#include "gl/extensions.def"
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equalIgnoringCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

}  // namespace

const char* extensionName(Extension extension) {
  return kRows[static_cast<uint32_t>(extension)].name;
}

bool extensionExistsIn(Extension extension, uint32_t version) {
  const Row& row = kRows[static_cast<uint32_t>(extension)];
  return version == 1 ? row.in1 : row.in2;
}

Extension findExtension(std::string_view name) {
  for (uint32_t i = 0; i < kExtensionCount; ++i) {
    if (equalIgnoringCase(kRows[i].name, name)) return static_cast<Extension>(i);
  }
  return Extension::kCount;
}

void ExtensionState::enable(Extension extension) {
  enabledBits |= uint64_t{1} << static_cast<uint32_t>(extension);
  const Extension implied = kRows[static_cast<uint32_t>(extension)].implies;
  if (implied != Extension::kCount && !has(implied) && !hidden(implied)) enable(implied);
}

}  // namespace nogpu::gl
