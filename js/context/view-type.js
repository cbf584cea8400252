// SPDX-License-Identifier: MIT
// Which GL type a view's elements have: the module compares it with a transfer's `type`.

import { viewTag } from '../webidl.js';

/** @type {Readonly<Record<string, number>>} */
const typeByTag = {
  Int8Array: 0x1400, // BYTE
  Uint8Array: 0x1401, // UNSIGNED_BYTE
  Uint8ClampedArray: 0x1401,
  Int16Array: 0x1402, // SHORT
  Uint16Array: 0x1403, // UNSIGNED_SHORT
  Int32Array: 0x1404, // INT
  Uint32Array: 0x1405, // UNSIGNED_INT
  Float32Array: 0x1406, // FLOAT
  Float16Array: 0x140b, // HALF_FLOAT
};

/** Of a view that fits no GL type (DataView, BigInt64Array, Float64Array). */
const NO_TYPE = 0xffffffff;

/** @param {ArrayBufferView} view @returns {number} */
export function viewType(view) {
  return typeByTag[viewTag(view) ?? ''] ?? NO_TYPE;
}

/** @type {Readonly<Record<string, number>>} */
const bytesByTag = {
  Int8Array: 1,
  Uint8Array: 1,
  Uint8ClampedArray: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Float16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
  Float32Array: 4,
  Float64Array: 8,
  BigInt64Array: 8,
  BigUint64Array: 8,
};

/** Bytes per element, 1 for a DataView. @param {ArrayBufferView} view @returns {number} */
export function elementBytes(view) {
  return bytesByTag[viewTag(view) ?? ''] ?? 1;
}
