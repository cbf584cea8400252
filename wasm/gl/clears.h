// SPDX-License-Identifier: MIT
// clear and clearBuffer*: execution, and what they may be asked for (ES 3.0 §4.2.3). They obey
// scissor and write masks, and RASTERIZER_DISCARD switches them off.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

bool validateClear(Context& context, uint32_t mask);
void clear(Context& context, uint32_t mask);

/// clearBufferfv, iv, uiv, fi: which of them decides what `buffer` may be and which formats fit.
enum class ClearKind : uint8_t { Float, Int, Uint, DepthStencil };
bool validateClearBuffer(Context& context, ClearKind kind, uint32_t buffer, int32_t drawBuffer);

/// `values`: 4 floats or integers for COLOR, else 1.
void clearBuffer(Context& context, ClearKind kind, uint32_t buffer, int32_t drawBuffer,
                 const uint32_t* values);
void clearBufferDepthStencil(Context& context, float depth, int32_t stencil);

/// Pixels of a box given as x, y, width, height.
pipeline::Rect boxRect(const int32_t (&box)[4]);

/// The scissor box if the test is on, else everything.
pipeline::Rect scissorRect(const Context& context);

/// Colour mask bits of a draw buffer: 1 red, 2 green, 4 blue, 8 alpha.
uint8_t colorMaskBits(const FixedState& fixed, uint32_t drawBuffer);

/// WEBGL_render_shared_exponent: RGB9_E5 is written whole. Raises INVALID_OPERATION.
bool validateSharedExponent(Context& context, const char* function, uint32_t drawBuffer,
                            const format::FormatInfo& info);

}  // namespace nogpu::gl
