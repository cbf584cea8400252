// SPDX-License-Identifier: MIT
// ImageBitmaps as sources (WebGL 1.0 §5.14.8): taken as they are, whatever the unpack state says. Node has none;
// the small DOM of the conformance runner has one, whose own rules are tested here too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createImageBitmap, ImageBitmap } from '../conformance/lib/dom/image-bitmap.mjs';
import { makeContext, pixel, raises } from './fixture.js';

/** Makes the host one with ImageBitmaps for the length of a test. @param {any} t */
function withImageBitmaps(t) {
  const host = /** @type {any} */ (globalThis);
  const before = host.ImageBitmap;
  host.ImageBitmap = ImageBitmap;
  t.after(() => (host.ImageBitmap = before));
}

/** Two rows of one texel: half transparent red above green. */
const picture = () => ({
  width: 1,
  height: 2,
  data: new Uint8ClampedArray([255, 0, 0, 128, 0, 255, 0, 255]),
});

/** A bound 2D texture, attached for reading. @param {any} gl */
function bindTarget(gl) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
}

/** @param {any} gl @param {any} source */
function upload(gl, source) {
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
  return [pixel(gl, 0, 0), pixel(gl, 0, 1)];
}

test('an ImageBitmap keeps its premultiplication and rows whatever the unpack state', async (t) => {
  withImageBitmaps(t);
  const gl = makeContext(t);
  bindTarget(gl);
  const [red, dark, green] = [
    [255, 0, 0, 128],
    [128, 0, 0, 128],
    [0, 255, 0, 255],
  ];
  const plain = await createImageBitmap(picture(), { premultiplyAlpha: 'none' });
  const premultiplied = await createImageBitmap(picture());
  const flipped = await createImageBitmap(picture(), {
    imageOrientation: 'flipY',
    premultiplyAlpha: 'none',
  });
  for (const on of [false, true]) {
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, on);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, on);
    assert.deepEqual(upload(gl, plain), [red, green]);
    assert.deepEqual(upload(gl, premultiplied), [dark, green]);
    assert.deepEqual(upload(gl, flipped), [green, red]);
  }
});

test('a closed ImageBitmap is INVALID_VALUE', async (t) => {
  withImageBitmaps(t);
  const gl = makeContext(t);
  bindTarget(gl);
  const bitmap = await createImageBitmap(picture());
  bitmap.close();
  raises(gl, 'INVALID_VALUE', () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap),
  );
});

test('createImageBitmap crops, with transparent black outside; a negative size turns no picture', async () => {
  const stored = async (/** @type {any[]} */ ...rest) => {
    const bitmap = /** @type {any} */ (await createImageBitmap(picture(), ...rest));
    return [bitmap.width, bitmap.height, ...bitmap.getImageData().data];
  };
  assert.deepEqual(await stored(0, 1, 2, 1), [2, 1, 0, 255, 0, 255, 0, 0, 0, 0]);
  assert.deepEqual(await stored(1, 2, -1, -1), [1, 1, 0, 255, 0, 255]);
  await assert.rejects(createImageBitmap(picture(), 0, 0, 0, 1), RangeError);
  await assert.rejects(createImageBitmap(picture(), { resizeWidth: 0 }), /resize/);
});

test('createImageBitmap resizes, keeping the aspect where one size is given', async () => {
  const bitmap = /** @type {any} */ (
    await createImageBitmap(picture(), { resizeWidth: 2, resizeQuality: 'pixelated' })
  );
  assert.deepEqual([bitmap.width, bitmap.height], [2, 4]);
  const rows = [...bitmap.getImageData().data].filter((_, i) => i % 8 < 4);
  assert.deepEqual(rows, [128, 0, 0, 128, 128, 0, 0, 128, 0, 255, 0, 255, 0, 255, 0, 255]);
  const half = /** @type {any} */ (await createImageBitmap(picture(), { resizeHeight: 1 }));
  assert.deepEqual([half.width, half.height], [1, 1]);
  assert.equal(half.getImageData().data[3], 192);
});
