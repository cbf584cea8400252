// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBuffer, makeContext, raises, succeeds } from './fixture.js';

const LIMIT = 16; // MAX_VERTEX_ATTRIBS

test('an attribute starts disabled, four floats, with the value (0, 0, 0, 1)', (t) => {
  const gl = makeContext(t);
  assert.equal(gl.getParameter(gl.MAX_VERTEX_ATTRIBS), LIMIT);
  const get = (/** @type {string} */ name) => gl.getVertexAttrib(0, gl[name]);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_ENABLED'), false);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_SIZE'), 4);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_STRIDE'), 0);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_TYPE'), gl.FLOAT);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_NORMALIZED'), false);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_INTEGER'), false);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_DIVISOR'), 0);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_BUFFER_BINDING'), null);
  assert.deepEqual(get('CURRENT_VERTEX_ATTRIB'), new Float32Array([0, 0, 0, 1]));
  assert.equal(gl.getVertexAttribOffset(0, gl.VERTEX_ATTRIB_ARRAY_POINTER), 0);
});

test('vertexAttribPointer and vertexAttribIPointer set what getVertexAttrib shows', (t) => {
  const gl = makeContext(t);
  const buffer = makeBuffer(gl, gl.ARRAY_BUFFER, 64);
  gl.vertexAttribPointer(1, 3, gl.UNSIGNED_SHORT, 1, 12, 6);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribDivisor(1, 7);
  const get = (/** @type {string} */ name) => gl.getVertexAttrib(1, gl[name]);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_ENABLED'), true);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_SIZE'), 3);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_STRIDE'), 12);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_TYPE'), gl.UNSIGNED_SHORT);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_NORMALIZED'), true);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_DIVISOR'), 7);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_BUFFER_BINDING'), buffer);
  assert.equal(gl.getVertexAttribOffset(1, gl.VERTEX_ATTRIB_ARRAY_POINTER), 6);
  gl.vertexAttribIPointer(1, 2, gl.BYTE, 0, 0);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_INTEGER'), true);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_NORMALIZED'), false);
  gl.disableVertexAttribArray(1);
  assert.equal(get('VERTEX_ATTRIB_ARRAY_ENABLED'), false);
  assert.equal(gl.getError(), 0);
});

test('vertexAttribPointer refuses index, size, type, stride and offset', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_OPERATION', () => gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 16));
  succeeds(gl, () => gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0));
  makeBuffer(gl, gl.ARRAY_BUFFER, 64);
  const set = (/** @type {number[]} */ [index, size, type, stride, offset]) =>
    gl.vertexAttribPointer(index, size, type, false, stride, offset);
  const { FLOAT, SHORT } = gl;
  raises(gl, 'INVALID_VALUE', () => set([LIMIT, 4, FLOAT, 0, 0]));
  raises(gl, 'INVALID_VALUE', () => set([-1, 4, FLOAT, 0, 0]));
  raises(gl, 'INVALID_VALUE', () => set([0, 0, FLOAT, 0, 0]));
  raises(gl, 'INVALID_VALUE', () => set([0, 5, FLOAT, 0, 0]));
  raises(gl, 'INVALID_ENUM', () => set([0, 4, gl.RGBA, 0, 0]));
  raises(gl, 'INVALID_ENUM', () => set([0, 4, 0x140c /* FIXED */, 0, 0]));
  raises(gl, 'INVALID_VALUE', () => set([0, 4, FLOAT, -4, 0]));
  raises(gl, 'INVALID_VALUE', () => set([0, 4, FLOAT, 256, 0]));
  raises(gl, 'INVALID_VALUE', () => set([0, 4, FLOAT, 0, -4]));
  raises(gl, 'INVALID_OPERATION', () => set([0, 4, FLOAT, 10, 0]));
  raises(gl, 'INVALID_OPERATION', () => set([0, 4, SHORT, 0, 3]));
  raises(gl, 'INVALID_OPERATION', () => set([0, 3, gl.INT_2_10_10_10_REV, 0, 0]));
  succeeds(gl, () => set([0, 4, gl.UNSIGNED_INT_2_10_10_10_REV, 0, 4]));
  succeeds(gl, () => set([0, 4, gl.HALF_FLOAT, 0, 2]));
  assert.throws(() => gl.vertexAttribPointer(0, 4, FLOAT, false, 0), TypeError);
});

test('vertexAttribIPointer takes integer types only', (t) => {
  const gl = makeContext(t);
  makeBuffer(gl, gl.ARRAY_BUFFER, 64);
  raises(gl, 'INVALID_ENUM', () => gl.vertexAttribIPointer(0, 4, gl.FLOAT, 0, 0));
  raises(gl, 'INVALID_ENUM', () => gl.vertexAttribIPointer(0, 4, gl.INT_2_10_10_10_REV, 0, 0));
  raises(gl, 'INVALID_VALUE', () => gl.vertexAttribIPointer(LIMIT, 4, gl.INT, 0, 0));
  raises(gl, 'INVALID_OPERATION', () => gl.vertexAttribIPointer(0, 4, gl.INT, 0, 2));
  succeeds(gl, () => gl.vertexAttribIPointer(0, 4, gl.UNSIGNED_BYTE, 0, 3));
});

test('current values keep the class of the call that set them', (t) => {
  const gl = makeContext(t);
  const current = () => gl.getVertexAttrib(5, gl.CURRENT_VERTEX_ATTRIB);
  gl.vertexAttrib1f(5, 0.5);
  assert.deepEqual(current(), new Float32Array([0.5, 0, 0, 1]));
  gl.vertexAttrib2f(5, 1, 2);
  assert.deepEqual(current(), new Float32Array([1, 2, 0, 1]));
  gl.vertexAttrib3f(5, 1, 2, 3);
  assert.deepEqual(current(), new Float32Array([1, 2, 3, 1]));
  gl.vertexAttrib4f(5, 1, 2, 3, 4);
  assert.deepEqual(current(), new Float32Array([1, 2, 3, 4]));
  gl.vertexAttribI4i(5, -1, 2, 3, 4);
  assert.deepEqual(current(), new Int32Array([-1, 2, 3, 4]));
  gl.vertexAttribI4ui(5, 0xffffffff, 2, 3, 4);
  assert.deepEqual(current(), new Uint32Array([0xffffffff, 2, 3, 4]));
  gl.vertexAttrib1fv(5, [7]);
  assert.deepEqual(current(), new Float32Array([7, 0, 0, 1]));
  gl.vertexAttrib2fv(5, new Float32Array([7, 8]));
  assert.deepEqual(current(), new Float32Array([7, 8, 0, 1]));
  gl.vertexAttrib3fv(5, new Set([7, 8, 9]));
  assert.deepEqual(current(), new Float32Array([7, 8, 9, 1]));
  gl.vertexAttrib4fv(5, [7, 8, 9, 10, 11]);
  assert.deepEqual(current(), new Float32Array([7, 8, 9, 10]));
  gl.vertexAttribI4iv(5, [-7, 8, 9, 10]);
  assert.deepEqual(current(), new Int32Array([-7, 8, 9, 10]));
  gl.vertexAttribI4uiv(5, new Uint32Array([7, 8, 9, 10]));
  assert.deepEqual(current(), new Uint32Array([7, 8, 9, 10]));
  assert.equal(gl.getError(), 0);
});

test('every setter refuses an index out of range, the list forms a list too short', (t) => {
  const gl = makeContext(t);
  for (const n of [1, 2, 3, 4]) {
    const values = [1, 2, 3, 4].slice(0, n);
    raises(gl, 'INVALID_VALUE', () => gl[`vertexAttrib${n}f`](LIMIT, ...values));
    raises(gl, 'INVALID_VALUE', () => gl[`vertexAttrib${n}fv`](LIMIT, values));
    raises(gl, 'INVALID_VALUE', () => gl[`vertexAttrib${n}fv`](0, values.slice(1)));
    assert.throws(() => gl[`vertexAttrib${n}fv`](0, 1), TypeError);
    assert.throws(() => gl[`vertexAttrib${n}f`](0), TypeError);
  }
  for (const name of ['vertexAttribI4i', 'vertexAttribI4ui']) {
    raises(gl, 'INVALID_VALUE', () => gl[name](LIMIT, 1, 2, 3, 4));
    raises(gl, 'INVALID_VALUE', () => gl[`${name}v`](LIMIT, [1, 2, 3, 4]));
    raises(gl, 'INVALID_VALUE', () => gl[`${name}v`](0, [1, 2, 3]));
  }
  for (const name of ['enableVertexAttribArray', 'disableVertexAttribArray']) {
    raises(gl, 'INVALID_VALUE', () => gl[name](LIMIT));
  }
  raises(gl, 'INVALID_VALUE', () => gl.vertexAttribDivisor(LIMIT, 1));
});

test('getVertexAttrib and getVertexAttribOffset refuse index and pname', (t) => {
  const gl = makeContext(t);
  const [size, pointer] = [gl.VERTEX_ATTRIB_ARRAY_SIZE, gl.VERTEX_ATTRIB_ARRAY_POINTER];
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => gl.getVertexAttrib(LIMIT, size)),
    null,
  );
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.getVertexAttrib(0, pointer)),
    null,
  );
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => gl.getVertexAttribOffset(LIMIT, pointer)),
    0,
  );
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.getVertexAttribOffset(0, size)),
    0,
  );
});
