// SPDX-License-Identifier: MIT
// Making contexts: options are converted and checked, then the module makes the context or says why not.
import { reclaim, safePoint } from '../lifetimes.js';
import { getModule } from '../module.js';
import { constructionKey } from '../objects.js';
import { checkSize } from '../size.js';
import { WebGL2RenderingContext } from './context.js';
import { toContextOptions, toVersion } from './options.js';
import { WebGLRenderingContext } from './webgl1.js';

const UTF8 = new TextDecoder();

/**
 * @param {object | null} canvas @param {number} width @param {number} height
 * @param {import('../core.js').ContextOptions | undefined} given @param {1 | 2} version  of WebGL
 * @returns {any}
 */
export function createContextFor(canvas, width, height, given, version) {
  const options = toContextOptions(given, version);
  const wasm = getModule();
  safePoint(wasm);
  const make = () => wasm.wasm_create_context(width, height, ...options.crossing) >>> 0;
  let ctx = make();
  if (ctx === 0 && reclaim(wasm)) ctx = make();
  if (ctx === 0) {
    const ptr = wasm.wasm_last_error() >>> 0;
    const mem = wasm.HEAPU8;
    const len = wasm.HEAPU32[(ptr - 16) >>> 2];
    throw new Error(`no context: ${UTF8.decode(mem.subarray(ptr, ptr + len))}`);
  }
  const Interface = version === 1 ? WebGLRenderingContext : WebGL2RenderingContext;
  return new Interface(constructionKey, wasm, ctx, canvas, options);
}

/**
 * A context without a canvas, of WebGL 2 unless the options say `version: 1`.
 * @param {number} width pixels, 1 to 16384 @param {number} height
 * @param {import('../core.js').ContextOptions} [options]
 * @returns {any} never null: throws a RangeError for sizes, a TypeError or RangeError for options, an
 *   Error with the module's reason if there is no memory
 */
export function createContext(width, height, options) {
  checkSize(width, 'width');
  checkSize(height, 'height');
  return createContextFor(null, width, height, options, toVersion(options));
}
