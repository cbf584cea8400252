// SPDX-License-Identifier: MIT
// PNG files as RGBA bytes, whatever their channels and depth.
import { decode } from 'fast-png';

/** @param {Uint8Array} file */
export function decodePng(file) {
  const { width, height, channels, depth, data: samples, palette } = decode(file);
  const data = new Uint8ClampedArray(width * height * 4);
  const scale = depth === 16 ? 1 / 257 : 255 / ((1 << depth) - 1);
  for (let i = 0; i < width * height; i++) {
    const at = i * channels;
    const value = (/** @type {number} */ c) => samples[at + c] * scale;
    const rgba = palette
      ? [...palette[samples[at]], 255].slice(0, 4)
      : channels < 3
        ? [value(0), value(0), value(0), channels === 2 ? value(1) : 255]
        : [value(0), value(1), value(2), channels === 4 ? value(3) : 255];
    data.set(rgba, i * 4);
  }
  return { width, height, data };
}
