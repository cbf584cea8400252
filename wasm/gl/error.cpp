// SPDX-License-Identifier: MIT
#include "gl/error.h"

#include <algorithm>

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

bool ErrorState::raised(uint32_t code) const {
  return std::find(codes_, codes_ + count_, code) != codes_ + count_;
}

void ErrorState::retract(uint32_t code) {
  const uint32_t* end = std::remove(codes_, codes_ + count_, code);
  count_ = static_cast<uint32_t>(end - codes_);
  if (!log_.empty()) log_.pop_back();
}

std::string ErrorState::log() const {
  std::string text;
  for (const std::string& line : log_) {
    text += line;
    text += '\n';
  }
  return text;
}

}  // namespace nogpu::gl
