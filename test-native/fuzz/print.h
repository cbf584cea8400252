// SPDX-License-Identifier: MIT
// With NOGPU_FUZZ_PRINT=1 in the environment a stream prints its calls, its shaders and the
// messages of its errors: from that a readable test is made.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nogpu::fuzz {

bool printing();
/// An ephemeral string and a line end; nothing for null and for empty ones.
void printText(const std::byte* payload);
void print(uint32_t value);
void print(int32_t value);
void print(double value);
void print(const void* address);

}  // namespace nogpu::fuzz
