// SPDX-License-Identifier: MIT
#include "gl/uniforms.h"

#include <algorithm>
#include <cstring>

#include "gl/webgl1.h"

namespace nogpu::gl {

UniformType uniformType(uint32_t glType) {
  switch (glType) {
    case GL_FLOAT:
      return {ScalarType::Float, 1, 1};
    case GL_FLOAT_VEC2:
      return {ScalarType::Float, 1, 2};
    case GL_FLOAT_VEC3:
      return {ScalarType::Float, 1, 3};
    case GL_FLOAT_VEC4:
      return {ScalarType::Float, 1, 4};
    case GL_INT:
      return {ScalarType::Int, 1, 1};
    case GL_INT_VEC2:
      return {ScalarType::Int, 1, 2};
    case GL_INT_VEC3:
      return {ScalarType::Int, 1, 3};
    case GL_INT_VEC4:
      return {ScalarType::Int, 1, 4};
    case GL_UNSIGNED_INT:
      return {ScalarType::Uint, 1, 1};
    case GL_UNSIGNED_INT_VEC2:
      return {ScalarType::Uint, 1, 2};
    case GL_UNSIGNED_INT_VEC3:
      return {ScalarType::Uint, 1, 3};
    case GL_UNSIGNED_INT_VEC4:
      return {ScalarType::Uint, 1, 4};
    case GL_BOOL:
      return {ScalarType::Bool, 1, 1};
    case GL_BOOL_VEC2:
      return {ScalarType::Bool, 1, 2};
    case GL_BOOL_VEC3:
      return {ScalarType::Bool, 1, 3};
    case GL_BOOL_VEC4:
      return {ScalarType::Bool, 1, 4};
    case GL_FLOAT_MAT2:
      return {ScalarType::Float, 2, 2};
    case GL_FLOAT_MAT3:
      return {ScalarType::Float, 3, 3};
    case GL_FLOAT_MAT4:
      return {ScalarType::Float, 4, 4};
    case GL_FLOAT_MAT2x3:
      return {ScalarType::Float, 2, 3};
    case GL_FLOAT_MAT2x4:
      return {ScalarType::Float, 2, 4};
    case GL_FLOAT_MAT3x2:
      return {ScalarType::Float, 3, 2};
    case GL_FLOAT_MAT3x4:
      return {ScalarType::Float, 3, 4};
    case GL_FLOAT_MAT4x2:
      return {ScalarType::Float, 4, 2};
    case GL_FLOAT_MAT4x3:
      return {ScalarType::Float, 4, 3};
    default:
      return {ScalarType::Sampler, 1, 1};
  }
}

// ---- rules --------------------------------------------------------------------------------------

namespace {

bool findTarget(Executable* executable, UniformLocation location, UniformTarget& target) {
  if (executable == nullptr || executable->linkId != location.link ||
      location.index >= executable->code->locations.size()) {
    return false;
  }
  const LinkedCode::Location place = executable->code->locations[location.index];
  target = {executable, &executable->linked.uniforms[place.uniform], place.element};
  return true;
}

// ES 3.0 §2.12.6.1: f for float and bool, i for int, bool and samplers, ui for uint and bool.
bool scalarFits(ScalarType given, ScalarType declared) {
  switch (declared) {
    case ScalarType::Bool:
      return true;
    case ScalarType::Sampler:
      return given == ScalarType::Int;
    default:
      return given == declared;
  }
}

bool shapeFits(const UniformValues& values, UniformType type) {
  if (values.matrix != (type.columns > 1)) return false;
  if (type.scalar == ScalarType::Sampler && values.matrix) return false;
  return values.columns == type.columns && values.rows == type.rows &&
         scalarFits(values.scalar, type.scalar);
}

bool validateUnits(Context& context, const char* function, const UniformValues& values) {
  for (uint32_t i = 0; i < values.scalars; ++i) {
    if (values.values[i] < kMaxTextureUnits) continue;
    context.error(GL_INVALID_VALUE, "%s: texture unit %d is not in 0 … %u", function,
                  static_cast<int32_t>(values.values[i]), kMaxTextureUnits - 1);
    return false;
  }
  return true;
}

}  // namespace

bool validateUniform(Context& context, const char* function, UniformLocation location,
                     const UniformValues& values, UniformTarget& target) {
  const Ref<Program>& current = context.programs.current;
  if (!current) {
    context.error(GL_INVALID_OPERATION, "%s: no program is in use", function);
    return false;
  }
  if (current->handle != location.program ||
      !findTarget(current->executable.get(), location, target)) {
    context.error(GL_INVALID_OPERATION,
                  "%s: the location is not of the current program's last link", function);
    return false;
  }
  if (values.transpose && isWebgl1(context)) {
    return context.error(GL_INVALID_VALUE, "%s: transpose is true, WebGL 1 wants false", function);
  }
  const UniformType type = uniformType(target.uniform->glType);
  if (!shapeFits(values, type)) {
    context.error(GL_INVALID_OPERATION, "%s: '%s' is a %s", function, target.uniform->name.c_str(),
                  format::enumName(target.uniform->glType));
    return false;
  }
  const uint32_t elementScalars = uint32_t{type.columns} * type.rows;
  if (values.scalars == 0 || values.scalars % elementScalars != 0) {
    context.error(GL_INVALID_VALUE, "%s: %u values are not a multiple of %u", function,
                  values.scalars, elementScalars);
    return false;
  }
  if (values.scalars > elementScalars && !target.uniform->name.ends_with("[0]")) {
    context.error(GL_INVALID_OPERATION, "%s: %u elements for '%s', which is no array", function,
                  values.scalars / elementScalars, target.uniform->name.c_str());
    return false;
  }
  return type.scalar != ScalarType::Sampler || validateUnits(context, function, values);
}

bool validateGetUniform(Context& context, const Program& program, UniformLocation location,
                        UniformTarget& target) {
  if (!program.linkStatus) {
    context.error(GL_INVALID_OPERATION, "getUniform: the program is not linked");
    return false;
  }
  if (program.handle == location.program &&
      findTarget(program.executable.get(), location, target)) {
    return true;
  }
  context.error(GL_INVALID_OPERATION, "getUniform: the location is not of the program's last link");
  return false;
}

// ---- values -------------------------------------------------------------------------------------

namespace {

uint32_t toBool(uint32_t word, ScalarType given) {
  if (given == ScalarType::Float) return __builtin_bit_cast(float, word) != 0.0f ? 1 : 0;
  return word != 0 ? 1 : 0;
}

void storeTransposed(uint32_t* words, const uint32_t* values, uint32_t columns, uint32_t rows) {
  for (uint32_t c = 0; c < columns; ++c) {
    for (uint32_t r = 0; r < rows; ++r) words[c * rows + r] = values[r * columns + c];
  }
}

}  // namespace

void setUniform(const UniformTarget& target, const UniformValues& values) {
  const shader::ActiveUniform& uniform = *target.uniform;
  const uint32_t perElement = uint32_t{values.columns} * values.rows;
  const uint32_t room = static_cast<uint32_t>(uniform.size) - target.element;
  const uint32_t count = std::min(values.scalars / perElement, room);
  uint32_t* words =
      target.executable->words.data() + uniform.wordOffset + target.element * uniform.elementWords;
  const bool toBools = uniformType(uniform.glType).scalar == ScalarType::Bool;
  for (uint32_t e = 0; e < count; ++e) {
    const uint32_t* from = values.values + e * perElement;
    uint32_t* to = words + e * uniform.elementWords;
    if (toBools) {
      for (uint32_t i = 0; i < perElement; ++i) to[i] = toBool(from[i], values.scalar);
    } else if (values.transpose) {
      storeTransposed(to, from, values.columns, values.rows);
    } else {
      std::memcpy(to, from, perElement * sizeof(uint32_t));
    }
  }
}

const uint32_t* uniformWords(const UniformTarget& target) {
  return target.executable->words.data() + target.uniform->wordOffset +
         target.element * target.uniform->elementWords;
}

}  // namespace nogpu::gl
