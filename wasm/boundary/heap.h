// SPDX-License-Identifier: MIT
// Where memory comes from, and what keeps running out of it from ending the program. There are no
// exceptions, so an ordinary `new` that fails could only trap; two rules make sure that none does:
//
//   fallible   Storage, arenas, uploads, `new (std::nothrow)` and Context::admit may be refused,
//              and the call answers OUT_OF_MEMORY. They never take the last reserveBytes().
//   ordinary   `new`, std::vector and std::string serve what is bounded: state, names, the
//              compiler (which has budgets of its own). They live from that reserve.
//
// Calls whose ordinary allocations may add up ask for admission first. If the host refuses to grow
// memory before its 4 GiB are reached, a fund of kFundBytes held back serves what is under way, and
// nothing new is admitted until it is whole again.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nogpu::boundary {

/// What fallible allocations leave: more than the largest compilation needs. The small ones may go
/// deeper, so that objects can be made, and drawn with, where a large texture is refused.
constexpr uint64_t reserveBytes(uint64_t wanted) {
  const uint64_t megabytes = wanted > (1u << 20) ? 192 : wanted > 4096 ? 160 : 128;
  return megabytes << 20;
}
inline constexpr uint64_t kFundBytes = uint64_t{4} << 20;

/// The largest block that is ever handed out: addresses stay well inside 32 bits.
inline constexpr uint64_t kMaxStorageBytes = 0x7fff0000;

/// Bytes that the allocator took for a block, its own header included.
size_t blockCost(const void* block);

/// What the allocator itself says is in use. Slow: it may walk the heap.
double allocatorBytes();

/// A raw block, neither charged nor zeroed; null if there is none. Ended by endBlock (blocks.h).
void* takeBlock(size_t bytes, size_t alignment);

/// Whether a fallible allocation may take `bytes` more on the current account: the context's
/// maxMemory allows it, and the reserve stays. Test failures (failAllocations) are counted here.
bool mayTake(uint64_t bytes);

/// The same for ordinary allocations that are about to add up to `bytes`.
bool mayNew(uint64_t bytes);

/// Whether there is the reserve that an allocation of `bytes` leaves. Asked after it was taken.
bool reserveIntact(uint64_t bytes);

/// Sets the fund aside, if it is not; false if there is no memory for it.
bool keepFund();

/// Test hook: after `skip` that pass, the next `count` fallible allocations larger than
/// `thresholdBytes` are refused. Lets the OUT_OF_MEMORY paths be tested without filling the memory.
void failAllocations(uint32_t count, uint64_t thresholdBytes = 0, uint32_t skip = 0);
/// Refusals still to come: 0 once all have happened.
uint32_t failuresLeft();

}  // namespace nogpu::boundary
