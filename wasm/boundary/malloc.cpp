// SPDX-License-Identifier: MIT
// The C library's allocator in the module: what Embind and libc ask for comes from the same heap as
// all else. Compiled without knowledge of what these functions do, or their bodies would be
// recognised as calls of themselves.
#include <cerrno>
#include <cstring>

#include "boundary/blocks.h"
#include "boundary/heap.h"

using nogpu::boundary::blockCapacity;
using nogpu::boundary::endBlock;
using nogpu::boundary::takeBlock;

extern "C" {

void* malloc(size_t bytes) {
  void* block = takeBlock(bytes, 16);
  if (block == nullptr) errno = ENOMEM;
  return block;
}

void free(void* block) { endBlock(block); }

void* calloc(size_t count, size_t bytes) {
  size_t whole;
  void* block = __builtin_mul_overflow(count, bytes, &whole) ? nullptr : malloc(whole);
  if (block != nullptr) memset(block, 0, whole);
  return block;
}

void* realloc(void* block, size_t bytes) {
  if (block == nullptr) return malloc(bytes);
  const size_t capacity = blockCapacity(block);
  if (bytes <= capacity && bytes >= capacity / 2) return block;
  void* moved = malloc(bytes);
  if (moved == nullptr) return nullptr;
  memcpy(moved, block, bytes < capacity ? bytes : capacity);
  free(block);
  return moved;
}

void* memalign(size_t alignment, size_t bytes) { return takeBlock(bytes, alignment); }
void* aligned_alloc(size_t alignment, size_t bytes) { return takeBlock(bytes, alignment); }
int posix_memalign(void** block, size_t alignment, size_t bytes) {
  *block = takeBlock(bytes, alignment);
  return *block != nullptr ? 0 : ENOMEM;
}
size_t malloc_usable_size(void* block) { return block != nullptr ? blockCapacity(block) : 0; }

}  // extern "C"
