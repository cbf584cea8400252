// SPDX-License-Identifier: MIT
// Extensions of rasterization and per-fragment state, each by the pixels it changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, pixel, raises, succeeds } from './fixture.js';

const POSITIONS = 'layout(location = 0) in vec4 position;';

/**
 * Uses a program and an array of positions (x, y, z, w).
 * @param {any} gl @param {string} fragment  body of main, writes `color` @param {number[]} positions
 */
function setUp(gl, fragment, positions) {
  const program = makeProgram(
    gl,
    `${POSITIONS} flat out int vertex; void main() { vertex = gl_VertexID; gl_Position = position; }`,
    `flat in int vertex; out vec4 color; void main() { ${fragment} }`,
  );
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(positions), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
}

/** A triangle over the whole viewport at depth `z`. @param {number} z */
const cover = (z) => [-1, -1, z, 1, 3, -1, z, 1, -1, 3, z, 1];

test('EXT_clip_control: the origin turns the picture, not the facing', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('EXT_clip_control');
  assert.equal(gl.getParameter(ext.CLIP_ORIGIN_EXT), ext.LOWER_LEFT_EXT);
  assert.equal(gl.getParameter(ext.CLIP_DEPTH_MODE_EXT), ext.NEGATIVE_ONE_TO_ONE_EXT);
  raises(gl, 'INVALID_ENUM', () => ext.clipControlEXT(gl.NONE, ext.ZERO_TO_ONE_EXT));
  raises(gl, 'INVALID_ENUM', () => ext.clipControlEXT(ext.UPPER_LEFT_EXT, gl.NONE));
  // The lower half of clip space, counter-clockwise.
  setUp(gl, 'color = vec4(gl_FrontFacing ? 1.0 : 0.5, 0, 0, 1);', [
    ...[-1, -1, 0, 1, 1, -1, 0, 1, -1, 0, 0, 1],
    ...[1, -1, 0, 1, 1, 0, 0, 1, -1, 0, 0, 1],
  ]);
  gl.enable(gl.CULL_FACE);
  gl.drawArrays(gl.TRIANGLES, 0, 6);
  assert.deepEqual([pixel(gl, 4, 1)[0], pixel(gl, 4, 6)[0]], [255, 0]);
  gl.clear(gl.COLOR_BUFFER_BIT);
  succeeds(gl, () => ext.clipControlEXT(ext.UPPER_LEFT_EXT, ext.NEGATIVE_ONE_TO_ONE_EXT));
  gl.drawArrays(gl.TRIANGLES, 0, 6);
  assert.deepEqual([pixel(gl, 4, 1)[0], pixel(gl, 4, 6)[0]], [0, 255]);
});

test('EXT_clip_control: depth from 0 to 1 clips at 0 and maps without scaling', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('EXT_clip_control');
  setUp(gl, 'color = vec4(gl_FragCoord.z, 0, 0, 1);', [...cover(0.2), ...cover(-0.2)]);
  const drawn = (/** @type {number} */ first) => {
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.drawArrays(gl.TRIANGLES, first, 3);
    return pixel(gl, 4, 4)[0];
  };
  assert.deepEqual([drawn(0), drawn(3)], [153, 102]);
  ext.clipControlEXT(ext.LOWER_LEFT_EXT, ext.ZERO_TO_ONE_EXT);
  assert.deepEqual([drawn(0), drawn(3)], [51, 0]);
});

test('EXT_depth_clamp: beyond near and far is drawn, with the depth of the range', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_ENUM', () => gl.enable(0x864f));
  const { DEPTH_CLAMP_EXT } = gl.getExtension('EXT_depth_clamp');
  assert.equal(gl.isEnabled(DEPTH_CLAMP_EXT), false);
  setUp(gl, 'color = vec4(1);', [...cover(5), ...cover(-5)]);
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.EQUAL);
  gl.depthRange(0.25, 0.75);
  const drawn = (/** @type {number} */ first, /** @type {number} */ depth) => {
    gl.clearDepth(depth);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.drawArrays(gl.TRIANGLES, first, 3);
    return pixel(gl, 4, 4)[0] === 255;
  };
  assert.deepEqual([drawn(0, 0.75), drawn(3, 0.25)], [false, false]);
  succeeds(gl, () => gl.enable(DEPTH_CLAMP_EXT));
  assert.deepEqual([drawn(0, 0.75), drawn(3, 0.25)], [true, true]);
  assert.deepEqual([drawn(0, 1), drawn(3, 0)], [false, false]);
});

test('EXT_polygon_offset_clamp bounds the offset from above or below', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('EXT_polygon_offset_clamp');
  setUp(gl, 'color = vec4(1);', cover(0));
  gl.enable(gl.DEPTH_TEST);
  gl.enable(gl.POLYGON_OFFSET_FILL);
  gl.depthFunc(gl.LESS);
  /** Whether the triangle at depth 0.5 ends up in front of `depth`. @param {number} depth */
  const isBefore = (depth) => {
    gl.clearDepth(depth);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return pixel(gl, 4, 4)[0] === 255;
  };
  const units = 2 ** 22; // of 2^-24: a quarter
  ext.polygonOffsetClampEXT(0, units, 0);
  assert.deepEqual([isBefore(0.7), isBefore(0.8)], [false, true]);
  ext.polygonOffsetClampEXT(0, units, 0.125);
  assert.equal(gl.getParameter(ext.POLYGON_OFFSET_CLAMP_EXT), 0.125);
  assert.deepEqual([isBefore(0.6), isBefore(0.65)], [false, true]);
  ext.polygonOffsetClampEXT(0, -units, -0.125);
  assert.deepEqual([isBefore(0.35), isBefore(0.4)], [false, true]);
  gl.polygonOffset(0, -units);
  assert.equal(gl.getParameter(ext.POLYGON_OFFSET_CLAMP_EXT), 0);
  assert.equal(isBefore(0.3), true);
});

test('WEBGL_polygon_mode draws edges, culls as triangles, offsets on its own cap', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_polygon_mode');
  raises(gl, 'INVALID_ENUM', () => ext.polygonModeWEBGL(gl.FRONT, ext.LINE_WEBGL));
  raises(gl, 'INVALID_ENUM', () => ext.polygonModeWEBGL(gl.FRONT_AND_BACK, gl.POINTS));
  assert.equal(gl.getParameter(ext.POLYGON_MODE_WEBGL), ext.FILL_WEBGL);
  const near = -7 / 8;
  setUp(gl, 'color = vec4(gl_FrontFacing ? 1.0 : 0.0, 1, 0, 1);', [
    ...[near, near, 0, 1, 7 / 8, near, 0, 1, near, 7 / 8, 0, 1],
  ]);
  succeeds(gl, () => ext.polygonModeWEBGL(gl.FRONT_AND_BACK, ext.LINE_WEBGL));
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 3, 0), [255, 255, 0, 255]);
  assert.deepEqual(pixel(gl, 0, 3), [255, 255, 0, 255]);
  assert.deepEqual(pixel(gl, 2, 2), [0, 0, 0, 0]);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.enable(gl.CULL_FACE);
  gl.cullFace(gl.FRONT);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 3, 0), [0, 0, 0, 0]);
  gl.disable(gl.CULL_FACE);
  gl.enable(gl.DEPTH_TEST);
  gl.polygonOffset(0, 1e6);
  gl.depthFunc(gl.EQUAL);
  gl.clearDepth(0.5);
  gl.clear(gl.DEPTH_BUFFER_BIT);
  gl.enable(gl.POLYGON_OFFSET_FILL);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 3, 0), [255, 255, 0, 255]);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  gl.enable(ext.POLYGON_OFFSET_LINE_WEBGL);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 3, 0), [0, 0, 0, 0]);
});

test('WEBGL_provoking_vertex chooses the vertex of flat values, in strips and fans too', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_provoking_vertex');
  raises(gl, 'INVALID_ENUM', () => ext.provokingVertexWEBGL(gl.NONE));
  assert.equal(gl.getParameter(ext.PROVOKING_VERTEX_WEBGL), ext.LAST_VERTEX_CONVENTION_WEBGL);
  // A square as a strip; as a fan its two triangles lie elsewhere.
  setUp(gl, 'color = vec4(float(vertex) / 255.0, 0, 0, 1);', [
    ...[-1, -1, 0, 1, 1, -1, 0, 1, -1, 1, 0, 1, 1, 1, 0, 1],
    ...[-1, -1, 0, 1, 1, -1, 0, 1, 1, 1, 0, 1, -1, 1, 0, 1],
  ]);
  const drawn = (
    /** @type {number} */ mode,
    /** @type {number} */ first,
    /** @type {[number, number][]} */ ...at
  ) => {
    gl.drawArrays(mode, first, 4);
    return at.map(([x, y]) => pixel(gl, x, y)[0]);
  };
  const strip = () => drawn(gl.TRIANGLE_STRIP, 0, [1, 1], [6, 6]);
  const fan = () => drawn(gl.TRIANGLE_FAN, 4, [6, 1], [1, 6]);
  assert.deepEqual(
    [strip(), fan()],
    [
      [2, 3],
      [6, 7],
    ],
  );
  succeeds(gl, () => ext.provokingVertexWEBGL(ext.FIRST_VERTEX_CONVENTION_WEBGL));
  assert.deepEqual(
    [strip(), fan()],
    [
      [0, 1],
      [5, 6],
    ],
  );
});

test('OES_draw_buffers_indexed blends and masks each draw buffer by itself', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('OES_draw_buffers_indexed');
  raises(gl, 'INVALID_ENUM', () => ext.enableiOES(gl.DEPTH_TEST, 0));
  raises(gl, 'INVALID_VALUE', () => ext.enableiOES(gl.BLEND, 8));
  raises(gl, 'INVALID_VALUE', () => ext.colorMaskiOES(8, true, true, true, true));
  raises(gl, 'INVALID_ENUM', () => ext.blendEquationiOES(0, gl.ONE));
  raises(gl, 'INVALID_OPERATION', () => ext.blendFunciOES(0, gl.CONSTANT_COLOR, gl.CONSTANT_ALPHA));
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  for (let i = 0; i < 2; i++) {
    const renderbuffer = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, 8, 8);
    const point = gl.COLOR_ATTACHMENT0 + i;
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, point, gl.RENDERBUFFER, renderbuffer);
  }
  gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]);
  const program = makeProgram(
    gl,
    `${POSITIONS} void main() { gl_Position = position; }`,
    'layout(location = 0) out vec4 a; layout(location = 1) out vec4 b; void main() { a = b = vec4(0.2); }',
  );
  setUp(gl, 'color = vec4(1);', cover(0));
  gl.useProgram(program);
  gl.clearColor(0.4, 0.4, 0.4, 0.4);
  gl.clear(gl.COLOR_BUFFER_BIT);
  ext.enableiOES(gl.BLEND, 1);
  ext.blendFunciOES(1, gl.ONE, gl.ONE);
  ext.colorMaskiOES(0, false, true, true, true);
  assert.equal(gl.isEnabled(gl.BLEND), false);
  assert.equal(gl.getIndexedParameter(gl.BLEND, 1), true);
  assert.equal(gl.getIndexedParameter(gl.BLEND_DST_RGB, 0), gl.ZERO);
  assert.equal(gl.getIndexedParameter(gl.BLEND_DST_RGB, 1), gl.ONE);
  assert.deepEqual(gl.getIndexedParameter(gl.COLOR_WRITEMASK, 0), [false, true, true, true]);
  raises(gl, 'INVALID_VALUE', () => gl.getIndexedParameter(gl.BLEND_DST_RGB, 8));
  succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
  assert.deepEqual(pixel(gl, 4, 4), [102, 51, 51, 51]);
  gl.readBuffer(gl.COLOR_ATTACHMENT1);
  assert.deepEqual(pixel(gl, 4, 4), [153, 153, 153, 153]);
  // Calls without an index set every buffer.
  gl.colorMask(true, true, true, true);
  gl.enable(gl.BLEND);
  assert.deepEqual(gl.getIndexedParameter(gl.COLOR_WRITEMASK, 0), [true, true, true, true]);
  assert.equal(gl.getIndexedParameter(gl.BLEND, 7), true);
});

test('WEBGL_multi_draw draws all of its lists, or nothing', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_multi_draw');
  setUp(gl, 'color = vec4(1);', [
    ...[-1, -1, 0, 1, 0, -1, 0, 1, -1, 0, 0, 1],
    ...[1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1],
  ]);
  const corners = () => [pixel(gl, 0, 0)[0], pixel(gl, 7, 7)[0]];
  const fresh = () => gl.clear(gl.COLOR_BUFFER_BIT);
  const arrays = (/** @type {any} */ firsts, /** @type {any} */ counts, at = 0, n = 2) =>
    ext.multiDrawArraysWEBGL(gl.TRIANGLES, firsts, at, counts, at, n);
  succeeds(gl, () => arrays([0, 3], new Int32Array([3, 3])));
  assert.deepEqual(corners(), [255, 255]);
  fresh();
  succeeds(gl, () => arrays([9, 3], [9, 3], 1, 1));
  assert.deepEqual(corners(), [0, 255]);
  fresh();
  raises(gl, 'INVALID_OPERATION', () => arrays([0, 4], [3, 3]));
  raises(gl, 'INVALID_OPERATION', () => arrays([0, 3], [3]));
  raises(gl, 'INVALID_OPERATION', () => arrays([0, 3], [3, 3], 1));
  raises(gl, 'INVALID_VALUE', () => arrays([0, 3], [3, 3], 0, -1));
  assert.throws(() => arrays(3, [3, 3]), TypeError);
  assert.deepEqual(corners(), [0, 0]);
  succeeds(gl, () =>
    ext.multiDrawArraysInstancedWEBGL(gl.TRIANGLES, [0, 3], 0, [3, 3], 0, [1, 0], 0, 2),
  );
  assert.deepEqual(corners(), [255, 0]);
  fresh();
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array([0, 1, 2, 3, 4, 5]), gl.STATIC_DRAW);
  const short = gl.UNSIGNED_SHORT;
  succeeds(gl, () => ext.multiDrawElementsWEBGL(gl.TRIANGLES, [3, 3], 0, short, [0, 6], 0, 2));
  assert.deepEqual(corners(), [255, 255]);
  fresh();
  succeeds(gl, () =>
    ext.multiDrawElementsInstancedWEBGL(gl.TRIANGLES, [3, 3], 0, short, [0, 6], 0, [0, 2], 0, 2),
  );
  assert.deepEqual(corners(), [0, 255]);
});

test('GL_ANGLE_multi_draw: gl_DrawID counts the draws of a call, and is 0 elsewhere', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_multi_draw');
  setUp(gl, 'color = vec4(1);', [...cover(0), ...cover(0)]);
  const vertex = `${POSITIONS} flat out int draw;
    void main() { draw = gl_DrawID; gl_Position = position; }`;
  const program = makeProgram(
    gl,
    `#extension GL_ANGLE_multi_draw : require\n${vertex}`,
    'flat in int draw; out vec4 color; void main() { color = vec4(float(draw) / 255.0); }',
  );
  gl.useProgram(program);
  succeeds(gl, () => ext.multiDrawArraysWEBGL(gl.TRIANGLES, [0, 3, 0], 0, [3, 3, 3], 0, 3));
  assert.equal(pixel(gl, 4, 4)[0], 2);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.equal(pixel(gl, 4, 4)[0], 0);
});

test('WEBGL_clip_cull_distance: constants, limits and caps exist once it is enabled', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_ENUM', () => gl.enable(0x3000));
  raises(gl, 'INVALID_ENUM', () => gl.isEnabled(0x3007));
  raises(gl, 'INVALID_ENUM', () => gl.getParameter(0x0d32));
  const ext = gl.getExtension('WEBGL_clip_cull_distance');
  for (const limit of ['CLIP', 'CULL', 'COMBINED_CLIP_AND_CULL']) {
    assert.equal(gl.getParameter(ext[`MAX_${limit}_DISTANCES_WEBGL`]), 8);
  }
  for (let i = 0; i < 8; i++) {
    const cap = ext[`CLIP_DISTANCE${i}_WEBGL`];
    assert.equal(cap, 0x3000 + i);
    assert.deepEqual([gl.isEnabled(cap), gl.getParameter(cap)], [false, false]);
    succeeds(gl, () => gl.enable(cap));
    assert.deepEqual([gl.isEnabled(cap), gl.getParameter(cap)], [true, true]);
    succeeds(gl, () => gl.disable(cap));
    assert.equal(gl.isEnabled(cap), false);
  }
  raises(gl, 'INVALID_ENUM', () => gl.enable(0x3008));
});

/**
 * A program whose vertex shader names an extension and whose `main` begins with `body`.
 * @param {any} gl @param {string} body
 */
function useDistances(gl, body) {
  setUp(gl, 'color = vec4(1);', cover(0));
  const program = makeProgram(
    gl,
    `#extension GL_ANGLE_clip_cull_distance : require
    ${POSITIONS} void main() { ${body} gl_Position = position; }`,
    'out vec4 color; void main() { color = vec4(1); }',
  );
  gl.useProgram(program);
}

test('WEBGL_clip_cull_distance: an enabled clip distance cuts where it passes zero', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_clip_cull_distance');
  useDistances(gl, 'gl_ClipDistance[0] = position.x; gl_ClipDistance[5] = position.y;');
  /** Left below, right below, right above. */
  const drawn = () => {
    gl.clear(gl.COLOR_BUFFER_BIT);
    succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
    return [pixel(gl, 3, 2), pixel(gl, 4, 2), pixel(gl, 4, 5)].map(([red]) => red);
  };
  assert.deepEqual(drawn(), [255, 255, 255]);
  gl.enable(ext.CLIP_DISTANCE0_WEBGL);
  assert.deepEqual(drawn(), [0, 255, 255]);
  gl.enable(ext.CLIP_DISTANCE5_WEBGL);
  assert.deepEqual(drawn(), [0, 0, 255]);
  gl.disable(ext.CLIP_DISTANCE0_WEBGL);
  gl.disable(ext.CLIP_DISTANCE5_WEBGL);
  assert.deepEqual(drawn(), [255, 255, 255]);
});

test('WEBGL_clip_cull_distance: a cull distance below zero everywhere drops the primitive', (t) => {
  const gl = makeContext(t);
  gl.getExtension('WEBGL_clip_cull_distance');
  const drawn = (/** @type {string} */ distance) => {
    useDistances(gl, `gl_CullDistance[0] = ${distance};`);
    gl.clear(gl.COLOR_BUFFER_BIT);
    succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
    return [pixel(gl, 1, 1)[0], pixel(gl, 6, 6)[0]];
  };
  assert.deepEqual(drawn('-1.0'), [0, 0]);
  assert.deepEqual(drawn('gl_VertexID == 1 ? 0.0 : -1.0'), [255, 255], 'it does not cut');
});

test('EXT_conservative_depth: a layout for gl_FragDepth compiles and the depth is written', (t) => {
  const gl = makeContext(t);
  setUp(gl, 'color = vec4(1);', cover(0));
  const vertex = `${POSITIONS} void main() { gl_Position = position; }`;
  const fragment = `#extension GL_EXT_conservative_depth : require
    layout(depth_greater) out highp float gl_FragDepth;
    out vec4 color; void main() { gl_FragDepth = 0.75; color = vec4(1); }`;
  assert.throws(() => makeProgram(gl, vertex, fragment), /GL_EXT_conservative_depth/);
  gl.getExtension('EXT_conservative_depth');
  gl.useProgram(makeProgram(gl, vertex, fragment));
  gl.enable(gl.DEPTH_TEST);
  const isBefore = (/** @type {number} */ depth) => {
    gl.clearDepth(depth);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
    return pixel(gl, 4, 4)[0] === 255;
  };
  assert.deepEqual([isBefore(0.7), isBefore(0.8)], [false, true]);
});

test('NV_shader_noperspective_interpolation: linear in the window, whatever w is', (t) => {
  const gl = makeContext(t);
  gl.getExtension('NV_shader_noperspective_interpolation');
  // Over the viewport: x / w from -1, where w is 1, to 3, where it is 3.
  setUp(gl, 'color = vec4(1);', [-1, -1, 0, 1, 9, -3, 0, 3, -1, 3, 0, 1]);
  gl.useProgram(
    makeProgram(
      gl,
      `#extension GL_NV_shader_noperspective_interpolation : require
      ${POSITIONS} noperspective out float straight; out float curved;
      void main() { straight = curved = gl_VertexID == 1 ? 1.0 : 0.0; gl_Position = position; }`,
      `#extension GL_NV_shader_noperspective_interpolation : require
      noperspective in float straight; in float curved;
      out vec4 color; void main() { color = vec4(straight, curved, 0, 1); }`,
    ),
  );
  succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
  // The middle of pixel 4 is at 4.5 / 16 of the way; with perspective it weighs a third there.
  const part = 4.5 / 16;
  const weighed = part / 3 / (part / 3 + (1 - part));
  const [straight, curved] = pixel(gl, 4, 2);
  assert.equal(straight, Math.round(part * 255));
  assert.equal(curved, Math.round(weighed * 255));
});
