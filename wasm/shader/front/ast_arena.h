// SPDX-License-Identifier: MIT
// Where AST nodes, types and names live: blocks that only grow and are freed together with the
// module. Nothing in it is ever destroyed on its own, so what is put in must be trivially
// destructible.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace nogpu::shader::front {

class AstArena {
 public:
  AstArena() = default;
  AstArena(const AstArena&) = delete;
  AstArena& operator=(const AstArena&) = delete;

  void* allocate(size_t bytes, size_t align) {
    size_t at = (used_ + align - 1) & ~(align - 1);
    if (at + bytes > capacity_) {
      grow(bytes);
      at = 0;
    }
    used_ = at + bytes;
    return blocks_.back().get() + at;
  }

  /// A value-initialised T.
  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// A copy of `items` that lives as long as the arena.
  template <typename T>
  std::span<T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    T* to = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
    std::memcpy(static_cast<void*>(to), items.data(), items.size_bytes());
    return {to, items.size()};
  }
  template <typename T>
  std::span<T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  std::string_view copy(std::string_view text) {
    const std::span<char> to = copy(std::span<const char>(text.data(), text.size()));
    return {to.data(), to.size()};
  }

 private:
  static constexpr size_t kBlockBytes = 64 * 1024;

  void grow(size_t bytes) {
    capacity_ = bytes > kBlockBytes ? bytes : kBlockBytes;
    blocks_.emplace_back(new std::byte[capacity_]);
    used_ = 0;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  size_t used_ = 0;
  size_t capacity_ = 0;
};

}  // namespace nogpu::shader::front
