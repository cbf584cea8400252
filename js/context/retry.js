// SPDX-License-Identifier: MIT
// Methods that take memory for contents make their call a second time if the first found none and the
// collector could free some: an application that never deletes is then held by what it uses, not by
// what it has dropped. How: js/lifetimes.js.
import { reclaim } from '../lifetimes.js';

/** The methods that allocate storage, or a payload as large as the application likes. */
export const allocatingMethods = new Set([
  'bufferData',
  'bufferSubData',
  'compressedTexImage2D',
  'compressedTexImage3D',
  'copyTexImage2D',
  'generateMipmap',
  'getBufferSubData',
  'linkProgram',
  'readPixels',
  'renderbufferStorage',
  'renderbufferStorageMultisample',
  'shaderSource',
  'texImage2D',
  'texImage3D',
  'texStorage2D',
  'texStorage3D',
  'texSubImage2D',
  'texSubImage3D',
]);

/**
 * `method`, called again if it raised OUT_OF_MEMORY and something could be reclaimed. An OUT_OF_MEMORY
 * that the application has not asked for yet stays, and hides others, as GL has it.
 * @param {Function} method @returns {Function}
 */
export function retrying(method) {
  /** @this {any} @param {any[]} args */
  function call(...args) {
    const wasm = this._wasm;
    const pending = wasm.wasm_ctx_is_out_of_memory(this._ctx);
    const result = method.apply(this, args);
    if (pending !== 0 || wasm.wasm_ctx_is_out_of_memory(this._ctx) === 0) return result;
    if (!reclaim(wasm)) return result;
    wasm.wasm_ctx_retract_out_of_memory(this._ctx);
    return method.apply(this, args);
  }
  Object.defineProperty(call, 'name', { value: method.name, configurable: true });
  Object.defineProperty(call, 'length', { value: method.length, configurable: true });
  return call;
}
