// SPDX-License-Identifier: MIT
// What textures and samplers may be asked for: each function reads state, raises the error of the
// first rule that is broken and returns false. Rules: ES 3.0 §3.8, WebGL 2.0 §3.7.6, §3.7.7.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

bool validateActiveTexture(Context& context, uint32_t texture);
/// `handle` 0 unbinds; `texture` is set to the object otherwise.
bool validateBindTexture(Context& context, uint32_t target, uint32_t handle, Texture*& texture);
bool validateTexParameter(Context& context, const char* function, uint32_t target, uint32_t pname,
                          float value);
bool validateGetTexParameter(Context& context, uint32_t target, uint32_t pname);
bool validateGenerateMipmap(Context& context, uint32_t target);

/// `dimensions` 2 or 3.
bool validateTexStorage(Context& context, const char* function, uint32_t dimensions,
                        uint32_t target, int32_t levels, uint32_t internalFormat, int32_t width,
                        int32_t height, int32_t depth);

bool validateBindSampler(Context& context, uint32_t unit, uint32_t handle, Sampler*& sampler);
bool validateSamplerParameter(Context& context, const char* function, uint32_t handle,
                              uint32_t pname, float value, Sampler*& sampler);
bool validateGetSamplerParameter(Context& context, uint32_t handle, uint32_t pname,
                                 Sampler*& sampler);

/// delete*: a null or already deleted object is let pass silently (`object` null), a foreign one
/// not.
template <typename T>
bool validateDelete(Context& context, const char* function, uint32_t handle, T*& object) {
  object = context.lookup<T>(handle);
  if (object == nullptr && handle == boundary::kInvalidHandle) {
    context.error(GL_INVALID_OPERATION, "%s: object of another context", function);
    return false;
  }
  return object != nullptr;
}

// ---- shared with texture images

/// Whether the extensions that a format or a way of using it needs are enabled.
bool supported(const Context& context, format::Needs needs);
/// A sized or compressed format exists in this context (those of extensions need them enabled).
bool formatAvailable(const Context& context, format::FormatId format);

/// Whether a compressed format may be used for a target (cube faces included), and whether a level
/// may have that size. Both raise INVALID_OPERATION.
bool validateCompressedTarget(Context& context, const char* function, uint32_t target,
                              const format::FormatInfo& info);
bool validateCompressedSize(Context& context, const char* function, uint32_t level, uint32_t width,
                            uint32_t height, const format::FormatInfo& info);

/// Level limit of a target; raises INVALID_VALUE.
bool validateLevel(Context& context, const char* function, uint32_t target, int32_t level);

}  // namespace nogpu::gl
