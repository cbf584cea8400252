// SPDX-License-Identifier: MIT
// Working memory of draw calls: allocations are bumps of a pointer, all of them end together. The
// blocks are kept from draw to draw, so that a draw of usual size never reaches the allocator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "boundary/storage.h"

namespace nogpu::pipeline {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// `count` objects, 16-byte aligned, not initialised. Null without memory, and failed() from then
  /// on until reset().
  template <class T>
  T* allocate(size_t count) {
    return reinterpret_cast<T*>(bytes(uint64_t{count} * sizeof(T)));
  }

  bool failed() const { return failed_; }

  /// Ends the life of everything allocated. Memory of usual draws stays, more is given back.
  void reset() {
    if (capacityBytes() > kKeptBytes) blocks_.clear();
    block_ = 0, used_ = 0, failed_ = false;
  }

  /// Bytes held.
  size_t capacityBytes() const {
    size_t sum = 0;
    for (const boundary::Storage& b : blocks_) sum += b.size();
    return sum;
  }

 private:
  static constexpr size_t kBlockBytes = size_t{256} << 10;
  static constexpr size_t kKeptBytes = size_t{2} << 20;

  std::byte* bytes(uint64_t wanted) {
    wanted = (wanted + 15) & ~uint64_t{15};
    while (block_ < blocks_.size() && used_ + wanted > blocks_[block_].size()) {
      ++block_, used_ = 0;
    }
    if (block_ == blocks_.size() && !addBlock(wanted)) return nullptr;
    std::byte* result = blocks_[block_].data() + used_;
    used_ += static_cast<size_t>(wanted);
    return result;
  }

  bool addBlock(uint64_t wanted) {
    boundary::Storage block(boundary::MemoryKind::Scratch);
    failed_ = failed_ || !block.allocateUninitialized(wanted > kBlockBytes ? wanted : kBlockBytes);
    if (!failed_) blocks_.push_back(std::move(block));
    return !failed_;
  }

  std::vector<boundary::Storage> blocks_;
  size_t block_ = 0, used_ = 0;
  bool failed_ = false;
};

}  // namespace nogpu::pipeline
