// SPDX-License-Identifier: MIT
// Cube maps: direction to face and face coordinates, and what lies beyond a face's edge
// (ES 3.0 §3.8.10, table 3.21; seamless filtering §3.8.10.3).
#pragma once

#include <cstdint>

#include "simd/simd.h"

namespace nogpu::pipeline {

/// The face of each lane, as masks and sign bits. Ties go to x before y before z.
struct CubeFace {
  v128_t isX, isY;  // neither: z
  v128_t sign;      // sign bit of the major axis

  v128_t index() const {
    const v128_t xy = wasm_v128_bitselect(wasm_i32x4_splat(0), wasm_i32x4_splat(2), isX);
    const v128_t axis = wasm_v128_bitselect(xy, wasm_i32x4_splat(4), wasm_v128_or(isX, isY));
    return wasm_v128_or(axis, wasm_u32x4_shr(sign, 31));
  }
};

inline v128_t selectAxis(const CubeFace& f, v128_t x, v128_t y, v128_t z) {
  return wasm_v128_bitselect(x, wasm_v128_bitselect(y, z, f.isY), f.isX);
}

inline CubeFace cubeFace(const v128_t* direction) {
  const v128_t ax = wasm_f32x4_abs(direction[0]), ay = wasm_f32x4_abs(direction[1]),
               az = wasm_f32x4_abs(direction[2]);
  CubeFace f;
  f.isX = wasm_v128_and(wasm_f32x4_ge(ax, ay), wasm_f32x4_ge(ax, az));
  f.isY = wasm_v128_andnot(wasm_f32x4_ge(ay, az), f.isX);
  f.sign = wasm_v128_and(selectAxis(f, direction[0], direction[1], direction[2]),
                         wasm_i32x4_splat(INT32_MIN));
  return f;
}

/// A vector seen from the face: sc, tc of the table, and ma positive for the direction itself.
/// Linear in the vector, so it serves derivatives too.
struct CubeVector {
  v128_t sc, tc, ma;
};

inline CubeVector onFace(const CubeFace& f, const v128_t* v) {
  const v128_t minus = wasm_i32x4_splat(INT32_MIN);
  const v128_t negatedSign = wasm_v128_xor(f.sign, minus);
  const v128_t minusY = wasm_v128_xor(v[1], minus);
  return {selectAxis(f, wasm_v128_xor(v[2], negatedSign), v[0], wasm_v128_xor(v[0], f.sign)),
          selectAxis(f, minusY, wasm_v128_xor(v[2], f.sign), minusY),
          wasm_v128_xor(selectAxis(f, v[0], v[1], v[2]), f.sign)};
}

/// s, t in [0, 1] on the face, and the face.
inline void cubeCoordinates(const v128_t* direction, v128_t* coord) {
  const CubeFace face = cubeFace(direction);
  const CubeVector d = onFace(face, direction);
  const v128_t half = wasm_f32x4_splat(0.5f);
  coord[0] = wasm_f32x4_add(wasm_f32x4_mul(wasm_f32x4_div(d.sc, d.ma), half), half);
  coord[1] = wasm_f32x4_add(wasm_f32x4_mul(wasm_f32x4_div(d.tc, d.ma), half), half);
  coord[2] = face.index();
}

/// Squared length, in texels of a face of `size` texels, of a direction's derivative `d`: by the
/// quotient rule on the lane's own face, so that quads which span faces see no jump.
inline v128_t cubeFootprint(const CubeFace& face, const CubeVector& at, const v128_t* d,
                            float size) {
  const CubeVector v = onFace(face, d);
  const v128_t scale = wasm_f32x4_div(wasm_f32x4_splat(0.5f * size), wasm_f32x4_mul(at.ma, at.ma));
  const v128_t du = wasm_f32x4_mul(
      wasm_f32x4_sub(wasm_f32x4_mul(v.sc, at.ma), wasm_f32x4_mul(at.sc, v.ma)), scale);
  const v128_t dv = wasm_f32x4_mul(
      wasm_f32x4_sub(wasm_f32x4_mul(v.tc, at.ma), wasm_f32x4_mul(at.tc, v.ma)), scale);
  return wasm_f32x4_add(wasm_f32x4_mul(du, du), wasm_f32x4_mul(dv, dv));
}

struct CubeTexel {
  int32_t face, x, y;
};

/// The texel that lies at (x, y) of a face of n² texels when exactly one of x, y is -1 or n.
///
/// In half texels from the centre, the face is the plane ma = n with sc, tc odd in ±(n-1); a texel
/// beyond the edge has |sc| = n+1, which makes that axis the major one of the neighbour. There the
/// other two components are the old tc, unchanged, and ±n, which falls on the row next to the edge.
inline CubeTexel acrossEdge(CubeTexel t, int32_t n) {
  const int32_t sc = 2 * t.x + 1 - n, tc = 2 * t.y + 1 - n;
  int32_t v[3];
  switch (t.face) {
    case 0:
      v[0] = n, v[1] = -tc, v[2] = -sc;
      break;
    case 1:
      v[0] = -n, v[1] = -tc, v[2] = sc;
      break;
    case 2:
      v[0] = sc, v[1] = n, v[2] = tc;
      break;
    case 3:
      v[0] = sc, v[1] = -n, v[2] = -tc;
      break;
    case 4:
      v[0] = sc, v[1] = -tc, v[2] = n;
      break;
    default:
      v[0] = -sc, v[1] = -tc, v[2] = -n;
      break;
  }
  int axis = 0;
  for (int i = 1; i < 3; ++i) {
    if ((v[i] < 0 ? -v[i] : v[i]) > n) axis = i;
  }
  const int32_t face = 2 * axis + (v[axis] < 0 ? 1 : 0);
  int32_t newSc, newTc;
  switch (face) {
    case 0:
      newSc = -v[2], newTc = -v[1];
      break;
    case 1:
      newSc = v[2], newTc = -v[1];
      break;
    case 2:
      newSc = v[0], newTc = v[2];
      break;
    case 3:
      newSc = v[0], newTc = -v[2];
      break;
    case 4:
      newSc = v[0], newTc = -v[1];
      break;
    default:
      newSc = -v[0], newTc = -v[1];
      break;
  }
  const auto toTexel = [n](int32_t c) {
    c = c < 1 - n ? 1 - n : c > n - 1 ? n - 1 : c;
    return (c + n - 1) / 2;
  };
  return {face, toTexel(newSc), toTexel(newTc)};
}

}  // namespace nogpu::pipeline
