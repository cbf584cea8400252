// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, nextTask, raises, succeeds } from './fixture.js';

/** @param {any} gl */
const fence = (gl) => gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);

test('a fence is signaled in a later task than its own', async (t) => {
  const gl = makeContext(t);
  const sync = fence(gl);
  assert.equal(gl.getSyncParameter(sync, gl.OBJECT_TYPE), gl.SYNC_FENCE);
  assert.equal(gl.getSyncParameter(sync, gl.SYNC_CONDITION), gl.SYNC_GPU_COMMANDS_COMPLETE);
  assert.equal(gl.getSyncParameter(sync, gl.SYNC_FLAGS), 0);
  assert.equal(gl.getSyncParameter(sync, gl.SYNC_STATUS), gl.UNSIGNALED);
  assert.equal(gl.clientWaitSync(sync, gl.SYNC_FLUSH_COMMANDS_BIT, 0), gl.TIMEOUT_EXPIRED);
  await nextTask();
  assert.equal(gl.getSyncParameter(sync, gl.SYNC_STATUS), gl.SIGNALED);
  assert.equal(gl.clientWaitSync(sync, 0, 0), gl.ALREADY_SIGNALED);
  succeeds(gl, () => gl.waitSync(sync, 0, gl.TIMEOUT_IGNORED));
});

test('a sync is one from its creation until it is deleted', (t) => {
  const gl = makeContext(t);
  const sync = fence(gl);
  assert.equal(gl.isSync(sync), true);
  gl.deleteSync(sync);
  assert.equal(gl.isSync(sync), false);
  assert.equal(gl.isSync(null), false);
  succeeds(gl, () => gl.deleteSync(sync));
  succeeds(gl, () => gl.deleteSync(null));
  const foreign = fence(makeContext(t));
  assert.equal(gl.isSync(foreign), false);
  raises(gl, 'INVALID_OPERATION', () => gl.deleteSync(foreign));
});

test('fenceSync refuses conditions and flags', (t) => {
  const gl = makeContext(t);
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.fenceSync(gl.LINES, 0)),
    null,
  );
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 1)),
    null,
  );
});

test('clientWaitSync, waitSync and getSyncParameter refuse what they cannot do', (t) => {
  const gl = makeContext(t);
  const sync = fence(gl);
  const wait = (/** @type {number} */ flags, /** @type {number} */ timeout) =>
    gl.clientWaitSync(sync, flags, timeout);
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => wait(2, 0)),
    gl.WAIT_FAILED,
  );
  const most = gl.getParameter(gl.MAX_CLIENT_WAIT_TIMEOUT_WEBGL);
  assert.equal(
    raises(gl, 'INVALID_OPERATION', () => wait(0, most + 1)),
    gl.WAIT_FAILED,
  );
  // GLuint64: -1 is the largest timeout there is.
  assert.equal(
    raises(gl, 'INVALID_OPERATION', () => wait(0, -1)),
    gl.WAIT_FAILED,
  );
  raises(gl, 'INVALID_VALUE', () => gl.waitSync(sync, 1, gl.TIMEOUT_IGNORED));
  raises(gl, 'INVALID_VALUE', () => gl.waitSync(sync, 0, 0));
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.getSyncParameter(sync, gl.LINES)),
    null,
  );
  gl.deleteSync(sync);
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => wait(0, 0)),
    gl.WAIT_FAILED,
  );
  raises(gl, 'INVALID_VALUE', () => gl.waitSync(sync, 0, gl.TIMEOUT_IGNORED));
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => gl.getSyncParameter(sync, gl.SYNC_STATUS)),
    null,
  );
  const foreign = fence(makeContext(t));
  raises(gl, 'INVALID_OPERATION', () => gl.clientWaitSync(foreign, 0, 0));
  assert.throws(() => gl.clientWaitSync(null, 0, 0), TypeError);
});

test('finish and flush are there', (t) => {
  const gl = makeContext(t);
  succeeds(gl, () => gl.finish());
  succeeds(gl, () => gl.flush());
});
