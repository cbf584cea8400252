// SPDX-License-Identifier: MIT
// Wrapping of snippets into shaders.
#include "shader/front/compile.h"

namespace nogpu::shader::front {

namespace {

constexpr std::string_view kPrecision =
    "precision highp float; precision highp int; precision highp sampler3D; "
    "precision highp sampler2DArray; precision highp sampler2DShadow; "
    "precision highp samplerCubeShadow; precision highp sampler2DArrayShadow; "
    "precision highp isampler2D; precision highp usampler2D; precision highp isampler3D; "
    "precision highp usampler3D; precision highp isamplerCube; precision highp usamplerCube; "
    "precision highp isampler2DArray; precision highp usampler2DArray;\n";

std::string head300() { return "#version 300 es\n" + std::string(kPrecision); }

}  // namespace

FrontResult compile(std::string_view source, Stage stage, const ExtensionSet& extensions) {
  return parseAndCheck(source, stage, Limits{}, extensions);
}

std::string logOf(std::string_view source, Stage stage, const ExtensionSet& extensions) {
  return printInfoLog(compile(source, stage, extensions).diagnostics);
}

std::string fragment300(std::string_view code) { return head300() + std::string(code); }
std::string vertex300(std::string_view code) { return head300() + std::string(code); }
std::string fragment100(std::string_view code) {
  return "precision highp float; precision highp int;\n" + std::string(code);
}
std::string body300(std::string_view body) {
  return fragment300("void main() { " + std::string(body) + " }");
}

std::string log300(std::string_view code) { return logOf(fragment300(code), Stage::Fragment); }
std::string logVertex300(std::string_view code) { return logOf(vertex300(code), Stage::Vertex); }
std::string log100(std::string_view code) { return logOf(fragment100(code), Stage::Fragment); }
std::string logBody(std::string_view body) { return logOf(body300(body), Stage::Fragment); }

}  // namespace nogpu::shader::front
