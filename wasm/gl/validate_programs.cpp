// SPDX-License-Identifier: MIT
#include "gl/validate_programs.h"

#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

namespace {

void reportMissing(Context& context, const char* function, const char* what, uint32_t handle) {
  const Object* other = objectTable().get(handle);
  if (handle == boundary::kInvalidHandle || other != nullptr) {
    context.error(GL_INVALID_OPERATION, "%s: %s of another context", function, what);
  } else {
    context.error(GL_INVALID_VALUE, "%s: the %s has been deleted", function, what);
  }
}

}  // namespace

Program* findProgram(Context& context, const char* function, uint32_t handle) {
  Program* program = context.lookupEvenDeleted<Program>(handle);
  if (program == nullptr) reportMissing(context, function, "program", handle);
  return program;
}

Shader* findShader(Context& context, const char* function, uint32_t handle) {
  Shader* shader = context.lookupEvenDeleted<Shader>(handle);
  if (shader == nullptr) reportMissing(context, function, "shader", handle);
  return shader;
}

bool validateStage(Context& context, const char* function, uint32_t type, shader::Stage& stage) {
  stage = type == GL_VERTEX_SHADER ? shader::Stage::Vertex : shader::Stage::Fragment;
  if (type == GL_VERTEX_SHADER || type == GL_FRAGMENT_SHADER) return true;
  context.error(GL_INVALID_ENUM, "%s: %s (%#x) is neither VERTEX_SHADER nor FRAGMENT_SHADER",
                function, enumName(type), type);
  return false;
}

bool validateCreateShader(Context& context, uint32_t type) {
  shader::Stage stage;
  return validateStage(context, "createShader", type, stage);
}

namespace {

const Ref<Shader>& slotFor(const Program& program, const Shader& shader) {
  return shader.stage == shader::Stage::Vertex ? program.vertex : program.fragment;
}

}  // namespace

bool validateAttachShader(Context& context, const Program& program, const Shader& shader) {
  const Ref<Shader>& slot = slotFor(program, shader);
  if (!slot) return true;
  context.error(GL_INVALID_OPERATION, "attachShader: %s",
                slot == &shader ? "the shader is attached already"
                                : "another shader of the same type is attached");
  return false;
}

bool validateDetachShader(Context& context, const Program& program, const Shader& shader) {
  if (slotFor(program, shader) == &shader) return true;
  context.error(GL_INVALID_OPERATION, "detachShader: the shader is not attached to the program");
  return false;
}

bool validateLinkProgram(Context& context, const Program& program) {
  if (program.activeFeedbacks == 0) return true;
  context.error(GL_INVALID_OPERATION, "linkProgram: the program is in use by transform feedback");
  return false;
}

bool validateUseProgram(Context& context, const Program* program, bool feedbackRunning) {
  if (feedbackRunning) {
    context.error(GL_INVALID_OPERATION, "useProgram: transform feedback is active");
    return false;
  }
  return program == nullptr || validateLinked(context, "useProgram", *program);
}

bool validateLinked(Context& context, const char* function, const Program& program) {
  if (program.linkStatus) return true;
  context.error(GL_INVALID_OPERATION, "%s: the program is not linked", function);
  return false;
}

// ---- names --------------------------------------------------------------------------------------

namespace {

bool isGlslCharacter(char c) {
  if (c >= '\t' && c <= '\r') return true;
  if (c < ' ' || c > '~') return false;
  return c != '"' && c != '$' && c != '\'' && c != '@' && c != '\\' && c != '`';
}

}  // namespace

bool validateName(Context& context, const char* function, std::string_view name) {
  // WebGL 1.0 §6.22, WebGL 2.0 §4.3.2.
  const uint32_t most = context.limits.shader.maxIdentifierLength;
  if (name.size() > most) {
    context.error(GL_INVALID_VALUE, "%s: a name of %zu characters is longer than %u", function,
                  name.size(), most);
    return false;
  }
  for (const char c : name) {
    if (isGlslCharacter(c)) continue;
    context.error(GL_INVALID_VALUE, "%s: the name has a character (%#x) outside GLSL's set",
                  function, static_cast<unsigned>(static_cast<unsigned char>(c)));
    return false;
  }
  return true;
}

bool isReservedName(std::string_view name) {
  return name.starts_with("gl_") || name.starts_with("webgl_") || name.starts_with("_webgl_");
}

bool validateIndex(Context& context, const char* function, const char* what, uint32_t index,
                   size_t count) {
  if (index < count) return true;
  context.error(GL_INVALID_VALUE, "%s: %s %u is not below %zu", function, what, index, count);
  return false;
}

bool validateBindAttribLocation(Context& context, uint32_t index, std::string_view name) {
  constexpr const char* kName = "bindAttribLocation";
  if (!validateIndex(context, kName, "index", index, kMaxVertexAttribs)) return false;
  if (!validateName(context, kName, name)) return false;
  if (!isReservedName(name)) return true;
  context.error(GL_INVALID_OPERATION, "%s: '%.*s' has a reserved prefix", kName,
                static_cast<int>(name.size()), name.data());
  return false;
}

bool validateTransformFeedbackVaryings(Context& context, uint32_t count, uint32_t bufferMode) {
  constexpr const char* kName = "transformFeedbackVaryings";
  if (bufferMode != GL_INTERLEAVED_ATTRIBS && bufferMode != GL_SEPARATE_ATTRIBS) {
    context.error(GL_INVALID_ENUM,
                  "%s: bufferMode %s (%#x) is neither INTERLEAVED_ATTRIBS nor SEPARATE_ATTRIBS",
                  kName, enumName(bufferMode), bufferMode);
    return false;
  }
  if (bufferMode == GL_INTERLEAVED_ATTRIBS || count <= kMaxTransformFeedbackBuffers) return true;
  context.error(GL_INVALID_VALUE, "%s: %u separate varyings are more than %u", kName, count,
                kMaxTransformFeedbackBuffers);
  return false;
}

}  // namespace nogpu::gl
