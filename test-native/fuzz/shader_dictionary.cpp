// SPDX-License-Identifier: MIT
// Prints the words of the language as a dictionary of libFuzzer.
#include <cctype>
#include <cstdio>

#include "fuzz/shader_words.h"

int main() {
  for (const std::string_view word : nogpu::fuzz::shaderWords()) {
    std::putchar('"');
    for (const char c : word) {
      const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
      if (plain) {
        std::putchar(c);
      } else {
        std::printf("\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
      }
    }
    std::puts("\"");
  }
}
