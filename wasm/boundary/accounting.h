// SPDX-License-Identifier: MIT
// Every byte the module holds, counted by kind, with live counts and peaks, on the account of the
// context that it belongs to or on the module's own. The figures are an API (getMemoryInfo,
// wasm_memory_info) and what the leak tests look at; they add up to what the allocator itself says.
//
//   Storage, arenas, uploads ── say their kind ──────────────┐
//   ordinary `new` (heap.cpp) ── the kind of the KindScope ──┴─▶ current account ─▶ module's
//   figures
#pragma once

#include <cstdint>

namespace nogpu::boundary {

enum class MemoryKind : uint8_t {
#define X(kind, name) kind,
#include "boundary/memory_kinds.def"
  kCount,
};
inline constexpr uint32_t kMemoryKindCount = static_cast<uint32_t>(MemoryKind::kCount);

/// Figures of one kind. `live` counts objects (or blocks, for kinds that are no GL objects).
struct MemoryFigures {
  uint64_t bytes = 0;
  uint64_t peakBytes = 0;
  uint32_t live = 0;
  uint32_t peakLive = 0;
};

/// What one context holds. It outlives its context as long as a block is charged to it.
struct Account {
  uint64_t bytes = 0;      ///< the sum over `kinds`
  uint64_t peakBytes = 0;  ///< highest sum of this and the module's own account
  uint64_t maxBytes = UINT64_MAX;
  struct Kind {
    uint64_t bytes = 0;
    uint32_t live = 0;
  } kinds[kMemoryKindCount];
  uint32_t blocks = 0;  ///< charged to it and not yet freed
  bool closed = false;  ///< its context is gone

  const Kind& of(MemoryKind kind) const { return kinds[static_cast<uint32_t>(kind)]; }
  bool allows(uint64_t more) const { return more <= maxBytes && bytes <= maxBytes - more; }
};

/// What belongs to no context: handle tables, code that contexts share, uploads.
Account& moduleAccount();
/// A new account with at most `maxBytes` in data stores; null without memory.
Account* openAccount(uint64_t maxBytes);
/// Its context is gone: it goes with the last block.
void closeAccount(Account* account);

/// Whom allocations are charged to: exports set it when they decode their context.
Account& currentAccount();
void setCurrentAccount(Account& account);

class AccountScope {
 public:
  explicit AccountScope(Account& account) : before_(&currentAccount()) {
    setCurrentAccount(account);
  }
  ~AccountScope() { setCurrentAccount(*before_); }
  AccountScope(const AccountScope&) = delete;
  AccountScope& operator=(const AccountScope&) = delete;

 private:
  Account* before_;
};

/// What ordinary `new` is counted as; MemoryKind::Contexts where nobody says.
MemoryKind currentKind();
class KindScope {
 public:
  explicit KindScope(MemoryKind kind);
  ~KindScope();
  KindScope(const KindScope&) = delete;
  KindScope& operator=(const KindScope&) = delete;

 private:
  MemoryKind before_;
};

/// A block of `bytes` bytes, for which the allocator took `cost` (at least as many): the difference
/// is MemoryKind::Overhead.
void chargeBlock(Account& account, MemoryKind kind, uint64_t bytes, uint64_t cost);
void releaseBlock(Account& account, MemoryKind kind, uint64_t bytes, uint64_t cost);

void accountLive(MemoryKind kind, int32_t delta, Account& account = currentAccount());

/// Of the whole module.
const MemoryFigures& memoryFigures(MemoryKind kind);
/// Sum over all kinds, with the peak of the sum (not the sum of the peaks).
const MemoryFigures& memoryTotal();
/// Name as the memory statistics show it: "buffers", "textures" ….
const char* memoryKindName(MemoryKind kind);
/// Makes the present figures the new peaks.
void resetMemoryPeaks();

}  // namespace nogpu::boundary
