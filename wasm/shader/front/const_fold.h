// SPDX-License-Identifier: MIT
// Values of constant expressions. Float arithmetic is done in 32 bits, one rounding an operation,
// as at run time. What the back ends may compute in their own order or by their own polynomials
// (matrix products, dot, sin, pow, …) is not folded here, so that a constant never differs from the
// same expression over variables; only where the language needs an integer is it evaluated all the
// same.
#pragma once

#include <cstdint>
#include <span>

#include "shader/front/ast.h"

namespace nogpu::shader::front {

class ConstFolder {
 public:
  explicit ConstFolder(AstArena& arena) : arena_(arena) {}

  /// Sets `e->value` if the values of its operands are known and the operation folds exactly.
  void fold(Expr* e);

  /// The value of a constant expression by any means; empty if there is none (division by zero).
  std::span<const uint32_t> evaluate(const Expr* e);

  std::span<const uint32_t> oneWord(uint32_t word);

 private:
  using Words = std::span<const uint32_t>;

  Words compute(const Expr* e, std::span<const Words> operands, bool exactOnly);
  Words allocate(size_t count, uint32_t*& to);
  Words unary(const Expr* e, Words x);
  Words binary(const Expr* e, Words x, Words y, bool exactOnly);
  Words matrixProduct(const Expr* e, Words x, Words y);
  Words index(const Expr* e, Words base, Words subscript);
  Words swizzle(const Expr* e, Words base);
  Words constructor(const Expr* e, std::span<const Words> operands);
  Words vectorFromArguments(const Expr* e, std::span<const Words> operands);
  Words matrixFromOne(const Expr* e, Words x);
  Words builtin(const Expr* e, std::span<const Words> operands, bool exactOnly);

  AstArena& arena_;
  size_t wordsMade_ = 0;
};

/// Bits of a component after a conversion constructor. ESSL 3.00 §5.4.1.
uint32_t convertWord(uint32_t word, ScalarKind from, ScalarKind to);

}  // namespace nogpu::shader::front
