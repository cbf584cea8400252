// SPDX-License-Identifier: MIT
// A JPEG's orientation (Exif 2.3 §4.6.4 A, tag 0x0112) and pictures turned by it.

/** 1 to 8; 1, upright, where the file says nothing. */
export function orientationOf(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  // Segments: 0xff, marker, length with itself; the picture's data begins at start-of-scan.
  for (let at = 2; at + 10 < view.byteLength && view.getUint16(at) !== 0xffda;) {
    const isExif = view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966;
    if (isExif) return orientationTag(view, at + 10);
    at += 2 + view.getUint16(at + 2);
  }
  return 1;
}

/** `start`: of the TIFF header. */
function orientationTag(view, start) {
  try {
    const little = view.getUint16(start) === 0x4949;
    const directory = start + view.getUint32(start + 4, little);
    const entries = view.getUint16(directory, little);
    for (let i = 0; i < entries; i++) {
      const entry = directory + 2 + i * 12;
      if (view.getUint16(entry, little) !== 0x0112) continue;
      const value = view.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {} // cut short
  return 1;
}

/** Where the texel at x, y of the upright picture is in the stored one of w × h. */
const SOURCE = [
  (x, y, w, h) => [x, y],
  (x, y, w, h) => [w - 1 - x, y],
  (x, y, w, h) => [w - 1 - x, h - 1 - y],
  (x, y, w, h) => [x, h - 1 - y],
  (x, y, w, h) => [y, x],
  (x, y, w, h) => [y, h - 1 - x],
  (x, y, w, h) => [w - 1 - y, h - 1 - x],
  (x, y, w, h) => [w - 1 - y, x],
];

export function upright(picture, orientation) {
  if (orientation === 1) return picture;
  const { width: w, height: h } = picture;
  const [width, height] = orientation > 4 ? [h, w] : [w, h];
  const from = new Uint32Array(picture.data.buffer, picture.data.byteOffset, w * h);
  const to = new Uint32Array(w * h);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = SOURCE[orientation - 1](x, y, w, h);
      to[y * width + x] = from[v * w + u];
    }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
