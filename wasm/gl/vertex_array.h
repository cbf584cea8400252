// SPDX-License-Identifier: MIT
// Vertex arrays: where attributes come from (ES 3.0 §2.8, §2.10), and the current values that stand
// in for arrays that are not enabled. Current values belong to the context, not to a vertex array.
#pragma once

#include <cstdint>

#include "gl/buffer.h"
#include "gl/limits.h"
#include "gl/object.h"

namespace nogpu::gl {

/// How a shader sees a value: what vertexAttrib* and vertexAttrib[I]Pointer give, and what an
/// active attribute wants.
enum class AttribClass : uint8_t { Float, Int, Uint };

/// State of one attribute array, as getVertexAttrib shows it.
struct AttribArray {
  bool enabled = false;
  bool normalized = false;
  bool integer = false;
  uint8_t size = 4;
  uint32_t type = GL_FLOAT;
  uint32_t stride = 0;  ///< as given: 0 means tightly packed
  uint64_t offset = 0;
  uint32_t divisor = 0;
  Ref<Buffer> buffer;

  uint32_t elementBytes() const;
  uint32_t strideBytes() const { return stride != 0 ? stride : elementBytes(); }
  AttribClass attribClass() const;
};

class VertexArray final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::VertexArray;
  explicit VertexArray(Context& owner) : Object(owner, kKind) {}

  AttribArray attribs[kMaxVertexAttribs];
  Ref<Buffer> elementArray;
  bool everBound = false;
};

struct CurrentAttrib {
  uint32_t bits[4] = {0, 0, 0, 0x3f800000};
  AttribClass attribClass = AttribClass::Float;
};

struct VertexArrayState {
  Ref<VertexArray> defaultArray;
  Ref<VertexArray> bound;  ///< null: the default one
  CurrentAttrib current[kMaxVertexAttribs];

  VertexArray& array() const { return bound ? *bound : *defaultArray; }
};

/// Bytes of a component of a vertexAttrib[I]Pointer type; 4 for the packed ones, which hold a whole
/// element; 0 for anything else.
uint32_t attribTypeBytes(uint32_t type);

}  // namespace nogpu::gl
