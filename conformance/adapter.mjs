// SPDX-License-Identifier: MIT
// This package as the WebGL of the conformance pages.
import * as nogpu from '../js/core.js';
import { createContextFor } from '../js/context/create.js';
import { toBufferSize } from '../js/size.js';

export const name = 'nogpu';

const {
  init: load,
  createCanvas: _canvas,
  createContext: _context,
  ShaderInspector: _inspector,
  ...interfaces
} = nogpu;

/** Interface objects that pages look up on the window. */
export const globals = interfaces;

/** Once, before the page's scripts. @param {import('../js/core.js').InitOptions} [options] */
export async function init(options) {
  await load(options);
}

/**
 * canvas.getContext of that version of WebGL.
 * @param {1 | 2} version @param {number} width @param {number} height @param {any} attributes
 * @param {{ canvas?: any }} env
 */
export function createContextSync(version, width, height, attributes, env) {
  const size = /** @type {const} */ ([toBufferSize(width), toBufferSize(height)]);
  const options = { ...attributes, timerQueries: true };
  return createContextFor(env.canvas ?? null, ...size, options, version);
}

/** @param {any} gl @param {number} width @param {number} height */
export function resize(gl, width, height) {
  gl._resize(toBufferSize(width), toBufferSize(height));
}

/** The drawing buffer was given away: the context gets another, cleared. @param {any} gl */
export function renewDrawingBuffer(gl) {
  gl._wasm.wasm_ctx_resize(gl._ctx, gl.drawingBufferWidth, gl.drawingBufferHeight);
}

/** The page's picture was shown. @param {any} gl */
export function present(gl) {
  gl.present();
}

/** @param {any} gl @param {number} width @param {number} height */
export function readDrawingBuffer(gl, width, height) {
  const data = new Uint8ClampedArray(width * height * 4);
  gl._readPicture(data);
  return data;
}

const TRIANGLE = {
  VERTEX_SHADER: 'attribute vec2 p; void main() { gl_Position = vec4(p, 0.0, 1.0); }',
  FRAGMENT_SHADER: 'void main() { gl_FragColor = vec4(0.0, 1.0, 0.0, 1.0); }',
};

/**
 * A fresh context draws a green triangle over the lower left half of 8 × 8 pixels.
 * @returns {string | null} what is wrong with the picture
 */
export function drawTriangle() {
  const gl = nogpu.createContext(8, 8, { antialias: false });
  const program = gl.createProgram();
  for (const [stage, source] of Object.entries(TRIANGLE)) {
    const shader = gl.createShader(/** @type {any} */ (gl)[stage]);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const pixels = new Uint8Array(8 * 8 * 4);
  gl.readPixels(0, 0, 8, 8, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const error = gl.getError();
  gl.destroy();
  if (error !== 0) return `a fresh context raised ${error} drawing a triangle`;
  for (let i = 0; i < 64; i++) {
    const [x, y] = [i % 8, i >> 3];
    // The diagonal's own pixels are the rule of edges' business, which has tests elsewhere.
    if (x + y === 7) continue;
    const green = pixels[i * 4 + 1] === 255;
    if (green !== x + y < 7) return `a fresh context draws a wrong triangle at ${x}, ${y}`;
  }
  return null;
}
