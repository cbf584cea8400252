// SPDX-License-Identifier: MIT
// The IR as text, for golden tests, the ShaderInspector and debugging. ir/parse.h reads it back.
//
//   fragment planes=1 samplers=1 uniforms=5 blocks=1
//   block 0: 64                           bytes
//   input 0: Interpolant F32 smooth index=0
//   array 0: F32[4] weights
//   constants: 0x3f800000 0x40000000
//   {
//     v F32 %0 = InputLoad 0              v: varying, u: uniform
//     u F32 %1 = UniformLoad [16]         or [%i + 16]; BlockLoad 2[%i + 16]; LocalLoad 0[%i + 1]
//     u F32 %2 = Const 0.5                floats that have no short decimal: 0x7fc00000
//     v Bool %3 = FLt %0, %1
//     If %3 {
//       v F32 %4 = FMul %0, %0
//     } else {
//     }
//     v F32 %5 = Phi %4, %2               merges follow their If: then value, else value
//     Loop @12:3 {                        line and column of the loop in the source
//       v F32 %6 = Phi %5, %8 escapes     params come first: init, next
//       v Bool %7 = FLt %6, %1
//     } while %7 {
//       v F32 %8 = FAdd %6, %2
//     }
//     v Tex %9 = Tex Implicit D2 F32 sampler=0 coord=(%6, %5)
//     v F32 %10 = TexResult %9, 0
//   }
//   output 0: Color F32 index=0 = %10
#pragma once

#include <string>

#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

/// Values are numbered in the order of the text, whatever their ids; after passes::compact (which
/// passes::optimize ends with) the two agree. Locations are left out except those of loops, which a
/// run can report.
std::string print(const Module& module);

}  // namespace nogpu::shader::ir
