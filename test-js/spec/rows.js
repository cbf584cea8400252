// SPDX-License-Identifier: MIT
// What the tables of errors consist of. A scene prepares a context; each of its rows is one call in such a
// context, made anew for the row:
//
//     [method, code, condition, call, expected?]
//
// `call` is a function, or what the arguments differ in from those that the table's `calls` has for the
// method: names stand for constants, functions are asked for the value.
// A call that returns a function has prepared more: the function is then the call. An error's call raises
// exactly that code, with a message that names the method, gives nothing, and leaves the state as it was.
// 'NO_ERROR' rows are what is no error although it might look so; `expected` is then what the call gives,
// or a function that judges that. 'TypeError' is WebIDL's.
import assert from 'node:assert/strict';
import { createContext, WebGL2RenderingContext as GL } from 'nogpu';

/**
 * @typedef {((gl: any, s: any) => any) | Record<string, any>} Call
 * @typedef {[method: string, code: string, condition: string, call: Call, expected?: any]} Row
 * @typedef {{ what: string, setup: (gl: any) => any, rows: Row[], options: Options }} Scene
 * @typedef {{ extensions?: string[], attributes?: object, calls?: Calls, shared?: boolean }} Options
 *   shared: calls that succeed leave the context for the next row, too
 * @typedef {Record<string, Record<string, any>>} Calls  by method: arguments by name, in order
 */

/** @param {string} what @param {(gl: any) => any} setup @param {any[][]} rows @param {Options} [options] @returns {Scene} */
export function scene(what, setup, rows, options = {}) {
  return { what, setup, rows: /** @type {Row[]} */ (rows), options };
}

/** @param {any} gl @param {any} s @param {string} method @param {Call} row @param {Calls} calls */
function callOf(gl, s, method, row, calls) {
  if (typeof row === 'function') return row(gl, s);
  assert.ok(calls[method], `${method} has no usual arguments`);
  const given = Object.values({ ...calls[method], ...row }).map((value) => {
    if (typeof value === 'function') return value(gl, s);
    if (typeof value !== 'string') return value;
    assert.ok(value in GL, value);
    return /** @type {any} */ (GL)[value];
  });
  return gl[method](...given);
}

export const NONE = 'NO_ERROR';
export const ENUM = 'INVALID_ENUM';
export const VALUE = 'INVALID_VALUE';
export const OPERATION = 'INVALID_OPERATION';
export const FRAMEBUFFER = 'INVALID_FRAMEBUFFER_OPERATION';
export const TYPE = 'TypeError';

const codes = new Map([NONE, ENUM, VALUE, OPERATION, FRAMEBUFFER, 'OUT_OF_MEMORY', 'CONTEXT_LOST_WEBGL'].map((name) => [/** @type {any} */ (GL)[name], name]));

/** Returned by calls that fail. @type {any[]} */
const NOTHING = [undefined, null, false, 0, -1, GL.INVALID_INDEX, GL.WAIT_FAILED];

/** What a row needs; a call that fails leaves it for the next row. @type {{ scene: Scene, gl: any, s: any, before: string[] } | null} */
let stage = null;

/** Ends the context that the last row left. */
export function strike() {
  stage?.gl.destroy();
  stage = null;
}

/** @param {Scene} scene */
function enter(scene) {
  if (stage?.scene === scene) return stage;
  strike();
  const { setup, options } = scene;
  const gl = /** @type {any} */ (createContext(4, 4, { antialias: false, stencil: true, ...options.attributes }));
  stage = { scene, gl, s: {}, before: [] };
  for (const name of options.extensions ?? []) assert.ok(gl.getExtension(name), name);
  stage.s = setup(gl) ?? {};
  assert.equal(gl.getError(), 0, `the scene: ${gl.getLastErrorMessage()}`);
  stage.before = stateOf(gl);
  return stage;
}

/** @param {Scene} scene @param {Row} row */
export function check(scene, [method, code, , call, expected]) {
  const { gl, s, before } = enter(scene);
  const { calls = {}, shared = false } = scene.options;
  let state = before;
  let isClean = false;
  try {
    if (code === TYPE) {
      assert.throws(() => callOf(gl, s, method, call, calls), TypeError);
    } else {
      let result = callOf(gl, s, method, call, calls);
      const isPrepared = typeof result === 'function';
      if (isPrepared) {
        assert.equal(codes.get(gl.getError()), NONE, `preparing: ${gl.getLastErrorMessage()}`);
        state = stateOf(gl);
        result = result();
      }
      const message = gl.getLastErrorMessage();
      const got = codes.get(gl.getError());
      assert.equal(got, code, got === NONE ? 'no error' : message);
      if (code === NONE) {
        if (typeof expected === 'function') assert.ok(expected(result, gl, s), `gave ${result}`);
        else if (expected !== undefined) assert.deepEqual(result, expected);
        isClean = shared && !isPrepared;
        return;
      }
      // Methods that WebGL 2 took from extensions call themselves by their new names.
      const name = method.replace(/(?<=[a-z])(ANGLE|OES|WEBGL)$/, '($1)?');
      assert.match(message, new RegExp(`^${code}: ${name}: .`));
      assert.ok(NOTHING.includes(result), `gave ${result}`);
      isClean = !isPrepared;
    }
    assert.equal(codes.get(gl.getError()), NONE, 'a second error');
    const after = stateOf(gl);
    const changed = after.filter((value, i) => value !== state[i]);
    assert.ok(changed.length === 0, `the call had an effect: ${changed.join(', ')}`);
  } catch (error) {
    isClean = false;
    throw error;
  } finally {
    if (!isClean) strike();
  }
}

/** Questions that raise errors in some states. */
const ASKING = /^(RED|GREEN|BLUE|ALPHA|DEPTH|STENCIL)_BITS$|^IMPLEMENTATION_/;
/** Names of values that getParameter answers and calls change. */
const NAMES = Object.keys(GL).filter(
  (name) =>
    !ASKING.test(name) &&
    /_BINDING$|^(UN)?PACK_|^(BLEND|STENCIL|DEPTH|CULL|SCISSOR|SAMPLE|POLYGON|COLOR)_?|^(VIEWPORT|FRONT_FACE|LINE_WIDTH|ACTIVE_TEXTURE|CURRENT_PROGRAM|DITHER|RASTERIZER_DISCARD|READ_BUFFER|DRAW_BUFFER[0-3]|TRANSFORM_FEEDBACK_(ACTIVE|PAUSED)|GENERATE_MIPMAP_HINT)$/.test(
      name,
    ),
);
/** Those that a version of WebGL has. @type {Map<Function, string[]>} */
const asked = new Map();

/** @param {any} gl */
function namesOf(gl) {
  const known = asked.get(gl.constructor);
  if (known !== undefined) return known;
  const names = NAMES.filter((name) => {
    if (!(name in gl)) return false;
    gl.getParameter(gl[name]);
    return gl.getError() === 0;
  });
  asked.set(gl.constructor, names);
  return names;
}

/** What a call that fails must leave alone, as far as it is cheap to ask. @param {any} gl */
function stateOf(gl) {
  /** @type {string[]} */
  const state = [];
  const put = (/** @type {string} */ what, /** @type {any} */ value) => state.push(`${what} ${value?._handle ?? value}`);
  for (const name of namesOf(gl)) put(name, gl.getParameter(gl[name]));
  for (const target of ['ARRAY_BUFFER', 'UNIFORM_BUFFER', 'TRANSFORM_FEEDBACK_BUFFER'])
    put(`size of ${target}`, gl.getBufferParameter(gl[target], gl.BUFFER_SIZE));
  for (let i = 0; i < 2; i++) {
    for (const name of ['UNIFORM_BUFFER', 'TRANSFORM_FEEDBACK_BUFFER'])
      for (const suffix of gl instanceof GL ? ['BINDING', 'START', 'SIZE'] : []) put(`${name} ${i}`, gl.getIndexedParameter(gl[`${name}_${suffix}`], i));
    for (const name of ['SIZE', 'STRIDE', 'TYPE', 'ENABLED', 'DIVISOR', 'INTEGER'])
      put(`attribute ${i} ${name}`, gl.getVertexAttrib(i, gl[`VERTEX_ATTRIB_ARRAY_${name}`]));
    put(`attribute ${i}`, gl.getVertexAttrib(i, gl.CURRENT_VERTEX_ATTRIB));
  }
  for (const target of ['TEXTURE_2D', 'TEXTURE_3D', 'TEXTURE_CUBE_MAP'])
    for (const name of ['WRAP_S', 'MIN_FILTER', 'MAX_LEVEL', 'IMMUTABLE_LEVELS'])
      put(`${target} ${name}`, gl.getTexParameter(gl[target], gl[`TEXTURE_${name}`]));
  for (const name of ['WIDTH', 'SAMPLES', 'INTERNAL_FORMAT']) put(name, gl.getRenderbufferParameter(gl.RENDERBUFFER, gl[`RENDERBUFFER_${name}`]));
  const type = gl.FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE;
  for (const point of ['COLOR_ATTACHMENT0', 'DEPTH_ATTACHMENT']) put(point, gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, gl[point], type));
  const isPlain = [GL.FRAMEBUFFER_BINDING, GL.READ_FRAMEBUFFER_BINDING, GL.PIXEL_PACK_BUFFER_BINDING].every((pname) => gl.getParameter(pname) === null);
  if (isPlain && !gl.getParameter(GL.PACK_SKIP_PIXELS)) {
    const pixels = new Uint8Array(256);
    gl.readPixels(0, 0, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    put('pixels', pixels);
  }
  while (gl.getError() !== 0); // what nothing is bound for
  return state;
}
