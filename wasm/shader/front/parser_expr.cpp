// SPDX-License-Identifier: MIT
// Expressions: precedence climbing over one table of operators.
#include <utility>

#include "shader/front/parser.h"

namespace nogpu::shader::front {

namespace {

using K = TokenKind;

struct OperatorRow {
  TokenKind token;
  BinaryOp op;
  uint8_t precedence;  // binds tighter the higher; 0 in the compound assignments
  bool in100;
};

// ESSL 3.00 §5.1.
constexpr OperatorRow kOperators[] = {
    {K::PStar, BinaryOp::Mul, 12, true},
    {K::PSlash, BinaryOp::Div, 12, true},
    {K::PPercent, BinaryOp::Mod, 12, false},
    {K::PPlus, BinaryOp::Add, 11, true},
    {K::PMinus, BinaryOp::Sub, 11, true},
    {K::PShiftLeft, BinaryOp::ShiftLeft, 10, false},
    {K::PShiftRight, BinaryOp::ShiftRight, 10, false},
    {K::PLess, BinaryOp::Less, 9, true},
    {K::PGreater, BinaryOp::Greater, 9, true},
    {K::PLessEqual, BinaryOp::LessEqual, 9, true},
    {K::PGreaterEqual, BinaryOp::GreaterEqual, 9, true},
    {K::PEqualEqual, BinaryOp::Equal, 8, true},
    {K::PNotEqual, BinaryOp::NotEqual, 8, true},
    {K::PAnd, BinaryOp::BitAnd, 7, false},
    {K::PXor, BinaryOp::BitXor, 6, false},
    {K::POr, BinaryOp::BitOr, 5, false},
    {K::PAndAnd, BinaryOp::LogicalAnd, 4, true},
    {K::PXorXor, BinaryOp::LogicalXor, 3, true},
    {K::POrOr, BinaryOp::LogicalOr, 2, true},
    {K::PPlusAssign, BinaryOp::Add, 0, true},
    {K::PMinusAssign, BinaryOp::Sub, 0, true},
    {K::PStarAssign, BinaryOp::Mul, 0, true},
    {K::PSlashAssign, BinaryOp::Div, 0, true},
    {K::PPercentAssign, BinaryOp::Mod, 0, false},
    {K::PShiftLeftAssign, BinaryOp::ShiftLeft, 0, false},
    {K::PShiftRightAssign, BinaryOp::ShiftRight, 0, false},
    {K::PAndAssign, BinaryOp::BitAnd, 0, false},
    {K::PXorAssign, BinaryOp::BitXor, 0, false},
    {K::POrAssign, BinaryOp::BitOr, 0, false},
};

// Row of kOperators for a token kind; kNoRow if it is no such operator.
constexpr uint8_t kNoRow = 255;
struct OperatorIndex {
  uint8_t row[256];
};

constexpr OperatorIndex makeOperatorIndex() {
  OperatorIndex index{};
  for (uint8_t& r : index.row) r = kNoRow;
  for (size_t i = 0; i < std::size(kOperators); ++i) {
    index.row[static_cast<int>(kOperators[i].token)] = static_cast<uint8_t>(i);
  }
  return index;
}

constexpr OperatorIndex kOperatorIndex = makeOperatorIndex();

const OperatorRow* findOperator(TokenKind k) {
  const uint8_t row = kOperatorIndex.row[static_cast<int>(k)];
  return row == kNoRow ? nullptr : &kOperators[row];
}

bool prefixOperator(TokenKind k, UnaryOp& op) {
  switch (k) {
    case K::PPlus:
      op = UnaryOp::Plus;
      return true;
    case K::PMinus:
      op = UnaryOp::Negate;
      return true;
    case K::PNot:
      op = UnaryOp::LogicalNot;
      return true;
    case K::PTilde:
      op = UnaryOp::BitNot;
      return true;
    case K::PPlusPlus:
      op = UnaryOp::PreIncrement;
      return true;
    case K::PMinusMinus:
      op = UnaryOp::PreDecrement;
      return true;
    default:
      return false;
  }
}

}  // namespace

Expr* Parser::expression() {
  Expr* e = assignment();
  while (kind() == K::PComma) {
    const SourceLoc loc = take().loc;
    e = checker_.comma(e, assignment(), loc);
  }
  return e;
}

Expr* Parser::assignment() {
  if (!enter()) {
    leave();
    return nothing();
  }
  Expr* e = binary(1);
  if (kind() == K::PQuestion) e = conditional(e);
  const OperatorRow* row = findOperator(kind());
  if (kind() == K::PAssign) {
    const SourceLoc loc = take().loc;
    e = checker_.assign(e, assignment(), loc);
  } else if (row != nullptr && row->precedence == 0) {
    const Token t = take();
    if (!row->in100 && !checker_.is300()) {
      checker_.error(t.loc, t.text, "operator does not exist in ESSL 1.00");
    }
    e = checker_.compoundAssign(row->op, e, assignment(), t.loc);
  }
  leave();
  return e;
}

Expr* Parser::conditional(Expr* condition) {
  const SourceLoc loc = take().loc;
  Expr* yes = expression();
  if (!expect(K::PColon, "':'")) return nothing();
  return checker_.ternary(condition, yes, assignment(), loc);
}

Expr* Parser::binary(int minPrecedence) {
  Expr* left = unary();
  for (;;) {
    const OperatorRow* row = findOperator(kind());
    if (row == nullptr || row->precedence < minPrecedence) return left;
    const Token t = take();
    if (!row->in100 && !checker_.is300()) {
      checker_.error(t.loc, t.text, "operator does not exist in ESSL 1.00");
    }
    Expr* right = binary(row->precedence + 1);
    if (panic_) return nothing();
    left = checker_.binary(row->op, left, right, t.loc);
  }
}

Expr* Parser::unary() {
  UnaryOp op;
  if (pendingPrimary_ != nullptr || !prefixOperator(kind(), op)) return postfix(primary());
  const Token t = take();
  if (op == UnaryOp::BitNot && !checker_.is300()) {
    checker_.error(t.loc, t.text, "operator does not exist in ESSL 1.00");
  }
  Expr* operand = enter() ? unary() : nothing();
  leave();
  return panic_ ? nothing() : checker_.unary(op, operand, t.loc);
}

Expr* Parser::postfix(Expr* e) {
  for (;;) {
    const SourceLoc loc = token_.loc;
    switch (kind()) {
      case K::PLeftBracket: {
        take();
        Expr* subscript = expression();
        if (!expect(K::PRightBracket, "']'")) return nothing();
        e = checker_.index(e, subscript, loc);
        break;
      }
      case K::PDot:
        e = memberOrMethod(e);
        break;
      case K::PPlusPlus:
        take();
        e = checker_.unary(UnaryOp::PostIncrement, e, loc);
        break;
      case K::PMinusMinus:
        take();
        e = checker_.unary(UnaryOp::PostDecrement, e, loc);
        break;
      default:
        return e;
    }
  }
}

Expr* Parser::memberOrMethod(Expr* e) {
  take();  // '.'
  if (kind() != K::Identifier) {
    syntaxError("the name of a member");
    return nothing();
  }
  const Token name = take();
  if (kind() != K::PLeftParen) return checker_.member(e, name);
  take();
  if (name.text != "length")
    checker_.error(name.loc, name.text, "unknown method, expected 'length'");
  if (!expect(K::PRightParen, "')'")) return nothing();
  return name.text == "length" ? checker_.arrayLength(e, name.loc) : nothing();
}

Expr* Parser::primary() {
  if (pendingPrimary_ != nullptr) return std::exchange(pendingPrimary_, nullptr);
  switch (kind()) {
    case K::Identifier:
    case K::TypeWord:
      return constructorOrCall();
    case K::IntLiteral:
    case K::UintLiteral:
    case K::FloatLiteral:
      return checker_.literal(take());
    case K::True:
    case K::False: {
      const Token t = take();
      return checker_.boolLiteral(t.kind == K::True, t.loc);
    }
    case K::PLeftParen: {
      take();
      Expr* e = expression();
      return expect(K::PRightParen, "')'") ? e : nothing();
    }
    default:
      syntaxError(kind() == K::PLeftBrace ? "an expression: write lists as 'float[](a, b)'"
                                          : "an expression");
      return nothing();
  }
}

Expr* Parser::constructorOrCall() {
  const SourceLoc loc = token_.loc;
  if (checker_.isTypeName(token_)) return constructorOf(typeSpecifier().type, loc);
  if (peekKind() != K::PLeftParen) return checker_.variableRef(take());
  const Token name = take();
  const size_t first = argumentList();
  Expr* e =
      panic_ ? nothing() : checker_.call(name, std::span<Expr* const>(arguments_).subspan(first));
  arguments_.resize(first);
  return e;
}

Expr* Parser::constructorOf(const Type* type, SourceLoc loc) {
  if (kind() != K::PLeftParen) {
    syntaxError("'(' of a constructor, as in '" + typeName(type) + "(x)'");
    return nothing();
  }
  const size_t first = argumentList();
  Expr* e = panic_
                ? nothing()
                : checker_.construct(type, std::span<Expr* const>(arguments_).subspan(first), loc);
  arguments_.resize(first);
  return e;
}

size_t Parser::argumentList() {
  const size_t first = arguments_.size();
  take();  // '('
  const bool isVoid = kind() == K::TypeWord && token_.name->basic == BasicType::Void &&
                      peekKind() == K::PRightParen;
  if (isVoid) take();
  if (!isVoid && kind() != K::PRightParen) {
    do {
      arguments_.push_back(assignment());
    } while (accept(K::PComma));
  }
  expect(K::PRightParen, "')'");
  return first;
}

}  // namespace nogpu::shader::front
