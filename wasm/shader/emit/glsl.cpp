// SPDX-License-Identifier: MIT
// IR back to GLSL ES 3.00: a statement per instruction, a temporary per value. Scoping is the same
// in both languages, so values are declared where they are computed; merges and loop params become
// variables that the ends of the blocks assign.
#include <cmath>
#include <cstdio>
#include <cstring>

#include "shader/emit/glsl_interface.h"

namespace nogpu::shader {

namespace emit {

namespace {

using namespace ir;

/// How an operation on temporaries is written: $a, $b, $c are operands, $n is imm - 1.
struct PatternRow {
  Op op;
  const char* pattern;
};
// clang-format off
constexpr PatternRow kPatterns[] = {
  {Op::FAdd, "$a + $b"}, {Op::FSub, "$a - $b"}, {Op::FMul, "$a * $b"}, {Op::FDiv, "$a / $b"},
  {Op::FNeg, "-$a"}, {Op::FAbs, "abs($a)"}, {Op::FSqrt, "sqrt($a)"}, {Op::FFloor, "floor($a)"},
  {Op::FCeil, "ceil($a)"}, {Op::FTrunc, "trunc($a)"}, {Op::FNearest, "roundEven($a)"},
  {Op::FMin, "min($b, $a)"}, {Op::FMax, "max($b, $a)"}, {Op::FEq, "$a == $b"}, {Op::FNe, "$a != $b"},
  {Op::FLt, "$a < $b"}, {Op::FLe, "$a <= $b"}, {Op::FGt, "$a > $b"}, {Op::FGe, "$a >= $b"},
  {Op::IAdd, "$a + $b"}, {Op::ISub, "$a - $b"}, {Op::IMul, "$a * $b"}, {Op::IDiv, "$a / $b"},
  {Op::UDiv, "int(uint($a) / uint($b))"}, {Op::IRem, "$a % $b"}, {Op::URem, "int(uint($a) % uint($b))"},
  {Op::INeg, "-$a"}, {Op::INot, "~$a"}, {Op::IAnd, "$a & $b"}, {Op::IOr, "$a | $b"},
  {Op::IXor, "$a ^ $b"}, {Op::IShl, "$a << ($b & 31)"}, {Op::IShr, "$a >> ($b & 31)"},
  {Op::UShr, "int(uint($a) >> uint($b & 31))"}, {Op::IMin, "min($a, $b)"}, {Op::IMax, "max($a, $b)"},
  {Op::UMin, "int(min(uint($a), uint($b)))"}, {Op::UMax, "int(max(uint($a), uint($b)))"},
  {Op::IAbs, "abs($a)"}, {Op::IEq, "$a == $b"}, {Op::INe, "$a != $b"}, {Op::ILt, "$a < $b"},
  {Op::ILe, "$a <= $b"}, {Op::IGt, "$a > $b"}, {Op::IGe, "$a >= $b"}, {Op::ULt, "uint($a) < uint($b)"},
  {Op::ULe, "uint($a) <= uint($b)"}, {Op::UGt, "uint($a) > uint($b)"},
  {Op::UGe, "uint($a) >= uint($b)"}, {Op::BAnd, "$a && $b"}, {Op::BOr, "$a || $b"},
  {Op::BXor, "$a ^^ $b"}, {Op::BNot, "!$a"}, {Op::FToI, "int($a)"}, {Op::FToU, "int(uint($a))"},
  {Op::IToF, "float($a)"}, {Op::UToF, "float(uint($a))"}, {Op::BToF, "float($a)"},
  {Op::BToI, "int($a)"}, {Op::BitsToF, "intBitsToFloat($a)"}, {Op::BitsToI, "floatBitsToInt($a)"},
  {Op::Select, "$a ? $b : $c"}, {Op::ClampIndex, "int(min(uint($a), $n))"},
  {Op::DDx, "dFdx($a)"}, {Op::DDy, "dFdy($a)"},
};
// clang-format on

const char* patternOf(Op op) {
  for (const PatternRow& r : kPatterns) {
    if (r.op == op) return r.pattern;
  }
  return "$a";
}

const char* typeText(Kind kind) {
  return kind == Kind::F32 ? "float" : kind == Kind::Bool ? "bool" : "int";
}

/// A literal with exactly these bits; parenthesised where a sign stands in front.
std::string floatLiteral(uint32_t bits) {
  const float value = __builtin_bit_cast(float, bits);
  if (!std::isnormal(value) && bits << 1 != 0) {
    return "intBitsToFloat(int(" + std::to_string(bits) + "u))";
  }
  char buffer[40];
  snprintf(buffer, sizeof buffer, "%.9g", static_cast<double>(value));
  std::string text = buffer;
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text[0] == '-' ? "(" + text + ")" : text;
}

class GlslPrinter {
 public:
  GlslPrinter(const LinkedProgram& program, Stage stage)
      : m_(stage == Stage::Vertex ? program.vertex : program.fragment),
        interface_(program, stage) {}

  std::string run() {
    for (size_t i = 0; i < m_.arrays.size(); ++i) {
      line(std::string(typeText(m_.arrays[i].kind)) + " " + array(static_cast<uint32_t>(i)) + "[" +
           std::to_string(m_.arrays[i].elements) + "];");
    }
    block(m_.entry);
    for (uint32_t i = 0; i < m_.outputs.size(); ++i) {
      if (m_.outputs[i].value != kNoValue) line(interface_.store(i, ref(m_.outputs[i].value)));
    }
    return interface_.declarations() + "void main() {\n" + body_ + "}\n";
  }

 private:
  // ---- text -------------------------------------------------------------------------------------

  void line(const std::string& text) {
    body_.append(depth_ * 2, ' ');
    body_ += text;
    body_ += '\n';
  }

  static std::string array(uint32_t index) { return "ng_array" + std::to_string(index); }

  std::string ref(ValueId id) const {
    const Inst& inst = m_.insts[id];
    if (inst.op != Op::Const) return "ng_" + std::to_string(id);
    if (inst.kind == Kind::F32) return floatLiteral(inst.imm);
    if (inst.kind == Kind::Bool) return inst.imm != 0 ? "true" : "false";
    if (inst.imm <= 0x7fffffffu) return std::to_string(inst.imm);
    return "int(" + std::to_string(inst.imm) + "u)";
  }

  void define(ValueId id, const std::string& expression) {
    line(std::string(typeText(m_.insts[id].kind)) + " " + ref(id) + " = " + expression + ";");
  }

  void assign(ValueId phi, ValueId value) { line(ref(phi) + " = " + ref(value) + ";"); }

  std::string operation(const Inst& inst) const {
    std::string out;
    for (const char* p = patternOf(inst.op); *p != '\0'; ++p) {
      if (*p != '$') {
        out += *p;
        continue;
      }
      switch (*++p) {
        case 'a':
          out += ref(inst.a);
          break;
        case 'b':
          out += ref(inst.b);
          break;
        case 'c':
          out += ref(inst.c);
          break;
        default:
          out += std::to_string(inst.imm - 1) + "u";
          break;
      }
    }
    return out;
  }

  // ---- statements -------------------------------------------------------------------------------

  void block(BlockId id) {
    ++depth_;
    for (ValueId value : m_.blocks[id].insts) statement(value);
    --depth_;
  }

  void statement(ValueId id) {
    const Inst& inst = m_.insts[id];
    switch (inst.op) {
      case Op::Const:
      case Op::Phi:
        return;
      case Op::UniformLoad:
      case Op::BlockLoad:
      case Op::ConstLoad:
        return define(id, interface_.load(inst, inst.a == kNoValue ? "" : ref(inst.a)));
      case Op::InputLoad:
        return define(id, interface_.input(m_.inputs[inst.imm]));
      case Op::LocalLoad:
        return define(id, element(inst));
      case Op::LocalStore:
        return line(element(inst) + " = " + ref(inst.b) + ";");
      case Op::Discard:
        return line("discard;");
      case Op::Tex:
        return texture(id, m_.texs[inst.imm]);
      case Op::TexResult:
        return texResult(id, inst);
      case Op::If:
        return branch(inst);
      case Op::Loop:
        return loop(m_.loops[inst.imm]);
      default:
        return define(id, operation(inst));
    }
  }

  std::string element(const Inst& inst) const {
    const std::string constant = std::to_string(inst.imm);
    return array(inst.imm2) + "[" + (inst.a == kNoValue ? "" : ref(inst.a) + " + ") + constant +
           "]";
  }

  void branch(const Inst& inst) {
    const If& node = m_.ifs[inst.imm];
    for (const Merge& merge : node.merges) {
      line(std::string(typeText(m_.insts[merge.phi].kind)) + " " + ref(merge.phi) + ";");
    }
    line("if (" + ref(inst.a) + ") {");
    block(node.thenBlock);
    side(node, true);
    line("} else {");
    block(node.elseBlock);
    side(node, false);
    line("}");
  }

  void side(const If& node, bool thenSide) {
    ++depth_;
    for (const Merge& merge : node.merges) {
      assign(merge.phi, thenSide ? merge.thenValue : merge.elseValue);
    }
    --depth_;
  }

  void loop(const Loop& node) {
    for (const LoopParam& param : node.params) define(param.phi, ref(param.init));
    line("while (true) {");
    block(node.head);
    ++depth_;
    line("if (!" + ref(node.cond) + ") break;");
    --depth_;
    block(node.body);
    ++depth_;
    for (const LoopParam& param : node.params) {
      line(std::string(typeText(m_.insts[param.phi].kind)) + " " + ref(param.phi) +
           "_next = " + ref(param.next) + ";");
    }
    for (const LoopParam& param : node.params) {
      line(ref(param.phi) + " = " + ref(param.phi) + "_next;");
    }
    --depth_;
    line("}");
  }

  // ---- textures ---------------------------------------------------------------------------------

  static uint32_t coordCount(const Tex& tex) { return tex.dim == TexDim::D2 ? 2 : 3; }

  std::string vector(const char* prefix, const ValueId* values, uint32_t count,
                     ValueId last) const {
    std::string out = prefix + ("vec" + std::to_string(count + (last != kNoValue))) + "(";
    for (uint32_t i = 0; i < count; ++i) out += (i != 0 ? ", " : "") + ref(values[i]);
    if (last != kNoValue) out += ", " + ref(last);
    return out + ")";
  }

  std::string call(const Tex& tex, const std::string& sampler) const {
    const uint32_t count = coordCount(tex);
    const uint32_t gradients = tex.dim == TexDim::D2Array ? 2 : count;
    const bool offset = tex.offset[0] != 0 || tex.offset[1] != 0 || tex.offset[2] != 0;
    const char* suffix = offset ? "Offset" : "";
    const std::string lod = tex.lod != kNoValue ? ref(tex.lod) : "";
    std::string name, args;
    switch (tex.method) {
      case TexMethod::Size:
        return "textureSize(" + sampler + ", " + lod + ")";
      case TexMethod::Fetch:
        name = "texelFetch";
        args = vector("i", tex.coord, count, kNoValue) + ", " + lod;
        break;
      default:
        args = vector("", tex.coord, count, tex.shadow ? tex.dref : kNoValue);
    }
    if (tex.method == TexMethod::Implicit) {
      name = "texture";
    } else if (tex.method == TexMethod::Lod) {
      // The shadow types below have no textureLod; there level 0 comes from the vertex stage alone.
      const bool exists = !tex.shadow || tex.dim == TexDim::D2;
      name = exists ? "textureLod" : "texture";
      if (exists) args += ", " + lod;
    } else if (tex.method == TexMethod::Grad) {
      name = "textureGrad";
      args += ", " + vector("", tex.ddx, gradients, kNoValue);
      args += ", " + vector("", tex.ddy, gradients, kNoValue);
    }
    if (offset) {
      args += ", ivec" + std::to_string(gradients) + "(";
      for (uint32_t i = 0; i < gradients; ++i) {
        args += (i != 0 ? ", " : "") + std::to_string(tex.offset[i]);
      }
      args += ")";
    }
    if (tex.method == TexMethod::Implicit && !lod.empty()) args += ", " + lod;
    return name + suffix + "(" + sampler + ", " + args + ")";
  }

  std::string resultType(const Tex& tex) const {
    if (tex.method == TexMethod::Size) {
      return tex.dim == TexDim::D2 || tex.dim == TexDim::Cube ? "ivec2" : "ivec3";
    }
    if (tex.shadow) return "float";
    switch (interface_.samplerType(tex.samplerSlot)->scalar) {
      case front::ScalarKind::Int:
        return "ivec4";
      case front::ScalarKind::Uint:
        return "uvec4";
      default:
        return "vec4";
    }
  }

  /// Arrays of samplers take constant indices only.
  void texture(ValueId id, const Tex& tex) {
    const std::string name = "ng_" + std::to_string(id);
    const std::string type = resultType(tex);
    if (tex.samplerIndex == kNoValue) {
      return line(type + " " + name + " = " + call(tex, interface_.sampler(tex.samplerSlot, 0)) +
                  ";");
    }
    line(type + " " + name + ";");
    for (uint32_t i = 0; i < tex.samplerCount; ++i) {
      const bool last = i + 1 == tex.samplerCount;
      line((i != 0 ? "else " : "") +
           (last ? std::string()
                 : "if (" + ref(tex.samplerIndex) + " == " + std::to_string(i) + ") ") +
           name + " = " + call(tex, interface_.sampler(tex.samplerSlot, i)) + ";");
    }
  }

  void texResult(ValueId id, const Inst& inst) {
    const Tex& tex = m_.texs[m_.insts[inst.a].imm];
    const std::string type = resultType(tex), name = "ng_" + std::to_string(inst.a);
    if (type == "float") return define(id, name);
    const std::string value = name + "." + "xyzw"[inst.imm];
    define(id, type == "uvec4" ? "int(" + value + ")" : value);
  }

  const Module& m_;
  GlslInterface interface_;
  std::string body_;
  size_t depth_ = 1;
};

}  // namespace

}  // namespace emit

std::string decompileGlsl(const LinkedProgram& program, Stage stage) {
  if (!program.ok) return {};
  return emit::GlslPrinter(program, stage).run();
}

}  // namespace nogpu::shader
