// SPDX-License-Identifier: MIT
// Range reductions and polynomials. Float tricks used throughout:
//   nearest integer   m = x + 1.5·2^23 has round(x) in its low bits; m - 1.5·2^23 is round(x)
//   scaling by 2^n    adding n to the exponent field
//   min, max          FMin(a, b) and FMax(a, b) give a when a is NaN: in keepWithin that is x, so
//                     NaN gets through; in GLSL's min, max and clamp x is b, so that they give
//                     numbers, as GPUs do
#include "shader/lower/math.h"

#include <cfloat>

namespace nogpu::shader::lower {

using ir::Op;

namespace {

constexpr float kRound = 12582912.0f;  // 1.5 * 2^23
constexpr float kPi = 3.14159265f, kHalfPi = 1.57079633f, kQuarterPi = 0.785398163f;
constexpr float kInversePi = 0.318309886f;
// pi in three parts: products of the first two with integers up to 2^12 are exact.
constexpr float kPiHigh = 3.140625f, kPiMiddle = 0.0009675025939941406f,
                kPiLow = 1.5099580252808664e-07f;
constexpr float kLog2E = 1.44269504f, kLn2 = 0.693147181f;
constexpr float kLn2High = 0.693115234375f, kLn2Low = 3.194618329871446e-05f;
constexpr float kInfinity = __builtin_inff();

}  // namespace

// Pairs neighbours, then pairs of pairs: (c0 + c1 x) + (c2 + c3 x) x² + …
Math::V Math::polynomial(V x, std::span<const float> coefficients) {
  V level[16];
  size_t count = coefficients.size();
  for (size_t i = 0; i < count; ++i) level[i] = b.f(coefficients[i]);
  for (V power = x; count > 1; power = b.mul(power, power)) {
    const size_t pairs = count / 2;
    for (size_t i = 0; i < pairs; ++i) {
      level[i] = b.add(level[2 * i], b.mul(level[2 * i + 1], power));
    }
    if (count % 2 != 0) level[pairs] = level[count - 1];
    count = (count + 1) / 2;
    if (count == 1) break;
  }
  return level[0];
}

Math::V Math::signBitsOf(V x) { return b.op(Op::IAnd, b.toBits(x), b.u(0x80000000u)); }

Math::V Math::flipSign(V x, V signBits) {
  return b.fromBits(b.op(Op::IXor, b.toBits(x), signBits));
}

// ---- trigonometry -------------------------------------------------------------------------------

// sin of r = x - multiple·pi, which is in [-pi/2, pi/2] unless x is so large that floats cannot
// tell; the sign changes with the parity of the multiple.
Math::V Math::sinOfReduced(V x, V multiple, V parityBits) {
  V r = b.sub(x, b.mul(multiple, b.f(kPiHigh)));
  r = b.sub(r, b.mul(multiple, b.f(kPiMiddle)));
  r = b.sub(r, b.mul(multiple, b.f(kPiLow)));
  r = keepWithin(r, b.f(-kHalfPi), b.f(kHalfPi));
  const V z = b.mul(r, r);
  const V p = polynomial(z, {-0.16666666f, 0.0083332425f, -0.00019822733f, 2.6347327e-06f});
  const V s = b.add(r, b.mul(b.mul(r, z), p));
  return flipSign(s, b.op(Op::IShl, parityBits, b.u(31)));
}

Math::V Math::sin(V x) {
  const V rounded = b.add(b.mul(x, b.f(kInversePi)), b.f(kRound));
  return sinOfReduced(x, b.sub(rounded, b.f(kRound)), b.toBits(rounded));
}

// cos x = sin(x + pi/2): the multiple of pi is a whole number minus a half.
Math::V Math::cos(V x) {
  const V shifted = b.add(b.mul(x, b.f(kInversePi)), b.f(0.5f));
  const V rounded = b.add(shifted, b.f(kRound));
  const V multiple = b.sub(b.sub(rounded, b.f(kRound)), b.f(0.5f));
  return sinOfReduced(x, multiple, b.toBits(rounded));
}

Math::V Math::tan(V x) { return b.div(sin(x), cos(x)); }

// s + s z P(z), with z = s², s in [0, 0.5].
Math::V Math::asinOfSmall(V s, V z) {
  const V p = polynomial(z, {0.16666673f, 0.07498855f, 0.04500138f, 0.026554542f, 0.038085025f});
  return b.add(s, b.mul(b.mul(s, z), p));
}

// Above a half: asin a = pi/2 - 2 asin sqrt((1 - a) / 2).
Math::V Math::asin(V x) {
  const V a = b.abs(x);
  const V large = b.op(Op::FGt, a, b.f(0.5f));
  const V z = b.select(large, b.mul(b.sub(b.f(1.0f), a), b.f(0.5f)), b.mul(a, a));
  const V p = asinOfSmall(b.select(large, sqrt(z), a), z);
  const V r = b.select(large, b.sub(b.f(kHalfPi), b.add(p, p)), p);
  return flipSign(r, signBitsOf(x));
}

Math::V Math::acos(V x) {
  const V a = b.abs(x);
  const V large = b.op(Op::FGt, a, b.f(0.5f));
  const V z = b.select(large, b.mul(b.sub(b.f(1.0f), a), b.f(0.5f)), b.mul(a, a));
  const V p = asinOfSmall(b.select(large, sqrt(z), a), z);
  const V twice = b.add(p, p);
  const V negative = b.op(Op::FLt, x, b.f(0.0f));
  const V ofLarge = b.select(negative, b.sub(b.f(kPi), twice), twice);
  const V ofSmall = b.sub(b.f(kHalfPi), flipSign(p, signBitsOf(x)));
  return b.select(large, ofLarge, ofSmall);
}

Math::V Math::atan(V x) { return atan2(x, b.f(1.0f)); }

// The smaller over the larger is in [0, 1]; above tan(pi/8) turn by pi/4, in the same division.
Math::V Math::atan2(V y, V x) {
  const V ay = b.abs(y), ax = b.abs(x);
  const V small = b.min(ay, ax);
  const V large = b.max(b.max(ay, ax), b.f(FLT_MIN));  // atan(0, 0) is 0
  const V turned = b.op(Op::FGt, small, b.mul(large, b.f(0.41421356f)));
  const V top = b.select(turned, b.sub(small, large), small);
  const V bottom = b.select(turned, b.add(small, large), large);
  const V q = b.div(top, bottom);
  const V z = b.mul(q, q);
  const V p = polynomial(z, {-0.33333287f, 0.19991213f, -0.1402368f, 0.0851835f});
  V r = b.add(q, b.mul(b.mul(q, z), p));
  r = b.select(turned, b.add(r, b.f(kQuarterPi)), r);
  r = b.select(b.op(Op::FGt, ay, ax), b.sub(b.f(kHalfPi), r), r);
  r = b.select(b.op(Op::FLt, x, b.f(0.0f)), b.sub(b.f(kPi), r), r);
  return flipSign(r, signBitsOf(y));
}

// ---- hyperbolic functions -----------------------------------------------------------------------

Math::V Math::sinh(V x) {
  const V a = b.abs(x);
  const V e = exp(a);
  const V large = b.mul(b.sub(e, b.div(b.f(1.0f), e)), b.f(0.5f));
  const V z = b.mul(a, a);  // below 1 the difference would cancel
  const V p = polynomial(z, {0.16666667f, 0.008333339f, 0.00019838102f, 2.8062803e-06f});
  const V small = b.add(a, b.mul(b.mul(a, z), p));
  return flipSign(b.select(b.op(Op::FLt, a, b.f(1.0f)), small, large), signBitsOf(x));
}

Math::V Math::cosh(V x) {
  const V e = exp(b.abs(x));
  return b.mul(b.add(e, b.div(b.f(1.0f), e)), b.f(0.5f));
}

// tanh a = 1 - 2 / (e^2a + 1), by a polynomial where that cancels.
Math::V Math::tanh(V x) {
  const V a = b.abs(x);
  const V e = exp(b.add(a, a));
  const V large = b.sub(b.f(1.0f), b.div(b.f(2.0f), b.add(e, b.f(1.0f))));
  const V z = b.mul(a, a);
  const V p = polynomial(z, {-0.33333328f, 0.1333277f, -0.053850908f, 0.02099718f, -0.0060967142f});
  const V small = b.add(a, b.mul(b.mul(a, z), p));
  return flipSign(b.select(b.op(Op::FLt, a, b.f(0.625f)), small, large), signBitsOf(x));
}

// log(1 + x): the rounding error of w = 1 + x is taken out again by x / (w - 1).
Math::V Math::log1p(V x) {
  const V w = b.add(x, b.f(1.0f));
  const V exact = b.op(Op::FEq, w, b.f(1.0f));
  const V rest = b.select(exact, b.f(1.0f), b.sub(w, b.f(1.0f)));
  const V finite = b.mul(log(w), b.div(x, rest));
  return b.select(exact, x, b.select(b.op(Op::FEq, w, b.f(kInfinity)), w, finite));
}

Math::V Math::asinh(V x) {
  const V a = b.abs(x);
  const V square = b.mul(a, a);
  const V root = sqrt(b.add(square, b.f(1.0f)));
  const V near = log1p(b.add(a, b.div(square, b.add(root, b.f(1.0f)))));
  const V far = b.add(log(a), b.f(kLn2));  // the square would overflow
  return flipSign(b.select(b.op(Op::FGt, a, b.f(1e9f)), far, near), signBitsOf(x));
}

Math::V Math::acosh(V x) {
  const V t = b.sub(x, b.f(1.0f));
  const V near = log1p(b.add(t, sqrt(b.add(b.add(t, t), b.mul(t, t)))));
  const V far = b.add(log(x), b.f(kLn2));
  return b.select(b.op(Op::FGt, x, b.f(1e9f)), far, near);
}

Math::V Math::atanh(V x) {
  const V a = b.abs(x);
  const V r = b.mul(log1p(b.div(b.add(a, a), b.sub(b.f(1.0f), a))), b.f(0.5f));
  return flipSign(r, signBitsOf(x));
}

// ---- exponentials -------------------------------------------------------------------------------

// 2^x = 2^n 2^f, f in [-0.5, 0.5]. At the clamps f is 0 and the exponent field becomes 255 or 0
// with an empty mantissa: infinity and zero.
Math::V Math::exp2(V x) {
  const V t = keepWithin(x, b.f(-127.0f), b.f(128.0f));
  const V rounded = b.add(t, b.f(kRound));
  const V f = b.sub(t, b.sub(rounded, b.f(kRound)));
  const V p = polynomial(
      f, {1.0f, 0.6931472f, 0.24022651f, 0.05550357f, 0.009618083f, 0.0013390863f, 0.00015453163f});
  return b.fromBits(b.op(Op::IAdd, b.toBits(p), b.op(Op::IShl, b.toBits(rounded), b.u(23))));
}

// e^x = 2^n e^f, with x - n ln 2 in two steps: x·log2(e) would lose bits for large x. The clamps
// are where n becomes 128 and -127; there f must come out as 0.
Math::V Math::exp(V x) {
  const V rounded =
      b.add(keepWithin(b.mul(x, b.f(kLog2E)), b.f(-127.0f), b.f(128.0f)), b.f(kRound));
  const V n = b.sub(rounded, b.f(kRound));
  V f = b.sub(x, b.mul(n, b.f(kLn2High)));
  f = b.sub(f, b.mul(n, b.f(kLn2Low)));
  const V p = polynomial(f, {0.5f, 0.16666576f, 0.041666552f, 0.008363233f, 0.001392625f});
  const V e = b.add(b.add(b.mul(b.mul(f, f), p), f), b.f(1.0f));
  const V r = b.fromBits(b.op(Op::IAdd, b.toBits(e), b.op(Op::IShl, b.toBits(rounded), b.u(23))));
  const V low = b.select(b.op(Op::FLt, x, b.f(-87.33654f)), b.f(0.0f), r);
  return b.select(b.op(Op::FGt, x, b.f(88.72283f)), b.f(kInfinity), low);
}

// x = 2^e m with m in [sqrt(1/2), sqrt 2): log2 x = e + (m - 1) P(m - 1). For normal x > 0.
Math::V Math::log2Finite(V x) {
  const V bits = b.toBits(x);
  const V exponent = b.op(Op::IShr, b.op(Op::ISub, bits, b.u(0x3f3504f3u)), b.u(23));
  const V m = b.fromBits(b.op(Op::ISub, bits, b.op(Op::IShl, exponent, b.u(23))));
  const V f = b.sub(m, b.f(1.0f));
  const V p = polynomial(f, {1.442695f, -0.72134745f, 0.48091075f, -0.36069328f, 0.28790325f,
                             -0.23916988f, 0.21607822f, -0.20586188f, 0.123109683f});
  return b.add(b.op(Op::IToF, exponent), b.mul(f, p));
}

Math::V Math::log2(V x) {
  const V r = b.select(b.op(Op::FLt, x, b.f(kInfinity)), log2Finite(x), x);
  return b.select(b.op(Op::FLt, x, b.f(FLT_MIN)), b.f(-kInfinity), r);
}

Math::V Math::log(V x) {
  const V r = b.select(b.op(Op::FLt, x, b.f(kInfinity)), b.mul(log2Finite(x), b.f(kLn2)), x);
  return b.select(b.op(Op::FLt, x, b.f(FLT_MIN)), b.f(-kInfinity), r);
}

// 2^(y log2 x). A base of 0 has a logarithm so low that every y > 0 gives 0, and still y = 0
// gives 1.
Math::V Math::pow(V x, V y) {
  if (b.isConst(y)) {
    const V simple = powConstant(x, __builtin_bit_cast(float, b.bitsOf(y)));
    if (simple != ir::kNoValue) return simple;
  }
  const V l = b.select(b.op(Op::FLt, x, b.f(FLT_MIN)), b.f(-3e38f), log2Finite(x));
  return exp2(b.mul(y, l));
}

/// Small powers are shorter, and exact to the last bit or two, as products.
Math::V Math::powConstant(V x, float y) {
  const V square = b.mul(x, x);
  if (y == 0.0f) return b.f(1.0f);
  if (y == 0.5f) return sqrt(x);
  if (y == 1.0f) return x;
  if (y == 2.0f) return square;
  if (y == 3.0f) return b.mul(square, x);
  const V fourth = b.mul(square, square);
  if (y == 4.0f) return fourth;
  if (y == 5.0f) return b.mul(fourth, x);
  if (y == 6.0f) return b.mul(fourth, square);
  if (y == 8.0f) return b.mul(fourth, fourth);
  return ir::kNoValue;
}

// ---- common functions ---------------------------------------------------------------------------

Math::V Math::sign(V x) {
  const V zero = b.f(0.0f);
  return b.sub(b.op(Op::BToF, b.op(Op::FGt, x, zero)), b.op(Op::BToF, b.op(Op::FLt, x, zero)));
}

Math::V Math::step(V edge, V x) { return b.select(b.op(Op::FLe, edge, x), b.f(1.0f), b.f(0.0f)); }

Math::V Math::smoothstep(V edge0, V edge1, V x) {
  const V t = clamp(b.div(b.sub(x, edge0), b.sub(edge1, edge0)), b.f(0.0f), b.f(1.0f));
  return b.mul(b.mul(t, t), b.sub(b.f(3.0f), b.mul(b.f(2.0f), t)));
}

Math::V Math::isNan(V x) {
  return b.op(Op::IGt, b.op(Op::IAnd, b.toBits(x), b.u(0x7fffffffu)), b.u(0x7f800000u));
}

Math::V Math::isInf(V x) {
  return b.op(Op::IEq, b.op(Op::IAnd, b.toBits(x), b.u(0x7fffffffu)), b.u(0x7f800000u));
}

// Round to nearest even in each of three ranges: normal halves by integer addition, denormal ones
// by a float addition that lines the bits up, the rest becomes infinity or NaN.
Math::V Math::packHalf(V x) {
  const V bits = b.toBits(x);
  const V sign = b.op(Op::UShr, b.op(Op::IAnd, bits, b.u(0x80000000u)), b.u(16));
  const V a = b.op(Op::IAnd, bits, b.u(0x7fffffffu));
  const V odd = b.op(Op::IAnd, b.op(Op::UShr, a, b.u(13)), b.u(1));
  const V normal =
      b.op(Op::UShr, b.op(Op::IAdd, b.op(Op::IAdd, a, odd), b.u(0xc8000fffu)), b.u(13));
  const V aligned = b.add(b.fromBits(a), b.f(0.5f));
  const V denormal = b.op(Op::ISub, b.toBits(aligned), b.u(0x3f000000u));
  const V nan = b.op(Op::IGt, a, b.u(0x7f800000u));
  const V special = b.select(nan, b.u(0x7e00), b.u(0x7c00));
  V half = b.select(b.op(Op::ILt, a, b.u(0x38800000u)), denormal, normal);
  half = b.select(b.op(Op::IGe, a, b.u(0x47800000u)), special, half);
  return b.op(Op::IOr, half, sign);
}

// The exponent field is moved up and rebased by a multiplication, which also normalises denormals.
Math::V Math::unpackHalf(V half) {
  const V sign = b.op(Op::IShl, b.op(Op::IAnd, half, b.u(0x8000)), b.u(16));
  const V moved = b.op(Op::IShl, b.op(Op::IAnd, half, b.u(0x7fff)), b.u(13));
  const V value = b.toBits(b.mul(b.fromBits(moved), b.f(0x1p112f)));
  const V special = b.op(Op::IGe, moved, b.u(0x0f800000u));
  const V r = b.select(special, b.op(Op::IOr, moved, b.u(0x7f800000u)), value);
  return b.fromBits(b.op(Op::IOr, r, sign));
}

}  // namespace nogpu::shader::lower
