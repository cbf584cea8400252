// SPDX-License-Identifier: MIT
// What goes from the vertex to the fragment stage: matched by name, then broken into scalars.
// Fragment inputs get provisional numbers for lowering; planes only go to those still read
// afterwards.
#include <algorithm>

#include "shader/front/hints.h"
#include "shader/link/linker.h"
#include "shader/link/packing.h"

namespace nogpu::shader::link {

using front::BuiltinVariable;
using front::Storage;
using front::Variable;

namespace {

const char* interpolationName(front::Interpolation interpolation) {
  switch (interpolation) {
    case front::Interpolation::Flat:
      return "flat";
    case front::Interpolation::NoPerspective:
      return "noperspective";
    case front::Interpolation::Smooth:
      break;
  }
  return "smooth";
}

}  // namespace

void Linker::matchVaryings() {
  for (const Variable* in : fragment_.globals(Storage::FragmentInput)) {
    const Variable* out = vertex_.find(Storage::VertexOutput, in->name);
    if (!in->staticallyUsed) continue;
    if (out != nullptr) {
      matchVarying(*out, *in);
    } else {
      front::NearestName nearest(in->name);
      for (const Variable* each : vertex_.globals(Storage::VertexOutput)) nearest.offer(each->name);
      fail("the fragment shader names '" + std::string(in->name) +
           "', which the vertex shader does not declare" + nearest.hint());
    }
  }
  if (program_.version == 100) matchBuiltinInvariance();
  checkVaryingLimits();
}

// ESSL 1.00 §4.6.4: what the fragment stage derives from an output is not less variant than it is.
void Linker::matchBuiltinInvariance() {
  const auto invariant = [](const StageLink& stage, BuiltinVariable id) {
    const auto& all = stage.ast->builtins;
    return std::any_of(all.begin(), all.end(),
                       [&](const Variable* v) { return v->builtin == id && v->invariant; });
  };
  const auto match = [&](BuiltinVariable in, BuiltinVariable out, const char* message) {
    if (fragment_.usedBuiltin(in) == nullptr) return;
    if (invariant(fragment_, in) && !invariant(vertex_, out)) fail(message);
  };
  match(
      BuiltinVariable::FragCoord, BuiltinVariable::Position,
      "gl_FragCoord is invariant in the fragment shader, gl_Position is not in the vertex shader");
  match(BuiltinVariable::PointCoord, BuiltinVariable::PointSize,
        "gl_PointCoord is invariant in the fragment shader, gl_PointSize is not in the vertex "
        "shader");
}

// ESSL 3.00 §4.3.9 and §4.3.10, ESSL 1.00 §4.3.5 and §4.6.4. Precisions and centroid may differ.
void Linker::matchVarying(const Variable& out, const Variable& in) {
  const std::string name = "'" + std::string(in.name) + "'";
  if (!front::sameType(out.type, in.type)) {
    fail(name + " is " + front::typeName(out.type) + " in the vertex shader and " +
         front::typeName(in.type) + " in the fragment shader");
  } else if (out.interpolation != in.interpolation) {
    fail(name + " is " + interpolationName(out.interpolation) + " in the vertex shader and " +
         interpolationName(in.interpolation) + " in the fragment shader");
  } else if (program_.version == 100 && out.invariant != in.invariant) {
    fail(name + " is invariant in only one of the shaders");
  }
}

void Linker::checkVaryingLimits() {
  Packing packing;
  for (const Variable* in : fragment_.globals(Storage::FragmentInput)) {
    if (!fragment_.uses.has(in)) continue;
    packing.add(in->type, in->interpolation == front::Interpolation::Flat);
  }
  if (!packing.fits(limits_.maxVaryingVectors)) {
    fail("the variables between the shaders do not fit into " +
         std::to_string(limits_.maxVaryingVectors) + " vectors");
  }
}

void Linker::numberFragmentInputs() {
  const auto add = [&](const Variable* v, uint32_t words) {
    for (uint32_t w = 0; w < words; ++w) inputScalars_.push_back({v, w});
  };
  for (const Variable* in : fragment_.globals(Storage::FragmentInput)) {
    fragment_.layout.inputs[in] = static_cast<uint32_t>(inputScalars_.size());
    add(in, in->type->wordCount);
  }
  for (const auto id : {BuiltinVariable::ClipDistance, BuiltinVariable::CullDistance}) {
    const Variable* v = fragment_.usedBuiltin(id);
    if (v == nullptr) continue;
    fragment_.layout.inputs[v] = static_cast<uint32_t>(inputScalars_.size());
    add(v, v->type->wordCount);
  }
  for (const Variable* in : fragment_.globals(Storage::FragmentInput)) {
    program_.perSample |= in->sample && fragment_.uses.has(in);
  }
  program_.perSample |= fragment_.usedBuiltin(BuiltinVariable::SampleId) != nullptr ||
                        fragment_.usedBuiltin(BuiltinVariable::SamplePosition) != nullptr;
  fragment_.layout.pointCoordNumber = static_cast<uint32_t>(inputScalars_.size());
  add(nullptr, 2);
  const bool depth =
      fragment_.uses.written.count(fragment_.usedBuiltin(BuiltinVariable::FragDepth)) != 0 ||
      fragment_.uses.written.count(fragment_.usedBuiltin(BuiltinVariable::FragDepthExt)) != 0;
  fragment_.layout.writesDepth = depth;
  program_.usesPointSize =
      vertex_.uses.written.count(vertex_.usedBuiltin(BuiltinVariable::PointSize)) != 0;
  vertex_.layout.writesPointSize = program_.usesPointSize;
}

// Drops input slots that the optimiser has left without a reader, and numbers the planes densely in
// the order of the declarations.
void Linker::assignPlanes() {
  ir::Module& m = program_.fragment;
  constexpr uint32_t kUnread = 0xffffffffu;
  std::vector<uint32_t> newIndex(m.inputs.size(), kUnread);
  for (const ir::Block& block : m.blocks) {
    for (ir::ValueId id : block.insts) {
      if (m.insts[id].op == ir::Op::InputLoad) newIndex[m.insts[id].imm] = 0;
    }
  }
  std::vector<ir::InputSlot> kept;
  for (size_t i = 0; i < m.inputs.size(); ++i) {
    if (newIndex[i] == kUnread) continue;
    newIndex[i] = static_cast<uint32_t>(kept.size());
    kept.push_back(m.inputs[i]);
  }
  for (ir::Inst& inst : m.insts) {
    if (inst.op == ir::Op::InputLoad && newIndex[inst.imm] != kUnread) {
      inst.imm = newIndex[inst.imm];
    }
  }
  m.inputs = std::move(kept);

  std::vector<ir::InputSlot*> planes;
  for (ir::InputSlot& slot : m.inputs) {
    if (slot.semantic == ir::InputSemantic::Interpolant) planes.push_back(&slot);
  }
  std::sort(planes.begin(), planes.end(), [](const ir::InputSlot* a, const ir::InputSlot* b) {
    return a->index != b->index ? a->index < b->index : a->interpolation < b->interpolation;
  });
  for (ir::InputSlot* slot : planes) {
    const InputScalar from = inputScalars_[slot->index];
    Interpolant plane;
    plane.interpolation = slot->interpolation;
    plane.centroid = slot->centroid;
    if (from.variable == nullptr) {
      const bool s = slot->index == fragment_.layout.pointCoordNumber;
      plane.source = s ? Interpolant::Source::PointCoordS : Interpolant::Source::PointCoordT;
    } else {
      const bool builtin = from.variable->storage == Storage::Builtin;
      const Variable* out = builtin ? vertex_.usedBuiltin(from.variable->builtin)
                                    : vertex_.find(Storage::VertexOutput, from.variable->name);
      if (builtin && from.word >= front::distanceCount(out)) out = nullptr;
      plane.source = out != nullptr ? Interpolant::Source::VertexOutput : Interpolant::Source::Zero;
      if (out != nullptr) plane.vertexSlot = slotOf(out, from.word);
    }
    slot->index = static_cast<uint32_t>(program_.interpolants.size());
    program_.interpolants.push_back(plane);
  }
  m.planeCount = static_cast<uint32_t>(program_.interpolants.size());
}

// ANGLE_clip_cull_distance: the pipeline reads them from the vertex stage's outputs.
void Linker::assignDistances() {
  const auto assign = [&](BuiltinVariable id, std::vector<uint32_t>& slots) {
    const Variable* v = vertex_.usedBuiltin(id);
    for (uint32_t i = 0; i < front::distanceCount(v); ++i) slots.push_back(slotOf(v, i));
  };
  assign(BuiltinVariable::ClipDistance, program_.clipDistanceSlots);
  assign(BuiltinVariable::CullDistance, program_.cullDistanceSlots);
}

// Index into vertex.outputs: position first, then the point size, then the varying scalars as they
// are asked for.
uint32_t Linker::slotOf(const Variable* variable, uint32_t word) {
  const uint32_t first = program_.usesPointSize ? 5 : 4;
  auto& slots = vertex_.layout.varyings;
  uint32_t k = 0;
  while (k < slots.size() && !(slots[k].variable == variable && slots[k].word == word)) ++k;
  if (k == slots.size()) slots.push_back({variable, word});
  return first + k;
}

}  // namespace nogpu::shader::link
