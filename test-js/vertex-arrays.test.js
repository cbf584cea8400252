// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBuffer, makeContext, raises, succeeds } from './fixture.js';

test('a vertex array is one only after its first binding and until it is deleted', (t) => {
  const gl = makeContext(t);
  const array = gl.createVertexArray();
  assert.equal(gl.isVertexArray(array), false);
  gl.bindVertexArray(array);
  assert.equal(gl.isVertexArray(array), true);
  assert.equal(gl.getParameter(gl.VERTEX_ARRAY_BINDING), array);
  gl.deleteVertexArray(array);
  assert.equal(gl.isVertexArray(array), false);
  assert.equal(gl.getParameter(gl.VERTEX_ARRAY_BINDING), null);
  succeeds(gl, () => gl.deleteVertexArray(array));
  succeeds(gl, () => gl.deleteVertexArray(null));
});

test('a dead or foreign vertex array is refused and the binding stays', (t) => {
  const gl = makeContext(t);
  const [bound, dead] = [gl.createVertexArray(), gl.createVertexArray()];
  gl.bindVertexArray(bound);
  gl.deleteVertexArray(dead);
  raises(gl, 'INVALID_OPERATION', () => gl.bindVertexArray(dead));
  const other = makeContext(t);
  raises(gl, 'INVALID_OPERATION', () => gl.bindVertexArray(other.createVertexArray()));
  raises(gl, 'INVALID_OPERATION', () => gl.deleteVertexArray(other.createVertexArray()));
  assert.equal(gl.isVertexArray(other.createVertexArray()), false);
  assert.equal(gl.getParameter(gl.VERTEX_ARRAY_BINDING), bound);
  assert.throws(() => gl.bindVertexArray(gl.createBuffer()), TypeError);
  assert.throws(() => gl.bindVertexArray(), TypeError);
});

test('arrays and the index buffer belong to the vertex array, current values do not', (t) => {
  const gl = makeContext(t);
  const [first, second] = [gl.createVertexArray(), gl.createVertexArray()];
  gl.bindVertexArray(first);
  const indices = makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, 4);
  const vertices = makeBuffer(gl, gl.ARRAY_BUFFER, 16);
  gl.enableVertexAttribArray(3);
  gl.vertexAttribPointer(3, 2, gl.SHORT, true, 8, 4);
  gl.vertexAttrib4f(3, 1, 2, 3, 4);
  gl.bindVertexArray(second);
  assert.equal(gl.getParameter(gl.ELEMENT_ARRAY_BUFFER_BINDING), null);
  assert.equal(gl.getVertexAttrib(3, gl.VERTEX_ATTRIB_ARRAY_ENABLED), false);
  assert.deepEqual([...gl.getVertexAttrib(3, gl.CURRENT_VERTEX_ATTRIB)], [1, 2, 3, 4]);
  gl.bindVertexArray(first);
  assert.equal(gl.getParameter(gl.ELEMENT_ARRAY_BUFFER_BINDING), indices);
  assert.equal(gl.getVertexAttrib(3, gl.VERTEX_ATTRIB_ARRAY_BUFFER_BINDING), vertices);
  assert.equal(gl.getError(), 0);
});

test('a vertex array that is not bound keeps a deleted buffer alive', (t) => {
  const gl = makeContext(t);
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  const buffer = makeBuffer(gl, gl.ARRAY_BUFFER, 16);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
  gl.bindVertexArray(null);
  gl.deleteBuffer(buffer);
  gl.bindVertexArray(array);
  assert.equal(gl.getVertexAttrib(0, gl.VERTEX_ATTRIB_ARRAY_BUFFER_BINDING), buffer);
  assert.equal(gl.isBuffer(buffer), false);
});
