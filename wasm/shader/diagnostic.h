// SPDX-License-Identifier: MIT
// What the compiler and the linker have to say about a shader. Diagnostics are collected, never
// thrown; the info log is their printed form. Messages are lower case, one sentence, no full stop,
// and say what was found and what was expected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shader/source_location.h"

namespace nogpu::shader {

enum class Severity : uint8_t { Note, Warning, Error };

struct Diagnostic {
  Severity severity = Severity::Error;
  SourceLoc loc;
  std::string token;  // the source text it is about; may be empty
  std::string message;
};

class DiagnosticList {
 public:
  void add(Severity severity, SourceLoc loc, std::string_view token, std::string_view message);
  void error(SourceLoc loc, std::string_view token, std::string_view message) {
    add(Severity::Error, loc, token, message);
  }
  void warning(SourceLoc loc, std::string_view token, std::string_view message) {
    add(Severity::Warning, loc, token, message);
  }
  /// Points at the other place that the diagnostic before is about.
  void note(SourceLoc loc, std::string_view token, std::string_view message) {
    add(Severity::Note, loc, token, message);
  }

  bool hasErrors() const { return errorCount_ != 0; }
  size_t errorCount() const { return errorCount_; }
  bool empty() const { return entries_.empty(); }
  size_t size() const { return entries_.size(); }
  const Diagnostic& operator[](size_t i) const { return entries_[i]; }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

 private:
  std::vector<Diagnostic> entries_;
  size_t errorCount_ = 0;
};

/// The info log: one line each, `ERROR: 0:LINE: 'token' : message` (or WARNING, NOTE), the form
/// that three.js and other tools parse. Diagnostics without a place (link errors) print `ERROR:
/// message`. Control characters inside tokens become '?', so that a log is always text.
std::string printInfoLog(const DiagnosticList& diagnostics);

}  // namespace nogpu::shader
