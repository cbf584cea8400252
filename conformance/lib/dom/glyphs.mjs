// SPDX-License-Identifier: MIT
// The 2D context's one font: digits and capitals of 5 × 7 points, small letters as capitals, a box for the rest.

const ROWS = {
  0: '0e11131519110e',
  1: '040c040404040e',
  2: '0e11010204081f',
  3: '1f02040201110e',
  4: '02060a121f0202',
  5: '1f101e0101110e',
  6: '0608101e11110e',
  7: '1f010204080808',
  8: '0e11110e11110e',
  9: '0e11110f01020c',
  A: '0e11111f111111',
  B: '1e11111e11111e',
  C: '0e11101010110e',
  D: '1c12111111121c',
  E: '1f10101e10101f',
  F: '1f10101e101010',
  G: '0e11101711110f',
  H: '1111111f111111',
  I: '0e04040404040e',
  J: '0702020202120c',
  K: '11121418141211',
  L: '1010101010101f',
  M: '111b1515111111',
  N: '11111915131111',
  O: '0e11111111110e',
  P: '1e11111e101010',
  Q: '0e11111115120d',
  R: '1e11111e141211',
  S: '0f10100e01011e',
  T: '1f040404040404',
  U: '1111111111110e',
  V: '11111111110a04',
  W: '1111111515150a',
  X: '11110a040a1111',
  Y: '1111110a040404',
  Z: '1f01020408101f',
  '.': '0000000000000c',
  '-': '0000001f000000',
  ' ': '00000000000000',
};
const BOX = '1f11111111111f';

const UNITS = { px: 1, pt: 4 / 3, em: 16, '%': 0.16 };

/** Pixels of one of a font's points: a capital has 7, seven tenths of the font's size. */
export function pointSize(font) {
  const m = /(\d*\.?\d+)(px|pt|em|%)/.exec(font);
  return (m ? m[1] * UNITS[m[2]] : 10) / 10;
}

/** In points. */
export const textWidth = (text) => [...text].length * 6;

/** Calls `point(x, y)` for every point of a line of text; y from 0, a capital's top, to 6. */
export function eachPoint(text, point) {
  [...text.toUpperCase()].forEach((letter, at) => {
    const rows = ROWS[letter] ?? BOX;
    for (let y = 0; y < 7; y++) {
      const bits = parseInt(rows.slice(y * 2, y * 2 + 2), 16);
      for (let x = 0; x < 5; x++) if ((bits >> (4 - x)) & 1) point(at * 6 + x, y);
    }
  });
}
