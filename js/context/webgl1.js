// SPDX-License-Identifier: MIT
// The WebGLRenderingContext class, WebGL 1's interface: WebGL 2's implementation with less in it. What the
// module refuses in such a context is a table of its own, wasm/gl/webgl1.def.
import { constants } from '../constants.js';
import { methodNames } from '../method-names.js';
import { WebGL2RenderingContext } from './context.js';

export class WebGLRenderingContext {
  /** @param {any[]} given  as for WebGL2RenderingContext */
  constructor(...given) {
    // Neither class derives from the other (libraries ask by instanceof): they share their insides.
    return Reflect.construct(WebGL2RenderingContext, given, new.target);
  }
}

/** Arguments of the longest overload, of methods that have longer ones in WebGL 2. */
const most = {
  bufferData: 3,
  bufferSubData: 3,
  compressedTexImage2D: 7,
  compressedTexSubImage2D: 8,
  readPixels: 7,
  texImage2D: 9,
  texSubImage2D: 9,
  uniform1fv: 2,
  uniform2fv: 2,
  uniform3fv: 2,
  uniform4fv: 2,
  uniform1iv: 2,
  uniform2iv: 2,
  uniform3iv: 2,
  uniform4iv: 2,
  uniformMatrix2fv: 3,
  uniformMatrix3fv: 3,
  uniformMatrix4fv: 3,
};

/**
 * The operation without the arguments that WebGL 1 does not know.
 * @param {string} name @param {Function} operation @param {number} count
 */
function takingAtMost(name, operation, count) {
  const shorter = {
    /** @this {any} @param {any[]} given */
    [name](...given) {
      return operation.apply(this, given.length > count ? given.slice(0, count) : given);
    },
  }[name];
  Object.defineProperty(shorter, 'length', { value: operation.length, configurable: true });
  return shorter;
}

Object.defineProperty(WebGLRenderingContext, 'name', {
  value: 'WebGLRenderingContext',
  configurable: true,
});

/**
 * The same, but WebGL 1 has neither offsets into buffers nor sources with sizes: ninth is ArrayBufferView?.
 * @param {string} name @param {Function} operation
 */
function takingViews(name, operation) {
  const stricter = {
    /** @this {any} @param {any[]} given */
    [name](...given) {
      const pixels = given[8];
      if (pixels === null || pixels === undefined || ArrayBuffer.isView(pixels)) {
        return operation.apply(this, given);
      }
      throw new TypeError(
        `Failed to execute '${name}' on 'WebGLRenderingContext': parameter 9 is not of type 'ArrayBufferView'.`,
      );
    },
  }[name];
  Object.defineProperty(stricter, 'length', { value: operation.length, configurable: true });
  return stricter;
}

const newer = new Set(['constructor']);
for (const [name, , since] of [...methodNames, ...constants]) if (since === 2) newer.add(name);

const members = Object.getOwnPropertyDescriptors(WebGL2RenderingContext.prototype);
for (const key of Reflect.ownKeys(members)) {
  if (newer.has(/** @type {string} */ (key))) continue;
  const property = /** @type {any} */ (members)[key];
  if (key === Symbol.toStringTag) property.value = 'WebGLRenderingContext';
  const count = /** @type {any} */ (most)[key];
  if (count !== undefined) property.value = takingAtMost(String(key), property.value, count);
  if (key === 'texImage2D' || key === 'texSubImage2D') {
    property.value = takingViews(key, property.value);
  }
  Object.defineProperty(WebGLRenderingContext.prototype, key, property);
}
for (const [name, value, since] of constants) {
  if (since === 1) Object.defineProperty(WebGLRenderingContext, name, { value, enumerable: true });
}
