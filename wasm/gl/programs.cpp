// SPDX-License-Identifier: MIT
#include "gl/programs.h"

#include "boundary/accounting.h"
#include "gl/code_cache.h"
#include "gl/texture_units.h"
#include "gl/webgl1.h"
#include "shader/emit/reflection_section.h"

namespace nogpu::gl {

Program::~Program() {
  if (vertex) --vertex->attachments;
  if (fragment) --fragment->attachments;
}

// ---- shaders ------------------------------------------------------------------------------------

namespace {

// What `#extension` may name: extensions of the context that are enabled. ESSL 3.00 has them in the
// language; in WebGL 2 they do not exist for ESSL 1.00 either.
shader::front::ExtensionSet shaderExtensions(const Context& context) {
  using Named = shader::front::Extension;
  static constexpr struct {
    Extension extension;
    Named named;
  } kPairs[] = {
      {Extension::EXT_conservative_depth, Named::ExtConservativeDepth},
      {Extension::EXT_frag_depth, Named::ExtFragDepth},
      {Extension::EXT_shader_texture_lod, Named::ExtShaderTextureLod},
      {Extension::NV_shader_noperspective_interpolation, Named::NvNoperspective},
      {Extension::OES_sample_variables, Named::OesSampleVariables},
      {Extension::OES_shader_multisample_interpolation, Named::OesMultisampleInterpolation},
      {Extension::OES_standard_derivatives, Named::OesStandardDerivatives},
      {Extension::WEBGL_blend_func_extended, Named::ExtBlendFuncExtended},
      {Extension::WEBGL_clip_cull_distance, Named::AngleClipCullDistance},
      {Extension::WEBGL_draw_buffers, Named::ExtDrawBuffers},
      {Extension::WEBGL_multi_draw, Named::AngleMultiDraw},
  };
  shader::front::ExtensionSet set;
  for (const auto& pair : kPairs) {
    if (context.extensions.has(pair.extension)) set.add(pair.named);
  }
  return set;
}

// gl_MaxDrawBuffers of WebGL 1 is 1 until WEBGL_draw_buffers is enabled.
shader::Limits shaderLimits(const Context& context) {
  shader::Limits limits = context.limits.shader;
  if (isWebgl1(context) && !context.extensions.has(Extension::WEBGL_draw_buffers)) {
    limits.maxDrawBuffers = 1;
  }
  return limits;
}

}  // namespace

void compileShader(const Context& context, Shader& shader) {
  const boundary::KindScope counted(boundary::MemoryKind::Shaders);
  shader.compiled =
      compileCached(shader.source, shader.stage, shaderLimits(context), shaderExtensions(context));
  shader.compiledSource = shader.compileStatus() ? shader.source : std::string();
}

void deleteShader(Shader& shader) {
  if (shader.deleted) return;
  shader.deleted = true;
  shader.dropName();
}

void deleteProgram(Program& program) {
  if (program.deleted) return;
  program.deleted = true;
  program.dropName();
}

void attachShader(Program& program, Shader& shader) {
  (shader.stage == shader::Stage::Vertex ? program.vertex : program.fragment) = &shader;
  ++shader.attachments;
}

void detachShader(Program& program, Shader& shader) {
  --shader.attachments;
  (shader.stage == shader::Stage::Vertex ? program.vertex : program.fragment) = nullptr;
}

// ---- linking ------------------------------------------------------------------------------------

namespace {

uint32_t nextLinkId() {
  static uint32_t counter = 0;
  return ++counter;
}

// Why the attached shaders cannot be linked at all; empty if they can.
std::string missingStage(const Program& program) {
  if (!program.vertex) return "ERROR: no vertex shader is attached\n";
  if (!program.fragment) return "ERROR: no fragment shader is attached\n";
  if (!program.vertex->compileStatus()) return "ERROR: the vertex shader is not compiled\n";
  if (!program.fragment->compileStatus()) return "ERROR: the fragment shader is not compiled\n";
  return {};
}

std::shared_ptr<Executable> makeExecutable(std::shared_ptr<const LinkedCode> code, bool separate) {
  auto executable = std::make_shared<Executable>(std::move(code));
  executable->linkId = nextLinkId();
  executable->captureSeparate = separate;
  executable->words.assign(executable->linked.uniformWords, 0);
  executable->blockBindings.assign(executable->linked.uniformBlocks.size(), 0);
  return executable;
}

}  // namespace

void linkProgram(const Context& context, Program& program) {
  const boundary::KindScope counted(boundary::MemoryKind::Programs);
  program.linked = true;
  program.linkStatus = program.validateStatus = false;
  program.executable.reset();
  program.infoLog = missingStage(program);
  if (!program.infoLog.empty()) return;
  std::shared_ptr<const LinkedCode> code =
      linkCached(program.vertex->compiled, program.fragment->compiled, program.options,
                 context.limits.shader, program.infoLog);
  if (code == nullptr) return;
  program.executable = makeExecutable(std::move(code), program.options.captureSeparate);
  program.linkStatus = true;
}

void useProgram(Context& context, Program* program) { context.programs.current = program; }

void validateProgram(Context& context, Program& program) {
  program.validateStatus = false;
  if (program.executable == nullptr) {
    program.infoLog = "ERROR: the program is not linked\n";
    return;
  }
  program.infoLog = samplerConflict(context, *program.executable);
  program.validateStatus = program.infoLog.empty();
}

void bindAttribLocation(Program& program, uint32_t index, std::string_view name) {
  for (auto& [bound, location] : program.options.attributeBindings) {
    if (bound != name) continue;
    location = index;
    return;
  }
  program.options.attributeBindings.emplace_back(name, index);
}

std::vector<uint8_t> programWasm(const Executable& executable, shader::Stage stage) {
  const bool isVertex = stage == shader::Stage::Vertex;
  const LinkedCode& code = *executable.code;
  const auto& running = isVertex ? code.vertexCode : code.fragmentCode;
  std::vector<uint8_t> bytes =
      running != nullptr ? running->bytes
                         : shader::emitWasm(isVertex ? code.program.vertex : code.program.fragment);
  return shader::emit::withReflection(std::move(bytes), code.program);
}

// ---- names --------------------------------------------------------------------------------------

bool splitSubscript(std::string_view text, std::string_view& base, uint32_t& index) {
  base = text;
  index = 0;
  if (text.empty() || text.back() != ']') return true;
  const size_t open = text.rfind('[');
  if (open == std::string_view::npos) return false;
  const std::string_view digits = text.substr(open + 1, text.size() - open - 2);
  if (digits.empty() || digits.size() > 9 || (digits.size() > 1 && digits[0] == '0')) return false;
  for (const char c : digits) {
    if (c < '0' || c > '9') return false;
    index = index * 10 + static_cast<uint32_t>(c - '0');
  }
  base = text.substr(0, open);
  return true;
}

namespace {

bool isArrayName(std::string_view name) { return name.ends_with("[0]"); }

std::string_view withoutSubscript(std::string_view name) {
  return isArrayName(name) ? name.substr(0, name.size() - 3) : name;
}

// Whether `text` names element `element` of the array or variable called `name` in reflection.
bool names(std::string_view text, std::string_view name, int32_t size, uint32_t& element) {
  element = 0;
  if (text == name || text == withoutSubscript(name)) return true;
  std::string_view base;
  if (!isArrayName(name) || !splitSubscript(text, base, element)) return false;
  return base.size() != text.size() && base == withoutSubscript(name) &&
         element < static_cast<uint32_t>(size);
}

}  // namespace

UniformPlace findUniform(const Executable& executable, std::string_view name) {
  for (const shader::ActiveUniform& uniform : executable.linked.uniforms) {
    uint32_t element;
    if (uniform.location < 0 || !names(name, uniform.name, uniform.size, element)) continue;
    return {true, static_cast<uint32_t>(uniform.location) + element};
  }
  return {};
}

int32_t findUniformIndex(const Executable& executable, std::string_view name) {
  const auto& uniforms = executable.linked.uniforms;
  for (size_t i = 0; i < uniforms.size(); ++i) {
    const bool same = name == uniforms[i].name || name == withoutSubscript(uniforms[i].name);
    if (same) return static_cast<int32_t>(i);
  }
  return -1;
}

int32_t findUniformBlock(const Executable& executable, std::string_view name) {
  const auto& blocks = executable.linked.uniformBlocks;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].name == name) return static_cast<int32_t>(i);
  }
  return -1;
}

int32_t findAttribute(const Executable& executable, std::string_view name) {
  for (const shader::ActiveAttribute& attribute : executable.linked.attributes) {
    if (attribute.name == name) return attribute.location;
  }
  return -1;
}

int32_t findFragmentOutput(const Executable& executable, std::string_view name) {
  if (name.starts_with("gl_")) return -1;  // ES 3.0 §3.9.2.3: user-defined ones have locations
  for (const shader::FragmentOutput& output : executable.linked.fragmentOutputs) {
    if (name == output.name) return output.location;
    std::string_view base;
    uint32_t element;
    if (!output.isArray || !splitSubscript(name, base, element) || base != output.name) continue;
    if (element < static_cast<uint32_t>(output.size)) {
      return output.location + static_cast<int32_t>(element);
    }
  }
  return -1;
}

}  // namespace nogpu::gl
