// SPDX-License-Identifier: MIT
// Unmodified twgl.js from npm, held by hash. It wants the interfaces as globals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createCanvas,
  WebGLBuffer,
  WebGLRenderbuffer,
  WebGLSampler,
  WebGLShader,
  WebGLTexture,
} from 'nogpu';
import { expectPicture, expectPixel } from '../pictures/expect-picture.js';
import { drawTwglPrimitives } from './twgl-scene.mjs';

Object.assign(globalThis, {
  WebGLBuffer,
  WebGLRenderbuffer,
  WebGLSampler,
  WebGLShader,
  WebGLTexture,
});

test('twgl.js draws its primitives with a uniform block', (t) => {
  const canvas = createCanvas(160, 120);
  t.after(() => canvas.destroy());
  drawTwglPrimitives(canvas);
  assert.equal(canvas.getContext('webgl2').getError(), 0);
  const picture = canvas.getImageData();
  expectPixel(picture, 2, 2, [51, 77, 102], 1, 'the clear colour in the corner');
  expectPicture('twgl-primitives', picture);
});
