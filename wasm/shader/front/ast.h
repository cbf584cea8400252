// SPDX-License-Identifier: MIT
// The checked, typed syntax tree of one shader: what parseAndCheck returns and lowering reads.
//
//   Module ─┬─ globals[]    Variable ── initializer: Expr
//           ├─ structs[]    StructType
//           ├─ blocks[]     InterfaceBlock ── members[] / instance: Variable
//           └─ functions[]  Function ─┬─ params[]: Variable
//                                     └─ body: Stmt(Block) ── Stmt … ── Expr …
//
// All nodes live in the module's arena and are plain structs: `kind` says which fields mean
// something. Everything is resolved: names are pointers to declarations, overloads are chosen,
// types are never null, and no node of a finished module has the error type.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "shader/front/ast_arena.h"
#include "shader/front/extensions.h"
#include "shader/front/types.h"
#include "shader/limits.h"
#include "shader/source_location.h"

namespace nogpu::shader::front {

struct BuiltinFunction;  // builtins.h
struct Expr;
struct Function;
struct InterfaceBlock;
struct Stmt;
struct Variable;

enum class Storage : uint8_t {
  Local,    // function scope, without qualifier
  Global,   // global scope, without qualifier
  Const,    // `const`, local or global; the initializer is a constant expression
  ParamIn,  // `in` or no qualifier; copied in. Const parameters have isConst
  ParamOut,
  ParamInOut,
  Uniform,        // outside any block, samplers included
  BlockMember,    // member of a uniform block that has no instance name
  BlockInstance,  // a uniform block (or array of them) with an instance name; type is its struct
  Attribute,      // vertex input
  VertexOutput,   // user-defined
  FragmentInput,
  FragmentOutput,
  Builtin,  // Variable::builtin says which
};

enum class BuiltinVariable : uint8_t {
#define BUILTIN_VARIABLE(id, ...) id,
#include "shader/front/builtin_variables.def"
#undef BUILTIN_VARIABLE
  None,
};

enum class Interpolation : uint8_t { Smooth, Flat, NoPerspective };
enum class MatrixLayout : uint8_t { ColumnMajor, RowMajor };

struct Variable {
  std::string_view name;
  const Type* type = nullptr;
  SourceLoc loc;
  Storage storage = Storage::Local;
  Precision precision = Precision::None;  // None for bool and structs
  Interpolation interpolation = Interpolation::Smooth;
  BuiltinVariable builtin = BuiltinVariable::None;
  bool centroid = false;
  bool sample = false;
  bool invariant = false;
  bool isConst = false;   // Const, and `const in` parameters
  int32_t location = -1;  // layout(location = N), or -1
  uint32_t index = 0;     // fragment outputs: layout(index = 1) is the second source of blending

  // Facts about the whole shader, unreachable functions included ("static use").
  bool staticallyUsed = false;  // read or written somewhere
  bool staticallyRead = false;
  bool staticallyWritten = false;  // assigned, or passed as out or inout
  /// Some array, matrix or vector level of it is indexed by a non-constant expression.
  bool dynamicallyIndexed = false;
  /// gl_ClipDistance, gl_CullDistance not declared again: one more than the largest index used.
  bool sizedByUse = false;
  uint32_t usedLength = 0;
  bool isLoopIndex = false;  // ESSL 1.00 Appendix A loop variable
  uint32_t references = 0;   // how often expressions name it; counted by prune.h

  Expr* initializer = nullptr;
  /// The value of a Const when it could be folded; layout as in Expr::value.
  std::span<const uint32_t> value;

  InterfaceBlock* block = nullptr;  // BlockMember, BlockInstance
  uint32_t memberIndex = 0;         // BlockMember: index into block->type's members
  Function* function = nullptr;     // the function a local or parameter belongs to
};

/// A uniform block. All are std140. The name used by the API is `name`; `type` holds the members
/// in order, `memberLayouts` has one entry per member.
struct InterfaceBlock {
  std::string_view name;
  SourceLoc loc;
  const Type* type = nullptr;  // struct with isBlock
  std::span<const MatrixLayout> memberLayouts;
  std::span<Variable*> members;  // BlockMember variables; empty if there is an instance name
  Variable* instance = nullptr;
  uint32_t arrayLength = 0;  // of the instance; 0 if it is no array
};

enum class ExprKind : uint8_t {
  Constant,        // value
  VariableRef,     // variable
  Index,           // operands[0][operands[1]]: array, matrix or vector
  FieldAccess,     // operands[0].member, a struct or block instance
  Swizzle,         // operands[0] . swizzle[0 .. swizzleCount)
  Unary,           // unaryOp operands[0]: Plus Negate LogicalNot BitNot
  IncDec,          // unaryOp operands[0]: PreIncrement …
  Binary,          // operands[0] binaryOp operands[1]
  Assign,          // operands[0] = operands[1]
  CompoundAssign,  // operands[0] binaryOp= operands[1]
  Ternary,         // operands[0] ? operands[1] : operands[2]
  Comma,           // operands[0], operands[1]
  Constructor,     // type(operands…): scalar, vector, matrix, struct or array
  CallUser,        // callee(operands…)
  CallBuiltin,     // builtin(operands…)
};

enum class UnaryOp : uint8_t {
  Plus,
  Negate,
  LogicalNot,
  BitNot,
  PreIncrement,
  PreDecrement,
  PostIncrement,
  PostDecrement
};

/// Multiplication of matrices with vectors and matrices is Mul too: look at the operand types.
enum class BinaryOp : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  Mod,
  ShiftLeft,
  ShiftRight,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Equal,
  NotEqual,
  BitAnd,
  BitXor,
  BitOr,
  LogicalAnd,
  LogicalXor,
  LogicalOr
};

struct Expr {
  ExprKind kind = ExprKind::Constant;
  Precision precision = Precision::None;  // None: of literals only, or bool
  /// A constant expression by the language's rules. `value` may still be empty: built-in
  /// functions whose result depends on how transcendental functions are computed are not folded.
  bool isConstant = false;
  UnaryOp unaryOp = UnaryOp::Plus;
  BinaryOp binaryOp = BinaryOp::Add;
  uint8_t swizzleCount = 0;
  uint8_t swizzle[4] = {};
  uint16_t depth = 1;   // of the tree below; limited, so that passes may recurse
  uint32_t member = 0;  // FieldAccess: index into the struct's members
  SourceLoc loc;
  const Type* type = nullptr;
  Variable* variable = nullptr;
  Function* callee = nullptr;
  const BuiltinFunction* builtin = nullptr;  // a row of builtins.def
  std::span<Expr*> operands;
  /// The folded value, flattened into 32-bit words (type->wordCount of them): matrices by column,
  /// arrays and structs in order; floats as their bits, bools 0 or 1. Empty if not known.
  std::span<const uint32_t> value;

  bool hasValue() const { return !value.empty(); }
};

enum class StmtKind : uint8_t {
  Block,     // children, a scope of its own
  Decl,      // variables, in order; initializers are in the variables
  ExprStmt,  // expr
  If,        // expr; body; elseBody or null
  For,       // init or null (Decl or ExprStmt); condition; step or null; body
  While,     // condition; body
  DoWhile,   // body; condition
  Switch,    // expr; children: the flat list of labels and statements
  Case,      // expr with value; label inside Switch::children
  Default,
  Return,  // expr or null
  Break,
  Continue,
  Discard,
  Empty,
};

struct Stmt {
  StmtKind kind = StmtKind::Empty;
  SourceLoc loc;
  std::span<Stmt*> children;
  std::span<Variable*> variables;
  /// Condition of If, For (null: forever), While, DoWhile; value of Return; see the kinds.
  /// If `conditionVariable` is set, `expr` reads it, and it is initialised anew before every test.
  Expr* expr = nullptr;
  Variable* conditionVariable = nullptr;
  Stmt* init = nullptr;
  Expr* step = nullptr;
  Stmt* body = nullptr;
  Stmt* elseBody = nullptr;
};

struct Function {
  std::string_view name;
  SourceLoc loc;
  const Type* returnType = nullptr;
  Precision returnPrecision = Precision::None;
  std::span<Variable*> params;
  Stmt* body = nullptr;          // null: declared only (an error at link time if it is called)
  std::span<Function*> callees;  // each once
  bool declared = false;         // by a prototype
  bool reachable = false;        // from main
  bool usesDiscard = false;      // itself, not its callees
};

/// ES 3.0 §3.9.2: what the shader asked of the implementation.
struct Pragmas {
  bool invariantAll = false;
  bool optimize = true;
  bool debug = false;
};

struct Module {
  int version = 100;  // 100 or 300
  Stage stage = Stage::Vertex;
  ExtensionSet extensions;  // enabled by the shader
  ExtensionSet warnOnUse;   // those enabled by `warn`
  Pragmas pragmas;

  AstArena arena;
  TypeTable types{arena};

  std::vector<Variable*> globals;   // user-defined, in order of declaration; block members too
  std::vector<Variable*> builtins;  // built-in variables that are statically used
  std::vector<InterfaceBlock*> blocks;
  std::vector<const Type*> structs;  // user-defined at global scope, in order
  std::vector<Function*> functions;  // in order of first declaration: callees need not come first
  Function* main = nullptr;
};

/// Elements of gl_ClipDistance or gl_CullDistance that a shader has; 0 for null.
uint32_t distanceCount(const Variable* distances);

/// The variable that an l-value or a part of a variable belongs to; null for other expressions.
const Variable* rootVariable(const Expr* expr);

/// Assigns something, or calls a user's function, which may do anything; false for null.
bool hasEffects(const Expr* expr);

}  // namespace nogpu::shader::front
