// SPDX-License-Identifier: MIT
// WEBGL_draw_instanced_base_vertex_base_instance and its multi-draw form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBuffer, makeContext, makeProgram, raises, succeeds } from './fixture.js';

const SINGLE = 'WEBGL_draw_instanced_base_vertex_base_instance';
const MULTI = 'WEBGL_multi_draw_instanced_base_vertex_base_instance';
const VARYINGS = ['seen'];

/**
 * A program that captures (a vertex' attribute, an instance's, gl_VertexID, gl_InstanceID) and what draws
 * with it.
 * @param {import('node:test').TestContext} t
 */
function setUp(t) {
  const gl = makeContext(t);
  gl.getExtension(MULTI);
  const vertex = `#extension GL_ANGLE_multi_draw : require
    layout(location = 0) in int element;
    layout(location = 1) in int whose;
    flat out ivec4 seen;
    void main() {
      seen = ivec4(element, whose, gl_VertexID, gl_InstanceID + 100 * gl_DrawID);
      gl_Position = vec4(0);
      gl_PointSize = 1.0;
    }`;
  const options = { varyings: VARYINGS };
  gl.useProgram(makeProgram(gl, vertex, 'out vec4 c; void main() { c = vec4(1); }', options));
  const numbers = (/** @type {number} */ first, /** @type {number} */ n) =>
    Int32Array.from({ length: n }, (_, i) => first + i);
  makeBuffer(gl, gl.ARRAY_BUFFER, numbers(1000, 10));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribIPointer(0, 1, gl.INT, 0, 0);
  makeBuffer(gl, gl.ARRAY_BUFFER, numbers(2000, 6));
  gl.enableVertexAttribArray(1);
  gl.vertexAttribIPointer(1, 1, gl.INT, 0, 0);
  gl.vertexAttribDivisor(1, 2);
  makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, new Uint16Array([0, 2, 3, 0xffff, 1]));
  const captured = gl.createBuffer();
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, captured);
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 4096, gl.STREAM_READ);
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, null);
  /** @param {number} vertices @param {() => void} draw */
  const capture = (vertices, draw) => {
    gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, captured);
    gl.beginTransformFeedback(gl.POINTS);
    succeeds(gl, draw);
    gl.endTransformFeedback();
    const out = new Int32Array(4 * vertices);
    gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, out);
    gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, null);
    return Array.from({ length: vertices }, (_, i) => [...out.subarray(4 * i, 4 * i + 4)]);
  };
  return { gl, capture };
}

test('the base instance moves instanced attributes, not gl_InstanceID', (t) => {
  const { gl, capture } = setUp(t);
  const ext = gl.getExtension(SINGLE.toLowerCase());
  const seen = capture(6, () => ext.drawArraysInstancedBaseInstanceWEBGL(gl.POINTS, 4, 2, 3, 3));
  const wanted = [0, 1, 2].flatMap((i) => [4, 5].map((v) => [1000 + v, 2003 + (i >> 1), v, i]));
  assert.deepEqual(seen, wanted);
});

test('the base vertex moves indices and gl_VertexID, not the restart index', (t) => {
  const { gl } = setUp(t);
  const ext = gl.getExtension(SINGLE);
  // Indexed draws cannot be captured in WebGL; points say where their vertex is from.
  const program = makeProgram(
    gl,
    `layout(location = 0) in int element; layout(location = 1) in int whose; flat out ivec4 seen;
    void main() {
      seen = ivec4(element - 1000, whose - 2000, gl_VertexID, gl_InstanceID + 1);
      gl_Position = vec4((vec2(gl_VertexID, gl_InstanceID) + 0.5) / 4.0 - 1.0, 0, 1);
      gl_PointSize = 1.0;
    }`,
    'flat in ivec4 seen; out vec4 c; void main() { c = vec4(seen) / 255.0; }',
  );
  gl.useProgram(program);
  const draw = ext.drawElementsInstancedBaseVertexBaseInstanceWEBGL;
  succeeds(gl, () => draw(gl.POINTS, 5, gl.UNSIGNED_SHORT, 0, 2, 4, 1));
  const pixels = new Uint8Array(8 * 8 * 4);
  gl.readPixels(0, 0, 8, 8, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      const drawn = y < 2 && x >= 4;
      const got = [...pixels.subarray(4 * (8 * y + x), 4 * (8 * y + x) + 4)];
      assert.deepEqual(got, drawn ? [x, 1, x, y + 1] : [0, 0, 0, 0], `${x}, ${y}`);
    }
  }
});

test('elements beyond the buffers, and vertices below 0, are errors', (t) => {
  const { gl } = setUp(t);
  const ext = gl.getExtension(SINGLE);
  const arrays = ext.drawArraysInstancedBaseInstanceWEBGL;
  const elements = ext.drawElementsInstancedBaseVertexBaseInstanceWEBGL;
  succeeds(gl, () => arrays(gl.POINTS, 0, 1, 2, 5));
  raises(gl, 'INVALID_OPERATION', () => arrays(gl.POINTS, 0, 1, 3, 5));
  raises(gl, 'INVALID_OPERATION', () => arrays(gl.POINTS, 0, 1, 1, 0xffffffff));
  succeeds(gl, () => elements(gl.POINTS, 5, gl.UNSIGNED_SHORT, 0, 1, 6, 0));
  raises(gl, 'INVALID_OPERATION', () => elements(gl.POINTS, 5, gl.UNSIGNED_SHORT, 0, 1, 7, 0));
  succeeds(gl, () => elements(gl.POINTS, 2, gl.UNSIGNED_SHORT, 2, 1, -2, 0));
  raises(gl, 'INVALID_OPERATION', () => elements(gl.POINTS, 2, gl.UNSIGNED_SHORT, 2, 1, -3, 0));
  assert.match(gl.getLastErrorMessage(), /vertex -1 is negative/);
  raises(gl, 'INVALID_VALUE', () => arrays(gl.POINTS, 0, -1, 1, 0));
  raises(gl, 'INVALID_VALUE', () => elements(gl.POINTS, 1, gl.UNSIGNED_SHORT, 0, -1, 0, 0));
  assert.throws(() => arrays(gl.POINTS, 0, 1, 1), TypeError);
  assert.throws(() => elements(gl.POINTS, 1, gl.UNSIGNED_SHORT, 0, 1, 0), TypeError);
});

test('the multi-draw form takes bases by draw and enables WEBGL_multi_draw', (t) => {
  const { gl, capture } = setUp(t);
  assert.ok(gl.getExtension('WEBGL_multi_draw'));
  const ext = gl.getExtension(MULTI);
  const seen = capture(4, () =>
    ext.multiDrawArraysInstancedBaseInstanceWEBGL(
      ...[gl.POINTS, [9, 1, 5], 1, new Int32Array([2, 1]), 0, [1, 2], 0],
      ...[new Uint32Array([7, 3, 4]), 1, 2],
    ),
  );
  assert.deepEqual(seen, [
    [1001, 2003, 1, 0],
    [1002, 2003, 2, 0],
    [1005, 2004, 5, 100],
    [1005, 2004, 5, 101],
  ]);
  const elements = ext.multiDrawElementsInstancedBaseVertexBaseInstanceWEBGL;
  const args = (/** @type {number} */ base, /** @type {number} */ at, /** @type {number} */ n) => [
    gl.POINTS,
    [3],
    0,
    gl.UNSIGNED_SHORT,
    [0],
    0,
    [1],
    0,
    [base],
    0,
    [0],
    at,
    n,
  ];
  succeeds(gl, () => elements(...args(6, 0, 1)));
  raises(gl, 'INVALID_OPERATION', () => elements(...args(7, 0, 1)));
  raises(gl, 'INVALID_OPERATION', () => elements(...args(0, 1, 1)));
  raises(gl, 'INVALID_VALUE', () => elements(...args(0, 0, -1)));
  assert.throws(() => elements(...args(0, 0, 1).slice(0, 12)), TypeError);
});

test('both are hidden unless enabled, and of WebGL 2 only', (t) => {
  const old = makeContext(t, { version: 1 });
  for (const name of [SINGLE, MULTI]) {
    assert.equal(old.getExtension(name), null);
    assert.equal(makeContext(t, { hideExtensions: [name] }).getExtension(name), null);
  }
});
