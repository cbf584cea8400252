// SPDX-License-Identifier: MIT
// Recursive descent over the grammar shown in ir/print.h. After the first mistake every function
// returns at once and the message stays.
#include "shader/ir/parse.h"

#include <cstdlib>
#include <initializer_list>
#include <unordered_map>

#include "shader/ir/names.h"

namespace nogpu::shader::ir {

namespace {

bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Places in the text, and the small pieces everything is made of.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  const std::string& error() const { return error_; }
  bool ok() const { return error_.empty(); }

  void fail(std::initializer_list<std::string_view> message) {
    if (!ok()) return;
    uint32_t line = 1;
    for (size_t i = 0; i < at_ && i < text_.size(); ++i) line += text_[i] == '\n';
    error_.append("line ").append(std::to_string(line)).append(": ");
    for (std::string_view part : message) error_.append(part);
  }
  void fail(std::string_view message) { fail({message}); }

  bool atEnd() {
    skip();
    return at_ == text_.size();
  }

  bool peek(std::string_view token) {
    skip();
    if (text_.substr(at_, token.size()) != token) return false;
    const size_t after = at_ + token.size();
    return !isWordChar(token.back()) || after == text_.size() || !isWordChar(text_[after]);
  }

  bool accept(std::string_view token) {
    if (!ok() || !peek(token)) return false;
    at_ += token.size();
    return true;
  }

  void expect(std::string_view token) {
    if (!accept(token)) fail({"expected '", token, "'"});
  }

  std::string_view word() {
    skip();
    const size_t begin = at_;
    while (at_ < text_.size() && isWordChar(text_[at_])) ++at_;
    if (at_ == begin) fail("expected a word");
    return text_.substr(begin, at_ - begin);
  }

  /// A number in the forms the printer uses: 12, -3, 0x7fc00000, 1.5e-07.
  std::string number() {
    skip();
    const size_t begin = at_;
    while (at_ < text_.size() && (isWordChar(text_[at_]) || text_[at_] == '.' ||
                                  text_[at_] == '+' || text_[at_] == '-')) {
      ++at_;
    }
    if (at_ == begin) fail("expected a number");
    return std::string(text_.substr(begin, at_ - begin));
  }

  uint32_t integer() {
    const std::string digits = number();
    char* end = nullptr;
    const long long value = strtoll(digits.c_str(), &end, 0);
    if (end == digits.c_str() || *end != '\0') fail({"'", digits, "' is not an integer"});
    return uint32_t(value);
  }

  std::string restOfLine() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    const size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  /// `name=` and what follows, if that comes next.
  bool acceptField(std::string_view name) {
    skip();
    if (!ok() || text_.substr(at_, name.size()) != name) return false;
    if (at_ + name.size() >= text_.size() || text_[at_ + name.size()] != '=') return false;
    at_ += name.size() + 1;
    return true;
  }

  template <class Enum, size_t N>
  Enum oneOf(const char* const (&names)[N], const char* what) {
    const std::string_view found = word();
    for (size_t i = 0; i < N; ++i) {
      if (found == names[i]) return Enum(i);
    }
    fail({"'", found, "' is not ", what});
    return Enum(0);
  }

 private:
  void skip() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == ';') {
        while (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
      } else if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return;
      }
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  std::string error_;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : in_(text) {}

  ParseResult run() {
    header();
    module_.entry = newBlock();
    in_.expect("{");
    block(module_.entry, nullptr);
    in_.expect("}");
    while (in_.accept("output")) output();
    if (!in_.atEnd()) in_.fail("expected the end of the module");
    for (const auto& [number, id] : values_) {
      if (!defined_[id]) in_.fail({"%", std::to_string(number), " is not defined anywhere"});
    }
    return {std::move(module_), in_.error()};
  }

 private:
  // ---- header -----------------------------------------------------------------------------------
  void header() {
    module_.stage = in_.oneOf<Stage>(kStageNames, "a stage");
    if (in_.acceptField("planes")) module_.planeCount = in_.integer();
    if (in_.acceptField("samplers")) module_.samplerCount = in_.integer();
    if (in_.acceptField("uniforms")) module_.uniformWords = in_.integer();
    const uint32_t blocks = in_.acceptField("blocks") ? in_.integer() : 0;
    while (in_.accept("block")) {
      index(module_.blockBytes.size());
      module_.blockBytes.push_back(in_.integer());
    }
    if (module_.blockBytes.size() != blocks) in_.fail("each uniform block has its line");
    while (in_.accept("input")) input();
    while (in_.accept("array")) array();
    if (in_.accept("constants")) constants();
  }

  void index(size_t expected) {
    if (in_.integer() != expected) in_.fail("slots are numbered from 0");
    in_.expect(":");
  }

  Kind kind() { return in_.oneOf<Kind>(kKindNames, "a kind"); }

  void input() {
    index(module_.inputs.size());
    InputSlot slot{};
    slot.semantic = in_.oneOf<InputSemantic>(kInputSemanticNames, "an input");
    slot.kind = kind();
    if (slot.semantic == InputSemantic::Interpolant) {
      slot.interpolation = in_.oneOf<Interpolation>(kInterpolationNames, "an interpolation");
      slot.centroid = in_.accept("centroid");
    }
    if (in_.acceptField("index")) slot.index = in_.integer();
    module_.inputs.push_back(slot);
  }

  void array() {
    index(module_.arrays.size());
    LocalArray array{};
    array.kind = kind();
    in_.expect("[");
    array.elements = in_.integer();
    in_.expect("]");
    array.name = in_.restOfLine();
    module_.arrays.push_back(std::move(array));
  }

  void constants() {
    in_.expect(":");
    while (in_.ok() && !in_.peek("{")) module_.constants.push_back(in_.integer());
  }

  void output() {
    index(module_.outputs.size());
    OutputSlot slot{};
    slot.semantic = in_.oneOf<OutputSemantic>(kOutputSemanticNames, "an output");
    slot.kind = kind();
    if (in_.acceptField("index")) slot.index = in_.integer();
    in_.expect("=");
    slot.value = ref();
    module_.outputs.push_back(slot);
  }

  // ---- values -----------------------------------------------------------------------------------
  BlockId newBlock() {
    module_.blocks.emplace_back();
    return BlockId(module_.blocks.size() - 1);
  }

  ValueId newValue(Op op, Kind kind, bool uniform) {
    module_.insts.push_back(Inst{op, kind, uniform});
    defined_.push_back(false);
    return ValueId(module_.insts.size() - 1);
  }

  ValueId ref() {
    in_.expect("%");
    const uint32_t number = in_.integer();
    const auto found = values_.find(number);
    if (found != values_.end()) return found->second;
    const ValueId id = newValue(Op::Const, Kind::None, false);
    values_.emplace(number, id);
    return id;
  }

  void operand(ValueId id, ValueId Inst::*which) {
    const ValueId value = ref();
    module_.insts[id].*which = value;
  }

  // ---- blocks -----------------------------------------------------------------------------------
  /// Up to the closing brace. `loop`: index of the loop whose head this is, to take its params.
  void block(BlockId id, const uint32_t* loop) {
    bool params = loop != nullptr;
    int64_t lastIf = -1;  // merges may follow
    while (in_.ok() && !in_.peek("}") && !in_.atEnd()) {
      if (in_.accept("If")) {
        lastIf = branch(id);
        params = false;
        continue;
      }
      if (in_.accept("Loop")) {
        this->loop(id);
      } else if (in_.peek("u") || in_.peek("v")) {
        const ValueId value = resultHeader();
        if (in_.accept("Phi")) {
          phi(value, params ? loop : nullptr, lastIf);
          continue;
        }
        operation(value);
        module_.blocks[id].insts.push_back(value);
      } else {
        const ValueId value = newValue(Op::Const, Kind::None, false);
        operation(value);
        module_.blocks[id].insts.push_back(value);
      }
      lastIf = -1;
      params = false;
    }
  }

  ValueId resultHeader() {
    const bool uniform = in_.word() == "u";
    const Kind resultKind = in_.accept("Tex") ? Kind::None : kind();
    const ValueId id = ref();
    if (!in_.ok()) return id;
    if (defined_[id]) in_.fail("a value is defined twice");
    defined_[id] = true;
    module_.insts[id].kind = resultKind;
    module_.insts[id].uniform = uniform;
    in_.expect("=");
    return id;
  }

  void phi(ValueId id, const uint32_t* loop, int64_t lastIf) {
    module_.insts[id].op = Op::Phi;
    const ValueId first = ref();
    in_.expect(",");
    const ValueId second = ref();
    if (loop != nullptr) {
      module_.loops[*loop].params.push_back({id, first, second, in_.accept("escapes")});
    } else if (lastIf >= 0) {
      module_.ifs[size_t(lastIf)].merges.push_back({id, first, second});
    } else {
      in_.fail("a Phi follows an If or begins a Loop");
    }
  }

  uint32_t branch(BlockId in) {
    const ValueId id = newValue(Op::If, Kind::None, false);
    module_.blocks[in].insts.push_back(id);
    const uint32_t index = uint32_t(module_.ifs.size());
    module_.ifs.push_back({newBlock(), newBlock(), {}});
    module_.insts[id].imm = index;
    operand(id, &Inst::a);
    if (in_.acceptField("idle")) module_.ifs[index].idleLanesZero = in_.integer() == 0;
    in_.expect("{");
    block(module_.ifs[index].thenBlock, nullptr);
    in_.expect("}");
    in_.expect("else");
    in_.expect("{");
    block(module_.ifs[index].elseBlock, nullptr);
    in_.expect("}");
    return index;
  }

  void loop(BlockId in) {
    const ValueId id = newValue(Op::Loop, Kind::None, false);
    module_.blocks[in].insts.push_back(id);
    const uint32_t index = uint32_t(module_.loops.size());
    module_.loops.push_back({newBlock(), newBlock(), kNoValue, {}});
    module_.insts[id].imm = index;
    if (in_.accept("@")) {
      module_.insts[id].loc.line = in_.integer();
      in_.expect(":");
      module_.insts[id].loc.column = in_.integer();
    }
    in_.expect("{");
    block(module_.loops[index].head, &index);
    in_.expect("}");
    in_.expect("while");
    const ValueId cond = ref();
    module_.loops[index].cond = cond;
    in_.expect("{");
    block(module_.loops[index].body, nullptr);
    in_.expect("}");
  }

  // ---- operations -------------------------------------------------------------------------------
  Op op() {
    static constexpr const char* kNames[] = {
#define X(name, operands, result, flags, meaning) #name,
#include "shader/ir/ir_ops.def"
#undef X
    };
    return in_.oneOf<Op>(kNames, "an operation");
  }

  void operation(ValueId id) {
    const Op op = this->op();
    module_.insts[id].op = op;
    switch (op) {
      case Op::Const:
        return constant(module_.insts[id]);
      case Op::UniformLoad:
      case Op::ConstLoad:
        return address(id);
      case Op::BlockLoad:
      case Op::LocalLoad:
      case Op::LocalStore:
        module_.insts[id].imm2 = in_.integer();
        address(id);
        if (op != Op::LocalStore) return;
        in_.expect(",");
        return operand(id, &Inst::b);
      case Op::InputLoad:
        module_.insts[id].imm = in_.integer();
        return;
      case Op::Tex:
        return tex(id);
      case Op::ClampIndex:
      case Op::TexResult:
        operand(id, &Inst::a);
        in_.expect(",");
        module_.insts[id].imm = in_.integer();
        return;
      default:
        break;
    }
    static constexpr ValueId Inst::*kOperands[] = {&Inst::a, &Inst::b, &Inst::c};
    for (int i = 0; i < opInfo(op).operands; ++i) {
      if (i != 0) in_.expect(",");
      operand(id, kOperands[i]);
    }
  }

  void constant(Inst& inst) {
    if (inst.kind == Kind::Bool) {
      inst.imm = in_.accept("true");
      if (inst.imm == 0) in_.expect("false");
      return;
    }
    const std::string text = in_.number();
    const bool bits = text.size() > 1 && text[1] == 'x';
    if (bits || inst.kind == Kind::I32) {
      inst.imm = uint32_t(strtoll(text.c_str(), nullptr, 0));
    } else {
      inst.imm = __builtin_bit_cast(uint32_t, strtof(text.c_str(), nullptr));
    }
  }

  void address(ValueId id) {
    in_.expect("[");
    if (in_.peek("%")) {
      operand(id, &Inst::a);
      if (in_.accept("+")) module_.insts[id].imm = in_.integer();
    } else {
      module_.insts[id].imm = in_.integer();
    }
    in_.expect("]");
  }

  void vector(ValueId (&ids)[3]) {
    in_.expect("(");
    for (int i = 0; i < 3 && (i == 0 || in_.accept(",")); ++i) ids[i] = ref();
    in_.expect(")");
  }

  void tex(ValueId id) {
    Tex tex{};
    tex.method = in_.oneOf<TexMethod>(kTexMethodNames, "a texture method");
    tex.dim = in_.oneOf<TexDim>(kTexDimNames, "a texture dimension");
    tex.shadow = in_.accept("shadow");
    tex.resultKind = kind();
    if (in_.acceptField("sampler")) tex.samplerSlot = in_.integer();
    tex.samplerCount = in_.acceptField("count") ? in_.integer() : 1;
    if (in_.acceptField("index")) tex.samplerIndex = ref();
    if (in_.acceptField("coord")) vector(tex.coord);
    if (in_.acceptField("dref")) tex.dref = ref();
    if (in_.acceptField("lod")) tex.lod = ref();
    if (in_.acceptField("ddx")) vector(tex.ddx);
    if (in_.acceptField("ddy")) vector(tex.ddy);
    if (in_.acceptField("offset")) {
      in_.expect("(");
      for (int i = 0; i < 3 && (i == 0 || in_.accept(",")); ++i)
        tex.offset[i] = int8_t(in_.integer());
      in_.expect(")");
    }
    module_.insts[id].imm = uint32_t(module_.texs.size());
    module_.texs.push_back(tex);
  }

  Scanner in_;
  Module module_;
  std::unordered_map<uint32_t, ValueId> values_;  ///< by the number in the text
  std::vector<bool> defined_;                     ///< by value
};

}  // namespace

ParseResult parse(std::string_view text) { return Parser(text).run(); }

}  // namespace nogpu::shader::ir
