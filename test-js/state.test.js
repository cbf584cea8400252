// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, raises, succeeds } from './fixture.js';

const CAPS = [
  'BLEND',
  'CULL_FACE',
  'DEPTH_TEST',
  'DITHER',
  'POLYGON_OFFSET_FILL',
  'RASTERIZER_DISCARD',
  'SAMPLE_ALPHA_TO_COVERAGE',
  'SAMPLE_COVERAGE',
  'SCISSOR_TEST',
  'STENCIL_TEST',
];

test('enable and disable switch every cap, and only those', (t) => {
  const gl = makeContext(t);
  for (const name of CAPS) {
    const cap = gl[name];
    assert.equal(gl.isEnabled(cap), name === 'DITHER', name);
    gl.enable(cap);
    assert.equal(gl.isEnabled(cap), true, name);
    assert.equal(gl.getParameter(cap), true, name);
    gl.disable(cap);
    assert.equal(gl.isEnabled(cap), false, name);
  }
  raises(gl, 'INVALID_ENUM', () => gl.enable(gl.TEXTURE_2D));
  raises(gl, 'INVALID_ENUM', () => gl.disable(0x8d69 /* PRIMITIVE_RESTART_FIXED_INDEX */));
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.isEnabled(gl.TEXTURE_2D)),
    false,
  );
  assert.throws(() => gl.enable(), TypeError);
});

test('blend state is set whole or apart', (t) => {
  const gl = makeContext(t);
  const get = (/** @type {string[]} */ ...names) => names.map((n) => gl.getParameter(gl[n]));
  gl.blendColor(2, -1, 0.25, 0.5);
  assert.deepEqual([...gl.getParameter(gl.BLEND_COLOR)], [2, -1, 0.25, 0.5]);
  gl.blendEquation(gl.MAX);
  assert.deepEqual(get('BLEND_EQUATION_RGB', 'BLEND_EQUATION_ALPHA'), [gl.MAX, gl.MAX]);
  gl.blendEquationSeparate(gl.FUNC_SUBTRACT, gl.MIN);
  assert.deepEqual(get('BLEND_EQUATION', 'BLEND_EQUATION_ALPHA'), [gl.FUNC_SUBTRACT, gl.MIN]);
  const factors = ['BLEND_SRC_RGB', 'BLEND_DST_RGB', 'BLEND_SRC_ALPHA', 'BLEND_DST_ALPHA'];
  gl.blendFunc(gl.SRC_ALPHA, gl.DST_COLOR);
  assert.deepEqual(get(...factors), [gl.SRC_ALPHA, gl.DST_COLOR, gl.SRC_ALPHA, gl.DST_COLOR]);
  gl.blendFuncSeparate(gl.ONE, gl.ZERO, gl.SRC_ALPHA_SATURATE, gl.CONSTANT_COLOR);
  assert.deepEqual(get(...factors), [gl.ONE, gl.ZERO, gl.SRC_ALPHA_SATURATE, gl.CONSTANT_COLOR]);
  assert.equal(gl.getError(), 0);
});

test('blend state refuses other enums, and constant colour with constant alpha', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_ENUM', () => gl.blendEquation(gl.ONE));
  raises(gl, 'INVALID_ENUM', () => gl.blendEquationSeparate(gl.FUNC_ADD, gl.ONE));
  raises(gl, 'INVALID_ENUM', () => gl.blendEquationSeparate(gl.ONE, gl.FUNC_ADD));
  raises(gl, 'INVALID_ENUM', () => gl.blendFunc(gl.FUNC_ADD, gl.ONE));
  raises(gl, 'INVALID_ENUM', () => gl.blendFuncSeparate(gl.ONE, gl.ONE, gl.ONE, gl.LESS));
  raises(gl, 'INVALID_OPERATION', () => gl.blendFunc(gl.CONSTANT_COLOR, gl.CONSTANT_ALPHA));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.blendFuncSeparate(gl.ONE_MINUS_CONSTANT_ALPHA, gl.CONSTANT_COLOR, gl.ONE, gl.ONE),
  );
  assert.equal(gl.getParameter(gl.BLEND_SRC_RGB), gl.ONE);
});

test('depth state', (t) => {
  const gl = makeContext(t);
  gl.depthFunc(gl.GEQUAL);
  gl.depthMask(0);
  gl.depthRange(-1, 0.5);
  assert.equal(gl.getParameter(gl.DEPTH_FUNC), gl.GEQUAL);
  assert.equal(gl.getParameter(gl.DEPTH_WRITEMASK), false);
  assert.deepEqual([...gl.getParameter(gl.DEPTH_RANGE)], [0, 0.5]);
  raises(gl, 'INVALID_ENUM', () => gl.depthFunc(gl.ONE));
  raises(gl, 'INVALID_OPERATION', () => gl.depthRange(0.5, 0.25));
});

test('stencil state is kept by face', (t) => {
  const gl = makeContext(t);
  const get = (/** @type {string[]} */ ...names) => names.map((n) => gl.getParameter(gl[n]));
  gl.stencilFunc(gl.LESS, -3, 0xff);
  gl.stencilFuncSeparate(gl.BACK, gl.EQUAL, 5, 0xffffffff);
  assert.deepEqual(get('STENCIL_FUNC', 'STENCIL_REF', 'STENCIL_VALUE_MASK'), [gl.LESS, -3, 0xff]);
  assert.deepEqual(get('STENCIL_BACK_FUNC', 'STENCIL_BACK_REF', 'STENCIL_BACK_VALUE_MASK'), [
    gl.EQUAL,
    5,
    0xffffffff,
  ]);
  gl.stencilMask(0x0f);
  gl.stencilMaskSeparate(gl.FRONT, 0xf0);
  assert.deepEqual(get('STENCIL_WRITEMASK', 'STENCIL_BACK_WRITEMASK'), [0xf0, 0x0f]);
  gl.stencilOp(gl.ZERO, gl.INCR, gl.DECR_WRAP);
  gl.stencilOpSeparate(gl.BACK, gl.REPLACE, gl.INVERT, gl.INCR_WRAP);
  const ops = ['FAIL', 'PASS_DEPTH_FAIL', 'PASS_DEPTH_PASS'];
  assert.deepEqual(get(...ops.map((o) => `STENCIL_${o}`)), [gl.ZERO, gl.INCR, gl.DECR_WRAP]);
  assert.deepEqual(get(...ops.map((o) => `STENCIL_BACK_${o}`)), [
    gl.REPLACE,
    gl.INVERT,
    gl.INCR_WRAP,
  ]);
  assert.equal(gl.getError(), 0);
});

test('stencil state refuses other enums', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_ENUM', () => gl.stencilFunc(gl.ONE, 0, 0));
  raises(gl, 'INVALID_ENUM', () => gl.stencilFuncSeparate(gl.CW, gl.LESS, 0, 0));
  raises(gl, 'INVALID_ENUM', () => gl.stencilFuncSeparate(gl.BACK, gl.ONE, 0, 0));
  raises(gl, 'INVALID_ENUM', () => gl.stencilMaskSeparate(gl.CW, 0));
  raises(gl, 'INVALID_ENUM', () => gl.stencilOp(gl.KEEP, gl.KEEP, gl.LESS));
  raises(gl, 'INVALID_ENUM', () => gl.stencilOpSeparate(gl.CW, gl.KEEP, gl.KEEP, gl.KEEP));
});

test('rasterization state', (t) => {
  const gl = makeContext(t);
  gl.cullFace(gl.FRONT_AND_BACK);
  gl.frontFace(gl.CW);
  gl.polygonOffset(1.5, -2);
  gl.lineWidth(3);
  gl.sampleCoverage(2, true);
  gl.colorMask(0, 'x', null, 1);
  gl.hint(gl.GENERATE_MIPMAP_HINT, gl.NICEST);
  gl.hint(gl.FRAGMENT_SHADER_DERIVATIVE_HINT, gl.FASTEST);
  const get = (/** @type {string} */ name) => gl.getParameter(gl[name]);
  assert.equal(get('CULL_FACE_MODE'), gl.FRONT_AND_BACK);
  assert.equal(get('FRONT_FACE'), gl.CW);
  assert.equal(get('POLYGON_OFFSET_FACTOR'), 1.5);
  assert.equal(get('POLYGON_OFFSET_UNITS'), -2);
  assert.equal(get('LINE_WIDTH'), 3);
  assert.equal(get('SAMPLE_COVERAGE_VALUE'), 1);
  assert.equal(get('SAMPLE_COVERAGE_INVERT'), true);
  assert.deepEqual(get('COLOR_WRITEMASK'), [false, true, false, true]);
  assert.equal(get('GENERATE_MIPMAP_HINT'), gl.NICEST);
  assert.equal(get('FRAGMENT_SHADER_DERIVATIVE_HINT'), gl.FASTEST);
  raises(gl, 'INVALID_ENUM', () => gl.cullFace(gl.CW));
  raises(gl, 'INVALID_ENUM', () => gl.frontFace(gl.FRONT));
  for (const width of [0, -1, NaN]) raises(gl, 'INVALID_VALUE', () => gl.lineWidth(width));
  raises(gl, 'INVALID_ENUM', () => gl.hint(gl.LINES, gl.NICEST));
  raises(gl, 'INVALID_ENUM', () => gl.hint(gl.GENERATE_MIPMAP_HINT, gl.LINES));
});

test('viewport and scissor take any place but no negative size', (t) => {
  const gl = makeContext(t);
  assert.deepEqual([...gl.getParameter(gl.SCISSOR_BOX)], [0, 0, 8, 8]);
  gl.viewport(-5, 7, 100000, 3);
  gl.scissor(-5, 7, 100000, 3);
  const most = gl.getParameter(gl.MAX_VIEWPORT_DIMS)[0];
  assert.deepEqual([...gl.getParameter(gl.VIEWPORT)], [-5, 7, most, 3]);
  assert.deepEqual([...gl.getParameter(gl.SCISSOR_BOX)], [-5, 7, 100000, 3]);
  raises(gl, 'INVALID_VALUE', () => gl.viewport(0, 0, -1, 1));
  raises(gl, 'INVALID_VALUE', () => gl.viewport(0, 0, 1, -1));
  raises(gl, 'INVALID_VALUE', () => gl.scissor(0, 0, -1, 1));
});

test('clear values', (t) => {
  const gl = makeContext(t);
  gl.clearColor(2, -1, 0.5, 0.25);
  gl.clearDepth(7);
  gl.clearStencil(-1);
  assert.deepEqual([...gl.getParameter(gl.COLOR_CLEAR_VALUE)], [2, -1, 0.5, 0.25]);
  assert.equal(gl.getParameter(gl.DEPTH_CLEAR_VALUE), 1);
  assert.equal(gl.getParameter(gl.STENCIL_CLEAR_VALUE), -1);
  assert.equal(gl.getError(), 0);
});

test('pixelStorei keeps every parameter and refuses values', (t) => {
  const gl = makeContext(t);
  for (const name of ['PACK_ALIGNMENT', 'UNPACK_ALIGNMENT']) {
    for (const value of [1, 2, 8, 4]) {
      succeeds(gl, () => gl.pixelStorei(gl[name], value));
      assert.equal(gl.getParameter(gl[name]), value);
    }
    raises(gl, 'INVALID_VALUE', () => gl.pixelStorei(gl[name], 3));
  }
  const pack = ['PACK_ROW_LENGTH', 'PACK_SKIP_PIXELS', 'PACK_SKIP_ROWS'];
  const unpack = ['ROW_LENGTH', 'IMAGE_HEIGHT', 'SKIP_PIXELS', 'SKIP_ROWS', 'SKIP_IMAGES'];
  for (const name of [...pack, ...unpack.map((n) => `UNPACK_${n}`)]) {
    assert.equal(gl.getParameter(gl[name]), 0, name);
    gl.pixelStorei(gl[name], 17);
    assert.equal(gl.getParameter(gl[name]), 17, name);
    raises(gl, 'INVALID_VALUE', () => gl.pixelStorei(gl[name], -1));
  }
  for (const name of ['UNPACK_FLIP_Y_WEBGL', 'UNPACK_PREMULTIPLY_ALPHA_WEBGL']) {
    assert.equal(gl.getParameter(gl[name]), false);
    gl.pixelStorei(gl[name], true);
    assert.equal(gl.getParameter(gl[name]), true);
  }
  const conversion = gl.UNPACK_COLORSPACE_CONVERSION_WEBGL;
  assert.equal(gl.getParameter(conversion), gl.BROWSER_DEFAULT_WEBGL);
  gl.pixelStorei(conversion, gl.NONE);
  assert.equal(gl.getParameter(conversion), gl.NONE);
  raises(gl, 'INVALID_VALUE', () => gl.pixelStorei(conversion, 1));
  raises(gl, 'INVALID_ENUM', () => gl.pixelStorei(gl.LINES, 1));
});
