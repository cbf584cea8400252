// SPDX-License-Identifier: MIT
#include "gl/parameters.h"

#include "gl/queries.h"
#include "gl/validate_framebuffers.h"
#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

namespace {

constexpr Extension Core = Extension::kCount;

// ---- one store per kind; `count` is the table's -------------------------------------------------

void storeWord(QueryValue& v, ValueKind kind, uint32_t word) {
  v.kind = kind;
  v.count = 1;
  v.words[0] = word;
}
void storeBool(QueryValue& v, uint32_t, bool value) { storeWord(v, ValueKind::Bool, value); }
void storeInt(QueryValue& v, uint32_t, int32_t value) {
  storeWord(v, ValueKind::Int, static_cast<uint32_t>(value));
}
void storeUint(QueryValue& v, uint32_t, uint32_t value) { storeWord(v, ValueKind::Uint, value); }
void storeFloat(QueryValue& v, uint32_t, float value) {
  storeWord(v, ValueKind::Float, __builtin_bit_cast(uint32_t, value));
}
void storeDouble(QueryValue& v, uint32_t, double value) {
  v.kind = ValueKind::Double;
  v.count = 1;
  v.number = value;
}
template <typename T>
void storeArray(QueryValue& v, ValueKind kind, uint32_t count, const T* values) {
  v.kind = kind;
  v.count = count;
  for (uint32_t i = 0; i < count; ++i) {
    if constexpr (sizeof(T) == 4) {
      v.words[i] = __builtin_bit_cast(uint32_t, values[i]);
    } else {
      v.words[i] = values[i];
    }
  }
}
void storeBools(QueryValue& v, uint32_t n, const bool* values) {
  storeArray(v, ValueKind::Bools, n, values);
}
void storeInts(QueryValue& v, uint32_t n, const int32_t* values) {
  storeArray(v, ValueKind::Ints, n, values);
}
void storeFloats(QueryValue& v, uint32_t n, const float* values) {
  storeArray(v, ValueKind::Floats, n, values);
}
template <typename T>
void storeObject(QueryValue& v, uint32_t, const Ref<T>& object) {
  if (!object) return;  // Null
  v.kind = ValueKind::Object;
  v.count = 1;
  v.words[0] = static_cast<uint32_t>(T::kKind);
  v.words[1] = object.handle();
}
void storeString(QueryValue& v, uint32_t, const char* text) {
  v.kind = ValueKind::String;
  v.text = text;
}

// ---- sources that are more than a member --------------------------------------------------------

const Ref<Texture>& boundAt(const Context& c, TextureKind kind) {
  return c.textures.units[c.textures.activeUnit].bound[static_cast<uint32_t>(kind)];
}

uint32_t samples(const Context& c) {
  return framebufferExtent(c.framebuffers.drawFramebuffer()).samples;
}

// ES 3.0 table 6.33: blocks and default block together.
double combinedComponents(uint32_t blocks, uint32_t vectors, const shader::Limits& s) {
  return 1.0 * blocks * (s.maxUniformBlockSizeBytes / 4) + 4.0 * vectors;
}

struct Dims {
  int32_t values[2];
};
Dims viewportDims(const Context& c) {
  const int32_t most = static_cast<int32_t>(c.limits.maxViewportDims);
  return {{most, most}};
}

bool tableParameter(const Context& c, uint32_t pname, QueryValue& value) {
  const shader::Limits& s = c.limits.shader;
  const auto enabled = [&c](Extension e) { return e == Core || c.extensions.has(e); };
  switch (pname) {
#define X(PNAME, kind, count, source, extension) \
  case GL_##PNAME:                               \
    if (!enabled(extension)) return false;       \
    store##kind(value, count, source);           \
    return true;
#include "gl/params.def"
    default:
      return false;
  }
}

bool unknownParameter(Context& context, uint32_t pname) {
  return context.error(GL_INVALID_ENUM,
                       "getParameter: pname %s (%#x) is unknown, or of an "
                       "extension that is not enabled",
                       enumName(pname), pname);
}

// RED_BITS …: of all colour images of the draw framebuffer, which must agree (WebGL 2.0 §3.7.2).
bool colorBits(Context& context, uint32_t pname, QueryValue& value) {
  const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
  const format::FormatInfo* first = nullptr;
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    const Image* image = framebuffer.attachments[i].image();
    if (image == nullptr) continue;
    if (first != nullptr && first != &image->info()) {
      context.error(GL_INVALID_OPERATION, "getParameter: colour attachments differ in format");
      first = nullptr;
      break;
    }
    first = &image->info();
  }
  storeUint(value, 1, first != nullptr ? first->bits[pname - GL_RED_BITS] : 0);
  return true;
}

bool colorRead(Context& context, uint32_t pname, QueryValue& value) {
  const Framebuffer& framebuffer = context.framebuffers.readFramebuffer();
  const Attachment* attachment = readAttachment(framebuffer);
  const Image* image = attachment != nullptr ? attachment->image() : nullptr;
  if (image == nullptr || framebufferStatus(context, framebuffer) != GL_FRAMEBUFFER_COMPLETE) {
    return context.error(GL_INVALID_OPERATION,
                         "getParameter: %s: the read framebuffer has nothing to read",
                         enumName(pname));
  }
  const format::FormatTypePair pair = format::implementationReadPair(image->format);
  const bool oesName = isWebgl1(context) && pair.type == GL_HALF_FLOAT;
  const uint32_t type = oesName ? GL_HALF_FLOAT_OES : pair.type;
  storeUint(value, 1, pname == GL_IMPLEMENTATION_COLOR_READ_FORMAT ? pair.format : type);
  return true;
}

}  // namespace

uint32_t QueryValue::payloadBytes() const {
  switch (kind) {
    case ValueKind::Null:
    case ValueKind::String:
      return 8;
    case ValueKind::Double:
    case ValueKind::Object:
      return 16;
    default:
      return 8 + 4 * count;
  }
}

bool getParameter(Context& context, uint32_t pname, QueryValue& value) {
  if (!versionKnows(context, EnumRole::Parameter, pname)) return unknownParameter(context, pname);
  if (tableParameter(context, pname, value)) return true;
  if (pname >= GL_RED_BITS && pname <= GL_ALPHA_BITS) return colorBits(context, pname, value);
  if (pname >= GL_DRAW_BUFFER0 && pname < GL_DRAW_BUFFER0 + kMaxDrawBuffers) {
    const Framebuffer& framebuffer = context.framebuffers.drawFramebuffer();
    storeUint(value, 1, framebuffer.drawBuffers[pname - GL_DRAW_BUFFER0]);
    return true;
  }
  if (pname == GL_IMPLEMENTATION_COLOR_READ_FORMAT || pname == GL_IMPLEMENTATION_COLOR_READ_TYPE) {
    return colorRead(context, pname, value);
  }
  if (pname == GL_TIMESTAMP_EXT && context.extensions.has(Extension::EXT_disjoint_timer_query)) {
    storeDouble(value, 1, static_cast<double>(timestamp(context)));
    return true;
  }
  return unknownParameter(context, pname);
}

namespace {

// OES_draw_buffers_indexed. False: `target` is none of a draw buffer.
bool drawBufferParameter(const DrawBufferState& buffer, uint32_t target, QueryValue& value) {
  switch (target) {
    case GL_BLEND:
      storeBool(value, 1, buffer.blending);
      return true;
    case GL_BLEND_EQUATION_RGB:
      storeUint(value, 1, buffer.blend.equationRgb);
      return true;
    case GL_BLEND_EQUATION_ALPHA:
      storeUint(value, 1, buffer.blend.equationAlpha);
      return true;
    case GL_BLEND_SRC_RGB:
      storeUint(value, 1, buffer.blend.srcRgb);
      return true;
    case GL_BLEND_DST_RGB:
      storeUint(value, 1, buffer.blend.dstRgb);
      return true;
    case GL_BLEND_SRC_ALPHA:
      storeUint(value, 1, buffer.blend.srcAlpha);
      return true;
    case GL_BLEND_DST_ALPHA:
      storeUint(value, 1, buffer.blend.dstAlpha);
      return true;
    case GL_COLOR_WRITEMASK:
      storeBools(value, 4, buffer.colorMask);
      return true;
    default:
      return false;
  }
}

}  // namespace

bool getIndexedParameter(Context& context, uint32_t target, uint32_t index, QueryValue& value) {
  constexpr const char* kName = "getIndexedParameter";
  const DrawBufferState& buffer = context.fixed.drawBuffers[index < kMaxDrawBuffers ? index : 0];
  if (context.extensions.has(Extension::OES_draw_buffers_indexed) &&
      drawBufferParameter(buffer, target, value)) {
    if (index < kMaxDrawBuffers) return true;
    return context.error(GL_INVALID_VALUE, "%s: index %u is not below %u", kName, index,
                         kMaxDrawBuffers);
  }
  const bool uniform = target == GL_UNIFORM_BUFFER_BINDING || target == GL_UNIFORM_BUFFER_START ||
                       target == GL_UNIFORM_BUFFER_SIZE;
  const bool feedback = target == GL_TRANSFORM_FEEDBACK_BUFFER_BINDING ||
                        target == GL_TRANSFORM_FEEDBACK_BUFFER_START ||
                        target == GL_TRANSFORM_FEEDBACK_BUFFER_SIZE;
  if (!uniform && !feedback) {
    return context.error(GL_INVALID_ENUM, "%s: target %s (%#x) has no indexed values", kName,
                         enumName(target), target);
  }
  const uint32_t points = uniform ? kMaxUniformBufferBindings : kMaxTransformFeedbackBuffers;
  if (index >= points) {
    return context.error(GL_INVALID_VALUE, "%s: index %u is not below %u", kName, index, points);
  }
  const BufferRange& range = uniform ? context.buffers.uniformBindings[index]
                                     : context.transformFeedbacks.object().bindings[index];
  switch (target) {
    case GL_UNIFORM_BUFFER_BINDING:
    case GL_TRANSFORM_FEEDBACK_BUFFER_BINDING:
      storeObject(value, 1, range.buffer);
      break;
    case GL_UNIFORM_BUFFER_START:
    case GL_TRANSFORM_FEEDBACK_BUFFER_START:
      storeDouble(value, 1, static_cast<double>(range.offset));
      break;
    default:
      storeDouble(value, 1, static_cast<double>(range.size));
      break;
  }
  return true;
}

QueryValue getVertexAttrib(const Context& context, uint32_t index, uint32_t pname) {
  QueryValue value;
  const AttribArray& array = context.vertexArrays.array().attribs[index];
  switch (pname) {
    case GL_VERTEX_ATTRIB_ARRAY_BUFFER_BINDING:
      storeObject(value, 1, array.buffer);
      break;
    case GL_VERTEX_ATTRIB_ARRAY_ENABLED:
      storeBool(value, 1, array.enabled);
      break;
    case GL_VERTEX_ATTRIB_ARRAY_SIZE:
      storeUint(value, 1, array.size);
      break;
    case GL_VERTEX_ATTRIB_ARRAY_STRIDE:
      storeUint(value, 1, array.stride);
      break;
    case GL_VERTEX_ATTRIB_ARRAY_TYPE:
      storeUint(value, 1, array.type);
      break;
    case GL_VERTEX_ATTRIB_ARRAY_NORMALIZED:
      storeBool(value, 1, array.normalized);
      break;
    case GL_VERTEX_ATTRIB_ARRAY_INTEGER:
      storeBool(value, 1, array.integer);
      break;
    case GL_VERTEX_ATTRIB_ARRAY_DIVISOR:
      storeUint(value, 1, array.divisor);
      break;
    default: {
      const CurrentAttrib& current = context.vertexArrays.current[index];
      const ValueKind kind = current.attribClass == AttribClass::Float ? ValueKind::Floats
                             : current.attribClass == AttribClass::Int ? ValueKind::Ints
                                                                       : ValueKind::Uints;
      storeArray(value, kind, 4, current.bits);
      break;
    }
  }
  return value;
}

}  // namespace nogpu::gl
