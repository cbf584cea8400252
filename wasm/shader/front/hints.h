// SPDX-License-Identifier: MIT
// What a message adds for the person who reads it: how a conversion is written, which known name
// was probably meant, what the word of another version is called in this one. Each hint is empty,
// or a text that ends a message, with its own comma or colon.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shader/front/ast.h"
#include "shader/front/builtins.h"
#include "shader/front/token.h"

namespace nogpu::shader::front {

/// How `found` becomes a value of type `expected`.
std::string conversionHint(const Expr* found, const Type* expected);
/// How the operands of an operator that does not exist for them get together.
std::string operandHint(BinaryOp op, const Expr* left, const Expr* right);

/// "texture", "gl_FragDepth": the word of this version for a built-in of the other one, or why it
/// is not there. Of names that are no built-ins: empty.
std::string builtinFunctionProblem(const Name* name, int version, Stage stage);
std::string builtinVariableProblem(std::string_view name, int version, Stage stage);
/// Of words that begin to exist in ESSL 3.00, asked by a shader of ESSL 1.00.
std::string_view newWordHint(std::string_view word);

/// The overloads of a built-in function that a call with these arguments may have meant.
std::string overloadHint(std::span<const BuiltinFunction> rows, int version, Stage stage,
                         std::span<Expr* const> arguments);

/// ", did you mean 'vUv'": the name most like `wanted` of those that are given to `offer`; empty if
/// none is near.
class NearestName {
 public:
  explicit NearestName(std::string_view wanted);
  void offer(std::string_view name);
  std::string hint() const;

 private:
  std::string wanted_;
  size_t bestDistance_;
  std::string_view best_;
};
/// The names of built-in variables that exist here.
void offerBuiltinVariables(NearestName& nearest, int version, Stage stage);

}  // namespace nogpu::shader::front
