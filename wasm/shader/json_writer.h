// SPDX-License-Identifier: MIT
// JSON text, written front to back: reflection and diagnostics are handed out in it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace nogpu::shader {

/// Writes values with the commas between them.
class JsonWriter {
 public:
  void open(char bracket) {
    separate();
    text_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    text_ += bracket;
    first_ = false;
  }
  JsonWriter& key(const char* name) {
    separate();
    quote(name);
    text_ += ':';
    first_ = true;
    return *this;
  }
  void value(int64_t number) {
    separate();
    text_ += std::to_string(number);
  }
  void value(bool b) {
    separate();
    text_ += b ? "true" : "false";
  }
  void value(std::string_view s) {
    separate();
    quote(s);
  }
  template <typename T>
  void field(const char* name, const T& v) {
    if constexpr (std::is_same_v<T, bool>) {
      key(name).value(v);
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
      key(name).value(std::string_view(v));
    } else {
      key(name).value(static_cast<int64_t>(v));
    }
  }
  template <typename Items, typename Fn>
  void list(const char* name, const Items& items, Fn write) {
    key(name).open('[');
    for (const auto& item : items) write(item);
    close(']');
  }
  std::string take() { return std::move(text_); }

 private:
  void separate() {
    if (!first_) text_ += ',';
    first_ = false;
  }
  void quote(std::string_view s) {
    text_ += '"';
    for (const char c : s) {
      if (c == '"' || c == '\\') text_ += '\\';
      if (static_cast<unsigned char>(c) < 0x20) {
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
        text_ += escaped;
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }

  std::string text_;
  bool first_ = true;
};

}  // namespace nogpu::shader
