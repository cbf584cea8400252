// SPDX-License-Identifier: MIT
// The compiler's surface: what gl/ and the ShaderInspector call. Text in, a linked program out:
//
//   compileShader(source, stage)  ─▶ CompiledShader (info log, checked AST)
//   linkProgram(vertex, fragment) ─▶ LinkedProgram (info log, reflection, IR of both stages)
//
// Knows nothing of GL state: types are the numbers that the API shows (GL_FLOAT_VEC3 …), locations
// are indices. Everything here is a value; nothing refers back to the shaders.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shader/diagnostic.h"
#include "shader/front/ast.h"
#include "shader/front/extensions.h"
#include "shader/ir/ir.h"
#include "shader/limits.h"

namespace nogpu::shader {

/// Outcome of one compilation. `module` is null exactly if it failed.
struct CompiledShader {
  Stage stage = Stage::Vertex;
  std::shared_ptr<const front::Module> module;
  DiagnosticList diagnostics;
  std::string
      infoLog;  ///< `ERROR: 0:LINE: 'token' : message` lines; empty if there is nothing to say
};
CompiledShader compileShader(std::string_view source, Stage stage, const Limits& limits,
                             const front::ExtensionSet& supported);

/// A vertex attribute that may be read. Matrices take one location per column.
struct ActiveAttribute {
  std::string name;
  uint32_t glType = 0;
  int32_t size = 1;        ///< array length, 1 if none
  int32_t location = -1;   ///< -1 for gl_VertexID, gl_InstanceID
  uint32_t locations = 1;  ///< how many consecutive locations
};

/// A uniform variable as getActiveUniform sees it: structs flattened, arrays of basic types one
/// entry. Default-block storage is dense 32-bit scalars: element e, column c, row r of a uniform is
/// the word `wordOffset + e * elementWords + c * rows + r` (bools 0/1; samplers hold their texture
/// unit).
struct ActiveUniform {
  std::string name;  ///< "a", "a[0]" for arrays, "s.m", "s[1].m", "Block.m"
  uint32_t glType = 0;
  int32_t size = 1;
  int32_t block = -1;  ///< index into uniformBlocks; -1: default block
  // default block
  int32_t location = -1;  ///< of element 0; element e is location + e
  uint32_t wordOffset = 0;
  uint32_t elementWords = 1;
  int32_t samplerSlot =
      -1;  ///< samplers: first slot of ShaderDraw::samplers; element e is slot + e
  bool usedInVertex = false, usedInFragment = false;
  // uniform blocks (std140), bytes; -1 in the default block
  int32_t offset = -1, arrayStride = -1, matrixStride = -1;
  bool rowMajor = false;
};

struct ActiveUniformBlock {
  std::string name;            ///< "Block", "Block[0]"
  uint32_t dataSizeBytes = 0;  ///< the end of the last member
  std::vector<uint32_t> uniforms;
  bool usedInVertex = false, usedInFragment = false;
};

/// What a sampler slot expects to find in its texture unit.
struct SamplerSlot {
  uint32_t glType = 0;   ///< GL_SAMPLER_2D, GL_INT_SAMPLER_CUBE, …
  uint32_t uniform = 0;  ///< index into uniforms
  uint32_t element = 0;
};

/// One scalar handed from the vertex to the fragment stage: plane p of the fragment module takes
/// vertex output slot `vertexSlot`; or a source that set-up itself provides.
struct Interpolant {
  enum class Source : uint8_t { VertexOutput, PointCoordS, PointCoordT, Zero };
  Source source = Source::VertexOutput;
  uint32_t vertexSlot = 0;  ///< index into vertex.outputs
  ir::Interpolation interpolation = ir::Interpolation::Smooth;
  bool centroid = false;
};

struct FragmentOutput {
  std::string name;
  uint32_t glType = 0;
  int32_t location = 0;
  int32_t size = 1;
  bool isArray = false;  ///< of `size` elements, which may be one
  uint32_t index = 0;    ///< 1: the second source of blending
};

/// What transform feedback captures, in order of the names given. Slots are vertex.outputs indices.
struct CapturedVarying {
  std::string name;
  uint32_t glType = 0;
  int32_t size = 1;
  std::vector<uint32_t> vertexSlots;
};

struct LinkOptions {
  bool operator==(const LinkOptions&) const = default;

  std::vector<std::pair<std::string, uint32_t>> attributeBindings;  ///< bindAttribLocation
  std::vector<std::string> capturedVaryings;
  bool captureSeparate = false;
};

struct LinkedProgram {
  bool ok = false;
  std::string infoLog;
  int version = 100;
  std::vector<ActiveAttribute> attributes;
  std::vector<ActiveUniform> uniforms;  ///< default block first, then block members
  std::vector<ActiveUniformBlock> uniformBlocks;
  std::vector<SamplerSlot> samplers;
  std::vector<Interpolant> interpolants;  ///< by plane number
  std::vector<FragmentOutput> fragmentOutputs;
  std::vector<CapturedVarying> captured;
  uint32_t uniformWords = 0;    ///< size of the default block
  uint32_t locationCount = 0;   ///< uniform locations are 0 … locationCount-1
  int32_t depthRangeWord = -1;  ///< three words near, far, diff in the default block
  /// Words of the default block that a draw sets for the fragment stage: number of samples, sample,
  /// its place (x, y), places of all kSamplePlaces samples; places in pixels from the centre. -1:
  /// none.
  int32_t sampleWord = -1;
  bool perSample = false;       ///< the fragment stage runs once for each covered sample
  ir::Module vertex, fragment;  ///< optimised, verified
  /// gl_ClipDistance[i] and gl_CullDistance[i]: indices into vertex.outputs.
  std::vector<uint32_t> clipDistanceSlots, cullDistanceSlots;
  uint32_t colorOutputMask = 0;  ///< bit i: draw buffer i is written by the shader
  bool broadcastsColor = false;  ///< output 0 goes to every draw buffer (GL_EXT_draw_buffers)
  uint32_t secondaryColorOutputMask = 0;  ///< bit i: it gets a second source of blending
  bool usesDiscard = false, writesDepth = false, usesPointSize = false;
  std::shared_ptr<const front::Module> vertexAst, fragmentAst;  ///< for decompiling and debuggers
};
LinkedProgram linkProgram(const CompiledShader& vertex, const CompiledShader& fragment,
                          const LinkOptions& options, const Limits& limits);

/// Bytes that ShaderDraw::scratch must have for this module, for either back end.
uint32_t scratchBytes(const ir::Module& module);

/// The module as WASM SIMD128 bytes: imports `env.memory` and `env.__indirect_function_table`,
/// exports `run(batch: i32)`. Deterministic: no addresses, no uniform values.
std::vector<uint8_t> emitWasm(const ir::Module& module);

/// WebAssembly text of bytes made by emitWasm.
std::string printWat(const std::vector<uint8_t>& wasm);

/// GLSL ES 3.00 regenerated from a stage's IR; compiles again and draws the same picture.
std::string decompileGlsl(const LinkedProgram& program, Stage stage);

/// Reflection as JSON text (also in the custom section `nogpu.reflection` of emitted modules).
std::string reflectionJson(const LinkedProgram& program);

/// The interpreter as a ShaderCode target: reads ShaderDraw::code as `const interp::Program*`,
/// which interp::prepare (shader/interp/program.h) makes from a module.
void interpretVertex(void* batch);
void interpretFragment(void* batch);

}  // namespace nogpu::shader
