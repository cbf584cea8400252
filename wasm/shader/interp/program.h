// SPDX-License-Identifier: MIT
// What the interpreter runs: a module flattened to linear code over a register file. Made once per
// program and stage; ShaderDraw::code points at it.
//
//   frame   [constants | uniform values | varying values, registers shared by lifetime]
//   code    prologue … Return   main … Return
//           once per batch      once per step of kWidth quads (or vertex groups)
//
// A register is kWidth v128, one per quad of the step: a dispatch costs more than an addition, so
// each is paid once for two quads, as emitted code interleaves two. Bools are all ones or zero.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "shader/abi.h"
#include "shader/ir/ir.h"

namespace nogpu::shader::interp {

inline constexpr uint32_t kWidth = kMaxInterleave;

using Reg = uint32_t;  ///< index into Program::frame
inline constexpr Reg kNoReg = 0xffffffffu;

struct alignas(16) Lanes {
  v128_t v[kWidth];
};

/// The operations: the lane ops of the IR by their own names, then what only linear code has.
enum class Code : uint16_t {
#define UNARY(name, expression) name,
#define BINARY(name, expression) name,
#define TERNARY(name, expression) name,
#include "shader/ir/lane_ops.def"
#undef UNARY
#undef BINARY
#undef TERNARY
  MulAdd,    ///< dst = a * b + c, rounded twice: FMul and FAdd in one dispatch
  MulSub,    ///< dst = a * b - c
  SubMul,    ///< dst = c - a * b
  ShlSplat,  ///< dst = a << b, b the same in all lanes: what SIMD128 can do in one instruction
  ShrSplat,
  UShrSplat,
  ClampIndex,     ///< dst = unsigned min(a, imm - 1)
  UniformWord,    ///< dst = splat of the word at uniforms + imm
  UniformSplat,   ///< … + imm + a, a the same in all lanes
  UniformGather,  ///< … + imm + a per lane
  BlockWord,      ///< the same for blocks[b]
  BlockSplat,
  BlockGather,
  ConstWord,  ///< the same for ShaderDraw::constants
  ConstSplat,
  ConstGather,
  ToMask,       ///< dst = a != 0: a loaded Bool
  VertexInput,  ///< dst = input slot imm of the group
  Flat,         ///< dst = c of plane imm
  Linear,       ///< dst = plane imm at the pixel
  Smooth,       ///< dst = plane imm at the pixel / (1/w)
  FragCoordX,
  FragCoordY,
  FragCoordZ,
  FragCoordW,
  FrontFacing,
  SampleMask,
  CentroidX,
  CentroidY,
  LocalLoad,        ///< dst = element at scratch + imm
  LocalLoadSplat,   ///< element index in a, the same in all lanes; 16 * kWidth bytes each
  LocalLoadGather,  ///< element index in a, per lane
  LocalStore,       ///< element at scratch + imm = b, for lanes in the exec mask
  LocalStoreSplat,
  LocalStoreScatter,
  Tex,          ///< Program::texs[imm]
  Discard,      ///< mask &= ~exec
  Move,         ///< dst = a
  MoveMasked,   ///< dst = exec ? a : dst
  SelectIdle,   ///< dst = a ? b : c; 0 for lanes outside the exec mask
  Jump,         ///< to imm
  JumpIfFalse,  ///< to imm if a is false in lane 0
  EnterThen,    ///< dst = exec; exec &= a; to imm if no lane is left
  EnterElse,    ///< exec = b & ~a; to imm if no lane is left
  SaveExec,     ///< dst = exec
  RestoreExec,  ///< exec = a
  LoopTest,     ///< exec &= a; to imm if no lane is left
  BackEdge,     ///< to imm; counted against the budget; b is the loop's line
  Return,
  Count
};

struct Instr {
  Code code = Code::Return;
  Reg dst = kNoReg, a = kNoReg, b = kNoReg, c = kNoReg;
  uint32_t imm = 0;
};

/// ir::Tex with registers for values.
struct TexCall {
  ir::TexMethod method;
  uint32_t samplerSlot;
  Reg samplerIndex, dref, lod;
  Reg coord[3], ddx[3], ddy[3];
  Reg result[4];  ///< kNoReg where nobody asks
  int32_t offset[4];
};

struct Program {
  std::vector<Instr> prologue, main;
  std::vector<TexCall> texs;
  std::vector<Reg> outputs;  ///< by output slot
  uint32_t inputCount = 0;
  uint32_t planeStride = 0;
  /// Registers. Constants are in it from the start; the rest is what the last run left. Owned here
  /// so that a draw allocates nothing; a Program is run by one thread at a time.
  mutable std::vector<Lanes> frame;
};

/// Never fails for a module that ir::verify accepts and passes::inferUniformity has seen.
std::unique_ptr<Program> prepare(const ir::Module& module);

}  // namespace nogpu::shader::interp
