// SPDX-License-Identifier: MIT
// Unmodified three.js from npm draws on a canvas of ours: each scene is held by hash, and a few of its
// pixels by name, so that a failure says more than "different".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas } from 'nogpu';
import * as THREE from 'three';
import { expectPicture, expectPixel } from '../pictures/expect-picture.js';
import { drawThreeScene, threeScenes } from './three-scenes.mjs';

/** Pixels by scene: [x, y from the top, rgb, tolerance, why]. @type {Record<string, any[][]>} */
const named = {
  'three-standard': [[2, 2, [168, 196, 220], 2, 'the background shows where nothing is drawn']],
  'three-skinned-morphed': [[5, 5, [0, 0, 0], 0, 'the clear colour is black by default']],
  'three-lights-shadows': [
    [80, 110, [175, 160, 150], 40, 'the floor in front is lit by the spot light'],
  ],
  'three-physical-environment': [
    [5, 5, [34, 51, 68], 1, 'the background colour passes tone mapping untouched'],
  ],
  'three-render-targets-points-lines': [
    [2, 2, [12, 17, 22], 6, 'the background of the render target, darkened towards the corner'],
  ],
  'three-sprites-transparency-stencil': [
    [2, 2, [51, 68, 85], 1, 'the background is the fog colour'],
  ],
};

for (const scene of threeScenes) {
  test(`three.js draws ${scene.name}`, (t) => {
    const canvas = createCanvas(scene.width, scene.height);
    t.after(() => canvas.destroy());
    drawThreeScene(THREE, canvas, scene);
    assert.equal(canvas.getContext('webgl2').getError(), 0);
    const picture = canvas.getImageData();
    for (const [x, y, rgb, tolerance, why] of named[scene.name])
      expectPixel(picture, x, y, rgb, tolerance, why);
    expectPicture(scene.name, picture);
  });
}
