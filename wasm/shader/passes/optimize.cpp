// SPDX-License-Identifier: MIT
// The pass pipeline.
#include "shader/passes/optimize.h"

#include <cassert>

#include "shader/ir/verify.h"
#include "shader/passes/compact.h"
#include "shader/passes/dead_code.h"
#include "shader/passes/uniformity.h"

namespace nogpu::shader::passes {

namespace {

void run(void (*pass)(ir::Module&), ir::Module& module) {
  pass(module);
  assert(ir::verify(module).empty());
}

}  // namespace

void optimize(ir::Module& module) {
  run(inferUniformity, module);
  run(removeDeadCode, module);
  run(inferUniformity, module);
  run(compact, module);
}

}  // namespace nogpu::shader::passes
