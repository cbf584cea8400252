// SPDX-License-Identifier: MIT
// Every row of builtins.def that computes, for every width of its generic types: called with dense
// and special operands (zeros, infinities, NaN, denormals, huge and border values) and compared
// with double precision. Lookups are in test-js/shader/differential.test.js, derivatives in
// fragment_test.cpp.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "shader/front/builtins.h"
#include "shader/shader_run.h"

using namespace nogpu::shader;
using namespace nogpu::shader::front;
using test::VertexProgram;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr double kPi = 3.14159265358979323846;

using Values = std::vector<double>;

/// One operand: its components, matrices by columns. Integers and Bools are exact in doubles.
struct Operand {
  const Type* type;
  Values v;
};
using Operands = std::vector<Operand>;

/// Components of the result with their tolerance. NaN: the language says nothing, or another test
/// does.
struct Expected {
  Values v;
  Values tolerance;
};

double ulp(double x) {
  const int exponent = x == 0 ? -126 : std::max(std::ilogb(x), -126);
  return std::ldexp(1.0, exponent - 23);
}

uint32_t bitsOf(double x) { return __builtin_bit_cast(uint32_t, static_cast<float>(x)); }
double floatOf(double bits) {
  return __builtin_bit_cast(float, static_cast<uint32_t>(static_cast<int64_t>(bits)));
}

// ---- scalar functions: f(operands) with a bound
// ---------------------------------------------------

/// `tolerance` < 0: so many ULP of the result. Negative zero counts as zero.
struct Scalar {
  double value, tolerance;
};
constexpr Scalar kUnchecked{kNaN, 0};

Scalar within(bool inDomain, double value, double tolerance) {
  return inDomain ? Scalar{value, tolerance} : kUnchecked;
}

double halfToDouble(uint32_t half) {
  const int exponent = half >> 10 & 31;
  const double mantissa = half & 1023, sign = (half & 0x8000) != 0 ? -1 : 1;
  if (exponent == 31) return mantissa != 0 ? kNaN : sign * kInf;
  if (exponent == 0) return sign * std::ldexp(mantissa, -24);
  return sign * std::ldexp(1024 + mantissa, exponent - 25);
}

/// Nearest even, by trying: the 31744 finite magnitudes are ascending.
uint32_t doubleToHalf(double x) {
  const uint32_t sign = std::signbit(x) ? 0x8000 : 0;
  const double magnitude = std::abs(x);
  if (magnitude >= 65520) return sign | 0x7c00;
  uint32_t low = 0, high = 0x7bff;
  while (low < high) {
    const uint32_t middle = (low + high + 1) / 2;
    if (halfToDouble(middle) <= magnitude) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  if (low == 0x7bff) return sign | low;
  const double below = magnitude - halfToDouble(low), above = halfToDouble(low + 1) - magnitude;
  const bool up = above < below || (above == below && (low & 1) != 0);
  return sign | (up ? low + 1 : low);
}

Scalar powOf(double x, double y) {
  const double e = y * std::log2(x);
  if (!(x > 1e-37) || !(x < 1e37) || !(std::abs(e) < 120)) return kUnchecked;
  // Derived from exp2(y * log2(x)), each within 3 ULP.
  const double exponentError = std::abs(y) * 3 * ulp(std::log2(x)) + ulp(e);
  const double exact = std::pow(x, y);
  return {exact, exact * (std::log(2.0) * exponentError + 3 * std::ldexp(1.0, -23))};
}

Scalar exponential(double exact) {
  if (exact < 1.1754944e-38) return {0, 1.1754944e-38};
  return {exact, -3};
}

Scalar smoothstepOf(double e0, double e1, double x) {
  const double largest = std::max({std::abs(e0), std::abs(e1), std::abs(x)});
  if (!(e0 < e1) || !(largest < 1e15) || (e1 - e0) < 1e-20) return kUnchecked;
  const double t = std::min(std::max((x - e0) / (e1 - e0), 0.0), 1.0);
  return {t * t * (3 - 2 * t), 1e-6 * (1 + largest / (e1 - e0))};
}

Scalar modOf(double x, double y) {
  if (!(std::abs(x) < 1e15) || !(std::abs(y) > 1e-15) || !(std::abs(y) < 1e15)) return kUnchecked;
  if (std::abs(x / y) > 1e5) return kUnchecked;
  const double exact = x - y * std::floor(x / y);
  const double error = 2 * ulp(x) + 2 * ulp(y);
  // At the borders a rounded quotient may fall on either side.
  if (exact < error || std::abs(y) - std::abs(exact) < error) return {exact, std::abs(y) + error};
  return {exact, error};
}

Scalar atan2Of(double y, double x) {
  const auto fits = [](double v) { return v == 0 || (std::abs(v) > 1e-18 && std::abs(v) < 1e18); };
  return within(fits(x) && fits(y) && !(x == 0 && y == 0) && !(y == 0 && x < 0), std::atan2(y, x),
                6e-7);
}

Scalar scalarFunction(BuiltinId id, const Values& a) {
  const double x = a[0], y = a.size() > 1 ? a[1] : 0, z = a.size() > 2 ? a[2] : 0;
  const double size = std::abs(x);
  const bool finite = std::isfinite(x);
  switch (id) {
    case BuiltinId::Radians:
      return within(finite && size < 1e37, x * (kPi / 180), -2);
    case BuiltinId::Degrees:
      return within(finite && size < 1e36, x * (180 / kPi), -2);
    case BuiltinId::Sin:
      return within(size <= 1000, std::sin(x), size <= kPi ? 2.5e-7 : 1e-6);
    case BuiltinId::Cos:
      return within(size <= 1000, std::cos(x), size <= kPi ? 2.5e-7 : 1e-6);
    case BuiltinId::Tan:
      return within(size <= 1.5, std::tan(x), -12);
    case BuiltinId::Asin:
      return within(size <= 1, std::asin(x), 4e-7);
    case BuiltinId::Acos:
      return within(size <= 1, std::acos(x), 4e-7);
    case BuiltinId::Atan:
      return within(!std::isnan(x), std::atan(x), 4e-7);
    case BuiltinId::Atan2:
      return atan2Of(x, y);
    case BuiltinId::Sinh:
      return within(size <= 10, std::sinh(x), -8);
    case BuiltinId::Cosh:
      return within(size <= 10, std::cosh(x), -8);
    case BuiltinId::Tanh:
      return within(!std::isnan(x), std::tanh(x), -4);
    case BuiltinId::Asinh:
      return within(size <= 100, std::asinh(x), -8);
    case BuiltinId::Acosh:
      return within(x >= 1.001 && x <= 100, std::acosh(x), -8);
    case BuiltinId::Atanh:
      return within(size <= 0.99, std::atanh(x), -8);
    case BuiltinId::Pow:
      return powOf(x, y);
    case BuiltinId::Exp:
      return std::isnan(x) ? kUnchecked : exponential(std::exp(x));
    case BuiltinId::Exp2:
      return std::isnan(x) ? kUnchecked : exponential(std::exp2(x));
    // Denormal operands count as zero (ESSL 3.00 §4.5.1).
    case BuiltinId::Log:
      return within(x == 0 || x >= 1.17549435e-38, std::log(x),
                    std::abs(x - 1) < 0.5 ? 1.2e-7 : -3);
    case BuiltinId::Log2:
      return within(x == 0 || x >= 1.17549435e-38, std::log2(x),
                    std::abs(x - 1) < 0.5 ? 1.2e-7 : -3);
    case BuiltinId::Sqrt:
      return within(x >= 0, std::sqrt(x), -0.51);
    case BuiltinId::Inversesqrt:
      return within(x > 0, 1 / std::sqrt(x), -3);
    case BuiltinId::Abs:
      return {size, 0};
    case BuiltinId::Sign:
      return within(!std::isnan(x), (x > 0) - (x < 0), 0);
    case BuiltinId::Floor:
      return {std::floor(x), 0};
    case BuiltinId::Ceil:
      return {std::ceil(x), 0};
    case BuiltinId::Fract:
      return within(finite, x - std::floor(x), ulp(0.5));
    case BuiltinId::Trunc:
      return {std::trunc(x), 0};
    case BuiltinId::Round:
    case BuiltinId::RoundEven:
      return {std::nearbyint(x), 0};
    case BuiltinId::Mod:
      return modOf(x, y);
    case BuiltinId::Modf:
      return within(finite, x - std::trunc(x), 0);
    case BuiltinId::Min:
      return within(!std::isnan(x) && !std::isnan(y), std::min(x, y), 0);
    case BuiltinId::Max:
      return within(!std::isnan(x) && !std::isnan(y), std::max(x, y), 0);
    case BuiltinId::Clamp:
      return within(!std::isnan(x) && y <= z, std::min(std::max(x, y), z), 0);
    case BuiltinId::Mix: {
      const double p = x * (1 - z), q = y * z;
      return within(std::abs(p) < 1e37 && std::abs(q) < 1e37, p + q,
                    4 * (ulp(p) + ulp(q) + ulp(x) * (1 + std::abs(z))));
    }
    case BuiltinId::Step:
      return within(!std::isnan(x) && !std::isnan(y), y < x ? 0 : 1, 0);
    case BuiltinId::Smoothstep:
      return smoothstepOf(x, y, z);
    case BuiltinId::Isnan:
      return {std::isnan(x) ? 1.0 : 0.0, 0};
    case BuiltinId::Isinf:
      return {std::isinf(x) ? 1.0 : 0.0, 0};
    case BuiltinId::FloatBitsToInt:
      return within(!std::isnan(x), static_cast<int32_t>(bitsOf(x)), 0);
    case BuiltinId::FloatBitsToUint:
      return within(!std::isnan(x), bitsOf(x), 0);
    case BuiltinId::IntBitsToFloat:
    case BuiltinId::UintBitsToFloat:
      return {floatOf(x), 0};
    case BuiltinId::LessThan:
      return {x < y ? 1.0 : 0.0, 0};
    case BuiltinId::LessThanEqual:
      return {x <= y ? 1.0 : 0.0, 0};
    case BuiltinId::GreaterThan:
      return {x > y ? 1.0 : 0.0, 0};
    case BuiltinId::GreaterThanEqual:
      return {x >= y ? 1.0 : 0.0, 0};
    case BuiltinId::Equal:
      return {x == y ? 1.0 : 0.0, 0};
    case BuiltinId::NotEqual:
      return {x != y ? 1.0 : 0.0, 0};
    case BuiltinId::Not:
      return {x == 0 ? 1.0 : 0.0, 0};
    case BuiltinId::MatrixCompMult:
      return within(std::abs(x * y) < 1e37, x * y, -1);
    default:
      return {kNaN, -1e9};  // not one of them
  }
}

bool isScalarFunction(BuiltinId id) {
  return scalarFunction(id, {0.5, 0.25, 0.75}).tolerance != -1e9;
}

// ---- functions of whole vectors and matrices
// ------------------------------------------------------

double dotOf(const Values& a, const Values& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double dotError(const Values& a, const Values& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] * b[i]);
  return sum * 4 * std::ldexp(1.0, -23) + 1e-37;
}

double determinantOf(const Values& m, size_t n) {
  if (n == 1) return m[0];
  double sum = 0;
  for (size_t column = 0; column < n; ++column) {
    Values minor;
    for (size_t c = 0; c < n; ++c) {
      for (size_t r = 1; r < n; ++r) {
        if (c != column) minor.push_back(m[c * n + r]);
      }
    }
    sum += (column % 2 == 0 ? 1 : -1) * m[column * n] * determinantOf(minor, n - 1);
  }
  return sum;
}

double cofactor(const Values& m, size_t n, size_t column, size_t row) {
  Values minor;
  for (size_t c = 0; c < n; ++c) {
    for (size_t r = 0; r < n; ++r) {
      if (c != column && r != row) minor.push_back(m[c * n + r]);
    }
  }
  return ((column + row) % 2 == 0 ? 1 : -1) * determinantOf(minor, n - 1);
}

double largestOf(const Operands& operands) {
  double largest = 0;
  for (const Operand& o : operands) {
    for (const double v : o.v) largest = std::max(largest, std::isnan(v) ? kInf : std::abs(v));
  }
  return largest;
}

void expectAll(Expected& e, const Values& v, double tolerance) {
  e.v = v;
  e.tolerance.assign(v.size(), tolerance);
}

Values scaled(const Values& v, double factor) {
  Values result;
  for (const double each : v) result.push_back(each * factor);
  return result;
}

Values minus(const Values& a, const Values& b) {
  Values result;
  for (size_t i = 0; i < a.size(); ++i) result.push_back(a[i] - b[i]);
  return result;
}

/// False: there is no case for this function.
bool vectorFunction(BuiltinId id, const Operands& o, Expected& e) {
  const Values& a = o[0].v;
  const Values& b = o.size() > 1 ? o[1].v : a;
  // Beyond these, intermediate results may overflow or vanish.
  const double largest = largestOf(o);
  const bool moderate = largest < 1e8 && dotOf(a, a) > 1e-8;
  const double scale = largest * largest * std::ldexp(1.0, -20) + 1e-6;
  switch (id) {
    case BuiltinId::Length:
      expectAll(e, {moderate ? std::sqrt(dotOf(a, a)) : kNaN}, -4);
      return true;
    case BuiltinId::Distance: {
      const Values d = minus(a, b);
      const bool apart = moderate && dotOf(d, d) > 1e-4;
      expectAll(e, {apart ? std::sqrt(dotOf(d, d)) : kNaN}, 4 * ulp(largest));
      return true;
    }
    case BuiltinId::Dot:
      expectAll(e, {largest < 1e15 ? dotOf(a, b) : kNaN}, dotError(a, b));
      return true;
    case BuiltinId::Cross:
      expectAll(e,
                {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]},
                largest * largest * std::ldexp(1.0, -21) + 1e-37);
      if (!(largest < 1e15)) e.v.assign(3, kNaN);
      return true;
    case BuiltinId::Normalize:
      expectAll(e, moderate ? scaled(a, 1 / std::sqrt(dotOf(a, a))) : Values(a.size(), kNaN), 6e-7);
      return true;
    case BuiltinId::Faceforward: {
      const double facing = dotOf(o[2].v, b);
      const bool clear = moderate && std::abs(facing) > dotError(o[2].v, b);
      expectAll(e, clear ? scaled(a, facing < 0 ? 1 : -1) : Values(a.size(), kNaN), 0);
      return true;
    }
    case BuiltinId::Reflect:
      expectAll(e, minus(a, scaled(b, 2 * dotOf(a, b))), scale * (1 + largest));
      if (!moderate) e.v.assign(a.size(), kNaN);
      return true;
    case BuiltinId::Refract: {
      const double eta = o[2].v[0], d = dotOf(b, a), k = 1 - eta * eta * (1 - d * d);
      const bool clear = largest < 50 && std::abs(k) > 1e-2;
      const Values r =
          k < 0 ? Values(a.size(), 0.0)
                : minus(scaled(a, eta), scaled(b, eta * d + std::sqrt(std::max(k, 0.0))));
      expectAll(e, clear ? r : Values(a.size(), kNaN), 1e-4 * (1 + std::pow(largest, 4)));
      return true;
    }
    case BuiltinId::OuterProduct:
      for (const double column : b) {
        for (const double row : a) e.v.push_back(largest < 1e15 ? column * row : kNaN);
      }
      e.tolerance.assign(e.v.size(), -1);
      return true;
    case BuiltinId::Transpose: {
      const size_t columns = o[0].type->columns, rows = o[0].type->rows;
      for (size_t r = 0; r < rows; ++r) {
        for (size_t c = 0; c < columns; ++c) e.v.push_back(a[c * rows + r]);
      }
      e.tolerance.assign(e.v.size(), 0);
      return true;
    }
    case BuiltinId::Determinant:
      expectAll(e, {largest < 1e3 ? determinantOf(a, o[0].type->rows) : kNaN},
                std::pow(largest + 1, o[0].type->rows) * 1e-5);
      return true;
    case BuiltinId::Inverse: {
      const size_t n = o[0].type->rows;
      const double determinant = determinantOf(a, n);
      const bool regular = largest < 20 && largest > 1e-2 &&
                           std::abs(determinant) > 0.05 * std::pow(largest, double(n));
      for (size_t c = 0; c < n; ++c) {
        for (size_t r = 0; r < n; ++r) {
          e.v.push_back(regular ? cofactor(a, n, r, c) / determinant : kNaN);
        }
      }
      e.tolerance.assign(e.v.size(), 1e-3);
      return true;
    }
    case BuiltinId::Any:
    case BuiltinId::All: {
      double count = 0;
      for (const double v : a) count += v;
      const bool holds = id == BuiltinId::Any ? count > 0 : count == double(a.size());
      expectAll(e, {holds ? 1.0 : 0.0}, 0);
      return true;
    }
    case BuiltinId::PackHalf2x16:
      expectAll(e, {double(doubleToHalf(a[0]) | doubleToHalf(a[1]) << 16)}, 0);
      break;
    case BuiltinId::PackSnorm2x16:
    case BuiltinId::PackUnorm2x16: {
      const bool isSigned = id == BuiltinId::PackSnorm2x16;
      uint32_t bits = 0;
      for (int i = 0; i < 2; ++i) {
        const float x = std::min(std::max(float(a[i]), isSigned ? -1.0f : 0.0f), 1.0f);
        const float scaled = std::nearbyint(x * (isSigned ? 32767.0f : 65535.0f));
        const float steps = std::isnan(scaled) ? 0 : scaled;  // ours: ESSL leaves it open
        bits |= (static_cast<uint32_t>(static_cast<int32_t>(steps)) & 0xffff) << (16 * i);
      }
      expectAll(e, {double(bits)}, 0);
      break;
    }
    case BuiltinId::UnpackHalf2x16:
    case BuiltinId::UnpackSnorm2x16:
    case BuiltinId::UnpackUnorm2x16:
      for (int i = 0; i < 2; ++i) {
        const uint32_t half = static_cast<uint32_t>(a[0]) >> (16 * i) & 0xffff;
        if (id == BuiltinId::UnpackHalf2x16) e.v.push_back(halfToDouble(half));
        if (id == BuiltinId::UnpackUnorm2x16) e.v.push_back(float(half) / 65535.0f);
        if (id == BuiltinId::UnpackSnorm2x16) {
          e.v.push_back(std::max(float(static_cast<int16_t>(half)) / 32767.0f, -1.0f));
        }
      }
      e.tolerance.assign(2, 0);
      return true;
    default:
      return false;
  }
  if (std::isnan(a[0]) || std::isnan(a[1])) e.v[0] = kNaN;  // the packing functions
  return true;
}

bool expected(BuiltinId id, const Operands& operands, size_t width, Expected& e) {
  if (!isScalarFunction(id)) return vectorFunction(id, operands, e);
  for (size_t i = 0; i < width; ++i) {
    Values a;
    for (const Operand& o : operands) a.push_back(o.v[o.v.size() == 1 ? 0 : i]);
    // mix(x, y, bool) chooses.
    const bool chooses = id == BuiltinId::Mix && operands[2].type->scalar == ScalarKind::Bool;
    const Scalar s = chooses ? Scalar{a[2] != 0 ? a[1] : a[0], 0} : scalarFunction(id, a);
    // Integers are compared as they are; the smallest has no absolute value.
    const bool integer = operands[0].type->scalar == ScalarKind::Int;
    const bool wraps = id == BuiltinId::Abs && integer && a[0] == -2147483648.0;
    e.v.push_back(wraps ? a[0] : s.value);
    e.tolerance.push_back(s.tolerance);
  }
  return true;
}

// ---- calling
// --------------------------------------------------------------------------------------

using Lane = VertexProgram::Inputs;

float inputOf(const Lane& lane, size_t at) {
  const float values[] = {lane.x, lane.y, lane.z, lane.w};
  return values[at % 4];
}

size_t componentsOf(const Type* type) { return size_t{type->columns} * type->rows; }

/// Component `c` of operand `k`: one of x, y, z, w; from the fifth on others, moved a little.
std::string componentText(const Type* type, size_t k, size_t c) {
  std::string text(1, "xyzw"[(k + c + c / 4) % 4]);
  if (c >= 4) text = "(" + text + " + " + std::to_string(c / 4) + ".0)";
  if (type->scalar == ScalarKind::Int) return "floatBitsToInt(" + text + ")";
  if (type->scalar == ScalarKind::Uint) return "floatBitsToUint(" + text + ")";
  return type->scalar == ScalarKind::Bool ? "(" + text + " > 0.0)" : text;
}

double componentValue(const Type* type, size_t k, size_t c, const Lane& lane) {
  float value = inputOf(lane, k + c + c / 4);
  if (c >= 4) value += static_cast<float>(c / 4);
  if (type->scalar == ScalarKind::Int) return static_cast<int32_t>(bitsOf(value));
  if (type->scalar == ScalarKind::Uint) return __builtin_bit_cast(uint32_t, value);
  return type->scalar == ScalarKind::Bool ? (value > 0 ? 1 : 0) : value;
}

std::string operandText(const Type* type, size_t k) {
  std::string text = std::string(type->name) + "(";
  for (size_t c = 0; c < componentsOf(type); ++c) {
    text += (c == 0 ? "" : ", ") + componentText(type, k, c);
  }
  return text + ")";
}

std::string callText(const BuiltinFunction& row, const std::vector<const Type*>& types,
                     const Type* result) {
  std::string text =
      "void main() { " + std::string(result->name) + " f, o; f = " + std::string(row.name) + "(";
  for (size_t k = 0; k < types.size(); ++k) {
    const bool out = row.params[k] == Slot::OutGFloat;
    text += (k == 0 ? "" : ", ") + (out ? "o" : operandText(types[k], k));
  }
  const std::string rows = std::to_string(result->rows);
  const std::string at = result->isMatrix()   ? "[i / " + rows + "][i % " + rows + "]"
                         : result->isVector() ? "[i]"
                                              : "";
  const bool isFloat = result->scalar == ScalarKind::Float;
  return text + "); " + (isFloat ? "r = f" + at : "n = int(f" + at + ")") + "; }";
}

std::vector<Lane> lanes() {
  static const float specials[] = {
      0.0f,  -0.0f,    1.0f,        -1.0f,      0.5f,        -0.5f,          2.5f,   -3.5f,
      kInf,  -kInf,    float(kNaN), 1e-40f,     -1e-45f,     1e38f,          -3e38f, 1e5f,
      -1e9f, 0.99999f, 1.00001f,    3.1415927f, 16777216.0f, 1.17549435e-38f};
  constexpr size_t kCount = sizeof specials / sizeof *specials;
  std::vector<Lane> list;
  for (size_t i = 0; i < kCount; ++i) {
    for (size_t j = 0; j < kCount; ++j) {
      list.push_back({specials[i], specials[j], specials[(i * 5 + j) % kCount],
                      specials[(i + j * 3) % kCount], 0});
    }
  }
  uint32_t state = 12345;
  const auto next = [&state] {
    state = state * 1664525 + 1013904223;
    return static_cast<double>(state >> 8) / (1 << 24);
  };
  for (int i = 0; i < 800; ++i) {
    const double range = i % 4 == 0 ? 100 : i % 4 == 1 ? 1 : 4;
    const auto value = [&] { return static_cast<float>((next() * 2 - 1) * range); };
    list.push_back({value(), value(), value(), value(), 0});
  }
  for (int i = 0; i < 400; ++i) {
    const auto value = [&] { return static_cast<float>(std::exp2(next() * 250 - 125)); };
    list.push_back({value(), value(), -value(), value(), 0});
  }
  return list;
}

bool agrees(double got, double want, double tolerance) {
  if (std::isnan(want)) return true;
  if (std::abs(want) > 3.4028234e38)
    return std::isinf(got) && std::signbit(got) == std::signbit(want);
  if (tolerance < 0) tolerance = -tolerance * ulp(want);
  // A denormal result may come out as zero.
  if (tolerance > 0) tolerance = std::max(tolerance, 1.1754944e-38);
  return std::abs(got - want) <= tolerance;
}

/// Runs one row with concrete types.
void check(const BuiltinFunction& row, const std::vector<const Type*>& types) {
  const Type* result = matchBuiltin(row, types);
  REQUIRE(result != nullptr);
  const std::string text = callText(row, types, result);
  INFO(text);
  VertexProgram program(text);
  REQUIRE(program.ok());
  const size_t width = componentsOf(result);
  static const std::vector<Lane> all = lanes();
  std::vector<Lane> inputs;
  for (const Lane& lane : all) {
    for (size_t c = 0; c < width; ++c) {
      inputs.push_back(lane);
      inputs.back().i = static_cast<int32_t>(c);
    }
  }
  const std::vector<VertexProgram::Result> results = program.run(inputs);
  size_t wrong = 0, checked = 0;
  for (size_t at = 0; at < all.size(); ++at) {
    Operands operands;
    for (size_t k = 0; k < types.size(); ++k) {
      if (row.params[k] == Slot::OutGFloat) continue;
      operands.push_back({types[k], {}});
      for (size_t c = 0; c < componentsOf(types[k]); ++c) {
        operands.back().v.push_back(componentValue(types[k], k, c, all[at]));
      }
    }
    Expected e;
    const bool known = expected(row.id, operands, width, e);
    REQUIRE_MESSAGE(known, "no case for " << row.name);
    REQUIRE(e.v.size() == width);
    for (size_t c = 0; c < width; ++c) {
      const VertexProgram::Result& out = results[at * width + c];
      const double got = result->scalar == ScalarKind::Float  ? double(out.r)
                         : result->scalar == ScalarKind::Uint ? double(static_cast<uint32_t>(out.n))
                                                              : double(out.n);
      if (!std::isnan(e.v[c])) ++checked;
      if (agrees(got, e.v[c], e.tolerance[c]) || wrong++ >= 3) continue;
      const Lane& l = all[at];
      FAIL_CHECK("component " << c << " of (" << l.x << ", " << l.y << ", " << l.z << ", " << l.w
                              << ") is " << got << ", not " << e.v[c]);
    }
  }
  CHECK(wrong == 0);
  CHECK(checked > 20);
}

const Type* concrete(Slot slot, size_t width, const Type* matrix) {
  static constexpr BasicType kFloats[] = {BasicType::Float, BasicType::Vec2, BasicType::Vec3,
                                          BasicType::Vec4};
  static constexpr BasicType kInts[] = {BasicType::Int, BasicType::Ivec2, BasicType::Ivec3,
                                        BasicType::Ivec4};
  static constexpr BasicType kUints[] = {BasicType::Uint, BasicType::Uvec2, BasicType::Uvec3,
                                         BasicType::Uvec4};
  static constexpr BasicType kBools[] = {BasicType::Bool, BasicType::Bvec2, BasicType::Bvec3,
                                         BasicType::Bvec4};
  switch (slot) {
    case Slot::GFloat:
    case Slot::OutGFloat:
    case Slot::VFloat:
      return basicType(kFloats[width - 1]);
    case Slot::GInt:
    case Slot::VInt:
      return basicType(kInts[width - 1]);
    case Slot::GUint:
    case Slot::VUint:
      return basicType(kUints[width - 1]);
    case Slot::GBool:
    case Slot::VBool:
      return basicType(kBools[width - 1]);
    case Slot::AnyMat:
      return matrix;
    default:
      // Slots of basic types are in the order of BasicType, after None.
      return basicType(static_cast<BasicType>(static_cast<int>(slot) - 1));
  }
}

bool isElsewhere(BuiltinId id) {
  return id == BuiltinId::Texture || id == BuiltinId::TextureSize || id == BuiltinId::TexelFetch ||
         id == BuiltinId::DFdx || id == BuiltinId::DFdy || id == BuiltinId::Fwidth ||
         id == BuiltinId::InterpolateAtCentroid || id == BuiltinId::InterpolateAtSample ||
         id == BuiltinId::InterpolateAtOffset;
}

}  // namespace

TEST_CASE("every built-in function of every type is within its bound of double precision") {
  for (const BuiltinFunction& row : builtinFunctions()) {
    if (isElsewhere(row.id)) continue;
    const Slot first = row.params[0];
    const bool generic = first >= Slot::GFloat && first <= Slot::GBool;
    const bool vectors = first >= Slot::VFloat && first <= Slot::VBool;
    std::vector<const Type*> matrices{nullptr};
    if (first == Slot::AnyMat) {
      matrices.clear();
      for (int i = 0; i < kBasicTypeCount; ++i) {
        const Type* type = basicType(static_cast<BasicType>(i));
        if (type->isMatrix()) matrices.push_back(type);
      }
      CHECK(matrices.size() == 9);
    }
    // `step(float, vec3)` has its width in the last parameter.
    bool widthLater = false;
    for (size_t k = 1; k < row.paramCount; ++k) {
      widthLater |= row.params[k] >= Slot::GFloat && row.params[k] <= Slot::GBool;
    }
    const size_t from = vectors ? 2 : 1, to = generic || vectors || widthLater ? 4 : 1;
    for (const Type* matrix : matrices) {
      for (size_t width = from; width <= to; ++width) {
        std::vector<const Type*> types;
        for (size_t k = 0; k < row.paramCount; ++k) {
          types.push_back(concrete(row.params[k], width, matrix));
        }
        check(row, types);
      }
    }
  }
}

TEST_CASE("integer operators are defined for every operand") {
  VertexProgram p(
      "void main() { int a = floatBitsToInt(x), b = floatBitsToInt(y); uint u = uint(a), v = "
      "uint(b);"
      " int s[10] = int[10](a / b, a % b, int(u / v), int(u % v), a << (b & 31), a >> (b & 31),"
      " int(u >> (v & 31u)), a * b, -a, ~a); n = s[i]; }");
  REQUIRE(p.ok());
  const int32_t values[] = {0,  1,  -1,      2,         -7,        31,
                            32, 33, 1 << 30, INT32_MAX, INT32_MIN, INT32_MIN + 1};
  for (const int32_t a : values) {
    for (const int32_t b : values) {
      const auto ua = static_cast<uint32_t>(a), ub = static_cast<uint32_t>(b);
      const bool overflows = a == INT32_MIN && b == -1;
      const int32_t want[] = {b == 0 || overflows ? a : a / b,
                              b == 0 || overflows ? 0 : a % b,
                              static_cast<int32_t>(b == 0 ? ua : ua / ub),
                              static_cast<int32_t>(b == 0 ? 0 : ua % ub),
                              static_cast<int32_t>(ua << (ub & 31)),
                              a >> (b & 31),
                              static_cast<int32_t>(ua >> (ub & 31)),
                              static_cast<int32_t>(ua * ub),
                              static_cast<int32_t>(0u - ua),
                              ~a};
      std::vector<Lane> inputs;
      for (int32_t i = 0; i < 10; ++i) {
        inputs.push_back({__builtin_bit_cast(float, a), __builtin_bit_cast(float, b), 0, 0, i});
      }
      const auto got = p.run(inputs);
      for (size_t i = 0; i < 10; ++i)
        CHECK_MESSAGE(got[i].n == want[i], a << " and " << b << ", operator " << i);
    }
  }
}
