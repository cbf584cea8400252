// SPDX-License-Identifier: MIT
// Constant folding, algebra and known conditions, in one walk. Every rule is exact: the same bits
// for every input, signed zeros, infinities and denormals included. The bits of a NaN may change; a
// folded NaN is 0x7fc00000.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::passes {

/// Instructions:  constants are folded; identities (x * 1, x - 0.0, --x, x == x for ints, …)
/// removed. Conditions:    inside `If c` c is known, inside a loop's body its condition is; Ifs
/// whose condition
///                is constant become the side taken, loops that never begin become their head.
/// Phis:          a merge of one value with itself, a param that never changes, `c ? true : false`.
void simplify(ir::Module& module);

}  // namespace nogpu::shader::passes
