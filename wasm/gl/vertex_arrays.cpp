// SPDX-License-Identifier: MIT
#include "gl/vertex_arrays.h"

#include "gl/byte_count.h"
#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

uint32_t attribTypeBytes(uint32_t type) {
  switch (type) {
    case GL_BYTE:
    case GL_UNSIGNED_BYTE:
      return 1;
    case GL_SHORT:
    case GL_UNSIGNED_SHORT:
    case GL_HALF_FLOAT:
      return 2;
    case GL_INT:
    case GL_UNSIGNED_INT:
    case GL_FLOAT:
      return 4;
    case GL_INT_2_10_10_10_REV:
    case GL_UNSIGNED_INT_2_10_10_10_REV:
      return 4;
    default:
      return 0;
  }
}

namespace {

bool packed(uint32_t type) {
  return type == GL_INT_2_10_10_10_REV || type == GL_UNSIGNED_INT_2_10_10_10_REV;
}

bool isIntegerType(uint32_t type) { return type >= GL_BYTE && type <= GL_UNSIGNED_INT; }

}  // namespace

uint32_t AttribArray::elementBytes() const {
  return packed(type) ? 4 : attribTypeBytes(type) * size;
}

AttribClass AttribArray::attribClass() const {
  if (!integer) return AttribClass::Float;
  const bool isSigned = type == GL_BYTE || type == GL_SHORT || type == GL_INT;
  return isSigned ? AttribClass::Int : AttribClass::Uint;
}

bool validateBindVertexArray(Context& context, uint32_t handle, VertexArray*& array) {
  array = nullptr;
  if (handle == 0) return true;
  array = context.lookup<VertexArray>(handle);
  if (array != nullptr) return true;
  return context.error(GL_INVALID_OPERATION,
                       "bindVertexArray: array is deleted or of another context");
}

void bindVertexArray(Context& context, VertexArray* array) {
  context.vertexArrays.bound = array;
  if (array != nullptr) array->everBound = true;
}

void deleteVertexArray(Context& context, VertexArray& array) {
  const Ref<VertexArray> alive(&array);
  array.deleted = true;
  if (context.vertexArrays.bound == &array) context.vertexArrays.bound = nullptr;
  array.dropName();
}

bool validateAttribIndex(Context& context, const char* function, uint32_t index) {
  if (index < kMaxVertexAttribs) return true;
  return context.error(GL_INVALID_VALUE, "%s: index %u is not below MAX_VERTEX_ATTRIBS (%u)",
                       function, index, kMaxVertexAttribs);
}

bool validateVertexAttribPointer(Context& context, const char* function, const AttribPointer& p) {
  if (!validateAttribIndex(context, function, p.index)) return false;
  if (p.size < 1 || p.size > 4) {
    return context.error(GL_INVALID_VALUE, "%s: size %d is not 1 to 4", function, p.size);
  }
  const uint32_t bytes = attribTypeBytes(p.type);
  if (bytes == 0 || (p.integer && !isIntegerType(p.type)) ||
      !versionKnows(context, EnumRole::AttribType, p.type)) {
    return context.error(GL_INVALID_ENUM, "%s: type %s (%#x) is none of an attribute", function,
                         enumName(p.type), p.type);
  }
  if (packed(p.type) && p.size != 4) {
    return context.error(GL_INVALID_OPERATION, "%s: type %s needs size 4, not %d", function,
                         enumName(p.type), p.size);
  }
  if (p.stride < 0 || p.stride > 255) {
    return context.error(GL_INVALID_VALUE, "%s: stride %d is not 0 to 255", function, p.stride);
  }
  if (!isByteCount(p.offset)) {
    return context.error(GL_INVALID_VALUE, "%s: offset %.0f is negative", function, p.offset);
  }
  if (!context.buffers.array && p.offset != 0) {
    return context.error(GL_INVALID_OPERATION, "%s: offset %.0f, but no ARRAY_BUFFER is bound",
                         function, p.offset);
  }
  if (static_cast<uint32_t>(p.stride) % bytes != 0 ||
      static_cast<uint64_t>(p.offset) % bytes != 0) {
    return context.error(GL_INVALID_OPERATION, "%s: stride %d or offset %.0f is no multiple of %u",
                         function, p.stride, p.offset, bytes);
  }
  return true;
}

void vertexAttribPointer(Context& context, const AttribPointer& pointer) {
  AttribArray& array = context.vertexArrays.array().attribs[pointer.index];
  array.size = static_cast<uint8_t>(pointer.size);
  array.type = pointer.type;
  array.normalized = pointer.normalized && !pointer.integer;
  array.integer = pointer.integer;
  array.stride = static_cast<uint32_t>(pointer.stride);
  array.offset = static_cast<uint64_t>(pointer.offset);
  array.buffer = context.buffers.array;
}

void vertexAttrib(Context& context, uint32_t index, AttribClass attribClass,
                  const uint32_t bits[4]) {
  CurrentAttrib& current = context.vertexArrays.current[index];
  current.attribClass = attribClass;
  for (uint32_t i = 0; i < 4; ++i) current.bits[i] = bits[i];
}

bool validateGetVertexAttrib(Context& context, uint32_t index, uint32_t pname) {
  if (!validateAttribIndex(context, "getVertexAttrib", index)) return false;
  switch (versionKnows(context, EnumRole::AttribParameter, pname) ? pname : 0) {
    case GL_VERTEX_ATTRIB_ARRAY_BUFFER_BINDING:
    case GL_VERTEX_ATTRIB_ARRAY_ENABLED:
    case GL_VERTEX_ATTRIB_ARRAY_SIZE:
    case GL_VERTEX_ATTRIB_ARRAY_STRIDE:
    case GL_VERTEX_ATTRIB_ARRAY_TYPE:
    case GL_VERTEX_ATTRIB_ARRAY_NORMALIZED:
    case GL_VERTEX_ATTRIB_ARRAY_INTEGER:
    case GL_VERTEX_ATTRIB_ARRAY_DIVISOR:
    case GL_CURRENT_VERTEX_ATTRIB:
      return true;
    default:
      return context.error(GL_INVALID_ENUM,
                           "getVertexAttrib: pname %s (%#x) is none of an attribute",
                           enumName(pname), pname);
  }
}

}  // namespace nogpu::gl
