// SPDX-License-Identifier: MIT
// Storage: a block of bytes that may be large. Allocation can fail without ending the program (GL
// answers OUT_OF_MEMORY), the block is 16-byte aligned for SIMD, and it is accounted by kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "boundary/accounting.h"
#include "boundary/heap.h"

namespace nogpu::boundary {

class Storage {
 public:
  explicit constexpr Storage(MemoryKind kind) : kind_(kind) {}
  ~Storage() { reset(); }
  Storage(Storage&& other) noexcept;
  Storage& operator=(Storage&& other) noexcept;
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;

  /// Replaces the block by one of `bytes` bytes, zero-filled. False, and the old block untouched,
  /// if there is no memory. 0 bytes: no block, true.
  [[nodiscard]] bool allocate(uint64_t bytes);
  /// The same with unspecified contents, for blocks that are written whole at once.
  [[nodiscard]] bool allocateUninitialized(uint64_t bytes);
  void reset();

  std::byte* data() { return data_; }
  const std::byte* data() const { return data_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::span<std::byte> bytes() { return {data_, size_}; }
  std::span<const std::byte> bytes() const { return {data_, size_}; }

  template <typename T>
  T* as() {
    return reinterpret_cast<T*>(data_);
  }
  template <typename T>
  const T* as() const {
    return reinterpret_cast<const T*>(data_);
  }

 private:
  std::byte* data_ = nullptr;
  size_t size_ = 0;
  Account* account_ = nullptr;  ///< that the block is charged to
  MemoryKind kind_;
};

/// 16-byte aligned, uninitialised, not charged; null if there is no memory. Pair with freeAligned.
std::byte* allocateAligned(uint64_t bytes);
void freeAligned(std::byte* block);

}  // namespace nogpu::boundary
