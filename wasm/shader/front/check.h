// SPDX-License-Identifier: MIT
// The checker: the parser hands it the parts of a construct, it applies the language's rules and
// gives back the typed node. It knows nothing of tokens' order; the parser knows nothing of types.
//
// Every function that builds an expression accepts operands of the error type and then returns the
// error expression without another message, so that one mistake is reported once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shader/diagnostic.h"
#include "shader/front/ast.h"
#include "shader/front/builtins.h"
#include "shader/front/const_fold.h"
#include "shader/front/hints.h"
#include "shader/front/scope.h"
#include "shader/front/token.h"
#include "shader/limits.h"

namespace nogpu::shader::front {

/// Words of a layout qualifier, `layout(...)`.
struct Layout {
  bool given = false;
  int32_t location = -1;
  int32_t index = -1;
  bool std140 = false;
  bool depth = false;  // depth_any, depth_greater …
  bool hasMatrix = false;
  MatrixLayout matrix = MatrixLayout::ColumnMajor;
  SourceLoc loc;
};

enum class StorageWord : uint8_t { None, Const, Attribute, Varying, Uniform, In, Out, InOut };
std::string_view storageWordName(StorageWord word);

/// The qualifiers in front of a type, as written.
struct Qualifiers {
  bool any = false;
  bool invariant = false;
  bool centroid = false;  // or `sample`
  bool sample = false;
  bool hasInterpolation = false;
  bool isConst = false;  // `const` of a parameter, beside `in`
  Interpolation interpolation = Interpolation::Smooth;
  StorageWord storage = StorageWord::None;
  Precision precision = Precision::None;
  Layout layout;
  SourceLoc loc;
};

struct TypeSpec {
  const Type* type = nullptr;
  SourceLoc loc;
  bool isDefinition = false;  // of a struct
};

/// One name being declared, with what stands after it.
struct Declarator {
  Token name;
  const Type* type = nullptr;  // with the brackets after the name; length 0 for `[]`
  Expr* initializer = nullptr;
  bool failed = false;  // reported already; declare the name all the same
};

class Checker {
 public:
  Checker(Module& module, NameTable& names, const Limits& limits, DiagnosticList& diagnostics);
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;

  ScopeStack& scopes() { return scopes_; }
  bool is300() const { return module_.version == 300; }
  Stage stage() const { return module_.stage; }
  AstArena& arena() { return module_.arena; }

  // ---- names (check_decl.cpp, builtin_variables.cpp)
  Symbol* lookup(Name* name);
  /// ", did you mean …" for a name that is none of a type.
  std::string typeNameHint(std::string_view name) const;
  bool isTypeName(const Token& t);
  bool checkDeclaredName(const Token& name);

  // ---- declarations (check_decl.cpp)
  void defaultPrecision(SourceLoc loc, Precision precision, const Type* type);
  const Type* arrayType(const Type* element, Expr* size, SourceLoc loc);
  const Type* unsizedArray(const Type* element, SourceLoc loc);
  const Type* structType(const Token& name, std::span<const StructMember> members, SourceLoc loc);
  bool checkStructMember(const Token& name, const Type* type, Precision& precision,
                         std::span<const StructMember> before);
  Variable* declareVariable(const Qualifiers& q, const Declarator& d);
  /// `float;`, `uniform vec4;`: declares nothing, but its words have their rules.
  void emptyDeclaration(const Qualifiers& q, const TypeSpec& spec);
  Precision resolvePrecision(Precision given, const Type* type, SourceLoc loc);

  // ---- the interface between stages and with the API (check_interface.cpp)
  bool layoutId(Layout& layout, const Token& id, bool hasValue, uint32_t value);
  void defaultLayout(const Qualifiers& q);
  void invariantRedeclaration(const Token& name);
  InterfaceBlock* beginBlock(const Qualifiers& q, const Token& name);
  MatrixLayout blockMemberLayout(const Qualifiers& q, SourceLoc loc);
  void finishBlock(InterfaceBlock* block, std::span<const StructMember> members,
                   std::span<const MatrixLayout> layouts, const Token* instance, Expr* arraySize,
                   bool isArray);

  // ---- functions (check_function.cpp)
  Variable* makeParameter(const Qualifiers& q, const TypeSpec& type, const Declarator& d);
  Function* declareFunction(const Qualifiers& q, const TypeSpec& returnType, const Token& name,
                            std::span<Variable*> params, bool isDefinition);
  void beginBody(Function* f, std::span<Variable*> params);
  void endBody(Stmt* body);
  bool extensionEnabled(Extension e) const { return module_.extensions.has(e); }
  Function* currentFunction() const { return function_; }

  // ---- statements (check_stmt.cpp)
  Expr* condition(Expr* e, const char* of);
  void checkReturn(Expr* value, SourceLoc loc);
  void checkDiscard(SourceLoc loc);
  void checkCase(Expr* label, const Type* selector, std::vector<uint32_t>& seen);
  Expr* checkSelector(Expr* e);

  // ---- expressions (check_expr.cpp)
  Expr* errorExpr(SourceLoc loc);
  Expr* literal(const Token& t);
  Expr* boolLiteral(bool value, SourceLoc loc);
  Expr* variableRef(const Token& name);
  Expr* index(Expr* base, Expr* subscript, SourceLoc loc);
  Expr* member(Expr* base, const Token& name);
  Expr* arrayLength(Expr* base, SourceLoc loc);
  Expr* unary(UnaryOp op, Expr* operand, SourceLoc loc);
  Expr* binary(BinaryOp op, Expr* left, Expr* right, SourceLoc loc);
  Expr* assign(Expr* left, Expr* right, SourceLoc loc);
  Expr* compoundAssign(BinaryOp op, Expr* left, Expr* right, SourceLoc loc);
  Expr* ternary(Expr* condition, Expr* yes, Expr* no, SourceLoc loc);
  Expr* comma(Expr* left, Expr* right, SourceLoc loc);
  /// The expression of a statement: anything but a whole uniform block.
  Expr* statementValue(Expr* e);

  // ---- calls (check_call.cpp, check_constructor.cpp)
  Expr* call(const Token& name, std::span<Expr* const> arguments);
  Expr* construct(const Type* type, std::span<Expr* const> arguments, SourceLoc loc);

  /// The value of a constant integral expression; false and a message (about `what`) if it is none.
  bool integerConstant(Expr* e, const char* what, int64_t& value);
  void error(SourceLoc loc, std::string_view token, std::string_view message) {
    diagnostics_.error(loc, token, message);
  }

 private:
  Expr* makeExpr(ExprKind kind, const Type* type, SourceLoc loc,
                 std::span<Expr* const> operands = {});
  Expr* makeExpr(ExprKind kind, const Type* type, SourceLoc loc,
                 std::initializer_list<Expr*> operands) {
    return makeExpr(kind, type, loc, std::span<Expr* const>(operands.begin(), operands.size()));
  }
  Expr* finish(Expr* e, bool isConstant);
  const Type* binaryType(BinaryOp op, const Type* l, const Type* r) const;
  const Type* arithmeticType(BinaryOp op, const Type* l, const Type* r) const;
  const Type* bitwiseType(BinaryOp op, const Type* l, const Type* r) const;
  bool comparable(const Type* t) const;
  bool assignable(const Type* t) const;
  bool requireLValue(const Expr* e, const char* doing);
  const char* whyNotWritable(const Expr* e) const;
  Expr* swizzle(Expr* base, const Token& name);
  bool checkSubscript(Expr* base, Expr* subscript, SourceLoc loc);
  Expr* variableExpr(Variable* v, SourceLoc loc);

  void noteExtensionUse(Extension extension, SourceLoc loc);
  Symbol* builtinVariable(Name* name);
  Variable* redeclareBuiltin(const Qualifiers& q, const Declarator& d);
  Symbol* builtinConstant(Name* name);
  Symbol* builtinDepthRangeType(Name* name);
  const Type* depthRangeType();

  bool builtinVisible(const BuiltinFunction& row) const;
  bool hasVisibleBuiltin(const Name* name) const;
  Expr* callUser(const Token& name, Function* f, std::span<Expr* const> arguments);
  Expr* callBuiltin(const Token& name, const BuiltinFunction& row, const Type* result,
                    std::span<Expr* const> arguments);
  bool checkBuiltinArguments(const Token& name, const BuiltinFunction& row,
                             std::span<Expr* const> arguments);
  bool checkInterpolant(const Token& name, const Expr* interpolant);
  bool checkTexelOffset(const Token& name, Expr* offset);
  void reportNoOverload(const Token& name, std::span<Expr* const> arguments);
  void reportUndeclaredFunction(const Token& name);
  void reportUndeclared(const Token& name);
  std::string nearVariable(std::string_view name) const;
  /// Searching all names is for people's shaders: a few mistakes, some hundred names.
  bool mayGuess() const { return diagnostics_.errorCount() < 32 && names_.size() < 4096; }
  Function* findOverload(const Symbol* s, std::span<const Type* const> types) const;

  Expr* constructArray(const Type* type, std::span<Expr* const> arguments, SourceLoc loc);
  Expr* constructStruct(const Type* type, std::span<Expr* const> arguments, SourceLoc loc);
  bool checkComponents(const Type* type, std::span<Expr* const> arguments, SourceLoc loc);

  bool checkStorage(const Qualifiers& q, const Declarator& d);
  bool checkLocalStorage(const Qualifiers& q, const Declarator& d);
  bool checkInitializer(const Qualifiers& q, const Declarator& d, const Type*& type);
  bool checkSampler(const Qualifiers& q, const Declarator& d, const Type* type);
  bool checkInterfaceType(const Qualifiers& q, const Declarator& d, const Type* type);
  const char* attributeProblem(const Type* type) const;
  const char* stageVariableProblem(const Qualifiers& q, const Type* type) const;
  const char* fragmentOutputProblem(const Type* type) const;
  bool checkQualifierUse(const Qualifiers& q, const Declarator& d);
  Storage storageOf(const Qualifiers& q) const;
  bool checkVariableSize(const Type* type, SourceLoc loc, std::string_view name);
  bool redeclared(const Token& name);
  bool checkRedeclaration(Function* before, Function* now, const Token& name, bool isDefinition);
  bool checkFunctionName(const Token& name, std::span<Variable* const> params);
  bool checkMain(const Function* f, const Token& name);
  Function* addOverload(Symbol* s, Function* f, const Token& name, bool isDefinition);
  void checkReturnType(const Qualifiers& q, Function& f, const Token& name);

  Module& module_;
  NameTable& names_;
  const Limits& limits_;
  DiagnosticList& diagnostics_;
  ScopeStack scopes_;
  ConstFolder folder_;
  Function* function_ = nullptr;
  bool sawReturn_ = false;
  MatrixLayout defaultMatrixLayout_ = MatrixLayout::ColumnMajor;
  MatrixLayout blockMatrixLayout_ = MatrixLayout::ColumnMajor;  // of the block being declared
  const Type* depthRangeType_ = nullptr;
  std::vector<const Name*> undeclaredCalls_;  // functions that may come later
};

std::string typeList(std::span<Expr* const> arguments);

}  // namespace nogpu::shader::front
