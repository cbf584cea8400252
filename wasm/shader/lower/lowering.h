// SPDX-License-Identifier: MIT
// The state of lowering one stage. Split over files by what is lowered:
//
//   lower.cpp      entry, globals, outputs       variables.cpp  declarations, slots, regions
//   places.cpp     l-values, loads, stores       expressions.cpp
//   operators.cpp  arithmetic, constructors      builtins.cpp, matrices.cpp, textures.cpp
//   statements.cpp if, switch, lists             loops.cpp      calls.cpp
//
// Variables are SSA from the start. `slots_[s]` is the current value of scalar s. A region (one
// side of an If, a loop) logs what it overwrites; when it ends, the log says which slots need a Phi
// and puts the old values back. No variable ever touches memory except arrays indexed dynamically.
#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shader/diagnostic.h"
#include "shader/front/ast_arena.h"
#include "shader/front/builtins.h"
#include "shader/ir/builder.h"
#include "shader/lower/analysis.h"
#include "shader/lower/lower.h"
#include "shader/lower/math.h"
#include "shader/lower/place.h"
#include "shader/lower/uses.h"

namespace nogpu::shader::lower {

class Lowering {
 public:
  using V = ir::ValueId;
  using Op = ir::Op;

  Lowering(const front::Module& ast, const StageLayout& layout, ir::Module& out,
           DiagnosticList& log);
  bool run();

 private:
  /// A slot that a region has changed, and to what.
  struct Change {
    uint32_t slot;
    V value;
  };
  struct Branch {
    ir::BlockId block;
    std::vector<Change> changes;
    Scalars values;
  };
  struct Overwritten {
    uint32_t slot;
    V before;
  };
  /// The function being inlined, and where its jumps go.
  struct Frame {
    uint32_t returnFlag = 0, returnBase = 0, returnWords = 0;
    uint32_t breakFlag = 0, continueFlag = 0;
  };
  struct CarriedSlot {
    uint32_t slot;
    V phi;
    V init;
    bool escapes;
  };

  // ---- lower.cpp
  void bindGlobals();
  void emitOutputs();
  void emitVertexOutputs();
  void emitFragmentOutputs();
  void emitColor(ir::OutputSemantic semantic, uint32_t drawBuffer, const front::Type* type,
                 Scalars scalars);
  V inputScalar(const front::Variable* variable, uint32_t word);
  V builtinInput(const front::Variable* variable, uint32_t word);

  // ---- interpolation.cpp
  /// A place in a pixel, from where the planes are evaluated, in pixels.
  struct PixelOffset {
    V x, y;
  };
  Scalars interpolate(const front::Expr* expr);
  PixelOffset centroid();
  PixelOffset fromCentre(V x, V y);
  V sampleWord(uint32_t word, ir::Kind kind);
  V interpolatedAt(ir::InputSlot slot, PixelOffset at);
  void fail(SourceLoc loc, std::string_view token, std::string_view message);
  /// False once the shader has turned out to be too large; lowering then only unwinds.
  bool withinLimits(SourceLoc loc);

  // ---- variables.cpp
  Scalars allocate(size_t count);
  Scalars copy(std::span<const V> values);
  Scalars one(V value);
  Scalars zeros(const front::Type* type);
  Scalars constants(const front::Type* type, std::span<const uint32_t> words);
  const std::vector<front::ScalarKind>& scalarKinds(const front::Type* type);
  uint32_t newSlots(size_t count);
  void setSlot(uint32_t slot, V value);
  /// (Re)declares slots in the current region and gives them their first values.
  void startSlots(uint32_t base, std::span<const V> values);
  void declare(const front::Variable* variable, Scalars initial);
  void declareSlots(const front::Variable* variable, Scalars initial);
  const Place& bindingOf(const front::Variable* variable);
  Place makeBinding(const front::Variable* variable);
  bool livesInMemory(const front::Variable* variable) const;
  bool isTable(const front::Variable* variable, Scalars values) const;
  void beginRegion();
  /// Puts back what the region has overwritten and says what it was.
  std::vector<Change> endRegion(size_t logStart);
  template <class Body>
  Branch lowerBranch(Body body);
  Scalars joinBranches(V condition, SourceLoc loc, size_t instMark, Branch& then,
                       Branch& otherwise);
  V joinValue(V condition, size_t instMark, bool empty, V thenValue, V elseValue, ir::If& branches);
  /// if (condition) then() else otherwise(); both return equally many scalars.
  template <class Then, class Else>
  Scalars lowerIf(V condition, SourceLoc loc, Then then, Else otherwise);

  // ---- places.cpp
  Place placeOf(const front::Expr* expr);
  Place indexPlace(Place place, const front::Type* element, V index);
  Place memberPlace(Place place, uint32_t member);
  Place swizzlePlace(Place place, const front::Expr* expr);
  Place valuesPlace(const front::Type* type, Scalars values);
  void indexSampler(Place& place, uint32_t count, uint32_t samplersPerElement, V index);
  Scalars load(const Place& place);
  void loadBlock(const Place& place, Scalars& to);
  V loadScalar(const Place& place, uint32_t word, front::ScalarKind kind);
  V loadBits(Op op, front::ScalarKind kind, uint32_t imm, V offset, uint32_t block);
  V gather(const Place& place, const Dim* dim, uint32_t word);
  void store(const Place& place, Scalars values);
  void storeScalar(const Place& place, uint32_t word, V value);
  void scatter(const Dim* dim, uint32_t slot, V value, V condition);
  V toArrayKind(V value, ir::Kind kind);
  V fromArrayKind(V value, front::ScalarKind kind);

  // ---- expressions.cpp
  Scalars value(const front::Expr* expr);
  Scalars valueOfKind(const front::Expr* expr);
  V scalar(const front::Expr* expr) { return value(expr)[0]; }
  void effect(const front::Expr* expr) { value(expr); }
  Scalars unary(const front::Expr* expr);
  Scalars incDec(const front::Expr* expr);
  Scalars binary(const front::Expr* expr);
  Scalars logical(const front::Expr* expr);
  Scalars ternary(const front::Expr* expr);
  Scalars assign(const front::Expr* expr);
  Scalars constructor(const front::Expr* expr);

  // ---- operators.cpp
  Scalars arithmetic(front::BinaryOp op, Scalars x, const front::Type* xType, Scalars y,
                     const front::Type* yType);
  V scalarArithmetic(front::BinaryOp op, front::ScalarKind kind, V x, V y);
  V compare(front::BinaryOp op, front::ScalarKind kind, V x, V y);
  V equal(const front::Type* type, Scalars x, Scalars y);
  V convert(V value, front::ScalarKind from, front::ScalarKind to);
  Scalars constructVector(const front::Expr* expr);
  Scalars constructMatrix(const front::Expr* expr);
  Scalars flattenOperands(const front::Expr* expr, front::ScalarKind to, size_t most);

  // ---- matrices.cpp
  Scalars multiply(Scalars x, const front::Type* xType, Scalars y, const front::Type* yType);
  V dot(Scalars x, Scalars y);
  V determinant(Scalars m, uint32_t n);
  Scalars inverse(Scalars m, uint32_t n);
  V determinant3(V a, V b, V c, V d, V e, V f, V g, V h, V i);

  // ---- builtins.cpp
  Scalars callBuiltin(const front::Expr* expr);
  Scalars mapBuiltin(const front::Expr* expr, std::span<const Scalars> args);
  V scalarBuiltin(front::BuiltinId id, front::ScalarKind kind, V x, V y, V z);
  V intBuiltin(front::BuiltinId id, front::ScalarKind kind, V x, V y, V z);
  Scalars vectorBuiltin(const front::Expr* expr, std::span<const Scalars> args, bool& known);
  Scalars matrixBuiltin(const front::Expr* expr, std::span<const Scalars> args, bool& known);
  Scalars packBuiltin(const front::Expr* expr, std::span<const Scalars> args, bool& known);
  Scalars modf(const front::Expr* expr);
  Scalars scale(Scalars x, V by);

  // ---- textures.cpp
  Scalars texture(const front::Expr* expr);
  Scalars finishTexture(const front::Expr* expr, const ir::Tex& tex);
  ir::Tex startTexture(const front::Expr* expr, const Place& sampler);

  // ---- statements.cpp, loops.cpp
  void statement(const front::Stmt* stmt);
  /// Statements from `from` on; what follows a possible jump goes where it is not taken.
  void statements(std::span<front::Stmt* const> list, size_t from);
  void declaration(const front::Stmt* stmt);
  V condition(const front::Stmt* stmt);
  void ifStatement(const front::Stmt* stmt, std::span<front::Stmt* const> rest);
  void switchStatement(const front::Stmt* stmt);
  void switchChain(const front::Stmt* stmt, V selector, size_t group);
  void switchFallThrough(const front::Stmt* stmt, V selector);
  struct SwitchGroup {
    size_t labelsBegin, begin, end;  // labels in [labelsBegin, begin), statements in [begin, end)
    bool hasDefault;
  };
  std::vector<SwitchGroup> switchGroups(const front::Stmt* stmt) const;
  V matchesGroup(const front::Stmt* stmt, const std::vector<SwitchGroup>& groups, size_t group,
                 V selector);
  void discard(const front::Stmt* stmt);
  void returnStatement(const front::Stmt* stmt);
  /// No jump of these kinds has been taken.
  V notJumped(uint8_t jumps);
  void loop(const front::Stmt* stmt);
  std::vector<CarriedSlot> carriedSlots(const front::Stmt* stmt, uint8_t jumps, uint32_t breakFlag);
  void addLoopWrites(const front::Stmt* stmt, WriteSet& writes);
  void loopBody(const front::Stmt* stmt, uint8_t inside);

  // ---- calls.cpp
  Scalars callUser(const front::Expr* expr);
  Place argumentPlace(const front::Expr* arg);
  /// Enters the function's frame; the caller saves and restores its own.
  void runBody(const front::Function* function);
  bool canAlias(const front::Variable* param, const Place& arg) const;

  const front::Module& ast_;
  const StageLayout& layout_;
  ir::Module& out_;
  DiagnosticList& log_;
  ir::Builder b;
  Math math_;
  Analysis analysis_;
  Uses uses_;
  front::AstArena arena_;

  std::vector<V> slots_;
  std::vector<uint32_t> slotDepth_;  // region in which the slot was declared last
  std::vector<uint32_t> slotStamp_;  // marks slots seen while a log is read
  uint32_t stamp_ = 0;
  uint32_t depth_ = 0;  // of nested regions
  std::vector<Overwritten> overwritten_;
  std::unordered_map<const front::Variable*, Place> bindings_;
  std::unordered_map<const front::Variable*, uint32_t> slotBases_, arrays_;
  std::unordered_set<const front::Variable*> switchScope_;  // declared before the labels
  std::unordered_map<const front::Function*, Frame> frames_;
  std::unordered_map<const front::Type*, std::vector<front::ScalarKind>> scalarKinds_;

  const PixelOffset* interpolateAt_ = nullptr;  ///< for inputs that are read now
  Frame frame_;
  uint32_t discardedFlag_ = 0;
  uint32_t loopDepth_ = 0;
  uint32_t recursion_ = 0;  // of the lowering itself
  size_t steps_ = 0;        // expressions lowered, against kMaxSteps
  bool failed_ = false;

  /// Counts levels of the lowering's own recursion.
  class DepthGuard {
   public:
    explicit DepthGuard(Lowering& lowering) : depth_(lowering.recursion_) { ++depth_; }
    ~DepthGuard() { --depth_; }
    DepthGuard(const DepthGuard&) = delete;
    DepthGuard& operator=(const DepthGuard&) = delete;

   private:
    uint32_t& depth_;
  };
};

template <class Body>
Lowering::Branch Lowering::lowerBranch(Body body) {
  const size_t logStart = overwritten_.size();
  beginRegion();
  b.beginBlock();
  Branch branch;
  branch.values = body();
  branch.block = b.endBlock();
  branch.changes = endRegion(logStart);
  return branch;
}

template <class Then, class Else>
Scalars Lowering::lowerIf(V condition, SourceLoc loc, Then then, Else otherwise) {
  if (b.isConst(condition)) return b.bitsOf(condition) != 0 ? then() : otherwise();
  const size_t mark = b.instCount();
  Branch thenBranch = lowerBranch(then);
  Branch elseBranch = lowerBranch(otherwise);
  return joinBranches(condition, loc, mark, thenBranch, elseBranch);
}

}  // namespace nogpu::shader::lower
