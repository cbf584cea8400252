// SPDX-License-Identifier: MIT
// The `run` golden tests: IR with the batch to run it on, in comments of the IR text; the result as
// text. Values are written as in IR: 1.5, -3, 0x7fc00000.
//
//   ; uniforms 1.0 2                  words of the default block
//   ; block 0 1.0 2.0                 words of a uniform block, in order of blocks
//   ; budget 10                       back-edges
//   ; group                           vertex: begins a group of four vertices
//   ; input 1.0 2.0 3.0 4.0           … and its slots in order, four lanes each
//   ; plane 0.0 1.0 0.0               fragment: c, dx, dy of the planes in order
//   ; z 0.5 0.0 0.0                   window depth
//   ; oneOverW 1.0 0.0 0.0
//   ; reference 8 8                   the segment's reference pixel
//   ; back                            a back face
//   ; quad 8 10 1101                  x, y, mask of lanes 0 to 3
//
// Textures are those of sampleText: r = s + lod, g = t, b = r or layer, a = method; shadow lookups
// compare dref <= s.
#pragma once

#include <string>
#include <string_view>

#include "shader/abi.h"

namespace nogpu::shader::test {

/// Runs `text` in the interpreter. On a mistake in the text: one line that says which.
std::string runText(std::string_view text);

/// A sampler for tests, usable as SamplerDesc::fn of any method.
const SamplerDesc& textSampler();

}  // namespace nogpu::shader::test
