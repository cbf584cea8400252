// SPDX-License-Identifier: MIT
// The one rule for sizes of drawing buffers.

/** Largest width and height of a drawing buffer; equals MAX_RENDERBUFFER_SIZE. */
export const MAX_SIZE = 16384;

/** The drawing buffer's part of a canvas' size: HTML allows any, also none. @param {number} value */
export function toBufferSize(value) {
  return Math.min(Math.max(1, value), MAX_SIZE);
}

/**
 * @param {number} value @param {string} name
 * @returns {number} value
 */
export function checkSize(value, name) {
  if (!Number.isInteger(value) || value < 1 || value > MAX_SIZE) {
    // An object's own toString may throw, or give a megabyte.
    const given = typeof value === 'object' && value !== null ? 'an object' : String(value);
    throw new RangeError(
      `${name} is ${given}: give a whole number of pixels from 1 to ${MAX_SIZE}`,
    );
  }
  return value;
}
