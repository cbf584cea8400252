// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeContext, pixel } from './fixture.js';

test('getContextAttributes gives what was granted, a new object each time', (t) => {
  const gl = makeContext(t, { antialias: true, alpha: false, stencil: true });
  const attributes = gl.getContextAttributes();
  assert.deepEqual(attributes, {
    alpha: false,
    antialias: true,
    depth: true,
    desynchronized: false,
    failIfMajorPerformanceCaveat: false,
    powerPreference: 'default',
    premultipliedAlpha: true,
    preserveDrawingBuffer: false,
    stencil: true,
  });
  assert.notEqual(gl.getContextAttributes(), attributes);
});

test('getError gives each code once, in the order they were raised', (t) => {
  const gl = makeContext(t);
  gl.lineWidth(0);
  gl.enable(0);
  gl.viewport(0, 0, -1, 0);
  assert.equal(gl.getError(), gl.INVALID_VALUE);
  assert.equal(gl.getError(), gl.INVALID_ENUM);
  assert.equal(gl.getError(), gl.NO_ERROR);
});

test('getLastErrorMessage tells the latest error, and only of its own context', (t) => {
  const [gl, other] = [makeContext(t), makeContext(t)];
  assert.equal(gl.getLastErrorMessage(), '');
  gl.depthRange(1, 0);
  other.enable(0);
  assert.match(gl.getLastErrorMessage(), /^INVALID_OPERATION: depthRange: zNear 1 .* zFar 0$/);
  assert.match(other.getLastErrorMessage(), /^INVALID_ENUM: enable: /);
});

test('a method that this version lacks throws and names itself', (t) => {
  const gl = makeContext(t);
  assert.throws(() => gl.drawingBufferStorage(gl.RGBA8, 4, 4), /drawingBufferStorage/);
});

test('a destroyed context is a lost one, and may be destroyed again', () => {
  const gl = createContext(4, 4);
  const buffer = gl.createBuffer();
  gl.destroy();
  gl.destroy();
  assert.equal(gl.isContextLost(), true);
  assert.equal(gl.getContextAttributes(), null);
  assert.equal(gl.getParameter(gl.VERSION), null);
  assert.equal(gl.getError(), 0);
  assert.equal(gl.getLastErrorMessage(), '');
  assert.equal(gl.isBuffer(buffer), false);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(4), gl.STATIC_DRAW);
  gl.vertexAttrib4fv(0, [1, 2, 3, 4]);
  gl.clearBufferfv(gl.COLOR, 0, [1, 2, 3, 4]);
  gl.clear(gl.COLOR_BUFFER_BIT);
  assert.equal(gl.getExtension('WEBGL_lose_context'), null);
  assert.equal(gl.drawingBufferWidth, 0);
});

test('what is uploaded to a destroyed context reaches no other memory', () => {
  const gl = createContext(4, 4);
  const freed = gl._upload;
  gl.destroy();
  const wasm = gl._wasm;
  const before = wasm.HEAPU8.slice(freed, freed + 64);
  gl.vertexAttrib4fv(0, [1, 2, 3, 4]);
  gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(64).fill(7), gl.STATIC_DRAW);
  assert.deepEqual(wasm.HEAPU8.slice(freed, freed + 64), before);
});

test('resize gives a cleared drawing buffer and leaves the state', (t) => {
  const gl = makeContext(t);
  gl.clearColor(1, 1, 1, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.resize(16, 4);
  assert.deepEqual([gl.drawingBufferWidth, gl.drawingBufferHeight], [16, 4]);
  assert.deepEqual(pixel(gl, 0, 0), [0, 0, 0, 0]);
  assert.deepEqual([...gl.getParameter(gl.VIEWPORT)], [0, 0, 8, 8]);
  assert.deepEqual([...gl.getParameter(gl.COLOR_CLEAR_VALUE)], [1, 1, 1, 1]);
  for (const size of [0, 16385, NaN, -1]) assert.throws(() => gl.resize(size, 4), RangeError);
  assert.deepEqual([gl.drawingBufferWidth, gl.drawingBufferHeight], [16, 4]);
});
