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

namespace {

constexpr std::string_view kFence = "```";

/// The lines between the fence after `at` and its end.
struct FencedBlock {
  size_t begin, end;
};

std::optional<FencedBlock> blockAfter(const std::string& text, size_t at) {
  const size_t open = text.find(kFence, at);
  const size_t begin = open == text.npos ? open : text.find('\n', open);
  const size_t end = begin == text.npos ? begin : text.find("\n" + std::string(kFence), begin);
  if (end == text.npos) return std::nullopt;
  return FencedBlock{begin + 1, end + 1};
}

}  // namespace

void runDocument(std::string_view path) {
  constexpr std::string_view kOpen = "<!-- ";
  constexpr std::string_view kClose = " -->\n";
  const std::filesystem::path file = std::filesystem::path(NOGPU_SOURCE_DIR) / path;
  std::string text = readFile(file);
  std::string input;
  int shown = 0;
  for (size_t at = 0; (at = text.find(kOpen, at)) != text.npos;) {
    const size_t close = text.find(kClose, at);
    if (close == text.npos) break;
    const std::string mark = text.substr(at + kOpen.size(), close - at - kOpen.size());
    at = close + kClose.size();
    const std::optional<FencedBlock> block = blockAfter(text, at);
    if (!block || (mark != "input" && !mark.starts_with("print="))) continue;
    const std::string shownText = text.substr(block->begin, block->end - block->begin);
    at = block->end;
    if (mark == "input") {
      input = shownText;
      continue;
    }
    Request request;
    parseOptions(mark, request);
    request.input = input;
    const auto printer = printers().find(request.option("print"));
    INFO(mark);
    REQUIRE(printer != printers().end());
    std::string actual = printer->second(request);
    if (!actual.ends_with('\n')) actual += '\n';
    ++shown;
    if (!blessing()) {
      CHECK_EQ(actual, shownText);
      continue;
    }
    text.replace(block->begin, shownText.size(), actual);
    at = block->begin + actual.size();
  }
  CHECK(shown > 0);
  if (blessing()) std::ofstream(file, std::ios::binary) << text;
}

}  // namespace nogpu::golden
