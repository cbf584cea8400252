// SPDX-License-Identifier: MIT
#include "gl/transform_feedbacks.h"

namespace nogpu::gl {

using format::enumName;

CaptureLayout captureLayout(const Executable& executable) {
  CaptureLayout layout;
  for (const shader::CapturedVarying& varying : executable.linked.captured) {
    const uint32_t bytes = static_cast<uint32_t>(varying.vertexSlots.size()) * 4;
    if (executable.captureSeparate) {
      layout.vertexBytes[layout.bindings++] = bytes;
    } else {
      layout.bindings = 1;
      layout.vertexBytes[0] += bytes;
    }
  }
  return layout;
}

bool boundForFeedback(const Context& context, const Buffer& buffer) {
  for (const BufferRange& range : context.transformFeedbacks.object().bindings) {
    if (range.buffer == &buffer) return true;
  }
  return false;
}

bool doubleBound(const Context& context, const Buffer& buffer) {
  if (!boundForFeedback(context, buffer)) return false;
  const BufferState& b = context.buffers;
  for (const Ref<Buffer>* point :
       {&b.array, &b.copyRead, &b.copyWrite, &b.pixelPack, &b.pixelUnpack, &b.uniform}) {
    if (*point == &buffer) return true;
  }
  for (const BufferRange& range : b.uniformBindings) {
    if (range.buffer == &buffer) return true;
  }
  for (const AttribArray& attrib : context.vertexArrays.array().attribs) {
    if (attrib.buffer == &buffer) return true;
  }
  return false;
}

bool validateBindTransformFeedback(Context& context, uint32_t target, uint32_t handle,
                                   TransformFeedback*& feedback) {
  constexpr const char* kName = "bindTransformFeedback";
  feedback = nullptr;
  if (target != GL_TRANSFORM_FEEDBACK) {
    return context.error(GL_INVALID_ENUM, "%s: target %s (%#x) is not TRANSFORM_FEEDBACK", kName,
                         enumName(target), target);
  }
  if (context.transformFeedbacks.object().capturing()) {
    return context.error(GL_INVALID_OPERATION, "%s: transform feedback is active and not paused",
                         kName);
  }
  if (handle == 0) return true;
  feedback = context.lookup<TransformFeedback>(handle);
  if (feedback != nullptr) return true;
  return context.error(GL_INVALID_OPERATION, "%s: object is deleted or of another context", kName);
}

void bindTransformFeedback(Context& context, TransformFeedback* feedback) {
  context.transformFeedbacks.bound = feedback;
  if (feedback != nullptr) feedback->everBound = true;
}

bool validateDeleteTransformFeedback(Context& context, const TransformFeedback& feedback) {
  if (!feedback.active) return true;
  return context.error(GL_INVALID_OPERATION, "deleteTransformFeedback: the object is active");
}

void deleteTransformFeedback(Context& context, TransformFeedback& feedback) {
  const Ref<TransformFeedback> alive(&feedback);
  feedback.deleted = true;
  if (context.transformFeedbacks.bound == &feedback) context.transformFeedbacks.bound = nullptr;
  feedback.dropName();
}

namespace {

// WebGL 2.0 §6.5: a buffer that is captured into is at no other point, not even an unused one.
bool validateTargets(Context& context, const char* function, const TransformFeedback& feedback,
                     uint32_t bindings) {
  for (uint32_t i = 0; i < bindings; ++i) {
    const Buffer* buffer = feedback.bindings[i].buffer.get();
    if (buffer == nullptr) {
      return context.error(GL_INVALID_OPERATION, "%s: no buffer at binding point %u", function, i);
    }
    for (uint32_t j = i + 1; j < kMaxTransformFeedbackBuffers; ++j) {
      if (feedback.bindings[j].buffer == buffer) {
        return context.error(GL_INVALID_OPERATION, "%s: one buffer at binding points %u and %u",
                             function, i, j);
      }
    }
  }
  return true;
}

// WebGL 2.0 §6.5: it is the use that fails, not beginTransformFeedback.
bool validateTargetsUsable(Context& context, const char* function,
                           const TransformFeedback& feedback, uint32_t bindings) {
  for (uint32_t i = 0; i < bindings; ++i) {
    const Buffer* buffer = feedback.bindings[i].buffer.get();
    if (buffer == nullptr || !doubleBound(context, *buffer)) continue;
    return context.error(GL_INVALID_OPERATION,
                         "%s: the buffer captured into at %u is also bound elsewhere", function, i);
  }
  return true;
}

}  // namespace

bool validateBeginTransformFeedback(Context& context, uint32_t primitiveMode) {
  constexpr const char* kName = "beginTransformFeedback";
  if (primitiveMode != GL_POINTS && primitiveMode != GL_LINES && primitiveMode != GL_TRIANGLES) {
    return context.error(GL_INVALID_ENUM, "%s: mode %#x is none of POINTS, LINES, TRIANGLES", kName,
                         primitiveMode);
  }
  const TransformFeedback& feedback = context.transformFeedbacks.object();
  if (feedback.active) {
    return context.error(GL_INVALID_OPERATION, "%s: transform feedback is active already", kName);
  }
  const Executable* executable = currentExecutable(context.programs);
  if (executable == nullptr || executable->linked.captured.empty()) {
    return context.error(GL_INVALID_OPERATION, "%s: the current program captures nothing", kName);
  }
  return validateTargets(context, kName, feedback, captureLayout(*executable).bindings);
}

void beginTransformFeedback(Context& context, uint32_t primitiveMode) {
  TransformFeedback& feedback = context.transformFeedbacks.object();
  feedback.active = true;
  feedback.paused = false;
  feedback.primitiveMode = primitiveMode;
  feedback.program = context.programs.current;
  feedback.program->activeFeedbacks++;
  feedback.linkId = feedback.program->executable->linkId;
  for (uint64_t& bytes : feedback.writtenBytes) bytes = 0;
  const uint32_t bindings = captureLayout(*feedback.program->executable).bindings;
  for (uint32_t i = 0; i < bindings; ++i) {
    feedback.targets[i] = feedback.bindings[i].buffer;
    feedback.targets[i]->activeFeedbacks++;
  }
}

bool validateEndTransformFeedback(Context& context) {
  if (context.transformFeedbacks.object().active) return true;
  return context.error(GL_INVALID_OPERATION, "endTransformFeedback: none is active");
}

void endTransformFeedback(Context& context) {
  TransformFeedback& feedback = context.transformFeedbacks.object();
  feedback.active = feedback.paused = false;
  feedback.program->activeFeedbacks--;
  feedback.program = nullptr;
  for (Ref<Buffer>& target : feedback.targets) {
    if (target) target->activeFeedbacks--;
    target = nullptr;
  }
}

bool validatePauseTransformFeedback(Context& context) {
  if (context.transformFeedbacks.object().capturing()) return true;
  return context.error(GL_INVALID_OPERATION,
                       "pauseTransformFeedback: none is active, or it is paused already");
}

bool validateResumeTransformFeedback(Context& context) {
  constexpr const char* kName = "resumeTransformFeedback";
  const TransformFeedback& feedback = context.transformFeedbacks.object();
  if (!feedback.active || !feedback.paused) {
    return context.error(GL_INVALID_OPERATION, "%s: none is paused", kName);
  }
  const Executable* executable = currentExecutable(context.programs);
  if (context.programs.current == feedback.program && executable != nullptr &&
      executable->linkId == feedback.linkId) {
    return true;
  }
  return context.error(GL_INVALID_OPERATION, "%s: the program it began with is not current", kName);
}

bool validateCapture(Context& context, const char* function, uint32_t mode, bool indexed,
                     uint32_t vertices, uint32_t instances) {
  const TransformFeedback& feedback = context.transformFeedbacks.object();
  if (!feedback.capturing()) return true;
  if (indexed || mode != feedback.primitiveMode) {
    return context.error(GL_INVALID_OPERATION, "%s: transform feedback takes drawArrays of %s only",
                         function, enumName(feedback.primitiveMode));
  }
  const Executable* executable = currentExecutable(context.programs);
  const CaptureLayout layout = captureLayout(*executable);
  if (!validateTargetsUsable(context, function, feedback, layout.bindings)) return false;
  const uint32_t perPrimitive = mode == GL_POINTS ? 1 : mode == GL_LINES ? 2 : 3;
  const uint64_t captured = uint64_t{vertices - vertices % perPrimitive} * instances;
  for (uint32_t i = 0; i < layout.bindings; ++i) {
    const uint64_t room = feedback.bindings[i].availableBytes();
    if (feedback.writtenBytes[i] + captured * layout.vertexBytes[i] <= room) continue;
    return context.error(
        GL_INVALID_OPERATION, "%s: %llu captured vertices of %u bytes do not fit binding point %u",
        function, static_cast<unsigned long long>(captured), layout.vertexBytes[i], i);
  }
  return true;
}

}  // namespace nogpu::gl
