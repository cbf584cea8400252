// SPDX-License-Identifier: MIT
// What one input of the shader fuzzers may cost: a second and 256 MB in a release build. Processor
// time of the thread, so that a busy machine finds nothing; live bytes as the allocator hands them
// out.
#pragma once

#include <cstddef>

namespace nogpu::fuzz {

/// Aborts, with what was spent, if more than the budget is used while it lives.
class InputBudget {
 public:
  InputBudget();
  ~InputBudget();
  InputBudget(const InputBudget&) = delete;
  InputBudget& operator=(const InputBudget&) = delete;

 private:
  double startSeconds_;
};

}  // namespace nogpu::fuzz
