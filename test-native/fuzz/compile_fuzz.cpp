// SPDX-License-Identifier: MIT
// libFuzzer entry of the whole compiler, bytes: see compile_all.h.
#include <cstdint>

#include "fuzz/compile_all.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nogpu::fuzz::compileAll({reinterpret_cast<const char*>(data), size});
  return 0;
}
