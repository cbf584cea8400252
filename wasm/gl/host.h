// SPDX-License-Identifier: MIT
// What the module tells its host about contexts. JS installs the hook
// (wasm/exports/host_library.js, js/module.js); without one nothing happens.
#pragma once

#include <cstdint>

extern "C" {
/// The module lost this context itself (a shader that did not end). Called inside the call that
/// found it: the host queues `webglcontextlost` and calls nothing.
void nogpu_host_context_lost(uint32_t context);
}
