// SPDX-License-Identifier: MIT
// Draws: the picture of a plain one, then every rule of validate_draws.cpp.
#include "gl/draws.h"

#include "gl/draw_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;

TEST_CASE("a draw without attributes colours the viewport") {
  DrawFixture f;
  f.useProgramOf(kCoverVertex, kRedFragment);
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_NO_ERROR);
  CHECK(f.pixel(0, 0) == Rgba{255, 0, 0, 255});
  CHECK(f.pixel(3, 3) == Rgba{255, 0, 0, 255});
}

TEST_CASE("arguments of a draw") {
  DrawFixture f;
  f.useProgramOf(kCoverVertex, kRedFragment);
  CHECK(!f.drawArrays(7, 0, 3));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, -1));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!f.drawArrays(GL_TRIANGLES, -1, 3));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3, -1));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!f.drawArrays(GL_TRIANGLES, 0x7fffffff, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 0));
  CHECK(f.error() == GL_NO_ERROR);
  CHECK(!validateDrawRange(f.context(), 5, 4));
  CHECK(f.error() == GL_INVALID_VALUE);
}

TEST_CASE("a draw needs a linked program, even of nothing") {
  DrawFixture f;
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 0));
  CHECK(f.error() == GL_INVALID_OPERATION);
  Program& program = f.useProgramOf(kCoverVertex, kRedFragment);
  detachShader(program, *program.fragment);
  linkProgram(f.context(), program);
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
}

TEST_CASE("a draw needs a complete framebuffer") {
  DrawFixture f;
  f.useProgramOf(kCoverVertex, kRedFragment);
  f.boundFramebuffer();
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_FRAMEBUFFER_OPERATION);
}

TEST_CASE("an enabled array without buffer is an error, also if the program does not use it") {
  DrawFixture f;
  f.useProgramOf(kCoverVertex, kRedFragment);
  f.context().vertexArrays.array().attribs[9].enabled = true;
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
}

TEST_CASE("a draw must not read past the buffer of an attribute it uses") {
  DrawFixture f;
  f.useProgramOf(kPositionVertex, kRedFragment);
  f.boundBuffer(GL_ARRAY_BUFFER, 3 * 16);
  f.pointArray(4);
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(!f.drawArrays(GL_TRIANGLES, 1, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
  f.context().vertexArrays.array().attribs[0].divisor = 2;  // one element per two instances
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 300, 6));
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3, 7));
  CHECK(f.error() == GL_INVALID_OPERATION);
  f.useProgramOf(kCoverVertex, kRedFragment);
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 300, 7));  // not consumed
}

TEST_CASE("indices: buffer, type, alignment, range") {
  DrawFixture f;
  f.useProgramOf(kPositionVertex, kRedFragment);
  f.boundBuffer(GL_ARRAY_BUFFER, 3 * 16);
  f.pointArray(4);
  CHECK(!f.drawElements(GL_TRIANGLES, 3, GL_UNSIGNED_SHORT, 0));
  CHECK(f.error() == GL_INVALID_OPERATION);  // no buffer
  const uint16_t indices[] = {0, 1, 2, 0xffff, 3, 0};
  f.boundBuffer(GL_ELEMENT_ARRAY_BUFFER, sizeof indices, indices);
  CHECK(f.drawElements(GL_TRIANGLES, 4, GL_UNSIGNED_SHORT, 0));  // restart is no index
  CHECK(!f.drawElements(GL_TRIANGLES, 3, GL_FLOAT, 0));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!f.drawElements(GL_TRIANGLES, 3, 0, 0));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!f.drawElements(GL_TRIANGLES, 3, GL_UNSIGNED_SHORT, 1));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!f.drawElements(GL_TRIANGLES, 3, GL_UNSIGNED_SHORT, -2));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!f.drawElements(GL_TRIANGLES, 5, GL_UNSIGNED_SHORT, 0));
  CHECK(f.error() == GL_INVALID_OPERATION);  // index 3 of three vertices
  CHECK(!f.drawElements(GL_TRIANGLES, 3, GL_UNSIGNED_SHORT, 8));
  CHECK(f.error() == GL_INVALID_OPERATION);  // past the index buffer
  CHECK(f.drawElements(GL_TRIANGLES, 0, GL_UNSIGNED_SHORT, 100));
  CHECK(f.error() == GL_NO_ERROR);
}

TEST_CASE("the base type of an attribute must be that of its source") {
  DrawFixture f;
  f.useProgramOf(R"(#version 300 es
layout(location = 0) in ivec2 cell;
void main() { gl_Position = vec4(cell, 0, 1); })",
                 kRedFragment);
  CHECK(!f.drawArrays(GL_POINTS, 0, 1));
  CHECK(f.error() == GL_INVALID_OPERATION);
  const uint32_t bits[4] = {};
  vertexAttrib(f.context(), 0, AttribClass::Int, bits);
  CHECK(f.drawArrays(GL_POINTS, 0, 1));
  f.boundBuffer(GL_ARRAY_BUFFER, 64);
  f.pointArray(2);  // floats
  CHECK(!f.drawArrays(GL_POINTS, 0, 1));
  CHECK(f.error() == GL_INVALID_OPERATION);
  vertexAttribPointer(f.context(), {0, 2, GL_UNSIGNED_BYTE, false, true, 0, 0});
  CHECK(!f.drawArrays(GL_POINTS, 0, 1));
  CHECK(f.error() == GL_INVALID_OPERATION);
  vertexAttribPointer(f.context(), {0, 2, GL_BYTE, false, true, 0, 0});
  CHECK(f.drawArrays(GL_POINTS, 0, 1));
}

TEST_CASE("an active uniform block needs a buffer that is large enough") {
  DrawFixture f;
  f.useProgramOf(kCoverVertex, R"(#version 300 es
precision highp float;
layout(std140) uniform Light { vec4 ambient; vec4 diffuse; };
out vec4 color;
void main() { color = ambient + diffuse; })");
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
  const float light[8] = {0, 1, 0, 0, 0, 0, 0, 1};
  Buffer& b = f.boundBuffer(GL_UNIFORM_BUFFER, sizeof light, light);
  bindBufferRange(f.context(), GL_UNIFORM_BUFFER, 0, &b, 16, 32);
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
  bindBufferBase(f.context(), GL_UNIFORM_BUFFER, 0, &b);
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.pixel(1, 1) == Rgba{0, 255, 0, 255});
}

TEST_CASE("the shader's outputs must fit the draw buffers that are written") {
  DrawFixture f;
  f.useProgramOf(kCoverVertex, kRedFragment);
  Framebuffer& framebuffer = f.boundFramebuffer();
  framebuffer.attachments[0].renderbuffer = &f.boundRenderbuffer(GL_RGBA8I, 4, 4);
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
  framebuffer.attachments[0].renderbuffer = &f.boundRenderbuffer(GL_RGBA8, 4, 4);
  framebuffer.attachments[1].renderbuffer = &f.boundRenderbuffer(GL_RGBA8, 4, 4);
  framebuffer.drawBuffers[1] = GL_COLOR_ATTACHMENT1;
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);  // no output at location 1
  for (bool& channel : f.context().fixed.drawBuffers[1].colorMask) channel = false;
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
}

TEST_CASE("blending into 32-bit floats needs EXT_float_blend") {
  DrawFixture f;
  Context& c = f.context();
  f.useProgramOf(kCoverVertex, kRedFragment);
  Framebuffer& framebuffer = f.boundFramebuffer();
  c.extensions.enabledBits |= uint64_t{1}
                              << static_cast<uint32_t>(Extension::EXT_color_buffer_float);
  framebuffer.attachments[0].renderbuffer = &f.boundRenderbuffer(GL_RGBA32F, 4, 4);
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
  c.fixed.drawBuffers[0].blending = true;
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
  c.extensions.enable(Extension::EXT_float_blend);
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
}

TEST_CASE("front and back stencil must agree while there is a stencil buffer and the test is on") {
  DrawFixture f;
  FixedState& fixed = f.context().fixed;
  f.useProgramOf(kCoverVertex, kRedFragment);
  fixed.caps.stencilTest = true;
  fixed.stencilBack.ref = 3;
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));  // no stencil buffer
  Framebuffer& framebuffer = f.boundFramebuffer();
  framebuffer.attachments[0].renderbuffer = &f.boundRenderbuffer(GL_RGBA8, 4, 4);
  framebuffer.attachments[kStencilAttachment].renderbuffer =
      &f.boundRenderbuffer(GL_STENCIL_INDEX8, 4, 4);
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
  fixed.stencilFront.ref = 300, fixed.stencilBack.ref = 255;  // equal once clamped
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
  fixed.stencilBack.writeMask = 0xffffff00;
  CHECK(!f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.error() == GL_INVALID_OPERATION);
}

TEST_CASE("depth range reaches the shader") {
  DrawFixture f;
  f.context().fixed.depthRange[0] = 0.25f;
  f.context().fixed.depthRange[1] = 0.75f;
  f.useProgramOf(kCoverVertex, R"(#version 300 es
precision highp float;
out vec4 color;
void main() { color = vec4(gl_DepthRange.near, gl_DepthRange.far, gl_DepthRange.diff, 1.0); })");
  CHECK(f.drawArrays(GL_TRIANGLES, 0, 3));
  CHECK(f.pixel(0, 0) == Rgba{64, 191, 128, 255});
}
