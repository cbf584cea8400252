// SPDX-License-Identifier: MIT
// Depth is compared in the precision of the plane: incoming values are quantised first (ES 3.0
// §4.1.5). All three layouts compare as signed integers, floats too, since they are not negative.
#include "pipeline/depth_stencil.h"

#include <algorithm>

#include "pipeline/color_codec.h"

namespace nogpu::pipeline {
namespace {

v128_t splatMask(bool set) { return wasm_i32x4_splat(set ? -1 : 0); }

inline v128_t compare(const CompareMasks& m, v128_t incoming, v128_t stored) {
  const v128_t less = wasm_v128_and(wasm_i32x4_gt(stored, incoming), m.less);
  const v128_t greater = wasm_v128_and(wasm_i32x4_gt(incoming, stored), m.greater);
  return wasm_v128_xor(wasm_v128_or(less, greater), m.invert);
}

/// The comparisons that nearly all draws use; code of its own saves four operations a quad or
/// sample.
enum class DepthOrder { Any, Less, LessEqual };

template <DepthOrder kOrder>
inline v128_t compareDepth(const CompareMasks& m, v128_t incoming, v128_t stored) {
  if constexpr (kOrder == DepthOrder::Less) return wasm_i32x4_gt(stored, incoming);
  if constexpr (kOrder == DepthOrder::LessEqual) return wasm_i32x4_ge(stored, incoming);
  return compare(m, incoming, stored);
}

// ---- the three layouts
// ----------------------------------------------------------------------------

template <DepthLayout kLayout>
struct DepthPlane {
  static constexpr size_t kTexelBytes = kLayout == DepthLayout::D16 ? 2 : 4;

  static v128_t quantise(v128_t z, const DepthStencil& state) {
    // NaN becomes the lowest.
    const v128_t clamped = wasm_f32x4_pmin(state.highest, wasm_f32x4_pmax(state.lowest, z));
    if constexpr (kLayout == DepthLayout::D32F) return clamped;
    const v128_t scaled = wasm_f32x4_mul(clamped, state.depthScale);
    if constexpr (kLayout == DepthLayout::D16) {
      return wasm_v128_and(roundBits(scaled), wasm_i32x4_splat(0xFFFF));
    }
    return wasm_i32x4_trunc_sat_f32x4(wasm_f32x4_nearest(scaled));
  }
  static v128_t load(const QuadRows& q) {
    if constexpr (kLayout == DepthLayout::D16)
      return loadQuad16(q);
    else
      return loadQuad32(q);
  }
  static void store(const QuadRows& q, v128_t value, v128_t mask) {
    if constexpr (kLayout == DepthLayout::D16)
      storeQuad16(q, value, mask);
    else
      storeQuad32(q, value, mask);
  }
};

/// Lanes of `mask` that pass; those are written if kWrites and depth writes are on.
template <DepthLayout kLayout, bool kWrites, DepthOrder kOrder = DepthOrder::Any>
inline v128_t testDepth(const DepthStencil& state, v128_t z, const QuadRows& rows, v128_t mask) {
  if constexpr (kLayout == DepthLayout::None) {
    (void)state, (void)z, (void)rows;
    return mask;
  } else {
    using Plane = DepthPlane<kLayout>;
    const v128_t incoming = Plane::quantise(z, state), stored = Plane::load(rows);
    const v128_t pass =
        wasm_v128_and(compareDepth<kOrder>(state.depthFunc, incoming, stored), mask);
    if (kWrites && state.depthWrite) {
      Plane::store(rows, wasm_v128_bitselect(incoming, stored, pass), pass);
    }
    return pass;
  }
}

/// The same for the four samples of each pixel: the coverage that is left. Written only if any
/// passes, which behind other things is rare.
template <DepthLayout kLayout, bool kWrites, DepthOrder kOrder>
inline v128_t testFourSamples(const DepthStencil& state, v128_t z, const v128_t* zSample,
                              const QuadRows& first, v128_t covered) {
  using Plane = DepthPlane<kLayout>;
  constexpr int kSamples = 4;
  v128_t incoming[kSamples], stored[kSamples], pass[kSamples], left = wasm_i32x4_splat(0);
  for (int s = 0; s < kSamples; ++s) {
    incoming[s] = Plane::quantise(wasm_f32x4_add(z, zSample[s]), state);
    stored[s] = Plane::load(first.at(static_cast<size_t>(s) * state.depth.sampleStrideBytes));
    // Bit s of the coverage in all bits.
    const v128_t lanes = wasm_i32x4_shr(wasm_i32x4_shl(covered, 31 - s), 31);
    pass[s] = wasm_v128_and(compareDepth<kOrder>(state.depthFunc, incoming[s], stored[s]), lanes);
    left = wasm_v128_or(left, wasm_v128_and(pass[s], wasm_i32x4_splat(1 << s)));
  }
  if (kWrites && state.depthWrite && wasm_v128_any_true(left)) {
    for (int s = 0; s < kSamples; ++s) {
      Plane::store(first.at(static_cast<size_t>(s) * state.depth.sampleStrideBytes),
                   wasm_v128_bitselect(incoming[s], stored[s], pass[s]), pass[s]);
    }
  }
  return left;
}

// ---- stencil
// --------------------------------------------------------------------------------------

v128_t stencilResult(StencilOp op, v128_t old, uint8_t ref) {
  const v128_t one = wasm_i32x4_splat(1), top = wasm_i32x4_splat(255);
  switch (op) {
    case StencilOp::Keep:
      return old;
    case StencilOp::Zero:
      return wasm_i32x4_splat(0);
    case StencilOp::Replace:
      return wasm_i32x4_splat(ref);
    case StencilOp::IncrementClamp:
      return wasm_i32x4_min(wasm_i32x4_add(old, one), top);
    case StencilOp::DecrementClamp:
      return wasm_i32x4_max(wasm_i32x4_sub(old, one), wasm_i32x4_splat(0));
    case StencilOp::Invert:
      return wasm_v128_xor(old, top);
    case StencilOp::IncrementWrap:
      return wasm_v128_and(wasm_i32x4_add(old, one), top);
    case StencilOp::DecrementWrap:
      return wasm_v128_and(wasm_i32x4_sub(old, one), top);
  }
  return old;
}

template <DepthLayout kLayout>
v128_t testStencilAndDepth(const DepthStencil& state, const StencilState& face, v128_t z,
                           const QuadRows& depthRows, const QuadRows& rows, v128_t mask) {
  const StencilFace& f = face.face;
  const v128_t old = loadQuad8(rows), readMask = wasm_i32x4_splat(f.readMask);
  const v128_t stencilPass =
      compare(face.func, wasm_i32x4_splat(f.ref & f.readMask), wasm_v128_and(old, readMask));
  const v128_t reachesDepth = wasm_v128_and(mask, stencilPass);
  const v128_t pass = testDepth<kLayout, true>(state, z, depthRows, reachesDepth);

  const v128_t afterFail = stencilResult(f.stencilFail, old, f.ref);
  const v128_t afterDepth = wasm_v128_bitselect(stencilResult(f.pass, old, f.ref),
                                                stencilResult(f.depthFail, old, f.ref), pass);
  const v128_t result = wasm_v128_bitselect(afterDepth, afterFail, stencilPass);
  const v128_t written = wasm_v128_bitselect(result, old, wasm_i32x4_splat(f.writeMask));
  storeQuad8(rows, wasm_v128_bitselect(written, old, mask), mask);
  return pass;
}

// ---- runs of quads
// --------------------------------------------------------------------------------

enum class When { Early, EarlyReject, Late };

/// One quad, one or all samples: the lanes left. Coverage is updated.
template <DepthLayout kLayout, bool kStencil, bool kMultisample, When kWhen, DepthOrder kOrder>
inline v128_t testQuad(const DepthStencil& state, const StencilState& face, const v128_t* zSample,
                       v128_t z, const QuadRows& depthRows, const QuadRows& stencilRows,
                       v128_t mask, v128_t& coverage) {
  const auto testSample = [&](v128_t zs, uint32_t s, v128_t lanes) {
    const QuadRows rows = depthRows.at(s * state.depth.sampleStrideBytes);
    if constexpr (kStencil) {
      return testStencilAndDepth<kLayout>(
          state, face, zs, rows, stencilRows.at(s * state.stencil.sampleStrideBytes), lanes);
    } else {
      (void)face, (void)stencilRows;
      return testDepth<kLayout, kWhen != When::EarlyReject, kOrder>(state, zs, rows, lanes);
    }
  };
  if constexpr (!kMultisample) {
    (void)zSample, (void)coverage;
    return testSample(z, 0, mask);
  } else {
    const v128_t covered = wasm_v128_and(coverage, mask);
    if constexpr (!kStencil && kLayout != DepthLayout::None) {
      if (state.samples == 4) {
        coverage = testFourSamples<kLayout, kWhen != When::EarlyReject, kOrder>(state, z, zSample,
                                                                                depthRows, covered);
        return wasm_i32x4_ne(coverage, wasm_i32x4_splat(0));
      }
    }
    v128_t left = wasm_i32x4_splat(0);
    for (uint32_t s = 0; s < state.samples; ++s) {
      const v128_t lanes = sampleLanes(covered, s);
      const v128_t pass = testSample(wasm_f32x4_add(z, zSample[s]), s, lanes);
      const v128_t bit = wasm_i32x4_splat(static_cast<int32_t>(1u << s));
      left = wasm_v128_or(left, wasm_v128_and(pass, bit));
    }
    coverage = left;
    return wasm_i32x4_ne(left, wasm_i32x4_splat(0));
  }
}

template <DepthLayout kLayout, bool kStencil, bool kMultisample, When kWhen,
          DepthOrder kOrder = DepthOrder::Any>
uint32_t testQuads(const DepthStencil& drawState, QuadBatch& batch,
                   const shader::FragmentSegment& primitive, uint32_t begin, uint32_t end,
                   const v128_t* fragDepth, uint32_t fragDepthStride) {
  // Copies, because the compiler must take every store to a plane for a store to these.
  const DepthStencil state = drawState;
  const shader::FragmentSegment segment = primitive;
  const StencilState face = segment.frontFacing ? state.front : state.back;
  if constexpr (kWhen != When::Late) fragDepth = nullptr;
  v128_t zSample[kMaxSamples];
  if constexpr (kMultisample) {
    const SampleOffset* pattern = samplePattern(state.samples);
    for (uint32_t s = 0; s < state.samples; ++s) {
      const float dz = segment.z[1] * (static_cast<float>(pattern[s].x) / kSubpixelsPerPixel) +
                       segment.z[2] * (static_cast<float>(pattern[s].y) / kSubpixelsPerPixel);
      zSample[s] = wasm_f32x4_splat(fragDepth ? 0.0f : dz);
    }
  }
  const DepthPlaneEquation plane(segment);
  uint32_t kept = begin;
  for (uint32_t q = begin; q < end; ++q) {
    const int32_t x = batch.shader.quadX[q], y = batch.shader.quadY[q];
    const v128_t z = fragDepth ? fragDepth[q * fragDepthStride] : plane.at(x, y);
    v128_t coverage = wasm_i32x4_splat(0);
    if constexpr (kMultisample) coverage = batch.coverage[q];
    [[maybe_unused]] constexpr size_t kBytes = DepthPlane<kLayout>::kTexelBytes;
    const auto test = [&](const QuadRows& depthRows) {
      QuadRows stencilRows{};
      if constexpr (kStencil) stencilRows = quadRows<1>(state.stencil, x, y);
      return testQuad<kLayout, kStencil, kMultisample, kWhen, kOrder>(
          state, face, zSample, z, depthRows, stencilRows, batch.shader.mask[q], coverage);
    };
    v128_t mask;
    if constexpr (kLayout == DepthLayout::None) {
      mask = test(QuadRows{});
    } else if (state.depth.whole(x, y)) {
      mask = test(wholeQuadRows<kBytes>(state.depth, x, y));
    } else {
      mask = test(quadRows<kBytes>(state.depth, x, y));
    }
    const uint32_t to = kWhen == When::Late ? q : kept;
    batch.shader.mask[to] = mask;
    if constexpr (kMultisample) batch.coverage[to] = coverage;
    if constexpr (kWhen != When::Late) {
      // Branch-free: the quad is overwritten by the next one if it has no lane left.
      batch.shader.quadX[to] = x;
      batch.shader.quadY[to] = y;
      kept += wasm_v128_any_true(mask) ? 1 : 0;
    }
  }
  return kWhen == When::Late ? end : kept;
}

template <DepthLayout kLayout, bool kMultisample>
void chooseFor(DepthStencil& state, CompareFunc func) {
  if (state.hasStencil) {
    state.testAndSqueeze = testQuads<kLayout, true, kMultisample, When::Early>;
    state.test = testQuads<kLayout, true, kMultisample, When::Late>;
  } else if constexpr (kLayout != DepthLayout::None) {
    state.testAndSqueeze = testQuads<kLayout, false, kMultisample, When::Early>;
    if (func == CompareFunc::Less) {
      state.testAndSqueeze = testQuads<kLayout, false, kMultisample, When::Early, DepthOrder::Less>;
    } else if (func == CompareFunc::LessEqual) {
      state.testAndSqueeze =
          testQuads<kLayout, false, kMultisample, When::Early, DepthOrder::LessEqual>;
    }
    state.rejectOnly = testQuads<kLayout, false, kMultisample, When::EarlyReject>;
    state.test = testQuads<kLayout, false, kMultisample, When::Late>;
  }
}

template <DepthLayout kLayout>
void chooseForLayout(DepthStencil& state, CompareFunc func) {
  if (state.samples > 1)
    chooseFor<kLayout, true>(state, func);
  else
    chooseFor<kLayout, false>(state, func);
}

DepthLayout depthLayout(const Surface& surface) {
  switch (format::info(surface.format).layout) {
    case format::Layout::Depth16:
      return DepthLayout::D16;
    case format::Layout::Depth24:
      return DepthLayout::D24;
    case format::Layout::Depth32F:
      return DepthLayout::D32F;
    default:
      return DepthLayout::None;
  }
}

/// Whether a face lets everything pass and changes nothing, as far as the stencil plane goes.
bool isNoop(const StencilFace& f) {
  return f.func == CompareFunc::Always &&
         (f.writeMask == 0 || (f.depthFail == StencilOp::Keep && f.pass == StencilOp::Keep));
}

/// Early rejection against planes that are written later needs a test that only gets harder to
/// pass.
bool isMonotone(CompareFunc f) {
  return f == CompareFunc::Less || f == CompareFunc::LessEqual || f == CompareFunc::Greater ||
         f == CompareFunc::GreaterEqual;
}

}  // namespace

CompareMasks compareMasks(CompareFunc func) {
  struct Row {
    bool less, greater, invert;
  };
  static constexpr Row kRows[8] = {
      {false, false, false},  // Never
      {true, false, false},   // Less
      {true, true, true},     // Equal
      {false, true, true},    // LessEqual: not greater
      {false, true, false},   // Greater
      {true, true, false},    // NotEqual
      {true, false, true},    // GreaterEqual: not less
      {false, false, true},   // Always
  };
  const Row& r = kRows[static_cast<int>(func)];
  return {splatMask(r.less), splatMask(r.greater), splatMask(r.invert)};
}

DepthStencil resolveDepthStencil(const DrawCall& call) {
  DepthStencil state;
  state.samples = call.target.samples;
  if (call.clip.depthClamp) {
    state.lowest = wasm_f32x4_splat(std::min(call.depthNear, call.depthFar));
    state.highest = wasm_f32x4_splat(std::max(call.depthNear, call.depthFar));
  }
  const DepthState& depth = call.depth;
  const bool idleDepth = depth.func == CompareFunc::Always && !depth.write;
  if (depth.test && call.target.depth && !idleDepth) {
    state.layout = depthLayout(call.target.depth);
    state.depth = TexelPlane(call.target.depth);
    state.depthWrite = depth.write;
    state.depthFunc = compareMasks(depth.func);
    state.depthScale = wasm_f32x4_splat(state.layout == DepthLayout::D16 ? 65535.0f : 16777215.0f);
  }
  if (call.stencilTest && call.target.stencil &&
      !(isNoop(call.stencilFront) && isNoop(call.stencilBack))) {
    state.hasStencil = true;
    state.stencil = TexelPlane(call.target.stencil);
    state.front = {call.stencilFront, compareMasks(call.stencilFront.func)};
    state.back = {call.stencilBack, compareMasks(call.stencilBack.func)};
  }
  switch (state.layout) {
    case DepthLayout::None:
      chooseForLayout<DepthLayout::None>(state, depth.func);
      break;
    case DepthLayout::D16:
      chooseForLayout<DepthLayout::D16>(state, depth.func);
      break;
    case DepthLayout::D24:
      chooseForLayout<DepthLayout::D24>(state, depth.func);
      break;
    case DepthLayout::D32F:
      chooseForLayout<DepthLayout::D32F>(state, depth.func);
      break;
  }
  if (!isMonotone(depth.func)) state.rejectOnly = nullptr;
  return state;
}

}  // namespace nogpu::pipeline
