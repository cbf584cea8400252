// SPDX-License-Identifier: MIT
#include "gl/validate_buffers.h"

#include "gl/byte_count.h"
#include "gl/transform_feedback.h"
#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

namespace {

bool isUsage(uint32_t usage) {
  switch (usage) {
    case GL_STREAM_DRAW:
    case GL_STREAM_READ:
    case GL_STREAM_COPY:
    case GL_STATIC_DRAW:
    case GL_STATIC_READ:
    case GL_STATIC_COPY:
    case GL_DYNAMIC_DRAW:
    case GL_DYNAMIC_READ:
    case GL_DYNAMIC_COPY:
      return true;
    default:
      return false;
  }
}

bool validateTarget(Context& context, const char* function, uint32_t target) {
  if (bufferBinding(context, target) != nullptr &&
      versionKnows(context, EnumRole::BufferTarget, target)) {
    return true;
  }
  return context.error(GL_INVALID_ENUM, "%s: target %s (%#x) is no buffer target", function,
                       enumName(target), target);
}

bool boundBuffer(Context& context, const char* function, uint32_t target, Buffer*& buffer) {
  buffer = bufferBinding(context, target)->get();
  if (buffer != nullptr) return true;
  return context.error(GL_INVALID_OPERATION, "%s: no buffer is bound to %s", function,
                       enumName(target));
}

bool validateUsable(Context& context, const char* function, const Buffer& buffer) {
  if (doubleBound(context, buffer)) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: the buffer is bound both for transform feedback and elsewhere",
                         function);
  }
  return true;
}

bool validateNotCaptured(Context& context, const char* function, const Buffer& buffer) {
  if (context.transformFeedbacks.object().capturing() && boundForFeedback(context, buffer)) {
    return context.error(GL_INVALID_OPERATION, "%s: transform feedback is active on the buffer",
                         function);
  }
  return true;
}

bool validateRange(Context& context, const char* function, const Buffer& buffer, double offset,
                   double bytes) {
  if (!isByteCount(offset) || !isByteCount(bytes)) {
    return context.error(GL_INVALID_VALUE, "%s: offset %.0f or size %.0f is negative or no size",
                         function, offset, bytes);
  }
  if (offset + bytes > static_cast<double>(buffer.size())) {
    return context.error(GL_INVALID_VALUE, "%s: offset %.0f + size %.0f exceeds buffer size %.0f",
                         function, offset, bytes, static_cast<double>(buffer.size()));
  }
  return true;
}

bool validateType(Context& context, const char* function, uint32_t target, const Buffer& buffer) {
  if (buffer.type == BufferType::Undefined || target == GL_COPY_READ_BUFFER ||
      target == GL_COPY_WRITE_BUFFER) {
    return true;
  }
  const bool forIndices = target == GL_ELEMENT_ARRAY_BUFFER;
  if (forIndices == (buffer.type == BufferType::ElementArray)) return true;
  return context.error(GL_INVALID_OPERATION,
                       "%s: a buffer bound for %s before cannot be bound to %s", function,
                       forIndices ? "other data" : "indices", enumName(target));
}

bool validateObject(Context& context, const char* function, uint32_t target, uint32_t handle,
                    Buffer*& buffer) {
  buffer = nullptr;
  if (handle == 0) return true;
  buffer = context.lookup<Buffer>(handle);
  if (buffer == nullptr) {
    return context.error(GL_INVALID_OPERATION, "%s: buffer is deleted or of another context",
                         function);
  }
  return validateType(context, function, target, *buffer);
}

bool validateIndexed(Context& context, const char* function, uint32_t target, uint32_t index,
                     uint32_t handle, Buffer*& buffer) {
  if (target != GL_UNIFORM_BUFFER && target != GL_TRANSFORM_FEEDBACK_BUFFER) {
    return context.error(GL_INVALID_ENUM,
                         "%s: target %s (%#x) is neither UNIFORM_BUFFER nor "
                         "TRANSFORM_FEEDBACK_BUFFER",
                         function, enumName(target), target);
  }
  const bool uniform = target == GL_UNIFORM_BUFFER;
  const uint32_t points = uniform ? kMaxUniformBufferBindings : kMaxTransformFeedbackBuffers;
  if (index >= points) {
    return context.error(GL_INVALID_VALUE, "%s: index %u is not below %u", function, index, points);
  }
  if (!uniform && context.transformFeedbacks.object().active) {
    return context.error(GL_INVALID_OPERATION, "%s: transform feedback is active", function);
  }
  return validateObject(context, function, target, handle, buffer);
}

}  // namespace

bool validateBindBuffer(Context& context, uint32_t target, uint32_t handle, Buffer*& buffer) {
  return validateTarget(context, "bindBuffer", target) &&
         validateObject(context, "bindBuffer", target, handle, buffer);
}

bool validateBindBufferBase(Context& context, uint32_t target, uint32_t index, uint32_t handle,
                            Buffer*& buffer) {
  return validateIndexed(context, "bindBufferBase", target, index, handle, buffer);
}

bool validateBindBufferRange(Context& context, uint32_t target, uint32_t index, uint32_t handle,
                             double offset, double size, Buffer*& buffer) {
  constexpr const char* kName = "bindBufferRange";
  if (!validateIndexed(context, kName, target, index, handle, buffer)) return false;
  if (buffer == nullptr) return true;
  if (!isByteCount(offset) || !isByteCount(size) || size == 0) {
    return context.error(GL_INVALID_VALUE, "%s: offset %.0f is negative or size %.0f not positive",
                         kName, offset, size);
  }
  const double alignment =
      target == GL_UNIFORM_BUFFER ? context.limits.uniformBufferOffsetAlignment : 4;
  const uint64_t at = static_cast<uint64_t>(offset);
  if (at % static_cast<uint64_t>(alignment) != 0) {
    return context.error(GL_INVALID_VALUE, "%s: offset %.0f is no multiple of %.0f", kName, offset,
                         alignment);
  }
  if (target == GL_TRANSFORM_FEEDBACK_BUFFER && static_cast<uint64_t>(size) % 4 != 0) {
    return context.error(GL_INVALID_VALUE, "%s: size %.0f is no multiple of 4", kName, size);
  }
  return true;
}

bool validateBufferData(Context& context, uint32_t target, double bytes, uint32_t usage,
                        Buffer*& buffer) {
  constexpr const char* kName = "bufferData";
  if (!validateTarget(context, kName, target)) return false;
  if (!isUsage(usage) || !versionKnows(context, EnumRole::BufferUsage, usage)) {
    return context.error(GL_INVALID_ENUM, "%s: usage %s (%#x) is none", kName, enumName(usage),
                         usage);
  }
  if (!(bytes >= 0))
    return context.error(GL_INVALID_VALUE, "%s: size %.0f is negative", kName, bytes);
  if (!boundBuffer(context, kName, target, buffer)) return false;
  // ES 3.0 §2.15.2: new storage would be taken away from captures to come, paused and unbound ones
  // too.
  if (buffer->activeFeedbacks != 0) {
    return context.error(GL_INVALID_OPERATION, "%s: transform feedback is active on the buffer",
                         kName);
  }
  if (!validateUsable(context, kName, *buffer)) return false;
  if (bytes > static_cast<double>(boundary::kMaxStorageBytes)) {
    return context.error(GL_OUT_OF_MEMORY, "%s: %.0f bytes are more than a buffer can have", kName,
                         bytes);
  }
  return true;
}

bool validateBufferSubData(Context& context, uint32_t target, double offset, double bytes,
                           Buffer*& buffer) {
  constexpr const char* kName = "bufferSubData";
  return validateTarget(context, kName, target) && boundBuffer(context, kName, target, buffer) &&
         validateRange(context, kName, *buffer, offset, bytes) &&
         validateNotCaptured(context, kName, *buffer) && validateUsable(context, kName, *buffer);
}

bool validateGetBufferSubData(Context& context, uint32_t target, double offset, double bytes,
                              Buffer*& buffer) {
  constexpr const char* kName = "getBufferSubData";
  if (!validateTarget(context, kName, target) || !boundBuffer(context, kName, target, buffer)) {
    return false;
  }
  if (target == GL_TRANSFORM_FEEDBACK_BUFFER && context.transformFeedbacks.object().active) {
    return context.error(GL_INVALID_OPERATION, "%s: transform feedback is active", kName);
  }
  return validateRange(context, kName, *buffer, offset, bytes) &&
         validateUsable(context, kName, *buffer);
}

bool validateCopyBufferSubData(Context& context, uint32_t readTarget, uint32_t writeTarget,
                               double readOffset, double writeOffset, double bytes, Buffer*& from,
                               Buffer*& to) {
  constexpr const char* kName = "copyBufferSubData";
  if (!validateTarget(context, kName, readTarget) || !validateTarget(context, kName, writeTarget) ||
      !boundBuffer(context, kName, readTarget, from) ||
      !boundBuffer(context, kName, writeTarget, to) ||
      !validateRange(context, kName, *from, readOffset, bytes) ||
      !validateRange(context, kName, *to, writeOffset, bytes)) {
    return false;
  }
  const double distance =
      readOffset < writeOffset ? writeOffset - readOffset : readOffset - writeOffset;
  if (from == to && distance < bytes) {
    return context.error(GL_INVALID_VALUE, "%s: ranges at %.0f and %.0f of %.0f bytes overlap",
                         kName, readOffset, writeOffset, bytes);
  }
  if ((from->type == BufferType::ElementArray) != (to->type == BufferType::ElementArray)) {
    return context.error(GL_INVALID_OPERATION, "%s: one buffer holds indices, the other does not",
                         kName);
  }
  return validateUsable(context, kName, *from) && validateNotCaptured(context, kName, *to) &&
         validateUsable(context, kName, *to);
}

bool validateGetBufferParameter(Context& context, uint32_t target, uint32_t pname,
                                Buffer*& buffer) {
  constexpr const char* kName = "getBufferParameter";
  if (!validateTarget(context, kName, target)) return false;
  if (pname != GL_BUFFER_SIZE && pname != GL_BUFFER_USAGE) {
    return context.error(GL_INVALID_ENUM, "%s: pname %s (%#x) is none of a buffer", kName,
                         enumName(pname), pname);
  }
  return boundBuffer(context, kName, target, buffer);
}

}  // namespace nogpu::gl
