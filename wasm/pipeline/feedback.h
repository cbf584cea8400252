// SPDX-License-Identifier: MIT
// Transform feedback: vertex outputs of whole primitives, in order, before clipping (ES 3.0 §2.15).
#pragma once

#include <cstdint>

#include "pipeline/draw_call.h"

namespace nogpu::pipeline {

class Feedback {
 public:
  Feedback(const DrawCall& call, DrawResult& result) : call_(call), result_(result) {}

  bool active() const { return call_.feedback.active; }

  /// `outputs`: vertex outputs in groups of four. A primitive that does not fit whole is dropped,
  /// and all after it.
  void capture(const v128_t* outputs, const uint16_t* slots, uint32_t count);

 private:
  bool fits(uint32_t vertices) const;

  const DrawCall& call_;
  DrawResult& result_;
  bool full_ = false;
};

}  // namespace nogpu::pipeline
