// SPDX-License-Identifier: MIT
// Vertex arrays and attributes: execution, and what they may be asked for (the rules are few).
// ES 3.0 §2.8, §2.10.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

bool validateBindVertexArray(Context& context, uint32_t handle, VertexArray*& array);
void bindVertexArray(Context& context, VertexArray* array);
void deleteVertexArray(Context& context, VertexArray& array);

/// INVALID_VALUE unless `index` is below MAX_VERTEX_ATTRIBS.
bool validateAttribIndex(Context& context, const char* function, uint32_t index);

/// vertexAttribPointer, vertexAttribIPointer (`integer`).
struct AttribPointer {
  uint32_t index;
  int32_t size;
  uint32_t type;
  bool normalized;
  bool integer;
  int32_t stride;
  double offset;
};
bool validateVertexAttribPointer(Context& context, const char* function, const AttribPointer& p);
void vertexAttribPointer(Context& context, const AttribPointer& pointer);

/// vertexAttrib{1234}f[v], vertexAttribI4{i,ui}[v]: raw bits of all four components.
void vertexAttrib(Context& context, uint32_t index, AttribClass attribClass,
                  const uint32_t bits[4]);

bool validateGetVertexAttrib(Context& context, uint32_t index, uint32_t pname);

}  // namespace nogpu::gl
