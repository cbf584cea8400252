// SPDX-License-Identifier: MIT
// Which declaration a name means, and the default precisions, by scope. A Name points at its
// innermost Symbol; each Symbol at the one it hides. ESSL 3.00 §4.2.
#pragma once

#include <vector>

#include "shader/front/ast.h"
#include "shader/front/token.h"

namespace nogpu::shader::front {

struct Overload {
  Function* function = nullptr;
  Overload* next = nullptr;
};

struct Symbol {
  enum class Kind : uint8_t { Variable, Struct, Function, Block };

  Kind kind = Kind::Variable;
  uint32_t depth = 0;  // 0: built-in, 1: global
  SourceLoc loc;
  Symbol* outer = nullptr;
  Variable* variable = nullptr;
  const Type* type = nullptr;     // Struct
  Overload* overloads = nullptr;  // Function
};

class ScopeStack {
 public:
  explicit ScopeStack(AstArena& arena) : arena_(arena) {}

  static constexpr uint32_t kBuiltinDepth = 0;
  static constexpr uint32_t kGlobalDepth = 1;

  uint32_t depth() const { return static_cast<uint32_t>(marks_.size()) + kGlobalDepth; }
  bool atGlobal() const { return marks_.empty(); }
  void push();
  void pop();

  /// The name must not be declared in the current scope yet.
  Symbol* declare(Name* name, Symbol::Kind kind, SourceLoc loc);
  /// Behind everything declared so far.
  Symbol* declareBuiltin(Name* name, Symbol::Kind kind);
  /// The symbol if the name is declared in the current scope itself.
  Symbol* inCurrentScope(const Name* name) const;

  Precision defaultPrecision(BasicType type) const { return precisions_[static_cast<int>(type)]; }
  void setDefaultPrecision(BasicType type, Precision precision);

 private:
  struct Mark {
    size_t declared;
    size_t changed;
  };
  struct PrecisionChange {
    BasicType type;
    Precision before;
  };

  AstArena& arena_;
  std::vector<Mark> marks_;
  std::vector<Name*> declared_;
  std::vector<PrecisionChange> changed_;
  Precision precisions_[kBasicTypeCount] = {};
};

}  // namespace nogpu::shader::front
