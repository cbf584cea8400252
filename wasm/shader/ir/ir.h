// SPDX-License-Identifier: MIT
// The IR: typed, structured, in SSA form, scalar. Vectors and matrices have been broken up; all
// user functions are inlined; one Module is one stage of one program. Structured because WASM is:
// there are no gotos, only nested blocks.
//
//   Module ── entry ─▶ Block: [inst, inst, If, inst, Loop, …]
//                               │              │
//                               │              └─ head block → cond; body block; params (Phi)
//                               └─ then block, else block; merges (Phi)
//
// SPMD reading: every instruction runs for four lanes (2×2 quad, or four vertices). Pure
// instructions run for all lanes whatever the exec mask; only kMasked ones and loop exits look at
// it. An If with a varying condition runs both sides (each side may be skipped when no lane takes
// it) and selects at its merges; with a uniform condition it is a real branch.
//
//   merges  phi = lane took "then" ? thenValue : elseValue. A lane outside the exec mask took
//           neither: its value is arbitrary, except where If::idleLanesZero asks for 0.
//   Loop    params start at init; repeat { head; lanes whose cond is false leave; if none is left:
//           exit; body; param = next for the lanes still inside }. A param read after the loop has
//           each lane's value at the moment that lane left. A param not read after the loop need
//           not be frozen for lanes that left, and stays uniform if its init and next are
//           (LoopParam::escapes). Both back ends freeze exactly the params that escape a loop whose
//           condition varies. There is no break, continue or return: lowering turns them into
//           conditions.
//   A value is visible in its own block after its instruction and in blocks nested there. Values of
//   a loop's head are visible in its body. Nothing defined inside an If or Loop is visible outside,
//   except through Phis.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shader/limits.h"
#include "shader/source_location.h"

namespace nogpu::shader::ir {

enum class Kind : uint8_t { None, F32, I32, Bool };

enum class Op : uint8_t {
#define X(name, operands, result, flags, meaning) name,
#include "shader/ir/ir_ops.def"
#undef X
  Count
};

enum OpFlag : uint8_t {
  kPure = 1,
  kCommutes = 2,
  kQuad = 4,
  kMasked = 8,
  kControl = 16,
  kVarying = 32,
};

using ValueId = uint32_t;  ///< index into Module::insts
using BlockId = uint32_t;  ///< index into Module::blocks
inline constexpr ValueId kNoValue = 0xffffffffu;

struct Inst {
  Op op;
  Kind kind;     ///< of the result
  bool uniform;  ///< one value for all lanes of a batch; set by passes/uniformity
  ValueId a = kNoValue, b = kNoValue, c = kNoValue;
  uint32_t imm = 0, imm2 = 0;
  SourceLoc loc{};
};

struct Block {
  std::vector<ValueId> insts;
};

struct Merge {
  ValueId phi, thenValue, elseValue;
};
struct If {
  BlockId thenBlock, elseBlock;
  std::vector<Merge> merges;
  /// Varying condition only: lanes outside the exec mask get 0 from the merges, so that a kQuad
  /// instruction that looks at them sees the same bits in both back ends; set by passes/uniformity.
  bool idleLanesZero = false;
};

struct LoopParam {
  ValueId phi, init, next;
  bool escapes;
};
struct Loop {
  BlockId head, body;
  ValueId cond;
  std::vector<LoopParam> params;
};

/// How a texture is looked up. The order is that of SamplerDesc::fn in shader/abi.h.
enum class TexMethod : uint8_t {
  Implicit,  ///< LOD from quad derivatives, `lod` is the bias (or kNoValue)
  Lod,       ///< `lod` explicit
  Grad,      ///< ddx, ddy explicit
  Fetch,     ///< integer texel coordinates in coord, `lod` an I32 level
  Size,      ///< `lod` an I32 level; results are I32 width, height, depth or layers
  Count
};
enum class TexDim : uint8_t { D2, Cube, D3, D2Array };

struct Tex {
  TexMethod method;
  TexDim dim;
  bool shadow;            ///< coord's depth reference is in `dref`; result component 0 only
  Kind resultKind;        ///< F32, or I32 for integer samplers and Size
  uint32_t samplerSlot;   ///< index into ShaderDraw::samplers; first of an array of samplers
  uint32_t samplerCount;  ///< length of that array (1 if none)
  ValueId samplerIndex = kNoValue;  ///< added to samplerSlot; below samplerCount; lane 0 is taken
  ValueId coord[3] = {kNoValue, kNoValue, kNoValue};  ///< s, t, r or layer
  ValueId dref = kNoValue;
  ValueId lod = kNoValue;
  ValueId ddx[3] = {kNoValue, kNoValue, kNoValue};
  ValueId ddy[3] = {kNoValue, kNoValue, kNoValue};
  int8_t offset[3] = {0, 0, 0};
};

/// Where an input slot's value comes from.
enum class InputSemantic : uint8_t {
  Attribute,    ///< vertex: `index` = location * 4 + component; raw 32 bits of `kind`
  VertexId,     ///< vertex, I32
  InstanceId,   ///< vertex, I32
  DrawId,       ///< vertex, I32
  Interpolant,  ///< fragment: `index` = plane number, see abi.h
  FragCoordX,
  FragCoordY,
  FragCoordZ,
  FragCoordW,   ///< fragment
  FrontFacing,  ///< fragment, Bool
  // Fragment, of each pixel of the batch (shader/abi.h):
  SampleMask,  ///< I32: the samples covered
  CentroidX,   ///< where inside of the pixel and the primitive, from the centre, in pixels
  CentroidY,
};
/// OverW: the plane of Smooth as it is, not multiplied by w.
enum class Interpolation : uint8_t { Smooth, Flat, Linear, OverW };
inline bool isPerspective(Interpolation i) {
  return i == Interpolation::Smooth || i == Interpolation::OverW;
}

struct InputSlot {
  InputSemantic semantic;
  Kind kind;
  Interpolation interpolation = Interpolation::Smooth;
  bool centroid = false;
  uint32_t index = 0;
};

enum class OutputSemantic : uint8_t {
  Position,        ///< vertex, `index` = component
  PointSize,       ///< vertex
  Varying,         ///< vertex, `index` = the linker's number of the scalar
  Color,           ///< fragment, `index` = draw buffer * 4 + component
  FragDepth,       ///< fragment
  SecondaryColor,  ///< fragment, as Color: the second source of blending
  SampleMask,      ///< fragment, I32: the samples that may be written
};
struct OutputSlot {
  OutputSemantic semantic;
  Kind kind;
  uint32_t index;
  ValueId value;
};

/// An array that must live in memory because it is indexed dynamically. Elements are scalars, one
/// per lane (16 bytes each). Contents are what the last run left: lowering stores initial values.
struct LocalArray {
  uint32_t elements;
  Kind kind;
  std::string name;
};

struct Module {
  Stage stage = Stage::Vertex;
  std::vector<Inst> insts;
  std::vector<Block> blocks;
  std::vector<If> ifs;
  std::vector<Loop> loops;
  std::vector<Tex> texs;
  std::vector<LocalArray> arrays;
  std::vector<uint32_t> constants;  ///< read-only tables for ConstLoad
  std::vector<InputSlot> inputs;    ///< dense: only what is read
  std::vector<OutputSlot> outputs;  ///< dense; values are read when the entry block has run
  BlockId entry = 0;
  uint32_t planeCount = 0;    ///< fragment: number of Interpolant planes
  uint32_t samplerCount = 0;  ///< samplers addressed by samplerSlot, of the whole program
  // What may be addressed; the caller provides at least that much. ir::verify holds loads to it.
  uint32_t uniformWords = 0;         ///< size of the default block
  std::vector<uint32_t> blockBytes;  ///< sizes of the uniform blocks, of the whole program
};

struct OpInfo {
  const char* name;
  uint8_t operands;
  uint8_t flags;
  const char* meaning;
};
/// The row of ir_ops.def.
const OpInfo& opInfo(Op op);

inline bool isPure(Op op) { return (opInfo(op).flags & kPure) != 0; }

}  // namespace nogpu::shader::ir
