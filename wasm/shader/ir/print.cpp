// SPDX-License-Identifier: MIT
// Two walks over the structure: the first numbers the values in textual order (a loop's params read
// values that are printed later), the second writes.
#include "shader/ir/print.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "shader/ir/names.h"

namespace nogpu::shader::ir {

namespace {

class Printer {
 public:
  explicit Printer(const Module& module)
      : module_(module), numbers_(module.insts.size(), kNoValue) {}

  std::string run() {
    numberBlock(module_.entry);
    header();
    line("{");
    ++depth_;
    block(module_.entry);
    --depth_;
    line("}");
    outputs();
    return std::move(text_);
  }

 private:
  // ---- numbering --------------------------------------------------------------------------------
  void number(ValueId id) {
    if (id < numbers_.size() && numbers_[id] == kNoValue) numbers_[id] = next_++;
  }

  void numberBlock(BlockId id) {
    for (ValueId value : module_.blocks[id].insts) {
      const Inst& inst = module_.insts[value];
      number(value);
      if (inst.op == Op::If) {
        const If& branch = module_.ifs[inst.imm];
        numberBlock(branch.thenBlock);
        numberBlock(branch.elseBlock);
        for (const Merge& merge : branch.merges) number(merge.phi);
      } else if (inst.op == Op::Loop) {
        const Loop& loop = module_.loops[inst.imm];
        for (const LoopParam& param : loop.params) number(param.phi);
        numberBlock(loop.head);
        numberBlock(loop.body);
      }
    }
  }

  // ---- writing ----------------------------------------------------------------------------------
  void add(const char* format, ...) __attribute__((format(printf, 2, 3))) {
    char buffer[160];
    va_list args;
    va_start(args, format);
    vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    text_ += buffer;
  }

  void indent() { text_.append(size_t(depth_) * 2, ' '); }

  void line(const char* text) {
    indent();
    text_ += text;
    text_ += '\n';
  }

  void ref(ValueId id) {
    const bool known = id < numbers_.size() && numbers_[id] != kNoValue;
    if (known) {
      add("%%%u", numbers_[id]);
    } else {
      add("%%?%u", id);  // only in modules that verify() refuses
    }
  }

  void header() {
    add("%s planes=%u samplers=%u", kStageNames[size_t(module_.stage)], module_.planeCount,
        module_.samplerCount);
    if (module_.uniformWords != 0) add(" uniforms=%u", module_.uniformWords);
    add(" blocks=%zu\n", module_.blockBytes.size());
    for (size_t i = 0; i < module_.blockBytes.size(); ++i) {
      add("block %zu: %u\n", i, module_.blockBytes[i]);
    }
    for (size_t i = 0; i < module_.inputs.size(); ++i) input(i, module_.inputs[i]);
    for (size_t i = 0; i < module_.arrays.size(); ++i) {
      const LocalArray& array = module_.arrays[i];
      add("array %zu: %s[%u] ", i, kKindNames[size_t(array.kind)], array.elements);
      text_ += array.name;
      text_ += '\n';
    }
    if (!module_.constants.empty()) {
      text_ += "constants:";
      for (uint32_t bits : module_.constants) add(" 0x%08x", bits);
      text_ += '\n';
    }
  }

  void input(size_t index, const InputSlot& slot) {
    add("input %zu: %s %s", index, kInputSemanticNames[size_t(slot.semantic)],
        kKindNames[size_t(slot.kind)]);
    if (slot.semantic == InputSemantic::Interpolant) {
      add(" %s%s", kInterpolationNames[size_t(slot.interpolation)],
          slot.centroid ? " centroid" : "");
    }
    if (slot.semantic == InputSemantic::Interpolant || slot.semantic == InputSemantic::Attribute) {
      add(" index=%u", slot.index);
    }
    text_ += '\n';
  }

  void outputs() {
    for (size_t i = 0; i < module_.outputs.size(); ++i) {
      const OutputSlot& slot = module_.outputs[i];
      add("output %zu: %s %s index=%u = ", i, kOutputSemanticNames[size_t(slot.semantic)],
          kKindNames[size_t(slot.kind)], slot.index);
      ref(slot.value);
      text_ += '\n';
    }
  }

  void block(BlockId id) {
    for (ValueId value : module_.blocks[id].insts) instruction(value);
  }

  void instruction(ValueId id) {
    const Inst& inst = module_.insts[id];
    if (inst.op == Op::If) return branch(inst);
    if (inst.op == Op::Loop) return loop(inst);
    indent();
    if (inst.kind != Kind::None || inst.op == Op::Tex) result(id);
    text_ += opInfo(inst.op).name;
    operands(inst);
    text_ += '\n';
  }

  void result(ValueId id) {
    const Inst& inst = module_.insts[id];
    add("%c %s ", inst.uniform ? 'u' : 'v',
        inst.op == Op::Tex ? "Tex" : kKindNames[size_t(inst.kind)]);
    ref(id);
    text_ += " = ";
  }

  void phi(ValueId id, ValueId first, ValueId second, const char* suffix) {
    indent();
    result(id);
    text_ += "Phi ";
    ref(first);
    text_ += ", ";
    ref(second);
    text_ += suffix;
    text_ += '\n';
  }

  void branch(const Inst& inst) {
    const If& branch = module_.ifs[inst.imm];
    indent();
    text_ += "If ";
    ref(inst.a);
    text_ += branch.idleLanesZero ? " idle=0 {\n" : " {\n";
    nested(branch.thenBlock);
    line("} else {");
    nested(branch.elseBlock);
    line("}");
    for (const Merge& merge : branch.merges) {
      phi(merge.phi, merge.thenValue, merge.elseValue, "");
    }
  }

  void loop(const Inst& inst) {
    const Loop& loop = module_.loops[inst.imm];
    indent();
    text_ += "Loop ";
    if (inst.loc.line != 0) add("@%u:%u ", inst.loc.line, inst.loc.column);
    text_ += "{\n";
    ++depth_;
    for (const LoopParam& param : loop.params) {
      phi(param.phi, param.init, param.next, param.escapes ? " escapes" : "");
    }
    --depth_;
    nested(loop.head);
    indent();
    text_ += "} while ";
    ref(loop.cond);
    text_ += " {\n";
    nested(loop.body);
    line("}");
  }

  void nested(BlockId id) {
    ++depth_;
    block(id);
    --depth_;
  }

  void address(const Inst& inst) {
    text_ += '[';
    if (inst.a != kNoValue) {
      ref(inst.a);
      if (inst.imm != 0) add(" + %u", inst.imm);
    } else {
      add("%u", inst.imm);
    }
    text_ += ']';
  }

  void operands(const Inst& inst) {
    text_ += ' ';
    switch (inst.op) {
      case Op::Const:
        return constant(inst);
      case Op::UniformLoad:
      case Op::ConstLoad:
        return address(inst);
      case Op::BlockLoad:
      case Op::LocalLoad:
      case Op::LocalStore:
        add("%u", inst.imm2);
        address(inst);
        if (inst.op != Op::LocalStore) return;
        text_ += ", ";
        return ref(inst.b);
      case Op::InputLoad:
        return add("%u", inst.imm);
      case Op::Tex:
        return tex(module_.texs[inst.imm]);
      case Op::ClampIndex:
      case Op::TexResult:
        ref(inst.a);
        return add(", %u", inst.imm);
      default:
        break;
    }
    const ValueId ids[3] = {inst.a, inst.b, inst.c};
    for (int i = 0; i < opInfo(inst.op).operands; ++i) {
      if (i != 0) text_ += ", ";
      ref(ids[i]);
    }
    if (opInfo(inst.op).operands == 0) text_.pop_back();
  }

  /// Of a size that is read better without an exponent.
  static bool isPlain(uint32_t bits) {
    const float size = __builtin_bit_cast(float, bits & 0x7fffffffu);
    return size >= 1.0f && size < 1e9f;
  }

  void constant(const Inst& inst) {
    if (inst.kind == Kind::Bool) return add("%s", inst.imm != 0 ? "true" : "false");
    if (inst.kind == Kind::I32) return add("%d", int32_t(inst.imm));
    char buffer[32];
    for (int digits = 1; digits <= 9; ++digits) {
      snprintf(buffer, sizeof buffer, "%.*g", digits, double(__builtin_bit_cast(float, inst.imm)));
      if (__builtin_bit_cast(uint32_t, strtof(buffer, nullptr)) != inst.imm) continue;
      const bool word = strpbrk(buffer, "in") != nullptr;  // inf, nan
      if (word) break;
      if (isPlain(inst.imm) && strchr(buffer, 'e') != nullptr) continue;  // 10.0, not 1e+01
      if (strpbrk(buffer, ".e") == nullptr) strcat(buffer, ".0");
      return add("%s", buffer);
    }
    add("0x%08x", inst.imm);
  }

  void tex(const Tex& tex) {
    add("%s %s%s %s sampler=%u", kTexMethodNames[size_t(tex.method)], kTexDimNames[size_t(tex.dim)],
        tex.shadow ? " shadow" : "", kKindNames[size_t(tex.resultKind)], tex.samplerSlot);
    if (tex.samplerCount != 1) add(" count=%u", tex.samplerCount);
    texOperand(" index=", tex.samplerIndex);
    texVector(" coord=", tex.coord);
    texOperand(" dref=", tex.dref);
    texOperand(" lod=", tex.lod);
    texVector(" ddx=", tex.ddx);
    texVector(" ddy=", tex.ddy);
    if (tex.offset[0] != 0 || tex.offset[1] != 0 || tex.offset[2] != 0) {
      add(" offset=(%d, %d, %d)", tex.offset[0], tex.offset[1], tex.offset[2]);
    }
  }

  void texOperand(const char* name, ValueId id) {
    if (id == kNoValue) return;
    text_ += name;
    ref(id);
  }

  void texVector(const char* name, const ValueId (&ids)[3]) {
    if (ids[0] == kNoValue) return;
    text_ += name;
    text_ += '(';
    for (int i = 0; i < 3 && ids[i] != kNoValue; ++i) {
      if (i != 0) text_ += ", ";
      ref(ids[i]);
    }
    text_ += ')';
  }

  const Module& module_;
  std::vector<uint32_t> numbers_;
  uint32_t next_ = 0;
  int depth_ = 0;
  std::string text_;
};

}  // namespace

std::string print(const Module& module) { return Printer(module).run(); }

}  // namespace nogpu::shader::ir
