// SPDX-License-Identifier: MIT
// What the emitted modules look like. That they compute the right bits is for
// test-js/shader/emit.test.js.
#include "shader/emit/emit.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "shader/emit/random_module.h"
#include "shader/ir/parse.h"
#include "shader/passes/uniformity.h"
#include "shader/program.h"

using namespace nogpu::shader;

namespace {

ir::Module parsed(const char* text) {
  ir::ParseResult result = ir::parse(text);
  REQUIRE_MESSAGE(result.error.empty(), result.error);
  passes::inferUniformity(result.module);
  return result.module;
}

std::string wat(const char* text, uint32_t interleave) {
  return printWat(emit::emitModule(parsed(text), {.interleave = interleave}).bytes);
}

size_t occurrences(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

void writeFile(const std::string& path, const void* data, size_t size) {
  FILE* file = fopen(path.c_str(), "wb");
  REQUIRE(file != nullptr);
  fwrite(data, 1, size, file);
  fclose(file);
}

std::vector<uint8_t> readFile(const std::string& path) {
  std::vector<uint8_t> bytes;
  FILE* file = fopen(path.c_str(), "rb");
  if (file == nullptr) return bytes;
  for (int c = fgetc(file); c != EOF; c = fgetc(file)) bytes.push_back(static_cast<uint8_t>(c));
  fclose(file);
  return bytes;
}

bool runs(const char* program) {
  return system((std::string(program) + " --version >/dev/null 2>&1").c_str()) == 0;
}

/// The bytes without custom sections.
std::vector<uint8_t> coreOf(const std::vector<uint8_t>& wasm) {
  std::vector<uint8_t> out(wasm.begin(), wasm.begin() + 8);
  for (size_t at = 8; at < wasm.size();) {
    const size_t start = at;
    const uint8_t id = wasm[at++];
    uint32_t size = 0, shift = 0;
    do {
      size |= static_cast<uint32_t>(wasm[at] & 0x7f) << shift;
      shift += 7;
    } while ((wasm[at++] & 0x80) != 0);
    // Writers may pad a length; what it counts is what matters.
    if (id != 0) {
      out.push_back(wasm[start]);
      out.insert(out.end(), wasm.begin() + at, wasm.begin() + at + size);
    }
    at += size;
  }
  return out;
}

constexpr const char* kTinted = R"(
fragment planes=1 samplers=0 uniforms=4
input 0: Interpolant F32 smooth index=0
{
  u F32 %0 = UniformLoad [4]
  u F32 %1 = UniformLoad [8]
  u F32 %2 = FMul %0, %1
  v F32 %3 = InputLoad 0
  v F32 %4 = FMul %3, %2
}
output 0: Color F32 index=0 = %4
)";

}  // namespace

TEST_CASE("uniform arithmetic happens once, as scalars, before the quads") {
  const std::string text = wat(kTinted, 2);
  const size_t loop = text.find("loop");
  CHECK(text.find("f32.mul") < loop);
  CHECK(text.find("f32x4.splat") < loop);
  CHECK(text.find("local.get $uniforms", loop) == std::string::npos);
}

TEST_CASE("each quad of a step has its own multiplication, and single uses stay on the stack") {
  const std::string one = wat(kTinted, 1), two = wat(kTinted, 2);
  // Twice for the plane, once each by 1 / w and by the tint.
  CHECK(occurrences(one, "f32x4.mul") == 2 + 2 + 2);
  CHECK(occurrences(two, "f32x4.mul") == 2 * occurrences(one, "f32x4.mul"));
}

TEST_CASE("a side of fewer operations than a test costs is not skipped") {
  const std::string head = R"(
fragment planes=1 samplers=0 uniforms=4
input 0: Interpolant F32 smooth index=0
{
  v F32 %0 = InputLoad 0
  u F32 %1 = Const 0.5
  v Bool %2 = FLt %0, %1
  If %2 {
)";
  const std::string tail = R"(
  } else {
  }
  v F32 %100 = Phi %9, %0
}
output 0: Color F32 index=0 = %100
)";
  const std::string cheap = head + "v F32 %9 = FMul %0, %0\n" + tail;
  std::string costly = head + "v F32 %10 = FMul %0, %0\n";
  for (int i = 11; i < 40; ++i) {
    const std::string before = "%" + std::to_string(i - 1);
    costly += "v F32 %" + std::to_string(i) + " = FMul " + before + ", " + before + "\n";
  }
  costly += "v F32 %9 = FAdd %39, %39\n";
  CHECK(occurrences(wat(cheap.c_str(), 2), "any_true") == 0);
  CHECK(occurrences(wat((costly + tail).c_str(), 2), "any_true") == 1);
}

TEST_CASE("the same module gives the same bytes") {
  const ir::Module module = emit::randomModule(11, {});
  CHECK(emitWasm(module) == emitWasm(module));
  CHECK(emitWasm(module) == emitWasm(emit::randomModule(11, {})));
}

TEST_CASE("random modules are valid, and their text assembles to the same code") {
  if (!runs("wasm-validate") || !runs("wat2wasm")) {
    MESSAGE("wabt is not installed");
    return;
  }
  const std::string stem = "emit_test." + std::to_string(rand());
  const std::string wasmPath = stem + ".wasm", watPath = stem + ".wat", backPath = stem + ".back";
  for (uint64_t seed = 1; seed <= 24; ++seed) {
    CAPTURE(seed);
    const Stage stage = seed % 3 == 0 ? Stage::Vertex : Stage::Fragment;
    const ir::Module module = emit::randomModule(seed, {.stage = stage, .statements = 60});
    const uint32_t interleave = static_cast<uint32_t>(seed % 2) + 1;
    const std::vector<uint8_t> bytes = emit::emitModule(module, {.interleave = interleave}).bytes;
    const std::string text = printWat(bytes);
    writeFile(wasmPath, bytes.data(), bytes.size());
    writeFile(watPath, text.data(), text.size());
    CHECK(system(("wasm-validate --enable-all " + wasmPath).c_str()) == 0);
    CHECK(system(("wat2wasm --enable-all " + watPath + " -o " + backPath).c_str()) == 0);
    const std::vector<uint8_t> back = readFile(backPath);
    REQUIRE(back.size() > 8);
    CHECK(coreOf(back).size() == coreOf(bytes).size());
  }
  for (const std::string& path : {wasmPath, watPath, backPath}) remove(path.c_str());
}
