// SPDX-License-Identifier: MIT
// Extensions (WebGL 1.0 §5.14.14): which exist is in wasm/gl/extensions.def; here are the objects that
// getExtension gives, one per extension and context, with their constants and methods.
import { requireArguments } from '../webidl.js';
import { extensionConstants } from './extension-constants.js';
import { queueLoss, queueRestoration } from './loss.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** @type {Readonly<Record<string, (gl: any) => Record<string, Function>>>} */
const methodsOf = {
  WEBGL_compressed_texture_astc: () => ({
    /** A new array. */
    getSupportedProfiles() {
      return ['ldr'];
    },
  }),

  WEBGL_debug_shaders: (gl) => ({
    /** @param {any} shader */
    getTranslatedShaderSource(shader) {
      requireArguments('getTranslatedShaderSource', 1, arguments.length);
      return gl._getTranslatedShaderSource(shader);
    },
  }),

  WEBGL_lose_context: (gl) => ({
    /** GL errors: INVALID_OPERATION lost already. */
    loseContext() {
      if (gl._wasm.wasm_ctx_lose_context(gl._ctx) === 0) return;
      queueLoss(gl);
    },

    /**
     * Works once the page has prevented the default of webglcontextlost, as browsers want it; a context
     * without a canvas gets no events and needs no consent.
     * It undoes losses that the module found as well.
     * GL errors: INVALID_OPERATION not lost, or no consent.
     */
    restoreContext() {
      const allowed = gl._loss?.restorable === true;
      if (gl._wasm.wasm_ctx_restore_context(gl._ctx, allowed) === 0) return;
      queueRestoration(gl);
    },
  }),
};

/** @param {any} gl @param {string} name */
function makeExtension(gl, name) {
  const extension = Object.create(null, {
    [Symbol.toStringTag]: { value: name, configurable: true },
  });
  for (const [constant, value] of Object.entries(extensionConstants[name] ?? {})) {
    Object.defineProperty(extension, constant, { value, enumerable: true });
  }
  return Object.assign(extension, methodsOf[name]?.(gl));
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
