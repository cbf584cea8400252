// SPDX-License-Identifier: MIT
#include "shader/emit/code_writer.h"

#include <cassert>

namespace nogpu::shader::emit {

void ByteWriter::u32(uint32_t value) {
  while (value >= 0x80) {
    u8(value | 0x80);
    value >>= 7;
  }
  u8(value);
}

void ByteWriter::s32(int32_t value) {
  for (;;) {
    const uint32_t low = static_cast<uint32_t>(value) & 0x7f;
    value >>= 7;
    const bool done = (value == 0 && (low & 0x40) == 0) || (value == -1 && (low & 0x40) != 0);
    u8(done ? low : low | 0x80);
    if (done) return;
  }
}

void ByteWriter::fixed32(uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) u8(value >> shift);
}

void ByteWriter::name(std::string_view text) {
  u32(static_cast<uint32_t>(text.size()));
  bytes_.insert(bytes_.end(), text.begin(), text.end());
}

void ByteWriter::append(const std::vector<uint8_t>& bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void ByteWriter::section(uint32_t id, const ByteWriter& content) {
  u8(id);
  u32(content.size());
  append(content.bytes_);
}

std::vector<LocalId>& LocalPool::freeList(ValType type) {
  if (type == ValType::I32) return freeI32_;
  return type == ValType::F32 ? freeF32_ : freeV128_;
}

LocalId LocalPool::named(ValType type, std::string name) {
  types_.push_back(type);
  names_.push_back(std::move(name));
  return paramCount_ + static_cast<uint32_t>(types_.size()) - 1;
}

LocalId LocalPool::take(ValType type) {
  std::vector<LocalId>& list = freeList(type);
  if (list.empty()) return named(type, "t" + std::to_string(paramCount_ + types_.size()));
  const LocalId local = list.back();
  list.pop_back();
  return local;
}

void LocalPool::give(LocalId local) { freeList(types_[local - paramCount_]).push_back(local); }

void CodeWriter::op(WasmOp op) {
  if (op == WasmOp::V128And && notEnd_ != 0 && bytes_.size() == notEnd_) {
    // a & ~b is one instruction.
    bytes_.shrink(notEnd_ - notBegin_);
    notEnd_ = 0;
    op = WasmOp::V128AndNot;
  }
  const uint32_t begin = bytes_.size();
  const WasmOpRow& r = row(op);
  if (r.prefix == 0) {
    bytes_.u8(r.code);
  } else {
    bytes_.u8(r.prefix);
    bytes_.u32(r.code);
  }
  if (op == WasmOp::V128Not) {
    notBegin_ = begin;
    notEnd_ = bytes_.size();
  }
}

void CodeWriter::i32(int32_t value) {
  op(WasmOp::I32Const);
  bytes_.s32(value);
}

void CodeWriter::f32(uint32_t bits) {
  op(WasmOp::F32Const);
  bytes_.fixed32(bits);
}

void CodeWriter::v128(const std::array<uint32_t, 4>& lanes) {
  op(WasmOp::V128Const);
  for (uint32_t lane : lanes) bytes_.fixed32(lane);
}

void CodeWriter::memory(WasmOp op, uint32_t offsetBytes) {
  this->op(op);
  bytes_.u32(row(op).immediate == Immediate::Mem16 ? 4 : 2);
  bytes_.u32(offsetBytes);
}

void CodeWriter::memoryLane(WasmOp op, uint32_t offsetBytes, uint32_t lane) {
  this->op(op);
  bytes_.u32(2);
  bytes_.u32(offsetBytes);
  bytes_.u8(lane);
}

void CodeWriter::lane(WasmOp op, uint32_t lane) {
  this->op(op);
  bytes_.u8(lane);
}

void CodeWriter::shuffle32(const std::array<uint8_t, 4>& lanes) {
  op(WasmOp::I8x16Shuffle);
  for (uint8_t lane : lanes) {
    for (uint32_t byte = 0; byte < 4; ++byte) bytes_.u8(lane * 4u + byte);
  }
}

Label CodeWriter::open(WasmOp op) {
  this->op(op);
  bytes_.u8(0x40);  // no parameters, no results
  return {++depth_};
}

void CodeWriter::end() {
  op(WasmOp::End);
  if (depth_ > 0) --depth_;
}

void CodeWriter::withIndex(WasmOp op, uint32_t index) {
  assert(index != kNoLocal);
  this->op(op);
  bytes_.u32(index);
}

void CodeWriter::callIndirect(uint32_t type) {
  op(WasmOp::CallIndirect);
  bytes_.u32(type);
  bytes_.u32(0);  // the only table
}

void CodeWriter::repeat(uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i) bytes_.u8(bytes_.bytes()[i]);
}

}  // namespace nogpu::shader::emit
