// SPDX-License-Identifier: MIT
// libFuzzer entry of the whole compiler, tokens: texts are changed token by token, with words of
// the language and of the text itself, so that most changes get past the parser.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "fuzz/choices.h"
#include "fuzz/compile_all.h"
#include "fuzz/shader_words.h"

namespace {

using Tokens = std::vector<std::string>;

bool isWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

/// Runs of letters, digits and points; runs of white space; single characters.
Tokens split(std::string_view text) {
  Tokens tokens;
  for (size_t i = 0; i < text.size();) {
    size_t end = i + 1;
    const auto runs = [&](auto&& belongs) {
      if (!belongs(text[i])) return;
      while (end < text.size() && belongs(text[end])) ++end;
    };
    runs(isWordCharacter);
    runs([](char c) { return c == ' ' || c == '\n' || c == '\t'; });
    tokens.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return tokens;
}

void change(Tokens& tokens, nogpu::fuzz::Choices& c) {
  const auto count = static_cast<uint32_t>(tokens.size());
  const uint32_t at = c.below(count);
  const uint32_t other = c.below(count);
  const auto words = nogpu::fuzz::shaderWords();
  const std::string word(words[c.word() % words.size()]);
  const auto place = tokens.begin() + at;
  switch (c.below(7)) {
    case 0:
      tokens.erase(place);
      break;
    case 1:
      tokens.insert(place, tokens[other]);
      break;
    case 2:
      *place = tokens[other];
      break;
    case 3:
      std::swap(*place, tokens[other]);
      break;
    case 4:
      *place = word;
      break;
    case 5:
      tokens.insert(place, ' ' + word + ' ');
      break;
    default: {
      // A piece of the text once more, somewhere else.
      const uint32_t length = std::min(1 + c.below(24), count - other);
      const Tokens piece(tokens.begin() + other, tokens.begin() + other + length);
      tokens.insert(place, piece.begin(), piece.end());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nogpu::fuzz::compileAll({reinterpret_cast<const char*>(data), size});
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t maxSize,
                                          unsigned int seed) {
  uint8_t bytes[4];
  std::memcpy(bytes, &seed, sizeof bytes);
  nogpu::fuzz::Choices choices(bytes);
  Tokens tokens = split({reinterpret_cast<const char*>(data), size});
  for (uint32_t changes = 1 + choices.below(4); changes > 0; --changes) {
    if (tokens.empty()) tokens.emplace_back("void main() {}");
    change(tokens, choices);
  }
  std::string text;
  for (const std::string& token : tokens) text += token;
  text.resize(std::min(text.size(), maxSize));
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
