// SPDX-License-Identifier: MIT
// Reference decoders, as the specifications write them and as slow: a block of 4 × 4 texels, in real numbers.
// ETC2 and EAC: ES 3.0 appendix C; S3TC and RGTC: EXT_texture_compression_s3tc and _rgtc.

/** @typedef {[number, number, number, number]} Texel */
/** @typedef {(bytes: Uint8Array) => Texel[]} Decoder  16 texels by rows */

const clamp = (/** @type {number} */ v, low = 0, high = 255) => Math.min(high, Math.max(low, v));
const byRows = (/** @type {(x: number, y: number) => Texel} */ texel) =>
  Array.from({ length: 16 }, (_, i) => texel(i % 4, i >> 2));

/** Bits `high` to `low` of a big-endian block, counted from its end. @param {Uint8Array} bytes */
function bits(bytes, high, low = high) {
  let value = 0;
  for (let i = high; i >= low; i--) {
    const byte = bytes[bytes.length - 1 - (i >> 3)];
    value = value * 2 + ((byte >> (i & 7)) & 1);
  }
  return value;
}

/** A value of `width` bits, repeated to eight. */
function extend(/** @type {number} */ v, /** @type {number} */ width) {
  return width < 5 ? v * 17 : width > 6 ? (v << 1) | (v >> 6) : (v << (8 - width)) | (v >> (2 * width - 8)); // prettier-ignore
}

const signed3 = (/** @type {number} */ v) => (v > 3 ? v - 8 : v);

const ETC_MODIFIERS = [[2, 8], [5, 17], [9, 29], [13, 42], [18, 60], [24, 80], [33, 106], [47, 183]]; // prettier-ignore
const ETC_DISTANCES = [3, 6, 11, 16, 23, 32, 41, 64];

/** @param {Uint8Array} b  8 bytes @param {boolean} punchThrough @returns {Texel[]} bytes */
function etc2(b, punchThrough) {
  const flag = bits(b, 33) === 1; // differential; in punch-through formats: opaque
  const opaque = !punchThrough || flag;
  const index = (/** @type {number} */ x, /** @type {number} */ y) =>
    bits(b, 16 + 4 * x + y) * 2 + bits(b, 4 * x + y);
  const shifted = (/** @type {number[]} */ colour, /** @type {number} */ by) =>
    /** @type {Texel} */ ([...colour.map((v) => clamp(v + by)), 255]);
  const fromPaints = (/** @type {Texel[]} */ paints) =>
    byRows((x, y) => (!opaque && index(x, y) === 2 ? [0, 0, 0, 0] : paints[index(x, y)]));

  let base;
  if (punchThrough || flag) {
    const first = [bits(b, 63, 59), bits(b, 55, 51), bits(b, 47, 43)];
    const delta = [bits(b, 58, 56), bits(b, 50, 48), bits(b, 42, 40)].map(signed3);
    const second = first.map((v, c) => v + delta[c]);
    const outside = second.findIndex((v) => v < 0 || v > 31);
    if (outside === 0) {
      const one = [bits(b, 60, 59) * 4 + bits(b, 57, 56), bits(b, 55, 52), bits(b, 51, 48)].map((v) => v * 17); // prettier-ignore
      const two = [bits(b, 47, 44), bits(b, 43, 40), bits(b, 39, 36)].map((v) => v * 17);
      const d = ETC_DISTANCES[bits(b, 35, 34) * 2 + bits(b, 32)];
      return fromPaints([shifted(one, 0), shifted(two, d), shifted(two, 0), shifted(two, -d)]);
    }
    if (outside === 1) {
      const one = [bits(b, 62, 59), bits(b, 58, 56) * 2 + bits(b, 52), bits(b, 51) * 8 + bits(b, 49, 47)]; // prettier-ignore
      const two = [bits(b, 46, 43), bits(b, 42, 39), bits(b, 38, 35)];
      const number = (/** @type {number[]} */ c) => c[0] * 256 + c[1] * 16 + c[2];
      const last = number(one) >= number(two) ? 1 : 0;
      const d = ETC_DISTANCES[bits(b, 34) * 4 + bits(b, 32) * 2 + last];
      const [c1, c2] = [one, two].map((c) => c.map((v) => v * 17));
      return fromPaints([shifted(c1, d), shifted(c1, -d), shifted(c2, d), shifted(c2, -d)]);
    }
    if (outside === 2) {
      const o = [bits(b, 62, 57), bits(b, 56) * 64 + bits(b, 54, 49), bits(b, 48) * 32 + bits(b, 44, 43) * 8 + bits(b, 41, 39)]; // prettier-ignore
      const h = [bits(b, 38, 34) * 2 + bits(b, 32), bits(b, 31, 25), bits(b, 24, 19)];
      const v = [bits(b, 18, 13), bits(b, 12, 6), bits(b, 5, 0)];
      const [O, H, V] = [o, h, v].map((c) => c.map((value, i) => extend(value, i === 1 ? 7 : 6)));
      return byRows(
        (x, y) =>
          /** @type {Texel} */ ([
            ...O.map((from, c) =>
              clamp((x * (H[c] - from) + y * (V[c] - from) + 4 * from + 2) >> 2),
            ),
            255,
          ]),
      );
    }
    base = [first, second].map((colour) => colour.map((v) => extend(v, 5)));
  } else {
    base = [0, 4].map((d) =>
      [bits(b, 63 - d, 60 - d), bits(b, 55 - d, 52 - d), bits(b, 47 - d, 44 - d)].map(
        (v) => v * 17,
      ),
    );
  }
  const tables = [bits(b, 39, 37), bits(b, 36, 34)];
  const flipped = bits(b, 32) === 1;
  return byRows((x, y) => {
    const half = (flipped ? y : x) >> 1;
    const i = index(x, y);
    if (!opaque && i === 2) return [0, 0, 0, 0];
    const [small, large] = ETC_MODIFIERS[tables[half]];
    return shifted(base[half], [opaque ? small : 0, large, -small, -large][i]);
  });
}

const EAC_MODIFIERS = [
  [-3, -6, -9, -15, 2, 5, 8, 14], [-3, -7, -10, -13, 2, 6, 9, 12], [-2, -5, -8, -13, 1, 4, 7, 12],
  [-2, -4, -6, -13, 1, 3, 5, 12], [-3, -6, -8, -12, 2, 5, 7, 11], [-3, -7, -9, -11, 2, 6, 8, 10],
  [-4, -7, -8, -11, 3, 6, 7, 10], [-3, -5, -8, -11, 2, 4, 7, 10], [-2, -6, -8, -10, 1, 5, 7, 9],
  [-2, -5, -8, -10, 1, 4, 7, 9], [-2, -4, -8, -10, 1, 3, 7, 9], [-2, -5, -7, -10, 1, 4, 6, 9],
  [-3, -4, -7, -10, 2, 3, 6, 9], [-1, -2, -3, -10, 0, 1, 2, 9], [-4, -6, -8, -9, 3, 5, 7, 8],
  [-3, -5, -7, -9, 2, 4, 6, 8],
]; // prettier-ignore

/** Base, modifier and multiplier of a texel, for the formula of the format. @param {Uint8Array} b  8 bytes */
function eac(
  b,
  /** @type {(base: number, modifier: number, multiplier: number) => number} */ value,
) {
  const [base, multiplier, table] = [bits(b, 63, 56), bits(b, 55, 52), bits(b, 51, 48)];
  return Array.from({ length: 16 }, (_, i) => {
    const at = 47 - 3 * (4 * (i % 4) + (i >> 2));
    return value(base, EAC_MODIFIERS[table][bits(b, at, at - 2)], multiplier);
  });
}

const eacAlpha = (/** @type {Uint8Array} */ b) =>
  eac(b, (base, m, by) => clamp(base + m * by) / 255);
const eac11 = (/** @type {Uint8Array} */ b) =>
  eac(b, (base, m, by) => clamp(base * 8 + 4 + (by === 0 ? m : m * by * 8), 0, 2047) / 2047);
const eac11Signed = (/** @type {Uint8Array} */ b) =>
  eac(b, (base, m, by) => {
    const from = Math.max(base > 127 ? base - 256 : base, -127);
    return clamp(from * 8 + (by === 0 ? m : m * by * 8), -1023, 1023) / 1023;
  });

/** The colours of S3TC. @param {Uint8Array} b  8 bytes @param {'rgb' | 'rgba' | 'four'} kind @returns {Texel[]} */
function s3tcColours(b, kind) {
  const [c0, c1] = [b[0] + b[1] * 256, b[2] + b[3] * 256];
  const [one, two] = [c0, c1].map((c) => [(c >> 11) / 31, ((c >> 5) & 63) / 63, (c & 31) / 31]);
  const mix = (/** @type {number} */ w) =>
    /** @type {Texel} */ ([...one.map((v, i) => v * (1 - w) + two[i] * w), 1]);
  const four = kind === 'four' || c0 > c1;
  const black = /** @type {Texel} */ ([0, 0, 0, kind === 'rgba' ? 0 : 1]);
  const palette = four
    ? [mix(0), mix(1), mix(1 / 3), mix(2 / 3)]
    : [mix(0), mix(1), mix(1 / 2), black];
  return byRows((x, y) => palette[(b[4 + y] >> (2 * x)) & 3]);
}

/** Eight values between two, or six and the range's ends. @param {Uint8Array} b  8 bytes, little-endian codes */
function ramp(b, signed = false) {
  const end = (/** @type {number} */ v) => (signed ? Math.max((v << 24) >> 24, -127) : v);
  const greater = signed ? (b[0] << 24) >> 24 > (b[1] << 24) >> 24 : b[0] > b[1];
  const [from, to] = [end(b[0]), end(b[1])];
  const top = signed ? 127 : 255;
  const steps = greater ? 7 : 5;
  const codes = [...b.subarray(2)].reduce((sum, byte, i) => sum + BigInt(byte) * 256n ** BigInt(i), 0n); // prettier-ignore
  return Array.from({ length: 16 }, (_, i) => {
    const code = Number((codes >> BigInt(3 * i)) & 7n);
    if (code < 2) return (code === 0 ? from : to) / top;
    if (!greater && code > 5) return code === 6 ? (signed ? -1 : 0) : 1;
    const at = code - 1;
    return ((steps - at) * from + at * to) / steps / top;
  });
}

const withAlpha = (/** @type {Texel[]} */ colours, /** @type {number[]} */ alpha) =>
  colours.map(([r, g, b], i) => /** @type {Texel} */ ([r, g, b, alpha[i]]));
const ofBytes = (/** @type {Texel[]} */ texels) =>
  texels.map((texel) => /** @type {Texel} */ (texel.map((v) => v / 255)));
const red = (/** @type {number[]} */ r) => r.map((v) => /** @type {Texel} */ ([v, 0, 0, 1]));
const redGreen = (/** @type {number[]} */ r, /** @type {number[]} */ g) =>
  r.map((v, i) => /** @type {Texel} */ ([v, g[i], 0, 1]));
const [head, tail] = [
  (/** @type {Uint8Array} */ b) => b.subarray(0, 8),
  (/** @type {Uint8Array} */ b) => b.subarray(8, 16),
];
const dxt3Alpha = (/** @type {Uint8Array} */ b) =>
  Array.from({ length: 16 }, (_, i) => ((b[i >> 1] >> (4 * (i & 1))) & 15) / 15);

/** @type {Record<string, Decoder>} formats without the names of their sRGB twins */
export const DECODERS = {
  COMPRESSED_RGB_S3TC_DXT1_EXT: (b) => s3tcColours(b, 'rgb'),
  COMPRESSED_RGBA_S3TC_DXT1_EXT: (b) => s3tcColours(b, 'rgba'),
  COMPRESSED_RGBA_S3TC_DXT3_EXT: (b) => withAlpha(s3tcColours(tail(b), 'four'), dxt3Alpha(b)),
  COMPRESSED_RGBA_S3TC_DXT5_EXT: (b) => withAlpha(s3tcColours(tail(b), 'four'), ramp(head(b))),
  COMPRESSED_RED_RGTC1_EXT: (b) => red(ramp(b)),
  COMPRESSED_SIGNED_RED_RGTC1_EXT: (b) => red(ramp(b, true)),
  COMPRESSED_RED_GREEN_RGTC2_EXT: (b) => redGreen(ramp(head(b)), ramp(tail(b))),
  COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT: (b) => redGreen(ramp(head(b), true), ramp(tail(b), true)),
  COMPRESSED_R11_EAC: (b) => red(eac11(b)),
  COMPRESSED_SIGNED_R11_EAC: (b) => red(eac11Signed(b)),
  COMPRESSED_RG11_EAC: (b) => redGreen(eac11(head(b)), eac11(tail(b))),
  COMPRESSED_SIGNED_RG11_EAC: (b) => redGreen(eac11Signed(head(b)), eac11Signed(tail(b))),
  COMPRESSED_RGB8_ETC2: (b) => ofBytes(etc2(b, false)),
  COMPRESSED_RGB8_PUNCHTHROUGH_ALPHA1_ETC2: (b) => ofBytes(etc2(b, true)),
  COMPRESSED_RGBA8_ETC2_EAC: (b) => withAlpha(ofBytes(etc2(tail(b), false)), eacAlpha(head(b))),
};

/** The format without sRGB that a format of sRGB decodes as. @type {Record<string, string>} */
export const SRGB_TWINS = {
  COMPRESSED_SRGB_S3TC_DXT1_EXT: 'COMPRESSED_RGB_S3TC_DXT1_EXT',
  COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT: 'COMPRESSED_RGBA_S3TC_DXT1_EXT',
  COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT: 'COMPRESSED_RGBA_S3TC_DXT3_EXT',
  COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT: 'COMPRESSED_RGBA_S3TC_DXT5_EXT',
  COMPRESSED_SRGB8_ETC2: 'COMPRESSED_RGB8_ETC2',
  COMPRESSED_SRGB8_PUNCHTHROUGH_ALPHA1_ETC2: 'COMPRESSED_RGB8_PUNCHTHROUGH_ALPHA1_ETC2',
  COMPRESSED_SRGB8_ALPHA8_ETC2_EAC: 'COMPRESSED_RGBA8_ETC2_EAC',
  COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT: 'COMPRESSED_RGBA_BPTC_UNORM_EXT',
};
