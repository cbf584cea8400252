// SPDX-License-Identifier: MIT
// This package as the WebGL 2 of the conformance pages.
import * as nogpu from '../js/core.js';
import { createContextFor } from '../js/context/create.js';

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

/** Once, before the page's scripts. */
export async function init() {
  await load();
}

/**
 * canvas.getContext('webgl2', attributes).
 * @param {number} width @param {number} height @param {any} attributes @param {{ canvas?: any }} env
 */
export function createContextSync(width, height, attributes, env) {
  return createContextFor(env.canvas ?? null, Math.max(1, width), Math.max(1, height), attributes);
}

/** @param {any} gl @param {number} width @param {number} height */
export function resize(gl, width, height) {
  gl.resize(Math.max(1, width), Math.max(1, height));
}

/** @param {any} gl @param {number} width @param {number} height */
export function readDrawingBuffer(gl, width, height) {
  const data = new Uint8ClampedArray(width * height * 4);
  gl._readPicture(data);
  return data;
}
