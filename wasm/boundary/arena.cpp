// SPDX-License-Identifier: MIT
#include "boundary/arena.h"

#include <cstring>
#include <new>

#include "boundary/last_error.h"

namespace nogpu::boundary {
namespace {

struct Header {
  uint32_t lengthBytes;
  uint32_t reserved;
  uint64_t epoch;
};
static_assert(sizeof(Header) == kHeaderBytes && offsetof(Header, epoch) == 8);

std::byte* complete(std::byte* block, uint32_t bytes, uint64_t epoch) {
  const Header header{bytes, 0, epoch};
  std::memcpy(block, &header, kHeaderBytes);
  return block + kHeaderBytes;
}

void poisonPayload(std::byte* block) {
  std::byte* payload = block + kHeaderBytes;
  std::memset(payload, static_cast<int>(kPoison), payloadLength(payload));
}

/// Capacity for `needed` bytes under `policy`: a power of two times the first size up to the soft
/// cap, above it whole 64 KiB pages.
uint64_t capacityFor(uint64_t needed, const ArenaPolicy& policy) {
  if (needed > policy.softCapBytes) return (needed + 0xffff) & ~uint64_t{0xffff};
  uint64_t capacity = policy.firstBytes;
  while (capacity < needed) capacity *= 2;
  return capacity;
}

}  // namespace

uint32_t payloadLength(const std::byte* payload) {
  uint32_t length;
  std::memcpy(&length, payload - kHeaderBytes, sizeof length);
  return length;
}

uint64_t payloadEpoch(const std::byte* payload) {
  uint64_t epoch;
  std::memcpy(&epoch, payload - 8, sizeof epoch);
  return epoch;
}

std::byte* SmallArena::request(uint32_t bytes, uint64_t epoch) {
  if (bytes > kSmallPayloadBytes) {
    setLastError("internal error: %u bytes asked of the small arena", bytes);
    return nullptr;
  }
  return complete(bytes_, bytes, epoch);
}

void SmallArena::poison() { poisonPayload(bytes_); }

std::byte* GrowingArena::request(uint64_t bytes, uint64_t epoch) {
  if (!reserve(bytes + kHeaderBytes)) {
    setLastError("out of memory: no %llu bytes for the result",
                 static_cast<unsigned long long>(bytes));
    return nullptr;
  }
  return complete(block_.data(), static_cast<uint32_t>(bytes), epoch);
}

std::byte* GrowingArena::request(std::string_view text, uint64_t epoch) {
  std::byte* payload = request(static_cast<uint64_t>(text.size()), epoch);
  if (payload != nullptr && !text.empty()) std::memcpy(payload, text.data(), text.size());
  return payload;
}

bool GrowingArena::reserve(uint64_t needed) {
  const bool fits = needed <= capacityBytes();
  const bool wasteful = capacityBytes() > policy_.softCapBytes && needed <= capacityBytes() / 4;
  if (fits && !wasteful) return true;
  // Earlier content is gone by contract, so the old block goes first: both never exist together.
  const uint64_t old = capacityBytes();
  block_.reset();
  const bool ok = block_.allocateUninitialized(capacityFor(needed, policy_));
  // Else keep what the arena had, if that can be had again.
  if (!ok && old != 0 && block_.allocateUninitialized(old)) complete(block_.data(), 0, 0);
  return needed <= capacityBytes();
}

void GrowingArena::poison() {
  if (!block_.empty()) poisonPayload(block_.data());
}

void ArenaSet::poisonAll() {
  ++epoch;
  small.poison();
  blob.poison();
  string.poison();
}

ArenaSet& moduleArenas() {
  // Never destroyed: exports may be called until the process ends.
  alignas(ArenaSet) static std::byte place[sizeof(ArenaSet)];
  static ArenaSet* const set = new (place) ArenaSet;
  return *set;
}

}  // namespace nogpu::boundary
