// SPDX-License-Identifier: MIT
// Transform feedback: execution, and what it may be asked for. Rules: ES 3.0 §2.15, WebGL 2.0
// §3.7.15, §6.5.
#pragma once

#include "gl/context.h"
#include "gl/transform_feedback.h"

namespace nogpu::gl {

bool validateBindTransformFeedback(Context& context, uint32_t target, uint32_t handle,
                                   TransformFeedback*& feedback);
void bindTransformFeedback(Context& context, TransformFeedback* feedback);
bool validateDeleteTransformFeedback(Context& context, const TransformFeedback& feedback);
void deleteTransformFeedback(Context& context, TransformFeedback& feedback);

bool validateBeginTransformFeedback(Context& context, uint32_t primitiveMode);
void beginTransformFeedback(Context& context, uint32_t primitiveMode);
bool validateEndTransformFeedback(Context& context);
void endTransformFeedback(Context& context);
bool validatePauseTransformFeedback(Context& context);
bool validateResumeTransformFeedback(Context& context);

/// Rules of a draw while feedback is active: mode and room for every captured vertex.
/// `vertices` of one instance.
bool validateCapture(Context& context, const char* function, uint32_t mode, bool indexed,
                     uint32_t vertices, uint32_t instances);

}  // namespace nogpu::gl
