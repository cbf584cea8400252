// SPDX-License-Identifier: MIT
// What a compiled shader and its caller agree on: the memory layouts of a batch. Both back ends,
// the WASM emitter and the interpreter, implement exactly this; pipeline/ fills it. All lanes are
// 32 bits, four to a v128 ("SoA": one v128 per scalar).
//
//   Lane order of a quad: 0 = (x, y), 1 = (x+1, y), 2 = (x, y+1), 3 = (x+1, y+1); y grows upward.
//
//   run(batch)  ──▶ uniforms loaded and splatted once
//               ──▶ per segment (fragment: one primitive): plane equations loaded once
//               ──▶ two quads (or two groups of four vertices) per step
//
// The emitter knows the 32-bit offsets below (kOff…); they are checked against the structs when
// this header is compiled for wasm32. Natively only the interpreter runs, over the same structs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "simd/simd.h"

namespace nogpu::shader {

struct SamplerDesc;

/// One lookup for four lanes. Callers fill what the method reads; the function fills `result`.
/// Coordinates of lanes that are not live may be anything, NaN included.
struct alignas(16) SampleArgs {
  v128_t coord[3];    ///<   0  s, t, r|layer (F32), or texel coordinates (I32) for Fetch
  v128_t dref;        ///<  48  depth reference for shadow samplers
  v128_t lod;         ///<  64  Implicit: bias (0 if none); Lod: LOD; Fetch, Size: level (I32)
  v128_t ddx[3];      ///<  80  Grad only
  v128_t ddy[3];      ///< 128
  v128_t result[4];   ///< 176  r, g, b, a; F32 or I32 bits
  int32_t offset[4];  ///< 240  texel offset (constant of the call site); [3] is 0
};
static_assert(sizeof(SampleArgs) == 256);

/// Samples `count` consecutive SampleArgs (1 or 2 quads).
using SampleFn = void (*)(const SamplerDesc* desc, SampleArgs* args, uint32_t count);

/// Head of a sampler descriptor: one function per ir::TexMethod, chosen once per draw. The rest of
/// the descriptor belongs to pipeline/sampler.
struct SamplerDesc {
  SampleFn fn[5];
};

/// Constant during one draw. `samplers`, `blocks` are indexed by the program's slots.
struct ShaderDraw {
  const uint32_t* uniforms;            ///<  0  default uniform block, 32-bit scalars
  const std::byte* const* blocks;      ///<  4  base of each uniform block's range
  const SamplerDesc* const* samplers;  ///<  8
  const uint32_t* constants;           ///< 12  ir::Module::constants
  std::byte* scratch;                  ///< 16  scratchBytes(module) bytes, 16-byte aligned
  int32_t loopBudget;                  ///< 20  back-edges left; the shader returns at once below 0
  uint32_t stoppedLine;                ///< 24  source line of the loop that used it up, else 0
  const void* code;                    ///< 28  const interp::Program*; unused by emitted code
};

/// `groups` groups of four vertices. Group g, slot s: inputs[g * inputCount + s].
struct VertexBatch {
  ShaderDraw* draw;      ///<  0
  uint32_t groups;       ///<  4
  const v128_t* inputs;  ///<  8  module.inputs.size() per group
  v128_t* outputs;       ///< 12  module.outputs.size() per group
};

/// One primitive's share of a fragment batch.
/// Plane p at the centre of pixel (x, y), with px = float(x - x0), py = float(y - y0):
///     value = (c[p] + dx[p] * px) + dy[p] * py            for Linear; Flat takes c[p] alone
///     Smooth: value * (1 / oneOverW),  oneOverW from its own plane in the same way
/// `planes` is three runs of `planeStride` floats: all c, all dx, all dy;
/// planeStride = planeCount rounded up to 4. Flat integers are raw bits in c.
struct FragmentSegment {
  uint32_t quadBegin;    ///<  0  first quad in the batch
  uint32_t quadCount;    ///<  4  at least 1
  const float* planes;   ///<  8  16-byte aligned
  int32_t x0, y0;        ///< 12, 16  reference pixel
  float z[3];            ///< 20  window depth: c, dx, dy (polygon offset included)
  float oneOverW[3];     ///< 32  c, dx, dy
  uint32_t frontFacing;  ///< 44  0 or 0xffffffff
};

inline constexpr uint32_t kMaxBatchQuads = 64;

/// Quads to shade. mask in: lanes covered; out: lanes still to be written (discard cleared).
/// Quad q, output slot s: outputs[q * outputCount + s].
struct alignas(16) FragmentBatch {
  ShaderDraw* draw;                 ///<  0
  const FragmentSegment* segments;  ///<  4
  uint32_t segmentCount;            ///<  8
  v128_t* outputs;                  ///< 12
  uint32_t quadCount;               ///< 16
  uint32_t pad_[3];
  int32_t quadX[kMaxBatchQuads];  ///<  32  even pixel coordinates
  int32_t quadY[kMaxBatchQuads];  ///< 288
  v128_t mask[kMaxBatchQuads];    ///< 544  lanes all ones or zero
  // Of shaders that read them only:
  v128_t sampleMask[kMaxBatchQuads];  ///< 1568  bit s: sample s is covered
  v128_t centroidX[kMaxBatchQuads];   ///< 2592  offset from the pixel's centre, F32
  v128_t centroidY[kMaxBatchQuads];   ///< 3616
};

using RunFn = void (*)(void* batch);  ///< batch: VertexBatch* or FragmentBatch*

/// A stage ready to run: emitted code in the function table, or the interpreter with its program
/// (interp::prepare).
struct ShaderCode {
  RunFn run = nullptr;
  const void* code = nullptr;  ///< goes into ShaderDraw::code
};

/// Quads (or vertex groups) that emitted code interleaves per step; scratch is sized for it.
inline constexpr uint32_t kMaxInterleave = 2;

/// Scratch: kMaxInterleave SampleArgs, then the local arrays in order; element e of an array, for
/// the i-th of the interleaved quads, is the v128 at arrayBase + (e * kMaxInterleave + i) * 16.
inline constexpr uint32_t kScratchArraysOffset = kMaxInterleave * 256;

namespace abi {
inline constexpr uint32_t kOffDrawUniforms = 0, kOffDrawBlocks = 4, kOffDrawSamplers = 8,
                          kOffDrawConstants = 12, kOffDrawScratch = 16, kOffDrawLoopBudget = 20,
                          kOffDrawStoppedLine = 24;
inline constexpr uint32_t kOffVertexDraw = 0, kOffVertexGroups = 4, kOffVertexInputs = 8,
                          kOffVertexOutputs = 12;
inline constexpr uint32_t kOffSegmentQuadBegin = 0, kOffSegmentQuadCount = 4, kOffSegmentPlanes = 8,
                          kOffSegmentX0 = 12, kOffSegmentY0 = 16, kOffSegmentZ = 20,
                          kOffSegmentOneOverW = 32, kOffSegmentFrontFacing = 44, kSegmentBytes = 48;
inline constexpr uint32_t kOffBatchDraw = 0, kOffBatchSegments = 4, kOffBatchSegmentCount = 8,
                          kOffBatchOutputs = 12, kOffBatchQuadCount = 16, kOffBatchQuadX = 32,
                          kOffBatchQuadY = 288, kOffBatchMask = 544, kOffBatchSampleMask = 1568,
                          kOffBatchCentroidX = 2592, kOffBatchCentroidY = 3616;
inline constexpr uint32_t kOffArgsCoord = 0, kOffArgsDref = 48, kOffArgsLod = 64, kOffArgsDdx = 80,
                          kOffArgsDdy = 128, kOffArgsResult = 176, kOffArgsOffset = 240,
                          kArgsBytes = 256;

#if defined(__wasm__)
static_assert(offsetof(ShaderDraw, loopBudget) == kOffDrawLoopBudget);
static_assert(offsetof(ShaderDraw, stoppedLine) == kOffDrawStoppedLine);
static_assert(offsetof(VertexBatch, outputs) == kOffVertexOutputs);
static_assert(offsetof(FragmentSegment, frontFacing) == kOffSegmentFrontFacing);
static_assert(sizeof(FragmentSegment) == kSegmentBytes);
static_assert(offsetof(FragmentBatch, quadX) == kOffBatchQuadX);
static_assert(offsetof(FragmentBatch, quadY) == kOffBatchQuadY);
static_assert(offsetof(FragmentBatch, mask) == kOffBatchMask);
static_assert(offsetof(FragmentBatch, sampleMask) == kOffBatchSampleMask);
static_assert(offsetof(FragmentBatch, centroidX) == kOffBatchCentroidX);
static_assert(offsetof(FragmentBatch, centroidY) == kOffBatchCentroidY);
#endif
static_assert(offsetof(SampleArgs, result) == kOffArgsResult);
static_assert(offsetof(SampleArgs, offset) == kOffArgsOffset);
}  // namespace abi

}  // namespace nogpu::shader
