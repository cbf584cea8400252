// SPDX-License-Identifier: MIT
// The implementation limits that shaders can see or break. Plain values; the defaults are those of
// our WebGL 2 context, whose getParameter answers come from the same struct.
#pragma once

#include <cstdint>

namespace nogpu::shader {

/// Samples of a pixel whose places shaders can ask for.
inline constexpr uint32_t kSamplePlaces = 8;

enum class Stage : uint8_t { Vertex, Fragment };

struct Limits {
  bool operator==(const Limits&) const = default;

  // Queryable limits, in the units of their GL names. ES 3.0 tables 6.28 to 6.33.
  uint32_t maxVertexAttribs = 16;
  uint32_t maxVertexUniformVectors = 1024;
  uint32_t maxFragmentUniformVectors = 1024;
  uint32_t maxVaryingVectors = 30;
  uint32_t maxVertexOutputVectors = 31;   // varyings and gl_Position
  uint32_t maxFragmentInputVectors = 31;  // varyings and gl_FragCoord
  uint32_t maxVertexTextureImageUnits = 32;
  uint32_t maxTextureImageUnits = 32;
  uint32_t maxCombinedTextureImageUnits = 64;
  uint32_t maxDrawBuffers = 8;
  uint32_t maxDualSourceDrawBuffers = 1;  // EXT_blend_func_extended
  uint32_t maxSamples = 8;                // OES_sample_variables
  uint32_t maxVertexUniformBlocks = 12;
  uint32_t maxFragmentUniformBlocks = 12;
  uint32_t maxCombinedUniformBlocks = 24;
  uint32_t maxUniformBufferBindings = 24;
  uint32_t maxUniformBlockSizeBytes = 65536;
  uint32_t maxTransformFeedbackInterleavedComponents = 64;
  uint32_t maxTransformFeedbackSeparateAttribs = 4;
  uint32_t maxTransformFeedbackSeparateComponents = 4;
  uint32_t maxClipDistances = 8;  // ANGLE_clip_cull_distance
  uint32_t maxCullDistances = 8;
  uint32_t maxCombinedClipAndCullDistances = 8;
  int32_t minProgramTexelOffset = -8;
  int32_t maxProgramTexelOffset = 7;

  int32_t maxLanguageVersion = 300;  // 100: of WebGL 1, which knows no ESSL 3.00

  // Limits of the language front end. WebGL 2.0 §4.3 and WebGL 1.0 §6.25 to 6.28.
  uint32_t maxIdentifierLength = 1024;  // 256: of WebGL 1
  uint32_t maxStructNesting = 4;
  uint32_t maxNestingDepth = 256;  // expressions, statements, macro arguments
  uint32_t maxArrayLength = 65536;
  uint32_t maxTypeWords = 1u << 18;  // size of one variable, in 32-bit scalars
};

}  // namespace nogpu::shader
