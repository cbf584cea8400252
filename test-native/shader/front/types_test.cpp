// SPDX-License-Identifier: MIT
// Types: interning, sizes, comparison across modules.
#include "shader/front/types.h"

#include <doctest/doctest.h>

namespace nogpu::shader::front {

TEST_CASE("types: basic types are shared and know their shape") {
  CHECK_EQ(vectorType(ScalarKind::Float, 3), basicType(BasicType::Vec3));
  CHECK_EQ(scalarType(ScalarKind::Uint), basicType(BasicType::Uint));
  CHECK_EQ(matrixType(2, 4), basicType(BasicType::Mat2x4));
  CHECK_EQ(basicType(BasicType::Mat2x4)->wordCount, 8);
  CHECK_EQ(elementType(basicType(BasicType::Mat2x4)), basicType(BasicType::Vec4));
  CHECK_EQ(elementType(basicType(BasicType::Ivec2)), basicType(BasicType::Int));
  CHECK_EQ(elementType(basicType(BasicType::Float)), nullptr);
  CHECK_EQ(basicType(BasicType::Usampler2DArray)->scalar, ScalarKind::Uint);
  CHECK_EQ(basicType(BasicType::Void)->wordCount, 0);
}

TEST_CASE("types: arrays are interned, structs are not") {
  AstArena arena;
  TypeTable types(arena);
  const Type* vec3 = basicType(BasicType::Vec3);
  CHECK_EQ(types.arrayOf(vec3, 4), types.arrayOf(vec3, 4));
  CHECK_NE(types.arrayOf(vec3, 4), types.arrayOf(vec3, 5));
  CHECK_EQ(types.arrayOf(vec3, 4)->wordCount, 12);
  CHECK_EQ(typeName(types.arrayOf(vec3, 4)), "vec3[4]");

  const StructMember members[] = {
      {"a", vec3, Precision::High, {}},
      {"b", types.arrayOf(basicType(BasicType::Float), 2), Precision::High, {}}};
  const Type* s = types.makeStruct("S", members, {}, false);
  CHECK_NE(s, types.makeStruct("S", members, {}, false));
  CHECK_EQ(s->wordCount, 5);
  CHECK_EQ(s->structure->wordOffset(1), 3);
  CHECK_EQ(s->structure->find("b"), 1);
  CHECK_EQ(s->structure->find("c"), -1);
  CHECK(s->containsArray);
  CHECK_FALSE(s->containsSampler);
}

TEST_CASE("types: sameType compares structure across modules") {
  AstArena arenas[2];
  TypeTable tables[2] = {TypeTable(arenas[0]), TypeTable(arenas[1])};
  const auto make = [&](int i, std::string_view member, Precision precision) {
    const StructMember members[] = {{member, basicType(BasicType::Vec4), precision, {}}};
    return tables[i].arrayOf(tables[i].makeStruct("S", members, {}, false), 2);
  };
  CHECK(sameType(make(0, "a", Precision::High), make(1, "a", Precision::High), true));
  CHECK(sameType(make(0, "a", Precision::High), make(1, "a", Precision::Low)));
  CHECK_FALSE(sameType(make(0, "a", Precision::High), make(1, "a", Precision::Low), true));
  CHECK_FALSE(sameType(make(0, "a", Precision::High), make(1, "b", Precision::High)));
}

TEST_CASE("types: sizes saturate instead of wrapping") {
  AstArena arena;
  TypeTable types(arena);
  const Type* t = basicType(BasicType::Mat4);
  for (int i = 0; i < 4; ++i) {
    const StructMember member{"m", types.arrayOf(t, 65536), Precision::High, {}};
    t = types.makeStruct("S", {&member, 1}, {}, false);
  }
  CHECK_EQ(t->wordCount, UINT32_MAX);
}

}  // namespace nogpu::shader::front
