// SPDX-License-Identifier: MIT
// How two depths (or stencil values) are compared, by the tests and by shadow samplers.
#pragma once

#include <cstdint>

namespace nogpu::pipeline {

/// GL_NEVER … GL_ALWAYS (0x0200 …). Read as: incoming FUNC stored.
enum class CompareFunc : uint8_t {
  Never,
  Less,
  Equal,
  LessEqual,
  Greater,
  NotEqual,
  GreaterEqual,
  Always
};

}  // namespace nogpu::pipeline
