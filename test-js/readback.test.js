// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, raises, succeeds } from './fixture.js';

/** A 2 × 2 colour framebuffer with these RGBA bytes, bound. @param {any} gl @param {number[]} texels */
function makeFramebuffer(gl, texels) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const data = new Uint8Array(texels);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 2, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, data);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
}

const TEXELS = [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4];

test('readPixels fills a view, from dstOffset on', (t) => {
  const gl = makeContext(t);
  makeFramebuffer(gl, TEXELS);
  const out = new Uint8Array(18);
  succeeds(gl, () => gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, out, 2));
  assert.deepEqual([...out], [0, 0, ...TEXELS]);
  raises(gl, 'INVALID_OPERATION', () =>
    gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, out, 3),
  );
  raises(gl, 'INVALID_VALUE', () => gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, out, 19));
  raises(gl, 'INVALID_VALUE', () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, null));
  raises(gl, 'INVALID_VALUE', () => gl.readPixels(0, 0, -1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out));
  raises(gl, 'INVALID_ENUM', () => gl.readPixels(0, 0, 1, 1, gl.BACK, gl.UNSIGNED_BYTE, out));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, new Float32Array(4)),
  );
  raises(gl, 'INVALID_OPERATION', () =>
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Int8Array(4)),
  );
});

test('bytes that belong to no pixel inside the framebuffer stay as they are', (t) => {
  const gl = makeContext(t);
  makeFramebuffer(gl, TEXELS);
  const out = new Uint8Array(4 * 16).fill(77);
  gl.readPixels(-1, -1, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE, out);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => out[(y * 4 + x) * 4];
  assert.deepEqual([at(1, 1), at(2, 1), at(1, 2), at(2, 2)], [1, 2, 3, 4]);
  assert.equal(out.filter((byte) => byte === 77).length, 48);
  out.fill(77);
  succeeds(gl, () => gl.readPixels(9, 9, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out));
  assert.ok(out.every((byte) => byte === 77));
});

test('the pack state places rows', (t) => {
  const gl = makeContext(t);
  makeFramebuffer(gl, TEXELS);
  gl.pixelStorei(gl.PACK_ROW_LENGTH, 3);
  gl.pixelStorei(gl.PACK_SKIP_PIXELS, 1);
  gl.pixelStorei(gl.PACK_SKIP_ROWS, 1);
  const out = new Uint8Array(3 * 4 * 3).fill(77);
  succeeds(gl, () => gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, out));
  assert.deepEqual([out[16], out[20], out[28], out[32], out[24], out[0]], [1, 2, 3, 4, 77, 77]);
  raises(gl, 'INVALID_OPERATION', () =>
    gl.readPixels(0, 0, 3, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(64)),
  );
});

test('readPixels goes to PIXEL_PACK_BUFFER while one is bound', (t) => {
  const gl = makeContext(t);
  makeFramebuffer(gl, TEXELS);
  raises(gl, 'INVALID_OPERATION', () => gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, 0));
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, gl.createBuffer());
  gl.bufferData(gl.PIXEL_PACK_BUFFER, 20, gl.STREAM_READ);
  succeeds(gl, () => gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, 4));
  const out = new Uint8Array(20);
  gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, out);
  assert.deepEqual([...out], [0, 0, 0, 0, ...TEXELS]);
  raises(gl, 'INVALID_OPERATION', () => gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, 5));
  raises(gl, 'INVALID_VALUE', () => gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, -4));
  raises(gl, 'INVALID_OPERATION', () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out));
});

test('integer framebuffers are read as integers', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const data = new Int16Array([-7, 300]);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG16I, 1, 1, 0, gl.RG_INTEGER, gl.SHORT, data);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const out = new Int32Array(4);
  succeeds(gl, () => gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.INT, out));
  assert.deepEqual([...out], [-7, 300, 0, 1]);
  assert.equal(gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_FORMAT), gl.RG_INTEGER);
  assert.equal(gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_TYPE), gl.SHORT);
});

test('a full-size picture of 4096 × 4096 comes back whole', (t) => {
  const gl = makeContext(t, { antialias: false, depth: false }, 4096);
  gl.clearColor(0.2, 0.4, 0.6, 0.8);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const out = new Uint32Array(4096 * 4096);
  gl.readPixels(0, 0, 4096, 4096, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(out.buffer));
  assert.equal(gl.getError(), 0);
  const texel = new Uint32Array(new Uint8Array([51, 102, 153, 204]).buffer)[0];
  assert.ok(out.every((word) => word === texel));
});

test('formats and types that no framebuffer is read as are INVALID_ENUM', (t) => {
  const gl = makeContext(t);
  const out = new Uint8Array(4);
  for (const format of [gl.DEPTH_COMPONENT, gl.DEPTH_STENCIL, gl.LUMINANCE, gl.LUMINANCE_ALPHA]) {
    raises(gl, 'INVALID_ENUM', () => gl.readPixels(0, 0, 1, 1, format, gl.UNSIGNED_BYTE, out));
  }
  for (const type of [gl.UNSIGNED_INT_24_8, gl.FLOAT_32_UNSIGNED_INT_24_8_REV]) {
    raises(gl, 'INVALID_ENUM', () => gl.readPixels(0, 0, 1, 1, gl.RGBA, type, out));
  }
});
