// SPDX-License-Identifier: MIT
// Inputs at other places of a pixel than its centre: `centroid`, and the functions of
// OES_shader_multisample_interpolation. Planes are linear: their slopes are the differences between
// the quad's lanes, and so nothing but ordinary operations is needed.
#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

Lowering::V Lowering::sampleWord(uint32_t word, ir::Kind kind) {
  return b.load(Op::UniformLoad, kind, (layout_.sampleWord + word) * 4, ir::kNoValue);
}

/// Planes stand at the pixel's centre, while samples are shaded one by one at the sample.
Lowering::PixelOffset Lowering::fromCentre(V x, V y) {
  return {b.sub(x, sampleWord(2, ir::Kind::F32)), b.sub(y, sampleWord(3, ir::Kind::F32))};
}

Lowering::PixelOffset Lowering::centroid() {
  ir::InputSlot x{}, y{};
  x.semantic = ir::InputSemantic::CentroidX;
  y.semantic = ir::InputSemantic::CentroidY;
  x.kind = y.kind = ir::Kind::F32;
  return {b.input(x), b.input(y)};
}

Lowering::V Lowering::interpolatedAt(ir::InputSlot slot, PixelOffset at) {
  const auto moved = [&](V plane) {
    const V along = b.add(plane, b.mul(b.op(Op::DDx, plane), at.x));
    return b.add(along, b.mul(b.op(Op::DDy, plane), at.y));
  };
  slot.centroid = false;
  if (slot.interpolation != ir::Interpolation::Smooth) return moved(b.input(slot));
  slot.interpolation = ir::Interpolation::OverW;
  ir::InputSlot oneOverW{};
  oneOverW.semantic = ir::InputSemantic::FragCoordW;
  oneOverW.kind = ir::Kind::F32;
  return b.mul(moved(b.input(slot)), b.div(b.f(1.0f), moved(b.input(oneOverW))));
}

Scalars Lowering::interpolate(const Expr* e) {
  PixelOffset at{};
  if (e->builtin->id == BuiltinId::InterpolateAtOffset) {
    const Scalars offset = value(e->operands[1]);
    at = fromCentre(offset[0], offset[1]);
  } else if (e->builtin->id == BuiltinId::InterpolateAtSample) {
    const V index = b.clampIndex(scalar(e->operands[1]), kSamplePlaces);
    const V bytes = b.op(Op::IMul, index, b.u(8));
    const uint32_t first = (layout_.sampleWord + 4) * 4;
    at = fromCentre(b.load(Op::UniformLoad, ir::Kind::F32, first, bytes),
                    b.load(Op::UniformLoad, ir::Kind::F32, first + 4, bytes));
  } else {
    at = centroid();
  }
  b.setLoc(e->loc);
  const PixelOffset* before = interpolateAt_;
  interpolateAt_ = nullptr;  // an index is an expression like any other
  const Place place = placeOf(e->operands[0]);
  interpolateAt_ = &at;
  const Scalars result = load(place);
  interpolateAt_ = before;
  return result;
}

}  // namespace nogpu::shader::lower
