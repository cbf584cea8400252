// SPDX-License-Identifier: MIT
// The native host listens to nothing. Under Emscripten, host_library.js stands here.
#include "gl/host.h"

#include <chrono>

#if !defined(__EMSCRIPTEN__)
void nogpu_host_context_lost(uint32_t) {}
double nogpu_host_nanoseconds(void) {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<double>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}
#endif
