// SPDX-License-Identifier: MIT
// What a context holds, as getMemoryInfo and the leak report show it.
#pragma once

#include <string>
#include <string_view>

#include "gl/context.h"

namespace nogpu::gl {

inline constexpr uint32_t kObjectKinds = 11;  ///< without ObjectKind::None

/// Bytes, as doubles because they cross to JS as they are. `live` is the sum of everything from
/// `arenaSmall` to `shared`.
struct MemoryReport {
  double linearMemory = 0;  ///< of the module: what the host sees
  double peak = 0;          ///< highest `live`
  double live = 0;
  double arenaSmall = 0, arenaBlob = 0, arenaString = 0;
  double upload = 0;
  double codeCache = 0;
  struct Objects {
    double count = 0, bytes = 0;
  } objects[kObjectKinds];   ///< in the order of ObjectKind
  double drawingBuffer = 0;  ///< its planes, and where they are resolved to
  double scratch = 0;        ///< working memory of draws
  double context = 0;        ///< the state machine, and what the allocator adds to each block
  double shared = 0;  ///< what all contexts of the module use: handle tables, uploads, the reserve
  double moduleLive = 0;  ///< all contexts of the module: the allocator's figure
  double modulePeak = 0;
};
static_assert(sizeof(MemoryReport) == (8 + 2 * kObjectKinds + 6) * sizeof(double));

MemoryReport memoryReport(const Context& context);

/// Labels an object of this context, deleted ones too. False, with the last error set, if there is
/// none of that handle.
bool setLabel(Context& context, uint32_t object, std::string_view label);

/// The objects that are alive and that the application made, as JSON.
std::string liveObjectsJson(const Context& context);

}  // namespace nogpu::gl
