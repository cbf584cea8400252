// SPDX-License-Identifier: MIT
// The rules of a draw, in the order: arguments, program, framebuffer, attributes, uniform blocks,
// samplers, fragment outputs, transform feedback. Each group is one function.
#include "gl/clears.h"
#include "gl/byte_count.h"
#include "gl/draws.h"
#include "gl/texture_units.h"
#include "gl/transform_feedbacks.h"
#include "gl/validate_fixed_state.h"
#include "gl/validate_framebuffers.h"
#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

uint32_t indexBytes(uint32_t indexType) {
  switch (indexType) {
    case GL_UNSIGNED_BYTE:
      return 1;
    case GL_UNSIGNED_SHORT:
      return 2;
    case GL_UNSIGNED_INT:
      return 4;
    default:
      return 0;
  }
}

namespace {

// ---- arguments ----------------------------------------------------------------------------------

bool validateArguments(Context& context, const DrawArguments& a) {
  if (a.mode > GL_TRIANGLE_FAN) {
    return context.error(GL_INVALID_ENUM, "%s: mode %#x is no primitive", a.function, a.mode);
  }
  if (a.count < 0 || a.instances < 0) {
    return context.error(GL_INVALID_VALUE, "%s: count %d or instanceCount %d is negative",
                         a.function, a.count, a.instances);
  }
  if (a.first < 0) {
    return context.error(GL_INVALID_VALUE, "%s: first %d is negative", a.function, a.first);
  }
  // The last vertex has an index too (gl_VertexID).
  if (int64_t{a.first} + a.count - 1 > 0x7fffffff) {
    return context.error(GL_INVALID_OPERATION, "%s: first %d + count %d - 1 exceeds 2^31 - 1",
                         a.function, a.first, a.count);
  }
  return true;
}

bool validateIndices(Context& context, const DrawArguments& a) {
  const uint32_t bytes = indexBytes(a.indexType);
  if (bytes == 0 || !versionKnows(context, EnumRole::IndexType, a.indexType)) {
    return context.error(GL_INVALID_ENUM, "%s: type %s (%#x) is none of an index", a.function,
                         enumName(a.indexType), a.indexType);
  }
  if (!isByteCount(a.offset)) {
    return context.error(GL_INVALID_VALUE, "%s: offset %.0f is negative", a.function, a.offset);
  }
  if (static_cast<uint64_t>(a.offset) % bytes != 0) {
    return context.error(GL_INVALID_OPERATION, "%s: offset %.0f is no multiple of %u", a.function,
                         a.offset, bytes);
  }
  const Buffer* buffer = context.vertexArrays.array().elementArray.get();
  if (buffer == nullptr) {
    return context.error(GL_INVALID_OPERATION, "%s: no ELEMENT_ARRAY_BUFFER is bound", a.function);
  }
  if (a.count > 0 && a.instances > 0 &&
      a.offset + 1.0 * bytes * a.count > static_cast<double>(buffer->size())) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: offset %.0f + %d indices of %u bytes exceed the buffer's %llu bytes",
                         a.function, a.offset, a.count, bytes,
                         static_cast<unsigned long long>(buffer->size()));
  }
  return true;
}

bool validateCurrentProgram(Context& context, const char* function) {
  if (currentExecutable(context.programs) != nullptr) return true;
  return context.error(GL_INVALID_OPERATION,
                       context.programs.current ? "%s: the current program's last link failed"
                                                : "%s: no program is in use",
                       function);
}

// ---- attributes ---------------------------------------------------------------------------------

AttribClass wantedClass(uint32_t glType) {
  switch (glType) {
    case GL_INT:
    case GL_INT_VEC2:
    case GL_INT_VEC3:
    case GL_INT_VEC4:
      return AttribClass::Int;
    case GL_UNSIGNED_INT:
    case GL_UNSIGNED_INT_VEC2:
    case GL_UNSIGNED_INT_VEC3:
    case GL_UNSIGNED_INT_VEC4:
      return AttribClass::Uint;
    default:
      return AttribClass::Float;
  }
}

bool validateArraysBound(Context& context, const char* function) {
  const VertexArray& array = context.vertexArrays.array();
  for (uint32_t i = 0; i < kMaxVertexAttribs; ++i) {
    const AttribArray& attrib = array.attribs[i];
    if (!attrib.enabled) continue;
    if (!attrib.buffer) {
      return context.error(GL_INVALID_OPERATION, "%s: attribute array %u is enabled without buffer",
                           function, i);
    }
    if (boundForFeedback(context, *attrib.buffer)) {
      return context.error(GL_INVALID_OPERATION,
                           "%s: the buffer of attribute %u is bound for transform feedback",
                           function, i);
    }
  }
  return true;
}

// Vertices and instances that the draw reads: attribute elements 0 … last must be in the buffer.
struct Fetched {
  bool any = false;
  int64_t firstVertex = 0;
  uint64_t lastVertex = 0;
  uint32_t lastInstance = 0;
  uint32_t baseInstance = 0;
};

Fetched fetchedBy(Context& context, const DrawArguments& a) {
  Fetched fetched;
  if (a.count == 0 || a.instances == 0) return fetched;
  fetched.lastInstance = static_cast<uint32_t>(a.instances) - 1;
  fetched.baseInstance = a.baseInstance;
  if (!a.indexed()) {
    fetched.any = true;
    fetched.lastVertex = static_cast<uint64_t>(a.first) + static_cast<uint32_t>(a.count) - 1;
    return fetched;
  }
  const IndexRange range = context.vertexArrays.array().elementArray->indexRange(
      static_cast<uint64_t>(a.offset), static_cast<uint32_t>(a.count), indexBytes(a.indexType),
      !isWebgl1(context));
  fetched.any = range.any;
  if (!range.any) return fetched;
  fetched.firstVertex = int64_t{range.minIndex} + a.baseVertex;
  fetched.lastVertex = static_cast<uint64_t>(int64_t{range.maxIndex} + a.baseVertex);
  return fetched;
}

bool validateArrayRange(Context& context, const char* function, uint32_t index,
                        const AttribArray& attrib, const Fetched& fetched) {
  if (attrib.divisor == 0 && fetched.firstVertex < 0) {
    return context.error(GL_INVALID_OPERATION, "%s: attribute %u: vertex %lld is negative",
                         function, index, static_cast<long long>(fetched.firstVertex));
  }
  const uint64_t last =
      attrib.divisor == 0 ? fetched.lastVertex
                          : uint64_t{fetched.lastInstance / attrib.divisor} + fetched.baseInstance;
  const uint64_t end = attrib.offset + last * attrib.strideBytes() + attrib.elementBytes();
  if (end <= attrib.buffer->size()) return true;
  return context.error(GL_INVALID_OPERATION,
                       "%s: attribute %u: element %llu ends at byte %llu of a buffer of %llu bytes",
                       function, index, static_cast<unsigned long long>(last),
                       static_cast<unsigned long long>(end),
                       static_cast<unsigned long long>(attrib.buffer->size()));
}

bool validateLocation(Context& context, const char* function, uint32_t location, AttribClass wanted,
                      const Fetched& fetched) {
  const AttribArray& attrib = context.vertexArrays.array().attribs[location];
  const AttribClass given =
      attrib.enabled ? attrib.attribClass() : context.vertexArrays.current[location].attribClass;
  if (given != wanted) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: attribute %u: the shader's base type is not that of its source",
                         function, location);
  }
  if (!attrib.enabled || !fetched.any) return true;
  return validateArrayRange(context, function, location, attrib, fetched);
}

// ANGLE_instanced_arrays, which WebGL 2 does not repeat: something must advance by vertex.
bool validateSomeDivisorZero(Context& context, const DrawArguments& a,
                             const Executable& executable) {
  bool instanced = false;
  for (const shader::ActiveAttribute& attribute : executable.linked.attributes) {
    if (attribute.location < 0) continue;
    for (uint32_t i = 0; i < attribute.locations; ++i) {
      const uint32_t location = static_cast<uint32_t>(attribute.location) + i;
      const AttribArray& array = context.vertexArrays.array().attribs[location];
      if (array.divisor == 0) return true;
      instanced = true;
    }
  }
  return !instanced || context.error(GL_INVALID_OPERATION,
                                     "%s: every attribute in use has a divisor", a.function);
}

bool validateAttributes(Context& context, const DrawArguments& a, const Executable& executable) {
  if (!validateArraysBound(context, a.function)) return false;
  if (isWebgl1(context) && !validateSomeDivisorZero(context, a, executable)) return false;
  const Fetched fetched = fetchedBy(context, a);
  for (const shader::ActiveAttribute& attribute : executable.linked.attributes) {
    if (attribute.location < 0) continue;
    for (uint32_t i = 0; i < attribute.locations; ++i) {
      if (!validateLocation(context, a.function, static_cast<uint32_t>(attribute.location) + i,
                            wantedClass(attribute.glType), fetched)) {
        return false;
      }
    }
  }
  return true;
}

// ---- uniform blocks -----------------------------------------------------------------------------

bool validateBlocks(Context& context, const char* function, const Executable& executable) {
  const auto& blocks = executable.linked.uniformBlocks;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const uint32_t point = executable.blockBindings[i];
    const BufferRange& binding = context.buffers.uniformBindings[point];
    const char* name = blocks[i].name.c_str();
    if (!binding.buffer) {
      return context.error(GL_INVALID_OPERATION, "%s: no buffer at binding point %u of block %s",
                           function, point, name);
    }
    if (binding.availableBytes() < blocks[i].dataSizeBytes) {
      return context.error(GL_INVALID_OPERATION, "%s: block %s wants %u bytes, its buffer has %llu",
                           function, name, blocks[i].dataSizeBytes,
                           static_cast<unsigned long long>(binding.availableBytes()));
    }
    if (boundForFeedback(context, *binding.buffer)) {
      return context.error(GL_INVALID_OPERATION,
                           "%s: the buffer of block %s is bound for transform feedback", function,
                           name);
    }
  }
  return true;
}

// ---- framebuffer --------------------------------------------------------------------------------

// WebGL 1.0 §6.12: with a stencil buffer, front and back must agree where they matter.
bool validateStencilFaces(Context& context, const char* function, const Framebuffer& framebuffer) {
  const FixedState& fixed = context.fixed;
  if (!fixed.caps.stencilTest || stencilBits(framebuffer) == 0) return true;
  const uint32_t most = (1u << stencilBits(framebuffer)) - 1;
  const auto clamped = [most](int32_t ref) {
    return ref < 0 ? 0u : static_cast<uint32_t>(ref) < most ? static_cast<uint32_t>(ref) : most;
  };
  const StencilFaceState &front = fixed.stencilFront, &back = fixed.stencilBack;
  if ((front.writeMask & most) == (back.writeMask & most) &&
      (front.valueMask & most) == (back.valueMask & most) &&
      clamped(front.ref) == clamped(back.ref)) {
    return true;
  }
  return context.error(GL_INVALID_OPERATION,
                       "%s: stencil masks or references of front and back faces differ", function);
}

enum class OutputClass : uint8_t { None, Float, Int, Uint };

OutputClass outputClass(uint32_t glType) {
  switch (wantedClass(glType)) {
    case AttribClass::Int:
      return OutputClass::Int;
    case AttribClass::Uint:
      return OutputClass::Uint;
    default:
      return OutputClass::Float;
  }
}

OutputClass surfaceClass(const format::FormatInfo& info) {
  if (info.kind == format::ComponentKind::Sint) return OutputClass::Int;
  return info.kind == format::ComponentKind::Uint ? OutputClass::Uint : OutputClass::Float;
}

/// `index` 1: the second source of blending.
OutputClass shaderOutput(const shader::LinkedProgram& linked, uint32_t drawBuffer, uint32_t index) {
  for (const shader::FragmentOutput& output : linked.fragmentOutputs) {
    const uint32_t begin = static_cast<uint32_t>(output.location);
    if (output.index == index && drawBuffer >= begin &&
        drawBuffer < begin + static_cast<uint32_t>(output.size)) {
      return outputClass(output.glType);
    }
  }
  // gl_FragData of ESSL 1.00 gives the draw buffers that it is written for.
  const uint32_t mask = index == 0 ? linked.colorOutputMask : linked.secondaryColorOutputMask;
  const bool written = (mask >> drawBuffer & 1) != 0;
  return written ? OutputClass::Float : OutputClass::None;
}

bool validateDrawBuffer(Context& context, const char* function, const shader::LinkedProgram& linked,
                        uint32_t i, const format::FormatInfo& info) {
  const bool masked = colorMaskBits(context.fixed, i) == 0;
  if (!masked && shaderOutput(linked, i, 0) != surfaceClass(info)) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: the fragment shader's output %u does not fit draw buffer %s",
                         function, i, info.name);
  }
  if (!masked && context.fixed.drawBuffers[i].blending &&
      usesSecondSource(context.fixed.drawBuffers[i].blend) && !info.isInteger() &&
      shaderOutput(linked, i, 1) != OutputClass::Float) {
    return context.error(GL_INVALID_OPERATION,
                         "%s: blending uses SRC1 factors, and the fragment shader has no output of "
                         "index 1 for draw buffer %u",
                         function, i);
  }
  const bool float32 = info.kind == format::ComponentKind::Float && info.bits[0] == 32;
  if (context.fixed.drawBuffers[i].blending && float32 &&
      !context.extensions.has(Extension::EXT_float_blend)) {
    return context.error(GL_INVALID_OPERATION, "%s: blending into %s needs EXT_float_blend",
                         function, info.name);
  }
  return validateSharedExponent(context, function, i, info);
}

// WEBGL_blend_func_extended: SRC1 factors limit the draw buffers, whether blending is on or off.
bool validateSecondSource(Context& context, const char* function, const Framebuffer& framebuffer) {
  bool used = false;
  uint32_t count = 0;
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    if (drawBufferFormat(framebuffer, i) == nullptr) continue;
    used |= usesSecondSource(context.fixed.drawBuffers[i].blend);
    count = i + 1;
  }
  const uint32_t most = context.limits.shader.maxDualSourceDrawBuffers;
  if (!used || count <= most) return true;
  return context.error(
      GL_INVALID_OPERATION,
      "%s: a blend function with SRC1 factors is set and there are %u draw buffers, "
      "MAX_DUAL_SOURCE_DRAW_BUFFERS_WEBGL is %u",
      function, count, most);
}

bool validateFramebuffer(Context& context, const char* function, const Executable& executable) {
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  if (!validateComplete(context, function, framebuffer)) return false;
  if (!validateStencilFaces(context, function, framebuffer)) return false;
  if (!validateSecondSource(context, function, framebuffer)) return false;
  if (!context.fixed.caps.rasterizerDiscard) {
    uint32_t constants = 0;
    for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
      const format::FormatInfo* info = drawBufferFormat(framebuffer, i);
      if (info == nullptr) continue;
      if (!validateDrawBuffer(context, function, executable.linked, i, *info)) return false;
      const auto& drawBuffer = context.fixed.drawBuffers[i];
      if (!drawBuffer.blending) continue;
      constants |= constantFactors(drawBuffer.blend.srcRgb, drawBuffer.blend.dstRgb);
    }
    if (constants == (kConstantColor | kConstantAlpha)) {
      return context.error(GL_INVALID_OPERATION,
                           "%s: one draw buffer blends with the constant colour, another with the "
                           "constant alpha",
                           function);
    }
  }
  return validateNoFeedbackLoop(context, executable, framebuffer, function);
}

}  // namespace

bool validateDrawRange(Context& context, uint32_t start, uint32_t end) {
  if (end >= start) return true;
  return context.error(GL_INVALID_VALUE, "drawRangeElements: end %u is below start %u", end, start);
}

bool validateDraw(Context& context, const DrawArguments& a) {
  if (!validateArguments(context, a) || !validateCurrentProgram(context, a.function)) return false;
  const Executable& executable = *currentExecutable(context.programs);
  if (!validateFramebuffer(context, a.function, executable)) return false;
  if (a.indexed() && !validateIndices(context, a)) return false;
  return validateAttributes(context, a, executable) &&
         validateBlocks(context, a.function, executable) &&
         validateSamplers(context, executable, a.function) &&
         validateCapture(context, a.function, a.mode, a.indexed(), static_cast<uint32_t>(a.count),
                         static_cast<uint32_t>(a.instances));
}

}  // namespace nogpu::gl
