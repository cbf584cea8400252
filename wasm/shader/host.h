// SPDX-License-Identifier: MIT
// The host's part in run-time code: emitted bytes in, an entry of the function table out. JS
// installs the two functions (wasm/exports/host_library.js, js/module.js); native builds and hosts
// that forbid compilation answer 0, and the interpreter runs.
#pragma once

#include <cstdint>

extern "C" {
/// Table index of the `run` function of the module made from these bytes, or 0.
uint32_t nogpu_host_instantiate(const uint8_t* bytes, uint32_t length);
/// Gives a table entry back. No call through it may be under way.
void nogpu_host_release(uint32_t index);
}
