// SPDX-License-Identifier: MIT
#include "shader/emit/code_writer.h"

#include <doctest/doctest.h>

using namespace nogpu::shader::emit;
using Bytes = std::vector<uint8_t>;

namespace {

Bytes unsignedBytes(uint32_t value) {
  ByteWriter out;
  out.u32(value);
  return out.bytes();
}

Bytes signedBytes(int32_t value) {
  ByteWriter out;
  out.s32(value);
  return out.bytes();
}

}  // namespace

TEST_CASE("unsigned numbers take seven bits a byte") {
  CHECK(unsignedBytes(0) == Bytes{0});
  CHECK(unsignedBytes(127) == Bytes{0x7f});
  CHECK(unsignedBytes(128) == Bytes{0x80, 1});
  CHECK(unsignedBytes(624485) == Bytes{0xe5, 0x8e, 0x26});
  CHECK(unsignedBytes(0xffffffffu) == Bytes{0xff, 0xff, 0xff, 0xff, 0x0f});
}

TEST_CASE("signed numbers end with the sign in bit six") {
  CHECK(signedBytes(63) == Bytes{0x3f});
  CHECK(signedBytes(64) == Bytes{0xc0, 0});
  CHECK(signedBytes(-1) == Bytes{0x7f});
  CHECK(signedBytes(-65) == Bytes{0xbf, 0x7f});
  CHECK(signedBytes(INT32_MIN) == Bytes{0x80, 0x80, 0x80, 0x80, 0x78});
}

TEST_CASE("branches count the blocks they leave") {
  CodeWriter code;
  const Label outer = code.block();
  code.loop();
  code.br(outer);
  code.end();
  code.end();
  CHECK(code.bytes() == Bytes{0x02, 0x40, 0x03, 0x40, 0x0c, 1, 0x0b, 0x0b});
}

TEST_CASE("a local that was given back is handed out again, by type") {
  LocalPool pool(1);
  const LocalId vector = pool.take(ValType::V128);
  pool.give(vector);
  CHECK(pool.take(ValType::I32) != vector);
  CHECK(pool.take(ValType::V128) == vector);
  CHECK(pool.types().size() == 2);
}

TEST_CASE("not before and becomes one instruction, and only the not") {
  CodeWriter code;
  for (LocalId local = 0; local < 3; ++local) code.get(local);
  code.op(WasmOp::V128Not);
  code.op(WasmOp::V128And);
  code.op(WasmOp::V128And);
  CHECK(code.bytes() == Bytes{0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x4f, 0xfd, 0x4e});
}

TEST_CASE("repeated instructions are the same bytes") {
  CodeWriter code;
  code.get(1);
  const uint32_t begin = code.size();
  code.i32(7);
  code.set(2);
  const uint32_t end = code.size();
  code.repeat(begin, end);
  CHECK(code.bytes() == Bytes{0x20, 1, 0x41, 7, 0x21, 2, 0x41, 7, 0x21, 2});
}
