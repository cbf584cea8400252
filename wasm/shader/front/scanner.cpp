// SPDX-License-Identifier: MIT
// The scanner. One pass over the text, no copying of token text.
#include "shader/front/scanner.h"

namespace nogpu::shader::front {

namespace {

enum CharClass : uint8_t { kOther, kBlank, kEndOfLine, kLetter, kDigit, kPunct };

struct CharTable {
  CharClass of[256];
};

constexpr CharTable makeCharTable() {
  CharTable t{};
  for (int c = 'a'; c <= 'z'; ++c) t.of[c] = kLetter;
  for (int c = 'A'; c <= 'Z'; ++c) t.of[c] = kLetter;
  for (int c = '0'; c <= '9'; ++c) t.of[c] = kDigit;
  t.of[static_cast<int>('_')] = kLetter;
  for (char c : {' ', '\t', '\v', '\f'}) t.of[static_cast<int>(c)] = kBlank;
  for (char c : {'\r', '\n'}) t.of[static_cast<int>(c)] = kEndOfLine;
  for (char c : std::string_view("+-/*%<>[](){}^|&~=!:;,?.#")) t.of[static_cast<int>(c)] = kPunct;
  return t;
}

constexpr CharTable kChars = makeCharTable();

CharClass classOf(char c) { return kChars.of[static_cast<uint8_t>(c)]; }
bool isDigit(char c) { return classOf(c) == kDigit; }
bool isHexDigit(char c) { return isDigit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f'); }
bool isWordChar(char c) { return classOf(c) == kLetter || isDigit(c); }

struct PunctuatorRow {
  std::string_view text;
  TokenKind kind;
};

constexpr PunctuatorRow kPunctuators[] = {
#define PUNCTUATOR(id, text, in100) {text, TokenKind::P##id},
#include "shader/front/punctuators.def"
#undef PUNCTUATOR
};

// Row of kPunctuators where those beginning with a character start to be worth trying.
struct PunctuatorIndex {
  uint8_t first[128];
};

constexpr PunctuatorIndex makePunctuatorIndex() {
  PunctuatorIndex index{};
  for (uint8_t& f : index.first) f = static_cast<uint8_t>(std::size(kPunctuators));
  for (size_t i = std::size(kPunctuators); i-- > 0;) {
    index.first[static_cast<int>(kPunctuators[i].text[0])] = static_cast<uint8_t>(i);
  }
  return index;
}

constexpr PunctuatorIndex kPunctuatorIndex = makePunctuatorIndex();

// Length of the end of line at `text[at]`, 0 if there is none. CR LF and LF CR are one.
size_t endOfLineLength(std::string_view text, size_t at) {
  if (at >= text.size() || classOf(text[at]) != kEndOfLine) return 0;
  const bool pair =
      at + 1 < text.size() && classOf(text[at + 1]) == kEndOfLine && text[at + 1] != text[at];
  return pair ? 2 : 1;
}

}  // namespace

Scanner::Scanner(std::string_view source, NameTable& names, DiagnosticList& diagnostics,
                 uint32_t maxIdentifierLength)
    : names_(names), diagnostics_(diagnostics), maxIdentifierLength_(maxIdentifierLength) {
  text_.reserve(source.size());
  size_t from = 0;
  for (size_t at = source.find('\\'); at != source.npos; at = source.find('\\', at)) {
    const size_t newline = endOfLineLength(source, at + 1);
    if (newline == 0) {
      ++at;
      continue;
    }
    text_ += source.substr(from, at - from);
    continuations_.push_back(text_.size());
    from = at += 1 + newline;
  }
  text_ += source.substr(from);
}

// Continuations before the present place count as lines.
SourceLoc Scanner::loc() {
  while (nextContinuation_ < continuations_.size() && continuations_[nextContinuation_] <= at_) {
    lineStart_ = continuations_[nextContinuation_++];
    ++line_;
  }
  return {line_ + lineDelta_, static_cast<uint32_t>(at_ - lineStart_) + 1};
}

size_t Scanner::newlineLength() const { return endOfLineLength(text_, at_); }

void Scanner::takeNewline() {
  loc();
  at_ += newlineLength();
  lineStart_ = at_;
  ++line_;
}

void Scanner::skipLineComment() {
  while (!atEnd() && classOf(text_[at_]) != kEndOfLine) ++at_;
}

void Scanner::skipBlockComment() {
  const SourceLoc start = loc();
  at_ += 2;
  while (!atEnd()) {
    const char c = text_[at_];
    if (c == '*' && peek(1) == '/') {
      at_ += 2;
      return;
    }
    if (classOf(c) == kEndOfLine)
      takeNewline();
    else
      ++at_;
  }
  diagnostics_.error(start, "/*", "comment is not closed, expected '*/'");
}

// Comments are one space; an end of line inside a comment ends nothing.
bool Scanner::skipBlanksAndComments() {
  const size_t start = at_;
  for (;;) {
    const char c = peek();
    if (classOf(c) == kBlank)
      ++at_;
    else if (c == '/' && peek(1) == '/')
      skipLineComment();
    else if (c == '/' && peek(1) == '*')
      skipBlockComment();
    else
      return at_ != start;
  }
}

Token Scanner::next() {
  Token t;
  t.spaceBefore = skipBlanksAndComments();
  t.loc = loc();
  if (atEnd()) return t;
  switch (classOf(text_[at_])) {
    case kEndOfLine:
      takeNewline();
      t.kind = TokenKind::Newline;
      return t;
    case kLetter:
      return identifier(t);
    case kDigit:
      return number(t);
    case kPunct:
      return isDigit(peek(1)) && peek() == '.' ? number(t) : punctuator(t);
    case kBlank:
    case kOther:
      break;
  }
  t.kind = TokenKind::Invalid;
  const size_t start = at_++;
  // The rest of a UTF-8 sequence belongs to the same mistake.
  while (!atEnd() && (static_cast<uint8_t>(text_[at_]) & 0xC0) == 0x80) ++at_;
  t.text = since(start);
  return t;
}

Token Scanner::identifier(Token t) {
  const size_t start = at_;
  while (!atEnd() && isWordChar(text_[at_])) ++at_;
  t.name = names_.intern(since(start));
  t.text = t.name->text;
  t.kind = TokenKind::Identifier;
  if (t.text.size() > maxIdentifierLength_ && !t.name->tooLong) {
    t.name->tooLong = true;
    diagnostics_.error(t.loc, t.text,
                       "identifier has " + std::to_string(t.text.size()) + " characters, at most " +
                           std::to_string(maxIdentifierLength_) + " are allowed");
  }
  return t;
}

TokenKind Scanner::integerDigits() {
  if (peek() == '0' && (peek(1) | 32) == 'x') {
    at_ += 2;
    if (!isHexDigit(peek())) return TokenKind::Invalid;
    while (isHexDigit(peek())) ++at_;
    return TokenKind::IntLiteral;
  }
  while (isDigit(peek())) ++at_;
  return TokenKind::IntLiteral;
}

// The part of a float after the digits before the point; false if it is malformed.
bool Scanner::fraction(bool digitsBefore) {
  if (peek() == '.') {
    ++at_;
    if (!digitsBefore && !isDigit(peek())) return false;
    while (isDigit(peek())) ++at_;
  }
  if ((peek() | 32) == 'e') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (!isDigit(peek())) return false;
    while (isDigit(peek())) ++at_;
  }
  return true;
}

TokenKind Scanner::suffix(TokenKind kind) {
  if (version_ != 300) return kind;
  if (kind == TokenKind::IntLiteral && (peek() | 32) == 'u') {
    ++at_;
    return TokenKind::UintLiteral;
  }
  if (kind == TokenKind::FloatLiteral && (peek() | 32) == 'f') ++at_;
  return kind;
}

Token Scanner::number(Token t) {
  const size_t start = at_;
  t.kind = integerDigits();
  const bool isHex = at_ - start >= 2 && (text_[start + 1] | 32) == 'x';
  const bool isFloat = !isHex && (peek() == '.' || (peek() | 32) == 'e');
  if (isFloat) t.kind = fraction(at_ != start) ? TokenKind::FloatLiteral : TokenKind::Invalid;
  if (t.kind != TokenKind::Invalid) t.kind = suffix(t.kind);
  const bool trailing = isWordChar(peek());
  while (isWordChar(peek())) ++at_;
  t.text = since(start);
  // Reported where it is used: macros that name things, `#define SHADER 2d-tiles`, may hold any.
  if (trailing) t.kind = TokenKind::Invalid;
  return t;
}

Token Scanner::punctuator(Token t) {
  const std::string_view rest = std::string_view(text_).substr(at_, 3);
  const size_t first = kPunctuatorIndex.first[static_cast<int>(rest[0])];
  t.kind = TokenKind::Hash;
  t.text = rest.substr(0, 1);
  for (size_t i = first; i < std::size(kPunctuators); ++i) {
    const PunctuatorRow& row = kPunctuators[i];
    if (rest.substr(0, row.text.size()) != row.text) continue;
    t.kind = row.kind;
    t.text = row.text;
    break;
  }
  at_ += t.text.size();
  return t;
}

void Scanner::skipLine() {
  while (!atEnd() && classOf(text_[at_]) != kEndOfLine) {
    const bool comment = text_[at_] == '/' && (peek(1) == '/' || peek(1) == '*');
    if (comment)
      skipBlanksAndComments();
    else
      ++at_;
  }
}

bool Scanner::skipToDirective() {
  for (;;) {
    skipBlanksAndComments();
    if (peek() == '#') {
      ++at_;
      return true;
    }
    skipLine();
    if (atEnd()) return false;
    takeNewline();
  }
}

}  // namespace nogpu::shader::front
