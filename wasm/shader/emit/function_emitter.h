// SPDX-License-Identifier: MIT
// Writes the body of `run(batch: i32)` for one IR module.
//
//   emit_frame.cpp    prologue, segments, steps, outputs: everything around the entry block
//   emit_block.cpp    statements and control flow
//   emit_value.cpp    arithmetic, on one scalar or on four lanes
//   emit_memory.cpp   uniforms, inputs, local arrays, textures
//
// A step shades `width_` independent quads (or vertex groups), so every varying value has `width_`
// locals. push… functions leave exactly one value on the WASM stack.
#pragma once

#include <array>
#include <vector>

#include "shader/abi.h"
#include "shader/emit/code_writer.h"
#include "shader/emit/emit.h"
#include "shader/emit/plan.h"

namespace nogpu::shader::emit {

/// Indices into the module's type section.
inline constexpr uint32_t kTypeRun = 0, kTypeSample = 1;

class FunctionEmitter {
 public:
  FunctionEmitter(const ir::Module& module, const Plan& plan, uint32_t width);

  void run();

  const CodeWriter& code() const { return f_; }
  const LocalPool& locals() const { return locals_; }
  /// Offsets count from the first instruction.
  const std::vector<SourceMark>& marks() const { return marks_; }

 private:
  using ValueId = ir::ValueId;
  using Lanes = std::array<LocalId, kMaxInterleave>;

  /// Where a value that is not inlined lives.
  struct Home {
    LocalId scalar = kNoLocal;
    Lanes lanes{kNoLocal, kNoLocal};  ///< uniform: [0] is the splat, shared by all quads
    uint32_t remaining = 0;           ///< references not yet consumed
    uint32_t loopDepth = 0;           ///< of the definition
  };

  /// The lanes that run; `all` needs no locals.
  struct Exec {
    bool all = true;
    bool owned = false;  ///< the locals end with the block
    Lanes lanes{kNoLocal, kNoLocal};
  };

  /// A local for the span of one C++ scope.
  class Temp {
   public:
    Temp(LocalPool& pool, ValType type) : pool_(pool), id_(pool.take(type)) {}
    ~Temp() { pool_.give(id_); }
    Temp(const Temp&) = delete;
    Temp& operator=(const Temp&) = delete;
    operator LocalId() const { return id_; }

   private:
    LocalPool& pool_;
    LocalId id_;
  };

  /// A plane equation in locals, splatted.
  struct Plane {
    LocalId c = kNoLocal, dx = kNoLocal, dy = kNoLocal;
  };

  /// One word per lane at base + (index[lane] << indexShift) + offsetBytes + lane * laneBytes.
  struct LaneAccess {
    LocalId base, index;
    uint32_t indexShift, offsetBytes, laneBytes;
  };

  // ---- emit_frame.cpp ---------------------------------------------------------------------------
  void prologue();
  void loadDrawPointers();
  void vertexFrame();
  void fragmentFrame();
  void segmentLoop(LocalId segment);
  void loadSegment(LocalId segment);
  void stepIndices(LocalId index, LocalId last);
  void startQuad(LocalId batch, uint32_t w);
  void step();
  void storeOutputs(LocalId outputs);
  void epilogue();
  bool readsInput(ir::InputSemantic semantic) const;
  bool readsSmooth() const;

  // ---- emit_block.cpp ---------------------------------------------------------------------------
  void entryBlock();
  void block(ir::BlockId id);
  void mark(const ir::Inst& inst);
  void statement(ValueId id);
  void define(ValueId id);
  void defineInPrologue(ValueId id);
  bool mergeLives(const ir::Merge& merge) const;
  void releaseMerges(const ir::If& node);
  void setPhi(ValueId phi, ValueId value);
  void selectPhi(ValueId phi, ValueId thenValue, ValueId elseValue, const Lanes& cond);
  void uniformIf(const ir::If& node, ValueId cond);
  void varyingIf(const ir::If& node, ValueId cond);
  void side(ir::BlockId id, const Exec& exec);
  Exec sideExec(const BlockPlan& plan, const Exec& outer, const Lanes& cond, bool thenSide);
  void endExec(const Exec& exec);
  void testAny(const Lanes& lanes);
  void beginSkip(const Exec& exec);
  void zeroIdleLanes(const std::vector<ir::Merge>& merges);
  void loop(const ir::Inst& inst);
  void startParams(const ir::Loop& node);
  void leaveLoop(const ir::Loop& node, const Exec& inside, bool masked);
  void advanceParams(const ir::Loop& node, const Exec& inside, bool masked);
  void spendBudget();
  void checkBudget(uint32_t line);
  void discard();

  // ---- emit_value.cpp: arithmetic ---------------------------------------------------------------
  void pushScalar(ValueId id);
  void pushVector(ValueId id, uint32_t w);
  void splat(ir::Kind kind);
  void scalarOp(ValueId id);
  void vectorOp(ValueId id, uint32_t w);
  void scalarMinMax(const ir::Inst& inst, WasmOp compare);
  void scalarDivide(const ir::Inst& inst, WasmOp op, bool isSigned);
  void vectorDivide(const ir::Inst& inst, uint32_t w, WasmOp op, bool isSigned);
  void scalarAbs(const ir::Inst& inst);
  void vectorShift(const ir::Inst& inst, uint32_t w, WasmOp simd, WasmOp perLane);
  void derivative(const ir::Inst& inst, uint32_t w, bool alongX);

  // ---- emit_value.cpp: who holds what -----------------------------------------------------------
  void takeHome(ValueId id);
  void storeUniform(ValueId id);
  void freeHome(Home& home);
  Lanes takeLanes();
  void freeLanes(const Lanes& lanes);
  void release(ValueId id);
  void releaseOperands(ValueId id);
  void enterLoop();
  void exitLoop();

  // ---- emit_memory.cpp --------------------------------------------------------------------------
  LocalId memoryBase(const ir::Inst& inst) const;
  void scalarLoad(const ir::Inst& inst);
  void vectorLoad(const ir::Inst& inst, uint32_t w);
  void normaliseBool(ir::Kind kind, bool vector);
  void pushLaneAddress(const LaneAccess& access, uint32_t lane);
  void gather(const LaneAccess& access);
  void pushPlane(const Plane& plane, uint32_t w);
  void pushOfQuad(uint32_t offsetBytes, uint32_t w);
  void pushFragCoord(uint32_t offsetBytes, const std::array<uint32_t, 4>& centres, uint32_t w);
  void pushInput(const ir::Inst& inst, uint32_t w);
  uint32_t elementOffset(const ir::Inst& inst, uint32_t w) const;
  void pushElementBase(ValueId index);
  void localLoad(const ir::Inst& inst, uint32_t w);
  void localStore(const ir::Inst& inst, uint32_t w);
  void texture(const ir::Inst& inst);
  void storeArg(ValueId value, uint32_t w, uint32_t offsetBytes);
  void storeSampleArgs(const ir::Tex& tex, uint32_t w);
  void callSampler(const ir::Tex& tex, uint32_t firstArgs, uint32_t count);
  void loadSampleResults(uint32_t texIndex);

  const ir::Module& m_;
  const Plan& plan_;
  const uint32_t width_;
  CodeWriter f_;
  LocalPool locals_{1};
  std::vector<SourceMark> marks_;

  std::vector<Home> homes_;  ///< by ValueId
  std::vector<std::vector<LocalId>>
      endsWithLoop_;  ///< by open loop: locals to give back at its end
  Exec exec_;

  // The draw, once per call.
  LocalId draw_ = kNoLocal, uniforms_ = kNoLocal, constants_ = kNoLocal, samplers_ = kNoLocal,
          scratch_ = kNoLocal, budget_ = kNoLocal;
  std::vector<LocalId> blocks_;  ///< bases of the uniform blocks that are read

  // Fragment: the segment.
  std::vector<Plane> planes_;
  Plane z_, oneOverW_;
  LocalId x0_ = kNoLocal, y0_ = kNoLocal, frontFacing_ = kNoLocal;

  // The step.
  Lanes index_{kNoLocal, kNoLocal};      ///< number of the quad or group in the batch
  Lanes inputs_{kNoLocal, kNoLocal};     ///< vertex: address of the group's inputs
  Lanes batchQuad_{kNoLocal, kNoLocal};  ///< fragment: batch + 4 * index
  Lanes px_{kNoLocal, kNoLocal}, py_{kNoLocal, kNoLocal}, wReciprocal_{kNoLocal, kNoLocal};
  Lanes live_{kNoLocal, kNoLocal};  ///< lanes that will be written
};

}  // namespace nogpu::shader::emit
