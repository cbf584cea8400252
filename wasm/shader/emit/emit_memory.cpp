// SPDX-License-Identifier: MIT
// What touches memory: uniforms, inputs, local arrays and textures, at the offsets of shader/abi.h.
#include "shader/emit/function_emitter.h"
#include "shader/ir/operands.h"

namespace nogpu::shader::emit {

using namespace ir;
using namespace abi;
using W = WasmOp;

namespace {

constexpr uint32_t kVectorBytes = 16;
/// Element e of a local array for quad w is at e * 32 + w * 16.
constexpr uint32_t kElementShift = 5;
static_assert((1u << kElementShift) == kMaxInterleave * kVectorBytes);

constexpr uint32_t kHalf = 0x3f000000u, kOneAndHalf = 0x3fc00000u;

}  // namespace

// ---- uniforms, blocks, constants ----------------------------------------------------------------

LocalId FunctionEmitter::memoryBase(const Inst& inst) const {
  if (inst.op == Op::UniformLoad) return uniforms_;
  return inst.op == Op::BlockLoad ? blocks_[inst.imm2] : constants_;
}

void FunctionEmitter::normaliseBool(Kind kind, bool vector) {
  if (kind != Kind::Bool) return;
  if (vector) {
    f_.v128Splat(0);
    f_.op(W::I32x4Ne);
  } else {
    f_.i32(0);
    f_.op(W::I32Ne);
  }
}

void FunctionEmitter::scalarLoad(const Inst& inst) {
  f_.get(memoryBase(inst));
  if (inst.a != kNoValue) {
    pushScalar(inst.a);
    f_.op(W::I32Add);
  }
  f_.memory(inst.kind == Kind::F32 ? W::F32Load : W::I32Load, inst.imm);
  normaliseBool(inst.kind, false);
}

void FunctionEmitter::vectorLoad(const Inst& inst, uint32_t w) {
  if (inst.a == kNoValue || isUniform(m_, inst.a)) {
    f_.get(memoryBase(inst));
    if (inst.a != kNoValue) {
      pushScalar(inst.a);
      f_.op(W::I32Add);
    }
    f_.memory(W::V128Load32Splat, inst.imm);
  } else {
    const Temp index(locals_, ValType::V128);
    pushVector(inst.a, w);
    f_.set(index);
    gather({memoryBase(inst), index, 0, inst.imm, 0});
  }
  normaliseBool(inst.kind, true);
}

void FunctionEmitter::pushLaneAddress(const LaneAccess& access, uint32_t lane) {
  f_.get(access.index);
  f_.lane(W::I32x4ExtractLane, lane);
  if (access.indexShift != 0) {
    f_.i32(static_cast<int32_t>(access.indexShift));
    f_.op(W::I32Shl);
  }
  f_.get(access.base);
  f_.op(W::I32Add);
}

/// The addresses wait on the stack, lane 0's on top.
void FunctionEmitter::gather(const LaneAccess& access) {
  for (uint32_t lane = 4; lane-- > 0;) pushLaneAddress(access, lane);
  f_.memory(W::V128Load32Zero, access.offsetBytes);
  for (uint32_t lane = 1; lane < 4; ++lane) {
    f_.memoryLane(W::V128Load32Lane, access.offsetBytes + lane * access.laneBytes, lane);
  }
}

// ---- inputs -------------------------------------------------------------------------------------

/// (c + dx * px) + dy * py
void FunctionEmitter::pushPlane(const Plane& plane, uint32_t w) {
  f_.get(plane.c);
  f_.get(plane.dx);
  f_.get(px_[w]);
  f_.op(W::F32x4Mul);
  f_.op(W::F32x4Add);
  f_.get(plane.dy);
  f_.get(py_[w]);
  f_.op(W::F32x4Mul);
  f_.op(W::F32x4Add);
}

/// float(corner of the quad) + the lanes' pixel centres
void FunctionEmitter::pushFragCoord(uint32_t offsetBytes, const std::array<uint32_t, 4>& centres,
                                    uint32_t w) {
  f_.get(batchQuad_[w]);
  f_.memory(W::I32Load, offsetBytes);
  f_.op(W::F32ConvertS);
  f_.op(W::F32x4Splat);
  f_.v128(centres);
  f_.op(W::F32x4Add);
}

/// A batch's array of one vector a quad.
void FunctionEmitter::pushOfQuad(uint32_t offsetBytes, uint32_t w) {
  f_.get(0);
  f_.get(index_[w]);
  f_.i32(4);
  f_.op(W::I32Shl);
  f_.op(W::I32Add);
  f_.memory(W::V128Load, offsetBytes);
}

void FunctionEmitter::pushInput(const Inst& inst, uint32_t w) {
  const InputSlot& slot = m_.inputs[inst.imm];
  switch (slot.semantic) {
    case InputSemantic::Interpolant:
      if (slot.interpolation == Interpolation::Flat) return f_.get(planes_[slot.index].c);
      pushPlane(planes_[slot.index], w);
      if (slot.interpolation != Interpolation::Smooth) return;
      f_.get(wReciprocal_[w]);
      return f_.op(W::F32x4Mul);
    case InputSemantic::FragCoordX:
      return pushFragCoord(kOffBatchQuadX, {kHalf, kOneAndHalf, kHalf, kOneAndHalf}, w);
    case InputSemantic::FragCoordY:
      return pushFragCoord(kOffBatchQuadY, {kHalf, kHalf, kOneAndHalf, kOneAndHalf}, w);
    case InputSemantic::FragCoordZ:
      return pushPlane(z_, w);
    case InputSemantic::FragCoordW:
      return pushPlane(oneOverW_, w);
    case InputSemantic::FrontFacing:
      return f_.get(frontFacing_);
    case InputSemantic::SampleMask:
      return pushOfQuad(kOffBatchSampleMask, w);
    case InputSemantic::CentroidX:
      return pushOfQuad(kOffBatchCentroidX, w);
    case InputSemantic::CentroidY:
      return pushOfQuad(kOffBatchCentroidY, w);
    default:
      f_.get(inputs_[w]);
      return f_.memory(W::V128Load, inst.imm * kVectorBytes);
  }
}

// ---- local arrays -------------------------------------------------------------------------------

uint32_t FunctionEmitter::elementOffset(const Inst& inst, uint32_t w) const {
  uint32_t offset = kScratchArraysOffset + (inst.imm << kElementShift) + w * kVectorBytes;
  for (uint32_t i = 0; i < inst.imm2; ++i) offset += m_.arrays[i].elements << kElementShift;
  return offset;
}

/// scratch + index * 32; what is constant goes into the access's offset.
void FunctionEmitter::pushElementBase(ValueId index) {
  f_.get(scratch_);
  if (index == kNoValue) return;
  pushScalar(index);
  f_.i32(kElementShift);
  f_.op(W::I32Shl);
  f_.op(W::I32Add);
}

void FunctionEmitter::localLoad(const Inst& inst, uint32_t w) {
  const uint32_t offset = elementOffset(inst, w);
  if (inst.a == kNoValue || isUniform(m_, inst.a)) {
    pushElementBase(inst.a);
    return f_.memory(W::V128Load, offset);
  }
  const Temp index(locals_, ValType::V128);
  pushVector(inst.a, w);
  f_.set(index);
  gather({scratch_, index, kElementShift, offset, 4});
}

void FunctionEmitter::localStore(const Inst& inst, uint32_t w) {
  const uint32_t offset = elementOffset(inst, w);
  if (inst.a == kNoValue || isUniform(m_, inst.a)) {
    pushElementBase(inst.a);
    pushVector(inst.b, w);
    if (!exec_.all) {
      pushElementBase(inst.a);
      f_.memory(W::V128Load, offset);
      f_.get(exec_.lanes[w]);
      f_.op(W::V128Bitselect);
    }
    return f_.memory(W::V128Store, offset);
  }
  // Each lane has its own column of the array, so lanes never write the same word.
  const Temp index(locals_, ValType::V128), value(locals_, ValType::V128);
  const LaneAccess access{scratch_, index, kElementShift, offset, 4};
  pushVector(inst.a, w);
  f_.set(index);
  pushVector(inst.b, w);
  if (!exec_.all) {
    gather(access);
    f_.get(exec_.lanes[w]);
    f_.op(W::V128Bitselect);
  }
  f_.set(value);
  for (uint32_t lane = 0; lane < 4; ++lane) {
    pushLaneAddress(access, lane);
    f_.get(value);
    f_.memoryLane(W::V128Store32Lane, offset + lane * 4, lane);
  }
}

// ---- textures -----------------------------------------------------------------------------------

void FunctionEmitter::texture(const Inst& inst) {
  const Tex& tex = m_.texs[inst.imm];
  for (uint32_t w = 0; w < width_; ++w) storeSampleArgs(tex, w);
  if (tex.samplerIndex == kNoValue || isUniform(m_, tex.samplerIndex)) {
    callSampler(tex, 0, width_);
  } else {
    for (uint32_t w = 0; w < width_; ++w) callSampler(tex, w, 1);
  }
  forEachTexOperand(tex, [&](ValueId operand) { release(operand); });
  loadSampleResults(inst.imm);
}

void FunctionEmitter::storeArg(ValueId value, uint32_t w, uint32_t offsetBytes) {
  if (value == kNoValue) return;
  f_.get(scratch_);
  pushVector(value, w);
  f_.memory(W::V128Store, w * kArgsBytes + offsetBytes);
}

void FunctionEmitter::storeSampleArgs(const Tex& tex, uint32_t w) {
  for (uint32_t i = 0; i < 3; ++i) {
    storeArg(tex.coord[i], w, kOffArgsCoord + i * kVectorBytes);
    storeArg(tex.ddx[i], w, kOffArgsDdx + i * kVectorBytes);
    storeArg(tex.ddy[i], w, kOffArgsDdy + i * kVectorBytes);
  }
  storeArg(tex.dref, w, kOffArgsDref);
  storeArg(tex.lod, w, kOffArgsLod);
  const auto storeConstant = [&](const std::array<uint32_t, 4>& lanes, uint32_t offsetBytes) {
    f_.get(scratch_);
    f_.v128(lanes);
    f_.memory(W::V128Store, w * kArgsBytes + offsetBytes);
  };
  if (tex.method == TexMethod::Implicit && tex.lod == kNoValue) {
    storeConstant({0, 0, 0, 0}, kOffArgsLod);
  }
  const auto texel = [&](int i) { return static_cast<uint32_t>(int32_t{tex.offset[i]}); };
  storeConstant({texel(0), texel(1), texel(2), 0}, kOffArgsOffset);
}

void FunctionEmitter::callSampler(const Tex& tex, uint32_t firstArgs, uint32_t count) {
  const Temp sampler(locals_, ValType::I32);
  f_.get(samplers_);
  if (tex.samplerIndex != kNoValue) {
    pushVector(tex.samplerIndex, firstArgs);
    f_.lane(W::I32x4ExtractLane, 0);
    f_.i32(2);
    f_.op(W::I32Shl);
    f_.op(W::I32Add);
  }
  f_.memory(W::I32Load, tex.samplerSlot * 4);
  f_.tee(sampler);
  f_.get(scratch_);
  if (firstArgs != 0) {
    f_.i32(static_cast<int32_t>(firstArgs * kArgsBytes));
    f_.op(W::I32Add);
  }
  f_.i32(static_cast<int32_t>(count));
  f_.get(sampler);
  f_.memory(W::I32Load, static_cast<uint32_t>(tex.method) * 4);
  f_.callIndirect(kTypeSample);
}

void FunctionEmitter::loadSampleResults(uint32_t texIndex) {
  for (ValueId id : plan_.texResults[texIndex]) {
    takeHome(id);
    const Home& home = homes_[id];
    const uint32_t offset = kOffArgsResult + m_.insts[id].imm * kVectorBytes;
    for (uint32_t w = 0; w < width_; ++w) {
      f_.get(scratch_);
      f_.memory(W::V128Load, w * kArgsBytes + offset);
      f_.set(home.lanes[w]);
    }
  }
}

}  // namespace nogpu::shader::emit
