// SPDX-License-Identifier: MIT
#include "boundary/block_heap.h"

#include <cassert>
#include <initializer_list>

namespace nogpu::boundary {
namespace {

constexpr uint32_t kMark = 0x626c6f6b;

// 16 bytes apart up to 128, then four sizes for each doubling.
constexpr uint16_t kPlaceBytes[] = {16,  32,  48,  64,  80,  96,  112, 128, 160, 192,
                                    224, 256, 320, 384, 448, 512, 640, 768, 896, 1024};

struct ClassTable {
  uint8_t of[BlockHeap::kSmallBytes / 16 + 1] = {};
  constexpr ClassTable() {
    uint8_t sizeClass = 0;
    for (uint32_t i = 0; i <= BlockHeap::kSmallBytes / 16; ++i) {
      if (i * 16 > kPlaceBytes[sizeClass]) ++sizeClass;
      of[i] = sizeClass;
    }
  }
};
constexpr ClassTable kClassOf;

constexpr uint32_t kPageBytes = 65536;  // of linear memory
constexpr uint32_t kSpareBytes = 32u << 20;

uint64_t alignUp64(uint64_t value, uint64_t to) { return (value + to - 1) & ~(to - 1); }
uint32_t alignUp(uint32_t value, uint32_t to) { return (value + to - 1) & ~(to - 1); }

// What a run for `bytes` bytes has: lengths come in 64 steps for each doubling (at most 1.6 % more
// than asked), so that what is about as long fits into the same hole.
uint32_t roundedRun(uint32_t bytes) {
  uint32_t step = FreeRuns::kUnitBytes;
  if (bytes >= 64 * step) step = 1u << (31 - __builtin_clz(bytes) - 6);
  return alignUp(bytes, step);
}

}  // namespace

static_assert(sizeof(kPlaceBytes) / sizeof(kPlaceBytes[0]) == 20);

void BlockHeap::start(uint32_t offset, uint32_t end) {
  start_ = end_ = alignUp(offset, FreeRuns::kUnitBytes);
  if (end <= start_) return;
  runs_.add(start_, end - start_);
  end_ = end;
}

void* BlockHeap::allocate(size_t bytes, size_t alignment) {
  if (bytes <= kSmallBytes && alignment <= 16) {
    return allocateSmall(kClassOf.of[(bytes + 15) / 16]);
  }
  if (bytes > kLargestBytes || alignment > kLargestBytes - bytes) return nullptr;
  const uint32_t slack = alignment > 16 ? static_cast<uint32_t>(alignment) : 0;
  const uint32_t wanted = static_cast<uint32_t>(bytes) + sizeof(Header) + slack;
  const uint32_t runBytes = roundedRun(wanted);
  const uint32_t run = takeRun(runBytes, FreeRuns::kUnitBytes);
  if (run == kNone) return nullptr;
  uint32_t block = run + sizeof(Header);
  if (slack != 0)
    block = offsetOf(reinterpret_cast<void*>((base_ + block + slack - 1) & ~uintptr_t{slack - 1}));
  at<Header>(block - sizeof(Header)) = {runBytes, block - run, kMark, 0};
  return &at<std::byte>(block);
}

void BlockHeap::free(void* block) {
  if (block == nullptr) return;
  const uint32_t offset = offsetOf(block);
  if (inSlab(offset)) return freeSmall(offset);
  Header& header = at<Header>(offset - sizeof(Header));
  assert(header.mark == kMark);
  header.mark = 0;
  runs_.add(offset - header.lead, header.runBytes);
}

uint64_t BlockHeap::costFor(uint64_t bytes) {
  if (bytes <= kSmallBytes) return kPlaceBytes[kClassOf.of[(bytes + 15) / 16]];
  if (bytes > kLargestBytes) return bytes;
  return roundedRun(static_cast<uint32_t>(bytes) + sizeof(Header));
}

uint32_t BlockHeap::costOf(const void* block) const {
  const uint32_t offset = offsetOf(block);
  if (inSlab(offset)) return at<Slab>(offset & ~(kSlabBytes - 1)).placeBytes;
  return at<Header>(offset - sizeof(Header)).runBytes;
}

uint32_t BlockHeap::usableBytes(const void* block) const {
  const uint32_t offset = offsetOf(block);
  if (inSlab(offset)) return at<Slab>(offset & ~(kSlabBytes - 1)).placeBytes;
  const Header& header = at<Header>(offset - sizeof(Header));
  return header.runBytes - header.lead;
}

uint64_t BlockHeap::usedBytes() const {
  uint64_t used = usedByRuns();
  for (uint32_t word = 0; word < sizeof(slabs_) / sizeof(slabs_[0]); ++word) {
    for (uint32_t bits = slabs_[word]; bits != 0; bits &= bits - 1) {
      const Slab& slab =
          at<Slab>((word * 32 + static_cast<uint32_t>(__builtin_ctz(bits))) * kSlabBytes);
      used = used - kSlabBytes + uint64_t{slab.used} * slab.placeBytes;
    }
  }
  return used;
}

bool BlockHeap::hasRoom(uint64_t bytes, uint64_t room) const {
  if (bytes > kLargestBytes) return false;
  const uint64_t needed = roundedRun(static_cast<uint32_t>(bytes) + sizeof(Header));
  return runs_.longest() >= needed || runs_.bytesEndingAt(end_) + room >= needed;
}

// ---- runs ---------------------------------------------------------------------------------------

uint32_t BlockHeap::takeRun(uint32_t bytes, uint32_t alignment) {
  uint32_t run = runs_.take(bytes, alignment);
  if (run == kNone && growFor(bytes, alignment)) run = runs_.take(bytes, alignment);
  const uint32_t used = usedByRuns();
  if (used > peak_) peak_ = used;
  return run;
}

// Adds to the region's end what is missing there, and if possible the spare quarter.
bool BlockHeap::growFor(uint32_t bytes, uint32_t alignment) {
  const uint32_t last = runs_.bytesEndingAt(end_);
  const uint64_t needed = uint64_t{alignUp(end_ - last, alignment)} + bytes;
  if (needed > kWall) return false;
  const uint64_t used = uint64_t{usedByRuns()} + bytes;
  const uint64_t most = used > peak_ ? used : peak_;
  const uint64_t wanted =
      alignUp64(start_ + most + (most / 4 > kSpareBytes ? most / 4 : kSpareBytes), kPageBytes);
  const uint64_t spacious = wanted < kWall ? wanted : kWall;
  for (const uint64_t end : {spacious, needed}) {
    if (end < needed || !grow_(static_cast<uint32_t>(end))) continue;
    runs_.add(end_, static_cast<uint32_t>(end) - end_);
    end_ = static_cast<uint32_t>(end);
    return true;
  }
  return false;
}

// ---- slabs --------------------------------------------------------------------------------------

void* BlockHeap::allocateSmall(uint32_t sizeClass) {
  uint32_t offset = withPlaces_[sizeClass];
  if (offset == 0) offset = makeSlab(sizeClass);
  if (offset == 0) return nullptr;
  Slab& slab = at<Slab>(offset);
  uint32_t place = slab.freed;
  if (place != 0) {
    slab.freed = at<uint32_t>(place);
  } else {
    place = slab.untouched;
    slab.untouched += slab.placeBytes;
  }
  if (++slab.used == slab.places) unlink(slab);
  return &at<std::byte>(place);
}

uint32_t BlockHeap::makeSlab(uint32_t sizeClass) {
  const uint32_t offset = takeRun(kSlabBytes, kSlabBytes);
  if (offset == kNone) return 0;
  const uint32_t bytes = kPlaceBytes[sizeClass];
  const uint32_t places = (kSlabBytes - sizeof(Slab)) / bytes;
  Slab& slab = at<Slab>(offset);
  slab = {0, 0, bytes, places, 0, offset + static_cast<uint32_t>(sizeof(Slab)), 0, sizeClass};
  markSlab(offset);
  link(slab, offset);
  return offset;
}

void BlockHeap::freeSmall(uint32_t place) {
  const uint32_t offset = place & ~(kSlabBytes - 1);
  Slab& slab = at<Slab>(offset);
  at<uint32_t>(place) = slab.freed;
  slab.freed = place;
  if (slab.used-- == slab.places) link(slab, offset);
  // The last slab of a size stays: else one block that comes and goes would make and end it.
  if (slab.used != 0 || (slab.next == 0 && slab.previous == 0)) return;
  unlink(slab);
  markSlab(offset);
  runs_.add(offset, kSlabBytes);
}

// The lower one of two is filled first: what is left of small blocks moves to the low end in time.
void BlockHeap::link(Slab& slab, uint32_t offset) {
  uint32_t& first = withPlaces_[slab.sizeClass];
  slab.previous = 0;
  slab.next = first;
  if (first != 0 && first < offset) {
    slab.previous = first;
    slab.next = at<Slab>(first).next;
    at<Slab>(first).next = offset;
  } else {
    first = offset;
  }
  if (slab.next != 0) at<Slab>(slab.next).previous = offset;
}

void BlockHeap::unlink(const Slab& slab) {
  (slab.previous != 0 ? at<Slab>(slab.previous).next : withPlaces_[slab.sizeClass]) = slab.next;
  if (slab.next != 0) at<Slab>(slab.next).previous = slab.previous;
}

}  // namespace nogpu::boundary
