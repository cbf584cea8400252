// SPDX-License-Identifier: MIT
// The integer expressions of #if, #elif and #line. ESSL 3.00 §3.4: 32-bit integers that wrap; what
// a short-circuited operand contains is parsed, not judged.
#include <algorithm>

#include "shader/front/preprocessor.h"

namespace nogpu::shader::front {

namespace {

using K = TokenKind;

int precedenceOf(TokenKind kind) {
  switch (kind) {
    case K::PStar:
    case K::PSlash:
    case K::PPercent:
      return 10;
    case K::PPlus:
    case K::PMinus:
      return 9;
    case K::PShiftLeft:
    case K::PShiftRight:
      return 8;
    case K::PLess:
    case K::PGreater:
    case K::PLessEqual:
    case K::PGreaterEqual:
      return 7;
    case K::PEqualEqual:
    case K::PNotEqual:
      return 6;
    case K::PAnd:
      return 5;
    case K::PXor:
      return 4;
    case K::POr:
      return 3;
    case K::PAndAnd:
      return 2;
    case K::POrOr:
      return 1;
    default:
      return 0;
  }
}

class IntegerParser {
 public:
  /// `diagnostics` may be null.
  IntegerParser(std::span<const Token> tokens, SourceLoc loc, uint32_t maxDepth,
                DiagnosticList* diagnostics)
      : tokens_(tokens), loc_(loc), maxDepth_(maxDepth), diagnostics_(diagnostics) {}

  bool condition() {
    if (tokens_.empty()) fail("", "expected an integer expression");
    const int32_t value = binary(1, true);
    if (!failed_ && at_ < tokens_.size()) {
      fail(tokens_[at_].text, "unexpected text after an integer expression");
    }
    return !failed_ && value != 0;
  }

  /// Expressions that follow each other; none after a mistake.
  std::vector<int32_t> list() {
    std::vector<int32_t> values;
    while (at_ < tokens_.size()) values.push_back(binary(1, true));
    if (failed_) values.clear();
    return values;
  }

 private:
  TokenKind kind() const { return at_ < tokens_.size() ? tokens_[at_].kind : K::EndOfFile; }

  int32_t fail(std::string_view token, std::string_view message) {
    if (!failed_ && diagnostics_ != nullptr) diagnostics_->error(loc_, token, message);
    failed_ = true;
    at_ = tokens_.size();
    return 0;
  }

  int32_t binary(int minPrecedence, bool live) {
    int32_t left = unary(live);
    for (;;) {
      const TokenKind op = kind();
      const int precedence = precedenceOf(op);
      if (precedence == 0 || precedence < minPrecedence || failed_) return left;
      const std::string_view text = tokens_[at_++].text;
      bool rightLive = live;
      if (op == K::PAndAnd) rightLive = live && left != 0;
      if (op == K::POrOr) rightLive = live && left == 0;
      const int32_t right = binary(precedence + 1, rightLive);
      left = apply(op, left, right, rightLive, text);
    }
  }

  int32_t apply(TokenKind op, int32_t a, int32_t b, bool live, std::string_view text) {
    const uint32_t x = static_cast<uint32_t>(a);
    const uint32_t y = static_cast<uint32_t>(b);
    switch (op) {
      case K::PStar:
        return static_cast<int32_t>(x * y);
      case K::PSlash:
      case K::PPercent:
        return divide(op, a, b, live, text);
      case K::PPlus:
        return static_cast<int32_t>(x + y);
      case K::PMinus:
        return static_cast<int32_t>(x - y);
      case K::PShiftLeft:
      case K::PShiftRight:
        if (y > 31) return live ? fail(text, "shift by a negative amount or by more than 31") : 0;
        return op == K::PShiftLeft ? static_cast<int32_t>(x << y) : a >> b;
      case K::PLess:
        return a < b;
      case K::PGreater:
        return a > b;
      case K::PLessEqual:
        return a <= b;
      case K::PGreaterEqual:
        return a >= b;
      case K::PEqualEqual:
        return a == b;
      case K::PNotEqual:
        return a != b;
      case K::PAnd:
        return a & b;
      case K::PXor:
        return a ^ b;
      case K::POr:
        return a | b;
      case K::PAndAnd:
        return a != 0 && b != 0;
      default:
        return a != 0 || b != 0;
    }
  }

  int32_t divide(TokenKind op, int32_t a, int32_t b, bool live, std::string_view text) {
    if (b == 0) return live ? fail(text, "division by zero") : 0;
    if (b == -1) return op == K::PSlash ? static_cast<int32_t>(0u - static_cast<uint32_t>(a)) : 0;
    return op == K::PSlash ? a / b : a % b;
  }

  int32_t unary(bool live) {
    if (++depth_ > maxDepth_) return fail("", "expression is nested too deeply");
    const int32_t value = operand(live);
    --depth_;
    return value;
  }

  int32_t operand(bool live) {
    const TokenKind k = kind();
    if (k == K::EndOfFile) return fail("", "expected an integer expression");
    const Token& t = tokens_[at_++];
    switch (k) {
      case K::IntLiteral:
        return literal(t);
      case K::PPlus:
        return unary(live);
      case K::PMinus:
        return static_cast<int32_t>(0u - static_cast<uint32_t>(unary(live)));
      case K::PTilde:
        return ~unary(live);
      case K::PNot:
        return unary(live) == 0;
      case K::PLeftParen: {
        const int32_t value = binary(1, live);
        if (kind() != K::PRightParen) return fail(t.text, "'(' is not closed, expected ')'");
        ++at_;
        return value;
      }
      case K::Identifier:
        if (t.text == "defined") return fail(t.text, "'defined' cannot come out of a macro");
        return live ? fail(t.text, "undefined identifier in an integer expression") : 0;
      default:
        return fail(t.text, "unexpected token in an integer expression");
    }
  }

  int32_t literal(const Token& t) {
    std::string_view text = t.text;
    uint32_t base = 10;
    if (text.size() > 1 && text[0] == '0') base = (text[1] | 32) == 'x' ? 16 : 8;
    if (base == 16) text.remove_prefix(2);
    uint64_t value = 0;
    for (char c : text) {
      const uint32_t digit = static_cast<uint32_t>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
      value = value * base + digit;
      if (digit >= base || value > UINT32_MAX) return fail(t.text, "invalid integer");
    }
    return static_cast<int32_t>(static_cast<uint32_t>(value));
  }

  std::span<const Token> tokens_;
  SourceLoc loc_;
  uint32_t maxDepth_;
  DiagnosticList* diagnostics_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
  bool failed_ = false;
};

}  // namespace

// Turns `defined X` and `defined(X)` in `line_` into 1 or 0, before macros are expanded.
bool Preprocessor::replaceDefined(SourceLoc loc) {
  size_t out = 0;
  for (size_t i = 0; i < line_.size(); ++i, ++out) {
    line_[out] = line_[i];
    if (line_[i].name != definedName_) continue;
    const bool paren = i + 1 < line_.size() && line_[i + 1].kind == TokenKind::PLeftParen;
    const size_t nameAt = i + (paren ? 2 : 1);
    const size_t last = nameAt + (paren ? 1 : 0);
    if (last >= line_.size() || line_[nameAt].kind != TokenKind::Identifier ||
        (paren && line_[last].kind != TokenKind::PRightParen)) {
      diagnostics_.error(loc, "defined", "expected 'defined name' or 'defined(name)'");
      return false;
    }
    Token& t = line_[out];
    t.kind = TokenKind::IntLiteral;
    t.text = line_[nameAt].name->macro != nullptr ? "1" : "0";
    t.name = nullptr;
    i = last;
  }
  line_.resize(out);
  return true;
}

// Of the directive whose tokens are in `line_`. False after an error.
bool Preprocessor::evaluateCondition(SourceLoc loc) {
  if (!replaceDefined(loc)) return false;
  const TokenList condition = std::move(line_);
  line_ = takeList();
  TokenList expanded = expandList(condition);
  const bool value =
      IntegerParser(expanded, loc, limits_.maxNestingDepth, &diagnostics_).condition();
  recycle(std::move(expanded));
  return value;
}

// Of `#line`: the next line's number, and maybe the source string's. Empty if it is neither.
std::vector<int32_t> Preprocessor::evaluateLine(std::span<const Token> tokens, SourceLoc loc) {
  TokenList expanded = expandList(tokens);
  std::vector<int32_t> values =
      IntegerParser(expanded, loc, limits_.maxNestingDepth, nullptr).list();
  recycle(std::move(expanded));
  const bool fits = values.size() <= 2 &&
                    std::all_of(values.begin(), values.end(), [](int32_t v) { return v >= 0; });
  if (!fits) values.clear();
  return values;
}

}  // namespace nogpu::shader::front
