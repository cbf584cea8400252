// SPDX-License-Identifier: MIT
// The rules of ephemeral returns: header, alignment, reuse, growth, soft cap, giving back.
#include "boundary/arena.h"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include "boundary/accounting.h"
#include "boundary/last_error.h"
#include "boundary/storage.h"

using namespace nogpu::boundary;

namespace {

constexpr ArenaPolicy kPolicy{1024, 1u << 16};

uint32_t reservedWord(const std::byte* payload) {
  uint32_t word;
  std::memcpy(&word, payload - 12, sizeof word);
  return word;
}

bool aligned(const std::byte* payload) { return (reinterpret_cast<uintptr_t>(payload) & 15) == 0; }

}  // namespace

TEST_CASE("a header is 16 bytes: length, then zeros") {
  GrowingArena arena(kPolicy);
  const std::byte* payload = arena.request(uint64_t{77});
  REQUIRE(payload != nullptr);
  CHECK(payloadLength(payload) == 77);
  CHECK(reservedWord(payload) == 0);
  CHECK(payloadEpoch(payload) == 0);
}

TEST_CASE("the length is little-endian") {
  SmallArena arena;
  const std::byte* payload = arena.request(0x68);
  CHECK(payload[-16] == std::byte{0x68});
  CHECK(payload[-15] == std::byte{0});
}

TEST_CASE("payloads are 16-byte aligned") {
  SmallArena small;
  GrowingArena blob(kPolicy);
  for (const uint32_t bytes : {0u, 1u, 15u, 16u, 100u, 128u}) {
    CHECK(aligned(small.request(bytes)));
    CHECK(aligned(blob.request(uint64_t{bytes})));
  }
  CHECK(aligned(blob.request(uint64_t{1000000})));
}

TEST_CASE("a payload of no bytes has an address and length 0") {
  SmallArena small;
  GrowingArena blob(kPolicy);
  const std::byte* payload = small.request(0);
  REQUIRE(payload != nullptr);
  CHECK(payloadLength(payload) == 0);
  payload = blob.request(std::string_view());
  REQUIRE(payload != nullptr);
  CHECK(payloadLength(payload) == 0);
}

TEST_CASE("a request starts over at the beginning: the earlier payload is gone") {
  GrowingArena arena(kPolicy);
  const std::byte* first = arena.request(std::string_view("first answer"));
  const std::byte* second = arena.request(std::string_view("next"));
  CHECK(first == second);
  CHECK(std::memcmp(first, "next", 4) == 0);
  CHECK(payloadLength(first) == 4);
}

TEST_CASE("the small arena refuses more than 128 bytes and says so") {
  SmallArena arena;
  CHECK(arena.request(kSmallPayloadBytes) != nullptr);
  CHECK(arena.request(kSmallPayloadBytes + 1) == nullptr);
  CHECK(lastError() == "internal error: 129 bytes asked of the small arena");
}

TEST_CASE("up to the soft cap an arena doubles and keeps what it has") {
  GrowingArena arena(kPolicy);
  CHECK(arena.capacityBytes() == 0);
  arena.request(uint64_t{10});
  CHECK(arena.capacityBytes() == 1024);
  arena.request(uint64_t{1024});  // with its header more than 1024
  CHECK(arena.capacityBytes() == 2048);
  arena.request(uint64_t{40000});
  CHECK(arena.capacityBytes() == 65536);
  arena.request(uint64_t{1});
  CHECK(arena.capacityBytes() == 65536);
}

TEST_CASE(
    "above the soft cap an arena takes whole pages and gives them back for a much smaller one") {
  GrowingArena arena(kPolicy);
  arena.request(uint64_t{8} << 20);
  const uint64_t large = arena.capacityBytes();
  CHECK(large == (uint64_t{8} << 20) + 65536);
  arena.request(uint64_t{4} << 20);
  CHECK(arena.capacityBytes() == large);  // half as much: kept
  arena.request(uint64_t{100});
  CHECK(arena.capacityBytes() == 1024);
}

TEST_CASE("an arena's memory is accounted and given back") {
  const uint64_t before = memoryFigures(MemoryKind::Arenas).bytes;
  {
    GrowingArena arena(kPolicy);
    arena.request(uint64_t{5000});
    CHECK(memoryFigures(MemoryKind::Arenas).bytes == before + arena.capacityBytes());
  }
  CHECK(memoryFigures(MemoryKind::Arenas).bytes == before);
}

TEST_CASE("without memory a request answers null, with the reason, and the arena goes on working") {
  GrowingArena arena(kPolicy);
  arena.request(uint64_t{10});
  failAllocations(1);
  CHECK(arena.request(uint64_t{100000}) == nullptr);
  CHECK(lastError() == "out of memory: no 100000 bytes for the result");
  const std::byte* payload = arena.request(std::string_view("still here"));
  REQUIRE(payload != nullptr);
  CHECK(std::memcmp(payload, "still here", 10) == 0);
}

TEST_CASE("a request beyond 32 bits is refused, not wrapped") {
  GrowingArena arena(kPolicy);
  CHECK(arena.request((uint64_t{1} << 32) + 4) == nullptr);
}

TEST_CASE("poisoning leaves nothing of the payload and keeps the header") {
  GrowingArena arena(kPolicy);
  const std::byte* payload = arena.request(std::string_view("secret"));
  arena.poison();
  for (int i = 0; i < 6; ++i) CHECK(payload[i] == kPoison);
  CHECK(payloadLength(payload) == 6);
  SmallArena small;
  std::byte* bytes = small.request(4);
  bytes[0] = std::byte{1};
  small.poison();
  CHECK(bytes[0] == kPoison);
}

TEST_CASE("an epoch that is stamped can be read back") {
  GrowingArena arena(kPolicy);
  CHECK(payloadEpoch(arena.request(uint64_t{4}, 42)) == 42);
}

TEST_CASE("a set poisons on the next call in debug builds, and only there") {
  ArenaSet set;
  const std::byte* payload = set.requestString("answer");
  set.beginCall();
  CHECK((payload[0] == kPoison) == kDebugBoundary);
  CHECK((set.epoch != 0) == kDebugBoundary);
  CHECK(payloadEpoch(set.requestSmall(4)) == set.epoch);
}

TEST_CASE("the last error has an arena of its own") {
  setLastError("offset %d exceeds %u", -3, 7u);
  const std::byte* other = moduleArenas().requestString("another answer");
  const std::byte* message = requestLastError();
  CHECK(message != other);
  CHECK(std::string_view(reinterpret_cast<const char*>(message), payloadLength(message)) ==
        "offset -3 exceeds 7");
  CHECK(std::memcmp(other, "another answer", 14) == 0);
}

TEST_CASE("a long message is cut, not overrun") {
  const std::string text(5000, 'x');
  setLastError("%s", text.c_str());
  CHECK(lastError().size() == 1023);
  clearLastError();
  CHECK(lastError().empty());
}
