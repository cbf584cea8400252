// SPDX-License-Identifier: MIT
// Pictures as numbers.

/**
 * Peak signal-to-noise ratio of two RGBA pictures over R, G and B, in dB; Infinity if equal.
 * @param {Uint8Array} a @param {Uint8Array} b
 */
export function psnr(a, b) {
  if (a.length !== b.length) throw new RangeError(`pictures of ${a.length} and ${b.length} bytes`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) if ((i & 3) !== 3) sum += (a[i] - b[i]) ** 2;
  return 10 * Math.log10((255 * 255 * a.length * 0.75) / sum);
}
