// SPDX-License-Identifier: MIT
// Printing of the tree.
#include "shader/front/ast_print.h"

#include <cstdio>

#include "shader/front/builtins.h"

namespace nogpu::shader::front {

namespace {

using Words = std::span<const uint32_t>;

std::string floatText(uint32_t word) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", static_cast<double>(__builtin_bit_cast(float, word)));
  std::string s = text;
  if (s.find_first_of(".enai") == s.npos) s += ".0";
  return s;
}

std::string scalarText(ScalarKind kind, uint32_t word) {
  switch (kind) {
    case ScalarKind::Bool:
      return word != 0 ? "true" : "false";
    case ScalarKind::Int:
      return std::to_string(static_cast<int32_t>(word));
    case ScalarKind::Uint:
      return std::to_string(word) + "u";
    case ScalarKind::Float:
      break;
  }
  return floatText(word);
}

std::string valueText(const Type* type, Words words) {
  if (type->isScalar()) return scalarText(type->scalar, words[0]);
  std::string s = typeName(type) + "{";
  const auto add = [&](const std::string& part) {
    if (s.back() != '{') s += ", ";
    s += part;
  };
  if (type->isStruct()) {
    uint32_t at = 0;
    for (const StructMember& m : type->structure->members) {
      add(valueText(m.type, words.subspan(at, m.type->wordCount)));
      at += m.type->wordCount;
    }
  } else if (type->isArray()) {
    const uint32_t n = type->element->wordCount;
    for (uint32_t i = 0; i < type->length; ++i)
      add(valueText(type->element, words.subspan(i * n, n)));
  } else {
    for (uint32_t word : words) add(scalarText(type->scalar, word));
  }
  return s + "}";
}

constexpr std::string_view kBinaryNames[] = {"+", "-",  "*",  "/",  "%",  "<<", ">>",
                                             "<", "<=", ">",  ">=", "==", "!=", "&",
                                             "^", "|",  "&&", "^^", "||"};
constexpr std::string_view kUnaryNames[] = {"+",     "-",     "!",      "~",
                                            "++pre", "--pre", "post++", "post--"};
constexpr std::string_view kStorageNames[] = {"",      "",        "const",   "",        "out",
                                              "inout", "uniform", "uniform", "uniform", "in",
                                              "out",   "in",      "out",     "builtin"};

class Printer {
 public:
  explicit Printer(const Module& module) : module_(module) {}

  std::string run() {
    line("version " + std::to_string(module_.version) +
         (module_.stage == Stage::Vertex ? " vertex" : " fragment"));
    for (int i = 0; i < kExtensionCount; ++i) {
      const Extension e = static_cast<Extension>(i);
      if (module_.extensions.has(e)) line("extension " + std::string(extensionName(e)));
    }
    for (const Type* t : module_.structs) line("struct " + structText(t));
    for (const InterfaceBlock* b : module_.blocks) block(b);
    for (const Variable* v : module_.globals) {
      if (v->storage != Storage::BlockMember) declare(v);
    }
    for (const Variable* v : module_.builtins) line(variableText(v));
    for (const Function* f : module_.functions) function(f);
    return std::move(out_);
  }

 private:
  void line(const std::string& text) {
    out_.append(indent_ * 2, ' ');
    out_ += text;
    out_ += '\n';
  }

  static std::string withPrecision(Precision p, const Type* type) {
    std::string s(precisionName(p));
    if (!s.empty()) s += ' ';
    return s + typeName(type);
  }

  static std::string structText(const Type* t) {
    std::string s(t->name);
    s += " {";
    for (const StructMember& m : t->structure->members) {
      s += " " + withPrecision(m.precision, m.type) + " " + std::string(m.name) + ";";
    }
    return s + " }";
  }

  void block(const InterfaceBlock* b) {
    std::string layouts;
    for (MatrixLayout l : b->memberLayouts) layouts += l == MatrixLayout::RowMajor ? 'r' : 'c';
    line("block " + structText(b->type) + " layouts=" + layouts);
    for (const Variable* v : b->members) line("  member " + variableText(v));
  }

  static std::string variableText(const Variable* v) {
    std::string s;
    const auto word = [&](bool when, std::string_view text) {
      if (!when || text.empty()) return;
      s += text;
      s += ' ';
    };
    word(v->invariant, "invariant");
    word(v->interpolation == Interpolation::Flat, "flat");
    word(v->interpolation == Interpolation::NoPerspective, "noperspective");
    word(v->centroid, "centroid");
    word(v->sample, "sample");
    word(v->storage == Storage::ParamIn && v->isConst, "const");
    word(true, kStorageNames[static_cast<int>(v->storage)]);
    s += withPrecision(v->precision, v->type) + " " + std::string(v->name);
    if (v->location >= 0) s += " @" + std::to_string(v->location);
    return s + facts(v);
  }

  static std::string facts(const Variable* v) {
    std::string s;
    const auto word = [&](bool when, const char* text) {
      if (when) s += (s.empty() ? "" : " ") + std::string(text);
    };
    word(v->staticallyRead, "read");
    word(v->staticallyWritten, "written");
    word(v->dynamicallyIndexed, "dynamic");
    word(v->isLoopIndex, "loop");
    return s.empty() ? s : " [" + s + "]";
  }

  void function(const Function* f) {
    std::string s =
        withPrecision(f->returnPrecision, f->returnType) + " " + std::string(f->name) + "(";
    for (const Variable* p : f->params) {
      if (s.back() != '(') s += ", ";
      s += variableText(p);
    }
    s += ")";
    if (f->body == nullptr) s += " undefined";
    if (!f->reachable) s += " unreachable";
    line(s);
    if (f->body != nullptr) children(f->body->children);
  }

  void children(std::span<Stmt* const> list) {
    ++indent_;
    for (const Stmt* s : list) statement(s);
    --indent_;
  }

  void nested(const Stmt* s) {
    if (s == nullptr) return;
    if (s->kind == StmtKind::Block) return children(s->children);
    ++indent_;
    statement(s);
    --indent_;
  }

  void declare(const Variable* v) {
    line(variableText(v) + (v->initializer != nullptr ? " = " + expr(v->initializer) : ""));
  }

  void statement(const Stmt* s) {
    switch (s->kind) {
      case StmtKind::Block:
        line("block");
        return children(s->children);
      case StmtKind::Decl:
        for (const Variable* v : s->variables) declare(v);
        return;
      case StmtKind::ExprStmt:
        return line(expr(s->expr));
      case StmtKind::If:
        line("if " + expr(s->expr));
        nested(s->body);
        if (s->elseBody != nullptr) line("else");
        return nested(s->elseBody);
      case StmtKind::For:
      case StmtKind::While:
      case StmtKind::DoWhile:
        return loop(s);
      case StmtKind::Switch:
        line("switch " + expr(s->expr));
        return children(s->children);
      case StmtKind::Case:
        return line("case " + expr(s->expr));
      case StmtKind::Default:
        return line("default");
      case StmtKind::Return:
        return line(s->expr != nullptr ? "return " + expr(s->expr) : "return");
      case StmtKind::Break:
        return line("break");
      case StmtKind::Continue:
        return line("continue");
      case StmtKind::Discard:
        return line("discard");
      case StmtKind::Empty:
        return line("empty");
    }
  }

  void loop(const Stmt* s) {
    line(s->kind == StmtKind::For ? "for" : s->kind == StmtKind::While ? "while" : "do");
    ++indent_;
    if (s->init != nullptr) {
      line("init");
      nested(s->init);
    }
    if (s->conditionVariable != nullptr) {
      line("condition " + variableText(s->conditionVariable) + " = " +
           expr(s->conditionVariable->initializer));
    } else if (s->expr != nullptr) {
      line("condition " + expr(s->expr));
    }
    if (s->step != nullptr) line("step " + expr(s->step));
    line("body");
    nested(s->body);
    --indent_;
  }

  std::string list(const Expr* e, size_t from = 0) {
    std::string s = "(";
    for (size_t i = from; i < e->operands.size(); ++i) {
      if (i > from) s += ", ";
      s += expr(e->operands[i]);
    }
    return s + ")";
  }

  std::string operation(std::string_view op, const Expr* e) {
    std::string s = "(" + std::string(op) + ":" + typeName(e->type);
    for (const Expr* o : e->operands) s += " " + expr(o);
    return s + ")";
  }

  std::string builtinName(const BuiltinFunction& row) {
    std::string s(builtinIdName(row.id));
    using namespace texture_flags;
    if (row.textureFlags & kProj) s += "+proj";
    if (row.textureFlags & kLod) s += "+lod";
    if (row.textureFlags & kGrad) s += "+grad";
    if (row.textureFlags & kOffset) s += "+offset";
    if (row.textureFlags & kBias) s += "+bias";
    return s;
  }

  std::string expr(const Expr* e) {
    if (e->hasValue()) return valueText(e->type, e->value);
    switch (e->kind) {
      case ExprKind::Constant:
        return "?";
      case ExprKind::VariableRef:
        return std::string(e->variable->name);
      case ExprKind::Index:
        return expr(e->operands[0]) + "[" + expr(e->operands[1]) + "]";
      case ExprKind::FieldAccess: {
        const StructType* s = e->operands[0]->type->structure;
        return expr(e->operands[0]) + "." + std::string(s->members[e->member].name);
      }
      case ExprKind::Swizzle: {
        std::string s = expr(e->operands[0]) + ".";
        for (int i = 0; i < e->swizzleCount; ++i) s += "xyzw"[e->swizzle[i]];
        return s;
      }
      case ExprKind::Unary:
      case ExprKind::IncDec:
        return operation(kUnaryNames[static_cast<int>(e->unaryOp)], e);
      case ExprKind::Binary:
        return operation(kBinaryNames[static_cast<int>(e->binaryOp)], e);
      case ExprKind::Assign:
        return "(= " + expr(e->operands[0]) + " " + expr(e->operands[1]) + ")";
      case ExprKind::CompoundAssign:
        return operation(std::string(kBinaryNames[static_cast<int>(e->binaryOp)]) + "=", e);
      case ExprKind::Ternary:
        return operation("?", e);
      case ExprKind::Comma:
        return operation(",", e);
      case ExprKind::Constructor:
        return typeName(e->type) + list(e);
      case ExprKind::CallUser:
        return std::string(e->callee->name) + list(e);
      case ExprKind::CallBuiltin:
        return builtinName(*e->builtin) + ":" + typeName(e->type) + list(e);
    }
    return "";
  }

  const Module& module_;
  std::string out_;
  size_t indent_ = 0;
};

}  // namespace

std::string printAst(const Module& module) { return Printer(module).run(); }

}  // namespace nogpu::shader::front
