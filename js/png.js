// SPDX-License-Identifier: MIT
// PNG files as RGBA samples, whatever their channels, depth, palette and transparent colour (PNG 3rd edition §11.2).
import { decode } from 'fast-png';

/**
 * @typedef {object} Pixels
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array | Uint8ClampedArray | Uint16Array} data  RGBA samples of 8 or 16 bits, top row first, not
 *   premultiplied: 4 · width · height
 */

/**
 * Samples of less than eight bits one by one; each row of them begins with a byte.
 * @param {import('fast-png').DecodedPng} png
 */
function unpackSamples({ width, height, channels, depth, data }) {
  if (depth >= 8) return data;
  const perRow = width * channels;
  const rowBytes = Math.ceil((perRow * depth) / 8);
  const samples = new Uint8Array(perRow * height);
  for (let i = 0; i < samples.length; i++) {
    const bit = (i % perRow) * depth;
    const byte = data[Math.floor(i / perRow) * rowBytes + (bit >> 3)];
    samples[i] = (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  }
  return samples;
}

/**
 * @param {ArrayLike<number>} indices @param {number[][]} palette  of RGB or RGBA
 * @param {Uint8ClampedArray} out
 */
function lookUp(indices, palette, out) {
  for (let i = 0; i < indices.length; i++) {
    const color = palette[indices[i]] ?? [0, 0, 0];
    out[i * 4] = color[0];
    out[i * 4 + 1] = color[1];
    out[i * 4 + 2] = color[2];
    out[i * 4 + 3] = color[3] ?? 255;
  }
}

/**
 * @param {ArrayLike<number>} samples  @param {number} channels  1: grey, 2: and alpha, 3: RGB, 4: RGBA
 * @param {number} scale  from samples to those of `out`
 * @param {ArrayLike<number> | undefined} transparent  the grey or colour that is, in samples
 * @param {Uint8ClampedArray | Uint16Array} out
 */
function spread(samples, channels, scale, transparent, out) {
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const most = out instanceof Uint16Array ? 65535 : 255;
  for (let at = 0, to = 0; to < out.length; at += channels, to += 4) {
    const [r, g, b] = [samples[at], samples[at + green], samples[at + blue]];
    out[to] = r * scale;
    out[to + 1] = g * scale;
    out[to + 2] = b * scale;
    out[to + 3] = channels % 2 === 0 ? samples[at + channels - 1] * scale : most;
    if (transparent === undefined) continue;
    if (r === transparent[0] && g === transparent[green] && b === transparent[blue])
      out[to + 3] = 0;
  }
}

/**
 * @param {Uint8Array} file @returns {Pixels} with 16 bits a sample where the file has them
 * @throws {Error} for what is no whole PNG
 */
export function decodePng(file) {
  const png = decode(file);
  const { width, height, channels, depth, palette } = png;
  const samples = unpackSamples(png);
  const length = width * height * 4;
  if (depth === 16) {
    const data = new Uint16Array(length);
    spread(samples, channels, 1, png.transparency, data);
    return { width, height, data };
  }
  const data = new Uint8ClampedArray(length);
  if (palette) lookUp(samples, palette, data);
  else spread(samples, channels, 255 / ((1 << depth) - 1), png.transparency, data);
  return { width, height, data };
}

/** The same with 8 bits a sample. @param {Pixels} pixels */
export function narrowed({ width, height, data }) {
  if (!(data instanceof Uint16Array)) return { width, height, data };
  return { width, height, data: Uint8ClampedArray.from(data, (sample) => sample / 257) };
}
