// SPDX-License-Identifier: MIT
// What a shader's code reaches from main: the variables it names and the functions it calls.
// Browsers count a uniform as active if it is left after functions never called and branches on
// constant conditions are gone; the linker's reflection and the lowering share this one answer.
#pragma once

#include <unordered_set>

#include "shader/front/ast.h"

namespace nogpu::shader::lower {

struct Uses {
  std::unordered_set<const front::Variable*> variables;  ///< read or written
  std::unordered_set<const front::Variable*> written;    ///< assigned, or passed as out or inout
  std::unordered_set<const front::Function*> functions;
  std::unordered_set<const front::InterfaceBlock*> blocks;

  bool has(const front::Variable* v) const { return variables.count(v) != 0; }
  bool writes(const front::Variable* v) const { return written.count(v) != 0; }
};

Uses findUses(const front::Module& module);

/// The value of a condition that is known at compile time: 0 or 1, else -1.
int constantCondition(const front::Expr* condition);

}  // namespace nogpu::shader::lower
