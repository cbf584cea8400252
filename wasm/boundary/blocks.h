// SPDX-License-Identifier: MIT
// The rest of what heap.h says of raw blocks. In the module they come from one heap (block_heap.h),
// natively from the C library, so that sanitizers see them.
#pragma once

#include <cstddef>

namespace nogpu::boundary {

/// Bytes of a block that its owner may use.
size_t blockCapacity(const void* block);
/// Ends a block of takeBlock.
void endBlock(void* block);

}  // namespace nogpu::boundary
