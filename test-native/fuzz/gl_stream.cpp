// SPDX-License-Identifier: MIT
#include "fuzz/gl_stream.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <tuple>

#include "boundary/accounting.h"
#include "boundary/arena.h"
#include "format/gl_enums.h"
#include "fuzz/caller.h"
#include "fuzz/declarations.h"
#include "fuzz/print.h"
#include "fuzz/scenes.h"

namespace nogpu::fuzz {
namespace {

template <typename Result, typename... Kinds>
void callExport(Caller& caller, const char* name,
                typename Result::Type (*function)(typename Kinds::Type...)) {
  const std::tuple<typename Kinds::Type...> arguments{Kinds::draw(caller)...};
  if (printing()) {
    std::fprintf(stderr, "  %s(", name);
    std::apply([](auto... each) { (..., (print(each), std::fputs(", ", stderr))); }, arguments);
    std::fputs(")\n", stderr);
  }
  if constexpr (std::is_void_v<typename Result::Type>) {
    std::apply(function, arguments);
  } else {
    Result::take(caller, std::apply(function, arguments));
  }
}

struct Entry {
  const char* name;
  void (*play)(Caller&);
};

template <typename Result, typename... Kinds>
struct Call {
  template <typename Result::Type (*Function)(typename Kinds::Type...)>
  static void play(Caller& caller, const char* name) {
    callExport<Result, Kinds...>(caller, name, Function);
  }
};

constexpr Entry kEntries[] = {
#define ENTRY(name, ...) \
  {#name, [](Caller& c) { Call<__VA_ARGS__>::template play<&wasm_##name>(c, #name); }},
#include "fuzz/entries.def"
};

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "gl stream: %s\n", what);
  std::abort();
}

// A context of its own that draws one triangle: FNV of the picture, 0 if it cannot.
uint64_t drawTriangle() {
  static constexpr char kVertex[] =
      "#version 300 es\n"
      "void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 1.5 - 0.9, 0.0, "
      "1.0); }";
  static constexpr char kFragment[] =
      "#version 300 es\nprecision highp float; out vec4 o;\n"
      "void main() { o = vec4(gl_FragCoord.xy / 16.0, 0.5, 1.0); }";
  const uint32_t ctx = wasm_create_context(16, 16, 63, 2, 0, 0, 0, 0);
  const uint32_t program = wasm_ctx_create_program(ctx);
  const auto attach = [&](uint32_t type, const char* text, size_t bytes) {
    const uint32_t shader = wasm_ctx_create_shader(ctx, type);
    wasm_ctx_shader_source(ctx, shader, text, static_cast<uint32_t>(bytes));
    wasm_ctx_compile_shader(ctx, shader);
    wasm_ctx_attach_shader(ctx, program, shader);
  };
  attach(GL_VERTEX_SHADER, kVertex, sizeof kVertex - 1);
  attach(GL_FRAGMENT_SHADER, kFragment, sizeof kFragment - 1);
  wasm_ctx_link_program(ctx, program);
  wasm_ctx_use_program(ctx, program);
  wasm_ctx_draw_arrays(ctx, GL_TRIANGLES, 0, 3);
  const std::byte* picture = wasm_ctx_read_picture(ctx);
  uint64_t hash = 0;
  if (picture != nullptr && wasm_ctx_get_error(ctx) == GL_NO_ERROR) {
    hash = 0xcbf29ce484222325u;
    for (uint32_t i = 0, n = boundary::payloadLength(picture); i < n; ++i) {
      hash = (hash ^ static_cast<uint8_t>(picture[i])) * 0x100000001b3u;
    }
  }
  wasm_destroy_context(ctx);
  return hash;
}

}  // namespace

void runStream(std::span<const uint8_t> bytes) {
  static const uint64_t triangle = drawTriangle();
  const boundary::MemoryFigures before = boundary::memoryTotal();
  uint32_t seed = 0;
  {
    Caller caller;
    for (size_t at = 0; at + kRecordBytes <= bytes.size() && at < kMaxRecords * kRecordBytes;
         at += kRecordBytes) {
      const std::span<const uint8_t> record = bytes.subspan(at, kRecordBytes);
      const uint32_t which = record[0] | record[1] << 8;
      seed = seed * 31 + which;
      caller.begin(Choices(record.subspan(2)));
      if (which % 4 == 0) {
        const Scene& chosen = scene(which / 4 % sceneCount());
        if (printing()) std::fprintf(stderr, "%s\n", chosen.name);
        chosen.play(caller);
      } else {
        kEntries[which / 4 % std::size(kEntries)].play(caller);
      }
      if (printing()) {
        printText(wasm_ctx_get_debug_log(caller.main()));
        wasm_ctx_clear_debug_log(caller.main());
      }
      caller.keepAlive();
    }
  }
  // Handle tables and the module's arenas stay; objects do not.
  const boundary::MemoryFigures& after = boundary::memoryTotal();
  if (after.live != before.live) fail("objects are left");
  if (seed % 16 == 0 && drawTriangle() != triangle) fail("a fresh context draws another picture");
}

}  // namespace nogpu::fuzz
