// SPDX-License-Identifier: MIT
// Literals, names, operators that are not calls, and what may be assigned. ESSL 3.00 §5.
#include <algorithm>
#include <cstdlib>

#include "shader/front/check.h"

namespace nogpu::shader::front {

namespace {

Precision higher(Precision a, Precision b) { return a > b ? a : b; }

bool allConstant(const Expr* e) {
  return std::all_of(e->operands.begin(), e->operands.end(),
                     [](const Expr* o) { return o->isConstant; });
}

std::string_view unaryText(UnaryOp op) {
  switch (op) {
    case UnaryOp::Plus:
      return "+";
    case UnaryOp::Negate:
      return "-";
    case UnaryOp::LogicalNot:
      return "!";
    case UnaryOp::BitNot:
      return "~";
    case UnaryOp::PreIncrement:
    case UnaryOp::PostIncrement:
      return "++";
    case UnaryOp::PreDecrement:
    case UnaryOp::PostDecrement:
      break;
  }
  return "--";
}

constexpr std::string_view kBinaryText[] = {"+",  "-",  "*",  "/", "%", "<<", ">>", "<",  "<=", ">",
                                            ">=", "==", "!=", "&", "^", "|",  "&&", "^^", "||"};

std::string_view binaryText(BinaryOp op) { return kBinaryText[static_cast<int>(op)]; }

bool isShift(BinaryOp op) { return op == BinaryOp::ShiftLeft || op == BinaryOp::ShiftRight; }

// Type of a vector product with a matrix in it; null if the sizes do not fit.
const Type* productType(const Type* l, const Type* r) {
  if (l->isMatrix() && r->isMatrix()) {
    return l->columns == r->rows ? matrixType(r->columns, l->rows) : nullptr;
  }
  if (l->isMatrix()) return l->columns == r->rows ? vectorType(l->scalar, l->rows) : nullptr;
  return l->rows == r->rows ? vectorType(l->scalar, r->columns) : nullptr;
}

// ESSL 3.00 §5.5: index into xyzw, rgba or stpq; `set` says which.
int componentOf(char c, int& set) {
  constexpr std::string_view kSets[] = {"xyzw", "rgba", "stpq"};
  for (int s = 0; s < 3; ++s) {
    const size_t at = kSets[s].find(c);
    if (at == std::string_view::npos) continue;
    set = s;
    return static_cast<int>(at);
  }
  return -1;
}

}  // namespace

Expr* Checker::errorExpr(SourceLoc loc) {
  Expr* e = arena().make<Expr>();
  e->loc = loc;
  e->type = errorType();
  return e;
}

Expr* Checker::makeExpr(ExprKind kind, const Type* type, SourceLoc loc,
                        std::span<Expr* const> operands) {
  Expr* e = arena().make<Expr>();
  e->kind = kind;
  e->type = type;
  e->loc = loc;
  if (!operands.empty()) {
    Expr** to = static_cast<Expr**>(arena().allocate(operands.size_bytes(), alignof(Expr*)));
    std::copy(operands.begin(), operands.end(), to);
    e->operands = {to, operands.size()};
  }
  for (const Expr* o : operands) e->depth = std::max<uint16_t>(e->depth, o->depth + 1);
  if (e->depth > limits_.maxNestingDepth) {
    error(loc, "", "expression is nested too deeply");
    return errorExpr(loc);
  }
  return e;
}

Expr* Checker::finish(Expr* e, bool isConstant) {
  e->isConstant = isConstant && !e->type->isError();
  if (e->isConstant) folder_.fold(e);
  return e;
}

// ---- literals and names ------------------------------------------------------------------------

namespace {

// False if the digits do not fit 32 bits or are no digits of their base.
bool parseInteger(std::string_view text, uint32_t& value) {
  if (!text.empty() && (text.back() | 32) == 'u') text.remove_suffix(1);
  uint32_t base = 10;
  if (text.size() > 1 && text[0] == '0') {
    base = (text[1] | 32) == 'x' ? 16 : 8;
    text.remove_prefix(base == 16 ? 2 : 1);
  }
  uint64_t v = 0;
  for (char c : text) {
    const uint32_t digit = static_cast<uint32_t>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    v = v * base + digit;
    if (digit >= base || v > UINT32_MAX) return false;
  }
  value = static_cast<uint32_t>(v);
  return true;
}

uint32_t parseFloat(std::string_view text) {
  if ((text.back() | 32) == 'f') text.remove_suffix(1);
  const std::string terminated(text);
  return __builtin_bit_cast(uint32_t, std::strtof(terminated.c_str(), nullptr));
}

}  // namespace

Expr* Checker::literal(const Token& t) {
  uint32_t word = 0;
  const Type* type = basicType(BasicType::Float);
  if (t.kind == TokenKind::FloatLiteral) {
    word = parseFloat(t.text);
  } else {
    type = basicType(t.kind == TokenKind::UintLiteral ? BasicType::Uint : BasicType::Int);
    if (!parseInteger(t.text, word)) {
      error(t.loc, t.text, "invalid integer, expected at most 32 bits of valid digits");
    }
  }
  Expr* e = makeExpr(ExprKind::Constant, type, t.loc);
  e->isConstant = true;
  e->value = folder_.oneWord(word);
  return e->hasValue() ? e : errorExpr(t.loc);
}

Expr* Checker::boolLiteral(bool value, SourceLoc loc) {
  Expr* e = makeExpr(ExprKind::Constant, basicType(BasicType::Bool), loc);
  e->isConstant = true;
  e->value = folder_.oneWord(value);
  return e->hasValue() ? e : errorExpr(loc);
}

Expr* Checker::variableRef(const Token& name) {
  const Symbol* s = lookup(name.name);
  if (s == nullptr) {
    reportUndeclared(name);
    return errorExpr(name.loc);
  }
  if (s->kind != Symbol::Kind::Variable) {
    error(name.loc, name.text,
          s->kind == Symbol::Kind::Struct ? "name of a struct, expected an expression"
                                          : "not a variable, expected an expression");
    return errorExpr(name.loc);
  }
  return variableExpr(s->variable, name.loc);
}

std::string Checker::nearVariable(std::string_view name) const {
  if (!mayGuess()) return {};
  NearestName nearest(name);
  names_.forEach([&](const Name& each) {
    const bool declared = each.symbol != nullptr && each.symbol->kind == Symbol::Kind::Variable;
    // Few misspell a type's first letter; many short names are near 'int'.
    const bool isType = each.word == TokenKind::TypeWord && each.text[0] == name[0];
    if (declared || isType) nearest.offer(each.text);
  });
  offerBuiltinVariables(nearest, module_.version, module_.stage);
  return nearest.hint();
}

void Checker::reportUndeclared(const Token& name) {
  std::string problem = builtinVariableProblem(name.text, module_.version, module_.stage);
  if (problem.empty() && !is300() && !newWordHint(name.text).empty()) {
    problem = "undeclared identifier" + std::string(newWordHint(name.text));
  }
  if (problem.empty()) problem = "undeclared identifier" + nearVariable(name.text);
  error(name.loc, name.text, problem);
}

Expr* Checker::variableExpr(Variable* v, SourceLoc loc) {
  if (v->type->isError()) return errorExpr(loc);
  v->staticallyUsed = true;
  Expr* e = makeExpr(ExprKind::VariableRef, v->type, loc);
  e->variable = v;
  e->precision = v->precision;
  return finish(e, v->storage == Storage::Const);
}

// ---- parts of values ---------------------------------------------------------------------------

Expr* Checker::index(Expr* base, Expr* subscript, SourceLoc loc) {
  if (base->type->isError() || subscript->type->isError()) return errorExpr(loc);
  const Type* type = elementType(base->type);
  if (type == nullptr) {
    error(loc, "[]", "type '" + typeName(base->type) + "' cannot be indexed");
    return errorExpr(loc);
  }
  if (!checkSubscript(base, subscript, loc)) return errorExpr(loc);
  Expr* e = makeExpr(ExprKind::Index, type, loc, {base, subscript});
  e->precision = base->precision;
  return finish(e, base->isConstant && subscript->isConstant);
}

bool Checker::checkSubscript(Expr* base, Expr* subscript, SourceLoc loc) {
  const Type* type = base->type;
  if (!subscript->type->isIntScalar()) {
    error(loc, "[]", "index has type '" + typeName(subscript->type) + "', expected an integer");
    return false;
  }
  const Variable* root = rootVariable(base);
  const bool isBlockArray = root != nullptr && root->storage == Storage::BlockInstance &&
                            base->kind == ExprKind::VariableRef;
  const bool isOutput =
      root != nullptr && root->storage == Storage::FragmentOutput && type->isArray();
  const bool sizedByUse =
      root != nullptr && root->sizedByUse && base->kind == ExprKind::VariableRef;
  if (!subscript->isConstant) {
    const char* what = nullptr;
    if (sizedByUse)
      what = "built-in array must be declared with a size before it is indexed by variables";
    else if (isBlockArray)
      what = "arrays of uniform blocks need a constant index";
    else if (isOutput)
      what = "arrays of fragment outputs need a constant index";
    else if (is300() && withoutArrays(type)->isSampler())
      what = "arrays of samplers need a constant index";
    if (what != nullptr) error(loc, "[]", what);
    return what == nullptr;
  }
  const auto value = folder_.evaluate(subscript);
  if (value.empty()) return true;
  subscript->value = value;
  const uint32_t count = type->isArray()    ? type->length
                         : type->isMatrix() ? type->columns
                                            : type->rows;
  const int64_t i = subscript->type->scalar == ScalarKind::Uint
                        ? int64_t{value[0]}
                        : int64_t{static_cast<int32_t>(value[0])};
  if (sizedByUse && i >= 0 && i < count) {
    base->variable->usedLength = std::max(base->variable->usedLength, static_cast<uint32_t>(i) + 1);
  }
  if (i >= 0 && i < count) return true;
  error(loc, "[]",
        "index " + std::to_string(i) + " is out of range for type '" + typeName(type) + "'");
  return false;
}

Expr* Checker::member(Expr* base, const Token& name) {
  const Type* type = base->type;
  if (type->isError()) return base;
  if (type->isVector()) return swizzle(base, name);
  if (!type->isStruct()) {
    error(name.loc, name.text, "type '" + typeName(type) + "' has no members");
    return errorExpr(name.loc);
  }
  const int i = type->structure->find(name.text);
  if (i < 0) {
    NearestName nearest(name.text);
    for (const StructMember& m : type->structure->members) nearest.offer(m.name);
    error(name.loc, name.text,
          "'" + typeName(type) + "' has no member of this name" + nearest.hint());
    return errorExpr(name.loc);
  }
  const StructMember& m = type->structure->members[static_cast<size_t>(i)];
  Expr* e = makeExpr(ExprKind::FieldAccess, m.type, name.loc, {base});
  e->member = static_cast<uint32_t>(i);
  e->precision = m.precision;
  return finish(e, base->isConstant);
}

Expr* Checker::swizzle(Expr* base, const Token& name) {
  const std::string_view text = name.text;
  uint8_t components[4] = {};
  int firstSet = -1;
  const char* problem = text.size() > 4 ? "a swizzle has at most four components" : nullptr;
  for (size_t i = 0; i < text.size() && problem == nullptr; ++i) {
    int set = -1;
    const int component = componentOf(text[i], set);
    if (i == 0) firstSet = set;
    if (component < 0)
      problem = "no component of a vector, expected letters of xyzw, rgba or stpq";
    else if (set != firstSet)
      problem = "swizzle mixes letters of xyzw, rgba and stpq";
    else if (component >= base->type->rows)
      problem = "swizzle selects a component that the vector does not have";
    components[i] = static_cast<uint8_t>(component);
  }
  if (problem != nullptr) {
    error(name.loc, name.text, problem);
    return errorExpr(name.loc);
  }
  const auto count = static_cast<uint8_t>(text.size());
  Expr* e = makeExpr(ExprKind::Swizzle, vectorType(base->type->scalar, count), name.loc, {base});
  e->swizzleCount = count;
  std::copy(components, components + 4, e->swizzle);
  e->precision = base->precision;
  return finish(e, base->isConstant);
}

// ESSL 3.00 §4.1.9: a constant expression, unless finding the array has effects: those happen.
Expr* Checker::arrayLength(Expr* base, SourceLoc loc) {
  if (base->type->isError()) return base;
  if (!is300() || !base->type->isArray()) {
    error(loc, "length",
          is300() ? "only arrays have a length" : "length() does not exist in ESSL 1.00");
    return errorExpr(loc);
  }
  if (const Variable* root = rootVariable(base); root != nullptr && root->sizedByUse) {
    error(loc, root->name,
          "built-in array must be declared with a size before its length is known");
    return errorExpr(loc);
  }
  Expr* e = makeExpr(ExprKind::Constant, basicType(BasicType::Int), loc);
  e->isConstant = true;
  e->value = folder_.oneWord(base->type->length);
  return hasEffects(base) ? makeExpr(ExprKind::Comma, e->type, loc, {base, e}) : e;
}

// ---- unary and binary operators ----------------------------------------------------------------

Expr* Checker::unary(UnaryOp op, Expr* operand, SourceLoc loc) {
  const Type* type = operand->type;
  if (type->isError()) return operand;
  const bool isIncDec = op >= UnaryOp::PreIncrement;
  bool fits = type->isNumeric();
  if (op == UnaryOp::LogicalNot) fits = type->isScalarOf(ScalarKind::Bool);
  if (op == UnaryOp::BitNot) fits = type->isInteger();
  if (!fits) {
    error(loc, unaryText(op), "operator cannot be applied to type '" + typeName(type) + "'");
    return errorExpr(loc);
  }
  if (isIncDec && !requireLValue(operand, "changed")) return errorExpr(loc);
  Expr* e = makeExpr(isIncDec ? ExprKind::IncDec : ExprKind::Unary, type, loc, {operand});
  e->unaryOp = op;
  e->precision = operand->precision;
  return finish(e, !isIncDec && operand->isConstant);
}

const Type* Checker::arithmeticType(BinaryOp op, const Type* l, const Type* r) const {
  if (!l->isNumeric() || !r->isNumeric() || l->scalar != r->scalar) return nullptr;
  if (op == BinaryOp::Mod && !l->isInteger()) return nullptr;
  if (l->isScalar()) return r;
  if (r->isScalar()) return l;
  if (op == BinaryOp::Mul && (l->isMatrix() || r->isMatrix())) return productType(l, r);
  return l == r ? l : nullptr;
}

const Type* Checker::bitwiseType(BinaryOp op, const Type* l, const Type* r) const {
  if (!l->isInteger() || !r->isInteger()) return nullptr;
  if (isShift(op)) return r->isScalar() || l->rows == r->rows ? l : nullptr;
  if (l->scalar != r->scalar) return nullptr;
  if (l->isScalar()) return r;
  return r->isScalar() || l == r ? l : nullptr;
}

bool Checker::comparable(const Type* t) const {
  if (t->isVoid() || t->containsSampler) return false;
  if (t->isStruct() && t->structure->isBlock) return false;
  return is300() || !t->containsArray;
}

// Null if the operator does not exist for these types.
const Type* Checker::binaryType(BinaryOp op, const Type* l, const Type* r) const {
  const Type* boolean = basicType(BasicType::Bool);
  switch (op) {
    case BinaryOp::Add:
    case BinaryOp::Sub:
    case BinaryOp::Mul:
    case BinaryOp::Div:
    case BinaryOp::Mod:
      return arithmeticType(op, l, r);
    case BinaryOp::ShiftLeft:
    case BinaryOp::ShiftRight:
    case BinaryOp::BitAnd:
    case BinaryOp::BitXor:
    case BinaryOp::BitOr:
      return bitwiseType(op, l, r);
    case BinaryOp::Less:
    case BinaryOp::LessEqual:
    case BinaryOp::Greater:
    case BinaryOp::GreaterEqual:
      return l == r && l->isScalar() && l->isNumeric() ? boolean : nullptr;
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
      return l == r && comparable(l) ? boolean : nullptr;
    case BinaryOp::LogicalAnd:
    case BinaryOp::LogicalXor:
    case BinaryOp::LogicalOr:
      return l == boolean && r == boolean ? boolean : nullptr;
  }
  return nullptr;
}

Expr* Checker::binary(BinaryOp op, Expr* left, Expr* right, SourceLoc loc) {
  if (left->type->isError() || right->type->isError()) return errorExpr(loc);
  const Type* type = binaryType(op, left->type, right->type);
  if (type == nullptr) {
    error(loc, binaryText(op),
          "operator does not exist for '" + typeName(left->type) + "' and '" +
              typeName(right->type) + "'" + operandHint(op, left, right));
    return errorExpr(loc);
  }
  Expr* e = makeExpr(ExprKind::Binary, type, loc, {left, right});
  e->binaryOp = op;
  if (isShift(op))
    e->precision = left->precision;
  else if (type->scalar != ScalarKind::Bool)
    e->precision = higher(left->precision, right->precision);
  return finish(e, allConstant(e));
}

// ---- assignment --------------------------------------------------------------------------------

bool Checker::assignable(const Type* t) const {
  if (t->isVoid() || t->containsSampler) return false;
  return is300() || !t->containsArray;
}

// Null if `e` is an l-value.
const char* Checker::whyNotWritable(const Expr* e) const {
  switch (e->kind) {
    case ExprKind::Index:
    case ExprKind::FieldAccess:
      return whyNotWritable(e->operands[0]);
    case ExprKind::Swizzle:
      for (int i = 0; i < e->swizzleCount; ++i) {
        for (int k = 0; k < i; ++k) {
          if (e->swizzle[i] == e->swizzle[k]) return "the swizzle repeats a component";
        }
      }
      return whyNotWritable(e->operands[0]);
    case ExprKind::VariableRef:
      break;
    default:
      return "it is no variable or part of one";
  }
  const Variable* v = e->variable;
  switch (v->storage) {
    case Storage::Const:
      return "it is constant";
    case Storage::Uniform:
    case Storage::BlockMember:
    case Storage::BlockInstance:
      return "it is a uniform";
    case Storage::Attribute:
      return "it is a vertex input";
    case Storage::FragmentInput:
      return "it is a fragment input";
    default:
      break;
  }
  if (v->isConst) return v->storage == Storage::Builtin ? "it is read-only" : "it is constant";
  return nullptr;
}

bool Checker::requireLValue(const Expr* e, const char* doing) {
  const char* why = whyNotWritable(e);
  if (why == nullptr && withoutArrays(e->type)->isSampler()) why = "it is a sampler";
  if (why == nullptr) return true;
  const Variable* root = rootVariable(e);
  error(e->loc, root != nullptr ? root->name : std::string_view(),
        std::string("expression cannot be ") + doing + ": " + why);
  return false;
}

Expr* Checker::assign(Expr* left, Expr* right, SourceLoc loc) {
  if (left->type->isError() || right->type->isError()) return errorExpr(loc);
  if (!requireLValue(left, "assigned to")) return errorExpr(loc);
  if (left->type != right->type) {
    error(loc, "=",
          "cannot assign '" + typeName(right->type) + "' to '" + typeName(left->type) + "'" +
              conversionHint(right, left->type));
    return errorExpr(loc);
  }
  if (!assignable(left->type)) {
    error(loc, "=", "type '" + typeName(left->type) + "' cannot be assigned");
    return errorExpr(loc);
  }
  Expr* e = makeExpr(ExprKind::Assign, left->type, loc, {left, right});
  e->precision = left->precision;
  return e;
}

Expr* Checker::compoundAssign(BinaryOp op, Expr* left, Expr* right, SourceLoc loc) {
  if (left->type->isError() || right->type->isError()) return errorExpr(loc);
  if (!requireLValue(left, "assigned to")) return errorExpr(loc);
  if (binaryType(op, left->type, right->type) != left->type) {
    error(loc, std::string(binaryText(op)) + "=",
          "operator does not exist for '" + typeName(left->type) + "' and '" +
              typeName(right->type) + "'" + operandHint(op, left, right));
    return errorExpr(loc);
  }
  Expr* e = makeExpr(ExprKind::CompoundAssign, left->type, loc, {left, right});
  e->binaryOp = op;
  e->precision = left->precision;
  return e;
}

// ---- selection and sequence --------------------------------------------------------------------

namespace {

// WebGL 2.0 §4.3.5 (and ESSL 1.00 §5.8): what ?: and , work on.
bool selectable(const Type* t) {
  return !t->isVoid() && !t->containsArray && !t->containsSampler &&
         !(t->isStruct() && t->structure->isBlock);
}

}  // namespace

Expr* Checker::ternary(Expr* condition, Expr* yes, Expr* no, SourceLoc loc) {
  if (condition->type->isError() || yes->type->isError() || no->type->isError()) {
    return errorExpr(loc);
  }
  if (!condition->type->isScalarOf(ScalarKind::Bool)) {
    error(loc, "?:", "condition has type '" + typeName(condition->type) + "', expected 'bool'");
    return errorExpr(loc);
  }
  if (yes->type != no->type) {
    error(loc, "?:",
          "alternatives have types '" + typeName(yes->type) + "' and '" + typeName(no->type) +
              "', expected the same type");
    return errorExpr(loc);
  }
  if (!selectable(yes->type)) {
    error(loc, "?:", "type '" + typeName(yes->type) + "' cannot be selected");
    return errorExpr(loc);
  }
  Expr* e = makeExpr(ExprKind::Ternary, yes->type, loc, {condition, yes, no});
  e->precision = higher(yes->precision, no->precision);
  return finish(e, allConstant(e));
}

// A uniform block with an instance name is a place to find its members in, and no value.
Expr* Checker::statementValue(Expr* e) {
  const Type* type = withoutArrays(e->type);
  if (!type->isStruct() || !type->structure->isBlock) return e;
  error(e->loc, type->name, "a uniform block is no value, expected one of its members");
  return errorExpr(e->loc);
}

Expr* Checker::comma(Expr* left, Expr* right, SourceLoc loc) {
  left = statementValue(left);
  right = statementValue(right);
  if (left->type->isError() || right->type->isError()) return errorExpr(loc);
  // WebGL 2.0 §4.3.5 for both languages; WebGL 1.0 has no such rule.
  const bool isWebGL2 = limits_.maxLanguageVersion == 300;
  if (isWebGL2 && (!selectable(left->type) || !selectable(right->type))) {
    error(loc, ",",
          "operator does not exist for '" + typeName(left->type) + "' and '" +
              typeName(right->type) + "'");
    return errorExpr(loc);
  }
  Expr* e = makeExpr(ExprKind::Comma, right->type, loc, {left, right});
  e->precision = right->precision;
  // ESSL 3.00 §4.3.3 excludes sequences from constant expressions, ESSL 1.00 §5.10 does not.
  return finish(e, !is300() && allConstant(e));
}

bool Checker::integerConstant(Expr* e, const char* what, int64_t& value) {
  value = 0;
  if (e->type->isError()) return false;
  const auto words =
      e->isConstant && e->type->isIntScalar() ? folder_.evaluate(e) : std::span<const uint32_t>{};
  if (words.empty()) {
    const Variable* root = rootVariable(e);
    error(e->loc, root != nullptr ? root->name : std::string_view(),
          std::string(what) + " must be a constant integer expression");
    return false;
  }
  value = e->type->scalar == ScalarKind::Uint ? int64_t{words[0]}
                                              : int64_t{static_cast<int32_t>(words[0])};
  return true;
}

}  // namespace nogpu::shader::front
