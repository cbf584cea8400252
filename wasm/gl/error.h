// SPDX-License-Identifier: MIT
// GL errors: one flag per code, answered by getError in the order they were raised (ES 3.0 §2.5),
// and the message of each occurrence in a bounded debug log. A message begins with the GL name and
// gives argument, value and rule: `bufferSubData: offset 96 + size 64 exceeds buffer size 128`.
#pragma once

#include <cstdarg>
#include <cstdint>
#include <string>
#include <vector>

namespace nogpu::gl {

class ErrorState {
 public:
  /// Raises `code` unless it is raised already, and logs the message; it also becomes the module's
  /// last error.
  void record(uint32_t code, const char* format, va_list args);
  /// getError: the oldest code raised, or NO_ERROR.
  uint32_t take();
  void clear();
  bool raised(uint32_t code) const;
  /// Takes back `code`, raised by the latest record(), with its message.
  void retract(uint32_t code);

  /// The latest messages, oldest first, one per line; at most kMaxLogLines.
  std::string log() const;
  void clearLog() { log_.clear(); }

 private:
  static constexpr uint32_t kMaxCodes = 8;
  static constexpr size_t kMaxLogLines = 64;

  uint32_t codes_[kMaxCodes] = {};
  uint32_t count_ = 0;
  std::vector<std::string> log_;
};

}  // namespace nogpu::gl
