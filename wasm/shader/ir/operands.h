// SPDX-License-Identifier: MIT
// Visiting the values an instruction reads, side tables included. What merges and loop params read
// is not an operand of the If or Loop: it is read at the end of the nested blocks, and every walk
// over the structure has its own moment for it.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

/// Calls fn(id) for each value that `tex` reads. `TexT` is Tex or const Tex; fn may take a
/// reference.
template <class TexT, class Fn>
void forEachTexOperand(TexT& tex, Fn&& fn) {
  const auto visit = [&](auto& id) {
    if (id != kNoValue) fn(id);
  };
  visit(tex.samplerIndex);
  for (auto& id : tex.coord) visit(id);
  visit(tex.dref);
  visit(tex.lod);
  for (auto& id : tex.ddx) visit(id);
  for (auto& id : tex.ddy) visit(id);
}

/// Calls fn(id) for each value that `inst` reads: a, b, c, an If's condition, a Tex's operands. A
/// Loop's condition belongs to its head block and is not visited.
template <class ModuleT, class InstT, class Fn>
void forEachOperand(ModuleT& module, InstT& inst, Fn&& fn) {
  if (inst.op == Op::Tex) {
    forEachTexOperand(module.texs[inst.imm], fn);
    return;
  }
  if (inst.a != kNoValue) fn(inst.a);
  if (inst.b != kNoValue) fn(inst.b);
  if (inst.c != kNoValue) fn(inst.c);
}

}  // namespace nogpu::shader::ir
