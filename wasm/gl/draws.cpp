// SPDX-License-Identifier: MIT
// From GL state to a DrawCall: every function here fills one part of it.
#include "gl/draws.h"

#include <cstdio>
#include <cstring>

#include "format/numeric.h"
#include "gl/clears.h"
#include "gl/texture_units.h"
#include "gl/transform_feedback.h"
#include "gl/webgl1.h"
#include "pipeline/draw.h"

namespace nogpu::gl {

using pipeline::DrawCall;

namespace {

// ---- enums --------------------------------------------------------------------------------------

pipeline::CompareFunc compareFunc(uint32_t func) {
  return static_cast<pipeline::CompareFunc>(func - GL_NEVER);
}

pipeline::BlendFactor blendFactor(uint32_t factor) {
  using pipeline::BlendFactor;
  if (factor <= GL_ONE) return static_cast<BlendFactor>(factor);
  if (factor == GL_SRC1_ALPHA_WEBGL) return BlendFactor::Src1Alpha;
  if (factor == GL_SRC1_COLOR_WEBGL) return BlendFactor::Src1Color;
  if (factor == GL_ONE_MINUS_SRC1_COLOR_WEBGL) return BlendFactor::OneMinusSrc1Color;
  if (factor == GL_ONE_MINUS_SRC1_ALPHA_WEBGL) return BlendFactor::OneMinusSrc1Alpha;
  const uint32_t base = factor < GL_CONSTANT_COLOR ? GL_SRC_COLOR : GL_CONSTANT_COLOR;
  const BlendFactor first =
      factor < GL_CONSTANT_COLOR ? BlendFactor::SrcColor : BlendFactor::ConstantColor;
  return static_cast<BlendFactor>(static_cast<uint32_t>(first) + factor - base);
}

pipeline::BlendEquation blendEquation(uint32_t mode) {
  switch (mode) {
    case GL_FUNC_SUBTRACT:
      return pipeline::BlendEquation::Subtract;
    case GL_FUNC_REVERSE_SUBTRACT:
      return pipeline::BlendEquation::ReverseSubtract;
    case GL_MIN:
      return pipeline::BlendEquation::Min;
    case GL_MAX:
      return pipeline::BlendEquation::Max;
    default:
      return pipeline::BlendEquation::Add;
  }
}

pipeline::StencilOp stencilOp(uint32_t op) {
  switch (op) {
    case GL_ZERO:
      return pipeline::StencilOp::Zero;
    case GL_REPLACE:
      return pipeline::StencilOp::Replace;
    case GL_INCR:
      return pipeline::StencilOp::IncrementClamp;
    case GL_DECR:
      return pipeline::StencilOp::DecrementClamp;
    case GL_INVERT:
      return pipeline::StencilOp::Invert;
    case GL_INCR_WRAP:
      return pipeline::StencilOp::IncrementWrap;
    case GL_DECR_WRAP:
      return pipeline::StencilOp::DecrementWrap;
    default:
      return pipeline::StencilOp::Keep;
  }
}

pipeline::CullMode cullMode(const FixedState& fixed) {
  if (!fixed.caps.cullFace) return pipeline::CullMode::None;
  if (fixed.cullFace == GL_FRONT_AND_BACK) return pipeline::CullMode::FrontAndBack;
  return fixed.cullFace == GL_FRONT ? pipeline::CullMode::Front : pipeline::CullMode::Back;
}

pipeline::ComponentType componentType(uint32_t type) {
  switch (type) {
    case GL_HALF_FLOAT:
      return pipeline::ComponentType::HalfFloat;
    case GL_INT_2_10_10_10_REV:
      return pipeline::ComponentType::Int2101010;
    case GL_UNSIGNED_INT_2_10_10_10_REV:
      return pipeline::ComponentType::UnsignedInt2101010;
    default:
      return static_cast<pipeline::ComponentType>(type - GL_BYTE);
  }
}

pipeline::IndexType pipelineIndexType(uint32_t type) {
  switch (type) {
    case GL_UNSIGNED_BYTE:
      return pipeline::IndexType::U8;
    case GL_UNSIGNED_SHORT:
      return pipeline::IndexType::U16;
    case GL_UNSIGNED_INT:
      return pipeline::IndexType::U32;
    default:
      return pipeline::IndexType::None;
  }
}

// ---- parts of the call --------------------------------------------------------------------------

pipeline::VertexAttrib vertexAttrib(const AttribArray& array, const CurrentAttrib& current) {
  pipeline::VertexAttrib attrib;
  std::memcpy(attrib.constant, current.bits, sizeof attrib.constant);
  attrib.integer = current.attribClass != AttribClass::Float;
  if (!array.enabled) return attrib;
  attrib.enabled = true;
  const uint64_t size = array.buffer->size();
  const uint64_t offset = array.offset < size ? array.offset : size;
  attrib.data = array.buffer->storage.data() + offset;
  attrib.byteCount = static_cast<size_t>(size - offset);
  attrib.strideBytes = array.strideBytes();
  attrib.type = componentType(array.type);
  attrib.components = array.size;
  attrib.normalized = array.normalized;
  attrib.integer = array.integer;
  attrib.divisor = array.divisor;
  return attrib;
}

void fillVertices(const Context& context, const DrawArguments& a, const Executable& executable,
                  DrawCall& call) {
  call.mode = static_cast<pipeline::PrimitiveMode>(a.mode);
  call.first = static_cast<uint32_t>(a.first);
  call.count = static_cast<uint32_t>(a.count);
  call.instances = static_cast<uint32_t>(a.instances);
  call.drawId = a.drawId;
  call.baseVertex = a.baseVertex;
  call.baseInstance = a.baseInstance;
  call.firstVertexProvokes = context.fixed.provokingVertex == GL_FIRST_VERTEX_CONVENTION_WEBGL;
  call.indexType = pipelineIndexType(a.indexType);
  const VertexArray& array = context.vertexArrays.array();
  if (a.indexed()) {
    call.restart = !isWebgl1(context);
    call.indices = array.elementArray->storage.data() + static_cast<uint64_t>(a.offset);
  }
  for (const shader::ActiveAttribute& attribute : executable.linked.attributes) {
    if (attribute.location < 0) continue;
    for (uint32_t i = 0; i < attribute.locations; ++i) {
      const uint32_t location = static_cast<uint32_t>(attribute.location) + i;
      call.attribs[location] =
          vertexAttrib(array.attribs[location], context.vertexArrays.current[location]);
    }
  }
}

// `blocks` keeps the pointers that the call borrows.
using BlockPointers = const std::byte * [shader::Limits{}.maxCombinedUniformBlocks];

void fillProgram(Context& context, Executable& executable, BlockPointers& blocks, DrawCall& call) {
  call.program = &executable.linked;
  call.vertex = executable.code->vertex;
  call.fragment = executable.code->fragment;
  const int32_t depthRange = executable.linked.depthRangeWord;
  if (depthRange >= 0) {
    const float near = context.fixed.depthRange[0], far = context.fixed.depthRange[1];
    const float values[3] = {near, far, far - near};
    std::memcpy(executable.words.data() + depthRange, values, sizeof values);
  }
  call.uniforms = executable.words.data();
  if (executable.linked.sampleWord >= 0) {
    call.sampleWords = executable.words.data() + executable.linked.sampleWord;
  }
  for (size_t i = 0; i < executable.linked.uniformBlocks.size(); ++i) {
    const BufferRange& binding = context.buffers.uniformBindings[executable.blockBindings[i]];
    blocks[i] = binding.buffer->storage.data() + binding.offset;
  }
  call.blocks = blocks;
  call.samplers = resolveSamplers(context, executable);
}

pipeline::StencilFace stencilFace(const StencilFaceState& state) {
  pipeline::StencilFace face;
  face.func = compareFunc(state.func);
  face.ref = static_cast<uint8_t>(state.ref < 0 ? 0 : state.ref < 255 ? state.ref : 255);
  face.readMask = static_cast<uint8_t>(state.valueMask);
  face.writeMask = static_cast<uint8_t>(state.writeMask);
  face.stencilFail = stencilOp(state.fail);
  face.depthFail = stencilOp(state.depthFail);
  face.pass = stencilOp(state.depthPass);
  return face;
}

void fillDepthStencil(const FixedState& fixed, DrawCall& call) {
  call.depth.test = fixed.caps.depthTest && call.target.depth;
  call.depth.func = compareFunc(fixed.depthFunc);
  call.depth.write = fixed.depthMask;
  call.depthNear = fixed.depthRange[0];
  call.depthFar = fixed.depthRange[1];
  call.stencilTest = fixed.caps.stencilTest && call.target.stencil;
  call.stencilFront = stencilFace(fixed.stencilFront);
  call.stencilBack = stencilFace(fixed.stencilBack);
}

pipeline::DrawBufferState drawBufferState(const FixedState& fixed, uint32_t i) {
  const DrawBufferState& buffer = fixed.drawBuffers[i];
  pipeline::DrawBufferState state;
  state.blend.enabled = buffer.blending;
  state.blend.equationRgb = blendEquation(buffer.blend.equationRgb);
  state.blend.equationAlpha = blendEquation(buffer.blend.equationAlpha);
  state.blend.srcRgb = blendFactor(buffer.blend.srcRgb);
  state.blend.dstRgb = blendFactor(buffer.blend.dstRgb);
  state.blend.srcAlpha = blendFactor(buffer.blend.srcAlpha);
  state.blend.dstAlpha = blendFactor(buffer.blend.dstAlpha);
  state.colorMask = colorMaskBits(fixed, i);
  return state;
}

void fillColor(const FixedState& fixed, DrawCall& call) {
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    const pipeline::Surface& surface = call.target.color[i];
    if (!surface) continue;
    call.drawBuffers[i] = drawBufferState(fixed, i);
    // ES 3.0 §4.1.7: integer buffers are not blended.
    if (format::info(surface.format).isInteger()) call.drawBuffers[i].blend.enabled = false;
  }
  std::memcpy(call.blendColor, fixed.blendColor, sizeof call.blendColor);
}

// Bit i: CLIP_DISTANCEi is enabled.
uint8_t clipDistances(const Capabilities& caps) {
  const bool enabled[pipeline::kMaxClipDistances] = {
      caps.clipDistance0, caps.clipDistance1, caps.clipDistance2, caps.clipDistance3,
      caps.clipDistance4, caps.clipDistance5, caps.clipDistance6, caps.clipDistance7};
  uint8_t bits = 0;
  for (uint32_t i = 0; i < pipeline::kMaxClipDistances; ++i) {
    if (enabled[i]) bits |= static_cast<uint8_t>(1u << i);
  }
  return bits;
}

void fillRaster(const Context& context, DrawCall& call) {
  const FixedState& fixed = context.fixed;
  call.viewport = {fixed.viewport[0], fixed.viewport[1], fixed.viewport[2], fixed.viewport[3]};
  const pipeline::Rect bounds = {0, 0, static_cast<int32_t>(call.target.width),
                                 static_cast<int32_t>(call.target.height)};
  // The guard band lets primitives leave the clip volume sideways; what lies there ends here
  // (ES 3.0 §2.14), and with it the rest of wide points and lines, as in browsers.
  call.scissor = intersect(intersect(scissorRect(context), boxRect(fixed.viewport)), bounds);
  call.raster.cull = cullMode(fixed);
  call.clip.upperLeft = fixed.clipOrigin == GL_UPPER_LEFT_EXT;
  call.clip.depthZeroToOne = fixed.clipDepthMode == GL_ZERO_TO_ONE_EXT;
  call.clip.depthClamp = fixed.caps.depthClamp;
  // Facing is that of clip space: a window turned over turns the winding over.
  call.raster.frontIsClockwise = (fixed.frontFace == GL_CW) != call.clip.upperLeft;
  call.raster.outline = fixed.polygonMode == GL_LINE_WEBGL;
  call.raster.polygonOffset =
      call.raster.outline ? fixed.caps.polygonOffsetLine : fixed.caps.polygonOffsetFill;
  call.raster.polygonOffsetFactor = fixed.polygonOffsetFactor;
  call.raster.polygonOffsetUnits = fixed.polygonOffsetUnits;
  call.raster.polygonOffsetClamp = fixed.polygonOffsetClamp;
  call.raster.clipDistances = clipDistances(fixed.caps);
  call.raster.discard = fixed.caps.rasterizerDiscard;
  call.raster.lineWidth =
      format::clampFloat(fixed.lineWidth, context.limits.aliasedLineWidthRange[0],
                         context.limits.aliasedLineWidthRange[1]);
  call.raster.minPointSize = context.limits.aliasedPointSizeRange[0];
  call.raster.maxPointSize = context.limits.aliasedPointSizeRange[1];
  call.multisample.alphaToCoverage = fixed.caps.sampleAlphaToCoverage;
  call.multisample.sampleCoverage = fixed.caps.sampleCoverage;
  call.multisample.coverageValue = fixed.sampleCoverageValue;
  call.multisample.coverageInvert = fixed.sampleCoverageInvert;
}

void fillFeedback(const TransformFeedback& feedback, const Executable& executable, DrawCall& call) {
  if (!feedback.capturing()) return;
  call.feedback.active = true;
  call.feedback.separate = executable.captureSeparate;
  const CaptureLayout layout = captureLayout(executable);
  for (uint32_t i = 0; i < layout.bindings; ++i) {
    const BufferRange& range = feedback.bindings[i];
    const uint64_t written = feedback.writtenBytes[i];
    call.feedback.targets[i].data = range.buffer->storage.data() + range.offset + written;
    call.feedback.targets[i].byteCount = static_cast<size_t>(range.availableBytes() - written);
  }
}

// ---- afterwards ---------------------------------------------------------------------------------

void advanceFeedback(Context& context, const pipeline::DrawResult& result) {
  TransformFeedback& feedback = context.transformFeedbacks.object();
  if (!feedback.capturing()) return;
  for (uint32_t i = 0; i < kMaxTransformFeedbackBuffers; ++i) {
    if (result.feedbackBytes[i] == 0) continue;
    feedback.writtenBytes[i] += result.feedbackBytes[i];
    feedback.bindings[i].buffer->contentsChanged();
  }
  Query* query = context.queries.active[static_cast<uint32_t>(QuerySlot::PrimitivesWritten)].get();
  if (query != nullptr) query->result += result.feedbackPrimitives;
}

// What a draw that was stopped means for the context. Half a picture is no picture: past a budget
// the context is lost, as browsers do it to draws that do not end.
void reportStop(Context& context, const DrawArguments& a, const pipeline::DrawResult& result) {
  const Program& program = *context.programs.current;
  char name[280];
  if (program.label.empty()) {
    std::snprintf(name, sizeof name, "program %#x", program.handle);
  } else {
    std::snprintf(name, sizeof name, "program '%s'", program.label.c_str());
  }
  switch (result.reason) {
    case pipeline::StopReason::None:
      return;
    case pipeline::StopReason::Memory:
      context.error(GL_OUT_OF_MEMORY, "%s: no working memory for %s", a.function, name);
      return;
    case pipeline::StopReason::Loop:
      return context.abandon(
          "%s: the loop in line %u of the %s shader of %s did not end within %u iterations "
          "(maxLoopIterations): the context is lost",
          a.function, result.stoppedLine,
          result.stoppedStage == shader::Stage::Vertex ? "vertex" : "fragment", name,
          context.limits.maxLoopIterations);
    case pipeline::StopReason::Pixels:
      return context.abandon(
          "%s: the draw with %s covers more than %llu pixels (maxDrawPixels): the context is lost",
          a.function, name, static_cast<unsigned long long>(context.limits.maxDrawPixels));
    case pipeline::StopReason::Vertices:
      return context.abandon(
          "%s: %d vertices times %d instances with %s are more than %llu: the context is lost",
          a.function, a.count, a.instances, name,
          static_cast<unsigned long long>(pipeline::kMaxDrawVertices));
  }
}

}  // namespace

void draw(Context& context, const DrawArguments& arguments) {
  if (arguments.count == 0 || arguments.instances == 0) return;
  Executable& executable = *currentExecutable(context.programs);
  DrawCall call;
  BlockPointers blocks;
  fillVertices(context, arguments, executable, call);
  fillProgram(context, executable, blocks, call);
  call.target = drawTarget(context.framebuffers.drawFramebuffer());
  fillDepthStencil(context.fixed, call);
  fillColor(context.fixed, call);
  fillRaster(context, call);
  fillFeedback(context.transformFeedbacks.object(), executable, call);

  Query* query = context.queries.active[static_cast<uint32_t>(QuerySlot::AnySamples)].get();
  uint64_t samplesPassed = 0;
  if (query != nullptr) call.samplesPassed = &samplesPassed;
  call.loopBudget = static_cast<int32_t>(context.limits.maxLoopIterations);
  call.pixelBudget = context.limits.maxDrawPixels;
  const pipeline::DrawResult result = pipeline::draw(call, context.drawScratch);
  context.drawScratch.reset();
  if (samplesPassed != 0) query->result = 1;
  advanceFeedback(context, result);
  if (result.stopped) reportStop(context, arguments, result);
}

}  // namespace nogpu::gl
