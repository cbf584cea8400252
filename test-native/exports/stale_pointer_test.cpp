// SPDX-License-Identifier: MIT
// Returned pointers used after the next call, on purpose: debug builds leave poison where the
// answer was and stamp every answer with the call it belongs to; other builds pay for neither.
#include <doctest/doctest.h>

#include <cstring>

#include "boundary/arena.h"
#include "format/gl_enums.h"

extern "C" {
uint32_t wasm_create_context(uint32_t width, uint32_t height, uint32_t attributes, uint32_t version,
                             uint32_t maxTextureSize, uint32_t maxLoopIterations,
                             uint32_t maxDrawPixels, uint32_t maxMemory);
void wasm_destroy_context(uint32_t ctx);
const std::byte* wasm_ctx_get_parameter(uint32_t ctx, uint32_t pname);
const std::byte* wasm_ctx_get_parameter_string(uint32_t ctx, uint32_t pname);
const std::byte* wasm_ctx_read_picture(uint32_t ctx);
uint32_t wasm_ctx_get_error(uint32_t ctx);
}

using namespace nogpu::boundary;

namespace {

struct TestContext {
  uint32_t ctx = wasm_create_context(4, 4, 0, 2, 0, 0, 0, 0);
  ~TestContext() { wasm_destroy_context(ctx); }
};

bool isPoisoned(const std::byte* payload) {
  const uint32_t length = payloadLength(payload);
  for (uint32_t i = 0; i < length; ++i) {
    if (payload[i] != kPoison) return false;
  }
  return length != 0;
}

}  // namespace

TEST_CASE("returned pointer used after the next call: small answers are caught") {
  const TestContext context;
  const std::byte* stale = wasm_ctx_get_parameter(context.ctx, nogpu::GL_MAX_TEXTURE_SIZE);
  REQUIRE(stale != nullptr);
  CHECK_FALSE(isPoisoned(stale));
  wasm_ctx_get_error(context.ctx);
  CHECK(isPoisoned(stale) == kDebugBoundary);
}

TEST_CASE("returned pointer used after the next call: strings are caught") {
  const TestContext context;
  const std::byte* stale = wasm_ctx_get_parameter_string(context.ctx, nogpu::GL_VERSION);
  REQUIRE(stale != nullptr);
  CHECK(std::memcmp(stale, "WebGL 2.0", 9) == 0);
  wasm_ctx_get_error(context.ctx);
  CHECK(isPoisoned(stale) == kDebugBoundary);
}

TEST_CASE("returned pointer used after the next call: blobs are caught") {
  const TestContext context;
  const std::byte* stale = wasm_ctx_read_picture(context.ctx);
  REQUIRE(stale != nullptr);
  CHECK(payloadLength(stale) == 4 * 4 * 4);
  CHECK_FALSE(isPoisoned(stale));
  wasm_ctx_get_error(context.ctx);
  CHECK(isPoisoned(stale) == kDebugBoundary);
}

TEST_CASE("returned pointer used after the next call: the stamp tells two answers apart") {
  const TestContext context;
  const std::byte* first = wasm_ctx_get_parameter(context.ctx, nogpu::GL_MAX_TEXTURE_SIZE);
  const uint64_t then = payloadEpoch(first);
  const std::byte* second = wasm_ctx_get_parameter(context.ctx, nogpu::GL_MAX_TEXTURE_SIZE);
  REQUIRE(first == second);  // the same place: only the stamp can tell
  CHECK((payloadEpoch(second) != then) == kDebugBoundary);
}

TEST_CASE("returned pointer used after the next call: other contexts' calls do no harm") {
  const TestContext context, other;
  const std::byte* payload = wasm_ctx_get_parameter_string(context.ctx, nogpu::GL_VERSION);
  wasm_ctx_get_error(other.ctx);
  CHECK(std::memcmp(payload, "WebGL 2.0", 9) == 0);
}
