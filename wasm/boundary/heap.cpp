// SPDX-License-Identifier: MIT
#include "boundary/heap.h"

#include <malloc.h>

#include <cstdlib>
#include <new>

#include "boundary/accounting.h"

#if defined(__wasm__)
#include <unistd.h>
#endif

namespace nogpu::boundary {
namespace {

constinit uint32_t failures = 0;
constinit uint32_t passes = 0;
constinit uint64_t failureThreshold = 0;

constinit void* fund = nullptr;

#if defined(__wasm__)
// The last page is never handed out by Emscripten's sbrk.
constexpr uint64_t kWallBytes = (uint64_t{1} << 32) - 65536;
// Lowered once a host has refused to grow the memory further.
constinit uint64_t hostWallBytes = kWallBytes;

uint64_t roomAtTop() {
  const uint64_t top = reinterpret_cast<uintptr_t>(sbrk(0));
  return hostWallBytes > top ? hostWallBytes - top : 0;
}

void noteRefusal(size_t bytes) {
  if (roomAtTop() > uint64_t{bytes} + (1u << 20)) {
    hostWallBytes = uint64_t{__builtin_wasm_memory_size(0)} << 16;
  }
}
#else
uint64_t roomAtTop() { return UINT64_MAX; }
void noteRefusal(size_t) {}
#endif

// A block that says what it is charged as: bytes before the address that `new` answers.
struct Prefix {
  Account* account;
  uint32_t bytes;  ///< asked for
  uint32_t kind;
};
static_assert(sizeof(Prefix) <= 16);

size_t prefixBytes(size_t alignment) { return alignment > 16 ? alignment : 16; }

void* charged(void* block, size_t bytes, size_t alignment) {
  std::byte* result = static_cast<std::byte*>(block) + prefixBytes(alignment);
  Account& account = currentAccount();
  const MemoryKind kind = currentKind();
  new (result - sizeof(Prefix))
      Prefix{&account, static_cast<uint32_t>(bytes), static_cast<uint32_t>(kind)};
  chargeBlock(account, kind, bytes, blockCost(block));
  return result;
}

void* takePrefixed(size_t bytes, size_t alignment) {
  return takeBlock(bytes + prefixBytes(alignment), alignment);
}

[[gnu::noinline]] void* newOrTrap(size_t bytes, size_t alignment) {
  void* block = takePrefixed(bytes, alignment);
  if (block == nullptr && fund != nullptr) {
    releaseBlock(moduleAccount(), MemoryKind::Reserve, kFundBytes, blockCost(fund));
    std::free(fund);
    fund = nullptr;
    block = takePrefixed(bytes, alignment);
  }
  // The reserve and the compiler's budgets are there so that this is never reached.
  if (block == nullptr) __builtin_trap();
  return charged(block, bytes, alignment);
}

[[gnu::noinline]] void* newOrNull(size_t bytes, size_t alignment) {
  if (!mayTake(bytes)) return nullptr;
  void* block = takePrefixed(bytes, alignment);
  return block != nullptr ? charged(block, bytes, alignment) : nullptr;
}

[[gnu::noinline]] void deleteBlock(void* address, size_t alignment) {
  if (address == nullptr) return;
  const Prefix prefix = *(static_cast<Prefix*>(address) - 1);
  void* block = static_cast<std::byte*>(address) - prefixBytes(alignment);
  const size_t cost = blockCost(block);
  std::free(block);
  releaseBlock(*prefix.account, static_cast<MemoryKind>(prefix.kind), prefix.bytes, cost);
}

bool failNow(uint64_t bytes) {
  if (failures == 0 || bytes <= failureThreshold) return false;
  if (passes != 0) {
    --passes;
    return false;
  }
  --failures;
  return true;
}

}  // namespace

void failAllocations(uint32_t count, uint64_t thresholdBytes, uint32_t skip) {
  failures = count;
  failureThreshold = thresholdBytes;
  passes = skip;
}

uint32_t failuresLeft() { return failures; }

size_t blockCost(const void* block) {
  // glibc and dlmalloc both keep one word before a block that is in use.
  return malloc_usable_size(const_cast<void*>(block)) + sizeof(size_t);
}

double allocatorBytes() {
#if defined(__wasm__)
  return static_cast<double>(mallinfo().uordblks);
#else
  return static_cast<double>(mallinfo2().uordblks) + static_cast<double>(mallinfo2().hblkhd);
#endif
}

void* takeBlock(size_t bytes, size_t alignment) {
  void* block = alignment <= alignof(std::max_align_t)
                    ? std::malloc(bytes)
                    : std::aligned_alloc(alignment, (bytes + alignment - 1) & ~(alignment - 1));
  if (block == nullptr) noteRefusal(bytes);
  return block;
}

bool mayTake(uint64_t bytes) {
  if (failNow(bytes)) return false;
  return currentAccount().allows(bytes) && (fund != nullptr || keepFund()) && reserveIntact(bytes);
}

namespace {
// Whether there are as many bytes in one piece.
bool canTake(size_t bytes) {
  // Volatile, because compilers take away pairs of malloc and free.
  void* volatile probe = std::malloc(bytes);
  const bool there = probe != nullptr;
  std::free(probe);
  return there;
}
}  // namespace

bool reserveIntact(uint64_t bytes) {
  const uint64_t reserve = reserveBytes(bytes);
  return roomAtTop() >= reserve || canTake(static_cast<size_t>(reserve));
}

bool mayNew(uint64_t bytes) {
  constexpr uint64_t kSmallBytes = 1u << 20;  // the reserve always has them
  return bytes <= kMaxStorageBytes && mayTake(bytes) &&
         (bytes <= kSmallBytes || canTake(static_cast<size_t>(bytes)));
}

bool keepFund() {
  if (fund != nullptr) return true;
  fund = takeBlock(kFundBytes, 16);
  if (fund == nullptr) return false;
  chargeBlock(moduleAccount(), MemoryKind::Reserve, kFundBytes, blockCost(fund));
  return true;
}

}  // namespace nogpu::boundary

// ---- the ordinary operators
// -----------------------------------------------------------------------

using nogpu::boundary::deleteBlock;
using nogpu::boundary::newOrNull;
using nogpu::boundary::newOrTrap;

void* operator new(size_t bytes) { return newOrTrap(bytes, 1); }
void* operator new[](size_t bytes) { return newOrTrap(bytes, 1); }
void* operator new(size_t bytes, const std::nothrow_t&) noexcept { return newOrNull(bytes, 1); }
void* operator new[](size_t bytes, const std::nothrow_t&) noexcept { return newOrNull(bytes, 1); }
void* operator new(size_t bytes, std::align_val_t a) { return newOrTrap(bytes, size_t(a)); }
void* operator new[](size_t bytes, std::align_val_t a) { return newOrTrap(bytes, size_t(a)); }
void* operator new(size_t bytes, std::align_val_t a, const std::nothrow_t&) noexcept {
  return newOrNull(bytes, size_t(a));
}
void* operator new[](size_t bytes, std::align_val_t a, const std::nothrow_t&) noexcept {
  return newOrNull(bytes, size_t(a));
}
void operator delete(void* p) noexcept { deleteBlock(p, 1); }
void operator delete[](void* p) noexcept { deleteBlock(p, 1); }
void operator delete(void* p, size_t) noexcept { deleteBlock(p, 1); }
void operator delete[](void* p, size_t) noexcept { deleteBlock(p, 1); }
void operator delete(void* p, const std::nothrow_t&) noexcept { deleteBlock(p, 1); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { deleteBlock(p, 1); }
void operator delete(void* p, std::align_val_t a) noexcept { deleteBlock(p, size_t(a)); }
void operator delete[](void* p, std::align_val_t a) noexcept { deleteBlock(p, size_t(a)); }
void operator delete(void* p, size_t, std::align_val_t a) noexcept { deleteBlock(p, size_t(a)); }
void operator delete[](void* p, size_t, std::align_val_t a) noexcept { deleteBlock(p, size_t(a)); }
