// SPDX-License-Identifier: MIT
// What stands before the functions of regenerated GLSL: extensions, precisions, uniforms, inputs
// and outputs.
#include <algorithm>

#include "shader/emit/glsl_interface.h"
#include "shader/emit/glsl_text.h"

namespace nogpu::shader::emit {

using ir::Kind;

namespace {

std::string precisionPrefix(front::Precision precision) {
  if (precision == front::Precision::None) return "";
  return std::string(front::precisionName(precision)) + " ";
}

std::string declareMembers(const front::StructType& s) {
  std::string out;
  for (const front::StructMember& member : s.members) {
    out += "  " + precisionPrefix(member.precision) + front::typeName(member.type) + " " +
           std::string(member.name) + ";\n";
  }
  return out;
}

}  // namespace

std::string GlslInterface::declarations() const {
  std::string out = "#version 300 es\n";
  requireExtensions(out);
  out += "precision highp float;\nprecision highp int;\n";
  for (int i = 0; i < front::kBasicTypeCount; ++i) {
    const front::Type* type = front::basicType(static_cast<front::BasicType>(i));
    if (type->isSampler()) out += "precision highp " + std::string(type->name) + ";\n";
  }
  declareUniforms(out);
  declareInputs(out);
  declareOutputs(out);
  declareDistances(out);
  if (readsConstants_) {
    const std::string count = number(static_cast<uint32_t>(module_.constants.size()));
    out += "const int ng_constants[" + count + "] = int[" + count + "](";
    for (size_t i = 0; i < module_.constants.size(); ++i) {
      if (i != 0) out += ", ";
      out += "int(" + number(module_.constants[i]) + "u)";
    }
    out += ");\n";
  }
  return out + functions_;
}

void GlslInterface::requireExtensions(std::string& out) const {
  const auto require = [&out](const char* name) {
    out += std::string("#extension ") + name + " : require\n";
  };
  const auto& inputs = module_.inputs;
  const auto& planes = program_.interpolants;
  if (std::any_of(inputs.begin(), inputs.end(), [](const ir::InputSlot& slot) {
        return slot.semantic == ir::InputSemantic::DrawId;
      })) {
    require("GL_ANGLE_multi_draw");
  }
  if (stage_ == Stage::Fragment && program_.sampleWord >= 0) {
    require("GL_OES_sample_variables");
    require("GL_OES_shader_multisample_interpolation");
  }
  if (stage_ == Stage::Fragment && program_.secondaryColorOutputMask != 0) {
    require("GL_EXT_blend_func_extended");
  }
  if (usesDistances(program_.clipDistanceSlots) || usesDistances(program_.cullDistanceSlots)) {
    require("GL_ANGLE_clip_cull_distance");
  }
  if (std::any_of(planes.begin(), planes.end(), [](const Interpolant& plane) {
        return plane.source == Interpolant::Source::VertexOutput &&
               plane.interpolation == ir::Interpolation::Linear;
      })) {
    require("GL_NV_shader_noperspective_interpolation");
  }
}

void GlslInterface::declareUniforms(std::string& out) const {
  for (const front::Type* type : ast_->structs) {
    out += "struct " + std::string(type->name) + " {\n" + declareMembers(*type->structure) + "};\n";
  }
  for (const front::Variable* v : ast_->globals) {
    if (v->storage != front::Storage::Uniform) continue;
    const bool active = std::any_of(leaves_.begin(), leaves_.end(),
                                    [&](const Leaf& leaf) { return rootOf(leaf.path) == v->name; });
    if (!active) continue;
    out += "uniform " + precisionPrefix(v->precision) + front::typeName(v->type) + " " +
           std::string(v->name) + ";\n";
  }
  for (const front::InterfaceBlock* block : ast_->blocks) {
    out += "layout(std140) uniform " + std::string(block->name) + " {\n";
    const front::StructType& s = *block->type->structure;
    for (size_t i = 0; i < s.members.size(); ++i) {
      const front::StructMember& member = s.members[i];
      const bool rowMajor = block->memberLayouts[i] == front::MatrixLayout::RowMajor;
      out += std::string("  ") + (rowMajor ? "layout(row_major) " : "") +
             precisionPrefix(member.precision) + front::typeName(member.type) + " " +
             std::string(member.name) + ";\n";
    }
    out += "}";
    if (block->instance != nullptr) {
      out += " " + std::string(block->instance->name);
      if (block->arrayLength != 0) out += subscript(block->arrayLength);
    }
    out += ";\n";
  }
}

ir::Interpolation GlslInterface::interpolationOf(uint32_t vertexSlot) const {
  for (const Interpolant& plane : program_.interpolants) {
    if (plane.source == Interpolant::Source::VertexOutput && plane.vertexSlot == vertexSlot) {
      return plane.interpolation;
    }
  }
  return ir::Interpolation::Smooth;
}

/// Of a scalar that crosses the stages.
std::string GlslInterface::varyingName(uint32_t vertexSlot) const {
  const int clip = indexOf(program_.clipDistanceSlots, vertexSlot);
  if (clip >= 0) return "gl_ClipDistance" + subscript(static_cast<uint32_t>(clip));
  const int cull = indexOf(program_.cullDistanceSlots, vertexSlot);
  if (cull >= 0) return "gl_CullDistance" + subscript(static_cast<uint32_t>(cull));
  return "ng_varying" + number(vertexSlot);
}

bool GlslInterface::isDistance(uint32_t vertexSlot) const {
  return indexOf(program_.clipDistanceSlots, vertexSlot) >= 0 ||
         indexOf(program_.cullDistanceSlots, vertexSlot) >= 0;
}

/// Whether this stage names one of the distances: the vertex stage writes them all.
bool GlslInterface::usesDistances(const std::vector<uint32_t>& slots) const {
  if (stage_ == Stage::Vertex) return !slots.empty();
  return std::any_of(program_.interpolants.begin(), program_.interpolants.end(),
                     [&](const Interpolant& plane) {
                       return plane.source == Interpolant::Source::VertexOutput &&
                              indexOf(slots, plane.vertexSlot) >= 0;
                     });
}

void GlslInterface::declareDistances(std::string& out) const {
  const auto declare = [&](const char* name, const std::vector<uint32_t>& slots) {
    if (!usesDistances(slots)) return;
    out += std::string(stage_ == Stage::Vertex ? "out" : "in") + " highp float " + name +
           subscript(static_cast<uint32_t>(slots.size())) + ";\n";
  };
  declare("gl_ClipDistance", program_.clipDistanceSlots);
  declare("gl_CullDistance", program_.cullDistanceSlots);
}

std::string GlslInterface::varying(uint32_t vertexSlot, Kind kind, const char* direction) const {
  const ir::Interpolation interpolation =
      kind != Kind::F32 ? ir::Interpolation::Flat : interpolationOf(vertexSlot);
  const char* qualifier = interpolation == ir::Interpolation::Flat     ? "flat "
                          : interpolation == ir::Interpolation::Linear ? "noperspective "
                                                                       : "";
  return std::string(qualifier) + direction + (kind == Kind::F32 ? " float" : " int") +
         " ng_varying" + number(vertexSlot) + ";\n";
}

void GlslInterface::declareInputs(std::string& out) const {
  if (stage_ == Stage::Vertex) {
    for (const ActiveAttribute& attribute : program_.attributes) {
      if (attribute.location < 0) continue;
      out += "layout(location = " + number(static_cast<uint32_t>(attribute.location)) + ") in " +
             std::string(typeOf(attribute.glType)->name) + " " + attribute.name + ";\n";
    }
    return;
  }
  std::vector<uint32_t> declared;
  for (const ir::InputSlot& slot : module_.inputs) {
    if (slot.semantic != ir::InputSemantic::Interpolant) continue;
    const Interpolant& plane = program_.interpolants[slot.index];
    if (plane.source != Interpolant::Source::VertexOutput) continue;
    if (std::find(declared.begin(), declared.end(), plane.vertexSlot) != declared.end()) continue;
    declared.push_back(plane.vertexSlot);
    if (isDistance(plane.vertexSlot)) continue;
    out += varying(plane.vertexSlot, slot.kind,
                   program_.perSample ? "sample in"
                   : slot.centroid    ? "centroid in"
                                      : "in");
  }
}

void GlslInterface::declareOutputs(std::string& out) const {
  if (stage_ == Stage::Vertex) {
    for (uint32_t i = 0; i < module_.outputs.size(); ++i) {
      const ir::OutputSlot& slot = module_.outputs[i];
      if (slot.semantic == ir::OutputSemantic::Varying && !isDistance(i)) {
        out += varying(i, slot.kind, "out");
      }
    }
    return;
  }
  bool builtin = false;
  for (const FragmentOutput& output : program_.fragmentOutputs) {
    if (isBuiltinName(output.name)) {
      builtin = true;
      continue;
    }
    out += "layout(location = " + number(static_cast<uint32_t>(output.location)) +
           (output.index != 0 ? ", index = 1" : "") + ") out " +
           std::string(typeOf(output.glType)->name) + " " + output.name +
           (output.size > 1 ? subscript(static_cast<uint32_t>(output.size)) : "") + ";\n";
  }
  if (!builtin) return;
  for (uint32_t buffer = 0; buffer < 32; ++buffer) {
    if (program_.colorOutputMask >> buffer & 1) {
      out += "layout(location = " + number(buffer) + ") out vec4 ng_color" + number(buffer) + ";\n";
    }
    if (program_.secondaryColorOutputMask >> buffer & 1) {
      out += "layout(location = " + number(buffer) + ", index = 1) out vec4 ng_second" +
             number(buffer) + ";\n";
    }
  }
}

}  // namespace nogpu::shader::emit
