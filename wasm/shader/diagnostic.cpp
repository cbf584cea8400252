// SPDX-License-Identifier: MIT
// Collecting diagnostics and printing them as an info log.
#include "shader/diagnostic.h"

namespace nogpu::shader {

namespace {

// More are counted, not kept: hostile text must not fill the memory.
constexpr size_t kMaxKept = 256;

// Longer tokens (identifiers may have 1024 characters) are cut in the log.
constexpr size_t kMaxTokenInLog = 128;

std::string_view severityName(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "NOTE";
    case Severity::Warning:
      return "WARNING";
    case Severity::Error:
      break;
  }
  return "ERROR";
}

void appendPrintable(std::string& out, std::string_view text) {
  const bool cut = text.size() > kMaxTokenInLog;
  for (char c : text.substr(0, kMaxTokenInLog)) out += (c >= ' ' && c < 127) ? c : '?';
  if (cut) out += "...";
}

void appendDiagnostic(std::string& out, const Diagnostic& d) {
  out += severityName(d.severity);
  out += ": ";
  if (d.loc.line != 0) {
    out += "0:";
    out += std::to_string(d.loc.line);
    out += ": '";
    appendPrintable(out, d.token);
    out += "' : ";
  }
  out += d.message;
  out += '\n';
}

}  // namespace

void DiagnosticList::add(Severity severity, SourceLoc loc, std::string_view token,
                         std::string_view message) {
  if (severity == Severity::Error) ++errorCount_;
  if (entries_.size() < kMaxKept)
    entries_.push_back({severity, loc, std::string(token), std::string(message)});
}

std::string printInfoLog(const DiagnosticList& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) appendDiagnostic(out, d);
  return out;
}

}  // namespace nogpu::shader
