// SPDX-License-Identifier: MIT
// Arenas: where ephemeral returns live. An export whose result has a variable size, or is more than
// one scalar, answers the address of a payload; JS copies it out at once. The bytes before it:
//
//     ptr-16        ptr-12        ptr-8                       ptr
//       │ len: u32    │ reserved    │ reserved: u64             │ payload, len bytes
//       │ little      │ u32, zero   │ zero; debug builds: the   │ 16-byte aligned
//       │ endian      │             │ epoch of this answer      │
//
// A payload lives until the next call into the module on the same context: each request starts over
// at the arena's beginning. Three arenas make a set: small (fixed), blob and string (growing).
// docs/boundary.md has the whole rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "boundary/storage.h"

namespace nogpu::boundary {

inline constexpr uint32_t kHeaderBytes = 16;
inline constexpr uint32_t kSmallPayloadBytes = 128;

/// What debug builds leave where a payload was.
inline constexpr std::byte kPoison{0xdd};

#if defined(NOGPU_DEBUG_BOUNDARY)
inline constexpr bool kDebugBoundary = true;
#else
inline constexpr bool kDebugBoundary = false;
#endif

/// Payloads of up to 128 bytes; the memory is part of the object, so that a request cannot fail.
class SmallArena {
 public:
  /// A payload of `bytes` bytes (at most kSmallPayloadBytes; more answers null), contents
  /// unspecified, its header complete.
  std::byte* request(uint32_t bytes, uint64_t epoch = 0);
  void poison();

 private:
  alignas(16) std::byte bytes_[kHeaderBytes + kSmallPayloadBytes] = {};
};

/// How a growing arena keeps memory. Requests up to `softCapBytes` grow it by doubling and are
/// never given back; larger ones get what they ask for, and that is given back when a request at
/// most a quarter as large follows.
struct ArenaPolicy {
  uint32_t firstBytes = 1024;
  uint32_t softCapBytes = 1u << 20;
};
inline constexpr ArenaPolicy kBlobPolicy{4096, 1u << 20};
inline constexpr ArenaPolicy kStringPolicy{1024, 1u << 18};

class GrowingArena {
 public:
  explicit constexpr GrowingArena(ArenaPolicy policy) : policy_(policy) {}

  /// A payload of `bytes` bytes, contents unspecified, its header complete. Null, with the last
  /// error set and the arena as before, if there is no memory.
  std::byte* request(uint64_t bytes, uint64_t epoch = 0);
  /// A payload that is a copy of `text` (UTF-8, not terminated).
  std::byte* request(std::string_view text, uint64_t epoch = 0);
  void poison();
  void reset() { block_.reset(); }

  /// Bytes held, header included.
  uint64_t capacityBytes() const { return block_.size(); }

 private:
  bool reserve(uint64_t needed);

  Storage block_{MemoryKind::Arenas};
  ArenaPolicy policy_;
};

/// Length in the header of a payload that an arena handed out.
uint32_t payloadLength(const std::byte* payload);
/// The reserved u64 of the header: zero, or the epoch in debug builds.
uint64_t payloadEpoch(const std::byte* payload);

/// The three arenas of a context (and one set for the module). `beginCall` is called by every
/// export that enters the context: what was answered before is invalid from here on.
struct ArenaSet {
  SmallArena small;
  GrowingArena blob{kBlobPolicy};
  GrowingArena string{kStringPolicy};
  uint64_t epoch = 0;  ///< calls so far; stamped into headers by debug builds only

  void beginCall() {
    if constexpr (kDebugBoundary) poisonAll();
  }
  std::byte* requestSmall(uint32_t bytes) { return small.request(bytes, epoch); }
  std::byte* requestBlob(uint64_t bytes) { return blob.request(bytes, epoch); }
  std::byte* requestString(std::string_view text) { return string.request(text, epoch); }

 private:
  void poisonAll();
};

/// The set for calls that belong to no context.
ArenaSet& moduleArenas();

}  // namespace nogpu::boundary
