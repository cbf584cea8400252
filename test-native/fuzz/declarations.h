// SPDX-License-Identifier: MIT
// Declares every export as entries.def has it. Included before each file of wasm/exports/ in native
// builds, where a definition of other types than declared here does not compile.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nogpu::fuzz {

class Caller;

// A kind of argument: its C type, and how a value of it is drawn.
#define KIND(name, type, ...)    \
  struct name {                  \
    using Type = type;           \
    static Type draw(Caller& c); \
  };
// A kind of result: its C type, and what is done with it.
#define RESULT(name, type, ...)               \
  struct name {                               \
    using Type = type;                        \
    static void take(Caller& c, Type result); \
  };
#include "kinds.def"

struct Void {
  using Type = void;
};

template <typename Result, typename... Kinds>
using Signature = typename Result::Type(typename Kinds::Type...);

#define ENTRY(name, ...) extern "C" Signature<__VA_ARGS__> wasm_##name;
#include "entries.def"

}  // namespace nogpu::fuzz
