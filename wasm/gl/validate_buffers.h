// SPDX-License-Identifier: MIT
// What buffers may be asked for. Rules: ES 3.0 §2.9, WebGL 2.0 §3.7.3, §6.1, §6.5. Sizes and
// offsets are doubles as they cross the boundary: whole numbers of any size and sign.
#pragma once

#include "gl/buffers.h"

namespace nogpu::gl {

/// `handle` 0 unbinds; `buffer` is set to the object otherwise.
bool validateBindBuffer(Context& context, uint32_t target, uint32_t handle, Buffer*& buffer);
bool validateBindBufferBase(Context& context, uint32_t target, uint32_t index, uint32_t handle,
                            Buffer*& buffer);
bool validateBindBufferRange(Context& context, uint32_t target, uint32_t index, uint32_t handle,
                             double offset, double size, Buffer*& buffer);

bool validateBufferData(Context& context, uint32_t target, double bytes, uint32_t usage,
                        Buffer*& buffer);
bool validateBufferSubData(Context& context, uint32_t target, double offset, double bytes,
                           Buffer*& buffer);
bool validateGetBufferSubData(Context& context, uint32_t target, double offset, double bytes,
                              Buffer*& buffer);
bool validateCopyBufferSubData(Context& context, uint32_t readTarget, uint32_t writeTarget,
                               double readOffset, double writeOffset, double bytes, Buffer*& from,
                               Buffer*& to);
bool validateGetBufferParameter(Context& context, uint32_t target, uint32_t pname, Buffer*& buffer);

}  // namespace nogpu::gl
