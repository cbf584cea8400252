// SPDX-License-Identifier: MIT
#include "pipeline/fragment_stage.h"

#include <cmath>
#include <cstring>

#include "pipeline/color_codec.h"

namespace nogpu::pipeline {
namespace {

uint32_t allSamples(uint32_t samples) { return (1u << samples) - 1; }

/// The first round(value · samples) samples. ES 3.0 §4.1.3 leaves the choice free.
uint32_t coverageMask(float value, uint32_t samples) {
  const float clamped = value > 0 ? (value < 1 ? value : 1) : 0;
  return allSamples(static_cast<uint32_t>(clamped * static_cast<float>(samples) + 0.5f));
}

int32_t findOutput(const shader::ir::Module& module, shader::ir::OutputSemantic semantic,
                   uint32_t index) {
  for (size_t i = 0; i < module.outputs.size(); ++i) {
    const shader::ir::OutputSlot& slot = module.outputs[i];
    if (slot.semantic == semantic && slot.index == index) return static_cast<int32_t>(i);
  }
  return -1;
}

bool reads(const shader::ir::Module& module, shader::ir::InputSemantic semantic) {
  for (const shader::ir::InputSlot& slot : module.inputs) {
    if (slot.semantic == semantic) return true;
  }
  return false;
}

float inPixels(int32_t subpixels) {
  return static_cast<float>(subpixels) / static_cast<float>(kSubpixelsPerPixel);
}

}  // namespace

FragmentStage::FragmentStage(const DrawCall& call, Arena& scratch, DrawResult& result,
                             int32_t& budget)
    : call_(call), result_(result), budget_(budget), pixelsLeft_(call.pixelBudget) {
  const shader::LinkedProgram& program = *call.program;
  const uint32_t outputCount = static_cast<uint32_t>(program.fragment.outputs.size());
  planeStride_ = (static_cast<uint32_t>(program.interpolants.size()) + 3) & ~3u;
  planeMemory_ = scratch.allocate<float>(size_t{3} * planeStride_ * kMaxSegments);
  batch_.shader.draw = &shaderDraw_;
  batch_.shader.segments = batch_.segments;
  batch_.shader.segmentCount = 0;
  batch_.shader.quadCount = 0;
  batch_.shader.outputs = scratch.allocate<v128_t>(size_t{outputCount} * kMaxQuads);

  shaderDraw_.uniforms = call.uniforms;
  shaderDraw_.blocks = call.blocks;
  shaderDraw_.samplers = call.samplers;
  shaderDraw_.constants = program.fragment.constants.data();
  shaderDraw_.scratch = scratch.allocate<std::byte>(call.fragment.scratchBytes);
  setUpSamples(scratch);
  if (scratch.failed()) return;
  // Derivatives can see array elements of lanes that never stored any: the same ones in every run.
  std::memset(shaderDraw_.scratch, 0, call.fragment.scratchBytes);
  shaderDraw_.code = call.fragment.code.code;

  const bool multisample = call.target.samples > 1;
  sampleMask_ = allSamples(call.target.samples);
  if (multisample && call.multisample.sampleCoverage) {
    const uint32_t mask = coverageMask(call.multisample.coverageValue, call.target.samples);
    sampleMask_ &= call.multisample.coverageInvert ? ~mask : mask;
  }
  if (multisample && call.multisample.alphaToCoverage &&
      !(call.target.color[0] && format::info(call.target.color[0].format).isInteger())) {
    alphaSlot_ = findOutput(program.fragment, shader::ir::OutputSemantic::Color, 3);
  }

  depthStencil_ = resolveDepthStencil(call);
  if (multisample) {
    maskSlot_ = findOutput(program.fragment, shader::ir::OutputSemantic::SampleMask, 0);
  }
  const bool masksLate = multisample && (alphaSlot_ >= 0 || maskSlot_ >= 0 ||
                                         sampleMask_ != allSamples(call.target.samples));
  early_ =
      depthStencil_.testAndSqueeze && !program.usesDiscard && !program.writesDepth && !masksLate;
  earlyReject_ = !early_ && depthStencil_.rejectOnly && !program.writesDepth;
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    colors_[colorCount_] = resolveColorTarget(call, i);
    if (colors_[colorCount_].write) ++colorCount_;
  }
  needsShader_ = colorCount_ != 0 || program.usesDiscard || program.writesDepth ||
                 alphaSlot_ >= 0 || maskSlot_ >= 0;
  perSample_ = perSample_ && needsShader_;
  idle_ = call.scissor.empty() || sampleMask_ == 0 ||
          (colorCount_ == 0 && !depthStencil_.test && !call.samplesPassed);
}

shader::FragmentSegment& FragmentStage::beginPrimitive(float*& planes) {
  if (batch_.shader.segmentCount == kMaxSegments) flush();
  const uint32_t index = batch_.shader.segmentCount;
  planes = planeMemory_ + size_t{3} * planeStride_ * index;
  batch_.segments[index].planes = planes;
  return batch_.segments[index];
}

void FragmentStage::testPending() {
  uint32_t& count = batch_.shader.quadCount;
  spend(uint64_t{4} * (count - pendingBegin_));
  if (pendingBegin_ < count && (early_ || earlyReject_)) {
    const DepthStencilFn test = early_ ? depthStencil_.testAndSqueeze : depthStencil_.rejectOnly;
    count = test(depthStencil_, batch_, batch_.segments[batch_.shader.segmentCount], pendingBegin_,
                 count, nullptr, 0);
  }
  pendingBegin_ = count;
}

void FragmentStage::closeSegment() {
  const uint32_t count = batch_.shader.quadCount;
  if (count == segmentBegin_) return;
  shader::FragmentSegment& segment = batch_.segments[batch_.shader.segmentCount++];
  segment.quadBegin = segmentBegin_;
  segment.quadCount = count - segmentBegin_;
  segmentBegin_ = count;
}

void FragmentStage::endPrimitive() {
  testPending();
  closeSegment();
}

void FragmentStage::makeRoom(uint32_t quads) {
  testPending();
  if (batch_.shader.quadCount + quads <= kMaxQuads) return;
  // The open primitive goes on in the next batch, in the first segment.
  const uint32_t open = batch_.shader.segmentCount;
  const shader::FragmentSegment segment = batch_.segments[open];
  closeSegment();
  flush();
  batch_.segments[0] = segment;
  batch_.segments[0].planes = planeMemory_;
  std::memmove(planeMemory_, segment.planes, sizeof(float) * 3 * planeStride_);
}

void FragmentStage::flush() {
  if (batch_.shader.segmentCount != 0 && !result_.stopped) shade();
  batch_.shader.segmentCount = 0;
  batch_.shader.quadCount = 0;
  segmentBegin_ = pendingBegin_ = 0;
}

bool FragmentStage::runShader() {
  result_.quadsShaded += batch_.shader.quadCount;
  shaderDraw_.loopBudget = budget_;
  call_.fragment.code.run(&batch_.shader);
  budget_ = shaderDraw_.loopBudget;
  if (budget_ >= 0) return true;
  result_.stop(StopReason::Loop);
  result_.stoppedStage = shader::Stage::Fragment;
  result_.stoppedLine = shaderDraw_.stoppedLine;
  return false;
}

/// The samples' places, which the shader may read, and room for planes at them.
void FragmentStage::setUpSamples(Arena& scratch) {
  const shader::LinkedProgram& program = *call_.program;
  const uint32_t samples = call_.target.samples;
  perSample_ = program.perSample && samples > 1;
  readsSampleMask_ = reads(program.fragment, shader::ir::InputSemantic::SampleMask);
  readsCentroid_ = reads(program.fragment, shader::ir::InputSemantic::CentroidX) ||
                   reads(program.fragment, shader::ir::InputSemantic::CentroidY);
  if (readsCentroid_) {
    std::memset(batch_.shader.centroidX, 0, sizeof batch_.shader.centroidX);
    std::memset(batch_.shader.centroidY, 0, sizeof batch_.shader.centroidY);
  }
  if (perSample_) {
    shiftedPlanes_ = scratch.allocate<float>(size_t{3} * planeStride_ * kMaxSegments);
    shiftedSegments_ = scratch.allocate<shader::FragmentSegment>(kMaxSegments);
  }
  if (call_.sampleWords == nullptr) return;
  const SampleOffset* pattern = samplePattern(samples);
  uint32_t* words = call_.sampleWords;
  words[0] = samples;
  words[1] = words[2] = words[3] = 0;
  for (uint32_t s = 0; s < shader::kSamplePlaces; ++s) {
    const SampleOffset at = s < samples ? pattern[s] : SampleOffset{0, 0};
    words[4 + 2 * s] = __builtin_bit_cast(uint32_t, inPixels(at.x));
    words[5 + 2 * s] = __builtin_bit_cast(uint32_t, inPixels(at.y));
  }
}

/// What follows the shader.
void FragmentStage::write() {
  if (call_.target.samples > 1) applySampleMasks();
  if (!early_ && depthStencil_.test) {
    const int32_t slot =
        findOutput(call_.program->fragment, shader::ir::OutputSemantic::FragDepth, 0);
    const v128_t* fragDepth = slot >= 0 ? batch_.shader.outputs + slot : nullptr;
    const uint32_t stride = static_cast<uint32_t>(call_.program->fragment.outputs.size());
    for (uint32_t i = 0; i < batch_.shader.segmentCount; ++i) {
      const shader::FragmentSegment& s = batch_.segments[i];
      depthStencil_.test(depthStencil_, batch_, s, s.quadBegin, s.quadBegin + s.quadCount,
                         fragDepth, stride);
    }
  }
  if (call_.samplesPassed) countSamples();
  for (uint32_t i = 0; i < colorCount_; ++i) colors_[i].write(colors_[i], batch_);
}

void FragmentStage::shade() {
  if (perSample_) return shadeSamples();
  if (needsShader_) {
    fillSampleInputs();
    if (!runShader()) return;
  }
  write();
}

/// OES_sample_variables, `sample in`: everything once for each sample that is covered anywhere.
void FragmentStage::shadeSamples() {
  const uint32_t quads = batch_.shader.quadCount;
  v128_t covered[kMaxQuads];
  for (uint32_t q = 0; q < quads; ++q) {
    covered[q] = wasm_v128_and(batch_.coverage[q], batch_.shader.mask[q]);
  }
  for (uint32_t s = 0; s < call_.target.samples && !result_.stopped; ++s) {
    v128_t any = wasm_i32x4_splat(0);
    const v128_t bit = wasm_i32x4_splat(static_cast<int32_t>(1u << s));
    for (uint32_t q = 0; q < quads; ++q) {
      const v128_t lanes = sampleLanes(covered[q], s);
      batch_.shader.mask[q] = lanes;
      batch_.coverage[q] = wasm_v128_and(lanes, bit);
      any = wasm_v128_or(any, lanes);
    }
    if (!wasm_v128_any_true(any)) continue;
    setSample(s);
    fillSampleInputs();
    batch_.shader.segments = shiftedSegments_;
    const bool ran = runShader();
    batch_.shader.segments = batch_.segments;
    if (ran) write();
  }
}

void FragmentStage::setSample(uint32_t sample) {
  const SampleOffset at = samplePattern(call_.target.samples)[sample];
  shiftPlanes(at);
  if (call_.sampleWords == nullptr) return;
  call_.sampleWords[1] = sample;
  call_.sampleWords[2] = __builtin_bit_cast(uint32_t, inPixels(at.x));
  call_.sampleWords[3] = __builtin_bit_cast(uint32_t, inPixels(at.y));
}

/// All planes but flat ones, at the sample instead of the centre.
void FragmentStage::shiftPlanes(SampleOffset offset) {
  const float x = inPixels(offset.x), y = inPixels(offset.y);
  const auto& interpolants = call_.program->interpolants;
  const size_t floats = size_t{3} * planeStride_;
  for (uint32_t i = 0; i < batch_.shader.segmentCount; ++i) {
    shader::FragmentSegment& segment = shiftedSegments_[i];
    segment = batch_.segments[i];
    segment.z[0] += segment.z[1] * x + segment.z[2] * y;
    segment.oneOverW[0] += segment.oneOverW[1] * x + segment.oneOverW[2] * y;
    float* planes = shiftedPlanes_ + floats * i;
    std::memcpy(planes, segment.planes, sizeof(float) * floats);
    segment.planes = planes;
    for (uint32_t p = 0; p < interpolants.size(); ++p) {
      if (interpolants[p].interpolation == shader::ir::Interpolation::Flat) continue;
      planes[p] += planes[planeStride_ + p] * x + planes[2 * planeStride_ + p] * y;
    }
  }
}

void FragmentStage::fillSampleInputs() {
  const bool multisample = call_.target.samples > 1;
  if (readsSampleMask_) {
    const v128_t one = wasm_i32x4_splat(1);
    const v128_t fixedMask = wasm_i32x4_splat(static_cast<int32_t>(sampleMask_));
    for (uint32_t q = 0; q < batch_.shader.quadCount; ++q) {
      batch_.shader.sampleMask[q] = multisample ? wasm_v128_and(batch_.coverage[q], fixedMask)
                                                : wasm_v128_and(batch_.shader.mask[q], one);
    }
  }
  if (readsCentroid_ && multisample && !perSample_) findCentroids();
}

/// The centre of pixels that are covered whole, else their first covered sample: that is inside of
/// the primitive (ES 3.0 §4.3.9 of the language).
void FragmentStage::findCentroids() {
  const SampleOffset* pattern = samplePattern(call_.target.samples);
  const uint32_t full = allSamples(call_.target.samples);
  for (uint32_t q = 0; q < batch_.shader.quadCount; ++q) {
    uint32_t lanes[4];
    float x[4], y[4];
    wasm_v128_store(lanes, batch_.coverage[q]);
    for (int i = 0; i < 4; ++i) {
      const bool centre = lanes[i] == full || lanes[i] == 0;
      const SampleOffset at = centre ? SampleOffset{0, 0} : pattern[__builtin_ctz(lanes[i])];
      x[i] = inPixels(at.x);
      y[i] = inPixels(at.y);
    }
    batch_.shader.centroidX[q] = wasm_v128_load(x);
    batch_.shader.centroidY[q] = wasm_v128_load(y);
  }
}

/// Alpha to coverage and sample coverage (ES 3.0 §4.1.3), and lanes discarded by the shader.
void FragmentStage::applySampleMasks() {
  const v128_t fixedMask = wasm_i32x4_splat(static_cast<int32_t>(sampleMask_));
  const uint32_t stride = static_cast<uint32_t>(call_.program->fragment.outputs.size());
  for (uint32_t q = 0; q < batch_.shader.quadCount; ++q) {
    v128_t& mask = batch_.shader.mask[q];
    v128_t samples = wasm_v128_and(wasm_v128_and(batch_.coverage[q], mask), fixedMask);
    if (alphaSlot_ >= 0) {
      float alpha[4];
      uint32_t bits[4];
      wasm_v128_store(alpha, batch_.shader.outputs[q * stride + static_cast<uint32_t>(alphaSlot_)]);
      for (int i = 0; i < 4; ++i) bits[i] = coverageMask(alpha[i], call_.target.samples);
      samples = wasm_v128_and(samples, wasm_v128_load(bits));
    }
    if (maskSlot_ >= 0) {
      samples = wasm_v128_and(samples,
                              batch_.shader.outputs[q * stride + static_cast<uint32_t>(maskSlot_)]);
    }
    batch_.coverage[q] = samples;
    mask = wasm_i32x4_ne(samples, wasm_i32x4_splat(0));
  }
}

void FragmentStage::countSamples() {
  uint64_t passed = 0;
  for (uint32_t q = 0; q < batch_.shader.quadCount; ++q) {
    const v128_t mask = batch_.shader.mask[q];
    if (call_.target.samples == 1) {
      passed += static_cast<uint64_t>(__builtin_popcount(laneBits(mask)));
      continue;
    }
    uint32_t lanes[4];
    wasm_v128_store(lanes, wasm_v128_and(mask, batch_.coverage[q]));
    for (uint32_t bits : lanes) passed += static_cast<uint64_t>(__builtin_popcount(bits));
  }
  *call_.samplesPassed += passed;
}

}  // namespace nogpu::pipeline
