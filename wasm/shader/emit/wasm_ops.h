// SPDX-License-Identifier: MIT
// The WebAssembly instruction table as C++: an enumerator and a row per line of wasm_ops.def.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nogpu::shader::emit {

enum class WasmOp : uint8_t {
#define X(op, text, prefix, code, immediate, params, result) op,
#include "shader/emit/wasm_ops.def"
#undef X
  Count,
  None = 0xff,
};

/// What follows the opcode.
enum class Immediate : uint8_t {
  None,
  BlockType,
  Label,
  Local,
  CallIndirect,
  I32,
  F32,
  V128,
  Shuffle,
  Lane,
  Mem4,
  Mem16,
  Mem4Lane,
};

struct WasmOpRow {
  const char* text;
  uint8_t prefix;
  uint8_t code;
  Immediate immediate;
  const char* params;
  char result;
};

inline constexpr WasmOpRow kWasmOps[] = {
#define X(op, text, prefix, code, immediate, params, result) \
  {text, prefix, code, Immediate::immediate, params, result},
#include "shader/emit/wasm_ops.def"
#undef X
};
static_assert(sizeof(kWasmOps) / sizeof(kWasmOps[0]) == static_cast<size_t>(WasmOp::Count));

constexpr const WasmOpRow& row(WasmOp op) { return kWasmOps[static_cast<size_t>(op)]; }

/// Value types as the binary format writes them.
enum class ValType : uint8_t { I32 = 0x7f, F32 = 0x7d, V128 = 0x7b };

}  // namespace nogpu::shader::emit
