// SPDX-License-Identifier: MIT
// Extensions (WebGL 1.0 §5.14.14): which exist is in wasm/gl/extensions.def; here are the objects that
// getExtension gives, one per extension and context, with their constants (extension-constants.js) and
// methods (extension-methods.js).
import { requireArguments } from '../webidl.js';
import { extensionConstants } from './extension-constants.js';
import { extensionObjectMethods } from './extension-methods.js';
import { webgl1Constants, webgl1Methods } from './webgl1-extensions.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Exact times tell pages more than they should know: only who asks for timers has them. */
const TIMERS = ['EXT_disjoint_timer_query', 'EXT_disjoint_timer_query_webgl2'];

/** Takes the extensions that the options name from a context that nobody has used yet. @param {any} gl */
export function hideExtensions(gl) {
  const wasm = gl._wasm;
  const { hideExtensions: names, timerQueries } = gl._options;
  for (const name of timerQueries ? names : [...names, ...TIMERS]) {
    const area = wasm.HEAPU8.subarray(gl._upload, gl._upload + gl._uploadBytes);
    const { written } = encoder.encodeInto(name, area);
    wasm.wasm_ctx_hide_extension(gl._ctx, gl._upload, written);
  }
}

const constantsOf = { ...extensionConstants, ...webgl1Constants };
const methodsOf = { ...extensionObjectMethods, ...webgl1Methods };

/**
 * As in browsers, constants and methods are those of the object's prototype: pages enumerate them there.
 * @param {any} gl @param {string} name
 */
function makeExtension(gl, name) {
  const prototype = Object.create(Object.prototype, {
    [Symbol.toStringTag]: { value: name, configurable: true },
  });
  for (const [constant, value] of Object.entries(constantsOf[name] ?? {})) {
    Object.defineProperty(prototype, constant, { value, enumerable: true });
  }
  return Object.create(Object.assign(prototype, methodsOf[name]?.(gl)));
}

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const extensionMethods = {
  /** Names, a new array; null for a lost context. */
  getSupportedExtensions() {
    const ptr = this._wasm.wasm_ctx_get_supported_extensions(this._ctx) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len)).split('\n');
  },

  /** The extension's object, always the same; null if there is none of that name. */
  getExtension(name) {
    requireArguments('getExtension', 1, arguments.length);
    const wasm = this._wasm;
    const text = `${name}`;
    const area = wasm.HEAPU8.subarray(this._upload, this._upload + this._uploadBytes);
    const { written } = encoder.encodeInto(text, area);
    const ptr = wasm.wasm_ctx_get_extension(this._ctx, this._upload, written) >>> 0;
    if (ptr === 0) return null;
    const mem = wasm.HEAPU8;
    const len = wasm.HEAPU32[(ptr - 16) >>> 2];
    const known = UTF8.decode(mem.subarray(ptr, ptr + len));
    let extension = this._extensions.get(known);
    if (extension === undefined) {
      extension = makeExtension(this, known);
      this._extensions.set(known, extension);
    }
    return extension;
  },
};
