// SPDX-License-Identifier: MIT
#include "boundary/blocks.h"
#include "boundary/heap.h"

#include <cstdlib>
#include <new>

#include "boundary/accounting.h"

#if defined(__wasm__)
#include <emscripten/heap.h>

#include "boundary/block_heap.h"
#else
#include <malloc.h>
#endif

namespace nogpu::boundary {
namespace {

constinit uint32_t failures = 0;
constinit uint32_t passes = 0;
constinit uint64_t failureThreshold = 0;

constinit void* fund = nullptr;

#if defined(__wasm__)
extern "C" char __heap_base;  // of the linker: where data and stack end

// Lowered once a host has refused to grow the memory further.
constinit uint64_t wallBytes = BlockHeap::kWall;

uint64_t memoryBytes() { return uint64_t{__builtin_wasm_memory_size(0)} << 16; }

bool growMemory(uint32_t end) { return end <= memoryBytes() || emscripten_resize_heap(end); }

// Offsets are addresses.
constinit BlockHeap heap{0, growMemory};

void startHeap() {
  heap.start(reinterpret_cast<uintptr_t>(&__heap_base), static_cast<uint32_t>(memoryBytes()));
}

uint64_t roomAtTop() { return wallBytes > heap.end() ? wallBytes - heap.end() : 0; }

uint64_t costFor(uint64_t bytes) { return BlockHeap::costFor(bytes); }

// Whether there are as many bytes in one piece.
bool canTake(uint64_t bytes) {
  if (!heap.started()) startHeap();
  return heap.hasRoom(bytes, roomAtTop());
}
#else
uint64_t costFor(uint64_t bytes) { return bytes; }

bool canTake(uint64_t bytes) {
  // Volatile, because compilers take away pairs of malloc and free.
  void* volatile probe = std::malloc(static_cast<size_t>(bytes));
  const bool there = probe != nullptr;
  std::free(probe);
  return there;
}
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
    endBlock(fund);
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
  endBlock(block);
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

#if defined(__wasm__)
size_t blockCost(const void* block) { return heap.costOf(block); }

size_t blockCapacity(const void* block) { return heap.usableBytes(block); }

double allocatorBytes() { return static_cast<double>(heap.usedBytes()); }

void* takeBlock(size_t bytes, size_t alignment) {
  if (!heap.started()) startHeap();
  void* block = heap.allocate(bytes, alignment);
  // Refused although there is room below the wall: the host has one of its own.
  if (block == nullptr && heap.end() + BlockHeap::costFor(bytes) < wallBytes) {
    wallBytes = memoryBytes();
  }
  return block;
}

void endBlock(void* block) { heap.free(block); }
#else
// glibc keeps one word before a block that is in use.
size_t blockCost(const void* block) { return blockCapacity(block) + sizeof(size_t); }

size_t blockCapacity(const void* block) { return malloc_usable_size(const_cast<void*>(block)); }

double allocatorBytes() {
  return static_cast<double>(mallinfo2().uordblks) + static_cast<double>(mallinfo2().hblkhd);
}

void* takeBlock(size_t bytes, size_t alignment) {
  return alignment <= alignof(std::max_align_t)
             ? std::malloc(bytes)
             : std::aligned_alloc(alignment, (bytes + alignment - 1) & ~(alignment - 1));
}

void endBlock(void* block) { std::free(block); }
#endif

bool mayTake(uint64_t bytes) {
  if (failNow(bytes)) return false;
  return currentAccount().allows(costFor(bytes)) && (fund != nullptr || keepFund()) &&
         reserveIntact(bytes);
}

#if defined(__wasm__)
bool reserveIntact(uint64_t bytes) { return canTake(reserveBytes(bytes)); }
#else
bool reserveIntact(uint64_t) { return true; }
#endif

bool mayNew(uint64_t bytes) {
  constexpr uint64_t kSmallBytes = 1u << 20;  // the reserve always has them
  return bytes <= kMaxStorageBytes && mayTake(bytes) && (bytes <= kSmallBytes || canTake(bytes));
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
