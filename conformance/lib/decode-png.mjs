// SPDX-License-Identifier: MIT
// PNG files as RGBA bytes, whatever their channels and depth.
import { decode } from 'fast-png';

/** Samples of less than eight bits one by one: rows of them begin with a byte. */
function unpackSamples({ width, height, channels, depth, data }) {
  if (depth >= 8) return data;
  const perRow = width * channels;
  const rowBytes = Math.ceil((perRow * depth) / 8);
  return Uint8Array.from({ length: perRow * height }, (_, i) => {
    const bit = (i % perRow) * depth;
    const byte = data[Math.floor(i / perRow) * rowBytes + (bit >> 3)];
    return (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  });
}

/** @param {Uint8Array} file */
export function decodePng(file) {
  const png = decode(file);
  const { width, height, channels, depth, palette } = png;
  const samples = unpackSamples(png);
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
