// SPDX-License-Identifier: MIT
// getParameter and its relatives: a value of any kind, in the shape that crosses the boundary.
//
//     0        4        8
//     │ kind   │ count  │ count values: u32 (Bool, Int, Uint), f32, f64, or {kind, handle} of an
//     object
#pragma once

#include <cstdint>

#include "gl/context.h"

namespace nogpu::gl {

/// In the order of exports::PayloadTag.
enum class ValueKind : uint32_t {
  Null,
  Bool,
  Int,
  Uint,
  Float,
  Double,
  Bools,
  Ints,
  Uints,
  Floats,
  Object,
  String,
};

struct QueryValue {
  ValueKind kind = ValueKind::Null;
  uint32_t count = 0;
  union {
    uint32_t words[4] = {};
    float floats[4];
    double number;
  };
  const char* text = nullptr;  ///< String: static; it does not cross in this payload

  uint32_t payloadBytes() const;
};
static_assert(offsetof(QueryValue, words) == 8);

/// Raises INVALID_ENUM (unknown, or of an extension that is not enabled) or INVALID_OPERATION and
/// returns false; JS then returns null.
bool getParameter(Context& context, uint32_t pname, QueryValue& value);
bool getIndexedParameter(Context& context, uint32_t target, uint32_t index, QueryValue& value);
/// For a valid index and pname (validateGetVertexAttrib).
QueryValue getVertexAttrib(const Context& context, uint32_t index, uint32_t pname);

}  // namespace nogpu::gl
