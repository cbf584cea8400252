// SPDX-License-Identifier: MIT
// What shaders and programs may be asked for. Rules: ES 3.0 §2.12, WebGL 1.0 §5.14.9, WebGL 2.0
// §3.7.7.
#pragma once

#include <string_view>

#include "gl/context.h"

namespace nogpu::gl {

/// The object of a handle; deleted ones too while something keeps them. Null, with INVALID_VALUE
/// (name gone) or INVALID_OPERATION (another context's object) raised.
Program* findProgram(Context& context, const char* function, uint32_t handle);
Shader* findShader(Context& context, const char* function, uint32_t handle);

bool validateCreateShader(Context& context, uint32_t type);
bool validateAttachShader(Context& context, const Program& program, const Shader& shader);
bool validateDetachShader(Context& context, const Program& program, const Shader& shader);
bool validateLinkProgram(Context& context, const Program& program);
/// `program` null unbinds. `feedbackRunning`: transform feedback is active and not paused.
bool validateUseProgram(Context& context, const Program* program, bool feedbackRunning);

/// INVALID_OPERATION unless the last link succeeded.
bool validateLinked(Context& context, const char* function, const Program& program);
/// Length and characters of a name. WebGL 1.0 §6.21, WebGL 2.0 §4.3.1: INVALID_VALUE.
bool validateName(Context& context, const char* function, std::string_view name);
/// gl_, webgl_, _webgl_.
bool isReservedName(std::string_view name);
bool validateBindAttribLocation(Context& context, uint32_t index, std::string_view name);
bool validateTransformFeedbackVaryings(Context& context, uint32_t count, uint32_t bufferMode);

/// `type` VERTEX_SHADER or FRAGMENT_SHADER; else INVALID_ENUM.
bool validateStage(Context& context, const char* function, uint32_t type, shader::Stage& stage);
/// Raises INVALID_VALUE unless index < count.
bool validateIndex(Context& context, const char* function, const char* what, uint32_t index,
                   size_t count);

}  // namespace nogpu::gl
