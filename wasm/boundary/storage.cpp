// SPDX-License-Identifier: MIT
#include "boundary/storage.h"

#include <cstdlib>
#include <cstring>
#include <utility>

namespace nogpu::boundary {
namespace {

constinit uint32_t failuresLeft = 0;
constinit uint64_t failureThreshold = 0;

}  // namespace

void failAllocations(uint32_t count, uint64_t thresholdBytes) {
  failuresLeft = count;
  failureThreshold = thresholdBytes;
}

std::byte* allocateAligned(uint64_t bytes) {
  if (bytes > kMaxStorageBytes) return nullptr;
  if (failuresLeft != 0 && bytes > failureThreshold) {
    --failuresLeft;
    return nullptr;
  }
  // aligned_alloc wants a multiple of the alignment; 16 spare bytes let SIMD code read a whole v128
  // that begins at the last byte.
  const size_t rounded = (static_cast<size_t>(bytes) + 31) & ~size_t{15};
  return static_cast<std::byte*>(std::aligned_alloc(16, rounded));
}

void freeAligned(std::byte* block) { std::free(block); }

Storage::Storage(Storage&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      kind_(other.kind_) {}

Storage& Storage::operator=(Storage&& other) noexcept {
  if (this == &other) return *this;
  reset();
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
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
  accountBytes(kind_, static_cast<int64_t>(size_));
  return true;
}

void Storage::reset() {
  if (data_ == nullptr) return;
  freeAligned(data_);
  accountBytes(kind_, -static_cast<int64_t>(size_));
  data_ = nullptr;
  size_ = 0;
}

}  // namespace nogpu::boundary
