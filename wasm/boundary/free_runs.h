// SPDX-License-Identifier: MIT
// The free parts of a region of memory, in the order of their addresses: a treap whose nodes lie in
// the free runs themselves, each knowing the longest run below it. Neighbours are joined at once,
// so no two runs touch. Every operation is O(log runs), save fits of kBestFitBytes and more, which
// look at all runs that are long enough: at most 256 of them.
#pragma once

#include <cstdint>

namespace nogpu::boundary {

class FreeRuns {
 public:
  /// Runs begin and end at multiples of it, as offsets from the region's start.
  static constexpr uint32_t kUnitBytes = 64;
  /// Shorter requests take the lowest run that is long enough, which keeps what lives long
  /// together; longer ones the shortest, which spares the long runs.
  static constexpr uint32_t kBestFitBytes = 16u << 20;
  static constexpr uint32_t kNone = UINT32_MAX;

  explicit constexpr FreeRuns(uintptr_t base) : base_(base) {}

  /// Adds a run, joined with those that touch it.
  void add(uint32_t offset, uint32_t bytes);
  /// Takes `bytes`, aligned to `alignment` (a power of two, at least kUnitBytes); kNone if no run
  /// has room. Both are multiples of kUnitBytes.
  uint32_t take(uint32_t bytes, uint32_t alignment = kUnitBytes);
  /// Takes a run away, whole: the one that ends at `end`. Answers its length, 0 if there is none.
  uint32_t takeEndingAt(uint32_t end);

  /// Length of the run that ends at `end`, 0 if there is none.
  uint32_t bytesEndingAt(uint32_t end) const;
  uint32_t longest() const { return root_ == kNone ? 0 : node(root_).longest; }
  uint64_t bytes() const { return bytes_; }
  uint32_t count() const { return count_; }

 private:
  struct Node {
    uint32_t left, right;
    uint32_t bytes;
    uint32_t longest;  ///< of this run and all below
    uint32_t priority;
  };

  Node& node(uint32_t offset) const { return *reinterpret_cast<Node*>(base_ + offset); }
  void update(uint32_t at) const;
  uint32_t merge(uint32_t low, uint32_t high) const;
  void split(uint32_t tree, uint32_t at, uint32_t& low, uint32_t& high) const;
  void insert(uint32_t offset, uint32_t bytes);
  void remove(uint32_t offset, uint32_t bytes);
  uint32_t replace(uint32_t tree, uint32_t from, uint32_t to, uint32_t bytes) const;
  uint32_t lowestFit(uint32_t tree, uint32_t bytes, uint32_t alignment) const;
  void shortestFit(uint32_t tree, uint32_t bytes, uint32_t& best) const;
  uint32_t before(uint32_t offset) const;
  uint32_t after(uint32_t offset) const;

  uintptr_t base_;
  uint32_t root_ = kNone;
  uint32_t count_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace nogpu::boundary
