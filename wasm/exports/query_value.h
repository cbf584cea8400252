// SPDX-License-Identifier: MIT
// gl::QueryValue as a payload: it has the layout of payload.h already.
#pragma once

#include <cstring>

#include "exports/payload.h"
#include "gl/parameters.h"

namespace nogpu::exports {

static_assert(static_cast<uint32_t>(gl::ValueKind::Object) ==
              static_cast<uint32_t>(PayloadTag::Object));
static_assert(static_cast<uint32_t>(gl::ValueKind::String) ==
              static_cast<uint32_t>(PayloadTag::String));

inline Ephemeral answerQueryValue(gl::Context& context, const gl::QueryValue& value) {
  std::byte* out = context.arenas.requestSmall(value.payloadBytes());
  if (out != nullptr) std::memcpy(out, &value, value.payloadBytes());
  return out;
}

}  // namespace nogpu::exports
