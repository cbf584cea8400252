// SPDX-License-Identifier: MIT
#include "shader/emit/random_module.h"

#include "shader/passes/uniformity.h"

namespace nogpu::shader::emit {

using namespace ir;

namespace {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ull + 1) {}

  /// xorshift64*
  uint32_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<uint32_t>((state_ * 0x2545f4914f6cdd1dull) >> 32);
  }
  uint32_t below(uint32_t n) { return next() % n; }
  bool chance(uint32_t percent) { return below(100) < percent; }

 private:
  uint64_t state_;
};

struct Row {
  Op op;
  Kind result, a, b;
};
constexpr Kind F = Kind::F32, I = Kind::I32, B = Kind::Bool, N = Kind::None;
// clang-format off
constexpr Row kRows[] = {
  {Op::FAdd, F, F, F}, {Op::FSub, F, F, F}, {Op::FMul, F, F, F}, {Op::FDiv, F, F, F},
  {Op::FNeg, F, F, N}, {Op::FAbs, F, F, N}, {Op::FSqrt, F, F, N}, {Op::FFloor, F, F, N},
  {Op::FCeil, F, F, N}, {Op::FTrunc, F, F, N}, {Op::FNearest, F, F, N}, {Op::FMin, F, F, F},
  {Op::FMax, F, F, F}, {Op::FEq, B, F, F}, {Op::FNe, B, F, F}, {Op::FLt, B, F, F},
  {Op::FLe, B, F, F}, {Op::FGt, B, F, F}, {Op::FGe, B, F, F}, {Op::IAdd, I, I, I},
  {Op::ISub, I, I, I}, {Op::IMul, I, I, I}, {Op::IDiv, I, I, I}, {Op::UDiv, I, I, I},
  {Op::IRem, I, I, I}, {Op::URem, I, I, I}, {Op::INeg, I, I, N}, {Op::INot, I, I, N},
  {Op::IAnd, I, I, I}, {Op::IOr, I, I, I}, {Op::IXor, I, I, I}, {Op::IShl, I, I, I},
  {Op::IShr, I, I, I}, {Op::UShr, I, I, I}, {Op::IMin, I, I, I}, {Op::IMax, I, I, I},
  {Op::UMin, I, I, I}, {Op::UMax, I, I, I}, {Op::IAbs, I, I, N}, {Op::IEq, B, I, I},
  {Op::INe, B, I, I}, {Op::ILt, B, I, I}, {Op::ILe, B, I, I}, {Op::IGt, B, I, I},
  {Op::IGe, B, I, I}, {Op::ULt, B, I, I}, {Op::ULe, B, I, I}, {Op::UGt, B, I, I},
  {Op::UGe, B, I, I}, {Op::BAnd, B, B, B}, {Op::BOr, B, B, B}, {Op::BXor, B, B, B},
  {Op::BNot, B, B, N}, {Op::FToI, I, F, N}, {Op::FToU, I, F, N}, {Op::IToF, F, I, N},
  {Op::UToF, F, I, N}, {Op::BToF, F, B, N}, {Op::BToI, I, B, N}, {Op::DDx, F, F, N},
  {Op::DDy, F, F, N},
};
// clang-format on

class Generator {
 public:
  Generator(uint64_t seed, const RandomOptions& options) : random_(seed), options_(options) {
    m_.stage = options.stage;
  }

  Module run() {
    declareInterface();
    m_.entry = newBlock();
    block_ = m_.entry;
    for (uint32_t i = 0; i < 3; ++i) {
      inputLoad();
      uniformLoad();
      constant(kKinds[i]);
    }
    storeInitialValues();
    statements(options_.statements, 0);
    declareOutputs();
    passes::inferUniformity(m_);
    return std::move(m_);
  }

 private:
  static constexpr Kind kKinds[3] = {F, I, B};

  // ---- building ---------------------------------------------------------------------------------
  BlockId newBlock() {
    m_.blocks.emplace_back();
    return static_cast<BlockId>(m_.blocks.size() - 1);
  }

  ValueId phi(Kind kind) {
    Inst inst{Op::Phi, kind, false};
    m_.insts.push_back(inst);
    return static_cast<ValueId>(m_.insts.size() - 1);
  }

  ValueId add(Inst inst) {
    m_.insts.push_back(inst);
    const ValueId id = static_cast<ValueId>(m_.insts.size() - 1);
    m_.blocks[block_].insts.push_back(id);
    return id;
  }

  ValueId show(ValueId id) {
    if (m_.insts[id].kind != N) scope_.push_back(id);
    return id;
  }

  ValueId op(Op op, Kind kind, ValueId a = kNoValue, ValueId b = kNoValue, ValueId c = kNoValue) {
    return add({op, kind, false, a, b, c});
  }

  ValueId constantBits(Kind kind, uint32_t bits) {
    Inst inst{Op::Const, kind, false};
    inst.imm = bits;
    return add(inst);
  }

  ValueId constant(Kind kind) {
    static constexpr uint32_t kFloats[] = {0,          0x3f800000, 0xbf000000, 0x40490fdb,
                                           0x80000000, 0x42c80000, 0x3dcccccd, 0xc1200000};
    static constexpr uint32_t kInts[] = {0, 1, 2, 3, 31, 0xffffffff, 0x80000000, 0x7fffffff, 100};
    if (kind == F) return show(constantBits(kind, kFloats[random_.below(8)]));
    if (kind == I) return show(constantBits(kind, kInts[random_.below(9)]));
    return show(constantBits(kind, random_.below(2)));
  }

  /// A visible value, with a liking for late ones.
  ValueId pick(Kind kind) {
    for (int attempt = 0; attempt < 40; ++attempt) {
      const uint32_t size = static_cast<uint32_t>(scope_.size());
      const uint32_t reach = random_.chance(70) && size > 12 ? 12 : size;
      const ValueId id = scope_[size - 1 - random_.below(reach)];
      if (m_.insts[id].kind == kind) return id;
    }
    return constant(kind);
  }

  ValueId clamped(uint32_t count) {
    Inst inst{Op::ClampIndex, I, false, pick(I)};
    inst.imm = count;
    return add(inst);
  }

  // ---- statements -------------------------------------------------------------------------------
  void statements(uint32_t count, uint32_t depth) {
    for (uint32_t i = 0; i < count; ++i) statement(depth);
  }

  void statement(uint32_t depth) {
    const uint32_t roll = random_.below(100);
    if (roll < 50) return arithmetic();
    if (roll < 56) return void(inputLoad());
    if (roll < 63) return void(uniformLoad());
    if (roll < 66) return void(constant(kKinds[random_.below(3)]));
    if (roll < 70) return select();
    if (roll < 73) return bits();
    if (roll < 79) return localStore();
    if (roll < 84) return localLoad();
    if (roll < 88) return texture();
    if (roll < 89 && m_.stage == Stage::Fragment) return void(op(Op::Discard, N));
    if (depth >= 3) return arithmetic();
    if (roll < 96) return branch(depth);
    return loop(depth);
  }

  void arithmetic() {
    const Row& row = kRows[random_.below(sizeof kRows / sizeof kRows[0])];
    const ValueId a = pick(row.a);
    const ValueId b = row.b == N ? kNoValue : random_.chance(8) ? constant(row.b) : pick(row.b);
    show(op(row.op, row.result, a, b));
  }

  void select() {
    const Kind kind = kKinds[random_.below(3)];
    const ValueId a = pick(B), b = pick(kind), c = pick(kind);
    show(op(Op::Select, kind, a, b, c));
  }

  /// NaN's bits may differ between machines, so none is looked at.
  void bits() {
    if (random_.chance(50)) {
      const ValueId x = pick(F), zero = constantBits(F, 0);
      const ValueId number = op(Op::Select, F, op(Op::FEq, B, x, x), x, zero);
      show(op(Op::BitsToI, I, number));
    } else {
      const ValueId masked = op(Op::IAnd, I, pick(I), constantBits(I, 0xbfffffff));
      show(op(Op::BitsToF, F, masked));
    }
  }

  ValueId inputLoad() {
    Inst inst{Op::InputLoad, F, false};
    inst.imm = random_.below(static_cast<uint32_t>(m_.inputs.size()));
    inst.kind = m_.inputs[inst.imm].kind;
    return show(add(inst));
  }

  ValueId uniformLoad() {
    Inst inst{Op::UniformLoad, random_.chance(70) ? F : I, false};
    const uint32_t roll = random_.below(3);
    const uint32_t words = roll == 0   ? kRandomUniformWords
                           : roll == 1 ? kRandomBlockWords
                                       : kRandomConstants;
    inst.op = roll == 0 ? Op::UniformLoad : roll == 1 ? Op::BlockLoad : Op::ConstLoad;
    if (roll == 1) inst.imm2 = random_.below(kRandomBlocks);
    if (random_.chance(30) && !scope_.empty()) {
      const ValueId index = clamped(words / 2);
      inst.a = op(Op::IShl, I, index, constantBits(I, 2));
      inst.imm = random_.below(words / 2) * 4;
    } else {
      inst.imm = random_.below(words) * 4;
    }
    // The second half of every table holds integers, small ones first.
    if (inst.a == kNoValue) inst.kind = inst.imm >= words * 2 ? I : F;
    if (inst.a != kNoValue) inst.kind = I;
    const ValueId id = show(add(inst));
    if (inst.kind == I && random_.chance(30)) show(op(Op::ILt, B, id, constantBits(I, 3)));
    return id;
  }

  void storeInitialValues() {
    for (uint32_t array = 0; array < m_.arrays.size(); ++array) {
      for (uint32_t element = 0; element < m_.arrays[array].elements; ++element) {
        Inst inst{Op::LocalStore, N, false};
        inst.imm = element;
        inst.imm2 = array;
        inst.b = constantBits(m_.arrays[array].kind, 0);
        add(inst);
      }
    }
  }

  void localStore() {
    Inst inst{Op::LocalStore, N, false};
    chooseElement(inst);
    inst.b = pick(m_.arrays[inst.imm2].kind);
    add(inst);
  }

  void localLoad() {
    Inst inst{Op::LocalLoad, F, false};
    chooseElement(inst);
    inst.kind = m_.arrays[inst.imm2].kind;
    show(add(inst));
  }

  void chooseElement(Inst& inst) {
    inst.imm2 = random_.below(static_cast<uint32_t>(m_.arrays.size()));
    const uint32_t elements = m_.arrays[inst.imm2].elements;
    if (random_.chance(60)) {
      inst.imm = random_.below(elements - 1);
      inst.a = clamped(elements - inst.imm);
    } else {
      inst.imm = random_.below(elements);
    }
  }

  void texture() {
    static constexpr TexMethod kMethods[] = {TexMethod::Implicit, TexMethod::Lod, TexMethod::Grad,
                                             TexMethod::Fetch, TexMethod::Size};
    Tex tex{};
    tex.method = kMethods[random_.below(5)];
    tex.dim = TexDim::D2;
    tex.resultKind = tex.method == TexMethod::Size ? I : F;
    tex.samplerCount = 1;
    tex.samplerSlot = random_.below(kRandomSamplers);
    if (random_.chance(20)) {
      tex.samplerSlot = 0;
      tex.samplerCount = kRandomSamplers;
      tex.samplerIndex = clamped(kRandomSamplers);
    }
    const bool fetch = tex.method == TexMethod::Fetch;
    if (tex.method != TexMethod::Size) {
      for (int i = 0; i < 2; ++i) tex.coord[i] = pick(fetch ? I : F);
      for (int i = 0; i < 2; ++i) tex.offset[i] = static_cast<int8_t>(random_.below(15)) - 7;
    }
    if (tex.method == TexMethod::Grad) {
      for (int i = 0; i < 2; ++i) tex.ddx[i] = pick(F), tex.ddy[i] = pick(F);
    } else if (fetch || tex.method == TexMethod::Size) {
      tex.lod = pick(I);
    } else if (tex.method == TexMethod::Lod || random_.chance(40)) {
      tex.lod = pick(F);
    }
    Inst inst{Op::Tex, N, false};
    inst.imm = static_cast<uint32_t>(m_.texs.size());
    m_.texs.push_back(tex);
    const ValueId id = add(inst);
    for (uint32_t component = 0; component < 4; ++component) {
      if (random_.chance(40)) continue;
      Inst result{Op::TexResult, tex.resultKind, false, id};
      result.imm = component;
      show(add(result));
    }
  }

  // ---- control ----------------------------------------------------------------------------------
  /// Fills `block`; what it defines is visible only in `fill`.
  template <class Fill>
  void inside(BlockId block, Fill&& fill) {
    const BlockId outer = block_;
    const size_t visible = scope_.size();
    block_ = block;
    fill();
    block_ = outer;
    scope_.resize(visible);
  }

  void branch(uint32_t depth) {
    Inst inst{Op::If, N, false, pick(B)};
    If node{newBlock(), newBlock(), {}};
    const uint32_t merges = random_.below(4);
    for (uint32_t i = 0; i < merges; ++i) {
      node.merges.push_back({phi(kKinds[random_.below(3)]), 0, 0});
    }
    const uint32_t thenCount = random_.below(14);
    const uint32_t elseCount = random_.chance(50) ? 0 : random_.below(14);
    inside(node.thenBlock, [&] {
      statements(thenCount, depth + 1);
      for (Merge& merge : node.merges) merge.thenValue = pick(m_.insts[merge.phi].kind);
    });
    inside(node.elseBlock, [&] {
      statements(elseCount, depth + 1);
      const size_t visible = scope_.size();
      for (Merge& merge : node.merges) merge.elseValue = pickNoNew(m_.insts[merge.phi].kind);
      scope_.resize(visible);
    });
    inst.imm = static_cast<uint32_t>(m_.ifs.size());
    m_.ifs.push_back(node);
    add(inst);
    for (const Merge& merge : node.merges) scope_.push_back(merge.phi);
  }

  /// Leaves empty blocks empty where it can.
  ValueId pickNoNew(Kind kind) {
    for (size_t i = scope_.size(); i-- > 0;) {
      if (m_.insts[scope_[i]].kind == kind && random_.chance(60)) return scope_[i];
    }
    return pick(kind);
  }

  void loop(uint32_t depth) {
    Inst inst{Op::Loop, N, false};
    inst.loc = {7, 1};
    Loop node{newBlock(), newBlock(), 0, {}};
    const ValueId counter = phi(I);
    const ValueId limit = op(Op::IAnd, I, pick(I), constantBits(I, random_.chance(50) ? 3 : 7));
    node.params.push_back({counter, constantBits(I, 0), 0, false});
    const uint32_t extra = random_.below(4);
    for (uint32_t i = 0; i < extra; ++i) {
      const Kind kind = kKinds[random_.below(3)];
      const ValueId init = pick(kind);
      node.params.push_back({phi(kind), init, 0, false});
    }
    const size_t visible = scope_.size();
    const BlockId outer = block_;
    for (const LoopParam& param : node.params) scope_.push_back(param.phi);
    block_ = node.head;
    statements(random_.below(4), depth + 1);
    node.cond = op(Op::ILt, B, counter, limit);
    if (random_.chance(50)) node.cond = op(Op::BAnd, B, node.cond, pick(B));
    block_ = node.body;
    statements(2 + random_.below(8), depth + 1);
    for (LoopParam& param : node.params) {
      param.next = param.phi == counter ? op(Op::IAdd, I, counter, constantBits(I, 1))
                                        : pick(m_.insts[param.phi].kind);
    }
    block_ = outer;
    scope_.resize(visible);
    inst.imm = static_cast<uint32_t>(m_.loops.size());
    m_.loops.push_back(node);
    add(inst);
    for (const LoopParam& param : node.params) scope_.push_back(param.phi);
  }

  // ---- interface --------------------------------------------------------------------------------
  void declareInterface() {
    m_.samplerCount = kRandomSamplers;
    m_.uniformWords = kRandomUniformWords;
    m_.blockBytes.assign(kRandomBlocks, kRandomBlockWords * 4);
    m_.constants.resize(kRandomConstants);
    for (uint32_t i = 0; i < kRandomConstants; ++i) {
      m_.constants[i] = i < kRandomConstants / 2 ? 0x3f000000u + (i << 22) : i - 9;
    }
    m_.arrays.push_back({5, F, "floats"});
    m_.arrays.push_back({3, I, "ints"});
    if (m_.stage == Stage::Vertex) {
      m_.inputs.push_back({InputSemantic::Attribute, F, Interpolation::Smooth, false, 0});
      m_.inputs.push_back({InputSemantic::Attribute, F, Interpolation::Smooth, false, 1});
      m_.inputs.push_back({InputSemantic::VertexId, I});
      m_.inputs.push_back({InputSemantic::InstanceId, I});
      return;
    }
    m_.planeCount = kRandomPlanes;
    for (uint32_t plane = 0; plane < kRandomPlanes; ++plane) {
      static constexpr Interpolation kWays[] = {Interpolation::Smooth, Interpolation::Linear,
                                                Interpolation::Flat};
      const Interpolation way = kWays[plane % 3];
      const Kind kind = plane == 5 ? I : F;
      m_.inputs.push_back({InputSemantic::Interpolant, kind, way, false, plane});
    }
    m_.inputs.push_back({InputSemantic::FragCoordX, F});
    m_.inputs.push_back({InputSemantic::FragCoordY, F});
    m_.inputs.push_back({InputSemantic::FragCoordZ, F});
    m_.inputs.push_back({InputSemantic::FragCoordW, F});
    m_.inputs.push_back({InputSemantic::FrontFacing, B});
  }

  void declareOutputs() {
    const bool vertex = m_.stage == Stage::Vertex;
    for (uint32_t i = 0; i < 4; ++i) {
      m_.outputs.push_back(
          {vertex ? OutputSemantic::Position : OutputSemantic::Color, F, i, pick(F)});
    }
    for (uint32_t i = 0; i < 4; ++i) {
      const Kind kind = i % 2 == 0 ? F : I;
      m_.outputs.push_back({vertex ? OutputSemantic::Varying : OutputSemantic::Color, kind,
                            vertex ? i : 4 + i, pick(kind)});
    }
  }

  Random random_;
  RandomOptions options_;
  Module m_;
  BlockId block_ = 0;
  std::vector<ValueId> scope_;
};

}  // namespace

Module randomModule(uint64_t seed, const RandomOptions& options) {
  return Generator(seed, options).run();
}

}  // namespace nogpu::shader::emit
