// SPDX-License-Identifier: MIT
// WebIDL's argument conversions, as far as calling into WASM does not already do them: a JS number
// passed to an i32 parameter is converted exactly as GLint/GLenum, to f32 as GLfloat.
//
// A conversion may run the caller's code (valueOf, getters, iterators), and that may do anything: destroy
// the context, shrink a buffer, make another call, throw. So methods that place bytes in the module
// convert every argument first, in order, and only then look at lengths, take memory and make views.
import { isGenuine } from './objects.js';

/** A handle that no table ever issues: decodes to INVALID_OPERATION inside the module. */
export const FOREIGN_HANDLE = 0xffffffff;

/**
 * Throws the TypeError that WebIDL asks for when a call has too few arguments.
 * @param {string} method @param {number} needed @param {number} given
 */
export function requireArguments(method, needed, given) {
  if (given >= needed) return;
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': ${needed} argument` +
      `${needed === 1 ? '' : 's'} required, but only ${given} present.`,
  );
}

/**
 * Converts an interface-type argument to the handle that crosses the boundary. null and undefined
 * give 0 where the parameter is nullable, else a TypeError. An object of another context gives
 * FOREIGN_HANDLE, which the module answers with INVALID_OPERATION.
 * @param {object} context @param {any} value @param {Function} Interface
 * @param {string} method @param {boolean} [nullable]
 * @returns {number}
 */
export function toHandle(context, value, Interface, method, nullable = false) {
  if (value === null || value === undefined) {
    if (nullable) return 0;
  } else if (isGenuine(value) && value instanceof Interface) {
    const { _context: owner, _ctx: ctx, _handle: handle } = /** @type {any} */ (value);
    if (owner !== context) return FOREIGN_HANDLE;
    if (ctx === owner._ctx) return handle;
    // From before a loss (WebGL 1.0 §5.15.2): deleting it again is nothing, any other use an error.
    return method.startsWith('delete') ? 0 : FOREIGN_HANDLE;
  }
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': parameter is not of type ` +
      `'${Interface.name}'.`,
  );
}

/**
 * GLintptr, GLsizeiptr, GLint64: WebIDL `long long` from a JS number, as a double (the boundary passes
 * 64-bit integers as doubles).
 * @param {any} value @returns {number}
 */
export function toInt64(value) {
  const n = +value;
  return Number.isFinite(n) ? Math.trunc(n) + 0 : 0;
}

/** WebIDL `unsigned long` (GLuint, GLenum) where JS itself needs the number. @param {any} value */
export function toUint32(value) {
  return +value >>> 0;
}

/**
 * The first `count` arguments as 32-bit integers, from left to right; GLint, GLuint, GLsizei and GLenum
 * are the same bits. For calls that must have converted their arguments before they take memory.
 * @param {ArrayLike<any>} given @param {number} count @returns {number[]}
 */
export function toInt32s(given, count) {
  const converted = [];
  for (let i = 0; i < count; i++) converted.push(given[i] | 0);
  return converted;
}

/** No call can use a longer list; arrays may claim to have 2^32 elements. */
const MAX_SEQUENCE = 1 << 20;

/**
 * WebIDL `sequence<T>`: an array of its own from any iterable.
 * @template T
 * @param {string} method @param {any} list @param {(element: any) => T} convert @returns {T[]}
 */
export function toSequence(method, list, convert) {
  if (list === null || typeof list !== 'object' || typeof list[Symbol.iterator] !== 'function') {
    throw new TypeError(
      `Failed to execute '${method}' on 'WebGL2RenderingContext': the list is no sequence.`,
    );
  }
  const converted = [];
  for (const element of list) {
    if (converted.length === MAX_SEQUENCE) {
      throw new RangeError(
        `Failed to execute '${method}' on 'WebGL2RenderingContext': the sequence has more than ` +
          `${MAX_SEQUENCE} elements; use a typed array.`,
      );
    }
    converted.push(convert(element));
  }
  return converted;
}

/** @param {any} value */
const toNumber = (value) => +value;

/**
 * Float32List, Int32List, Uint32List: the typed array itself, or a sequence as an array of numbers.
 * @param {string} method @param {any} data @param {Function} View @returns {any}
 */
export function toList(method, data, View) {
  if (viewTag(data) === View.name) return data;
  if (data !== null && typeof data === 'object' && typeof data[Symbol.iterator] === 'function') {
    return toSequence(method, data, toNumber);
  }
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': the data is neither a ` +
      `${View.name} nor a sequence.`,
  );
}

// What an array buffer or a view really is: properties of these names on the object itself, or on a
// class derived from it, are the caller's.
const accessor = (/** @type {object} */ prototype, /** @type {PropertyKey} */ name) =>
  /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
const tagOf = accessor(typedArray, Symbol.toStringTag);
const lengthOf = accessor(typedArray, 'length');
const typedArrayAccessors = {
  buffer: accessor(typedArray, 'buffer'),
  byteOffset: accessor(typedArray, 'byteOffset'),
  byteLength: accessor(typedArray, 'byteLength'),
};
const dataViewAccessors = {
  buffer: accessor(DataView.prototype, 'buffer'),
  byteOffset: accessor(DataView.prototype, 'byteOffset'),
  byteLength: accessor(DataView.prototype, 'byteLength'),
};
const bufferLengths = [accessor(ArrayBuffer.prototype, 'byteLength')];
if (typeof SharedArrayBuffer !== 'undefined')
  bufferLengths.push(accessor(SharedArrayBuffer.prototype, 'byteLength'));

/** 'Float32Array' and so on for a typed array, undefined for anything else. @param {any} value */
export function viewTag(value) {
  return tagOf.call(value);
}

/** Elements of what toList answered. @param {any} list @returns {number} */
export function listLength(list) {
  return Array.isArray(list) ? list.length : lengthOf.call(list);
}

/**
 * `count` elements of a typed array as a view that neither shrinks nor grows.
 * @param {any} list @param {number} start @param {number} count  inside the array
 * @param {new (buffer: ArrayBufferLike, byteOffset: number, length: number) => any} View
 */
export function fixedView(list, start, count, View) {
  const { buffer, byteOffset } = typedArrayAccessors;
  const at = byteOffset.call(list) + start * /** @type {any} */ (View).BYTES_PER_ELEMENT;
  return new View(buffer.call(list), at, count);
}

/** The accessor throws for what is no such buffer: the language has no other test that no object fools.
 * @param {any} value @returns {number} bytes, -1 for anything but a buffer */
function bufferLength(value) {
  if (value === null || typeof value !== 'object') return -1;
  for (const byteLength of bufferLengths) {
    try {
      return byteLength.call(value);
    } catch {}
  }
  return -1;
}

/**
 * Bytes of a BufferSource (ArrayBuffer, SharedArrayBuffer or a view), without copying: exactly those it
 * has now, also if it can grow. A view whose buffer is detached, or shrank below it, has none.
 * @param {any} source @returns {Uint8Array | null} null if it is no BufferSource
 */
export function bytesOf(source) {
  if (ArrayBuffer.isView(source)) {
    const { buffer, byteOffset, byteLength } =
      viewTag(source) === undefined ? dataViewAccessors : typedArrayAccessors;
    let bytes = 0;
    try {
      bytes = byteLength.call(source);
    } catch {} // a DataView without its bytes; a typed array answers 0
    return bytes === 0
      ? new Uint8Array(0)
      : new Uint8Array(buffer.call(source), byteOffset.call(source), bytes);
  }
  const bytes = bufferLength(source);
  if (bytes <= 0) return bytes === 0 ? new Uint8Array(0) : null;
  return new Uint8Array(source, 0, bytes);
}
