// SPDX-License-Identifier: MIT
#include "fuzz/shader_grammar.h"

#include <algorithm>
#include <string_view>

#include "shader/front/builtins.h"
#include "shader/front/types.h"

namespace nogpu::fuzz {
namespace {

using namespace shader::front;
using shader::Stage;

struct Variable {
  std::string name;
  const Type* type;
  uint32_t length = 0;  ///< of an array; 0: none
  bool writable = false;
};

/// What both stages of a program declare alike.
struct Interface {
  std::vector<Variable> attributes, varyings, uniforms, samplers, members, outputs;
  bool rowMajor = false;
  bool hasStruct = false;
};

const Type* drawType(Choices& c) {
  // Scalars and vectors of four kinds, seldom a matrix.
  if (c.chance(36)) return matrixType(2 + c.below(3), 2 + c.below(3));
  static constexpr ScalarKind kKinds[] = {ScalarKind::Float, ScalarKind::Float, ScalarKind::Float,
                                          ScalarKind::Int,   ScalarKind::Uint,  ScalarKind::Bool};
  return vectorType(c.of(kKinds), 1 + c.below(4));
}

const Type* drawTypeButBool(Choices& c) {
  const Type* type = drawType(c);
  return type->scalar == ScalarKind::Bool ? vectorType(ScalarKind::Float, type->rows) : type;
}

const Type* drawSampler(Choices& c) {
  constexpr int first = static_cast<int>(BasicType::Sampler2D);
  constexpr int last = static_cast<int>(BasicType::Usampler2DArray);
  return basicType(static_cast<BasicType>(first + c.below(last - first + 1)));
}

void draw(Choices& c, std::vector<Variable>& list, const char* prefix, uint32_t most,
          const Type* (*type)(Choices&), bool arrays) {
  const uint32_t count = c.below(most + 1);
  for (uint32_t i = 0; i < count; ++i) {
    list.push_back(
        {prefix + std::to_string(i), type(c), arrays && c.chance(64) ? 1 + c.below(5) : 0});
  }
}

Interface drawInterface(Choices& c) {
  Interface face;
  draw(c, face.attributes, "a", 4, drawTypeButBool, false);
  draw(c, face.varyings, "v", 4, drawTypeButBool, true);
  draw(c, face.uniforms, "u", 4, drawType, true);
  draw(c, face.samplers, "s", 3, drawSampler, false);
  draw(c, face.members, "b", 4, drawType, true);
  draw(c, face.outputs, "o", 3, drawTypeButBool, false);
  for (Variable& output : face.outputs) {
    // Most draw buffers are of floats.
    if (output.type->isMatrix() || c.chance(160)) output.type = vectorType(ScalarKind::Float, 4);
  }
  face.rowMajor = c.chance(64);
  face.hasStruct = c.chance(96);
  return face;
}

class Writer {
 public:
  Writer(Choices& choices, const Interface& face, Stage stage)
      : c_(choices), face_(face), stage_(stage) {}

  std::string write();

 private:
  // Expressions: `depth` says how many levels may follow.
  std::string expression(const Type* type, uint32_t depth);
  std::string leaf(const Type* type);
  std::string literal(const Type* type);
  std::string constructor(const Type* type, uint32_t depth);
  std::string arithmetic(const Type* type, uint32_t depth);
  std::string comparison(uint32_t depth);
  bool builtin(const Type* type, uint32_t depth, std::string& out);
  bool place(const Type* type, bool writable, uint32_t depth, std::string& out);
  std::string index(uint32_t depth);

  void statements(uint32_t count, uint32_t depth);
  void statement(uint32_t depth);
  void assignment();
  void loop(uint32_t depth);
  void function(uint32_t index);
  void declarations();

  void line(const std::string& text) { out_.append(2 * indent_, ' ').append(text).append("\n"); }
  std::string fresh() { return "t" + std::to_string(names_++); }
  const Type* slotType(Slot slot, uint32_t rows, const Type* result);

  Choices& c_;
  const Interface& face_;
  const Stage stage_;
  std::string out_;
  std::vector<Variable> scope_;
  uint32_t functions_ = 0;
  uint32_t names_ = 0;
  uint32_t indent_ = 0;
  uint32_t loops_ = 0;
  uint32_t budget_ = 24;  // statements left
};

std::string declare(const Variable& v) {
  std::string text = typeName(v.type) + " " + v.name;
  if (v.length != 0) text += "[" + std::to_string(v.length) + "]";
  return text;
}

bool needsFlat(const Type* type) { return type->scalar != ScalarKind::Float; }

// ---- expressions

std::string Writer::literal(const Type* type) {
  static constexpr const char* kFloats[] = {"0.0", "1.0",  "-1.0", "0.5",  "2.0",  "0.25",
                                            "3.7", "1e-6", "1e10", "-7.5", "1e38", "0.1"};
  static constexpr const char* kInts[] = {
      "0", "1", "2", "3", "-1", "7", "31", "32", "255", "2147483647", "(-2147483647 - 1)"};
  if (type->isScalar()) {
    switch (type->scalar) {
      case ScalarKind::Bool:
        return c_.chance(128) ? "true" : "false";
      case ScalarKind::Int:
        return c_.of(kInts);
      case ScalarKind::Uint:
        return "uint(" + std::string(c_.of(kInts)) + ")";
      case ScalarKind::Float:
        return c_.of(kFloats);
    }
  }
  return typeName(type) + "(" + literal(scalarType(type->scalar)) + ")";
}

// Anything but a constant, which would have to be in range. It may be an indexed element itself,
// but not for ever.
std::string Writer::index(uint32_t depth) {
  const Type* type = scalarType(c_.chance(64) ? ScalarKind::Uint : ScalarKind::Int);
  std::string variable;
  if (depth == 0 || !place(type, false, depth - 1, variable)) return "0";
  if (c_.chance(128)) return variable;
  return "(" + variable + " + " + expression(type, depth - 1) + ")";
}

bool Writer::place(const Type* type, bool writable, uint32_t depth, std::string& out) {
  if (scope_.empty()) return false;
  const size_t start = c_.below(static_cast<uint32_t>(scope_.size()));
  for (size_t i = 0; i < scope_.size(); ++i) {
    const Variable& v = scope_[(start + i) % scope_.size()];
    if (writable && !v.writable) continue;
    std::string name = v.name;
    const Type* have = v.type;
    if (v.length != 0) name += "[" + index(depth) + "]";
    if (have == type) {
      out = name;
      return true;
    }
    const bool column = have->isMatrix() && type->isVector() && type->scalar == ScalarKind::Float &&
                        have->rows == type->rows;
    const bool component = have->isVector() && type == scalarType(have->scalar);
    if (column || (component && c_.chance(96))) {
      out = name + "[" + index(depth) + "]";
      return true;
    }
    if (have->isVector() && !type->isMatrix() && have->scalar == type->scalar &&
        have->rows >= type->rows) {
      static constexpr const char* kSets[] = {"xyzw", "rgba", "stpq"};
      const char* set = c_.of(kSets);
      out = name + ".";
      const uint32_t first = c_.below(have->rows - type->rows + 1);
      for (uint32_t k = 0; k < type->rows; ++k)
        out += set[writable ? first + k : c_.below(have->rows)];
      return true;
    }
  }
  return false;
}

std::string Writer::leaf(const Type* type) {
  std::string name;
  if (c_.chance(208) && place(type, false, 0, name)) return name;
  return literal(type);
}

std::string Writer::constructor(const Type* type, uint32_t depth) {
  const std::string name = typeName(type);
  if (type->isScalar()) {
    return name + "(" + expression(drawType(c_), depth - 1) + ")";
  }
  if (type->isMatrix() && c_.chance(96)) {
    return name + "(" + expression(matrixType(2 + c_.below(3), 2 + c_.below(3)), depth - 1) + ")";
  }
  if (c_.chance(64)) return name + "(" + expression(scalarType(ScalarKind::Float), depth - 1) + ")";
  std::string text = name + "(";
  for (uint32_t left = type->componentCount(); left > 0;) {
    const uint32_t rows = 1 + c_.below(std::min<uint32_t>(left, 4));
    text += expression(vectorType(static_cast<ScalarKind>(c_.below(4)), rows), depth - 1);
    left -= rows;
    if (left > 0) text += ", ";
  }
  return text + ")";
}

std::string Writer::comparison(uint32_t depth) {
  static constexpr const char* kOrder[] = {"<", ">", "<=", ">="};
  static constexpr const char* kEqual[] = {"==", "!="};
  if (c_.chance(64)) {
    const Type* type = drawType(c_);
    return "(" + expression(type, depth - 1) + " " + c_.of(kEqual) + " " +
           expression(type, depth - 1) + ")";
  }
  static constexpr ScalarKind kOrdered[] = {ScalarKind::Float, ScalarKind::Int, ScalarKind::Uint};
  const Type* type = scalarType(c_.of(kOrdered));
  return "(" + expression(type, depth - 1) + " " + c_.of(kOrder) + " " +
         expression(type, depth - 1) + ")";
}

std::string Writer::arithmetic(const Type* type, uint32_t depth) {
  if (type->scalar == ScalarKind::Bool) {
    if (!type->isScalar()) return "not(" + expression(type, depth - 1) + ")";
    static constexpr const char* kLogic[] = {"&&", "||", "^^"};
    if (c_.chance(140)) return comparison(depth);
    if (c_.chance(64)) return "!" + leaf(type);
    return "(" + expression(type, depth - 1) + " " + c_.of(kLogic) + " " +
           expression(type, depth - 1) + ")";
  }
  static constexpr const char* kAll[] = {"+", "-", "*", "/"};
  static constexpr const char* kBits[] = {"%", "&", "|", "^", "<<", ">>"};
  const Type* scalar = scalarType(type->scalar);
  if (type->isInteger() && c_.chance(110)) {
    return "(" + expression(type, depth - 1) + " " + c_.of(kBits) + " " +
           expression(c_.chance(64) ? scalar : type, depth - 1) + ")";
  }
  if (type->isFloat() && type->isVector() && c_.chance(32)) {
    const uint32_t columns = 2 + c_.below(3);
    return "(" + expression(matrixType(columns, type->rows), depth - 1) + " * " +
           expression(vectorType(ScalarKind::Float, columns), depth - 1) + ")";
  }
  const char* op = c_.of(kAll);
  const bool mismatch = type->isMatrix() && *op == '*' && type->columns != type->rows;
  const bool byScalar = mismatch || c_.chance(48);
  if (c_.chance(32)) return "-" + leaf(type);
  return "(" + expression(type, depth - 1) + " " + op + " " +
         expression(byScalar ? scalar : type, depth - 1) + ")";
}

const Type* Writer::slotType(Slot slot, uint32_t rows, const Type* result) {
  const auto number = static_cast<int>(slot);
  if (slot > Slot::None && number <= static_cast<int>(BasicType::Error)) {
    return basicType(static_cast<BasicType>(number - 1));
  }
  switch (slot) {
    case Slot::GFloat:
    case Slot::VFloat:
    case Slot::OutGFloat:
      return vectorType(ScalarKind::Float, rows);
    case Slot::GInt:
    case Slot::VInt:
      return vectorType(ScalarKind::Int, rows);
    case Slot::GUint:
    case Slot::VUint:
      return vectorType(ScalarKind::Uint, rows);
    case Slot::GBool:
    case Slot::VBool:
      return vectorType(ScalarKind::Bool, rows);
    case Slot::AnyMat:
      return result->isMatrix() ? result : matrixType(2 + c_.below(3), 2 + c_.below(3));
    case Slot::GVec4:
      return result->rows == 4 && result->isVector() && result->scalar != ScalarKind::Bool
                 ? result
                 : nullptr;
    default:
      return nullptr;
  }
}

bool Writer::builtin(const Type* type, uint32_t depth, std::string& out) {
  const std::span<const BuiltinFunction> rows = builtinFunctions();
  const uint32_t start = c_.word() % rows.size();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    const BuiltinFunction& row = rows[(start + i) % rows.size()];
    if (!builtinExists(row, 300, stage_) || row.extension != Extension::None) continue;
    const bool vectorsOnly = row.result >= Slot::VFloat && row.result <= Slot::VBool;
    if (row.result == Slot::None || (vectorsOnly && type->rows < 2)) continue;
    uint32_t n = type->isMatrix() ? 1 : type->rows;
    if (row.result < Slot::GFloat) n = 2 + c_.below(3);
    if (slotType(row.result, n, type) != type) continue;
    std::string text = std::string(row.name) + "(";
    bool fits = true;
    for (uint32_t p = 0; p < row.paramCount && fits; ++p) {
      const Slot slot = row.params[p];
      if (p != 0) text += ", ";
      if (slot == Slot::ConstIvec2 || slot == Slot::ConstIvec3) {
        text += slot == Slot::ConstIvec2 ? "ivec2(-1, 2)" : "ivec3(-8, 7, 0)";
        continue;
      }
      if (slot == Slot::OutGFloat) {
        std::string target;
        fits = false;
        for (const Variable& v : scope_) {
          if (v.writable && v.length == 0 && v.type == slotType(slot, n, type)) {
            text += v.name;
            fits = true;
            break;
          }
        }
        continue;
      }
      const Type* wanted = slotType(slot, n, type);
      const bool generic = slot >= Slot::GSampler2D && slot <= Slot::GSampler2DArray;
      if (generic || (wanted != nullptr && wanted->isSampler())) {
        fits = false;
        static constexpr SamplerDim kDims[] = {SamplerDim::D2, SamplerDim::D3, SamplerDim::Cube,
                                               SamplerDim::D2Array};
        for (const Variable& s : face_.samplers) {
          const bool right =
              generic
                  ? !s.type->shadow &&
                        s.type->dim ==
                            kDims[static_cast<int>(slot) - static_cast<int>(Slot::GSampler2D)] &&
                        (row.result != Slot::GVec4 || s.type->scalar == type->scalar)
                  : s.type == wanted;
          if (!right) continue;
          text += s.name;
          fits = true;
          break;
        }
        continue;
      }
      if (wanted == nullptr) {
        fits = false;
        break;
      }
      text += expression(wanted, depth - 1);
    }
    if (!fits) continue;
    out = text + ")";
    return true;
  }
  return false;
}

std::string Writer::expression(const Type* type, uint32_t depth) {
  if (depth == 0 || c_.chance(40)) return leaf(type);
  std::string text;
  switch (c_.below(8)) {
    case 0:
      return constructor(type, depth);
    case 1:
    case 2:
      if (builtin(type, depth, text)) return text;
      return arithmetic(type, depth);
    case 3:
      return "(" + expression(scalarType(ScalarKind::Bool), depth - 1) + " ? " +
             expression(type, depth - 1) + " : " + expression(type, depth - 1) + ")";
    case 4:
      if (place(type, false, depth, text)) return text;
      return arithmetic(type, depth);
    case 5:
      if (functions_ != 0 && type == vectorType(ScalarKind::Float, 4) &&
          place(vectorType(ScalarKind::Float, 3), true, 0, text)) {
        return "f" + std::to_string(c_.below(functions_)) + "(" +
               expression(scalarType(ScalarKind::Int), depth - 1) + ", " + text + ")";
      }
      return arithmetic(type, depth);
    default:
      return arithmetic(type, depth);
  }
}

// ---- statements

void Writer::assignment() {
  static constexpr const char* kOps[] = {"=", "=", "=", "+=", "-=", "*="};
  const Type* type = drawType(c_);
  std::string target;
  for (int tries = 0; tries < 4 && !place(type, true, 1, target); ++tries) type = drawType(c_);
  if (target.empty()) return;
  const bool plain =
      type->scalar == ScalarKind::Bool || (type->isMatrix() && type->columns != type->rows);
  line(target + " " + (plain ? "=" : c_.of(kOps)) + " " + expression(type, 3) + ";");
}

void Writer::loop(uint32_t depth) {
  const std::string i = fresh();
  const std::string bound = c_.chance(128) ? std::to_string(1 + c_.below(6))
                                           : "(" + leaf(scalarType(ScalarKind::Int)) + " & 7)";
  const size_t scope = scope_.size();
  ++loops_;
  switch (c_.below(4)) {
    case 0:
      line("int " + i + " = 0;");
      line("while (" + i + "++ < " + bound +
           (c_.chance(96) ? " && " + expression(scalarType(ScalarKind::Bool), 1) : "") + ") {");
      break;
    case 1:
      line("int " + i + " = 0;");
      line("do {");
      break;
    case 2:
      // Ends by its condition or by the context's loop budget.
      line("for (int " + i + " = 0; " + expression(scalarType(ScalarKind::Bool), 2) + "; ++" + i +
           ") {");
      ++indent_;
      if (c_.chance(244)) line("if (" + i + " > 9) break;");
      --indent_;
      break;
    default:
      line("for (int " + i + " = 0; " + i + " < " + bound + "; " + i +
           (c_.chance(64) ? " += 2" : "++") + ") {");
      break;
  }
  const bool isDo = out_.ends_with("do {\n");
  scope_.push_back({i, scalarType(ScalarKind::Int), 0, false});
  ++indent_;
  statements(1 + c_.below(3), depth - 1);
  if (c_.chance(64)) {
    line("if (" + expression(scalarType(ScalarKind::Bool), 2) + ") " +
         (c_.chance(128) ? "break" : "continue") + ";");
    assignment();
  }
  --indent_;
  scope_.resize(scope);
  line(isDo ? "} while (" + i + "++ < " + bound + ");" : "}");
  --loops_;
}

void Writer::statement(uint32_t depth) {
  const Type* boolean = scalarType(ScalarKind::Bool);
  switch (c_.below(10)) {
    case 0:
    case 1: {
      Variable v{fresh(), drawType(c_), c_.chance(48) ? 1 + c_.below(6) : 0, true};
      line(declare(v) + (v.length == 0 ? " = " + expression(v.type, 3) : "") + ";");
      scope_.push_back(v);
      break;
    }
    case 2:
      if (depth == 0) return assignment();
      {
        const size_t scope = scope_.size();
        line("if (" + expression(boolean, 2) + ") {");
        ++indent_;
        statements(1 + c_.below(3), depth - 1);
        scope_.resize(scope);
        if (c_.chance(96)) {
          --indent_;
          line("} else {");
          ++indent_;
          statements(1 + c_.below(2), depth - 1);
          scope_.resize(scope);
        }
        --indent_;
        line("}");
      }
      break;
    case 3:
    case 4:
      if (depth == 0 || loops_ > 1) return assignment();
      loop(depth);
      break;
    case 5:
      if (depth == 0) return assignment();
      {
        const size_t scope = scope_.size();
        line("switch (" + expression(scalarType(ScalarKind::Int), 2) + ") {");
        for (uint32_t i = 0, n = 1 + c_.below(3); i < n; ++i) {
          line(i == 2 ? "default:" : "case " + std::to_string(i * 3) + ":");
          ++indent_;
          assignment();
          if (c_.chance(160) || i + 1 == n) line("break;");
          --indent_;
        }
        scope_.resize(scope);
        line("}");
      }
      break;
    case 6:
      if (c_.chance(96)) {
        const bool leaves = stage_ == Stage::Fragment && c_.chance(128);
        line("if (" + expression(boolean, 2) + ") " + (leaves ? "discard" : "return") + ";");
        break;
      }
      [[fallthrough]];
    default:
      assignment();
      break;
  }
}

void Writer::statements(uint32_t count, uint32_t depth) {
  for (uint32_t i = 0; i < count && budget_ > 0; ++i) {
    --budget_;
    statement(depth);
  }
}

void Writer::function(uint32_t index) {
  const size_t scope = scope_.size();
  static constexpr const char* kQualifiers[] = {"inout", "out", "in"};
  line("vec4 f" + std::to_string(index) + "(int p, " + c_.of(kQualifiers) + " vec3 q) {");
  scope_.push_back({"p", scalarType(ScalarKind::Int), 0, true});
  scope_.push_back({"q", vectorType(ScalarKind::Float, 3), 0, true});
  ++indent_;
  if (index == 1 && c_.chance(128)) line("if (p < 0) return vec4(q, 1.0);");
  for (uint32_t i = 0, n = 1 + c_.below(3); i < n; ++i) assignment();
  line("return " + expression(vectorType(ScalarKind::Float, 4), 2) + ";");
  --indent_;
  line("}");
  scope_.resize(scope);
  functions_ = index + 1;
}

void Writer::declarations() {
  const bool isVertex = stage_ == Stage::Vertex;
  line("#version 300 es");
  line("precision highp float; precision highp int;");
  constexpr int first = static_cast<int>(BasicType::Sampler2D);
  for (int s = first; s <= static_cast<int>(BasicType::Usampler2DArray); ++s) {
    line("precision highp " + typeName(basicType(static_cast<BasicType>(s))) + ";");
  }
  if (face_.hasStruct) {
    line("struct S { vec3 p; int q[2]; mat2 m; };");
    line("uniform S z[3];");
  }
  for (const Variable& u : face_.uniforms) line("uniform " + declare(u) + ";");
  for (const Variable& s : face_.samplers) line("uniform " + declare(s) + ";");
  if (!face_.members.empty()) {
    line(std::string("layout(std140") + (face_.rowMajor ? ", row_major" : "") + ") uniform B0 {");
    for (const Variable& m : face_.members) line("  " + declare(m) + ";");
    line("};");
  }
  for (const Variable& v : face_.varyings) {
    line(std::string(needsFlat(v.type) ? "flat " : "") + (isVertex ? "out " : "in ") + declare(v) +
         ";");
  }
  if (isVertex) {
    for (const Variable& a : face_.attributes) line("in " + declare(a) + ";");
  } else {
    for (size_t i = 0; i < face_.outputs.size(); ++i) {
      line("layout(location = " + std::to_string(i) + ") out " + declare(face_.outputs[i]) + ";");
    }
  }
}

std::string Writer::write() {
  declarations();
  const bool isVertex = stage_ == Stage::Vertex;
  const auto take = [this](const std::vector<Variable>& list, bool writable) {
    for (Variable v : list) {
      v.writable = writable;
      scope_.push_back(v);
    }
  };
  take(face_.uniforms, false);
  take(face_.members, false);
  if (face_.hasStruct) {
    scope_.push_back(
        {"z[" + std::to_string(c_.below(3)) + "].q", scalarType(ScalarKind::Int), 2, false});
    scope_.push_back({"z[1].m", matrixType(2, 2), 0, false});
  }
  take(face_.varyings, isVertex);
  const Type* integer = scalarType(ScalarKind::Int);
  const Type* vec4 = vectorType(ScalarKind::Float, 4);
  if (isVertex) {
    take(face_.attributes, false);
    scope_.push_back({"gl_VertexID", integer, 0, false});
    scope_.push_back({"gl_InstanceID", integer, 0, false});
  } else {
    take(face_.outputs, true);
    scope_.push_back({"gl_FragCoord", vec4, 0, false});
    scope_.push_back({"gl_PointCoord", vectorType(ScalarKind::Float, 2), 0, false});
    scope_.push_back({"gl_FrontFacing", scalarType(ScalarKind::Bool), 0, false});
  }
  for (uint32_t i = 0, n = c_.below(3); i < n; ++i) function(i);
  line("void main() {");
  ++indent_;
  if (isVertex) {
    scope_.push_back({"gl_Position", vec4, 0, true});
    scope_.push_back({"gl_PointSize", scalarType(ScalarKind::Float), 0, true});
    line("gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1 & 1) * 3.0 - 1.0, 0.0, 1.0);");
    line("gl_PointSize = 3.0;");
  } else if (c_.chance(48)) {
    scope_.push_back({"gl_FragDepth", scalarType(ScalarKind::Float), 0, true});
    line("gl_FragDepth = " + expression(scalarType(ScalarKind::Float), 2) + ";");
  }
  statements(3 + c_.below(8), 2);
  // What is never read would be removed with all that made it.
  for (const Variable& v : isVertex ? face_.varyings : face_.outputs) {
    line(v.name + (v.length != 0 ? "[" + index(2) + "]" : "") + " = " + expression(v.type, 3) +
         ";");
  }
  if (isVertex && c_.chance(96)) line("gl_Position += " + expression(vec4, 3) + " * 0.1;");
  --indent_;
  line("}");
  return std::move(out_);
}

}  // namespace

ProgramText writeProgram(Choices& choices) {
  const Interface face = drawInterface(choices);
  ProgramText program;
  program.vertex = Writer(choices, face, Stage::Vertex).write();
  program.fragment = Writer(choices, face, Stage::Fragment).write();
  for (const Variable& v : face.varyings) program.captured.push_back(v.name);
  program.captured.push_back("gl_Position");
  return program;
}

std::string drawName(Choices& choices) {
  static constexpr const char* kLetters[] = {"u", "a", "v", "s", "b", "o", "B", "f"};
  static constexpr const char* kOthers[] = {
      "gl_Position", "gl_VertexID", "z[1].m",          "z[0].q[1]", "z[2]",     "B0.b0", "",
      "webgl_x",     "u0[",         "u0[99999999999]", "u1[-1]",    "\xff\xfe", "a b",   "z[1].p"};
  if (choices.chance(64)) return choices.of(kOthers);
  std::string name = choices.of(kLetters) + std::to_string(choices.below(4));
  if (choices.chance(64)) name += "[" + std::to_string(choices.below(6)) + "]";
  return name;
}

}  // namespace nogpu::fuzz
