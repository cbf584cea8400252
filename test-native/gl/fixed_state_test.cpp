// SPDX-License-Identifier: MIT
#include "gl/validate_fixed_state.h"

#include <cmath>

#include "gl/gl_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;

TEST_CASE("fixed-function state refuses what the tables do not list") {
  GlFixture f;
  Context& c = f.context();
  const auto code = [&](bool) { return f.error(); };
  CHECK(code(validateCapability(c, "enable", 0x8D69 /* PRIMITIVE_RESTART_FIXED_INDEX */)) ==
        GL_INVALID_ENUM);
  CHECK(code(validateCapability(c, "enable", GL_BLEND)) == GL_NO_ERROR);
  CHECK(code(validateBlendEquation(c, "blendEquation", GL_ZERO, GL_MAX)) == GL_INVALID_ENUM);
  CHECK(code(validateBlendFunc(c, "blendFunc", GL_ONE, GL_FUNC_ADD, GL_ONE, GL_ONE)) ==
        GL_INVALID_ENUM);
  CHECK(code(validateBlendFunc(c, "blendFunc", GL_ONE, GL_SRC_ALPHA_SATURATE, GL_ONE, GL_ONE)) ==
        GL_NO_ERROR);
  CHECK(code(validateCompareFunc(c, "depthFunc", GL_KEEP)) == GL_INVALID_ENUM);
  CHECK(code(validateFace(c, "cullFace", GL_CW)) == GL_INVALID_ENUM);
  CHECK(code(validateStencilOp(c, "stencilOp", GL_KEEP, GL_KEEP, GL_ALWAYS)) == GL_INVALID_ENUM);
  CHECK(code(validateFrontFace(c, GL_BACK)) == GL_INVALID_ENUM);
  CHECK(code(validateBox(c, "viewport", -1, 4)) == GL_INVALID_VALUE);
  CHECK(code(validateHint(c, GL_BLEND, GL_NICEST)) == GL_INVALID_ENUM);
  CHECK(code(validateHint(c, GL_GENERATE_MIPMAP_HINT, GL_ONE)) == GL_INVALID_ENUM);
}

TEST_CASE("constant colour and constant alpha cannot be mixed in the RGB factors") {
  GlFixture f;
  Context& c = f.context();
  CHECK(!validateBlendFunc(c, "blendFunc", GL_CONSTANT_COLOR, GL_ONE_MINUS_CONSTANT_ALPHA, GL_ONE,
                           GL_ONE));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!validateBlendFunc(c, "blendFunc", GL_CONSTANT_ALPHA, GL_CONSTANT_COLOR, GL_ONE, GL_ONE));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(validateBlendFunc(c, "blendFuncSeparate", GL_CONSTANT_COLOR, GL_ONE, GL_CONSTANT_ALPHA,
                          GL_ONE));
}

TEST_CASE("depth ranges are not reversed and lines have a width") {
  GlFixture f;
  CHECK(!validateDepthRange(f.context(), 0.6f, 0.5f));
  CHECK(f.error() == GL_INVALID_OPERATION);
  for (const float width : {0.0f, -1.0f, std::nanf("")}) {
    CHECK(!validateLineWidth(f.context(), width));
    CHECK(f.error() == GL_INVALID_VALUE);
  }
}

TEST_CASE("pixelStorei checks names and values, and stores") {
  GlFixture f;
  Context& c = f.context();
  CHECK(!validatePixelStorei(c, GL_BLEND, 1));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!validatePixelStorei(c, GL_UNPACK_ALIGNMENT, 3));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!validatePixelStorei(c, GL_PACK_SKIP_ROWS, -1));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!validatePixelStorei(c, GL_UNPACK_COLORSPACE_CONVERSION_WEBGL, 1));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(validatePixelStorei(c, GL_UNPACK_FLIP_Y_WEBGL, 7));
  pixelStorei(c, GL_UNPACK_FLIP_Y_WEBGL, 7);
  pixelStorei(c, GL_PACK_ROW_LENGTH, 9);
  CHECK(c.fixed.pixelStore.unpackFlipY);
  CHECK(c.fixed.pixelStore.pack.rowLength == 9);
}

TEST_CASE("a face names one or both stencil states") {
  FixedState state;
  int visits = 0;
  const auto count = [&](StencilFaceState&) { ++visits; };
  forEachFace(state, GL_FRONT, [&](StencilFaceState& s) { CHECK(&s == &state.stencilFront); });
  forEachFace(state, GL_BACK, [&](StencilFaceState& s) { CHECK(&s == &state.stencilBack); });
  forEachFace(state, GL_FRONT_AND_BACK, count);
  CHECK(visits == 2);
}
