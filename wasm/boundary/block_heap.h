// SPDX-License-Identifier: MIT
// The allocator: blocks of one growing region of memory.
//
//   up to 1 KiB   slabs of 16 KiB, each for one size, free places in a list; an empty slab is given
//                 back, so that its memory serves blocks of any size
//   above         runs of their own, with a header of 16 bytes; the lowest hole that is long enough
//
//   region   │ slab 48 B │ block │ block      │ free │ slab 1 KiB │ block │ free │  ▸ grows
//
// What is small thereby gathers at the low end, and large blocks leave large holes. Holes are never
// all of use, so the region grows to a quarter (at least 32 MB) more than was ever in use, as a
// vector grows before it is full: then the same work in another order fits too, and the region
// stays as it is instead of creeping up with every unlucky order. Nobody touches the pages that are
// not needed. Figures in docs/reliability.md, "Fragmentation".
#pragma once

#include <cstddef>
#include <cstdint>

#include "boundary/free_runs.h"

namespace nogpu::boundary {

class BlockHeap {
 public:
  /// Makes the region longer: [base, base + end) is to be usable. False if it cannot be.
  using Grow = bool (*)(uint32_t end);

  /// Blocks are handed out from [base + start, …). `base` is aligned to kSlabBytes.
  constexpr BlockHeap(uintptr_t base, Grow grow) : base_(base), grow_(grow), runs_(base) {}
  /// What is usable already, up to `end`, needs no growth.
  void start(uint32_t offset, uint32_t end = 0);
  bool started() const { return end_ != 0; }

  /// Null if there is no memory. 16-byte aligned at least; `alignment` is a power of two.
  void* allocate(size_t bytes, size_t alignment = 16);
  /// `block` may be null.
  void free(void* block);

  /// What a block of so many bytes will take, at the alignment of 16.
  static uint64_t costFor(uint64_t bytes);
  /// What the block takes, its header and rounding included.
  uint32_t costOf(const void* block) const;
  /// What of it the owner may use.
  uint32_t usableBytes(const void* block) const;

  /// Sum of the costs of all blocks, found by a walk: independent of who counts them.
  uint64_t usedBytes() const;
  /// Bytes of runs in use at the same time, at most so far; slabs whole.
  uint32_t peakBytes() const { return peak_; }
  /// Whether a block of `bytes` bytes fits into the region, or would if it grew by `room` bytes.
  bool hasRoom(uint64_t bytes, uint64_t room) const;
  /// End of the region so far, as an offset.
  uint32_t end() const { return end_; }
  const FreeRuns& freeRuns() const { return runs_; }

  static constexpr uint32_t kSlabBytes = 16 * 1024;
  static constexpr uint32_t kSmallBytes = 1024;
  static constexpr uint32_t kLargestBytes = 0x80000000;
  /// The region's end at most.
  static constexpr uint32_t kWall = 0xffff0000;

 private:
  static constexpr uint32_t kClasses = 20;
  static constexpr uint32_t kNone = FreeRuns::kNone;

  // At the start of each slab; the places follow.
  struct Slab {
    uint32_t next, previous;  ///< of the same size, with free places
    uint32_t placeBytes;
    uint32_t places, used;
    uint32_t untouched;  ///< first place that was never handed out
    uint32_t freed;      ///< list of places that were, by offset
    uint32_t sizeClass;
  };
  static_assert(sizeof(Slab) == 32);

  // Before each block that has a run of its own.
  struct Header {
    uint32_t runBytes;
    uint32_t lead;  ///< from the run's start to the block's
    uint32_t mark;
    uint32_t pad;
  };
  static_assert(sizeof(Header) == 16);

  template <typename T>
  T& at(uint32_t offset) const {
    return *reinterpret_cast<T*>(base_ + offset);
  }
  uint32_t offsetOf(const void* block) const {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(block) - base_);
  }
  bool inSlab(uint32_t offset) const {
    return slabs_[offset / kSlabBytes / 32] >> (offset / kSlabBytes % 32) & 1;
  }
  void markSlab(uint32_t offset) {
    slabs_[offset / kSlabBytes / 32] ^= 1u << (offset / kSlabBytes % 32);
  }

  uint32_t usedByRuns() const { return static_cast<uint32_t>(end_ - start_ - runs_.bytes()); }
  uint32_t takeRun(uint32_t bytes, uint32_t alignment);
  bool growFor(uint32_t bytes, uint32_t alignment);
  void* allocateSmall(uint32_t sizeClass);
  uint32_t makeSlab(uint32_t sizeClass);
  void freeSmall(uint32_t offset);
  void link(Slab& slab, uint32_t offset);
  void unlink(const Slab& slab);

  uintptr_t base_;
  Grow grow_;
  uint32_t start_ = 0;
  uint32_t end_ = 0;
  uint32_t peak_ = 0;
  FreeRuns runs_;
  uint32_t withPlaces_[kClasses] = {};    ///< first slab of each size, 0 if there is none
  uint32_t slabs_[(1u << 18) / 32] = {};  ///< which pieces of kSlabBytes are slabs
};

}  // namespace nogpu::boundary
