// SPDX-License-Identifier: MIT
// Reading the file: which lines count, and what their directives do.
#include "shader/front/preprocessor.h"

#include <algorithm>

namespace nogpu::shader::front {

namespace {

// With so many mistakes the rest of the text is not worth reading.
constexpr size_t kMaxErrors = 64;

bool isIdentifier(const Token& t) { return t.kind == TokenKind::Identifier; }

bool sameTokens(std::span<const Token> a, std::span<const Token> b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].kind != b[i].kind || a[i].text != b[i].text) return false;
    if (a[i].parameter != b[i].parameter) return false;
    if (i > 0 && a[i].spaceBefore != b[i].spaceBefore) return false;
  }
  return true;
}

bool sameMacro(const Macro& a, const Macro& b) {
  return a.functionLike == b.functionLike && a.paramCount == b.paramCount &&
         sameTokens(a.body, b.body);
}

}  // namespace

Preprocessor::Preprocessor(std::string_view source, Module& module, NameTable& names,
                           const ExtensionSet& supported, const Limits& limits,
                           DiagnosticList& diagnostics)
    : module_(module),
      names_(names),
      supported_(supported),
      limits_(limits),
      diagnostics_(diagnostics),
      scanner_(source, names, diagnostics, limits.maxIdentifierLength) {
  startVersion();
  const std::string_view version = module.version == 300 ? "300" : "100";
  predefine("__LINE__", "", Macro::Special::Line);
  predefine("__FILE__", "", Macro::Special::File);
  predefine("__VERSION__", version, Macro::Special::None);
  predefine("GL_ES", "1", Macro::Special::None);
  predefine("GL_FRAGMENT_PRECISION_HIGH", "1", Macro::Special::None);
  for (int i = 0; i < kExtensionCount; ++i) {
    const Extension e = static_cast<Extension>(i);
    if (!supported.has(e) || !extensionExistsIn(e, module.version)) continue;
    predefine(extensionName(e), "1", Macro::Special::None);
  }
  definedName_ = names.intern("defined");
}

void Preprocessor::startVersion() {
  versionDirective_ = findVersionDirective(scanner_.text());
  module_.version = versionDirective_.version;
  if (module_.version > limits_.maxLanguageVersion && versionDirective_.problem.empty()) {
    versionDirective_.problem = "the context is of WebGL 1, which takes '#version 100' only";
  }
  names_.addWords(module_.version);
  scanner_.setVersion(module_.version);
}

void Preprocessor::predefine(std::string_view name, std::string_view value,
                             Macro::Special special) {
  Macro* macro = module_.arena.make<Macro>();
  macro->name = names_.intern(name);
  macro->predefined = true;
  macro->special = special;
  if (special == Macro::Special::None) {
    Token* body = module_.arena.make<Token>();
    body->kind = TokenKind::IntLiteral;
    body->text = value;
    macro->body = {body, 1};
  }
  macro->name->macro = macro;
}

namespace {

bool isNumber(const Token& t) {
  return !t.text.empty() && (t.text[0] == '.' || (t.text[0] >= '0' && t.text[0] <= '9'));
}

}  // namespace

Token Preprocessor::next() {
  for (;;) {
    if (exhausted_) return Token{};
    Token t = nextExpanded();
    if (t.kind == TokenKind::Identifier) {
      t.kind = t.name->word;
      return t;
    }
    if (t.kind != TokenKind::Invalid && t.kind != TokenKind::Hash) return t;
    if (diagnostics_.errorCount() >= kMaxErrors) return Token{};
    if (isNumber(t)) {
      diagnostics_.error(t.loc, t.text, "invalid number");
      const bool isHex = t.text.starts_with("0x") || t.text.starts_with("0X");
      const bool isFloat = !isHex && t.text.find_first_of(".eE") != std::string_view::npos;
      t.kind = isFloat ? TokenKind::FloatLiteral : TokenKind::IntLiteral;
      t.text = "0";
      return t;
    }
    diagnostics_.error(t.loc, t.text,
                       t.kind == TokenKind::Hash
                           ? "'#' must be the first character of its line, and is no operator"
                           : "invalid character");
  }
}

Token Preprocessor::nextFromFile() {
  for (;;) {
    if (diagnostics_.errorCount() >= kMaxErrors) exhausted_ = true;
    if (exhausted_) return Token{};
    Token t = scanner_.next();
    if (t.kind == TokenKind::Newline) {
      atLineStart_ = true;
      continue;
    }
    if (t.kind == TokenKind::Hash && atLineStart_) {
      directive(t);
      continue;
    }
    atLineStart_ = false;
    if (t.kind != TokenKind::EndOfFile) {
      sawToken_ = true;
    } else if (!conditionals_.empty() && !reportedOpenIf_) {
      reportedOpenIf_ = true;
      diagnostics_.error(conditionals_.back().loc, "#if",
                         "conditional is not closed, expected #endif");
    }
    return t;
  }
}

// Takes the rest of the line, the end of line included.
void Preprocessor::readLine() {
  line_.clear();
  for (;;) {
    Token t = scanner_.next();
    if (t.kind == TokenKind::Newline || t.kind == TokenKind::EndOfFile) break;
    line_.push_back(t);
  }
  atLineStart_ = true;
}

void Preprocessor::directive(const Token& hash) {
  const size_t hashAt = scanner_.position() - 1;
  const Token name = scanner_.next();
  if (name.kind == TokenKind::Newline || name.kind == TokenKind::EndOfFile) return;
  if (name.text == "version") {
    scanner_.skipLine();
    if (hashAt != versionDirective_.hashAt) {
      diagnostics_.error(hash.loc, "version", "#version must come before anything else");
    } else if (!versionDirective_.problem.empty()) {
      diagnostics_.error(hash.loc, "version", versionDirective_.problem);
      exhausted_ = true;  // whatever follows is in another language
    }
    return;
  }
  if (name.text == "error") {
    const size_t start = scanner_.position();
    scanner_.skipLine();
    errorDirective(hash.loc, scanner_.text().substr(start, scanner_.position() - start));
    return;
  }
  if (name.text == "line") {
    lineDirective(hash.loc);
    return;
  }
  dispatch(hash, name);
}

void Preprocessor::dispatch(const Token& hash, const Token& name) {
  readLine();
  const std::string_view d = name.text;
  if (d == "define") return defineDirective(hash.loc);
  if (d == "undef") return undefDirective(hash.loc);
  if (d == "if") return ifDirective(hash.loc);
  if (d == "ifdef") return ifdefDirective(hash.loc, true);
  if (d == "ifndef") return ifdefDirective(hash.loc, false);
  if (d == "elif") return elseDirective(hash.loc, true);
  if (d == "else") return elseDirective(hash.loc, false);
  if (d == "endif") return endifDirective(hash.loc);
  if (d == "extension") return extensionDirective(hash.loc);
  if (d == "pragma") return pragmaDirective(hash.loc);
  diagnostics_.error(hash.loc, d, "unknown preprocessor directive");
}

void Preprocessor::expectEndOfLine(size_t from) {
  if (from >= line_.size()) return;
  diagnostics_.error(line_[from].loc, line_[from].text,
                     "unexpected text at the end of a directive");
}

// ---- #define, #undef ---------------------------------------------------------------------------

bool Preprocessor::mayDefine(const Token& name) {
  const char* problem = nullptr;
  if (!isIdentifier(name))
    problem = "expected the name of a macro";
  else if (name.name == definedName_)
    problem = "'defined' is no name for a macro";
  else if (name.name->macro != nullptr && name.name->macro->predefined)
    problem = "predefined macros cannot be defined or undefined";
  if (problem != nullptr) diagnostics_.error(name.loc, name.text, problem);
  return problem == nullptr;
}

void Preprocessor::defineDirective(SourceLoc loc) {
  if (line_.empty()) {
    diagnostics_.error(loc, "define", "expected the name of a macro");
    return;
  }
  const Token name = line_[0];
  if (!mayDefine(name)) return;
  if (name.text.starts_with("GL_")) {
    diagnostics_.error(name.loc, name.text, "macro names that start with 'GL_' are reserved");
    return;
  }
  if (Macro* macro = parseMacro(name)) define(name, macro);
}

void Preprocessor::define(const Token& name, Macro* macro) {
  const Macro* before = name.name->macro;
  if (before != nullptr && !sameMacro(*before, *macro)) {
    diagnostics_.error(name.loc, name.text, "macro is defined already, and differently");
    return;
  }
  if (before == nullptr) name.name->macro = macro;
}

// `line_` from the name on. Null after an error.
Macro* Preprocessor::parseMacro(const Token& name) {
  Macro* macro = module_.arena.make<Macro>();
  macro->name = name.name;
  size_t at = 1;
  std::vector<Name*> params;
  if (at < line_.size() && line_[at].kind == TokenKind::PLeftParen && !line_[at].spaceBefore) {
    macro->functionLike = true;
    ++at;
    if (!parseMacroParams(at, params)) return nullptr;
    macro->paramCount = static_cast<uint32_t>(params.size());
  }
  for (size_t i = at; i < line_.size(); ++i) {
    Token& t = line_[i];
    const auto param = std::find(params.begin(), params.end(), t.name);
    if (isIdentifier(t) && param != params.end()) {
      t.parameter = static_cast<uint16_t>(param - params.begin() + 1);
    }
  }
  macro->body = module_.arena.copy(std::span<const Token>(line_).subspan(at));
  return macro;
}

// From behind '(' to behind ')'.
bool Preprocessor::parseMacroParams(size_t& at, std::vector<Name*>& params) {
  const auto kindAt = [&](size_t i) {
    return i < line_.size() ? line_[i].kind : TokenKind::EndOfFile;
  };
  if (kindAt(at) == TokenKind::PRightParen) {
    ++at;
    return true;
  }
  for (;;) {
    if (kindAt(at) != TokenKind::Identifier || params.size() >= UINT16_MAX - 1) break;
    Name* param = line_[at].name;
    if (std::find(params.begin(), params.end(), param) != params.end()) {
      diagnostics_.error(line_[at].loc, param->text, "macro parameter is declared twice");
      return false;
    }
    params.push_back(param);
    ++at;
    if (kindAt(at) == TokenKind::PRightParen) {
      ++at;
      return true;
    }
    if (kindAt(at) != TokenKind::PComma) break;
    ++at;
  }
  const Token& wrong = line_[std::min(at, line_.size() - 1)];
  diagnostics_.error(wrong.loc, wrong.text, "malformed macro parameters, expected names and ')'");
  return false;
}

void Preprocessor::undefDirective(SourceLoc loc) {
  if (line_.empty()) {
    diagnostics_.error(loc, "undef", "expected the name of a macro");
    return;
  }
  if (!mayDefine(line_[0])) return;
  line_[0].name->macro = nullptr;
  expectEndOfLine(1);
}

// ---- conditionals ------------------------------------------------------------------------------

void Preprocessor::ifDirective(SourceLoc loc) {
  const bool taken = evaluateCondition(loc);
  conditionals_.push_back({loc, taken, false});
  if (!taken) skipGroup();
}

void Preprocessor::ifdefDirective(SourceLoc loc, bool wantDefined) {
  bool defined = false;
  if (line_.empty() || !isIdentifier(line_[0])) {
    diagnostics_.error(loc, wantDefined ? "ifdef" : "ifndef", "expected the name of a macro");
  } else {
    defined = line_[0].name->macro != nullptr;
    expectEndOfLine(1);
  }
  conditionals_.push_back({loc, defined == wantDefined, false});
  if (defined != wantDefined) skipGroup();
}

// Reached at the end of an active group: whatever follows, up to #endif, is skipped.
void Preprocessor::elseDirective(SourceLoc loc, bool isElif) {
  const char* text = isElif ? "elif" : "else";
  if (conditionals_.empty()) {
    diagnostics_.error(loc, text, "directive without an #if before");
    return;
  }
  if (conditionals_.back().sawElse) diagnostics_.error(loc, text, "directive after #else");
  if (!isElif) {
    conditionals_.back().sawElse = true;
    expectEndOfLine(0);
  }
  skipGroup();
}

void Preprocessor::endifDirective(SourceLoc loc) {
  if (conditionals_.empty()) {
    diagnostics_.error(loc, "endif", "directive without an #if before");
    return;
  }
  expectEndOfLine(0);
  conditionals_.pop_back();
}

// Skips lines until a group of the innermost conditional becomes active or it ends.
void Preprocessor::skipGroup() {
  uint32_t depth = 0;  // of conditionals opened inside what is skipped
  while (scanner_.skipToDirective()) {
    const Token name = scanner_.next();
    if (name.kind == TokenKind::Newline || name.kind == TokenKind::EndOfFile) continue;
    if (skippedDirective(name, depth)) return;
  }
  atLineStart_ = true;
}

// True when skipping is over.
bool Preprocessor::skippedDirective(const Token& name, uint32_t& depth) {
  const std::string_view d = name.text;
  if (d == "if" || d == "ifdef" || d == "ifndef") ++depth;
  if (depth > 0) {
    if (d == "endif") --depth;
    scanner_.skipLine();
    return false;
  }
  if (d == "endif") {
    readLine();
    endifDirective(name.loc);
    return true;
  }
  Conditional& current = conditionals_.back();
  if ((d == "else" || d == "elif") && current.sawElse) {
    diagnostics_.error(name.loc, d, "directive after #else");
  } else if (d == "else") {
    current.sawElse = true;
    readLine();
    expectEndOfLine(0);
    if (current.taken) return false;
    return current.taken = true;
  } else if (d == "elif" && !current.taken) {
    readLine();
    const bool taken = evaluateCondition(name.loc);
    return conditionals_.back().taken = taken;
  }
  scanner_.skipLine();
  return false;
}

// ---- #error, #line -----------------------------------------------------------------------------

void Preprocessor::errorDirective(SourceLoc loc, std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\v\f");
  text = first == text.npos ? std::string_view() : text.substr(first);
  diagnostics_.error(loc, "#error", text.empty() ? std::string_view("#error") : text);
}

// ESSL 3.00 §3.4: `#line line [source-string-number]`, after expansion.
void Preprocessor::lineDirective(SourceLoc loc) {
  // The end of line must not be taken yet: the new number counts from it.
  const size_t before = scanner_.position();
  scanner_.skipLine();
  Scanner part(scanner_.text().substr(before, scanner_.position() - before), names_, diagnostics_,
               limits_.maxIdentifierLength);
  TokenList rest;
  for (Token t = part.next(); t.kind != TokenKind::EndOfFile; t = part.next()) {
    t.loc = loc;
    t.text = module_.arena.copy(t.text);
    if (t.kind != TokenKind::Newline) rest.push_back(t);
  }
  const std::vector<int32_t> numbers = evaluateLine(rest, loc);
  if (numbers.empty()) {
    diagnostics_.error(loc, "line", "expected a line number, and at most a source string number");
    return;
  }
  scanner_.setNextLine(static_cast<uint32_t>(numbers[0]));
  if (numbers.size() > 1) sourceString_ = numbers[1];
}

}  // namespace nogpu::shader::front
