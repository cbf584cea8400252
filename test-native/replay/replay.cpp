// SPDX-License-Identifier: MIT
// Makes the calls of a recording (test-js/pictures/recorder.js) again and compares every answer,
// pictures among them, with what WASM answered: the same bytes from every build, and from both back
// ends, since natively the interpreter runs the shaders.
//
//   replay FILE…     prints how many calls and payload bytes of each agreed, or the first that
//   differs
//                    (exit 1). Handles depend on what was before: all recordings of a process, in
//                    order.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <memory>
#include <tuple>
#include <type_traits>
#include <vector>

#include "boundary/arena.h"
#include "fuzz/declarations.h"

namespace nogpu::fuzz {
namespace {

constexpr uint32_t kNone = 0xffffffff;

struct Recording {
  const char* path;
  std::vector<uint8_t> bytes;
  size_t at = 0;

  template <typename T>
  T next() {
    T value;
    if (bytes.size() - at < sizeof value) fail("the recording is cut off");
    std::memcpy(&value, bytes.data() + at, sizeof value);
    at += sizeof value;
    return value;
  }
  const uint8_t* nextBytes(uint32_t count) {
    if (bytes.size() - at < count) fail("the recording is cut off");
    at += count;
    return bytes.data() + at - count;
  }

  [[noreturn]] void fail(const char* what) const {
    fprintf(stderr, "%s: call %zu, %s: %s\n", path, calls, name, what);
    exit(1);
  }

  const char* name = "(none)";
  size_t calls = 0, payloadBytes = 0;
};

/// One argument. Memory is a block of exactly its size, so that sanitizers see who leaves it.
template <typename T>
struct Argument {
  explicit Argument(Recording& recording) {
    if constexpr (std::is_pointer_v<T>) {
      const uint32_t count = recording.next<uint32_t>();
      if (count == kNone) return;
      block.reset(static_cast<std::byte*>(malloc(count > 0 ? count : 1)));
      memcpy(block.get(), recording.nextBytes(count), count);
      value = reinterpret_cast<T>(block.get());
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(static_cast<int64_t>(recording.next<double>()));
    } else {
      value = static_cast<T>(recording.next<double>());
    }
  }

  struct Free {
    void operator()(std::byte* at) const { free(at); }
  };
  std::unique_ptr<std::byte, Free> block;
  T value{};
};

void comparePayload(Recording& recording, const std::byte* found) {
  const uint32_t expected = recording.next<uint32_t>();
  if ((found == nullptr) != (expected == kNone)) recording.fail("a payload here, none there");
  if (found == nullptr) return;
  const uint8_t* bytes = recording.nextBytes(expected);
  if (boundary::payloadLength(found) != expected) {
    recording.fail("payloads differ in length");
  }
  for (uint32_t i = 0; i < expected; ++i) {
    if (static_cast<uint8_t>(found[i]) == bytes[i]) continue;
    char text[96];
    snprintf(text, sizeof text, "byte %u of the payload is %u here, %u there", i,
             static_cast<uint32_t>(found[i]), bytes[i]);
    recording.fail(text);
  }
  recording.payloadBytes += expected;
}

template <typename Result, typename... Kinds>
void replay(Signature<Result, Kinds...>* call, Recording& recording) {
  using Type = typename Result::Type;
  // Braces: arguments are read from left to right.
  std::tuple<Argument<typename Kinds::Type>...> arguments{
      Argument<typename Kinds::Type>(recording)...};
  const auto make = [&](auto&... argument) { return call(argument.value...); };
  if constexpr (std::is_void_v<Type>) {
    std::apply(make, arguments);
  } else {
    const Type found = std::apply(make, arguments);
    if constexpr (std::is_pointer_v<Type>) {
      comparePayload(recording, found);
    } else {
      const double expected = recording.next<double>();
      const bool same = std::is_integral_v<Type>
                            ? found == static_cast<Type>(static_cast<int64_t>(expected))
                            : found == static_cast<Type>(expected);
      if (!same) recording.fail("other answers");
    }
  }
}

struct Entry {
  const char* name;
  void (*replay)(Recording&);
};

constexpr Entry kEntries[] = {
#define ENTRY(name, ...) {#name, [](Recording& r) { replay<__VA_ARGS__>(wasm_##name, r); }},
#include "fuzz/entries.def"
};

std::vector<uint8_t> readFile(const char* path) {
  FILE* file = fopen(path, "rb");
  if (file == nullptr) {
    perror(path);
    exit(2);
  }
  std::vector<uint8_t> bytes;
  uint8_t buffer[65536];
  for (size_t count; (count = fread(buffer, 1, sizeof buffer, file)) > 0;) {
    bytes.insert(bytes.end(), buffer, buffer + count);
  }
  fclose(file);
  return bytes;
}

}  // namespace

void replayFile(const char* path) {
  Recording recording{path, readFile(path)};
  while (recording.at < recording.bytes.size()) {
    const uint32_t row = recording.next<uint32_t>();
    if (row >= std::size(kEntries)) recording.fail("no such export");
    recording.name = kEntries[row].name;
    kEntries[row].replay(recording);
    ++recording.calls;
  }
  printf("%s: %zu calls, %zu payload bytes\n", path, recording.calls, recording.payloadBytes);
}

}  // namespace nogpu::fuzz

int main(int argc, char** argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: replay FILE…\n");
    return 2;
  }
  for (int i = 1; i < argc; ++i) nogpu::fuzz::replayFile(argv[i]);
  return 0;
}
