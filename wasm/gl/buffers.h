// SPDX-License-Identifier: MIT
// Buffers: execution, for arguments that validate_buffers.h has let pass.
#pragma once

#include "gl/context.h"

namespace nogpu::gl {

/// The binding point of a target (ELEMENT_ARRAY_BUFFER: the current vertex array's); null if
/// `target` is none.
Ref<Buffer>* bufferBinding(Context& context, uint32_t target);

void bindBuffer(Context& context, uint32_t target, Buffer* buffer);
void bindBufferBase(Context& context, uint32_t target, uint32_t index, Buffer* buffer);
void bindBufferRange(Context& context, uint32_t target, uint32_t index, Buffer* buffer,
                     uint64_t offset, uint64_t size);
void deleteBuffer(Context& context, Buffer& buffer);

/// New storage: `bytes` bytes of `data`, or zeros if that is null. Raises OUT_OF_MEMORY, then the
/// old storage stays.
void bufferData(Context& context, Buffer& buffer, const std::byte* data, uint64_t bytes,
                uint32_t usage);
void bufferSubData(Buffer& buffer, uint64_t offset, const std::byte* data, uint64_t bytes);
void copyBufferSubData(const Buffer& from, Buffer& to, uint64_t readOffset, uint64_t writeOffset,
                       uint64_t bytes);

}  // namespace nogpu::gl
