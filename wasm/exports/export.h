// SPDX-License-Identifier: MIT
// What every export uses. An export decodes its handles, validates, calls, answers: no logic. First
// parameter is the context's handle; a bogus one answers 0 with the last error set, also before
// static initialisation has run. 32-bit scalars cross as they are, 64-bit sizes and offsets as
// double.
#pragma once

#include <cstddef>
#include <cstdint>

#include "boundary/arena.h"
#include "boundary/last_error.h"
#include "gl/context.h"

#if defined(__EMSCRIPTEN__)
#include <emscripten/emscripten.h>
#define NOGPU_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE
#else
#define NOGPU_EXPORT extern "C"
#endif

namespace nogpu::exports {

/// Address of an ephemeral payload, or null: boundary/arena.h. A u32 for JS.
using Ephemeral = const std::byte*;

/// The context of a handle, ready for a call: earlier answers are void from here on. Null, with the
/// last error set, for a handle that is not alive and for a lost context.
gl::Context* decodeContext(uint32_t handle);
/// The same for the few methods that also answer on a lost context.
gl::Context* decodeEvenLostContext(uint32_t handle);

}  // namespace nogpu::exports
