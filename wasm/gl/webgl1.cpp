// SPDX-License-Identifier: MIT
#include "gl/webgl1.h"

#include "format/gl_enums.h"

namespace nogpu::gl {
namespace {

constexpr Extension Never = Extension::kCount;

struct Row {
  EnumRole role;
  Extension extension;
  uint32_t value;
};

constexpr Row kRows[] = {
#define X(role, NAME, extension) {EnumRole::role, extension, GL_##NAME},
#include "gl/webgl1.def"
};

}  // namespace

bool webgl1Knows(const Context& context, EnumRole role, uint32_t value) {
  bool listed = false;
  for (const Row& row : kRows) {
    if (row.value != value || row.role != role) continue;
    if (row.extension != Never && context.extensions.has(row.extension)) return true;
    listed = true;
  }
  return !listed;
}

bool onlyWebgl1Has(uint32_t formatOrType) {
  return formatOrType == GL_HALF_FLOAT_OES || formatOrType == GL_SRGB_EXT ||
         formatOrType == GL_SRGB_ALPHA_EXT;
}

uint32_t coreType(uint32_t type) { return type == GL_HALF_FLOAT_OES ? GL_HALF_FLOAT : type; }

uint32_t coreFormat(uint32_t format) {
  if (format == GL_SRGB_EXT) return GL_RGB;
  return format == GL_SRGB_ALPHA_EXT ? GL_RGBA : format;
}

}  // namespace nogpu::gl
