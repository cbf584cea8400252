// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, nextTask, raises, succeeds } from './fixture.js';

/** Draws one triangle over the whole drawing buffer. @param {any} gl */
function cover(gl) {
  gl.useProgram(
    makeProgram(
      gl,
      'void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4. - 1., 0, 1); }',
      'out vec4 c; void main() { c = vec4(1); }',
    ),
  );
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

test('a query is one only after its first begin and until it is deleted', (t) => {
  const gl = makeContext(t);
  const query = gl.createQuery();
  assert.equal(gl.isQuery(query), false);
  gl.beginQuery(gl.ANY_SAMPLES_PASSED, query);
  assert.equal(gl.isQuery(query), true);
  assert.equal(gl.getQuery(gl.ANY_SAMPLES_PASSED, gl.CURRENT_QUERY), query);
  gl.deleteQuery(query);
  assert.equal(gl.isQuery(query), false);
  assert.equal(gl.getQuery(gl.ANY_SAMPLES_PASSED, gl.CURRENT_QUERY), null);
  succeeds(gl, () => gl.deleteQuery(query));
  succeeds(gl, () => gl.deleteQuery(null));
});

test('a result shows up in a later task, never in the one that ended the query', async (t) => {
  const gl = makeContext(t);
  const [none, some] = [gl.createQuery(), gl.createQuery()];
  gl.beginQuery(gl.ANY_SAMPLES_PASSED, none);
  gl.endQuery(gl.ANY_SAMPLES_PASSED);
  gl.beginQuery(gl.ANY_SAMPLES_PASSED_CONSERVATIVE, some);
  cover(gl);
  gl.endQuery(gl.ANY_SAMPLES_PASSED_CONSERVATIVE);
  assert.equal(gl.getQueryParameter(some, gl.QUERY_RESULT_AVAILABLE), false);
  await null;
  assert.equal(gl.getQueryParameter(some, gl.QUERY_RESULT_AVAILABLE), false);
  assert.equal(gl.getQueryParameter(some, gl.QUERY_RESULT), 0);
  await nextTask();
  assert.equal(gl.getQueryParameter(some, gl.QUERY_RESULT_AVAILABLE), true);
  assert.equal(gl.getQueryParameter(some, gl.QUERY_RESULT), 1);
  assert.equal(gl.getQueryParameter(none, gl.QUERY_RESULT), 0);
  assert.equal(gl.getError(), 0);
});

test('an immediate is a later task as well', async (t) => {
  const gl = makeContext(t);
  const query = gl.createQuery();
  gl.beginQuery(gl.ANY_SAMPLES_PASSED, query);
  gl.endQuery(gl.ANY_SAMPLES_PASSED);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE), true);
});

test('samples that fail the depth test do not count', async (t) => {
  const gl = makeContext(t);
  const query = gl.createQuery();
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.NEVER);
  gl.beginQuery(gl.ANY_SAMPLES_PASSED, query);
  cover(gl);
  gl.endQuery(gl.ANY_SAMPLES_PASSED);
  await nextTask();
  assert.equal(gl.getQueryParameter(query, gl.QUERY_RESULT), 0);
});

test('TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN counts what was captured', async (t) => {
  const gl = makeContext(t);
  gl.useProgram(
    makeProgram(
      gl,
      'out float v; void main() { v = 1.; gl_Position = vec4(0); }',
      'in float v; out vec4 c; void main() { c = vec4(v); }',
      { varyings: ['v'] },
    ),
  );
  const buffer = gl.createBuffer();
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer);
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 64, gl.STATIC_READ);
  const query = gl.createQuery();
  gl.beginTransformFeedback(gl.LINES);
  gl.beginQuery(gl.TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN, query);
  gl.drawArrays(gl.LINES, 0, 7);
  gl.endQuery(gl.TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN);
  gl.endTransformFeedback();
  await nextTask();
  assert.equal(gl.getQueryParameter(query, gl.QUERY_RESULT), 3);
  assert.equal(gl.getError(), 0);
});

test('beginQuery and endQuery refuse what they cannot do', (t) => {
  const gl = makeContext(t);
  const [any, conservative] = [gl.ANY_SAMPLES_PASSED, gl.ANY_SAMPLES_PASSED_CONSERVATIVE];
  const written = gl.TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN;
  const [first, second] = [gl.createQuery(), gl.createQuery()];
  raises(gl, 'INVALID_ENUM', () => gl.beginQuery(gl.LINES, first));
  raises(gl, 'INVALID_ENUM', () => gl.endQuery(gl.LINES));
  raises(gl, 'INVALID_OPERATION', () => gl.endQuery(any));
  gl.beginQuery(any, first);
  raises(gl, 'INVALID_OPERATION', () => gl.beginQuery(any, second));
  raises(gl, 'INVALID_OPERATION', () => gl.beginQuery(conservative, second));
  raises(gl, 'INVALID_OPERATION', () => gl.beginQuery(written, first));
  raises(gl, 'INVALID_OPERATION', () => gl.endQuery(conservative));
  gl.endQuery(any);
  raises(gl, 'INVALID_OPERATION', () => gl.beginQuery(conservative, first));
  gl.deleteQuery(second);
  raises(gl, 'INVALID_OPERATION', () => gl.beginQuery(any, second));
  const foreign = makeContext(t).createQuery();
  raises(gl, 'INVALID_OPERATION', () => gl.beginQuery(any, foreign));
  assert.throws(() => gl.beginQuery(any, null), TypeError);
});

test('getQuery and getQueryParameter refuse what they cannot answer', (t) => {
  const gl = makeContext(t);
  const any = gl.ANY_SAMPLES_PASSED;
  const query = gl.createQuery();
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.getQuery(gl.LINES, gl.CURRENT_QUERY)),
    null,
  );
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.getQuery(any, gl.QUERY_RESULT)),
    null,
  );
  const get = (/** @type {number} */ pname) => gl.getQueryParameter(query, pname);
  assert.equal(
    raises(gl, 'INVALID_OPERATION', () => get(gl.QUERY_RESULT)),
    null,
  );
  gl.beginQuery(any, query);
  assert.equal(
    raises(gl, 'INVALID_OPERATION', () => get(gl.QUERY_RESULT_AVAILABLE)),
    null,
  );
  gl.endQuery(any);
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => get(gl.CURRENT_QUERY)),
    null,
  );
  gl.deleteQuery(query);
  assert.equal(
    raises(gl, 'INVALID_OPERATION', () => get(gl.QUERY_RESULT)),
    null,
  );
});
