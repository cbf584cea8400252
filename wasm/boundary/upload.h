// SPDX-License-Identifier: MIT
// What JS hands in. Two ways: blocks of any size that JS takes with wasm_alloc, fills and frees,
// and a fixed area per context for hot small arrays (uniforms, vertex attributes, lists of enums),
// which cost no allocation.
#pragma once

#include <cstddef>
#include <cstdint>

#include "boundary/storage.h"

namespace nogpu::boundary {

/// Size of a context's upload area: the largest uniform array (1024 vec4) fits.
inline constexpr uint32_t kUploadAreaBytes = 16 * 1024;

/// A block for JS: 16-byte aligned, accounted as Uploads. Null, with the last error set, if there
/// is no memory. 0 bytes give a valid block.
std::byte* allocateUpload(uint64_t bytes);

/// Ends a block. False, with the last error set, if `block` is not a live one; null is allowed.
bool freeUpload(std::byte* block);

/// Whether [ptr, ptr + bytes) lies inside the module's memory: exports check what JS passes,
/// because reading past the end would trap. Native builds refuse null and, with the address
/// sanitizer, what is no memory of the program.
bool readable(const void* ptr, uint64_t bytes);

class UploadArea {
 public:
  [[nodiscard]] bool create() { return storage_.allocate(kUploadAreaBytes); }
  std::byte* data() { return storage_.data(); }

 private:
  Storage storage_{MemoryKind::Uploads};
};

}  // namespace nogpu::boundary
