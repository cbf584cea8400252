// SPDX-License-Identifier: MIT
// Pixels of whatever a page may draw or upload, and ImageData.

/** source[PIXELS]() -> { width, height, data: RGBA bytes, top row first, not premultiplied } or null */
export const PIXELS = Symbol.for('cts.pixels');
export const pixelsOf = (s) =>
  s && typeof s[PIXELS] === 'function' ? s[PIXELS]() : s && s.data && s.width ? s : null;

export class ImageDataShim {
  constructor(a, b, c) {
    if (typeof a === 'number') {
      this.width = a;
      this.height = b;
      this.data = new Uint8ClampedArray(a * b * 4);
    } else {
      this.data = a;
      this.width = b;
      this.height = c ?? a.length / 4 / b;
    }
    this.colorSpace = 'srgb';
  }
  get [Symbol.toStringTag]() {
    return 'ImageData';
  }
}
