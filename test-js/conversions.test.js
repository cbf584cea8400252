// SPDX-License-Identifier: MIT
// Conversions run the caller's code, and that code may do anything. Whatever it does happens before a
// method looks at lengths, takes memory or makes views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebGLContextEvent, WebGLTexture, WebGLUniformLocation } from 'nogpu';
import { getModule } from '../js/module.js';
import { makeBuffer, makeContext, makeProgram, raises, succeeds } from './fixture.js';

/** Bytes that the module's accounting holds, in all. */
function heldBytes() {
  const wasm = getModule();
  const ptr = wasm.wasm_memory_info() >>> 0;
  return wasm.HEAPF64[ptr >>> 3];
}

/** A value whose conversion to a number runs `effect`. @param {() => any} effect @param {number} result */
const number = (effect, result) => ({
  valueOf() {
    effect();
    return result;
  },
});

/** @param {ArrayBuffer} buffer */
const detach = (buffer) => structuredClone(buffer, { transfer: [buffer] });

const stop = new Error('from the conversion');
const throwing = number(() => {
  throw stop;
}, 0);
const isStop = (/** @type {any} */ error) => error === stop;

/** @param {any} gl */
function colorProgram(gl) {
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(0.0); }',
    'uniform vec4 u[64]; uniform int i; out vec4 p; void main() { p = u[i]; }',
  );
  gl.useProgram(program);
  return program;
}

test('an upload whose conversion throws keeps no memory', (t) => {
  const gl = makeContext(t);
  const big = new Uint8Array(1 << 20);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  const program = colorProgram(gl);
  const held = heldBytes();
  const { ARRAY_BUFFER, TEXTURE_2D, RGBA, UNSIGNED_BYTE } = gl;
  assert.throws(() => gl.bufferData(ARRAY_BUFFER, big, throwing), isStop);
  assert.throws(() => gl.bufferSubData(throwing, 0, big), isStop);
  assert.throws(() => gl.texImage2D(TEXTURE_2D, 0, RGBA, 512, 512, 0, RGBA, throwing, big), isStop);
  const picture = { width: 512, height: 512, data: big };
  assert.throws(
    () => gl.texImage2D(TEXTURE_2D, throwing, RGBA, RGBA, UNSIGNED_BYTE, picture),
    isStop,
  );
  assert.throws(() => gl.transformFeedbackVaryings(program, ['a'], throwing), isStop);
  assert.throws(() => gl.getActiveUniforms(program, [0], throwing), isStop);
  assert.equal(heldBytes(), held);
});

test('bufferData takes the bytes that are left when a conversion shrinks them', (t) => {
  const gl = makeContext(t);
  const buffer = new ArrayBuffer(64, { maxByteLength: 64 });
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  const usage = number(() => buffer.resize(16), gl.STATIC_DRAW);
  succeeds(gl, () => gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(buffer), usage));
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 16);
});

test('readPixels into an array that a conversion detaches is INVALID_OPERATION', (t) => {
  const gl = makeContext(t);
  const out = new Uint8Array(8 * 8 * 4);
  const width = number(() => detach(out.buffer), 8);
  raises(gl, 'INVALID_OPERATION', () =>
    gl.readPixels(0, 0, width, 8, gl.RGBA, gl.UNSIGNED_BYTE, out),
  );
});

test('readPixels converts each argument once', (t) => {
  const gl = makeContext(t);
  let conversions = 0;
  const width = number(() => conversions++, 8);
  gl.readPixels(0, 0, width, 8, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(8 * 8 * 4));
  assert.equal(conversions, 1);
});

test('getBufferSubData into a view that a conversion detaches is INVALID_VALUE or reads nothing', (t) => {
  const gl = makeContext(t);
  makeBuffer(gl, gl.ARRAY_BUFFER, new Uint8Array(64));
  const out = new Uint8Array(64);
  const from = number(() => detach(out.buffer), 0);
  succeeds(gl, () => gl.getBufferSubData(gl.ARRAY_BUFFER, from, out));
  raises(gl, 'INVALID_VALUE', () => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out, 0, 64));
});

test('a view without its buffer has no bytes', (t) => {
  const gl = makeContext(t);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  for (const View of [DataView, Float32Array, Uint8Array]) {
    const view = new View(new ArrayBuffer(16));
    detach(view.buffer);
    succeeds(gl, () => gl.bufferData(gl.ARRAY_BUFFER, view, gl.STATIC_DRAW));
    assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 0);
  }
});

test('a growable SharedArrayBuffer uploads what it has now', (t) => {
  const gl = makeContext(t);
  const shared = new SharedArrayBuffer(8, { maxByteLength: 64 });
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  const usage = number(() => shared.grow(32), gl.STATIC_DRAW);
  succeeds(gl, () => gl.bufferData(gl.ARRAY_BUFFER, shared, usage));
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 32);
});

test('properties that a typed array was given do not change what it is', (t) => {
  const gl = makeContext(t);
  const lies = { length: 4, byteLength: 1e9, byteOffset: 8, buffer: null, BYTES_PER_ELEMENT: 1e6 };
  const view = new Float32Array(16);
  for (const [name, value] of Object.entries(lies)) Object.defineProperty(view, name, { value });
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  succeeds(gl, () => gl.bufferData(gl.ARRAY_BUFFER, view, gl.STATIC_DRAW, 4));
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 48);
});

test('a uniform list longer than it says stays inside the upload area', (t) => {
  const gl = makeContext(t);
  const program = colorProgram(gl);
  const location = gl.getUniformLocation(program, 'u');
  const list = Object.defineProperty(new Float32Array(1 << 20).fill(3), 'length', { value: 4 });
  succeeds(gl, () => gl.uniform4fv(location, list));
  const last = gl.getUniformLocation(program, 'u[63]');
  assert.deepEqual([...gl.getUniform(program, last)], [3, 3, 3, 3]);
});

test('a sequence is what its iterator gives, not what its length says', (t) => {
  const gl = makeContext(t);
  const program = colorProgram(gl);
  const location = gl.getUniformLocation(program, 'u');
  let asked = 0;
  const list = new Proxy([1, 2, 3, 4], {
    get: (target, key) => (key === 'length' && asked++ > 8 ? 1e6 : Reflect.get(target, key)),
  });
  assert.throws(() => gl.uniform4fv(location, new Proxy([], { get: endless })), RangeError);
  list[Symbol.iterator] = function* () {
    yield* [5, 6, 7, 8];
  };
  succeeds(gl, () => gl.uniform4fv(location, list));
  assert.deepEqual([...gl.getUniform(program, location)], [5, 6, 7, 8]);
});

/** An array whose length is no end. @param {any} target @param {PropertyKey} key */
function endless(target, key) {
  return key === 'length' ? 2 ** 53 - 1 : Reflect.get(target, key);
}

test('a name whose conversion destroys the context is looked up nowhere', (t) => {
  const gl = makeContext(t);
  const program = colorProgram(gl);
  const name = { toString: () => (gl.destroy(), 'u'.repeat(16384)) };
  assert.equal(gl.getUniformLocation(program, name), null);
});

test('a list whose elements use the context in between arrives whole', (t) => {
  const gl = makeContext(t);
  const program = colorProgram(gl);
  const location = gl.getUniformLocation(program, 'u');
  const last = number(() => gl.uniform4f(location, 0, 0, 0, 0), 4);
  succeeds(gl, () => gl.uniform4fv(location, [1, 2, 3, last]));
  assert.deepEqual([...gl.getUniform(program, location)], [1, 2, 3, 4]);
  const index = number(() => gl.vertexAttrib4fv(0, [9, 9, 9, 9]), 1);
  succeeds(gl, () => gl.vertexAttrib4fv(index, [1, 2, 3, 4]));
  assert.deepEqual([...gl.getVertexAttrib(1, gl.CURRENT_VERTEX_ATTRIB)], [1, 2, 3, 4]);
});

test('only objects that the package made are WebGL objects', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  const fake = Object.create(WebGLTexture.prototype, {
    _context: { value: gl },
    _handle: { value: texture._handle },
  });
  const place = Object.create(WebGLUniformLocation.prototype, { _context: { value: gl } });
  assert.throws(() => gl.bindTexture(gl.TEXTURE_2D, fake), TypeError);
  assert.throws(() => gl.bindTexture(gl.TEXTURE_2D, new Proxy(texture, {})), TypeError);
  assert.throws(() => gl.uniform1f(place, 1), TypeError);
});

test('a BigInt is no number', (t) => {
  const gl = makeContext(t);
  assert.throws(() => gl.bufferData(gl.ARRAY_BUFFER, 8n, gl.STATIC_DRAW), TypeError);
  assert.throws(() => gl.drawArrays(gl.TRIANGLES, 0, 3n), TypeError);
});

test('a source whose getImageData gives no image is a TypeError', (t) => {
  const gl = makeContext(t);
  const upload = (/** @type {any} */ source) =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
  const itself = { getImageData: () => itself };
  assert.throws(() => upload(itself), TypeError);
  assert.throws(() => upload({ getImageData: () => null }), TypeError);
  assert.throws(() => upload({ width: -4, height: -4, data: new Uint8Array(64) }), TypeError);
});

test('WebGLContextEvent takes null for its dictionary', () => {
  assert.equal(new WebGLContextEvent('x', /** @type {any} */ (null)).statusMessage, '');
});
