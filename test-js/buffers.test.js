// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBuffer, makeContext, makeProgram, raises, succeeds } from './fixture.js';

/** @param {any} gl @param {number} target @param {number} bytes */
function contents(gl, target, bytes) {
  const out = new Uint8Array(bytes);
  gl.getBufferSubData(target, 0, out);
  return [...out];
}

test('a buffer is one only after its first binding and until it is deleted', (t) => {
  const gl = makeContext(t);
  const buffer = gl.createBuffer();
  assert.equal(gl.isBuffer(buffer), false);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  assert.equal(gl.isBuffer(buffer), true);
  gl.deleteBuffer(buffer);
  assert.equal(gl.isBuffer(buffer), false);
  assert.equal(gl.getParameter(gl.ARRAY_BUFFER_BINDING), null);
  succeeds(gl, () => gl.deleteBuffer(buffer));
  succeeds(gl, () => gl.deleteBuffer(null));
  assert.equal(gl.isBuffer(null), false);
});

test('bindBuffer refuses targets, dead and foreign buffers, and mixing indices with other data', (t) => {
  const gl = makeContext(t);
  const buffer = gl.createBuffer();
  raises(gl, 'INVALID_ENUM', () => gl.bindBuffer(gl.TEXTURE_2D, buffer));
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  raises(gl, 'INVALID_OPERATION', () => gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer));
  const indices = gl.createBuffer();
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
  raises(gl, 'INVALID_OPERATION', () => gl.bindBuffer(gl.ARRAY_BUFFER, indices));
  raises(gl, 'INVALID_OPERATION', () => gl.bindBuffer(gl.UNIFORM_BUFFER, indices));
  succeeds(gl, () => gl.bindBuffer(gl.COPY_READ_BUFFER, indices));
  gl.deleteBuffer(buffer);
  raises(gl, 'INVALID_OPERATION', () => gl.bindBuffer(gl.ARRAY_BUFFER, buffer));
  const other = makeContext(t);
  raises(gl, 'INVALID_OPERATION', () => gl.bindBuffer(gl.ARRAY_BUFFER, other.createBuffer()));
  assert.throws(() => gl.bindBuffer(gl.ARRAY_BUFFER), TypeError);
  assert.throws(() => gl.bindBuffer(gl.ARRAY_BUFFER, {}), TypeError);
});

test('bufferData takes a size, bytes, a view, and a part of a view', (t) => {
  const gl = makeContext(t);
  const target = gl.ARRAY_BUFFER;
  gl.bindBuffer(target, gl.createBuffer());
  gl.bufferData(target, 3, gl.DYNAMIC_READ);
  assert.deepEqual(contents(gl, target, 3), [0, 0, 0]);
  assert.equal(gl.getBufferParameter(target, gl.BUFFER_SIZE), 3);
  assert.equal(gl.getBufferParameter(target, gl.BUFFER_USAGE), gl.DYNAMIC_READ);
  gl.bufferData(target, new Uint8Array([1, 2, 3, 4]).buffer, gl.STATIC_DRAW);
  assert.deepEqual(contents(gl, target, 4), [1, 2, 3, 4]);
  gl.bufferData(target, new Uint8Array([9, 8, 7, 6]).subarray(1, 3), gl.STATIC_DRAW);
  assert.deepEqual(contents(gl, target, 2), [8, 7]);
  gl.bufferData(target, new Uint16Array([1, 2, 3, 4]), gl.STATIC_DRAW, 1, 2);
  assert.deepEqual(contents(gl, target, 4), [2, 0, 3, 0]);
  gl.bufferData(target, new Uint16Array([1, 2, 3, 4]), gl.STATIC_DRAW, 3);
  assert.deepEqual(contents(gl, target, 2), [4, 0]);
  gl.bufferData(target, new DataView(new ArrayBuffer(8)), gl.STATIC_DRAW, 6);
  assert.equal(gl.getBufferParameter(target, gl.BUFFER_SIZE), 2);
  gl.bufferData(target, new Uint8Array(0), gl.STATIC_DRAW);
  assert.equal(gl.getBufferParameter(target, gl.BUFFER_SIZE), 0);
  assert.equal(gl.getError(), 0);
});

test('bufferData carries more bytes than the upload area holds', (t) => {
  const gl = makeContext(t);
  const data = Uint32Array.from({ length: 100_000 }, (_, i) => i * 2654435761);
  makeBuffer(gl, gl.ARRAY_BUFFER, data);
  const back = new Uint32Array(data.length);
  gl.getBufferSubData(gl.ARRAY_BUFFER, 0, back);
  assert.deepEqual(back, data);
});

test('bufferData refuses what it cannot do', (t) => {
  const gl = makeContext(t);
  const data = new Uint8Array(4);
  raises(gl, 'INVALID_OPERATION', () => gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW));
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  raises(gl, 'INVALID_ENUM', () => gl.bufferData(gl.TEXTURE_2D, data, gl.STATIC_DRAW));
  raises(gl, 'INVALID_ENUM', () => gl.bufferData(gl.ARRAY_BUFFER, data, gl.LINES));
  raises(gl, 'INVALID_VALUE', () => gl.bufferData(gl.ARRAY_BUFFER, -1, gl.STATIC_DRAW));
  raises(gl, 'INVALID_VALUE', () => gl.bufferData(gl.ARRAY_BUFFER, null, gl.STATIC_DRAW));
  raises(gl, 'INVALID_VALUE', () => gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW, 5));
  raises(gl, 'INVALID_VALUE', () => gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW, 2, 3));
  raises(gl, 'OUT_OF_MEMORY', () => gl.bufferData(gl.ARRAY_BUFFER, 2 ** 40, gl.STATIC_DRAW));
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 0);
  assert.throws(() => gl.bufferData(gl.ARRAY_BUFFER, 4), TypeError);
  assert.throws(() => gl.bufferData(gl.ARRAY_BUFFER, data.buffer, gl.STATIC_DRAW, 1), TypeError);
});

test('bufferSubData writes into a part and leaves the rest', (t) => {
  const gl = makeContext(t);
  makeBuffer(gl, gl.ARRAY_BUFFER, new Uint8Array([1, 1, 1, 1, 1, 1]));
  gl.bufferSubData(gl.ARRAY_BUFFER, 1, new Uint8Array([2, 3]));
  gl.bufferSubData(gl.ARRAY_BUFFER, 4, new Uint8Array([9, 4, 9]), 1, 1);
  assert.deepEqual(contents(gl, gl.ARRAY_BUFFER, 6), [1, 2, 3, 1, 4, 1]);
  assert.equal(gl.getError(), 0);
});

test('bufferSubData refuses what it cannot do', (t) => {
  const gl = makeContext(t);
  const data = new Uint8Array(4);
  raises(gl, 'INVALID_OPERATION', () => gl.bufferSubData(gl.ARRAY_BUFFER, 0, data));
  makeBuffer(gl, gl.ARRAY_BUFFER, new Uint8Array(6));
  raises(gl, 'INVALID_ENUM', () => gl.bufferSubData(gl.TEXTURE_2D, 0, data));
  raises(gl, 'INVALID_VALUE', () => gl.bufferSubData(gl.ARRAY_BUFFER, -1, data));
  raises(gl, 'INVALID_VALUE', () => gl.bufferSubData(gl.ARRAY_BUFFER, 3, data));
  raises(gl, 'INVALID_VALUE', () => gl.bufferSubData(gl.ARRAY_BUFFER, 0, data, 5));
  assert.match(gl.getLastErrorMessage(), /INVALID_VALUE/);
  raises(gl, 'INVALID_VALUE', () => gl.bufferSubData(gl.ARRAY_BUFFER, 0, data, 0, 5));
  assert.throws(() => gl.bufferSubData(gl.ARRAY_BUFFER, 0, null), TypeError);
  assert.throws(() => gl.bufferSubData(gl.ARRAY_BUFFER, 0, 4), TypeError);
});

test('an error message names the call, the values and the rule', (t) => {
  const gl = makeContext(t);
  makeBuffer(gl, gl.ARRAY_BUFFER, new Uint8Array(128));
  gl.bufferSubData(gl.ARRAY_BUFFER, 96, new Uint8Array(64));
  assert.equal(
    gl.getLastErrorMessage(),
    'INVALID_VALUE: bufferSubData: offset 96 + size 64 exceeds buffer size 128',
  );
});

test('copyBufferSubData copies between and within buffers', (t) => {
  const gl = makeContext(t);
  makeBuffer(gl, gl.COPY_READ_BUFFER, new Uint8Array([1, 2, 3, 4, 5, 6]));
  makeBuffer(gl, gl.COPY_WRITE_BUFFER, new Uint8Array(6));
  gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 1, 2, 3);
  assert.deepEqual(contents(gl, gl.COPY_WRITE_BUFFER, 6), [0, 0, 2, 3, 4, 0]);
  gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_READ_BUFFER, 0, 3, 3);
  assert.deepEqual(contents(gl, gl.COPY_READ_BUFFER, 6), [1, 2, 3, 1, 2, 3]);
  assert.equal(gl.getError(), 0);
});

test('copyBufferSubData refuses what it cannot do', (t) => {
  const gl = makeContext(t);
  const [read, write] = [gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER];
  raises(gl, 'INVALID_OPERATION', () => gl.copyBufferSubData(read, write, 0, 0, 1));
  makeBuffer(gl, read, new Uint8Array(6));
  raises(gl, 'INVALID_OPERATION', () => gl.copyBufferSubData(read, write, 0, 0, 1));
  makeBuffer(gl, write, new Uint8Array(6));
  raises(gl, 'INVALID_ENUM', () => gl.copyBufferSubData(gl.LINES, write, 0, 0, 1));
  raises(gl, 'INVALID_ENUM', () => gl.copyBufferSubData(read, gl.LINES, 0, 0, 1));
  raises(gl, 'INVALID_VALUE', () => gl.copyBufferSubData(read, write, -1, 0, 1));
  raises(gl, 'INVALID_VALUE', () => gl.copyBufferSubData(read, write, 0, -1, 1));
  raises(gl, 'INVALID_VALUE', () => gl.copyBufferSubData(read, write, 0, 0, -1));
  raises(gl, 'INVALID_VALUE', () => gl.copyBufferSubData(read, write, 4, 0, 3));
  raises(gl, 'INVALID_VALUE', () => gl.copyBufferSubData(read, write, 0, 4, 3));
  raises(gl, 'INVALID_VALUE', () => gl.copyBufferSubData(read, read, 0, 2, 3));
  makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, new Uint8Array(6));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.copyBufferSubData(gl.ELEMENT_ARRAY_BUFFER, write, 0, 0, 1),
  );
});

test('getBufferSubData fills a part of the view', (t) => {
  const gl = makeContext(t);
  makeBuffer(gl, gl.ARRAY_BUFFER, new Uint8Array([1, 2, 3, 4]));
  const out = new Uint8Array([9, 9, 9, 9]);
  gl.getBufferSubData(gl.ARRAY_BUFFER, 1, out, 1, 2);
  assert.deepEqual([...out], [9, 2, 3, 9]);
  gl.getBufferSubData(gl.ARRAY_BUFFER, 3, out, 3);
  assert.deepEqual([...out], [9, 2, 3, 4]);
  assert.equal(gl.getError(), 0);
});

test('getBufferSubData refuses what it cannot do', (t) => {
  const gl = makeContext(t);
  const out = new Uint8Array(4);
  raises(gl, 'INVALID_OPERATION', () => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out));
  makeBuffer(gl, gl.ARRAY_BUFFER, new Uint8Array(4));
  raises(gl, 'INVALID_ENUM', () => gl.getBufferSubData(gl.LINES, 0, out));
  raises(gl, 'INVALID_VALUE', () => gl.getBufferSubData(gl.ARRAY_BUFFER, -1, out));
  raises(gl, 'INVALID_VALUE', () => gl.getBufferSubData(gl.ARRAY_BUFFER, 1, out));
  raises(gl, 'INVALID_VALUE', () => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out, 5));
  raises(gl, 'INVALID_VALUE', () => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out, 2, 3));
  assert.throws(() => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out.buffer), TypeError);
});

test('getBufferParameter refuses target, pname and an empty binding with null', (t) => {
  const gl = makeContext(t);
  const get = (/** @type {number} */ target, /** @type {number} */ pname) =>
    gl.getBufferParameter(target, pname);
  assert.equal(
    raises(gl, 'INVALID_OPERATION', () => get(gl.ARRAY_BUFFER, gl.BUFFER_SIZE)),
    null,
  );
  makeBuffer(gl, gl.ARRAY_BUFFER, 4);
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => get(gl.LINES, gl.BUFFER_SIZE)),
    null,
  );
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => get(gl.ARRAY_BUFFER, gl.LINES)),
    null,
  );
});

test('bindBufferBase and bindBufferRange set the indexed and the generic point', (t) => {
  const gl = makeContext(t);
  const buffer = makeBuffer(gl, gl.COPY_WRITE_BUFFER, 64);
  const { UNIFORM_BUFFER: uniform } = gl;
  gl.bindBufferBase(uniform, 2, buffer);
  assert.equal(gl.getIndexedParameter(gl.UNIFORM_BUFFER_BINDING, 2), buffer);
  assert.equal(gl.getIndexedParameter(gl.UNIFORM_BUFFER_START, 2), 0);
  assert.equal(gl.getIndexedParameter(gl.UNIFORM_BUFFER_SIZE, 2), 0);
  assert.equal(gl.getParameter(gl.UNIFORM_BUFFER_BINDING), buffer);
  gl.bindBufferRange(uniform, 1, buffer, 16, 1000);
  assert.equal(gl.getIndexedParameter(gl.UNIFORM_BUFFER_START, 1), 16);
  assert.equal(gl.getIndexedParameter(gl.UNIFORM_BUFFER_SIZE, 1), 1000);
  gl.bindBufferRange(uniform, 1, null, -5, -5);
  assert.equal(gl.getIndexedParameter(gl.UNIFORM_BUFFER_BINDING, 1), null);
  assert.equal(gl.getParameter(gl.UNIFORM_BUFFER_BINDING), null);
  gl.deleteBuffer(buffer);
  assert.equal(gl.getIndexedParameter(gl.UNIFORM_BUFFER_BINDING, 2), null);
  assert.equal(gl.getError(), 0);
});

test('bindBufferBase and bindBufferRange refuse what they cannot do', (t) => {
  const gl = makeContext(t);
  const buffer = makeBuffer(gl, gl.COPY_WRITE_BUFFER, 64);
  const [uniform, feedback] = [gl.UNIFORM_BUFFER, gl.TRANSFORM_FEEDBACK_BUFFER];
  raises(gl, 'INVALID_ENUM', () => gl.bindBufferBase(gl.ARRAY_BUFFER, 0, buffer));
  const points = gl.getParameter(gl.MAX_UNIFORM_BUFFER_BINDINGS);
  raises(gl, 'INVALID_VALUE', () => gl.bindBufferBase(uniform, points, buffer));
  raises(gl, 'INVALID_VALUE', () => gl.bindBufferBase(feedback, 4, buffer));
  const indices = makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, 4);
  raises(gl, 'INVALID_OPERATION', () => gl.bindBufferBase(uniform, 0, indices));
  const range = (
    /** @type {number} */ target,
    /** @type {number} */ at,
    /** @type {number} */ size,
  ) => gl.bindBufferRange(target, 0, buffer, at, size);
  raises(gl, 'INVALID_VALUE', () => range(uniform, 0, 0));
  raises(gl, 'INVALID_VALUE', () => range(uniform, -16, 16));
  raises(gl, 'INVALID_VALUE', () => range(uniform, 3, 16));
  raises(gl, 'INVALID_VALUE', () => range(feedback, 2, 16));
  raises(gl, 'INVALID_VALUE', () => range(feedback, 4, 6));
  gl.deleteBuffer(buffer);
  raises(gl, 'INVALID_OPERATION', () => gl.bindBufferBase(uniform, 0, buffer));
});

test('a buffer that is captured into can neither be given new storage nor bound again', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(
    gl,
    'out vec4 v; void main() { v = vec4(1); gl_Position = v; }',
    'in vec4 v; out vec4 c; void main() { c = v; }',
    { varyings: ['v'] },
  );
  gl.useProgram(program);
  const feedback = gl.TRANSFORM_FEEDBACK_BUFFER;
  const buffer = makeBuffer(gl, feedback, 64);
  gl.bindBufferBase(feedback, 0, buffer);
  gl.beginTransformFeedback(gl.POINTS);
  raises(gl, 'INVALID_OPERATION', () => gl.bufferData(feedback, 64, gl.STATIC_DRAW));
  raises(gl, 'INVALID_OPERATION', () => gl.bindBufferBase(feedback, 0, null));
  raises(gl, 'INVALID_OPERATION', () => gl.getBufferSubData(feedback, 0, new Uint8Array(4)));
  gl.endTransformFeedback();
  // Bound for feedback and elsewhere: nothing may use it.
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  raises(gl, 'INVALID_OPERATION', () => gl.bufferSubData(gl.ARRAY_BUFFER, 0, new Uint8Array(4)));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.copyBufferSubData(gl.ARRAY_BUFFER, gl.ARRAY_BUFFER, 0, 32, 4),
  );
});
