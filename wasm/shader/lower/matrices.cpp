// SPDX-License-Identifier: MIT
// Linear algebra on flattened, column-major values. Sums run from left to right, in index order.
#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

Lowering::V Lowering::dot(Scalars x, Scalars y) {
  V sum = b.mul(x[0], y[0]);
  for (size_t i = 1; i < x.size(); ++i) sum = b.add(sum, b.mul(x[i], y[i]));
  return sum;
}

// A vector on the left is a row, on the right a column.
Scalars Lowering::multiply(Scalars x, const Type* xType, Scalars y, const Type* yType) {
  const uint32_t rows = xType->isMatrix() ? xType->rows : 1;
  const uint32_t inner = xType->isMatrix() ? xType->columns : xType->rows;
  const uint32_t columns = yType->isMatrix() ? yType->columns : 1;
  const Scalars to = allocate(size_t{rows} * columns);
  for (uint32_t c = 0; c < columns; ++c) {
    for (uint32_t r = 0; r < rows; ++r) {
      V sum = b.mul(x[r], y[c * inner]);
      for (uint32_t k = 1; k < inner; ++k) {
        sum = b.add(sum, b.mul(x[k * rows + r], y[c * inner + k]));
      }
      to[c * rows + r] = sum;
    }
  }
  return to;
}

// | a d g |
// | b e h |
// | c f i |
Lowering::V Lowering::determinant3(V a, V b_, V c, V d, V e, V f, V g, V h, V i) {
  const auto minor = [this](V p, V q, V r, V s) { return b.sub(b.mul(p, s), b.mul(q, r)); };
  const V x = b.mul(a, minor(e, f, h, i));
  const V y = b.mul(d, minor(b_, c, h, i));
  const V z = b.mul(g, minor(b_, c, e, f));
  return b.add(b.sub(x, y), z);
}

namespace {

/// The cofactor expansion's choice of three of four columns (or rows).
constexpr uint32_t kOthers[4][3] = {{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2}};

}  // namespace

Lowering::V Lowering::determinant(Scalars m, uint32_t n) {
  if (n == 2) return b.sub(b.mul(m[0], m[3]), b.mul(m[2], m[1]));
  if (n == 3) return determinant3(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
  V sum = ir::kNoValue;
  for (uint32_t c = 0; c < 4; ++c) {
    const uint32_t* k = kOthers[c];
    const V minor = determinant3(m[k[0] * 4 + 1], m[k[0] * 4 + 2], m[k[0] * 4 + 3], m[k[1] * 4 + 1],
                                 m[k[1] * 4 + 2], m[k[1] * 4 + 3], m[k[2] * 4 + 1], m[k[2] * 4 + 2],
                                 m[k[2] * 4 + 3]);
    const V term = b.mul(m[c * 4], minor);
    sum = sum == ir::kNoValue ? term : c % 2 != 0 ? b.sub(sum, term) : b.add(sum, term);
  }
  return sum;
}

// The adjugate divided by the determinant: element (column c, row r) is the signed minor without
// column r and row c.
Scalars Lowering::inverse(Scalars m, uint32_t n) {
  const Scalars to = allocate(size_t{n} * n);
  const V scale = b.div(b.f(1.0f), determinant(m, n));
  for (uint32_t c = 0; c < n; ++c) {
    for (uint32_t r = 0; r < n; ++r) {
      V minor;
      if (n == 2) {
        minor = m[(1 - r) * 2 + (1 - c)];
      } else if (n == 3) {
        const uint32_t p = (r + 1) % 3, q = (r + 2) % 3, s = (c + 1) % 3, t = (c + 2) % 3;
        minor = b.sub(b.mul(m[p * 3 + s], m[q * 3 + t]), b.mul(m[q * 3 + s], m[p * 3 + t]));
      } else {
        const uint32_t* k = kOthers[r];
        const uint32_t* l = kOthers[c];
        minor = determinant3(m[k[0] * 4 + l[0]], m[k[0] * 4 + l[1]], m[k[0] * 4 + l[2]],
                             m[k[1] * 4 + l[0]], m[k[1] * 4 + l[1]], m[k[1] * 4 + l[2]],
                             m[k[2] * 4 + l[0]], m[k[2] * 4 + l[1]], m[k[2] * 4 + l[2]]);
      }
      // Cyclic order has taken care of the signs for n = 3.
      if (n != 3 && (c + r) % 2 != 0) minor = b.neg(minor);
      to[c * n + r] = b.mul(minor, scale);
    }
  }
  return to;
}

}  // namespace nogpu::shader::lower
