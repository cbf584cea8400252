// SPDX-License-Identifier: MIT
// The preprocessor: directives and macros over the scanner's tokens. ESSL 3.00 §3.4, which follows
// C++98 without # and ##.
//
//   Scanner ─▶ nextFromFile (directives) ─▶ nextRaw (contexts) ─▶ nextExpanded ─▶ next ─▶ parser
//
// Macros are expanded by a stack of contexts, each a list of tokens being read. A macro is disabled
// while its context is on the stack, and a disabled name that is met is painted `noExpand` for
// good: that is how C's rule against recursion works without sets. Arguments are expanded on their
// own, behind a barrier context, before they are substituted.
#pragma once

#include <span>
#include <vector>

#include "shader/diagnostic.h"
#include "shader/front/ast.h"
#include "shader/front/scanner.h"
#include "shader/front/token.h"
#include "shader/front/version_directive.h"
#include "shader/limits.h"

namespace nogpu::shader::front {

struct Macro {
  enum class Special : uint8_t { None, Line, File };

  Name* name = nullptr;
  bool functionLike = false;
  bool predefined = false;
  bool disabled = false;
  Special special = Special::None;
  uint32_t paramCount = 0;
  std::span<const Token> body;
};

class Preprocessor {
 public:
  /// Sets the module's version from the text. Names live in the module's arena.
  Preprocessor(std::string_view source, Module& module, NameTable& names,
               const ExtensionSet& supported, const Limits& limits, DiagnosticList& diagnostics);
  ~Preprocessor() = default;
  Preprocessor(const Preprocessor&) = delete;
  Preprocessor& operator=(const Preprocessor&) = delete;

  /// The next token after expansion; words carry their kind. EndOfFile for ever at the end.
  Token next();

 private:
  // preprocessor.cpp: the file and its directives
  Token nextFromFile();
  void startVersion();
  void predefine(std::string_view name, std::string_view value, Macro::Special special);
  void directive(const Token& hash);
  void readLine();
  void dispatch(const Token& hash, const Token& name);
  void expectEndOfLine(size_t from);
  void defineDirective(SourceLoc loc);
  void define(const Token& name, Macro* macro);
  Macro* parseMacro(const Token& name);
  bool parseMacroParams(size_t& at, std::vector<Name*>& params);
  bool mayDefine(const Token& name);
  void undefDirective(SourceLoc loc);
  void ifDirective(SourceLoc loc);
  void ifdefDirective(SourceLoc loc, bool wantDefined);
  void elseDirective(SourceLoc loc, bool isElif);
  void endifDirective(SourceLoc loc);
  void skipGroup();
  bool skippedDirective(const Token& name, uint32_t& depth);
  void errorDirective(SourceLoc loc, std::string_view text);
  void lineDirective(SourceLoc loc);
  // extension_directive.cpp
  void extensionDirective(SourceLoc loc);
  void extensionAll(SourceLoc loc, std::string_view behaviour);
  void pragmaDirective(SourceLoc loc);
  void standardPragma(SourceLoc loc);
  // pp_expression.cpp
  bool evaluateCondition(SourceLoc loc);
  bool replaceDefined(SourceLoc loc);
  std::vector<int32_t> evaluateLine(std::span<const Token> tokens, SourceLoc loc);

  // macro_expand.cpp
  struct Context {
    const Token* at = nullptr;
    const Token* end = nullptr;
    Macro* macro = nullptr;
    bool barrier = false;   // its end is the end of a list, not of a macro
    bool relocate = false;  // tokens take `loc`
    SourceLoc loc;
    std::vector<Token> owned;
  };
  using TokenList = std::vector<Token>;

  Token nextRaw();
  Token nextExpanded();
  bool expand(const Token& use, Macro* macro);
  bool expandFunctionLike(const Token& use, Macro* macro);
  bool collectArguments(const Token& use, Macro* macro, std::vector<TokenList>& arguments,
                        SourceLoc& end);
  TokenList substitute(const Token& use, const Macro* macro, std::vector<TokenList>& arguments);
  void pushContext(TokenList tokens, Macro* macro);
  void popContext();
  TokenList expandList(std::span<const Token> tokens);
  Token specialToken(const Token& use, const Macro* macro);
  bool spend(size_t tokens, SourceLoc loc);
  TokenList takeList();
  void recycle(TokenList list);

  struct Conditional {
    SourceLoc loc;
    bool taken = false;  // some group of it has been the active one
    bool sawElse = false;
  };

  Module& module_;
  NameTable& names_;
  const ExtensionSet supported_;
  const Limits& limits_;
  DiagnosticList& diagnostics_;
  Scanner scanner_;
  VersionDirective versionDirective_;

  std::vector<Conditional> conditionals_;
  TokenList line_;  // of the directive being read, without '#', name and end of line
  bool atLineStart_ = true;
  int32_t sourceString_ = 0;  // __FILE__
  bool sawToken_ = false;     // a token that is not a directive's has been given out
  bool reportedOpenIf_ = false;

  std::vector<Context> contexts_;
  std::vector<TokenList> freeLists_;
  Token pushedBack_;
  bool hasPushedBack_ = false;
  uint32_t argumentDepth_ = 0;
  size_t tokensSpent_ = 0;
  bool exhausted_ = false;
  Name* definedName_ = nullptr;
};

}  // namespace nogpu::shader::front
