// SPDX-License-Identifier: MIT
#include "boundary/accounting.h"

#include <cassert>
#include <new>

#include "boundary/blocks.h"
#include "boundary/checked.h"
#include "boundary/heap.h"

namespace nogpu::boundary {
namespace {

constinit MemoryFigures figures[kMemoryKindCount] = {};
constinit MemoryFigures total = {};
constinit Account ofTheModule = {};
constinit Account* current = &ofTheModule;
constinit MemoryKind kindOfNew = MemoryKind::Contexts;

constexpr const char* kNames[] = {
#define X(kind, name) name,
#include "boundary/memory_kinds.def"
};
static_assert(sizeof(kNames) / sizeof(kNames[0]) == kMemoryKindCount);

void addLive(MemoryFigures& f, int32_t delta) {
  assert(delta >= 0 || f.live >= static_cast<uint32_t>(-delta));
  f.live += static_cast<uint32_t>(delta);
  if (f.live > f.peakLive) f.peakLive = f.live;
}

void addBytes(Account& account, MemoryKind kind, uint64_t bytes) {
  account.kinds[static_cast<uint32_t>(kind)].bytes += bytes;
  MemoryFigures& f = figures[static_cast<uint32_t>(kind)];
  f.bytes += bytes;
  if (f.bytes > f.peakBytes) f.peakBytes = f.bytes;
}

void takeBytes(Account& account, MemoryKind kind, uint64_t bytes) {
  assert(account.of(kind).bytes >= bytes);
  account.kinds[static_cast<uint32_t>(kind)].bytes -= bytes;
  figures[static_cast<uint32_t>(kind)].bytes -= bytes;
}

void endAccount(Account& account) {
  if (current == &account) current = &ofTheModule;
  // The account's own block is on the module's.
  const uint64_t cost = blockCost(&account);
  endBlock(&account);
  releaseBlock(ofTheModule, MemoryKind::Contexts, sizeof(Account), cost);
}

}  // namespace

Account& moduleAccount() { return ofTheModule; }

Account* openAccount(uint64_t maxBytes) {
  void* place = takeBlock(sizeof(Account), alignof(Account));
  if (place == nullptr) return nullptr;
  Account* account = new (place) Account;
  account->maxBytes = maxBytes;
  chargeBlock(ofTheModule, MemoryKind::Contexts, sizeof(Account), blockCost(place));
  return account;
}

void closeAccount(Account* account) {
  account->closed = true;
  if (current == account) current = &ofTheModule;
  if (account->blocks == 0) endAccount(*account);
}

Account& currentAccount() { return *current; }
void setCurrentAccount(Account& account) { current = &account; }

MemoryKind currentKind() { return kindOfNew; }
KindScope::KindScope(MemoryKind kind) : before_(kindOfNew) { kindOfNew = kind; }
KindScope::~KindScope() { kindOfNew = before_; }

[[gnu::noinline]] void chargeBlock(Account& account, MemoryKind kind, uint64_t bytes,
                                   uint64_t cost) {
  if constexpr (!kChecked) return;
  addBytes(account, kind, bytes);
  addBytes(account, MemoryKind::Overhead, cost - bytes);
  ++account.blocks;
  account.bytes += cost;
  const uint64_t seen =
      &account == &ofTheModule ? account.bytes : account.bytes + ofTheModule.bytes;
  if (seen > account.peakBytes) account.peakBytes = seen;
  total.bytes += cost;
  if (total.bytes > total.peakBytes) total.peakBytes = total.bytes;
}

[[gnu::noinline]] void releaseBlock(Account& account, MemoryKind kind, uint64_t bytes,
                                    uint64_t cost) {
  if constexpr (!kChecked) return;
  takeBytes(account, kind, bytes);
  takeBytes(account, MemoryKind::Overhead, cost - bytes);
  account.bytes -= cost;
  total.bytes -= cost;
  if (--account.blocks == 0 && account.closed) endAccount(account);
}

void accountLive(MemoryKind kind, int32_t delta, Account& account) {
  if constexpr (!kChecked) return;
  account.kinds[static_cast<uint32_t>(kind)].live += static_cast<uint32_t>(delta);
  addLive(figures[static_cast<uint32_t>(kind)], delta);
  addLive(total, delta);
}

const MemoryFigures& memoryFigures(MemoryKind kind) { return figures[static_cast<uint32_t>(kind)]; }

const MemoryFigures& memoryTotal() { return total; }

const char* memoryKindName(MemoryKind kind) { return kNames[static_cast<uint32_t>(kind)]; }

void resetMemoryPeaks() {
  const auto reset = [](MemoryFigures& f) {
    f.peakBytes = f.bytes;
    f.peakLive = f.live;
  };
  for (MemoryFigures& f : figures) reset(f);
  reset(total);
}

}  // namespace nogpu::boundary
