// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBuffer, makeContext, makeProgram, raises, succeeds } from './fixture.js';

/** A program in use that captures one float per vertex: its gl_VertexID. @param {any} gl */
function useCapturing(gl) {
  const program = makeProgram(
    gl,
    'out float v; void main() { v = float(gl_VertexID); gl_Position = vec4(0); }',
    'in float v; out vec4 c; void main() { c = vec4(v); }',
    { varyings: ['v'] },
  );
  gl.useProgram(program);
  return program;
}

/** A buffer of `floats` floats at indexed point 0, and nowhere else. @param {any} gl @param {number} floats */
function captureInto(gl, floats) {
  const buffer = makeBuffer(gl, gl.TRANSFORM_FEEDBACK_BUFFER, floats * 4);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer);
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, null);
  return buffer;
}

/** @param {any} gl @param {any} buffer @param {number} count */
function floatsOf(gl, buffer, count) {
  const out = new Float32Array(count);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, null);
  gl.bindBuffer(gl.COPY_READ_BUFFER, buffer);
  gl.getBufferSubData(gl.COPY_READ_BUFFER, 0, out);
  return [...out];
}

test('an object is one only after its first binding and until it is deleted', (t) => {
  const gl = makeContext(t);
  const feedback = gl.createTransformFeedback();
  assert.equal(gl.isTransformFeedback(feedback), false);
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback);
  assert.equal(gl.isTransformFeedback(feedback), true);
  assert.equal(gl.getParameter(gl.TRANSFORM_FEEDBACK_BINDING), feedback);
  gl.deleteTransformFeedback(feedback);
  assert.equal(gl.isTransformFeedback(feedback), false);
  assert.equal(gl.getParameter(gl.TRANSFORM_FEEDBACK_BINDING), null);
  succeeds(gl, () => gl.deleteTransformFeedback(feedback));
  succeeds(gl, () => gl.deleteTransformFeedback(null));
  raises(gl, 'INVALID_OPERATION', () => gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback));
  raises(gl, 'INVALID_ENUM', () => gl.bindTransformFeedback(gl.ARRAY_BUFFER, null));
});

test('whole primitives are captured one after another, pauses left out', (t) => {
  const gl = makeContext(t);
  useCapturing(gl);
  const buffer = captureInto(gl, 8);
  gl.beginTransformFeedback(gl.LINES);
  assert.equal(gl.getParameter(gl.TRANSFORM_FEEDBACK_ACTIVE), true);
  gl.drawArrays(gl.LINES, 1, 3);
  gl.pauseTransformFeedback();
  assert.equal(gl.getParameter(gl.TRANSFORM_FEEDBACK_PAUSED), true);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  gl.resumeTransformFeedback();
  gl.drawArrays(gl.LINES, 5, 2);
  gl.endTransformFeedback();
  assert.equal(gl.getParameter(gl.TRANSFORM_FEEDBACK_ACTIVE), false);
  assert.deepEqual(floatsOf(gl, buffer, 5), [1, 2, 5, 6, 0]);
  assert.equal(gl.getError(), 0);
});

test('capture works with rasterization off', (t) => {
  const gl = makeContext(t);
  useCapturing(gl);
  const buffer = captureInto(gl, 3);
  gl.enable(gl.RASTERIZER_DISCARD);
  gl.beginTransformFeedback(gl.POINTS);
  gl.drawArraysInstanced(gl.POINTS, 0, 1, 3);
  gl.endTransformFeedback();
  assert.deepEqual(floatsOf(gl, buffer, 3), [0, 0, 0]);
  assert.equal(gl.getError(), 0);
});

test('beginTransformFeedback refuses what it cannot do', (t) => {
  const gl = makeContext(t);
  const begin = () => gl.beginTransformFeedback(gl.POINTS);
  raises(gl, 'INVALID_ENUM', () => gl.beginTransformFeedback(gl.LINE_STRIP));
  raises(gl, 'INVALID_OPERATION', begin); // no program
  gl.useProgram(
    makeProgram(
      gl,
      'void main() { gl_Position = vec4(0); }',
      'out vec4 c; void main() { c = vec4(0); }',
    ),
  );
  raises(gl, 'INVALID_OPERATION', begin); // captures nothing
  useCapturing(gl);
  raises(gl, 'INVALID_OPERATION', begin); // no buffer
  captureInto(gl, 4);
  succeeds(gl, begin);
  raises(gl, 'INVALID_OPERATION', begin); // active
});

test('end, pause and resume need an active object in the right state', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_OPERATION', () => gl.endTransformFeedback());
  raises(gl, 'INVALID_OPERATION', () => gl.pauseTransformFeedback());
  raises(gl, 'INVALID_OPERATION', () => gl.resumeTransformFeedback());
  const program = useCapturing(gl);
  captureInto(gl, 4);
  gl.beginTransformFeedback(gl.POINTS);
  raises(gl, 'INVALID_OPERATION', () => gl.resumeTransformFeedback());
  raises(gl, 'INVALID_OPERATION', () => gl.useProgram(null));
  raises(gl, 'INVALID_OPERATION', () => gl.linkProgram(program));
  gl.pauseTransformFeedback();
  raises(gl, 'INVALID_OPERATION', () => gl.pauseTransformFeedback());
  succeeds(gl, () => gl.useProgram(null));
  raises(gl, 'INVALID_OPERATION', () => gl.resumeTransformFeedback());
  succeeds(gl, () => gl.endTransformFeedback());
});

test('an active object can neither be deleted nor, unless paused, be replaced', (t) => {
  const gl = makeContext(t);
  useCapturing(gl);
  const feedback = gl.createTransformFeedback();
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback);
  captureInto(gl, 4);
  gl.beginTransformFeedback(gl.POINTS);
  raises(gl, 'INVALID_OPERATION', () => gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null));
  raises(gl, 'INVALID_OPERATION', () => gl.deleteTransformFeedback(feedback));
  gl.pauseTransformFeedback();
  succeeds(gl, () => gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null));
  raises(gl, 'INVALID_OPERATION', () => gl.deleteTransformFeedback(feedback));
});

test('draws while capturing need the same mode, no indices, and room', (t) => {
  const gl = makeContext(t);
  useCapturing(gl);
  captureInto(gl, 4);
  makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, new Uint8Array([0, 1]));
  gl.beginTransformFeedback(gl.LINES);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.POINTS, 0, 1));
  raises(gl, 'INVALID_OPERATION', () => gl.drawElements(gl.LINES, 2, gl.UNSIGNED_BYTE, 0));
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.LINES, 0, 6));
  succeeds(gl, () => gl.drawArrays(gl.LINES, 0, 5)); // two whole lines fit
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.LINES, 0, 2));
});

test('a buffer bound elsewhere too fails the draw that captures, not the beginning', (t) => {
  const gl = makeContext(t);
  useCapturing(gl);
  const buffer = captureInto(gl, 2);
  gl.bindBuffer(gl.COPY_READ_BUFFER, buffer);
  succeeds(gl, () => gl.beginTransformFeedback(gl.POINTS));
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.POINTS, 0, 1));
  gl.bindBuffer(gl.COPY_READ_BUFFER, null);
  succeeds(gl, () => gl.drawArrays(gl.POINTS, 1, 1));
  gl.endTransformFeedback();
  assert.deepEqual(floatsOf(gl, buffer, 2), [1, 0]);
});

test('one buffer at two indexed points cannot be captured into, though one point is not used', (t) => {
  const gl = makeContext(t);
  useCapturing(gl);
  const buffer = captureInto(gl, 2);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 2, buffer);
  raises(gl, 'INVALID_OPERATION', () => gl.beginTransformFeedback(gl.POINTS));
});

test('a buffer keeps its storage while an object captures into it, paused and unbound too', (t) => {
  const gl = makeContext(t);
  useCapturing(gl);
  const feedback = gl.createTransformFeedback();
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback);
  const buffer = captureInto(gl, 2);
  gl.beginTransformFeedback(gl.POINTS);
  gl.pauseTransformFeedback();
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null);
  gl.bindBuffer(gl.COPY_WRITE_BUFFER, buffer);
  const respecify = () => gl.bufferData(gl.COPY_WRITE_BUFFER, 64, gl.STATIC_DRAW);
  raises(gl, 'INVALID_OPERATION', respecify);
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback);
  gl.endTransformFeedback();
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null);
  succeeds(gl, respecify);
});
