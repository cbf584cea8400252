// SPDX-License-Identifier: MIT
// What each built-in function does to constants. Exact functions first; the rest is only for places
// where an integer constant is required, computed in double and rounded once.
#include "shader/front/const_fold_builtins.h"

#include <cmath>

namespace nogpu::shader::front {

namespace {

float asFloat(uint32_t word) { return __builtin_bit_cast(float, word); }
uint32_t asWord(float value) { return __builtin_bit_cast(uint32_t, value); }
uint32_t asWord(double value) { return asWord(static_cast<float>(value)); }

template <typename T>
bool relational(BuiltinId id, T a, T b, uint32_t& result) {
  switch (id) {
    case BuiltinId::LessThan:
      result = a < b;
      return true;
    case BuiltinId::LessThanEqual:
      result = a <= b;
      return true;
    case BuiltinId::GreaterThan:
      result = a > b;
      return true;
    case BuiltinId::GreaterThanEqual:
      result = a >= b;
      return true;
    case BuiltinId::Equal:
      result = a == b;
      return true;
    case BuiltinId::NotEqual:
      result = a != b;
      return true;
    default:
      return false;
  }
}

template <typename T>
bool minMax(BuiltinId id, const T (&x)[3], T& result) {
  const auto smaller = [](T a, T b) { return b < a ? b : a; };
  const auto larger = [](T a, T b) { return a < b ? b : a; };
  switch (id) {
    case BuiltinId::Min:
      result = smaller(x[0], x[1]);
      return true;
    case BuiltinId::Max:
      result = larger(x[0], x[1]);
      return true;
    case BuiltinId::Clamp:
      result = smaller(larger(x[0], x[1]), x[2]);
      return true;
    default:
      return false;
  }
}

bool foldInt(BuiltinId id, const uint32_t (&arguments)[3], uint32_t& result) {
  int32_t x[3];
  for (int i = 0; i < 3; ++i) x[i] = static_cast<int32_t>(arguments[i]);
  int32_t r = 0;
  if (minMax(id, x, r)) {
    result = static_cast<uint32_t>(r);
    return true;
  }
  switch (id) {
    case BuiltinId::Abs:
      result = x[0] < 0 ? 0u - arguments[0] : arguments[0];
      return true;
    case BuiltinId::Sign:
      result = static_cast<uint32_t>((x[0] > 0) - (x[0] < 0));
      return true;
    case BuiltinId::IntBitsToFloat:
      result = arguments[0];
      return true;
    default:
      return relational(id, x[0], x[1], result);
  }
}

bool foldUint(BuiltinId id, const uint32_t (&arguments)[3], uint32_t& result) {
  if (minMax(id, arguments, result)) return true;
  if (id == BuiltinId::UintBitsToFloat) {
    result = arguments[0];
    return true;
  }
  return relational(id, arguments[0], arguments[1], result);
}

bool foldFloatExact(BuiltinId id, const float (&x)[3], uint32_t& result) {
  switch (id) {
    case BuiltinId::Abs:
      result = asWord(std::fabs(x[0]));
      return true;
    case BuiltinId::Floor:
      result = asWord(std::floor(x[0]));
      return true;
    case BuiltinId::Ceil:
      result = asWord(std::ceil(x[0]));
      return true;
    case BuiltinId::Trunc:
      result = asWord(std::trunc(x[0]));
      return true;
    case BuiltinId::FloatBitsToInt:
    case BuiltinId::FloatBitsToUint:
      result = asWord(x[0]);
      return true;
    case BuiltinId::Min:
    case BuiltinId::Max:
    case BuiltinId::Clamp: {
      // Zeros of both signs and NaN: the back ends choose.
      for (float f : x) {
        if (f != f || (f == 0.0f && std::signbit(f))) return false;
      }
      float r = 0;
      minMax(id, x, r);
      result = asWord(r);
      return true;
    }
    default:
      return relational(id, x[0], x[1], result);
  }
}

bool foldUnaryInexact(BuiltinId id, double x, uint32_t& result) {
  constexpr double kPi = 3.14159265358979323846;
  switch (id) {
    case BuiltinId::Radians:
      result = asWord(x * kPi / 180);
      return true;
    case BuiltinId::Degrees:
      result = asWord(x * 180 / kPi);
      return true;
    case BuiltinId::Sin:
      result = asWord(std::sin(x));
      return true;
    case BuiltinId::Cos:
      result = asWord(std::cos(x));
      return true;
    case BuiltinId::Tan:
      result = asWord(std::tan(x));
      return true;
    case BuiltinId::Asin:
      result = asWord(std::asin(x));
      return true;
    case BuiltinId::Acos:
      result = asWord(std::acos(x));
      return true;
    case BuiltinId::Atan:
      result = asWord(std::atan(x));
      return true;
    case BuiltinId::Sinh:
      result = asWord(std::sinh(x));
      return true;
    case BuiltinId::Cosh:
      result = asWord(std::cosh(x));
      return true;
    case BuiltinId::Tanh:
      result = asWord(std::tanh(x));
      return true;
    case BuiltinId::Asinh:
      result = asWord(std::asinh(x));
      return true;
    case BuiltinId::Acosh:
      result = asWord(std::acosh(x));
      return true;
    case BuiltinId::Atanh:
      result = asWord(std::atanh(x));
      return true;
    case BuiltinId::Exp:
      result = asWord(std::exp(x));
      return true;
    case BuiltinId::Log:
      result = asWord(std::log(x));
      return true;
    case BuiltinId::Exp2:
      result = asWord(std::exp2(x));
      return true;
    case BuiltinId::Log2:
      result = asWord(std::log2(x));
      return true;
    case BuiltinId::Sqrt:
      result = asWord(std::sqrt(x));
      return true;
    case BuiltinId::Inversesqrt:
      result = asWord(1 / std::sqrt(x));
      return true;
    case BuiltinId::Sign:
      result = asWord(static_cast<double>((x > 0) - (x < 0)));
      return true;
    case BuiltinId::Fract:
      result = asWord(x - std::floor(x));
      return true;
    case BuiltinId::Round:
    case BuiltinId::RoundEven:
      result = asWord(x - std::remainder(x, 1.0));
      return true;
    case BuiltinId::DFdx:
    case BuiltinId::DFdy:
    case BuiltinId::Fwidth:
      result = 0;
      return true;
    default:
      return false;
  }
}

double smoothstep(double low, double high, double x) {
  const double t = std::fmin(std::fmax((x - low) / (high - low), 0.0), 1.0);
  return t * t * (3 - 2 * t);
}

bool foldInexact(BuiltinId id, const float (&arguments)[3], uint32_t& result) {
  const double x = static_cast<double>(arguments[0]);
  const double y = static_cast<double>(arguments[1]);
  const double z = static_cast<double>(arguments[2]);
  switch (id) {
    case BuiltinId::Atan2:
      result = asWord(std::atan2(x, y));
      return true;
    case BuiltinId::Pow:
      result = asWord(std::pow(x, y));
      return true;
    case BuiltinId::Mod:
      result = asWord(x - y * std::floor(x / y));
      return true;
    case BuiltinId::Mix:
      result = asWord(x * (1 - z) + y * z);
      return true;
    case BuiltinId::Step:
      result = asWord(x <= y ? 1.0 : 0.0);
      return true;
    case BuiltinId::Smoothstep:
      result = asWord(smoothstep(x, y, z));
      return true;
    default:
      return foldUnaryInexact(id, x, result);
  }
}

bool foldBool(BuiltinId id, const uint32_t (&arguments)[3], uint32_t& result) {
  if (id == BuiltinId::Not) {
    result = arguments[0] ^ 1;
    return true;
  }
  return relational(id, arguments[0], arguments[1], result);
}

double dot(std::span<const uint32_t> x, std::span<const uint32_t> y) {
  double sum = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    sum += static_cast<double>(asFloat(x[i])) * static_cast<double>(asFloat(y[i]));
  }
  return sum;
}

}  // namespace

bool foldComponent(BuiltinId id, ScalarKind scalar, const uint32_t (&arguments)[3], bool exactOnly,
                   uint32_t& result) {
  switch (scalar) {
    case ScalarKind::Bool:
      return foldBool(id, arguments, result);
    case ScalarKind::Int:
      return foldInt(id, arguments, result);
    case ScalarKind::Uint:
      return foldUint(id, arguments, result);
    case ScalarKind::Float:
      break;
  }
  const float x[3] = {asFloat(arguments[0]), asFloat(arguments[1]), asFloat(arguments[2])};
  // Functions of whole vectors and of packed words must not be taken for these.
  if (foldFloatExact(id, x, result)) return true;
  return !exactOnly && foldInexact(id, x, result);
}

bool foldReduction(BuiltinId id, std::span<const std::span<const uint32_t>> operands,
                   bool exactOnly, uint32_t& result) {
  const std::span<const uint32_t> x = operands[0];
  if (id == BuiltinId::Any || id == BuiltinId::All) {
    result = id == BuiltinId::All;
    for (uint32_t word : x) result = id == BuiltinId::All ? result & word : result | word;
    return true;
  }
  if (exactOnly) return false;
  switch (id) {
    case BuiltinId::Dot:
      result = asWord(dot(x, operands[1]));
      return true;
    case BuiltinId::Length:
      result = asWord(std::sqrt(dot(x, x)));
      return true;
    default:
      return false;
  }
}

}  // namespace nogpu::shader::front
