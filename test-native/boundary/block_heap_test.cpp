// SPDX-License-Identifier: MIT
// The module's allocator in a region of its own: no two blocks meet, holes are joined and used
// again, the region converges.
#include "boundary/block_heap.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <vector>

using namespace nogpu::boundary;

namespace {

constexpr uint32_t kRegionBytes = 64u << 20;
uint32_t limit = kRegionBytes;

struct Region {
  explicit Region(uint32_t bytes = kRegionBytes)
      : memory(static_cast<std::byte*>(std::aligned_alloc(BlockHeap::kSlabBytes, bytes))),
        heap(reinterpret_cast<uintptr_t>(memory), [](uint32_t end) { return end <= limit; }) {
    limit = bytes;
    heap.start(100);
  }
  ~Region() { std::free(memory); }
  uint32_t offset(const void* block) const {
    return static_cast<uint32_t>(static_cast<const std::byte*>(block) - memory);
  }
  std::byte* memory;
  BlockHeap heap;
};

struct Random {
  uint64_t state;
  uint32_t below(uint32_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>((state >> 33) % n);
  }
  // As many of 100 bytes as of 100 KB.
  uint32_t bytes(uint32_t maxBits) {
    const uint32_t bits = below(maxBits) + 1;
    return (1u << bits) - 1 - below(1u << (bits - 1));
  }
};

}  // namespace

TEST_CASE("blocks are aligned, large enough, and apart from each other") {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    Region region;
    BlockHeap& heap = region.heap;
    Random random{seed};
    struct Block {
      uint32_t bytes;
      std::byte fill;
      uint32_t alignment;
    };
    std::map<std::byte*, Block> blocks;
    uint64_t cost = 0;
    for (int step = 0; step < 20000; ++step) {
      const bool grow = step / 2000 % 2 == 0;
      if (blocks.empty() || random.below(10) < (grow ? 7u : 3u)) {
        const Block wanted{random.bytes(18), std::byte(random.below(256)),
                           random.below(8) == 0 ? 16u << random.below(9) : 16u};
        auto* block = static_cast<std::byte*>(heap.allocate(wanted.bytes, wanted.alignment));
        if (block == nullptr) continue;
        REQUIRE(reinterpret_cast<uintptr_t>(block) % wanted.alignment == 0);
        REQUIRE(heap.usableBytes(block) >= wanted.bytes);
        REQUIRE(region.offset(block) + wanted.bytes <= heap.end());
        std::memset(block, static_cast<int>(wanted.fill), wanted.bytes);
        cost += heap.costOf(block);
        if (wanted.alignment == 16) REQUIRE(heap.costOf(block) == BlockHeap::costFor(wanted.bytes));
        REQUIRE(blocks.emplace(block, wanted).second);
      } else {
        auto it = blocks.begin();
        std::advance(it, random.below(static_cast<uint32_t>(blocks.size())));
        const auto [block, of] = *it;
        const std::byte fill = of.fill;
        REQUIRE(std::all_of(block, block + of.bytes, [=](std::byte b) { return b == fill; }));
        cost -= heap.costOf(block);
        heap.free(block);
        blocks.erase(it);
      }
      if (step % 500 == 0) REQUIRE(heap.usedBytes() == cost);
    }
    for (const auto& [block, of] : blocks) heap.free(block);
    CHECK(heap.usedBytes() == 0);
    // At most one slab of each size is kept.
    CHECK(heap.end() - heap.freeRuns().bytes() <= 100 + 64 + 20 * BlockHeap::kSlabBytes);
    CHECK(heap.freeRuns().count() <= 21);
  }
}

TEST_CASE("a block takes the lowest hole that is long enough") {
  Region region;
  BlockHeap& heap = region.heap;
  void* a = heap.allocate(100000);
  void* b = heap.allocate(5000);
  void* c = heap.allocate(100000);
  void* d = heap.allocate(5000);
  const uint32_t end = heap.end();
  heap.free(c);
  heap.free(a);
  CHECK(heap.allocate(90000) == a);
  CHECK(heap.allocate(99000) == c);
  CHECK(heap.end() == end);
  heap.free(b);
  heap.free(d);
}

TEST_CASE("freed neighbours are one hole again") {
  Region region;
  BlockHeap& heap = region.heap;
  std::vector<void*> blocks;
  for (int i = 0; i < 100; ++i) blocks.push_back(heap.allocate(10000));
  const uint32_t end = heap.end();
  for (int i = 0; i < 100; i += 2) heap.free(blocks[i]);
  for (int i = 1; i < 100; i += 2) heap.free(blocks[i]);
  CHECK(heap.freeRuns().count() == 1);
  CHECK(heap.allocate(990000) == blocks[0]);
  CHECK(heap.end() == end);
}

TEST_CASE("what small blocks leave serves large ones") {
  Region region(8u << 20);
  BlockHeap& heap = region.heap;
  std::vector<void*> blocks;
  while (void* block = heap.allocate(48)) blocks.push_back(block);
  CHECK(blocks.size() * 48 > 7.8 * (1 << 20));
  CHECK(heap.allocate(100000) == nullptr);
  for (void* block : blocks) heap.free(block);
  CHECK(heap.allocate(7u << 20) != nullptr);
}

TEST_CASE("whether there is room is known without taking it") {
  Region region(8u << 20);
  BlockHeap& heap = region.heap;
  CHECK(heap.hasRoom(1000, 4096));
  CHECK(!heap.hasRoom(10000, 4096));
  void* a = heap.allocate(5u << 20);
  void* b = heap.allocate(64);
  CHECK(!heap.hasRoom(2u << 20, 0));
  CHECK(heap.hasRoom(2u << 20, 3u << 20));
  heap.free(a);
  CHECK(heap.hasRoom(2u << 20, 0));
  CHECK(!heap.hasRoom(~uint64_t{0}, ~uint64_t{0} / 2));
  heap.free(b);
}

TEST_CASE("sizes that no region has are refused, and leave it as it was") {
  Region region(1u << 20);
  BlockHeap& heap = region.heap;
  CHECK(heap.allocate(SIZE_MAX) == nullptr);
  CHECK(heap.allocate(SIZE_MAX - 8) == nullptr);
  CHECK(heap.allocate(0xffffffffu) == nullptr);
  CHECK(heap.allocate(100, 0x80000000u) == nullptr);
  CHECK(heap.allocate(2u << 20) == nullptr);
  CHECK(heap.usedBytes() == 0);
  CHECK(heap.allocate(0) != nullptr);
}

TEST_CASE("the region stays as it is when blocks come and go in a changing order") {
  Region region;
  BlockHeap& heap = region.heap;
  Random random{7};
  std::vector<void*> longLived;
  uint32_t early = 0;
  const auto freeSome = [&](std::vector<void*>& blocks, size_t left) {
    while (blocks.size() > left) {
      const uint32_t k = random.below(static_cast<uint32_t>(blocks.size()));
      heap.free(blocks[k]);
      blocks.erase(blocks.begin() + k);
    }
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<void*> passing;
    for (int i = 0; i < 40; ++i) {
      passing.push_back(heap.allocate(65536u << random.below(6)));
      for (int k = 0; k < 20; ++k) passing.push_back(heap.allocate(random.bytes(13)));
      longLived.push_back(heap.allocate(random.bytes(12)));
    }
    freeSome(longLived, 400);
    freeSome(passing, 0);
    if (round == 50) early = heap.end();
  }
  CHECK(heap.end() == early);
  CHECK(heap.end() <= heap.peakBytes() + (33u << 20));
  freeSome(longLived, 0);
  CHECK(heap.usedBytes() == 0);
}
