// SPDX-License-Identifier: MIT
#include "fuzz/input_budget.h"

#include <sanitizer/allocator_interface.h>
#include <time.h>

#include <cstdio>
#include <cstdlib>

namespace nogpu::fuzz {
namespace {

// Sanitizers and -O1 cost some five times of a release build.
constexpr double kSeconds = 5;
constexpr size_t kBytes = 256u << 20;

size_t liveBytes = 0;
size_t mostBytes = 0;
bool counting = false;

void allocated(const volatile void*, size_t size) {
  if (!counting) return;
  liveBytes += size;
  if (liveBytes > mostBytes) mostBytes = liveBytes;
}

void freed(const volatile void* block) {
  if (!counting || block == nullptr) return;
  const size_t size = __sanitizer_get_allocated_size(block);
  liveBytes -= size < liveBytes ? size : liveBytes;
}

double threadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

InputBudget::InputBudget() : startSeconds_(threadSeconds()) {
  static const int installed = __sanitizer_install_malloc_and_free_hooks(allocated, freed);
  if (installed == 0) std::abort();
  liveBytes = mostBytes = 0;
  counting = true;
}

InputBudget::~InputBudget() {
  counting = false;
  const double seconds = threadSeconds() - startSeconds_;
  if (seconds <= kSeconds && mostBytes <= kBytes) return;
  std::fprintf(stderr, "over budget: %.1f s, %zu MB\n", seconds, mostBytes >> 20);
  std::abort();
}

}  // namespace nogpu::fuzz
