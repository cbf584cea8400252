// SPDX-License-Identifier: MIT
// Statements.
#include "shader/front/parser.h"

namespace nogpu::shader::front {

namespace {

using K = TokenKind;

}  // namespace

Stmt* Parser::make(StmtKind kind, SourceLoc loc) {
  Stmt* s = checker_.arena().make<Stmt>();
  s->kind = kind;
  s->loc = loc;
  return s;
}

Stmt* Parser::statement(Nesting n) {
  Stmt* s = enter() ? simpleStatement(n) : make(StmtKind::Empty, token_.loc);
  leave();
  return s;
}

// The branches of if, and bodies of do: a scope also without braces.
Stmt* Parser::scopedStatement(Nesting n) {
  if (kind() == K::PLeftBrace) return statement(n);
  checker_.scopes().push();
  Stmt* s = statement(n);
  checker_.scopes().pop();
  return s;
}

Stmt* Parser::simpleStatement(Nesting n) {
  const SourceLoc loc = token_.loc;
  switch (kind()) {
    case K::PLeftBrace:
      return compound(n, true);
    case K::PSemicolon:
      take();
      return make(StmtKind::Empty, loc);
    case K::PrecisionWord:
      precisionStatement();
      return make(StmtKind::Empty, loc);
    case K::If:
      return ifStatement(n);
    case K::For:
      return forStatement(n);
    case K::While:
      return whileStatement(n);
    case K::Do:
      return doStatement(n);
    case K::Switch:
      return switchStatement(n);
    case K::Return:
      return returnStatement();
    case K::Break:
      return jump(StmtKind::Break, n.inLoop || n.inSwitch, "a loop or switch");
    case K::Continue:
      return jump(StmtKind::Continue, n.inLoop, "a loop");
    case K::Discard:
      checker_.checkDiscard(loc);
      return jump(StmtKind::Discard, true, "");
    case K::Case:
    case K::Default:
      syntaxError("a statement, as labels stand directly inside a switch");
      return make(StmtKind::Empty, loc);
    default:
      break;
  }
  if (kind() == K::TypeWord || kind() == K::Identifier) {
    if (checker_.isTypeName(token_) && peekKind() == K::PLeftBracket) return arrayTypeStatement();
  }
  return startsDeclaration() ? declarationStatement() : expressionStatement();
}

// From '{' to '}'.
Stmt* Parser::compound(Nesting n, bool newScope) {
  Stmt* s = make(StmtKind::Block, token_.loc);
  if (!expect(K::PLeftBrace, "'{'")) return s;
  if (newScope) checker_.scopes().push();
  std::vector<Stmt*> list;
  statementList(n, list, nullptr);
  if (newScope) checker_.scopes().pop();
  expect(K::PRightBrace, "'}'");
  s->children = checker_.arena().copy(list);
  return s;
}

// `selector`: the type of the switch whose body this is, or null.
void Parser::statementList(Nesting n, std::vector<Stmt*>& list, const Type* selector) {
  std::vector<uint32_t> seen;
  bool sawDefault = false;
  bool afterLabel = false;
  while (kind() != K::PRightBrace && !atEnd()) {
    const SourceLoc loc = token_.loc;
    if (selector != nullptr && (kind() == K::Case || kind() == K::Default)) {
      label(selector, seen, sawDefault, list);
      afterLabel = true;
    } else {
      if (selector != nullptr && seen.empty() && !sawDefault && list.empty()) {
        checker_.error(loc, token_.text, "statement before the first label of a switch");
      }
      list.push_back(statement(n));
      afterLabel = false;
    }
    if (panic_) skipToBoundary(false);
  }
  if (afterLabel)
    checker_.error(token_.loc, "switch", "label at the end of a switch, expected a statement");
}

bool Parser::label(const Type* selector, std::vector<uint32_t>& seen, bool& sawDefault,
                   std::vector<Stmt*>& list) {
  const Token word = take();
  Stmt* s = make(word.kind == K::Case ? StmtKind::Case : StmtKind::Default, word.loc);
  if (word.kind == K::Case) {
    s->expr = expression();
    if (!panic_) checker_.checkCase(s->expr, selector, seen);
  } else {
    if (sawDefault) checker_.error(word.loc, "default", "label is there already");
    sawDefault = true;
  }
  list.push_back(s);
  return expect(K::PColon, "':'");
}

// ---- declarations and expressions --------------------------------------------------------------

bool Parser::startsDeclaration() {
  switch (kind()) {
    case K::Const:
    case K::Uniform:
    case K::Attribute:
    case K::Varying:
    case K::In:
    case K::Out:
    case K::InOut:
    case K::Layout:
    case K::Centroid:
    case K::Flat:
    case K::Smooth:
    case K::Invariant:
    case K::LowP:
    case K::MediumP:
    case K::HighP:
    case K::Struct:
      return true;
    case K::TypeWord:
    case K::Identifier:
      return checker_.isTypeName(token_) && peekKind() != K::PLeftParen;
    default:
      return false;
  }
}

Stmt* Parser::declarationStatement() {
  Stmt* s = make(StmtKind::Decl, token_.loc);
  std::vector<Variable*> variables;
  declaration(qualifiers(), variables);
  s->variables = checker_.arena().copy(variables);
  return s;
}

// `float[2] a;` or `float[2](x, y)…;`: only what follows the type tells.
Stmt* Parser::arrayTypeStatement() {
  const SourceLoc loc = token_.loc;
  const TypeSpec spec = typeSpecifier();
  if (kind() == K::PLeftParen) {
    pendingPrimary_ = constructorOf(spec.type, loc);
    return expressionStatement();
  }
  Stmt* s = make(StmtKind::Decl, loc);
  std::vector<Variable*> variables;
  Qualifiers q;
  q.loc = loc;
  declarationOfType(q, spec, variables);
  s->variables = checker_.arena().copy(variables);
  return s;
}

Stmt* Parser::expressionStatement() {
  Stmt* s = make(StmtKind::ExprStmt, token_.loc);
  s->expr = checker_.statementValue(expression());
  expect(K::PSemicolon, "';'");
  return s;
}

// ---- control flow ------------------------------------------------------------------------------

Stmt* Parser::ifStatement(Nesting n) {
  Stmt* s = make(StmtKind::If, take().loc);
  if (!expect(K::PLeftParen, "'('")) return s;
  s->expr = checker_.condition(expression(), "if");
  if (!expect(K::PRightParen, "')'")) return s;
  s->body = scopedStatement(n);
  if (accept(K::Else)) s->elseBody = scopedStatement(n);
  return s;
}

// An expression, or a declaration of a bool with an initializer.
void Parser::loopCondition(Stmt* s, const char* of) {
  if (!startsDeclaration()) {
    s->expr = checker_.condition(expression(), of);
    return;
  }
  const Qualifiers q = qualifiers();
  const TypeSpec spec = typeSpecifier();
  const Token name = token_;
  Variable* v = panic_ ? nullptr : declarator(q, spec);
  if (v == nullptr) return;
  if (v->initializer == nullptr && !v->type->isError()) {
    checker_.error(v->loc, v->name, "variable in a condition needs an initializer");
  }
  s->conditionVariable = v;
  if (!panic_) s->expr = checker_.condition(checker_.variableRef(name), of);
}

// ESSL 3.00 §4.2.2: header and body are one scope.
Stmt* Parser::forStatement(Nesting n) {
  Stmt* s = make(StmtKind::For, take().loc);
  if (!expect(K::PLeftParen, "'('")) return s;
  checker_.scopes().push();
  if (!accept(K::PSemicolon)) {
    s->init = startsDeclaration() ? declarationStatement() : expressionStatement();
  }
  if (kind() != K::PSemicolon) loopCondition(s, "for");
  expect(K::PSemicolon, "';'");
  if (kind() != K::PRightParen) s->step = expression();
  if (expect(K::PRightParen, "')'")) {
    n.inLoop = true;
    n.inSwitch = false;
    s->body = kind() == K::PLeftBrace ? compound(n, false) : statement(n);
  }
  checker_.scopes().pop();
  return s;
}

Stmt* Parser::whileStatement(Nesting n) {
  Stmt* s = make(StmtKind::While, take().loc);
  if (!expect(K::PLeftParen, "'('")) return s;
  checker_.scopes().push();
  loopCondition(s, "while");
  if (expect(K::PRightParen, "')'")) {
    n.inLoop = true;
    n.inSwitch = false;
    s->body = kind() == K::PLeftBrace ? compound(n, false) : statement(n);
  }
  checker_.scopes().pop();
  return s;
}

Stmt* Parser::doStatement(Nesting n) {
  Stmt* s = make(StmtKind::DoWhile, take().loc);
  n.inLoop = true;
  n.inSwitch = false;
  s->body = scopedStatement(n);
  if (!expect(K::While, "'while'") || !expect(K::PLeftParen, "'('")) return s;
  s->expr = checker_.condition(expression(), "while");
  expect(K::PRightParen, "')'");
  expect(K::PSemicolon, "';'");
  return s;
}

Stmt* Parser::switchStatement(Nesting n) {
  Stmt* s = make(StmtKind::Switch, take().loc);
  if (!expect(K::PLeftParen, "'('")) return s;
  s->expr = checker_.checkSelector(expression());
  if (!expect(K::PRightParen, "')'") || !expect(K::PLeftBrace, "'{'")) return s;
  n.inSwitch = true;
  checker_.scopes().push();
  std::vector<Stmt*> list;
  statementList(n, list, s->expr->type);
  checker_.scopes().pop();
  expect(K::PRightBrace, "'}'");
  s->children = checker_.arena().copy(list);
  return s;
}

Stmt* Parser::returnStatement() {
  Stmt* s = make(StmtKind::Return, take().loc);
  if (kind() != K::PSemicolon) s->expr = expression();
  if (expect(K::PSemicolon, "';'")) checker_.checkReturn(s->expr, s->loc);
  return s;
}

Stmt* Parser::jump(StmtKind kind, bool allowed, const char* where) {
  const Token word = take();
  if (!allowed) checker_.error(word.loc, word.text, std::string("jump outside ") + where);
  expect(K::PSemicolon, "';'");
  return make(kind, word.loc);
}

}  // namespace nogpu::shader::front
