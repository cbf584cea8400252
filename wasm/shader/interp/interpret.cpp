// SPDX-License-Identifier: MIT
// The interpreter's loop, and the two entry points that feed it batches.
#include <cstring>

#include "shader/interp/program.h"
#include "shader/ir/lane_ops.h"
#include "shader/program.h"

namespace nogpu::shader {

namespace interp {

namespace {

using namespace ir::lane;  // what the rows of lane_ops.def call

/// What changes from step to step. Vertex steps use `inputs` alone.
struct Step {
  const v128_t* inputs[kWidth];  ///< vertex: the group's slots
  const FragmentSegment* segment;
  const FragmentBatch* batch;
  uint32_t quad[kWidth];
  v128_t x[kWidth], y[kWidth];    ///< fragment: pixel coordinates, I32
  v128_t px[kWidth], py[kWidth];  ///< relative to the segment's reference pixel, F32
  v128_t w[kWidth];               ///< 1 / oneOverW
  v128_t mask[kWidth];            ///< lanes to be written
};

v128_t plane(const Step& step, uint32_t k, float c, float dx, float dy) {
  const v128_t value =
      wasm_f32x4_add(wasm_f32x4_splat(c), wasm_f32x4_mul(wasm_f32x4_splat(dx), step.px[k]));
  return wasm_f32x4_add(value, wasm_f32x4_mul(wasm_f32x4_splat(dy), step.py[k]));
}

v128_t splatWord(const void* base, uint32_t byteOffset) {
  return wasm_v128_load32_splat(static_cast<const char*>(base) + byteOffset);
}

uint32_t firstLane(v128_t v) { return uint32_t(wasm_i32x4_extract_lane(v, 0)); }

v128_t gatherWords(const void* base, uint32_t byteOffset, v128_t index) {
  alignas(16) uint32_t lane[4];
  wasm_v128_store(lane, index);
  for (uint32_t& word : lane) {
    memcpy(&word, static_cast<const char*>(base) + byteOffset + word, sizeof word);
  }
  return wasm_v128_load(lane);
}

bool anyLane(const v128_t (&mask)[kWidth]) {
  v128_t any = mask[0];
  for (uint32_t k = 1; k < kWidth; ++k) any = wasm_v128_or(any, mask[k]);
  return wasm_v128_any_true(any);
}

// ---- local arrays: elements of kWidth v128
// ----------------------------------------------------------

constexpr uint32_t kElementBytes = kWidth * 16;

v128_t gatherElements(const std::byte* array, uint32_t k, v128_t index) {
  alignas(16) uint32_t lane[4];
  wasm_v128_store(lane, index);
  for (uint32_t i = 0; i < 4; ++i) {
    memcpy(&lane[i], array + lane[i] * kElementBytes + k * 16 + i * 4, 4);
  }
  return wasm_v128_load(lane);
}

void storeElement(std::byte* element, uint32_t k, v128_t value, v128_t exec) {
  std::byte* at = element + k * 16;
  wasm_v128_store(at, wasm_v128_bitselect(value, wasm_v128_load(at), exec));
}

void scatterElements(std::byte* array, uint32_t k, v128_t index, v128_t value, v128_t exec) {
  alignas(16) uint32_t lane[4], word[4];
  wasm_v128_store(lane, index);
  wasm_v128_store(word, value);
  const uint32_t bits = uint32_t(wasm_i32x4_bitmask(exec));
  for (uint32_t i = 0; i < 4; ++i) {
    if (bits >> i & 1) memcpy(array + lane[i] * kElementBytes + k * 16 + i * 4, &word[i], 4);
  }
}

// ---- textures -----------------------------------------------------------------------------------

void sample(const ShaderDraw& draw, const TexCall& call, Lanes* frame) {
  SampleArgs* args = reinterpret_cast<SampleArgs*>(draw.scratch);
  const v128_t zero = wasm_i32x4_splat(0);
  for (uint32_t k = 0; k < kWidth; ++k) {
    SampleArgs& one = args[k];
    for (int i = 0; i < 3; ++i) {
      if (call.coord[i] != kNoReg) one.coord[i] = frame[call.coord[i]].v[k];
      if (call.ddx[i] != kNoReg) one.ddx[i] = frame[call.ddx[i]].v[k];
      if (call.ddy[i] != kNoReg) one.ddy[i] = frame[call.ddy[i]].v[k];
    }
    if (call.dref != kNoReg) one.dref = frame[call.dref].v[k];
    one.lod = call.lod != kNoReg ? frame[call.lod].v[k] : zero;
    memcpy(one.offset, call.offset, sizeof one.offset);
  }
  const auto lookUp = [&](uint32_t slot, SampleArgs* first, uint32_t count) {
    const SamplerDesc* desc = draw.samplers[slot];
    desc->fn[size_t(call.method)](desc, first, count);
  };
  if (call.samplerIndex == kNoReg) {
    lookUp(call.samplerSlot, args, kWidth);
  } else {
    for (uint32_t k = 0; k < kWidth; ++k) {
      lookUp(call.samplerSlot + firstLane(frame[call.samplerIndex].v[k]), args + k, 1);
    }
  }
  for (int i = 0; i < 4; ++i) {
    if (call.result[i] == kNoReg) continue;
    for (uint32_t k = 0; k < kWidth; ++k) frame[call.result[i]].v[k] = args[k].result[i];
  }
}

// ---- the loop -----------------------------------------------------------------------------------

#define EACH for (uint32_t k = 0; k < kWidth; ++k)

/// Runs `code` for one step. False if the loop budget is used up.
bool execute(const Program& program, const Instr* const code, ShaderDraw& draw, Step& step) {
  Lanes* const frame = program.frame.data();
  v128_t exec[kWidth];
  EACH exec[k] = wasm_i32x4_splat(-1);
  for (const Instr* next = code;;) {
    const Instr& instr = *next++;
    const Lanes& ra = frame[instr.a];
    const Lanes& rb = frame[instr.b];
    const Lanes& rc = frame[instr.c];
    Lanes& dst = frame[instr.dst];
    const uint32_t imm = instr.imm;
    switch (instr.code) {
#define UNARY(name, expression) \
  case Code::name:              \
    EACH {                      \
      const v128_t a = ra.v[k]; \
      dst.v[k] = expression;    \
    }                           \
    continue;
#define BINARY(name, expression)             \
  case Code::name:                           \
    EACH {                                   \
      const v128_t a = ra.v[k], b = rb.v[k]; \
      dst.v[k] = expression;                 \
    }                                        \
    continue;
#define TERNARY(name, expression)                         \
  case Code::name:                                        \
    EACH {                                                \
      const v128_t a = ra.v[k], b = rb.v[k], c = rc.v[k]; \
      dst.v[k] = expression;                              \
    }                                                     \
    continue;
#include "shader/ir/lane_ops.def"
      TERNARY(MulAdd, wasm_f32x4_add(wasm_f32x4_mul(a, b), c))
      TERNARY(MulSub, wasm_f32x4_sub(wasm_f32x4_mul(a, b), c))
      TERNARY(SubMul, wasm_f32x4_sub(c, wasm_f32x4_mul(a, b)))
      BINARY(ShlSplat, wasm_i32x4_shl(a, firstLane(b) & 31))
      BINARY(ShrSplat, wasm_i32x4_shr(a, firstLane(b) & 31))
      BINARY(UShrSplat, wasm_u32x4_shr(a, firstLane(b) & 31))
      UNARY(ClampIndex, wasm_u32x4_min(a, wasm_i32x4_splat(int32_t(imm - 1))))
      UNARY(ToMask, wasm_i32x4_ne(a, wasm_i32x4_splat(0)))
      UNARY(Move, a)
      UNARY(UniformSplat, splatWord(draw.uniforms, imm + firstLane(a)))
      UNARY(UniformGather, gatherWords(draw.uniforms, imm, a))
      UNARY(BlockSplat, splatWord(draw.blocks[instr.b], imm + firstLane(a)))
      UNARY(BlockGather, gatherWords(draw.blocks[instr.b], imm, a))
      UNARY(ConstSplat, splatWord(draw.constants, imm + firstLane(a)))
      UNARY(ConstGather, gatherWords(draw.constants, imm, a))
      UNARY(LocalLoadGather, gatherElements(draw.scratch + imm, k, a))
      UNARY(MoveMasked, wasm_v128_bitselect(a, dst.v[k], exec[k]))
#undef UNARY
#undef BINARY
#undef TERNARY
#define NULLARY(name, expression) \
  case Code::name:                \
    EACH dst.v[k] = expression;   \
    continue;
      NULLARY(UniformWord, splatWord(draw.uniforms, imm))
      NULLARY(BlockWord, splatWord(draw.blocks[instr.b], imm))
      NULLARY(ConstWord, splatWord(draw.constants, imm))
      NULLARY(VertexInput, step.inputs[k][imm])
      NULLARY(Flat, splatWord(step.segment->planes, imm * 4))
      NULLARY(FragCoordX,
              wasm_f32x4_add(wasm_f32x4_convert_i32x4(step.x[k]), wasm_f32x4_splat(0.5f)))
      NULLARY(FragCoordY,
              wasm_f32x4_add(wasm_f32x4_convert_i32x4(step.y[k]), wasm_f32x4_splat(0.5f)))
      NULLARY(FragCoordZ,
              plane(step, k, step.segment->z[0], step.segment->z[1], step.segment->z[2]))
      NULLARY(FragCoordW, plane(step, k, step.segment->oneOverW[0], step.segment->oneOverW[1],
                                step.segment->oneOverW[2]))
      NULLARY(FrontFacing, wasm_i32x4_splat(int32_t(step.segment->frontFacing)))
      NULLARY(SampleMask, step.batch->sampleMask[step.quad[k]])
      NULLARY(CentroidX, step.batch->centroidX[step.quad[k]])
      NULLARY(CentroidY, step.batch->centroidY[step.quad[k]])
      NULLARY(LocalLoad, wasm_v128_load(draw.scratch + imm + k * 16))
      NULLARY(SaveExec, exec[k])
#undef NULLARY
      case Code::Linear: {
        const float* c = step.segment->planes + imm;
        const float dx = c[program.planeStride], dy = c[2 * program.planeStride];
        EACH dst.v[k] = plane(step, k, c[0], dx, dy);
        continue;
      }
      case Code::Smooth: {
        const float* c = step.segment->planes + imm;
        const float dx = c[program.planeStride], dy = c[2 * program.planeStride];
        EACH dst.v[k] = wasm_f32x4_mul(plane(step, k, c[0], dx, dy), step.w[k]);
        continue;
      }
      case Code::LocalLoadSplat: {
        const std::byte* element = draw.scratch + imm + firstLane(ra.v[0]) * kElementBytes;
        EACH dst.v[k] = wasm_v128_load(element + k * 16);
        continue;
      }
      case Code::LocalStore:
        EACH storeElement(draw.scratch + imm, k, rb.v[k], exec[k]);
        continue;
      case Code::LocalStoreSplat: {
        std::byte* element = draw.scratch + imm + firstLane(ra.v[0]) * kElementBytes;
        EACH storeElement(element, k, rb.v[k], exec[k]);
        continue;
      }
      case Code::LocalStoreScatter:
        EACH scatterElements(draw.scratch + imm, k, ra.v[k], rb.v[k], exec[k]);
        continue;
      case Code::Tex:
        sample(draw, program.texs[imm], frame);
        continue;
      case Code::Discard:
        EACH step.mask[k] = wasm_v128_andnot(step.mask[k], exec[k]);
        continue;
      case Code::SelectIdle:
        EACH {
          const v128_t cond = ra.v[k];
          dst.v[k] = wasm_v128_and(wasm_v128_bitselect(rb.v[k], rc.v[k], cond), exec[k]);
        }
        continue;
      case Code::Jump:
        next = code + imm;
        continue;
      case Code::JumpIfFalse:
        if (firstLane(ra.v[0]) == 0) next = code + imm;
        continue;
      case Code::EnterThen:
        EACH {
          const v128_t outer = exec[k];
          exec[k] = wasm_v128_and(outer, ra.v[k]);
          dst.v[k] = outer;
        }
        if (!anyLane(exec)) next = code + imm;
        continue;
      case Code::EnterElse:
        EACH exec[k] = wasm_v128_andnot(rb.v[k], ra.v[k]);
        if (!anyLane(exec)) next = code + imm;
        continue;
      case Code::RestoreExec:
        EACH exec[k] = ra.v[k];
        continue;
      case Code::LoopTest:
        EACH exec[k] = wasm_v128_and(exec[k], ra.v[k]);
        if (!anyLane(exec)) next = code + imm;
        continue;
      case Code::BackEdge:
        if (--draw.loopBudget < 0) {
          draw.stoppedLine = instr.b;
          return false;
        }
        next = code + imm;
        continue;
      case Code::Return:
      case Code::Count:
        return true;
    }
  }
}

void enterPixels(Step& step, const FragmentBatch& batch, const uint32_t (&quads)[kWidth]) {
  const FragmentSegment& segment = *step.segment;
  step.batch = &batch;
  EACH {
    const uint32_t q = quads[k];
    step.quad[k] = q;
    step.x[k] = wasm_i32x4_add(wasm_i32x4_splat(batch.quadX[q]), wasm_i32x4_make(0, 1, 0, 1));
    step.y[k] = wasm_i32x4_add(wasm_i32x4_splat(batch.quadY[q]), wasm_i32x4_make(0, 0, 1, 1));
    step.px[k] = wasm_f32x4_convert_i32x4(wasm_i32x4_sub(step.x[k], wasm_i32x4_splat(segment.x0)));
    step.py[k] = wasm_f32x4_convert_i32x4(wasm_i32x4_sub(step.y[k], wasm_i32x4_splat(segment.y0)));
    const v128_t oneOverW =
        plane(step, k, segment.oneOverW[0], segment.oneOverW[1], segment.oneOverW[2]);
    step.w[k] = wasm_f32x4_div(wasm_f32x4_splat(1.0f), oneOverW);
    step.mask[k] = batch.mask[q];
  }
}

void writeOutputs(const Program& program, v128_t* outputs, uint32_t k) {
  for (size_t i = 0; i < program.outputs.size(); ++i) {
    outputs[i] = program.frame[program.outputs[i]].v[k];
  }
}

}  // namespace

}  // namespace interp

using interp::kWidth;

// Where the count is odd, the last step runs one quad in both halves and keeps the first.

void interpretVertex(void* opaque) {
  const VertexBatch& batch = *static_cast<const VertexBatch*>(opaque);
  const interp::Program& program = *static_cast<const interp::Program*>(batch.draw->code);
  interp::Step step{};
  if (!interp::execute(program, program.prologue.data(), *batch.draw, step)) return;
  for (uint32_t g = 0; g < batch.groups; g += kWidth) {
    const uint32_t count = batch.groups - g < kWidth ? batch.groups - g : kWidth;
    EACH step.inputs[k] = batch.inputs + size_t(g + (k < count ? k : 0)) * program.inputCount;
    if (!interp::execute(program, program.main.data(), *batch.draw, step)) return;
    for (uint32_t k = 0; k < count; ++k) {
      interp::writeOutputs(program, batch.outputs + size_t(g + k) * program.outputs.size(), k);
    }
  }
}

void interpretFragment(void* opaque) {
  FragmentBatch& batch = *static_cast<FragmentBatch*>(opaque);
  const interp::Program& program = *static_cast<const interp::Program*>(batch.draw->code);
  interp::Step step{};
  if (!interp::execute(program, program.prologue.data(), *batch.draw, step)) return;
  for (uint32_t s = 0; s < batch.segmentCount; ++s) {
    step.segment = batch.segments + s;
    const uint32_t end = step.segment->quadBegin + step.segment->quadCount;
    for (uint32_t q = step.segment->quadBegin; q < end; q += kWidth) {
      const uint32_t count = end - q < kWidth ? end - q : kWidth;
      uint32_t quads[kWidth];
      EACH quads[k] = q + (k < count ? k : 0);
      interp::enterPixels(step, batch, quads);
      if (!interp::execute(program, program.main.data(), *batch.draw, step)) return;
      for (uint32_t k = 0; k < count; ++k) {
        interp::writeOutputs(program, batch.outputs + size_t(q + k) * program.outputs.size(), k);
        batch.mask[q + k] = step.mask[k];
      }
    }
  }
}

#undef EACH

}  // namespace nogpu::shader
