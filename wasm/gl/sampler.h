// SPDX-License-Identifier: MIT
// Sampler: how a texture is looked up, as an object of its own or as a texture's own parameters
// (which a bound sampler object overrides whole, ES 3.0 §3.8.14).
#pragma once

#include <cstdint>

#include "format/gl_enums.h"
#include "gl/object.h"

namespace nogpu::gl {

/// GL values as the application set them. ES 3.0 table 6.10.
struct SamplerParams {
  uint32_t minFilter = GL_NEAREST_MIPMAP_LINEAR;
  uint32_t magFilter = GL_LINEAR;
  uint32_t wrapS = GL_REPEAT, wrapT = GL_REPEAT, wrapR = GL_REPEAT;
  uint32_t compareMode = GL_NONE;
  uint32_t compareFunc = GL_LEQUAL;
  float minLod = -1000.0f, maxLod = 1000.0f;
  float maxAnisotropy = 1.0f;

  bool mipmapped() const { return minFilter != GL_NEAREST && minFilter != GL_LINEAR; }
  /// Whether any lookup blends texels, within or between levels.
  bool filtersLinearly() const {
    return magFilter == GL_LINEAR ||
           (minFilter != GL_NEAREST && minFilter != GL_NEAREST_MIPMAP_NEAREST);
  }
};

class Sampler final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Sampler;
  explicit Sampler(Context& owner) : Object(owner, kKind) {}

  SamplerParams params;
  uint32_t version = 1;  ///< changes with every parameter
};

}  // namespace nogpu::gl
