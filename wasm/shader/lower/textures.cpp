// SPDX-License-Identifier: MIT
// Texture functions to ir::Tex. ESSL 3.00 §8.8, ESSL 1.00 §8.7. Operands come in the order
//   sampler, P, [lod | dPdx, dPdy], [offset], [bias]
#include "shader/front/builtins.h"
#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

namespace {

using namespace texture_flags;

ir::TexDim dimOf(SamplerDim dim) {
  switch (dim) {
    case SamplerDim::Cube:
      return ir::TexDim::Cube;
    case SamplerDim::D3:
      return ir::TexDim::D3;
    case SamplerDim::D2Array:
      return ir::TexDim::D2Array;
    default:
      return ir::TexDim::D2;
  }
}

/// Components of a coordinate, layer included.
uint32_t coordCount(SamplerDim dim) { return dim == SamplerDim::D2 ? 2 : 3; }

}  // namespace

ir::Tex Lowering::startTexture(const Expr* e, const Place& sampler) {
  ir::Tex tex{};
  tex.method = ir::TexMethod::Implicit;
  tex.dim = dimOf(sampler.type->dim);
  tex.shadow = sampler.type->shadow;
  tex.resultKind = sampler.type->scalar == ScalarKind::Float ? ir::Kind::F32 : ir::Kind::I32;
  tex.samplerSlot = sampler.samplerSlot;
  tex.samplerCount = sampler.samplerReach;
  tex.samplerIndex = sampler.samplerIndex;
  if (e->builtin->id == BuiltinId::TextureSize) {
    tex.method = ir::TexMethod::Size;
    tex.resultKind = ir::Kind::I32;
    tex.shadow = false;
  }
  return tex;
}

Scalars Lowering::texture(const Expr* e) {
  const Place sampler = placeOf(e->operands[0]);
  ir::Tex tex = startTexture(e, sampler);
  const Scalars p = value(e->operands[1]);
  if (tex.method == ir::TexMethod::Size) {
    tex.lod = p[0];
    return finishTexture(e, tex);
  }

  const uint8_t flags = e->builtin->textureFlags;
  const uint32_t coords = coordCount(sampler.type->dim);
  for (uint32_t i = 0; i < coords; ++i) tex.coord[i] = p[i];
  if (tex.shadow) tex.dref = p[coords];
  if ((flags & kProj) != 0) {
    // The last component divides; a shadow sampler's reference as well.
    const V q = b.div(b.f(1.0f), p[p.size() - 1]);
    for (uint32_t i = 0; i < coords; ++i) tex.coord[i] = b.mul(tex.coord[i], q);
    if (tex.shadow) tex.dref = b.mul(tex.dref, q);
  }

  size_t next = 2;
  if ((flags & kLod) != 0) {
    tex.method = ir::TexMethod::Lod;
    tex.lod = scalar(e->operands[next++]);
  } else if ((flags & kGrad) != 0) {
    tex.method = ir::TexMethod::Grad;
    const Scalars dx = value(e->operands[next++]);
    const Scalars dy = value(e->operands[next++]);
    for (uint32_t i = 0; i < dx.size(); ++i) {
      tex.ddx[i] = dx[i];
      tex.ddy[i] = dy[i];
    }
  }
  if (e->builtin->id == BuiltinId::TexelFetch) tex.method = ir::TexMethod::Fetch;
  if ((flags & kOffset) != 0) {
    const Scalars offset = value(e->operands[next++]);
    for (uint32_t i = 0; i < offset.size(); ++i) {
      tex.offset[i] = static_cast<int8_t>(b.isConst(offset[i]) ? b.bitsOf(offset[i]) : 0);
    }
  }
  if ((flags & kBias) != 0) tex.lod = scalar(e->operands[next++]);
  if (tex.method == ir::TexMethod::Implicit && ast_.stage == Stage::Vertex) {
    // There are no derivatives: the base level. ESSL 3.00 §8.8.
    tex.method = ir::TexMethod::Lod;
    tex.lod = b.f(0.0f);
  }
  return finishTexture(e, tex);
}

Scalars Lowering::finishTexture(const Expr* e, const ir::Tex& tex) {
  b.setLoc(e->loc);
  const V lookup = b.tex(tex);
  const Scalars to = allocate(e->type->wordCount);
  for (uint32_t i = 0; i < to.size(); ++i) to[i] = b.texResult(lookup, i, tex.resultKind);
  return to;
}

}  // namespace nogpu::shader::lower
