// SPDX-License-Identifier: MIT
// CSS colours as RGBA bytes: names, #hex, rgb().

const NAMES = {
  black: [0, 0, 0, 255],
  white: [255, 255, 255, 255],
  red: [255, 0, 0, 255],
  green: [0, 128, 0, 255],
  lime: [0, 255, 0, 255],
  blue: [0, 0, 255, 255],
  yellow: [255, 255, 0, 255],
  cyan: [0, 255, 255, 255],
  magenta: [255, 0, 255, 255],
  gray: [128, 128, 128, 255],
  transparent: [0, 0, 0, 0],
};
export function parseColor(s) {
  s = String(s).trim().toLowerCase();
  if (NAMES[s]) return NAMES[s];
  let m = /^#([0-9a-f]{3,8})$/.exec(s);
  if (m) {
    const h = m[1];
    const x =
      h.length < 5
        ? [...h].map((c) => parseInt(c + c, 16))
        : h.match(/../g).map((c) => parseInt(c, 16));
    return [x[0], x[1], x[2], x[3] ?? 255];
  }
  m = /^rgba?\(([^)]*)\)$/.exec(s);
  if (m) {
    const v = m[1].split(/[,/\s]+/).filter(Boolean);
    const n = (t) => (t.endsWith('%') ? parseFloat(t) * 2.55 : parseFloat(t));
    return [
      Math.round(n(v[0])),
      Math.round(n(v[1])),
      Math.round(n(v[2])),
      v[3] === undefined
        ? 255
        : Math.round((v[3].endsWith('%') ? parseFloat(v[3]) / 100 : parseFloat(v[3])) * 255),
    ];
  }
  return null;
}
