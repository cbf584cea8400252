// SPDX-License-Identifier: MIT
// The native host listens to nothing. Under Emscripten, host_library.js stands here.
#include "gl/host.h"

#if !defined(__EMSCRIPTEN__)
void nogpu_host_context_lost(uint32_t) {}
#endif
