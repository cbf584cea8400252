// SPDX-License-Identifier: MIT
// What draws need of the texture units: the rules for samplers and the bound textures, and their
// resolution to the pipeline's sampler descriptors.
#pragma once

#include "gl/context.h"
#include "gl/framebuffer.h"
#include "gl/shader.h"
#include "shader/abi.h"

namespace nogpu::gl {

/// Rules of every draw: samplers of different type on one unit, class of sampler and format, shadow
/// samplers. Raises INVALID_OPERATION and returns false. errors.json: drawCommon.
bool validateSamplers(Context& context, const Executable& executable, const char* function);

/// Whether a texture that the program samples is also attached to the draw framebuffer, at a level
/// that lookups can reach (WebGL 1.0 §6.27). Raises INVALID_OPERATION then, returns false.
bool validateNoFeedbackLoop(Context& context, const Executable& executable,
                            const Framebuffer& framebuffer, const char* function);

/// The conflict of samplers among a program's own units, as an info log line; empty if there is
/// none.
std::string samplerConflict(const Context& context, const Executable& executable);

/// Descriptors by sampler slot, for DrawCall::samplers. They live until the next call of this, or a
/// change of a texture, sampler or binding. Textures that were never written are zeroed here.
const shader::SamplerDesc* const* resolveSamplers(Context& context, Executable& executable);

}  // namespace nogpu::gl
