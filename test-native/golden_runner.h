// SPDX-License-Identifier: MIT
// Golden text tests: a file says what to run, on what, and what must come out.
//
//   ;; run: print=ast stage=fragment
//   …input, from the next line on, so that its line 1 is the shader's line 1…
//   ;; ---- expect
//   …text…
//
// `print` chooses a printer; each test executable registers those it can run and then runs folders
// of test-native/golden/. With NOGPU_BLESS=1 in the environment the expected text is rewritten, and
// the diff is the review.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace nogpu::golden {

struct Request {
  std::string input;
  std::map<std::string, std::string, std::less<>> options;  // of the `;; run:` line

  /// The value of an option, or `otherwise`.
  std::string_view option(std::string_view name, std::string_view otherwise = "") const;
};

using Printer = std::string (*)(const Request&);

void registerPrinter(std::string_view print, Printer printer);

/// Runs every .txt file in test-native/golden/<folder>, in order of their names, with doctest
/// checks. A file whose printer is not registered in this executable fails.
void runFolder(std::string_view folder);

/// A document of the repository that shows what the tools print: the fenced block after
/// `<!-- input -->` is the input of those that follow, the one after `<!-- print=KIND … -->` is
/// what the printer makes of it. NOGPU_BLESS=1 rewrites them.
void runDocument(std::string_view path);

}  // namespace nogpu::golden
