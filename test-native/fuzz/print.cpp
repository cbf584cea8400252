// SPDX-License-Identifier: MIT
#include "fuzz/print.h"

#include <cstdio>
#include <cstdlib>

#include "boundary/arena.h"

namespace nogpu::fuzz {

bool printing() {
  static const bool on = std::getenv("NOGPU_FUZZ_PRINT") != nullptr;
  return on;
}

void printText(const std::byte* payload) {
  if (payload == nullptr || boundary::payloadLength(payload) == 0) return;
  std::fprintf(stderr, "%.*s\n", static_cast<int>(boundary::payloadLength(payload)),
               reinterpret_cast<const char*>(payload));
}

void print(uint32_t value) { std::fprintf(stderr, value > 9999 ? "%#x" : "%u", value); }
void print(int32_t value) { std::fprintf(stderr, "%d", value); }
void print(double value) { std::fprintf(stderr, "%g", value); }
void print(const void* address) { std::fputs(address != nullptr ? "(memory)" : "null", stderr); }

}  // namespace nogpu::fuzz
