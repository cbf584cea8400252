// SPDX-License-Identifier: MIT
// A module with four ways to hand the same bytes to JS: an ephemeral pointer, a block that JS takes
// and frees, an Embind string, an Embind view. Each makes its payload by one copy from `source`.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <cstring>
#include <string>
#include <vector>

#include "boundary/arena.h"
#include "boundary/upload.h"

namespace {

using namespace nogpu::boundary;

constexpr uint32_t kMostBytes = 8u << 20;

// Printable, so that the string has a character for each byte.
const std::byte* source() {
  static const std::vector<std::byte>* const bytes = [] {
    auto* made = new std::vector<std::byte>(kMostBytes);
    for (uint32_t i = 0; i < kMostBytes; ++i) (*made)[i] = static_cast<std::byte>('a' + i % 26);
    return made;
  }();
  return bytes->data();
}

std::string embindString(uint32_t bytes) {
  return std::string(reinterpret_cast<const char*>(source()), bytes);
}

emscripten::val embindView(uint32_t bytes) {
  static std::vector<uint8_t>* const payload = new std::vector<uint8_t>(kMostBytes);
  std::memcpy(payload->data(), source(), bytes);
  return emscripten::val(emscripten::typed_memory_view(bytes, payload->data()));
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const std::byte* bench_ephemeral(uint32_t bytes) {
  ArenaSet& arenas = moduleArenas();
  arenas.beginCall();
  std::byte* payload =
      bytes <= kSmallPayloadBytes ? arenas.requestSmall(bytes) : arenas.requestBlob(bytes);
  std::memcpy(payload, source(), bytes);
  return payload;
}

EMSCRIPTEN_KEEPALIVE std::byte* bench_alloc(uint32_t bytes) { return allocateUpload(bytes); }
EMSCRIPTEN_KEEPALIVE void bench_fill(std::byte* out, uint32_t bytes) {
  std::memcpy(out, source(), bytes);
}
EMSCRIPTEN_KEEPALIVE void bench_free(std::byte* block) { freeUpload(block); }
}

EMSCRIPTEN_BINDINGS(bench_boundary) {
  emscripten::function("embindString", &embindString);
  emscripten::function("embindView", &embindView);
}
