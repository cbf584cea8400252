// SPDX-License-Identifier: MIT
// A stage from end to end: globals, main, inputs and outputs.
#include "shader/lower/lower.h"

#include <algorithm>

#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

ir::Interpolation interpolationOf(Interpolation qualifier) {
  if (qualifier == Interpolation::Flat) return ir::Interpolation::Flat;
  return qualifier == Interpolation::Smooth ? ir::Interpolation::Smooth : ir::Interpolation::Linear;
}

}  // namespace

Lowering::Lowering(const Module& ast, const StageLayout& layout, ir::Module& out,
                   DiagnosticList& log)
    : ast_(ast), layout_(layout), out_(out), log_(log), b(out), math_(b), uses_(findUses(ast)) {
  out_.stage = ast.stage;
  out_.samplerCount = layout.samplerCount;
  out_.uniformWords = layout.uniformWordCount;
  out_.blockBytes = layout.blockBytes;
}

bool Lowering::run() {
  if (ast_.main == nullptr || ast_.main->body == nullptr) {
    fail({}, "main", "function is missing");
    return false;
  }
  const V no = b.boolean(false);
  discardedFlag_ = newSlots(1);
  startSlots(discardedFlag_, {&no, 1});
  bindGlobals();
  runBody(ast_.main);
  b.setLoc({});
  emitOutputs();
  b.finish();
  return !failed_;
}

void Lowering::fail(SourceLoc loc, std::string_view token, std::string_view message) {
  if (!failed_) log_.error(loc, token, message);
  failed_ = true;
}

// Outputs start at zero; other globals at their initializers, in order.
void Lowering::bindGlobals() {
  for (const Variable* v : ast_.builtins) {
    switch (v->builtin) {
      case BuiltinVariable::Position:
      case BuiltinVariable::PointSize:
      case BuiltinVariable::FragColor:
      case BuiltinVariable::FragData:
      case BuiltinVariable::SecondaryFragColor:
      case BuiltinVariable::SecondaryFragData:
      case BuiltinVariable::FragDepth:
      case BuiltinVariable::FragDepthExt:
        if (uses_.has(v)) declare(v, zeros(v->type));
        break;
      case BuiltinVariable::SampleMask: {
        static constexpr uint32_t kAllSamples[] = {0xffffffff};
        if (uses_.has(v)) declare(v, constants(v->type, kAllSamples));
        break;
      }
      case BuiltinVariable::ClipDistance:
      case BuiltinVariable::CullDistance:
        if (ast_.stage == Stage::Vertex && uses_.has(v)) declare(v, zeros(v->type));
        break;
      default:
        break;
    }
  }
  for (const Variable* v : ast_.globals) {
    if (!uses_.has(v)) continue;
    switch (v->storage) {
      case Storage::Global:
      case Storage::Const:
      case Storage::VertexOutput:
      case Storage::FragmentOutput:
        b.setLoc(v->loc);
        if (!v->value.empty()) {
          declare(v, constants(v->type, v->value));
        } else {
          declare(v, v->initializer != nullptr ? value(v->initializer) : zeros(v->type));
        }
        break;
      default:
        break;
    }
  }
}

// ---- inputs -------------------------------------------------------------------------------------

Lowering::V Lowering::builtinInput(const Variable* v, uint32_t word) {
  ir::InputSlot slot{};
  slot.kind = ir::Kind::F32;
  switch (v->builtin) {
    case BuiltinVariable::FragCoord:
      slot.semantic = static_cast<ir::InputSemantic>(
          static_cast<uint32_t>(ir::InputSemantic::FragCoordX) + word);
      break;
    case BuiltinVariable::PointCoord:
      slot.semantic = ir::InputSemantic::Interpolant;
      slot.interpolation = ir::Interpolation::Linear;
      slot.index = layout_.pointCoordNumber + word;
      break;
    case BuiltinVariable::ClipDistance:
    case BuiltinVariable::CullDistance:
      slot.semantic = ir::InputSemantic::Interpolant;
      slot.index = layout_.inputs.at(v) + word;
      break;
    case BuiltinVariable::FrontFacing:
      slot.semantic = ir::InputSemantic::FrontFacing;
      slot.kind = ir::Kind::Bool;
      break;
    case BuiltinVariable::VertexId:
      slot.semantic = ir::InputSemantic::VertexId;
      slot.kind = ir::Kind::I32;
      break;
    case BuiltinVariable::InstanceId:
      slot.semantic = ir::InputSemantic::InstanceId;
      slot.kind = ir::Kind::I32;
      break;
    case BuiltinVariable::NumSamples:
      return sampleWord(0, ir::Kind::I32);
    case BuiltinVariable::SampleId:
      return sampleWord(1, ir::Kind::I32);
    case BuiltinVariable::SamplePosition:
      return b.add(sampleWord(2 + word, ir::Kind::F32), b.f(0.5f));
    case BuiltinVariable::SampleMaskIn:
      slot.semantic = ir::InputSemantic::SampleMask;
      slot.kind = ir::Kind::I32;
      break;
    case BuiltinVariable::DrawId:
      slot.semantic = ir::InputSemantic::DrawId;
      slot.kind = ir::Kind::I32;
      break;
    default:
      return b.f(0.0f);
  }
  return b.input(slot);
}

Lowering::V Lowering::inputScalar(const Variable* v, uint32_t word) {
  if (v->storage == Storage::Builtin) return builtinInput(v, word);
  const auto found = layout_.inputs.find(v);
  const uint32_t first = found == layout_.inputs.end() ? 0 : found->second;
  ir::InputSlot slot{};
  slot.kind = scalarKinds(v->type)[word] == ScalarKind::Float ? ir::Kind::F32 : ir::Kind::I32;
  if (v->storage == Storage::Attribute) {
    slot.semantic = ir::InputSemantic::Attribute;
    slot.index = (first + word / v->type->rows) * 4 + word % v->type->rows;
  } else {
    slot.semantic = ir::InputSemantic::Interpolant;
    slot.interpolation = interpolationOf(v->interpolation);
    slot.centroid = v->centroid;
    slot.index = first + word;
    const bool moves = slot.kind == ir::Kind::F32 && slot.interpolation != ir::Interpolation::Flat;
    if (moves && interpolateAt_ != nullptr) return interpolatedAt(slot, *interpolateAt_);
    if (moves && v->centroid) return interpolatedAt(slot, centroid());
  }
  return b.input(slot);
}

// ---- outputs ------------------------------------------------------------------------------------

void Lowering::emitOutputs() {
  if (ast_.stage == Stage::Vertex) {
    emitVertexOutputs();
  } else {
    emitFragmentOutputs();
  }
}

void Lowering::emitVertexOutputs() {
  const auto builtin = [&](BuiltinVariable id) -> const Variable* {
    for (const Variable* v : ast_.builtins) {
      if (v->builtin == id && uses_.has(v)) return v;
    }
    return nullptr;
  };
  const Variable* position = builtin(BuiltinVariable::Position);
  for (uint32_t i = 0; i < 4; ++i) {
    const V v =
        position == nullptr ? b.f(0.0f) : loadScalar(bindingOf(position), i, ScalarKind::Float);
    out_.outputs.push_back({ir::OutputSemantic::Position, ir::Kind::F32, i, v});
  }
  if (layout_.writesPointSize) {
    const Variable* size = builtin(BuiltinVariable::PointSize);
    const V v = size == nullptr ? b.f(0.0f) : load(bindingOf(size))[0];
    out_.outputs.push_back({ir::OutputSemantic::PointSize, ir::Kind::F32, 0, v});
  }
  for (uint32_t k = 0; k < layout_.varyings.size(); ++k) {
    const auto [variable, word] = layout_.varyings[k];
    const ScalarKind kind = scalarKinds(variable->type)[word];
    const V v = uses_.has(variable)
                    ? loadScalar(bindingOf(variable), word, kind)
                    : b.zero(kind == ScalarKind::Float ? ir::Kind::F32 : ir::Kind::I32);
    out_.outputs.push_back({ir::OutputSemantic::Varying, b.kindOf(v), k, v});
  }
}

// A draw buffer always gets four components: what a shorter output leaves out is (0, 0, 0, 1).
void Lowering::emitColor(ir::OutputSemantic semantic, uint32_t drawBuffer, const Type* type,
                         Scalars scalars) {
  const bool isFloat = type->scalar == ScalarKind::Float;
  for (uint32_t i = 0; i < 4; ++i) {
    V v;
    if (i < scalars.size()) {
      v = scalars[i];
    } else if (isFloat) {
      v = b.f(i == 3 ? 1.0f : 0.0f);
    } else {
      v = b.u(i == 3 ? 1 : 0);
    }
    out_.outputs.push_back({semantic, b.kindOf(v), drawBuffer * 4 + i, v});
  }
}

void Lowering::emitFragmentOutputs() {
  const auto emit = [&](const Variable* v, uint32_t location) {
    const bool second = v->index == 1 || v->builtin == BuiltinVariable::SecondaryFragColor ||
                        v->builtin == BuiltinVariable::SecondaryFragData;
    const auto semantic = second ? ir::OutputSemantic::SecondaryColor : ir::OutputSemantic::Color;
    const Scalars all = uses_.has(v) ? load(bindingOf(v)) : zeros(v->type);
    const Type* element = withoutArrays(v->type);
    const uint32_t words = element->wordCount;
    for (uint32_t i = 0; i * words < all.size(); ++i) {
      // gl_FragData has an element for every draw buffer; only what is written counts.
      const Scalars part = all.subspan(size_t{i} * words, words);
      const bool untouched =
          std::all_of(part.begin(), part.end(), [this](V s) { return b.isConst(s, 0); });
      if (v->builtin == BuiltinVariable::FragData && i > 0 && untouched) continue;
      emitColor(semantic, location + i, element, part);
    }
  };
  for (const Variable* v : ast_.globals) {
    if (v->storage != Storage::FragmentOutput) continue;
    const auto found = layout_.outputLocations.find(v);
    if (found != layout_.outputLocations.end()) emit(v, found->second);
  }
  for (const Variable* v : ast_.builtins) {
    if (!uses_.has(v)) continue;
    switch (v->builtin) {
      case BuiltinVariable::FragColor:
      case BuiltinVariable::FragData:
      case BuiltinVariable::SecondaryFragColor:
      case BuiltinVariable::SecondaryFragData:
        emit(v, 0);
        break;
      default:
        break;
    }
    if (v->builtin == BuiltinVariable::SampleMask && uses_.writes(v)) {
      out_.outputs.push_back(
          {ir::OutputSemantic::SampleMask, ir::Kind::I32, 0, load(bindingOf(v))[0]});
    }
    const bool depth =
        v->builtin == BuiltinVariable::FragDepth || v->builtin == BuiltinVariable::FragDepthExt;
    if (depth && layout_.writesDepth) {
      out_.outputs.push_back(
          {ir::OutputSemantic::FragDepth, ir::Kind::F32, 0, load(bindingOf(v))[0]});
    }
  }
}

bool lowerModule(const Module& ast, const StageLayout& layout, ir::Module& out,
                 DiagnosticList& log) {
  return Lowering(ast, layout, out, log).run();
}

}  // namespace nogpu::shader::lower
