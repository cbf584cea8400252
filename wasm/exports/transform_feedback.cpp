// SPDX-License-Identifier: MIT
// Exports of transform feedback.
#include "exports/export.h"
#include "gl/transform_feedbacks.h"
#include "gl/validate_textures.h"

using namespace nogpu;
using exports::decodeContext;

/// `createTransformFeedback`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_transform_feedback(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::TransformFeedback* feedback =
      c->createObject<gl::TransformFeedback>("createTransformFeedback");
  return feedback != nullptr ? feedback->handle : 0;
}

/// `deleteTransformFeedback`
NOGPU_EXPORT void wasm_ctx_delete_transform_feedback(uint32_t ctx, uint32_t tf) {
  gl::Context* c = decodeContext(ctx);
  gl::TransformFeedback* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteTransformFeedback", tf, object) ||
      !gl::validateDeleteTransformFeedback(*c, *object)) {
    return;
  }
  gl::deleteTransformFeedback(*c, *object);
}

/// `isTransformFeedback`: 1 for an object that has been bound.
NOGPU_EXPORT uint32_t wasm_ctx_is_transform_feedback(uint32_t ctx, uint32_t tf) {
  gl::Context* c = decodeContext(ctx);
  const gl::TransformFeedback* object =
      c != nullptr ? c->lookup<gl::TransformFeedback>(tf) : nullptr;
  return object != nullptr && object->everBound ? 1 : 0;
}

/// `bindTransformFeedback`
NOGPU_EXPORT void wasm_ctx_bind_transform_feedback(uint32_t ctx, uint32_t target, uint32_t tf) {
  gl::Context* c = decodeContext(ctx);
  gl::TransformFeedback* object;
  if (c == nullptr || !gl::validateBindTransformFeedback(*c, target, tf, object)) return;
  gl::bindTransformFeedback(*c, object);
}

/// `beginTransformFeedback`
NOGPU_EXPORT void wasm_ctx_begin_transform_feedback(uint32_t ctx, uint32_t primitiveMode) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateBeginTransformFeedback(*c, primitiveMode)) return;
  gl::beginTransformFeedback(*c, primitiveMode);
}

/// `endTransformFeedback`
NOGPU_EXPORT void wasm_ctx_end_transform_feedback(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateEndTransformFeedback(*c)) return;
  gl::endTransformFeedback(*c);
}

/// `pauseTransformFeedback`
NOGPU_EXPORT void wasm_ctx_pause_transform_feedback(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validatePauseTransformFeedback(*c)) return;
  c->transformFeedbacks.object().paused = true;
}

/// `resumeTransformFeedback`
NOGPU_EXPORT void wasm_ctx_resume_transform_feedback(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateResumeTransformFeedback(*c)) return;
  c->transformFeedbacks.object().paused = false;
}
