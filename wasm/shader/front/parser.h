// SPDX-License-Identifier: MIT
// The grammar: a recursive-descent parser with one token of lookahead beyond the current one, over
// the preprocessor's tokens. What it recognises it hands to the Checker. ESSL 3.00 §9.
//
// After a syntax error the parser panics: every kind() is EndOfFile until recover() has skipped to
// a place to go on from, so all functions unwind without special cases and without more messages.
#pragma once

#include <vector>

#include "shader/front/check.h"
#include "shader/front/preprocessor.h"

namespace nogpu::shader::front {

class Parser {
 public:
  Parser(Preprocessor& preprocessor, Checker& checker, const Limits& limits,
         DiagnosticList& diagnostics);
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  /// The whole shader.
  void translationUnit();

 private:
  // Where a statement stands; says which jumps and labels are allowed.
  struct Nesting {
    bool inLoop = false;
    bool inSwitch = false;
  };

  // ---- tokens (parser.cpp)
  TokenKind kind() const { return panic_ ? TokenKind::EndOfFile : token_.kind; }
  TokenKind peekKind();
  Token take();
  bool accept(TokenKind k);
  bool expect(TokenKind k, const char* what);
  void syntaxError(std::string_view expected);
  void skipToBoundary(bool takeBrace);
  bool enter();
  void leave() { --depth_; }
  bool atEnd() const { return kind() == TokenKind::EndOfFile; }

  // ---- declarations (parser_decl.cpp)
  void externalDeclaration();
  void precisionStatement();
  Qualifiers qualifiers();
  int rankHere() const;
  bool qualifier(Qualifiers& q, int& rank);
  bool storageQualifier(Qualifiers& q, StorageWord word);
  StorageWord storageWordHere();
  void layoutQualifier(Layout& layout);
  TypeSpec typeSpecifier();
  const Type* arrayBrackets(const Type* element);
  const Type* structSpecifier();
  void structMembers(std::vector<StructMember>& members, std::vector<MatrixLayout>* layouts);
  void memberDeclarators(const Qualifiers& q, const TypeSpec& spec,
                         std::vector<StructMember>& members, std::vector<MatrixLayout>* layouts);
  void interfaceBlock(const Qualifiers& q);
  void invariantList();
  /// After qualifiers; declared variables are added to `variables`.
  void declaration(const Qualifiers& q, std::vector<Variable*>& variables);
  void declarationOfType(const Qualifiers& q, const TypeSpec& spec,
                         std::vector<Variable*>& variables);
  Variable* declarator(const Qualifiers& q, const TypeSpec& spec);
  void function(const Qualifiers& q, const TypeSpec& returnType);
  std::span<Variable*> parameters();
  Variable* parameter();

  // ---- statements (parser_stmt.cpp)
  Stmt* make(StmtKind kind, SourceLoc loc);
  Stmt* statement(Nesting n);
  Stmt* scopedStatement(Nesting n);
  Stmt* simpleStatement(Nesting n);
  Stmt* compound(Nesting n, bool newScope);
  void statementList(Nesting n, std::vector<Stmt*>& list, const Type* selector);
  bool label(const Type* selector, std::vector<uint32_t>& seen, bool& sawDefault,
             std::vector<Stmt*>& list);
  bool startsDeclaration();
  Stmt* declarationStatement();
  Stmt* arrayTypeStatement();
  Stmt* expressionStatement();
  Stmt* ifStatement(Nesting n);
  Stmt* forStatement(Nesting n);
  Stmt* whileStatement(Nesting n);
  Stmt* doStatement(Nesting n);
  Stmt* switchStatement(Nesting n);
  Stmt* returnStatement();
  Stmt* jump(StmtKind kind, bool allowed, const char* where);
  void loopCondition(Stmt* s, const char* of);

  // ---- expressions (parser_expr.cpp)
  Expr* expression();
  Expr* assignment();
  Expr* conditional(Expr* condition);
  Expr* binary(int minPrecedence);
  Expr* unary();
  Expr* postfix(Expr* e);
  Expr* memberOrMethod(Expr* e);
  Expr* primary();
  Expr* constructorOrCall();
  Expr* constructorOf(const Type* type, SourceLoc loc);
  /// From '(' to ')'. The arguments are on top of `arguments_`, from the returned index.
  size_t argumentList();
  Expr* nothing() { return checker_.errorExpr(token_.loc); }

  Preprocessor& preprocessor_;
  Checker& checker_;
  const Limits& limits_;
  DiagnosticList& diagnostics_;
  Token token_;
  Token ahead_;
  bool hasAhead_ = false;
  uint32_t lastLine_ = 0;  // of the token taken before
  bool panic_ = false;
  bool reportedEnd_ = false;
  uint32_t depth_ = 0;
  std::vector<Expr*> arguments_;
  Expr* pendingPrimary_ = nullptr;  // an operand that has been parsed already
};

}  // namespace nogpu::shader::front
