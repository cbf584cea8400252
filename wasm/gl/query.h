// SPDX-License-Identifier: MIT
// Query and sync objects (ES 3.0 §2.14, §5.2). Everything is done when a call returns; WebGL still
// asks that results show up only in a later task (WebGL 2.0 §3.7.12, §3.7.14). JS numbers the tasks
// ("turns") and says which one it is in when it ends or asks.
#pragma once

#include <cstdint>

#include "format/gl_enums.h"
#include "gl/object.h"

namespace nogpu::gl {

class Query final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Query;
  explicit Query(Context& owner) : Object(owner, kKind) {}

  uint32_t target = 0;  ///< of the first beginQuery; 0 before
  bool active = false;
  bool ended = false;   ///< at least once
  uint64_t result = 0;  ///< TIME_ELAPSED while active: when it began; times are nanoseconds
  uint32_t endTurn = 0;

  bool available(uint32_t turn) const { return ended && !active && turn != endTurn; }
};

/// Both ANY_SAMPLES targets share a slot.
enum class QuerySlot : uint8_t { AnySamples, PrimitivesWritten, TimeElapsed, None };
inline constexpr uint32_t kQuerySlots = 3;
QuerySlot querySlot(uint32_t target);

struct QueryState {
  uint64_t lastTime = 0;  ///< timestamps never repeat
  Ref<Query> active[kQuerySlots];
};

class Sync final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Sync;
  Sync(Context& owner, uint32_t turn) : Object(owner, kKind), createdTurn(turn) {}

  const uint32_t createdTurn;
  bool signaled(uint32_t turn) const { return turn != createdTurn; }
};

}  // namespace nogpu::gl
