// SPDX-License-Identifier: MIT
// A context that can draw: buffers, programs, and draws through validation as the exports do them.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "gl/clears.h"
#include "gl/draws.h"
#include "gl/gl_fixture.h"
#include "gl/programs.h"
#include "gl/queries.h"
#include "gl/transform_feedbacks.h"
#include "gl/validate_buffers.h"
#include "gl/vertex_arrays.h"

namespace nogpu::gl {

/// A triangle over the whole viewport, from gl_VertexID.
inline constexpr const char* kCoverVertex = R"(#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
})";
inline constexpr const char* kRedFragment = R"(#version 300 es
precision highp float;
out vec4 color;
void main() { color = vec4(1.0, 0.0, 0.0, 1.0); })";
/// Takes its position from attribute 0.
inline constexpr const char* kPositionVertex = R"(#version 300 es
layout(location = 0) in vec4 position;
void main() { gl_Position = position; })";

class DrawFixture : public GlFixture {
 public:
  using GlFixture::GlFixture;

  Buffer& boundBuffer(uint32_t target, uint64_t bytes, const void* data = nullptr) {
    Buffer* buffer = context().createObject<Buffer>("test");
    bindBuffer(context(), target, buffer);
    bufferData(context(), *buffer, static_cast<const std::byte*>(data), bytes, GL_STATIC_DRAW);
    return *buffer;
  }

  /// Linked and in use.
  Program& useProgramOf(const char* vertex, const char* fragment,
                        std::initializer_list<const char*> captured = {}, bool separate = false) {
    Program* program = context().createObject<Program>("test");
    attachShader(*program, compiled(shader::Stage::Vertex, vertex));
    attachShader(*program, compiled(shader::Stage::Fragment, fragment));
    for (const char* name : captured) program->options.capturedVaryings.push_back(name);
    program->options.captureSeparate = separate;
    linkProgram(context(), *program);
    INFO(program->infoLog);
    REQUIRE(program->linkStatus);
    useProgram(context(), program);
    return *program;
  }

  bool drawArrays(uint32_t mode, int32_t first, int32_t count, int32_t instances = 1) {
    return run({.function = "drawArrays",
                .mode = mode,
                .first = first,
                .count = count,
                .instances = instances});
  }
  bool drawElements(uint32_t mode, int32_t count, uint32_t type, double offset) {
    return run({.function = "drawElements",
                .mode = mode,
                .count = count,
                .isIndexed = true,
                .indexType = type,
                .offset = offset});
  }

  /// Array 0: floats of the bound ARRAY_BUFFER.
  void pointArray(int32_t size, int32_t stride = 0, double offset = 0) {
    vertexAttribPointer(context(), {0, size, GL_FLOAT, false, false, stride, offset});
    context().vertexArrays.array().attribs[0].enabled = true;
  }

  std::vector<uint8_t> pixel(int32_t x, int32_t y) {
    return read<uint8_t>(x, y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  }

 private:
  Shader& compiled(shader::Stage stage, const char* source) {
    Shader* shader = context().createObject<Shader>("test", stage);
    shader->source = source;
    compileShader(context(), *shader);
    INFO(shader->compiled->infoLog);
    REQUIRE(shader->compileStatus());
    return *shader;
  }

  bool run(const DrawArguments& arguments) {
    if (!validateDraw(context(), arguments)) return false;
    draw(context(), arguments);
    return true;
  }
};

using Rgba = std::vector<uint8_t>;

}  // namespace nogpu::gl
