// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas, createContext } from 'nogpu';
import { methodNames } from '../js/method-names.js';
import { makeContext, nextTask, pixel, raises, succeeds } from './fixture.js';

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

test('drawingBufferStorage gives another size and format, cleared', (t) => {
  const gl = makeContext(t);
  gl.clearColor(1, 0, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  succeeds(gl, () => gl.drawingBufferStorage(gl.SRGB8_ALPHA8, 4, 2));
  assert.deepEqual([gl.drawingBufferWidth, gl.drawingBufferHeight], [4, 2]);
  assert.equal(gl.drawingBufferFormat, gl.SRGB8_ALPHA8);
  assert.deepEqual(pixel(gl, 0, 0), [0, 0, 0, 0]);
});

test('drawingBufferStorage: RGBA16F needs its extension; RGB8 and sizes above the limit are none', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_ENUM', () => gl.drawingBufferStorage(gl.RGBA16F, 4, 4));
  raises(gl, 'INVALID_ENUM', () => gl.drawingBufferStorage(gl.RGB8, 4, 4));
  raises(gl, 'INVALID_VALUE', () => gl.drawingBufferStorage(gl.RGBA8, 16385, 4));
  gl.getExtension('EXT_color_buffer_float');
  succeeds(gl, () => gl.drawingBufferStorage(gl.RGBA16F, 4, 4));
  const opaque = makeContext(t, { alpha: false });
  raises(opaque, 'INVALID_OPERATION', () => opaque.drawingBufferStorage(gl.RGBA8, 4, 4));
});

test('an RGBA16F drawing buffer is shown clamped to 0 to 1', (t) => {
  const gl = makeContext(t, { antialias: false, premultipliedAlpha: false });
  gl.getExtension('EXT_color_buffer_float');
  gl.drawingBufferStorage(gl.RGBA16F, 2, 2);
  gl.clearColor(2, 0.5, -1, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const out = new Uint8Array(16);
  gl._readPicture(out);
  assert.deepEqual([...out.subarray(0, 4)], [255, 128, 0, 255]);
});

test('a display-p3 drawing buffer is converted where it is read as sRGB', (t) => {
  const gl = makeContext(t);
  gl.drawingBufferColorSpace = 'rec2020'; // let pass, as WebIDL does with unknown enum values
  assert.equal(gl.drawingBufferColorSpace, 'srgb');
  gl.drawingBufferColorSpace = 'display-p3';
  gl.clearColor(0.5, 0.5, 0.25, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const out = new Uint8Array(8 * 8 * 4);
  gl._readPicture(out);
  // rgb(128, 128, 64) of display-p3, CSS Color 4 §18
  assert.deepEqual([...out.subarray(0, 4)], [128, 128, 53, 255]);
});

test('unpackColorSpace converts images on upload', (t) => {
  const gl = makeContext(t);
  gl.unpackColorSpace = 'display-p3';
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const image = { width: 1, height: 1, data: new Uint8ClampedArray([255, 0, 0, 255]) };
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  assert.deepEqual(pixel(gl, 0, 0), [234, 51, 35, 255]);
});

test('without preserveDrawingBuffer a picture that was presented is gone', (t) => {
  for (const preserveDrawingBuffer of [false, true]) {
    const gl = makeContext(t, { antialias: false, preserveDrawingBuffer });
    gl.clearColor(1, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.present();
    assert.deepEqual(pixel(gl, 0, 0), preserveDrawingBuffer ? [255, 0, 0, 255] : [0, 0, 0, 0]);
  }
});

test('functions have the lengths of WebIDL, attributes are enumerable', (t) => {
  const gl = makeContext(t);
  assert.deepEqual(
    [gl.texImage2D.length, gl.bufferData.length, gl.uniform4fv.length, gl.getError.length],
    [6, 3, 2, 0],
  );
  const names = [];
  for (const name in gl) names.push(name);
  for (const name of ['canvas', 'drawingBufferWidth', 'RGBA8', 'texImage2D'])
    assert.ok(names.includes(name), name);
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

test('objects from before a loss: INVALID_OPERATION, but deleting them is nothing', async (t) => {
  const gl = makeContext(t);
  const [program, buffer] = [gl.createProgram(), gl.createBuffer()];
  const ext = gl.getExtension('WEBGL_lose_context');
  ext.loseContext();
  assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
  await nextTask();
  ext.restoreContext();
  await nextTask();
  assert.equal(gl.isContextLost(), false);
  raises(gl, 'INVALID_OPERATION', () => gl.useProgram(program));
  raises(gl, 'INVALID_OPERATION', () => gl.bindBuffer(gl.ARRAY_BUFFER, buffer));
  succeeds(gl, () => gl.deleteProgram(program));
  assert.equal(gl.isBuffer(buffer), false);
});

test('a canvas that is given the size it has keeps its picture, its depth too', (t) => {
  const canvas = createCanvas(4, 4);
  t.after(() => canvas.destroy());
  const gl = /** @type {any} */ (canvas.getContext('webgl2', { antialias: false }));
  gl.clearColor(1, 0, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  canvas.width = 4;
  canvas.height = 4;
  assert.deepEqual(pixel(gl, 0, 0), [255, 0, 0, 255]);
  canvas.height = 5;
  assert.deepEqual(pixel(gl, 0, 0), [0, 0, 0, 0]);
});

test('walking over a context finds what WebGL has and nothing else', (t) => {
  const gl = makeContext(t);
  const names = new Set([...methodNames.map(([name]) => name), 'makeXRCompatible']);
  const found = [];
  for (const name in gl) if (typeof gl[name] === 'function') found.push(name);
  assert.deepEqual(found.sort(), [...names].sort());
  assert.equal(typeof gl.present, 'function');
});
