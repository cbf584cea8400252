// SPDX-License-Identifier: MIT
// What passes that replace values share: a map from replaced values to what they became, applied to
// uses as a walk in program order meets them.
#pragma once

#include "shader/ir/operands.h"

namespace nogpu::shader::passes {

class Renames {
 public:
  explicit Renames(const ir::Module& module) : to_(module.insts.size()) {
    for (ir::ValueId i = 0; i < to_.size(); ++i) to_[i] = i;
  }

  /// What stands for `id` here. Chains end: a value is only ever replaced by an earlier one.
  ir::ValueId operator()(ir::ValueId id) const {
    while (id < to_.size() && to_[id] != id) id = to_[id];
    return id;
  }

  void set(ir::ValueId id, ir::ValueId replacement) {
    if (id >= to_.size()) grow(id);
    to_[id] = replacement;
  }

  void operands(ir::Module& module, ir::Inst& inst) const {
    ir::forEachOperand(module, inst, [&](ir::ValueId& id) { id = (*this)(id); });
  }

 private:
  void grow(ir::ValueId id) {
    for (ir::ValueId i = ir::ValueId(to_.size()); i <= id; ++i) to_.push_back(i);
  }

  std::vector<ir::ValueId> to_;
};

/// Uniform if nothing says otherwise: for instructions that a pass makes.
inline bool uniformFromOperands(ir::Module& module, ir::Inst& inst) {
  bool uniform = (ir::opInfo(inst.op).flags & ir::kVarying) == 0;
  ir::forEachOperand(module, inst,
                     [&](ir::ValueId id) { uniform = uniform && module.insts[id].uniform; });
  return uniform;
}

}  // namespace nogpu::shader::passes
