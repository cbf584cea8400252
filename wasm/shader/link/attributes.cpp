// SPDX-License-Identifier: MIT
// Vertex attributes: locations by layout qualifier, then bindAttribLocation, then wherever there is
// room. ES 3.0 §2.12.5.
#include <algorithm>

#include "shader/link/linker.h"

namespace nogpu::shader::link {

using front::Storage;
using front::Variable;

namespace {

uint32_t locationsOf(const Variable* v) { return v->type->columns; }

uint64_t maskOf(uint32_t location, uint32_t count) { return ((1ull << count) - 1) << location; }

}  // namespace

int32_t Linker::boundLocation(const Variable* attribute) const {
  if (attribute->location >= 0) return attribute->location;
  for (const auto& [name, location] : options_.attributeBindings) {
    if (name == attribute->name) return static_cast<int32_t>(location);
  }
  return -1;
}

void Linker::linkAttributes() {
  std::vector<const Variable*> attributes;
  for (const Variable* v : vertex_.globals(Storage::Attribute)) {
    // ESSL 3.00 §12.46: those not used are still checked for aliasing.
    const bool active = vertex_.uses.has(v);
    if (active || (program_.version >= 300 && boundLocation(v) >= 0)) attributes.push_back(v);
  }
  placeAttributes(attributes);
  addVertexIds();
}

void Linker::placeAttributes(const std::vector<const Variable*>& attributes) {
  const uint32_t limit = limits_.maxVertexAttribs;
  uint64_t taken = 0;
  for (const Variable* v : attributes) {
    const int32_t at = boundLocation(v);
    if (at < 0) continue;
    const uint32_t location = static_cast<uint32_t>(at), count = locationsOf(v);
    if (location >= limit || count > limit - location) {
      fail("attribute '" + std::string(v->name) + "' at location " + std::to_string(location) +
           " reaches beyond the limit of " + std::to_string(limit) + " locations");
      continue;
    }
    if ((taken & maskOf(location, count)) != 0) {
      fail("attribute '" + std::string(v->name) + "' shares location " + std::to_string(location) +
           " with another attribute");
    }
    taken |= maskOf(location, count);
    vertex_.layout.inputs[v] = location;
  }
  for (const Variable* v : attributes) {
    if (boundLocation(v) >= 0) continue;
    const uint32_t count = locationsOf(v);
    uint32_t location = 0;
    while (location + count <= limit && (taken & maskOf(location, count)) != 0) ++location;
    if (location + count > limit) {
      fail("no room for attribute '" + std::string(v->name) + "': all of the " +
           std::to_string(limit) + " locations are taken");
      continue;
    }
    taken |= maskOf(location, count);
    vertex_.layout.inputs[v] = location;
  }
  for (const Variable* v : attributes) {
    const auto placed = vertex_.layout.inputs.find(v);
    if (placed == vertex_.layout.inputs.end() || !vertex_.uses.has(v)) continue;
    program_.attributes.push_back({std::string(v->name), v->type->glType, 1,
                                   static_cast<int32_t>(placed->second), locationsOf(v)});
  }
}

void Linker::addVertexIds() {
  for (const auto id : {front::BuiltinVariable::VertexId, front::BuiltinVariable::InstanceId}) {
    if (const Variable* v = vertex_.usedBuiltin(id)) {
      program_.attributes.push_back({std::string(v->name), v->type->glType, 1, -1, 0});
    }
  }
}

}  // namespace nogpu::shader::link
