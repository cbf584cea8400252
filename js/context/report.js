// SPDX-License-Identifier: MIT
// GL errors that JS itself finds, before anything crosses the boundary: parts of views, lists, absent data,
// no memory to upload through. The messages read as the module's own: method, argument, value, rule.

const INVALID_VALUE = 0x0501;
const INVALID_OPERATION = 0x0502;
const OUT_OF_MEMORY = 0x0505;
const encoder = new TextEncoder();

/** @param {any} gl @param {number} code @param {string} message */
function report(gl, code, message) {
  const { _wasm: wasm, _ctx: ctx, _upload: upload, _uploadBytes: bytes } = gl;
  const area = wasm.HEAPU8.subarray(upload, upload + bytes);
  const { written } = encoder.encodeInto(message, area);
  wasm.wasm_ctx_report_error(ctx, code, upload, written);
}

/** @param {any} gl @param {string} message  begins with the method's name */
export function invalidValue(gl, message) {
  report(gl, INVALID_VALUE, message);
}

/** @param {any} gl @param {string} message  begins with the method's name */
export function invalidOperation(gl, message) {
  report(gl, INVALID_OPERATION, message);
}

/** @param {any} gl @param {string} method @param {number} bytes  that were to be uploaded */
export function outOfMemory(gl, method, bytes) {
  report(gl, OUT_OF_MEMORY, `${method}: no memory to pass ${bytes} bytes to the module`);
}

/**
 * What is wrong with a part of a view or list.
 * @param {string} method @param {string} names  of the two arguments, as 'srcOffset + length'
 * @param {number} offset  elements @param {number} length  elements; 0: all that is left
 * @param {number} elements  that there are
 */
export function outsideOf(method, names, offset, length, elements) {
  const [first] = names.split(' ');
  const part = length === 0 ? `${first} ${offset}` : `${names} = ${offset} + ${length}`;
  return `${method}: ${part} exceeds the ${elements} elements of the data`;
}
