// SPDX-License-Identifier: MIT
// What API tests share: a context that ends with its test, exact GL errors, small programs.
import assert from 'node:assert/strict';
import { createContext } from 'nogpu';

/**
 * A context of 8 × 8 pixels (unless `size` says otherwise) that is destroyed after the test.
 * @param {import('node:test').TestContext} t @param {object} [attributes] @param {number} [size]
 */
export function makeContext(t, attributes = { antialias: false }, size = 8) {
  const gl = createContext(size, size, attributes);
  t.after(() => gl.destroy());
  return gl;
}

/**
 * `call` raises exactly this error, once. Returns what it returned.
 * @param {any} gl @param {string} name @param {() => any} call
 */
export function raises(gl, name, call) {
  assert.equal(gl.getError(), 0, 'an error was pending before the call');
  const result = call();
  const code = gl.getError();
  const got = Object.keys(codes).find((key) => codes[key] === code) ?? code;
  assert.equal(got, name, `${call}: ${gl.getLastErrorMessage()}`);
  assert.equal(gl.getError(), 0, `${call}: more than one error`);
  return result;
}

/** @param {any} gl @param {() => any} call */
export function succeeds(gl, call) {
  return raises(gl, 'NO_ERROR', call);
}

/** @type {Record<string, number>} */
const codes = {
  NO_ERROR: 0,
  INVALID_ENUM: 0x0500,
  INVALID_VALUE: 0x0501,
  INVALID_OPERATION: 0x0502,
  OUT_OF_MEMORY: 0x0505,
  INVALID_FRAMEBUFFER_OPERATION: 0x0506,
  CONTEXT_LOST_WEBGL: 0x9242,
};

/**
 * A linked program; attribute locations in the order of `attributes`.
 * @param {any} gl @param {string} vertex body after the version line @param {string} fragment
 * @param {{ attributes?: string[], varyings?: string[], mode?: number }} [options]
 */
export function makeProgram(gl, vertex, fragment, { attributes = [], varyings, mode } = {}) {
  const program = gl.createProgram();
  const [extensions] = /** @type {RegExpExecArray} */ (/^(#extension.*\n)*/.exec(fragment));
  const body = fragment.slice(extensions.length);
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, `${extensions}precision highp float;\n${body}`],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, `#version 300 es\n${source}`);
    gl.compileShader(shader);
    assert.ok(gl.getShaderParameter(shader, gl.COMPILE_STATUS), gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  attributes.forEach((name, i) => gl.bindAttribLocation(program, i, name));
  if (varyings) gl.transformFeedbackVaryings(program, varyings, mode ?? gl.INTERLEAVED_ATTRIBS);
  gl.linkProgram(program);
  assert.ok(gl.getProgramParameter(program, gl.LINK_STATUS), gl.getProgramInfoLog(program));
  return program;
}

/** One pixel of the read framebuffer as four bytes. @param {any} gl @param {number} x @param {number} y */
export function pixel(gl, x, y) {
  const out = new Uint8Array(4);
  gl.readPixels(x, y, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out);
  return [...out];
}

/** A buffer bound to `target` with `data` in it. @param {any} gl @param {number} target @param {any} data */
export function makeBuffer(gl, target, data) {
  const buffer = gl.createBuffer();
  gl.bindBuffer(target, buffer);
  gl.bufferData(target, data, gl.STATIC_DRAW);
  return buffer;
}

/** Waits until another task runs. */
export function nextTask() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
