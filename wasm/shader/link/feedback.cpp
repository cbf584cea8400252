// SPDX-License-Identifier: MIT
// What transform feedback captures. ES 3.0 §2.12.8: outputs by name, whole arrays, single
// elements, members of structs.
#include <algorithm>

#include "shader/link/linker.h"

namespace nogpu::shader::link {

using front::BuiltinVariable;
using front::Storage;
using front::Type;
using front::Variable;

namespace {

/// Splits "a[12]" into "a" and 12; false for names of another form. No leading zeros.
bool splitElement(const std::string& name, std::string& base, uint32_t& index) {
  const size_t open = name.find('[');
  if (open == std::string::npos || name.back() != ']') return false;
  const std::string digits = name.substr(open + 1, name.size() - open - 2);
  if (digits.empty() || digits.size() > 6 || (digits.size() > 1 && digits[0] == '0')) return false;
  index = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    index = index * 10 + static_cast<uint32_t>(c - '0');
  }
  base = name.substr(0, open);
  return true;
}

/// Splits "s.m": structs between stages hold neither structs nor arrays.
bool splitMember(const std::string& name, std::string& base, std::string& member) {
  const size_t dot = name.find('.');
  if (dot == std::string::npos) return false;
  base = name.substr(0, dot);
  member = name.substr(dot + 1);
  return true;
}

}  // namespace

void Linker::linkFeedback() {
  for (const std::string& name : options_.capturedVaryings) {
    CapturedVarying captured;
    captured.name = name;
    if (!findCaptured(name, captured)) {
      fail("transform feedback: '" + name + "' is not an output of the vertex shader");
      continue;
    }
    for (const CapturedVarying& other : program_.captured) {
      const bool overlaps =
          std::any_of(captured.vertexSlots.begin(), captured.vertexSlots.end(), [&](uint32_t slot) {
            return std::find(other.vertexSlots.begin(), other.vertexSlots.end(), slot) !=
                   other.vertexSlots.end();
          });
      if (overlaps) fail("transform feedback: '" + name + "' is captured more than once");
    }
    program_.captured.push_back(std::move(captured));
  }
  checkFeedbackLimits();
}

bool Linker::findCaptured(const std::string& name, CapturedVarying& captured) {
  if (name == "gl_Position" || name == "gl_PointSize") {
    captureBuiltin(name == "gl_Position" ? BuiltinVariable::Position : BuiltinVariable::PointSize,
                   captured);
    return !captured.vertexSlots.empty();
  }
  uint32_t begin = 0, index = 0;
  std::string base, member;
  const Variable* v = vertex_.find(Storage::VertexOutput, name);
  const Type* type = v != nullptr ? v->type : nullptr;
  if (v == nullptr && splitElement(name, base, index)) {
    v = vertex_.find(Storage::VertexOutput, base);
    if (v == nullptr || !v->type->isArray() || index >= v->type->length) return false;
    type = v->type->element;
    begin = index * type->wordCount;
  }
  if (v == nullptr && splitMember(name, base, member)) {
    v = vertex_.find(Storage::VertexOutput, base);
    const int at = v != nullptr && v->type->isStruct() ? v->type->structure->find(member) : -1;
    if (at < 0) return false;
    type = v->type->structure->members[static_cast<size_t>(at)].type;
    begin = v->type->structure->wordOffset(static_cast<uint32_t>(at));
  }
  if (v == nullptr || front::withoutArrays(type)->isStruct()) return false;
  captured.glType = front::withoutArrays(type)->glType;
  captured.size = type->isArray() ? static_cast<int32_t>(type->length) : 1;
  for (uint32_t w = 0; w < type->wordCount; ++w) {
    captured.vertexSlots.push_back(slotOf(v, begin + w));
  }
  return true;
}

void Linker::captureBuiltin(BuiltinVariable id, CapturedVarying& captured) {
  const bool position = id == BuiltinVariable::Position;
  if (!position && !program_.usesPointSize) return;
  captured.glType =
      front::basicType(position ? front::BasicType::Vec4 : front::BasicType::Float)->glType;
  if (position) {
    captured.vertexSlots = {0, 1, 2, 3};
  } else {
    captured.vertexSlots = {4};
  }
}

void Linker::checkFeedbackLimits() {
  const auto check = [&](const std::string& what, size_t count, uint32_t limit) {
    if (count <= limit) return;
    fail("transform feedback: " + what + ": " + std::to_string(count) + ", the limit is " +
         std::to_string(limit));
  };
  size_t components = 0;
  for (const CapturedVarying& c : program_.captured) components += c.vertexSlots.size();
  if (!options_.captureSeparate) {
    check("components together", components, limits_.maxTransformFeedbackInterleavedComponents);
    return;
  }
  check("variables captured separately", program_.captured.size(),
        limits_.maxTransformFeedbackSeparateAttribs);
  for (const CapturedVarying& c : program_.captured) {
    check("components of '" + c.name + "'", c.vertexSlots.size(),
          limits_.maxTransformFeedbackSeparateComponents);
  }
}

}  // namespace nogpu::shader::link
