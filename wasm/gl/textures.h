// SPDX-License-Identifier: MIT
// Texture and sampler objects: execution, for arguments that validate_textures.h has let pass.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

void deleteTexture(Context& context, Texture& texture);
void bindTexture(Context& context, uint32_t target, Texture* texture);
/// Float and integer forms agree: integer parameters are rounded, LODs converted. ES 3.0 §2.3.1.
void texParameter(Texture& texture, uint32_t pname, float value);

/// New immutable levels, zero-filled. Raises OUT_OF_MEMORY.
void texStorage(Context& context, const char* function, Texture& texture, uint32_t levels,
                uint32_t internalFormat, ImageSize size);

/// Levels base+1 … q from the base level. Raises OUT_OF_MEMORY.
void generateMipmap(Context& context, Texture& texture);

void deleteSampler(Context& context, Sampler& sampler);
void bindSampler(Context& context, uint32_t unit, Sampler* sampler);
void samplerParameter(SamplerParams& params, uint32_t pname, float value);

/// A parameter of a texture or sampler, as its query shows it.
struct ParameterValue {
  enum class Kind : uint8_t { None, Bool, Int, Uint, Float } kind = Kind::None;
  uint32_t word = 0;  ///< Bool, Int, Uint
  float number = 0;   ///< Float
};
ParameterValue getSamplerParameter(const SamplerParams& params, uint32_t pname);
ParameterValue getTexParameter(const Texture& texture, uint32_t pname);

}  // namespace nogpu::gl
