// SPDX-License-Identifier: MIT
// A reader of its own for the one line that comes before preprocessing.
#include "shader/front/version_directive.h"

namespace nogpu::shader::front {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }
bool isNewline(char c) { return c == '\n' || c == '\r'; }
bool isWordChar(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
}

struct Reader {
  std::string_view text;
  size_t at = 0;

  void skipBlanks() {
    while (at < text.size() && isBlank(text[at])) ++at;
  }

  // True if something was skipped that must not stand before `#version 300 es`.
  bool skipCommentsAndNewlines() {
    bool skipped = false;
    for (;;) {
      skipBlanks();
      const std::string_view rest = text.substr(at);
      if (rest.starts_with("//"))
        at = std::min(text.find_first_of("\r\n", at), text.size());
      else if (rest.starts_with("/*"))
        at = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
      else if (!rest.empty() && isNewline(rest[0]))
        ++at;
      else
        return skipped;
      skipped = true;
    }
  }

  std::string_view word() {
    skipBlanks();
    const size_t start = at;
    while (at < text.size() && isWordChar(text[at])) ++at;
    return text.substr(start, at - start);
  }

  bool atEndOfLine() {
    skipBlanks();
    const std::string_view rest = text.substr(at);
    return rest.empty() || isNewline(rest[0]) || rest.starts_with("//") || rest.starts_with("/*");
  }
};

}  // namespace

VersionDirective findVersionDirective(std::string_view text) {
  VersionDirective v;
  Reader r{text};
  const bool something = r.skipCommentsAndNewlines();
  const size_t hash = r.at;
  if (hash >= text.size() || text[hash] != '#') return v;
  ++r.at;
  if (r.word() != "version") return v;
  v.hashAt = hash;

  const std::string_view number = r.word();
  const std::string_view profile = r.word();
  if (!r.atEndOfLine()) {
    v.problem = "unexpected text after the version, expected '#version 300 es' or '#version 100'";
  } else if (number == "300" && profile == "es") {
    v.version = 300;
    if (something) v.problem = "'#version 300 es' must be on the first line";
  } else if (number != "100" || !profile.empty()) {
    v.problem = "unsupported version, expected '#version 300 es' or '#version 100'";
  }
  return v;
}

}  // namespace nogpu::shader::front
