// SPDX-License-Identifier: MIT
// Every byte the module holds, counted by kind, with live object counts and peaks. Whoever takes
// memory says what for; the figures are an API (wasm_memory_info) and what the leak tests look at.
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

void accountBytes(MemoryKind kind, int64_t deltaBytes);
void accountLive(MemoryKind kind, int32_t delta);

const MemoryFigures& memoryFigures(MemoryKind kind);
/// Sum over all kinds, with the peak of the sum (not the sum of the peaks).
const MemoryFigures& memoryTotal();
/// Name as the memory statistics show it: "buffers", "textures" ….
const char* memoryKindName(MemoryKind kind);
/// Makes the present figures the new peaks.
void resetMemoryPeaks();

}  // namespace nogpu::boundary
