// SPDX-License-Identifier: MIT
// Draws: the context's state, checked (validate_draws.cpp), becomes a pipeline::DrawCall and is
// drawn. ES 3.0 §2.9, WebGL 2.0 §3.7.9, §6.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

/// drawArrays, drawElements and their instanced and ranged forms, in one shape.
struct DrawArguments {
  const char* function;
  uint32_t mode;
  int32_t first = 0;  ///< not indexed
  int32_t count = 0;
  int32_t instances = 1;
  bool isIndexed = false;
  uint32_t indexType = 0;  ///< as given, may be any number
  double offset = 0;       ///< bytes into the ELEMENT_ARRAY_BUFFER
  int32_t drawId = 0;      ///< gl_DrawID
  int32_t baseVertex = 0;  ///< indexed: added to every index
  uint32_t baseInstance = 0;

  bool indexed() const { return isIndexed; }
};

bool validateDraw(Context& context, const DrawArguments& arguments);
bool validateDrawRange(Context& context, uint32_t start, uint32_t end);
void draw(Context& context, const DrawArguments& arguments);

uint32_t indexBytes(uint32_t indexType);

}  // namespace nogpu::gl
