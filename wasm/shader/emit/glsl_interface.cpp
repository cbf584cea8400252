// SPDX-License-Identifier: MIT
#include "shader/emit/glsl_interface.h"

#include <algorithm>

#include "shader/emit/glsl_text.h"

namespace nogpu::shader::emit {

using front::ScalarKind;
using ir::Kind;

namespace {

/// `expression` of a language type as an IR kind; where they differ, the bits stay.
std::string convert(const std::string& expression, ScalarKind from, Kind to) {
  const std::string e = "(" + expression + ")";
  const std::string bits = from == ScalarKind::Float ? "floatBitsToInt" + e
                           : from == ScalarKind::Int ? expression
                                                     : "int" + e;
  if (to == Kind::F32)
    return from == ScalarKind::Float ? expression : "intBitsToFloat(" + bits + ")";
  if (to == Kind::Bool) return from == ScalarKind::Bool ? expression : "(" + bits + " != 0)";
  return bits;
}

/// Component of a scalar, vector or matrix.
std::string component(const front::Type* type, const std::string& column, const std::string& row) {
  if (type->isMatrix()) return "[" + column + "][" + row + "]";
  return type->isVector() ? "[" + row + "]" : "";
}

bool endsInZeroIndex(const std::string& name) {
  return name.size() > 3 && name.compare(name.size() - 3, 3, "[0]") == 0;
}

std::string withoutZeroIndex(const std::string& name) {
  return endsInZeroIndex(name) ? name.substr(0, name.size() - 3) : name;
}

}  // namespace

GlslInterface::GlslInterface(const LinkedProgram& program, Stage stage)
    : program_(program),
      module_(stage == Stage::Vertex ? program.vertex : program.fragment),
      ast_(stage == Stage::Vertex ? program.vertexAst.get() : program.fragmentAst.get()),
      stage_(stage) {
  findLeaves();
}

void GlslInterface::findLeaves() {
  blockLeaves_.resize(program_.uniformBlocks.size());
  for (const ActiveUniform& uniform : program_.uniforms) {
    if (uniform.block >= 0) continue;
    leaves_.push_back({withoutZeroIndex(uniform.name), typeOf(uniform.glType), &uniform,
                       endsInZeroIndex(uniform.name)});
  }
  for (uint32_t b = 0; b < program_.uniformBlocks.size(); ++b) {
    for (uint32_t index : program_.uniformBlocks[b].uniforms) {
      const ActiveUniform& uniform = program_.uniforms[index];
      blockLeaves_[b].push_back(
          {blockPath(uniform, b), typeOf(uniform.glType), &uniform, endsInZeroIndex(uniform.name)});
    }
  }
}

/// The block called `name`, whose "[k]" goes to `index`.
const front::InterfaceBlock* GlslInterface::blockNamed(const std::string& name,
                                                       std::string* index) const {
  const std::string plain = name.substr(0, name.find('['));
  *index = name.substr(plain.size());
  for (const front::InterfaceBlock* block : ast_->blocks) {
    if (block->name == plain) return block;
  }
  return nullptr;
}

/// The API says "Block.m"; in the shader it is "instance.m", or "instance[2].m".
std::string GlslInterface::blockPath(const ActiveUniform& uniform, uint32_t block) const {
  const std::string path = withoutZeroIndex(uniform.name);
  std::string index;
  const front::InterfaceBlock* ast = blockNamed(program_.uniformBlocks[block].name, &index);
  if (ast == nullptr || ast->instance == nullptr) return path;
  return std::string(ast->instance->name) + index + path.substr(path.find('.'));
}

// ---- loads --------------------------------------------------------------------------------------

std::string GlslInterface::load(const ir::Inst& inst, const std::string& index) {
  if (inst.op == ir::Op::ConstLoad) {
    readsConstants_ = true;
    const std::string at =
        index.empty() ? number(inst.imm / 4) : "(" + index + " + " + number(inst.imm) + ") / 4";
    return convert("ng_constants[" + at + "]", ScalarKind::Int, inst.kind);
  }
  const bool block = inst.op == ir::Op::BlockLoad;
  if (index.empty()) {
    return block ? staticBlock(inst.imm2, inst.imm, inst.kind)
                 : staticUniform(inst.imm / 4, inst.kind);
  }
  const std::string byte = index + " + " + number(inst.imm);
  const std::string call = block ? blockFunction(inst.imm2) + "(" + byte + ")"
                                 : uniformFunction(inst.imm / 4) + "((" + byte + ") / 4)";
  return convert(call, ScalarKind::Int, inst.kind);
}

const GlslInterface::Leaf* GlslInterface::wordLeaf(uint32_t word) const {
  for (const Leaf& leaf : leaves_) {
    const ActiveUniform& u = *leaf.uniform;
    const uint32_t words = u.elementWords * static_cast<uint32_t>(u.size);
    if (word >= u.wordOffset && word < u.wordOffset + words) return &leaf;
  }
  return nullptr;
}

std::string GlslInterface::staticUniform(uint32_t word, Kind kind) const {
  static constexpr const char* kDepthRange[] = {"near", "far", "diff"};
  const uint32_t depthRange = static_cast<uint32_t>(program_.depthRangeWord);
  if (program_.depthRangeWord >= 0 && word - depthRange < 3) {
    return std::string("gl_DepthRange.") + kDepthRange[word - depthRange];
  }
  static constexpr const char* kSample[] = {
      "gl_NumSamples", "gl_SampleID", "(gl_SamplePosition.x - 0.5)", "(gl_SamplePosition.y - 0.5)"};
  const uint32_t sample = static_cast<uint32_t>(program_.sampleWord);
  if (program_.sampleWord >= 0 && word - sample < 4) {
    const bool place = word - sample >= 2;
    if (place && !program_.perSample) return "0.0";
    return convert(kSample[word - sample], place ? ScalarKind::Float : ScalarKind::Int, kind);
  }
  const Leaf* leaf = wordLeaf(word);
  if (leaf == nullptr) return convert("0", ScalarKind::Int, kind);
  const uint32_t at = word - leaf->uniform->wordOffset;
  const uint32_t inElement = at % leaf->uniform->elementWords;
  const std::string path = leaf->path +
                           (leaf->isArray ? subscript(at / leaf->uniform->elementWords) : "") +
                           component(leaf->type, number(inElement / leaf->type->rows),
                                     number(inElement % leaf->type->rows));
  return convert(path, leaf->type->scalar, kind);
}

std::string GlslInterface::staticBlock(uint32_t block, uint32_t byte, Kind kind) const {
  for (const Leaf& leaf : blockLeaves_[block]) {
    const ActiveUniform& u = *leaf.uniform;
    const uint32_t offset = static_cast<uint32_t>(u.offset);
    const uint32_t stride = leaf.isArray ? static_cast<uint32_t>(u.arrayStride) : 0;
    const uint32_t lines = u.rowMajor ? leaf.type->rows : leaf.type->columns;
    const uint32_t lineStride = leaf.type->isMatrix() ? static_cast<uint32_t>(u.matrixStride) : 0;
    const uint32_t elementBytes = lineStride != 0 ? lines * lineStride : leaf.type->rows * 4u;
    if (byte < offset) continue;
    const uint32_t element = stride != 0 ? (byte - offset) / stride : 0;
    const uint32_t inElement = byte - offset - element * stride;
    if (element >= static_cast<uint32_t>(u.size) || inElement >= elementBytes) continue;
    const uint32_t line = lineStride != 0 ? inElement / lineStride : 0;
    const uint32_t inLine = (inElement - line * lineStride) / 4;
    const uint32_t column = u.rowMajor ? inLine : line, row = u.rowMajor ? line : inLine;
    const std::string path = leaf.path + (leaf.isArray ? subscript(element) : "") +
                             component(leaf.type, number(column), number(row));
    return convert(path, leaf.type->scalar, kind);
  }
  return convert("0", ScalarKind::Int, kind);
}

void GlslInterface::addFunction(const std::string& name, const std::string& body) {
  functionNames_.push_back(name);
  functions_ += "int " + name + "(int at) {\n  int i;\n" + body + "  return 0;\n}\n";
}

/// A function from word numbers to bits, over all words of one uniform variable.
std::string GlslInterface::uniformFunction(uint32_t word) {
  const Leaf* target = wordLeaf(word);
  if (target == nullptr) return "int";
  const std::string root = rootOf(target->path);
  const std::string name = "ng_word_" + root;
  if (std::find(functionNames_.begin(), functionNames_.end(), name) != functionNames_.end()) {
    return name;
  }
  std::string body;
  for (const Leaf& leaf : leaves_) {
    const ActiveUniform& u = *leaf.uniform;
    if (rootOf(leaf.path) != root || leaf.type->isSampler()) continue;
    const uint32_t words = u.elementWords * static_cast<uint32_t>(u.size);
    const std::string element = number(u.elementWords), rows = number(leaf.type->rows);
    body += "  i = at - " + number(u.wordOffset) + ";\n  if (i >= 0 && i < " + number(words) +
            ") return " +
            convert(leaf.path + (leaf.isArray ? "[i / " + element + "]" : "") +
                        component(leaf.type, "i % " + element + " / " + rows, "i % " + rows),
                    leaf.type->scalar, Kind::I32) +
            ";\n";
  }
  addFunction(name, body);
  return name;
}

/// A function from byte offsets in a block to bits.
std::string GlslInterface::blockFunction(uint32_t block) {
  const std::string name = "ng_block" + number(block);
  if (std::find(functionNames_.begin(), functionNames_.end(), name) != functionNames_.end()) {
    return name;
  }
  std::string body;
  for (const Leaf& leaf : blockLeaves_[block]) {
    const ActiveUniform& u = *leaf.uniform;
    const bool matrix = leaf.type->isMatrix();
    const uint32_t lines = u.rowMajor ? leaf.type->rows : leaf.type->columns;
    const uint32_t line = matrix ? static_cast<uint32_t>(u.matrixStride) : 0;
    const uint32_t element = matrix ? lines * line : leaf.type->rows * 4u;
    const uint32_t stride = leaf.isArray ? static_cast<uint32_t>(u.arrayStride) : element;
    const uint32_t bytes = stride * static_cast<uint32_t>(u.size - 1) + element;
    const std::string inElement = "i % " + number(stride);
    const std::string outer = inElement + " / " + number(std::max(line, 1u));
    const std::string inner =
        matrix ? inElement + " % " + number(line) + " / 4" : inElement + " / 4";
    body += "  i = at - " + number(static_cast<uint32_t>(u.offset)) + ";\n  if (i >= 0 && i < " +
            number(bytes) + ") return " +
            convert(leaf.path + (leaf.isArray ? "[i / " + number(stride) + "]" : "") +
                        component(leaf.type, u.rowMajor ? inner : outer,
                                  matrix && u.rowMajor ? outer : inner),
                    leaf.type->scalar, Kind::I32) +
            ";\n";
  }
  addFunction(name, body);
  return name;
}

// ---- inputs, samplers, outputs ------------------------------------------------------------------

std::string GlslInterface::input(const ir::InputSlot& slot) const {
  switch (slot.semantic) {
    case ir::InputSemantic::VertexId:
      return "gl_VertexID";
    case ir::InputSemantic::InstanceId:
      return "gl_InstanceID";
    case ir::InputSemantic::DrawId:
      return "gl_DrawID";
    case ir::InputSemantic::FragCoordX:
      return "gl_FragCoord.x";
    case ir::InputSemantic::FragCoordY:
      return "gl_FragCoord.y";
    case ir::InputSemantic::FragCoordZ:
      return "gl_FragCoord.z";
    case ir::InputSemantic::FragCoordW:
      return "gl_FragCoord.w";
    case ir::InputSemantic::FrontFacing:
      return "gl_FrontFacing";
    case ir::InputSemantic::SampleMask:
      return "gl_SampleMaskIn[0]";
    case ir::InputSemantic::CentroidX:  // the language has no name for it
    case ir::InputSemantic::CentroidY:
      return "0.0";
    case ir::InputSemantic::Interpolant: {
      const Interpolant& plane = program_.interpolants[slot.index];
      switch (plane.source) {
        case Interpolant::Source::PointCoordS:
          return "gl_PointCoord.s";
        case Interpolant::Source::PointCoordT:
          return "gl_PointCoord.t";
        case Interpolant::Source::Zero:
          return convert("0", ScalarKind::Int, slot.kind);
        case Interpolant::Source::VertexOutput:
          break;
      }
      if (slot.interpolation == ir::Interpolation::OverW) {
        return "(" + varyingName(plane.vertexSlot) + " * gl_FragCoord.w)";
      }
      return varyingName(plane.vertexSlot);
    }
    case ir::InputSemantic::Attribute:
      break;
  }
  const uint32_t location = slot.index / 4, row = slot.index % 4;
  for (const ActiveAttribute& attribute : program_.attributes) {
    if (attribute.location < 0) continue;
    const uint32_t column = location - static_cast<uint32_t>(attribute.location);
    if (column >= attribute.locations) continue;
    const front::Type* type = typeOf(attribute.glType);
    return convert(attribute.name + component(type, number(column), number(row)), type->scalar,
                   slot.kind);
  }
  return convert("0", ScalarKind::Int, slot.kind);
}

std::string GlslInterface::sampler(uint32_t slot, uint32_t element) const {
  const SamplerSlot& sampler = program_.samplers[slot + element];
  const std::string& name = program_.uniforms[sampler.uniform].name;
  return endsInZeroIndex(name) ? withoutZeroIndex(name) + subscript(sampler.element) : name;
}

const front::Type* GlslInterface::samplerType(uint32_t slot) const {
  return typeOf(program_.samplers[slot].glType);
}

std::string GlslInterface::store(uint32_t index, const std::string& value) const {
  const ir::OutputSlot& slot = module_.outputs[index];
  switch (slot.semantic) {
    case ir::OutputSemantic::Position:
      return "gl_Position" + subscript(slot.index) + " = " + value + ";";
    case ir::OutputSemantic::PointSize:
      return "gl_PointSize = " + value + ";";
    case ir::OutputSemantic::Varying:
      return varyingName(index) + " = " + value + ";";
    case ir::OutputSemantic::FragDepth:
      return "gl_FragDepth = " + value + ";";
    case ir::OutputSemantic::SampleMask:
      return "gl_SampleMask[0] = " + value + ";";
    case ir::OutputSemantic::Color:
    case ir::OutputSemantic::SecondaryColor:
      break;
  }
  const uint32_t source = slot.semantic == ir::OutputSemantic::SecondaryColor ? 1 : 0;
  const uint32_t buffer = slot.index / 4, row = slot.index % 4;
  for (const FragmentOutput& output : program_.fragmentOutputs) {
    const uint32_t element = buffer - static_cast<uint32_t>(output.location);
    if (output.index != source || isBuiltinName(output.name)) continue;
    if (element >= static_cast<uint32_t>(output.size)) continue;
    const front::Type* type = typeOf(output.glType);
    const std::string target = output.name + (output.size > 1 ? subscript(element) : "") +
                               component(type, "0", number(row));
    const bool isUint = type->scalar == ScalarKind::Uint;
    return target + " = " + (isUint ? "uint(" + value + ")" : value) + ";";
  }
  if (program_.broadcastsColor && source == 0) {
    std::string targets;
    for (uint32_t i = 0; program_.colorOutputMask >> i & 1; ++i) {
      targets += "ng_color" + number(i) + subscript(row) + " = ";
    }
    return targets + value + ";";
  }
  return (source == 1 ? "ng_second" : "ng_color") + number(buffer) + subscript(row) + " = " +
         value + ";";
}

}  // namespace nogpu::shader::emit
