// SPDX-License-Identifier: MIT
// Questions about statements and expressions that lowering asks before it lowers them: may this
// jump, what does this loop assign, is this worth a branch.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "shader/front/ast.h"

namespace nogpu::shader::lower {

/// Ways in which control may leave a statement other than at its end.
namespace jump {
inline constexpr uint8_t kBreak = 1;
inline constexpr uint8_t kContinue = 2;
inline constexpr uint8_t kReturn = 4;
inline constexpr uint8_t kDiscard = 8;  ///< leaves loops; outside of them it is no jump
}  // namespace jump

/// Scalars [begin, end) of a variable's flattened type.
struct WriteRange {
  const front::Variable* variable;
  uint32_t begin, end;
};

struct WriteSet {
  std::vector<WriteRange> ranges;
  std::unordered_set<const front::Variable*> declared;  ///< inside: no value goes around the loop
};

class Analysis {
 public:
  uint8_t jumps(const front::Stmt* stmt);
  /// Control never reaches the end of `stmt`.
  bool alwaysJumps(const front::Stmt* stmt) const;

  /// No effects, and so little work that it is done in all lanes rather than branched around.
  static bool isCheap(const front::Expr* expr);

  void addWrites(const front::Stmt* stmt, WriteSet& set);
  void addWrites(const front::Expr* expr, WriteSet& set);

 private:
  bool discards(const front::Function* function);
  bool discards(const front::Expr* expr);
  /// Writes of a function to what outlives its call.
  const std::vector<WriteRange>& functionWrites(const front::Function* function);

  std::unordered_map<const front::Stmt*, uint8_t> jumps_;
  std::unordered_map<const front::Function*, bool> discards_;
  std::unordered_map<const front::Function*, std::vector<WriteRange>> functionWrites_;
};

}  // namespace nogpu::shader::lower
