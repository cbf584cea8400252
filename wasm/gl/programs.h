// SPDX-License-Identifier: MIT
// Shaders and programs: execution, for arguments that validate_programs.h has let pass.
#pragma once

#include <string_view>

#include "gl/context.h"

namespace nogpu::gl {

void compileShader(const Context& context, Shader& shader);
void deleteShader(Shader& shader);
void deleteProgram(Program& program);
void attachShader(Program& program, Shader& shader);
void detachShader(Program& program, Shader& shader);

/// Sets LINK_STATUS and the info log. The executable of an earlier link goes away either way.
void linkProgram(const Context& context, Program& program);
void useProgram(Context& context, Program* program);
void validateProgram(Context& context, Program& program);

void bindAttribLocation(Program& program, uint32_t index, std::string_view name);

/// The bytes of a linked stage, as emitted.
std::vector<uint8_t> programWasm(const Executable& executable, shader::Stage stage);

// ---- queries; `executable` null means not linked

/// `found` false: the name is no active one.
struct UniformPlace {
  bool found = false;
  uint32_t location = 0;
};
UniformPlace findUniform(const Executable& executable, std::string_view name);
/// Index of an active uniform by any of its names, block members included; -1 if there is none.
int32_t findUniformIndex(const Executable& executable, std::string_view name);
int32_t findUniformBlock(const Executable& executable, std::string_view name);
int32_t findAttribute(const Executable& executable, std::string_view name);
int32_t findFragmentOutput(const Executable& executable, std::string_view name);

/// Splits "name[12]" into name and 12; a name without subscript has index 0. False for a malformed
/// subscript (sign, space, leading zero).
bool splitSubscript(std::string_view text, std::string_view& base, uint32_t& index);

}  // namespace nogpu::gl
