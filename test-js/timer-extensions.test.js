// SPDX-License-Identifier: MIT
// EXT_disjoint_timer_query_webgl2 and, of WebGL 1, EXT_disjoint_timer_query: opt-in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeContext, nextTask, raises, succeeds } from './fixture.js';

const [ELAPSED, TIMESTAMP, BITS] = [0x88bf, 0x8e28, 0x8864];

/** @param {any} t @param {object} [more] */
const timed = (t, more) => makeContext(t, { antialias: false, timerQueries: true, ...more });

test('timer queries are left out unless the options ask for them', (t) => {
  for (const version of /** @type {const} */ ([1, 2])) {
    const name = version === 1 ? 'EXT_disjoint_timer_query' : 'EXT_disjoint_timer_query_webgl2';
    const without = makeContext(t, { version });
    assert.equal(without.getExtension(name), null);
    assert.ok(!without.getSupportedExtensions().includes(name));
    const gl = timed(t, { version });
    assert.ok(gl.getSupportedExtensions().includes(name));
    raises(gl, 'INVALID_ENUM', () => gl.getParameter(TIMESTAMP));
    const other = `EXT_disjoint_timer_query${version === 1 ? '_webgl2' : ''}`;
    assert.equal(gl.getExtension(other), null);
    assert.notEqual(gl.getExtension(name.toLowerCase()), null);
    const hidden = timed(t, { version, hideExtensions: [name] });
    assert.equal(hidden.getExtension(name), null);
  }
});

test('timer targets do not exist before the extension is enabled', (t) => {
  const gl = timed(t);
  const query = gl.createQuery();
  raises(gl, 'INVALID_ENUM', () => gl.beginQuery(ELAPSED, query));
  raises(gl, 'INVALID_ENUM', () => gl.endQuery(ELAPSED));
  raises(gl, 'INVALID_ENUM', () => gl.getQuery(TIMESTAMP, BITS));
  raises(gl, 'INVALID_ENUM', () => gl.getParameter(0x8fbb));
  gl.getExtension('EXT_disjoint_timer_query_webgl2');
  succeeds(gl, () => gl.beginQuery(ELAPSED, query));
  assert.equal(gl.getQuery(ELAPSED, gl.CURRENT_QUERY), query);
  succeeds(gl, () => gl.endQuery(ELAPSED));
  assert.equal(gl.getParameter(0x8fbb), false);
});

test('elapsed times and timestamps are nanoseconds that a later task sees', async (t) => {
  const gl = timed(t);
  const ext = gl.getExtension('EXT_disjoint_timer_query_webgl2');
  const [elapsed, first, second] = [gl.createQuery(), gl.createQuery(), gl.createQuery()];
  const before = gl.getParameter(ext.TIMESTAMP_EXT);
  gl.beginQuery(ext.TIME_ELAPSED_EXT, elapsed);
  ext.queryCounterEXT(first, ext.TIMESTAMP_EXT);
  const until = performance.now() + 3;
  while (performance.now() < until);
  ext.queryCounterEXT(second, ext.TIMESTAMP_EXT);
  gl.endQuery(ext.TIME_ELAPSED_EXT);
  const after = gl.getParameter(ext.TIMESTAMP_EXT);
  for (const query of [elapsed, first, second]) {
    assert.equal(gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE), false);
  }
  await nextTask();
  const [d, a, b] = [elapsed, first, second].map((query) => {
    assert.equal(gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE), true);
    return gl.getQueryParameter(query, gl.QUERY_RESULT);
  });
  assert.ok(before < a && a < b && b < after, `${before} ${a} ${b} ${after}`);
  assert.ok(b - a >= 2.9e6 && d >= b - a && after - before >= d, `${d} ${b - a}`);
  assert.equal(gl.getError(), 0);
});

test('counter bits, targets and misuse', (t) => {
  const gl = timed(t);
  const ext = gl.getExtension('EXT_disjoint_timer_query_webgl2');
  assert.ok(gl.getQuery(ext.TIME_ELAPSED_EXT, ext.QUERY_COUNTER_BITS_EXT) >= 30);
  assert.ok(gl.getQuery(ext.TIMESTAMP_EXT, ext.QUERY_COUNTER_BITS_EXT) >= 30);
  assert.equal(gl.getQuery(ext.TIMESTAMP_EXT, gl.CURRENT_QUERY), null);
  raises(gl, 'INVALID_ENUM', () => gl.getQuery(gl.ANY_SAMPLES_PASSED, ext.QUERY_COUNTER_BITS_EXT));
  const [timer, samples] = [gl.createQuery(), gl.createQuery()];
  raises(gl, 'INVALID_ENUM', () => gl.beginQuery(ext.TIMESTAMP_EXT, timer));
  raises(gl, 'INVALID_ENUM', () => ext.queryCounterEXT(timer, ext.TIME_ELAPSED_EXT));
  gl.beginQuery(gl.ANY_SAMPLES_PASSED, samples);
  gl.beginQuery(ext.TIME_ELAPSED_EXT, timer);
  raises(gl, 'INVALID_OPERATION', () => ext.queryCounterEXT(timer, ext.TIMESTAMP_EXT));
  raises(gl, 'INVALID_OPERATION', () => gl.getQueryParameter(timer, gl.QUERY_RESULT));
  gl.deleteQuery(timer);
  assert.equal(gl.getQuery(ext.TIME_ELAPSED_EXT, gl.CURRENT_QUERY), null);
  gl.endQuery(gl.ANY_SAMPLES_PASSED);
  raises(gl, 'INVALID_OPERATION', () => ext.queryCounterEXT(samples, ext.TIMESTAMP_EXT));
  raises(gl, 'INVALID_OPERATION', () => ext.queryCounterEXT(timer, ext.TIMESTAMP_EXT));
  assert.throws(() => ext.queryCounterEXT(null, ext.TIMESTAMP_EXT), TypeError);
});

test('EXT_disjoint_timer_query: the methods of WebGL 1', async (t) => {
  const gl = timed(t, { version: 1 });
  const ext = gl.getExtension('EXT_disjoint_timer_query');
  assert.equal(gl.createQuery, undefined);
  const query = ext.createQueryEXT();
  assert.equal(ext.isQueryEXT(query), false);
  assert.equal(ext.isQueryEXT(null), false);
  raises(gl, 'INVALID_ENUM', () => ext.beginQueryEXT(0x8c2f, query));
  ext.beginQueryEXT(ext.TIME_ELAPSED_EXT, query);
  assert.equal(ext.isQueryEXT(query), true);
  assert.equal(ext.getQueryEXT(ext.TIME_ELAPSED_EXT, ext.CURRENT_QUERY_EXT), query);
  ext.endQueryEXT(ext.TIME_ELAPSED_EXT);
  await nextTask();
  assert.equal(ext.getQueryObjectEXT(query, ext.QUERY_RESULT_AVAILABLE_EXT), true);
  assert.ok(ext.getQueryObjectEXT(query, ext.QUERY_RESULT_EXT) > 0);
  const stamp = ext.createQueryEXT();
  ext.queryCounterEXT(stamp, ext.TIMESTAMP_EXT);
  assert.ok(gl.getParameter(ext.TIMESTAMP_EXT) > 0);
  assert.equal(gl.getParameter(ext.GPU_DISJOINT_EXT), false);
  succeeds(gl, () => ext.deleteQueryEXT(query));
  const other = createContext(2, 2, { version: 1, timerQueries: true });
  t.after(() => other.destroy());
  const theirs = other.getExtension('EXT_disjoint_timer_query');
  raises(other, 'INVALID_OPERATION', () => theirs.deleteQueryEXT(stamp));
});
