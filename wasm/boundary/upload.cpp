// SPDX-License-Identifier: MIT
#include "boundary/upload.h"

#include <cstring>

#include "boundary/last_error.h"

#if defined(__SANITIZE_ADDRESS__)
#define NOGPU_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NOGPU_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(NOGPU_ADDRESS_SANITIZER)
#include <sanitizer/asan_interface.h>
#endif

namespace nogpu::boundary {
namespace {

// Before each block: its size, and a mark that says it is one of ours and not yet freed.
struct Prefix {
  uint64_t bytes;
  uint32_t mark;
  uint32_t pad;
};
static_assert(sizeof(Prefix) == 16);
constexpr uint32_t kLiveMark = 0x75706c64;
constexpr uint32_t kFreedMark = 0x66726564;

}  // namespace

std::byte* allocateUpload(uint64_t bytes) {
  // JS frees it after the call that reads it: no context's.
  const AccountScope scope(moduleAccount());
  std::byte* block = allocateAligned(bytes + sizeof(Prefix));
  if (block == nullptr) {
    setLastError("out of memory: no %llu bytes for an upload",
                 static_cast<unsigned long long>(bytes));
    return nullptr;
  }
  const Prefix prefix{bytes, kLiveMark, 0};
  std::memcpy(block, &prefix, sizeof prefix);
  chargeBlock(moduleAccount(), MemoryKind::Uploads, bytes, blockCost(block));
  accountLive(MemoryKind::Uploads, 1);
  return block + sizeof(Prefix);
}

bool freeUpload(std::byte* block) {
  if (block == nullptr) return true;
  const uintptr_t address = reinterpret_cast<uintptr_t>(block);
  Prefix prefix{};
  const bool plausible = (address & 15) == 0 && address > sizeof(Prefix) &&
                         readable(block - sizeof(Prefix), sizeof(Prefix));
  if (plausible) std::memcpy(&prefix, block - sizeof(Prefix), sizeof prefix);
  if (prefix.mark != kLiveMark) {
    setLastError("wasm_free: %#llx is not a block that wasm_alloc gave out",
                 static_cast<unsigned long long>(address));
    return false;
  }
  prefix.mark = kFreedMark;
  std::memcpy(block - sizeof(Prefix), &prefix, sizeof prefix);
  releaseBlock(moduleAccount(), MemoryKind::Uploads, prefix.bytes,
               blockCost(block - sizeof(Prefix)));
  accountLive(MemoryKind::Uploads, -1, moduleAccount());
  freeAligned(block - sizeof(Prefix));
  return true;
}

bool readable(const void* ptr, uint64_t bytes) {
#if defined(__wasm__)
  const uint64_t end = uint64_t{reinterpret_cast<uintptr_t>(ptr)} + bytes;
  return (ptr != nullptr || bytes == 0) && end <= uint64_t{__builtin_wasm_memory_size(0)} << 16;
#elif defined(NOGPU_ADDRESS_SANITIZER)
  // The sanitizer knows what is memory: arguments that lie about their size are refused as in WASM.
  if (bytes == 0) return true;
  return ptr != nullptr && bytes <= kMaxStorageBytes &&
         __asan_region_is_poisoned(const_cast<void*>(ptr), bytes) == nullptr;
#else
  return ptr != nullptr || bytes == 0;
#endif
}

}  // namespace nogpu::boundary
