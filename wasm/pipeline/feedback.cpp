// SPDX-License-Identifier: MIT
#include "pipeline/feedback.h"

#include <cstring>

namespace nogpu::pipeline {

bool Feedback::fits(uint32_t vertices) const {
  size_t bytes[kMaxFeedbackTargets] = {};
  const auto& captured = call_.program->captured;
  for (size_t i = 0; i < captured.size(); ++i) {
    const size_t target = call_.feedback.separate ? i : 0;
    if (target >= kMaxFeedbackTargets) return false;
    bytes[target] += captured[i].vertexSlots.size() * 4 * vertices;
  }
  for (uint32_t t = 0; t < kMaxFeedbackTargets; ++t) {
    if (result_.feedbackBytes[t] + bytes[t] > call_.feedback.targets[t].byteCount) return false;
  }
  return true;
}

void Feedback::capture(const v128_t* outputs, const uint16_t* slots, uint32_t count) {
  if (full_ || !fits(count)) {
    full_ = true;
    return;
  }
  const auto& captured = call_.program->captured;
  const size_t outputCount = call_.program->vertex.outputs.size();
  const auto* words = reinterpret_cast<const std::byte*>(outputs);
  for (uint32_t v = 0; v < count; ++v) {
    const size_t group = slots[v] >> 2, lane = slots[v] & 3;
    for (size_t i = 0; i < captured.size(); ++i) {
      const size_t target = call_.feedback.separate ? i : 0;
      for (const uint32_t slot : captured[i].vertexSlots) {
        std::byte* to = call_.feedback.targets[target].data + result_.feedbackBytes[target];
        std::memcpy(to, words + ((group * outputCount + slot) * 4 + lane) * 4, 4);
        result_.feedbackBytes[target] += 4;
      }
    }
  }
  ++result_.feedbackPrimitives;
}

}  // namespace nogpu::pipeline
