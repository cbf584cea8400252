// SPDX-License-Identifier: MIT
// From covered quads to pixels. The rasterizer appends quads primitive by primitive; they are
// collected in one batch across primitives, because calling the shader for each would cost more
// than shading.
//
//   beginPrimitive ▶ set-up fills the segment ▶ append quads … ▶ endPrimitive
//                       └─ early depth/stencil thins the new quads out, in primitive order
//   batch full, or the draw ends:
//     fragment shader ▶ sample masks ▶ late depth/stencil ▶ occlusion count ▶ colour, buffer by
//     buffer
//
// Everything after the shader walks the quads in order, so that overlapping primitives of one batch
// give what drawing them one after the other gives. All state is resolved into function pointers
// once per draw (the pipeline key); nothing in a loop asks what the format is.
#pragma once

#include <cstdint>

#include "pipeline/arena.h"
#include "pipeline/color_write.h"
#include "pipeline/depth_stencil.h"
#include "pipeline/draw_call.h"
#include "pipeline/quad_batch.h"

namespace nogpu::pipeline {

class FragmentStage {
 public:
  /// `budget` is shared with the vertex stage; it may be decremented by every run of a shader.
  FragmentStage(const DrawCall& call, Arena& scratch, DrawResult& result, int32_t& budget);
  FragmentStage(const FragmentStage&) = delete;
  FragmentStage& operator=(const FragmentStage&) = delete;

  /// The segment to be filled for the next primitive; `planes` has room for 3 · planeStride()
  /// floats.
  shader::FragmentSegment& beginPrimitive(float*& planes);
  uint32_t planeStride() const { return planeStride_; }

  /// Makes room for `quads` (at most 16) more quads.
  void reserve(uint32_t quads) {
    if (batch_.shader.quadCount + quads > kMaxQuads) makeRoom(quads);
  }
  /// The batch, for appending at batch().shader.quadCount after reserve().
  QuadBatch& batch() { return batch_; }

  void endPrimitive();

  /// Shades and writes what is still in the batch.
  void flush();

  /// Takes pixels from the draw's budget; past it nothing more is drawn.
  void spend(uint64_t pixels) {
    if (pixels > pixelsLeft_) return result_.stop(StopReason::Pixels);
    pixelsLeft_ -= pixels;
  }

  /// No fragment can have any effect.
  bool idle() const { return idle_; }

 private:
  void makeRoom(uint32_t quads);
  void testPending();
  void closeSegment();
  bool runShader();
  void shade();
  void shadeSamples();
  void write();
  void setUpSamples(Arena& scratch);
  void setSample(uint32_t sample);
  void shiftPlanes(SampleOffset offset);
  void fillSampleInputs();
  void findCentroids();
  void applySampleMasks();
  void countSamples();

  const DrawCall& call_;
  DrawResult& result_;
  int32_t& budget_;
  uint64_t pixelsLeft_;
  shader::ShaderDraw shaderDraw_{};
  DepthStencil depthStencil_;
  bool early_ = false;        ///< tests and writes before shading
  bool earlyReject_ = false;  ///< tests before, tests again and writes after
  bool needsShader_ = true;   ///< false: depth or stencil only, as for shadow maps
  bool idle_ = false;
  uint32_t planeStride_ = 0;
  float* planeMemory_ = nullptr;
  uint32_t pendingBegin_ = 0;  ///< first quad that has not been through the early tests
  uint32_t segmentBegin_ = 0;  ///< first quad of the open primitive
  int32_t alphaSlot_ = -1;     ///< output slot for alpha to coverage
  uint32_t sampleMask_ = 0;    ///< sample coverage, a bit a sample
  int32_t maskSlot_ = -1;      ///< output slot of gl_SampleMask
  bool perSample_ = false;     ///< the shader runs once a sample, at its place
  bool readsSampleMask_ = false, readsCentroid_ = false;
  float* shiftedPlanes_ = nullptr;  ///< perSample_: the planes at the sample
  shader::FragmentSegment* shiftedSegments_ = nullptr;
  uint32_t colorCount_ = 0;
  ColorTarget colors_[kMaxDrawBuffers];
  QuadBatch batch_;
};

}  // namespace nogpu::pipeline
