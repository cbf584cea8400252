// SPDX-License-Identifier: MIT
// Explicit release, and the backstop for what nobody releases: wrappers, contexts, inspectors, modules.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createCanvas, createContext, ShaderInspector } from 'nogpu';
import { makeContext, makeProgram, raises } from '../fixture.js';
import { collect, collectUntil, linearBytes, liveBytes, nextTask } from './heaps.js';

const dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** @type {Array<[string, string, (gl: any) => any]>} */
const kinds = [
  ['WebGLBuffer', 'buffers', (gl) => gl.createBuffer()],
  ['WebGLFramebuffer', 'framebuffers', (gl) => gl.createFramebuffer()],
  ['WebGLProgram', 'programs', (gl) => gl.createProgram()],
  ['WebGLQuery', 'queries', (gl) => gl.createQuery()],
  ['WebGLRenderbuffer', 'renderbuffers', (gl) => gl.createRenderbuffer()],
  ['WebGLSampler', 'samplers', (gl) => gl.createSampler()],
  ['WebGLShader', 'shaders', (gl) => gl.createShader(gl.VERTEX_SHADER)],
  ['WebGLSync', 'syncs', (gl) => gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)],
  ['WebGLTexture', 'textures', (gl) => gl.createTexture()],
  ['WebGLTransformFeedback', 'transformFeedbacks', (gl) => gl.createTransformFeedback()],
  ['WebGLVertexArrayObject', 'vertexArrays', (gl) => gl.createVertexArray()],
];

for (const [name, kind, create] of kinds) {
  test(`disposing of a ${name} is its delete*, and once more is nothing`, (t) => {
    const gl = makeContext(t);
    const count = () => gl.getMemoryInfo().objects[kind].count;
    const before = count();
    const object = create(gl);
    assert.equal(object.constructor.name, name);
    assert.equal(count(), before + 1);
    object[dispose]();
    assert.equal(count(), before);
    object[dispose]();
    assert.equal(gl.getError(), 0);
  });

  test(`a ${name} that was dropped is released`, async (t) => {
    const gl = makeContext(t);
    const count = () => gl.getMemoryInfo().objects[kind].count;
    const before = count();
    (() => void create(gl))();
    assert.equal(count(), before + 1);
    await collectUntil(() => count() === before, `${kind} released`);
  });
}

test('what a lost or destroyed context made can be disposed of without a word', async (t) => {
  const gl = makeContext(t);
  const loss = gl.getExtension('WEBGL_lose_context');
  const buffer = gl.createBuffer();
  loss.loseContext();
  gl.getError();
  buffer[dispose]();
  gl.createBuffer()[dispose]();
  loss.restoreContext();
  await nextTask();
  await nextTask();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(gl.isContextLost(), false);
  buffer[dispose]();
  assert.equal(gl.getError(), 0);
  const other = createContext(8, 8);
  const texture = other.createTexture();
  other[dispose]();
  other[dispose]();
  texture[dispose]();
});

test('a texture deleted while a framebuffer has it lives until that goes', (t) => {
  const gl = makeContext(t);
  const count = () => gl.getMemoryInfo().objects.textures.count;
  const before = count();
  const [texture, framebuffer] = [gl.createTexture(), gl.createFramebuffer()];
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 4, 4);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  texture[dispose]();
  assert.equal(gl.isTexture(texture), false);
  assert.equal(count(), before + 1);
  framebuffer[dispose]();
  assert.equal(count(), before);
});

test('a context that was dropped is destroyed with everything in it', async () => {
  const fill = () => {
    const gl = createContext(256, 256);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 512, 512);
    gl.getExtension('WEBGL_lose_context'); // refers to the context, and the context to it
    makeProgram(gl, 'void main() { gl_Position = vec4(0); }', 'void main() {}');
    return gl;
  };
  fill().destroy(); // what the module keeps for all contexts is there from now on
  await collect();
  const before = liveBytes();
  (() => void fill())();
  (() => void createCanvas(64, 64).getContext('webgl2').createBuffer())();
  assert.ok(liveBytes() > before + 2 ** 20);
  await collectUntil(() => liveBytes() <= before, 'contexts destroyed');
});

test('an object keeps its context', async (t) => {
  const buffer = (() => {
    const gl = createContext(8, 8);
    const made = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, made);
    gl.bufferData(gl.ARRAY_BUFFER, 16, gl.STATIC_DRAW);
    return made;
  })();
  await collect();
  const gl = buffer._context;
  t.after(() => gl.destroy());
  assert.equal(gl.isBuffer(buffer), true);
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 16);
});

test('1,000 inspectors that were dropped leave linear memory where 50 left it', async () => {
  const vertex = '#version 300 es\nvoid main() { gl_Position = vec4(1); }';
  const fragment = `#version 300 es\nprecision highp float; uniform vec4 k[64]; out vec4 c;
    void main() { c = k[0]; for (int i = 1; i < 64; ++i) c = c * 1.5 + k[i]; }`;
  const inspect = async (/** @type {number} */ count) => {
    for (let i = 0; i < count; i++) {
      (() => void new ShaderInspector(vertex, fragment).ok)();
      if (i % 25 === 24) await collect();
    }
    return linearBytes();
  };
  const after50 = await inspect(50);
  assert.equal(await inspect(950), after50);
});

test('an allocation that fails is made again with what was dropped before', async (t) => {
  const gl = makeContext(t, { antialias: false, maxMemory: 40 * 2 ** 20 });
  const fill = () => {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, 30 * 2 ** 20, gl.STATIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  };
  for (let i = 0; i < 8; i++) {
    raises(gl, 'NO_ERROR', fill);
    await nextTask();
  }
  raises(gl, 'NO_ERROR', fill);
  raises(gl, 'OUT_OF_MEMORY', fill); // nothing made in this very task can have been dropped
});

test('destroy() gives everything back, and dropping a thread its whole module', async () => {
  await collect();
  const before = liveBytes();
  const gl = createContext(512, 512);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, 32 * 2 ** 20, gl.STATIC_DRAW);
  gl.destroy();
  assert.equal(liveBytes(), before);

  // Eight modules of 256 MB, one after the other: had one stayed, its touched pages would show.
  const wasm = readFileSync(new URL('../../dist/nogpu.wasm', import.meta.url));
  const rss = [];
  for (let i = 0; i < 8; i++) {
    const worker = new Worker(new URL('./filling-worker.mjs', import.meta.url), {
      workerData: { wasm, bytes: 256 * 2 ** 20 },
    });
    const held = await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    assert.ok(held >= 256 * 2 ** 20);
    await worker.terminate();
    await collect();
    rss.push(process.memoryUsage.rss());
  }
  assert.ok(rss[7] < rss[1] + 256 * 2 ** 20, `resident bytes after each worker: ${rss}`);
});
