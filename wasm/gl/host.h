// SPDX-License-Identifier: MIT
// What the module tells its host about contexts, and what it asks. JS installs the hooks
// (wasm/exports/host_library.js, js/module.js); without one nothing happens.
#pragma once

#include <cstdint>

extern "C" {
/// The module lost this context itself (a shader that did not end). Called inside the call that
/// found it: the host queues `webglcontextlost` and calls nothing.
void nogpu_host_context_lost(uint32_t context);
/// Nanoseconds since some moment in the past, for timer queries (EXT_disjoint_timer_query).
double nogpu_host_nanoseconds(void);
}
