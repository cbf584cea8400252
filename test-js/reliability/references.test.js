// SPDX-License-Identifier: MIT
// Row 2 of docs/reliability.md: the collector of one heap does not see references from the other. What
// only a Map, a closure or another GL object refers to survives every collection between creation and
// use, and is released once nothing refers to it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, pixel } from '../fixture.js';
import { collect, collectUntil, nextTask } from './heaps.js';

/** How many objects of a kind are alive. @param {any} gl @param {string} kind */
function alive(gl, kind) {
  return gl.getMemoryInfo().objects[kind].count;
}

/**
 * Nothing refers to the object any more: it goes, and nothing else of its kind.
 * @param {any} gl @param {string} kind @param {number} left
 */
async function goes(gl, kind, left) {
  await collectUntil(() => alive(gl, kind) <= left, `${left} ${kind} left`);
  assert.equal(alive(gl, kind), left);
}

/** A texture of one red texel. @param {any} gl */
function redTexture(gl) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const red = new Uint8Array([255, 0, 0, 255]);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, red);
  gl.bindTexture(gl.TEXTURE_2D, null);
  return texture;
}

/** Reads the texture through a framebuffer. @param {any} gl @param {any} texture */
function texelOf(gl, texture) {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const texel = pixel(gl, 0, 0);
  gl.deleteFramebuffer(framebuffer);
  return texel;
}

test('an object that only a Map refers to lives', async (t) => {
  const gl = makeContext(t);
  const before = alive(gl, 'textures');
  const map = new Map();
  (() => void map.set('red', redTexture(gl)))();
  await collect();
  assert.equal(alive(gl, 'textures'), before + 1);
  assert.deepEqual(texelOf(gl, map.get('red')), [255, 0, 0, 255]);
  await nextTask();
  map.clear();
  await goes(gl, 'textures', before);
});

test('an object that only a closure refers to lives', async (t) => {
  const gl = makeContext(t);
  const before = alive(gl, 'textures');
  /** @type {(() => number[]) | null} */
  let read = (() => {
    const texture = redTexture(gl);
    return () => texelOf(gl, texture);
  })();
  await collect();
  assert.deepEqual(read(), [255, 0, 0, 255]);
  read = null;
  await goes(gl, 'textures', before);
});

test('an object that is only bound lives', async (t) => {
  const gl = makeContext(t);
  const before = alive(gl, 'buffers');
  (() => gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer()))();
  gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array([1, 2, 3]), gl.STATIC_DRAW);
  await collect();
  const out = new Uint8Array(3);
  gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out);
  assert.deepEqual([...out], [1, 2, 3]);
  assert.ok(gl.isBuffer(gl.getParameter(gl.ARRAY_BUFFER_BINDING)));
  await nextTask();
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  await goes(gl, 'buffers', before);
});

test('a texture that only a framebuffer refers to lives', async (t) => {
  const gl = makeContext(t);
  const before = alive(gl, 'textures');
  /** @type {any} */
  let framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  (() => {
    const at = [gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D];
    gl.framebufferTexture2D(...at, redTexture(gl), 0);
  })();
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  await collect();
  assert.equal(alive(gl, 'textures'), before + 1);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  assert.deepEqual(pixel(gl, 0, 0), [255, 0, 0, 255]);
  const name = gl.FRAMEBUFFER_ATTACHMENT_OBJECT_NAME;
  (() => {
    const at = [gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0];
    assert.ok(gl.isTexture(gl.getFramebufferAttachmentParameter(...at, name)));
  })();
  await collect();
  assert.deepEqual(pixel(gl, 0, 0), [255, 0, 0, 255]);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  framebuffer = null;
  await goes(gl, 'textures', before);
});

test('shaders that only a program refers to live', async (t) => {
  const gl = makeContext(t);
  const before = alive(gl, 'shaders');
  const vertex = 'void main() { gl_Position = vec4(0); }';
  /** @type {any} */
  let program = makeProgram(gl, vertex, 'out vec4 c; void main() { c = vec4(1); }');
  await collect();
  assert.equal(alive(gl, 'shaders'), before + 2);
  (() => {
    const sources = gl.getAttachedShaders(program).map((s) => gl.getShaderSource(s));
    assert.ok(sources.some((source) => source.includes(vertex)));
  })();
  await collect();
  gl.linkProgram(program);
  assert.equal(gl.getProgramParameter(program, gl.LINK_STATUS), true);
  program = null;
  await goes(gl, 'shaders', before);
  assert.equal(alive(gl, 'programs'), 0);
});

test('a program that is only in use lives, and its uniform locations do not keep it', async (t) => {
  const gl = makeContext(t);
  const locations = [];
  (() => {
    const fragment = 'uniform vec4 k; out vec4 c; void main() { c = k; }';
    const program = makeProgram(gl, 'void main() { gl_Position = vec4(0); }', fragment);
    gl.useProgram(program);
    locations.push(gl.getUniformLocation(program, 'k'));
  })();
  await collect();
  gl.uniform4f(locations[0], 1, 2, 3, 4);
  assert.equal(gl.getError(), 0);
  (() => {
    const values = gl.getUniform(gl.getParameter(gl.CURRENT_PROGRAM), locations[0]);
    assert.deepEqual([...values], [1, 2, 3, 4]);
  })();
  await nextTask();
  gl.useProgram(null);
  await goes(gl, 'programs', 0);
  gl.uniform4f(locations[0], 1, 2, 3, 4);
  assert.equal(gl.getError(), gl.INVALID_OPERATION);
});

test('a buffer that only a vertex array refers to lives', async (t) => {
  const gl = makeContext(t);
  const before = alive(gl, 'buffers');
  /** @type {any} */
  let array = gl.createVertexArray();
  gl.bindVertexArray(array);
  (() => gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer()))();
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  gl.bindVertexArray(null);
  await collect();
  assert.equal(alive(gl, 'buffers'), before + 1);
  (() => {
    const vertex = 'in vec2 a; void main() { gl_Position = vec4(a, 0, 1); }';
    const fragment = 'out vec4 c; void main() { c = vec4(0, 1, 0, 1); }';
    gl.useProgram(makeProgram(gl, vertex, fragment, { attributes: ['a'] }));
  })();
  gl.bindVertexArray(array);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 4, 4), [0, 255, 0, 255]);
  gl.bindVertexArray(null);
  array = null;
  await goes(gl, 'buffers', before);
});

test('a buffer that only a transform feedback refers to lives', async (t) => {
  const gl = makeContext(t);
  const before = alive(gl, 'buffers');
  /** @type {any} */
  let feedback = gl.createTransformFeedback();
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback);
  (() => gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, gl.createBuffer()))();
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, new Uint8Array([7, 8]), gl.STATIC_DRAW);
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, null);
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null);
  await collect();
  assert.equal(alive(gl, 'buffers'), before + 1);
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback);
  (() => {
    const buffer = gl.getIndexedParameter(gl.TRANSFORM_FEEDBACK_BUFFER_BINDING, 0);
    gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null);
    gl.bindBuffer(gl.COPY_READ_BUFFER, buffer);
  })();
  const out = new Uint8Array(2);
  gl.getBufferSubData(gl.COPY_READ_BUFFER, 0, out);
  assert.deepEqual([...out], [7, 8]);
  gl.bindBuffer(gl.COPY_READ_BUFFER, null);
  feedback = null;
  await goes(gl, 'buffers', before);
});

test('a label stays with its object when the wrapper is gone', async (t) => {
  const gl = makeContext(t);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  (() => {
    const texture = redTexture(gl);
    texture.label = 'red';
    const at = [gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D];
    gl.framebufferTexture2D(...at, texture, 0);
  })();
  await collect();
  const [texture] = gl.reportLeaks().filter((/** @type {any} */ leak) => leak.kind === 'texture');
  assert.equal(texture.label, 'red', 'the module keeps the label for its reports');
});
