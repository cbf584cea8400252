// SPDX-License-Identifier: MIT
// Writes differential cases, one JSON object per line, to stdout:
//
//   emit_cases <first seed> <count> [file.ir …]
//
// Random modules of both stages, plain and optimised, then modules from IR text files.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "shader/emit/random_module.h"
#include "shader/emit/run_case.h"
#include "shader/ir/parse.h"
#include "shader/ir/verify.h"
#include "shader/passes/optimize.h"
#include "shader/passes/uniformity.h"

using namespace nogpu::shader;

namespace {

bool write(const ir::Module& module, uint64_t seed, const std::string& name) {
  const std::string mistake = ir::verify(module);
  if (!mistake.empty()) {
    fprintf(stderr, "%s: %s\n", name.c_str(), mistake.c_str());
    return false;
  }
  fputs(emit::caseJson(module, emit::runCase(module, seed), name).c_str(), stdout);
  return true;
}

bool writeRandom(uint64_t seed) {
  emit::RandomOptions options;
  options.stage = seed % 4 == 3 ? Stage::Vertex : Stage::Fragment;
  options.statements = 6 + static_cast<uint32_t>(seed * 7 % 40);
  ir::Module module = emit::randomModule(seed, options);
  if (seed % 2 == 1) passes::optimize(module);
  return write(module, seed, "seed " + std::to_string(seed));
}

bool writeFile(const char* path) {
  FILE* file = fopen(path, "rb");
  if (file == nullptr) return false;
  std::string text(1 << 20, '\0');
  text.resize(fread(text.data(), 1, text.size(), file));
  fclose(file);
  ir::ParseResult parsed = ir::parse(text);
  if (!parsed.error.empty()) {
    fprintf(stderr, "%s: %s\n", path, parsed.error.c_str());
    return false;
  }
  passes::inferUniformity(parsed.module);
  return write(parsed.module, 1, path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const uint64_t first = strtoull(argv[1], nullptr, 10), count = strtoull(argv[2], nullptr, 10);
  bool ok = true;
  for (uint64_t seed = first; seed < first + count; ++seed) ok = writeRandom(seed) && ok;
  for (int i = 3; i < argc; ++i) ok = writeFile(argv[i]) && ok;
  return ok ? 0 : 1;
}
