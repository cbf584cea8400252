// SPDX-License-Identifier: MIT
// The implementation limits of a context, as getParameter shows them (params.def names these
// members). What shaders can see comes from shader::Limits, the same struct the compiler uses.
#pragma once

#include <cstdint>

#include "shader/limits.h"

namespace nogpu::gl {

struct Limits {
  shader::Limits shader;

  uint32_t maxTextureSize = 16384;
  uint32_t maxCubeMapTextureSize = 16384;
  uint32_t max3DTextureSize = 2048;
  uint32_t maxArrayTextureLayers = 2048;
  uint32_t maxRenderbufferSize = 16384;  // js/size.js knows it as MAX_SIZE
  uint32_t maxViewportDims = 16384;
  uint32_t maxColorAttachments = 8;
  uint32_t maxSamples = 8;
  uint32_t maxElementsIndices = 1u << 24;
  uint32_t maxElementsVertices = 1u << 24;
  double maxElementIndex = 4294967294.0;
  uint32_t uniformBufferOffsetAlignment = 16;
  uint32_t maxVertexAttribStride = 255;
  float maxTextureLodBias = 15.0f;
  float maxTextureMaxAnisotropy = 16.0f;
  float aliasedPointSizeRange[2] = {1.0f, 1024.0f};
  float aliasedLineWidthRange[2] = {1.0f, 1.0f};  ///< as in browsers; see ContextOptions
  static constexpr float kMaxLineWidth = 64.0f;
  uint32_t subpixelBits = 8;

  // Of one draw: past them the context is lost.
  uint32_t maxLoopIterations =
      1u << 30;  ///< loop back-edges, each of up to eight vertices or pixels
  uint64_t maxDrawPixels = uint64_t{1} << 32;  ///< see pipeline::StopReason::Pixels

  /// The host's own limits; 0 leaves the default, more than the default does too.
  void restrict(uint32_t textureSize, uint32_t loopIterations, uint32_t drawPixels) {
    const auto lower = [](auto& limit, uint32_t given) {
      if (given != 0 && given < limit) limit = given;
    };
    lower(maxTextureSize, textureSize);
    lower(maxCubeMapTextureSize, textureSize);
    lower(max3DTextureSize, textureSize);
    lower(maxArrayTextureLayers, textureSize);
    lower(maxRenderbufferSize, textureSize);
    lower(maxViewportDims, textureSize);
    lower(maxDrawPixels, drawPixels);
    if (loopIterations != 0) maxLoopIterations = loopIterations < kMost ? loopIterations : kMost;
  }

 private:
  static constexpr uint32_t kMost = 0x7fffffff;  ///< shader::ShaderDraw counts in 32 bits
};

inline constexpr uint32_t kMaxVertexAttribs = 16;
inline constexpr uint32_t kMaxDrawBuffers = 8;
inline constexpr uint32_t kMaxTextureUnits = 64;
inline constexpr uint32_t kMaxUniformBufferBindings = 24;
inline constexpr uint32_t kMaxTransformFeedbackBuffers = 4;

static_assert(shader::Limits{}.maxVertexAttribs == kMaxVertexAttribs);
static_assert(shader::Limits{}.maxSamples == Limits{}.maxSamples);
static_assert(shader::Limits{}.maxDrawBuffers == kMaxDrawBuffers);
static_assert(shader::Limits{}.maxCombinedTextureImageUnits == kMaxTextureUnits);
static_assert(shader::Limits{}.maxUniformBufferBindings == kMaxUniformBufferBindings);
static_assert(shader::Limits{}.maxTransformFeedbackSeparateAttribs == kMaxTransformFeedbackBuffers);

}  // namespace nogpu::gl
