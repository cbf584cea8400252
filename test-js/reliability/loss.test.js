// SPDX-License-Identifier: MIT
// Losses that the module finds itself: who hears of them, and how a context comes back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas, WebGLContextEvent } from 'nogpu';
import { makeContext, makeProgram, nextTask, pixel, raises } from '../fixture.js';

/** Its loop is in line 5: makeProgram puts two lines before it. */
const ENDLESS = `out vec4 c; uniform float pace; void main() {
  float x = 0.0;
  while (x < 1.0) x += pace;
  c = vec4(x);
}`;

/** Draws with a shader that never ends. @param {any} gl */
function drawEndlessly(gl) {
  const vertex = 'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 1.0; }';
  const program = makeProgram(gl, vertex, ENDLESS);
  program.label = 'endless';
  gl.useProgram(program);
  gl.drawArrays(gl.POINTS, 0, 1);
}

const limits = { antialias: false, maxLoopIterations: 1000 };

/** @param {import('node:test').TestContext} t */
function makeCanvas(t) {
  const canvas = createCanvas(8, 8);
  t.after(() => canvas.destroy());
  return { canvas, gl: canvas.getContext('webgl2', limits) };
}

test('a shader that never ends loses the context, and the canvas hears why in a later task', async (t) => {
  const { canvas, gl } = makeCanvas(t);
  /** @type {any[]} */
  const events = [];
  canvas.addEventListener('webglcontextlost', (event) => events.push(event));
  drawEndlessly(gl);
  assert.equal(gl.isContextLost(), true);
  assert.deepEqual(events, []);
  await nextTask();
  assert.equal(events.length, 1);
  assert.ok(events[0] instanceof WebGLContextEvent);
  assert.match(events[0].statusMessage, /fragment/i);
  assert.match(events[0].statusMessage, /'?endless'?/);
  assert.match(events[0].statusMessage, /line 5\b/);
  await nextTask();
  assert.equal(events.length, 1);
});

test('the error code comes once, the message names the shader', (t) => {
  const gl = makeContext(t, limits);
  drawEndlessly(gl);
  assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
  assert.equal(gl.getError(), 0);
  assert.match(gl.getLastErrorMessage(), /endless/);
});

test('without preventDefault the context stays lost', async (t) => {
  const { gl } = makeCanvas(t);
  const loss = gl.getExtension('WEBGL_lose_context');
  drawEndlessly(gl);
  gl.getError();
  await nextTask();
  raises(gl, 'INVALID_OPERATION', () => loss.restoreContext());
  await nextTask();
  assert.equal(gl.isContextLost(), true);
});

test('after preventDefault restoreContext brings it back with its limits', async (t) => {
  const { canvas, gl } = makeCanvas(t);
  const loss = gl.getExtension('WEBGL_lose_context');
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  const restored = new Promise((resolve) =>
    canvas.addEventListener('webglcontextrestored', resolve),
  );
  drawEndlessly(gl);
  await nextTask();
  loss.restoreContext();
  await restored;
  assert.equal(gl.isContextLost(), false);
  gl.clearColor(0, 1, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  assert.deepEqual(pixel(gl, 0, 0), [0, 255, 0, 255]);
  drawEndlessly(gl);
  assert.equal(gl.isContextLost(), true);
});

test('a context without a canvas needs no consent', async (t) => {
  const gl = makeContext(t, limits);
  const loss = gl.getExtension('WEBGL_lose_context');
  drawEndlessly(gl);
  assert.equal(gl.isContextLost(), true);
  loss.restoreContext();
  await nextTask();
  await nextTask();
  assert.equal(gl.isContextLost(), false);
});

test('maxDrawPixels loses the context that draws more at once', async (t) => {
  const gl = makeContext(t, { antialias: false, maxDrawPixels: 16 });
  const vertex = `void main() { gl_PointSize = 1.0;
    gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0, 1); }`;
  gl.useProgram(makeProgram(gl, vertex, 'out vec4 c; void main() { c = vec4(1); }'));
  gl.drawArrays(gl.POINTS, 0, 1);
  assert.equal(gl.isContextLost(), false);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.equal(gl.isContextLost(), true);
  assert.match(gl.getLastErrorMessage(), /maxDrawPixels|pixels|fragments/);
});

test('other contexts go on', (t) => {
  const other = makeContext(t);
  drawEndlessly(makeContext(t, limits));
  other.clearColor(1, 0, 0, 1);
  other.clear(other.COLOR_BUFFER_BIT);
  assert.deepEqual(pixel(other, 0, 0), [255, 0, 0, 255]);
  assert.equal(other.getError(), 0);
});

test('a lost context takes a size without a word, and has it when it is restored', async (t) => {
  const gl = makeContext(t);
  const loss = gl.getExtension('WEBGL_lose_context');
  loss.loseContext();
  gl.resize(32, 16);
  assert.throws(() => gl.resize(0, 16), RangeError);
  gl.getError();
  loss.restoreContext();
  await nextTask();
  await nextTask();
  assert.deepEqual([gl.drawingBufferWidth, gl.drawingBufferHeight], [32, 16]);
});

test('a canvas whose context is lost or destroyed can be given a size', (t) => {
  const { canvas, gl } = makeCanvas(t);
  gl.getExtension('WEBGL_lose_context').loseContext();
  canvas.width = 100;
  gl.destroy();
  canvas.height = 50;
  assert.deepEqual([canvas.width, canvas.height], [100, 50]);
  assert.equal(canvas.getImageData().data.length, 100 * 50 * 4);
});

test('a restored context has new extension objects, but for WEBGL_lose_context', async (t) => {
  const { canvas, gl } = makeCanvas(t);
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  const loss = gl.getExtension('WEBGL_lose_context');
  const before = gl.getExtension('EXT_color_buffer_float');
  loss.loseContext();
  await nextTask();
  loss.restoreContext();
  await nextTask();
  assert.equal(gl.isContextLost(), false);
  const after = gl.getExtension('EXT_color_buffer_float');
  assert.ok(after !== null && after !== before);
  assert.equal(gl.getExtension('WEBGL_lose_context'), loss);
});
