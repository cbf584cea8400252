// SPDX-License-Identifier: MIT
// The two colour spaces of canvases, 'srgb' and 'display-p3' (CSS Color 4 §10.2, §10.3). Both have sRGB's
// transfer curve and white point; their primaries differ.

/** @param {string} name */
export function isColorSpace(name) {
  return name === 'srgb' || name === 'display-p3';
}

// Linear light, by rows: CSS Color 4 §18, P3 → XYZ → sRGB and back.
const FROM_P3 = [1.2249401762, -0.2249401762, 0, -0.0420569547, 1.0420569547, 0, -0.0196375546, -0.078636046, 1.0982736005]; // prettier-ignore
const TO_P3 = [0.8224619687, 0.1775380313, 0, 0.0331941989, 0.9668058011, 0, 0.0170826307, 0.0723974407, 0.9105199286]; // prettier-ignore

/** @param {number} c  encoded, 0 to 1 */
const decoded = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);

/** Of bytes. */
const linear = Float64Array.from({ length: 256 }, (_, i) => decoded(i / 255));

/** @param {number} c  linear @param {number} most @returns {number} 0 to `most`, rounded */
function encoded(c, most) {
  if (!(c > 0)) return 0;
  if (c >= 1) return most;
  return Math.round(most * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
}

/**
 * Converts RGBA samples, not premultiplied, in place; what the target cannot show is clipped.
 * @param {Uint8Array | Uint8ClampedArray | Uint16Array} data @param {string} from @param {string} to
 */
export function convertPixels(data, from, to) {
  if (from === to) return;
  const m = to === 'srgb' ? FROM_P3 : TO_P3;
  const deep = data instanceof Uint16Array;
  const most = deep ? 65535 : 255;
  const light = deep
    ? (/** @type {number} */ c) => decoded(c / 65535)
    : (/** @type {number} */ c) => linear[c];
  for (let i = 0; i + 3 < data.length; i += 4) {
    const [r, g, b] = [light(data[i]), light(data[i + 1]), light(data[i + 2])];
    data[i] = encoded(m[0] * r + m[1] * g + m[2] * b, most);
    data[i + 1] = encoded(m[3] * r + m[4] * g + m[5] * b, most);
    data[i + 2] = encoded(m[6] * r + m[7] * g + m[8] * b, most);
  }
}
