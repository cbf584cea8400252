// SPDX-License-Identifier: MIT
// Hints about types, operators and built-ins. Names that are nearly right: near_name.cpp.
#include "shader/front/hints.h"

#include <algorithm>

namespace nogpu::shader::front {

namespace {

bool isNumericValue(const Type* t) { return (t->isScalar() || t->isVector()) && !t->isError(); }

// The literal as it would be written for another kind of number.
std::string literalAs(const Expr* e, ScalarKind kind) {
  const bool isLiteral = e->kind == ExprKind::Constant && e->hasValue() && e->type->isScalar();
  if (!isLiteral || (e->type->scalar != ScalarKind::Int && e->type->scalar != ScalarKind::Uint)) {
    return {};
  }
  std::string digits = e->type->scalar == ScalarKind::Int
                           ? std::to_string(static_cast<int32_t>(e->value[0]))
                           : std::to_string(e->value[0]);
  switch (kind) {
    case ScalarKind::Float:
      return digits + ".0";
    case ScalarKind::Uint:
      return digits + "u";
    case ScalarKind::Int:
      return digits;
    case ScalarKind::Bool:
      break;
  }
  return {};
}

std::string writeHint(const std::string& text) { return ": write '" + text + "'"; }

std::string slotName(Slot slot) {
  const auto number = static_cast<int>(slot);
  if (slot > Slot::None && number <= static_cast<int>(BasicType::Error)) {
    return typeName(basicType(static_cast<BasicType>(number - 1)));
  }
  switch (slot) {
    case Slot::GFloat:
    case Slot::OutGFloat:
      return "genType";
    case Slot::GInt:
      return "genIType";
    case Slot::GUint:
      return "genUType";
    case Slot::GBool:
      return "genBType";
    case Slot::VFloat:
      return "vec";
    case Slot::VInt:
      return "ivec";
    case Slot::VUint:
      return "uvec";
    case Slot::VBool:
      return "bvec";
    case Slot::AnyMat:
      return "mat";
    case Slot::GSampler2D:
      return "gsampler2D";
    case Slot::GSampler3D:
      return "gsampler3D";
    case Slot::GSamplerCube:
      return "gsamplerCube";
    case Slot::GSampler2DArray:
      return "gsampler2DArray";
    case Slot::GVec4:
      return "gvec4";
    case Slot::ConstIvec2:
      return "ivec2";
    case Slot::ConstIvec3:
      return "ivec3";
    default:
      return {};
  }
}

// A sampler fits the rows of its own kind only; other arguments rule nothing out.
bool mayMean(const BuiltinFunction& row, std::span<Expr* const> arguments) {
  if (arguments.empty() || !arguments[0]->type->isSampler() || row.paramCount == 0) return true;
  const std::string slot = slotName(row.params[0]);
  const std::string have = typeName(arguments[0]->type);
  if (slot == have) return true;
  const size_t prefix = have[0] == 'i' || have[0] == 'u' ? 1 : 0;
  return slot == "g" + have.substr(prefix);
}

struct Replacement {
  std::string_view old;
  std::string_view now;
};

// What lookups of ESSL 1.00, and its extension, are called in 3.00.
constexpr Replacement kLookups[] = {
    {"texture2D", "texture"},
    {"texture2DProj", "textureProj"},
    {"texture2DLod", "textureLod"},
    {"texture2DProjLod", "textureProjLod"},
    {"textureCube", "texture"},
    {"textureCubeLod", "textureLod"},
    {"texture2DLodEXT", "textureLod"},
    {"texture2DProjLodEXT", "textureProjLod"},
    {"textureCubeLodEXT", "textureLod"},
    {"texture2DGradEXT", "textureGrad"},
    {"texture2DProjGradEXT", "textureProjGrad"},
    {"textureCubeGradEXT", "textureGrad"},
};

std::string versionName(int version) { return version == 300 ? "ESSL 3.00" : "ESSL 1.00"; }

std::string stageOnly(Stage stage) {
  return stage == Stage::Vertex ? "exists in vertex shaders only"
                                : "exists in fragment shaders only";
}

Stage other(Stage stage) { return stage == Stage::Vertex ? Stage::Fragment : Stage::Vertex; }

std::string functionOfThisVersion(std::string_view name, int version) {
  std::string names;
  for (const Replacement& r : kLookups) {
    if (version == 300 && r.old == name) return ", expected '" + std::string(r.now) + "'";
    if (version == 300 || r.now != name) continue;
    names += (names.empty() ? ", expected '" : " or '") + std::string(r.old) + "'";
  }
  if (names.empty() && version != 300) names = " and needs '#version 300 es'";
  return names;
}

struct VariableFact {
  std::string_view name;
  char stage;  // of "Vertex", "Fragment", "Both"
  bool in100, in300;
  Extension extension;
};

constexpr bool in100(VersionMask mask) { return (static_cast<int>(mask) & 1) != 0; }
constexpr bool in300(VersionMask mask) { return (static_cast<int>(mask) & 2) != 0; }

constexpr VariableFact kVariables[] = {
#define BUILTIN_VARIABLE(id, name, type, p100, p300, stage, access, versions, extension) \
  {name, #stage[0], in100(VersionMask::versions), in300(VersionMask::versions),          \
   Extension::extension},
#include "shader/front/builtin_variables.def"
#undef BUILTIN_VARIABLE
};

bool inStage(char letter, Stage stage) {
  return letter == 'B' || letter == (stage == Stage::Vertex ? 'V' : 'F');
}

constexpr Replacement kVariableHints[] = {
    {"gl_FragColor", ", expected an output of the shader's own, as 'out vec4 color;'"},
    {"gl_FragData",
     ", expected outputs of the shader's own, as 'layout(location = 0) out vec4 color;'"},
    {"gl_FragDepthEXT", ", expected 'gl_FragDepth'"},
    {"gl_FragDepth", ", expected 'gl_FragDepthEXT' of the extension GL_EXT_frag_depth"},
};

}  // namespace

std::string conversionHint(const Expr* found, const Type* expected) {
  const Type* have = found->type;
  if (!isNumericValue(have) || !isNumericValue(expected)) return {};
  if (expected->isScalar() && have->isScalar()) {
    const std::string literal = literalAs(found, expected->scalar);
    if (!literal.empty()) return writeHint(literal);
  }
  if (have->rows == expected->rows || have->isScalar()) {
    return writeHint(typeName(expected) + "(...)");
  }
  return {};
}

std::string operandHint(BinaryOp op, const Expr* left, const Expr* right) {
  const Type* l = left->type;
  const Type* r = right->type;
  const bool compares = op == BinaryOp::Less || op == BinaryOp::LessEqual ||
                        op == BinaryOp::Greater || op == BinaryOp::GreaterEqual;
  if (compares && l == r && l->isVector()) {
    static constexpr const char* kNames[] = {"lessThan", "lessThanEqual", "greaterThan",
                                             "greaterThanEqual"};
    const int row = op == BinaryOp::Less        ? 0
                    : op == BinaryOp::LessEqual ? 1
                    : op == BinaryOp::Greater   ? 2
                                                : 3;
    return writeHint(std::string("any(") + kNames[row] + "(a, b))' or 'all(...)");
  }
  if (op == BinaryOp::Mod && l->isFloat() && r->isFloat()) return writeHint("mod(a, b)");
  // One of them becomes what the other is: an integer a float, if there is a float.
  if (l->isError() || r->isError() || l->isSampler() || r->isSampler()) return {};
  if (!l->isNumeric() || !r->isNumeric() || l->scalar == r->scalar) return {};
  const bool changeLeft = r->scalar == ScalarKind::Float || l->scalar == ScalarKind::Int;
  const Expr* changed = changeLeft ? left : right;
  const ScalarKind kind = changeLeft ? r->scalar : l->scalar;
  if (changed->type->isMatrix()) return {};
  const std::string literal = literalAs(changed, kind);
  if (!literal.empty()) return writeHint(literal);
  return writeHint(typeName(vectorType(kind, changed->type->rows)) + "(...)");
}

std::string builtinFunctionProblem(const Name* name, int version, Stage stage) {
  const auto rows = builtinFunctions().subspan(name->firstBuiltin, name->builtinCount);
  for (const BuiltinFunction& row : rows) {
    if (builtinExists(row, version, stage)) {
      return "function needs the extension " + std::string(extensionName(row.extension));
    }
  }
  for (const BuiltinFunction& row : rows) {
    if (builtinExists(row, version, other(stage))) return "function " + stageOnly(other(stage));
  }
  if (rows.empty()) return {};
  return "function does not exist in " + versionName(version) +
         functionOfThisVersion(name->text, version);
}

std::string builtinVariableProblem(std::string_view name, int version, Stage stage) {
  for (const VariableFact& row : kVariables) {
    if (row.name != name) continue;
    if (!(version == 300 ? row.in300 : row.in100)) {
      std::string problem = "variable does not exist in " + versionName(version);
      for (const Replacement& r : kVariableHints) {
        if (r.old == name) problem += r.now;
      }
      return problem;
    }
    if (!inStage(row.stage, stage)) return "variable " + stageOnly(other(stage));
    return "variable needs the extension " + std::string(extensionName(row.extension));
  }
  return {};
}

std::string_view newWordHint(std::string_view word) {
  struct Row {
    std::string_view text;
    bool isNew;
  };
  enum : int { Free, Word, Reserved };
  static constexpr Row kRows[] = {
#define KEYWORD(id, text, in100, in300) {text, in100 != Word && in300 == Word},
#define RESERVED(...)
#include "shader/front/keywords.def"
#undef KEYWORD
#undef RESERVED
#define BASIC_TYPE(id, keyword, kind, scalar, columns, rows, dimension, shadow, gl, essl100) \
  {keyword, !essl100},
#include "shader/front/basic_types.def"
#undef BASIC_TYPE
  };
  const bool isNew = std::any_of(std::begin(kRows), std::end(kRows),
                                 [&](const Row& row) { return row.isNew && row.text == word; });
  return isNew ? ", it needs '#version 300 es'" : "";
}

std::string overloadHint(std::span<const BuiltinFunction> rows, int version, Stage stage,
                         std::span<Expr* const> arguments) {
  constexpr int kMost = 4;
  std::string hint;
  int count = 0;
  for (const BuiltinFunction& row : rows) {
    if (!builtinExists(row, version, stage) || !mayMean(row, arguments)) continue;
    if (++count > kMost) return hint + ", ...";
    hint += count == 1 ? ", expected (" : ", (";
    for (int i = 0; i < row.paramCount; ++i) {
      hint += (i == 0 ? "" : ", ") + slotName(row.params[i]);
    }
    hint += ")";
  }
  return hint;
}

void offerBuiltinVariables(NearestName& nearest, int version, Stage stage) {
  for (const VariableFact& row : kVariables) {
    const bool exists = version == 300 ? row.in300 : row.in100;
    if (exists && inStage(row.stage, stage) && row.extension == Extension::None) {
      nearest.offer(row.name);
    }
  }
}

}  // namespace nogpu::shader::front
