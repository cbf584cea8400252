// SPDX-License-Identifier: MIT
#include "shader/passes/if_conversion.h"

#include "shader/passes/rewrite.h"

namespace nogpu::shader::passes {

using namespace ir;

namespace {

constexpr uint32_t kVaryingLimit = 16;
constexpr uint32_t kUniformLimit = 4;
constexpr uint32_t kNever = 1000;

/// About how many additions an instruction costs; kNever if it must stay where it is.
uint32_t costOf(const Inst& inst) {
  switch (inst.op) {
    case Op::Const:
    case Op::TexResult:
      return 0;
    case Op::FDiv:
    case Op::FSqrt:
      return 4;
    case Op::IDiv:
    case Op::UDiv:
    case Op::IRem:
    case Op::URem:
      return 12;
    case Op::UniformLoad:
    case Op::BlockLoad:
    case Op::ConstLoad:
      return inst.a == kNoValue ? 0 : 6;
    case Op::InputLoad:
      return 4;
    default:
      return isPure(inst.op) ? 1 : kNever;
  }
}

class IfConversion {
 public:
  explicit IfConversion(Module& module) : module_(module) {}

  void run() { block(module_.entry); }

 private:
  using List = std::vector<ValueId>;

  void block(BlockId id) {
    const List list = std::move(module_.blocks[id].insts);
    List out;
    out.reserve(list.size());
    for (ValueId value : list) {
      const Inst inst = module_.insts[value];
      if (inst.op == Op::Loop) {
        block(module_.loops[inst.imm].head);
        block(module_.loops[inst.imm].body);
      }
      if (inst.op != Op::If || !branch(inst, out)) out.push_back(value);
    }
    module_.blocks[id].insts = std::move(out);
  }

  /// True if the If has become straight code in `out`.
  bool branch(const Inst& inst, List& out) {
    block(module_.ifs[inst.imm].thenBlock);
    block(module_.ifs[inst.imm].elseBlock);
    If& branch = module_.ifs[inst.imm];
    const uint32_t cost = costOfBlock(branch.thenBlock) + costOfBlock(branch.elseBlock);
    const uint32_t limit = module_.insts[inst.a].uniform ? kUniformLimit : kVaryingLimit;
    if (cost > limit) return false;
    splice(branch.thenBlock, out);
    splice(branch.elseBlock, out);
    for (const Merge& merge : branch.merges) select(inst, merge, out);
    branch.merges.clear();
    return true;
  }

  uint32_t costOfBlock(BlockId id) const {
    uint32_t cost = 0;
    for (ValueId value : module_.blocks[id].insts) cost += costOf(module_.insts[value]);
    return cost;
  }

  void splice(BlockId from, List& out) {
    List& list = module_.blocks[from].insts;
    out.insert(out.end(), list.begin(), list.end());
    list.clear();
  }

  /// The phi itself becomes the Select.
  void select(const Inst& inst, const Merge& merge, List& out) {
    Inst& phi = module_.insts[merge.phi];
    phi.op = Op::Select;
    phi.a = inst.a;
    phi.b = merge.thenValue;
    phi.c = merge.elseValue;
    phi.loc = inst.loc;
    phi.uniform = uniformFromOperands(module_, phi);
    out.push_back(merge.phi);
  }

  Module& module_;
};

}  // namespace

void convertSmallIfs(Module& module) { IfConversion(module).run(); }

}  // namespace nogpu::shader::passes
