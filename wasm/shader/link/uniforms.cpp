// SPDX-License-Identifier: MIT
// Uniform variables of the default block. A variable that either stage reaches is active as a
// whole, struct members included; its words lie flattened, one after the other.
#include "shader/link/linker.h"
#include "shader/link/packing.h"
#include "shader/lower/samplers.h"

namespace nogpu::shader::link {

using front::Storage;
using front::Type;
using front::Variable;

namespace {

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

}  // namespace

void Linker::linkUniforms() {
  matchUniforms();
  for (const Variable* v : vertex_.globals(Storage::Uniform)) {
    const Variable* other = fragment_.find(Storage::Uniform, v->name);
    if (vertex_.uses.has(v) || (other != nullptr && fragment_.uses.has(other))) {
      addUniform(v, other);
    }
  }
  for (const Variable* v : fragment_.globals(Storage::Uniform)) {
    const Variable* other = vertex_.find(Storage::Uniform, v->name);
    if (other == nullptr && fragment_.uses.has(v)) addUniform(nullptr, v);
  }
  addDepthRange();
  addSampleWords();
  checkUniformLimits();
}

// ESSL 3.00 §4.3.5: one name is one uniform, so type and precision must agree. Browsers let the
// precision of one that a shader only declares differ, and that of samplers.
void Linker::matchUniforms() {
  for (const Variable* v : vertex_.globals(Storage::Uniform)) {
    const Variable* f = fragment_.find(Storage::Uniform, v->name);
    if (f == nullptr) continue;
    const Type* ours = front::withoutArrays(v->type);
    const Type* theirs = front::withoutArrays(f->type);
    const bool sameName = front::typeName(v->type) == front::typeName(f->type);
    if (!front::sameType(v->type, f->type) && sameName) {
      fail("uniform " + quoted(v->name) +
           " has a struct with different members in the two shaders" +
           differentMember(ours, theirs));
    } else if (!front::sameType(v->type, f->type)) {
      fail("uniform " + quoted(v->name) + " is " + front::typeName(v->type) +
           " in the vertex shader and " + front::typeName(f->type) + " in the fragment shader");
    } else if (!v->staticallyUsed || !f->staticallyUsed) {
      continue;
    } else if ((!ours->isSampler() && v->precision != f->precision) ||
               !front::sameType(v->type, f->type, true)) {
      const bool whole = v->precision != f->precision;
      fail("uniform " + quoted(v->name) + " differs in precision between the shaders" +
           (whole ? ": " + std::string(front::precisionName(v->precision)) +
                        " in the vertex shader, " +
                        std::string(front::precisionName(f->precision)) + " in the fragment shader"
                  : differentMember(ours, theirs)));
    }
  }
}

void Linker::addUniform(const Variable* inVertex, const Variable* inFragment) {
  const Variable* v = inVertex != nullptr ? inVertex : inFragment;
  uint32_t word = program_.uniformWords;
  uint32_t slot = static_cast<uint32_t>(program_.samplers.size());
  const auto place = [&](StageLink& stage, const Variable* in) {
    if (in == nullptr) return false;
    stage.layout.uniformWords[in] = word;
    stage.layout.samplerSlots[in] = slot;
    return stage.uses.has(in);
  };
  ActiveUniform base;
  base.usedInVertex = place(vertex_, inVertex);
  base.usedInFragment = place(fragment_, inFragment);
  addLeaves(std::string(v->name), v->type, base, word, slot);
  program_.uniformWords = word;
}

void Linker::addLeaves(const std::string& name, const Type* type, ActiveUniform base,
                       uint32_t& word, uint32_t& slot) {
  if (type->isStruct()) {
    for (const front::StructMember& m : type->structure->members) {
      addLeaves(name + '.' + std::string(m.name), m.type, base, word, slot);
    }
  } else if (type->isArray() && !type->element->isNumericOrBool() && !type->element->isSampler()) {
    for (uint32_t i = 0; i < type->length; ++i) {
      addLeaves(elementName(name, i), type->element, base, word, slot);
    }
  } else {
    addLeaf(name, type, base, word, slot);
  }
}

void Linker::addLeaf(const std::string& name, const Type* type, ActiveUniform uniform,
                     uint32_t& word, uint32_t& slot) {
  const Type* element = front::withoutArrays(type);
  uniform.name = type->isArray() ? elementName(name, 0) : name;
  uniform.glType = element->glType;
  uniform.size = type->isArray() ? static_cast<int32_t>(type->length) : 1;
  uniform.location = static_cast<int32_t>(program_.locationCount);
  uniform.wordOffset = word;
  uniform.elementWords = element->wordCount;
  if (element->isSampler()) {
    uniform.samplerSlot = static_cast<int32_t>(slot);
    for (int32_t e = 0; e < uniform.size; ++e) {
      program_.samplers.push_back({element->glType, static_cast<uint32_t>(program_.uniforms.size()),
                                   static_cast<uint32_t>(e)});
      ++slot;
    }
  }
  word += type->wordCount;
  program_.locationCount += static_cast<uint32_t>(uniform.size);
  program_.uniforms.push_back(std::move(uniform));
}

// Not listed: the draw sets them.
void Linker::addSampleWords() {
  const front::ExtensionSet& used = fragment_.ast->extensions;
  if (!used.has(front::Extension::OesSampleVariables) &&
      !used.has(front::Extension::OesMultisampleInterpolation)) {
    return;
  }
  program_.sampleWord = static_cast<int32_t>(program_.uniformWords);
  fragment_.layout.sampleWord = program_.uniformWords;
  program_.uniformWords += 4 + 2 * kSamplePlaces;
}

// gl_DepthRange is listed like a struct but has no locations: the context sets it.
void Linker::addDepthRange() {
  ActiveUniform base;
  base.usedInVertex = vertex_.usedBuiltin(front::BuiltinVariable::DepthRange) != nullptr;
  base.usedInFragment = fragment_.usedBuiltin(front::BuiltinVariable::DepthRange) != nullptr;
  if (!base.usedInVertex && !base.usedInFragment) return;
  const uint32_t first = program_.uniformWords;
  program_.depthRangeWord = static_cast<int32_t>(first);
  vertex_.layout.depthRangeWord = fragment_.layout.depthRangeWord = first;
  for (const char* member : {"near", "far", "diff"}) {
    ActiveUniform uniform = base;
    uniform.name = std::string("gl_DepthRange.") + member;
    uniform.glType = front::basicType(front::BasicType::Float)->glType;
    uniform.wordOffset = program_.uniformWords++;
    program_.uniforms.push_back(std::move(uniform));
  }
}

uint32_t Linker::samplersOf(const StageLink& stage) const {
  uint32_t count = 0;
  for (const Variable* v : stage.globals(Storage::Uniform)) {
    if (stage.uses.has(v)) count += lower::samplerCount(v->type);
  }
  return count;
}

void Linker::checkUniformLimits() {
  const auto check = [&](const StageLink& stage, const char* name, uint32_t vectors,
                         uint32_t units) {
    Packing packing;
    for (const Variable* v : stage.globals(Storage::Uniform)) {
      if (stage.uses.has(v)) packing.add(v->type);
    }
    if (!packing.fits(vectors)) {
      fail(std::string("the uniforms of the ") + name + " shader do not fit into " +
           std::to_string(vectors) + " vectors");
    }
    const uint32_t samplers = samplersOf(stage);
    if (samplers > units) {
      fail(std::string("the ") + name + " shader uses " + std::to_string(samplers) +
           " samplers, the limit is " + std::to_string(units));
    }
    return samplers;
  };
  const uint32_t inVertex =
      check(vertex_, "vertex", limits_.maxVertexUniformVectors, limits_.maxVertexTextureImageUnits);
  const uint32_t inFragment =
      check(fragment_, "fragment", limits_.maxFragmentUniformVectors, limits_.maxTextureImageUnits);
  if (inVertex + inFragment > limits_.maxCombinedTextureImageUnits) {
    fail("the shaders use " + std::to_string(inVertex + inFragment) +
         " samplers together, the limit is " +
         std::to_string(limits_.maxCombinedTextureImageUnits));
  }
}

}  // namespace nogpu::shader::link
