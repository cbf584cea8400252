// SPDX-License-Identifier: MIT
// One draw, resolved: no GL enums, nothing that can still be an error. gl/ fills a DrawCall from
// its state after validation; draw() (draw.h) turns it into pixels and never looks back at GL
// objects.
//
//   attribs[16] ──fetch──▶ VertexBatch ──vertex shader──▶ window positions, interpolants
//      ──assemble, clip──▶ Triangle | Line | Point ──set-up──▶ FragmentSegment (plane equations)
//      ──rasterize──▶ FragmentBatch (2×2 quads) ──early tests, shader, late tests, blend──▶ target
//
// The enumerators below are in the order of their GL values, so that gl/ can map them by
// subtraction where GL numbers them in a row.
#pragma once

#include <cstddef>
#include <cstdint>

#include "pipeline/compare_func.h"
#include "pipeline/surface.h"
#include "shader/abi.h"
#include "shader/program.h"

namespace nogpu::pipeline {

inline constexpr uint32_t kMaxAttribs = 16;
inline constexpr uint32_t kMaxDrawBuffers = 8;
inline constexpr uint32_t kMaxFeedbackTargets = 4;
inline constexpr uint32_t kMaxClipDistances = 8;

// clang-format off

/// GL_POINTS … GL_TRIANGLE_FAN (0 … 6).
enum class PrimitiveMode : uint8_t {
  Points, Lines, LineLoop, LineStrip, Triangles, TriangleStrip, TriangleFan
};

enum class StencilOp : uint8_t {
  Keep, Zero, Replace, IncrementClamp, DecrementClamp, Invert, IncrementWrap, DecrementWrap
};

enum class BlendFactor : uint8_t {
  Zero, One,
  SrcColor, OneMinusSrcColor, SrcAlpha, OneMinusSrcAlpha,         // GL 0x0300 … 0x0303
  DstAlpha, OneMinusDstAlpha, DstColor, OneMinusDstColor,         // GL 0x0304 … 0x0307
  SrcAlphaSaturate,                                               // GL 0x0308
  ConstantColor, OneMinusConstantColor, ConstantAlpha, OneMinusConstantAlpha,  // GL 0x8001 …
  Src1Color, OneMinusSrc1Color, Src1Alpha, OneMinusSrc1Alpha      // of the second source
};

enum class BlendEquation : uint8_t { Add, Subtract, ReverseSubtract, Min, Max };

// clang-format on

enum class IndexType : uint8_t { None, U8, U16, U32 };

enum class ComponentType : uint8_t {
  Byte,
  UnsignedByte,
  Short,
  UnsignedShort,
  Int,
  UnsignedInt,
  Float,  // GL 0x1400 … 0x1406
  HalfFloat,
  Int2101010,
  UnsignedInt2101010,  // one 32-bit word holds four components
};

/// One attribute location. Reads never leave [data, data + byteCount): elements that would, give
/// zeros.
struct VertexAttrib {
  bool enabled = false;             ///< false: every vertex gets `constant`
  const std::byte* data = nullptr;  ///< element 0 (buffer start + offset)
  size_t byteCount = 0;             ///< readable from `data` on
  uint32_t strideBytes = 0;         ///< the real distance of elements, never 0 for "tight"
  ComponentType type = ComponentType::Float;
  uint8_t components = 4;  ///< 1 … 4; missing ones are (0, 0, 0, 1)
  bool normalized = false;
  bool integer = false;  ///< vertexAttribIPointer: values stay integers
  uint32_t divisor = 0;  ///< 0: per vertex; n: element = instance / n (+ baseInstance)
  uint32_t constant[4] = {0, 0, 0, 0x3F800000};  ///< raw bits, used when not enabled
};

/// A stage's code with what it needs beside the module.
struct StageCode {
  shader::ShaderCode code;
  uint32_t scratchBytes = 0;  ///< shader::scratchBytes(module), computed once at link
};

struct Viewport {
  int32_t x = 0, y = 0, width = 0, height = 0;
};

/// Which volume clip space keeps, and how it meets the window (EXT_clip_control, EXT_depth_clamp).
struct ClipVolume {
  bool upperLeft = false;       ///< +y points down in the window
  bool depthZeroToOne = false;  ///< 0 ≤ z ≤ w instead of -w ≤ z ≤ w
  bool depthClamp = false;      ///< near and far do not clip; depth is clamped to its range
};

struct BlendState {
  bool enabled = false;
  BlendEquation equationRgb = BlendEquation::Add, equationAlpha = BlendEquation::Add;
  BlendFactor srcRgb = BlendFactor::One, dstRgb = BlendFactor::Zero;
  BlendFactor srcAlpha = BlendFactor::One, dstAlpha = BlendFactor::Zero;
};

/// Colour mask bits: 1 red, 2 green, 4 blue, 8 alpha.
inline constexpr uint8_t kMaskAll = 15;

struct DrawBufferState {
  BlendState blend;
  uint8_t colorMask = kMaskAll;
};

struct DepthState {
  bool test = false;  ///< off: nothing is tested and nothing written
  CompareFunc func = CompareFunc::Less;
  bool write = true;
};

struct StencilFace {
  CompareFunc func = CompareFunc::Always;
  uint8_t ref = 0;  ///< already clamped to 0 … 255
  uint8_t readMask = 255, writeMask = 255;
  StencilOp stencilFail = StencilOp::Keep, depthFail = StencilOp::Keep, pass = StencilOp::Keep;
};

enum class CullMode : uint8_t { None, Front, Back, FrontAndBack };

struct RasterState {
  CullMode cull = CullMode::None;
  bool frontIsClockwise = false;
  bool polygonOffset = false;
  float polygonOffsetFactor = 0, polygonOffsetUnits = 0;
  float polygonOffsetClamp = 0;  ///< > 0: upper, < 0: lower bound of the offset; else none
  bool outline = false;          ///< triangles are drawn as their three edges
  bool discard = false;          ///< RASTERIZER_DISCARD
  float lineWidth = 1;
  float minPointSize = 1, maxPointSize = 1024;
  uint8_t clipDistances = 0;  ///< bit i: CLIP_DISTANCEi is enabled
};

/// Ignored when the target has one sample.
struct MultisampleState {
  bool alphaToCoverage = false;
  bool sampleCoverage = false;
  float coverageValue = 1;
  bool coverageInvert = false;
};

/// What is drawn to. color[i] is draw buffer i, without data if that is NONE or missing. All
/// surfaces have `samples` samples and are at least width × height.
struct DrawTarget {
  Surface color[kMaxDrawBuffers];
  Surface depth, stencil;
  uint32_t width = 0, height = 0;
  uint32_t samples = 1;
};

/// Capture of vertex outputs (LinkedProgram::captured). Interleaved: all into target 0. gl/ has
/// made sure that the whole draw fits; what does not fit is dropped all the same.
struct TransformFeedback {
  bool active = false;
  bool separate = false;
  struct Target {
    std::byte* data = nullptr;  ///< where the next vertex goes
    size_t byteCount = 0;
  } targets[kMaxFeedbackTargets];
};

struct DrawCall {
  // ---- what to draw
  PrimitiveMode mode = PrimitiveMode::Triangles;
  uint32_t first = 0;  ///< without indices: first vertex
  uint32_t count = 0;  ///< vertices, or indices
  uint32_t instances = 1;
  bool firstVertexProvokes = false;  ///< flat values are the first vertex', else the last one's
  int32_t baseVertex = 0;            ///< added to every index
  uint32_t baseInstance = 0;
  int32_t drawId = 0;
  /// `indices` is aligned to the type and points at the first of `count` readable indices.
  IndexType indexType = IndexType::None;
  const void* indices = nullptr;
  bool restart = true;  ///< the largest value of the type restarts (WebGL 2.0 §4.1.4)
  VertexAttrib attribs[kMaxAttribs];  ///< by location

  // ---- with which program
  const shader::LinkedProgram* program = nullptr;
  StageCode vertex, fragment;
  const uint32_t* uniforms = nullptr;
  uint32_t* sampleWords =
      nullptr;  ///< LinkedProgram::sampleWord's in `uniforms`; the draw sets them
  const std::byte* const* blocks = nullptr;
  const shader::SamplerDesc* const* samplers = nullptr;
  int32_t loopBudget = 0x7fffffff;    ///< loop back-edges that the whole draw may take
  uint64_t pixelBudget = UINT64_MAX;  ///< pixels that it may cover, see StopReason::Pixels

  // ---- where to and how
  DrawTarget target;
  Viewport viewport;
  ClipVolume clip;
  float depthNear = 0, depthFar = 1;
  Rect scissor;  ///< scissor box ∩ target; the target's bounds if the test is off
  RasterState raster;
  MultisampleState multisample;
  DepthState depth;
  bool stencilTest = false;
  StencilFace stencilFront, stencilBack;
  DrawBufferState drawBuffers[kMaxDrawBuffers];
  float blendColor[4] = {0, 0, 0, 0};
  TransformFeedback feedback;
  uint64_t* samplesPassed = nullptr;  ///< samples that pass are added here, if given
};

/// Vertices of all instances that one draw may have: some seconds' worth of an empty shader.
inline constexpr uint64_t kMaxDrawVertices = uint64_t{1} << 30;

enum class StopReason : uint8_t {
  None,
  Loop,      ///< loopBudget
  Pixels,    ///< pixelBudget: the pixels of covered quads, and one for each row a triangle crosses
  Vertices,  ///< kMaxDrawVertices; nothing was drawn
  Memory,    ///< no working memory; nothing was drawn
};

struct DrawResult {
  uint64_t primitives = 0;  ///< assembled, before clipping and culling
  uint64_t verticesShaded = 0;
  uint64_t quadsShaded = 0;
  uint64_t feedbackPrimitives = 0;                 ///< whole primitives captured
  size_t feedbackBytes[kMaxFeedbackTargets] = {};  ///< written to each target
  bool stopped = false;                            ///< the rest was not drawn
  StopReason reason = StopReason::None;
  shader::Stage stoppedStage = shader::Stage::Vertex;  ///< Loop: where that loop is,
  uint32_t stoppedLine = 0;                            ///< and its source line

  void stop(StopReason why) {
    stopped = true;
    reason = why;
  }
};

}  // namespace nogpu::pipeline
