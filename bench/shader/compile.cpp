// SPDX-License-Identifier: MIT
// Compiles programs and says what comes out and what it costs:
//
//   bench_compile <directory>      reads 0.vert, 0.frag, 1.vert, …; writes 0.vert.1.wasm,
//                                  0.vert.2.wasm, …: one and two quads a step
//
// One line per stage: varying operations, quads per step, kB of module, ms to emit; per program the
// ms to compile and link. Exit code 1 if a program fails.
#include <chrono>
#include <cstdio>
#include <string>

#include "shader/emit/emit.h"
#include "shader/program.h"

using namespace nogpu::shader;

namespace {

bool readText(const std::string& path, std::string* text) {
  FILE* file = fopen(path.c_str(), "rb");
  if (file == nullptr) return false;
  text->assign(4 << 20, '\0');
  text->resize(fread(text->data(), 1, text->size(), file));
  fclose(file);
  return true;
}

void writeBytes(const std::string& path, const std::vector<uint8_t>& bytes) {
  FILE* file = fopen(path.c_str(), "wb");
  if (file == nullptr) return;
  fwrite(bytes.data(), 1, bytes.size(), file);
  fclose(file);
}

double milliseconds() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

LinkedProgram compile(const std::string& vertex, const std::string& fragment) {
  const Limits limits;
  front::ExtensionSet extensions;
  const CompiledShader vs = compileShader(vertex, Stage::Vertex, limits, extensions);
  const CompiledShader fs = compileShader(fragment, Stage::Fragment, limits, extensions);
  fputs((vs.infoLog + fs.infoLog).c_str(), stdout);
  if (vs.module == nullptr || fs.module == nullptr) return {};
  return linkProgram(vs, fs, {}, limits);
}

void report(const std::string& path, const ir::Module& module) {
  const double start = milliseconds();
  const emit::EmittedModule emitted = emit::emitModule(module, {});
  const double ms = milliseconds() - start;
  printf("  %-12s %6u ops, %u quads a step, %7.1f kB, %6.2f ms to emit\n", path.c_str(),
         emitted.varyingOps, emitted.interleave, static_cast<double>(emitted.bytes.size()) / 1000,
         ms);
  for (uint32_t width = 1; width <= 2; ++width) {
    const std::string name = path + "." + std::to_string(width) + ".wasm";
    writeBytes(name, emit::emitModule(module, {.interleave = width}).bytes);
  }
}

/// Whether the regenerated text still compiles.
bool regenerates(const LinkedProgram& program) {
  const std::string vertex = decompileGlsl(program, Stage::Vertex);
  const std::string fragment = decompileGlsl(program, Stage::Fragment);
  const LinkedProgram again = compile(vertex, fragment);
  if (!again.ok) printf("  regenerated: %s\n", again.infoLog.c_str());
  return again.ok;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  bool ok = true;
  for (int i = 0;; ++i) {
    const std::string stem = std::string(argv[1]) + "/" + std::to_string(i);
    std::string vertex, fragment;
    if (!readText(stem + ".vert", &vertex) || !readText(stem + ".frag", &fragment)) break;
    const double start = milliseconds();
    const LinkedProgram program = compile(vertex, fragment);
    printf("%s: %.1f ms to compile and link\n", stem.c_str(), milliseconds() - start);
    if (!program.ok) {
      printf("  %s\n", program.infoLog.c_str());
      ok = false;
      continue;
    }
    report(stem + ".vert", program.vertex);
    report(stem + ".frag", program.fragment);
    ok = regenerates(program) && ok;
  }
  return ok ? 0 : 1;
}
