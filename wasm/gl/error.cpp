// SPDX-License-Identifier: MIT
#include "gl/error.h"

#include "boundary/last_error.h"
#include "format/gl_enums.h"

namespace nogpu::gl {

void ErrorState::record(uint32_t code, const char* format, va_list args) {
  boundary::setLastErrorV(format, args);
  if (log_.size() == kMaxLogLines) log_.erase(log_.begin());
  std::string line = format::enumName(code);
  line += ": ";
  line += boundary::lastError();
  log_.push_back(std::move(line));
  for (uint32_t i = 0; i < count_; ++i) {
    if (codes_[i] == code) return;
  }
  if (count_ < kMaxCodes) codes_[count_++] = code;
}

uint32_t ErrorState::take() {
  if (count_ == 0) return GL_NO_ERROR;
  const uint32_t code = codes_[0];
  --count_;
  for (uint32_t i = 0; i < count_; ++i) codes_[i] = codes_[i + 1];
  return code;
}

void ErrorState::clear() { count_ = 0; }

std::string ErrorState::log() const {
  std::string text;
  for (const std::string& line : log_) {
    text += line;
    text += '\n';
  }
  return text;
}

}  // namespace nogpu::gl
