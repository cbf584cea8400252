// SPDX-License-Identifier: MIT
#include "gl/vertex_arrays.h"

#include "gl/draw_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;

TEST_CASE("vertexAttribPointer's errors") {
  DrawFixture f;
  f.boundBuffer(GL_ARRAY_BUFFER, 64);
  const auto code = [&](AttribPointer p) {
    validateVertexAttribPointer(f.context(), "vertexAttribPointer", p);
    return f.error();
  };
  CHECK(code({16, 4, GL_FLOAT, false, false, 0, 0}) == GL_INVALID_VALUE);
  CHECK(code({0, 0, GL_FLOAT, false, false, 0, 0}) == GL_INVALID_VALUE);
  CHECK(code({0, 5, GL_FLOAT, false, false, 0, 0}) == GL_INVALID_VALUE);
  CHECK(code({0, 4, GL_RGBA, false, false, 0, 0}) == GL_INVALID_ENUM);
  CHECK(code({0, 4, GL_FLOAT, false, true, 0, 0}) == GL_INVALID_ENUM);
  CHECK(code({0, 3, GL_INT_2_10_10_10_REV, false, false, 0, 0}) == GL_INVALID_OPERATION);
  CHECK(code({0, 4, GL_FLOAT, false, false, -4, 0}) == GL_INVALID_VALUE);
  CHECK(code({0, 4, GL_FLOAT, false, false, 256, 0}) == GL_INVALID_VALUE);
  CHECK(code({0, 4, GL_FLOAT, false, false, 0, -4}) == GL_INVALID_VALUE);
  CHECK(code({0, 4, GL_FLOAT, false, false, 6, 0}) == GL_INVALID_OPERATION);
  CHECK(code({0, 4, GL_FLOAT, false, false, 0, 2}) == GL_INVALID_OPERATION);
  CHECK(code({0, 4, GL_SHORT, true, false, 6, 2}) == GL_NO_ERROR);
  bindBuffer(f.context(), GL_ARRAY_BUFFER, nullptr);
  CHECK(code({0, 4, GL_FLOAT, false, false, 0, 4}) == GL_INVALID_OPERATION);
  CHECK(code({0, 4, GL_FLOAT, false, false, 0, 0}) == GL_NO_ERROR);
}

TEST_CASE("stride 0 means tightly packed") {
  AttribArray array;
  array.type = GL_SHORT;
  array.size = 3;
  CHECK(array.strideBytes() == 6);
  array.type = GL_UNSIGNED_INT_2_10_10_10_REV;
  array.size = 4;
  CHECK(array.strideBytes() == 4);
}

TEST_CASE("each vertex array has its own arrays; current values belong to the context") {
  DrawFixture f;
  Context& c = f.context();
  f.boundBuffer(GL_ARRAY_BUFFER, 64);
  f.pointArray(2);
  VertexArray* array = c.createObject<VertexArray>("test");
  bindVertexArray(c, array);
  CHECK(!array->attribs[0].enabled);
  const uint32_t bits[4] = {1, 2, 3, 4};
  vertexAttrib(c, 0, AttribClass::Uint, bits);
  bindVertexArray(c, nullptr);
  CHECK(c.vertexArrays.array().attribs[0].enabled);
  CHECK(c.vertexArrays.current[0].bits[2] == 3);
}

TEST_CASE("deleting the bound vertex array binds the default one") {
  DrawFixture f;
  Context& c = f.context();
  VertexArray* array = c.createObject<VertexArray>("test");
  const uint32_t handle = array->handle;
  bindVertexArray(c, array);
  deleteVertexArray(c, *array);
  CHECK(&c.vertexArrays.array() == c.vertexArrays.defaultArray.get());
  VertexArray* out;
  CHECK(!validateBindVertexArray(c, handle, out));
  CHECK(f.error() == GL_INVALID_OPERATION);
}
