// SPDX-License-Identifier: MIT
#include "boundary/accounting.h"

#include <cassert>

namespace nogpu::boundary {
namespace {

constinit MemoryFigures figures[kMemoryKindCount] = {};
constinit MemoryFigures total = {};

constexpr const char* kNames[] = {
#define X(kind, name) name,
#include "boundary/memory_kinds.def"
};
static_assert(sizeof(kNames) / sizeof(kNames[0]) == kMemoryKindCount);

void addBytes(MemoryFigures& f, int64_t delta) {
  assert(delta >= 0 || f.bytes >= static_cast<uint64_t>(-delta));
  f.bytes += static_cast<uint64_t>(delta);
  if (f.bytes > f.peakBytes) f.peakBytes = f.bytes;
}

void addLive(MemoryFigures& f, int32_t delta) {
  assert(delta >= 0 || f.live >= static_cast<uint32_t>(-delta));
  f.live += static_cast<uint32_t>(delta);
  if (f.live > f.peakLive) f.peakLive = f.live;
}

}  // namespace

void accountBytes(MemoryKind kind, int64_t deltaBytes) {
  addBytes(figures[static_cast<uint32_t>(kind)], deltaBytes);
  addBytes(total, deltaBytes);
}

void accountLive(MemoryKind kind, int32_t delta) {
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
