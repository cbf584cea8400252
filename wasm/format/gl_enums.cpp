// SPDX-License-Identifier: MIT
// Names of GL constants, found by binary search: gl_enums.def is sorted by value.
#include "format/gl_enums.h"

#include <algorithm>
#include <cstddef>

namespace nogpu::format {
namespace {

struct Row {
  uint32_t value;
  const char* name;
};

constexpr Row kRows[] = {
#define X(NAME, value) {value, #NAME},
#include "format/gl_enums.def"
};

constexpr bool sorted() {
  for (size_t i = 1; i < sizeof(kRows) / sizeof(kRows[0]); ++i) {
    if (kRows[i].value < kRows[i - 1].value) return false;
  }
  return true;
}
static_assert(sorted(), "gl_enums.def must be sorted by value");

}  // namespace

const char* enumName(uint32_t value) {
  const Row* end = kRows + sizeof(kRows) / sizeof(kRows[0]);
  const Row* row =
      std::lower_bound(kRows, end, value, [](const Row& r, uint32_t v) { return r.value < v; });
  return row != end && row->value == value ? row->name : "unknown enum";
}

}  // namespace nogpu::format
