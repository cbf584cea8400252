// SPDX-License-Identifier: MIT
// The one rule for sizes of drawing buffers.

/** Largest width and height of a drawing buffer; equals MAX_RENDERBUFFER_SIZE. */
export const MAX_SIZE = 16384;

/**
 * @param {number} value @param {string} name
 * @returns {number} value
 */
export function checkSize(value, name) {
  if (!Number.isInteger(value) || value < 1 || value > MAX_SIZE) {
    throw new RangeError(
      `${name} is ${String(value)}: give a whole number of pixels from 1 to ${MAX_SIZE}`,
    );
  }
  return value;
}
