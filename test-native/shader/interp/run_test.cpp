// SPDX-License-Identifier: MIT
// golden/run: IR, a batch and exact results. The same files are run by emitted code.
#include <doctest/doctest.h>

#include "golden_runner.h"
#include "shader/run_text.h"

namespace nogpu::shader {

TEST_CASE("golden/run") {
  golden::registerPrinter(
      "run", [](const golden::Request& request) { return test::runText(request.input); });
  golden::runFolder("run");
}

}  // namespace nogpu::shader
