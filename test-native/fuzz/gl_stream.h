// SPDX-License-Identifier: MIT
// A fuzzed stream of calls into the GL entry surface. Bytes are cut into records of 16; each is one
// call of an export (entries.def) or a scene (scenes.h) with its choices:
//
//     0      1           2 … 15
//     │ which: u16     │ choices, as the argument kinds want them │
//
// Fixed records keep their meaning when a fuzzer removes, copies or inserts whole ones
// (gl_fuzz.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace nogpu::fuzz {

inline constexpr size_t kRecordBytes = 16;
inline constexpr size_t kMaxRecords = 64;

/// Runs a stream and ends all it made. Aborts, with a message, if something is wrong afterwards:
/// bytes or objects that nobody gave back, or a fresh context that draws another picture than it
/// should.
void runStream(std::span<const uint8_t> bytes);

}  // namespace nogpu::fuzz
