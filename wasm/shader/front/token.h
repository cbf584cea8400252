// SPDX-License-Identifier: MIT
// Tokens, and the names behind identifiers. A token borrows its text from the source buffer; equal
// identifiers share one Name, which also carries what the word means right now: a keyword, a macro,
// a declaration in scope. So no later stage hashes strings.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shader/front/ast_arena.h"
#include "shader/front/types.h"
#include "shader/source_location.h"

namespace nogpu::shader::front {

enum class TokenKind : uint8_t {
  EndOfFile,
  Newline,    // seen by the preprocessor only
  EndOfList,  // likewise: the end of a list of tokens that is expanded on its own
  Hash,       // likewise
  Invalid,    // a character outside the language's set
  Identifier,
  ReservedWord,
  TypeWord,  // the keyword of a basic type
  IntLiteral,
  UintLiteral,
  FloatLiteral,
#define KEYWORD(id, ...) id,
#define RESERVED(...)
#include "shader/front/keywords.def"
#undef KEYWORD
#undef RESERVED
#define PUNCTUATOR(id, ...) P##id,
#include "shader/front/punctuators.def"
#undef PUNCTUATOR
};

struct Macro;
struct Symbol;

struct Name {
  std::string_view text;
  /// Identifier, ReservedWord, TypeWord or a keyword, for the shader's version.
  TokenKind word = TokenKind::Identifier;
  BasicType basic = BasicType::Error;  // of a TypeWord
  uint16_t firstBuiltin = 0;           // rows of builtins.def with this name
  uint16_t builtinCount = 0;
  bool tooLong = false;  // longer than the limit; reported once
  Macro* macro = nullptr;
  Symbol* symbol = nullptr;  // the innermost declaration in scope
};

struct Token {
  TokenKind kind = TokenKind::EndOfFile;
  bool noExpand = false;  // a macro name met inside its own expansion
  bool spaceBefore = false;
  uint16_t parameter = 0;  // in macro bodies: index + 1 of the parameter it names
  Name* name = nullptr;    // of identifiers and words
  std::string_view text;
  SourceLoc loc;
};

/// Open addressing over the text; names are never removed.
class NameTable {
 public:
  explicit NameTable(AstArena& arena) : arena_(arena), slots_(1024) {}

  /// Sets the words of the version and attaches the rows of builtins.def.
  void addWords(int version);
  Name* intern(std::string_view text);
  size_t size() const { return count_; }
  /// In no particular order.
  template <typename Visit>
  void forEach(Visit visit) const {
    for (const Name* name : slots_) {
      if (name != nullptr) visit(*name);
    }
  }

 private:
  void rehash();

  AstArena& arena_;
  std::vector<Name*> slots_;
  size_t count_ = 0;
};

inline bool isWord(const Token& t) { return t.name != nullptr; }

}  // namespace nogpu::shader::front
