// SPDX-License-Identifier: MIT
// Working memory of draw calls: allocations are bumps of a pointer, all of them end together. The
// blocks are kept from draw to draw, so that a draw of usual size never reaches the allocator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace nogpu::pipeline {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// `count` objects, 16-byte aligned, not initialised.
  template <class T>
  T* allocate(size_t count) {
    return reinterpret_cast<T*>(bytes(count * sizeof(T)));
  }

  /// Ends the life of everything allocated; the memory stays.
  void reset() { block_ = 0, used_ = 0; }

  /// Gives all memory back.
  void release() { blocks_.clear(), reset(); }

  /// Bytes held, for the accounting.
  size_t capacityBytes() const {
    size_t sum = 0;
    for (const Block& b : blocks_) sum += b.bytes;
    return sum;
  }

 private:
  static constexpr size_t kBlockBytes = size_t{256} << 10;
  struct Block {
    std::unique_ptr<std::byte[]> memory;
    size_t bytes;
  };

  std::byte* bytes(size_t wanted) {
    wanted = (wanted + 15) & ~size_t{15};
    while (block_ < blocks_.size() && used_ + wanted + 16 > blocks_[block_].bytes) {
      ++block_, used_ = 0;
    }
    if (block_ == blocks_.size()) {
      const size_t size = wanted + 16 > kBlockBytes ? wanted + 16 : kBlockBytes;
      blocks_.push_back({std::unique_ptr<std::byte[]>(new std::byte[size]), size});
    }
    std::byte* base = blocks_[block_].memory.get();
    const size_t misaligned = -reinterpret_cast<uintptr_t>(base) & 15;
    std::byte* result = base + misaligned + used_;
    used_ += wanted;
    return result;
  }

  std::vector<Block> blocks_;
  size_t block_ = 0, used_ = 0;
};

}  // namespace nogpu::pipeline
