// SPDX-License-Identifier: MIT
// Extensions that add formats, and ways of looking textures up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, pixel, raises, succeeds } from './fixture.js';

/** A bound framebuffer of 8 × 8 pixels of a format. @param {any} gl @param {number} format */
function makeTarget(gl, format) {
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, format, 8, 8);
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
}

/** Fills the viewport with `color`, a GLSL expression. @param {any} gl @param {string} color @param {string} [declarations] */
function fill(gl, color, declarations = '') {
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0, 1); }',
    `${declarations} out vec4 color; void main() { color = ${color}; }`,
  );
  gl.useProgram(program);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

test('EXT_texture_norm16 brings textures and targets of 16 bits', (t) => {
  const gl = makeContext(t);
  const upload = () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, 0x805b, 1, 1, 0, gl.RGBA, gl.UNSIGNED_SHORT, texel);
  const texel = new Uint16Array([1, 2, 40000, 65535]);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  raises(gl, 'INVALID_VALUE', upload);
  const ext = gl.getExtension('EXT_texture_norm16');
  succeeds(gl, upload);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  makeTarget(gl, ext.RGBA16_EXT);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_COMPLETE);
  fill(gl, 'texture(image, vec2(0.5))', 'uniform sampler2D image;');
  const out = new Uint16Array(4);
  succeeds(gl, () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_SHORT, out));
  assert.deepEqual(out, texel);
  // Three components, and signed ones without EXT_render_snorm, are for textures only.
  for (const format of [ext.RGB16_EXT, ext.RGBA16_SNORM_EXT]) {
    raises(gl, 'INVALID_ENUM', () => gl.renderbufferStorage(gl.RENDERBUFFER, format, 1, 1));
  }
});

test('EXT_render_snorm: signed targets, clamped to -1 … 1 before blending', (t) => {
  const gl = makeContext(t);
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  const store = () => gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8_SNORM, 8, 8);
  raises(gl, 'INVALID_ENUM', store);
  gl.getExtension('EXT_render_snorm');
  succeeds(gl, store);
  raises(gl, 'INVALID_ENUM', () => gl.renderbufferStorage(gl.RENDERBUFFER, 0x8f9b, 8, 8));
  makeTarget(gl, gl.RGBA8_SNORM);
  gl.clearColor(0.5, 0.5, -0.5, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE);
  fill(gl, 'vec4(-5, 0.25, -0.25, 0)');
  const out = new Int8Array(4);
  succeeds(gl, () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.BYTE, out));
  assert.deepEqual([...out], [-63, 96, -96, 127]);
});

test('WEBGL_render_shared_exponent: RGB9_E5 is drawn to, all channels or none', (t) => {
  const gl = makeContext(t);
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  const store = () => gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGB9_E5, 8, 8);
  raises(gl, 'INVALID_ENUM', store);
  gl.getExtension('WEBGL_render_shared_exponent');
  succeeds(gl, store);
  makeTarget(gl, gl.RGB9_E5);
  fill(gl, 'vec4(0.5, 3.0, 100.0, 1)');
  const out = new Float32Array(4);
  succeeds(gl, () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, out));
  assert.deepEqual([...out], [0.5, 3, 100, 1]);
  gl.colorMask(true, true, true, false);
  raises(gl, 'INVALID_OPERATION', () => gl.clear(gl.COLOR_BUFFER_BIT));
  raises(gl, 'INVALID_OPERATION', () => gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0]));
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0, 3));
  gl.colorMask(false, false, false, false);
  succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
});

test('EXT_texture_mirror_clamp_to_edge mirrors once', (t) => {
  const gl = makeContext(t);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  const wrap = () => gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, 0x8743);
  raises(gl, 'INVALID_ENUM', wrap);
  const ext = gl.getExtension('EXT_texture_mirror_clamp_to_edge');
  assert.equal(ext.MIRROR_CLAMP_TO_EDGE_EXT, 0x8743);
  succeeds(gl, wrap);
  assert.equal(gl.getTexParameter(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S), 0x8743);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  const texels = new Uint8Array([10, 20]);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, 2, 1, 0, gl.RED, gl.UNSIGNED_BYTE, texels);
  // s from -1.75 to 1.75 in steps of a half, two texels a unit.
  fill(gl, 'texture(image, vec2((gl_FragCoord.x - 4.0) * 0.5, 0.5))', 'uniform sampler2D image;');
  const row = Array.from({ length: 8 }, (_, x) => pixel(gl, x, 0)[0]);
  assert.deepEqual(row, [20, 20, 20, 10, 10, 20, 20, 20]);
});

test('WEBGL_stencil_texturing: a depth-stencil texture is looked up as unsigned integers', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const mode = (/** @type {number} */ value) => gl.texParameteri(gl.TEXTURE_2D, 0x90ea, value);
  raises(gl, 'INVALID_ENUM', () => mode(0x1901));
  const ext = gl.getExtension('WEBGL_stencil_texturing');
  assert.equal(
    gl.getTexParameter(gl.TEXTURE_2D, ext.DEPTH_STENCIL_TEXTURE_MODE_WEBGL),
    gl.DEPTH_COMPONENT,
  );
  raises(gl, 'INVALID_ENUM', () => mode(gl.RED));
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.DEPTH24_STENCIL8, 8, 8);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const point = gl.DEPTH_STENCIL_ATTACHMENT;
  gl.framebufferTexture2D(gl.FRAMEBUFFER, point, gl.TEXTURE_2D, texture, 0);
  gl.clearBufferfi(gl.DEPTH_STENCIL, 0, 0.5, 77);
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(4, 0, 4, 8);
  gl.clearBufferfi(gl.DEPTH_STENCIL, 0, 0.5, 200);
  gl.disable(gl.SCISSOR_TEST);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  const lookup = 'vec4(texelFetch(image, ivec2(gl_FragCoord.xy), 0)) / 255.0';
  const declaration = 'precision highp usampler2D; uniform usampler2D image;';
  raises(gl, 'INVALID_OPERATION', () => fill(gl, lookup, declaration));
  succeeds(gl, () => mode(ext.STENCIL_INDEX_WEBGL));
  succeeds(gl, () => fill(gl, lookup, declaration));
  assert.deepEqual([pixel(gl, 1, 1)[0], pixel(gl, 6, 6)[0]], [77, 200]);
  // Integers are never filtered.
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  fill(gl, lookup, declaration);
  assert.equal(pixel(gl, 1, 1)[0], 0);
});
