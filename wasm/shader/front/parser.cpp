// SPDX-License-Identifier: MIT
// The parser's hold on tokens: lookahead, errors and recovery.
#include "shader/front/parser.h"

namespace nogpu::shader::front {

Parser::Parser(Preprocessor& preprocessor, Checker& checker, const Limits& limits,
               DiagnosticList& diagnostics)
    : preprocessor_(preprocessor), checker_(checker), limits_(limits), diagnostics_(diagnostics) {
  token_ = preprocessor_.next();
}

TokenKind Parser::peekKind() {
  if (panic_) return TokenKind::EndOfFile;
  if (!hasAhead_) {
    ahead_ = preprocessor_.next();
    hasAhead_ = true;
  }
  return ahead_.kind;
}

Token Parser::take() {
  if (panic_) return Token{};
  Token t = token_;
  lastLine_ = t.loc.line;
  token_ = hasAhead_ ? ahead_ : preprocessor_.next();
  hasAhead_ = false;
  return t;
}

bool Parser::accept(TokenKind k) {
  if (kind() != k) return false;
  take();
  return true;
}

bool Parser::expect(TokenKind k, const char* what) {
  if (accept(k)) return true;
  // A missing ';' shows at what follows, which may be lines below.
  const bool atLineEnd =
      std::string_view(what) == "';'" && token_.loc.line > lastLine_ && lastLine_ != 0;
  const std::string where = atLineEnd ? " at the end of line " + std::to_string(lastLine_) : "";
  syntaxError(what + where);
  return false;
}

void Parser::syntaxError(std::string_view expected) {
  if (panic_) return;
  panic_ = true;
  if (token_.kind == TokenKind::EndOfFile) {
    // One message is enough for all that is open at the end; none if the preprocessor gave up.
    if (!reportedEnd_ && token_.loc.line != 0) {
      diagnostics_.error(token_.loc, "",
                         "unexpected end of the shader, expected " + std::string(expected));
    }
    reportedEnd_ = true;
    return;
  }
  const char* what = token_.kind == TokenKind::ReservedWord ? "reserved word" : "unexpected token";
  diagnostics_.error(token_.loc, token_.text,
                     std::string(what) + ", expected " + std::string(expected));
}

// Ends the panic behind the next ';', or at the next '}' (behind it if `takeBrace`), brackets of
// braces in between taken whole.
void Parser::skipToBoundary(bool takeBrace) {
  panic_ = false;
  uint32_t braces = 0;
  for (;;) {
    switch (token_.kind) {
      case TokenKind::EndOfFile:
        return;
      case TokenKind::PLeftBrace:
        ++braces;
        break;
      case TokenKind::PRightBrace:
        if (braces == 0 && !takeBrace) return;
        if (braces <= 1) {
          take();
          return;
        }
        --braces;
        break;
      case TokenKind::PSemicolon:
        if (braces == 0) {
          take();
          return;
        }
        break;
      default:
        break;
    }
    take();
  }
}

bool Parser::enter() {
  ++depth_;
  if (depth_ <= limits_.maxNestingDepth) return true;
  if (!panic_) diagnostics_.error(token_.loc, token_.text, "code is nested too deeply");
  panic_ = true;
  return false;
}

void Parser::translationUnit() {
  while (token_.kind != TokenKind::EndOfFile) {
    externalDeclaration();
    if (panic_) skipToBoundary(true);
  }
}

}  // namespace nogpu::shader::front
