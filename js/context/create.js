// SPDX-License-Identifier: MIT
// Making contexts: attributes are converted as WebIDL's WebGLContextAttributes, then the module makes
// the context or says why not.
import { getModule } from '../module.js';
import { constructionKey } from '../objects.js';
import { checkSize } from '../size.js';
import { WebGL2RenderingContext } from './context.js';

const UTF8 = new TextDecoder();
const POWER_PREFERENCES = ['default', 'low-power', 'high-performance'];

/** Bits of wasm_create_context's attributes. */
const FLAG = {
  alpha: 1,
  depth: 2,
  stencil: 4,
  antialias: 8,
  premultipliedAlpha: 16,
  preserveDrawingBuffer: 32,
};

/** @param {any} given @returns {WebGLContextAttributes} */
function toAttributes(given) {
  if (
    given !== undefined &&
    given !== null &&
    typeof given !== 'object' &&
    typeof given !== 'function'
  ) {
    throw new TypeError(
      `context attributes are ${String(given)}: give an object such as { antialias: true }`,
    );
  }
  const from = given ?? {};
  const flag = (/** @type {string} */ name, /** @type {boolean} */ byDefault) =>
    from[name] === undefined ? byDefault : Boolean(from[name]);
  const powerPreference =
    from.powerPreference === undefined ? 'default' : String(from.powerPreference);
  if (!POWER_PREFERENCES.includes(powerPreference)) {
    throw new TypeError(
      `powerPreference is '${powerPreference}': use ${POWER_PREFERENCES.map((p) => `'${p}'`).join(', ')}`,
    );
  }
  return {
    alpha: flag('alpha', true),
    antialias: flag('antialias', true),
    depth: flag('depth', true),
    desynchronized: flag('desynchronized', false),
    failIfMajorPerformanceCaveat: flag('failIfMajorPerformanceCaveat', false),
    powerPreference: /** @type {WebGLPowerPreference} */ (powerPreference),
    premultipliedAlpha: flag('premultipliedAlpha', true),
    preserveDrawingBuffer: flag('preserveDrawingBuffer', false),
    stencil: flag('stencil', false),
  };
}

/**
 * @param {object | null} canvas @param {number} width @param {number} height
 * @param {WebGLContextAttributes} [given]
 * @returns {any}
 */
export function createContextFor(canvas, width, height, given) {
  const attributes = toAttributes(given);
  const wasm = getModule();
  let flags = 0;
  for (const [name, bit] of Object.entries(FLAG))
    if (/** @type {any} */ (attributes)[name]) flags |= bit;
  const ctx = wasm.wasm_create_context(width, height, flags, 2, 0, 0, 0, 0) >>> 0;
  if (ctx === 0) {
    const ptr = wasm.wasm_last_error() >>> 0;
    const mem = wasm.HEAPU8;
    const len = wasm.HEAPU32[(ptr - 16) >>> 2];
    throw new Error(`no context: ${UTF8.decode(mem.subarray(ptr, ptr + len))}`);
  }
  return new WebGL2RenderingContext(constructionKey, wasm, ctx, canvas, attributes);
}

/**
 * A WebGL 2 context without a canvas.
 * @param {number} width pixels, 1 to 16384 @param {number} height
 * @param {WebGLContextAttributes} [attributes]
 * @returns {any} never null: throws a RangeError for sizes, a TypeError for attributes, an Error with the
 *   module's reason if there is no memory
 */
export function createContext(width, height, attributes) {
  return createContextFor(null, checkSize(width, 'width'), checkSize(height, 'height'), attributes);
}
