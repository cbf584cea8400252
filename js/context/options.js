// SPDX-License-Identifier: MIT
// What a context can be asked to be: the standard's WebGLContextAttributes, converted as WebIDL does,
// and limits of our own, which are checked. docs/reliability.md says what happens at each limit.

const POWER_PREFERENCES = ['default', 'low-power', 'high-performance'];

/** Attributes that cross the boundary, with their bits in wasm_create_context. */
export const ATTRIBUTE_BITS = {
  alpha: 1,
  depth: 2,
  stencil: 4,
  antialias: 8,
  premultipliedAlpha: 16,
  preserveDrawingBuffer: 32,
};

/** A bit of our own in the same word. */
const WIDE_LINES = 64;

/**
 * @typedef {object} ContextOptions
 * @property {WebGLContextAttributes} attributes
 * @property {boolean} trackAllocations  keep the stack of every create*, for reportLeaks
 * @property {string[]} hideExtensions  names, in any case
 * @property {boolean} timerQueries  offer EXT_disjoint_timer_query or …_webgl2
 * @property {number[]} crossing  arguments of wasm_create_context after the size
 */

/** Converts one member of a dictionary. @typedef {(name: string, byDefault: boolean) => boolean} Flag */

/** @param {any} from @param {Flag} flag @returns {WebGLContextAttributes} */
function toAttributes(from, flag) {
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
 * A limit: a whole number, or 0 (the module's default) where it is left out.
 * @param {any} from @param {string} name @param {number} least @param {number} most
 * @param {string} advice  what to give
 */
function toLimit(from, name, least, most, advice) {
  const value = from[name];
  if (value === undefined) return 0;
  if (typeof value !== 'number') {
    throw new TypeError(`${name} is ${describe(value)}: give ${advice}, or leave it out`);
  }
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(
      `${name} is ${value}: give ${advice}, from ${least} to ${most}, or leave it out`,
    );
  }
  return value;
}

/** @param {any} value */
function describe(value) {
  return typeof value === 'string' ? `'${value}'` : value === null ? 'null' : `a ${typeof value}`;
}

/** @param {any} names @returns {string[]} */
function toNames(names) {
  if (names === undefined) return [];
  const list = typeof names?.[Symbol.iterator] === 'function' ? [...names] : null;
  if (typeof names === 'string' || !list?.every((name) => typeof name === 'string')) {
    throw new TypeError(
      `hideExtensions is ${describe(names)}: give an array of names such as ['OES_texture_float_linear']`,
    );
  }
  return list;
}

/** The `version` of createContext's options. @param {any} given @returns {1 | 2} */
export function toVersion(given) {
  const version = given?.version ?? 2;
  if (version !== 1 && version !== 2) {
    throw new RangeError(`version is ${String(version)}: give 1 or 2, or leave it out for 2`);
  }
  return version;
}

/** @param {any} given @param {number} version  of WebGL: 1 or 2 @returns {ContextOptions} */
export function toContextOptions(given, version) {
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
  /** @type {Flag} */
  const flag = (name, byDefault) => (from[name] === undefined ? byDefault : Boolean(from[name]));
  const attributes = toAttributes(from, flag);
  let bits = 0;
  for (const [name, bit] of Object.entries(ATTRIBUTE_BITS))
    if (/** @type {any} */ (attributes)[name]) bits |= bit;
  if (flag('wideLines', false)) bits |= WIDE_LINES;
  const most = 2 ** 32 - 1;
  return {
    attributes,
    trackAllocations: flag('trackAllocations', false),
    hideExtensions: toNames(from.hideExtensions),
    timerQueries: flag('timerQueries', false),
    crossing: [
      bits,
      version,
      toLimit(from, 'maxTextureSize', 64, 16384, 'a whole number of texels'),
      toLimit(from, 'maxLoopIterations', 1, most, 'a whole number of iterations per draw'),
      toLimit(from, 'maxDrawPixels', 1, most, 'a whole number of fragments per draw'),
      toLimit(from, 'maxMemory', 2 ** 20, most, 'a whole number of bytes such as 256 * 2 ** 20'),
    ],
  };
}
