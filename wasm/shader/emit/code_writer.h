// SPDX-License-Identifier: MIT
// Writes WebAssembly: bytes with LEB128 numbers, the instructions of one function body, and the
// sections of a module around it. Knows the binary format, nothing of shaders.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shader/emit/wasm_ops.h"

namespace nogpu::shader::emit {

/// Bytes of a module under construction.
class ByteWriter {
 public:
  void u8(uint32_t value) { bytes_.push_back(static_cast<uint8_t>(value)); }
  void u32(uint32_t value);  ///< unsigned LEB128
  void s32(int32_t value);   ///< signed LEB128
  void fixed32(uint32_t value);
  void name(std::string_view text);
  void append(const std::vector<uint8_t>& bytes);
  void shrink(uint32_t bytes) { bytes_.resize(bytes_.size() - bytes); }
  /// A section (or a subsection of `name`): id, length, content.
  void section(uint32_t id, const ByteWriter& content);

  uint32_t size() const { return static_cast<uint32_t>(bytes_.size()); }
  const std::vector<uint8_t>& bytes() const { return bytes_; }
  std::vector<uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<uint8_t> bytes_;
};

using LocalId = uint32_t;
inline constexpr LocalId kNoLocal = 0xffffffffu;

/// The locals of one function. Ended ones are handed out again, the latest first.
class LocalPool {
 public:
  explicit LocalPool(uint32_t paramCount) : paramCount_(paramCount) {}

  /// A local for good, with a name for debuggers.
  LocalId named(ValType type, std::string name);
  /// A local until it is given back.
  LocalId take(ValType type);
  void give(LocalId local);

  uint32_t paramCount() const { return paramCount_; }
  const std::vector<ValType>& types() const { return types_; }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<LocalId>& freeList(ValType type);

  uint32_t paramCount_;
  std::vector<ValType> types_;  ///< of local paramCount_ + i
  std::vector<std::string> names_;
  std::vector<LocalId> freeI32_, freeF32_, freeV128_;
};

/// Where a branch goes: the nesting depth of the block it leaves or the loop it repeats.
struct Label {
  uint32_t depth = 0;
};

/// The instructions of one function body, in order; each call writes one.
class CodeWriter {
 public:
  void op(WasmOp op);
  void i32(int32_t value);
  void f32(uint32_t bits);
  void v128(const std::array<uint32_t, 4>& lanes);
  void v128Splat(uint32_t bits) { v128({bits, bits, bits, bits}); }
  void get(LocalId local) { withIndex(WasmOp::LocalGet, local); }
  void set(LocalId local) { withIndex(WasmOp::LocalSet, local); }
  void tee(LocalId local) { withIndex(WasmOp::LocalTee, local); }
  void memory(WasmOp op, uint32_t offsetBytes);
  void memoryLane(WasmOp op, uint32_t offsetBytes, uint32_t lane);
  void lane(WasmOp op, uint32_t lane);
  /// i8x16.shuffle of 32-bit lanes: 0…3 of the first operand, 4…7 of the second.
  void shuffle32(const std::array<uint8_t, 4>& lanes);

  Label block() { return open(WasmOp::Block); }
  Label loop() { return open(WasmOp::Loop); }
  Label ifThen() { return open(WasmOp::If); }
  void elseThen() { op(WasmOp::Else); }
  void end();
  void br(Label label) { withIndex(WasmOp::Br, depth_ - label.depth); }
  void brIf(Label label) { withIndex(WasmOp::BrIf, depth_ - label.depth); }
  void callIndirect(uint32_t type);

  /// The instructions from `begin` to `end` once more. They may branch only inside themselves.
  void repeat(uint32_t begin, uint32_t end);

  uint32_t size() const { return bytes_.size(); }
  uint32_t depth() const { return depth_; }
  const std::vector<uint8_t>& bytes() const { return bytes_.bytes(); }

 private:
  Label open(WasmOp op);
  void withIndex(WasmOp op, uint32_t index);

  ByteWriter bytes_;
  uint32_t depth_ = 0;
  uint32_t notBegin_ = 0, notEnd_ = 0;  ///< the latest v128.not
};

}  // namespace nogpu::shader::emit
