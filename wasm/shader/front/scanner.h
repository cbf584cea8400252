// SPDX-License-Identifier: MIT
// Characters to preprocessing tokens: line continuations, comments, identifiers, numbers,
// punctuators. Knows nothing of directives or macros. ESSL 3.00 §3.1 to 3.9.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shader/diagnostic.h"
#include "shader/front/token.h"

namespace nogpu::shader::front {

class Scanner {
 public:
  /// Keeps its own copy of `source`, without line continuations. Tokens borrow from it.
  Scanner(std::string_view source, NameTable& names, DiagnosticList& diagnostics,
          uint32_t maxIdentifierLength);
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;

  /// Newline at every end of line, EndOfFile for ever at the end.
  Token next();
  /// The version decides which digits' suffixes and words there are; 100 until told otherwise.
  void setVersion(int version) { version_ = version; }
  /// Moves to just before the next end of line outside a comment.
  void skipLine();
  /// Within a group that is skipped: moves past lines to the '#' of the next directive and takes
  /// it. False at the end of the text.
  bool skipToDirective();
  /// #line: the line after the present one gets number `line`.
  void setNextLine(uint32_t line) { lineDelta_ = line - (line_ + 1); }

  std::string_view text() const { return text_; }
  size_t position() const { return at_; }
  SourceLoc loc();

 private:
  char peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool atEnd() const { return at_ >= text_.size(); }
  bool skipBlanksAndComments();
  void skipLineComment();
  void skipBlockComment();
  size_t newlineLength() const;
  void takeNewline();
  Token identifier(Token t);
  Token number(Token t);
  Token punctuator(Token t);
  TokenKind integerDigits();
  bool fraction(bool digitsBefore);
  TokenKind suffix(TokenKind kind);
  std::string_view since(size_t start) const {
    return std::string_view(text_).substr(start, at_ - start);
  }

  std::string text_;
  std::vector<size_t> continuations_;  // offsets in text_ where a backslash-newline was taken out
  NameTable& names_;
  DiagnosticList& diagnostics_;
  uint32_t maxIdentifierLength_;
  int version_ = 100;
  size_t at_ = 0;
  size_t lineStart_ = 0;
  size_t nextContinuation_ = 0;
  uint32_t line_ = 1;       // physical
  uint32_t lineDelta_ = 0;  // added to it, modulo 2^32
};

}  // namespace nogpu::shader::front
