// SPDX-License-Identifier: MIT
// Reading, running and rewriting golden files.
#include "golden_runner.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <vector>

namespace nogpu::golden {

namespace {

constexpr std::string_view kRun = ";; run:";
constexpr std::string_view kExpect = ";; ---- expect\n";

using PrinterMap = std::map<std::string, Printer, std::less<>>;

PrinterMap& printers() {
  static PrinterMap map;
  return map;
}

struct GoldenFile {
  std::string head;  // the run line and the input, as they stand
  Request request;
  std::string expected;
};

std::string readFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void parseOptions(std::string_view line, Request& request) {
  std::istringstream words{std::string(line)};
  for (std::string word; words >> word;) {
    const size_t equals = word.find('=');
    request.options[word.substr(0, equals)] =
        equals == word.npos ? std::string() : word.substr(equals + 1);
  }
}

std::optional<GoldenFile> parseFile(const std::string& text) {
  if (!text.starts_with(kRun)) return std::nullopt;
  const size_t endOfRun = text.find('\n');
  if (endOfRun == text.npos) return std::nullopt;
  size_t expect = text.find("\n" + std::string(kExpect), endOfRun);
  GoldenFile file;
  parseOptions(std::string_view(text).substr(kRun.size(), endOfRun - kRun.size()), file.request);
  file.head = expect == text.npos ? text : text.substr(0, expect + 1);
  file.request.input = file.head.substr(endOfRun + 1);
  if (expect != text.npos) file.expected = text.substr(expect + 1 + kExpect.size());
  return file;
}

bool blessing() {
  const char* bless = std::getenv("NOGPU_BLESS");
  return bless != nullptr && std::string_view(bless) == "1";
}

void runFile(const std::filesystem::path& path) {
  INFO("golden file ", path.filename().string());
  const std::optional<GoldenFile> file = parseFile(readFile(path));
  CHECK_MESSAGE(file.has_value(), "malformed, expected '", std::string(kRun),
                "' on the first line");
  if (!file) return;
  const auto printer = printers().find(file->request.option("print"));
  const bool known = printer != printers().end();
  CHECK_MESSAGE(known, "no printer for print=", std::string(file->request.option("print")));
  if (!known) return;
  const std::string actual = printer->second(file->request);
  if (blessing() && actual != file->expected) {
    std::ofstream(path, std::ios::binary) << file->head << kExpect << actual;
    return;
  }
  CHECK_EQ(actual, file->expected);
}

}  // namespace

std::string_view Request::option(std::string_view name, std::string_view otherwise) const {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : std::string_view(found->second);
}

void registerPrinter(std::string_view print, Printer printer) {
  printers().insert_or_assign(std::string(print), printer);
}

void runFolder(std::string_view folder) {
  const std::filesystem::path root =
      std::filesystem::path(NOGPU_SOURCE_DIR) / "test-native" / "golden" / folder;
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(root, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  CHECK_MESSAGE(!paths.empty(), "no golden files in ", root.string());
  for (const auto& path : paths) runFile(path);
}

}  // namespace nogpu::golden
