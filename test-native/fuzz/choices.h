// SPDX-License-Identifier: MIT
// Choices: what a fuzzer's input decides, number by number. The bytes of one record come first, so
// that a changed byte changes one decision; when they are used up the numbers go on from a
// generator that the record seeds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace nogpu::fuzz {

class Choices {
 public:
  explicit Choices(std::span<const uint8_t> bytes) : bytes_(bytes) {
    for (const uint8_t byte : bytes) state_ = (state_ ^ byte) * 0x100000001b3u;
  }

  /// 0 … n - 1; takes one byte for n up to 256. `n` of 0 answers 0.
  uint32_t below(uint32_t n) {
    if (n <= 1) return 0;
    return (n <= 256 ? byte() : word()) % n;
  }
  /// True `times` out of 256.
  bool chance(uint32_t times) { return byte() < times; }
  uint8_t byte() {
    if (next_ < bytes_.size()) return bytes_[next_++];
    return static_cast<uint8_t>(made() >> 32);
  }
  uint32_t word() {
    uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | byte();
    return value;
  }
  template <typename T, size_t N>
  const T& of(const T (&list)[N]) {
    return list[below(N)];
  }

 private:
  uint64_t made() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }

  std::span<const uint8_t> bytes_;
  size_t next_ = 0;
  uint64_t state_ = 0xcbf29ce484222325u;
};

}  // namespace nogpu::fuzz
