// SPDX-License-Identifier: MIT
#include "gl/parameters.h"

#include <cstring>

#include "gl/draw_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;

namespace {

QueryValue get(DrawFixture& f, uint32_t pname) {
  QueryValue value;
  CHECK(getParameter(f.context(), pname, value));
  return value;
}

}  // namespace

TEST_CASE("a value has the kind, the count and the words of its table row") {
  DrawFixture f;
  QueryValue v = get(f, GL_VIEWPORT);
  CHECK(v.kind == ValueKind::Ints);
  CHECK(v.count == 4);
  CHECK(v.words[2] == 4);
  CHECK(v.payloadBytes() == 24);
  v = get(f, GL_COLOR_WRITEMASK);
  CHECK(v.kind == ValueKind::Bools);
  CHECK(v.words[3] == 1);
  v = get(f, GL_DEPTH_CLEAR_VALUE);
  CHECK(v.kind == ValueKind::Float);
  CHECK(v.floats[0] == 1.0f);
  v = get(f, GL_MAX_ELEMENT_INDEX);
  CHECK(v.kind == ValueKind::Double);
  CHECK(v.number == 4294967294.0);
  v = get(f, GL_VERSION);
  CHECK(v.kind == ValueKind::String);
  CHECK(std::strncmp(v.text, "WebGL 2.0", 9) == 0);
}

TEST_CASE("bindings answer kind and handle, or null") {
  DrawFixture f;
  CHECK(get(f, GL_ARRAY_BUFFER_BINDING).kind == ValueKind::Null);
  const Buffer& b = f.boundBuffer(GL_ARRAY_BUFFER, 4);
  const QueryValue v = get(f, GL_ARRAY_BUFFER_BINDING);
  CHECK(v.kind == ValueKind::Object);
  CHECK(v.words[0] == static_cast<uint32_t>(ObjectKind::Buffer));
  CHECK(v.words[1] == b.handle);
  CHECK(get(f, GL_FRAMEBUFFER_BINDING).kind == ValueKind::Null);
}

TEST_CASE("an unknown name, and one of an extension not enabled, is INVALID_ENUM") {
  DrawFixture f;
  QueryValue value;
  CHECK(!getParameter(f.context(), 0x1F03 /* EXTENSIONS of ES */, value));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!getParameter(f.context(), GL_MAX_TEXTURE_MAX_ANISOTROPY_EXT, value));
  CHECK(f.error() == GL_INVALID_ENUM);
  f.context().extensions.enable(Extension::EXT_texture_filter_anisotropic);
  CHECK(getParameter(f.context(), GL_MAX_TEXTURE_MAX_ANISOTROPY_EXT, value));
  CHECK(!getParameter(f.context(), GL_DRAW_BUFFER0 + 8, value));
  CHECK(f.error() == GL_INVALID_ENUM);
}

TEST_CASE("bits and samples are those of the draw framebuffer") {
  DrawFixture f;
  CHECK(get(f, GL_RED_BITS).words[0] == 8);
  CHECK(get(f, GL_DEPTH_BITS).words[0] == 24);
  CHECK(get(f, GL_STENCIL_BITS).words[0] == 0);
  Framebuffer& framebuffer = f.boundFramebuffer();
  CHECK(get(f, GL_RED_BITS).words[0] == 0);
  framebuffer.attachments[0].renderbuffer = &f.boundRenderbuffer(GL_RGB565, 4, 4, 4);
  CHECK(get(f, GL_GREEN_BITS).words[0] == 6);
  CHECK(get(f, GL_SAMPLES).words[0] == 4);
  CHECK(get(f, GL_SAMPLE_BUFFERS).words[0] == 1);
  framebuffer.attachments[1].renderbuffer = &f.boundRenderbuffer(GL_RGBA8, 4, 4, 4);
  CHECK(get(f, GL_RED_BITS).words[0] == 0);
  CHECK(f.error() == GL_INVALID_OPERATION);
}

TEST_CASE("IMPLEMENTATION_COLOR_READ_* needs something to read") {
  DrawFixture f;
  CHECK(get(f, GL_IMPLEMENTATION_COLOR_READ_FORMAT).words[0] == GL_RGBA);
  f.boundFramebuffer();
  QueryValue value;
  CHECK(!getParameter(f.context(), GL_IMPLEMENTATION_COLOR_READ_TYPE, value));
  CHECK(f.error() == GL_INVALID_OPERATION);
}

TEST_CASE("limits are at least what ES 3.0 asks for") {
  DrawFixture f;
  const struct {
    uint32_t pname;
    double least;
  } rows[] = {{GL_MAX_TEXTURE_SIZE, 2048},
              {GL_MAX_3D_TEXTURE_SIZE, 256},
              {GL_MAX_ARRAY_TEXTURE_LAYERS, 256},
              {GL_MAX_SAMPLES, 4},
              {GL_MAX_COLOR_ATTACHMENTS, 4},
              {GL_MAX_VERTEX_ATTRIBS, 16},
              {GL_MAX_COMBINED_TEXTURE_IMAGE_UNITS, 32},
              {GL_MAX_UNIFORM_BUFFER_BINDINGS, 24},
              {GL_MAX_VARYING_VECTORS, 15},
              {GL_MAX_VERTEX_UNIFORM_VECTORS, 256},
              {GL_MAX_FRAGMENT_UNIFORM_VECTORS, 224},
              {GL_MAX_VERTEX_OUTPUT_COMPONENTS, 64},
              {GL_MAX_FRAGMENT_INPUT_COMPONENTS, 60},
              {GL_SUBPIXEL_BITS, 4}};
  for (const auto& row : rows) {
    CAPTURE(format::enumName(row.pname));
    CHECK(get(f, row.pname).words[0] >= row.least);
  }
  CHECK(get(f, GL_MAX_UNIFORM_BLOCK_SIZE).number >= 16384);
  CHECK(get(f, GL_MAX_COMBINED_VERTEX_UNIFORM_COMPONENTS).number >= 50176);
  CHECK(get(f, GL_MAX_COLOR_ATTACHMENTS).words[0] == get(f, GL_MAX_DRAW_BUFFERS).words[0]);
}

TEST_CASE("indexed parameters answer buffer, start and size") {
  DrawFixture f;
  Buffer& b = f.boundBuffer(GL_UNIFORM_BUFFER, 64);
  bindBufferRange(f.context(), GL_UNIFORM_BUFFER, 5, &b, 16, 32);
  QueryValue v;
  REQUIRE(getIndexedParameter(f.context(), GL_UNIFORM_BUFFER_START, 5, v));
  CHECK(v.number == 16);
  REQUIRE(getIndexedParameter(f.context(), GL_UNIFORM_BUFFER_SIZE, 5, v));
  CHECK(v.number == 32);
  CHECK(!getIndexedParameter(f.context(), GL_UNIFORM_BUFFER_SIZE, 24, v));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!getIndexedParameter(f.context(), GL_VIEWPORT, 0, v));
  CHECK(f.error() == GL_INVALID_ENUM);
}

TEST_CASE("CURRENT_VERTEX_ATTRIB has the kind of the last setter") {
  DrawFixture f;
  CHECK(getVertexAttrib(f.context(), 3, GL_CURRENT_VERTEX_ATTRIB).kind == ValueKind::Floats);
  const uint32_t bits[4] = {1, 2, 3, 0xffffffff};
  vertexAttrib(f.context(), 3, AttribClass::Int, bits);
  const QueryValue v = getVertexAttrib(f.context(), 3, GL_CURRENT_VERTEX_ATTRIB);
  CHECK(v.kind == ValueKind::Ints);
  CHECK(v.words[3] == 0xffffffff);
}
