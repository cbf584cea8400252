// SPDX-License-Identifier: MIT
// Storage and accounting: alignment, failure without harm, every byte counted.
#include "boundary/storage.h"

#include <doctest/doctest.h>

#include <utility>

using namespace nogpu::boundary;

namespace {

const MemoryFigures& buffers() { return memoryFigures(MemoryKind::Buffers); }

}  // namespace

TEST_CASE("storage is zeroed, aligned and accounted") {
  const uint64_t before = buffers().bytes;
  {
    Storage storage(MemoryKind::Buffers);
    REQUIRE(storage.allocate(1000));
    CHECK(storage.size() == 1000);
    CHECK((reinterpret_cast<uintptr_t>(storage.data()) & 15) == 0);
    for (const std::byte b : storage.bytes()) REQUIRE(b == std::byte{0});
    CHECK(buffers().bytes == before + 1000);
  }
  CHECK(buffers().bytes == before);
}

TEST_CASE("a failed allocation leaves the old block") {
  Storage storage(MemoryKind::Buffers);
  REQUIRE(storage.allocate(64));
  storage.data()[0] = std::byte{7};
  failAllocations(1, 100);
  CHECK(!storage.allocate(200));
  CHECK(storage.size() == 64);
  CHECK(storage.data()[0] == std::byte{7});
  CHECK(storage.allocate(200));
}

TEST_CASE("impossible sizes fail instead of wrapping") {
  Storage storage(MemoryKind::Buffers);
  CHECK(!storage.allocate(kMaxStorageBytes + 1));
  CHECK(!storage.allocate(~uint64_t{0}));
  CHECK(storage.empty());
}

TEST_CASE("zero bytes need no block") {
  Storage storage(MemoryKind::Buffers);
  CHECK(storage.allocate(0));
  CHECK(storage.data() == nullptr);
}

TEST_CASE("moving hands the block over and counts it once") {
  const uint64_t before = buffers().bytes;
  Storage a(MemoryKind::Buffers), b(MemoryKind::Buffers);
  REQUIRE(a.allocate(10));
  REQUIRE(b.allocate(20));
  b = std::move(a);
  CHECK(b.size() == 10);
  CHECK(a.empty());
  CHECK(buffers().bytes == before + 10);
  Storage c(std::move(b));
  CHECK(c.size() == 10);
  CHECK(buffers().bytes == before + 10);
}

TEST_CASE("peaks stay when the bytes go, until they are reset") {
  resetMemoryPeaks();
  const uint64_t before = buffers().bytes;
  {
    Storage storage(MemoryKind::Buffers);
    REQUIRE(storage.allocate(5000));
  }
  CHECK(buffers().peakBytes == before + 5000);
  CHECK(memoryTotal().peakBytes >= before + 5000);
  resetMemoryPeaks();
  CHECK(buffers().peakBytes == before);
}

TEST_CASE("live counts go up and down with their peak") {
  resetMemoryPeaks();
  const uint32_t before = memoryFigures(MemoryKind::Syncs).live;
  accountLive(MemoryKind::Syncs, 2);
  accountLive(MemoryKind::Syncs, -2);
  CHECK(memoryFigures(MemoryKind::Syncs).live == before);
  CHECK(memoryFigures(MemoryKind::Syncs).peakLive == before + 2);
}

TEST_CASE("every kind has a name") {
  for (uint32_t i = 0; i < kMemoryKindCount; ++i) {
    CHECK(memoryKindName(static_cast<MemoryKind>(i))[0] != '\0');
  }
}
