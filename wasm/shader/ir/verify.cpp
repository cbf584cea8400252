// SPDX-License-Identifier: MIT
// One walk in program order. `visible_` holds which values may be read here; a block takes back
// what it made visible when it ends, phis are made visible by their owner.
//
// Memory safety: both back ends address memory without checking, for all four lanes whether they
// run or not, and lanes that do not run may hold any bits after a Phi. So the walk keeps an upper
// bound of each value, which is nothing for a Phi, a load or an input, and ClampIndex is what makes
// a bound. Whatever is addressed must be shown to lie inside.
#include "shader/ir/verify.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>

#include "shader/ir/operands.h"

namespace nogpu::shader::ir {

namespace {

/// What an operand must be. `Same`: the kind of the result; `Index`: I32, may be left out.
enum class Want : uint8_t { Nothing, F32, I32, Bool, Same, Index, Stored, Texture };

struct Signature {
  Want a = Want::Nothing, b = Want::Nothing, c = Want::Nothing;
};

Signature signatureOf(Op op) {
  switch (op) {
    case Op::UniformLoad:
    case Op::BlockLoad:
    case Op::ConstLoad:
    case Op::LocalLoad:
      return {Want::Index};
    case Op::LocalStore:
      return {Want::Index, Want::Stored};
    case Op::ClampIndex:
    case Op::INeg:
    case Op::INot:
    case Op::IAbs:
    case Op::IToF:
    case Op::UToF:
    case Op::BitsToF:
      return {Want::I32};
    case Op::FNeg:
    case Op::FAbs:
    case Op::FSqrt:
    case Op::FFloor:
    case Op::FCeil:
    case Op::FTrunc:
    case Op::FNearest:
    case Op::FToI:
    case Op::FToU:
    case Op::BitsToI:
    case Op::DDx:
    case Op::DDy:
      return {Want::F32};
    case Op::BNot:
    case Op::BToF:
    case Op::BToI:
    case Op::If:
      return {Want::Bool};
    case Op::Select:
      return {Want::Bool, Want::Same, Want::Same};
    case Op::TexResult:
      return {Want::Texture};
    default:
      break;
  }
  if (op >= Op::FAdd && op <= Op::FGe) return {Want::F32, Want::F32};
  if (op >= Op::IAdd && op <= Op::UGe) return {Want::I32, Want::I32};
  if (op >= Op::BAnd && op <= Op::BXor) return {Want::Bool, Want::Bool};
  return {};
}

enum class Result : uint8_t { F32, I32, Bool, A, B, Any, None };

Result resultOf(Op op) {
  static constexpr Result kResults[] = {
#define X(name, operands, result, flags, meaning) Result::result,
#include "shader/ir/ir_ops.def"
#undef X
  };
  return kResults[size_t(op)];
}

class Verifier {
 public:
  explicit Verifier(const Module& module)
      : module_(module),
        visible_(module.insts.size(), 0),
        bounds_(module.insts.size(), kUnbounded),
        listed_(module.insts.size(), 0),
        reached_(module.blocks.size(), 0),
        ifs_(module.ifs.size(), 0),
        loops_(module.loops.size(), 0) {}

  std::string run() {
    if (module_.entry >= module_.blocks.size()) {
      fail("entry block %u does not exist", module_.entry);
      return errors_;
    }
    uint64_t elements = 0;
    for (const LocalArray& array : module_.arrays) elements += array.elements;
    if (elements > kMaxArrayElements) {
      fail("local arrays of %llu elements", static_cast<unsigned long long>(elements));
    }
    enter(module_.entry);
    for (size_t i = 0; i < module_.outputs.size(); ++i) {
      const OutputSlot& slot = module_.outputs[i];
      value(slot.value, slot.kind, kNoValue, "output value");
    }
    return errors_;
  }

 private:
  void fail(const char* format, ...) __attribute__((format(printf, 2, 3))) {
    if (++errorCount_ > 10) return;
    char buffer[200];
    va_list args;
    va_start(args, format);
    vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    errors_ += buffer;
    errors_ += '\n';
  }

  bool readable(ValueId id, ValueId user, const char* what) {
    if (id >= module_.insts.size()) {
      fail("%%%u: %s is not a value", user, what);
    } else if (!visible_[id]) {
      fail("%%%u: %s %%%u (%s) is not visible here", user, what, id,
           opInfo(module_.insts[id].op).name);
    } else {
      return true;
    }
    return false;
  }

  void value(ValueId id, Kind kind, ValueId user, const char* what) {
    if (!readable(id, user, what)) return;
    if (module_.insts[id].kind != kind) fail("%%%u: %s %%%u has the wrong kind", user, what, id);
  }

  /// Walks a block and leaves its values visible; `made` says what to take back.
  void walk(BlockId id, std::vector<ValueId>& made) {
    if (id >= module_.blocks.size()) return fail("block %u does not exist", id);
    if (reached_[id]++ != 0) return fail("block %u is reached twice", id);
    for (ValueId value : module_.blocks[id].insts) {
      if (value >= module_.insts.size()) {
        fail("block %u lists value %u, which does not exist", id, value);
        continue;
      }
      if (listed_[value]++ != 0) fail("%%%u is listed twice", value);
      instruction(value, made);
    }
  }

  void enter(BlockId id) {  // the entry block: its values stay visible for the outputs
    std::vector<ValueId> made;
    walk(id, made);
  }

  void hide(const std::vector<ValueId>& made) {
    for (ValueId id : made) visible_[id] = 0;
  }

  void show(ValueId id, std::vector<ValueId>& made) {
    visible_[id] = 1;
    made.push_back(id);
  }

  void instruction(ValueId id, std::vector<ValueId>& made) {
    const Inst& inst = module_.insts[id];
    switch (inst.op) {
      case Op::Phi:
        return fail("%%%u: a Phi is in a block", id);
      case Op::If:
        return branch(id, made);
      case Op::Loop:
        return loop(id, made);
      case Op::Tex:
        tex(id);
        break;
      default:
        plain(id);
        break;
    }
    if (inst.kind != Kind::None || inst.op == Op::Tex) show(id, made);
    if (inst.kind == Kind::I32) bounds_[id] = boundOf(inst);
  }

  // ---- memory safety
  // ------------------------------------------------------------------------------
  static constexpr uint32_t kUnbounded = 0xffffffffu;
  /// Of all local arrays together: their byte offsets, 32 an element, stay far from 2^32.
  static constexpr uint64_t kMaxArrayElements = 1u << 24;

  uint32_t bound(ValueId id) const { return id < bounds_.size() ? bounds_[id] : kUnbounded; }

  static uint32_t saturate(uint64_t value) {
    return value < kUnbounded ? uint32_t(value) : kUnbounded;
  }

  /// The largest value, unsigned, that any lane can have.
  uint32_t boundOf(const Inst& inst) const {
    const uint64_t a = bound(inst.a), b = bound(inst.b), c = bound(inst.c);
    const bool constB = inst.b < module_.insts.size() && module_.insts[inst.b].op == Op::Const;
    switch (inst.op) {
      case Op::Const:
        return inst.imm;
      case Op::BToI:
        return 1;
      case Op::ClampIndex:
        return uint32_t(std::min<uint64_t>(a, inst.imm - 1));
      case Op::IAdd:
        return saturate(a + b);
      case Op::IMul:
        return saturate(a * b);
      case Op::IShl:
        return constB ? saturate(a << (b & 31)) : kUnbounded;
      case Op::UShr:
        return constB ? uint32_t(a >> (b & 31)) : uint32_t(a);
      case Op::IAnd:
      case Op::UMin:
        return uint32_t(std::min(a, b));
      case Op::Select:
        return uint32_t(std::max(b, c));
      default:
        return kUnbounded;
    }
  }

  void inside(ValueId id, const char* what, uint64_t first, ValueId index, uint64_t bytes,
              uint64_t size) {
    if (index == kNoValue) {
      if (first + bytes > size) fail("%%%u: outside the %s", id, what);
    } else if (bound(index) == kUnbounded || first + bound(index) + bytes > size) {
      fail("%%%u: %%%u is not known to stay inside the %s", id, index, what);
    }
  }

  void address(ValueId id, const Inst& inst) {
    switch (inst.op) {
      case Op::UniformLoad:
        return inside(id, "uniforms", inst.imm, inst.a, 4, uint64_t{module_.uniformWords} * 4);
      case Op::BlockLoad:
        return inside(id, "block", inst.imm, inst.a, 4, module_.blockBytes[inst.imm2]);
      case Op::ConstLoad:
        return inside(id, "constants", inst.imm, inst.a, 4, module_.constants.size() * 4);
      case Op::LocalLoad:
      case Op::LocalStore:
        return inside(id, "array", inst.imm, inst.a, 1, module_.arrays[inst.imm2].elements);
      default:
        return;
    }
  }

  void operand(ValueId user, ValueId id, Want want, Kind same, const char* what) {
    switch (want) {
      case Want::Nothing:
        if (id != kNoValue) fail("%%%u: %s is not used by this op", user, what);
        return;
      case Want::F32:
        return value(id, Kind::F32, user, what);
      case Want::I32:
        return value(id, Kind::I32, user, what);
      case Want::Bool:
        return value(id, Kind::Bool, user, what);
      case Want::Same:
      case Want::Stored:
        return value(id, same, user, what);
      case Want::Index:
        if (id != kNoValue) value(id, Kind::I32, user, what);
        return;
      case Want::Texture:
        if (readable(id, user, what) && module_.insts[id].op != Op::Tex) {
          fail("%%%u: %s is not a Tex", user, what);
        }
        return;
    }
  }

  void plain(ValueId id) {
    const Inst& inst = module_.insts[id];
    if (!sideIndexOk(id, inst)) return;
    resultKind(id, inst);
    const Signature signature = signatureOf(inst.op);
    const Kind same = inst.op == Op::LocalStore ? module_.arrays[inst.imm2].kind : inst.kind;
    operand(id, inst.a, signature.a, same, "a");
    operand(id, inst.b, signature.b, same, "b");
    operand(id, inst.c, signature.c, same, "c");
    address(id, inst);
    if (inst.uniform) uniform(id, inst);
  }

  void uniform(ValueId id, const Inst& inst) {
    if (opInfo(inst.op).flags & kVarying) fail("%%%u: %s is uniform", id, opInfo(inst.op).name);
    forEachOperand(module_, inst, [&](ValueId operand) {
      if (operand < module_.insts.size() && !module_.insts[operand].uniform) {
        fail("%%%u is uniform but reads the varying %%%u", id, operand);
      }
    });
  }

  void resultKind(ValueId id, const Inst& inst) {
    const Result result = resultOf(inst.op);
    bool ok = true;
    switch (result) {
      case Result::F32:
        ok = inst.kind == Kind::F32;
        break;
      case Result::I32:
        ok = inst.kind == Kind::I32;
        break;
      case Result::Bool:
        ok = inst.kind == Kind::Bool;
        break;
      case Result::None:
        ok = inst.kind == Kind::None;
        break;
      case Result::A:
      case Result::B:  // the operands are checked against the kind
      case Result::Any:
        ok = inst.kind != Kind::None;
        break;
    }
    if (!ok) fail("%%%u: %s gives another kind", id, opInfo(inst.op).name);
  }

  bool sideIndexOk(ValueId id, const Inst& inst) {
    switch (inst.op) {
      case Op::Const:
        if (inst.kind == Kind::Bool && inst.imm > 1) fail("%%%u: a Bool is 0 or 1", id);
        return true;
      case Op::InputLoad:
        if (inst.imm >= module_.inputs.size()) return fail("%%%u: no such input", id), false;
        if (module_.inputs[inst.imm].kind != inst.kind) fail("%%%u: not the input's kind", id);
        return true;
      case Op::LocalLoad:
      case Op::LocalStore:
        if (inst.imm2 >= module_.arrays.size()) return fail("%%%u: no such array", id), false;
        if (inst.op == Op::LocalLoad && module_.arrays[inst.imm2].kind != inst.kind) {
          fail("%%%u: not the array's kind", id);
        }
        return true;
      case Op::BlockLoad:
        if (inst.imm2 >= module_.blockBytes.size()) {
          return fail("%%%u: no such uniform block", id), false;
        }
        return true;
      case Op::ClampIndex:
        if (inst.imm == 0) return fail("%%%u: clamps to nothing", id), false;
        return true;
      case Op::TexResult:
        if (inst.imm > 3) fail("%%%u: no such component", id);
        return true;
      default:
        return true;
    }
  }

  void tex(ValueId id) {
    const Inst& inst = module_.insts[id];
    if (inst.imm >= module_.texs.size()) return fail("%%%u: no such tex", id);
    if (inst.uniform) fail("%%%u: Tex is uniform", id);
    const Tex& tex = module_.texs[inst.imm];
    if (uint64_t{tex.samplerSlot} + tex.samplerCount > module_.samplerCount ||
        tex.samplerCount == 0) {
      fail("%%%u: no such sampler", id);
    }
    inside(id, "sampler array", 0, tex.samplerIndex, 1, tex.samplerCount);
    const bool texels = tex.method == TexMethod::Fetch || tex.method == TexMethod::Size;
    const Kind coordKind = texels ? Kind::I32 : Kind::F32;
    if (tex.samplerIndex != kNoValue) value(tex.samplerIndex, Kind::I32, id, "sampler index");
    for (ValueId coord : tex.coord) {
      if (coord != kNoValue) value(coord, coordKind, id, "coord");
    }
    if (tex.dref != kNoValue) value(tex.dref, Kind::F32, id, "dref");
    if (tex.lod != kNoValue) value(tex.lod, coordKind, id, "lod");
    for (ValueId d : tex.ddx)
      if (d != kNoValue) value(d, Kind::F32, id, "ddx");
    for (ValueId d : tex.ddy)
      if (d != kNoValue) value(d, Kind::F32, id, "ddy");
    if (tex.method != TexMethod::Size && tex.coord[0] == kNoValue) fail("%%%u: no coord", id);
    const bool needsLod = tex.method == TexMethod::Lod || texels;
    if (needsLod && tex.lod == kNoValue) fail("%%%u: no lod", id);
    if (tex.method == TexMethod::Grad && tex.ddx[0] == kNoValue) fail("%%%u: no ddx", id);
  }

  bool phi(ValueId id, ValueId owner) {
    if (id >= module_.insts.size() || module_.insts[id].op != Op::Phi) {
      fail("%%%u lists a phi that is none", owner);
      return false;
    }
    if (listed_[id]++ != 0) fail("%%%u is listed twice", id);
    return true;
  }

  void branch(ValueId id, std::vector<ValueId>& made) {
    const Inst& inst = module_.insts[id];
    value(inst.a, Kind::Bool, id, "condition");
    if (inst.imm >= module_.ifs.size()) return fail("%%%u: no such if", id);
    if (ifs_[inst.imm]++ != 0) return fail("%%%u: its if has another owner", id);
    const If& branch = module_.ifs[inst.imm];
    side(branch, branch.thenBlock, &Merge::thenValue, "then value");
    side(branch, branch.elseBlock, &Merge::elseValue, "else value");
    for (const Merge& merge : branch.merges) {
      if (phi(merge.phi, id)) show(merge.phi, made);
    }
  }

  void side(const If& branch, BlockId block, ValueId Merge::*result, const char* what) {
    std::vector<ValueId> made;
    walk(block, made);
    for (const Merge& merge : branch.merges) {
      if (merge.phi >= module_.insts.size()) continue;
      value(merge.*result, module_.insts[merge.phi].kind, merge.phi, what);
    }
    hide(made);
  }

  void loop(ValueId id, std::vector<ValueId>& made) {
    const Inst& inst = module_.insts[id];
    if (inst.imm >= module_.loops.size()) return fail("%%%u: no such loop", id);
    if (loops_[inst.imm]++ != 0) return fail("%%%u: its loop has another owner", id);
    const Loop& loop = module_.loops[inst.imm];
    for (const LoopParam& param : loop.params) {
      if (!phi(param.phi, id)) return;
      value(param.init, module_.insts[param.phi].kind, param.phi, "init");
    }
    for (const LoopParam& param : loop.params) show(param.phi, made);
    std::vector<ValueId> inside;
    walk(loop.head, inside);
    value(loop.cond, Kind::Bool, id, "condition");
    walk(loop.body, inside);
    for (const LoopParam& param : loop.params) {
      value(param.next, module_.insts[param.phi].kind, param.phi, "next");
    }
    hide(inside);
  }

  const Module& module_;
  std::vector<uint8_t> visible_;
  std::vector<uint32_t> bounds_;  ///< by value
  std::vector<uint8_t> listed_, reached_, ifs_, loops_;
  std::string errors_;
  int errorCount_ = 0;
};

}  // namespace

std::string verify(const Module& module) { return Verifier(module).run(); }

}  // namespace nogpu::shader::ir
