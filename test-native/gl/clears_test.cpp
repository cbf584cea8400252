// SPDX-License-Identifier: MIT
#include "gl/clears.h"

#include "gl/draw_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;

TEST_CASE("clear obeys scissor and colour mask, and RASTERIZER_DISCARD switches it off") {
  DrawFixture f;
  FixedState& fixed = f.context().fixed;
  for (float& channel : fixed.clearColor) channel = 1;
  fixed.caps.scissorTest = true;
  fixed.scissor[0] = 1, fixed.scissor[1] = 1, fixed.scissor[2] = 2, fixed.scissor[3] = 0x7fffffff;
  fixed.drawBuffers[0].colorMask[1] = false;
  clear(f.context(), GL_COLOR_BUFFER_BIT);
  CHECK(f.pixel(1, 1) == Rgba{255, 0, 255, 255});
  CHECK(f.pixel(2, 3) == Rgba{255, 0, 255, 255});
  CHECK(f.pixel(0, 1) == Rgba{0, 0, 0, 0});
  CHECK(f.pixel(3, 1) == Rgba{0, 0, 0, 0});
  fixed.caps.scissorTest = false;
  fixed.caps.rasterizerDiscard = true;
  clear(f.context(), GL_COLOR_BUFFER_BIT);
  CHECK(f.pixel(0, 0) == Rgba{0, 0, 0, 0});
}

TEST_CASE("clear's errors") {
  DrawFixture f;
  CHECK(!validateClear(f.context(), 1));
  CHECK(f.error() == GL_INVALID_VALUE);
  Framebuffer& framebuffer = f.boundFramebuffer();
  CHECK(!validateClear(f.context(), GL_COLOR_BUFFER_BIT));
  CHECK(f.error() == GL_INVALID_FRAMEBUFFER_OPERATION);
  framebuffer.attachments[0].renderbuffer = &f.boundRenderbuffer(GL_RGBA8UI, 2, 2);
  CHECK(!validateClear(f.context(), GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(validateClear(f.context(), GL_DEPTH_BUFFER_BIT));
}

TEST_CASE("clearBuffer*: which buffers, which indices, which formats") {
  DrawFixture f;
  const auto code = [&](ClearKind kind, uint32_t buffer, int32_t index) {
    validateClearBuffer(f.context(), kind, buffer, index);
    return f.error();
  };
  CHECK(code(ClearKind::Float, GL_STENCIL, 0) == GL_INVALID_ENUM);
  CHECK(code(ClearKind::Int, GL_DEPTH, 0) == GL_INVALID_ENUM);
  CHECK(code(ClearKind::Uint, GL_STENCIL, 0) == GL_INVALID_ENUM);
  CHECK(code(ClearKind::DepthStencil, GL_DEPTH, 0) == GL_INVALID_ENUM);
  CHECK(code(ClearKind::Float, GL_COLOR, 8) == GL_INVALID_VALUE);
  CHECK(code(ClearKind::Float, GL_COLOR, -1) == GL_INVALID_VALUE);
  CHECK(code(ClearKind::Float, GL_DEPTH, 1) == GL_INVALID_VALUE);
  CHECK(code(ClearKind::Int, GL_COLOR, 0) == GL_INVALID_OPERATION);
  CHECK(code(ClearKind::Int, GL_COLOR, 1) == GL_NO_ERROR);  // NONE: nothing to do
  CHECK(code(ClearKind::DepthStencil, GL_DEPTH_STENCIL, 0) == GL_NO_ERROR);
}

TEST_CASE("clearBufferuiv writes integers as they are") {
  DrawFixture f;
  Framebuffer& framebuffer = f.boundFramebuffer();
  framebuffer.attachments[0].renderbuffer = &f.boundRenderbuffer(GL_RGBA32UI, 2, 2);
  const uint32_t values[4] = {1, 0xffffffff, 3, 4};
  clearBuffer(f.context(), ClearKind::Uint, GL_COLOR, 0, values);
  CHECK(f.read<uint32_t>(1, 1, 1, 1, GL_RGBA_INTEGER, GL_UNSIGNED_INT) ==
        std::vector<uint32_t>{1, 0xffffffff, 3, 4});
}
