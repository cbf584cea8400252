// SPDX-License-Identifier: MIT
// Exports that belong to no context: memory for uploads, the last error, what the module holds.
#include <cstring>

#include "boundary/accounting.h"
#include "boundary/upload.h"
#include "exports/export.h"

using namespace nogpu;
using exports::Ephemeral;

/// `wasm_alloc`: a block of `bytes` bytes for JS to fill, 16-byte aligned; 0 if there is no memory.
/// Any call may grow memory: take fresh views afterwards.
NOGPU_EXPORT std::byte* wasm_alloc(uint32_t bytes) { return boundary::allocateUpload(bytes); }

/// `wasm_free`: ends a block of wasm_alloc. 0 is allowed. Answers 0, with the last error set, for
/// anything else that is not a live block.
NOGPU_EXPORT uint32_t wasm_free(std::byte* block) { return boundary::freeUpload(block) ? 1 : 0; }

/// `wasm_last_error`: why the last call failed. Payload: UTF-8 text.
NOGPU_EXPORT Ephemeral wasm_last_error() { return boundary::requestLastError(); }

/// `wasm_memory_info`: what the module holds, by kind. Payload: a row of 24 bytes for the total and
/// then one for each kind of boundary/memory_kinds.def:
///   f64 bytes, f64 peak bytes, u32 live, u32 peak live.
NOGPU_EXPORT Ephemeral wasm_memory_info() {
  struct Row {
    double bytes, peakBytes;
    uint32_t live, peakLive;
  };
  static_assert(sizeof(Row) == 24);
  boundary::ArenaSet& arenas = boundary::moduleArenas();
  arenas.beginCall();
  std::byte* payload = arenas.requestBlob((boundary::kMemoryKindCount + 1) * sizeof(Row));
  if (payload == nullptr) return nullptr;
  for (uint32_t i = 0; i <= boundary::kMemoryKindCount; ++i) {
    const boundary::MemoryFigures& f =
        i == 0 ? boundary::memoryTotal()
               : boundary::memoryFigures(static_cast<boundary::MemoryKind>(i - 1));
    const Row row{static_cast<double>(f.bytes), static_cast<double>(f.peakBytes), f.live,
                  f.peakLive};
    std::memcpy(payload + i * sizeof(Row), &row, sizeof row);
  }
  return payload;
}

/// `wasm_memory_live`: bytes that the module holds, in all; what create* looks at
/// (js/lifetimes.js).
NOGPU_EXPORT double wasm_memory_live() {
  return static_cast<double>(boundary::memoryTotal().bytes);
}

/// `wasm_memory_kinds`: the names of the rows of wasm_memory_info. Payload: UTF-8, joined by '\n'.
NOGPU_EXPORT Ephemeral wasm_memory_kinds() {
  std::string names = "total";
  for (uint32_t i = 0; i < boundary::kMemoryKindCount; ++i) {
    names += '\n';
    names += boundary::memoryKindName(static_cast<boundary::MemoryKind>(i));
  }
  boundary::ArenaSet& arenas = boundary::moduleArenas();
  arenas.beginCall();
  return arenas.requestString(names);
}

/// What the allocator itself says is in use, in bytes: walks the heap, for tests of the figures.
/// Beside what is counted, it has what libc took before any of this ran.
NOGPU_EXPORT double wasm_allocator_bytes() { return boundary::allocatorBytes(); }

/// `wasm_reset_memory_peaks`: the peaks start again from the present figures.
NOGPU_EXPORT void wasm_reset_memory_peaks() { boundary::resetMemoryPeaks(); }

/// `wasm_fail_allocations`: test hook, see boundary/storage.h.
NOGPU_EXPORT void wasm_fail_allocations(uint32_t count, uint32_t thresholdBytes, uint32_t skip) {
  boundary::failAllocations(count, thresholdBytes, skip);
}
/// Refusals still to come.
NOGPU_EXPORT uint32_t wasm_failures_left() { return boundary::failuresLeft(); }

/// `wasm_debug_boundary`: 1 if this build poisons old payloads and stamps epochs.
NOGPU_EXPORT uint32_t wasm_debug_boundary() { return boundary::kDebugBoundary ? 1 : 0; }
