// SPDX-License-Identifier: MIT
// The command-stream fuzzer without a fuzzer: a fixed run of seeds, the same on every machine.
//
//   fuzz_gl_smoke [seeds] [first seed]     runs seeds
//   fuzz_gl_smoke FILE                     runs one input
//
// A seed that fails is printed with the path of its input, which FILE and fuzz_gl take.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

#include "fuzz/gl_stream.h"

namespace {

constexpr double kMaxSeconds = 5;  // of processor time, with sanitizers
#if defined(NOGPU_SANITIZE)
constexpr int kSignals[] = {SIGABRT};
#else
constexpr int kSignals[] = {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS};
#endif
constinit char message[256] = "";
constinit char path[64] = "";

std::vector<uint8_t> inputOf(uint32_t seed) {
  uint64_t state = seed * 0x9e3779b97f4a7c15u + 0x123456789u;
  std::vector<uint8_t> bytes((8 + seed % 56) * nogpu::fuzz::kRecordBytes);
  for (uint8_t& byte : bytes) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    byte = static_cast<uint8_t>(state >> 32);
  }
  return bytes;
}

void writeInput(const std::vector<uint8_t>& input) {
  FILE* file = std::fopen(path, "wb");
  if (file == nullptr) return;
  std::fwrite(input.data(), 1, input.size(), file);
  std::fclose(file);
}

void report(int signal) {
  // The input is on the disk already; only what is safe in a handler happens here.
  if (write(2, message, std::strlen(message)) < 0) _exit(2);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::vector<uint8_t> readInput(const char* name) {
  std::vector<uint8_t> bytes(1 << 16);
  FILE* file = std::fopen(name, "rb");
  if (file == nullptr) return {};
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
  std::fclose(file);
  return bytes;
}

}  // namespace

// Sanitizers end by SIGABRT after their report, so that the seed is printed.
extern "C" const char* __asan_default_options() { return "abort_on_error=1:handle_abort=0"; }
extern "C" const char* __ubsan_default_options() { return "abort_on_error=1:print_stacktrace=1"; }

int main(int argc, char** argv) {
  const uint32_t seeds = argc > 1 ? static_cast<uint32_t>(std::strtoul(argv[1], nullptr, 10)) : 400;
  const uint32_t first = argc > 2 ? static_cast<uint32_t>(std::strtoul(argv[2], nullptr, 10)) : 0;
  if (argc > 1 && seeds == 0) {
    nogpu::fuzz::runStream(readInput(argv[1]));
    return 0;
  }
  for (const int signal : kSignals) std::signal(signal, report);
  for (uint32_t seed = first; seed < first + seeds; ++seed) {
    const std::vector<uint8_t> input = inputOf(seed);
    std::snprintf(path, sizeof path, "fuzz-gl-seed-%u.input", seed);
    std::snprintf(message, sizeof message, "seed %u failed; its input: %s\n", seed, path);
    writeInput(input);
    const std::clock_t start = std::clock();
    nogpu::fuzz::runStream(input);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (seconds > kMaxSeconds) {
      std::fprintf(stderr, "seed %u took %.1f s; its input: %s\n", seed, seconds, path);
      return 1;
    }
    std::remove(path);
  }
  std::printf("%u streams\n", seeds);
  return 0;
}
