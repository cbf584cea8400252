// SPDX-License-Identifier: MIT
#include "pipeline/draw.h"

#include "pipeline/assemble.h"
#include "pipeline/fragment_stage.h"
#include "pipeline/vertex_stage.h"

namespace nogpu::pipeline {

DrawResult draw(const DrawCall& call, Arena& scratch) {
  DrawResult result;
  if (call.count == 0 || call.instances == 0) return result;
  if (call.count > kMaxDrawVertices / call.instances) {
    result.stop(StopReason::Vertices);
    return result;
  }
  scratch.reset();
  int32_t budget = call.loopBudget;
  FragmentStage fragments(call, scratch, result, budget);
  // Without a visible result the vertices matter only to transform feedback.
  const bool invisible = call.raster.discard || fragments.idle();
  if (invisible && !call.feedback.active) return result;

  VertexStage vertices(call, scratch, fragments, result, budget);
  if (scratch.failed()) {
    result.stop(StopReason::Memory);
    return result;
  }
  const auto add = [&](uint32_t a, uint32_t b, uint32_t c) { return vertices.add(a, b, c); };
  for (uint32_t i = 0; i < call.instances; ++i) {
    vertices.beginInstance(i);
    if (!assemble(call, add)) break;
  }
  vertices.flush();
  fragments.flush();
  return result;
}

}  // namespace nogpu::pipeline
