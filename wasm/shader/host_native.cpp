// SPDX-License-Identifier: MIT
// The native host compiles nothing at run time. Under Emscripten, host_library.js stands here.
#include "shader/host.h"

#if !defined(__EMSCRIPTEN__)
uint32_t nogpu_host_instantiate(const uint8_t*, uint32_t) { return 0; }
void nogpu_host_release(uint32_t) {}
#endif
