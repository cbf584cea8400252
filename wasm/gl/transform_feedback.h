// SPDX-License-Identifier: MIT
// Transform feedback objects (ES 3.0 §2.15): the buffers that vertex outputs go to, and how far
// they have been written since beginTransformFeedback.
#pragma once

#include <cstdint>
#include <memory>

#include "gl/buffer.h"
#include "gl/limits.h"
#include "gl/object.h"
#include "gl/shader.h"

namespace nogpu::gl {

class TransformFeedback final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::TransformFeedback;
  explicit TransformFeedback(Context& owner) : Object(owner, kKind) {}

  BufferRange bindings[kMaxTransformFeedbackBuffers];
  bool active = false, paused = false;
  bool everBound = false;
  // While active:
  uint32_t primitiveMode = 0;
  Ref<Program> program;
  uint32_t linkId = 0;
  Ref<Buffer> targets[kMaxTransformFeedbackBuffers];  ///< of the points in use
  uint64_t writtenBytes[kMaxTransformFeedbackBuffers] = {};

  bool capturing() const { return active && !paused; }
};

struct TransformFeedbackState {
  Ref<TransformFeedback> defaultObject;
  Ref<TransformFeedback> bound;  ///< null: the default one

  TransformFeedback& object() const { return bound ? *bound : *defaultObject; }
};

/// How a program's captured varyings go to buffers: bytes per vertex of each binding point in use.
struct CaptureLayout {
  uint32_t bindings = 0;
  uint32_t vertexBytes[kMaxTransformFeedbackBuffers] = {};
};
CaptureLayout captureLayout(const Executable& executable);

/// The buffer is at an indexed point of the current object, and at a point that is no feedback one:
/// any use of it is an error (WebGL 2.0 §6.5).
bool doubleBound(const Context& context, const Buffer& buffer);
/// It is at an indexed point of the current object.
bool boundForFeedback(const Context& context, const Buffer& buffer);

}  // namespace nogpu::gl
