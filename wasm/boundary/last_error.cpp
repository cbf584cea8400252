// SPDX-License-Identifier: MIT
#include "boundary/last_error.h"

#include <algorithm>
#include <cstdio>
#include <new>

#include "boundary/arena.h"

namespace nogpu::boundary {
namespace {

constinit char message[1024] = {};
constinit size_t messageLength = 0;

}  // namespace

void setLastErrorV(const char* format, va_list args) {
  const int written = std::vsnprintf(message, sizeof message, format, args);
  messageLength = std::min(static_cast<size_t>(std::max(written, 0)), sizeof message - 1);
}

void setLastError(const char* format, ...) {
  va_list args;
  va_start(args, format);
  setLastErrorV(format, args);
  va_end(args);
}

std::string_view lastError() { return {message, messageLength}; }

void clearLastError() { messageLength = 0; }

std::byte* requestLastError() {
  alignas(GrowingArena) static std::byte place[sizeof(GrowingArena)];
  static GrowingArena* const arena = new (place) GrowingArena(kStringPolicy);
  return arena->request(lastError());
}

}  // namespace nogpu::boundary
