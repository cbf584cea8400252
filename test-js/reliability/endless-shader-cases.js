// SPDX-License-Identifier: MIT
// What both back ends must do with draws that do not end.
import assert from 'node:assert/strict';
import { createContext } from 'nogpu/core';
import { makeProgram } from '../fixture.js';

const POINT = `void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 8.0; }`;
const RED = `out vec4 color; void main() { color = vec4(1, 0, 0, 1); }`;
const SPIN = `out vec4 color;
uniform int stride;
void main() {
  int i = 0;
  while (i < 10) {
    i += stride;
  }
  color = vec4(i);
}`;

/** @param {any} t @param {object} [options] */
function contextFor(t, options) {
  const gl = createContext(8, 8, { antialias: false, ...options });
  t.after(() => gl.destroy());
  return gl;
}

/** @param {any} gl */
function reasonOf(gl) {
  const ptr = gl._wasm.wasm_ctx_get_loss_reason(gl._ctx) >>> 0;
  const len = gl._wasm.HEAPU32[(ptr - 16) >>> 2];
  return Buffer.from(gl._wasm.HEAPU8.slice(ptr, ptr + len)).toString();
}

/** @param {any} gl @param {RegExp} reason */
function isLost(gl, reason) {
  assert.equal(gl.isContextLost(), true);
  assert.match(reasonOf(gl), reason);
  assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
  assert.equal(gl.getError(), 0);
  drawsRed();
}

/** Another context of the module still works. */
function drawsRed() {
  const gl = createContext(8, 8, { antialias: false });
  gl.useProgram(makeProgram(gl, POINT, RED));
  gl.drawArrays(gl.POINTS, 0, 1);
  const pixel = new Uint8Array(4);
  gl.readPixels(4, 4, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  assert.deepEqual([...pixel], [255, 0, 0, 255]);
  gl.destroy();
}

/** @type {Array<[string, (t: any) => void]>} */
export const endlessShaderCases = [
  [
    'an endless loop in a fragment shader loses the context with stage, program and line',
    (t) => {
      const gl = contextFor(t, { maxLoopIterations: 100_000 });
      const program = makeProgram(gl, POINT, SPIN);
      gl.useProgram(program);
      gl.drawArrays(gl.POINTS, 0, 1);
      // makeProgram puts two lines before the text.
      const name = `program 0x${program._handle.toString(16)}`;
      isLost(
        gl,
        new RegExp(`^drawArrays: the loop in line 7 of the fragment shader of ${name} did not end`),
      );
    },
  ],
  [
    'an endless loop in a vertex shader does too',
    (t) => {
      const gl = contextFor(t, { maxLoopIterations: 100_000 });
      const vertex = `uniform int stride;
void main() {
  int k = 0;
  do {
    k += stride;
  } while (k == 0);
  gl_Position = vec4(k);
}`;
      gl.useProgram(makeProgram(gl, vertex, RED));
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      isLost(gl, /the loop in line 5 of the vertex shader of program/);
    },
  ],
  [
    'a loop whose end cannot be reached by the text alone is stopped, too',
    (t) => {
      const gl = contextFor(t, { maxLoopIterations: 100_000 });
      gl.useProgram(makeProgram(gl, POINT, `out vec4 c; void main() { for (;;) {} c = vec4(1); }`));
      gl.drawArrays(gl.POINTS, 0, 1);
      isLost(gl, /the fragment shader/);
    },
  ],
  [
    'an endless vertex shader under transform feedback is stopped with the rasterizer off',
    (t) => {
      const gl = contextFor(t, { maxLoopIterations: 100_000 });
      const vertex = `uniform int stride; out float v;
void main() { int k = 0; while (k == 0) k += stride; v = float(k); gl_Position = vec4(v); }`;
      gl.useProgram(
        makeProgram(gl, vertex, RED, { varyings: ['v'], mode: gl.INTERLEAVED_ATTRIBS }),
      );
      gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, gl.createBuffer());
      gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 64, gl.STATIC_READ);
      gl.enable(gl.RASTERIZER_DISCARD);
      gl.beginTransformFeedback(gl.POINTS);
      gl.drawArrays(gl.POINTS, 0, 4);
      isLost(gl, /the vertex shader/);
    },
  ],
  [
    'the label of the program is in the message',
    (t) => {
      const gl = contextFor(t, { maxLoopIterations: 1000 });
      const program = makeProgram(gl, POINT, SPIN);
      const text = new TextEncoder().encode('spinner');
      gl._wasm.HEAPU8.set(text, gl._upload);
      gl._wasm.wasm_ctx_set_label(gl._ctx, program._handle, gl._upload, text.length);
      gl.useProgram(program);
      gl.drawArrays(gl.POINTS, 0, 1);
      isLost(gl, /of program 'spinner' did not end within 1000 iterations \(maxLoopIterations\)/);
    },
  ],
  [
    'loops that end within the budget draw',
    (t) => {
      const gl = contextFor(t, { maxLoopIterations: 100_000 });
      const program = makeProgram(gl, POINT, SPIN);
      gl.useProgram(program);
      gl.uniform1i(gl.getUniformLocation(program, 'stride'), 1);
      gl.drawArrays(gl.POINTS, 0, 1);
      assert.equal(gl.getError(), 0);
      assert.equal(gl.isContextLost(), false);
    },
  ],
  [
    'more pixels than maxDrawPixels in one draw lose the context',
    (t) => {
      const gl = contextFor(t, { maxDrawPixels: 1000 });
      gl.useProgram(makeProgram(gl, POINT, RED));
      gl.drawArrays(gl.POINTS, 0, 15);
      assert.equal(gl.isContextLost(), false);
      gl.drawArrays(gl.POINTS, 0, 16);
      isLost(gl, /covers more than 1000 pixels \(maxDrawPixels\)/);
    },
  ],
  [
    'more vertices than can be drawn in any time lose the context at once',
    (t) => {
      const start = performance.now();
      for (const [count, instances] of [
        [0x7fffffff, 0x7fffffff],
        [1, 0x7fffffff],
        [0x7fffffff, 1],
      ]) {
        const gl = contextFor(t);
        gl.useProgram(makeProgram(gl, `void main() {}`, RED));
        gl.drawArraysInstanced(gl.TRIANGLES, 0, count, instances);
        isLost(gl, /vertices times \d+ instances .* are more than 1073741824/);
      }
      assert.ok(performance.now() - start < 5000);
    },
  ],
];
