// SPDX-License-Identifier: MIT
// Folding of operators and constructors; built-in functions are in const_fold_builtins.cpp.
#include "shader/front/const_fold.h"

#include <algorithm>
#include <vector>

#include "shader/front/const_fold_builtins.h"

namespace nogpu::shader::front {

namespace {

// All values of one shader together. Arrays of arrays in structs could otherwise fill the memory.
constexpr size_t kMaxWords = 1u << 22;

using Words = std::span<const uint32_t>;

float asFloat(uint32_t word) { return __builtin_bit_cast(float, word); }
uint32_t asWord(float value) { return __builtin_bit_cast(uint32_t, value); }
uint32_t at(Words x, size_t i) { return x.size() == 1 ? x[0] : x[i]; }

bool equalWords(const Type* type, Words x, Words y) {
  if (type->isStruct()) {
    uint32_t offset = 0;
    for (const StructMember& m : type->structure->members) {
      const uint32_t n = m.type->wordCount;
      if (!equalWords(m.type, x.subspan(offset, n), y.subspan(offset, n))) return false;
      offset += n;
    }
    return true;
  }
  if (type->isArray()) {
    const uint32_t n = type->element->wordCount;
    for (uint32_t i = 0; i < type->length; ++i) {
      if (!equalWords(type->element, x.subspan(i * n, n), y.subspan(i * n, n))) return false;
    }
    return true;
  }
  for (size_t i = 0; i < x.size(); ++i) {
    const bool same =
        type->scalar == ScalarKind::Float ? asFloat(x[i]) == asFloat(y[i]) : x[i] == y[i];
    if (!same) return false;
  }
  return true;
}

uint32_t floatArithmetic(BinaryOp op, float a, float b) {
  switch (op) {
    case BinaryOp::Add:
      return asWord(a + b);
    case BinaryOp::Sub:
      return asWord(a - b);
    case BinaryOp::Mul:
      return asWord(a * b);
    default:
      return asWord(a / b);
  }
}

// False where the result is undefined: division by zero.
bool divide(BinaryOp op, ScalarKind kind, uint32_t a, uint32_t b, uint32_t& result) {
  if (b == 0) return false;
  const bool isDiv = op == BinaryOp::Div;
  if (kind == ScalarKind::Uint) {
    result = isDiv ? a / b : a % b;
  } else if (b == UINT32_MAX) {  // -1: INT_MIN / -1 wraps
    result = isDiv ? 0u - a : 0u;
  } else {
    const int32_t x = static_cast<int32_t>(a);
    const int32_t y = static_cast<int32_t>(b);
    result = static_cast<uint32_t>(isDiv ? x / y : x % y);
  }
  return true;
}

bool integerArithmetic(BinaryOp op, ScalarKind kind, uint32_t a, uint32_t b, uint32_t& result) {
  switch (op) {
    case BinaryOp::Add:
      result = a + b;
      return true;
    case BinaryOp::Sub:
      result = a - b;
      return true;
    case BinaryOp::Mul:
      result = a * b;
      return true;
    case BinaryOp::Div:
    case BinaryOp::Mod:
      return divide(op, kind, a, b, result);
    case BinaryOp::ShiftLeft:
      result = a << (b & 31);
      return true;
    case BinaryOp::ShiftRight:
      result = kind == ScalarKind::Uint
                   ? a >> (b & 31)
                   : static_cast<uint32_t>(static_cast<int32_t>(a) >> (b & 31));
      return true;
    case BinaryOp::BitAnd:
      result = a & b;
      return true;
    case BinaryOp::BitXor:
      result = a ^ b;
      return true;
    default:
      result = a | b;
      return true;
  }
}

template <typename T>
bool compare(BinaryOp op, T a, T b) {
  switch (op) {
    case BinaryOp::Less:
      return a < b;
    case BinaryOp::LessEqual:
      return a <= b;
    case BinaryOp::Greater:
      return a > b;
    default:
      return a >= b;
  }
}

uint32_t compareWords(BinaryOp op, ScalarKind kind, uint32_t a, uint32_t b) {
  if (kind == ScalarKind::Float) return compare(op, asFloat(a), asFloat(b));
  if (kind == ScalarKind::Uint) return compare(op, a, b);
  return compare(op, static_cast<int32_t>(a), static_cast<int32_t>(b));
}

bool isComparison(BinaryOp op) { return op >= BinaryOp::Less && op <= BinaryOp::GreaterEqual; }

bool isMatrixProduct(const Expr* e) {
  const Type* l = e->operands[0]->type;
  const Type* r = e->operands[1]->type;
  return e->binaryOp == BinaryOp::Mul && (l->isMatrix() || r->isMatrix()) && !l->isScalar() &&
         !r->isScalar();
}

int32_t truncateToInt(float f) {
  if (f != f) return 0;
  if (f >= 2147483648.0f) return INT32_MAX;
  if (f <= -2147483648.0f) return INT32_MIN;
  return static_cast<int32_t>(f);
}

uint32_t truncateToUint(float f) {
  if (!(f > 0.0f)) return 0;
  if (f >= 4294967296.0f) return UINT32_MAX;
  return static_cast<uint32_t>(f);
}

uint32_t toFloatWord(uint32_t word, ScalarKind from) {
  if (from == ScalarKind::Int) return asWord(static_cast<float>(static_cast<int32_t>(word)));
  return asWord(static_cast<float>(word));
}

}  // namespace

uint32_t convertWord(uint32_t word, ScalarKind from, ScalarKind to) {
  if (from == to) return word;
  if (from == ScalarKind::Float) {
    const float f = asFloat(word);
    if (to == ScalarKind::Bool) return f != 0.0f;
    if (to == ScalarKind::Int) return static_cast<uint32_t>(truncateToInt(f));
    return truncateToUint(f);
  }
  if (to == ScalarKind::Float) return toFloatWord(word, from);
  if (to == ScalarKind::Bool) return word != 0;
  return word;
}

Words ConstFolder::allocate(size_t count, uint32_t*& to) {
  wordsMade_ += count;
  if (wordsMade_ > kMaxWords || count == 0) return {};
  to = static_cast<uint32_t*>(arena_.allocate(count * sizeof(uint32_t), alignof(uint32_t)));
  return {to, count};
}

Words ConstFolder::oneWord(uint32_t word) {
  uint32_t* to = nullptr;
  const Words result = allocate(1, to);
  if (!result.empty()) *to = word;
  return result;
}

void ConstFolder::fold(Expr* e) {
  if (e->kind == ExprKind::VariableRef) {
    e->value = e->variable->value;
    return;
  }
  std::vector<Words> operands;
  operands.reserve(e->operands.size());
  for (const Expr* o : e->operands) {
    if (!o->hasValue()) return;
    operands.push_back(o->value);
  }
  e->value = compute(e, operands, true);
}

Words ConstFolder::evaluate(const Expr* e) {
  if (e->hasValue() || !e->isConstant) return e->value;
  if (e->kind == ExprKind::VariableRef) {
    return e->variable->initializer != nullptr ? evaluate(e->variable->initializer) : Words{};
  }
  std::vector<Words> operands;
  for (const Expr* o : e->operands) {
    const Words value = evaluate(o);
    if (value.empty()) return {};
    operands.push_back(value);
  }
  return compute(e, operands, false);
}

Words ConstFolder::compute(const Expr* e, std::span<const Words> operands, bool exactOnly) {
  switch (e->kind) {
    case ExprKind::Index:
      return index(e, operands[0], operands[1]);
    case ExprKind::FieldAccess: {
      const StructType* s = e->operands[0]->type->structure;
      return operands[0].subspan(s->wordOffset(e->member), e->type->wordCount);
    }
    case ExprKind::Swizzle:
      return swizzle(e, operands[0]);
    case ExprKind::Unary:
      return unary(e, operands[0]);
    case ExprKind::Binary:
      return binary(e, operands[0], operands[1], exactOnly);
    case ExprKind::Ternary:
      return operands[0][0] != 0 ? operands[1] : operands[2];
    case ExprKind::Comma:
      return operands[1];
    case ExprKind::Constructor:
      return constructor(e, operands);
    case ExprKind::CallBuiltin:
      return builtin(e, operands, exactOnly);
    default:
      return {};
  }
}

Words ConstFolder::unary(const Expr* e, Words x) {
  if (e->unaryOp == UnaryOp::Plus) return x;
  uint32_t* to = nullptr;
  const Words result = allocate(x.size(), to);
  for (size_t i = 0; i < result.size(); ++i) {
    if (e->unaryOp == UnaryOp::LogicalNot)
      to[i] = x[i] ^ 1;
    else if (e->unaryOp == UnaryOp::BitNot)
      to[i] = ~x[i];
    else
      to[i] = e->type->scalar == ScalarKind::Float ? x[i] ^ 0x80000000u : 0u - x[i];
  }
  return result;
}

Words ConstFolder::binary(const Expr* e, Words x, Words y, bool exactOnly) {
  const BinaryOp op = e->binaryOp;
  const Type* type = e->operands[0]->type;
  switch (op) {
    case BinaryOp::Equal:
      return oneWord(equalWords(type, x, y));
    case BinaryOp::NotEqual:
      return oneWord(!equalWords(type, x, y));
    case BinaryOp::LogicalAnd:
      return oneWord(x[0] & y[0]);
    case BinaryOp::LogicalOr:
      return oneWord(x[0] | y[0]);
    case BinaryOp::LogicalXor:
      return oneWord(x[0] ^ y[0]);
    default:
      break;
  }
  if (isComparison(op)) return oneWord(compareWords(op, type->scalar, x[0], y[0]));
  if (isMatrixProduct(e)) return exactOnly ? Words{} : matrixProduct(e, x, y);
  uint32_t* to = nullptr;
  const Words result = allocate(e->type->wordCount, to);
  for (size_t i = 0; i < result.size(); ++i) {
    if (type->scalar == ScalarKind::Float) {
      to[i] = floatArithmetic(op, asFloat(at(x, i)), asFloat(at(y, i)));
    } else if (!integerArithmetic(op, type->scalar, at(x, i), at(y, i), to[i])) {
      return {};
    }
  }
  return result;
}

// A vector on the left is one row, on the right one column.
Words ConstFolder::matrixProduct(const Expr* e, Words x, Words y) {
  const Type* l = e->operands[0]->type;
  const Type* r = e->operands[1]->type;
  const uint32_t rows = l->isMatrix() ? l->rows : 1;
  const uint32_t inner = l->isMatrix() ? l->columns : l->rows;
  const uint32_t columns = r->isMatrix() ? r->columns : 1;
  uint32_t* to = nullptr;
  const Words result = allocate(size_t{rows} * columns, to);
  for (size_t i = 0; i < result.size(); ++i) {
    const size_t row = i % rows;
    const size_t column = i / rows;
    float sum = 0;
    for (size_t k = 0; k < inner; ++k) {
      sum += asFloat(x[k * rows + row]) * asFloat(y[column * inner + k]);
    }
    to[i] = asWord(sum);
  }
  return result;
}

Words ConstFolder::index(const Expr* e, Words base, Words subscript) {
  const size_t size = e->type->wordCount;
  const size_t count = base.size() / size;
  return subscript[0] < count ? base.subspan(subscript[0] * size, size) : Words{};
}

Words ConstFolder::swizzle(const Expr* e, Words base) {
  uint32_t* to = nullptr;
  const Words result = allocate(e->swizzleCount, to);
  for (size_t i = 0; i < result.size(); ++i) to[i] = base[e->swizzle[i]];
  return result;
}

Words ConstFolder::constructor(const Expr* e, std::span<const Words> operands) {
  const Type* type = e->type;
  if (type->isStruct() || type->isArray()) {
    uint32_t* to = nullptr;
    const Words result = allocate(type->wordCount, to);
    if (result.empty()) return result;
    for (Words o : operands) to = std::copy(o.begin(), o.end(), to);
    return result;
  }
  const Type* first = e->operands[0]->type;
  if (type->isMatrix() && operands.size() == 1 && !first->isVector()) {
    return matrixFromOne(e, operands[0]);
  }
  return vectorFromArguments(e, operands);
}

// Components are taken from the arguments in order; a single scalar fills all.
Words ConstFolder::vectorFromArguments(const Expr* e, std::span<const Words> operands) {
  uint32_t* to = nullptr;
  const Words result = allocate(e->type->wordCount, to);
  const bool splat = operands.size() == 1 && operands[0].size() == 1;
  size_t argument = 0;
  size_t component = 0;
  for (size_t i = 0; i < result.size(); ++i) {
    const ScalarKind from = e->operands[argument]->type->scalar;
    to[i] = convertWord(operands[argument][component], from, e->type->scalar);
    if (splat || ++component < operands[argument].size()) continue;
    component = 0;
    if (++argument == operands.size() && i + 1 < result.size()) return {};
  }
  return result;
}

// A scalar on the diagonal, or the overlap with another matrix; the rest is identity.
Words ConstFolder::matrixFromOne(const Expr* e, Words x) {
  const Type* from = e->operands[0]->type;
  const uint32_t rows = e->type->rows;
  uint32_t* to = nullptr;
  const Words result = allocate(e->type->wordCount, to);
  for (uint32_t i = 0; i < result.size(); ++i) {
    const uint32_t column = i / rows;
    const uint32_t row = i % rows;
    const bool diagonal = column == row;
    if (from->isScalar()) {
      to[i] = diagonal ? convertWord(x[0], from->scalar, ScalarKind::Float) : 0;
    } else if (column < from->columns && row < from->rows) {
      to[i] = x[column * from->rows + row];
    } else {
      to[i] = asWord(diagonal ? 1.0f : 0.0f);
    }
  }
  return result;
}

Words ConstFolder::builtin(const Expr* e, std::span<const Words> operands, bool exactOnly) {
  uint32_t* to = nullptr;
  const Words result = allocate(e->type->wordCount, to);
  if (result.empty()) return result;
  const ScalarKind scalar = e->operands[0]->type->scalar;
  const BuiltinId id = e->builtin->id;
  const bool select = id == BuiltinId::Mix && e->operands[2]->type->scalar == ScalarKind::Bool;
  for (size_t i = 0; i < result.size(); ++i) {
    uint32_t arguments[3] = {};
    for (size_t k = 0; k < operands.size() && k < 3; ++k) {
      // Functions of whole vectors look at their operands themselves.
      if (operands[k].size() == 1 || i < operands[k].size()) arguments[k] = at(operands[k], i);
    }
    if (select) {
      to[i] = arguments[2] != 0 ? arguments[1] : arguments[0];
      continue;
    }
    if (!foldComponent(id, scalar, arguments, exactOnly, to[i]) &&
        !foldReduction(id, operands, exactOnly, to[i])) {
      return {};
    }
  }
  return result;
}

}  // namespace nogpu::shader::front
