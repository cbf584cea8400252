// SPDX-License-Identifier: MIT
// Unmodified ogl from npm, held by hash.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas } from 'nogpu';
import { expectPicture, expectPixel } from '../pictures/expect-picture.js';
import { drawOglPost, drawOglScene } from './ogl-scenes.mjs';

test('ogl draws meshes and points', (t) => {
  const canvas = createCanvas(160, 120);
  t.after(() => canvas.destroy());
  drawOglScene(canvas);
  assert.equal(canvas.getContext('webgl2').getError(), 0);
  const picture = canvas.getImageData();
  expectPixel(picture, 2, 2, [51, 102, 153], 1, 'the clear colour in the corner');
  expectPicture('ogl-scene', picture);
});

test('ogl draws through a post-processing pass', (t) => {
  const canvas = createCanvas(160, 120);
  t.after(() => canvas.destroy());
  drawOglPost(canvas);
  assert.equal(canvas.getContext('webgl2').getError(), 0);
  const picture = canvas.getImageData();
  expectPixel(picture, 2, 2, [153, 102, 51], 1, 'the clear colour with red and blue exchanged');
  expectPicture('ogl-post', picture);
});
