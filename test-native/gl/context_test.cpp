// SPDX-License-Identifier: MIT
// Contexts as a whole: creation, errors, object lifetime, loss.
#include "gl/context.h"

#include <string>

#include "boundary/last_error.h"
#include "gl/draw_fixture.h"
#include "gl/drawing_buffer.h"

using namespace nogpu;
using namespace nogpu::gl;

TEST_CASE("a context of no or too large a size is refused with a message") {
  CHECK(Context::create(0, 1, {}) == nullptr);
  CHECK(boundary::lastError() == "drawing buffer: size 0 x 1 is not 1 to 16384");
  CHECK(Context::create(1, 16385, {}) == nullptr);
}

TEST_CASE("a context without memory for its drawing buffer is refused and leaves nothing behind") {
  const uint64_t bytes = boundary::memoryTotal().bytes;
  boundary::failAllocations(1, 1u << 20);
  CHECK(Context::create(1024, 1024, {}) == nullptr);
  CHECK(boundary::lastError().find("no memory for 1024 x 1024") != std::string_view::npos);
  CHECK(boundary::memoryTotal().bytes == bytes);
}

TEST_CASE("a destroyed context gives back every byte and every object") {
  const auto life = [] {
    DrawFixture f;
    f.boundBuffer(GL_ARRAY_BUFFER, 1000);
    f.boundTexture(GL_TEXTURE_2D);
    f.useProgramOf(kCoverVertex, kRedFragment);
    f.drawArrays(GL_TRIANGLES, 0, 3);
  };
  life();  // the module sets up its tables, the test framework its own
  const uint64_t bytes = boundary::memoryTotal().bytes;
  const uint32_t live = boundary::memoryTotal().live;
  life();
  CHECK(boundary::memoryTotal().bytes == bytes);
  CHECK(boundary::memoryTotal().live == live);
}

TEST_CASE("each error is reported once, in the order of their raising") {
  GlFixture f;
  Context& c = f.context();
  c.error(GL_INVALID_VALUE, "one");
  c.error(GL_INVALID_ENUM, "two");
  c.error(GL_INVALID_VALUE, "three");
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(f.error() == GL_NO_ERROR);
  CHECK(c.errors.log() == "INVALID_VALUE: one\nINVALID_ENUM: two\nINVALID_VALUE: three\n");
}

TEST_CASE("the debug log keeps the latest 64 messages") {
  GlFixture f;
  for (int i = 0; i < 100; ++i) f.context().error(GL_INVALID_VALUE, "number %d", i);
  const std::string log = f.context().errors.log();
  CHECK(log.find("number 35\n") == std::string::npos);
  CHECK(log.find("number 36\n") != std::string::npos);
}

TEST_CASE("a handle of another context, kind or life finds nothing") {
  GlFixture a, b;
  Buffer* buffer = a.context().createObject<Buffer>("test");
  CHECK(a.context().lookup<Buffer>(buffer->handle) == buffer);
  CHECK(b.context().lookup<Buffer>(buffer->handle) == nullptr);
  CHECK(a.context().lookup<Texture>(buffer->handle) == nullptr);
  const uint32_t handle = buffer->handle;
  deleteBuffer(a.context(), *buffer);
  CHECK(a.context().lookup<Buffer>(handle) == nullptr);
}

TEST_CASE("a collected wrapper changes nothing: what is bound lives on, what is not dies") {
  DrawFixture f;
  Context& c = f.context();
  Buffer& bound = f.boundBuffer(GL_ARRAY_BUFFER, 10);
  bound.dropName();
  CHECK(c.buffers.array == &bound);
  CHECK(c.lookup<Buffer>(bound.handle) == &bound);
  bound.holdName();  // wrapped again
  bound.dropName();
  const uint32_t handle = bound.handle;
  bindBuffer(c, GL_ARRAY_BUFFER, nullptr);
  CHECK(c.lookup<Buffer>(handle) == nullptr);
}

TEST_CASE("a lost context answers CONTEXT_LOST_WEBGL once") {
  GlFixture f;
  f.context().error(GL_INVALID_ENUM, "before");
  f.context().lose("gone");
  CHECK(f.error() == GL_CONTEXT_LOST_WEBGL);
  CHECK(f.error() == GL_NO_ERROR);
}

TEST_CASE("the drawing buffer has the planes of the attributes") {
  for (const bool antialias : {false, true}) {
    ContextAttributes attributes;
    attributes.antialias = antialias;
    attributes.stencil = true;
    attributes.alpha = false;
    Context* c = Context::create(8, 4, attributes);
    REQUIRE(c != nullptr);
    const Framebuffer& framebuffer = *c->framebuffers.defaultFramebuffer;
    CHECK(framebufferExtent(framebuffer).samples == (antialias ? 4 : 0));
    CHECK(depthBits(framebuffer) == 24);
    CHECK(stencilBits(framebuffer) == 8);
    CHECK(drawBufferFormat(framebuffer, 0)->bits[3] == 0);
    CHECK(drawingBufferWidth(*c) == 8);
    CHECK(drawingBufferHeight(*c) == 4);
    delete c;
  }
}

TEST_CASE("stencil alone gives a stencil plane alone") {
  Context* c = Context::create(2, 2, {.depth = false, .stencil = true, .antialias = false});
  REQUIRE(c != nullptr);
  CHECK(depthBits(*c->framebuffers.defaultFramebuffer) == 0);
  CHECK(stencilBits(*c->framebuffers.defaultFramebuffer) == 8);
  delete c;
}

TEST_CASE("resizing clears, keeps the viewport, and keeps all if there is no memory") {
  GlFixture f;
  Context& c = f.context();
  c.fixed.clearColor[0] = c.fixed.clearColor[3] = 1;
  clear(c, GL_COLOR_BUFFER_BIT);
  boundary::failAllocations(1, 1u << 20);
  CHECK(!resizeDrawingBuffer(c, 2048, 2048));
  CHECK(drawingBufferWidth(c) == 4);
  CHECK(f.read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Rgba{255, 0, 0, 255});
  REQUIRE(resizeDrawingBuffer(c, 6, 5));
  CHECK(f.read<uint8_t>(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE) == Rgba{0, 0, 0, 0});
  CHECK(c.fixed.viewport[2] == 4);
}
