// SPDX-License-Identifier: MIT
// WebIDL's argument conversions, as far as calling into WASM does not already do them: a JS number
// passed to an i32 parameter is converted exactly as GLint/GLenum, to f32 as GLfloat.

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
  } else if (value instanceof Interface) {
    return /** @type {any} */ (value)._context === context
      ? /** @type {any} */ (value)._handle
      : FOREIGN_HANDLE;
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
  const n = Number(value);
  return Number.isFinite(n) ? Math.trunc(n) + 0 : 0;
}

/** WebIDL `unsigned long` (GLuint, GLenum) where JS itself needs the number. @param {any} value */
export function toUint32(value) {
  return Number(value) >>> 0;
}

/**
 * Float32List, Int32List, Uint32List: the typed array itself, or a sequence as an array.
 * @param {string} method @param {any} data @param {Function} View @returns {any}
 */
export function toList(method, data, View) {
  if (data instanceof View || Array.isArray(data)) return data;
  if (data !== null && typeof data === 'object' && typeof data[Symbol.iterator] === 'function') {
    return Array.from(data);
  }
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': the data is neither a ` +
      `${View.name} nor a sequence.`,
  );
}

/**
 * Bytes of a BufferSource (ArrayBuffer, SharedArrayBuffer or a view), without copying.
 * @param {any} source @returns {Uint8Array | null} null if it is no BufferSource
 */
export function bytesOf(source) {
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  }
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (typeof SharedArrayBuffer !== 'undefined' && source instanceof SharedArrayBuffer) {
    return new Uint8Array(source);
  }
  return null;
}
