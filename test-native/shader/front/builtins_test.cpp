// SPDX-License-Identifier: MIT
// The table of built-in functions: every row can be called, in its versions and stages only.
#include "shader/front/builtins.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "shader/front/compile.h"

namespace nogpu::shader::front {

namespace {

// A type that fits the slot, with generic slots at `rows` components.
const Type* typeFor(Slot slot, uint32_t rows, ScalarKind texel) {
  const auto sampler = [&](BasicType f, BasicType i, BasicType u) {
    return basicType(texel == ScalarKind::Float ? f : texel == ScalarKind::Int ? i : u);
  };
  const uint32_t vectorRows = rows < 2 ? 2 : rows;
  switch (slot) {
    case Slot::GFloat:
    case Slot::OutGFloat:
      return vectorType(ScalarKind::Float, rows);
    case Slot::GInt:
      return vectorType(ScalarKind::Int, rows);
    case Slot::GUint:
      return vectorType(ScalarKind::Uint, rows);
    case Slot::GBool:
      return vectorType(ScalarKind::Bool, rows);
    case Slot::VFloat:
      return vectorType(ScalarKind::Float, vectorRows);
    case Slot::VInt:
      return vectorType(ScalarKind::Int, vectorRows);
    case Slot::VUint:
      return vectorType(ScalarKind::Uint, vectorRows);
    case Slot::VBool:
      return vectorType(ScalarKind::Bool, vectorRows);
    case Slot::AnyMat:
      return matrixType(vectorRows, vectorRows);
    case Slot::GSampler2D:
      return sampler(BasicType::Sampler2D, BasicType::Isampler2D, BasicType::Usampler2D);
    case Slot::GSampler3D:
      return sampler(BasicType::Sampler3D, BasicType::Isampler3D, BasicType::Usampler3D);
    case Slot::GSamplerCube:
      return sampler(BasicType::SamplerCube, BasicType::IsamplerCube, BasicType::UsamplerCube);
    case Slot::GSampler2DArray:
      return sampler(BasicType::Sampler2DArray, BasicType::Isampler2DArray,
                     BasicType::Usampler2DArray);
    case Slot::ConstIvec2:
      return basicType(BasicType::Ivec2);
    case Slot::ConstIvec3:
      return basicType(BasicType::Ivec3);
    default:
      return basicType(static_cast<BasicType>(static_cast<int>(slot) - 1));
  }
}

std::string defaultOf(const Type* type) {
  const std::string name = typeName(type);
  return type->scalar == ScalarKind::Bool ? name + "(true)" : name + "(1)";
}

// A shader of `version` that calls the row once.
std::string callRow(const BuiltinFunction& row, int version, uint32_t rows, ScalarKind texel) {
  std::string globals;
  std::string locals;
  std::string arguments;
  for (int i = 0; i < row.paramCount; ++i) {
    const Type* type = typeFor(row.params[i], rows, texel);
    const std::string name = "a" + std::to_string(i);
    const bool isConst = row.params[i] == Slot::ConstIvec2 || row.params[i] == Slot::ConstIvec3;
    if (type->isSampler())
      globals += "uniform highp " + typeName(type) + " " + name + ";\n";
    else if (i == 0 && row.extension == Extension::OesMultisampleInterpolation)
      globals += "in " + typeName(type) + " " + name + ";\n";
    else if (!isConst)
      locals += typeName(type) + " " + name + " = " + defaultOf(type) + ";\n";
    arguments += (i > 0 ? ", " : "") + (isConst ? defaultOf(type) : name);
  }
  std::string head = version == 300 ? "#version 300 es\n" : "#version 100\n";
  if (row.extension != Extension::None) {
    head += "#extension " + std::string(extensionName(row.extension)) + " : enable\n";
  }
  return head + "precision highp float; precision highp int;\n" + globals + "void main() {\n" +
         locals + std::string(row.name) + "(" + arguments + ");\n}\n";
}

std::string logOfRow(const BuiltinFunction& row, int version, Stage stage, uint32_t rows,
                     ScalarKind texel) {
  ExtensionSet all;
  for (int i = 0; i < kExtensionCount; ++i) all.add(static_cast<Extension>(i));
  return logOf(callRow(row, version, rows, texel), stage, all);
}

}  // namespace

TEST_CASE("builtins: every row compiles where it exists and nowhere else") {
  for (const BuiltinFunction& row : builtinFunctions()) {
    for (const int version : {100, 300}) {
      for (const Stage stage : {Stage::Vertex, Stage::Fragment}) {
        for (const uint32_t rows : {1u, 2u, 3u, 4u}) {
          for (const ScalarKind texel : {ScalarKind::Float, ScalarKind::Int, ScalarKind::Uint}) {
            const bool exists = builtinExists(row, version, stage);
            // Types of version 300 in a shader of version 100 are mistakes of another kind; what an
            // extension added to version 100 may be part of version 300.
            if (!exists && (version == 100 || row.extension != Extension::None)) continue;
            INFO(callRow(row, version, rows, texel));
            const std::string log = logOfRow(row, version, stage, rows, texel);
            if (exists)
              CHECK_EQ(log, "");
            else
              CHECK(log.find("ERROR") != std::string::npos);
          }
        }
      }
    }
  }
}

TEST_CASE("builtins: operands of texture functions keep one order") {
  for (const BuiltinFunction& row : builtinFunctions()) {
    if (row.id != BuiltinId::Texture && row.id != BuiltinId::TexelFetch) continue;
    INFO(std::string(row.name));
    int count = 2;
    if (row.textureFlags & texture_flags::kLod) count += 1;
    if (row.textureFlags & texture_flags::kGrad) count += 2;
    if (row.textureFlags & texture_flags::kOffset) {
      const Slot slot = row.params[count++];
      CHECK((slot == Slot::ConstIvec2 || slot == Slot::ConstIvec3));
    }
    if (row.textureFlags & texture_flags::kBias) CHECK(row.params[count++] == Slot::Float);
    CHECK_EQ(count, row.paramCount);
  }
}

TEST_CASE("builtins: generic parameters agree in size") {
  CHECK(logBody("min(vec2(1), vec3(1));").find("min") != std::string::npos);
  CHECK(logBody("min(vec2(1), 1);").find("(vec2, int)") != std::string::npos);
  CHECK(logBody("mix(vec2(1), vec2(1), bvec3(true));") != "");
  CHECK_EQ(logBody("mix(vec2(1), vec2(1), bvec2(true));"), "");
  CHECK_EQ(logBody("transpose(mat2x3(1)) * outerProduct(vec2(1), vec3(1));").find("ERROR"), 0);
}

TEST_CASE("builtins: texel offsets are constant and in range") {
  const auto offset = [](const std::string& text) {
    return log300("uniform sampler2D s; uniform ivec2 u; void main() { textureOffset(s, vec2(0), " +
                  text + "); }");
  };
  CHECK_EQ(offset("ivec2(-8, 7)"), "");
  CHECK(offset("ivec2(8, 0)").find("texel offset 8 is out of range") != std::string::npos);
  CHECK(offset("ivec2(0, -9)").find("out of range") != std::string::npos);
  CHECK(offset("u").find("constant") != std::string::npos);
}

}  // namespace nogpu::shader::front
