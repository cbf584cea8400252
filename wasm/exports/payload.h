// SPDX-License-Identifier: MIT
// Payloads of queries whose result may be of several types ("any" in WebIDL): a tag, a count, then
// the values; JS reads the fields in place.
//
//   ptr:  tag: u32 │ count: u32 │ values: 32 bits each (F64: 64) …
#pragma once

#include <cstring>

#include "exports/export.h"

namespace nogpu::exports {

/// js/context/*.js know the numbers.
enum class PayloadTag : uint32_t {
  Null = 0,
  Bool = 1,
  I32 = 2,
  U32 = 3,
  F32 = 4,
  F64 = 5,
  BoolArray = 6,
  I32Array = 7,
  U32Array = 8,
  F32Array = 9,
  Object = 10,  ///< values: object kind, handle
  String = 11,
};

inline constexpr uint32_t kPayloadHead = 8;

/// Tag and count at `out`, which has room for kPayloadHead bytes.
inline void writePayloadHead(std::byte* out, PayloadTag tag, uint32_t count) {
  const uint32_t head[2] = {static_cast<uint32_t>(tag), count};
  std::memcpy(out, head, sizeof head);
}

/// Up to 30 words from the small arena.
inline Ephemeral answerWords(gl::Context& context, PayloadTag tag, const uint32_t* words,
                             uint32_t count) {
  std::byte* out = context.arenas.requestSmall(kPayloadHead + count * 4);
  if (out == nullptr) return nullptr;
  writePayloadHead(out, tag, count);
  if (count != 0) std::memcpy(out + kPayloadHead, words, count * sizeof(uint32_t));
  return out;
}

inline Ephemeral answerWord(gl::Context& context, PayloadTag tag, uint32_t word) {
  return answerWords(context, tag, &word, 1);
}

inline Ephemeral answerDouble(gl::Context& context, double value) {
  std::byte* out = context.arenas.requestSmall(kPayloadHead + sizeof value);
  if (out == nullptr) return nullptr;
  writePayloadHead(out, PayloadTag::F64, 1);
  std::memcpy(out + kPayloadHead, &value, sizeof value);
  return out;
}

inline Ephemeral answerFloat(gl::Context& context, float value) {
  return answerWord(context, PayloadTag::F32, __builtin_bit_cast(uint32_t, value));
}

}  // namespace nogpu::exports
