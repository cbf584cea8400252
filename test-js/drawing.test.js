// SPDX-License-Identifier: MIT
// Clears and draws: what they do in the simplest case, and every rule they have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBuffer, makeContext, makeProgram, pixel, raises, succeeds } from './fixture.js';

const FULL_TRIANGLE = new Float32Array([-1, -1, 3, -1, -1, 3]);
const PLAIN_VERTEX = 'in vec2 a; void main() { gl_Position = vec4(a, 0, 1); }';
const GREEN = 'out vec4 c; void main() { c = vec4(0, 1, 0, 1); }';

/** A program in use that takes positions from attribute 0. @param {any} gl @param {string} [fragment] */
function usePlain(gl, fragment = GREEN) {
  const program = makeProgram(gl, PLAIN_VERTEX, fragment, { attributes: ['a'] });
  gl.useProgram(program);
  return program;
}

/** A plain program, a triangle over everything and its indices. @param {any} gl */
function prepare(gl) {
  const program = usePlain(gl);
  makeBuffer(gl, gl.ARRAY_BUFFER, FULL_TRIANGLE);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, new Uint16Array([0, 1, 2, 0xffff]));
  return program;
}

/** A framebuffer with one colour attachment. @param {any} gl @param {number} format */
function bindColor(gl, format) {
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, format, 8, 8);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
}

// ---- clears

test('clear fills the colour buffer, under scissor and mask', (t) => {
  const gl = makeContext(t);
  gl.clearColor(1, 0.5, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  assert.deepEqual(pixel(gl, 7, 7), [255, 128, 0, 255]);
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(0, 0, 4, 8);
  gl.colorMask(true, false, true, true);
  gl.clearColor(0, 1, 1, 1);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT);
  assert.deepEqual(pixel(gl, 3, 0), [0, 128, 255, 255]);
  assert.deepEqual(pixel(gl, 4, 0), [255, 128, 0, 255]);
  assert.equal(gl.getError(), 0);
});

test('clear refuses bits, integer colours and incomplete framebuffers', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_VALUE', () => gl.clear(1));
  bindColor(gl, gl.RGBA8UI);
  raises(gl, 'INVALID_OPERATION', () => gl.clear(gl.COLOR_BUFFER_BIT));
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  raises(gl, 'INVALID_FRAMEBUFFER_OPERATION', () => gl.clear(gl.COLOR_BUFFER_BIT));
  assert.throws(() => gl.clear(), TypeError);
});

test('clearBuffer* fill one buffer with values of its class', (t) => {
  const gl = makeContext(t);
  gl.clearBufferfv(gl.COLOR, 0, [9, 0, 1, 0, 1], 1);
  assert.deepEqual(pixel(gl, 0, 0), [0, 255, 0, 255]);
  gl.clearBufferfi(gl.DEPTH_STENCIL, 0, 0.5, 1);
  gl.clearBufferfv(gl.DEPTH, 0, new Float32Array([0.25]));
  gl.clearBufferiv(gl.STENCIL, 0, [3]);
  assert.equal(gl.getError(), 0);
  bindColor(gl, gl.RGBA8UI);
  gl.clearBufferuiv(gl.COLOR, 0, new Uint32Array([1, 2, 3, 4]));
  const out = new Uint32Array(4);
  gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, out);
  assert.deepEqual([...out], [1, 2, 3, 4]);
  bindColor(gl, gl.RGBA16I);
  gl.clearBufferiv(gl.COLOR, 0, [-1, 2, -3, 4]);
  const signed = new Int32Array(4);
  gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.INT, signed);
  assert.deepEqual([...signed], [-1, 2, -3, 4]);
  assert.equal(gl.getError(), 0);
});

test('clearBuffer* refuse what they cannot do', (t) => {
  const gl = makeContext(t);
  const four = [0, 0, 0, 0];
  raises(gl, 'INVALID_ENUM', () => gl.clearBufferfv(gl.STENCIL, 0, four));
  raises(gl, 'INVALID_ENUM', () => gl.clearBufferiv(gl.DEPTH, 0, four));
  raises(gl, 'INVALID_ENUM', () => gl.clearBufferuiv(gl.STENCIL, 0, four));
  raises(gl, 'INVALID_ENUM', () => gl.clearBufferfi(gl.DEPTH, 0, 0, 0));
  raises(gl, 'INVALID_VALUE', () => gl.clearBufferfv(gl.COLOR, -1, four));
  raises(gl, 'INVALID_VALUE', () => gl.clearBufferfv(gl.COLOR, 8, four));
  raises(gl, 'INVALID_VALUE', () => gl.clearBufferfv(gl.DEPTH, 1, four));
  raises(gl, 'INVALID_VALUE', () => gl.clearBufferfi(gl.DEPTH_STENCIL, 1, 0, 0));
  raises(gl, 'INVALID_VALUE', () => gl.clearBufferfv(gl.COLOR, 0, four, 1));
  raises(gl, 'INVALID_VALUE', () => gl.clearBufferfv(gl.DEPTH, 0, []));
  raises(gl, 'INVALID_VALUE', () => gl.clearBufferfv(gl.COLOR, 0, four, -1));
  raises(gl, 'INVALID_OPERATION', () => gl.clearBufferiv(gl.COLOR, 0, four));
  raises(gl, 'INVALID_OPERATION', () => gl.clearBufferuiv(gl.COLOR, 0, four));
  bindColor(gl, gl.RGBA8UI);
  raises(gl, 'INVALID_OPERATION', () => gl.clearBufferfv(gl.COLOR, 0, four));
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  raises(gl, 'INVALID_FRAMEBUFFER_OPERATION', () => gl.clearBufferfv(gl.DEPTH, 0, [1]));
  assert.throws(() => gl.clearBufferfv(gl.COLOR, 0, 1), TypeError);
  assert.throws(() => gl.clearBufferfi(gl.DEPTH_STENCIL, 0, 0), TypeError);
});

// ---- draws

/** Every way to draw the prepared triangle. @type {Record<string, (gl: any, mode?: number, count?: number) => void>} */
const DRAWS = {
  drawArrays: (gl, mode = gl.TRIANGLES, count = 3) => gl.drawArrays(mode, 0, count),
  drawArraysInstanced: (gl, mode = gl.TRIANGLES, count = 3) =>
    gl.drawArraysInstanced(mode, 0, count, 2),
  drawElements: (gl, mode = gl.TRIANGLES, count = 3) =>
    gl.drawElements(mode, count, gl.UNSIGNED_SHORT, 0),
  drawElementsInstanced: (gl, mode = gl.TRIANGLES, count = 3) =>
    gl.drawElementsInstanced(mode, count, gl.UNSIGNED_SHORT, 0, 2),
  drawRangeElements: (gl, mode = gl.TRIANGLES, count = 3) =>
    gl.drawRangeElements(mode, 0, 2, count, gl.UNSIGNED_SHORT, 0),
};

for (const [name, draw] of Object.entries(DRAWS)) {
  test(`${name} draws`, (t) => {
    const gl = makeContext(t);
    prepare(gl);
    succeeds(gl, () => draw(gl));
    assert.deepEqual(pixel(gl, 4, 4), [0, 255, 0, 255]);
  });

  test(`${name} refuses modes, counts and missing things`, (t) => {
    const gl = makeContext(t);
    raises(gl, 'INVALID_OPERATION', () => draw(gl)); // no program
    const program = prepare(gl);
    raises(gl, 'INVALID_ENUM', () => draw(gl, 7));
    raises(gl, 'INVALID_VALUE', () => draw(gl, gl.TRIANGLES, -1));
    succeeds(gl, () => draw(gl, gl.TRIANGLES, 0));
    gl.enableVertexAttribArray(5);
    raises(gl, 'INVALID_OPERATION', () => draw(gl)); // enabled, no buffer
    gl.disableVertexAttribArray(5);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    raises(gl, 'INVALID_FRAMEBUFFER_OPERATION', () => draw(gl));
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.detachShader(program, gl.getAttachedShaders(program)[0]);
    gl.linkProgram(program);
    raises(gl, 'INVALID_OPERATION', () => draw(gl)); // the link failed
    assert.deepEqual(pixel(gl, 4, 4), [0, 0, 0, 0]);
    assert.throws(() => gl[name](gl.TRIANGLES), TypeError);
  });
}

test('draws refuse arguments of their own', (t) => {
  const gl = makeContext(t);
  prepare(gl);
  const short = gl.UNSIGNED_SHORT;
  raises(gl, 'INVALID_VALUE', () => gl.drawArrays(gl.TRIANGLES, -1, 3));
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0x7fffffff, 3));
  raises(gl, 'INVALID_VALUE', () => gl.drawArraysInstanced(gl.TRIANGLES, 0, 3, -1));
  raises(gl, 'INVALID_VALUE', () => gl.drawElementsInstanced(gl.TRIANGLES, 3, short, 0, -1));
  raises(gl, 'INVALID_ENUM', () => gl.drawElements(gl.TRIANGLES, 3, gl.FLOAT, 0));
  raises(gl, 'INVALID_ENUM', () => gl.drawElements(gl.TRIANGLES, 3, 0, 0));
  raises(gl, 'INVALID_VALUE', () => gl.drawElements(gl.TRIANGLES, 3, short, -2));
  raises(gl, 'INVALID_OPERATION', () => gl.drawElements(gl.TRIANGLES, 3, short, 1));
  raises(gl, 'INVALID_OPERATION', () => gl.drawElements(gl.TRIANGLES, 3, short, 4));
  raises(gl, 'INVALID_VALUE', () => gl.drawRangeElements(gl.TRIANGLES, 2, 1, 3, short, 0));
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, null);
  raises(gl, 'INVALID_OPERATION', () => gl.drawElements(gl.TRIANGLES, 3, short, 0));
});

test('vertices and indices outside the buffers are refused, a restart index is none', (t) => {
  const gl = makeContext(t);
  prepare(gl);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0, 4));
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 1, 3));
  succeeds(gl, () => gl.drawElements(gl.TRIANGLE_STRIP, 4, gl.UNSIGNED_SHORT, 0));
  gl.bufferSubData(gl.ELEMENT_ARRAY_BUFFER, 0, new Uint16Array([0, 1, 3]));
  raises(gl, 'INVALID_OPERATION', () => gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_SHORT, 0));
  succeeds(gl, () => gl.drawElements(gl.POINTS, 2, gl.UNSIGNED_SHORT, 0));
  gl.vertexAttribDivisor(0, 1);
  succeeds(gl, () => gl.drawElementsInstanced(gl.POINTS, 1, gl.UNSIGNED_SHORT, 0, 3));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.drawElementsInstanced(gl.POINTS, 1, gl.UNSIGNED_SHORT, 0, 4),
  );
});

test('an attribute and its source must be of the same class', (t) => {
  const gl = makeContext(t);
  prepare(gl);
  gl.vertexAttribIPointer(0, 2, gl.INT, 0, 0);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0, 3));
  gl.disableVertexAttribArray(0);
  succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
  gl.vertexAttribI4i(0, 0, 0, 0, 1);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0, 3));
});

test('an active uniform block needs a buffer large enough', (t) => {
  const gl = makeContext(t);
  const program = usePlain(
    gl,
    'layout(std140) uniform B { vec4 color; }; out vec4 c; void main() { c = color; }',
  );
  gl.uniformBlockBinding(program, 0, 1);
  const draw = () => gl.drawArrays(gl.TRIANGLES, 0, 3);
  raises(gl, 'INVALID_OPERATION', draw);
  const buffer = makeBuffer(gl, gl.UNIFORM_BUFFER, 12);
  gl.bindBufferBase(gl.UNIFORM_BUFFER, 1, buffer);
  raises(gl, 'INVALID_OPERATION', draw);
  gl.bufferData(gl.UNIFORM_BUFFER, 16, gl.STATIC_DRAW);
  succeeds(gl, draw);
});

test('samplers must agree with textures and with each other', (t) => {
  const gl = makeContext(t);
  const program = usePlain(
    gl,
    `uniform sampler2D s; uniform highp sampler3D v; out vec4 c;
     void main() { c = texture(s, vec2(0)) + texture(v, vec3(0)); }`,
  );
  const draw = () => gl.drawArrays(gl.TRIANGLES, 0, 3);
  raises(gl, 'INVALID_OPERATION', draw); // two kinds of sampler on unit 0
  gl.uniform1i(gl.getUniformLocation(program, 'v'), 1);
  succeeds(gl, draw);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8UI, 1, 1);
  raises(gl, 'INVALID_OPERATION', draw); // float sampler, integer texture
});

test('a texture cannot be sampled and drawn into at once', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 8, 8);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const point = gl.COLOR_ATTACHMENT0;
  gl.framebufferTexture2D(gl.FRAMEBUFFER, point, gl.TEXTURE_2D, texture, 0);
  usePlain(gl, 'uniform sampler2D s; out vec4 c; void main() { c = texture(s, vec2(0)); }');
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0, 3));
  gl.bindTexture(gl.TEXTURE_2D, null);
  succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
});

test('fragment outputs must be of the class of their buffer', (t) => {
  const gl = makeContext(t);
  usePlain(gl);
  bindColor(gl, gl.RGBA8UI);
  const draw = () => gl.drawArrays(gl.TRIANGLES, 0, 3);
  raises(gl, 'INVALID_OPERATION', draw);
  gl.colorMask(false, false, false, false);
  succeeds(gl, draw);
  gl.colorMask(true, true, true, true);
  gl.enable(gl.RASTERIZER_DISCARD);
  succeeds(gl, draw);
});

test('stencil references and masks of both faces must agree', (t) => {
  const gl = makeContext(t, { antialias: false, stencil: true });
  usePlain(gl);
  const draw = () => gl.drawArrays(gl.TRIANGLES, 0, 3);
  gl.stencilMaskSeparate(gl.BACK, 1);
  succeeds(gl, draw); // the test is off
  gl.enable(gl.STENCIL_TEST);
  raises(gl, 'INVALID_OPERATION', draw);
  gl.stencilMaskSeparate(gl.BACK, 0xff); // the same in eight bits
  succeeds(gl, draw);
  gl.stencilFuncSeparate(gl.FRONT, gl.ALWAYS, 1, 0xff);
  raises(gl, 'INVALID_OPERATION', draw);
});

test('float colour buffers are blended into once their extension is enabled', (t) => {
  const gl = makeContext(t);
  usePlain(gl);
  gl.getExtension('EXT_color_buffer_half_float');
  gl.enable(gl.BLEND);
  const draw = () => gl.drawArrays(gl.TRIANGLES, 0, 3);
  bindColor(gl, gl.RGBA16F);
  succeeds(gl, draw);
  gl.getExtension('EXT_color_buffer_float'); // enables EXT_float_blend too
  bindColor(gl, gl.RGBA32F);
  succeeds(gl, draw);
});

test('a buffer that feeds attributes cannot be captured into', (t) => {
  const gl = makeContext(t);
  prepare(gl);
  const vertices = gl.getParameter(gl.ARRAY_BUFFER_BINDING);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, vertices);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0, 3));
});

test('the last vertex that a draw may have is number 2^31 - 1', (t) => {
  const gl = makeContext(t);
  gl.useProgram(
    makeProgram(
      gl,
      'flat out int v; void main() { v = gl_VertexID; gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 64.0; }',
      'flat in int v; out vec4 c; void main() { c = vec4(v == 0x7fffffff ? 1 : 0); }',
    ),
  );
  succeeds(gl, () => gl.drawArrays(gl.POINTS, 0x7fffffff, 1));
  assert.deepEqual(pixel(gl, 3, 3), [255, 255, 255, 255]);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.POINTS, 0x7fffffff, 2));
});

// ---- the viewport

for (const [mode, antialias, positions] of [
  ['TRIANGLES', false, [-9, -0.5, 9, -0.5, 9, 9]],
  ['TRIANGLES', true, [-9, -0.5, 9, -0.5, 9, 9]],
  ['LINES', false, [-9, 0.25, 9, 0.25]],
  ['LINES', true, [-9, 0.25, 9, 0.25]],
]) {
  test(`${mode} ends where the viewport does${antialias ? ', multisampled too' : ''}`, (t) => {
    const gl = makeContext(t, { antialias });
    usePlain(gl);
    makeBuffer(gl, gl.ARRAY_BUFFER, new Float32Array(positions));
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    gl.viewport(2, 2, 4, 4);
    gl.drawArrays(gl[mode], 0, positions.length / 2);
    for (const x of [0, 1, 6, 7]) assert.deepEqual(pixel(gl, x, 4), [0, 0, 0, 0], `column ${x}`);
    for (const x of [2, 5]) assert.deepEqual(pixel(gl, x, 4), [0, 255, 0, 255], `column ${x}`);
    if (mode === 'TRIANGLES') assert.deepEqual(pixel(gl, 5, 6), [0, 0, 0, 0]);
  });
}

test('a viewport may lie outside of the framebuffer, and be larger than it', (t) => {
  const gl = makeContext(t);
  prepare(gl);
  gl.viewport(-100, 0x7ffffff0, 64, 64);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 4, 4), [0, 0, 0, 0]);
  gl.viewport(-100, -100, 300, 300);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 0, 7), [0, 255, 0, 255]);
});
