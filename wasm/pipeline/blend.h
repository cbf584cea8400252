// SPDX-License-Identifier: MIT
// Blend equations over four lanes of separate r, g, b, a (ES 3.0 §4.1.7).
#pragma once

#include "pipeline/draw_call.h"
#include "simd/simd.h"

namespace nogpu::pipeline {

struct Blend {
  BlendState state;
  v128_t constant[4]{};  ///< splatted; clamped for fixed-point buffers
};

inline bool isSecondSource(BlendFactor factor) { return factor >= BlendFactor::Src1Color; }
inline bool usesSecondSource(const BlendState& s) {
  return s.enabled && (isSecondSource(s.srcRgb) || isSecondSource(s.dstRgb) ||
                       isSecondSource(s.srcAlpha) || isSecondSource(s.dstAlpha));
}

/// What a blend equation takes besides its state; four channels each.
struct BlendInputs {
  const v128_t* src;
  const v128_t* second;  ///< read for SRC1 factors only
  const v128_t* dst;
  const v128_t* constant;
};

/// The factor of channel `c` (3: alpha).
inline v128_t blendFactor(BlendFactor factor, int c, const BlendInputs& in) {
  const v128_t *src = in.src, *dst = in.dst, *constant = in.constant;
  const v128_t one = wasm_f32x4_splat(1.0f);
  switch (factor) {
    case BlendFactor::Zero:
      return wasm_f32x4_splat(0.0f);
    case BlendFactor::One:
      return one;
    case BlendFactor::SrcColor:
      return src[c];
    case BlendFactor::OneMinusSrcColor:
      return wasm_f32x4_sub(one, src[c]);
    case BlendFactor::SrcAlpha:
      return src[3];
    case BlendFactor::OneMinusSrcAlpha:
      return wasm_f32x4_sub(one, src[3]);
    case BlendFactor::DstAlpha:
      return dst[3];
    case BlendFactor::OneMinusDstAlpha:
      return wasm_f32x4_sub(one, dst[3]);
    case BlendFactor::DstColor:
      return dst[c];
    case BlendFactor::OneMinusDstColor:
      return wasm_f32x4_sub(one, dst[c]);
    case BlendFactor::SrcAlphaSaturate:
      return c == 3 ? one : wasm_f32x4_pmin(src[3], wasm_f32x4_sub(one, dst[3]));
    case BlendFactor::ConstantColor:
      return constant[c];
    case BlendFactor::OneMinusConstantColor:
      return wasm_f32x4_sub(one, constant[c]);
    case BlendFactor::ConstantAlpha:
      return constant[3];
    case BlendFactor::OneMinusConstantAlpha:
      return wasm_f32x4_sub(one, constant[3]);
    case BlendFactor::Src1Color:
      return in.second[c];
    case BlendFactor::OneMinusSrc1Color:
      return wasm_f32x4_sub(one, in.second[c]);
    case BlendFactor::Src1Alpha:
      return in.second[3];
    case BlendFactor::OneMinusSrc1Alpha:
      return wasm_f32x4_sub(one, in.second[3]);
  }
  return one;
}

inline v128_t blendChannel(BlendEquation equation, BlendFactor srcFactor, BlendFactor dstFactor,
                           int c, const BlendInputs& in) {
  if (equation == BlendEquation::Min) return wasm_f32x4_pmin(in.src[c], in.dst[c]);
  if (equation == BlendEquation::Max) return wasm_f32x4_pmax(in.src[c], in.dst[c]);
  const v128_t s = wasm_f32x4_mul(in.src[c], blendFactor(srcFactor, c, in));
  const v128_t d = wasm_f32x4_mul(in.dst[c], blendFactor(dstFactor, c, in));
  switch (equation) {
    case BlendEquation::Subtract:
      return wasm_f32x4_sub(s, d);
    case BlendEquation::ReverseSubtract:
      return wasm_f32x4_sub(d, s);
    default:
      return wasm_f32x4_add(s, d);
  }
}

/// Any state. `out` may not overlap the inputs; `second` may be null without SRC1 factors.
inline void blendGeneral(const Blend& b, const v128_t* src, const v128_t* second, const v128_t* dst,
                         v128_t* out) {
  const BlendState& s = b.state;
  const BlendInputs in{src, second, dst, b.constant};
  for (int c = 0; c < 3; ++c) out[c] = blendChannel(s.equationRgb, s.srcRgb, s.dstRgb, c, in);
  out[3] = blendChannel(s.equationAlpha, s.srcAlpha, s.dstAlpha, 3, in);
}

/// The states that nearly all draws use; specialised writers know them.
enum class BlendKind : uint8_t {
  None,
  SrcAlpha,        ///< rgb: SRC_ALPHA, ONE_MINUS_SRC_ALPHA; alpha: ONE, ONE_MINUS_SRC_ALPHA
  SrcAlphaAll,     ///< SRC_ALPHA, ONE_MINUS_SRC_ALPHA, alpha too
  Premultiplied,   ///< ONE, ONE_MINUS_SRC_ALPHA
  Add,             ///< ONE, ONE
  AddSrcAlpha,     ///< rgb: SRC_ALPHA, ONE; alpha: ONE, ONE
  AddSrcAlphaAll,  ///< SRC_ALPHA, ONE, alpha too
  General
};

/// One row for each kind: a sum of source · factor and destination · factor.
struct BlendKindRow {
  BlendKind kind;
  BlendFactor srcRgb, dstRgb, srcAlpha, dstAlpha;
};
inline constexpr BlendKindRow kBlendKinds[] = {
    {BlendKind::SrcAlpha, BlendFactor::SrcAlpha, BlendFactor::OneMinusSrcAlpha, BlendFactor::One,
     BlendFactor::OneMinusSrcAlpha},
    {BlendKind::SrcAlphaAll, BlendFactor::SrcAlpha, BlendFactor::OneMinusSrcAlpha,
     BlendFactor::SrcAlpha, BlendFactor::OneMinusSrcAlpha},
    {BlendKind::Premultiplied, BlendFactor::One, BlendFactor::OneMinusSrcAlpha, BlendFactor::One,
     BlendFactor::OneMinusSrcAlpha},
    {BlendKind::Add, BlendFactor::One, BlendFactor::One, BlendFactor::One, BlendFactor::One},
    {BlendKind::AddSrcAlpha, BlendFactor::SrcAlpha, BlendFactor::One, BlendFactor::One,
     BlendFactor::One},
    {BlendKind::AddSrcAlphaAll, BlendFactor::SrcAlpha, BlendFactor::One, BlendFactor::SrcAlpha,
     BlendFactor::One},
};

inline BlendKind blendKind(const BlendState& s) {
  if (!s.enabled) return BlendKind::None;
  if (s.equationRgb != BlendEquation::Add || s.equationAlpha != BlendEquation::Add) {
    return BlendKind::General;
  }
  for (const BlendKindRow& row : kBlendKinds) {
    if (s.srcRgb == row.srcRgb && s.dstRgb == row.dstRgb && s.srcAlpha == row.srcAlpha &&
        s.dstAlpha == row.dstAlpha) {
      return row.kind;
    }
  }
  return BlendKind::General;
}

/// The kind's row. Not for None and General.
constexpr BlendKindRow blendKindRow(BlendKind kind) {
  for (const BlendKindRow& row : kBlendKinds) {
    if (row.kind == kind) return row;
  }
  return {};
}

/// One side of a specialised sum: bit for bit what blendChannel() does with the factor.
template <BlendFactor kFactor>
inline v128_t blendTerm(v128_t color, v128_t srcAlpha, v128_t oneMinusSrcAlpha) {
  if constexpr (kFactor == BlendFactor::One) return color;
  if constexpr (kFactor == BlendFactor::SrcAlpha) return wasm_f32x4_mul(color, srcAlpha);
  return wasm_f32x4_mul(color, oneMinusSrcAlpha);
}

template <BlendKind kKind>
inline void blendQuad(const Blend& b, const v128_t* src, const v128_t* second, const v128_t* dst,
                      v128_t* out) {
  if constexpr (kKind == BlendKind::None) {
    for (int c = 0; c < 4; ++c) out[c] = src[c];
  } else if constexpr (kKind == BlendKind::General) {
    blendGeneral(b, src, second, dst, out);
  } else {
    constexpr BlendKindRow kRow = blendKindRow(kKind);
    const v128_t alpha = src[3], rest = wasm_f32x4_sub(wasm_f32x4_splat(1.0f), alpha);
    for (int c = 0; c < 3; ++c) {
      out[c] = wasm_f32x4_add(blendTerm<kRow.srcRgb>(src[c], alpha, rest),
                              blendTerm<kRow.dstRgb>(dst[c], alpha, rest));
    }
    out[3] = wasm_f32x4_add(blendTerm<kRow.srcAlpha>(alpha, alpha, rest),
                            blendTerm<kRow.dstAlpha>(dst[3], alpha, rest));
  }
}

/// What is known of a blended colour whose source and destination lie in 0 … 1.
enum class BlendRange : uint8_t {
  Any,
  NotNegative,  ///< ≥ 0 and a number
  Unit,         ///< besides, ≤ 1 but for rounding errors
};
constexpr BlendRange blendRange(BlendKind kind) {
  if (kind == BlendKind::SrcAlpha || kind == BlendKind::SrcAlphaAll) return BlendRange::Unit;
  return kind == BlendKind::None || kind == BlendKind::General ? BlendRange::Any
                                                               : BlendRange::NotNegative;
}

}  // namespace nogpu::pipeline
