// SPDX-License-Identifier: MIT
// The one door to SIMD. Code is written once against the names of wasm_simd128.h; the native build
// takes them from SIMDe. Nothing relaxed and nothing fused is used anywhere, so that the same input
// gives the same bits on every machine.
#pragma once

#include <cstdint>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#else
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/wasm/simd128.h>
#endif
