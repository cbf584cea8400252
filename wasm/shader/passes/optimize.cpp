// SPDX-License-Identifier: MIT
// The pass pipeline. Two rounds: unrolling and if-conversion make the second one worth while.
#include "shader/passes/optimize.h"

#include <cassert>
#include <cstdio>

#include "shader/ir/print.h"
#include "shader/ir/verify.h"
#include "shader/passes/code_motion.h"
#include "shader/passes/common_values.h"
#include "shader/passes/compact.h"
#include "shader/passes/dead_code.h"
#include "shader/passes/if_conversion.h"
#include "shader/passes/simplify.h"
#include "shader/passes/uniformity.h"
#include "shader/passes/unroll.h"

namespace nogpu::shader::passes {

namespace {

void run(void (*pass)(ir::Module&), ir::Module& module) {
  pass(module);
#if !defined(NDEBUG)
  const std::string mistakes = ir::verify(module);
  if (!mistakes.empty()) fprintf(stderr, "%s%s", ir::print(module).c_str(), mistakes.c_str());
  assert(mistakes.empty());
#endif
}

}  // namespace

void optimize(ir::Module& module) {
  run(inferUniformity, module);
  run(simplify, module);
  run(mergeCommonValues, module);
  run(removeDeadCode, module);
  run(unrollSmallLoops, module);
  for (int round = 0; round < 2; ++round) {
    run(simplify, module);
    run(mergeCommonValues, module);
    run(removeDeadCode, module);
    run(inferUniformity, module);
    run(moveInvariantCode, module);
    run(convertSmallIfs, module);
  }
  run(simplify, module);
  run(mergeCommonValues, module);
  run(inferUniformity, module);
  run(moveInvariantCode, module);
  run(removeDeadCode, module);
  run(inferUniformity, module);
  run(compact, module);
}

bool runPass(std::string_view name, ir::Module& module) {
  struct Pass {
    std::string_view name;
    void (*run)(ir::Module&);
  };
  static constexpr Pass kPasses[] = {
      {"uniformity", inferUniformity},
      {"dead-code", removeDeadCode},
      {"simplify", simplify},
      {"common-values", mergeCommonValues},
      {"code-motion", moveInvariantCode},
      {"if-conversion", convertSmallIfs},
      {"unroll", unrollSmallLoops},
      {"compact", compact},
      {"optimize", optimize},
  };
  for (const Pass& pass : kPasses) {
    if (pass.name != name) continue;
    pass.run(module);
    return true;
  }
  return false;
}

}  // namespace nogpu::shader::passes
