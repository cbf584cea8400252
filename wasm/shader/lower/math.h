// SPDX-License-Identifier: MIT
// The scalar functions of ESSL 3.00 §8.1 to 8.4 as IR arithmetic: the one definition that both back
// ends and both builds run, so that the same input gives the same bytes everywhere.
//
// Accuracy (tests hold it): sin, cos 1e-6 absolute up to |x| = 1000; exp, exp2, log2, log, sqrt,
// inversesqrt 3 ULP; asin, acos, atan 4e-7 absolute. Results that are denormal may come out as
// zero. Polynomials are near-minimax fits, evaluated by Estrin's scheme: a quad's time is latency,
// and Horner's chain is twice as long.
#pragma once

#include <initializer_list>
#include <span>

#include "shader/ir/builder.h"

namespace nogpu::shader::lower {

class Math {
 public:
  using V = ir::ValueId;
  explicit Math(ir::Builder& builder) : b(builder) {}

  V sin(V x);
  V cos(V x);
  V tan(V x);
  V asin(V x);
  V acos(V x);
  V atan(V x);
  V atan2(V y, V x);
  V sinh(V x);
  V cosh(V x);
  V tanh(V x);
  V asinh(V x);
  V acosh(V x);
  V atanh(V x);

  V exp(V x);
  V exp2(V x);
  V log(V x);
  V log2(V x);
  V pow(V x, V y);
  V sqrt(V x) { return b.op(ir::Op::FSqrt, x); }
  V inverseSqrt(V x) { return b.div(b.f(1.0f), sqrt(x)); }

  V floor(V x) { return b.op(ir::Op::FFloor, x); }
  V fract(V x) { return b.sub(x, floor(x)); }
  V sign(V x);
  V mod(V x, V y) { return b.sub(x, b.mul(y, floor(b.div(x, y)))); }
  V min(V x, V y) { return b.min(y, x); }
  V max(V x, V y) { return b.max(y, x); }
  V clamp(V x, V low, V high) { return min(max(x, low), high); }
  V mix(V x, V y, V a) { return b.add(b.mul(x, b.sub(b.f(1.0f), a)), b.mul(y, a)); }
  V step(V edge, V x);
  V smoothstep(V edge0, V edge1, V x);
  V isNan(V x);
  V isInf(V x);

  /// Half floats: `half` in the low 16 bits, the others ignored (unpack) or zero (pack).
  V packHalf(V x);
  V unpackHalf(V half);

 private:
  V polynomial(V x, std::span<const float> coefficients);
  V polynomial(V x, std::initializer_list<float> coefficients) {
    return polynomial(x, std::span<const float>(coefficients.begin(), coefficients.size()));
  }
  /// x with the sign bit of `sign` flipped into it.
  V flipSign(V x, V signBits);
  /// clamp, but NaN stays NaN.
  V keepWithin(V x, V low, V high) { return b.min(b.max(x, low), high); }
  V signBitsOf(V x);
  V sinOfReduced(V x, V multiple, V parityBits);
  V log2Finite(V x);
  V powConstant(V x, float y);
  V asinOfSmall(V s, V z);
  V log1p(V x);

  ir::Builder& b;
};

}  // namespace nogpu::shader::lower
