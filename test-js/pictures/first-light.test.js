// SPDX-License-Identifier: MIT
// First light in Node: the same bytes as the native build (test-native/pictures/first_light.cpp) and, by
// test-js/browser, as in Chromium.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createCanvas } from 'nogpu';
import { expectPicture, expectPixel } from './expect-picture.js';
import { drawFirstLight } from './first-light.js';

const native = new URL('../../test-native/pictures/expected.txt', import.meta.url);

/** FNV-1a, 64 bits. @param {Uint8ClampedArray} bytes */
function fnv(bytes) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, '0');
}

test('first light has the bytes of the native build', (t) => {
  const canvas = createCanvas(96, 64);
  t.after(() => canvas.destroy());
  const gl = canvas.getContext('webgl2', { antialias: false });
  drawFirstLight(gl);
  assert.equal(gl.getError(), 0);
  const picture = canvas.getImageData();
  expectPixel(picture, 1, 62, [26, 51, 77], 1, 'the clear colour where no triangle is');
  const lines = readFileSync(native, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  assert.equal(fnv(picture.data), Object.fromEntries(lines)['first-light']);
  expectPicture('first-light', picture);
});
