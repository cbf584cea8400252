// SPDX-License-Identifier: MIT
// Handles: how JS names what the module owns. A handle is an index and a generation, never an
// address:
//
//     31          20 19                    0
//     │ generation  │ slot index            │      0 is null, 0xffffffff never decodes
//
// A slot's generation changes whenever its handle dies, so a stale or made-up handle finds nothing.
// A slot whose generations are used up (4095 lives) is not used again.
#pragma once

#include <cassert>
#include <cstdint>

#include "boundary/storage.h"

namespace nogpu::boundary {

inline constexpr uint32_t kNullHandle = 0;
inline constexpr uint32_t kInvalidHandle = 0xffffffff;

/// Handles for objects that somebody else owns; the table holds plain pointers.
template <typename T>
class HandleTable {
 public:
  constexpr HandleTable() = default;

  /// A new handle for `object`, or kNullHandle if table or memory are full.
  uint32_t add(T* object) {
    uint32_t index = freeHead_;
    if (index != kNoSlot) {
      freeHead_ = slots()[index].nextFree;
    } else {
      if (used_ == capacity() && !grow()) return kNullHandle;
      index = used_++;
      slots()[index].generation = 1;
    }
    Slot& slot = slots()[index];
    slot.object = object;
    ++live_;
    return slot.generation << kIndexBits | index;
  }

  /// The object, or null for a handle that is null, stale or was never given out.
  T* get(uint32_t handle) const {
    const Slot* slot = find(handle);
    return slot != nullptr ? slot->object : nullptr;
  }

  /// Ends a handle. Harmless for one that is not alive.
  void remove(uint32_t handle) {
    Slot* slot = const_cast<Slot*>(find(handle));
    if (slot == nullptr) return;
    slot->object = nullptr;
    --live_;
    if (++slot->generation > kMaxGeneration) return;
    slot->nextFree = freeHead_;
    freeHead_ = handle & kIndexMask;
  }

  uint32_t live() const { return live_; }
  /// Calls `f(handle, object)` for each live handle; `f` may remove.
  template <typename F>
  void forEach(F&& f) const {
    for (uint32_t i = 0; i < used_; ++i) {
      const Slot& slot = slots()[i];
      if (slot.object != nullptr) f(slot.generation << kIndexBits | i, slot.object);
    }
  }

 private:
  static constexpr uint32_t kIndexBits = 20;
  static constexpr uint32_t kIndexMask = (1u << kIndexBits) - 1;
  static constexpr uint32_t kMaxGeneration = 0xfff;
  static constexpr uint32_t kMaxSlots = kIndexMask;  // the last index stays free: kInvalidHandle
  static constexpr uint32_t kNoSlot = 0xffffffff;

  struct Slot {
    T* object;
    uint32_t generation;
    uint32_t nextFree;
  };

  Slot* slots() { return storage_.template as<Slot>(); }
  const Slot* slots() const { return storage_.template as<Slot>(); }
  uint32_t capacity() const { return static_cast<uint32_t>(storage_.size() / sizeof(Slot)); }

  const Slot* find(uint32_t handle) const {
    const uint32_t index = handle & kIndexMask;
    if (index >= used_) return nullptr;
    const Slot& slot = slots()[index];
    const bool alive = slot.object != nullptr && slot.generation == handle >> kIndexBits;
    return alive ? &slot : nullptr;
  }

  bool grow() {
    const uint32_t old = capacity();
    const uint32_t wanted = old == 0 ? 64 : old * 2;
    if (old >= kMaxSlots) return false;
    const AccountScope scope(moduleAccount());
    Storage bigger(MemoryKind::Caches);
    const uint32_t count = wanted < kMaxSlots ? wanted : kMaxSlots;
    if (!bigger.allocate(uint64_t{count} * sizeof(Slot))) return false;
    for (uint32_t i = 0; i < used_; ++i) bigger.as<Slot>()[i] = slots()[i];
    storage_ = static_cast<Storage&&>(bigger);
    return true;
  }

  Storage storage_{MemoryKind::Caches};
  uint32_t used_ = 0;
  uint32_t live_ = 0;
  uint32_t freeHead_ = kNoSlot;
};

}  // namespace nogpu::boundary
