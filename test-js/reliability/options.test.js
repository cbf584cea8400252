// SPDX-License-Identifier: MIT
// Limits of a context: how they are converted, and what happens at each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas, createContext } from 'nogpu';
import { makeContext, raises } from '../fixture.js';

const numbers = ['maxMemory', 'maxLoopIterations', 'maxTextureSize', 'maxDrawPixels'];

for (const name of numbers) {
  test(`${name}: what is no number is a TypeError with advice`, () => {
    for (const value of ['64', null, true, {}, 10n]) {
      const expected = {
        name: 'TypeError',
        message: new RegExp(`^${name} is .*: give a whole number of `),
      };
      assert.throws(() => createContext(8, 8, /** @type {any} */ ({ [name]: value })), expected);
      const canvas = createCanvas(8, 8);
      assert.throws(() => canvas.getContext('webgl2', { [name]: value }), expected);
    }
  });

  test(`${name}: a number out of range is a RangeError that says the range`, () => {
    for (const value of [0, -1, 1.5, NaN, Infinity, 2 ** 32]) {
      assert.throws(() => createContext(8, 8, { [name]: value }), {
        name: 'RangeError',
        message: /give a whole number .*, from \d+ to \d+, or leave it out$/,
      });
    }
  });

  test(`${name}: undefined is the default`, () => {
    createContext(8, 8, { [name]: undefined }).destroy();
  });
}

test('a canvas whose first context failed can have another', (t) => {
  const canvas = createCanvas(8, 8);
  t.after(() => canvas.destroy());
  assert.throws(() => canvas.getContext('webgl2', { maxMemory: 1 }), RangeError);
  assert.notEqual(canvas.getContext('webgl2', { maxMemory: 2 ** 24 }), null);
});

test('the attributes of a context show the standard ones only', (t) => {
  const gl = makeContext(t, { maxTextureSize: 512, trackAllocations: true });
  assert.equal('maxTextureSize' in gl.getContextAttributes(), false);
  assert.equal('trackAllocations' in gl.getContextAttributes(), false);
});

test('maxMemory: the call that would pass it is OUT_OF_MEMORY and has no effect', (t) => {
  const gl = makeContext(t, { antialias: false, maxMemory: 8 * 2 ** 20 });
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  raises(gl, 'NO_ERROR', () => gl.bufferData(gl.ARRAY_BUFFER, 2 ** 20, gl.STATIC_DRAW));
  raises(gl, 'OUT_OF_MEMORY', () => gl.bufferData(gl.ARRAY_BUFFER, 2 ** 23, gl.STATIC_DRAW));
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 2 ** 20);
  raises(gl, 'NO_ERROR', () => gl.bufferData(gl.ARRAY_BUFFER, 2 ** 21, gl.STATIC_DRAW));
  assert.equal(gl.isContextLost(), false);
});

test('maxMemory belongs to one context, and a context that does not fit is an Error', (t) => {
  makeContext(t, { maxMemory: 2 ** 20 });
  const other = makeContext(t);
  other.bindBuffer(other.ARRAY_BUFFER, other.createBuffer());
  const fill = () => other.bufferData(other.ARRAY_BUFFER, 2 ** 23, other.STATIC_DRAW);
  raises(other, 'NO_ERROR', fill);
  assert.throws(() => createContext(2048, 2048, { maxMemory: 2 ** 20 }), /^Error: no context: /);
});

test('maxTextureSize is what getParameter answers and what is allowed', (t) => {
  const gl = makeContext(t, { maxTextureSize: 512 });
  assert.equal(gl.getParameter(gl.MAX_TEXTURE_SIZE), 512);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  const store = (/** @type {number} */ size) => () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, size, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  raises(gl, 'NO_ERROR', store(512));
  raises(gl, 'INVALID_VALUE', store(513));
});
