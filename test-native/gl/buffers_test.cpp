// SPDX-License-Identifier: MIT
// Buffers: contents, every error of validate_buffers.cpp, types, index ranges.
#include "gl/buffers.h"

#include <cstring>
#include <limits>

#include "gl/draw_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;

namespace {

struct Bound : DrawFixture {
  Context& c = context();
  Buffer* out = nullptr;
};

}  // namespace

TEST_CASE("bufferData replaces the storage; without data it is zeros") {
  Bound f;
  const uint8_t bytes[4] = {1, 2, 3, 4};
  Buffer& b = f.boundBuffer(GL_ARRAY_BUFFER, 4, bytes);
  CHECK(std::memcmp(b.storage.data(), bytes, 4) == 0);
  bufferData(f.c, b, nullptr, 4, GL_DYNAMIC_COPY);
  CHECK(b.storage.data()[0] == std::byte{0});
  CHECK(b.usage == GL_DYNAMIC_COPY);
}

TEST_CASE("bufferData without memory raises OUT_OF_MEMORY and keeps the old storage") {
  Bound f;
  Buffer& b = f.boundBuffer(GL_ARRAY_BUFFER, 16);
  boundary::failAllocations(1, 1000);
  bufferData(f.c, b, nullptr, 5000, GL_STATIC_DRAW);
  CHECK(f.error() == GL_OUT_OF_MEMORY);
  CHECK(b.size() == 16);
}

TEST_CASE("bufferData's errors") {
  Bound f;
  CHECK(!validateBufferData(f.c, GL_TEXTURE_2D, 4, GL_STATIC_DRAW, f.out));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!validateBufferData(f.c, GL_ARRAY_BUFFER, 4, GL_STATIC_DRAW, f.out));
  CHECK(f.error() == GL_INVALID_OPERATION);  // nothing bound
  f.boundBuffer(GL_ARRAY_BUFFER, 4);
  CHECK(!validateBufferData(f.c, GL_ARRAY_BUFFER, 4, GL_ARRAY_BUFFER, f.out));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!validateBufferData(f.c, GL_ARRAY_BUFFER, -1, GL_STATIC_DRAW, f.out));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!validateBufferData(f.c, GL_ARRAY_BUFFER, 1e15, GL_STATIC_DRAW, f.out));
  CHECK(f.error() == GL_OUT_OF_MEMORY);
  CHECK(validateBufferData(f.c, GL_ARRAY_BUFFER, 0, GL_STATIC_DRAW, f.out));
}

TEST_CASE("bufferSubData and getBufferSubData keep inside the buffer") {
  Bound f;
  Buffer& b = f.boundBuffer(GL_ARRAY_BUFFER, 128);
  CHECK(validateBufferSubData(f.c, GL_ARRAY_BUFFER, 64, 64, f.out));
  CHECK(!validateBufferSubData(f.c, GL_ARRAY_BUFFER, 96, 64, f.out));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(f.c.errors.log() ==
        "INVALID_VALUE: bufferSubData: offset 96 + size 64 exceeds buffer size 128\n");
  CHECK(!validateGetBufferSubData(f.c, GL_ARRAY_BUFFER, -1, 1, f.out));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!validateGetBufferSubData(f.c, GL_COPY_READ_BUFFER, 0, 1, f.out));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(b.size() == 128);
}

TEST_CASE("offsets and sizes that are no number of bytes are refused") {
  Bound f;
  f.boundBuffer(GL_ARRAY_BUFFER, 8);
  Buffer& b = f.boundBuffer(GL_UNIFORM_BUFFER, 8);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {nan, -1.0, 1e300, std::numeric_limits<double>::infinity()}) {
    CAPTURE(bad);
    CHECK_FALSE(validateBufferSubData(f.c, GL_ARRAY_BUFFER, bad, 64, f.out));
    CHECK(f.error() == GL_INVALID_VALUE);
    CHECK_FALSE(validateGetBufferSubData(f.c, GL_ARRAY_BUFFER, 0, bad, f.out));
    CHECK(f.error() == GL_INVALID_VALUE);
    CHECK_FALSE(validateBindBufferRange(f.c, GL_UNIFORM_BUFFER, 0, b.handle, bad, 4, f.out));
    CHECK(f.error() == GL_INVALID_VALUE);
    CHECK_FALSE(validateBindBufferRange(f.c, GL_UNIFORM_BUFFER, 0, b.handle, 0, bad, f.out));
    CHECK(f.error() == GL_INVALID_VALUE);
  }
  CHECK_FALSE(validateBufferData(f.c, GL_ARRAY_BUFFER, nan, GL_STATIC_DRAW, f.out));
  CHECK(f.error() == GL_INVALID_VALUE);
}

TEST_CASE("a buffer of indices stays one, and other data never become indices") {
  Bound f;
  Buffer& indices = f.boundBuffer(GL_ELEMENT_ARRAY_BUFFER, 4);
  CHECK(!validateBindBuffer(f.c, GL_ARRAY_BUFFER, indices.handle, f.out));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(validateBindBuffer(f.c, GL_COPY_READ_BUFFER, indices.handle, f.out));
  Buffer& data = f.boundBuffer(GL_UNIFORM_BUFFER, 4);
  CHECK(!validateBindBuffer(f.c, GL_ELEMENT_ARRAY_BUFFER, data.handle, f.out));
  CHECK(f.error() == GL_INVALID_OPERATION);
  bindBuffer(f.c, GL_COPY_READ_BUFFER, &indices);
  bindBuffer(f.c, GL_COPY_WRITE_BUFFER, &data);
  Buffer *from, *to;
  CHECK(!validateCopyBufferSubData(f.c, GL_COPY_READ_BUFFER, GL_COPY_WRITE_BUFFER, 0, 0, 4, from,
                                   to));
  CHECK(f.error() == GL_INVALID_OPERATION);
}

TEST_CASE("copyBufferSubData refuses overlap in one buffer and copies otherwise") {
  Bound f;
  const uint8_t bytes[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  Buffer& b = f.boundBuffer(GL_ARRAY_BUFFER, 8, bytes);
  bindBuffer(f.c, GL_COPY_READ_BUFFER, &b);
  Buffer *from, *to;
  CHECK(!validateCopyBufferSubData(f.c, GL_COPY_READ_BUFFER, GL_ARRAY_BUFFER, 0, 3, 4, from, to));
  CHECK(f.error() == GL_INVALID_VALUE);
  REQUIRE(validateCopyBufferSubData(f.c, GL_COPY_READ_BUFFER, GL_ARRAY_BUFFER, 0, 4, 4, from, to));
  copyBufferSubData(*from, *to, 0, 4, 4);
  CHECK(b.storage.data()[7] == std::byte{4});
}

TEST_CASE("indexed bindings: index, alignment and size are checked") {
  Bound f;
  const uint32_t handle = f.boundBuffer(GL_UNIFORM_BUFFER, 256).handle;
  const auto range = [&](uint32_t target, uint32_t index, double offset, double size) {
    validateBindBufferRange(f.c, target, index, handle, offset, size, f.out);
    return f.error();
  };
  CHECK(range(GL_ARRAY_BUFFER, 0, 0, 16) == GL_INVALID_ENUM);
  CHECK(range(GL_UNIFORM_BUFFER, 24, 0, 16) == GL_INVALID_VALUE);
  CHECK(range(GL_UNIFORM_BUFFER, 0, 8, 16) == GL_INVALID_VALUE);
  CHECK(range(GL_UNIFORM_BUFFER, 0, -16, 16) == GL_INVALID_VALUE);
  CHECK(range(GL_UNIFORM_BUFFER, 0, 0, 0) == GL_INVALID_VALUE);
  CHECK(range(GL_TRANSFORM_FEEDBACK_BUFFER, 4, 0, 16) == GL_INVALID_VALUE);
  CHECK(range(GL_TRANSFORM_FEEDBACK_BUFFER, 0, 2, 16) == GL_INVALID_VALUE);
  CHECK(range(GL_TRANSFORM_FEEDBACK_BUFFER, 0, 4, 6) == GL_INVALID_VALUE);
  CHECK(range(GL_UNIFORM_BUFFER, 0, 16, 4096) == GL_NO_ERROR);  // cut at use
}

TEST_CASE("a range is cut at the buffer's end at the time of use") {
  Bound f;
  Buffer& b = f.boundBuffer(GL_UNIFORM_BUFFER, 256);
  bindBufferRange(f.c, GL_UNIFORM_BUFFER, 3, &b, 192, 128);
  const BufferRange& range = f.c.buffers.uniformBindings[3];
  CHECK(range.availableBytes() == 64);
  bufferData(f.c, b, nullptr, 1024, GL_STATIC_DRAW);
  CHECK(range.availableBytes() == 128);
  bufferData(f.c, b, nullptr, 16, GL_STATIC_DRAW);
  CHECK(range.availableBytes() == 0);
}

TEST_CASE("deleting a buffer unbinds it from context and current objects only") {
  Bound f;
  VertexArray* array = f.c.createObject<VertexArray>("test");
  bindVertexArray(f.c, array);
  Buffer& b = f.boundBuffer(GL_ARRAY_BUFFER, 16);
  f.pointArray(4);
  bindBufferBase(f.c, GL_UNIFORM_BUFFER, 2, &b);
  bindVertexArray(f.c, nullptr);
  const uint32_t handle = b.handle;
  deleteBuffer(f.c, b);
  CHECK(!f.c.buffers.array);
  CHECK(!f.c.buffers.uniform);
  CHECK(!f.c.buffers.uniformBindings[2].buffer);
  CHECK(array->attribs[0].buffer.handle() == handle);  // not current: it keeps the buffer alive
  bindVertexArray(f.c, array);
  CHECK(!validateBindBuffer(f.c, GL_ARRAY_BUFFER, handle, f.out));
  CHECK(f.error() == GL_INVALID_OPERATION);
}

TEST_CASE("index ranges leave restarts out and follow the contents") {
  Bound f;
  const uint16_t indices[] = {3, 9, 0xffff, 1};
  Buffer& b = f.boundBuffer(GL_ELEMENT_ARRAY_BUFFER, sizeof indices, indices);
  CHECK(b.indexRange(0, 4, 2, true).maxIndex == 9);
  CHECK(b.indexRange(4, 1, 2, true).any == false);
  CHECK(b.indexRange(6, 1, 2, true).maxIndex == 1);
  const uint16_t larger = 77;
  bufferSubData(b, 6, reinterpret_cast<const std::byte*>(&larger), 2);
  CHECK(b.indexRange(0, 4, 2, true).maxIndex == 77);
  CHECK(b.indexRange(0, 2, 1, true).maxIndex == 3);
}
