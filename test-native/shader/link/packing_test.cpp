// SPDX-License-Identifier: MIT
// ESSL 1.00 Appendix A.7: what fits into how many rows.
#include <doctest/doctest.h>

#include "shader/link/packing.h"

using namespace nogpu::shader;
using front::BasicType;
using front::basicType;

TEST_CASE("the worked example of the specification fits into eight rows") {
  front::AstArena arena;
  front::TypeTable types(arena);
  link::Packing p;
  p.add(basicType(BasicType::Vec4));
  p.add(basicType(BasicType::Mat3));
  p.add(types.arrayOf(basicType(BasicType::Mat3), 2));
  p.add(types.arrayOf(basicType(BasicType::Vec2), 6));
  p.add(types.arrayOf(basicType(BasicType::Vec2), 4));
  p.add(basicType(BasicType::Vec2));
  p.add(types.arrayOf(basicType(BasicType::Float), 3));
  p.add(types.arrayOf(basicType(BasicType::Float), 2));
  p.add(basicType(BasicType::Float));
  CHECK(p.fits(16));
  CHECK_FALSE(p.fits(15));
}

TEST_CASE("scalars fill the columns that vec3s leave") {
  link::Packing p;
  for (int i = 0; i < 4; ++i) p.add(basicType(BasicType::Vec3));
  for (int i = 0; i < 4; ++i) p.add(basicType(BasicType::Float));
  CHECK(p.fits(4));
  p.add(basicType(BasicType::Float));
  CHECK_FALSE(p.fits(4));
}

TEST_CASE("flat and smooth never share a row") {
  link::Packing p;
  p.add(basicType(BasicType::Vec2), true);
  p.add(basicType(BasicType::Vec2), false);
  CHECK_FALSE(p.fits(1));
  CHECK(p.fits(2));
}

TEST_CASE("mat2 takes whole rows, samplers none") {
  link::Packing p;
  p.add(basicType(BasicType::Mat2));
  p.add(basicType(BasicType::Sampler2D));
  CHECK(p.fits(2));
  p.add(basicType(BasicType::Float));
  CHECK_FALSE(p.fits(2));
}
