// SPDX-License-Identifier: MIT
// Everything around the entry block. In the shape of the code it writes:
//
//   load the draw's pointers; evaluate and splat what is uniform
//   fragment: for each segment { splat its planes
//     for index = begin; index <= last; index += width {
//       index0 = index; index1 = min(index + 1, last)   recomputing the last quad is harmless
//       …the entry block…; outputs[index w] = …; mask[index w] = live w } }
//   vertex: the same loop over the groups
//   give the loop budget back
#include <string>

#include "shader/emit/function_emitter.h"

namespace nogpu::shader::emit {

using namespace ir;
using namespace abi;

namespace {

constexpr uint32_t kOne = 0x3f800000u;
constexpr uint32_t kVectorBytes = 16;

std::string numbered(const char* stem, uint32_t number) { return stem + std::to_string(number); }

}  // namespace

FunctionEmitter::FunctionEmitter(const Module& module, const Plan& plan, uint32_t width)
    : m_(module), plan_(plan), width_(width), homes_(module.insts.size()) {
  for (size_t i = 0; i < homes_.size(); ++i) homes_[i].remaining = plan.values[i].uses;
}

void FunctionEmitter::run() {
  prologue();
  if (m_.stage == Stage::Vertex) {
    vertexFrame();
  } else {
    fragmentFrame();
  }
  epilogue();
  f_.end();
}

// ---- prologue -----------------------------------------------------------------------------------

void FunctionEmitter::prologue() {
  draw_ = locals_.named(ValType::I32, "draw");
  f_.get(0);
  f_.memory(WasmOp::I32Load, kOffBatchDraw);
  f_.set(draw_);
  static_assert(kOffBatchDraw == kOffVertexDraw);
  loadDrawPointers();
  for (ValueId id : plan_.prologue) {
    if (!plan_.values[id].inlined) defineInPrologue(id);
  }
}

void FunctionEmitter::loadDrawPointers() {
  const auto load = [&](LocalId& local, uint32_t offset, const char* name) {
    if (local != kNoLocal) return;
    local = locals_.named(ValType::I32, name);
    f_.get(draw_);
    f_.memory(WasmOp::I32Load, offset);
    f_.set(local);
  };
  std::vector<uint8_t> blockRead(m_.blockBytes.size());
  for (size_t i = 0; i < m_.insts.size(); ++i) {
    const Inst& inst = m_.insts[i];
    const bool live = plan_.values[i].live;
    if (inst.op == Op::UniformLoad && live) load(uniforms_, kOffDrawUniforms, "uniforms");
    if (inst.op == Op::ConstLoad && live) load(constants_, kOffDrawConstants, "constants");
    if (inst.op == Op::BlockLoad && live) {
      if (inst.imm2 >= blockRead.size()) blockRead.resize(inst.imm2 + 1);
      blockRead[inst.imm2] = 1;
    }
    const bool tex = inst.op == Op::Tex && !plan_.texResults[inst.imm].empty();
    if (tex) load(samplers_, kOffDrawSamplers, "samplers");
    if (tex || (inst.op == Op::LocalLoad && live) || inst.op == Op::LocalStore) {
      load(scratch_, kOffDrawScratch, "scratch");
    }
  }
  blocks_.assign(blockRead.size(), kNoLocal);
  for (uint32_t i = 0; i < blockRead.size(); ++i) {
    if (!blockRead[i]) continue;
    blocks_[i] = locals_.named(ValType::I32, numbered("block", i));
    f_.get(draw_);
    f_.memory(WasmOp::I32Load, kOffDrawBlocks);
    f_.memory(WasmOp::I32Load, i * 4);
    f_.set(blocks_[i]);
  }
  if (plan_.hasLoops) load(budget_, kOffDrawLoopBudget, "budget");
}

void FunctionEmitter::epilogue() {
  if (budget_ == kNoLocal) return;
  f_.get(draw_);
  f_.get(budget_);
  f_.memory(WasmOp::I32Store, kOffDrawLoopBudget);
}

// ---- vertex -------------------------------------------------------------------------------------

void FunctionEmitter::vertexFrame() {
  const LocalId index = locals_.named(ValType::I32, "index");
  const LocalId last = locals_.named(ValType::I32, "last");
  const LocalId outputs = locals_.named(ValType::I32, "outputs");
  const LocalId inputs = locals_.named(ValType::I32, "inputs");
  f_.get(0);
  f_.memory(WasmOp::I32Load, kOffVertexOutputs);
  f_.set(outputs);
  f_.get(0);
  f_.memory(WasmOp::I32Load, kOffVertexInputs);
  f_.set(inputs);
  f_.get(0);
  f_.memory(WasmOp::I32Load, kOffVertexGroups);
  f_.i32(1);
  f_.op(WasmOp::I32Sub);
  f_.set(last);
  for (uint32_t w = 0; w < width_; ++w) {
    inputs_[w] = locals_.named(ValType::I32, numbered("inputs", w));
  }

  const Label done = f_.block();
  f_.get(index);
  f_.get(last);
  f_.op(WasmOp::I32GtS);
  f_.brIf(done);
  const Label groups = f_.loop();
  stepIndices(index, last);
  for (uint32_t w = 0; w < width_; ++w) {
    f_.get(inputs);
    f_.get(index_[w]);
    f_.i32(static_cast<int32_t>(m_.inputs.size() * kVectorBytes));
    f_.op(WasmOp::I32Mul);
    f_.op(WasmOp::I32Add);
    f_.set(inputs_[w]);
  }
  enterLoop();
  step();
  storeOutputs(outputs);
  exitLoop();
  f_.get(index);
  f_.i32(static_cast<int32_t>(width_));
  f_.op(WasmOp::I32Add);
  f_.tee(index);
  f_.get(last);
  f_.op(WasmOp::I32LeS);
  f_.brIf(groups);
  f_.end();
  f_.end();
}

void FunctionEmitter::stepIndices(LocalId index, LocalId last) {
  index_[0] = index;
  if (width_ == 1) return;
  if (index_[1] == kNoLocal) index_[1] = locals_.named(ValType::I32, "index1");
  f_.get(index);
  f_.i32(1);
  f_.op(WasmOp::I32Add);
  f_.get(last);
  f_.get(index);
  f_.get(last);
  f_.op(WasmOp::I32LtS);
  f_.op(WasmOp::Select);
  f_.set(index_[1]);
}

// ---- fragment -----------------------------------------------------------------------------------

bool FunctionEmitter::readsInput(InputSemantic semantic) const {
  for (size_t i = 0; i < m_.insts.size(); ++i) {
    const Inst& inst = m_.insts[i];
    if (inst.op == Op::InputLoad && plan_.values[i].live &&
        m_.inputs[inst.imm].semantic == semantic) {
      return true;
    }
  }
  return false;
}

bool FunctionEmitter::readsSmooth() const {
  for (size_t i = 0; i < m_.insts.size(); ++i) {
    const Inst& inst = m_.insts[i];
    if (inst.op != Op::InputLoad || !plan_.values[i].live) continue;
    const InputSlot& slot = m_.inputs[inst.imm];
    if (slot.semantic == InputSemantic::Interpolant &&
        slot.interpolation == Interpolation::Smooth) {
      return true;
    }
  }
  return false;
}

void FunctionEmitter::fragmentFrame() {
  const LocalId segment = locals_.named(ValType::I32, "segment");
  const LocalId segmentEnd = locals_.named(ValType::I32, "segmentEnd");
  f_.get(0);
  f_.memory(WasmOp::I32Load, kOffBatchSegments);
  f_.tee(segment);
  f_.get(0);
  f_.memory(WasmOp::I32Load, kOffBatchSegmentCount);
  f_.i32(kSegmentBytes);
  f_.op(WasmOp::I32Mul);
  f_.op(WasmOp::I32Add);
  f_.set(segmentEnd);

  const Label done = f_.block();
  f_.get(segment);
  f_.get(segmentEnd);
  f_.op(WasmOp::I32GeU);
  f_.brIf(done);
  const Label segments = f_.loop();
  loadSegment(segment);
  segmentLoop(segment);
  f_.get(segment);
  f_.i32(kSegmentBytes);
  f_.op(WasmOp::I32Add);
  f_.tee(segment);
  f_.get(segmentEnd);
  f_.op(WasmOp::I32LtU);
  f_.brIf(segments);
  f_.end();
  f_.end();
}

void FunctionEmitter::loadSegment(LocalId segment) {
  const auto splatFrom = [&](LocalId& local, LocalId base, uint32_t offset, std::string name) {
    if (local == kNoLocal) local = locals_.named(ValType::V128, std::move(name));
    f_.get(base);
    f_.memory(WasmOp::V128Load32Splat, offset);
    f_.set(local);
  };
  const auto plane = [&](Plane& p, LocalId base, uint32_t c, uint32_t stride, bool flat,
                         const std::string& name) {
    splatFrom(p.c, base, c, name);
    if (flat) return;
    splatFrom(p.dx, base, c + stride, name + ".dx");
    splatFrom(p.dy, base, c + 2 * stride, name + ".dy");
  };

  const LocalId planes = locals_.take(ValType::I32);
  f_.get(segment);
  f_.memory(WasmOp::I32Load, kOffSegmentPlanes);
  f_.set(planes);
  const uint32_t strideBytes = (m_.planeCount + 3) / 4 * 16;
  planes_.resize(m_.planeCount);
  for (size_t i = 0; i < m_.insts.size(); ++i) {
    const Inst& inst = m_.insts[i];
    if (inst.op != Op::InputLoad || !plan_.values[i].live) continue;
    const InputSlot& slot = m_.inputs[inst.imm];
    if (slot.semantic != InputSemantic::Interpolant) continue;
    if (planes_[slot.index].c != kNoLocal) continue;
    plane(planes_[slot.index], planes, slot.index * 4, strideBytes,
          slot.interpolation == Interpolation::Flat, numbered("plane", slot.index));
  }
  locals_.give(planes);

  if (readsInput(InputSemantic::FragCoordZ)) plane(z_, segment, kOffSegmentZ, 4, false, "z");
  if (readsSmooth() || readsInput(InputSemantic::FragCoordW)) {
    plane(oneOverW_, segment, kOffSegmentOneOverW, 4, false, "oneOverW");
  }
  if (readsInput(InputSemantic::FrontFacing)) {
    splatFrom(frontFacing_, segment, kOffSegmentFrontFacing, "frontFacing");
  }
  const auto integer = [&](LocalId& local, uint32_t offset, const char* name) {
    local = locals_.named(ValType::I32, name);
    f_.get(segment);
    f_.memory(WasmOp::I32Load, offset);
    f_.set(local);
  };
  integer(x0_, kOffSegmentX0, "x0");
  integer(y0_, kOffSegmentY0, "y0");
}

void FunctionEmitter::segmentLoop(LocalId segment) {
  const LocalId index = locals_.named(ValType::I32, "index");
  const LocalId last = locals_.named(ValType::I32, "last");
  const LocalId outputs = locals_.named(ValType::I32, "outputs");
  f_.get(0);
  f_.memory(WasmOp::I32Load, kOffBatchOutputs);
  f_.set(outputs);
  f_.get(segment);
  f_.memory(WasmOp::I32Load, kOffSegmentQuadBegin);
  f_.tee(index);
  f_.get(segment);
  f_.memory(WasmOp::I32Load, kOffSegmentQuadCount);
  f_.op(WasmOp::I32Add);
  f_.i32(1);
  f_.op(WasmOp::I32Sub);
  f_.set(last);

  const Label quads = f_.loop();
  stepIndices(index, last);
  enterLoop();
  for (uint32_t w = 0; w < width_; ++w) startQuad(0, w);
  Label rest;
  if (plan_.hasDiscard) rest = f_.block();
  step();
  storeOutputs(outputs);
  if (plan_.hasDiscard) {
    f_.end();
    for (uint32_t w = 0; w < width_; ++w) {
      f_.get(0);
      f_.get(index_[w]);
      f_.i32(4);
      f_.op(WasmOp::I32Shl);
      f_.op(WasmOp::I32Add);
      f_.get(live_[w]);
      f_.memory(WasmOp::V128Store, kOffBatchMask);
    }
  }
  exitLoop();
  f_.get(index);
  f_.i32(static_cast<int32_t>(width_));
  f_.op(WasmOp::I32Add);
  f_.tee(index);
  f_.get(last);
  f_.op(WasmOp::I32LeS);
  f_.brIf(quads);
  f_.end();
}

/// Position of quad `w` relative to the segment's reference pixel, and its share of 1 / w.
void FunctionEmitter::startQuad(LocalId batch, uint32_t w) {
  batchQuad_[w] = locals_.named(ValType::I32, numbered("quad", w));
  f_.get(batch);
  f_.get(index_[w]);
  f_.i32(2);
  f_.op(WasmOp::I32Shl);
  f_.op(WasmOp::I32Add);
  f_.set(batchQuad_[w]);
  const auto relative = [&](LocalId& local, uint32_t offset, LocalId origin,
                            std::array<uint32_t, 4> lanes, const char* name) {
    local = locals_.named(ValType::V128, numbered(name, w));
    f_.get(batchQuad_[w]);
    f_.memory(WasmOp::I32Load, offset);
    f_.get(origin);
    f_.op(WasmOp::I32Sub);
    f_.op(WasmOp::F32ConvertS);
    f_.op(WasmOp::F32x4Splat);
    f_.v128(lanes);
    f_.op(WasmOp::F32x4Add);
    f_.set(local);
  };
  relative(px_[w], kOffBatchQuadX, x0_, {0, kOne, 0, kOne}, "px");
  relative(py_[w], kOffBatchQuadY, y0_, {0, 0, kOne, kOne}, "py");
  if (readsSmooth()) {
    wReciprocal_[w] = locals_.named(ValType::V128, numbered("w", w));
    f_.v128Splat(kOne);
    pushPlane(oneOverW_, w);
    f_.op(WasmOp::F32x4Div);
    f_.set(wReciprocal_[w]);
  }
  if (plan_.hasDiscard) {
    live_[w] = locals_.named(ValType::V128, numbered("live", w));
    f_.get(batch);
    f_.get(index_[w]);
    f_.i32(4);
    f_.op(WasmOp::I32Shl);
    f_.op(WasmOp::I32Add);
    f_.memory(WasmOp::V128Load, kOffBatchMask);
    f_.set(live_[w]);
  }
}

// ---- both ---------------------------------------------------------------------------------------

void FunctionEmitter::step() {
  for (ValueId id : plan_.earlyInputs) define(id);
  entryBlock();
}

void FunctionEmitter::storeOutputs(LocalId outputs) {
  if (m_.outputs.empty()) return;
  std::array<LocalId, kMaxInterleave> base{};
  for (uint32_t w = 0; w < width_; ++w) {
    base[w] = locals_.take(ValType::I32);
    f_.get(outputs);
    f_.get(index_[w]);
    f_.i32(static_cast<int32_t>(m_.outputs.size() * kVectorBytes));
    f_.op(WasmOp::I32Mul);
    f_.op(WasmOp::I32Add);
    f_.set(base[w]);
  }
  for (uint32_t s = 0; s < m_.outputs.size(); ++s) {
    const ValueId value = m_.outputs[s].value;
    for (uint32_t w = 0; w < width_; ++w) {
      f_.get(base[w]);
      if (value == kNoValue) {
        f_.v128Splat(0);
      } else {
        pushVector(value, w);
      }
      f_.memory(WasmOp::V128Store, s * kVectorBytes);
    }
    if (value != kNoValue) release(value);
  }
  for (uint32_t w = 0; w < width_; ++w) locals_.give(base[w]);
}

}  // namespace nogpu::shader::emit
