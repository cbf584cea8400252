// SPDX-License-Identifier: MIT
// Macro expansion: the part of the preprocessor that turns names into token lists.
#include "shader/front/preprocessor.h"

#include <utility>

namespace nogpu::shader::front {

namespace {

// Tokens that all macros of a shader together may produce. Macros that double themselves reach any
// limit in a few lines; real shaders stay far below.
constexpr size_t kMaxExpandedTokens = 1u << 20;

}  // namespace

bool Preprocessor::spend(size_t tokens, SourceLoc loc) {
  tokensSpent_ += tokens;
  if (tokensSpent_ <= kMaxExpandedTokens) return true;
  if (!exhausted_) {
    diagnostics_.error(
        loc, "", "macros expand to more than " + std::to_string(kMaxExpandedTokens) + " tokens");
  }
  exhausted_ = true;
  return false;
}

Preprocessor::TokenList Preprocessor::takeList() {
  if (freeLists_.empty()) return {};
  TokenList list = std::move(freeLists_.back());
  freeLists_.pop_back();
  list.clear();
  return list;
}

void Preprocessor::recycle(TokenList list) {
  if (list.capacity() != 0) freeLists_.push_back(std::move(list));
}

void Preprocessor::pushContext(TokenList tokens, Macro* macro) {
  Context& c = contexts_.emplace_back();
  c.owned = std::move(tokens);
  c.at = c.owned.data();
  c.end = c.at + c.owned.size();
  c.macro = macro;
  if (macro != nullptr) macro->disabled = true;
}

void Preprocessor::popContext() {
  Context& c = contexts_.back();
  if (c.macro != nullptr) c.macro->disabled = false;
  recycle(std::move(c.owned));
  contexts_.pop_back();
}

// The next token without expanding it. Names of disabled macros are painted here, because they must
// stay unexpanded also where they end up as an argument.
Token Preprocessor::nextRaw() {
  if (hasPushedBack_) {
    hasPushedBack_ = false;
    return pushedBack_;
  }
  Token t;
  for (;;) {
    if (exhausted_) return Token{};
    if (contexts_.empty()) {
      t = nextFromFile();
      break;
    }
    Context& c = contexts_.back();
    if (c.at != c.end) {
      t = *c.at++;
      if (c.relocate) t.loc = c.loc;
      break;
    }
    if (c.barrier) {
      t.kind = TokenKind::EndOfList;
      return t;
    }
    popContext();
  }
  if (t.kind == TokenKind::Identifier && t.name->macro != nullptr && t.name->macro->disabled) {
    t.noExpand = true;
  }
  return t;
}

Token Preprocessor::nextExpanded() {
  for (;;) {
    Token t = nextRaw();
    if (t.kind != TokenKind::Identifier || t.noExpand || t.name->macro == nullptr) return t;
    if (!expand(t, t.name->macro)) return t;
  }
}

// False if the name stands for itself after all.
bool Preprocessor::expand(const Token& use, Macro* macro) {
  if (macro->functionLike) return expandFunctionLike(use, macro);
  if (!spend(macro->body.size() + 1, use.loc)) return true;
  if (macro->special != Macro::Special::None) {
    TokenList one = takeList();
    one.push_back(specialToken(use, macro));
    pushContext(std::move(one), macro);
    return true;
  }
  pushContext({}, macro);
  Context& c = contexts_.back();
  c.at = macro->body.data();
  c.end = c.at + macro->body.size();
  c.relocate = true;
  c.loc = use.loc;
  return true;
}

Token Preprocessor::specialToken(const Token& use, const Macro* macro) {
  Token t;
  t.kind = TokenKind::IntLiteral;
  t.loc = use.loc;
  const uint32_t number =
      macro->special == Macro::Special::File ? static_cast<uint32_t>(sourceString_) : use.loc.line;
  t.text = module_.arena.copy(std::string_view(std::to_string(number)));
  return t;
}

bool Preprocessor::expandFunctionLike(const Token& use, Macro* macro) {
  const Token paren = nextRaw();
  if (paren.kind != TokenKind::PLeftParen) {
    if (paren.kind != TokenKind::EndOfList) {
      pushedBack_ = paren;
      hasPushedBack_ = true;
    }
    return false;
  }
  if (++argumentDepth_ > limits_.maxNestingDepth) {
    diagnostics_.error(use.loc, use.text, "macro arguments are nested too deeply");
    exhausted_ = true;
  }
  std::vector<TokenList> arguments;
  Token place = use;
  SourceLoc end;
  if (!exhausted_ && collectArguments(use, macro, arguments, end)) {
    // __LINE__ in the body is the line on which the call ends.
    if (end.line != use.loc.line) place.loc = end;
    TokenList body = substitute(place, macro, arguments);
    if (spend(body.size() + 1, use.loc)) pushContext(std::move(body), macro);
  }
  for (TokenList& a : arguments) recycle(std::move(a));
  --argumentDepth_;
  return true;
}

// From behind '(' to behind its ')'.
bool Preprocessor::collectArguments(const Token& use, Macro* macro,
                                    std::vector<TokenList>& arguments, SourceLoc& end) {
  uint32_t depth = 0;
  arguments.push_back(takeList());
  for (;;) {
    Token t = nextRaw();
    if (t.kind == TokenKind::EndOfFile || t.kind == TokenKind::EndOfList) {
      diagnostics_.error(use.loc, use.text, "macro call is not closed, expected ')'");
      return false;
    }
    end = t.loc;
    if (t.kind == TokenKind::PRightParen && depth == 0) break;
    if (t.kind == TokenKind::PLeftParen) ++depth;
    if (t.kind == TokenKind::PRightParen) --depth;
    if (t.kind == TokenKind::PComma && depth == 0)
      arguments.push_back(takeList());
    else
      arguments.back().push_back(t);
    if (!spend(1, use.loc)) return false;
  }
  const bool none = macro->paramCount == 0 && arguments.size() == 1 && arguments[0].empty();
  if (none || arguments.size() == macro->paramCount) return true;
  diagnostics_.error(use.loc, use.text,
                     "macro has " + std::to_string(arguments.size()) + " arguments, expected " +
                         std::to_string(macro->paramCount));
  return false;
}

// The body with every parameter replaced by its argument, which is expanded the first time.
Preprocessor::TokenList Preprocessor::substitute(const Token& use, const Macro* macro,
                                                 std::vector<TokenList>& arguments) {
  std::vector<bool> expanded(arguments.size());
  TokenList out = takeList();
  for (Token t : macro->body) {
    if (t.parameter == 0) {
      t.loc = use.loc;
      out.push_back(t);
      continue;
    }
    const size_t i = t.parameter - 1u;
    if (!expanded[i]) {
      expanded[i] = true;
      TokenList list = expandList(arguments[i]);
      arguments[i].swap(list);
      recycle(std::move(list));
    }
    if (tokensSpent_ + out.size() + arguments[i].size() > kMaxExpandedTokens) {
      spend(out.size() + arguments[i].size(), use.loc);
      return out;
    }
    out.insert(out.end(), arguments[i].begin(), arguments[i].end());
  }
  return out;
}

// Expands `tokens` as if nothing came after them.
Preprocessor::TokenList Preprocessor::expandList(std::span<const Token> tokens) {
  Context& c = contexts_.emplace_back();
  c.at = tokens.data();
  c.end = c.at + tokens.size();
  c.barrier = true;
  TokenList out = takeList();
  for (Token t = nextExpanded(); t.kind != TokenKind::EndOfList; t = nextExpanded()) {
    if (t.kind == TokenKind::EndOfFile) break;  // the budget is spent
    t.parameter = 0;
    out.push_back(t);
  }
  while (!contexts_.back().barrier) popContext();
  contexts_.pop_back();
  return out;
}

}  // namespace nogpu::shader::front
