// SPDX-License-Identifier: MIT
#include "boundary/storage.h"

#include <cstring>
#include <utility>

#include "boundary/blocks.h"
#include "boundary/heap.h"

namespace nogpu::boundary {

std::byte* allocateAligned(uint64_t bytes) {
  if (bytes > kMaxStorageBytes || !mayTake(bytes)) return nullptr;
  // 16 spare bytes let SIMD code read a whole v128 that begins at the last byte.
  void* block = takeBlock(static_cast<size_t>(bytes) + 16, 16);
  if (block == nullptr || reserveIntact(bytes)) return static_cast<std::byte*>(block);
  endBlock(block);
  return nullptr;
}

void freeAligned(std::byte* block) { endBlock(block); }

Storage::Storage(Storage&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      account_(other.account_),
      kind_(other.kind_) {}

Storage& Storage::operator=(Storage&& other) noexcept {
  if (this == &other) return *this;
  reset();
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  account_ = other.account_;
  kind_ = other.kind_;
  return *this;
}

bool Storage::allocate(uint64_t bytes) {
  if (!allocateUninitialized(bytes)) return false;
  if (size_ != 0) std::memset(data_, 0, size_);
  return true;
}

bool Storage::allocateUninitialized(uint64_t bytes) {
  std::byte* block = nullptr;
  if (bytes != 0) {
    block = allocateAligned(bytes);
    if (block == nullptr) return false;
  }
  reset();
  data_ = block;
  size_ = static_cast<size_t>(bytes);
  if (block == nullptr) return true;
  account_ = &currentAccount();
  chargeBlock(*account_, kind_, size_, blockCost(block));
  return true;
}

void Storage::reset() {
  if (data_ == nullptr) return;
  const size_t cost = blockCost(data_);
  freeAligned(data_);
  releaseBlock(*account_, kind_, size_, cost);
  data_ = nullptr;
  size_ = 0;
}

}  // namespace nogpu::boundary
